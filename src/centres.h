/* centres.h - where rings stand around no site: a small cross in the ring's colour marks the place. */
#ifndef RMAP_CENTRES_H
#define RMAP_CENTRES_H

#include "map.h"

/* Marks each point that rings stand around unless a site stands there or the map names it as a city. What is placed later keeps
 * clear of it. Call it when the sites' markers are taken. */
void rmap_centres_draw(struct rmap_map *map, struct rmap_display *out);
/* Does a ring stand around the city of that name? */
bool rmap_centres_hold(const struct rmap_map *map, const char *city);

#endif
