/* plane.h - a plane in which circles stay circles: the stereographic projection about a middle.
 *
 *     struct rmap_plane plane = rmap_plane_about(seoul);
 *     struct rmap_metre centre, at = rmap_plane_place(&plane, osan);
 *     double radius_m = rmap_plane_circle(&plane, at, 300e3, &centre);
 *
 * A plane for geometry that only has to be nearly right, such as GEOS's buffers: true in the middle, larger outwards (twice as
 * large a quarter of the Earth away), in each place alike in all directions. Of the ellipsoid through its conformal sphere;
 * Snyder, Map Projections: A Working Manual (1987), pp. 15-16 and 157-163, doi:10.3133/pp1395.
 */
#ifndef RMAP_PLANE_H
#define RMAP_PLANE_H

#include "geom.h"

struct rmap_plane {
    double lon_deg, sin_lat, cos_lat; /* of the middle, on the conformal sphere */
};

struct rmap_plane rmap_plane_about(struct rmap_lonlat middle);
/* Where a place lies; beyond all numbers when it is opposite the middle. */
struct rmap_metre rmap_plane_place(const struct rmap_plane *plane, struct rmap_lonlat p);
/* The place there: within 1e-7 m of where it was, up to 18,000 km from the middle. Longitude -180..180. */
struct rmap_lonlat rmap_plane_ground(const struct rmap_plane *plane, struct rmap_metre at);
/* How far from the middle of the plane all lies that is nearer than distance_m on the ground, and nothing else: on a sphere. */
double rmap_plane_reach(double distance_m);
/* The circle that holds all within a distance of the place at `at`: its radius, and *centre, which is not quite there. Within
 * 5e-4 of the radius up to 1000 km. The distances of `at` from the middle and of the circle from `at` are less than half the
 * Earth together. */
double rmap_plane_circle(const struct rmap_plane *plane, struct rmap_metre at, double distance_m,
                         struct rmap_metre *centre);

#endif
