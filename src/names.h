/* names.h - names of areas: countries, seas and provinces set in the free middle of what they name. */
#ifndef RMAP_NAMES_H
#define RMAP_NAMES_H

#include "map.h"

/* Reads names.csv, places what fits in the table's order, emits into `out`. What has its middle beyond the frame is named on the
 * part that is seen: a country on its own land, a sea on water within its limits. A name that finds no room is left out
 * silently unless it is that of a country whose middle is seen: *all is false then. RMAP_INPUT when the table or the layer is wrong. */
bool rmap_names_countries(struct rmap_map *map, bool *all, struct rmap_display *out, struct rmap_error *err);
/* The other names, in one layer with those of the countries, whose list is left empty. */
bool rmap_names_draw(struct rmap_map *map, struct rmap_display *countries, struct rmap_display *out, struct rmap_error *err);
/* The same for provinces, each inside its own outline; those without room go without a name. RMAP_INPUT as above. */
bool rmap_names_provinces(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err);

#endif
