/* export_formats.h - what export.c gathers and the files export_*.c write: one function per format. */
#ifndef RMAP_EXPORT_FORMATS_H
#define RMAP_EXPORT_FORMATS_H

#include "zones.h"

#define RMAP_EXPORT_DECIMALS 7 /* of degrees, as RFC 7946 has it: 1 cm */

struct rmap_export_ring {
    const struct rmap_zone *zone;
    struct rmap_shape shape;  /* within longitudes -180..180, on multiples of 1e-7; each polygon's outer part clockwise, then
                                 its holes; closed by repeating the first point */
    double area_m2, error_m;
};

struct rmap_export_radial {
    const struct rmap_radial *radial;
    struct rmap_shape shape;  /* open, within longitudes -180..180 */
};

struct rmap_export {
    struct rmap_map *map;
    struct rmap_export_ring *rings;
    size_t ring_count;
    struct rmap_export_radial *radials;
    size_t radial_count;
    double error_m;           /* the largest of the rings' */
};

/* Each writes the file or files of `path`; false with RMAP_OUTPUT. */
bool rmap_export_geojson(const struct rmap_export *export, const char *path, struct rmap_error *err);
bool rmap_export_kml(const struct rmap_export *export, const char *path, struct rmap_error *err);
bool rmap_export_shp(const struct rmap_export *export, const char *path, struct rmap_error *err);
bool rmap_export_csv(const struct rmap_export *export, const char *path, struct rmap_error *err);

/* The first part after `part` that begins another polygon, or the count of parts. */
size_t rmap_export_polygon_end(const struct rmap_shape *shape, size_t part);
/* "300 km around Seoul", in the map's language. */
const char *rmap_export_title(const struct rmap_map *map, const struct rmap_zone *zone);
/* Opens `path`, writes the text, commits. Frees nothing. */
bool rmap_export_text(const char *path, const struct rmap_buffer *text, struct rmap_error *err);

#endif
