/* measure.h - the numbers behind a map: distances, areas, lengths, shares of land. Each is computed when it is asked for.
 *
 *     struct rmap_measure *measure = rmap_measure_new(map);
 *     const struct rmap_lands *lands = rmap_measure_lands(measure, err);
 *     double share = rmap_measure_inside_m2(measure, 0, &lands->items[0], NULL) / lands->items[0].total_m2;
 *     rmap_measure_free(measure);
 *
 * Distances and areas are those of the WGS 84 ellipsoid. Land is that of the layer `countries` at full resolution, whatever
 * the map draws, lakes and rivers included; provinces are the land of their country inside their polygons, for the
 * polygons' own coast and border are coarser than the land's.
 */
#ifndef RMAP_MEASURE_H
#define RMAP_MEASURE_H

#include "map.h"
#include "overlay.h"
#include "zones.h"

/* A country, or a province of one. */
struct rmap_land {
    const char *code;             /* "KP", "KP-03"; the letters of a3 for a country without a known code */
    const char *a3;               /* "PRK" */
    const char *name, *name_ko;
    bool is_province;
    bool is_whole;                /* false: the data end inside it, so that it has no share */
    double total_m2;              /* of what the data hold */
    double stated_m2;             /* of the whole country as the layer's `area_km2` has it; 0 or NAN: it has none */
    const struct rmap_area **pieces;
    size_t piece_count;
};
struct rmap_lands {
    struct rmap_land *items;      /* both Koreas, the other countries, then the provinces, each in the file's order */
    size_t count, country_count;
    struct rmap_bounds bounds;    /* where the data end */
};

/* A line that is no border between two countries of the layer: the Military Demarcation Line, the Northern Limit Line. */
struct rmap_line {
    const char *kind;             /* "mdl", "nll" */
    const char *name, *name_ko;
    double length_m;              /* of the geodesics between its vertices */
    struct rmap_shape shape;
};
struct rmap_lines {
    struct rmap_line *items;
    size_t count;
};

/* A zone's own figures. */
struct rmap_zone_size {
    double area_m2, area_error_m2;
    double edge_m;                /* length of its edge, sides of a sector included */
    double edge_error_m;          /* largest distance of the edge that shares are computed with from the true curve */
};

struct rmap_measure;

struct rmap_measure *rmap_measure_new(struct rmap_map *map); /* sites, rings and folders of `map` must be there */
bool rmap_measure_ok(const struct rmap_measure *measure, struct rmap_error *err); /* of all so far: rmap_overlay_ok; NULL is fine */
void rmap_measure_free(struct rmap_measure *measure);        /* NULL is fine */

const struct rmap_zones *rmap_measure_zones(const struct rmap_measure *measure);
/* NULL with RMAP_INPUT when a layer cannot be read. */
const struct rmap_lands *rmap_measure_lands(struct rmap_measure *measure, struct rmap_error *err);
const struct rmap_lines *rmap_measure_lines(struct rmap_measure *measure, struct rmap_error *err);

struct rmap_zone_size rmap_measure_zone(struct rmap_measure *measure, size_t zone);
/* m2 of the land inside a zone. *error_m2 (may be NULL) gets how far that may be off: the length of the zone's edge in that
 * land times edge_error_m. */
double rmap_measure_inside_m2(struct rmap_measure *measure, size_t zone, const struct rmap_land *land, double *error_m2);
/* Metres of a line inside a zone. */
double rmap_measure_inside_m(struct rmap_measure *measure, size_t zone, const struct rmap_line *line);
/* Does the zone reach beyond where the data of the land end? */
bool rmap_measure_leaves_data(struct rmap_measure *measure, size_t zone, const struct rmap_lands *lands);

#endif
