/* theme.h - a map's colours for a reader in dark mode, from a second style. */
#ifndef RMAP_THEME_H
#define RMAP_THEME_H

#include "map.h"

/* When `theme` names a style ("auto": the dark one) and the output is an SVG, lays the map out once more in that style's
 * colours and gives them to the display list. Only colours are taken: what stands where is the map's own style's to say. The
 * map's style has the other's colours afterwards: it is the last to be read. RMAP_STYLE when there is no such style. */
bool rmap_theme_apply(struct rmap_map *map, struct rmap_error *err);

#endif
