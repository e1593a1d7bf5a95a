/* ring.h - discs, annuli and sectors on the ellipsoid. The only file that talks to geodesic.h.
 *
 * A ring is the set of points at a WGS 84 geodesic distance from a centre: vertices come from geod_direct, exact to
 * 15 nm (Karney, Algorithms for geodesics, 2013, doi:10.1007/s00190-012-0578-z); between them the drawn edge is a
 * chord, and sampling is adaptive: the error stated is the largest distance found between chord and curve.
 */
#ifndef RMAP_RING_H
#define RMAP_RING_H

#include "geom.h"

#define RMAP_HALF_EARTH_M 20003931.4586 /* WGS 84 meridian from pole to pole, geod_inverse(90,0,-90,0) */
#define RMAP_NEAREST_CUT_M 19.97e6 /* nearer, every geodesic is the shortest way: pi times the polar axis, less a bit */

struct rmap_reach {
    struct rmap_lonlat centre;
    double outer_m, inner_m;      /* 0 <= inner < outer <= half the Earth */
    double from_deg, to_deg;      /* clockwise from true north; equal: all round */
};

/* All within a distance of a place. */
struct rmap_disc {
    struct rmap_lonlat centre;
    double radius_m;
};

/* How closely the edge must follow the curve. */
struct rmap_closeness {
    double tolerance;             /* millimetres on the page with `place`, else metres on the ground */
    /* Page position of a point, as rmap_frame_place; NULL: the chord is a straight line in degrees or a geodesic, both
     * must follow, and the deviation is in metres. */
    bool (*place)(const void *frame, struct rmap_lonlat p, struct rmap_page *out);
    const void *frame;
    const struct rmap_disc *where; /* what lies outside need not be the curve; NULL: all is to be */
};

/* The area as closed parts with the inside on the right hand; longitudes unwrapped (continuous along a part, so they may
 * run beyond +-180). The last point of a part is its first again, 360 degrees on when the part winds around a pole.
 * Every vertex lies at the distance asked for, within 100 nm; the azimuths 0, 90, 180 and 270 are always among them.
 * Within 33 km of half the Earth, geodesics cross before they end: only what no shorter way reaches is edge. Closer than
 * 1 m to half the Earth a ring stays 1 m short of it.
 * Appends to out, whose `closed` is set. *error (may be NULL) gets the largest deviation found, in the tolerance's
 * unit; what has no image on the page, and a chord across a tear of the page (an antimeridian), do not count. Tolerances
 * below 1 mm on the ground or 0.00001 mm on the page are taken as these. */
void rmap_ring_area(const struct rmap_reach *reach, const struct rmap_closeness *how, struct rmap_shape *out,
                    double *error);
/* The same as open lines to stroke and to write on: outer arc, then inner arc (if any), then the two sides of a sector
 * outwards, first that at from_deg. Arcs run clockwise. Clears `closed` of out. */
void rmap_ring_lines(const struct rmap_reach *reach, const struct rmap_closeness *how, struct rmap_shape *out,
                     double *error);
/* A point of a curve, and the azimuth there of the geodesic that arrives from the centre. */
struct rmap_ring_end {
    struct rmap_lonlat at;
    double azimuth_deg;
};
/* That at a distance and azimuth, longitude -180..180. */
struct rmap_ring_end rmap_ring_end_at(struct rmap_lonlat centre, double azimuth_deg, double distance_m);
/* How many degrees of longitude a ring reaches to the east and to the west of its centre: within 1e-3 up to 3000 km; 90 or so when
 * it holds a pole. */
double rmap_ring_half_deg(double lat_deg, double radius_m);
/* The azimuths that a reach spans, as from < to; all round as 0..360. True when all round. */
bool rmap_ring_turn(const struct rmap_reach *reach, double *from_deg, double *to_deg);
/* Programs draw an edge in degrees as a straight line or as a geodesic: how far the worse of the two strays from the arc
 * between two points of a ring, give or take *doubt_m, told by these alone. Longitudes continuous. radius_m 0: from the
 * geodesic between the two instead of an arc. */
void rmap_ring_chord(double radius_m, const struct rmap_ring_end *a, const struct rmap_ring_end *b, double *miss_m,
                     double *doubt_m);
/* Into how many pieces an arc is to be cut whose chord strays so far, for each to stray by less than the limit: 2 or more. */
double rmap_ring_pieces(double miss_m, double doubt_m, double limit_m);

/* The true area in m2, good to 1e-11 of the disc's; outer: at most RMAP_NEAREST_CUT_M. */
double rmap_ring_m2(const struct rmap_reach *reach);
/* A geodesic from a centre, from one distance to another: a radial with its bearing. Clears `closed` of out. */
void rmap_ring_radial(struct rmap_lonlat centre, double azimuth_deg, double from_m, double to_m,
                      const struct rmap_closeness *how, struct rmap_shape *out);

/* The point at a distance and azimuth, longitude -180..180; the distance in m between two points, and the azimuths of the
 * shortest way at both (in its direction, -180..180; either may be NULL). */
struct rmap_lonlat rmap_geodesic_direct(struct rmap_lonlat from, double azimuth_deg, double distance_m);
double rmap_geodesic_distance(struct rmap_lonlat a, struct rmap_lonlat b, double *azimuth_a_deg, double *azimuth_b_deg);
/* The same, quicker where the points are near, and there but as good as rmap_space_way: space.h. */
double rmap_geodesic_quick(struct rmap_lonlat a, struct rmap_lonlat b, double *azimuth_a_deg, double *azimuth_b_deg);
/* A place nearby in a direction, told by the curvature here: the direction is exact, and the step, as long as one along the
 * parallel of step_deg of longitude, small. */
struct rmap_lonlat rmap_geodesic_step(struct rmap_lonlat from, double azimuth_deg, double step_deg);
struct rmap_lonlat rmap_geodesic_middle(struct rmap_lonlat a, struct rmap_lonlat b);
/* Geodesic area in m2 of closed parts, inside on the right hand, as rmap_ring_area makes them; holes count off. Edges are
 * taken as geodesics: a ring's area comes out small by at most its length times the tolerance on the ground. */
double rmap_geodesic_area(const struct rmap_shape *shape);
/* Length in m of all parts, closed ones with their last edge. */
double rmap_geodesic_length(const struct rmap_shape *shape);

#endif
