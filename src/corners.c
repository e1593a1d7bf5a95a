#include "corners.h"

#include <math.h>
#include <string.h>

#define INSET_MM 3.0          /* between furniture and neatline */
#define PANEL_MM 1.2          /* how far a panel reaches beyond what stands on it */
#define STEP_MM 2.0
#define BUSY_COST 25.0
#define LAND_COST 1.5
#define MIXED_COST 4.0         /* of covering more than one ground: an island, a coast, a zone */
#define DISTANCE_COST 0.012   /* per mm away from the corner */
#define DISLIKE_COST 0.15     /* for each corner that is not the preferred one */

static const char *const CORNER_NAMES[] = {"top-left", "top-right", "bottom-left", "bottom-right"};

void rmap_take(struct rmap_taken *taken, struct rmap_box box)
{
    taken->items = rmap_grow(taken->items, &taken->capacity, taken->count + 1, sizeof *taken->items);
    taken->items[taken->count++] = box;
}

bool rmap_is_taken(const struct rmap_taken *taken, struct rmap_box box)
{
    for (size_t i = 0; i < taken->count; i++) {
        if (rmap_box_meets(taken->items[i], box))
            return true;
    }
    return false;
}

/* The middle of the box's travel along one side: furniture may slide along the frame's edges, not into the middle. */
static double cost_at(const struct rmap_map *map, struct rmap_box box, double away_mm)
{
    if (rmap_is_taken(&map->taken, rmap_box_grow(box, PANEL_MM)))
        return INFINITY;
    struct rmap_page middle = {(box.x0_mm + box.x1_mm) / 2, (box.y0_mm + box.y1_mm) / 2};
    double water = rmap_ground_share(map->ground, box, 0);
    double one_ground = fmax(water, rmap_ground_share(map->ground, box, rmap_ground_at(map->ground, middle)));
    return BUSY_COST * rmap_ground_busy(map->ground, box) + LAND_COST * (1 - water) + MIXED_COST * (1 - one_ground)
           + DISTANCE_COST * away_mm;
}

struct choice {
    double cost;
    struct rmap_box box;
};

static void try_place(const struct rmap_map *map, struct rmap_box box, double away_mm, double extra, struct choice *best)
{
    if (!rmap_box_holds(rmap_box_grow(map->page.frame, -INSET_MM + 0.01), box))
        return;
    double cost = cost_at(map, box, away_mm) + extra;
    if (cost < best->cost)
        *best = (struct choice){cost, box};
}

/* Slides along both edges that meet in the corner, up to the middle of each. */
static void try_corner(const struct rmap_map *map, enum rmap_corner corner, struct rmap_size size, double extra,
                       struct choice *best)
{
    struct rmap_box room = rmap_box_grow(map->page.frame, -INSET_MM);
    bool right = corner == RMAP_TOP_RIGHT || corner == RMAP_BOTTOM_RIGHT;
    bool bottom = corner == RMAP_BOTTOM_LEFT || corner == RMAP_BOTTOM_RIGHT;
    double x = right ? room.x1_mm - size.width_mm : room.x0_mm, y = bottom ? room.y1_mm - size.height_mm : room.y0_mm;
    double sign_x = right ? -1 : 1, sign_y = bottom ? -1 : 1;
    for (double away = 0; away <= rmap_box_width(room) / 2; away += STEP_MM)
        try_place(map, (struct rmap_box){x + sign_x * away, y, x + sign_x * away + size.width_mm, y + size.height_mm}, away,
                  extra, best);
    for (double away = STEP_MM; away <= rmap_box_height(room) / 2; away += STEP_MM)
        try_place(map, (struct rmap_box){x, y + sign_y * away, x + size.width_mm, y + sign_y * away + size.height_mm}, away,
                  extra, best);
}

bool rmap_corner_find(struct rmap_map *map, struct rmap_size size, const char *wish, enum rmap_corner likes,
                      struct rmap_page *at)
{
    struct choice best = {.cost = INFINITY};
    bool named = false;
    for (int i = 0; i < 4; i++)
        named |= strcmp(wish, CORNER_NAMES[i]) == 0;
    for (int i = 0; i < 4; i++) {
        if (!named || strcmp(wish, CORNER_NAMES[i]) == 0)
            try_corner(map, (enum rmap_corner)i, size, i == (int)likes ? 0 : DISLIKE_COST, &best);
    }
    if (best.cost == INFINITY)
        return false;
    rmap_take(&map->taken, rmap_box_grow(best.box, PANEL_MM));
    *at = (struct rmap_page){best.box.x0_mm, best.box.y0_mm};
    return true;
}
