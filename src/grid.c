#include "grid.h"

#define CELL_MM    6.0 /* about half a label's width */
#define MOST_CELLS 96  /* in a row or column */
#define OUTSIDE_MM 10.0

struct cells {
    int c0, r0, c1, r1;
};

static int cell_index(double offset_mm, double cell_mm, int count)
{
    double at = offset_mm / cell_mm;
    return !(at > 0) ? 0 : at >= count ? count - 1 : (int)at;
}

static struct cells cells_of(const struct rmap_grid *grid, struct rmap_box box)
{
    return (struct cells){
        cell_index(box.x0_mm - grid->frame.x0_mm, grid->cell_x_mm, grid->columns),
        cell_index(box.y0_mm - grid->frame.y0_mm, grid->cell_y_mm, grid->rows),
        cell_index(box.x1_mm - grid->frame.x0_mm, grid->cell_x_mm, grid->columns),
        cell_index(box.y1_mm - grid->frame.y0_mm, grid->cell_y_mm, grid->rows),
    };
}

static int cell_count(double extent_mm)
{
    double cells = extent_mm / CELL_MM;
    return !(cells > 1) ? 1 : cells > MOST_CELLS ? MOST_CELLS : (int)cells;
}

static bool is_outside(const struct rmap_grid *grid, struct rmap_box box)
{
    return !(box.x1_mm >= grid->frame.x0_mm && box.x0_mm <= grid->frame.x1_mm
             && box.y1_mm >= grid->frame.y0_mm && box.y0_mm <= grid->frame.y1_mm);
}

void rmap_grid_build(struct rmap_grid *grid, struct rmap_arena *arena, struct rmap_box frame,
                     const struct rmap_box *boxes, size_t count)
{
    grid->boxes = boxes;
    grid->frame = rmap_box_grow(frame, OUTSIDE_MM);
    grid->columns = cell_count(rmap_box_width(grid->frame));
    grid->rows = cell_count(rmap_box_height(grid->frame));
    grid->cell_x_mm = rmap_box_width(grid->frame) / grid->columns;
    grid->cell_y_mm = rmap_box_height(grid->frame) / grid->rows;
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    grid->start = rmap_alloc(arena, (cells + 2) * sizeof *grid->start);
    grid->low = rmap_alloc(arena, count * sizeof *grid->low);
    uint32_t *fill = grid->start + 1; /* start[c + 1] is the end of cell c once it is filled */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            if (is_outside(grid, boxes[i]))
                continue;
            struct cells at = cells_of(grid, boxes[i]);
            grid->low[i] = (struct rmap_grid_cell){at.c0, at.r0};
            for (int r = at.r0; r <= at.r1; r++) {
                for (int c = at.c0; c <= at.c1; c++) {
                    size_t cell = (size_t)r * (size_t)grid->columns + (size_t)c;
                    if (pass == 0)
                        fill[cell + 1]++;
                    else
                        grid->items[fill[cell]++] = (uint32_t)i;
                }
            }
        }
        if (pass == 0) {
            for (size_t c = 0; c < cells; c++)
                fill[c + 1] += fill[c];
            grid->items = rmap_alloc(arena, fill[cells] * sizeof *grid->items);
        }
    }
}

static void enter_cell(struct rmap_grid_walk *walk)
{
    size_t cell = (size_t)walk->row * (size_t)walk->grid->columns + (size_t)walk->column;
    walk->start = walk->grid->start[cell];
    walk->at = walk->grid->start[cell + 1];
}

struct rmap_grid_walk rmap_grid_walk(const struct rmap_grid *grid, struct rmap_box box, size_t least)
{
    struct cells cells = cells_of(grid, box);
    struct rmap_grid_walk walk = {.grid = grid,
                                  .box = box,
                                  .c0 = cells.c0,
                                  .r0 = cells.r0,
                                  .c1 = cells.c1,
                                  .r1 = cells.r1,
                                  .column = cells.c0,
                                  .row = cells.r0,
                                  .least = (uint32_t)least};
    enter_cell(&walk);
    return walk;
}

/* An item that lies in several of the walk's cells counts in the first of them. */
static bool counts_here(const struct rmap_grid_walk *walk, uint32_t item)
{
    struct rmap_grid_cell low = walk->grid->low[item];
    return (low.column > walk->c0 ? low.column : walk->c0) == walk->column
           && (low.row > walk->r0 ? low.row : walk->r0) == walk->row;
}

static bool boxes_touch(const struct rmap_box *a, const struct rmap_box *b)
{
    return a->x0_mm <= b->x1_mm && b->x0_mm <= a->x1_mm && a->y0_mm <= b->y1_mm && b->y0_mm <= a->y1_mm;
}

bool rmap_grid_next(struct rmap_grid_walk *walk, size_t *item)
{
    for (;;) {
        while (walk->at > walk->start) {
            *item = walk->grid->items[--walk->at];
            if (*item < walk->least)
                break; /* they ascend */
            if (boxes_touch(&walk->grid->boxes[*item], &walk->box) && counts_here(walk, (uint32_t)*item))
                return true;
        }
        if (++walk->column > walk->c1) {
            walk->column = walk->c0;
            if (++walk->row > walk->r1)
                return false;
        }
        enter_cell(walk);
    }
}
