/* arcs.h - the edges of rings on the page as smooth curves.
 *
 *     struct rmap_arcs arcs;
 *     if (rmap_arcs_trace(&ring, 1, frame, tolerance_mm, margin_mm, &arcs)) ...
 *     rmap_arcs_free(&arcs);
 *
 * A ring around a point that the page shows whole: some sixty points of the edge, each a geodesic away from the centre, and the
 * directions there, at right angles to these geodesics, make a dozen or two curves. Around a line or an area: the same from
 * corner to corner, of what lies near the frame (offset.h). All else (several joined, at a tear of the page, such as a
 * world map's sides and poles, beyond a quarter of the Earth): chords (outline.h), cut where the page ends, and curves fitted to them.
 */
#ifndef RMAP_ARCS_H
#define RMAP_ARCS_H

#include "outline.h"
#include "project.h"

/* The area as closed parts, and open lines to stroke, as rmap_outline has them. */
struct rmap_arcs {
    struct rmap_path area, outer, inner, sides;
    double error_mm;         /* the largest distance found between the curves and the true edge */
};

/* One ring; or several as one area, all of whose edge is `outer`. Clipped where it lies more than margin_mm outside the frame's
 * box. False, out empty, when several go too far round the Earth to be joined. */
bool rmap_arcs_trace(const struct rmap_ring *const *rings, size_t count, const struct rmap_frame *frame, double tolerance_mm,
                     double margin_mm, struct rmap_arcs *out);
void rmap_arcs_free(struct rmap_arcs *arcs);

#endif
