/* reach.h - rings on the page: soft fill, line, and the distance written on the line.
 *
 * Call in this order: rmap_reach_trace (paths, and the ground learns of them), rmap_reach_label (where the distances
 * stand), then the two emits, each into its own place in the drawing order.
 */
#ifndef RMAP_REACH_H
#define RMAP_REACH_H

#include "map.h"

struct rmap_reaches;

/* Traces every ring of the map to the tolerance and tints the ground; with `dissolve`, rings of one class become one reach.
 * Radials are drawn with them. In the arena. */
struct rmap_reaches *rmap_reach_trace(struct rmap_map *map);
/* Chooses for each ring the stretch of its line where the label covers least, and takes its box. */
void rmap_reach_label(struct rmap_map *map, struct rmap_reaches *reaches);
void rmap_reach_emit(struct rmap_map *map, struct rmap_reaches *reaches, struct rmap_display *out);
void rmap_reach_emit_labels(struct rmap_map *map, const struct rmap_reaches *reaches, struct rmap_display *out);
/* The lines as page segments, for labels to avoid. Borrowed until the emit. */
const struct rmap_path *rmap_reach_line(const struct rmap_reaches *reaches, size_t index);
/* Reaches that are drawn, without the radials; and the words of one whose line has none on it, with the rule that it is drawn
 * by: NULL when the line says them. Borrowed. */
size_t rmap_reach_area_count(const struct rmap_reaches *reaches);
const char *rmap_reach_silent(const struct rmap_reaches *reaches, size_t index, const struct rmap_rule **rule);
size_t rmap_reach_count(const struct rmap_reaches *reaches);
void rmap_reach_free(struct rmap_reaches *reaches);

#endif
