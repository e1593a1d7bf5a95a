/* join.h - several areas on the ground as one. */
#ifndef RMAP_JOIN_H
#define RMAP_JOIN_H

#include "geom.h"

/* Several areas as one: shapes as rmap_ring_area makes them, and the places they lie around. Vertices stay where they are;
 * where two edges cross is a new one. Appends to out, whose `closed` is set. False, out untouched, when the areas together
 * go too far round the Earth for one plane, or when GEOS fails. */
bool rmap_join_areas(const struct rmap_shape *shapes, const struct rmap_lonlat *places, size_t count,
                     struct rmap_shape *out);

#endif
