/* export.h - rings and sites as data for GIS and globes: GeoJSON, KML, shapefile, CSV.
 *
 * The suffix decides. Rings are polygons whose edges, straight in degrees, lie within the tolerance (1 m, or what the option
 * gives in metres) of the geodesic ring; they are cut at the antimeridian, and one that holds a pole runs along it. Sites are
 * points. Each ring carries `error_m`, the largest deviation that its edges reach, rounding of the coordinates included, and
 * `area_m2`, its true geodesic area.
 */
#ifndef RMAP_EXPORT_H
#define RMAP_EXPORT_H

#include "map.h"

/* Is this a path that rmap_export writes? */
bool rmap_export_knows(const char *path);
/* Writes aside and renames. map: style, sites and rings must have been read. RMAP_OUTPUT when it cannot be written. */
bool rmap_export(struct rmap_map *map, const char *path, struct rmap_error *err);

#endif
