/* record.h - one record of a .shp file, from its bytes to a shape: parts that miss the window are left out, what lies beside it is
 * thinned. Pure: no files. The layout is the ESRI Shapefile Technical Description's, 1998.
 */
#ifndef RMAP_RECORD_H
#define RMAP_RECORD_H

#include "geom.h"

enum rmap_geometry { RMAP_POINTS, RMAP_LINES, RMAP_POLYGONS };

/* What is asked of a record. */
struct rmap_record_view {
    struct rmap_bounds window; /* west <= east */
    double thin_deg;           /* 0: every vertex */
};

enum rmap_record_outcome { RMAP_RECORD_TAKEN, RMAP_RECORD_PASSED_OVER, RMAP_RECORD_DAMAGED };

/* What a file whose header names this type of shape holds; false for none of the three. */
bool rmap_record_geometry(int type, enum rmap_geometry *geometry);

/* Bytes of what stands before a record's parts and points, from its type on; at least 20. */
size_t rmap_record_head(int type);

/* With the head of a record at hand: does its box miss the window? A damaged box does not, a single point has none. */
bool rmap_record_misses(const unsigned char *record, const struct rmap_bounds *window);

/* With the head at hand: the bytes that the parts and points it claims take, itself included. Below 2^37. */
size_t rmap_record_bytes(const unsigned char *record);

/* Adds the record's parts to an empty shape; with DAMAGED the reason is told, and the shape is good for nothing. */
enum rmap_record_outcome rmap_record_read(const unsigned char *record, const struct rmap_record_view *view,
                                          struct rmap_shape *shape, const char **reason);

#endif
