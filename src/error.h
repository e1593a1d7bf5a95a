/* error.h - failures and notes: how every room says what went wrong.
 *
 *     if (!file)
 *         return rmap_fail(err, RMAP_INPUT, "cannot open '%s': %s", path, strerror(errno));
 *
 * A failure ends the work and is reported once. A note (a damaged record, a dropped label) does not end it:
 * notes are gathered and printed once at the end.
 */
#ifndef RMAP_ERROR_H
#define RMAP_ERROR_H

#include "mem.h"
#include "ringmap.h"

/* Keeps the first failure and returns false, so that it can stand in a `return`. A NULL err is allowed.
 * Wording: lower case, the subject quoted, no full stop, and what to do after a semicolon. */
bool rmap_fail(struct rmap_error *err, enum rmap_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The name among `names` (NULL-terminated) nearest to `word`, when it is near enough to be a slip of the
 * finger; else NULL. Edit distance, case ignored. */
const char *rmap_nearest(const char *word, const char *const *names);

struct rmap_notes {
    struct rmap_arena *arena; /* borrowed: the map's */
    const char **lines;
    size_t count, capacity;
};

/* Adds one note unless the same text stands there already, or a hundred others do. A NULL `notes` is allowed. */
void rmap_note(struct rmap_notes *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
