/* legs.h - lines and outlines cut into short geodesics, to find of them what is nearest to a place.
 *
 *     const struct rmap_legs *legs = rmap_legs_new(arena, &shape);
 *     struct rmap_foot foot = {0};
 *     rmap_legs_nearest(legs, seoul, &foot);
 */
#ifndef RMAP_LEGS_H
#define RMAP_LEGS_H

#include "mem.h"
#include "ring.h"

#define RMAP_LEG_M 1000.0 /* no leg is longer */

/* Only read once made. */
struct rmap_legs {
    struct rmap_lonlat middle;        /* of the smallest ball that holds all vertices, */
    double extent_m;                  /* and how far the farthest of them is from there */
    const struct rmap_lonlat *points; /* the legs' ends in order, */
    const size_t *ends; /* and one past the last of each part; an outline's last point is its first again */
    size_t point_count, parts;
    struct rmap_leg *items; /* halved again and again as `balls` are, a complete binary tree */
    size_t count;
    struct rmap_ball *balls;
    size_t ball_count;
};

/* shape: lines, or outlines (`closed`), at least one point; it is copied. All lives in the arena. */
const struct rmap_legs *rmap_legs_new(struct rmap_arena *arena, const struct rmap_shape *shape);

/* The nearest place on the legs. */
struct rmap_foot {
    size_t leg;                     /* it lies on; before the search: where to look first */
    double m;                         /* from there, within 1 cm and 1e-8 of it, */
    double azimuth_deg, arriving_deg; /* where the geodesic starts and where it arrives */
    struct rmap_lonlat at;
};
void rmap_legs_nearest(const struct rmap_legs *legs, struct rmap_lonlat p, struct rmap_foot *best);
/* No place of a straight line of at most a few kilometres is nearer to the legs; told up to at_most_m. */
double rmap_legs_clearance(const struct rmap_legs *legs, struct rmap_lonlat a, struct rmap_lonlat b, double at_most_m);
/* So far is a place from one of the legs at most, within 1 cm up to 100 km. */
double rmap_legs_off(const struct rmap_legs *legs, size_t leg, struct rmap_lonlat p);
/* The end of a leg that is nearer to a place. */
struct rmap_lonlat rmap_legs_end(const struct rmap_legs *legs, size_t leg, struct rmap_lonlat p);

#endif
