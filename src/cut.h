/* cut.h - cutting shapes in degrees at the edge of what a projection can show.
 *
 *     struct rmap_cut cut = {0};
 *     rmap_cut_shape(region, shape, true, &cut);
 *     ... cut.shape, cut.made[i]: the edge after point i follows the region's edge and is not to be stroked
 *     rmap_cut_free(&cut);
 *
 * Pure: no PROJ. Work is done where the region is convex: in the plane of longitude and latitude for a window, in the
 * spherical azimuthal equidistant plane for a disc.
 */
#ifndef RMAP_CUT_H
#define RMAP_CUT_H

#include "region.h"

/* Does the whole box of degrees lie inside, away from the region's edge, from the poles and from +-180? */
bool rmap_region_holds(const struct rmap_region *region, struct rmap_bounds box);
/* Do curves through these places lie inside, away from the region's edge? Between the places they reach no more than a fiftieth of
 * their spread beyond. */
bool rmap_region_shows(const struct rmap_region *region, const struct rmap_shape *places);
/* The region's edge, clockwise, a point every degree. */
void rmap_region_edge(const struct rmap_region *region, struct rmap_shape *out);

/* Appends what of the shape lies in the region. Longitudes of `shape` may run beyond +-180.
 * planar: a file's polygons, which never hold more than they enclose in the plane of degrees, whatever their direction;
 * an edge of more than 180 degrees goes the short way, and edges along +-180 or on a pole count as made. Else the
 * inside lies on the right hand, which tells a small ring from its complement, and edges are as given. */
void rmap_cut_shape(const struct rmap_region *region, const struct rmap_shape *shape, bool planar,
                    struct rmap_cut *out);
void rmap_cut_free(struct rmap_cut *cut);
/* Do the closed parts, inside on the right hand, hold everything but what they enclose? No part may hold a pole. */
bool rmap_shape_is_inside_out(const struct rmap_shape *shape);

#endif
