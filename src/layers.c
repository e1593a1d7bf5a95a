#define _POSIX_C_SOURCE 200809L

#include "layers.h"

#include <math.h>
#include <shapefil.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attributes.h"
#include "bytes.h"
#include "quadtree.h"
#include "shape_hooks.h"

#define FILE_HEADER   100 /* bytes; ESRI Shapefile Technical Description, 1998 */
#define RECORD_HEADER 8
#define READ_AHEAD    65536
#define INDEX_LAG_S   2 /* a checkout or an archive writes .qix and .shp in any order; FAT's clock ticks in 2 s */

struct rmap_source {
    SAHooks hooks;
    SHPHandle shp;
    struct rmap_attributes *attributes;
    enum rmap_geometry geometry;
    struct rmap_buffer path, attributes_path; /* with ".shp" and ".dbf" */
    size_t file_bytes;
    struct rmap_notes *notes;

    /* bytes of the file */
    unsigned char *bytes;
    size_t bytes_capacity, bytes_at, bytes_count;

    /* the running query */
    bool started;
    struct rmap_query query;
    struct rmap_record_view view; /* the query's window, west <= east */
    struct rmap_buffer where;
    int *hits; /* record numbers from the index; NULL: all records */
    size_t hit_count, next;
    struct rmap_error error;

    struct rmap_shape shape;

    int skipped, first_skipped, last_skipped;
    const char *first_reason;
};

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
    struct rmap_stream *file = rmap_stream_open(path);
    if (!file)
        return false;
    *file_bytes = rmap_stream_size(file);
    *count = rmap_stream_read(file, 0, out, *count);
    rmap_stream_close(file);
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

/* --- the coordinate system --- */

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

/* --- opening --- */

static bool choose_geometry(struct rmap_source *source, struct rmap_error *err)
{
    if (rmap_record_geometry(source->shp->nShapeType, &source->geometry))
        return true;
    return rmap_fail(err, RMAP_INPUT, "'%s' holds neither points nor lines nor polygons (shape type %d)",
                     source->path.text, source->shp->nShapeType);
}

/* Shapelib makes room for as many records as the header claims. */
static bool index_is_whole(const char *path)
{
    unsigned char header[FILE_HEADER];
    size_t length = sizeof header, file_bytes;
    return read_beginning(path, header, &length, &file_bytes) && length == sizeof header
           && 2 * (size_t)rmap_big32(header + 24) <= file_bytes;
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
    else if (!read_beginning(path, header, &length, &file_bytes) || length < sizeof header || rmap_big32(header) != 9994)
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
    source->file_bytes = rmap_stream_size(rmap_shape_stream(source->shp->fpSHP));
    return choose_geometry(source, err);
}

struct rmap_source *rmap_source_open(const char *path, struct rmap_notes *notes, struct rmap_error *err)
{
    size_t capacity = 0, length = strlen(path);
    struct rmap_source *source = rmap_grow(NULL, &capacity, 1, sizeof *source);
    *source = (struct rmap_source){.notes = notes, .last_skipped = -1};
    source->hooks = rmap_shape_hooks();
    bool suffix = length > 4 && rmap_same_word(path + length - 4, ".shp");
    rmap_print(&source->path, "%s%s", path, suffix ? "" : ".shp");
    if (!open_shapes(source, err) || !check_prj(source, err) || !check_bounds(source, err)) {
        rmap_source_close(source);
        return NULL;
    }
    find_beside(source, "dbf", &source->attributes_path);
    source->attributes = rmap_attributes_open(source->attributes_path.text, source->path.text, source->shp->nRecords, notes);
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
    rmap_attributes_close(source->attributes);
    free(source->bytes);
    free(source->hits);
    rmap_shape_free(&source->shape);
    rmap_buffer_free(&source->path);
    rmap_buffer_free(&source->attributes_path);
    rmap_buffer_free(&source->where);
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

const char *rmap_source_text(const struct rmap_source *source, const struct rmap_feature *feature, const char *field,
                             struct rmap_arena *arena)
{
    return rmap_attributes_text(source->attributes, feature->record, field, arena);
}

double rmap_source_number(const struct rmap_source *source, const struct rmap_feature *feature, const char *field)
{
    return rmap_attributes_number(source->attributes, feature->record, field);
}

/* --- the window --- */

static bool same_bounds(struct rmap_bounds a, struct rmap_bounds b)
{
    return a.west_deg == b.west_deg && a.south_deg == b.south_deg && a.east_deg == b.east_deg
           && a.north_deg == b.north_deg;
}

/* An index that is older than the shapes was not made from them. */
static bool is_as_new(const char *index, const char *shapes)
{
    struct stat qix, shp;
    return stat(shapes, &shp) == 0 && stat(index, &qix) == 0 && qix.st_mtime + INDEX_LAG_S >= shp.st_mtime;
}

/* Leaves `hits` NULL, and all records to be looked at, when there is no use in an index or none can be used. */
static void use_index(struct rmap_source *source)
{
    free(source->hits);
    source->hits = NULL;
    struct rmap_bounds file = rmap_source_bounds(source), w = source->view.window;
    if (w.west_deg <= file.west_deg && w.east_deg >= file.east_deg && w.south_deg <= file.south_deg
        && w.north_deg >= file.north_deg)
        return;
    struct rmap_buffer path = {0};
    bool there = find_beside(source, "qix", &path) && is_as_new(path.text, source->path.text);
    struct rmap_stream *index = there ? rmap_stream_open(path.text) : NULL;
    int records = source->shp->nRecords;
    if (index && rmap_quadtree_fits(index, records)) {
        source->hits = rmap_quadtree_search(index, records, &w, &source->hit_count);
        if (!source->hits)
            rmap_note(source->notes, "the index '%s' is damaged and not used; make it anew", path.text);
    }
    rmap_stream_close(index);
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
    if (!rmap_attributes_where(source->attributes, query->where, &source->error))
        return;
    source->view = (struct rmap_record_view){query->window, query->thin_deg};
    if (source->view.window.east_deg < source->view.window.west_deg)
        source->view.window.east_deg += 360;
    use_index(source);
}

/* --- records --- */

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
    source->bytes_count = rmap_stream_read(rmap_shape_stream(source->shp->fpSHP), offset, source->bytes, want);
    return source->bytes_count >= count ? source->bytes : NULL;
}

static enum rmap_record_outcome damaged(const char **reason, const char *text)
{
    *reason = text;
    return RMAP_RECORD_DAMAGED;
}

/* Its head first: the rest is only read when the record lies in the window. */
static enum rmap_record_outcome read_record(struct rmap_source *source, int index, const char **reason)
{
    size_t offset = source->shp->panRecOffset[index], size = source->shp->panRecSize[index];
    const unsigned char *record = fetch(source, offset, RECORD_HEADER + 4);
    if (!record || offset < FILE_HEADER)
        return damaged(reason, "outside the file");
    size_t left = source->file_bytes - offset - RECORD_HEADER, stated = 2 * (size_t)rmap_big32(record + 4);
    size = stated < size ? stated : size;
    size = left < size ? left : size;
    int type = (int)rmap_little32(record + RECORD_HEADER);
    if (type == SHPT_NULL)
        return RMAP_RECORD_PASSED_OVER;
    if (type != source->shp->nShapeType)
        return damaged(reason, "another type of shape");
    if (size < rmap_record_head(type))
        return damaged(reason, "too short");
    record = fetch(source, offset + RECORD_HEADER, rmap_record_head(type));
    if (!record)
        return damaged(reason, "cannot be read");
    if (rmap_record_misses(record, &source->view.window) || !rmap_attributes_wanted(source->attributes, index))
        return RMAP_RECORD_PASSED_OVER;
    size_t bytes = rmap_record_bytes(record);
    if (bytes > size)
        return damaged(reason, "more points than bytes");
    record = fetch(source, offset + RECORD_HEADER, bytes);
    if (!record)
        return damaged(reason, "cannot be read");
    return rmap_record_read(record, &source->view, &source->shape, reason);
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
    size_t count = source->hits ? source->hit_count : (size_t)source->shp->nRecords;
    while (source->next < count) {
        int index = source->hits ? source->hits[source->next] : (int)source->next;
        source->next++;
        source->shape.count = source->shape.parts = 0;
        const char *reason = NULL;
        enum rmap_record_outcome outcome = read_record(source, index, &reason);
        if (outcome == RMAP_RECORD_DAMAGED)
            count_skipped(source, index, reason);
        if (outcome == RMAP_RECORD_TAKEN) {
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
