/* basemap.h - the layers that come from shapefiles: each rule with a source is read, traced and painted. */
#ifndef RMAP_BASEMAP_H
#define RMAP_BASEMAP_H

#include "map.h"

/* Gathers the files of the layers that the style shows at the frame's scale, and of those that rings stand around, into
 * map->files, and their credits into map->credits, in drawing order. A user's own files are theirs to credit. */
bool rmap_basemap_credits(struct rmap_map *map, struct rmap_error *err);
/* Draws one rule into `out` and into map->ground. Nothing happens when the rule is not shown at this
 * scale. *seen: something of it lies in the frame. RMAP_INPUT when its shapefile cannot be read. */
bool rmap_basemap_draw(struct rmap_map *map, const struct rmap_rule *rule, struct rmap_display *out, bool *seen,
                       struct rmap_error *err);
/* The shapefile of a rule's source: a path to one, else the layer's copy that suits the scale, from the user's folder first.
 * In the arena; NULL when there is none. */
const char *rmap_basemap_file(struct rmap_map *map, const char *source);
/* Is it drawn with names or as names, once it is known what is free, and with `labels: off` not at all? */
bool rmap_rule_letters(const struct rmap_rule *rule);
/* Is the rule shown at the frame's scale? */
bool rmap_rule_shown(const struct rmap_map *map, const struct rmap_rule *rule);

#endif
