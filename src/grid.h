/* grid.h - a uniform grid of boxes on the page: which of many boxes touch this one?
 *
 *     struct rmap_grid grid;
 *     rmap_grid_build(&grid, &arena, frame, boxes, count);
 *     size_t item;
 *     for (struct rmap_grid_walk walk = rmap_grid_walk(&grid, box, 0); rmap_grid_next(&walk, &item);)
 *         ... boxes[item] touches box
 *
 * Boxes more than 10 mm outside the frame are left out.
 */
#ifndef RMAP_GRID_H
#define RMAP_GRID_H

#include <stdint.h>

#include "geom.h"
#include "mem.h"

struct rmap_grid {
    struct rmap_box frame;
    double cell_x_mm, cell_y_mm;
    int columns, rows;
    uint32_t *start, *items; /* items of cell c, ascending: items[start[c]] .. items[start[c + 1] - 1] */
    struct rmap_grid_cell {
        int column, row;
    } * low;                      /* of each item its first cell */
    const struct rmap_box *boxes; /* borrowed */
};

struct rmap_grid_walk {
    const struct rmap_grid *grid;
    struct rmap_box box;
    int c0, r0, c1, r1; /* cells to see */
    int column, row;
    uint32_t least, start, at; /* items of the cell not yet seen, the last first */
};

/* boxes: borrowed, as long as the grid is used. What the grid holds lives in the arena. */
void rmap_grid_build(struct rmap_grid *grid, struct rmap_arena *arena, struct rmap_box frame,
                     const struct rmap_box *boxes, size_t count);

/* Walks the items from number `least` on whose boxes touch the box, an edge or corner included; each once,
 * in an order that depends on nothing but the input.
 */
struct rmap_grid_walk rmap_grid_walk(const struct rmap_grid *grid, struct rmap_box box, size_t least);
bool rmap_grid_next(struct rmap_grid_walk *walk, size_t *item);

#endif
