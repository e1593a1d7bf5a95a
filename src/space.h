/* space.h - places as points in space, where what is nearer can be told without a geodesic.
 *
 *     double m = rmap_space_span(rmap_space_of(seoul), rmap_space_of(osan));    straight through the ground
 */
#ifndef RMAP_SPACE_H
#define RMAP_SPACE_H

#include "geom.h"

struct rmap_space {
    double x, y, z;
}; /* metres from the Earth's centre; z to the north pole, x to longitude 0 */

struct rmap_space rmap_space_of(struct rmap_lonlat p);
/* The place above a point that lies not far below it. */
struct rmap_lonlat rmap_space_ground(struct rmap_space p);
/* The point t of the way from a to b. */
struct rmap_space rmap_space_mix(struct rmap_space a, struct rmap_space b, double t);
/* Metres in a straight line between two points, and between two places: less than the geodesic, by 1e-9 of it at a kilometre. */
double rmap_space_span(struct rmap_space a, struct rmap_space b);
double rmap_space_apart(struct rmap_lonlat a, struct rmap_lonlat b);
/* The geodesic between two places that are less than 100 km apart, in a tenth of the time of one that may be of any length: within
 * 1e-6 m, its azimuths at both (-180..180; either may be NULL) within 1e-5 degrees. False, nothing set, when they are farther apart. */
bool rmap_space_way(struct rmap_lonlat a, struct rmap_lonlat b, double *m, double *azimuth_a_deg, double *azimuth_b_deg);

#endif
