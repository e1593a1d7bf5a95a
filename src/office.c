#include "office.h"

#include <minizip/zip.h>
#include <string.h>

#include "escape.h"
#include "input.h"
#include "output.h"

#define MAX_PICTURE ((size_t)256 << 20)

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
static bool add_part(zipFile zip, const char *name, struct rmap_buffer bytes)
{
    zip_fileinfo first_day = {.tmz_date = {.tm_mday = 1, .tm_year = 1980}};
    return zipOpenNewFileInZip(zip, name, &first_day, NULL, 0, NULL, 0, NULL, 0, 0) == ZIP_OK
           && zipWriteInFileInZip(zip, bytes.text, (unsigned)bytes.length) == ZIP_OK && zipCloseFileInZip(zip) == ZIP_OK;
}

/* --- relations --- */

void rmap_office_begin_relations(struct rmap_buffer *out)
{
    rmap_append_text(out, RMAP_XML_HEAD "<Relationships xmlns=\"" RMAP_OOXML "package/2006/relationships\">");
}

void rmap_office_relate(struct rmap_buffer *out, const char *id, const char *type, const char *target)
{
    rmap_print(out, "<Relationship Id=\"%s\" Type=\"" RMAP_OFFICE "%s\" Target=\"%s\"/>", id, type, target);
}

void rmap_office_relate_link(struct rmap_buffer *out, const char *id, const struct rmap_office_map *map)
{
    if (!map->link[0])
        return;
    rmap_print(out, "<Relationship Id=\"%s\" Type=\"" RMAP_OFFICE "/hyperlink\" TargetMode=\"External\" Target=\"", id);
    rmap_append_escaped(out, map->link, RMAP_IN_XML);
    rmap_append_text(out, "\"/>");
}

void rmap_office_end_relations(struct rmap_buffer *out)
{
    rmap_append_text(out, "</Relationships>");
}

/* --- what every package says --- */

static void write_types(const struct rmap_office_part *parts, size_t count, struct rmap_buffer *out)
{
    rmap_append_text(out, RMAP_XML_HEAD
        "<Types xmlns=\"" RMAP_OOXML "package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Default Extension=\"png\" ContentType=\"image/png\"/>"
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    for (size_t i = 0; i < count; i++) {
        if (parts[i].type)
            rmap_print(out, "<Override PartName=\"/%s\" ContentType=\"application/vnd.openxmlformats-officedocument.%s+xml\"/>",
                       parts[i].name, parts[i].type);
    }
    rmap_append_text(out, "</Types>");
}

static void write_root(const char *document, struct rmap_buffer *out)
{
    rmap_office_begin_relations(out);
    rmap_office_relate(out, "rId1", "/officeDocument", document);
    rmap_append_text(out, "<Relationship Id=\"rId2\" Type=\"" RMAP_OOXML "package/2006/relationships/metadata/core-properties\""
                          " Target=\"docProps/core.xml\"/>");
    rmap_office_end_relations(out);
}

static void write_core(const struct rmap_office_map *map, struct rmap_buffer *out)
{
    rmap_append_text(out, RMAP_XML_HEAD
        "<cp:coreProperties xmlns:cp=\"" RMAP_OOXML "package/2006/metadata/core-properties\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    rmap_append_escaped(out, map->title, RMAP_IN_XML);
    rmap_print(out, "</dc:title><dc:language>%s</dc:language></cp:coreProperties>", map->lang);
}

const char *rmap_office_language(const struct rmap_office_map *map)
{
    return strcmp(map->lang, "ko") == 0 ? "ko-KR" : "en-GB";
}

/* --- the whole --- */

static bool pack(const struct rmap_office_map *map, const struct rmap_office_part *parts, size_t count,
                 struct rmap_office_part picture, struct memory *memory)
{
    zlib_filefunc64_def functions = {open_memory, read_memory, write_memory, tell_memory, seek_memory, close_memory,
                                     close_memory, memory};
    struct rmap_buffer types = {0}, root = {0}, core = {0};
    write_types(parts, count, &types);
    write_root(parts[0].name, &root);
    write_core(map, &core);
    zipFile zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &functions);
    bool ok = zip && add_part(zip, "[Content_Types].xml", types) && add_part(zip, "_rels/.rels", root)
              && add_part(zip, "docProps/core.xml", core);
    for (size_t i = 0; ok && i < count; i++)
        ok = add_part(zip, parts[i].name, parts[i].xml);
    ok = ok && add_part(zip, picture.name, picture.xml);
    ok = zip && zipClose(zip, NULL) == ZIP_OK && ok;
    rmap_buffer_free(&types);
    rmap_buffer_free(&root);
    rmap_buffer_free(&core);
    return ok;
}

static bool save(const char *path, const struct rmap_buffer *bytes, struct rmap_error *err)
{
    struct rmap_output *out = rmap_output_open(path, err);
    if (!out)
        return false;
    rmap_output_write(out, bytes->text, bytes->length);
    return rmap_output_commit(out, err);
}

bool rmap_office_write(const struct rmap_office_map *map, const char *suffix, const char *picture_name,
                       const struct rmap_office_part *parts, size_t count, struct rmap_error *err)
{
    struct rmap_arena arena = {0};
    struct memory memory = {0};
    size_t length, stem = (size_t)(strrchr(map->picture, '.') - map->picture);
    const char *path = rmap_format(&arena, "%.*s%s", (int)stem, map->picture, suffix);
    char *bytes = rmap_input_read(&arena, map->picture, MAX_PICTURE, &length, RMAP_INPUT, err);
    struct rmap_office_part picture = {.name = picture_name, .xml = {.text = bytes, .length = length}};
    bool ok = bytes && (pack(map, parts, count, picture, &memory) || rmap_fail(err, RMAP_OUTPUT, "cannot pack '%s'", path))
              && save(path, &memory.bytes, err);
    rmap_buffer_free(&memory.bytes);
    rmap_arena_free(&arena);
    return ok;
}
