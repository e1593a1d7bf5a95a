/* labels.h - where labels go: boxes, obstacles and priorities in, positions out.
 *
 * Pure: no text, no style, no display list. Each label belongs to a point (a marker). Candidates are the
 * eight classic positions around the marker and some between them, then rings of positions farther out
 * that need a leader line. Exact search when few labels compete, simulated annealing with a constant seed
 * for many; the same input gives the same output, on every machine. Where hundreds crowd together, those
 * of higher priority are placed first.
 *
 *     struct rmap_label labels[2] = {{.point = seoul, .marker_mm = 1.4, .width_mm = 9, .height_mm = 3}, ...};
 *     struct rmap_label_scene scene = {.frame = box, .labels = labels, .label_count = 2, ...};
 *     rmap_labels_place(&scene);
 *     if (labels[0].placed) ... labels[0].box, labels[0].has_leader      label_scene.h has every field
 *
 * Sources: Imhof (1975) for the order of positions; Christensen, Marks and Shieber (1995),
 * doi:10.1145/212332.212334, for the search.
 */
#ifndef RMAP_LABELS_H
#define RMAP_LABELS_H

#include "label_scene.h"

struct rmap_label_result {
    size_t placed, led, dropped;  /* led: placed with a leader */
    size_t forced;                /* pinned over the frame's edge, a marker, a hard obstacle, another pinned label */
};

/* Fills the out fields. Never overlaps label with label, marker, hard obstacle or the frame's edge, but
 * for the pinned ones: they go where they are pinned. A label whose point lies outside the frame is
 * dropped.
 */
struct rmap_label_result rmap_labels_place(const struct rmap_label_scene *scene);

#endif
