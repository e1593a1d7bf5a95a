#include "numbers.h"

#include <math.h>
#include <string.h>

#include "words.h"

#define THIN_SPACE "\u2009"
#define MAX_PARTS  4 /* of a figure: its name and what it is about */
#define MAX_LISTED 40 /* names in an error */

/* --- numbers --- */

const char *rmap_number_text(struct rmap_arena *arena, double value, int decimals)
{
    double scale = pow(10, decimals), units = round(fabs(value) * scale), whole = floor(units / scale);
    const char *sign = value < 0 && units > 0 ? "-" : "", *text = rmap_grouped(arena, whole);
    if (decimals == 0)
        return rmap_format(arena, "%s%s", sign, text);
    return rmap_format(arena, "%s%s.%0*.0f", sign, text, decimals, units - whole * scale);
}

static const struct { const char *unit; double metres; } UNITS[] = {
    {"km", 1000}, {"m", 1}, {"mi", 1609.344}, {"nmi", 1852}, {"nm", 1852},
};

/* fine: below this, in the unit, there is one decimal. */
static const char *distance_text(struct rmap_arena *arena, double metres, const char *unit, double fine)
{
    double size = 0;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        if (strcmp(UNITS[i].unit, unit) == 0)
            size = UNITS[i].metres;
    }
    if (size == 0 || (size == 1000 && metres < 1000)) {
        size = metres < 1000 ? 1 : 1000;
        unit = metres < 1000 ? "m" : "km";
    }
    double value = metres / size;
    int decimals = size == 1 ? 0 : value < fine ? 1 : 0;
    return rmap_format(arena, "%s" THIN_SPACE "%s", rmap_number_text(arena, value, decimals), unit);
}

const char *rmap_number_distance(struct rmap_arena *arena, double metres, const char *unit)
{
    return distance_text(arena, metres, unit, 999.95);
}

const char *rmap_number_about(struct rmap_arena *arena, double metres, const char *unit)
{
    return distance_text(arena, metres, unit, 9.95);
}

const char *rmap_number_area(struct rmap_arena *arena, double m2)
{
    double km2 = m2 / 1e6;
    int decimals = km2 < 9.995 ? 2 : km2 < 999.95 ? 1 : 0;
    return rmap_format(arena, "%s" THIN_SPACE "km²", rmap_number_text(arena, km2, decimals));
}

const char *rmap_number_share(struct rmap_arena *arena, double share)
{
    int decimals = 1;
    for (; decimals < 3; decimals++) {
        double shown = round(100 * share * pow(10, decimals)) / pow(10, decimals);
        bool false_end = (shown == 0 && share > 0) || (shown == 100 && share < 1);
        if (!false_end)
            break;
    }
    bool is_end = share == 0 || share == 1;
    return rmap_format(arena, "%s%%", rmap_number_text(arena, 100 * share, is_end ? 0 : decimals));
}

/* --- one figure --- */

/* A figure on its way into the text. */
struct request {
    struct rmap_map *map;
    const char *figure, *where; /* as typed, with braces; where the text stood */
    const char *parts[MAX_PARTS];
    size_t count;
    struct rmap_error *err;
};

struct names {
    const char *items[MAX_LISTED + 1];
    size_t count;
    bool more;
};

static void add_name(struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->items[i], name) == 0)
            return;
    }
    if (names->count < MAX_LISTED)
        names->items[names->count++] = name;
    else
        names->more = true;
}

/* Says what there is instead; returns NULL. */
static const char *refuse(const struct request *request, const char *problem, const char *name,
                          const struct names *names)
{
    const char *list = "";
    for (size_t i = 0; i < names->count; i++)
        list = rmap_format(request->map->arena, "%s%s%s", list, i ? ", " : "", names->items[i]);
    rmap_fail(request->err, RMAP_USAGE, "%s: '%s': %s '%s'; there is %s%s", request->where, request->figure, problem, name,
              names->count ? list : "none", names->more ? ", ..." : "");
    return NULL;
}

static const struct rmap_site *find_site(const struct request *request, const char *id)
{
    const struct rmap_sites *sites = &request->map->all_sites;
    const struct rmap_site *site = rmap_site_find(sites, id);
    struct names names = {0};
    for (size_t i = 0; !site && i < sites->count; i++)
        add_name(&names, sites->items[i].id);
    if (!site)
        refuse(request, "no site", id, &names);
    return site;
}

/* "300km" is the one ring whose id is that, or begins with it and a hyphen. */
static bool find_ring(const struct request *request, const char *id, size_t *index)
{
    const struct rmap_zones *rings = rmap_measure_zones(rmap_numbers_measure(request->map));
    size_t length = strlen(id), found = 0;
    struct names names = {0};
    for (size_t i = 0; i < rings->count; i++) {
        const char *own = rings->items[i].id;
        if (rmap_same_word(own, id)) {
            *index = i;
            return true;
        }
        const char *beginning = rmap_copy_n(request->map->arena, own, length < strlen(own) ? length : strlen(own));
        if (rmap_same_word(beginning, id) && own[length] == '-') {
            *index = i;
            found++;
        }
        add_name(&names, own);
    }
    if (found != 1)
        refuse(request, found ? "several rings fit" : "no ring", id, &names);
    return found == 1;
}

static const struct rmap_land *find_land(const struct request *request, const char *code)
{
    const struct rmap_lands *lands = rmap_measure_lands(rmap_numbers_measure(request->map), request->err);
    struct names names = {0};
    for (size_t i = 0; lands && i < lands->count; i++) {
        const struct rmap_land *land = &lands->items[i];
        if (rmap_same_word(land->code, code) || (!land->is_province && rmap_same_word(land->a3, code)))
            return land;
        add_name(&names, land->code);
    }
    if (lands)
        refuse(request, "no country or province", code, &names);
    return NULL;
}

static const struct rmap_line *find_line(const struct request *request, const char *kind)
{
    const struct rmap_lines *lines = rmap_measure_lines(rmap_numbers_measure(request->map), request->err);
    struct names names = {0};
    for (size_t i = 0; lines && i < lines->count; i++) {
        if (rmap_same_word(lines->items[i].kind, kind))
            return &lines->items[i];
        add_name(&names, lines->items[i].kind);
    }
    if (lines)
        refuse(request, "no line", kind, &names);
    return NULL;
}

static const char *distance(const struct request *request)
{
    static const struct names UNIT_NAMES = {{"km", "m", "mi", "nmi"}, 4, false};
    const struct rmap_site *from = find_site(request, request->parts[1]);
    const struct rmap_site *to = from ? find_site(request, request->parts[2]) : NULL;
    const char *unit = request->count > 3 ? request->parts[3] : "km";
    bool known = false;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        known |= strcmp(UNITS[i].unit, unit) == 0;
    if (!known)
        return refuse(request, "no unit", unit, &UNIT_NAMES);
    return to ? rmap_number_distance(request->map->arena, rmap_bearing_between(from->at, to->at).distance_m, unit) : NULL;
}

static const char *azimuth(const struct request *request)
{
    const struct rmap_site *from = find_site(request, request->parts[1]);
    const struct rmap_site *to = from ? find_site(request, request->parts[2]) : NULL;
    if (!to)
        return NULL;
    double deg = rmap_bearing_between(from->at, to->at).azimuth_deg;
    return rmap_format(request->map->arena, "%s°", rmap_number_text(request->map->arena, fmod(round(deg), 360), 0));
}

static const char *length(const struct request *request)
{
    size_t ring;
    const struct rmap_line *line = find_line(request, request->parts[1]);
    if (!line || (request->count > 2 && !find_ring(request, request->parts[2], &ring)))
        return NULL;
    double metres = request->count > 2 ? rmap_measure_inside_m(rmap_numbers_measure(request->map), ring, line)
                                       : line->length_m;
    return rmap_number_distance(request->map->arena, metres, "km");
}

/* A ring whose id begins like this comes before a land of that code. */
static const char *area(const struct request *request)
{
    const char *name = request->parts[1];
    struct rmap_measure *measure = rmap_numbers_measure(request->map);
    const struct rmap_zones *zones = rmap_measure_zones(measure);
    size_t ring;
    for (size_t i = 0; i < zones->count; i++) {
        if (strncmp(zones->items[i].id, name, strcspn(name, "-")) == 0)
            return find_ring(request, name, &ring)
                       ? rmap_number_area(request->map->arena, rmap_measure_zone(measure, ring).area_m2) : NULL;
    }
    const struct rmap_land *land = find_land(request, name);
    return land ? rmap_number_area(request->map->arena, land->total_m2) : NULL;
}

static const char *land_inside(const struct request *request)
{
    size_t ring;
    if (!find_ring(request, request->parts[1], &ring))
        return NULL;
    const struct rmap_land *land = find_land(request, request->parts[2]);
    if (!land)
        return NULL;
    double m2 = rmap_measure_inside_m2(rmap_numbers_measure(request->map), ring, land, NULL);
    if (strcmp(request->parts[0], "land") == 0)
        return rmap_number_area(request->map->arena, m2);
    if (land->is_whole)
        return rmap_number_share(request->map->arena, m2 / land->total_m2);
    rmap_fail(request->err, RMAP_USAGE, "%s: '%s': the data hold only a part of %s, so that it has no share; use {land:...}",
              request->where, request->figure, land->name);
    return NULL;
}

static const struct figure {
    const char *name;
    size_t fewest, most; /* parts, with the name */
    const char *form;
    const char *(*write)(const struct request *request);
} FIGURES[] = {
    {"share", 3, 3, "share:RING:LAND", land_inside},   {"land", 3, 3, "land:RING:LAND", land_inside},
    {"distance", 3, 4, "distance:SITE:SITE", distance}, {"azimuth", 3, 3, "azimuth:SITE:SITE", azimuth},
    {"length", 2, 3, "length:LINE", length},           {"area", 2, 2, "area:RING", area},
};

static const char *write_figure(const struct request *request)
{
    struct names names = {0};
    for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++) {
        const struct figure *figure = &FIGURES[i];
        if (strcmp(figure->name, request->parts[0]) != 0) {
            add_name(&names, figure->form);
            continue;
        }
        if (request->count >= figure->fewest && request->count <= figure->most)
            return figure->write(request);
        rmap_fail(request->err, RMAP_USAGE, "%s: '%s' is not complete; write {%s}", request->where, request->figure,
                  figure->form);
        return NULL;
    }
    return refuse(request, "no figure", request->parts[0], &names);
}

/* --- texts --- */

struct rmap_measure *rmap_numbers_measure(struct rmap_map *map)
{
    if (!map->measure)
        map->measure = rmap_measure_new(map);
    return map->measure;
}

/* "share:300km:KP" -> its parts. */
static void split(struct request *request, const char *inside)
{
    for (request->count = 0; request->count < MAX_PARTS;) {
        size_t part = strcspn(inside, ":");
        request->parts[request->count++] = rmap_copy_n(request->map->arena, inside, part);
        if (!inside[part])
            return;
        inside += part + 1;
    }
    request->count++; /* too many for any figure */
}

const char *rmap_numbers_fill(struct rmap_map *map, const char *text, const char *where, struct rmap_error *err)
{
    struct rmap_buffer out = {0};
    struct rmap_arena *arena = map->arena;
    if (!strchr(text, '{'))
        return text;
    while (*text) {
        size_t plain = strcspn(text, "{"), inside = strcspn(text + plain, "}");
        rmap_append(&out, text, plain);
        text += plain;
        if (text[0] == '{' && text[1] == '{') {
            rmap_append_text(&out, "{");
            text += 2;
        } else if (text[0] && !text[inside]) {
            rmap_fail(err, RMAP_USAGE, "%s: '%s' has no closing brace; write {{ for a brace", where, text);
            break;
        } else if (text[0]) {
            struct request request = {map, rmap_copy_n(arena, text, inside + 1), where, {NULL}, 0, err};
            split(&request, rmap_copy_n(arena, text + 1, inside - 1));
            const char *figure = write_figure(&request);
            if (!figure)
                break;
            rmap_append_text(&out, figure);
            text += inside + 1;
        }
    }
    const char *filled = *text ? NULL : rmap_copy(arena, out.text ? out.text : "");
    rmap_buffer_free(&out);
    return filled;
}

bool rmap_numbers_read(struct rmap_map *map, struct rmap_error *err)
{
    static const enum rmap_option_id TEXTS[] = {RMAP_OPT_TITLE, RMAP_OPT_SUBTITLE, RMAP_OPT_CAPTION, RMAP_OPT_ALT};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        enum rmap_option_id id = TEXTS[i];
        map->filled[id] = rmap_numbers_fill(map, rmap_option_text(map->options, id), rmap_option_where(map->options, id), err);
        if (!map->filled[id])
            return false;
    }
    return true;
}
