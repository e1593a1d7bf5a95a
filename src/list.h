/* list.h - `ringmap list`: what there is, written from the tables that the program itself uses. */
#ifndef RMAP_LIST_H
#define RMAP_LIST_H

#include "options.h"

struct rmap_list_request {
    struct rmap_arena *arena;
    const struct rmap_options *options;
    const char *home;          /* holds geodata/ and styles/ */
    const char *name;          /* of the style, for "style" (NULL: the options'), of the shell, for "completion", or "tsv", for
                                  "options" */
};

/* What can be listed. */
struct rmap_topic {
    const char *name, *about;  /* about: up to 60 characters */
    bool needs_home;           /* it hangs on geodata/ or styles/ */
    bool (*list)(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err);
};
extern const struct rmap_topic rmap_topics[]; /* ends with a NULL name */
/* RMAP_USAGE, and NULL, for an unknown name, and for NULL: then the message says which there are. */
const struct rmap_topic *rmap_topic_find(struct rmap_arena *arena, const char *name, struct rmap_error *err);

/* A type as people read it: "distances: m km mi nmi ft, a list"; of a choice its words. In the arena. */
const char *rmap_option_type_text(struct rmap_arena *arena, const struct rmap_option_spec *spec);
/* "180km,300km", "computed", "none". */
const char *rmap_option_default_text(const struct rmap_option_spec *spec);

#endif
