#include <math.h>
#include <string.h>

#include "export_formats.h"

static void add_field(struct rmap_buffer *out, const char *text)
{
    bool quote = strpbrk(text, ",\"\r\n") != NULL;
    if (!quote) {
        rmap_print(out, "%s,", text);
        return;
    }
    rmap_append_text(out, "\"");
    for (; *text; text++)
        rmap_append(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    rmap_append_text(out, "\",");
}

/* Empty where there is none. */
static void add_number(struct rmap_buffer *out, double value, int decimals)
{
    if (!isnan(value))
        rmap_append_number(out, value, decimals);
    rmap_append_text(out, ",");
}

/* Each site against each ring: how far from its place, which way, whether inside. */
bool rmap_export_csv(const struct rmap_export *export, const char *path, struct rmap_error *err)
{
    struct rmap_buffer out = {0};
    const struct rmap_sites *sites = &export->map->sites;
    rmap_append_text(&out, "site,name,name_ko,lat,lon,ring,label,around,radius_m,distance_m,azimuth_deg,inside\n");
    for (size_t i = 0; i < sites->count; i++) {
        const struct rmap_site *site = &sites->items[i];
        for (size_t j = 0; j < export->ring_count; j++) {
            const struct rmap_zone *zone = export->rings[j].zone;
            struct rmap_bearing from;
            bool inside = rmap_zone_holds(zone, site->at, &from);
            add_field(&out, site->id);
            add_field(&out, site->name);
            add_field(&out, site->name_ko);
            add_number(&out, site->at.lat_deg, RMAP_EXPORT_DECIMALS);
            add_number(&out, site->at.lon_deg, RMAP_EXPORT_DECIMALS);
            add_field(&out, zone->id);
            add_field(&out, zone->label);
            add_field(&out, zone->around);
            add_number(&out, zone->rings[0]->outer_m, 3);
            add_number(&out, from.distance_m, 3);
            add_number(&out, from.azimuth_deg, 6);
            rmap_print(&out, "%s\n", inside ? "yes" : "no");
        }
    }
    bool ok = rmap_export_text(path, &out, err);
    rmap_buffer_free(&out);
    return ok;
}
