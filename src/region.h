/* region.h - what a projection shows, and what of a shape is left there: cut.h cuts. */
#ifndef RMAP_REGION_H
#define RMAP_REGION_H

#include "geom.h"

/* What a projection shows without a break. */
struct rmap_region {
    bool disc;                 /* else a window of degrees */
    struct rmap_lonlat centre; /* of the disc; of a window its middle longitude only */
    double reach_deg;          /* the disc's angular radius, below 180; the window's half width, up to 180 */
    double south_deg, north_deg; /* of the window */
};

struct rmap_cut {
    struct rmap_shape shape;
    bool *made; /* one per point: the edge to the next one was made by cutting */
    size_t made_capacity;
    bool any; /* some edge was made, or something is gone */
};

#endif
