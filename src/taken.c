#include "taken.h"

#include <math.h>
#include <stdlib.h>

#include "mem.h"

#define CELL_MM 8.0  /* a page of 256 mm has a cell for each place */
#define FAR_MM  1e6  /* what lies farther out counts as here */

/* Rows or columns of cells, the last not included; a box never needs one twice. */
struct span { int first, end; };

static struct span span_of(double from_mm, double to_mm)
{
    int first = (int)floor(fmin(fmax(from_mm, -FAR_MM), FAR_MM) / CELL_MM);
    int last = (int)floor(fmin(fmax(to_mm, -FAR_MM), FAR_MM) / CELL_MM);
    return (struct span){first, last - first < RMAP_TAKEN_CELLS ? last + 1 : first + RMAP_TAKEN_CELLS};
}

static unsigned wrapped(int cell)
{
    return (unsigned)cell % RMAP_TAKEN_CELLS;
}

void rmap_take(struct rmap_taken *taken, struct rmap_box box)
{
    struct span columns = span_of(box.x0_mm, box.x1_mm), rows = span_of(box.y0_mm, box.y1_mm);
    size_t cells = (size_t)(columns.end - columns.first) * (size_t)(rows.end - rows.first);
    taken->items = rmap_grow(taken->items, &taken->capacity, taken->count + 1, sizeof *taken->items);
    taken->links = rmap_grow(taken->links, &taken->link_capacity, taken->link_count + cells, sizeof *taken->links);
    for (int row = rows.first; row < rows.end; row++) {
        for (int column = columns.first; column < columns.end; column++) {
            uint32_t *first = &taken->first[wrapped(row)][wrapped(column)];
            taken->links[taken->link_count++] = (struct rmap_taken_link){(uint32_t)taken->count, *first};
            *first = (uint32_t)taken->link_count;
        }
    }
    taken->items[taken->count++] = box;
}

bool rmap_is_taken(const struct rmap_taken *taken, struct rmap_box box)
{
    struct span columns = span_of(box.x0_mm, box.x1_mm), rows = span_of(box.y0_mm, box.y1_mm);
    for (int row = rows.first; row < rows.end; row++) {
        for (int column = columns.first; column < columns.end; column++) {
            for (uint32_t at = taken->first[wrapped(row)][wrapped(column)]; at > 0; at = taken->links[at - 1].next) {
                size_t item = taken->links[at - 1].item;
                if (item < taken->count && rmap_box_meets(taken->items[item], box))
                    return true;
            }
        }
    }
    return false;
}

void rmap_taken_free(struct rmap_taken *taken)
{
    free(taken->items);
    free(taken->links);
    *taken = (struct rmap_taken){0};
}
