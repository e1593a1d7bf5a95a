/* setting.h - one value on its way into the options: checked against its option's type, complained about where it stood.
 *
 *     struct rmap_setting setting = {spec, arena, "option --rings", RMAP_USAGE, err};
 *     const char *text = rmap_setting_check(&setting, "180km,300km");
 */
#ifndef RMAP_SETTING_H
#define RMAP_SETTING_H

#include "error.h"
#include "option.h"

struct rmap_setting {
    const struct rmap_option_spec *spec;
    struct rmap_arena *arena;
    const char *where;
    enum rmap_status status; /* of a complaint */
    struct rmap_error *err;
};

/* The value as it is kept, in the arena: on one line, words in lower case, switches as on or off, `none` of rings and places
 * as "". NULL on failure, "WHERE: 'VALUE' is ...". */
const char *rmap_setting_check(const struct rmap_setting *setting, const char *given);

/* Adds an item to a list, or a line of `set` below the others, where the last one wins. A map file may hold 100,000. */
void rmap_gather(struct rmap_buffer *all, const char *separator, const char *item);
/* The text gathered, in the arena; NULL when `ok` is false. Frees the buffer. */
const char *rmap_keep(struct rmap_arena *arena, struct rmap_buffer *all, bool ok);

#endif
