/* cut_ring.h - rings and lines on their way through the cutting: for cut_window.c and cut_disc.c. */
#ifndef RMAP_CUT_RING_H
#define RMAP_CUT_RING_H

#include "region.h"

#define RMAP_CUT_STEP_DEG 1.0  /* an edge that cutting made follows a curve on the page */
#define RMAP_CUT_SEAM_DEG 1e-9 /* data on a meridian of 180 degrees or a pole stands there exactly */

/* In a disc x is the azimuth and y the angular distance. */
struct rmap_cut_corner {
    double x, y;
    bool made; /* the edge to the next corner */
};

/* Owns its items; malloc'd. */
struct rmap_cut_ring {
    struct rmap_cut_corner *items;
    size_t count, capacity;
    int turns; /* how often it goes round the pole, east positive */
};

void rmap_cut_ring_add(struct rmap_cut_ring *ring, double x, double y, bool made);
/* A part in degrees, without the repeated last point of a closed one. */
void rmap_cut_ring_load(const struct rmap_shape *shape, size_t part, bool planar, struct rmap_cut_ring *ring);
/* Twice the area in square degrees, counter-clockwise positive. */
double rmap_cut_ring_area(const struct rmap_cut_ring *ring);
double rmap_cut_ring_top(const struct rmap_cut_ring *ring); /* the largest y */
void rmap_cut_ring_span(const struct rmap_cut_ring *ring, double *low, double *high); /* of x */
/* Appends a point to what is left; made: its edge to the next one. */
void rmap_cut_emit(struct rmap_cut *out, double lon_deg, double lat_deg, bool made);

#endif
