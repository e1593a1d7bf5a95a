/* lettering.h - a name in one line or two: measured as a box, emitted into a box. Sites, cities and areas share it. */
#ifndef RMAP_LETTERING_H
#define RMAP_LETTERING_H

#include "labels.h"
#include "map.h"
#include "words.h"

struct rmap_lettering {
    const struct rmap_rule *rule;
    struct rmap_wording words;
    double first_mm, second_mm; /* widths of the lines; second 0: one line */
    struct rmap_size size;      /* of the whole, without halo */
    double turn_deg;            /* clockwise about the middle of its box; 0 when measured */
};

/* Upper case when the rule asks for it (Latin only). The second line is 0.9 of the size, regular weight. */
struct rmap_lettering rmap_lettering_measure(const struct rmap_map *map, const struct rmap_rule *rule,
                                             struct rmap_wording words);
/* Text east of the marker is set flush left, west of it flush right, above and below it centred. */
enum rmap_anchor rmap_lettering_anchor(const struct rmap_label *label);
/* Sets the lines into the box, flush with the anchor's side, then turns them; the halo takes the ground's colour. */
void rmap_lettering_emit(const struct rmap_map *map, const struct rmap_lettering *lettering, struct rmap_box box,
                         enum rmap_anchor anchor, struct rmap_display *out);

#endif
