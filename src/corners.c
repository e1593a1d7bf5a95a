#include "corners.h"

#include <math.h>
#include <string.h>

#define REFERENCE_MM 145.0     /* the frame's shorter side that the lengths here are for; they grow and shrink with it */
#define INSET_MM 3.0           /* between furniture and neatline, */
#define LEAST_INSET_MM 1.6     /* at least */
#define PANEL_MM 1.2           /* how far a panel reaches beyond what stands on it */
#define AIR_MM 1.6             /* between two pieces, each keeps as much */
#define STEP_MM 1.0
#define LINE_COST 0.045        /* per mm of line that is covered */
#define PATCH_COST 0.005       /* per mm2 of another ground than the piece stands on: an island, a coast, a zone */
#define LAND_COST 0.25         /* of standing wholly on land: the sea is emptier */
#define EDGE_COST 100.0        /* of standing across the edge of a globe or a world map: nothing else is worse */
#define SLIDE_COST 0.25        /* of not standing in the corner itself, */
#define DISTANCE_COST 0.013    /* and per mm away from it */
#define ASKED_FACTOR 4.0       /* as much where the corner was asked for, and for a window */
#define DISLIKE_COST 0.15      /* of a corner that is not the preferred one */

static const char *const CORNER_NAMES[] = {"top-left", "top-right", "bottom-left", "bottom-right"};

/* How much larger than the reference the frame is. */
static double scale_of(const struct rmap_map *map)
{
    return fmin(rmap_box_width(map->page.frame), rmap_box_height(map->page.frame)) / REFERENCE_MM;
}

/* Of what a panel around the box would hide. */
static double harm_at(const struct rmap_map *map, struct rmap_box box)
{
    struct rmap_box panel = rmap_box_grow(box, PANEL_MM);
    double scale = scale_of(map), mm2 = rmap_box_width(panel) * rmap_box_height(panel);
    double water = rmap_ground_share(map->ground, panel, 0);
    double one_ground = fmax(water, rmap_ground_share(map->ground, panel, rmap_ground_at(map->ground, rmap_box_middle(box))));
    return LINE_COST * rmap_ground_line_mm(map->ground, panel) / scale + PATCH_COST * (1 - one_ground) * mm2 / (scale * scale);
}

static struct rmap_box moved(struct rmap_box box, double x_mm, double y_mm)
{
    return (struct rmap_box){box.x0_mm + x_mm, box.y0_mm + y_mm, box.x1_mm + x_mm, box.y1_mm + y_mm};
}

/* Does a part of the box, but not all, lie on the Earth? */
static bool lies_across_edge(const struct rmap_map *map, struct rmap_box box)
{
    struct rmap_page corners[4] = {{box.x0_mm, box.y0_mm}, {box.x1_mm, box.y0_mm}, {box.x0_mm, box.y1_mm}, {box.x1_mm, box.y1_mm}};
    struct rmap_lonlat at;
    int on_earth = 0;
    for (int i = 0; i < 4; i++)
        on_earth += rmap_frame_unplace(map->frame, corners[i], &at);
    return on_earth != 0 && on_earth != 4;
}

static void try_place(const struct rmap_map *map, struct rmap_box box, double extra, struct rmap_spot *best)
{
    if (extra >= best->cost || !rmap_box_holds(map->page.frame, box)
        || rmap_is_taken(&map->taken, rmap_box_grow(box, AIR_MM)))
        return;
    double harm = harm_at(map, box);
    double cost = harm + LAND_COST * (1 - rmap_ground_share(map->ground, box, 0)) + extra;
    if (cost < best->cost && lies_across_edge(map, rmap_box_grow(box, PANEL_MM)))
        cost += EDGE_COST;
    if (cost < best->cost)
        *best = (struct rmap_spot){{box.x0_mm, box.y0_mm}, cost, harm};
}

/* Slides along both edges that meet in the corner, up to the middle of each: furniture keeps out of the middle. */
static void try_corner(const struct rmap_map *map, enum rmap_corner corner, struct rmap_size size, double extra, double per_mm,
                       struct rmap_spot *best)
{
    double scale = scale_of(map), step = STEP_MM * fmax(scale, 0.5);
    struct rmap_box room = rmap_box_grow(map->page.frame, -fmax(INSET_MM * fmin(sqrt(scale), scale), LEAST_INSET_MM));
    bool right = corner == RMAP_TOP_RIGHT || corner == RMAP_BOTTOM_RIGHT;
    bool bottom = corner == RMAP_BOTTOM_LEFT || corner == RMAP_BOTTOM_RIGHT;
    double x = right ? room.x1_mm - size.width_mm : room.x0_mm, y = bottom ? room.y1_mm - size.height_mm : room.y0_mm;
    struct rmap_box at = {x, y, x + size.width_mm, y + size.height_mm};
    double sign_x = right ? -1 : 1, sign_y = bottom ? -1 : 1;
    for (double away = 0; away <= rmap_box_width(room) / 2; away += step)
        try_place(map, moved(at, sign_x * away, 0), extra + (away > 0 ? SLIDE_COST : 0) + per_mm * away, best);
    for (double away = step; away <= rmap_box_height(room) / 2; away += step)
        try_place(map, moved(at, 0, sign_y * away), extra + SLIDE_COST + per_mm * away, best);
}

static bool is_corner(const char *wish)
{
    bool named = false;
    for (int i = 0; i < 4; i++)
        named |= strcmp(wish, CORNER_NAMES[i]) == 0;
    return named;
}

/* firm: how much more than usual it costs to stand away from the corner. */
static struct rmap_spot look(const struct rmap_map *map, struct rmap_size size, const char *wish, enum rmap_corner likes, double firm)
{
    struct rmap_spot best = {.cost = INFINITY};
    double per_mm = firm * DISTANCE_COST / scale_of(map);
    for (int i = 0; i < 4; i++) {
        if (!is_corner(wish) || strcmp(wish, CORNER_NAMES[i]) == 0)
            try_corner(map, (enum rmap_corner)i, size, i == (int)likes ? 0 : DISLIKE_COST, per_mm, &best);
    }
    return best;
}

struct rmap_spot rmap_corner_look(const struct rmap_map *map, struct rmap_size size, const char *wish, enum rmap_corner likes)
{
    return look(map, size, wish, likes, is_corner(wish) ? ASKED_FACTOR : 1);
}

struct rmap_spot rmap_corner_window(const struct rmap_map *map, struct rmap_size size, const char *wish, enum rmap_corner likes)
{
    return look(map, size, wish, likes, ASKED_FACTOR);
}

void rmap_corner_take(struct rmap_map *map, struct rmap_page at, struct rmap_size size)
{
    struct rmap_box box = {at.x_mm, at.y_mm, at.x_mm + size.width_mm, at.y_mm + size.height_mm};
    rmap_take(&map->taken, rmap_box_grow(box, AIR_MM));
}
