/* lattice.h - a smooth map from degrees to millimetres, tabulated: some ten times as fast as asking PROJ.
 *
 * A box of degrees is divided into cells; in each the place on the page is a polynomial of second degree in both
 * directions through nine exact places. The lattice is checked against exact places when it is made, and given up when
 * it is not close enough.
 */
#ifndef RMAP_LATTICE_H
#define RMAP_LATTICE_H

#include "geom.h"

struct rmap_lattice; /* one block of memory: free() it */

/* Exact places of `count` points; shown[i] false where there is none. */
typedef void rmap_lattice_place(const void *context, const struct rmap_lonlat *p, size_t count,
                                struct rmap_page *out, bool *shown);

/* cells: per direction, at least 2. NULL when the box (west < east, perhaps beyond +-180) holds a place without image
 * or the interpolation would be off by more than tolerance_mm. Asks for 4 cells^2 places. */
struct rmap_lattice *rmap_lattice_new(struct rmap_bounds box, int cells, double tolerance_mm,
                                      rmap_lattice_place *place, const void *context);
/* Places points until one is not in the box (its longitude may be off by a whole circle). Returns how many. */
size_t rmap_lattice_look_up(const struct rmap_lattice *lattice, const struct rmap_lonlat *p, size_t count,
                            struct rmap_page *out);

#endif
