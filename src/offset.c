#include "offset.h"

#include <math.h>
#include <stdlib.h>

#include "buffer.h"
#include "inside.h"
#include "vicinity.h"
#include "walk_follow.h"

#define AROUND   1.05  /* times the extent: from this distance on the curve goes once round the middle */
#define BEYOND_M 150e3 /* geodesics to one place cross before they end, so near its opposite */
#define STARTS   24    /* vertices that a curve round the middle begins with */
#define MARGIN   0.9   /* of the tolerance: a bound is a bit more than the truth */
#define STRAY \
    0.3 /* times the distance: a place of the curve is not so far from the buffer's vertex that stands for it */
#define WIDEST_ARC_M 5e6 /* wider ones do not bend as in a plane */
#define LEAST_M  1e-3 /* finer tolerances are taken as these */
#define LEAST_MM 1e-5

struct rmap_offset {
    const struct rmap_legs *legs;
    struct rmap_plane_lines lines; /* the same in a plane about the middle */
    bool is_area;
    const struct rmap_inside *inside; /* of an area */
};

const struct rmap_offset *rmap_offset_new(struct rmap_arena *arena, const struct rmap_shape *shape)
{
    struct rmap_offset *offset = rmap_alloc(arena, sizeof *offset);
    const struct rmap_legs *legs = offset->legs = rmap_legs_new(arena, shape);
    struct rmap_plane_lines *lines = &offset->lines;
    offset->is_area = shape->closed;
    *lines = (struct rmap_plane_lines){rmap_plane_about(legs->middle), NULL, legs->ends,
                                       legs->point_count, legs->parts};
    lines->points = rmap_alloc(arena, lines->count * sizeof *lines->points);
    for (size_t i = 0; i < lines->count; i++)
        lines->points[i] = rmap_plane_place(&lines->plane, legs->points[i]);
    if (offset->is_area)
        offset->inside = rmap_inside_new(arena, lines->points, lines->ends, lines->parts);
    return offset;
}

struct rmap_lonlat rmap_offset_middle(const struct rmap_offset *offset)
{
    return offset->legs->middle;
}

double rmap_offset_extent(const struct rmap_offset *offset)
{
    return offset->legs->extent_m;
}

bool rmap_offset_is_area(const struct rmap_offset *offset)
{
    return offset->is_area;
}

double rmap_offset_limit(const struct rmap_offset *offset)
{
    return RMAP_HALF_EARTH_M - offset->legs->extent_m - BEYOND_M;
}

static bool holds(const struct rmap_offset *offset, struct rmap_lonlat p)
{
    return offset->is_area && rmap_is_inside(offset->inside, rmap_plane_place(&offset->lines.plane, p));
}

double rmap_offset_distance(const struct rmap_offset *offset, struct rmap_lonlat p, struct rmap_lonlat *foot)
{
    struct rmap_foot best = {0};
    bool inside = holds(offset, p);
    if (!inside)
        rmap_legs_nearest(offset->legs, p, &best);
    if (foot)
        *foot = inside ? p : best.at;
    return inside ? 0 : best.m;
}

double rmap_offset_signed(const struct rmap_offset *offset, struct rmap_lonlat p)
{
    struct rmap_foot best = {0};
    rmap_legs_nearest(offset->legs, p, &best);
    return holds(offset, p) ? -best.m : best.m;
}

size_t rmap_offset_parts(const struct rmap_offset *offset)
{
    return offset->legs->parts;
}

/* Legs are short and straight: what reaches farthest in a direction does so from an end of one. */
struct rmap_bounds rmap_offset_bounds(const struct rmap_offset *offset, size_t part, double distance_m)
{
    const struct rmap_legs *legs = offset->legs;
    size_t first = part ? legs->ends[part - 1] : 0;
    struct rmap_lonlat p = legs->points[first], lowest = p, highest = p;
    struct rmap_bounds bounds = {INFINITY, 0, -INFINITY, 0};
    for (size_t i = first; i < legs->ends[part]; i++) {
        p.lon_deg += remainder(legs->points[i].lon_deg - p.lon_deg, 360);
        p.lat_deg = legs->points[i].lat_deg;
        double half_deg = rmap_ring_half_deg(p.lat_deg, distance_m);
        bounds.west_deg = fmin(bounds.west_deg, p.lon_deg - half_deg);
        bounds.east_deg = fmax(bounds.east_deg, p.lon_deg + half_deg);
        lowest = p.lat_deg < lowest.lat_deg ? p : lowest;
        highest = p.lat_deg > highest.lat_deg ? p : highest;
    }
    bounds.south_deg = rmap_geodesic_direct(lowest, 180, distance_m).lat_deg;
    bounds.north_deg = rmap_geodesic_direct(highest, 0, distance_m).lat_deg;
    return bounds;
}

/* Everything within the distance holds the middle, and each way out of it crosses the curve once. */
static void walk_around(struct rmap_walk *walk)
{
    struct rmap_lonlat points[STARTS];
    for (int i = 0; i < STARTS; i++)
        points[i] = rmap_geodesic_direct(walk->legs->middle, 360.0 * i / STARTS, walk->distance_m);
    rmap_walk_ring(walk, points, STARTS, HUGE_VAL);
}

struct edge {
    const struct rmap_offset *offset;
    struct rmap_walk walk;
};

/* A hole of the buffer of an area's outline may be the area's own inside. */
static void take_curve(void *context, const struct rmap_metre *points, size_t count, bool hole)
{
    struct edge *edge = context;
    const struct rmap_plane_lines *lines = &edge->offset->lines;
    if (hole && edge->offset->is_area && rmap_is_inside(edge->offset->inside, points[0]))
        return;
    size_t capacity = 0;
    struct rmap_lonlat *places = rmap_grow(NULL, &capacity, count, sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[i] = rmap_plane_ground(&lines->plane, points[i]);
    rmap_walk_ring(&edge->walk, places, count, STRAY * edge->walk.distance_m);
    free(places);
}

/* What is traced, and how. */
struct trace {
    double distance_m;
    const struct rmap_closeness *how;
    struct rmap_shape *out;
    struct rmap_path *curves; /* or NULL */
    double error;
};

/* False when the page does not show all of it, as curves must be. */
static bool trace(const struct rmap_offset *offset, struct trace *trace)
{
    const struct rmap_closeness *how = trace->how;
    struct edge edge = {offset, {.legs = offset->legs, .how = how, .distance_m = trace->distance_m, .out = trace->out,
                                 .curves = trace->curves}};
    edge.walk.tolerance = MARGIN * fmax(how->tolerance, how->place ? LEAST_MM : LEAST_M);
    if (trace->distance_m > AROUND * offset->legs->extent_m)
        walk_around(&edge.walk);
    else
        rmap_buffer_trace(&offset->lines, trace->distance_m, take_curve, &edge);
    trace->error = edge.walk.error;
    return !edge.walk.torn;
}

/* The curve around what lies near enough to a disc. */
static bool trace_where(const struct rmap_offset *offset, struct trace *how)
{
    const struct rmap_disc *where = how->how->where;
    struct rmap_disc vicinity = {where->centre, where->radius_m + how->distance_m};
    struct rmap_arena arena = {0};
    struct rmap_shape near = {0};
    rmap_vicinity_clip(offset->legs, offset->is_area, holds(offset, vicinity.centre), &vicinity, &near);
    bool whole = near.count == 0 || trace(rmap_offset_new(&arena, &near), how);
    rmap_shape_free(&near);
    rmap_arena_free(&arena);
    return whole;
}

static bool trace_any(const struct rmap_offset *offset, struct trace *how)
{
    const struct rmap_disc *where = how->how->where;
    bool near = where && where->radius_m + how->distance_m < RMAP_WIDEST_VICINITY_M;
    how->out->closed = true;
    return near ? trace_where(offset, how) : trace(offset, how);
}

void rmap_offset_edge(const struct rmap_offset *offset, double distance_m, const struct rmap_closeness *how,
                      struct rmap_shape *out, double *error)
{
    struct trace trace = {distance_m, how, out, NULL, 0};
    trace_any(offset, &trace);
    if (error)
        *error = trace.error;
}

bool rmap_offset_curves(const struct rmap_offset *offset, double distance_m, const struct rmap_closeness *how,
                        struct rmap_path *out, struct rmap_shape *vertices, double *error)
{
    struct trace trace = {distance_m, how, vertices, out, 0};
    bool whole = distance_m <= WIDEST_ARC_M && trace_any(offset, &trace);
    *error = fmax(*error, trace.error);
    return whole;
}
