/* taken.h - boxes on the page that nothing else may cover.
 *
 *     struct rmap_taken taken = {0};
 *     rmap_take(&taken, box);
 *     if (!rmap_is_taken(&taken, other)) ...
 *     rmap_taken_free(&taken);
 *
 * They are found by the cells that they lie in, so that asking costs what is near, however many there are.
 */
#ifndef RMAP_TAKEN_H
#define RMAP_TAKEN_H

#include <stdint.h>

#include "geom.h"

#define RMAP_TAKEN_CELLS 32 /* in a row and in a column; the page goes on in the first ones again */

struct rmap_taken {
    struct rmap_box *items;   /* read it freely; a count made smaller takes the last ones back */
    size_t count, capacity;
    struct rmap_taken_link {
        uint32_t item, next;  /* next: the link after it in its cell, counted from 1; 0: the last */
    } *links;
    size_t link_count, link_capacity;
    uint32_t first[RMAP_TAKEN_CELLS][RMAP_TAKEN_CELLS];
};

void rmap_take(struct rmap_taken *taken, struct rmap_box box);
/* Does the box share more than an edge with one that is taken? */
bool rmap_is_taken(const struct rmap_taken *taken, struct rmap_box box);
void rmap_taken_free(struct rmap_taken *taken); /* leaves it empty */

#endif
