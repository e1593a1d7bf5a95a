/* world.h - says where a picture lies on the Earth, for GIS: a PNG by a world file and the projection beside it, a PDF by what
 * stands in it. */
#ifndef RMAP_WORLD_H
#define RMAP_WORLD_H

#include "map.h"
#include "output.h"
#include "window.h"

#define RMAP_WORLD_FILES 2

/* Opens and fills MAP.pgw (six numbers, for the middle of the top left pixel) and MAP.png.aux.xml (the same with the
 * projection, as GDAL and QGIS read it); the caller commits or abandons them. The whole picture is placed, margins too. A
 * projection that has no WKT is noted, and only the world file written. False with RMAP_OUTPUT; what was opened is in
 * outputs all the same. path: of the PNG. *count is added to. */
bool rmap_world_write(struct rmap_map *map, const char *path, struct rmap_output **outputs, size_t *count,
                      struct rmap_error *err);

#define RMAP_WORLD_WINDOWS 2

/* The map's frame, and its close-up's on top of it; how many are put into `out`, whose strings live in the map's arena. A window
 * whose corners are no places (a globe's, a world map's), or whose projection has no WKT, is left out. */
size_t rmap_world_windows(struct rmap_map *map, struct rmap_window out[RMAP_WORLD_WINDOWS]);

#endif
