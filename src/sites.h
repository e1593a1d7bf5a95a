/* sites.h - the table of sites; every complaint carries path:line:column. */
#ifndef RMAP_SITES_H
#define RMAP_SITES_H

#include "error.h"
#include "geom.h"
#include "mem.h"

struct rmap_site {
    const char *id;               /* [a-z0-9-]+, unique */
    const char *name, *name_ko;   /* either may be "" but not both */
    struct rmap_lonlat at;
    const char *kind;             /* "airbase", "base", "border", "island", "capital", ...: a class of the style's sites */
    const char *pin;              /* "", a compass point ("NE"), or "dx,dy" in mm */
    const char *note, *source;
    const char *link;             /* where the marker leads to in an SVG or PDF: http, https or mailto; "" for none */
    const char *where;            /* "geodata/sites.csv:3" */
};

struct rmap_sites {
    struct rmap_site *items;
    size_t count;
};

/* Reads a CSV with columns id, name, lat, lon and optionally name_ko, kind, pin, note, source, link. name_ko may stand for
 * name. Without a column id, ids are made from the English names ("Camp Humphreys": camp-humphreys), else from the row
 * ("site-3"). lat and lon are decimal degrees, with or without the hemisphere ("37.5665", "37.5665N"). Other columns are
 * passed over; one spelt nearly like a known one is noted.
 * Fails with RMAP_INPUT: a missing column, a latitude off -90..90, a longitude off -180..180, an id used twice, no name, a
 * pin that is none, a link of another kind, more than 100,000 sites. An empty table is no error: the note says so. Everything lives in the
 * arena. */
bool rmap_sites_read(struct rmap_sites *sites, struct rmap_arena *arena, const char *path, struct rmap_notes *notes,
                     struct rmap_error *err);
/* ASCII case ignored. NULL when there is none. */
const struct rmap_site *rmap_site_find(const struct rmap_sites *sites, const char *id);
/* Fails with "WHERE: no site 'seol'; did you mean 'seoul'?", or says which ones there are. more: other names that may be meant,
 * of cities, lines and areas, or NULL. */
bool rmap_site_unknown(const struct rmap_sites *sites, struct rmap_arena *arena, const char *id, const char *const *more,
                       const char *where, enum rmap_status status, struct rmap_error *err);
/* Keeps the sites named by a list of ids ("all", "none", "osan,seoul"), in the table's order; RMAP_USAGE with the nearest id. */
bool rmap_sites_choose(struct rmap_sites *sites, struct rmap_arena *arena, const char *ids, const char *where,
                       struct rmap_error *err);

#endif
