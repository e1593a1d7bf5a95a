/* marks.h - sites and centres of rings on the page: markers, labels, leaders. */
#ifndef RMAP_MARKS_H
#define RMAP_MARKS_H

#include "map.h"
#include "reach.h"

struct rmap_marks;

/* Finds the markers' places and sizes, smaller where sites crowd, and takes their boxes. In the arena. */
struct rmap_marks *rmap_marks_place(struct rmap_map *map);
/* Chooses the labels' places, clear of everything taken; takes them. Dropped labels are noted. */
void rmap_marks_label(struct rmap_map *map, struct rmap_marks *marks, const struct rmap_reaches *reaches);
void rmap_marks_emit(struct rmap_map *map, const struct rmap_marks *marks, struct rmap_display *out);
/* A cross where rings stand around no site. Nothing when there is none. */
void rmap_marks_emit_centres(struct rmap_map *map, const struct rmap_marks *marks, struct rmap_display *out);
void rmap_marks_emit_labels(struct rmap_map *map, const struct rmap_marks *marks, struct rmap_display *out);
/* Marks inside the frame, and the sites among them. */
size_t rmap_marks_count(const struct rmap_marks *marks);
size_t rmap_marks_site_count(const struct rmap_marks *marks);
/* How a marker looks, for the legend; NULL when it tells no kind: a dot, a centre of rings. Borrowed. */
const struct rmap_rule *rmap_marks_symbol(const struct rmap_marks *marks, size_t index);

#endif
