/* account.h - what --verbose tells of a map: how long each stage took, what was placed, how true the rings came out, what
 * was left out since it would be wrong, and from which files.
 *
 *     rmap_account_stage(map->account, "tables", read_tables(map, err)) && ...
 *     const char *text = rmap_account_text(map);
 *
 * It goes to the terminal and never into a file, which must not depend on a clock.
 */
#ifndef RMAP_ACCOUNT_H
#define RMAP_ACCOUNT_H

#include "map.h"

struct rmap_account {
    struct { const char *name; double ms; } stages[8];
    size_t count;
    double last_ms;
};

void rmap_account_begin(struct rmap_account *account);
/* Notes a stage that has just ended, from the end of the one before. NULL is fine. Returns `ok`. */
bool rmap_account_stage(struct rmap_account *account, const char *name, bool ok);
/* Lines without an end of line at the last, in the map's arena. */
const char *rmap_account_text(const struct rmap_map *map);

#endif
