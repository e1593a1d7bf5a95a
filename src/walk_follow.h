/* walk_follow.h - along the curve, in chords that keep the tolerance. */
#ifndef RMAP_WALK_FOLLOW_H
#define RMAP_WALK_FOLLOW_H

#include "walk.h"

/* Appends a closed part to walk->out, along vertices that are near the curve, in their order; those that no place of the curve
 * lies near, stray_m at most, are left out, and so is a part of fewer than three. walk->error grows. */
void rmap_walk_ring(struct rmap_walk *walk, const struct rmap_lonlat *points, size_t count, double stray_m);

#endif
