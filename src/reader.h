/* reader.h - a table while it is read: cells by their column's name, complaints at the cell, ids.
 *
 *     struct rmap_reader reader = {rmap_csv_read(arena, path, notes, err), arena, notes, err};
 *     if (!rmap_reader_check_id(&reader, rmap_reader_cell(&reader, row, "id")))
 *         return false;
 */
#ifndef RMAP_READER_H
#define RMAP_READER_H

#include "csv.h"
#include "error.h"
#include "mem.h"

/* All borrowed. */
struct rmap_reader {
    const struct rmap_table *table;
    struct rmap_arena *arena;
    struct rmap_notes *notes;
    struct rmap_error *err;
};

/* Fails with RMAP_INPUT and the cell's path:line:column. */
bool rmap_reader_blame(const struct rmap_reader *reader, const struct rmap_cell *cell, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A column that is not there has empty cells. */
const struct rmap_cell *rmap_reader_cell(const struct rmap_reader *reader, size_t row, const char *column);
const char *rmap_reader_text(const struct rmap_reader *reader, size_t row, const char *column);
bool rmap_reader_has(const struct rmap_reader *reader, const char *column);
/* Columns that are not known are passed over, but one that looks like a slip of the finger is noted. */
void rmap_reader_note_columns(const struct rmap_reader *reader, const char *const *known);

/* Is the word one of `names` (NULL-terminated)? ASCII case ignored. */
bool rmap_is_among(const char *word, const char *const *names);
/* Only a-z, 0-9 and '-', and at least one of them? */
bool rmap_is_id(const char *text);
/* Lower case, '-' for what no id may hold: "Camp Humphreys" becomes "camp-humphreys"; "" when nothing is left. In the arena. */
char *rmap_id_from(struct rmap_arena *arena, const char *text);
/* An id in a table: its grammar, and words that mean something else in lists of ids. */
bool rmap_reader_check_id(const struct rmap_reader *reader, const struct rmap_cell *cell);
/* Past blanks and tabs. */
const char *rmap_skip_blanks(const char *text);

#endif
