/* view.h - from where the Earth is seen: the projection that a map's options ask for. */
#ifndef RMAP_VIEW_H
#define RMAP_VIEW_H

#include "map.h"

/* For the map's extent or another one. A globe that shows the whole world is seen from above the rings' places, or else the
 * sites. notes as rmap_projection_new has them. NULL with RMAP_PROJECTION. */
struct rmap_projection *rmap_view_project(const struct rmap_map *map, struct rmap_bounds extent, struct rmap_notes *notes,
                                          struct rmap_error *err);

#endif
