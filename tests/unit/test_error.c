#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/error.h"

static void the_first_failure_is_kept(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    assert_false(rmap_fail(&err, RMAP_INPUT, "cannot open '%s': %s", "a.shp", "no such file"));
    assert_false(rmap_fail(&err, RMAP_OUTPUT, "cannot write '%s'", "b.png"));
    assert_int_equal(err.status, RMAP_INPUT);
    assert_string_equal(err.text, "cannot open 'a.shp': no such file");
    assert_false(rmap_fail(NULL, RMAP_INPUT, "nobody listens"));
}

static void a_failure_is_one_line_of_whole_characters(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    rmap_fail(&err, RMAP_USAGE, "option --title: 'two\nlines\t\x7F'");
    assert_string_equal(err.text, "option --title: 'two lines  '");

    for (size_t shift = 0; shift < 3; shift++) {
        char text[1024] = "xx";
        size_t length = shift;
        while (length < 900) {
            memcpy(text + length, "서", 3);
            length += 3;
        }
        text[length] = '\0';
        err = (struct rmap_error){0};
        rmap_fail(&err, RMAP_USAGE, "%s", text);
        assert_true(rmap_is_utf8(err.text, strlen(err.text)));
        assert_in_range(strlen(err.text), sizeof err.text - 3, sizeof err.text - 1);
        assert_memory_equal(err.text, text, strlen(err.text));
    }
}

static void the_nearest_name_is_a_slip_away(void **state)
{
    (void)state;
    static const char *const names[] = {"width", "height", "dpi", "rings", "ring-table", "style", "title", "sites",
                                        "show-sites", "x", NULL};
    assert_string_equal(rmap_nearest("wdith", names), "width");
    assert_string_equal(rmap_nearest("widht", names), "width");
    assert_string_equal(rmap_nearest("WIDTH", names), "width");
    assert_string_equal(rmap_nearest("ring", names), "rings");
    assert_string_equal(rmap_nearest("hieght", names), "height");
    assert_string_equal(rmap_nearest("show_sites", names), "show-sites");
    assert_string_equal(rmap_nearest("dip", names), "dpi");
    assert_string_equal(rmap_nearest("rings", names), "rings");
    assert_null(rmap_nearest("", names));
    assert_null(rmap_nearest("projection", names));
    assert_null(rmap_nearest("y", names));
    assert_null(rmap_nearest("abc", names));
    char longest[200];
    memset(longest, 'w', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_null(rmap_nearest(longest, names));
    longest[64] = '\0';
    assert_null(rmap_nearest(longest, names));
    assert_null(rmap_nearest("width", (const char *const[]){NULL}));
}

static void notes_are_gathered_once_each(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_notes notes = {.arena = &arena};
    for (int i = 0; i < 100; i++)
        rmap_note(&notes, "skipped %d of 812 records in '%s'", i % 50, "lakes.shp");
    assert_int_equal(notes.count, 50);
    assert_string_equal(notes.lines[0], "skipped 0 of 812 records in 'lakes.shp'");
    assert_string_equal(notes.lines[49], "skipped 49 of 812 records in 'lakes.shp'");
    rmap_note(NULL, "nobody listens");
    rmap_arena_free(&arena);
}

/* A hundred thousand once took a minute. */
static void a_hundred_notes_are_enough(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_notes notes = {.arena = &arena};
    for (int i = 0; i < 100000; i++)
        rmap_note(&notes, "the site 's%d' is left out", i);
    assert_int_equal(notes.count, 101);
    assert_string_equal(notes.lines[99], "the site 's99' is left out");
    assert_string_equal(notes.lines[100], "more than 100 notes; the others are left out");
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_is_kept),
        cmocka_unit_test(a_failure_is_one_line_of_whole_characters),
        cmocka_unit_test(the_nearest_name_is_a_slip_away),
        cmocka_unit_test(notes_are_gathered_once_each),
        cmocka_unit_test(a_hundred_notes_are_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
