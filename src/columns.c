#include "columns.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_WIDTH 3 /* of a column: Markdown's rule has three signs */

size_t rmap_columns_of(const char *text)
{
    size_t columns = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        columns += (*c & 0xC0) == 0x80 ? 0 : *c >= 0xE3 && *c <= 0xED ? 2 : 1;
    return columns;
}

void rmap_columns_add(struct rmap_columns *table, const char *cell)
{
    if (table->count == table->capacity)
        table->cells = rmap_grow(table->cells, &table->capacity, table->count + 1, sizeof *table->cells);
    table->cells[table->count++] = cell;
}

void rmap_columns_begin(struct rmap_columns *table, const char *titles)
{
    table->count = table->columns = 0;
    while (*titles) {
        size_t length = strcspn(titles, "|");
        bool right = titles[0] == '>';
        table->right[table->columns++] = right;
        rmap_columns_add(table, rmap_copy_n(table->arena, titles + right, length - right));
        titles += length + (titles[length] == '|');
    }
}

static void repeat(struct rmap_buffer *out, const char *sign, size_t times)
{
    for (size_t i = 0; i < times; i++)
        rmap_append_text(out, sign);
}

/* Without blanks at a row's end. */
static void print_padded(const struct rmap_columns *table, const char *const *row, const size_t *widths, struct rmap_buffer *out)
{
    size_t blanks = (size_t)table->indent; /* that the next text has before it */
    for (size_t i = 0; i < table->columns; i++) {
        size_t air = widths[i] - rmap_columns_of(row[i]);
        if (row[i][0])
            repeat(out, " ", blanks + (table->right[i] ? air : 0));
        rmap_append_text(out, row[i]);
        blanks = (row[i][0] ? 0 : blanks) + 2 + (table->right[i] && row[i][0] ? 0 : air);
    }
    rmap_append_text(out, "\n");
}

static void print_between_bars(const struct rmap_columns *table, const char *const *row, const size_t *widths,
                               struct rmap_buffer *out)
{
    rmap_append_text(out, "|");
    for (size_t i = 0; i < table->columns; i++) {
        size_t blanks = widths[i] - rmap_columns_of(row[i]);
        repeat(out, " ", 1 + (table->right[i] ? blanks : 0));
        rmap_append_text(out, row[i]);
        repeat(out, " ", table->right[i] ? 0 : blanks);
        rmap_append_text(out, " |");
    }
    rmap_append_text(out, "\n");
}

static void print_rule(const struct rmap_columns *table, const size_t *widths, struct rmap_buffer *out)
{
    rmap_append_text(out, "|");
    for (size_t i = 0; i < table->columns; i++) {
        rmap_append_text(out, table->right[i] ? " -" : " --");
        repeat(out, "-", widths[i] - 2);
        rmap_append_text(out, table->right[i] ? ": |" : " |");
    }
    rmap_append_text(out, "\n");
}

void rmap_columns_print(struct rmap_columns *table, struct rmap_buffer *out)
{
    size_t widths[RMAP_MOST_COLUMNS];
    for (size_t i = 0; i < table->columns; i++)
        widths[i] = LEAST_WIDTH;
    for (size_t at = 0; at + table->columns <= table->count; at += table->columns) {
        for (size_t i = 0; i < table->columns; i++) {
            size_t width = rmap_columns_of(table->cells[at + i]);
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    for (size_t at = 0; at + table->columns <= table->count; at += table->columns) {
        (table->markdown ? print_between_bars : print_padded)(table, table->cells + at, widths, out);
        if (at == 0 && table->markdown)
            print_rule(table, widths, out);
    }
    free(table->cells);
    table->cells = NULL;
    table->count = table->capacity = 0;
}
