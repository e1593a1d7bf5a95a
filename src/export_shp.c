#include <math.h>
#include <shapefil.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export_formats.h"
#include "output.h"

/* Shapelib writes into memory; then all files of a shapefile are written aside and renamed, one after the other. */

#define FILES      5   /* .shp .shx .dbf .prj .cpg */
#define TEXT_BYTES 254 /* the longest that a dBASE field holds */

static const char WGS84[] = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
                            "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

/* --- files in memory --- */

struct file {
    char suffix[8]; /* ".shp" */
    struct rmap_buffer bytes;
    size_t at;
};

/* A shapefile's five. */
struct folder {
    struct file files[FILES];
    size_t count;
};

static struct file *file_of(struct folder *folder, const char *suffix)
{
    for (size_t i = 0; i < folder->count; i++) {
        if (strcmp(folder->files[i].suffix, suffix) == 0)
            return &folder->files[i];
    }
    if (folder->count == sizeof folder->files / sizeof *folder->files || strlen(suffix) >= sizeof folder->files->suffix)
        return NULL;
    struct file *file = &folder->files[folder->count++];
    *file = (struct file){{0}, {0}, 0};
    strcpy(file->suffix, suffix);
    return file;
}

/* Shapelib hands its hooks a name and nothing else, so the name is the folder's address in memory. */
static SAFile open_file(const char *name, const char *access)
{
    uintptr_t address = (uintptr_t)strtoull(name, NULL, 16);
    const char *suffix = strrchr(name, '.');
    struct file *file = suffix ? file_of((struct folder *)address, suffix) : NULL;
    if (file && access[0] == 'w')
        file->bytes.length = 0;
    if (file)
        file->at = 0;
    return (SAFile)file;
}

static SAOffset read_file(void *bytes, SAOffset size, SAOffset count, SAFile handle)
{
    struct file *file = (struct file *)handle;
    size_t left = file->bytes.length > file->at ? file->bytes.length - file->at : 0;
    size_t items = size > 0 ? left / size : 0;
    items = items < count ? items : count;
    memcpy(bytes, file->bytes.text + file->at, items * size);
    file->at += items * size;
    return items;
}

static SAOffset write_file(void *bytes, SAOffset size, SAOffset count, SAFile handle)
{
    struct file *file = (struct file *)handle;
    size_t length = size * count;
    while (file->bytes.length < file->at + length)
        rmap_append(&file->bytes, "\0\0\0\0\0\0\0\0", file->at + length - file->bytes.length < 8
                                                          ? file->at + length - file->bytes.length : 8);
    memcpy(file->bytes.text + file->at, bytes, length);
    file->at += length;
    return count;
}

static SAOffset seek_file(SAFile handle, SAOffset offset, int whence)
{
    struct file *file = (struct file *)handle;
    file->at = (whence == SEEK_END ? file->bytes.length : whence == SEEK_CUR ? file->at : 0) + offset;
    return 0;
}

static SAOffset tell_file(SAFile handle)
{
    return ((struct file *)handle)->at;
}

static int flush_file(SAFile handle)
{
    (void)handle;
    return 0;
}

static int close_file(SAFile handle)
{
    (void)handle;
    return 0;
}

static int remove_file(const char *name)
{
    (void)name;
    return 0;
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

static const SAHooks HOOKS = {open_file,  read_file,  write_file,  seek_file, tell_file,
                              flush_file, close_file, remove_file, be_silent, read_decimal};

/* --- attributes --- */

/* A decimal as dBASE has it, without the host's locale. */
static void write_number(DBFHandle dbf, int row, int *field, double value, int decimals)
{
    struct rmap_buffer text = {0};
    rmap_append_number(&text, value, decimals);
    DBFWriteAttributeDirectly(dbf, row, (*field)++, text.text);
    rmap_buffer_free(&text);
}

/* Cut between characters. */
static void write_text(DBFHandle dbf, int row, int *field, const char *text)
{
    char cut[TEXT_BYTES + 1];
    size_t length = strlen(text);
    if (length > TEXT_BYTES) {
        length = TEXT_BYTES;
        while (((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    memcpy(cut, text, length);
    cut[length] = '\0';
    DBFWriteStringAttribute(dbf, row, (*field)++, cut);
}

static int width_of(size_t longest)
{
    return longest > TEXT_BYTES ? TEXT_BYTES : longest > 0 ? (int)longest : 1;
}

static size_t longer(size_t a, const char *text)
{
    size_t b = strlen(text);
    return a > b ? a : b;
}

/* Text fields are as wide as their longest text. */
static void add_ring_fields(const struct rmap_export *export, DBFHandle dbf)
{
    size_t id = 1, label = 1, label_ko = 1, class = 1, around = 1, note = 1, source = 1;
    for (size_t i = 0; i < export->ring_count; i++) {
        const struct rmap_zone *zone = export->rings[i].zone;
        id = longer(id, zone->id);
        label = longer(label, zone->label);
        label_ko = longer(label_ko, zone->label_ko);
        class = longer(class, zone->class);
        around = longer(around, zone->around);
        note = longer(note, zone->note);
        source = longer(source, zone->source);
    }
    DBFAddField(dbf, "id", FTString, width_of(id), 0);
    DBFAddField(dbf, "label", FTString, width_of(label), 0);
    DBFAddField(dbf, "label_ko", FTString, width_of(label_ko), 0);
    DBFAddField(dbf, "class", FTString, width_of(class), 0);
    DBFAddField(dbf, "radius_m", FTDouble, 14, 3);
    DBFAddField(dbf, "inner_m", FTDouble, 14, 3);
    DBFAddField(dbf, "from", FTDouble, 11, 6);
    DBFAddField(dbf, "to", FTDouble, 11, 6);
    DBFAddField(dbf, "around", FTString, width_of(around), 0);
    DBFAddField(dbf, "lat", FTDouble, 12, 7);
    DBFAddField(dbf, "lon", FTDouble, 12, 7);
    DBFAddField(dbf, "area_m2", FTDouble, 20, 2);
    DBFAddField(dbf, "error_m", FTDouble, 12, 4);
    DBFAddField(dbf, "note", FTString, width_of(note), 0);
    DBFAddField(dbf, "source", FTString, width_of(source), 0);
}

/* NULL where there is none. */
static void write_some(DBFHandle dbf, int row, int *field, bool there, double value, int decimals)
{
    if (there)
        write_number(dbf, row, field, value, decimals);
    else
        DBFWriteNULLAttribute(dbf, row, (*field)++);
}

static void write_ring_row(DBFHandle dbf, int row, const struct rmap_export_ring *item)
{
    const struct rmap_zone *zone = item->zone;
    const struct rmap_ring *ring = zone->rings[0];
    int field = 0;
    write_text(dbf, row, &field, zone->id);
    write_text(dbf, row, &field, zone->label);
    write_text(dbf, row, &field, zone->label_ko);
    write_text(dbf, row, &field, zone->class);
    write_number(dbf, row, &field, ring->outer_m, 3);
    write_number(dbf, row, &field, ring->inner_m, 3);
    write_some(dbf, row, &field, rmap_zone_is_sector(zone), ring->from_deg, 6);
    write_some(dbf, row, &field, rmap_zone_is_sector(zone), ring->to_deg, 6);
    write_text(dbf, row, &field, zone->around);
    write_some(dbf, row, &field, rmap_zone_has_centre(zone), ring->place.at.lat_deg, 7);
    write_some(dbf, row, &field, rmap_zone_has_centre(zone), ring->place.at.lon_deg, 7);
    write_number(dbf, row, &field, item->area_m2, 2);
    write_number(dbf, row, &field, item->error_m, 4);
    write_text(dbf, row, &field, zone->note);
    write_text(dbf, row, &field, zone->source);
}

static void add_radial_fields(const struct rmap_export *export, DBFHandle dbf)
{
    size_t id = 1, label = 1, around = 1;
    for (size_t i = 0; i < export->radial_count; i++) {
        id = longer(id, export->radials[i].radial->id);
        label = longer(label, export->radials[i].radial->label);
        around = longer(around, export->radials[i].radial->place.id);
    }
    DBFAddField(dbf, "id", FTString, width_of(id), 0);
    DBFAddField(dbf, "label", FTString, width_of(label), 0);
    DBFAddField(dbf, "azimuth", FTDouble, 11, 6);
    DBFAddField(dbf, "from_m", FTDouble, 14, 3);
    DBFAddField(dbf, "to_m", FTDouble, 14, 3);
    DBFAddField(dbf, "around", FTString, width_of(around), 0);
}

static void write_radial_row(DBFHandle dbf, int row, const struct rmap_radial *radial)
{
    int field = 0;
    write_text(dbf, row, &field, radial->id);
    write_text(dbf, row, &field, radial->label);
    write_number(dbf, row, &field, radial->azimuth_deg, 6);
    write_number(dbf, row, &field, radial->from_m, 3);
    write_number(dbf, row, &field, radial->to_m, 3);
    write_text(dbf, row, &field, radial->place.id);
}

static void add_site_fields(const struct rmap_sites *sites, DBFHandle dbf)
{
    size_t id = 1, name = 1, name_ko = 1, kind = 1, note = 1, source = 1;
    for (size_t i = 0; i < sites->count; i++) {
        id = longer(id, sites->items[i].id);
        name = longer(name, sites->items[i].name);
        name_ko = longer(name_ko, sites->items[i].name_ko);
        kind = longer(kind, sites->items[i].kind);
        note = longer(note, sites->items[i].note);
        source = longer(source, sites->items[i].source);
    }
    DBFAddField(dbf, "id", FTString, width_of(id), 0);
    DBFAddField(dbf, "name", FTString, width_of(name), 0);
    DBFAddField(dbf, "name_ko", FTString, width_of(name_ko), 0);
    DBFAddField(dbf, "kind", FTString, width_of(kind), 0);
    DBFAddField(dbf, "note", FTString, width_of(note), 0);
    DBFAddField(dbf, "source", FTString, width_of(source), 0);
}

static void write_site_row(DBFHandle dbf, int row, const struct rmap_site *site)
{
    int field = 0;
    write_text(dbf, row, &field, site->id);
    write_text(dbf, row, &field, site->name);
    write_text(dbf, row, &field, site->name_ko);
    write_text(dbf, row, &field, site->kind);
    write_text(dbf, row, &field, site->note);
    write_text(dbf, row, &field, site->source);
}

/* --- shapes --- */

/* Outer parts clockwise and holes counter-clockwise, as the format wants them and the shape has them. */
static void write_shape(SHPHandle shp, int type, const struct rmap_shape *shape)
{
    size_t count = shape->count > 0 ? shape->count : 1, part_count = shape->parts > 0 ? shape->parts : 1, capacity = 0;
    double *x = rmap_grow(NULL, &capacity, 2 * count, sizeof *x), *y = x + count;
    capacity = 0;
    int *starts = rmap_grow(NULL, &capacity, part_count, sizeof *starts);
    for (size_t i = 0; i < shape->count; i++) {
        x[i] = shape->points[i].lon_deg;
        y[i] = shape->points[i].lat_deg;
    }
    for (size_t i = 0; i < shape->parts; i++)
        starts[i] = i ? (int)shape->ends[i - 1] : 0;
    SHPObject *object = SHPCreateObject(shape->parts > 0 ? type : SHPT_NULL, -1, (int)shape->parts, starts, NULL,
                                        (int)shape->count, x, y, NULL, NULL);
    SHPWriteObject(shp, -1, object);
    SHPDestroyObject(object);
    free(x);
    free(starts);
}

static void write_point(SHPHandle shp, struct rmap_lonlat p)
{
    SHPObject *object = SHPCreateSimpleObject(SHPT_POINT, 1, &p.lon_deg, &p.lat_deg, NULL);
    SHPWriteObject(shp, -1, object);
    SHPDestroyObject(object);
}

/* Both handles of an empty shapefile in memory; false when Shapelib will not. */
static bool create(struct folder *folder, int type, SHPHandle *shp, DBFHandle *dbf)
{
    char name[64];
    snprintf(name, sizeof name, "%llx/shape", (unsigned long long)(uintptr_t)folder);
    *shp = SHPCreateLL(name, type, (SAHooks *)&HOOKS);
    *dbf = DBFCreateLL(name, "UTF-8", (SAHooks *)&HOOKS);
    return *shp && *dbf;
}

static void finish(struct folder *folder, SHPHandle shp, DBFHandle dbf)
{
    if (shp)
        SHPClose(shp);
    if (dbf)
        DBFClose(dbf);
    struct file *prj = file_of(folder, ".prj");
    if (prj)
        rmap_append_text(&prj->bytes, WGS84);
}

static bool make_rings(const struct rmap_export *export, struct folder *folder)
{
    SHPHandle shp;
    DBFHandle dbf;
    bool ok = create(folder, SHPT_POLYGON, &shp, &dbf);
    if (ok)
        add_ring_fields(export, dbf);
    for (size_t i = 0; ok && i < export->ring_count; i++) {
        write_shape(shp, SHPT_POLYGON, &export->rings[i].shape);
        write_ring_row(dbf, (int)i, &export->rings[i]);
    }
    finish(folder, shp, dbf);
    return ok;
}

static bool make_radials(const struct rmap_export *export, struct folder *folder)
{
    SHPHandle shp;
    DBFHandle dbf;
    bool ok = create(folder, SHPT_ARC, &shp, &dbf);
    if (ok)
        add_radial_fields(export, dbf);
    for (size_t i = 0; ok && i < export->radial_count; i++) {
        write_shape(shp, SHPT_ARC, &export->radials[i].shape);
        write_radial_row(dbf, (int)i, export->radials[i].radial);
    }
    finish(folder, shp, dbf);
    return ok;
}

static bool make_sites(const struct rmap_sites *sites, struct folder *folder)
{
    SHPHandle shp;
    DBFHandle dbf;
    bool ok = create(folder, SHPT_POINT, &shp, &dbf);
    if (ok)
        add_site_fields(sites, dbf);
    for (size_t i = 0; ok && i < sites->count; i++) {
        write_point(shp, sites->items[i].at);
        write_site_row(dbf, (int)i, &sites->items[i]);
    }
    finish(folder, shp, dbf);
    return ok;
}

/* --- onto the disk --- */

static void add_outputs(struct rmap_arena *arena, const char *stem, const struct folder *folder, struct rmap_output **outputs,
                        size_t *count, struct rmap_error *err)
{
    for (size_t i = 0; i < folder->count; i++) {
        const struct file *file = &folder->files[i];
        struct rmap_output *out = rmap_output_open(rmap_format(arena, "%s%s", stem, file->suffix), err);
        if (!out || !rmap_output_write(out, file->bytes.text, file->bytes.length))
            rmap_fail(err, RMAP_OUTPUT, "cannot write '%s%s'", stem, file->suffix);
        outputs[(*count)++] = out;
    }
}

static bool commit_or_abandon(struct rmap_output **outputs, size_t count, bool ok, struct rmap_error *err)
{
    if (ok)
        return rmap_output_commit_all(outputs, count, err);
    for (size_t i = 0; i < count; i++)
        rmap_output_abandon(outputs[i]);
    return false;
}

static void empty(struct folder *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        rmap_buffer_free(&folder->files[i].bytes);
}

bool rmap_export_shp(const struct rmap_export *export, const char *path, struct rmap_error *err)
{
    struct rmap_arena *arena = export->map->arena;
    const char *stem = rmap_copy_n(arena, path, strlen(path) - strlen(".shp"));
    struct folder rings = {.count = 0}, radials = {.count = 0}, sites = {.count = 0};
    struct rmap_output *outputs[3 * FILES];
    struct rmap_error trouble = {0};
    size_t count = 0;
    bool ok = make_rings(export, &rings) && make_sites(&export->map->sites, &sites)
              && (export->radial_count == 0 || make_radials(export, &radials));
    if (!ok)
        rmap_fail(&trouble, RMAP_OUTPUT, "cannot make the shapefile '%s'", path);
    if (ok) {
        add_outputs(arena, stem, &rings, outputs, &count, &trouble);
        add_outputs(arena, rmap_format(arena, "%s_sites", stem), &sites, outputs, &count, &trouble);
        add_outputs(arena, rmap_format(arena, "%s_radials", stem), &radials, outputs, &count, &trouble);
        ok = commit_or_abandon(outputs, count, trouble.status == RMAP_OK, &trouble);
    }
    empty(&rings);
    empty(&radials);
    empty(&sites);
    return ok || rmap_fail(err, trouble.status, "%s", trouble.text);
}
