/* cut_disc.h - cutting at the rim of a disc: cut.h's work where the region is one. */
#ifndef RMAP_CUT_DISC_H
#define RMAP_CUT_DISC_H

#include "region.h"

/* As rmap_cut_shape. */
void rmap_cut_disc(const struct rmap_region *region, const struct rmap_shape *shape, bool planar, struct rmap_cut *out);
/* Appends the disc's edge as one part. */
void rmap_cut_disc_edge(const struct rmap_region *region, struct rmap_cut *out);
/* Degrees from the disc's centre to the farthest of the places. */
double rmap_cut_disc_far_deg(const struct rmap_region *region, const struct rmap_shape *places);

#endif
