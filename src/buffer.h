/* buffer.h - all within a distance of lines, nearly: what GEOS makes of them in a plane.
 *
 * Where the true curve runs, and around what; how it runs exactly is walk.h's.
 */
#ifndef RMAP_BUFFER_H
#define RMAP_BUFFER_H

#include "plane.h"

/* Lines of edges that are short on the ground. */
struct rmap_plane_lines {
    struct rmap_plane plane;
    struct rmap_metre *points;
    const size_t *ends; /* one past the last point of each part */
    size_t count, parts;
};

/* Calls `take` for each ring around what lies within the distance (on the ground), outer ones clockwise. A ring is off by a
 * hundredth of the distance at most. Nothing when GEOS fails. */
void rmap_buffer_trace(const struct rmap_plane_lines *lines, double distance_m,
                       void (*take)(void *context, const struct rmap_metre *points, size_t count, bool hole),
                       void *context);

#endif
