/* walk_chord.h - how far a chord is from the curve. */
#ifndef RMAP_WALK_CHORD_H
#define RMAP_WALK_CHORD_H

#include "walk.h"

/* On the ground: no point of the straight line in degrees is farther off, nor the middle of the geodesic; in metres. Beyond the
 * tolerance any figure above it. */
double rmap_walk_look(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b);
/* On the page, told by the ends of a chord and three places of the curve between; *miss in millimetres, 0 where there is no
 * image to measure on. */
bool rmap_walk_close_on_page(const struct rmap_walk *walk, const struct rmap_step *s[5], double *miss);

#endif
