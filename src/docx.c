#include "docx.h"

#include <math.h>
#include <string.h>

#include "escape.h"

#define TWIP_PER_MM (1440 / 25.4)
#define PAGE_W_MM   210.0
#define PAGE_H_MM   297.0
#define MOST_MM     558.0 /* Word has no longer page */
#define MARGIN_MM   25.0
#define NARROW_MM   10.0 /* the least margin of a page that is made for a large map */
#define CAPTION_MM  30.0 /* room below the picture */
#define WORD        RMAP_OOXML "wordprocessingml/2006/main"

static void write_relations(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    rmap_office_begin_relations(out);
    rmap_office_relate(out, "rId1", "/styles", "styles.xml");
    rmap_office_relate(out, "rId2", "/image", "media/map.png");
    rmap_office_relate_link(out, "rId3", map);
    rmap_office_end_relations(out);
}

static void write_styles(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    rmap_print(out, RMAP_XML_HEAD
        "<w:styles xmlns:w=\"" WORD "\">"
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"맑은 고딕\" w:cs=\"Arial\"/>"
        "<w:sz w:val=\"22\"/><w:lang w:val=\"%s\" w:eastAsia=\"ko-KR\"/></w:rPr>"
        "</w:rPrDefault></w:docDefaults>"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/><w:basedOn w:val=\"Normal\"/>"
        "<w:pPr><w:spacing w:before=\"80\" w:after=\"200\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>"
        "</w:styles>", rmap_office_language(map));
}

static void write_picture(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    double width = round(map->width_mm * RMAP_EMU_PER_MM), height = round(map->height_mm * RMAP_EMU_PER_MM);
    rmap_print(out, "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%.0f\" cy=\"%.0f\"/>"
               "<wp:docPr id=\"1\" name=\"Map\" descr=\"", width, height);
    rmap_append_escaped(out, map->alt, RMAP_IN_XML);
    rmap_append_text(out, map->link[0] ? "\"><a:hlinkClick r:id=\"rId3\"/></wp:docPr>" : "\"/>");
    rmap_append_text(out, "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>"
                     "<a:graphic><a:graphicData uri=\"" RMAP_OOXML "drawingml/2006/picture\"><pic:pic>"
                     "<pic:nvPicPr><pic:cNvPr id=\"1\" name=\"map.png\"/><pic:cNvPicPr/></pic:nvPicPr>"
                     "<pic:blipFill><a:blip r:embed=\"rId2\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>");
    rmap_print(out, "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%.0f\" cy=\"%.0f\"/></a:xfrm>"
               "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>",
               width, height);
}

/* "Figure 1. ": the number is a field, so that Word counts it with others. */
static void write_caption(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    const char *word = strcmp(map->lang, "ko") == 0 ? "그림" : "Figure";
    rmap_print(out, "<w:p><w:pPr><w:pStyle w:val=\"Caption\"/></w:pPr><w:r><w:t xml:space=\"preserve\">%s </w:t></w:r>"
               "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
               "<w:r><w:instrText xml:space=\"preserve\"> SEQ %s \\* ARABIC </w:instrText></w:r>"
               "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
               "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
               "<w:r><w:t xml:space=\"preserve\">. %s</w:t></w:r>", word, word, map->caption);
    if (map->credit[0])
        rmap_print(out, "<w:r><w:rPr><w:sz w:val=\"14\"/></w:rPr><w:t xml:space=\"preserve\">%s</w:t></w:r>", map->credit);
    rmap_append_text(out, "</w:p>");
}

static double twips(double mm)
{
    return round(mm * TWIP_PER_MM);
}

static void write_page(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    double width = fmin(MOST_MM, fmax(PAGE_W_MM, map->width_mm + 2 * NARROW_MM));
    double height = fmin(MOST_MM, fmax(PAGE_H_MM, map->height_mm + CAPTION_MM + 2 * NARROW_MM));
    double side = fmax(0, fmin(MARGIN_MM, (width - map->width_mm) / 2));
    double top = fmax(0, fmin(MARGIN_MM, (height - map->height_mm - CAPTION_MM) / 2));
    rmap_print(out, "<w:sectPr><w:pgSz w:w=\"%.0f\" w:h=\"%.0f\"%s/><w:pgMar w:top=\"%.0f\" w:right=\"%.0f\" w:bottom=\"%.0f\""
               " w:left=\"%.0f\" w:header=\"0\" w:footer=\"0\" w:gutter=\"0\"/></w:sectPr>", twips(width), twips(height),
               width > height ? " w:orient=\"landscape\"" : "", twips(top), floor(side * TWIP_PER_MM), twips(top),
               floor(side * TWIP_PER_MM));
}

static void write_document(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    rmap_append_text(out, RMAP_XML_HEAD
        "<w:document xmlns:w=\"" WORD "\" xmlns:r=\"" RMAP_OFFICE "\""
        " xmlns:wp=\"" RMAP_OOXML "drawingml/2006/wordprocessingDrawing\" xmlns:a=\"" RMAP_OOXML "drawingml/2006/main\""
        " xmlns:pic=\"" RMAP_OOXML "drawingml/2006/picture\"><w:body><w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing>");
    write_picture(map, out);
    rmap_append_text(out, "</w:drawing></w:r></w:p>");
    write_caption(map, out);
    write_page(map, out);
    rmap_append_text(out, "</w:body></w:document>");
}

bool rmap_docx_write(const struct rmap_office_map *map, struct rmap_error *err)
{
    struct rmap_office_part parts[] = {{.name = "word/document.xml", .type = "wordprocessingml.document.main"},
                                       {.name = "word/_rels/document.xml.rels"},
                                       {.name = "word/styles.xml", .type = "wordprocessingml.styles"}};
    enum { COUNT = sizeof parts / sizeof *parts };
    write_document(map, &parts[0].xml);
    write_relations(map, &parts[1].xml);
    write_styles(map, &parts[2].xml);
    bool ok = rmap_office_write(map, ".docx", "word/media/map.png", parts, COUNT, err);
    for (int i = 0; i < COUNT; i++)
        rmap_buffer_free(&parts[i].xml);
    return ok;
}
