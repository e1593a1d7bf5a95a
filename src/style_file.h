/* style_file.h - what style files and --set say, as text, before it becomes rules. */
#ifndef RMAP_STYLE_FILE_H
#define RMAP_STYLE_FILE_H

#include "error.h"
#include "options.h"
#include "rule.h"

/* What is said of one rule or class; NULL: nothing. */
struct rmap_draft {
    const char *id;
    const char *text[RMAP_PROPERTIES];
    struct rmap_draft *classes, *next;
};

/* A style: what it says of itself, and its rules in drawing order. Lives in the arena. */
struct rmap_drafts {
    struct rmap_arena *arena;
    const char *about;
    struct rmap_draft *rules;
};

/* Reads style NAME of the folder, or the .yaml file that it is, over the styles that it stands on; every value is tried. `where` is
 * whoever names it. False with RMAP_STYLE and "FILE:LINE:COLUMN: unknown property ...; did you mean ...". */
bool rmap_style_file_read(struct rmap_drafts *drafts, const char *folder, const char *name, const char *where,
                          struct rmap_error *err);
/* Lines "rule.property=value" and "rule.class.property=value" of --set. False with RMAP_USAGE or RMAP_STYLE. */
bool rmap_style_file_override(struct rmap_drafts *drafts, const struct rmap_options *options, struct rmap_error *err);

/* Names of the styles in the folder, sorted, NULL-terminated, in the arena; for `ringmap list styles`. */
const char **rmap_style_names(struct rmap_arena *arena, const char *style_dir, size_t *count);

#endif
