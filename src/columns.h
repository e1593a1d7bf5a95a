/* columns.h - rows of text in columns, as a terminal or a reader of Markdown shows them.
 *
 *     struct rmap_columns table = {.arena = arena, .indent = 2};
 *     rmap_columns_begin(&table, "from|to|>km");
 *     rmap_columns_add(&table, "Seoul"), ...               cell by cell, row by row
 *     rmap_columns_print(&table, out);                     the next begin starts anew
 */
#ifndef RMAP_COLUMNS_H
#define RMAP_COLUMNS_H

#include "mem.h"

#define RMAP_MOST_COLUMNS 8

struct rmap_columns {
    struct rmap_arena *arena;
    bool markdown;          /* between bars, with a rule below the titles; else padded with blanks */
    int indent;             /* blanks before each row; not in Markdown */
    const char **cells;     /* the titles first; malloc'd while a table is being filled */
    size_t count, capacity, columns;
    bool right[RMAP_MOST_COLUMNS]; /* numbers stand at the right */
};

/* titles: a column for each, at the right with '>'; up to RMAP_MOST_COLUMNS. */
void rmap_columns_begin(struct rmap_columns *table, const char *titles);
/* Borrowed until the table is printed. */
void rmap_columns_add(struct rmap_columns *table, const char *cell);
void rmap_columns_print(struct rmap_columns *table, struct rmap_buffer *out);

/* Columns that a terminal gives a text: Hangul and the like take two. */
size_t rmap_columns_of(const char *text);

#endif
