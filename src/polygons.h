/* polygons.h - GEOS's polygons as points in a plane, for the rooms that have GEOS do the plane's geometry. */
#ifndef RMAP_POLYGONS_H
#define RMAP_POLYGONS_H

#include <geos_c.h>

#include "geom.h"

/* Points for GEOS, which takes them; close: with the first once more. */
GEOSCoordSequence *rmap_polygon_sequence(GEOSContextHandle_t geos, const struct rmap_metre *points,
                                         size_t count, bool close);
/* Calls `take` for each ring of a polygon or of several, without its repeated last point: outer ones clockwise, holes in the other
 * direction. */
typedef void rmap_polygon_take(void *context, const struct rmap_metre *points, size_t count, bool hole);
void rmap_polygon_each_ring(GEOSContextHandle_t geos, const GEOSGeometry *polygons, rmap_polygon_take *take,
                            void *context);

#endif
