/* numbers.c: how distances, areas and shares are written. Figures in texts are tested in cli/figures.sh. */
#include "../../src/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct rmap_arena arena;

static int free_arena(void **state)
{
    (void)state;
    rmap_arena_free(&arena);
    return 0;
}

static void distances_have_one_decimal_below_a_thousand(void **state)
{
    (void)state;
    static const struct { double metres; const char *unit, *text; } CASES[] = {
        {67139, "km", "67.1\u2009km"},   {250720, "km", "250.7\u2009km"}, {999949, "km", "999.9\u2009km"},
        {999951, "km", "1,000\u2009km"}, {19, "km", "19\u2009m"},         {0, "km", "0\u2009m"},
        {13e6, "km", "13,000\u2009km"},  {67139, "mi", "41.7\u2009mi"},   {185200, "nmi", "100.0\u2009nmi"},
        {67139, "m", "67,139\u2009m"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(rmap_number_distance(&arena, CASES[i].metres, CASES[i].unit), CASES[i].text);
}

static void areas_are_in_square_kilometres(void **state)
{
    (void)state;
    assert_string_equal(rmap_number_area(&arena, 282691124811.0), "282,691\u2009km²");
    assert_string_equal(rmap_number_area(&arena, 7.38e6), "7.38\u2009km²");
    assert_string_equal(rmap_number_area(&arena, 359.1e6), "359.1\u2009km²");
}

/* Nearly all is not all. */
static void shares_never_claim_all_or_nothing_falsely(void **state)
{
    (void)state;
    static const struct { double share; const char *text; } CASES[] = {
        {0.4638, "46.4%"}, {1, "100%"}, {0, "0%"}, {0.9996, "99.96%"}, {0.99996, "99.996%"}, {0.0002, "0.02%"}, {0.0996, "10.0%"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(rmap_number_share(&arena, CASES[i].share), CASES[i].text);
}

static void numbers_keep_their_decimals(void **state)
{
    (void)state;
    assert_string_equal(rmap_number_text(&arena, 1234.5, 2), "1,234.50");
    assert_string_equal(rmap_number_text(&arena, 0.996, 2), "1.00");
    assert_string_equal(rmap_number_text(&arena, -0.001, 2), "0.00");
    assert_string_equal(rmap_number_text(&arena, -1234.06, 1), "-1,234.1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(distances_have_one_decimal_below_a_thousand, free_arena),
        cmocka_unit_test_teardown(areas_are_in_square_kilometres, free_arena),
        cmocka_unit_test_teardown(shares_never_claim_all_or_nothing_falsely, free_arena),
        cmocka_unit_test_teardown(numbers_keep_their_decimals, free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
