/* outline.h - the edge of a ring, whatever it stands around: a point (ring.h), or a line or an area (offset.h).
 *
 *     struct rmap_outline outline = {0};
 *     rmap_outline_trace(&ring, 1, &how, &outline);
 *     rmap_outline_free(&outline);
 */
#ifndef RMAP_OUTLINE_H
#define RMAP_OUTLINE_H

#include "ring.h"
#include "rings.h"

struct rmap_outline {
    struct rmap_shape area;  /* closed parts, inside on the right hand: rmap_ring_area */
    struct rmap_shape outer, inner, sides; /* open lines to stroke: the edges at both distances, the sides of a sector */
    double error;            /* rmap_ring_area's, the largest of all */
};

/* One ring; or several as one area, all of whose edge is `outer`. False, out untouched, when several go too far round the
 * Earth to be joined. Tolerances are rmap_ring_area's. */
bool rmap_outline_trace(const struct rmap_ring *const *rings, size_t count, const struct rmap_closeness *how,
                        struct rmap_outline *out);
void rmap_outline_free(struct rmap_outline *outline);
/* One ring's area alone, appended to out; error may be NULL. */
void rmap_outline_area(const struct rmap_ring *ring, const struct rmap_closeness *how, struct rmap_shape *out,
                       double *error);
/* Metres from a place to a point: 0 in an area. *azimuth_deg: the direction there, 0..360, from the nearest point of a line
 * or an area; NAN in an area; may be NULL. */
double rmap_outline_distance(const struct rmap_place *place, struct rmap_lonlat at, double *azimuth_deg);

#endif
