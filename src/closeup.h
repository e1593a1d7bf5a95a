/* closeup.h - a second map window inside the map: a part of it, or another place, at a larger scale.
 *
 * The window is a map of its own, with its own projection, frame and ground, that shares style, sites and rings with the
 * map around it; layout.c draws it as any other. Call in this order: rmap_closeup_open once the map's frame is fitted,
 * rmap_closeup_place once markers and distances have their places, rmap_closeup_emit with the window drawn, rmap_closeup_free.
 */
#ifndef RMAP_CLOSEUP_H
#define RMAP_CLOSEUP_H

#include "map.h"

/* Makes map->closeup when the option asks for one, and adds what its layers must be credited with. RMAP_PROJECTION when the
 * projection cannot show it. */
bool rmap_closeup_open(struct rmap_map *map, struct rmap_error *err);
/* Finds a corner for the window, clear of everything taken and of the place that it shows, and takes it; noted, and no
 * close-up any more, when there is none. */
bool rmap_closeup_place(struct rmap_map *map, struct rmap_error *err);
/* Marks the place that the window shows: below the names, which it would cross out. */
void rmap_closeup_emit_mark(const struct rmap_map *map, struct rmap_display *out);
/* Moves the drawn window to the end of out, its ids after "closeup-". Names that found no room there are noted. */
void rmap_closeup_emit(struct rmap_map *map, struct rmap_display *window, struct rmap_display *out);
void rmap_closeup_free(struct rmap_map *map);

#endif
