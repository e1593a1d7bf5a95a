#include "measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "copies.h"
#include "layers.h"
#include "ring.h"

#define TOLERANCE_M   0.1   /* of the edges that land is cut at, unless the options give one in metres */
#define AREA_ERROR    1e-9  /* of what rmap_zone_m2 finds */
#define WHOLE_SHARE   1e-3  /* of a country's own area may be missing from the data */
#define ALL_DEGREES   ((struct rmap_bounds){-180, -90, 180, 90})

struct rmap_measure {
    struct rmap_map *map;
    struct rmap_arena *arena;
    struct rmap_overlay *overlay;
    struct rmap_lands *lands;
    struct rmap_lines *lines;
    const struct rmap_zones *zones;
    const struct rmap_area **areas; /* of the zones, once asked for */
    struct rmap_shape *edges;       /* of those areas, as lines */
    struct rmap_zone_size *sizes;
};

/* --- zones --- */

static const struct rmap_area *area_of(struct rmap_measure *measure, size_t index)
{
    if (measure->areas[index])
        return measure->areas[index];
    const struct rmap_zone *zone = &measure->zones->items[index];
    struct rmap_zone_size *size = &measure->sizes[index];
    double tolerance_m = rmap_ground_tolerance(measure->map->options, TOLERANCE_M);
    const struct rmap_area *area = rmap_zone_area(zone, measure->overlay, tolerance_m, &size->edge_error_m);
    measure->areas[index] = area;
    rmap_area_shape(measure->overlay, area, &measure->edges[index]);
    size->edge_m = rmap_geodesic_length(&measure->edges[index]);
    if (rmap_zone_m2(zone, &size->area_m2)) {
        size->area_error_m2 = AREA_ERROR * size->area_m2;
    } else {
        size->area_m2 = rmap_area_m2(measure->overlay, area);
        size->area_error_m2 = size->edge_error_m * size->edge_m;
    }
    return area;
}

const struct rmap_zones *rmap_measure_zones(const struct rmap_measure *measure)
{
    return measure->zones;
}

struct rmap_zone_size rmap_measure_zone(struct rmap_measure *measure, size_t zone)
{
    area_of(measure, zone);
    return measure->sizes[zone];
}

/* --- layers --- */

static const struct { const char *a3, *code; } CODES[] = {
    {"PRK", "KP"}, {"KOR", "KR"}, {"CHN", "CN"}, {"JPN", "JP"}, {"RUS", "RU"}, {"MNG", "MN"}, {"TWN", "TW"}, {"USA", "US"},
};

static const char *code_of(const char *a3)
{
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
        if (strcmp(CODES[i].a3, a3) == 0)
            return CODES[i].code;
    }
    return a3;
}

/* The full layer, from the user's folder first. */
static struct rmap_source *open_layer(struct rmap_measure *measure, const char *stem, struct rmap_error *err)
{
    struct rmap_map *map = measure->map;
    const char *path = map->user_data[0] ? rmap_copy_finest(measure->arena, map->user_data, stem) : NULL;
    if (!path)
        path = rmap_copy_finest(measure->arena, map->geodata, stem);
    if (path)
        return rmap_source_open(path, &map->notes, err);
    rmap_fail(err, RMAP_INPUT, "there is no layer '%s.shp' to measure with; see the option 'data'", stem);
    return NULL;
}

static struct rmap_land *add_land(struct rmap_measure *measure, size_t *capacity)
{
    struct rmap_lands *lands = measure->lands;
    if (lands->count == *capacity) {
        *capacity = 2 * *capacity + 16;
        struct rmap_land *more = rmap_alloc(measure->arena, *capacity * sizeof *more);
        if (lands->count > 0)
            memcpy(more, lands->items, lands->count * sizeof *more);
        lands->items = more;
    }
    lands->items[lands->count] = (struct rmap_land){.is_whole = true};
    return &lands->items[lands->count++];
}

static void add_piece(struct rmap_measure *measure, struct rmap_land *land, const struct rmap_area *piece)
{
    if ((land->piece_count & (land->piece_count + 1)) == 0) { /* full at 0, 1, 3, 7, ... */
        const struct rmap_area **more = rmap_alloc(measure->arena, (2 * land->piece_count + 1) * sizeof *more);
        if (land->piece_count > 0)
            memcpy(more, land->pieces, land->piece_count * sizeof *more);
        land->pieces = more;
    }
    land->pieces[land->piece_count++] = piece;
    land->total_m2 += rmap_area_m2(measure->overlay, piece);
}

static struct rmap_land *find_country(struct rmap_lands *lands, const char *a3)
{
    for (size_t i = 0; i < lands->country_count; i++) {
        if (strcmp(lands->items[i].a3, a3) == 0)
            return &lands->items[i];
    }
    return NULL;
}

/* The country comes first, the others keep their order. */
static void put_first(struct rmap_lands *lands, const char *a3)
{
    struct rmap_land *land = find_country(lands, a3);
    if (!land)
        return;
    struct rmap_land first = *land;
    memmove(lands->items + 1, lands->items, (size_t)(land - lands->items) * sizeof first);
    lands->items[0] = first;
}

static void name_land(struct rmap_measure *measure, struct rmap_land *land, struct rmap_source *source,
                      const struct rmap_feature *feature)
{
    land->name = rmap_source_text(source, feature, "name", measure->arena);
    land->name_ko = rmap_source_text(source, feature, "name_ko", measure->arena);
}

static bool read_countries(struct rmap_measure *measure, size_t *capacity, struct rmap_error *err)
{
    struct rmap_source *source = open_layer(measure, "countries", err);
    if (!source)
        return false;
    struct rmap_lands *lands = measure->lands;
    struct rmap_query query = {.window = ALL_DEGREES};
    struct rmap_feature feature;
    while (rmap_source_next(source, &query, &feature)) {
        const char *a3 = rmap_source_text(source, &feature, "a3", measure->arena);
        struct rmap_land *land = find_country(lands, a3);
        if (!land) {
            land = add_land(measure, capacity);
            land->a3 = a3;
            land->code = code_of(a3);
            lands->country_count++;
        }
        if (land->piece_count == 0)
            name_land(measure, land, source, &feature);
        land->stated_m2 += 1e6 * rmap_source_number(source, &feature, "area_km2");
        add_piece(measure, land, rmap_overlay_area(measure->overlay, &feature.shape, RMAP_HOLDS_PLANE));
    }
    for (size_t i = 0; i < lands->count; i++)
        lands->items[i].is_whole = !(lands->items[i].total_m2 < (1 - WHOLE_SHARE) * lands->items[i].stated_m2);
    put_first(lands, "KOR");
    put_first(lands, "PRK");
    lands->bounds = rmap_source_bounds(source);
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok;
}

static bool boxes_meet(struct rmap_bounds a, struct rmap_bounds b)
{
    return a.west_deg <= b.east_deg && b.west_deg <= a.east_deg && a.south_deg <= b.north_deg && b.south_deg <= a.north_deg;
}

/* The country's land inside the province's polygon. */
static void cut_province(struct rmap_measure *measure, struct rmap_land *province, const struct rmap_land *country,
                         const struct rmap_shape *shape)
{
    const struct rmap_area *polygon = rmap_overlay_area(measure->overlay, shape, RMAP_HOLDS_PLANE);
    struct rmap_bounds bounds = rmap_area_bounds(measure->overlay, polygon);
    for (size_t i = 0; i < country->piece_count; i++) {
        if (!boxes_meet(bounds, rmap_area_bounds(measure->overlay, country->pieces[i])))
            continue;
        const struct rmap_area *piece = rmap_overlay_meet(measure->overlay, polygon, country->pieces[i]);
        if (!rmap_area_is_empty(measure->overlay, piece))
            add_piece(measure, province, piece);
    }
}

static bool read_provinces(struct rmap_measure *measure, size_t *capacity, struct rmap_error *err)
{
    struct rmap_source *source = open_layer(measure, "provinces", err);
    if (!source)
        return false;
    struct rmap_query query = {.window = ALL_DEGREES};
    struct rmap_feature feature;
    while (rmap_source_next(source, &query, &feature)) {
        const char *a3 = rmap_source_text(source, &feature, "a3", measure->arena);
        if (!find_country(measure->lands, a3))
            continue;
        struct rmap_land *land = add_land(measure, capacity);
        land->code = rmap_source_text(source, &feature, "iso", measure->arena);
        land->a3 = a3;
        land->is_province = true;
        name_land(measure, land, source, &feature);
        cut_province(measure, land, find_country(measure->lands, a3), &feature.shape);
    }
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok;
}

const struct rmap_lands *rmap_measure_lands(struct rmap_measure *measure, struct rmap_error *err)
{
    size_t capacity = 0;
    if (measure->lands)
        return measure->lands;
    measure->lands = rmap_alloc(measure->arena, sizeof *measure->lands);
    if (read_countries(measure, &capacity, err) && read_provinces(measure, &capacity, err))
        return measure->lands;
    measure->lands = NULL;
    return NULL;
}

static void copy_shape(const struct rmap_shape *from, struct rmap_shape *to)
{
    to->closed = false;
    for (size_t part = 0, i = 0; part < from->parts; part++) {
        for (; i < from->ends[part]; i++)
            rmap_shape_point(to, from->points[i]);
        rmap_shape_end_part(to);
    }
}

static struct rmap_line *line_of_kind(struct rmap_measure *measure, size_t *capacity, const char *kind)
{
    struct rmap_lines *lines = measure->lines;
    for (size_t i = 0; i < lines->count; i++) {
        if (strcmp(lines->items[i].kind, kind) == 0)
            return &lines->items[i];
    }
    lines->items = rmap_grow(lines->items, capacity, lines->count + 1, sizeof *lines->items);
    lines->items[lines->count] = (struct rmap_line){.kind = kind, .name = ""};
    return &lines->items[lines->count++];
}

const struct rmap_lines *rmap_measure_lines(struct rmap_measure *measure, struct rmap_error *err)
{
    if (measure->lines)
        return measure->lines;
    struct rmap_source *source = open_layer(measure, "boundary", err);
    if (!source)
        return NULL;
    measure->lines = rmap_alloc(measure->arena, sizeof *measure->lines);
    struct rmap_query query = {.window = ALL_DEGREES, .where = "kind!=border"};
    struct rmap_feature feature;
    size_t capacity = 0;
    while (rmap_source_next(source, &query, &feature)) {
        struct rmap_line *line =
            line_of_kind(measure, &capacity, rmap_source_text(source, &feature, "kind", measure->arena));
        if (!line->name[0]) {
            line->name = rmap_source_text(source, &feature, "name", measure->arena);
            line->name_ko = rmap_source_text(source, &feature, "name_ko", measure->arena);
        }
        copy_shape(&feature.shape, &line->shape);
        line->length_m = rmap_geodesic_length(&line->shape);
    }
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok ? measure->lines : NULL;
}

/* --- what lies inside --- */

/* Of a zone's edge, in an area. */
static double edge_in(struct rmap_measure *measure, size_t zone, const struct rmap_area *area)
{
    struct rmap_shape inside = {0};
    rmap_overlay_cut_lines(measure->overlay, &measure->edges[zone], area, &inside);
    double length_m = rmap_geodesic_length(&inside);
    rmap_shape_free(&inside);
    return length_m;
}

double rmap_measure_inside_m2(struct rmap_measure *measure, size_t zone, const struct rmap_land *land, double *error_m2)
{
    const struct rmap_area *area = area_of(measure, zone);
    double m2 = 0, edge_m = 0;
    for (size_t i = 0; i < land->piece_count; i++) {
        double shared_m2 = rmap_area_shared_m2(measure->overlay, area, land->pieces[i]);
        if (error_m2 && shared_m2 > 0 && shared_m2 < rmap_area_m2(measure->overlay, land->pieces[i]))
            edge_m += edge_in(measure, zone, land->pieces[i]);
        m2 += shared_m2;
    }
    if (error_m2)
        *error_m2 = edge_m * measure->sizes[zone].edge_error_m;
    return m2;
}

double rmap_measure_inside_m(struct rmap_measure *measure, size_t zone, const struct rmap_line *line)
{
    struct rmap_shape inside = {0};
    rmap_overlay_cut_lines(measure->overlay, &line->shape, area_of(measure, zone), &inside);
    double length_m = rmap_geodesic_length(&inside);
    rmap_shape_free(&inside);
    return fmin(length_m, line->length_m);
}

bool rmap_measure_leaves_data(struct rmap_measure *measure, size_t zone, const struct rmap_lands *lands)
{
    struct rmap_bounds area = rmap_area_bounds(measure->overlay, area_of(measure, zone)), data = lands->bounds;
    return area.west_deg < data.west_deg || area.east_deg > data.east_deg || area.south_deg < data.south_deg
           || area.north_deg > data.north_deg;
}

struct rmap_measure *rmap_measure_new(struct rmap_map *map)
{
    struct rmap_measure *measure = rmap_alloc(map->arena, sizeof *measure);
    measure->map = map;
    measure->arena = map->arena;
    measure->overlay = rmap_overlay_new();
    measure->zones = rmap_zones_new(map);
    measure->areas = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *measure->areas);
    measure->edges = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *measure->edges);
    measure->sizes = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *measure->sizes);
    return measure;
}

bool rmap_measure_ok(const struct rmap_measure *measure, struct rmap_error *err)
{
    return !measure || rmap_overlay_ok(measure->overlay, err);
}

void rmap_measure_free(struct rmap_measure *measure)
{
    if (!measure)
        return;
    for (size_t i = 0; measure->lines && i < measure->lines->count; i++)
        rmap_shape_free(&measure->lines->items[i].shape);
    if (measure->lines)
        free(measure->lines->items);
    for (size_t i = 0; i < measure->zones->count; i++)
        rmap_shape_free(&measure->edges[i]);
    rmap_overlay_free(measure->overlay);
}
