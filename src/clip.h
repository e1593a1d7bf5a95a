/* clip.h - what of a line or ring lies in a box. */
#ifndef RMAP_CLIP_H
#define RMAP_CLIP_H

#include "geom.h"

/* Clips open lines against a box (Liang-Barsky); pieces become parts of their own. Closed rings are cut open. */
void rmap_path_clip_lines(const struct rmap_path *path, struct rmap_box box, struct rmap_path *out);

/* Two buffers that take turns. Start with {0}; free both. */
struct rmap_clip_room {
    struct rmap_page *points[2];
    size_t capacity[2];
};
/* Clips a closed ring, whose bounds are given: edges that leave the box follow its edge (Sutherland and Hodgman). Returns how many
 * points are left; they stand in the room, or where they stood. */
size_t rmap_clip_ring(const struct rmap_page **points, size_t count, struct rmap_box bounds, struct rmap_box box,
                      struct rmap_clip_room *room);

/* Does the segment a-b meet the box? */
bool rmap_segment_meets_box(struct rmap_page a, struct rmap_page b, struct rmap_box box);

#endif
