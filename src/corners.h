/* corners.h - a free corner for a piece of furniture: what is taken stays clear, what is covered costs.
 *
 *     struct rmap_spot spot = rmap_corner_look(map, size, "auto", RMAP_TOP_LEFT);
 *     if (spot.cost < INFINITY)
 *         rmap_corner_take(map, spot.at, size);
 */
#ifndef RMAP_CORNERS_H
#define RMAP_CORNERS_H

#include "map.h"

enum rmap_corner { RMAP_TOP_LEFT, RMAP_TOP_RIGHT, RMAP_BOTTOM_LEFT, RMAP_BOTTOM_RIGHT };

struct rmap_spot {
    struct rmap_page at;  /* the piece's top left */
    double cost;          /* INFINITY: there is no room */
    double harm;          /* the part of the cost that is for what it covers: 0 on open sea; 1 is a ring, coast or border along
                             a quarter of the frame's shorter side, or a tenth of its square of islands */
};

/* The place that costs least along the edges that meet in the corners, on one margin for all furniture, clear of everything
 * taken. wish: an option's text, "auto", "on" or a corner's name. likes: the corner preferred when all are alike. */
struct rmap_spot rmap_corner_look(const struct rmap_map *map, struct rmap_size size, const char *wish, enum rmap_corner likes);
/* The same for a map of its own, which hides what it covers: it stands in the very corner where that costs little. */
struct rmap_spot rmap_corner_window(const struct rmap_map *map, struct rmap_size size, const char *wish, enum rmap_corner likes);
/* Nothing else may stand there. */
void rmap_corner_take(struct rmap_map *map, struct rmap_page at, struct rmap_size size);

#endif
