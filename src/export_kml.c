#include <math.h>
#include <string.h>

#include "export_formats.h"
#include "words.h"
#include "xml.h"

/* OGC 07-147r2, KML 2.2: inside an element its children come in the schema's order. */

#define PX_PER_MM (96 / 25.4) /* KML's line widths are in pixels */

static void add_element(struct rmap_buffer *out, const char *name, const char *text)
{
    if (!text[0])
        return;
    rmap_print(out, "<%s>", name);
    rmap_append_xml(out, text);
    rmap_print(out, "</%s>\n", name);
}

static void add_data(struct rmap_buffer *out, const char *name, const char *text)
{
    if (!text[0])
        return;
    rmap_print(out, "<Data name=\"%s\"><value>", name);
    rmap_append_xml(out, text);
    rmap_append_text(out, "</value></Data>\n");
}

static void add_figure(struct rmap_buffer *out, const char *name, double value, int decimals)
{
    rmap_print(out, "<Data name=\"%s\"><value>", name);
    rmap_append_number(out, value, decimals);
    rmap_append_text(out, "</value></Data>\n");
}

/* --- styles: one for each class, as the map's style has it --- */

static unsigned byte_of(double part)
{
    return (unsigned)lround(255 * fmin(fmax(part, 0), 1));
}

static void add_color(struct rmap_buffer *out, struct rmap_color c)
{
    rmap_print(out, "<color>%02x%02x%02x%02x</color>", byte_of(c.a), byte_of(c.b), byte_of(c.g), byte_of(c.r));
}

static bool is_first(const char *const *seen, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(seen[i], word) == 0)
            return false;
    }
    return true;
}

/* An XML id; classes and kinds may hold anything. */
static const char *style_id(const struct rmap_map *map, const char *what, const char *class)
{
    char *id = rmap_format(map->arena, "%s-%s", what, class);
    for (char *c = id; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-';
        *c = plain ? *c : '_';
    }
    return id;
}

static void add_ring_style(const struct rmap_map *map, const char *class, struct rmap_buffer *out)
{
    const struct rmap_rule *rule = rmap_style_rule(map->style, "rings", class);
    rmap_print(out, "<Style id=\"%s\">\n<LineStyle>", style_id(map, "ring", class));
    add_color(out, rule->stroke);
    rmap_append_text(out, "<width>");
    rmap_append_number(out, rule->stroke_width_mm * PX_PER_MM, 1);
    rmap_append_text(out, "</width></LineStyle>\n<PolyStyle>");
    add_color(out, rule->fill);
    rmap_append_text(out, "</PolyStyle>\n</Style>\n");
}

static void add_site_style(const struct rmap_map *map, const char *kind, struct rmap_buffer *out)
{
    const struct rmap_rule *rule = rmap_style_rule(map->style, "sites", kind);
    rmap_print(out, "<Style id=\"%s\">\n<IconStyle>", style_id(map, "site", kind));
    add_color(out, rule->fill);
    rmap_append_text(out, "</IconStyle>\n</Style>\n");
}

static void add_styles(const struct rmap_export *export, struct rmap_buffer *out)
{
    struct rmap_map *map = export->map;
    size_t count = 0;
    const char **seen = rmap_alloc(map->arena, (export->ring_count + export->radial_count + map->sites.count + 1) * sizeof *seen);
    for (size_t i = 0; i < export->ring_count; i++) {
        const char *class = export->rings[i].zone->class;
        if (is_first(seen, count, class))
            add_ring_style(map, seen[count++] = class, out);
    }
    for (size_t i = 0; i < export->radial_count; i++) {
        const char *class = export->radials[i].radial->class;
        if (is_first(seen, count, class))
            add_ring_style(map, seen[count++] = class, out);
    }
    size_t rings = count;
    for (size_t i = 0; i < map->sites.count; i++) {
        const char *kind = map->sites.items[i].kind;
        if (is_first(seen + rings, count - rings, kind))
            add_site_style(map, seen[count++] = kind, out);
    }
}

/* --- placemarks --- */

static void add_position(struct rmap_buffer *out, struct rmap_lonlat p)
{
    rmap_append_number(out, p.lon_deg, RMAP_EXPORT_DECIMALS);
    rmap_append_text(out, ",");
    rmap_append_number(out, p.lat_deg, RMAP_EXPORT_DECIMALS);
}

/* Backwards, for outer parts run counter-clockwise here too. */
static void add_boundary(struct rmap_buffer *out, const char *name, const struct rmap_shape *shape, size_t part)
{
    size_t first = part ? shape->ends[part - 1] : 0;
    rmap_print(out, "<%s><LinearRing><coordinates>\n", name);
    for (size_t i = shape->ends[part]; i-- > first;) {
        add_position(out, shape->points[i]);
        rmap_append_text(out, "\n");
    }
    rmap_print(out, "</coordinates></LinearRing></%s>\n", name);
}

static void add_polygons(struct rmap_buffer *out, const struct rmap_shape *shape)
{
    rmap_append_text(out, "<MultiGeometry>\n");
    for (size_t part = 0; part < shape->parts;) {
        size_t end = rmap_export_polygon_end(shape, part);
        rmap_append_text(out, "<Polygon><tessellate>1</tessellate>\n");
        for (size_t i = part; i < end; i++)
            add_boundary(out, i == part ? "outerBoundaryIs" : "innerBoundaryIs", shape, i);
        rmap_append_text(out, "</Polygon>\n");
        part = end;
    }
    rmap_append_text(out, "</MultiGeometry>\n");
}

static void add_ring(const struct rmap_map *map, const struct rmap_export_ring *item, struct rmap_buffer *out)
{
    const struct rmap_zone *zone = item->zone;
    const struct rmap_ring *ring = zone->rings[0];
    rmap_print(out, "<Placemark id=\"ring-%s\">\n", zone->id);
    add_element(out, "name", rmap_export_title(map, zone));
    add_element(out, "description", zone->note);
    rmap_print(out, "<styleUrl>#%s</styleUrl>\n<ExtendedData>\n", style_id(map, "ring", zone->class));
    add_data(out, "id", zone->id);
    add_data(out, "label", zone->label);
    add_data(out, "class", zone->class);
    add_figure(out, "radius_m", ring->outer_m, 3);
    add_figure(out, "inner_m", ring->inner_m, 3);
    if (rmap_zone_is_sector(zone)) {
        add_figure(out, "from", ring->from_deg, 6);
        add_figure(out, "to", ring->to_deg, 6);
    }
    add_data(out, "around", zone->around);
    if (rmap_zone_has_centre(zone)) {
        add_figure(out, "lat", ring->place.at.lat_deg, RMAP_EXPORT_DECIMALS);
        add_figure(out, "lon", ring->place.at.lon_deg, RMAP_EXPORT_DECIMALS);
    }
    add_figure(out, "area_m2", item->area_m2, 2);
    add_figure(out, "error_m", item->error_m, 4);
    add_data(out, "note", zone->note);
    add_data(out, "source", zone->source);
    rmap_append_text(out, "</ExtendedData>\n");
    add_polygons(out, &item->shape);
    rmap_append_text(out, "</Placemark>\n");
}

static void add_radial(const struct rmap_map *map, const struct rmap_export_radial *item, struct rmap_buffer *out)
{
    const struct rmap_radial *radial = item->radial;
    const struct rmap_shape *shape = &item->shape;
    rmap_print(out, "<Placemark id=\"%s\">\n", radial->id);
    add_element(out, "name", radial->label);
    rmap_print(out, "<styleUrl>#%s</styleUrl>\n<ExtendedData>\n", style_id(map, "ring", radial->class));
    add_data(out, "id", radial->id);
    add_figure(out, "azimuth", radial->azimuth_deg, 6);
    add_figure(out, "from_m", radial->from_m, 3);
    add_figure(out, "to_m", radial->to_m, 3);
    add_data(out, "around", radial->place.id);
    rmap_append_text(out, "</ExtendedData>\n<MultiGeometry>\n");
    for (size_t part = 0, i = 0; part < shape->parts; part++) {
        rmap_append_text(out, "<LineString><tessellate>1</tessellate><coordinates>\n");
        for (; i < shape->ends[part]; i++) {
            add_position(out, shape->points[i]);
            rmap_append_text(out, "\n");
        }
        rmap_append_text(out, "</coordinates></LineString>\n");
    }
    rmap_append_text(out, "</MultiGeometry>\n</Placemark>\n");
}

static void add_site(const struct rmap_map *map, const struct rmap_site *site, struct rmap_buffer *out)
{
    rmap_print(out, "<Placemark id=\"site-%s\">\n", site->id);
    add_element(out, "name", rmap_words_first(map->lang, site->name, site->name_ko));
    add_element(out, "description", site->note);
    rmap_print(out, "<styleUrl>#%s</styleUrl>\n<ExtendedData>\n", style_id(map, "site", site->kind));
    add_data(out, "id", site->id);
    add_data(out, "name", site->name);
    add_data(out, "name_ko", site->name_ko);
    add_data(out, "kind", site->kind);
    add_data(out, "note", site->note);
    add_data(out, "source", site->source);
    rmap_append_text(out, "</ExtendedData>\n<Point><coordinates>");
    add_position(out, site->at);
    rmap_append_text(out, "</coordinates></Point>\n</Placemark>\n");
}

bool rmap_export_kml(const struct rmap_export *export, const char *path, struct rmap_error *err)
{
    struct rmap_map *map = export->map;
    struct rmap_buffer out = {0};
    bool korean = strcmp(map->lang, "ko") == 0;
    rmap_append_text(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    add_element(&out, "name", rmap_words_title(map->arena, &map->rings, rmap_option_text(map->options, RMAP_OPT_EXTENT),
                                               korean));
    add_styles(export, &out);
    rmap_print(&out, "<Folder>\n<name>%s</name>\n", korean ? "거리권" : "Rings");
    for (size_t i = 0; i < export->ring_count; i++)
        add_ring(map, &export->rings[i], &out);
    for (size_t i = 0; i < export->radial_count; i++)
        add_radial(map, &export->radials[i], &out);
    rmap_print(&out, "</Folder>\n<Folder>\n<name>%s</name>\n", korean ? "지점" : "Sites");
    for (size_t i = 0; i < map->sites.count; i++)
        add_site(map, &map->sites.items[i], &out);
    rmap_append_text(&out, "</Folder>\n</Document>\n</kml>\n");
    bool ok = rmap_export_text(path, &out, err);
    rmap_buffer_free(&out);
    return ok;
}
