#include "legs.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "space.h"

#define FLATTEST_M 6400e3 /* no curve on the ellipsoid bends more gently */
#define SHARPEST_M 6335e3 /* nor, along a meridian at the equator, more sharply */

#define FAR_M      5e6 /* nearer, straight lines tell how far off legs lie */
#define LEAF       8   /* legs that are not divided further */
#define BALL_STEPS 200 /* towards the middle: good to the extent / 200 */

/* A geodesic of at most RMAP_LEG_M. */
struct rmap_leg {
    struct rmap_lonlat from;
    double azimuth_deg, length_m;
    struct rmap_space a, b;
};

struct rmap_ball {
    struct rmap_space centre;
    double radius_m;
    struct rmap_lonlat place; /* on the ground above the centre, */
    double reach_m;           /* and how far from there all lies at most */
};

/* --- making --- */

/* Legs while they are gathered, in malloc'd arrays. */
struct gathering {
    struct rmap_leg *legs;
    struct rmap_lonlat *points;
    size_t *ends;
    size_t count, capacity, point_count, point_capacity, parts, part_capacity;
};

static void add_point(struct gathering *g, struct rmap_lonlat p)
{
    g->points = rmap_grow(g->points, &g->point_capacity, g->point_count + 1, sizeof *g->points);
    g->points[g->point_count++] = p;
}

static void add_edge(struct gathering *g, struct rmap_lonlat a, struct rmap_lonlat b)
{
    double azimuth_deg, length_m = rmap_geodesic_distance(a, b, &azimuth_deg, NULL);
    double steps = fmax(1, ceil(length_m / RMAP_LEG_M));
    struct rmap_lonlat last = a;
    for (double i = 1; i <= steps; i++) {
        struct rmap_lonlat next = i < steps ? rmap_geodesic_direct(a, azimuth_deg, i * length_m / steps) : b;
        struct rmap_leg leg = {last, azimuth_deg, length_m, rmap_space_of(last), rmap_space_of(next)};
        if (steps > 1)
            leg.length_m = rmap_geodesic_distance(last, next, &leg.azimuth_deg, NULL);
        g->legs = rmap_grow(g->legs, &g->capacity, g->count + 1, sizeof leg);
        g->legs[g->count++] = leg;
        add_point(g, next);
        last = next;
    }
}

static void gather(struct gathering *g, const struct rmap_shape *shape)
{
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        add_point(g, shape->points[first]);
        for (size_t i = first + 1; i < shape->ends[part]; i++)
            add_edge(g, shape->points[i - 1], shape->points[i]);
        if (shape->closed || shape->ends[part] == first + 1)
            add_edge(g, shape->points[shape->ends[part] - 1], shape->points[first]);
        g->ends = rmap_grow(g->ends, &g->part_capacity, g->parts + 1, sizeof *g->ends);
        g->ends[g->parts++] = g->point_count;
    }
}

/* The middle of the smallest ball that holds all (Badoiu and Clarkson, 2003): steps towards the farthest point, ever
 * shorter. */
static struct rmap_lonlat find_middle(const struct gathering *g)
{
    assert(g->count > 0);
    struct rmap_space c = g->legs[0].a;
    for (double step = 2; step <= BALL_STEPS; step++) {
        size_t farthest = 0;
        double most = -1;
        for (size_t i = 0; i < g->count; i++) {
            double m = rmap_space_span(c, g->legs[i].a);
            if (m > most) {
                most = m;
                farthest = i;
            }
        }
        c = rmap_space_mix(c, g->legs[farthest].a, 1 / step);
    }
    return rmap_space_ground(c);
}

static double along_axis(const struct rmap_leg *leg, int axis)
{
    return axis == 0 ? leg->a.x : axis == 1 ? leg->a.y : leg->a.z;
}

/* Puts what lies lower along an axis before `middle`, and what lies higher behind it: Wirth's selection. */
static void part_at(struct rmap_leg *legs, size_t low, size_t middle, size_t high, int axis)
{
    ptrdiff_t first = (ptrdiff_t)low, last = (ptrdiff_t)high - 1, k = (ptrdiff_t)middle;
    while (first < last && k <= last) {
        double pivot = along_axis(&legs[k], axis);
        ptrdiff_t i = first, j = last;
        while (i <= j) {
            while (along_axis(&legs[i], axis) < pivot)
                i++;
            while (along_axis(&legs[j], axis) > pivot)
                j--;
            if (i > j)
                break;
            struct rmap_leg leg = legs[i];
            legs[i++] = legs[j];
            legs[j--] = leg;
        }
        if (j < k)
            first = i;
        if (k < i)
            last = j;
    }
}

static void widen(struct rmap_space *low, struct rmap_space *high, struct rmap_space p)
{
    *low = (struct rmap_space){fmin(low->x, p.x), fmin(low->y, p.y), fmin(low->z, p.z)};
    *high = (struct rmap_space){fmax(high->x, p.x), fmax(high->y, p.y), fmax(high->z, p.z)};
}

/* No geodesic over a straight distance is shorter, none longer: the curvature lies between. */
static double at_least(double straight_m)
{
    return 2 * FLATTEST_M * asin(fmin(1, straight_m / (2 * FLATTEST_M)));
}

static double at_most(double straight_m)
{
    return 2 * SHARPEST_M * asin(fmin(1, straight_m / (2 * SHARPEST_M)));
}

/* A leg bulges this far from its chord. */
static double sagitta(const struct rmap_leg *leg)
{
    return leg->length_m * leg->length_m / (8 * SHARPEST_M);
}

static void build(struct rmap_legs *all, size_t low, size_t high, size_t ball)
{
    struct rmap_leg *legs = all->items;
    struct rmap_space least = {HUGE_VAL, HUGE_VAL, HUGE_VAL}, most = {-HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = low; i < high; i++) {
        widen(&least, &most, legs[i].a);
        widen(&least, &most, legs[i].b);
    }
    struct rmap_ball *made = &all->balls[ball];
    *made = (struct rmap_ball){.centre = rmap_space_mix(least, most, 0.5)};
    for (size_t i = low; i < high; i++)
        made->radius_m = fmax(made->radius_m, fmax(rmap_space_span(made->centre, legs[i].a),
                                                   rmap_space_span(made->centre, legs[i].b))
                                                  + sagitta(&legs[i]));
    made->place = rmap_space_ground(made->centre);
    made->reach_m = at_most(made->radius_m + rmap_space_span(made->centre, rmap_space_of(made->place)));
    if (2 * ball + 2 >= all->ball_count)
        return;
    double x = most.x - least.x, y = most.y - least.y, z = most.z - least.z;
    size_t half = low + (high - low + 1) / 2;
    part_at(legs, low, half, high, x >= y && x >= z ? 0 : y >= z ? 1 : 2);
    build(all, low, half, 2 * ball + 1);
    build(all, half, high, 2 * ball + 2);
}

/* Metres from the middle to the farthest vertex: the geodesic is measured for those alone that may be it. */
static double find_extent(const struct gathering *g, struct rmap_lonlat middle)
{
    struct rmap_space from = rmap_space_of(middle);
    double most_m = 0;
    for (size_t i = 0; i < g->count; i++) {
        if (at_most(rmap_space_span(from, g->legs[i].a)) > most_m)
            most_m = fmax(most_m, rmap_geodesic_distance(middle, g->legs[i].from, NULL, NULL));
        if (at_most(rmap_space_span(from, g->legs[i].b)) > most_m)
            most_m = fmax(most_m,
                          rmap_geodesic_distance(middle, rmap_space_ground(g->legs[i].b), NULL, NULL));
    }
    return most_m;
}

/* Moves what was gathered into the arena. */
static void *keep(struct rmap_arena *arena, void *items, size_t size)
{
    void *kept = rmap_alloc(arena, size);
    memcpy(kept, items, size);
    free(items);
    return kept;
}

const struct rmap_legs *rmap_legs_new(struct rmap_arena *arena, const struct rmap_shape *shape)
{
    struct rmap_legs *all = rmap_alloc(arena, sizeof *all);
    struct gathering g = {0};
    gather(&g, shape);
    all->middle = find_middle(&g);
    all->extent_m = find_extent(&g, all->middle);
    all->items = keep(arena, g.legs, g.count * sizeof *g.legs);
    all->count = g.count;
    all->points = keep(arena, g.points, g.point_count * sizeof *g.points);
    all->point_count = g.point_count;
    all->ends = keep(arena, g.ends, g.parts * sizeof *g.ends);
    all->parts = g.parts;
    size_t leaves = 1;
    while (leaves * LEAF < all->count)
        leaves *= 2;
    all->ball_count = 2 * leaves - 1;
    all->balls = rmap_alloc(arena, all->ball_count * sizeof *all->balls);
    build(all, 0, all->count, 0);
    return all;
}

/* --- distance --- */

/* How far along a-b the point nearest to p lies, 0..1. */
static double foot_along(struct rmap_space p, struct rmap_space a, struct rmap_space b)
{
    double dx = b.x - a.x, dy = b.y - a.y, dz = b.z - a.z, length2 = dx * dx + dy * dy + dz * dz;
    double along = (p.x - a.x) * dx + (p.y - a.y) * dy + (p.z - a.z) * dz;
    return length2 > 0 ? fmax(0, fmin(1, along / length2)) : 0;
}

static void try_leg(const struct rmap_legs *all, size_t index, struct rmap_lonlat p, struct rmap_space at,
                      struct rmap_foot *best)
{
    const struct rmap_leg *leg = &all->items[index];
    if (index == best->leg && best->m < HUGE_VAL)
        return;
    double t = foot_along(at, leg->a, leg->b);
    if (at_least(rmap_space_span(at, rmap_space_mix(leg->a, leg->b, t)) - sagitta(leg)) >= best->m)
        return;
    struct rmap_lonlat foot = leg->from;
    if (t > 0)
        foot = rmap_geodesic_direct(leg->from, leg->azimuth_deg, t * leg->length_m);
    double azimuth_deg, arriving_deg, m = rmap_geodesic_distance(foot, p, &azimuth_deg, &arriving_deg);
    if (m < best->m)
        *best = (struct rmap_foot){index, m, azimuth_deg, arriving_deg, foot};
}

/* At least so far is all in the ball. What straight lines tell is not enough for far ones: there every leg seems as near. */
static double ball_distance(const struct rmap_ball *ball, struct rmap_lonlat p, struct rmap_space at,
                            double best_m)
{
    double least_m = at_least(fmax(0, rmap_space_span(ball->centre, at) - ball->radius_m));
    if (least_m < FAR_M || least_m >= best_m)
        return least_m;
    return fmax(least_m, rmap_geodesic_distance(ball->place, p, NULL, NULL) - ball->reach_m);
}

static void seek(const struct rmap_legs *all, size_t low, size_t high, size_t ball, struct rmap_lonlat p,
                 struct rmap_space at, struct rmap_foot *best)
{
    if (2 * ball + 2 >= all->ball_count) {
        for (size_t i = low; i < high; i++)
            try_leg(all, i, p, at, best);
        return;
    }
    size_t half = low + (high - low + 1) / 2;
    double left = ball_distance(&all->balls[2 * ball + 1], p, at, best->m);
    double right = ball_distance(&all->balls[2 * ball + 2], p, at, best->m);
    if (left <= right && left < best->m)
        seek(all, low, half, 2 * ball + 1, p, at, best);
    if (right < best->m)
        seek(all, half, high, 2 * ball + 2, p, at, best);
    if (left > right && left < best->m)
        seek(all, low, half, 2 * ball + 1, p, at, best);
}

/* best->leg: where to look first. */
void rmap_legs_nearest(const struct rmap_legs *all, struct rmap_lonlat p, struct rmap_foot *best)
{
    struct rmap_space at = rmap_space_of(p);
    size_t first = best->leg;
    best->m = HUGE_VAL;
    try_leg(all, first, p, at, best);
    seek(all, 0, all->count, 0, p, at, best);
}
