/* labels.h - where labels go: boxes, obstacles and priorities in, positions out.
 *
 * Pure: no text, no style, no display list. Each label belongs to a point (a marker). Candidates are the eight classic
 * positions around the marker, then rings of positions farther out that need a leader line. Exact search when few
 * labels compete, simulated annealing with a constant seed for many; the same input gives the same output.
 *
 *     struct rmap_label labels[2] = {{.point = seoul, .marker_mm = 1.4, .width_mm = 9, .height_mm = 3}, ...};
 *     struct rmap_label_scene scene = {.frame = box, .labels = labels, .label_count = 2, ...};
 *     rmap_labels_place(&scene);
 *     if (labels[0].placed) ... labels[0].box, labels[0].has_leader
 *
 * Sources: Imhof (1975) for the order of positions; Christensen, Marks and Shieber (1995), doi:10.1145/212332.212334,
 * for the search.
 */
#ifndef RMAP_LABELS_H
#define RMAP_LABELS_H

#include "geom.h"

enum rmap_side { /* of the marker, in order of preference */
    RMAP_SIDE_NE, RMAP_SIDE_E, RMAP_SIDE_SE, RMAP_SIDE_NW, RMAP_SIDE_W, RMAP_SIDE_SW, RMAP_SIDE_N, RMAP_SIDE_S,
    RMAP_SIDE_FREE /* farther out, with a leader */
};

struct rmap_label {
    /* in */
    struct rmap_page point;       /* the marker's middle */
    double marker_mm;             /* its radius; a hard obstacle for every label but never covered by its own either */
    double width_mm, height_mm;   /* of the text block, halo included */
    int priority;                 /* 0 is kept first */
    bool pinned;                  /* placed at pin_side, or at point + (pin_dx, pin_dy) when pin_side is FREE */
    enum rmap_side pin_side;
    double pin_dx_mm, pin_dy_mm;  /* from the point to the block's nearest corner or middle of a side */
    bool no_leader;               /* rather dropped than led away (a city's name) */
    /* out */
    bool placed;
    struct rmap_box box;          /* of the text block */
    enum rmap_side side;          /* decides the text's alignment: west sides are set flush right */
    bool has_leader;
    struct rmap_page leader_from, leader_to; /* from the marker's edge to the block's */
};

/* Something that labels avoid. cost: what covering it wholly costs, 1.0 as much as the worst of the eight positions
 * over the best; INFINITY: never. */
struct rmap_obstacle {
    struct rmap_box box;
    double cost;
};
/* A line that labels avoid crossing (ring, coast, border): cost per mm covered. */
struct rmap_obstacle_line {
    struct rmap_page a, b;
    double cost_per_mm;
};

struct rmap_label_scene {
    struct rmap_box frame;        /* labels stay inside */
    struct rmap_label *labels;
    size_t label_count;
    const struct rmap_obstacle *obstacles;
    size_t obstacle_count;
    const struct rmap_obstacle_line *lines;
    size_t line_count;
    double gap_mm;                /* air between marker and label, and between labels */
    /* Ground under a place: labels prefer the ground that their point lies on. May be NULL. */
    bool (*same_ground)(const void *context, struct rmap_page point, struct rmap_box box);
    const void *ground;
};

struct rmap_label_result {
    size_t placed, led, dropped;  /* led: placed with a leader */
    size_t forced;                /* pinned into the frame's edge, a marker, a hard obstacle or another pinned label */
};

/* Fills the out fields. Never overlaps label with label, marker, hard obstacle or the frame's edge. */
struct rmap_label_result rmap_labels_place(const struct rmap_label_scene *scene);

#endif
