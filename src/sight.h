/* sight.h - which rings can be seen in the frame.
 *
 * A ring whose edge lies outside the frame is not drawn: its inside would only tint the whole map. What holds instead is
 * said in words: the whole map lies within it, or no part does.
 */
#ifndef RMAP_SIGHT_H
#define RMAP_SIGHT_H

#include "map.h"

/* Fills map->sights, one for each ring; the frame must be fitted. An edge that runs within 2 mm of the frame counts as
 * seen: the frame may still be moved a little. Annuli and sectors that are not seen are noted: no sentence tells of them. */
void rmap_sight_find(struct rmap_map *map);
/* The rings whose edge is seen; all of them before rmap_sight_find. In the arena. */
struct rmap_rings rmap_sight_rings(const struct rmap_map *map);
/* "The whole map lies within 180 km of Seoul.", a sentence for each place that has no edge in the frame, blanks between;
 * "" when every ring is seen. In the arena. */
const char *rmap_sight_words(const struct rmap_map *map, bool korean);

#endif
