/* walk.h - places on the curve that has one distance from legs.
 *
 *     struct rmap_walk walk = {.legs = legs, .how = &how, .distance_m = 100e3, .tolerance = 1, .out = &shape};
 *     rmap_walk_ring(&walk, points, count, stray_m);        walk_follow.h
 *
 * walk_turn.h finds the curve's corners, walk_chord.h tells how far off a chord is, walk_curve.h goes along in smooth curves,
 * walk_follow.h in chords.
 */
#ifndef RMAP_WALK_H
#define RMAP_WALK_H

#include "legs.h"

#define RMAP_SAME_M   1e-3 /* vertices so near are one */
#define RMAP_ENOUGH_M 1e-3 /* of the distance a vertex is at least so near */

struct rmap_walk {
    const struct rmap_legs *legs;
    const struct rmap_closeness *how;
    double distance_m, tolerance; /* of `how`, less a margin */
    double error;                 /* the largest so far, in the tolerance's unit */
    struct rmap_foot last;        /* what is near one point is mostly near the next */
    struct rmap_shape *out;
    struct rmap_path *curves;     /* on the page: gets smooth curves, each part open; NULL: `out` alone, chords */
    bool torn;                    /* the page does not show all of the curve, and `curves` ends early */
};

/* A step of the walk: a place on the curve. */
struct rmap_step {
    struct rmap_ring_end end; /* longitude continuous along the curve */
    struct rmap_lonlat foot;  /* what is nearest to it, */
    size_t leg;               /* on which of the legs, */
    double azimuth_deg;       /* and its azimuth from there */
    struct rmap_page page;
    bool shown;
    bool lost; /* there is no place of the curve */
};

/* The place of the curve near p; where there is none, p itself, lost. Its longitude as p's or within -180..180. */
struct rmap_step rmap_walk_near(struct rmap_walk *walk, struct rmap_lonlat p);
/* A place of the curve between two others, t of the way; looked for on the arc where both have one foot, else, at any t, in
 * their middle. */
struct rmap_step rmap_walk_between(struct rmap_walk *walk, const struct rmap_step *a,
                                   const struct rmap_step *b, double t);
/* Brings a step's longitude near another, and looks where it is on the page. */
void rmap_walk_see(const struct rmap_walk *walk, double lon_deg, struct rmap_step *spot);
/* How much farther off a place is than the curve, in metres; its foot is walk->last. */
double rmap_walk_off(struct rmap_walk *walk, struct rmap_lonlat p);
/* Moves p to where it has the distance from two places, a step of Newton's. False where they lie in one direction. */
bool rmap_walk_cross(const struct rmap_walk *walk, struct rmap_lonlat foot, struct rmap_lonlat other,
                     struct rmap_lonlat *p);
/* Of the tolerance's units in a metre, along a chord. */
double rmap_walk_unit(const struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b);
bool rmap_step_same_foot(const struct rmap_step *a, const struct rmap_step *b);
/* The place t of the way from one to the other, straight in degrees. */
struct rmap_lonlat rmap_step_along(const struct rmap_step *a, const struct rmap_step *b, double t);

#endif
