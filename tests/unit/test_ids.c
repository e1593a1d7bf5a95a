/* Ids that must differ. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ids.h"

static void an_id_is_taken_once(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_ids ids = {.arena = &arena};
    assert_null(rmap_ids_take(&ids, "osan", "sites.csv:2"));
    assert_null(rmap_ids_take(&ids, "", "sites.csv:3"));
    assert_string_equal(rmap_ids_take(&ids, "osan", "sites.csv:4"), "sites.csv:2");
    assert_null(rmap_ids_take(&ids, "Osan", "sites.csv:5")); /* case tells them apart */
    rmap_arena_free(&arena);
}

static void a_number_is_added_to_what_is_taken(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_ids ids = {.arena = &arena};
    assert_null(rmap_ids_take(&ids, "base-3", "sites.csv:2"));
    assert_string_equal(rmap_ids_make(&ids, "base"), "base");
    assert_string_equal(rmap_ids_make(&ids, "base"), "base-2");
    assert_string_equal(rmap_ids_make(&ids, "base"), "base-4");
    assert_string_equal(rmap_ids_make(&ids, "base-2"), "base-2-2");
    rmap_arena_free(&arena);
}

/* As many as a table may hold, all of one name: this once took hours. */
static void many_of_one_stem_are_told_apart(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_ids ids = {.arena = &arena};
    assert_string_equal(rmap_ids_make(&ids, "site"), "site");
    for (int i = 2; i <= 100000; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "site-%d", i);
        assert_string_equal(rmap_ids_make(&ids, "site"), expected);
    }
    rmap_arena_free(&arena);
}

static void a_file_is_called_by_its_letters(void **state)
{
    static const char *const CASES[][2] = {
        {"korea.svg", "korea"}, {"out/Korea map.svg", "korea-map"}, {"a.b/map.v2.svg", "map-v2"}, {"no_suffix", "no-suffix"},
        /* Korean for "map": two such files once had the same ids */
        {"\xEC\xA7\x80\xEB\x8F\x84 1.svg", "\xEC\xA7\x80\xEB\x8F\x84-1"},
        {"\xC3\x89tat.svg", "\xC3\x89tat"}, {"2\xC3\x97" "2.svg", "2--2"},        /* a letter, a sign */
        {"a\xE2\x80\x89z.svg", "a---z"}, {"\xF0\x9F\x9A\x80.svg", "----"},         /* a thin space, a rocket */
        {"\xEC\xA7.svg", "--"}, {"", ""}, {".svg", ""},
    };
    (void)state;
    struct rmap_arena arena = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(rmap_ids_stem(&arena, CASES[i][0]), CASES[i][1]);
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_taken_once),
        cmocka_unit_test(a_number_is_added_to_what_is_taken),
        cmocka_unit_test(many_of_one_stem_are_told_apart),
        cmocka_unit_test(a_file_is_called_by_its_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
