#define _POSIX_C_SOURCE 200809L

#include "csv.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

#define MAX_BYTES   ((size_t)64 << 20)
#define MAX_COLUMNS 1000
#define MAX_CELL    65536 /* bytes: nobody reads more, and a quote that nobody closed swallows the rest of the table */
#define MAX_CELLS   ((size_t)4000000) /* of 16 bytes each, where 64 MB of commas would be a gigabyte */

/* Cells are unquoted and cut in place: what is read never overtakes what is still to be read. */
struct scanner {
    const char *file;
    char *at, *end;   /* *end is a NUL */
    int line, column; /* of `at`, from 1; columns count characters */
    char separator;
    struct rmap_error *err;
};

static bool fail_at(const struct scanner *scanner, int line, int column, const char *problem)
{
    return rmap_fail(scanner->err, RMAP_INPUT, "%s:%d:%d: %s", scanner->file, line, column, problem);
}

static bool at_line_end(const struct scanner *scanner)
{
    return scanner->at == scanner->end || *scanner->at == '\n' || *scanner->at == '\r';
}

static bool at_cell_end(const struct scanner *scanner)
{
    return at_line_end(scanner) || *scanner->at == scanner->separator;
}

/* One byte on. A CR alone ends a line too, as old spreadsheets write it. */
static void step(struct scanner *scanner)
{
    unsigned char c = (unsigned char)*scanner->at++;
    if (c == '\n' || (c == '\r' && (scanner->at == scanner->end || *scanner->at != '\n'))) {
        scanner->line++;
        scanner->column = 1;
    } else if ((c & 0xC0) != 0x80) {
        scanner->column++;
    }
}

static void skip_blanks(struct scanner *scanner)
{
    while (scanner->at < scanner->end && *scanner->at != scanner->separator
           && (*scanner->at == ' ' || *scanner->at == '\t'))
        step(scanner);
}

/* Lines that hold nothing: comments, and empty ones. */
static void skip_idle_lines(struct scanner *scanner)
{
    while (scanner->at < scanner->end && (*scanner->at == '#' || at_line_end(scanner))) {
        while (!at_line_end(scanner))
            step(scanner);
        while (scanner->at < scanner->end && (*scanner->at == '\r' || *scanner->at == '\n'))
            step(scanner);
    }
}

/* --- cells --- */

static bool read_quoted(struct scanner *scanner, struct rmap_cell *cell)
{
    step(scanner);
    char *out = scanner->at;
    cell->text = out;
    for (;;) {
        if (scanner->at == scanner->end)
            return fail_at(scanner, cell->line, cell->column, "a quote is opened but not closed");
        char c = *scanner->at;
        bool quote = c == '"';
        step(scanner);
        if (quote) {
            if (scanner->at == scanner->end || *scanner->at != '"')
                break;
            step(scanner);
        }
        *out++ = c;
    }
    *out = '\0'; /* where the closing quote stood, or before */
    skip_blanks(scanner);
    if (!at_cell_end(scanner))
        return fail_at(scanner, scanner->line, scanner->column,
                       "text after a closing quote; write a quote inside a cell twice");
    return true;
}

/* *end: where the cell's text ends, to be cut once the separator was seen. */
static char *read_plain(struct scanner *scanner, struct rmap_cell *cell)
{
    char *end = scanner->at;
    cell->text = scanner->at;
    while (!at_cell_end(scanner)) {
        bool blank = *scanner->at == ' ' || *scanner->at == '\t';
        step(scanner);
        if (!blank)
            end = scanner->at;
    }
    return end;
}

/* Reads one cell and passes its separator; *last tells whether the line ended instead, which is passed as well. */
static bool read_cell(struct scanner *scanner, struct rmap_cell *cell, bool *last)
{
    skip_blanks(scanner);
    cell->line = scanner->line;
    cell->column = scanner->column;
    char *begin = scanner->at, *end = NULL;
    if (!at_line_end(scanner) && *scanner->at == '"') {
        if (!read_quoted(scanner, cell))
            return false;
    } else {
        end = read_plain(scanner, cell);
    }
    if (scanner->at - begin > MAX_CELL)
        return fail_at(scanner, cell->line, cell->column, "a cell of more than 65,536 bytes; is there a quote too many?");
    *last = at_line_end(scanner);
    if (scanner->at < scanner->end)
        step(scanner); /* the LF of a CRLF is passed with the idle lines */
    if (end)
        *end = '\0';
    return true;
}

/* --- lines --- */

/* The one of comma, semicolon and tab that the header has most of, outside quotes. */
static char find_separator(const struct scanner *scanner)
{
    static const char choices[] = ",;\t";
    size_t counts[3] = {0};
    bool quoted = false;
    for (const char *c = scanner->at; c < scanner->end && (quoted || (*c != '\n' && *c != '\r')); c++) {
        if (*c == '"')
            quoted = !quoted;
        const char *found = strchr(choices, *c);
        if (!quoted && found && *c)
            counts[found - choices]++;
    }
    size_t best = 0;
    for (size_t i = 1; i < 3; i++)
        if (counts[i] > counts[best])
            best = i;
    return choices[best];
}

static bool read_header(struct scanner *scanner, struct rmap_arena *arena, struct rmap_table *table)
{
    skip_idle_lines(scanner);
    if (scanner->at == scanner->end)
        return fail_at(scanner, scanner->line, scanner->column,
                       "no header; the first line must name the columns");
    scanner->separator = find_separator(scanner);
    table->columns = rmap_alloc(arena, MAX_COLUMNS * sizeof *table->columns);
    for (bool last = false; !last;) {
        struct rmap_cell cell;
        if (!read_cell(scanner, &cell, &last))
            return false;
        if (table->column_count == MAX_COLUMNS)
            return fail_at(scanner, cell.line, cell.column, "more than 1000 columns");
        char *name = rmap_copy(arena, cell.text);
        for (char *c = name; *c; c++)
            if (*c >= 'A' && *c <= 'Z')
                *c = (char)(*c - 'A' + 'a');
        if (name[0] && rmap_csv_column(table, name) >= 0)
            return rmap_fail(scanner->err, RMAP_INPUT, "%s:%d:%d: column '%s' is named twice; rename one",
                             scanner->file, cell.line, cell.column, name);
        table->columns[table->column_count++] = name;
    }
    return true;
}

static const char *separator_name(char separator)
{
    if (separator == '\t')
        return "a tab";
    return separator == ';' ? "';'" : "','";
}

/* Fills one row of cells. Missing ones are empty and stand at the end of the line. */
static bool read_row(struct scanner *scanner, const struct rmap_table *table, struct rmap_cell *row)
{
    size_t count = 0;
    for (bool last = false; !last; count++) {
        struct rmap_cell cell;
        if (!read_cell(scanner, &cell, &last))
            return false;
        if (count == table->column_count)
            return rmap_fail(
                scanner->err, RMAP_INPUT,
                "%s:%d:%d: more cells than the %zu columns of the header; quote a cell that holds %s",
                scanner->file, cell.line, cell.column, table->column_count,
                separator_name(scanner->separator));
        row[count] = cell;
    }
    for (; count < table->column_count; count++)
        row[count] = (struct rmap_cell){"", row[count - 1].line, row[count - 1].column};
    return true;
}

static bool is_empty(const struct rmap_cell *row, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (row[i].text[0])
            return false;
    return true;
}

/* Spreadsheets leave rows of separators behind; they say nothing. */
static bool read_rows(struct scanner *scanner, struct rmap_arena *arena, struct rmap_table *table)
{
    struct rmap_cell *cells = NULL;
    size_t capacity = 0, width = table->column_count, rows = 0;
    bool ok = true;
    for (skip_idle_lines(scanner); ok && scanner->at < scanner->end; skip_idle_lines(scanner)) {
        cells = rmap_grow(cells, &capacity, (rows + 1) * width, sizeof *cells);
        ok = (rows + 1) * width <= MAX_CELLS
                 ? read_row(scanner, table, cells + rows * width)
                 : fail_at(scanner, scanner->line, scanner->column,
                           "more than 4,000,000 cells; keep the rows and columns that the map is to show");
        if (ok && !is_empty(cells + rows * width, width))
            rows++;
    }
    if (ok && rows > 0) {
        /* Behind the cells, one empty cell a row: what an absent column gives. */
        size_t count = rows * width;
        table->cells = rmap_alloc(arena, (count + rows) * sizeof *cells);
        memcpy(table->cells, cells, count * sizeof *cells);
        for (size_t row = 0; row < rows; row++)
            table->cells[count + row] = (struct rmap_cell){"", cells[row * width].line, 1};
        table->row_count = rows;
    }
    free(cells);
    return ok;
}

/* --- encodings --- */

static bool fail_at_byte(struct scanner *scanner, const char *byte, const char *problem)
{
    while (scanner->at < byte)
        step(scanner);
    return fail_at(scanner, scanner->line, scanner->column, problem);
}

/* NULL when some byte does not fit. */
static char *read_korean(struct rmap_arena *arena, const char *text, size_t length, size_t *out_length)
{
    iconv_t converter = iconv_open("UTF-8", "CP949");
    if (converter == (iconv_t)-1)
        return NULL;
    size_t room = length * 2, left = length; /* two bytes become at most three, and one becomes one */
    char *out = rmap_alloc(arena, room + 1), *to = out, *from = (char *)text;
    size_t result = iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    *out_length = (size_t)(to - out);
    return result != (size_t)-1 && left == 0 ? out : NULL;
}

/* Leaves the scanner at the first character of UTF-8 text. */
static bool settle_encoding(struct scanner *scanner, struct rmap_arena *arena, struct rmap_notes *notes)
{
    char *text = scanner->at;
    size_t length = (size_t)(scanner->end - text);
    if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return fail_at(scanner, 1, 1, "the table is UTF-16; save it as CSV in UTF-8");
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        scanner->at += 3;
    const char *nul = memchr(text, '\0', length);
    if (nul)
        return fail_at_byte(scanner, nul, "a NUL byte; is this a CSV table?");
    size_t good = rmap_utf8_prefix(text, length);
    if (good == length)
        return true;
    size_t korean_length;
    char *korean = scanner->at == text ? read_korean(arena, text, length, &korean_length) : NULL;
    if (!korean)
        return fail_at_byte(scanner, text + good,
                            "neither UTF-8 nor CP949 (Korean Windows); save the table as CSV in UTF-8");
    rmap_note(notes, "'%s' is not UTF-8; read as CP949 (Korean Windows)", scanner->file);
    scanner->at = korean;
    scanner->end = korean + korean_length;
    return true;
}

/* `text` belongs to the table from now on. */
static struct rmap_table *parse(struct rmap_arena *arena, const char *name, char *text, size_t length,
                                struct rmap_notes *notes, struct rmap_error *err)
{
    struct rmap_table *table = rmap_alloc(arena, sizeof *table);
    table->file = rmap_copy(arena, name);
    struct scanner scanner = {
        .file = table->file, .at = text, .end = text + length, .line = 1, .column = 1, .err = err};
    bool ok = settle_encoding(&scanner, arena, notes) && read_header(&scanner, arena, table)
              && read_rows(&scanner, arena, table);
    return ok ? table : NULL;
}

struct rmap_table *rmap_csv_read(struct rmap_arena *arena, const char *path, struct rmap_notes *notes,
                                 struct rmap_error *err)
{
    size_t length;
    char *text = rmap_input_read(arena, path, MAX_BYTES, &length, RMAP_INPUT, err);
    return text ? parse(arena, path, text, length, notes, err) : NULL;
}

struct rmap_table *rmap_csv_parse(struct rmap_arena *arena, const char *name, const char *text, size_t length,
                                  struct rmap_notes *notes, struct rmap_error *err)
{
    return parse(arena, name, rmap_copy_n(arena, text, length), length, notes, err);
}

int rmap_csv_column(const struct rmap_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (rmap_same_word(table->columns[i], name))
            return (int)i;
    return -1;
}

const struct rmap_cell *rmap_csv_cell(const struct rmap_table *table, size_t row, int column)
{
    bool absent = column < 0 || (size_t)column >= table->column_count;
    return &table->cells[absent ? table->row_count * table->column_count + row
                                : row * table->column_count + (size_t)column];
}
