/* overlay.h - polygons in degrees laid over each other, and their areas on the ellipsoid. GEOS is also in buffer.c and join.c.
 *
 *     struct rmap_overlay *overlay = rmap_overlay_new();
 *     const struct rmap_area *ring = rmap_overlay_area(overlay, &shape, RMAP_HOLDS_RIGHT);
 *     const struct rmap_area *land = rmap_overlay_area(overlay, &polygons, RMAP_HOLDS_PLANE);
 *     double share = rmap_area_shared_m2(overlay, ring, land) / rmap_area_m2(overlay, land);
 *     rmap_overlay_free(overlay);               with every area that it made
 *
 * All is done in the plane of longitude and latitude, where files and GIS programs draw their straight edges: nothing is
 * projected, so nothing is bent. An area on the ellipsoid is the integral of the authalic sine of the latitude along those
 * edges (Snyder, Map Projections: A Working Manual, 1987, eq. 3-12, doi:10.3133/pp1395), exact to rounding.
 */
#ifndef RMAP_OVERLAY_H
#define RMAP_OVERLAY_H

#include "error.h"
#include "geom.h"

struct rmap_overlay; /* one per thread */
struct rmap_area;    /* valid polygons within longitudes -180..180; they belong to the overlay */

/* What closed parts hold: what lies on their right hand (rings, also round a pole), or what they enclose in the plane of
 * degrees (a file's polygons, in either direction, holes as even-odd). */
enum rmap_holding { RMAP_HOLDS_RIGHT, RMAP_HOLDS_PLANE };

struct rmap_overlay *rmap_overlay_new(void);
void rmap_overlay_free(struct rmap_overlay *overlay); /* NULL is fine */
/* False, with RMAP_FAILED, when GEOS gave up on something since it was new: that area is empty, and no figure may be trusted. */
bool rmap_overlay_ok(const struct rmap_overlay *overlay, struct rmap_error *err);

/* Cut at the antimeridian; a part that holds a pole is closed along it. Edges that cross are made whole by even-odd.
 * Never NULL: what cannot be made sense of is empty. */
const struct rmap_area *rmap_overlay_area(struct rmap_overlay *overlay, const struct rmap_shape *shape,
                                          enum rmap_holding holding);
/* All of several areas as one. */
const struct rmap_area *rmap_overlay_join(struct rmap_overlay *overlay, const struct rmap_area *const *areas,
                                          size_t count);
/* What two areas share. */
const struct rmap_area *rmap_overlay_meet(struct rmap_overlay *overlay, const struct rmap_area *a,
                                          const struct rmap_area *b);
/* With every corner moved to whole multiples of a step, still valid: what collapses is left out. */
const struct rmap_area *rmap_overlay_snap(struct rmap_overlay *overlay, const struct rmap_area *area, double step_deg);
/* The pieces of open lines, longitudes within -180..180, that lie in the area. Appends to out. */
void rmap_overlay_cut_lines(struct rmap_overlay *overlay, const struct rmap_shape *lines, const struct rmap_area *area,
                            struct rmap_shape *out);

/* Square metres on WGS 84, edges straight in degrees; and those that two areas share, quickly when `b` is a small part of
 * `a` or lies beside it. */
double rmap_area_m2(struct rmap_overlay *overlay, const struct rmap_area *area);
double rmap_area_shared_m2(struct rmap_overlay *overlay, const struct rmap_area *a, const struct rmap_area *b);
bool rmap_area_is_empty(struct rmap_overlay *overlay, const struct rmap_area *area);
struct rmap_bounds rmap_area_bounds(struct rmap_overlay *overlay, const struct rmap_area *area);
bool rmap_area_holds(struct rmap_overlay *overlay, const struct rmap_area *area, struct rmap_lonlat p);
/* Closed parts: each polygon's outer one clockwise, then its holes counter-clockwise; the last point of a part repeats its
 * first. Appends to out. Smallest longitude first, so that the order hangs on nothing but the area. */
void rmap_area_shape(struct rmap_overlay *overlay, const struct rmap_area *area, struct rmap_shape *out);

#endif
