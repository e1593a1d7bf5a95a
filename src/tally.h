/* tally.h - which numbers a table on the map shows: shares of land in the rings, or how far sites are.
 *
 *     struct rmap_figures figures;
 *     if (rmap_tally(map, &figures, err) && figures.rows > 1) ...
 */
#ifndef RMAP_TALLY_H
#define RMAP_TALLY_H

#include "map.h"

/* What the option `table` asks for, in the map's first language: for each ring, nearest first, the share of every whole
 * country that any of them meets; or for each site the distance from every place of the rings. No rows where there is
 * nothing to tell, and a note says why. False, with RMAP_INPUT, when a layer cannot be read. In the map's arena. */
bool rmap_tally(struct rmap_map *map, struct rmap_figures *figures, struct rmap_error *err);

#endif
