/* numbered.h - sites whose names find no room: a number stands by each, and an index below the map names them.
 *
 * Which ones those are is known when the map has been drawn, and the index takes room from the map: layout.c draws again until
 * no more are wanted.
 *
 *     rmap_numbered_begin(map);
 *     if (rmap_numbered_is(map, site)) ...        a number is placed, not a name
 *     rmap_numbered_want(map, site);              its name found no room
 *     rmap_numbered_count_off(map, sites, count); those whose numbers found room
 */
#ifndef RMAP_NUMBERED_H
#define RMAP_NUMBERED_H

#include "map.h"

/* With `--index all` every site is wanted at once. The sites shown must not change from here on. */
void rmap_numbered_begin(struct rmap_map *map);
/* Shall a number stand by this one of map->sites? */
bool rmap_numbered_is(const struct rmap_map *map, const struct rmap_site *site);
/* In the next drawing. Nothing where there will be none: index off, settled, in a close-up. */
void rmap_numbered_want(struct rmap_map *map, const struct rmap_site *site);
/* No more from here on, and none for those that were left without one; once. */
void rmap_numbered_settle(struct rmap_map *map);
/* Names again for all. Settled, too. */
void rmap_numbered_give_up(struct rmap_map *map);
/* Numbers these sites from 1 in their order; all others lose theirs. */
void rmap_numbered_count_off(struct rmap_map *map, const struct rmap_site *const *sites, size_t count);
/* The index as it would be were all numbers drawn that are wanted, and as it is. In the arena. */
struct rmap_index rmap_numbered_wanted(const struct rmap_map *map);
struct rmap_index rmap_numbered_drawn(const struct rmap_map *map);

#endif
