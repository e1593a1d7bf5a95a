/* arcs.h - a ring on the page as smooth curves, wherever the page shows it whole and without a tear.
 *
 *     struct rmap_arcs arcs = {0};
 *     if (rmap_arcs_trace(&reach, frame, tolerance_mm, margin_mm, &arcs)) ...
 *     rmap_arcs_free(&arcs);
 *
 * Some sixty points of the edge, each a geodesic away from the centre, and the directions there at right angles to these
 * geodesics make a dozen or two curves; chords as close as these would take thousands of points.
 */
#ifndef RMAP_ARCS_H
#define RMAP_ARCS_H

#include "project.h"
#include "ring.h"

/* The area as closed parts, and open lines to stroke, as rmap_outline has them; of curves. */
struct rmap_arcs {
    struct rmap_path area, outer, inner, sides;
    double error_mm;         /* the largest distance found between the curves and the true edge */
};

/* Within the tolerance, clipped where it lies more than margin_mm outside the frame's box. False, out empty, when the ring may
 * meet what the page cannot show or where it is torn, a pole, or the antimeridian, or goes beyond a quarter of the Earth: then
 * rmap_outline_trace and rmap_frame_trace can. */
bool rmap_arcs_trace(const struct rmap_reach *reach, const struct rmap_frame *frame, double tolerance_mm, double margin_mm,
                     struct rmap_arcs *out);
void rmap_arcs_free(struct rmap_arcs *arcs);

#endif
