/* alt.h - what the map shows in a sentence or two, from its own numbers: for those who cannot see it. */
#ifndef RMAP_ALT_H
#define RMAP_ALT_H

#include "map.h"

/* English, or Korean for the language "ko". Needs sites, rings and extent; no frame. In the arena. */
const char *rmap_alt_text(const struct rmap_map *map);

#endif
