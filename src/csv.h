/* csv.h - a CSV table (RFC 4180) whose cells know their line and column.
 *
 * UTF-8 with or without a byte order mark, LF or CRLF; a comma, semicolon or tab separates (told from the
 * header line). Lines that begin with '#', empty lines and rows of empty cells are passed over. A file that
 * is not UTF-8 is read as CP949 (Korean Windows) through iconv when every byte fits, with a note; else it is
 * an error that says where.
 */
#ifndef RMAP_CSV_H
#define RMAP_CSV_H

#include "error.h"

/* Blanks around unquoted text are cut; "" when missing. */
struct rmap_cell { const char *text; int line, column; };

struct rmap_table {
    const char *file;
    const char **columns;     /* lower case, as in the header */
    size_t column_count;
    struct rmap_cell *cells;  /* row_count x column_count */
    size_t row_count;
};

/* Everything lives in the arena. NULL with RMAP_INPUT and "FILE:LINE:COLUMN: ...": no header, a quote not
 * closed, a row with more cells than the header, a column named twice, over 64 MiB, 1000 columns, 4,000,000
 * cells or 65,536 bytes in one. */
struct rmap_table *rmap_csv_read(struct rmap_arena *arena, const char *path, struct rmap_notes *notes,
                                 struct rmap_error *err);
struct rmap_table *rmap_csv_parse(struct rmap_arena *arena, const char *name, const char *text, size_t length,
                                  struct rmap_notes *notes, struct rmap_error *err);
/* The column's index, or -1. */
int rmap_csv_column(const struct rmap_table *table, const char *name);
/* Never NULL: an absent column (-1) gives an empty cell at the row's line. */
const struct rmap_cell *rmap_csv_cell(const struct rmap_table *table, size_t row, int column);

#endif
