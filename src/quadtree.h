/* quadtree.h - the spatial index (.qix) that ogr2ogr, shptree and MapServer's tools write beside a shapefile.
 *
 * A header, then the nodes, each with its box and the records in it that no child holds, a parent before its children. Each node
 * says how many bytes lie below it, so that one walk through the file passes over what the window misses. Not left to
 * Shapelib, which makes room for whatever a damaged file claims.
 */
#ifndef RMAP_QUADTREE_H
#define RMAP_QUADTREE_H

#include <stdbool.h>

#include "geom.h"
#include "stream.h"

/* Is this an index for so many records, in the byte order of today's machines? Others are left alone. */
bool rmap_quadtree_fits(struct rmap_stream *file, int records);

/* The records, from 0 on, in rising order, that may meet the window (west <= east). malloc'd; NULL when the file is damaged:
 * a node reaches beyond the file, has no box, or names a record that is none. */
int *rmap_quadtree_search(struct rmap_stream *file, int records, const struct rmap_bounds *window, size_t *count);

#endif
