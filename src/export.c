#include "export.h"

#include <math.h>
#include <string.h>

#include "cut.h"
#include "export_formats.h"
#include "output.h"
#include "ring.h"
#include "words.h"

#define TOLERANCE_M 1.0   /* unless the option gives metres */
#define ROUNDING_M  0.008 /* the most that RMAP_EXPORT_DECIMALS move a point */

static const struct format {
    const char *suffix;
    bool (*write)(const struct rmap_export *export, const char *path, struct rmap_error *err);
} FORMATS[] = {
    {".geojson", rmap_export_geojson}, {".kml", rmap_export_kml}, {".shp", rmap_export_shp}, {".csv", rmap_export_csv},
};

static const struct format *find_format(const char *path)
{
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        size_t suffix = strlen(FORMATS[i].suffix);
        if (length > suffix && rmap_same_word(path + length - suffix, FORMATS[i].suffix))
            return &FORMATS[i];
    }
    return NULL;
}

bool rmap_export_knows(const char *path)
{
    return find_format(path) != NULL;
}

const char *rmap_export_title(const struct rmap_map *map, const struct rmap_zone *zone)
{
    const char *place = rmap_words_first(map->lang, zone->place, zone->place_ko);
    const char *label = rmap_words_first(map->lang, zone->label, zone->label_ko);
    return strcmp(map->lang, "ko") == 0 ? rmap_format(map->arena, "%s에서 %s", place, label)
                                        : rmap_format(map->arena, "%s around %s", label, place);
}

static bool is_clockwise(const struct rmap_shape *shape, size_t part)
{
    size_t first = part ? shape->ends[part - 1] : 0;
    double area = 0;
    struct rmap_lonlat o = shape->points[first];
    for (size_t i = first; i + 1 < shape->ends[part]; i++) {
        struct rmap_lonlat a = shape->points[i], b = shape->points[i + 1];
        area += (a.lon_deg - o.lon_deg) * (b.lat_deg - o.lat_deg) - (b.lon_deg - o.lon_deg) * (a.lat_deg - o.lat_deg);
    }
    return area < 0;
}

size_t rmap_export_polygon_end(const struct rmap_shape *shape, size_t part)
{
    do
        part++;
    while (part < shape->parts && !is_clockwise(shape, part));
    return part;
}

bool rmap_export_text(const char *path, const struct rmap_buffer *text, struct rmap_error *err)
{
    struct rmap_output *out = rmap_output_open(path, err);
    if (!out)
        return false;
    if (rmap_output_write(out, text->text, text->length))
        return rmap_output_commit(out, err);
    rmap_output_abandon(out);
    return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s'", path);
}

/* A polygon narrower than the tolerance: edges that touch or cross where a curve comes close to itself leave such. */
static bool is_sliver(const struct rmap_shape *shape, size_t part, double tolerance_m)
{
    struct rmap_shape outer = {.closed = true};
    for (size_t i = part ? shape->ends[part - 1] : 0; i < shape->ends[part]; i++)
        rmap_shape_point(&outer, shape->points[i]);
    rmap_shape_end_part(&outer);
    bool thin = rmap_geodesic_area(&outer) < tolerance_m * rmap_geodesic_length(&outer) / 2;
    rmap_shape_free(&outer);
    return thin;
}

static void drop_slivers(struct rmap_shape *shape, double tolerance_m)
{
    struct rmap_shape kept = {.closed = true};
    for (size_t part = 0, end; part < shape->parts; part = end) {
        end = rmap_export_polygon_end(shape, part);
        if (is_sliver(shape, part, tolerance_m))
            continue;
        for (size_t i = part; i < end; i++) {
            for (size_t j = i ? shape->ends[i - 1] : 0; j < shape->ends[i]; j++)
                rmap_shape_point(&kept, shape->points[j]);
            rmap_shape_end_part(&kept);
        }
    }
    rmap_shape_free(shape);
    *shape = kept;
}

/* What the file's digits leave of the tolerance. */
static double curve_tolerance(double tolerance_m)
{
    return fmax(tolerance_m - ROUNDING_M, tolerance_m / 2);
}

static struct rmap_export_ring take_ring(struct rmap_overlay *overlay, const struct rmap_zone *zone, double tolerance_m)
{
    struct rmap_export_ring ring = {.zone = zone};
    const struct rmap_area *area = rmap_zone_area(zone, overlay, curve_tolerance(tolerance_m), &ring.error_m);
    if (!rmap_zone_m2(zone, &ring.area_m2))
        ring.area_m2 = rmap_area_m2(overlay, area);
    area = rmap_overlay_snap(overlay, area, pow(10, -RMAP_EXPORT_DECIMALS));
    rmap_area_shape(overlay, area, &ring.shape);
    if (rmap_export_polygon_end(&ring.shape, 0) < ring.shape.parts)
        drop_slivers(&ring.shape, ring.error_m);
    ring.error_m += ROUNDING_M;
    return ring;
}

static struct rmap_export_radial take_radial(const struct rmap_radial *radial, double tolerance_m)
{
    struct rmap_region world = {.reach_deg = 180, .south_deg = -90, .north_deg = 90};
    struct rmap_export_radial out = {.radial = radial};
    struct rmap_shape line = {0};
    struct rmap_cut cut = {0};
    rmap_ring_radial(radial->place.at, radial->azimuth_deg, radial->from_m, radial->to_m,
                     &(struct rmap_closeness){.tolerance = curve_tolerance(tolerance_m)}, &line);
    rmap_cut_shape(&world, &line, false, &cut);
    out.shape = cut.shape;
    cut.shape = (struct rmap_shape){0};
    rmap_cut_free(&cut);
    rmap_shape_free(&line);
    return out;
}

/* Rarely, where a curve round a coast comes close to itself. */
static void note_overshoot(struct rmap_map *map, const struct rmap_export_ring *ring, double tolerance_m)
{
    if (ring->error_m > tolerance_m + ROUNDING_M)
        rmap_note(&map->notes, "the edge of '%s' is in places %s m off, more than the tolerance of %s m", ring->zone->id,
                  rmap_figure(map->arena, ring->error_m, 2), rmap_figure(map->arena, tolerance_m, 2));
}

static bool gather(struct rmap_map *map, struct rmap_export *export, struct rmap_error *err)
{
    const struct rmap_zones *zones = rmap_zones_new(map);
    double tolerance_m = rmap_ground_tolerance(map->options, TOLERANCE_M);
    *export = (struct rmap_export){.map = map, .ring_count = zones->count, .radial_count = map->rings.radial_count};
    export->rings = rmap_alloc(map->arena, (export->ring_count + 1) * sizeof *export->rings);
    export->radials = rmap_alloc(map->arena, (export->radial_count + 1) * sizeof *export->radials);
    struct rmap_overlay *overlay = rmap_overlay_new();
    for (size_t i = 0; i < export->ring_count; i++) {
        export->rings[i] = take_ring(overlay, &zones->items[i], tolerance_m);
        export->error_m = fmax(export->error_m, export->rings[i].error_m);
        note_overshoot(map, &export->rings[i], tolerance_m);
    }
    bool ok = rmap_overlay_ok(overlay, err);
    rmap_overlay_free(overlay);
    for (size_t i = 0; i < export->radial_count; i++)
        export->radials[i] = take_radial(&map->rings.radials[i], tolerance_m);
    return ok;
}

bool rmap_export(struct rmap_map *map, const char *path, struct rmap_error *err)
{
    struct rmap_export export;
    bool ok = gather(map, &export, err) && find_format(path)->write(&export, path, err);
    map->ring_error_m = export.error_m;
    for (size_t i = 0; i < export.ring_count; i++)
        rmap_shape_free(&export.rings[i].shape);
    for (size_t i = 0; i < export.radial_count; i++)
        rmap_shape_free(&export.radials[i].shape);
    return ok;
}
