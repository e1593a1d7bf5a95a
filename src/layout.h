/* layout.h - the picture: what is drawn, in which order, and what gives way to what. */
#ifndef RMAP_LAYOUT_H
#define RMAP_LAYOUT_H

#include "map.h"

/* Fills map->display from what was read. RMAP_INPUT for a broken layer. */
bool rmap_layout(struct rmap_map *map, struct rmap_error *err);

#endif
