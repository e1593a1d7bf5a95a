/* label_options.h - where one label may go and what that costs, whatever the other labels do.
 *
 *     struct rmap_label_field field;
 *     rmap_label_field_init(&field, &scene, &arena);
 *     struct rmap_label_option items[RMAP_LABEL_OPTIONS];
 *     struct rmap_label_list list = {.items = items};
 *     rmap_label_offer_beside(&field, label, &list);   places around the marker
 *     rmap_label_offer_led(&field, label, &list);      places farther out, with a leader
 *     if (rmap_label_clash(&items[0], &other, scene.gap_mm)) ...
 *
 * Costs are whole numbers, RMAP_LABEL_COST for what the worst of the eight positions costs over the best;
 * they are made with + - * / and sqrt alone, so that every machine finds the same.
 */
#ifndef RMAP_LABEL_OPTIONS_H
#define RMAP_LABEL_OPTIONS_H

#include <stdint.h>

#include "grid.h"
#include "label_scene.h"

#define RMAP_LABEL_COST      1000
#define RMAP_LABEL_LED_COST  2200   /* of a leader, length aside; who stands worse than that should be led */
#define RMAP_LABEL_MOST_COST 500000 /* no option costs more */
#define RMAP_LABEL_OPTIONS   96     /* the most that a label can have: 40 beside its marker, 56 led */

struct rmap_label_option {
    struct rmap_box box;
    struct rmap_box extent;    /* box and leader, with half the air around that they need */
    struct rmap_page from, to; /* of the leader */
    int64_t cost;
    enum rmap_side side;
    bool led;
    size_t variant; /* its number among all that a label can have */
};

struct rmap_label_list {
    struct rmap_label_option *items;
    size_t count;
};

struct rmap_label_marker {
    struct rmap_page point;
    double radius_mm;
};

struct rmap_label_field {
    const struct rmap_label_scene *scene;
    struct rmap_arena *arena;
    struct rmap_label_marker *all_markers; /* of labels at one and the same point, the largest */
    struct rmap_grid obstacles, lines, markers, standing;
    struct rmap_label_option *standing_options; /* placed for good: all options keep clear of them */
    size_t standing_count;
};

/* The scene and the arena are borrowed as long as the field is used. */
void rmap_label_field_init(struct rmap_label_field *field, const struct rmap_label_scene *scene,
                           struct rmap_arena *arena);
/* From rmap_label_field_update on, new options keep clear of this one. */
void rmap_label_field_add(struct rmap_label_field *field, const struct rmap_label_option *option);
void rmap_label_field_update(struct rmap_label_field *field);

/* Both append, in no order, what the scene allows. */
void rmap_label_offer_beside(const struct rmap_label_field *field, const struct rmap_label *label,
                             struct rmap_label_list *list);
void rmap_label_offer_led(const struct rmap_label_field *field, const struct rmap_label *label,
                          struct rmap_label_list *list);

/* Where a pinned label goes, allowed or not; and whether a box leaves the frame or covers a marker or a
 * hard obstacle.
 */
struct rmap_label_option rmap_label_pin(const struct rmap_label_field *field, const struct rmap_label *label);
bool rmap_label_hits(const struct rmap_label_field *field, struct rmap_box box);

/* Can two labels not both be placed so? Boxes nearer than the gap, leaders that meet boxes or come near
 * each other.
 */
bool rmap_label_clash(const struct rmap_label_option *a, const struct rmap_label_option *b, double gap_mm);

#endif
