#include "reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool rmap_reader_blame(const struct rmap_reader *reader, const struct rmap_cell *cell, const char *format,
                       ...)
{
    char text[sizeof reader->err->text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return rmap_fail(reader->err, RMAP_INPUT, "%s:%d:%d: %s", reader->table->file, cell->line, cell->column,
                     text);
}

const struct rmap_cell *rmap_reader_cell(const struct rmap_reader *reader, size_t row, const char *column)
{
    return rmap_csv_cell(reader->table, row, rmap_csv_column(reader->table, column));
}

const char *rmap_reader_text(const struct rmap_reader *reader, size_t row, const char *column)
{
    return rmap_reader_cell(reader, row, column)->text;
}

bool rmap_reader_has(const struct rmap_reader *reader, const char *column)
{
    return rmap_csv_column(reader->table, column) >= 0;
}

bool rmap_is_among(const char *word, const char *const *names)
{
    for (; *names; names++)
        if (rmap_same_word(word, *names))
            return true;
    return false;
}

void rmap_reader_note_columns(const struct rmap_reader *reader, const char *const *known)
{
    for (size_t i = 0; i < reader->table->column_count; i++) {
        const char *column = reader->table->columns[i];
        const char *meant = rmap_is_among(column, known) ? NULL : rmap_nearest(column, known);
        if (meant && !rmap_reader_has(reader, meant))
            rmap_note(reader->notes, "%s: column '%s' is passed over; did you mean '%s'?",
                      reader->table->file, column, meant);
    }
}

bool rmap_is_id(const char *text)
{
    return text[0] && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

char *rmap_id_from(struct rmap_arena *arena, const char *text)
{
    char *word = rmap_alloc(arena, strlen(text) + 1);
    size_t length = 0;
    for (; *text; text++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word[length++] = c;
        else if (length > 0 && word[length - 1] != '-')
            word[length++] = '-';
    }
    if (length > 0 && word[length - 1] == '-')
        length--;
    word[length] = '\0';
    return word;
}

bool rmap_reader_check_id(const struct rmap_reader *reader, const struct rmap_cell *cell)
{
    static const char *const taken[] = {"all", "none", NULL};
    const char *better = rmap_id_from(reader->arena, cell->text);
    if (!rmap_is_id(cell->text) && better[0])
        return rmap_reader_blame(reader, cell, "id '%s' may hold only a-z, 0-9 and '-'; write '%s'",
                                 cell->text, better);
    if (!rmap_is_id(cell->text))
        return rmap_reader_blame(reader, cell, "id '%s' may hold only a-z, 0-9 and '-'", cell->text);
    if (rmap_is_among(cell->text, taken))
        return rmap_reader_blame(reader, cell,
                                 "'%s' cannot be an id, for lists of ids use it; choose another", cell->text);
    return true;
}

const char *rmap_skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}
