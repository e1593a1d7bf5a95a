#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "export_formats.h"

/* RFC 7946: WGS 84, longitude first, outer rings counter-clockwise, nothing across the antimeridian. */

#define DIGITS 15 /* what a double holds; positions are rounded to RMAP_EXPORT_DECIMALS before */

static json_t *number(double value, double per_unit)
{
    return json_real(round(value * per_unit) / per_unit);
}

static json_t *position(struct rmap_lonlat p)
{
    double per_degree = pow(10, RMAP_EXPORT_DECIMALS);
    return json_pack("[o, o]", number(p.lon_deg, per_degree), number(p.lat_deg, per_degree));
}

/* Backwards: the shape has its outer parts clockwise. */
static json_t *part_positions(const struct rmap_shape *shape, size_t part)
{
    json_t *list = json_array();
    size_t first = part ? shape->ends[part - 1] : 0;
    for (size_t i = shape->ends[part]; i-- > first;)
        json_array_append_new(list, position(shape->points[i]));
    return list;
}

static json_t *ring_geometry(const struct rmap_shape *shape)
{
    json_t *polygons = json_array();
    for (size_t part = 0; part < shape->parts;) {
        json_t *polygon = json_array();
        for (size_t end = rmap_export_polygon_end(shape, part); part < end; part++)
            json_array_append_new(polygon, part_positions(shape, part));
        json_array_append_new(polygons, polygon);
    }
    if (json_array_size(polygons) != 1)
        return json_pack("{s:s, s:o}", "type", "MultiPolygon", "coordinates", polygons);
    json_t *geometry = json_pack("{s:s, s:O}", "type", "Polygon", "coordinates", json_array_get(polygons, 0));
    json_decref(polygons);
    return geometry;
}

static json_t *line_geometry(const struct rmap_shape *shape)
{
    json_t *lines = json_array();
    for (size_t part = 0, i = 0; part < shape->parts; part++) {
        json_t *line = json_array();
        for (; i < shape->ends[part]; i++)
            json_array_append_new(line, position(shape->points[i]));
        json_array_append_new(lines, line);
    }
    return json_pack("{s:s, s:o}", "type", "MultiLineString", "coordinates", lines);
}

static json_t *number_or_null(bool there, double value, double per_unit)
{
    return there ? number(value, per_unit) : json_null();
}

static json_t *feature(const char *id, json_t *properties, json_t *geometry)
{
    return json_pack("{s:s, s:s, s:o, s:o}", "type", "Feature", "id", id, "properties", properties, "geometry", geometry);
}

static json_t *ring_feature(const struct rmap_export_ring *item)
{
    const struct rmap_zone *zone = item->zone;
    const struct rmap_ring *ring = zone->rings[0];
    bool sector = rmap_zone_is_sector(zone), centre = rmap_zone_has_centre(zone);
    json_t *properties = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:s, s:s}", "id", zone->id, "feature", "ring",
        "label", zone->label, "label_ko", zone->label_ko, "class", zone->class, "radius_m", number(ring->outer_m, 1e3),
        "inner_m", number(ring->inner_m, 1e3), "from", number_or_null(sector, ring->from_deg, 1e6), "to",
        number_or_null(sector, ring->to_deg, 1e6), "around", zone->around, "lat",
        number_or_null(centre, ring->place.at.lat_deg, 1e7), "lon", number_or_null(centre, ring->place.at.lon_deg, 1e7),
        "area_m2", number(item->area_m2, 1e2), "error_m", number(item->error_m, 1e4), "note",
        zone->note, "source", zone->source);
    return feature(zone->id, properties, ring_geometry(&item->shape));
}

static json_t *radial_feature(const struct rmap_export_radial *item)
{
    const struct rmap_radial *radial = item->radial;
    json_t *properties = json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:s}", "id", radial->id, "feature", "radial", "label",
                                   radial->label, "class", radial->class, "azimuth", number(radial->azimuth_deg, 1e6), "from_m",
                                   number(radial->from_m, 1e3), "to_m", number(radial->to_m, 1e3), "around", radial->place.id);
    return feature(radial->id, properties, line_geometry(&item->shape));
}

static json_t *site_feature(const struct rmap_site *site)
{
    json_t *properties = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "id", site->id, "feature", "site", "name",
                                   site->name, "name_ko", site->name_ko, "kind", site->kind, "note", site->note, "source",
                                   site->source);
    return feature(site->id, properties, json_pack("{s:s, s:o}", "type", "Point", "coordinates", position(site->at)));
}

/* A feature a line: tools that compare files show what changed. */
static void add_feature(struct rmap_buffer *out, json_t *item, bool *first)
{
    char *text = json_dumps(item, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    rmap_print(out, "%s\n", *first ? "" : ",");
    rmap_append_text(out, text);
    *first = false;
    free(text);
    json_decref(item);
}

bool rmap_export_geojson(const struct rmap_export *export, const char *path, struct rmap_error *err)
{
    struct rmap_buffer out = {0};
    bool first = true;
    rmap_append_text(&out, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0; i < export->ring_count; i++)
        add_feature(&out, ring_feature(&export->rings[i]), &first);
    for (size_t i = 0; i < export->radial_count; i++)
        add_feature(&out, radial_feature(&export->radials[i]), &first);
    for (size_t i = 0; i < export->map->sites.count; i++)
        add_feature(&out, site_feature(&export->map->sites.items[i]), &first);
    rmap_append_text(&out, "\n]}\n");
    bool ok = rmap_export_text(path, &out, err);
    rmap_buffer_free(&out);
    return ok;
}
