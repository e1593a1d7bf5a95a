/* radials.h - lines with their bearings, from a place outwards. Drawn with the rings: reach.h calls in this order. */
#ifndef RMAP_RADIALS_H
#define RMAP_RADIALS_H

#include "map.h"

struct rmap_radials;

/* In the map's arena; the ground learns of the lines. */
struct rmap_radials *rmap_radials_trace(struct rmap_map *map, double tolerance_mm);
/* Places each bearing beyond its line's end, or inside it where there is no room beyond. */
void rmap_radials_label(struct rmap_map *map, struct rmap_radials *radials);
void rmap_radials_emit(struct rmap_map *map, struct rmap_radials *radials, struct rmap_display *out);
void rmap_radials_emit_labels(struct rmap_map *map, const struct rmap_radials *radials, struct rmap_display *out);
size_t rmap_radials_count(const struct rmap_radials *radials);
/* For labels to avoid. Borrowed until the emit. */
const struct rmap_path *rmap_radials_line(const struct rmap_radials *radials, size_t index);
void rmap_radials_free(struct rmap_radials *radials);

#endif
