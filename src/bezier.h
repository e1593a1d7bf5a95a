/* bezier.h - smooth lines as few curves: what a ring's sampled edge becomes before it is drawn.
 *
 * A file with a dozen curves for a ring is smaller than one with a thousand chords, stays smooth when it is enlarged, and can
 * be edited by a designer. Pure. Source: Schneider, An algorithm for automatically fitting digitized curves, in Graphics Gems
 * (1990): end tangents given, the two handles' lengths by least squares, the parameters of the points refined by Newton's
 * method; here with the pieces sought as long as they go.
 */
#ifndef RMAP_BEZIER_H
#define RMAP_BEZIER_H

#include "geom.h"

/* Appends `lines` (move, line and close only) to `out`. Vertices that follow a smooth curve become cubic Bezier curves,
 * which pass within tolerance_mm of each vertex, and of each chord's middle within tolerance_mm + chord_mm, where chord_mm
 * says how far the curve that was sampled may lie from its chords. Corners and long straight edges stay as they are.
 * Returns how far a curve passes from a vertex or from a chord's middle at most, mm; 0 without curves. */
double rmap_bezier_fit(const struct rmap_path *lines, double tolerance_mm, double chord_mm, struct rmap_path *out);

#endif
