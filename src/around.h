/* around.h - the lines and areas that rings are drawn around, by name, from the layers. */
#ifndef RMAP_AROUND_H
#define RMAP_AROUND_H

#include "error.h"
#include "offset.h"

/* Where layers are looked for. */
struct rmap_shelf {
    const char *geodata;   /* ringmap's own; NULL: none */
    const char *user_data; /* looked into first; NULL or "": none */
};

/* A line or an area. */
struct rmap_stand {
    const char *id;             /* "mdl", "kp", "kr-11", or from the file's name */
    const char *name, *name_ko; /* "Military Demarcation Line"; either may be "" but not both */
    const struct rmap_offset *offset;
    const char *path;           /* of the shapefile that it was read from */
};

/* A name as people write it, ASCII case ignored:
 *
 *     mdl nll border       every line of that kind in the layer `boundary`, estuary and nll_east too
 *     KP KR CN ... PRK     the land of a country in the layer `countries`, from its finest copy that holds all of it
 *     KR-11                a province in the layer `provinces`
 *     my/lines.shp         everything in a shapefile: lines, areas or points
 *
 * *known: is there such a name? False, with RMAP_INPUT, only when a file cannot be read or is empty. All lives in the arena. */
bool rmap_stand_read(struct rmap_arena *arena, const struct rmap_shelf *shelf, const char *name, struct rmap_stand *stand,
                     bool *known, struct rmap_notes *notes, struct rmap_error *err);
/* What can be named but files: for lists and messages. In the arena. */
struct rmap_stand_name {
    const char *code;           /* "mdl", "KR-11", "KP" */
    const char *what;           /* "line", "province" or "country" */
    const char *name, *name_ko;
};
const struct rmap_stand_name *rmap_stand_list(struct rmap_arena *arena, const struct rmap_shelf *shelf, size_t *count);
/* The codes alone, NULL-terminated. */
const char **rmap_stand_names(struct rmap_arena *arena, const struct rmap_shelf *shelf);

#endif
