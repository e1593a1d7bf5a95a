/* cities.h - cities by rank: as many as the scale bears, each with a dot and its name, never one without the other. */
#ifndef RMAP_CITIES_H
#define RMAP_CITIES_H

#include "map.h"

/* Places cities clear of everything taken and emits dots and names. The capital of a country may need no dot: a site
 * that stands there already names it. RMAP_INPUT when the layer cannot be read. */
bool rmap_cities_draw(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err);

#endif
