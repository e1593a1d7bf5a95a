/* zones.h - what is measured and exported: a ring, or all rings of a class as one where the option `dissolve` says so.
 *
 *     const struct rmap_zones *zones = rmap_zones_new(map);
 *     const struct rmap_area *area = rmap_zone_area(&zones->items[0], overlay, 1.0, &error_m);
 */
#ifndef RMAP_ZONES_H
#define RMAP_ZONES_H

#include "map.h"
#include "overlay.h"

struct rmap_zone {
    const struct rmap_ring *const *rings; /* the largest first */
    size_t count;
    const char *id;               /* the ring's, or of several "dissolved-outer" */
    const char *class;
    const char *label, *label_ko; /* of several: "100 km, 300 km" */
    const char *around;           /* the id of the place, or ids: "osan,jsa" */
    const char *place, *place_ko; /* its name, or names */
    const char *note, *source;    /* of several: "" */
};
struct rmap_zones {
    struct rmap_zone *items;
    size_t count;
};

/* From one place to another: metres, azimuth at the first, and at the second back to the first; degrees 0..360, or NAN where
 * there is none: inside an area. */
struct rmap_bearing {
    double distance_m, azimuth_deg, back_deg;
};

/* The rings of the map in their order. In the map's arena. */
const struct rmap_zones *rmap_zones_new(struct rmap_map *map);
/* Within the tolerance; *error_m gets the largest deviation of its edges from the true curve. */
const struct rmap_area *rmap_zone_area(const struct rmap_zone *zone, struct rmap_overlay *overlay, double tolerance_m,
                                       double *error_m);
/* The true area in m2 of one ring around a point, good to 1e-11 of the disc's, without drawing its edge; false, *m2 untouched,
 * for other zones, and near half the Earth: their areas are those of their edges. */
bool rmap_zone_m2(const struct rmap_zone *zone, double *m2);
/* Where a point lies from the nearest of the zone's places; true when the zone holds it, edge included. */
bool rmap_zone_holds(const struct rmap_zone *zone, struct rmap_lonlat at, struct rmap_bearing *from_place);
/* One ring with azimuths; one ring around a point. */
bool rmap_zone_is_sector(const struct rmap_zone *zone);
bool rmap_zone_has_centre(const struct rmap_zone *zone);

struct rmap_bearing rmap_bearing_between(struct rmap_lonlat from, struct rmap_lonlat to);
/* The tolerance that the options give in metres; else `fallback_m`. */
double rmap_ground_tolerance(const struct rmap_options *options, double fallback_m);

#endif
