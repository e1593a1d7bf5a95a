#include "export.h"

#include <string.h>

#include "export_formats.h"
#include "measure.h"
#include "output.h"
#include "overlay.h"

#define TOLERANCE_M 1.0 /* unless the option gives metres */

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

bool rmap_export_is_sector(const struct rmap_ring *ring)
{
    return ring->from_deg != ring->to_deg;
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

static void take_ring(struct rmap_overlay *overlay, const struct rmap_ring *ring, double tolerance_m,
                      struct rmap_export_ring *out)
{
    struct rmap_shape shape = {0};
    out->ring = ring;
    rmap_measure_outline(ring, tolerance_m, &shape, &out->error_m);
    out->area_m2 = rmap_measure_ring_m2(ring);
    rmap_area_shape(overlay, rmap_overlay_area(overlay, &shape, RMAP_HOLDS_RIGHT), &out->shape);
    rmap_shape_free(&shape);
}

bool rmap_export(struct rmap_map *map, const char *path, struct rmap_error *err)
{
    struct rmap_export export = {.map = map, .ring_count = map->rings.count};
    double tolerance_m = rmap_measure_tolerance(map->options, TOLERANCE_M);
    struct rmap_overlay *overlay = rmap_overlay_new();
    export.rings = rmap_alloc(map->arena, (export.ring_count + 1) * sizeof *export.rings);
    for (size_t i = 0; i < export.ring_count; i++) {
        take_ring(overlay, &map->rings.items[i], tolerance_m, &export.rings[i]);
        map->ring_error_m = export.rings[i].error_m > map->ring_error_m ? export.rings[i].error_m : map->ring_error_m;
    }
    rmap_overlay_free(overlay);
    bool ok = find_format(path)->write(&export, path, err);
    for (size_t i = 0; i < export.ring_count; i++)
        rmap_shape_free(&export.rings[i].shape);
    return ok;
}
