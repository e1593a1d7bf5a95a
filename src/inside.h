/* inside.h - is a point in an area of a plane? Asked of what lies in its row alone.
 *
 *     const struct rmap_inside *inside = rmap_inside_new(arena, points, ends, parts);
 *     if (rmap_is_inside(inside, p)) ...
 */
#ifndef RMAP_INSIDE_H
#define RMAP_INSIDE_H

#include "geom.h"
#include "mem.h"

struct rmap_inside; /* only read once made */

/* Outlines: each part's last point joins its first. Points and ends are borrowed; all else lives in the arena. */
const struct rmap_inside *rmap_inside_new(struct rmap_arena *arena, const struct rmap_metre *points, const size_t *ends,
                                          size_t parts);
/* Even-odd: holes may run either way. */
bool rmap_is_inside(const struct rmap_inside *inside, struct rmap_metre p);

#endif
