/* centres.h - the places that rings stand around and that no site marks: what a reader of rings looks for first. */
#ifndef RMAP_CENTRES_H
#define RMAP_CENTRES_H

#include "map.h"

struct rmap_centre {
    const struct rmap_ring *ring;   /* the first one around it */
    const char *name, *name_ko;     /* of a city, or of a site that is not shown; "" of a position */
};

/* Each point that rings stand around, once, but for the sites shown. In the arena. */
struct rmap_centre *rmap_centres_find(const struct rmap_map *map, size_t *count);

#endif
