/* values.h - values as people write them: distances, azimuths, lengths, positions, extents, lists.
 *
 * Each rmap_parse_... returns false and says why in `why` (static text).
 */
#ifndef RMAP_VALUES_H
#define RMAP_VALUES_H

#include "geom.h"
#include "mem.h"

/* "300km" -> 300000. Units m km mi nmi (or nm) ft; case ignored; a blank may stand before the unit. Negative
 * and zero are refused ("must be above zero"), a missing unit too ("needs a unit: km, m, mi or nmi"), less
 * than 10 m and more than half the Earth. unit: the unit as canonical text ("km"), may be NULL. number: as
 * typed in that unit, may be NULL. */
bool rmap_parse_distance(const char *text, double *metres, double *number, const char **unit,
                         const char **why);
/* "45", "45°", "NE": an azimuth, 0..360; one of the 16 compass points, case ignored. */
bool rmap_parse_bearing(const char *text, double *deg, const char **why);
/* "160mm" "6.5in" "1600px"; a bare number is mm. */
bool rmap_parse_length(const char *text, double dpi, double *mm, const char **why);
/* "37.5665,126.978" or "37.5665N 126.978E" or 37°33'59"N 126°58'41"E: latitude first. When only a range
 * is missed (latitude -90..90, longitude -180..180), *at holds what was read. */
bool rmap_parse_position(const char *text, struct rmap_lonlat *at, const char **why);
/* W,S,E,N in degrees ("124,33,131,43.1") or a name below. Longitudes -180..360, kept as -180..180: west >
 * east runs over 180 degrees. `fit` is refused here, for it needs the map's rings and sites. */
bool rmap_parse_extent(const char *text, struct rmap_bounds *bounds, const char **why);
/* What makes an extent look as if its west and east were swapped: it crosses the antimeridian and is wider than half the Earth.
 * "goes eastwards from 131 to 124, 353 degrees wide; the west comes first: 124,33,131,43"; NULL for others. In the arena. */
const char *rmap_extent_doubt(struct rmap_arena *arena, const struct rmap_bounds *bounds);
/* A page that has a name: "a4", "a4-landscape", "social". */
struct rmap_page_size {
    const char *name;
    double width_mm, height_mm; /* height 0: as the extent needs */
    double dpi;                 /* of a size that is pixels; 0: not a size's to say */
    const char *about;
};
extern const struct rmap_page_size rmap_page_sizes[]; /* upright papers and screens; ends with a NULL name */
/* False, out untouched, when there is none of that name. Case ignored. "-landscape" lays a paper on its side. */
bool rmap_page_size_named(const char *name, struct rmap_page_size *out);
/* The extents that have names, NULL-terminated: korea, north, south, dmz, ... */
extern const char *const rmap_extent_names[];
/* False, out untouched, when there is none of that name. Case ignored. */
bool rmap_extent_named(const char *name, struct rmap_bounds *out);
bool rmap_names_shapefile(const char *text); /* ends in ".shp", in any case */
/* Splits a list at commas and semicolons outside quotes, blanks cut; empty items are dropped. In the arena,
 * NULL-terminated. */
const char **rmap_split_list(struct rmap_arena *arena, const char *text, size_t *count);
/* Items of a places list: ids stay single, two neighbouring numbers become one "lat,lon". */
const char **rmap_split_places(struct rmap_arena *arena, const char *text, size_t *count);

#endif
