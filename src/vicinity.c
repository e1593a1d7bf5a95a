#include "vicinity.h"

#include <math.h>
#include <stdlib.h>

#include "plane.h"

#define SPARE 1.02 /* the plane is a sphere's; and a piece of a line may leave the square and come back between its points */
#define FAR_M 1e12 /* in the plane: what lies farther out is opposite the place */

/* A corner of an outline, on the ground and in a plane about the disc's centre. */
struct corner {
    struct rmap_lonlat at;
    struct rmap_metre in_plane;
};

struct outline {
    struct corner *corners;
    size_t count, capacity;
};

static struct corner corner_of(const struct rmap_plane *plane, struct rmap_lonlat at)
{
    struct rmap_metre p = rmap_plane_place(plane, at);
    bool near = fabs(p.e_m) < FAR_M && fabs(p.n_m) < FAR_M;
    return (struct corner){at, near ? p : (struct rmap_metre){FAR_M, FAR_M}};
}

static void add(struct outline *outline, struct corner corner)
{
    outline->corners = rmap_grow(outline->corners, &outline->capacity, outline->count + 1, sizeof corner);
    outline->corners[outline->count++] = corner;
}

/* How far a corner lies inside of a side of the square: east, north, west, south. */
static double inside_of(const struct corner *corner, int side, double half_m)
{
    double along = side % 2 ? corner->in_plane.n_m : corner->in_plane.e_m;
    return side < 2 ? half_m - along : half_m + along;
}

/* What of an outline lies inside of one side (Sutherland and Hodgman, 1974). */
static void cut_side(const struct outline *outline, const struct rmap_plane *plane, int side, double half_m,
                     struct outline *out)
{
    out->count = 0;
    for (size_t i = 0, j = outline->count - 1; i < outline->count; j = i++) {
        const struct corner *a = &outline->corners[j], *b = &outline->corners[i];
        double from = inside_of(a, side, half_m), to = inside_of(b, side, half_m), t = from / (from - to);
        if ((from > 0) != (to > 0)) {
            struct rmap_metre at = {a->in_plane.e_m + t * (b->in_plane.e_m - a->in_plane.e_m),
                                    a->in_plane.n_m + t * (b->in_plane.n_m - a->in_plane.n_m)};
            add(out, (struct corner){rmap_plane_ground(plane, at), at});
        }
        if (to > 0)
            add(out, *b);
    }
}

static void append(const struct outline *outline, struct rmap_shape *out)
{
    for (size_t i = 0; i < outline->count; i++)
        rmap_shape_point(out, outline->corners[i].at);
    rmap_shape_end_part(out);
}

/* Does the plane's middle lie in it? Even-odd. */
static bool holds_middle(const struct outline *outline)
{
    bool in = false;
    for (size_t i = 0, j = outline->count - 1; i < outline->count; j = i++) {
        struct rmap_metre a = outline->corners[j].in_plane, b = outline->corners[i].in_plane;
        if ((a.n_m > 0) != (b.n_m > 0) && 0 < a.e_m - a.n_m * (b.e_m - a.e_m) / (b.n_m - a.n_m))
            in = !in;
    }
    return in;
}

static void append_square(const struct rmap_plane *plane, double half_m, struct rmap_shape *out)
{
    for (int i = 0; i < 4; i++)
        rmap_shape_point(out, rmap_plane_ground(plane, (struct rmap_metre){i == 1 || i == 2 ? half_m : -half_m,
                                                                           i >= 2 ? half_m : -half_m}));
    rmap_shape_end_part(out);
}

/* The square itself counts where an area's outlines, all of which may lie beyond it, leave the wrong side. */
static void clip_area(const struct rmap_legs *legs, bool holds, const struct rmap_plane *plane, double half_m,
                      struct rmap_shape *out)
{
    struct outline now = {0}, next = {0};
    bool found = false;
    for (size_t part = 0, i = 0; part < legs->parts; i = legs->ends[part++]) {
        now.count = 0;
        for (; i + 1 < legs->ends[part]; i++)
            add(&now, corner_of(plane, legs->points[i]));
        for (int side = 0; side < 4; side++) {
            cut_side(&now, plane, side, half_m, &next);
            struct outline other = now;
            now = next;
            next = other;
        }
        found ^= holds_middle(&now);
        append(&now, out);
    }
    if (found != holds)
        append_square(plane, half_m, out);
    free(now.corners);
    free(next.corners);
}

static bool is_near(const struct corner *corner, double half_m)
{
    return fabs(corner->in_plane.e_m) < half_m && fabs(corner->in_plane.n_m) < half_m;
}

static void clip_lines(const struct rmap_legs *legs, const struct rmap_plane *plane, double half_m, struct rmap_shape *out)
{
    for (size_t part = 0, i = 0; part < legs->parts; i = legs->ends[part++]) {
        for (bool was_near = false; i < legs->ends[part]; i++) {
            struct corner corner = corner_of(plane, legs->points[i]);
            bool near = is_near(&corner, half_m);
            if (near)
                rmap_shape_point(out, corner.at);
            else if (was_near)
                rmap_shape_end_part(out);
            was_near = near;
        }
        rmap_shape_end_part(out);
    }
}

void rmap_vicinity_clip(const struct rmap_legs *legs, bool closed, bool holds, const struct rmap_disc *disc,
                        struct rmap_shape *out)
{
    struct rmap_plane plane = rmap_plane_about(disc->centre);
    double half_m = rmap_plane_reach(SPARE * disc->radius_m + RMAP_LEG_M);
    out->closed = closed;
    if (closed)
        clip_area(legs, holds, &plane, half_m, out);
    else
        clip_lines(legs, &plane, half_m, out);
}
