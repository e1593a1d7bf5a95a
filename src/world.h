/* world.h - says where a PNG lies on the Earth, for GIS: a world file, and the projection beside it. */
#ifndef RMAP_WORLD_H
#define RMAP_WORLD_H

#include "map.h"
#include "output.h"

#define RMAP_WORLD_FILES 2

/* Opens and fills MAP.pgw (six numbers, for the middle of the top left pixel) and MAP.png.aux.xml (the same with the
 * projection, as GDAL and QGIS read it); the caller commits or abandons them. The whole picture is placed, margins too. A
 * projection that has no WKT is noted, and only the world file written. False with RMAP_OUTPUT; what was opened is in
 * outputs all the same. path: of the PNG. *count is added to. */
bool rmap_world_write(struct rmap_map *map, const char *path, struct rmap_output **outputs, size_t *count,
                      struct rmap_error *err);

#endif
