#include "docx.h"

#include <math.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"
#include "input.h"
#include "output.h"

#define MAX_PICTURE  ((size_t)256 << 20)
#define EMU_PER_MM   36000.0 /* OOXML's unit of drawings */
#define TWIP_PER_MM  (1440 / 25.4)
#define PAGE_W_MM    210.0
#define PAGE_H_MM    297.0
#define MARGIN_MM    25.0
#define NARROW_MM    10.0    /* the least margin of a page that is made for a large map */
#define CAPTION_MM   30.0    /* room below the picture */

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OOXML    "http://schemas.openxmlformats.org/"
#define OFFICE   OOXML "officeDocument/2006/relationships"

/* --- a zip in memory: minizip writes through these --- */

struct memory {
    struct rmap_buffer bytes;
    size_t at;
};

static voidpf open_memory(voidpf memory, const void *name, int mode)
{
    (void)name, (void)mode;
    return memory;
}

static uLong write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong size)
{
    struct memory *memory = stream;
    (void)opaque;
    size_t over = memory->bytes.length - memory->at;
    size_t old = size < over ? size : over;
    if (old > 0)
        memcpy(memory->bytes.text + memory->at, bytes, old);
    rmap_append(&memory->bytes, (const char *)bytes + old, size - old);
    memory->at += size;
    return size;
}

static uLong read_memory(voidpf opaque, voidpf stream, void *bytes, uLong size)
{
    (void)opaque, (void)stream, (void)bytes, (void)size;
    return 0;
}

static ZPOS64_T tell_memory(voidpf opaque, voidpf stream)
{
    (void)opaque;
    return ((struct memory *)stream)->at;
}

static long seek_memory(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
    struct memory *memory = stream;
    (void)opaque;
    size_t from = origin == ZLIB_FILEFUNC_SEEK_SET ? 0 : origin == ZLIB_FILEFUNC_SEEK_CUR ? memory->at : memory->bytes.length;
    memory->at = from + offset;
    return memory->at > memory->bytes.length ? -1 : 0;
}

static int close_memory(voidpf opaque, voidpf stream)
{
    (void)opaque, (void)stream;
    return 0;
}

/* Stored: the picture is compressed already. Dated 1980, the first day that a zip knows. */
static bool add_part(zipFile zip, const char *name, const char *bytes, size_t length)
{
    zip_fileinfo first_day = {.tmz_date = {.tm_mday = 1, .tm_year = 1980}};
    return zipOpenNewFileInZip(zip, name, &first_day, NULL, 0, NULL, 0, NULL, 0, 0) == ZIP_OK
           && zipWriteInFileInZip(zip, bytes, (unsigned)length) == ZIP_OK && zipCloseFileInZip(zip) == ZIP_OK;
}

/* --- the parts of the document --- */

static const char TYPES[] = XML_HEAD
    "<Types xmlns=\"" OOXML "package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
    "wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>";

static const char RELATIONS[] = XML_HEAD
    "<Relationships xmlns=\"" OOXML "package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OOXML "package/2006/relationships/metadata/core-properties\""
    " Target=\"docProps/core.xml\"/>"
    "</Relationships>";

static void write_relations(const struct rmap_docx *map, struct rmap_buffer *out)
{
    rmap_append_text(out, XML_HEAD
        "<Relationships xmlns=\"" OOXML "package/2006/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" OFFICE "/image\" Target=\"media/map.png\"/>");
    if (map->link[0]) {
        rmap_append_text(out, "<Relationship Id=\"rId3\" Type=\"" OFFICE "/hyperlink\" TargetMode=\"External\" Target=\"");
        rmap_append_escaped(out, map->link, RMAP_IN_XML);
        rmap_append_text(out, "\"/>");
    }
    rmap_append_text(out, "</Relationships>");
}

static void write_styles(const struct rmap_docx *map, struct rmap_buffer *out)
{
    bool korean = strcmp(map->lang, "ko") == 0;
    rmap_print(out, XML_HEAD
        "<w:styles xmlns:w=\"" OOXML "wordprocessingml/2006/main\">"
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/><w:lang w:val=\"%s\" w:eastAsia=\"ko-KR\"/></w:rPr>"
        "</w:rPrDefault></w:docDefaults>"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/><w:basedOn w:val=\"Normal\"/>"
        "<w:pPr><w:spacing w:before=\"80\" w:after=\"200\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>"
        "</w:styles>", korean ? "ko-KR" : "en-GB");
}

static void write_core(const struct rmap_docx *map, struct rmap_buffer *out)
{
    rmap_append_text(out, XML_HEAD
        "<cp:coreProperties xmlns:cp=\"" OOXML "package/2006/metadata/core-properties\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    rmap_append_escaped(out, map->title, RMAP_IN_XML);
    rmap_print(out, "</dc:title><dc:language>%s</dc:language></cp:coreProperties>", map->lang);
}

static void write_picture(const struct rmap_docx *map, struct rmap_buffer *out)
{
    double width = round(map->width_mm * EMU_PER_MM), height = round(map->height_mm * EMU_PER_MM);
    rmap_print(out, "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%.0f\" cy=\"%.0f\"/>"
               "<wp:docPr id=\"1\" name=\"Map\" descr=\"", width, height);
    rmap_append_escaped(out, map->alt, RMAP_IN_XML);
    rmap_append_text(out, map->link[0] ? "\"><a:hlinkClick r:id=\"rId3\"/></wp:docPr>" : "\"/>");
    rmap_append_text(out, "<a:graphic><a:graphicData uri=\"" OOXML "drawingml/2006/picture\"><pic:pic>"
                     "<pic:nvPicPr><pic:cNvPr id=\"1\" name=\"map.png\"/><pic:cNvPicPr/></pic:nvPicPr>"
                     "<pic:blipFill><a:blip r:embed=\"rId2\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>");
    rmap_print(out, "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%.0f\" cy=\"%.0f\"/></a:xfrm>"
               "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>",
               width, height);
}

/* "Figure 1. ": the number is a field, so that Word counts it with others. */
static void write_caption(const struct rmap_docx *map, struct rmap_buffer *out)
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

static void write_page(const struct rmap_docx *map, struct rmap_buffer *out)
{
    double width = fmax(PAGE_W_MM, map->width_mm + 2 * NARROW_MM);
    double height = fmax(PAGE_H_MM, map->height_mm + CAPTION_MM + 2 * NARROW_MM);
    double side = fmin(MARGIN_MM, (width - map->width_mm) / 2);
    double top = fmin(MARGIN_MM, (height - map->height_mm - CAPTION_MM) / 2);
    rmap_print(out, "<w:sectPr><w:pgSz w:w=\"%.0f\" w:h=\"%.0f\"/><w:pgMar w:top=\"%.0f\" w:right=\"%.0f\" w:bottom=\"%.0f\""
               " w:left=\"%.0f\" w:header=\"0\" w:footer=\"0\" w:gutter=\"0\"/></w:sectPr>", twips(width), twips(height),
               twips(top), floor(side * TWIP_PER_MM), twips(top), floor(side * TWIP_PER_MM));
}

static void write_document(const struct rmap_docx *map, struct rmap_buffer *out)
{
    rmap_append_text(out, XML_HEAD
        "<w:document xmlns:w=\"" OOXML "wordprocessingml/2006/main\" xmlns:r=\"" OFFICE "\""
        " xmlns:wp=\"" OOXML "drawingml/2006/wordprocessingDrawing\" xmlns:a=\"" OOXML "drawingml/2006/main\""
        " xmlns:pic=\"" OOXML "drawingml/2006/picture\"><w:body><w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing>");
    write_picture(map, out);
    rmap_append_text(out, "</w:drawing></w:r></w:p>");
    write_caption(map, out);
    write_page(map, out);
    rmap_append_text(out, "</w:body></w:document>");
}

/* --- the whole --- */

static bool pack(const struct rmap_docx *map, const char *picture, size_t length,
                 struct memory *memory)
{
    zlib_filefunc64_def functions = {open_memory, read_memory, write_memory, tell_memory, seek_memory, close_memory,
                                     close_memory, memory};
    struct rmap_buffer relations = {0}, styles = {0}, core = {0}, document = {0};
    write_relations(map, &relations);
    write_styles(map, &styles);
    write_core(map, &core);
    write_document(map, &document);
    zipFile zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &functions);
    bool ok = zip && add_part(zip, "[Content_Types].xml", TYPES, strlen(TYPES))
              && add_part(zip, "_rels/.rels", RELATIONS, strlen(RELATIONS))
              && add_part(zip, "docProps/core.xml", core.text, core.length)
              && add_part(zip, "word/document.xml", document.text, document.length)
              && add_part(zip, "word/_rels/document.xml.rels", relations.text, relations.length)
              && add_part(zip, "word/styles.xml", styles.text, styles.length)
              && add_part(zip, "word/media/map.png", picture, length);
    ok = zip && zipClose(zip, NULL) == ZIP_OK && ok;
    struct rmap_buffer *parts[] = {&relations, &styles, &core, &document};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        rmap_buffer_free(parts[i]);
    return ok;
}

bool rmap_docx_write(const struct rmap_docx *map, struct rmap_error *err)
{
    struct rmap_arena arena = {0};
    struct memory memory = {0};
    size_t length, stem = (size_t)(strrchr(map->picture, '.') - map->picture);
    const char *path = rmap_format(&arena, "%.*s.docx", (int)stem, map->picture);
    const char *picture = rmap_input_read(&arena, map->picture, MAX_PICTURE, &length, RMAP_INPUT, err);
    bool ok = picture && (pack(map, picture, length, &memory)
                          || rmap_fail(err, RMAP_OUTPUT, "cannot pack '%s'", path));
    struct rmap_output *out = ok ? rmap_output_open(path, err) : NULL;
    if (out) {
        rmap_output_write(out, memory.bytes.text, memory.bytes.length);
        ok = rmap_output_commit(out, err);
    } else {
        ok = false;
    }
    rmap_buffer_free(&memory.bytes);
    rmap_arena_free(&arena);
    return ok;
}
