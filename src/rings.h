/* rings.h - the rings and radials that the options and a ring table ask for; every complaint carries its place. */
#ifndef RMAP_RINGS_H
#define RMAP_RINGS_H

#include "around.h"
#include "error.h"
#include "geom.h"
#include "options.h"
#include "sites.h"

/* A place that rings are drawn around: a site, a position given by hand, or a line or an area. */
struct rmap_place {
    const char *id;               /* the site's id, or made from the position: "37-5665n-126-978e", or "mdl" */
    const char *name, *name_ko;   /* the site's names, or the position as text */
    struct rmap_lonlat at;        /* the middle of a line or an area */
    const struct rmap_offset *shape; /* NULL: a point */
    const char *path;             /* of the shapefile that it was found in; NULL: in none */
};

/* One ring as asked for: a disc, annulus or sector around one place. outline.h draws it. */
struct rmap_ring {
    const char *id;               /* [a-z0-9-]+, unique on the map: "300km-seoul" */
    struct rmap_place place;
    double outer_m, inner_m;      /* inner 0: a disc */
    double from_deg, to_deg;      /* azimuths clockwise, 0..360; 0 and 0: all round */
    const char *label, *label_ko; /* "300 km"; what is written on the line; never "" */
    const char *inner_label;      /* "50 km", on the inner line; "" for none */
    const char *class;            /* a class of the style's rings: "inner", "middle", "outer", or the table's */
    const char *note, *source;    /* "" for none */
};

/* A line from a place outwards. */
struct rmap_radial {
    const char *id;               /* "radial-045-seoul" */
    struct rmap_place place;      /* a point */
    double azimuth_deg;           /* clockwise from true north at the place, 0..360 */
    double from_m, to_m;          /* from the inner distance to the farthest ring around the place */
    const char *label;            /* "045°" */
    const char *class;            /* "radial", a class of the style's rings */
};

struct rmap_rings {
    struct rmap_ring *items;
    size_t count;
    struct rmap_radial *radials;
    size_t radial_count;
};

/* The rings that the options ask for: each distance of `rings` around each place of `around`, and each row of the ring
 * table around its own places, or else around those of `around`. With a ring table and no `rings` given, the default
 * distances stay out; with both, the table's rings follow the distances'. `rings: none` leaves the table's alone.
 * `around` may be "all": every site. Names that are no site's are looked up as lines and areas: around.h.
 *
 * `inner` and `sector` hold for the distances of `rings`, not for the table's. `interval` goes on from the one distance
 * that `rings` gives, else from the interval itself, until there are `count`. `radials` go from each place of `around`
 * that is a point to the farthest ring around it.
 *
 * The table's columns, all but radius optional, distances with their units: id, around, radius, inner (an annulus), from
 * and to (a sector: degrees 0..360 or one of the 16 compass points), count and interval (so many rings, each farther by
 * the interval, from the radius or, without one, from the interval on), label, label_ko, class, note, source.
 *
 * shelf: the layers for lines and areas, or NULL.
 * default_table: the shipped ring table, or NULL. When neither `rings` nor a table is given, a distance that it knows takes
 * over the row's class, label_ko, note and source; a table that cannot be read is noted.
 *
 * Without a class of its own the farthest ring has class "outer", the nearest "inner", those between "middle". Labels keep
 * number and unit as typed ("162 nmi"), with a thin space (U+2009). A ring asked for twice is noted and drawn once.
 * Fails with RMAP_USAGE (options) or RMAP_INPUT (tables), with the place. Everything lives in the arena. */
bool rmap_rings_read(struct rmap_rings *rings, struct rmap_arena *arena, const struct rmap_sites *sites,
                     const struct rmap_options *options, const struct rmap_shelf *shelf, const char *default_table,
                     struct rmap_notes *notes, struct rmap_error *err);

/* Is there a ring around the site of that id? */
bool rmap_rings_around(const struct rmap_rings *rings, const char *id);

#endif
