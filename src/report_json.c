#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "report_forms.h"

/* No more digits than mean something: a millimetre, 1e-9 of a degree. */
static json_t *number(double value, double step)
{
    return isnan(value) ? json_null() : json_real(round(value / step) * step);
}

static json_t *json_site(const struct rmap_site *site)
{
    return json_pack("{s:s, s:s, s:s, s:f, s:f}", "id", site->id, "name", site->name, "name_ko", site->name_ko, "lat",
                     site->at.lat_deg, "lon", site->at.lon_deg);
}

static json_t *json_bearing(const char *from, const char *to, struct rmap_bearing bearing)
{
    return json_pack("{s:s, s:s, s:o, s:o, s:o}", "from", from, "to", to, "distance_m", number(bearing.distance_m, 1e-3),
                     "azimuth_deg", number(bearing.azimuth_deg, 1e-6), "back_azimuth_deg", number(bearing.back_deg, 1e-6));
}

static json_t *json_land(const struct rmap_land *land)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "code", land->code, "a3", land->a3, "name", land->name, "name_ko",
                     land->name_ko, "province", land->is_province, "whole", land->is_whole, "area_m2",
                     number(land->total_m2, 1));
}

static json_t *json_ring_lands(const struct rmap_report *report, const struct rmap_report_ring *ring)
{
    json_t *list = json_array();
    for (size_t i = 0; i < report->lands->count; i++) {
        const struct rmap_land *land = &report->lands->items[i];
        if (!rmap_report_meets(report, ring, i) && !land->is_whole)
            continue;
        json_t *item = json_pack("{s:s, s:o}", "code", land->code, "inside_m2", number(ring->inside_m2[i], 1));
        if (land->is_whole) {
            json_object_set_new(item, "share", number(ring->inside_m2[i] / land->total_m2, 1e-9));
            json_object_set_new(item, "share_error", number(ring->error_m2[i] / land->total_m2, 1e-9));
        }
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *json_ring(const struct rmap_report *report, const struct rmap_report_ring *ring)
{
    const struct rmap_zone *zone = ring->zone;
    const struct rmap_ring *largest = zone->rings[0];
    bool centred = rmap_zone_has_centre(zone);
    json_t *sites = json_array(), *lines = json_array();
    for (size_t i = 0; i < report->map->sites.count; i++) {
        struct rmap_bearing from;
        bool inside = rmap_zone_holds(zone, report->map->sites.items[i].at, &from);
        json_t *item = json_bearing(zone->around, report->map->sites.items[i].id, from);
        json_object_set_new(item, "inside", json_boolean(inside));
        json_array_append_new(sites, item);
    }
    for (size_t i = 0; i < report->lines->count; i++)
        json_array_append_new(lines, json_pack("{s:s, s:o}", "kind", report->lines->items[i].kind, "inside_m",
                                               number(ring->inside_m[i], 1e-3)));
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:f, s:f, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "id", zone->id,
                     "label", zone->label, "class", zone->class, "around", zone->around, "lat",
                     centred ? json_real(largest->place.at.lat_deg) : json_null(), "lon",
                     centred ? json_real(largest->place.at.lon_deg) : json_null(), "radius_m", largest->outer_m, "inner_m",
                     largest->inner_m, "from_deg", rmap_zone_is_sector(zone) ? json_real(largest->from_deg) : json_null(),
                     "to_deg", rmap_zone_is_sector(zone) ? json_real(largest->to_deg) : json_null(), "area_m2",
                     number(ring->size.area_m2, 1e-2), "area_error_m2", number(ring->size.area_error_m2, 1e-2), "edge_error_m",
                     number(ring->size.edge_error_m, 1e-6), "beyond_land_data", ring->leaves_data, "sites", sites, "lines",
                     lines, "land", json_ring_lands(report, ring));
}

void rmap_report_json(const struct rmap_report *report, struct rmap_buffer *out)
{
    json_t *root = json_object(), *sites = json_array(), *distances = json_array(), *lines = json_array();
    json_t *lands = json_array(), *rings = json_array();
    const struct rmap_sites *all = &report->map->sites;
    for (size_t i = 0; i < all->count; i++) {
        json_array_append_new(sites, json_site(&all->items[i]));
        for (size_t j = i + 1; j < report->paired; j++)
            json_array_append_new(distances, json_bearing(all->items[i].id, all->items[j].id,
                                                          rmap_bearing_between(all->items[i].at, all->items[j].at)));
    }
    for (size_t i = 0; i < report->lines->count; i++) {
        const struct rmap_line *line = &report->lines->items[i];
        json_array_append_new(lines, json_pack("{s:s, s:s, s:s, s:o}", "kind", line->kind, "name", line->name, "name_ko",
                                               line->name_ko, "length_m", number(line->length_m, 1e-3)));
    }
    for (size_t i = 0; i < report->lands->count; i++)
        json_array_append_new(lands, json_land(&report->lands->items[i]));
    for (size_t i = 0; i < report->ring_count; i++)
        json_array_append_new(rings, json_ring(report, &report->rings[i]));
    json_object_set_new(root, "ellipsoid", json_string("WGS 84"));
    json_object_set_new(root, "sites", sites);
    json_object_set_new(root, "distances", distances);
    json_object_set_new(root, "lines", lines);
    json_object_set_new(root, "land", lands);
    json_object_set_new(root, "rings", rings);
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
    json_decref(root);
    rmap_print(out, "%s\n", text);
    free(text);
}
