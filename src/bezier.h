/* bezier.h - smooth lines as few curves: what a ring's edge becomes before it is drawn.
 *
 * A file with a dozen curves for a ring is smaller than one with a thousand chords, stays smooth when it is enlarged, and can
 * be edited by a designer. Pure.
 */
#ifndef RMAP_BEZIER_H
#define RMAP_BEZIER_H

#include "cubic.h"

/* A curve that can be asked for its places: at t, 0..1 along it, and the direction there (of growing t, of any length).
 * False: it has no such place. */
struct rmap_bezier_spot { struct rmap_page at, towards; };
typedef bool rmap_bezier_source(void *context, double t, struct rmap_bezier_spot *spot);

/* The curve with these ends and directions there that passes the middle. */
struct rmap_cubic rmap_bezier_through(const struct rmap_bezier_spot *start, struct rmap_page middle,
                                      const struct rmap_bezier_spot *end);
/* How far places at a quarter, half and three quarters of the way lie from a curve, and what lies between them at most where it
 * is an arc; beyond all numbers when the curve has no direction or turns back. */
double rmap_bezier_miss(const struct rmap_cubic *curve, const struct rmap_page quarters[3]);

/* Appends a part, open, of cubic Bezier curves that keep within the tolerance of the source's. Each has its true ends, directions
 * and middle, so that a circle's arc is met to the sixth power of its turn, and is looked at between these; where it misses it
 * is halved. pieces: what is first tried, each at equal steps of t, no longer than half a turn of the curve.
 * *worst_mm is raised to the largest distance found. False, *out with a piece of it, where a place is missing or the curve is not
 * smooth. */
bool rmap_bezier_follow(rmap_bezier_source *source, void *context, int pieces, double tolerance_mm, struct rmap_path *out,
                        double *worst_mm);

/* Appends `lines` (move, line and close only) to `out`. Vertices that follow a smooth curve become cubic Bezier curves,
 * which pass within tolerance_mm of each vertex, and of each chord's middle within tolerance_mm + chord_mm, where chord_mm
 * says how far the curve that was sampled may lie from its chords. Corners and long straight edges stay as they are.
 * Source: Schneider, An algorithm for automatically fitting digitized curves, in Graphics Gems (1990): end tangents given, the
 * two handles' lengths by least squares, the parameters of the points refined by Newton's method; here with the pieces sought
 * as long as they go.
 * Returns how far a curve passes from a vertex or from a chord's middle at most, mm; 0 without curves. */
double rmap_bezier_fit(const struct rmap_path *lines, double tolerance_mm, double chord_mm, struct rmap_path *out);

#endif
