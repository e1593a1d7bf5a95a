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
#define SAGITTA_M  0.02 /* a leg bulges less from its chord */
#define RIGHT_ANGLE 1.5707963267948966
#define BALL_STEPS 200 /* towards the middle: good to the extent / 200 */

/* A geodesic of at most RMAP_LEG_M: so short that its places lie above those of its chord. */
struct rmap_leg {
    struct rmap_lonlat from, to;
    struct rmap_space a, b;
};

struct rmap_ball {
    struct rmap_space centre;
    double radius_m;
    struct rmap_lonlat place; /* on the ground above the centre, */
    double reach_m;           /* and how far from there all lies at most */
};

/* Over a straight distance no geodesic is longer than this: none bends more sharply. */
static double at_most(double straight_m)
{
    return 2 * SHARPEST_M * asin(fmin(1, straight_m / (2 * SHARPEST_M)));
}

/* And none is shorter. */
static double at_least(double straight_m)
{
    return 2 * FLATTEST_M * asin(fmin(1, straight_m / (2 * FLATTEST_M)));
}

/* The chord of so long an arc, no more than half a circle. */
static double chord_of(double m, double radius_m)
{
    return 2 * radius_m * sin(fmin(m / (2 * radius_m), RIGHT_ANGLE));
}

/* What is as far away in a straight line is no nearer than m over the ground. */
static double straight_for(double m)
{
    return m < 2 * RIGHT_ANGLE * FLATTEST_M ? chord_of(m, FLATTEST_M) : HUGE_VAL;
}

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

static void add_leg(struct gathering *g, struct rmap_lonlat from, struct rmap_lonlat to)
{
    g->legs = rmap_grow(g->legs, &g->capacity, g->count + 1, sizeof *g->legs);
    g->legs[g->count++] = (struct rmap_leg){from, to, rmap_space_of(from), rmap_space_of(to)};
    add_point(g, to);
}

static void add_edge(struct gathering *g, struct rmap_lonlat a, struct rmap_lonlat b)
{
    struct rmap_lonlat last = a;
    if (at_most(rmap_space_apart(a, b)) > RMAP_LEG_M) {
        double azimuth_deg, length_m = rmap_geodesic_distance(a, b, &azimuth_deg, NULL);
        double steps = ceil(length_m / RMAP_LEG_M);
        for (double i = 1; i < steps; i++) {
            struct rmap_lonlat next = rmap_geodesic_direct(a, azimuth_deg, i * length_m / steps);
            add_leg(g, last, next);
            last = next;
        }
    }
    add_leg(g, last, b);
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
                                                   rmap_space_span(made->centre, legs[i].b)) + SAGITTA_M);
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

/* A leg's beginning that is farthest from a point in space; *most_m: how far, on entry what is to be exceeded. */
static void seek_farthest(const struct rmap_legs *all, size_t low, size_t high, size_t ball, struct rmap_space from,
                          double *most_m, size_t *farthest)
{
    if (rmap_space_span(from, all->balls[ball].centre) + all->balls[ball].radius_m <= *most_m)
        return;
    if (2 * ball + 2 >= all->ball_count) {
        for (size_t i = low; i < high; i++) {
            double m = rmap_space_span(from, all->items[i].a);
            if (m > *most_m) {
                *most_m = m;
                *farthest = i;
            }
        }
        return;
    }
    size_t half = low + (high - low + 1) / 2;
    seek_farthest(all, low, half, 2 * ball + 1, from, most_m, farthest);
    seek_farthest(all, half, high, 2 * ball + 2, from, most_m, farthest);
}

/* The middle of the smallest ball that holds all (Badoiu and Clarkson, 2003): steps towards the farthest point, ever
 * shorter. */
static struct rmap_lonlat find_middle(const struct rmap_legs *all)
{
    assert(all->count > 0);
    struct rmap_space c = all->items[0].a;
    size_t farthest = 0;
    for (double step = 2; step <= BALL_STEPS; step++) {
        double most_m = rmap_space_span(c, all->items[farthest].a);
        seek_farthest(all, 0, all->count, 0, c, &most_m, &farthest);
        c = rmap_space_mix(c, all->items[farthest].a, 1 / step);
    }
    return rmap_space_ground(c);
}

/* Metres from the middle to the farthest vertex: the geodesic is measured for those alone that may be it. */
static double find_extent(const struct rmap_legs *all)
{
    struct rmap_space middle = rmap_space_of(all->middle);
    double straight_m = -1;
    size_t farthest = 0;
    seek_farthest(all, 0, all->count, 0, middle, &straight_m, &farthest);
    double most_m = rmap_geodesic_distance(all->middle, all->items[farthest].from, NULL, NULL);
    for (size_t i = 0; i < all->count; i++) {
        const struct rmap_leg *leg = &all->items[i];
        straight_m = chord_of(most_m, SHARPEST_M);
        if (rmap_space_span(middle, leg->a) > straight_m)
            most_m = fmax(most_m, rmap_geodesic_distance(all->middle, leg->from, NULL, NULL));
        if (rmap_space_span(middle, leg->b) > straight_m)
            most_m = fmax(most_m, rmap_geodesic_distance(all->middle, leg->to, NULL, NULL));
    }
    return most_m;
}

/* Moves what was gathered into the arena. */
static void *keep(struct rmap_arena *arena, void *items, size_t size)
{
    void *kept = rmap_alloc(arena, size);
    if (size > 0) /* else there are no items */
        memcpy(kept, items, size);
    free(items);
    return kept;
}

const struct rmap_legs *rmap_legs_new(struct rmap_arena *arena, const struct rmap_shape *shape)
{
    struct rmap_legs *all = rmap_alloc(arena, sizeof *all);
    struct gathering g = {0};
    gather(&g, shape);
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
    all->middle = find_middle(all);
    all->extent_m = find_extent(all);
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

/* A search: what is nearest so far, and what is as far away in a straight line and so no nearer. */
struct search {
    const struct rmap_legs *all;
    struct rmap_lonlat p;
    struct rmap_space at;
    struct rmap_foot *best;
    double straight_m;
};

static bool is_same(struct rmap_lonlat a, struct rmap_lonlat b)
{
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

static void try_leg(struct search *search, size_t index)
{
    const struct rmap_leg *leg = &search->all->items[index];
    double t = foot_along(search->at, leg->a, leg->b);
    struct rmap_space foot = rmap_space_mix(leg->a, leg->b, t);
    if (rmap_space_span(search->at, foot) - SAGITTA_M >= search->straight_m)
        return;
    struct rmap_foot found = {.leg = index, .at = t <= 0 ? leg->from : t >= 1 ? leg->to : rmap_space_ground(foot)};
    if (search->best->m < HUGE_VAL && is_same(found.at, search->best->at))
        return;
    found.m = rmap_geodesic_quick(found.at, search->p, &found.azimuth_deg, &found.arriving_deg);
    if (found.m < search->best->m) {
        *search->best = found;
        search->straight_m = straight_for(found.m);
    }
}

/* At least so far is all in the ball. What straight lines tell is not enough for far ones: there every leg seems as near. */
static double ball_distance(const struct search *search, size_t index)
{
    const struct rmap_ball *ball = &search->all->balls[index];
    double straight_m = rmap_space_span(ball->centre, search->at) - ball->radius_m;
    if (straight_m < FAR_M || straight_m >= search->straight_m)
        return straight_m;
    return fmax(straight_m, straight_for(rmap_geodesic_distance(ball->place, search->p, NULL, NULL) - ball->reach_m));
}

static void seek(struct search *search, size_t low, size_t high, size_t ball)
{
    if (2 * ball + 2 >= search->all->ball_count) {
        for (size_t i = low; i < high; i++)
            try_leg(search, i);
        return;
    }
    size_t half = low + (high - low + 1) / 2;
    double left = ball_distance(search, 2 * ball + 1), right = ball_distance(search, 2 * ball + 2);
    if (left <= right && left < search->straight_m)
        seek(search, low, half, 2 * ball + 1);
    if (right < search->straight_m)
        seek(search, half, high, 2 * ball + 2);
    if (left > right && left < search->straight_m)
        seek(search, low, half, 2 * ball + 1);
}

/* best->leg: where to look first. */
void rmap_legs_nearest(const struct rmap_legs *all, struct rmap_lonlat p, struct rmap_foot *best)
{
    struct search search = {all, p, rmap_space_of(p), best, HUGE_VAL};
    best->m = HUGE_VAL;
    try_leg(&search, best->leg);
    seek(&search, 0, all->count, 0);
}

/* --- lines --- */

static double dot(struct rmap_space a, struct rmap_space b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static struct rmap_space minus(struct rmap_space a, struct rmap_space b)
{
    return (struct rmap_space){a.x - b.x, a.y - b.y, a.z - b.z};
}

static double span_to(struct rmap_space p, struct rmap_space a, struct rmap_space b)
{
    return rmap_space_span(p, rmap_space_mix(a, b, foot_along(p, a, b)));
}

/* How near two straight pieces come: at an end of one of them, or where their lines are nearest to each other. */
static double span_between(struct rmap_space a, struct rmap_space b, struct rmap_space c, struct rmap_space d)
{
    struct rmap_space u = minus(b, a), v = minus(d, c), w = minus(a, c);
    double uu = dot(u, u), uv = dot(u, v), vv = dot(v, v), uw = dot(u, w), vw = dot(v, w), across = uu * vv - uv * uv;
    double s = (uv * vw - vv * uw) / across, t = (uu * vw - uv * uw) / across;
    double span = fmin(fmin(span_to(a, c, d), span_to(b, c, d)), fmin(span_to(c, a, b), span_to(d, a, b)));
    if (across > 0 && s > 0 && s < 1 && t > 0 && t < 1)
        span = fmin(span, rmap_space_span(rmap_space_mix(a, b, s), rmap_space_mix(c, d, t)));
    return span;
}

static void seek_clearance(const struct rmap_legs *all, size_t low, size_t high, size_t ball, struct rmap_space a,
                           struct rmap_space b, double *least_m)
{
    if (span_to(all->balls[ball].centre, a, b) - all->balls[ball].radius_m >= *least_m)
        return;
    if (2 * ball + 2 >= all->ball_count) {
        for (size_t i = low; i < high; i++)
            *least_m = fmin(*least_m, span_between(a, b, all->items[i].a, all->items[i].b));
        return;
    }
    size_t half = low + (high - low + 1) / 2;
    seek_clearance(all, low, half, 2 * ball + 1, a, b, least_m);
    seek_clearance(all, half, high, 2 * ball + 2, a, b, least_m);
}

double rmap_legs_clearance(const struct rmap_legs *all, struct rmap_lonlat a, struct rmap_lonlat b, double at_most_m)
{
    double straight_m = at_most_m;
    seek_clearance(all, 0, all->count, 0, rmap_space_of(a), rmap_space_of(b), &straight_m);
    return fmin(at_least(straight_m), at_most_m);
}

double rmap_legs_off(const struct rmap_legs *all, size_t leg, struct rmap_lonlat p)
{
    return at_most(span_to(rmap_space_of(p), all->items[leg].a, all->items[leg].b));
}

struct rmap_lonlat rmap_legs_end(const struct rmap_legs *legs, size_t leg, struct rmap_lonlat p)
{
    const struct rmap_leg *of = &legs->items[leg];
    struct rmap_space at = rmap_space_of(p);
    return rmap_space_span(of->a, at) < rmap_space_span(of->b, at) ? of->from : of->to;
}
