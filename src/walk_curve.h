/* walk_curve.h - along the curve on the page, in smooth curves from corner to corner. */
#ifndef RMAP_WALK_CURVE_H
#define RMAP_WALK_CURVE_H

#include "walk.h"

/* Appends what lies between two places to walk->curves, as cubic Bezier curves that keep the tolerance; the vertices to
 * walk->out. walk->torn where the page does not show all of it. */
void rmap_walk_curve(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b);

#endif
