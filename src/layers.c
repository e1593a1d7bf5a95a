#define _POSIX_C_SOURCE 200809L

#include "layers.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <shapefil.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "encoding.h"

#define FILE_HEADER       100 /* bytes; ESRI Shapefile Technical Description, 1998 */
#define RECORD_HEADER     8
#define POLY_HEADER       44 /* type, box, number of parts, number of points */
#define MULTIPOINT_HEADER 40
#define POINT_BYTES       20
#define READ_AHEAD        65536
#define STREAM_BYTES      32768
#define INDEX_LAG_S \
    2 /* a checkout or an archive writes .qix and .shp in any order; FAT's clock ticks in 2 s */
#define INDEX_HEADER 16
#define INDEX_BYTES(records) \
    (4096 + 256 * (off_t)(records)) /* a sound index is smaller; Shapelib recurses into it */
#define COARSE_SHARE 64             /* outside the window a ring may be as rough as this part of the window */
#define CONDITIONS   8

/* "field=A|B" */
struct condition {
    int field;
    bool negated;
    const char *values; /* "A|B" */
};

struct rmap_source {
    SAHooks hooks;
    SHPHandle shp;
    DBFHandle dbf; /* NULL: no attributes */
    enum rmap_geometry geometry;
    struct rmap_buffer path; /* with ".shp" */
    size_t file_bytes;
    struct rmap_notes *notes;
    struct rmap_arena arena; /* as long as the source */
    const char *encoding;    /* of the attributes, as iconv names it; NULL: unknown */

    /* bytes of the file */
    unsigned char *bytes;
    size_t bytes_capacity, bytes_at, bytes_count;

    /* the running query */
    bool started;
    struct rmap_query query;
    struct rmap_bounds window; /* the query's, west <= east */
    struct rmap_buffer where;
    struct condition conditions[CONDITIONS];
    int condition_count;
    int *hits; /* record numbers from the index; NULL: all records */
    int hit_count, next;
    struct rmap_error error;

    struct rmap_shape shape;
    struct rmap_arena scratch; /* texts that conditions look at */

    int skipped, first_skipped, last_skipped;
    const char *first_reason;
    bool encoding_noted;
};

/* --- Shapelib's hooks: silent, without locale, and unable to write --- */

/* A file that is read here and there. Shapelib seeks before every record, which the C library answers with a system
 * call each time; here it costs nothing. */
struct stream {
    int file;
    size_t size, at;     /* at: where the next read begins */
    size_t first, count; /* what the buffer holds */
    unsigned char buffer[STREAM_BYTES];
};

static SAFile open_stream(const char *path, const char *access_mode)
{
    (void)access_mode;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* else a pipe without a writer would be waited for */
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (file >= 0)
            close(file);
        return NULL;
    }
    size_t capacity = 0;
    struct stream *stream = rmap_grow(NULL, &capacity, sizeof *stream, 1);
    stream->file = file;
    stream->size = (size_t)status.st_size;
    stream->at = stream->first = stream->count = 0;
    return (SAFile)(void *)stream;
}

static size_t read_at(const struct stream *stream, size_t at, unsigned char *out, size_t count)
{
    size_t done = 0;
    while (done < count) {
        ssize_t n = pread(stream->file, out + done, count - done, (off_t)(at + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return done;
}

static SAOffset read_stream(void *out, SAOffset size, SAOffset items, SAFile file)
{
    struct stream *stream = (struct stream *)(void *)file;
    size_t want = size * items, done;
    if (size == 0)
        return 0;
    if (want >= sizeof stream->buffer) {
        done = read_at(stream, stream->at, out, want);
    } else {
        if (stream->at < stream->first || stream->at + want > stream->first + stream->count) {
            stream->first = stream->at;
            stream->count = read_at(stream, stream->at, stream->buffer, sizeof stream->buffer);
        }
        size_t skip = stream->at - stream->first, left = stream->count > skip ? stream->count - skip : 0;
        done = want < left ? want : left;
        memcpy(out, stream->buffer + skip, done);
    }
    stream->at += done;
    return done / size;
}

static SAOffset seek_stream(SAFile file, SAOffset offset, int whence)
{
    struct stream *stream = (struct stream *)(void *)file;
    stream->at = offset + (whence == SEEK_CUR ? stream->at : whence == SEEK_END ? stream->size : 0);
    return 0;
}

static SAOffset tell_stream(SAFile file)
{
    return ((struct stream *)(void *)file)->at;
}

static int close_stream(SAFile file)
{
    struct stream *stream = (struct stream *)(void *)file;
    close(stream->file);
    free(stream);
    return 0;
}

static SAOffset write_nothing(void *data, SAOffset size, SAOffset items, SAFile file)
{
    (void)data;
    (void)size;
    (void)items;
    (void)file;
    return 0;
}

static int flush_nothing(SAFile file)
{
    (void)file;
    return 0;
}

static int remove_nothing(const char *path)
{
    (void)path;
    return -1;
}

static void be_silent(const char *message)
{
    (void)message;
}

static double read_decimal(const char *text)
{
    double value;
    return rmap_read_number(text, &value) ? value : 0;
}

static const SAHooks hooks = {open_stream,   read_stream,  write_nothing,  seek_stream, tell_stream,
                              flush_nothing, close_stream, remove_nothing, be_silent,   read_decimal};

/* --- files beside each other --- */

/* The path with its last three letters replaced, in capitals when only that file exists. */
static bool find_beside(const struct rmap_source *source, const char *suffix, struct rmap_buffer *out)
{
    out->length = 0;
    rmap_append(out, source->path.text, source->path.length - 3);
    rmap_append_text(out, suffix);
    if (access(out->text, R_OK) == 0)
        return true;
    char *end = out->text + out->length - 3;
    for (int i = 0; i < 3; i++)
        end[i] = (char)(end[i] >= 'a' && end[i] <= 'z' ? end[i] - 'a' + 'A' : end[i]);
    if (access(out->text, R_OK) == 0)
        return true;
    memcpy(end, suffix, 3);
    return false;
}

/* Up to `count` bytes of the file's beginning, and how long it is in all; false when it is no regular file to be read. */
static bool read_beginning(const char *path, unsigned char *out, size_t *count, size_t *file_bytes)
{
    SAFile file = open_stream(path, "rb");
    if (!file)
        return false;
    const struct stream *stream = (struct stream *)(void *)file;
    *file_bytes = stream->size;
    *count = read_at(stream, 0, out, *count);
    close_stream(file);
    return true;
}

/* The file's beginning as text, up to 16 KiB. */
static bool read_start(const char *path, struct rmap_buffer *out)
{
    unsigned char text[16384];
    size_t length = sizeof text, file_bytes;
    if (!read_beginning(path, text, &length, &file_bytes))
        return false;
    out->length = 0;
    rmap_append(out, (const char *)text, length);
    return true;
}

static uint32_t little32(const unsigned char *b)
{
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint32_t big32(const unsigned char *b)
{
    return (uint32_t)b[3] | (uint32_t)b[2] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[0] << 24;
}

/* Compilers make one load of this where the machine's order is the file's. */
static inline double little_double(const unsigned char *b)
{
    uint64_t bits = (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24
                    | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48
                    | (uint64_t)b[7] << 56;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* --- the coordinate system and the text's encoding --- */

static bool mentions(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (; *text; text++) {
        size_t i = 0;
        while (i < length && text[i] && (text[i] | 0x20) == (word[i] | 0x20))
            i++;
        if (i == length)
            return true;
    }
    return false;
}

static bool check_prj(struct rmap_source *source, struct rmap_error *err)
{
    const char *shp = source->path.text;
    struct rmap_buffer path = {0}, wkt = {0};
    bool ok = true;
    if (!find_beside(source, "prj", &path) || !read_start(path.text, &wkt)) {
        rmap_note(source->notes,
                  "'%s' has no .prj file; its coordinates are taken for longitude and latitude, WGS 84", shp);
    } else if (mentions(wkt.text, "PROJCS") || mentions(wkt.text, "PROJCRS")) {
        ok = rmap_fail(err, RMAP_INPUT,
                       "'%s' is projected; ringmap reads longitude and latitude: convert it with "
                       "ogr2ogr -t_srs EPSG:4326 NEW.shp %s",
                       path.text, shp);
    } else if (!mentions(wkt.text, "GEOGCS") && !mentions(wkt.text, "GEOGCRS")
               && !mentions(wkt.text, "GEODCRS")) {
        ok = rmap_fail(err, RMAP_INPUT,
                       "'%s' names no coordinate system; ringmap reads longitude and latitude, WGS 84: "
                       "convert '%s' with ogr2ogr -s_srs EPSG:CODE -t_srs EPSG:4326",
                       path.text, shp);
    } else if (!mentions(wkt.text, "WGS") && !mentions(wkt.text, "GRS")) {
        rmap_note(source->notes,
                  "'%s' is not WGS 84; it is read as if it were, which may shift it by some 100 m: convert "
                  "it with ogr2ogr -t_srs EPSG:4326",
                  shp);
    }
    rmap_buffer_free(&path);
    rmap_buffer_free(&wkt);
    return ok;
}

/* Without a .prj the file's own bounds tell metres from degrees. */
static bool check_bounds(const struct rmap_source *source, struct rmap_error *err)
{
    const SHPInfo *shp = source->shp;
    double widest = fmax(fmax(fabs(shp->adBoundsMin[0]), fabs(shp->adBoundsMax[0])),
                         fmax(fabs(shp->adBoundsMin[1]), fabs(shp->adBoundsMax[1])));
    if (shp->nRecords > 0 && widest > 1000 && widest < 1e9)
        return rmap_fail(err, RMAP_INPUT,
                         "'%s' holds coordinates up to %.0f, which are no degrees; convert it with "
                         "ogr2ogr -s_srs EPSG:CODE -t_srs EPSG:4326",
                         source->path.text, widest);
    return true;
}

/* A wrong or missing declaration is noted once. */
static void read_encoding(struct rmap_source *source)
{
    const char *page = DBFGetCodePage(source->dbf);
    if (!page || !*page)
        return;
    source->encoding = rmap_encoding_name(&source->arena, page);
    if (!source->encoding && strncmp(page, "LDID/", 5) != 0)
        rmap_note(source->notes,
                  "the .cpg file of '%s' names no known encoding; UTF-8 or CP949 is taken, as fits",
                  source->path.text);
}

static const char *decode(struct rmap_source *source, struct rmap_arena *arena, const char *text)
{
    const char *used, *out = rmap_encoding_decode(arena, text, source->encoding, &used);
    if (used && source->encoding && !source->encoding_noted && !rmap_same_word(used, source->encoding)) {
        rmap_note(source->notes, "attributes of '%s' are not all in %s, as declared; '%s' was read as %s",
                  source->path.text, source->encoding, out, used);
        source->encoding_noted = true;
    }
    return out;
}

/* --- opening --- */

static bool choose_geometry(struct rmap_source *source, struct rmap_error *err)
{
    switch (source->shp->nShapeType) {
    case SHPT_POINT:
    case SHPT_POINTZ:
    case SHPT_POINTM:
    case SHPT_MULTIPOINT:
    case SHPT_MULTIPOINTZ:
    case SHPT_MULTIPOINTM:
        source->geometry = RMAP_POINTS;
        return true;
    case SHPT_ARC:
    case SHPT_ARCZ:
    case SHPT_ARCM:
        source->geometry = RMAP_LINES;
        return true;
    case SHPT_POLYGON:
    case SHPT_POLYGONZ:
    case SHPT_POLYGONM:
        source->geometry = RMAP_POLYGONS;
        return true;
    default:
        return rmap_fail(err, RMAP_INPUT, "'%s' holds neither points nor lines nor polygons (shape type %d)",
                         source->path.text, source->shp->nShapeType);
    }
}

/* Shapelib makes room for as many records as the header claims. */
static bool index_is_whole(const char *path)
{
    unsigned char header[FILE_HEADER];
    size_t length = sizeof header, file_bytes;
    return read_beginning(path, header, &length, &file_bytes) && length == sizeof header
           && 2 * (size_t)big32(header + 24) <= file_bytes;
}

static bool open_shapes(struct rmap_source *source, struct rmap_error *err)
{
    const char *path = source->path.text;
    struct rmap_buffer beside = {0};
    unsigned char header[FILE_HEADER] = {0};
    size_t length = sizeof header, file_bytes;
    bool ok = true;
    if (access(path, R_OK) != 0)
        ok = rmap_fail(err, RMAP_INPUT, "cannot open '%s': no such file, or it may not be read", path);
    else if (!read_beginning(path, header, &length, &file_bytes) || length < sizeof header || big32(header) != 9994)
        ok = rmap_fail(err, RMAP_INPUT, "'%s' is not a shapefile", path);
    else if (!find_beside(source, "shx", &beside))
        ok = rmap_fail(err, RMAP_INPUT,
                       "'%s' is missing; make it with ogrinfo --config SHAPE_RESTORE_SHX YES %s", beside.text,
                       path);
    else if (!index_is_whole(beside.text))
        ok = rmap_fail(err, RMAP_INPUT, "'%s' is damaged; make it anew: remove it, then ogrinfo --config SHAPE_RESTORE_SHX YES %s",
                       beside.text, path);
    rmap_buffer_free(&beside);
    if (!ok)
        return false;
    source->shp = SHPOpenLL(path, "rb", &source->hooks);
    if (!source->shp)
        return rmap_fail(err, RMAP_INPUT, "'%s' or its .shx file is damaged", path);
    seek_stream(source->shp->fpSHP, 0, SEEK_END);
    source->file_bytes = tell_stream(source->shp->fpSHP);
    return choose_geometry(source, err);
}

static void open_attributes(struct rmap_source *source)
{
    struct rmap_buffer path = {0};
    bool there = find_beside(source, "dbf", &path);
    if (there)
        source->dbf = DBFOpenLL(path.text, "rb", &source->hooks);
    if (!source->dbf) {
        rmap_note(source->notes,
                  there ? "'%s' cannot be read; attributes are left empty"
                        : "'%s' is missing; attributes are left empty",
                  path.text);
    } else {
        read_encoding(source);
        int rows = DBFGetRecordCount(source->dbf);
        if (rows != source->shp->nRecords)
            rmap_note(source->notes,
                      "'%s' has %d records where the .shp file has %d; what has no counterpart is left empty",
                      path.text, rows, source->shp->nRecords);
    }
    rmap_buffer_free(&path);
}

struct rmap_source *rmap_source_open(const char *path, struct rmap_notes *notes, struct rmap_error *err)
{
    size_t capacity = 0, length = strlen(path);
    struct rmap_source *source = rmap_grow(NULL, &capacity, 1, sizeof *source);
    *source = (struct rmap_source){.notes = notes, .last_skipped = -1};
    source->hooks = hooks;
    bool suffix = length > 4 && rmap_same_word(path + length - 4, ".shp");
    rmap_print(&source->path, "%s%s", path, suffix ? "" : ".shp");
    if (!open_shapes(source, err) || !check_prj(source, err) || !check_bounds(source, err)) {
        rmap_source_close(source);
        return NULL;
    }
    open_attributes(source);
    return source;
}

void rmap_source_close(struct rmap_source *source)
{
    if (!source)
        return;
    if (source->skipped > 0)
        rmap_note(source->notes, "skipped %d of %d records in '%s' (first: record %d, %s)", source->skipped,
                  source->shp->nRecords, source->path.text, source->first_skipped, source->first_reason);
    if (source->shp)
        SHPClose(source->shp);
    if (source->dbf)
        DBFClose(source->dbf);
    free(source->bytes);
    free(source->hits);
    rmap_shape_free(&source->shape);
    rmap_buffer_free(&source->path);
    rmap_buffer_free(&source->where);
    rmap_arena_free(&source->scratch);
    rmap_arena_free(&source->arena);
    free(source);
}

enum rmap_geometry rmap_source_geometry(const struct rmap_source *source)
{
    return source->geometry;
}

const char *rmap_source_path(const struct rmap_source *source)
{
    return source->path.text;
}

struct rmap_bounds rmap_source_bounds(const struct rmap_source *source)
{
    const SHPInfo *shp = source->shp;
    return (struct rmap_bounds){shp->adBoundsMin[0], shp->adBoundsMin[1], shp->adBoundsMax[0],
                                shp->adBoundsMax[1]};
}

/* --- attributes --- */

const char *rmap_source_text(const struct rmap_source *source, const struct rmap_feature *feature,
                             const char *field, struct rmap_arena *arena)
{
    int index = source->dbf ? DBFGetFieldIndex(source->dbf, field) : -1;
    const char *text = index >= 0 ? DBFReadStringAttribute(source->dbf, feature->record, index) : NULL;
    /* The source itself is not changed by reading, but for the note of a wrong encoding. */
    return text ? decode((struct rmap_source *)(uintptr_t)source, arena, text) : "";
}

double rmap_source_number(const struct rmap_source *source, const struct rmap_feature *feature,
                          const char *field)
{
    int index = source->dbf ? DBFGetFieldIndex(source->dbf, field) : -1;
    return index >= 0 ? DBFReadDoubleAttribute(source->dbf, feature->record, index) : 0;
}

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t", text[length - 1]))
        text[--length] = '\0';
    return text;
}

static bool fail_field(struct rmap_source *source, const char *field)
{
    const char *names[257] = {NULL};
    int count = source->dbf ? DBFGetFieldCount(source->dbf) : 0;
    for (int i = 0; i < count && i < 256; i++) {
        char name[XBASE_FLDNAME_LEN_READ + 1];
        DBFGetFieldInfo(source->dbf, i, name, NULL, NULL);
        names[i] = rmap_copy(&source->scratch, name);
    }
    const char *nearest = rmap_nearest(field, names);
    if (nearest)
        return rmap_fail(&source->error, RMAP_INPUT, "'%s' has no field '%s'; did you mean '%s'?",
                         source->path.text, field, nearest);
    return rmap_fail(&source->error, RMAP_INPUT, "'%s' has no field '%s'%s%s", source->path.text, field,
                     count ? "; its first is " : "", count ? names[0] : "");
}

static bool read_condition(struct rmap_source *source, char *text)
{
    char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return rmap_fail(&source->error, RMAP_INPUT,
                         "cannot read the condition '%s' on '%s'; write field=A|B or field!=A|B", text,
                         source->path.text);
    struct condition c = {.negated = equals[-1] == '!'};
    equals[c.negated ? -1 : 0] = '\0';
    char *field = trim(text);
    c.field = source->dbf ? DBFGetFieldIndex(source->dbf, field) : -1;
    if (c.field < 0)
        return fail_field(source, field);
    if (source->condition_count == CONDITIONS)
        return rmap_fail(&source->error, RMAP_INPUT, "more than %d conditions on '%s'", CONDITIONS,
                         source->path.text);
    c.values = rmap_copy(&source->scratch, equals + 1);
    source->conditions[source->condition_count++] = c;
    return true;
}

static bool read_where(struct rmap_source *source)
{
    source->condition_count = 0;
    if (!source->query.where || !*trim(rmap_copy(&source->scratch, source->query.where)))
        return true;
    char *text = rmap_copy(&source->scratch, source->query.where);
    while (text) {
        char *next = strchr(text, '&');
        if (next)
            *next++ = '\0';
        if (!read_condition(source, trim(text)))
            return false;
        text = next;
    }
    return true;
}

static bool one_of(const char *value, const char *values)
{
    for (;;) {
        values += strspn(values, " \t");
        size_t length = strcspn(values, "|"), end = length;
        while (end > 0 && strchr(" \t", values[end - 1]))
            end--;
        if (strlen(value) == end && strncmp(value, values, end) == 0)
            return true;
        if (!values[length])
            return false;
        values += length + 1;
    }
}

static bool is_wanted(struct rmap_source *source, int record)
{
    if (source->dbf && record < DBFGetRecordCount(source->dbf) && DBFIsRecordDeleted(source->dbf, record))
        return false;
    for (int i = 0; i < source->condition_count; i++) {
        const struct condition *c = &source->conditions[i];
        const char *text = DBFReadStringAttribute(source->dbf, record, c->field);
        const char *value = text ? decode(source, &source->scratch, text) : "";
        if (one_of(value, c->values) == c->negated)
            return false;
    }
    return true;
}

/* --- the window --- */

static bool same_bounds(struct rmap_bounds a, struct rmap_bounds b)
{
    return a.west_deg == b.west_deg && a.south_deg == b.south_deg && a.east_deg == b.east_deg
           && a.north_deg == b.north_deg;
}

/* Do they meet, a box of data being shifted by whole circles as needed? Boxes that only touch do. */
static bool in_window(const struct rmap_bounds *window, struct rmap_bounds box)
{
    if (box.south_deg > window->north_deg || box.north_deg < window->south_deg)
        return false;
    for (double shift = -360; shift <= 360; shift += 360) {
        if (box.west_deg + shift <= window->east_deg && box.east_deg + shift >= window->west_deg)
            return true;
    }
    return false;
}

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Is the index as old as the file and made for as many records? */
static bool index_is_sound(const struct rmap_source *source, const char *path)
{
    struct stat shp, qix;
    unsigned char header[INDEX_HEADER];
    if (stat(source->path.text, &shp) != 0 || stat(path, &qix) != 0
        || qix.st_mtime + INDEX_LAG_S < shp.st_mtime || qix.st_size > INDEX_BYTES(source->shp->nRecords))
        return false;
    size_t length = sizeof header, file_bytes;
    return read_beginning(path, header, &length, &file_bytes) && length == sizeof header && memcmp(header, "SQT", 3) == 0 && (header[3] == 1 || header[3] == 2)
           && (header[3] == 1 ? little32(header + 8) : big32(header + 8)) == (uint32_t)source->shp->nRecords;
}

static bool search_index(struct rmap_source *source, SHPTreeDiskHandle tree)
{
    const struct rmap_bounds *window = &source->window;
    size_t capacity = 0;
    int *hits = NULL, count = 0;
    for (double shift = -360; shift <= 360; shift += 360) {
        double low[4] = {window->west_deg + shift, window->south_deg},
               high[4] = {window->east_deg + shift, window->north_deg};
        if (low[0] > source->shp->adBoundsMax[0] || high[0] < source->shp->adBoundsMin[0])
            continue;
        int found = 0;
        int *more = SHPSearchDiskTreeEx(tree, low, high, &found);
        bool ok = more != NULL;
        for (int i = 0; i < found && ok; i++)
            ok = more[i] >= 0 && more[i] < source->shp->nRecords;
        if (!ok) {
            free(more);
            free(hits);
            return false;
        }
        hits = rmap_grow(hits, &capacity, (size_t)(count + found), sizeof *hits);
        memcpy(hits + count, more, (size_t)found * sizeof *hits);
        count += found;
        free(more);
    }
    if (count > 1)
        qsort(hits, (size_t)count, sizeof *hits, compare_ints);
    source->hit_count = 0;
    for (int i = 0; i < count; i++) {
        if (i == 0 || hits[i] != hits[i - 1])
            hits[source->hit_count++] = hits[i];
    }
    source->hits = hits ? hits : rmap_grow(NULL, &capacity, 1, sizeof *hits);
    return true;
}

/* Leaves `hits` NULL, and all records to be looked at, when there is no use in an index or none can be used. */
static void use_index(struct rmap_source *source)
{
    free(source->hits);
    source->hits = NULL;
    struct rmap_bounds file = rmap_source_bounds(source), w = source->window;
    if (w.west_deg <= file.west_deg && w.east_deg >= file.east_deg && w.south_deg <= file.south_deg
        && w.north_deg >= file.north_deg)
        return;
    struct rmap_buffer path = {0};
    if (find_beside(source, "qix", &path) && index_is_sound(source, path.text)) {
        SHPTreeDiskHandle tree = SHPOpenDiskTree(path.text, &source->hooks);
        if (tree && !search_index(source, tree))
            rmap_note(source->notes, "the index '%s' is damaged and not used; make it anew", path.text);
        if (tree)
            SHPCloseDiskTree(tree);
    }
    rmap_buffer_free(&path);
}

static bool is_running(const struct rmap_source *source, const struct rmap_query *query)
{
    const char *where = query->where ? query->where : "";
    return source->started && same_bounds(source->query.window, query->window)
           && source->query.thin_deg == query->thin_deg && strcmp(source->where.text, where) == 0;
}

static void start(struct rmap_source *source, const struct rmap_query *query)
{
    source->started = true;
    source->query = *query;
    source->where.length = 0;
    rmap_append_text(&source->where, query->where ? query->where : "");
    source->query.where = source->where.text;
    source->next = 0;
    source->error = (struct rmap_error){0};
    rmap_arena_free(&source->scratch);
    if (!read_where(source))
        return;
    source->window = query->window;
    if (source->window.east_deg < source->window.west_deg)
        source->window.east_deg += 360;
    use_index(source);
}

/* --- geometry --- */

/* `count` bytes of the file from `offset`; NULL when it is shorter. Valid until the next call. */
static const unsigned char *fetch(struct rmap_source *source, size_t offset, size_t count)
{
    if (offset > source->file_bytes || count > source->file_bytes - offset)
        return NULL;
    if (offset >= source->bytes_at && offset + count <= source->bytes_at + source->bytes_count)
        return source->bytes + (offset - source->bytes_at);
    size_t want = count > READ_AHEAD ? count : READ_AHEAD;
    if (want > source->file_bytes - offset)
        want = source->file_bytes - offset;
    source->bytes = rmap_grow(source->bytes, &source->bytes_capacity, want, 1);
    source->bytes_at = offset;
    seek_stream(source->shp->fpSHP, offset, SEEK_SET);
    source->bytes_count = read_stream(source->bytes, 1, want, source->shp->fpSHP);
    return source->bytes_count >= count ? source->bytes : NULL;
}

static inline struct rmap_lonlat point_at(const unsigned char *points, size_t index)
{
    const unsigned char *b = points + 16 * index;
    return (struct rmap_lonlat){little_double(b), little_double(b + 8)};
}

static bool is_place(double lon_deg, double lat_deg)
{
    return lon_deg >= -540 && lon_deg <= 540 && lat_deg >= -90.000001 && lat_deg <= 90.000001;
}

/* The part's bounds; false when a coordinate is none. What is not finite does not show in the bounds, but in `odd`. */
static bool find_bounds(const unsigned char *points, size_t first, size_t end, struct rmap_bounds *bounds)
{
    double west = HUGE_VAL, south = HUGE_VAL, east = -HUGE_VAL, north = -HUGE_VAL, odd = 0;
    for (size_t i = first; i < end; i++) {
        struct rmap_lonlat p = point_at(points, i);
        odd += (p.lon_deg - p.lon_deg) + (p.lat_deg - p.lat_deg);
        west = p.lon_deg < west ? p.lon_deg : west;
        east = p.lon_deg > east ? p.lon_deg : east;
        south = p.lat_deg < south ? p.lat_deg : south;
        north = p.lat_deg > north ? p.lat_deg : north;
    }
    *bounds = (struct rmap_bounds){west, south, east, north};
    return first == end || (odd == 0 && is_place(west, south) && is_place(east, north));
}

/* Sides of the window that a point lies beyond. */
static unsigned sides_beyond(const struct rmap_bounds *w, struct rmap_lonlat p)
{
    return (unsigned)(p.lon_deg < w->west_deg) | (unsigned)(p.lon_deg > w->east_deg) << 1
           | (unsigned)(p.lat_deg < w->south_deg) << 2 | (unsigned)(p.lat_deg > w->north_deg) << 3;
}

static bool is_near(struct rmap_lonlat a, struct rmap_lonlat b, double limit)
{
    return fabs(a.lon_deg - b.lon_deg) < limit && fabs(a.lat_deg - b.lat_deg) < limit;
}

/* Copies points first..end but for those nearer than `thin` to the last one copied; the last one stays. */
static size_t copy_thinned(const unsigned char *points, size_t first, size_t end, double thin,
                           struct rmap_lonlat *out)
{
    struct rmap_lonlat last = out[0] = point_at(points, first);
    size_t count = 1;
    for (size_t i = first + 1; i < end; i++) {
        struct rmap_lonlat p = point_at(points, i);
        if (is_near(p, last, thin) && i + 1 < end)
            continue;
        out[count++] = last = p;
    }
    return count;
}

/* Beyond one side of the window the part matters only in so far as it stays there, so that rough steps do; they are
 * short enough for a curved projection of that side. */
static size_t copy_rough(const unsigned char *points, size_t first, size_t end, double thin,
                         const struct rmap_bounds *w, struct rmap_lonlat *out)
{
    double rough = fmax(w->east_deg - w->west_deg, w->north_deg - w->south_deg) / COARSE_SHARE;
    struct rmap_lonlat last = out[0] = point_at(points, first), p = last;
    unsigned last_sides = sides_beyond(w, last), sides = last_sides;
    size_t count = 1;
    for (size_t i = first; i < end; i++) {
        struct rmap_lonlat next = i + 1 < end ? point_at(points, i + 1) : p;
        unsigned next_sides = sides_beyond(w, next);
        double limit = last_sides & sides & next_sides ? fmax(rough, thin) : thin;
        if (i > first && (i + 1 == end || !is_near(p, last, limit))) {
            out[count++] = last = p;
            last_sides = sides;
        }
        p = next;
        sides = next_sides;
    }
    return count;
}

static bool holds_bounds(const struct rmap_bounds *outer, const struct rmap_bounds *inner)
{
    return inner->west_deg >= outer->west_deg && inner->east_deg <= outer->east_deg
           && inner->south_deg >= outer->south_deg && inner->north_deg <= outer->north_deg;
}

static void add_part(struct rmap_source *source, const unsigned char *points, size_t first, size_t end,
                     const struct rmap_bounds *bounds)
{
    struct rmap_shape *shape = &source->shape;
    const struct rmap_bounds *w = &source->window;
    double thin = source->query.thin_deg;
    shape->points = rmap_grow(shape->points, &shape->capacity, shape->count + (end - first),
                              sizeof *shape->points);
    struct rmap_lonlat *out = shape->points + shape->count;
    /* Else a copy shifted by 360 degrees may lie in the window, too. */
    bool alone = bounds->west_deg >= w->east_deg - 360 && bounds->east_deg <= w->west_deg + 360;
    size_t count = thin > 0 && alone && !holds_bounds(w, bounds)
                       ? copy_rough(points, first, end, thin, w, out)
                       : copy_thinned(points, first, end, thin, out);
    /* A ring smaller than the thinning stays as a triangle. */
    if (shape->closed && count < 4) {
        for (count = 0; count < 4; count++)
            out[count] = point_at(points, first + count * (end - 1 - first) / 3);
    }
    shape->count += count;
    rmap_shape_end_part(shape);
}

/* Twice the area of a ring in square degrees, counter-clockwise positive. */
static double ring_area(const unsigned char *points, size_t first, size_t end)
{
    double area = 0;
    struct rmap_lonlat o = point_at(points, first), a = o;
    for (size_t i = first + 1; i < end; i++) {
        struct rmap_lonlat b = point_at(points, i);
        area += (a.lon_deg - o.lon_deg) * (b.lat_deg - o.lat_deg)
                - (b.lon_deg - o.lon_deg) * (a.lat_deg - o.lat_deg);
        a = b;
    }
    return area;
}

static void reverse_parts(struct rmap_shape *shape)
{
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        for (size_t i = first, j = shape->ends[part] - 1; i < j; i++, j--) {
            struct rmap_lonlat swap = shape->points[i];
            shape->points[i] = shape->points[j];
            shape->points[j] = swap;
        }
    }
}

enum outcome { TAKEN, PASSED_OVER, DAMAGED };

static enum outcome damaged(const char **reason, const char *text)
{
    *reason = text;
    return DAMAGED;
}

/* Some writers turn outer rings the wrong way. The northernmost ring has nothing of its record around it. */
static enum outcome read_parts(struct rmap_source *source, const unsigned char *record, size_t parts,
                               size_t count, const char **reason)
{
    const unsigned char *starts = record + POLY_HEADER, *points = starts + 4 * parts;
    bool polygons = source->geometry == RMAP_POLYGONS;
    double top = -HUGE_VAL;
    size_t top_first = 0, top_end = 0;
    for (size_t part = 0; part < parts; part++) {
        size_t first = little32(starts + 4 * part),
               end = part + 1 < parts ? little32(starts + 4 * part + 4) : count;
        if (first > end || end > count || (part == 0 && first != 0))
            return damaged(reason, "bad part index");
        struct rmap_bounds bounds;
        if (!find_bounds(points, first, end, &bounds))
            return damaged(reason, "coordinate out of range");
        if (end - first < (polygons ? 4 : 2))
            continue;
        if (polygons && memcmp(points + 16 * first, points + 16 * (end - 1), 16) != 0)
            return damaged(reason, "ring not closed");
        if (polygons && bounds.north_deg > top) {
            top = bounds.north_deg;
            top_first = first;
            top_end = end;
        }
        if (in_window(&source->window, bounds))
            add_part(source, points, first, end, &bounds);
    }
    if (source->shape.parts > 0 && top_end > top_first && ring_area(points, top_first, top_end) > 0)
        reverse_parts(&source->shape);
    return source->shape.parts > 0 ? TAKEN : PASSED_OVER;
}

static enum outcome read_points(struct rmap_source *source, const unsigned char *points, size_t count,
                                const char **reason)
{
    for (size_t i = 0; i < count; i++) {
        struct rmap_lonlat p = point_at(points, i);
        if (!is_place(p.lon_deg, p.lat_deg))
            return damaged(reason, "coordinate out of range");
        if (in_window(&source->window, (struct rmap_bounds){p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg}))
            rmap_shape_point(&source->shape, p);
    }
    rmap_shape_end_part(&source->shape);
    return source->shape.parts > 0 ? TAKEN : PASSED_OVER;
}

/* The box of a record with parts or many points; a damaged box is no reason to pass over. */
static bool box_is_outside(const struct rmap_source *source, const unsigned char *record)
{
    struct rmap_bounds box = {little_double(record + 4), little_double(record + 12),
                              little_double(record + 20), little_double(record + 28)};
    return is_place(box.west_deg, box.south_deg) && is_place(box.east_deg, box.north_deg)
           && box.west_deg <= box.east_deg && box.south_deg <= box.north_deg
           && !in_window(&source->window, box);
}

static enum outcome read_record(struct rmap_source *source, int index, const char **reason)
{
    size_t offset = source->shp->panRecOffset[index], size = source->shp->panRecSize[index];
    const unsigned char *record = fetch(source, offset, RECORD_HEADER + 4);
    if (!record || offset < FILE_HEADER)
        return damaged(reason, "outside the file");
    size_t left = source->file_bytes - offset - RECORD_HEADER, stated = 2 * (size_t)big32(record + 4);
    size = stated < size ? stated : size;
    size = left < size ? left : size;
    int type = (int)little32(record + RECORD_HEADER);
    if (type == SHPT_NULL)
        return PASSED_OVER;
    if (type != source->shp->nShapeType)
        return damaged(reason, "another type of shape");
    bool single = type == SHPT_POINT || type == SHPT_POINTZ || type == SHPT_POINTM;
    size_t header = single ? POINT_BYTES : source->geometry == RMAP_POINTS ? MULTIPOINT_HEADER : POLY_HEADER;
    if (size < header)
        return damaged(reason, "too short");
    record = fetch(source, offset + RECORD_HEADER, header);
    if (!record)
        return damaged(reason, "cannot be read");
    if (!single && box_is_outside(source, record))
        return PASSED_OVER;
    if (!is_wanted(source, index))
        return PASSED_OVER;
    if (single)
        return read_points(source, record + 4, 1, reason);
    size_t parts = source->geometry == RMAP_POINTS ? 0 : little32(record + 36);
    size_t points = little32(record + (source->geometry == RMAP_POINTS ? 36 : 40));
    if (parts > (size - header) / 4 || points > (size - header - 4 * parts) / 16)
        return damaged(reason, "more points than bytes");
    record = fetch(source, offset + RECORD_HEADER, header + 4 * parts + 16 * points);
    if (!record)
        return damaged(reason, "cannot be read");
    if (source->geometry == RMAP_POINTS)
        return read_points(source, record + header, points, reason);
    return read_parts(source, record, parts, points, reason);
}

/* Records come in the file's order; one that was counted before a rewind is not counted again. */
static void count_skipped(struct rmap_source *source, int index, const char *reason)
{
    if (index <= source->last_skipped)
        return;
    if (source->skipped++ == 0) {
        source->first_skipped = index;
        source->first_reason = reason;
    }
    source->last_skipped = index;
}

bool rmap_source_next(struct rmap_source *source, const struct rmap_query *query,
                      struct rmap_feature *feature)
{
    if (!is_running(source, query))
        start(source, query);
    if (source->error.status != RMAP_OK)
        return false;
    int count = source->hits ? source->hit_count : source->shp->nRecords;
    while (source->next < count) {
        int index = source->hits ? source->hits[source->next] : source->next;
        source->next++;
        source->shape.count = source->shape.parts = 0;
        source->shape.closed = source->geometry == RMAP_POLYGONS;
        const char *reason = NULL;
        enum outcome outcome = read_record(source, index, &reason);
        if (outcome == DAMAGED)
            count_skipped(source, index, reason);
        if (outcome == TAKEN) {
            *feature = (struct rmap_feature){index, source->shape};
            return true;
        }
    }
    return false;
}

void rmap_source_rewind(struct rmap_source *source)
{
    source->next = 0;
}

bool rmap_source_ok(const struct rmap_source *source, struct rmap_error *err)
{
    if (source->error.status == RMAP_OK)
        return true;
    return rmap_fail(err, source->error.status, "%s", source->error.text);
}
