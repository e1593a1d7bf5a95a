/* name_place.h - where the name of an area stands: on what it names, clear of what is placed, off coasts, borders and rings.
 *
 *     struct rmap_name name = {.kind = RMAP_NAME_SEA, .lettering = lettering, .anchor = middle, ...};
 *     if (rmap_name_place(map, &name)) ... rmap_name_take(map, &name), name.middle
 *
 * Page millimetres. The map's ground, what is taken and its ring lines are only read.
 */
#ifndef RMAP_NAME_PLACE_H
#define RMAP_NAME_PLACE_H

#include "lettering.h"
#include "map.h"

#define RMAP_ANY_LAND (-1)

struct rmap_name {
    struct rmap_lettering lettering;
    struct rmap_page anchor;
    double reach_mm;           /* how far it may move from its anchor */
    double step_mm;            /* of the grid on which places are tried */
    bool on_water;
    struct rmap_bounds limits; /* its middle and both ends stay in here; all zero: anywhere */
    struct rmap_path area;     /* and it lies wholly in here; empty: anywhere. The caller's to free */
    double area_air_mm;        /* with as much room above and below */
    int ground;                /* it stands on: rmap_ground_at's number, or RMAP_ANY_LAND */
    struct rmap_page middle;   /* out: where it stands */
};

/* How much a name may put up with: each allows what the ones before it allow. */
enum rmap_name_terms {
    RMAP_NAME_CLEAR,   /* wholly on its own ground, no ring crosses it */
    RMAP_NAME_CROSSED, /* a ring may cross it */
    RMAP_NAME_LOOSE,   /* its ends may leave its area, whose outline can be coarser than the coast that is drawn */
    RMAP_NAME_OVER,    /* a part may hang over a coast or border */
};

/* The cheapest place on a grid about the anchor: near it, with few lines and little other ground about. */
bool rmap_name_place(const struct rmap_map *map, struct rmap_name *name, enum rmap_name_terms terms);

/* An island's name stands on it where it fits, else beside it, on the sea. `island`: its box on the page. False when neither
 * is free. */
bool rmap_name_place_island(const struct rmap_map *map, struct rmap_name *name, struct rmap_box island);

/* Nothing else may stand where the name stands. */
void rmap_name_take(struct rmap_map *map, const struct rmap_name *name);

#endif
