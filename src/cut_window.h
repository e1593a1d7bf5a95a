/* cut_window.h - cutting at the sides of a window of degrees: cut.h's work where the region is one. */
#ifndef RMAP_CUT_WINDOW_H
#define RMAP_CUT_WINDOW_H

#include "region.h"

/* As rmap_cut_shape. */
void rmap_cut_window(const struct rmap_region *region, const struct rmap_shape *shape, bool planar, struct rmap_cut *out);
/* Appends the window's edge as one part. */
void rmap_cut_window_edge(const struct rmap_region *region, struct rmap_cut *out);

#endif
