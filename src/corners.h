/* corners.h - furniture finds its place: the emptiest corner inside the frame. */
#ifndef RMAP_CORNERS_H
#define RMAP_CORNERS_H

#include "map.h"

enum rmap_corner { RMAP_TOP_LEFT, RMAP_TOP_RIGHT, RMAP_BOTTOM_LEFT, RMAP_BOTTOM_RIGHT };

/* The top left of a box of this size that covers least, within reach of the corners and clear of everything taken; `wish` is
 * an option's text: "auto", "on" or a corner's name. `likes` is the corner preferred when all are alike. Takes the box. False when
 * there is no room. */
bool rmap_corner_find(struct rmap_map *map, struct rmap_size size, const char *wish, enum rmap_corner likes,
                      struct rmap_page *at);

#endif
