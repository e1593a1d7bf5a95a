/* fit.h - the extent that shows all sites and rings of a map, with a margin. */
#ifndef RMAP_FIT_H
#define RMAP_FIT_H

#include "rings.h"

/* The narrowest in longitude, also across the antimeridian: then the east is above 180. All longitudes, -180..180, and the pole
 * when a ring holds one. At least one site or ring. Around a line or an area a ring is taken a thousandth too small at most. */
struct rmap_bounds rmap_fit_extent(const struct rmap_sites *sites, const struct rmap_rings *rings);

#endif
