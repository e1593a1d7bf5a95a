/* list.h - `ringmap list` and --help: what there is, written from the tables that the program itself uses. */
#ifndef RMAP_LIST_H
#define RMAP_LIST_H

#include "options.h"

struct rmap_list_request {
    struct rmap_arena *arena;
    const struct rmap_options *options;
    const char *home;          /* holds geodata/ and styles/ */
    const char *name;          /* of the style, for "style" (NULL: the options'), or of the shell, for "completion" */
};

/* RMAP_USAGE for an unknown `what`. */
bool rmap_list(const struct rmap_list_request *request, const char *what, struct rmap_buffer *out,
               struct rmap_error *err);

#endif
