#include "sight.h"

#include <math.h>
#include <string.h>

#include "arcs.h"
#include "offset.h"
#include "words.h"

#define TOLERANCE_MM 0.2      /* of a sector's outline */
#define NEAR_MM 2.0
#define LEAST_MM 0.5          /* a place so near the edge counts as on it */
#define GROUNDLESS_MM 2.0     /* what is smaller and has no ground in its middle has none */
#define ROUND 1.1             /* times the farthest of its corners: so far from its middle all of a box lies on the ground */
#define MAX_SENTENCES 3

/* Metres from the place; in an area, negative, from its edge. */
static double off_place(const struct rmap_place *place, struct rmap_lonlat p)
{
    return place->shape ? rmap_offset_signed(place->shape, p) : rmap_geodesic_distance(place->at, p, NULL, NULL);
}

/* How far from its middle a box of the page reaches on the ground at most. */
static double ground_radius(const struct rmap_frame *frame, struct rmap_box box, struct rmap_lonlat middle)
{
    double most_m = 0;
    for (int i = 0; i < 4; i++) {
        struct rmap_lonlat at;
        if (!rmap_frame_unplace(frame, (struct rmap_page){i % 2 ? box.x1_mm : box.x0_mm, i / 2 ? box.y1_mm : box.y0_mm}, &at))
            return INFINITY;
        most_m = fmax(most_m, rmap_geodesic_distance(middle, at, NULL, NULL));
    }
    return ROUND * most_m;
}

/* Two places of the box, one on each side of a distance, tell that its edge runs between. */
struct search {
    const struct rmap_frame *frame;
    const struct rmap_place *place;
    double distance_m;
    bool within, beyond;
};

/* A distance changes by no more than one moves: what is farther from the edge than the box is wide has none of it. */
static bool finds_edge(struct search *search, struct rmap_box box)
{
    double size_mm = fmax(rmap_box_width(box), rmap_box_height(box));
    struct rmap_page middle = rmap_box_middle(box);
    struct rmap_lonlat at;
    if (rmap_frame_unplace(search->frame, middle, &at)) {
        double off_m = off_place(search->place, at) - search->distance_m;
        *(off_m <= 0 ? &search->within : &search->beyond) = true;
        if (search->within && search->beyond)
            return true;
        if (fabs(off_m) > ground_radius(search->frame, box, at))
            return false;
        if (size_mm < LEAST_MM)
            return true;
    } else if (size_mm < GROUNDLESS_MM) {
        return false;
    }
    return finds_edge(search, (struct rmap_box){box.x0_mm, box.y0_mm, middle.x_mm, middle.y_mm})
           || finds_edge(search, (struct rmap_box){middle.x_mm, box.y0_mm, box.x1_mm, middle.y_mm})
           || finds_edge(search, (struct rmap_box){box.x0_mm, middle.y_mm, middle.x_mm, box.y1_mm})
           || finds_edge(search, (struct rmap_box){middle.x_mm, middle.y_mm, box.x1_mm, box.y1_mm});
}

/* Sides have no distance of their own. */
static bool shows_sector(const struct rmap_frame *frame, const struct rmap_ring *ring)
{
    struct rmap_arcs arcs;
    rmap_arcs_trace(&ring, 1, frame, TOLERANCE_MM, NEAR_MM, &arcs);
    bool seen = arcs.outer.count + arcs.inner.count + arcs.sides.count > 0;
    rmap_arcs_free(&arcs);
    return seen;
}

static bool has_edge_in(const struct rmap_frame *frame, const struct rmap_ring *ring)
{
    struct rmap_box box = rmap_box_grow(rmap_frame_box(frame), NEAR_MM);
    if (ring->from_deg != ring->to_deg)
        return shows_sector(frame, ring);
    return finds_edge(&(struct search){frame, &ring->place, ring->outer_m, false, false}, box)
           || (ring->inner_m > 0 && finds_edge(&(struct search){frame, &ring->place, ring->inner_m, false, false}, box));
}

static bool is_whole_disc(const struct rmap_ring *ring)
{
    return !(ring->inner_m > 0) && ring->from_deg == ring->to_deg;
}

static bool holds(const struct rmap_ring *ring, struct rmap_lonlat p)
{
    double azimuth_deg, distance_m = rmap_outline_distance(&ring->place, p, &azimuth_deg);
    if (distance_m > ring->outer_m || distance_m < ring->inner_m)
        return false;
    double width = fmod(ring->to_deg - ring->from_deg + 360, 360), turn = fmod(azimuth_deg - ring->from_deg + 360, 360);
    return ring->from_deg == ring->to_deg || turn <= width;
}

/* Without an edge in the frame, what holds for its middle holds for all of it. */
static enum rmap_sight look(const struct rmap_map *map, const struct rmap_ring *ring)
{
    struct rmap_box box = rmap_frame_box(map->frame);
    struct rmap_page middle = {(box.x0_mm + box.x1_mm) / 2, (box.y0_mm + box.y1_mm) / 2};
    struct rmap_lonlat at;
    if (has_edge_in(map->frame, ring) || !rmap_frame_unplace(map->frame, middle, &at))
        return RMAP_SIGHT_EDGE;
    return holds(ring, at) ? RMAP_SIGHT_WITHIN : RMAP_SIGHT_OUTSIDE;
}

void rmap_sight_find(struct rmap_map *map)
{
    enum rmap_sight *sights = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *sights);
    for (size_t i = 0; i < map->rings.count; i++) {
        const struct rmap_ring *ring = &map->rings.items[i];
        sights[i] = look(map, ring);
        if (sights[i] != RMAP_SIGHT_EDGE && !is_whole_disc(ring))
            rmap_note(&map->notes, "the ring '%s' %s; it is not drawn", ring->id,
                      sights[i] == RMAP_SIGHT_WITHIN ? "holds the whole map" : "lies outside the map");
    }
    map->sights = sights;
}

struct rmap_rings rmap_sight_rings(const struct rmap_map *map)
{
    struct rmap_rings seen = map->rings;
    if (!map->sights)
        return seen;
    seen.items = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *seen.items);
    seen.count = 0;
    for (size_t i = 0; i < map->rings.count; i++) {
        if (map->sights[i] == RMAP_SIGHT_EDGE)
            seen.items[seen.count++] = map->rings.items[i];
    }
    return seen;
}

/* Of the rings around one place the tightest says it all: the nearest that holds the map, the farthest that leaves it out;
 * and where an edge is seen, nobody asks what smaller rings leave out. */
static bool is_tightest(const struct rmap_map *map, size_t index)
{
    const struct rmap_ring *rings = map->rings.items;
    bool within = map->sights[index] == RMAP_SIGHT_WITHIN;
    for (size_t i = 0; i < map->rings.count; i++) {
        bool rival = strcmp(rings[i].place.id, rings[index].place.id) == 0 && is_whole_disc(&rings[i])
                     && (map->sights[i] == map->sights[index] || (!within && map->sights[i] == RMAP_SIGHT_EDGE));
        if (rival && (within ? rings[i].outer_m < rings[index].outer_m : rings[i].outer_m > rings[index].outer_m))
            return false;
    }
    return is_whole_disc(&rings[index]);
}

static const char *sentence(const struct rmap_map *map, const struct rmap_ring *ring, bool within, bool korean)
{
    const char *lang = korean ? "ko" : "en";
    const char *where = rmap_words_place(map->arena, &ring->place, korean);
    const char *label = rmap_words_first(lang, ring->label, ring->label_ko);
    if (korean)
        return rmap_format(map->arena, within ? "지도 전체가 %s에서 %s 이내에 있다." : "지도의 어느 곳도 %s에서 %s 이내에 있지 않다.",
                           where, label);
    return rmap_format(map->arena, within ? "The whole map lies within %s of %s." : "No part of the map lies within %s of %s.",
                       label, where);
}

const char *rmap_sight_words(const struct rmap_map *map, bool korean)
{
    const char *words = "";
    size_t count = 0;
    for (size_t i = 0; map->sights && i < map->rings.count && count < MAX_SENTENCES; i++) {
        if (map->sights[i] == RMAP_SIGHT_EDGE || !is_tightest(map, i))
            continue;
        const char *one = sentence(map, &map->rings.items[i], map->sights[i] == RMAP_SIGHT_WITHIN, korean);
        words = count++ ? rmap_format(map->arena, "%s %s", words, one) : one;
    }
    return words;
}
