/* furnish.h - which furniture the map gets, and where: legend, locator, scale bar and north arrow. */
#ifndef RMAP_FURNISH_H
#define RMAP_FURNISH_H

#include "marks.h"
#include "reach.h"

/* What the map shows, for the legend to explain. */
struct rmap_shown {
    const bool *drawn;            /* for each rule of the style */
    const struct rmap_marks *marks;
    const struct rmap_reaches *reaches;
};

/* Places each piece in a corner that it harms least, takes its box and emits it. What the user asked for and has no room is
 * noted. */
/* In a close-up only a scale bar has room. */
bool rmap_furnish(struct rmap_map *map, const struct rmap_shown *shown, struct rmap_display *out, struct rmap_error *err);

#endif
