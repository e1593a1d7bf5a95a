#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/csv.h"

static struct rmap_arena arena;
static struct rmap_error err;
static struct rmap_notes notes;

static int start(void **state)
{
    (void)state;
    err = (struct rmap_error){0};
    notes = (struct rmap_notes){.arena = &arena};
    return 0;
}

static int stop(void **state)
{
    (void)state;
    rmap_arena_free(&arena);
    return 0;
}

static struct rmap_table *parse_n(const char *text, size_t length)
{
    err = (struct rmap_error){0};
    return rmap_csv_parse(&arena, "a.csv", text, length, &notes, &err);
}

static struct rmap_table *parse(const char *text)
{
    return parse_n(text, strlen(text));
}

static void refuses(const char *text, const char *message)
{
    assert_null(parse(text));
    assert_int_equal(err.status, RMAP_INPUT);
    assert_string_equal(err.text, message);
}

/* "a|b//1|2//": the columns, then the rows. */
static void becomes(const char *text, const char *expected)
{
    struct rmap_table *table = parse(text);
    if (!table)
        fail_msg("%s", err.text);
    struct rmap_buffer out = {0};
    for (size_t i = 0; i < table->column_count; i++)
        rmap_print(&out, i ? "|%s" : "%s", table->columns[i]);
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t i = 0; i < table->column_count; i++)
            rmap_print(&out, i ? "|%s" : "//%s", rmap_csv_cell(table, row, (int)i)->text);
    assert_string_equal(out.text, expected);
    rmap_buffer_free(&out);
}

static void stands_at(const struct rmap_table *table, size_t row, int column, int line, int character)
{
    const struct rmap_cell *cell = rmap_csv_cell(table, row, column);
    assert_int_equal(cell->line, line);
    assert_int_equal(cell->column, character);
}

static void tables_are_read(void **state)
{
    (void)state;
    becomes("id,name\nosan,Osan\nseoul,Seoul\n", "id|name//osan|Osan//seoul|Seoul");
    becomes("id,name\nosan,Osan", "id|name//osan|Osan");
    becomes("ID, Name ,LAT\n a , b c ,\t3 \n", "id|name|lat//a|b c|3");
    becomes("id,name\n", "id|name");
    becomes("id", "id");
    becomes("a,b,c\n1\n1,2\n1,2,\n", "a|b|c//1||//1|2|//1|2|");
    becomes("a,,\n1,2,3\n", "a||//1|2|3");
}

static void quotes_hold_anything(void **state)
{
    (void)state;
    becomes("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "a|b//x,y|say \"hi\"");
    becomes("a,b\n\"two\nlines\" , 3\n\"\", \" kept \" \n", "a|b//two\nlines|3//| kept ");
    becomes("\"a\",\"b\"\n\"1\",\"2\"", "a|b//1|2");
    becomes("a,b\n37°33'59\"N,5\"\n", "a|b//37°33'59\"N|5\"");
    becomes("a\n\"\"\"\"\n", "a//\"");
    becomes("a,b\n\"#1\",2\n", "a|b//#1|2");
    becomes("\"a,b\";c\n1;2\n", "a,b|c//1|2");
}

static void idle_lines_are_passed_over(void **state)
{
    (void)state;
    becomes("# a table\n\n# of sites\nid,name\n\n#osan,Osan\n  \nseoul,#1\n,\n , \n\n", "id|name//seoul|#1");
}

static void separators_and_line_ends_are_found(void **state)
{
    (void)state;
    becomes("id;name;at\na;b;1,5\n", "id|name|at//a|b|1,5");
    becomes("id\tname\tlat\nb c\t\t3\n\tx\t\n", "id|name|lat//b c||3//|x|");
    becomes("id,name\r\na,b\r\n\r\nc,d\r\n", "id|name//a|b//c|d");
    becomes("id,name\ra,b\rc,d", "id|name//a|b//c|d");
    becomes("\xEF\xBB\xBFid,name\na,b\n", "id|name//a|b");
}

static void cells_know_where_they_stand(void **state)
{
    (void)state;
    struct rmap_table *table = parse("\xEF\xBB\xBF# c\nid,name,lat\r\n서울,  Seoul,37\r\n\r\n\"a\nb\",\"c\"\r\nd,e");
    assert_int_equal(table->row_count, 3);
    stands_at(table, 0, 0, 3, 1);
    stands_at(table, 0, 1, 3, 6); /* characters, not bytes; behind the blanks */
    stands_at(table, 0, 2, 3, 12);
    stands_at(table, 1, 0, 5, 1);
    stands_at(table, 1, 1, 6, 4);
    stands_at(table, 2, 0, 7, 1);
    stands_at(table, 2, 1, 7, 3);
    assert_int_equal(rmap_csv_cell(table, 2, 2)->line, 7);
    assert_string_equal(rmap_csv_cell(table, 2, 2)->text, "");
    table = parse("\xEF\xBB\xBFid,name\na,b\n");
    stands_at(table, 0, 0, 2, 1);
}

static void columns_are_found_by_name(void **state)
{
    (void)state;
    struct rmap_table *table = parse("id,Name_KO\na,b\nc,d\n");
    assert_int_equal(rmap_csv_column(table, "id"), 0);
    assert_int_equal(rmap_csv_column(table, "name_ko"), 1);
    assert_int_equal(rmap_csv_column(table, "name"), -1);
    for (size_t row = 0; row < 2; row++) {
        const struct rmap_cell *cell = rmap_csv_cell(table, row, rmap_csv_column(table, "pin"));
        assert_string_equal(cell->text, "");
        assert_int_equal(cell->line, row + 2);
    }
}

static void broken_tables_say_where(void **state)
{
    (void)state;
    refuses("", "a.csv:1:1: no header; the first line must name the columns");
    refuses("# nothing\n\n", "a.csv:3:1: no header; the first line must name the columns");
    refuses("a,b\n1,\"2\n3,4\n", "a.csv:2:3: a quote is opened but not closed");
    refuses("a,b\n서울,\"2\" x\n", "a.csv:2:8: text after a closing quote; write a quote inside a cell twice");
    refuses("a,b\n1,2\n1,2,3\n",
            "a.csv:3:5: more cells than the 2 columns of the header; quote a cell that holds ','");
    refuses("a;b\n1;2;\n",
            "a.csv:2:5: more cells than the 2 columns of the header; quote a cell that holds ';'");
    refuses("id,name, ID\n", "a.csv:1:10: column 'id' is named twice; rename one");
    assert_null(parse_n("a,b\n1,\0\n", 8));
    assert_string_equal(err.text, "a.csv:2:3: a NUL byte; is this a CSV table?");
}

static void too_many_columns_are_refused(void **state)
{
    (void)state;
    struct rmap_buffer text = {0};
    for (int i = 0; i < 1000; i++)
        rmap_print(&text, i ? ",c%d" : "c%d", i);
    assert_non_null(parse(text.text));
    rmap_append_text(&text, ",more");
    assert_null(parse(text.text));
    assert_non_null(strstr(err.text, ": more than 1000 columns"));
    rmap_buffer_free(&text);
}

static void korean_windows_files_are_read(void **state)
{
    (void)state;
    becomes("id,name\nseoul,\xBC\xAD\xBF\xEF\n", "id|name//seoul|서울"); /* KS X 1001 */
    assert_int_equal(notes.count, 1);
    assert_string_equal(notes.lines[0], "'a.csv' is not UTF-8; read as CP949 (Korean Windows)");
    becomes("id\n\x8C\x63\xB9\xE6\xB0\xA2\xC7\xCF\n", "id//똠방각하"); /* the first is in CP949 only */
}

static void other_encodings_are_refused(void **state)
{
    (void)state;
    const char *message = "neither UTF-8 nor CP949 (Korean Windows); save the table as CSV in UTF-8";
    char expected[128];
    snprintf(expected, sizeof expected, "a.csv:2:4: %s", message);
    refuses("id,name\n서울,\xFF\n", expected);
    snprintf(expected, sizeof expected, "a.csv:3:1: %s", message);
    refuses("id,name\na,b\n\xBC", expected);
    snprintf(expected, sizeof expected, "a.csv:2:1: %s", message);
    refuses("\xEF\xBB\xBFid\n\xBC\xAD\n", expected); /* a byte order mark promised UTF-8 */
    assert_null(parse_n("\xFF\xFEi\0d\0\n\0", 8));
    assert_string_equal(err.text, "a.csv:1:1: the table is UTF-16; save it as CSV in UTF-8");
    assert_int_equal(notes.count, 0);
}

/* Whatever the bytes, reading ends well, and every cell lies in the table. */
static void any_bytes_are_survived(void **state)
{
    (void)state;
    static const char alphabet[] = {',', ';', '\t', '"', '\n', '\r', ' ', '#', 'a', '\xBC', '\xAD', '\0', '\xEC'};
    unsigned seed = 1;
    size_t read = 0, cells = 0, expected = 0;
    for (int round = 0; round < 20000; round++) {
        char text[40];
        seed = seed * 1664525u + 1013904223u;
        size_t length = (seed >> 16) % sizeof text;
        size_t first = round % 3 == 2 ? 4 : 0, last = round % 3 ? 9 : sizeof alphabet;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = alphabet[first + (seed >> 16) % (last - first)];
        }
        char *exact = malloc(length + 1);
        memcpy(exact, text, length);
        struct rmap_table *table = parse_n(exact, length);
        free(exact);
        if (!table) {
            assert_int_equal(err.status, RMAP_INPUT);
            continue;
        }
        read++;
        for (size_t row = 0; row < table->row_count; row++)
            for (int column = -1; column < (int)table->column_count; column++)
                cells += rmap_csv_cell(table, row, column)->line >= 2
                         && strlen(rmap_csv_cell(table, row, column)->text) < 100;
        expected += table->row_count * (table->column_count + 1);
        rmap_arena_free(&arena);
        notes = (struct rmap_notes){.arena = &arena};
    }
    assert_true(read > 1000);
    assert_int_equal(cells, expected);
}

static void files_are_read(void **state)
{
    (void)state;
    char path[] = "/tmp/ringmap-csv-XXXXXX", message[128];
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "id\nosan\n", 8), 8);
    close(file);
    struct rmap_table *table = rmap_csv_read(&arena, path, NULL, &err);
    assert_non_null(table);
    assert_string_equal(table->file, path);
    assert_string_equal(rmap_csv_cell(table, 0, 0)->text, "osan");
    unlink(path);
    assert_null(rmap_csv_read(&arena, path, NULL, &err));
    snprintf(message, sizeof message, "cannot open '%s': No such file or directory", path);
    assert_string_equal(err.text, message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tables_are_read, start, stop),
        cmocka_unit_test_setup_teardown(quotes_hold_anything, start, stop),
        cmocka_unit_test_setup_teardown(idle_lines_are_passed_over, start, stop),
        cmocka_unit_test_setup_teardown(separators_and_line_ends_are_found, start, stop),
        cmocka_unit_test_setup_teardown(cells_know_where_they_stand, start, stop),
        cmocka_unit_test_setup_teardown(columns_are_found_by_name, start, stop),
        cmocka_unit_test_setup_teardown(broken_tables_say_where, start, stop),
        cmocka_unit_test_setup_teardown(too_many_columns_are_refused, start, stop),
        cmocka_unit_test_setup_teardown(korean_windows_files_are_read, start, stop),
        cmocka_unit_test_setup_teardown(other_encodings_are_refused, start, stop),
        cmocka_unit_test_setup_teardown(any_bytes_are_survived, start, stop),
        cmocka_unit_test_setup_teardown(files_are_read, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
