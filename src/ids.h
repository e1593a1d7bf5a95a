/* ids.h - a set of ids, each used once.
 *
 *     struct rmap_ids ids = {.arena = arena};
 *     const char *first = rmap_ids_take(&ids, "osan", "sites.csv:3");   NULL: it was free; else who has it
 *     const char *id = rmap_ids_make(&ids, "osan");                      "osan-2"
 *     const char *stem = rmap_ids_stem(arena, "out/Korea map.svg");      "korea-map"
 */
#ifndef RMAP_IDS_H
#define RMAP_IDS_H

#include "mem.h"

struct rmap_ids {
    struct rmap_arena *arena; /* borrowed: everything lives there */
    struct rmap_id_slot *slots;
    size_t count, capacity;
};

/* Takes the id, unless it is taken: then the `where` of who took it. Both texts are borrowed as long as the set is used. */
const char *rmap_ids_take(struct rmap_ids *ids, const char *id, const char *where);
/* Takes and returns the stem itself, or when it is taken "STEM-2" or the next number that is free; in the arena. */
const char *rmap_ids_make(struct rmap_ids *ids, const char *stem);

/* A name as an id: in small letters, a "-" for what ids of HTML, SVG, CSS, LaTeX and Typst do not all take; letters of other scripts
 * stay. In the arena. */
const char *rmap_ids_word(struct rmap_arena *arena, const char *name);
/* A file's name as an id, without folder and suffix. */
const char *rmap_ids_stem(struct rmap_arena *arena, const char *path);

#endif
