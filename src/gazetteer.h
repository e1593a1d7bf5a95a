/* gazetteer.h - cities by their names, from the layer `cities`.
 *
 *     struct rmap_city city;
 *     bool known;
 *     if (!rmap_gazetteer_find(arena, &shelf, "pyongyang", &city, &known, err)) ...   several are called so
 */
#ifndef RMAP_GAZETTEER_H
#define RMAP_GAZETTEER_H

#include "around.h"

struct rmap_city {
    const char *name, *name_ko; /* name_ko may be "" */
    const char *country;        /* "KP" */
    struct rmap_lonlat at;
    const char *path;           /* of the layer */
};

/* All cities in the order of the layer, the main ones first; none when there is no such layer. In the arena. */
const struct rmap_city *rmap_gazetteer_list(struct rmap_arena *arena, const struct rmap_shelf *shelf, size_t *count);
/* The city of that name, English (ASCII case ignored) or Korean; *known: is there one? False, with RMAP_USAGE and their
 * positions, when several are called so. */
bool rmap_gazetteer_find(struct rmap_arena *arena, const struct rmap_shelf *shelf, const char *name, struct rmap_city *city,
                         bool *known, struct rmap_error *err);
/* `names`, NULL-terminated, and behind them every city's. In the arena. */
const char **rmap_gazetteer_names(struct rmap_arena *arena, const struct rmap_shelf *shelf, const char *const *names);

#endif
