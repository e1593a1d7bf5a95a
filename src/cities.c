#include "cities.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "basemap.h"
#include "centres.h"
#include "label_ground.h"
#include "labels.h"
#include "layers.h"
#include "lettering.h"

#define NEAR_SITE_MM 3.5       /* a city this near to a site is that site, or would crowd it */
#define MAX_CITIES 400
#define CAPITAL "PPLC"         /* GeoNames' code */
#define MM2_PER_CITY 420.0     /* of the frame: more would be a gazetteer */
#define ALONE_MM 22.0          /* a city of the next rank is shown where no other and no site is nearer: no part of Korea is left bare; */
#define ALONE_SHARE 0.15       /* on posters, of the frame's shorter side */
#define WIDE_RANK 0            /* of maps that show more than Korea: there no part of any country is */

/* Up to which rank cities are shown, by scale denominator. */
static const struct rank_limit { double denominator; int rank; } RANKS[] = {
    {400000, 5}, {900000, 4}, {1800000, 3}, {3600000, 2}, {9000000, 1}, {40000000, 0},
};

struct city {
    struct rmap_page at;
    struct rmap_lettering lettering;
    const struct rmap_rule *rule;
    int rank;
};

static int rank_limit(double denominator)
{
    for (size_t i = 0; i < sizeof RANKS / sizeof *RANKS; i++) {
        if (denominator < RANKS[i].denominator)
            return RANKS[i].rank;
    }
    return -1;
}

static bool near_site(const struct rmap_map *map, struct rmap_page at, double near_mm)
{
    for (size_t i = 0; i < map->sites.count; i++) {
        struct rmap_page site;
        if (rmap_frame_place(map->frame, map->sites.items[i].at, &site)
            && hypot(site.x_mm - at.x_mm, site.y_mm - at.y_mm) < near_mm)
            return true;
    }
    return false;
}

/* The same city may stand in the sites under its own name, a little way off. */
static bool is_site(const struct rmap_map *map, const char *name)
{
    for (size_t i = 0; i < map->sites.count; i++) {
        if (strcmp(map->sites.items[i].name, name) == 0)
            return true;
    }
    return false;
}

struct cities {
    struct city *items;
    size_t count, capacity;
};

static bool is_alone(const struct rmap_map *map, const struct cities *cities, struct rmap_page at)
{
    struct rmap_box frame = map->page.frame;
    double far_mm = fmax(ALONE_MM, ALONE_SHARE * fmin(rmap_box_width(frame), rmap_box_height(frame)));
    for (size_t i = 0; i < cities->count; i++) {
        if (hypot(cities->items[i].at.x_mm - at.x_mm, cities->items[i].at.y_mm - at.y_mm) < far_mm)
            return false;
    }
    return !near_site(map, at, far_mm);
}

static void add_city(struct rmap_map *map, struct rmap_source *source, const struct rmap_feature *feature, int limit,
                     struct cities *cities)
{
    const char *name = rmap_source_text(source, feature, "name", map->arena);
    struct city city = {.rank = (int)rmap_source_number(source, feature, "rank")};
    if (city.rank > limit + 1 || feature->shape.count == 0 || !rmap_frame_place(map->frame, feature->shape.points[0], &city.at))
        return;
    const char *class = strcmp(rmap_source_text(source, feature, "fcode", map->arena), CAPITAL) == 0 ? "capital" : NULL;
    const char *name_ko = rmap_source_text(source, feature, "name_ko", map->arena);
    city.rule = rmap_style_rule(map->style, "cities", class);
    const char *country = rmap_source_text(source, feature, "country", map->arena);
    bool at_home = limit <= WIDE_RANK || strcmp(country, "KP") == 0 || strcmp(country, "KR") == 0;
    if (city.rank > limit && (!at_home || !is_alone(map, cities, city.at)))
        return;
    double r = city.rule->size_mm / 2;
    struct rmap_box dot = {city.at.x_mm - r, city.at.y_mm - r, city.at.x_mm + r, city.at.y_mm + r};
    if (!rmap_box_holds(map->page.frame, dot) || rmap_is_taken(&map->taken, dot) || near_site(map, city.at, NEAR_SITE_MM)
        || is_site(map, name))
        return;
    const struct rmap_rule *label = rmap_style_rule(map->style, "city-labels", class);
    city.lettering = rmap_lettering_measure(map, label, rmap_words_pick(map->lang, name, name_ko));
    cities->items = rmap_grow(cities->items, &cities->capacity, cities->count + 1, sizeof *cities->items);
    cities->items[cities->count++] = city;
}

static bool read_cities(struct rmap_map *map, const char *path, struct cities *cities, struct rmap_error *err)
{
    struct rmap_source *source = rmap_source_open(path, &map->notes, err);
    if (!source)
        return false;
    struct rmap_query query = {.window = rmap_frame_window(map->frame, 0)};
    struct rmap_feature feature;
    int limit = rank_limit(rmap_frame_denominator(map->frame));
    double area = rmap_box_width(map->page.frame) * rmap_box_height(map->page.frame);
    size_t most = (size_t)fmin(MAX_CITIES, area / MM2_PER_CITY);
    while (cities->count < most && rmap_source_next(source, &query, &feature)) /* the layer stands in order of rank */
        add_city(map, source, &feature, limit, cities);
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok;
}

/* Labels first: a dot without a name tells nothing, so it goes with it. */
static void place(struct rmap_map *map, const struct cities *cities, struct rmap_label *labels)
{
    struct rmap_obstacle *obstacles = rmap_alloc(map->arena, (map->taken.count + 1) * sizeof *obstacles);
    for (size_t i = 0; i < map->taken.count; i++)
        obstacles[i] = (struct rmap_obstacle){map->taken.items[i], INFINITY};
    for (size_t i = 0; i < cities->count; i++) {
        const struct city *city = &cities->items[i];
        labels[i] = (struct rmap_label){.point = city->at, .marker_mm = city->rule->size_mm / 2, .priority = city->rank,
                                        .width_mm = city->lettering.size.width_mm,
                                        .height_mm = city->lettering.size.height_mm, .no_leader = true};
    }
    struct rmap_label_scene scene = {
        .frame = rmap_box_grow(map->page.frame, -1.0), .labels = labels, .label_count = cities->count,
        .obstacles = obstacles, .obstacle_count = map->taken.count,
        .lines = map->ring_lines, .line_count = map->ring_line_count, .gap_mm = rmap_style_rule(map->style, "city-labels", NULL)->gap_mm};
    rmap_label_ground_set(&scene, map->ground);
    rmap_labels_place(&scene);
}

static void emit(struct rmap_map *map, const struct cities *cities, const struct rmap_label *labels,
                 struct rmap_display *out)
{
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "cities",
        .title = rmap_words_first(map->lang, "Cities", "도시")});
    for (size_t i = 0; i < cities->count; i++) {
        const struct city *city = &cities->items[i];
        if (!labels[i].placed)
            continue;
        struct rmap_path path = {0};
        struct rmap_paint paint = rmap_rule_paint(city->rule);
        rmap_symbol_path(city->rule->symbol, city->at.x_mm, city->at.y_mm, city->rule->size_mm, &path);
        rmap_display_path(out, &path, &paint);
        rmap_lettering_emit(map, &city->lettering, labels[i].box, rmap_lettering_anchor(&labels[i]), out);
        double r = city->rule->size_mm / 2;
        rmap_take(&map->taken, labels[i].box);
        rmap_take(&map->taken, (struct rmap_box){city->at.x_mm - r, city->at.y_mm - r, city->at.x_mm + r, city->at.y_mm + r});
    }
    rmap_display_end(out);
}

bool rmap_cities_draw(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    const struct rmap_rule *rule = rmap_style_rule(map->style, "cities", NULL);
    const char *path = rmap_basemap_file(map, rule->source);
    if (!rmap_rule_shown(map, rule) || !path)
        return true;
    struct cities cities = {0};
    bool ok = read_cities(map, path, &cities, err);
    if (ok && cities.count > 0) {
        struct rmap_label *labels = rmap_alloc(map->arena, cities.count * sizeof *labels);
        place(map, &cities, labels);
        emit(map, &cities, labels, out);
    }
    free(cities.items);
    return ok;
}
