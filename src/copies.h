/* copies.h - which copy of a layer suits a map: by its scale, and by whether the copy reaches as far as the map does.
 *
 * A layer `land` may lie in a folder as land.shp, land_mid.shp, land_wide.shp, land_low.shp, land_world.shp and
 * land_globe.shp: from the finest to the coarsest, each as a rule for a wider part of the Earth than the one before.
 *
 *     const struct rmap_copies *copies = rmap_copies_read(arena, "geodata", notes, err);
 *     struct rmap_copy copy = rmap_copy_choose(arena, "geodata", "land", 4.7e6, copies, &window);
 *     if (copy.path) ... rmap_source_open(copy.path, notes, err)
 */
#ifndef RMAP_COPIES_H
#define RMAP_COPIES_H

#include "error.h"
#include "geom.h"

/* How far the layers of a folder reach, and what their owners want to be named as. */
struct rmap_copies;

struct rmap_copy {
    const char *path;      /* NULL: the folder has no such layer */
    double finest;         /* scale denominator from which on its detail is enough; 0: for any */
};

/* Reads FOLDER/layers.csv: `layer`, the file without its suffix; `within`, the window that it was cut to, empty for none;
 * `credit`. In the arena. NULL with RMAP_INPUT when the table cannot be read. */
const struct rmap_copies *rmap_copies_read(struct rmap_arena *arena, const char *folder, struct rmap_notes *notes,
                                           struct rmap_error *err);
/* What is to be said for a layer; "" when nothing is. */
const char *rmap_copies_credit(const struct rmap_copies *copies, const char *layer);

/* The copy of `stem` that suits the scale; where it is missing or does not reach as far as the window, the next finer one that
 * does, else the next coarser one; where none does, the widest. copies NULL: all reach everywhere. window: degrees, west > east
 * over the antimeridian. */
struct rmap_copy rmap_copy_choose(struct rmap_arena *arena, const char *folder, const char *stem, double denominator,
                                  const struct rmap_copies *copies, const struct rmap_bounds *window);
/* The finest copy of all, to measure with; NULL when the folder has no such layer. */
const char *rmap_copy_finest(struct rmap_arena *arena, const char *folder, const char *stem);

#endif
