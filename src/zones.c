#include "zones.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "outline.h"
#include "ring.h"

/* --- gathering --- */

static int by_size(const void *a, const void *b)
{
    const struct rmap_ring *x = *(const struct rmap_ring *const *)a, *y = *(const struct rmap_ring *const *)b;
    return x->outer_m != y->outer_m ? (x->outer_m < y->outer_m) - (x->outer_m > y->outer_m) : (x > y) - (x < y);
}

/* Appends a word unless it is there. */
static const char *add_word(struct rmap_arena *arena, const char *list, const char *between, const char *word)
{
    size_t length = strlen(word), gap = strlen(between);
    for (const char *at = list; at && *at;) {
        const char *end = strstr(at, between);
        size_t size = end ? (size_t)(end - at) : strlen(at);
        if (size == length && memcmp(at, word, length) == 0)
            return list;
        at = end ? end + gap : NULL;
    }
    return list[0] ? rmap_format(arena, "%s%s%s", list, between, word) : word;
}

static const char *either(const char *first, const char *second)
{
    return first && first[0] ? first : second ? second : "";
}

static void describe(struct rmap_arena *arena, struct rmap_zone *zone)
{
    const struct rmap_ring *largest = zone->rings[0];
    bool alone = zone->count == 1;
    zone->class = largest->class;
    zone->id = alone ? largest->id : rmap_format(arena, "dissolved-%s", largest->class);
    zone->note = alone ? largest->note : "";
    zone->source = alone ? largest->source : "";
    zone->label = zone->label_ko = zone->around = zone->place = zone->place_ko = "";
    for (size_t i = 0; i < zone->count; i++) {
        const struct rmap_ring *ring = zone->rings[i];
        zone->label = add_word(arena, zone->label, ", ", either(ring->label, ring->label_ko));
        zone->label_ko = add_word(arena, zone->label_ko, ", ", either(ring->label_ko, ring->label));
        zone->around = add_word(arena, zone->around, ",", ring->place.id);
        zone->place = add_word(arena, zone->place, ", ", either(ring->place.name, ring->place.name_ko));
        zone->place_ko = add_word(arena, zone->place_ko, ", ", either(ring->place.name_ko, ring->place.name));
    }
}

/* Adds the zone that the ring is the first of. */
static void add_zone(struct rmap_map *map, struct rmap_zones *zones, size_t index, bool dissolve)
{
    const struct rmap_ring *rings = map->rings.items;
    const struct rmap_ring **members = rmap_alloc(map->arena, (dissolve ? map->rings.count : 1) * sizeof *members);
    size_t count = 0;
    for (size_t i = dissolve ? 0 : index; i < (dissolve ? map->rings.count : index + 1); i++) {
        if (i != index && strcmp(rings[i].class, rings[index].class) != 0)
            continue;
        if (i < index)
            return;
        members[count++] = &rings[i];
    }
    qsort(members, count, sizeof *members, by_size);
    struct rmap_zone *zone = &zones->items[zones->count++];
    zone->rings = members;
    zone->count = count;
    describe(map->arena, zone);
}

const struct rmap_zones *rmap_zones_new(struct rmap_map *map)
{
    struct rmap_zones *zones = rmap_alloc(map->arena, sizeof *zones);
    zones->items = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *zones->items);
    for (size_t i = 0; i < map->rings.count; i++)
        add_zone(map, zones, i, rmap_option_on(map->options, RMAP_OPT_DISSOLVE));
    return zones;
}

/* --- areas --- */

static const struct rmap_area *ring_area(const struct rmap_ring *ring, struct rmap_overlay *overlay, double tolerance_m,
                                         double *error_m)
{
    struct rmap_shape shape = {0};
    rmap_outline_area(ring, &(struct rmap_closeness){.tolerance = tolerance_m}, &shape, error_m);
    const struct rmap_area *area = rmap_overlay_area(overlay, &shape, RMAP_HOLDS_RIGHT);
    rmap_shape_free(&shape);
    return area;
}

const struct rmap_area *rmap_zone_area(const struct rmap_zone *zone, struct rmap_overlay *overlay, double tolerance_m,
                                       double *error_m)
{
    if (zone->count == 1)
        return ring_area(zone->rings[0], overlay, tolerance_m, error_m);
    size_t capacity = 0;
    const struct rmap_area **areas = rmap_grow(NULL, &capacity, zone->count, sizeof *areas);
    *error_m = 0;
    for (size_t i = 0; i < zone->count; i++) {
        double one_m = 0;
        areas[i] = ring_area(zone->rings[i], overlay, tolerance_m, &one_m);
        *error_m = fmax(*error_m, one_m);
    }
    const struct rmap_area *joined = rmap_overlay_join(overlay, areas, zone->count);
    free(areas);
    return joined;
}

static double turned(double azimuth_deg)
{
    double turn = fmod(azimuth_deg + 360, 360);
    return turn >= 360 ? 0 : turn;
}

bool rmap_zone_m2(const struct rmap_zone *zone, double *m2)
{
    const struct rmap_ring *ring = zone->rings[0];
    if (!rmap_zone_has_centre(zone) || ring->outer_m > RMAP_NEAREST_CUT_M)
        return false;
    *m2 = rmap_ring_m2(&(struct rmap_reach){ring->place.at, ring->outer_m, ring->inner_m, ring->from_deg, ring->to_deg});
    return true;
}

/* --- points --- */

struct rmap_bearing rmap_bearing_between(struct rmap_lonlat from, struct rmap_lonlat to)
{
    struct rmap_bearing bearing;
    double arriving_deg;
    bearing.distance_m = rmap_geodesic_distance(from, to, &bearing.azimuth_deg, &arriving_deg);
    bearing.azimuth_deg = turned(bearing.azimuth_deg);
    bearing.back_deg = turned(arriving_deg + 180);
    return bearing;
}

static struct rmap_bearing bearing_from(const struct rmap_place *place, struct rmap_lonlat at)
{
    if (!place->shape)
        return rmap_bearing_between(place->at, at);
    struct rmap_bearing bearing = {.back_deg = NAN};
    bearing.distance_m = rmap_outline_distance(place, at, &bearing.azimuth_deg);
    return bearing;
}

static bool ring_holds(const struct rmap_ring *ring, const struct rmap_bearing *from_place)
{
    double span_deg = turned(ring->to_deg - ring->from_deg);
    double off_deg = turned(from_place->azimuth_deg - ring->from_deg);
    bool ahead = span_deg == 0 || off_deg <= span_deg || from_place->distance_m == 0;
    return ahead && from_place->distance_m >= ring->inner_m && from_place->distance_m <= ring->outer_m;
}

bool rmap_zone_holds(const struct rmap_zone *zone, struct rmap_lonlat at, struct rmap_bearing *from_place)
{
    bool held = false;
    for (size_t i = 0; i < zone->count; i++) {
        struct rmap_bearing bearing = bearing_from(&zone->rings[i]->place, at);
        held |= ring_holds(zone->rings[i], &bearing);
        if (i == 0 || bearing.distance_m < from_place->distance_m)
            *from_place = bearing;
    }
    return held;
}

bool rmap_zone_is_sector(const struct rmap_zone *zone)
{
    return zone->count == 1 && zone->rings[0]->from_deg != zone->rings[0]->to_deg;
}

bool rmap_zone_has_centre(const struct rmap_zone *zone)
{
    return zone->count == 1 && !zone->rings[0]->place.shape;
}

double rmap_ground_tolerance(const struct rmap_options *options, double fallback_m)
{
    double value;
    const char *unit = rmap_read_number(rmap_option_text(options, RMAP_OPT_TOLERANCE), &value);
    return unit && strcmp(unit, "m") == 0 ? value : fallback_m;
}
