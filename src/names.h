/* names.h - names of areas: countries and seas set in the free middle of what they name. */
#ifndef RMAP_NAMES_H
#define RMAP_NAMES_H

#include "map.h"

/* Reads names.csv, places what fits by rank, emits into `out`. A name that finds no room is left out silently unless it is a
 * country's. RMAP_INPUT when the table is wrong. */
bool rmap_names_draw(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err);

#endif
