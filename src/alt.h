/* alt.h - what the map shows in a sentence or two, from its own numbers: for those who cannot see it. */
#ifndef RMAP_ALT_H
#define RMAP_ALT_H

#include "map.h"

/* The option `alt`, or: what the map shows, with the rings whose edge can be seen; and where its sites lie, by the rings and
 * with distances when there are few. lang: "en" or "ko". Needs sites, rings, extent and frame. In the arena. */
const char *rmap_alt_text(const struct rmap_map *map, const char *lang);

#endif
