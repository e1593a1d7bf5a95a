/* label_scene.h - labels and what stands in their way, as the caller describes them to labels.h.
 *
 * Types alone, in page millimetres. The rooms that place labels share them.
 */
#ifndef RMAP_LABEL_SCENE_H
#define RMAP_LABEL_SCENE_H

#include "geom.h"

enum rmap_side { /* of the marker, in order of preference */
    RMAP_SIDE_NE, RMAP_SIDE_E, RMAP_SIDE_SE, RMAP_SIDE_NW, RMAP_SIDE_W, RMAP_SIDE_SW, RMAP_SIDE_N, RMAP_SIDE_S,
    RMAP_SIDE_FREE /* for pins alone: anywhere */
};

struct rmap_label {
    /* in */
    struct rmap_page point;       /* the marker's middle */
    double marker_mm;             /* its radius: no label covers it, its own included */
    double width_mm, height_mm;   /* of the text block, halo included */
    int priority;                 /* 0 is kept first, whatever becomes of the others */
    bool pinned;                  /* placed at pin_side, or when that is FREE at point + (pin_dx, pin_dy) */
    enum rmap_side pin_side;
    double pin_dx_mm, pin_dy_mm;  /* to the block's nearest corner or middle of a side; led when far */
    bool no_leader;               /* rather dropped than led or nearer to another marker (a city's name) */
    /* out */
    bool placed;
    struct rmap_box box;          /* of the text block */
    enum rmap_side side;          /* where the block lies, led or not; never FREE. Decides the alignment:
                                     east sides are set flush left, west sides flush right, N and S centred */
    bool has_leader;
    struct rmap_page leader_from, leader_to; /* from the marker's edge to the block's */
};

/* Something that labels avoid. cost: what covering it wholly costs, 1.0 as much as the worst of the eight
 * positions over the best, and covering a quarter costs half of that; INFINITY: never, by no label and no
 * leader. For comparison: the shortest leader costs 2.6, changed ground 1.6, a place as near to another
 * marker as to its own 3.
 */
struct rmap_obstacle {
    struct rmap_box box;
    double cost;
};
/* A line that labels avoid crossing (ring, coast, border). cost: of one that runs straight across a label, as obstacles' costs;
 * one that is covered along its length costs as much for each of the label's heights. */
struct rmap_obstacle_line {
    struct rmap_page a, b;
    double cost;
};

struct rmap_label_scene {
    struct rmap_box frame;        /* labels stay inside */
    struct rmap_label *labels;
    size_t label_count;
    const struct rmap_obstacle *obstacles;
    size_t obstacle_count;
    const struct rmap_obstacle_line *lines;
    size_t line_count;
    double gap_mm;                /* air between marker and label, and between labels; to other markers half */
    /* Ground under a place: labels prefer the ground that their point lies on. May be NULL. Asked up to
     * some 200 times for each label: it should be quick.
     */
    bool (*same_ground)(const void *context, struct rmap_page point, struct rmap_box box);
    /* Millimetres of line under a box, each by its weight, 0..1: too many to be among `lines`. May be NULL. */
    double (*line_mm)(const void *context, struct rmap_box box);
    const void *ground;           /* the context of both */
};

#endif
