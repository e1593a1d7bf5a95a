#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "export_formats.h"

/* RFC 7946: WGS 84, longitude first, outer rings counter-clockwise, nothing across the antimeridian. */

#define DIGITS 15 /* what a double holds */

/* Geometries are written without jansson: an object for each number takes six times as long. */
static void add_position(struct rmap_buffer *out, struct rmap_lonlat p)
{
    rmap_append_text(out, "[");
    rmap_append_number(out, p.lon_deg, RMAP_EXPORT_DECIMALS);
    rmap_append_text(out, ",");
    rmap_append_number(out, p.lat_deg, RMAP_EXPORT_DECIMALS);
    rmap_append_text(out, "]");
}

static void add_part(struct rmap_buffer *out, const struct rmap_shape *shape, size_t part, bool backwards)
{
    size_t first = part ? shape->ends[part - 1] : 0, end = shape->ends[part];
    for (size_t i = first; i < end; i++) {
        rmap_append_text(out, i == first ? "[" : ",");
        add_position(out, shape->points[backwards ? first + end - 1 - i : i]);
    }
    rmap_append_text(out, "]");
}

/* Parts backwards: the shape has its outer ones clockwise. */
static void add_polygons(struct rmap_buffer *out, const struct rmap_shape *shape)
{
    bool several = shape->parts == 0 || rmap_export_polygon_end(shape, 0) < shape->parts;
    rmap_append_text(out, several ? "{\"type\":\"MultiPolygon\",\"coordinates\":[" : "{\"type\":\"Polygon\",\"coordinates\":");
    for (size_t part = 0; part < shape->parts;) {
        rmap_append_text(out, part ? ",[" : "[");
        size_t first = part;
        for (size_t end = rmap_export_polygon_end(shape, part); part < end; part++) {
            rmap_append_text(out, part > first ? "," : "");
            add_part(out, shape, part, true);
        }
        rmap_append_text(out, "]");
    }
    rmap_append_text(out, several ? "]}" : "}");
}

static void add_lines(struct rmap_buffer *out, const struct rmap_shape *shape)
{
    rmap_append_text(out, "{\"type\":\"MultiLineString\",\"coordinates\":[");
    for (size_t part = 0; part < shape->parts; part++) {
        rmap_append_text(out, part ? "," : "");
        add_part(out, shape, part, false);
    }
    rmap_append_text(out, "]}");
}

static void add_point(struct rmap_buffer *out, struct rmap_lonlat p)
{
    rmap_append_text(out, "{\"type\":\"Point\",\"coordinates\":");
    add_position(out, p);
    rmap_append_text(out, "}");
}

static json_t *number(double value, double per_unit)
{
    return json_real(round(value * per_unit) / per_unit);
}

static json_t *number_or_null(bool there, double value, double per_unit)
{
    return there ? number(value, per_unit) : json_null();
}

static json_t *ring_properties(const struct rmap_export_ring *item)
{
    const struct rmap_zone *zone = item->zone;
    const struct rmap_ring *ring = zone->rings[0];
    bool sector = rmap_zone_is_sector(zone), centre = rmap_zone_has_centre(zone);
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:s, s:s}", "id", zone->id, "feature", "ring",
        "label", zone->label, "label_ko", zone->label_ko, "class", zone->class, "radius_m", number(ring->outer_m, 1e3),
        "inner_m", number(ring->inner_m, 1e3), "from", number_or_null(sector, ring->from_deg, 1e6), "to",
        number_or_null(sector, ring->to_deg, 1e6), "around", zone->around, "lat",
        number_or_null(centre, ring->place.at.lat_deg, 1e7), "lon", number_or_null(centre, ring->place.at.lon_deg, 1e7),
        "area_m2", number(item->area_m2, 1e2), "error_m", number(item->error_m, 1e4), "note",
        zone->note, "source", zone->source);
}

static json_t *radial_properties(const struct rmap_export_radial *item)
{
    const struct rmap_radial *radial = item->radial;
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:s}", "id", radial->id, "feature", "radial", "label", radial->label,
                     "class", radial->class, "azimuth", number(radial->azimuth_deg, 1e6), "from_m", number(radial->from_m, 1e3),
                     "to_m", number(radial->to_m, 1e3), "around", radial->place.id);
}

static json_t *site_properties(const struct rmap_site *site)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "id", site->id, "feature", "site", "name", site->name, "name_ko",
                     site->name_ko, "kind", site->kind, "note", site->note, "source", site->source);
}

/* A feature a line: tools that compare files show what changed. Its geometry is to follow, and then a brace. */
static void begin_feature(struct rmap_buffer *out, const char *id, json_t *properties)
{
    json_t *item = json_pack("{s:s, s:s, s:o}", "type", "Feature", "id", id, "properties", properties);
    char *text = json_dumps(item, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS));
    rmap_append_text(out, out->text[out->length - 1] == '}' ? ",\n" : "\n");
    rmap_append(out, text, strlen(text) - 1);
    rmap_append_text(out, ",\"geometry\":");
    free(text);
    json_decref(item);
}

static void add_ring(struct rmap_buffer *out, const struct rmap_export_ring *item)
{
    begin_feature(out, item->zone->id, ring_properties(item));
    add_polygons(out, &item->shape);
    rmap_append_text(out, "}");
}

static void add_radial(struct rmap_buffer *out, const struct rmap_export_radial *item)
{
    begin_feature(out, item->radial->id, radial_properties(item));
    add_lines(out, &item->shape);
    rmap_append_text(out, "}");
}

static void add_site(struct rmap_buffer *out, const struct rmap_site *site)
{
    begin_feature(out, site->id, site_properties(site));
    add_point(out, site->at);
    rmap_append_text(out, "}");
}

bool rmap_export_geojson(const struct rmap_export *export, const char *path, struct rmap_error *err)
{
    struct rmap_buffer out = {0};
    rmap_append_text(&out, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0; i < export->ring_count; i++)
        add_ring(&out, &export->rings[i]);
    for (size_t i = 0; i < export->radial_count; i++)
        add_radial(&out, &export->radials[i]);
    for (size_t i = 0; i < export->map->sites.count; i++)
        add_site(&out, &export->map->sites.items[i]);
    rmap_append_text(&out, "\n]}\n");
    bool ok = rmap_export_text(path, &out, err);
    rmap_buffer_free(&out);
    return ok;
}
