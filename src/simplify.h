/* simplify.h - paths without the points that cannot be seen. */
#ifndef RMAP_SIMPLIFY_H
#define RMAP_SIMPLIFY_H

#include "geom.h"

/* Adds a closed ring, clipped and simplified.
 *
 *   box           what is seen, grown by a stroke: edges that leave it follow its edge (Sutherland and Hodgman), and a ring
 *                 beside it adds nothing
 *   tolerance_mm  points that deviate less from the line kept are dropped (Douglas and Peucker); 0: none is. A ring never
 *                 falls under three points: it stays as a dot of its size, so that islets are seen
 */
void rmap_path_add_ring(struct rmap_path *path, const struct rmap_page *points, size_t count, struct rmap_box box,
                        double tolerance_mm);
/* Adds lines, of moves and lines, simplified as above; both ends of each stay. Closed ones stay closed. */
void rmap_path_add_lines(struct rmap_path *path, const struct rmap_path *lines, double tolerance_mm);

#endif
