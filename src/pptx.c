#include "pptx.h"

#include <math.h>

#include "escape.h"
#include "geom.h"

#define WIDE_MM    (40 / 3.0 * 25.4) /* slides of 16:9 and of 4:3, as PowerPoint has them */
#define NARROW_MM  (10 * 25.4)
#define HEIGHT_MM  (7.5 * 25.4)
#define SAME_MM    0.5  /* a map as large as that is as large as the slide */
#define MARGIN_MM  12.0
#define TITLE_MM   18.0 /* rooms above and below the picture, with the margin */
#define WORDS_MM   14.0
#define DRAWING    RMAP_OOXML "drawingml/2006/main"
#define SPACES     "xmlns:a=\"" DRAWING "\" xmlns:r=\"" RMAP_OFFICE "\" xmlns:p=\"" RMAP_OOXML "presentationml/2006/main\""
#define TREE       "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"

/* --- where things stand --- */

struct plan {
    struct rmap_box slide, title, picture, words;
    bool filled;
};

static bool is_about(double a, double b)
{
    return fabs(a - b) < SAME_MM;
}

/* As large as it is drawn, or as the room allows; in its middle. */
static struct rmap_box fit(const struct rmap_office_map *map, struct rmap_box room)
{
    double width = rmap_box_width(room), height = rmap_box_height(room);
    double scale = fmin(1, fmin(width / map->width_mm, height / map->height_mm));
    double x0 = room.x0_mm + (width - scale * map->width_mm) / 2, y0 = room.y0_mm + (height - scale * map->height_mm) / 2;
    return (struct rmap_box){x0, y0, x0 + scale * map->width_mm, y0 + scale * map->height_mm};
}

static struct plan make_plan(const struct rmap_office_map *map)
{
    bool is_narrow = is_about(map->width_mm, NARROW_MM), is_wide = is_about(map->width_mm, WIDE_MM);
    bool filled = is_about(map->height_mm, HEIGHT_MM) && (is_narrow || is_wide);
    double width = filled && is_narrow ? NARROW_MM : WIDE_MM;
    struct plan plan = {.slide = {0, 0, width, HEIGHT_MM}, .filled = filled};
    double left = MARGIN_MM, right = width - MARGIN_MM, title = MARGIN_MM + TITLE_MM, words = HEIGHT_MM - MARGIN_MM - WORDS_MM;
    plan.title = filled ? (struct rmap_box){left, -TITLE_MM, right, 0} : (struct rmap_box){left, MARGIN_MM, right, title};
    plan.words = (struct rmap_box){left, words, right, HEIGHT_MM - MARGIN_MM};
    plan.picture = filled ? plan.slide : fit(map, (struct rmap_box){left, title, right, words});
    return plan;
}

static double emu(double mm)
{
    return round(mm * RMAP_EMU_PER_MM);
}

static void write_place(struct rmap_box box, struct rmap_buffer *out)
{
    rmap_print(out, "<a:xfrm><a:off x=\"%.0f\" y=\"%.0f\"/><a:ext cx=\"%.0f\" cy=\"%.0f\"/></a:xfrm>", emu(box.x0_mm),
               emu(box.y0_mm), emu(rmap_box_width(box)), emu(rmap_box_height(box)));
}

/* --- the slide --- */

/* XML in letters of so many hundredths of a point. */
static void write_paragraph(const struct rmap_office_map *map, const char *xml, int size, struct rmap_buffer *out)
{
    if (xml[0])
        rmap_print(out, "<a:p><a:pPr algn=\"ctr\"/><a:r><a:rPr lang=\"%s\" sz=\"%d\"/><a:t>%s</a:t></a:r></a:p>",
                   rmap_office_language(map), size, xml);
}

static void write_title(const struct rmap_office_map *map, const struct plan *plan, struct rmap_buffer *out)
{
    rmap_append_text(out, "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
                          "<p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>");
    write_place(plan->title, out);
    rmap_print(out, "</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"%s\"/><a:t>", rmap_office_language(map));
    rmap_append_escaped(out, map->title, RMAP_IN_XML);
    rmap_append_text(out, "</a:t></a:r></a:p></p:txBody></p:sp>");
}

static void write_picture(const struct rmap_office_map *map, const struct plan *plan, struct rmap_buffer *out)
{
    rmap_append_text(out, "<p:pic><p:nvPicPr><p:cNvPr id=\"3\" name=\"Map\" descr=\"");
    rmap_append_escaped(out, map->alt, RMAP_IN_XML);
    rmap_append_text(out, map->link[0] ? "\"><a:hlinkClick r:id=\"rId3\"/></p:cNvPr>" : "\"/>");
    rmap_append_text(out, "<p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>"
                          "<p:blipFill><a:blip r:embed=\"rId2\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>");
    write_place(plan->picture, out);
    rmap_append_text(out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>");
}

static void write_words(const struct rmap_office_map *map, const struct plan *plan, struct rmap_buffer *out)
{
    if (plan->filled || !(map->caption[0] || map->credit[0]))
        return;
    rmap_append_text(out, "<p:sp><p:nvSpPr><p:cNvPr id=\"4\" name=\"Caption\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>"
                          "<p:spPr>");
    write_place(plan->words, out);
    rmap_append_text(out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>"
                          "<p:txBody><a:bodyPr wrap=\"square\"><a:normAutofit/></a:bodyPr><a:lstStyle/>");
    write_paragraph(map, map->caption, 1200, out);
    write_paragraph(map, map->credit, 900, out);
    rmap_append_text(out, "</p:txBody></p:sp>");
}

static void write_slide(const struct rmap_office_map *map, const struct plan *plan, struct rmap_buffer *out)
{
    rmap_append_text(out, RMAP_XML_HEAD "<p:sld " SPACES "><p:cSld><p:spTree>" TREE);
    write_title(map, plan, out);
    write_picture(map, plan, out);
    write_words(map, plan, out);
    rmap_append_text(out, "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>");
}

/* --- what every presentation has: a layout, its master, a theme --- */

static void write_presentation(const struct plan *plan, struct rmap_buffer *out)
{
    rmap_print(out, RMAP_XML_HEAD "<p:presentation " SPACES ">"
               "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
               "<p:sldIdLst><p:sldId id=\"256\" r:id=\"rId2\"/></p:sldIdLst><p:sldSz cx=\"%.0f\" cy=\"%.0f\"/>"
               "<p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>", emu(plan->slide.x1_mm), emu(plan->slide.y1_mm));
}

static void write_master(const struct plan *plan, struct rmap_buffer *out)
{
    rmap_append_text(out, RMAP_XML_HEAD "<p:sldMaster " SPACES "><p:cSld>"
        "<p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>" TREE
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
        "<p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>");
    write_place((struct rmap_box){MARGIN_MM, MARGIN_MM, plan->slide.x1_mm - MARGIN_MM, MARGIN_MM + TITLE_MM}, out);
    rmap_append_text(out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>"
        "<p:txBody><a:bodyPr anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
        "</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\""
        " accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
        "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>"
        "<a:lvl1pPr algn=\"ctr\"><a:defRPr sz=\"2800\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>"
        "<a:latin typeface=\"+mj-lt\"/><a:ea typeface=\"+mj-ea\"/><a:cs typeface=\"+mj-cs\"/></a:defRPr></a:lvl1pPr></p:titleStyle>"
        "<p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>");
}

#define FILL "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
#define LINE "<a:ln w=\"9525\">" FILL "</a:ln>"
#define SHADE "<a:effectStyle><a:effectLst/></a:effectStyle>"
#define FONTS "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>"\
              "<a:font script=\"Hang\" typeface=\"맑은 고딕\"/>"

static const char LAYOUT[] = RMAP_XML_HEAD "<p:sldLayout " SPACES " type=\"titleOnly\">"
    "<p:cSld name=\"Title Only\"><p:spTree>" TREE
    "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
    "<p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr/>"
    "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp></p:spTree></p:cSld>"
    "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>";

static void write_color(const char *name, const char *rgb, struct rmap_buffer *out)
{
    rmap_print(out, "<a:%s><a:srgbClr val=\"%s\"/></a:%s>", name, rgb, name);
}

/* Black on white, and the colours of the map for what a speaker adds. */
static void write_theme(struct rmap_buffer *out)
{
    static const char *const COLORS[][2] = {
        {"dk1", "000000"}, {"lt1", "FFFFFF"}, {"dk2", "334455"}, {"lt2", "DFE8EE"}, {"accent1", "B3212B"}, {"accent2", "2C5F8A"},
        {"accent3", "8A9AA6"}, {"accent4", "C9A227"}, {"accent5", "5B7F4B"}, {"accent6", "7A4E7E"}, {"hlink", "2C5F8A"},
        {"folHlink", "7A4E7E"}};
    rmap_append_text(out, RMAP_XML_HEAD "<a:theme xmlns:a=\"" DRAWING "\" name=\"ringmap\"><a:themeElements>"
                          "<a:clrScheme name=\"ringmap\">");
    for (size_t i = 0; i < sizeof COLORS / sizeof *COLORS; i++)
        write_color(COLORS[i][0], COLORS[i][1], out);
    rmap_append_text(out, "</a:clrScheme><a:fontScheme name=\"ringmap\"><a:majorFont>" FONTS "</a:majorFont><a:minorFont>" FONTS
        "</a:minorFont></a:fontScheme><a:fmtScheme name=\"ringmap\"><a:fillStyleLst>" FILL FILL FILL "</a:fillStyleLst>"
        "<a:lnStyleLst>" LINE LINE LINE "</a:lnStyleLst><a:effectStyleLst>" SHADE SHADE SHADE "</a:effectStyleLst>"
        "<a:bgFillStyleLst>" FILL FILL FILL
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>");
}

/* --- the whole --- */

static void write_slide_relations(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    rmap_office_begin_relations(out);
    rmap_office_relate(out, "rId1", "/slideLayout", "../slideLayouts/slideLayout1.xml");
    rmap_office_relate(out, "rId2", "/image", "../media/map.png");
    rmap_office_relate_link(out, "rId3", map);
    rmap_office_end_relations(out);
}

/* Of a part that leads to one or two others. */
static void write_relations(const char *const related[2][2], struct rmap_buffer *out)
{
    rmap_office_begin_relations(out);
    for (int i = 0; i < 2 && related[i][0]; i++)
        rmap_office_relate(out, i == 0 ? "rId1" : "rId2", related[i][0], related[i][1]);
    rmap_office_end_relations(out);
}

bool rmap_pptx_write(const struct rmap_office_map *map, struct rmap_error *err)
{
    static const char *const PRESENTATION[2][2] = {{"/slideMaster", "slideMasters/slideMaster1.xml"},
                                                   {"/slide", "slides/slide1.xml"}};
    static const char *const MASTER[2][2] = {{"/slideLayout", "../slideLayouts/slideLayout1.xml"},
                                             {"/theme", "../theme/theme1.xml"}};
    static const char *const OF_LAYOUT[2][2] = {{"/slideMaster", "../slideMasters/slideMaster1.xml"}, {NULL, NULL}};
    struct rmap_office_part parts[] = {
        {.name = "ppt/presentation.xml", .type = "presentationml.presentation.main"},
        {.name = "ppt/_rels/presentation.xml.rels"},
        {.name = "ppt/slides/slide1.xml", .type = "presentationml.slide"},
        {.name = "ppt/slides/_rels/slide1.xml.rels"},
        {.name = "ppt/slideLayouts/slideLayout1.xml", .type = "presentationml.slideLayout"},
        {.name = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"},
        {.name = "ppt/slideMasters/slideMaster1.xml", .type = "presentationml.slideMaster"},
        {.name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"},
        {.name = "ppt/theme/theme1.xml", .type = "theme"},
    };
    enum { COUNT = sizeof parts / sizeof *parts };
    struct plan plan = make_plan(map);
    write_presentation(&plan, &parts[0].xml);
    write_relations(PRESENTATION, &parts[1].xml);
    write_slide(map, &plan, &parts[2].xml);
    write_slide_relations(map, &parts[3].xml);
    rmap_append_text(&parts[4].xml, LAYOUT);
    write_relations(OF_LAYOUT, &parts[5].xml);
    write_master(&plan, &parts[6].xml);
    write_relations(MASTER, &parts[7].xml);
    write_theme(&parts[8].xml);
    bool ok = rmap_office_write(map, ".pptx", "ppt/media/map.png", parts, COUNT, err);
    for (int i = 0; i < COUNT; i++)
        rmap_buffer_free(&parts[i].xml);
    return ok;
}
