/* layers.h - shapefiles read inside a window. With attributes.h and shape_hooks.h all that reads by Shapelib.
 *
 *     struct rmap_source *source = rmap_source_open("geodata/land.shp", notes, err);
 *     struct rmap_feature feature;
 *     struct rmap_query query = {.window = window, .where = "a3=KOR|PRK"};
 *     while (rmap_source_next(source, &query, &feature))
 *         ... feature.shape, rmap_source_text(source, &feature, "name")
 *     rmap_source_close(source);
 *
 * Work grows with what lies in the window: a .qix index is used when it is there and no older than the file; rings outside the
 * window are passed over one by one. Nothing is ever written beside the input. A record that is damaged (bad part
 * index, coordinates that are not finite or out of range, ring not closed) is skipped, counted, and noted once.
 */
#ifndef RMAP_LAYERS_H
#define RMAP_LAYERS_H

#include "error.h"
#include "record.h"

struct rmap_source;

struct rmap_query {
    struct rmap_bounds window;  /* records and rings that miss it are passed over; west > east: over the antimeridian */
    const char *where;          /* "" or NULL: all; "field=A|B" or "field!=A|B", several joined with '&' */
    double thin_deg;            /* vertices nearer than this to the last kept one may be dropped, and many more of those
                                   beyond one side of the window; 0: none */
};

struct rmap_feature {
    int record;                 /* from 0, as in the file */
    struct rmap_shape shape;    /* borrowed until the next call; closed for polygons, clockwise outer rings */
};

/* path: with or without ".shp"; .shx, .dbf, .prj, .cpg, .qix are read beside it. NULL with RMAP_INPUT when a file cannot
 * be opened, is not a shapefile, or its .prj is not longitude/latitude. A missing .shx is an error that says how to make one;
 * a missing .dbf leaves attributes empty and is noted. */
struct rmap_source *rmap_source_open(const char *path, struct rmap_notes *notes, struct rmap_error *err);
void rmap_source_close(struct rmap_source *source); /* notes what was skipped; NULL is fine */
enum rmap_geometry rmap_source_geometry(const struct rmap_source *source);
const char *rmap_source_path(const struct rmap_source *source);
struct rmap_bounds rmap_source_bounds(const struct rmap_source *source);
/* The next feature of the query; false at the end. The first call with a new query starts it. False with an error for
 * an unknown field in `where`: see rmap_source_ok. */
bool rmap_source_next(struct rmap_source *source, const struct rmap_query *query, struct rmap_feature *feature);
void rmap_source_rewind(struct rmap_source *source);
bool rmap_source_ok(const struct rmap_source *source, struct rmap_error *err);
/* The attribute as UTF-8 text (turned from the .cpg's or the DBF's code page, CP949 for Korean files without one);
 * "" when absent. In the arena. */
const char *rmap_source_text(const struct rmap_source *source, const struct rmap_feature *feature, const char *field,
                             struct rmap_arena *arena);
double rmap_source_number(const struct rmap_source *source, const struct rmap_feature *feature, const char *field);

#endif
