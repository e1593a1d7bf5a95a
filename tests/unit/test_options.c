/* The table of options, values as people write them, and map files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "options.h"

static void near(double value, double expected)
{
    assert_true(fabs(value - expected) <= 1e-9 * fmax(1, fabs(expected)));
}

static void test_the_table_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        assert_non_null(spec->name);
        assert_non_null(spec->help);
        assert_true(strlen(spec->help) <= 60);
        assert_ptr_equal(rmap_option_find(spec->name), spec);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(spec->name, rmap_option_table[j].name);
    }
    assert_null(rmap_option_find("wdith"));
}

/* Every default is a value that the option itself accepts. */
static void test_defaults_are_valid(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_options options;
    rmap_options_init(&options, &arena);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        struct rmap_error err = {0};
        assert_false(rmap_option_given(&options, (enum rmap_option_id)i));
        assert_string_equal(rmap_option_text(&options, (enum rmap_option_id)i), spec->fallback);
        if (spec->fallback[0] && !rmap_options_set(&options, spec->name, spec->fallback, "test", &err))
            fail_msg("the default of '%s' is refused: %s", spec->name, err.text);
    }
    rmap_arena_free(&arena);
}

static void test_distances(void **state)
{
    (void)state;
    static const struct { const char *text; double metres; } good[] = {
        {"300km", 300000}, {"300 KM", 300000}, {"162nmi", 300024}, {"100mi", 160934.4}, {"500m", 500}, {"0.5km", 500},
        {"1000ft", 304.8},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double metres;
        const char *why = "";
        assert_true(rmap_parse_distance(good[i].text, &metres, NULL, NULL, &why));
        near(metres, good[i].metres);
    }
    static const char *const bad[] = {"5", "-5km", "0km", "km", "5 parsecs", "1e9km", "20004km", "9m", "nankm", "0x10km", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double metres;
        const char *why = NULL;
        assert_false(rmap_parse_distance(bad[i], &metres, NULL, NULL, &why));
        assert_non_null(why);
    }
}

static void test_lengths(void **state)
{
    (void)state;
    double mm;
    const char *why;
    assert_true(rmap_parse_length("160mm", 300, &mm, &why));
    near(mm, 160);
    assert_true(rmap_parse_length("6.5in", 300, &mm, &why));
    near(mm, 165.1);
    assert_true(rmap_parse_length("1600px", 254, &mm, &why));
    near(mm, 160);
    assert_true(rmap_parse_length("72pt", 300, &mm, &why));
    near(mm, 25.4);
    assert_true(rmap_parse_length("85", 300, &mm, &why));
    near(mm, 85);
    assert_false(rmap_parse_length("85furlongs", 300, &mm, &why));
}

static void test_positions(void **state)
{
    (void)state;
    static const char *const same[] = {"37.5,127.25", "37.5N 127.25E", "37°30'N 127°15'E"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct rmap_lonlat at;
        const char *why;
        assert_true(rmap_parse_position(same[i], &at, &why));
        near(at.lat_deg, 37.5);
        near(at.lon_deg, 127.25);
    }
    struct rmap_lonlat at;
    const char *why;
    assert_false(rmap_parse_position("95,127", &at, &why));
    assert_false(rmap_parse_position("37,190", &at, &why));
    assert_false(rmap_parse_position("37", &at, &why));
}

static void test_extents(void **state)
{
    (void)state;
    struct rmap_bounds bounds;
    const char *why;
    assert_true(rmap_parse_extent("124,33,131,43.1", &bounds, &why));
    near(bounds.north_deg, 43.1);
    assert_true(rmap_parse_extent("170,40,-160,60", &bounds, &why)); /* over the antimeridian */
    assert_true(bounds.west_deg > bounds.east_deg);
    assert_false(rmap_parse_extent("124,43,131,33", &bounds, &why));
    assert_false(rmap_parse_extent("124,33,131", &bounds, &why));
    assert_false(rmap_parse_extent("124,33,124,43", &bounds, &why));
    for (const char *const *name = rmap_extent_names; *name; name++)
        assert_true(rmap_parse_extent(*name, &bounds, &why));
}

static void test_places_keep_pairs_together(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    size_t count;
    const char **items = rmap_split_places(&arena, "osan, 37.5,127 ;seoul", &count);
    assert_int_equal(count, 3);
    assert_string_equal(items[0], "osan");
    assert_string_equal(items[1], "37.5,127");
    assert_string_equal(items[2], "seoul");
    rmap_arena_free(&arena);
}

static void refused(const char *name, const char *value, const char *expected)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    char where[64] = "option --";
    strcat(where, name);
    assert_false(rmap_options_set(&options, name, value, where, &err));
    assert_int_equal(err.status, RMAP_USAGE);
    if (!strstr(err.text, expected))
        fail_msg("'%s' does not say '%s'", err.text, expected);
    rmap_arena_free(&arena);
}

static void test_complaints(void **state)
{
    (void)state;
    refused("wdith", "160mm", "unknown option '--wdith'; did you mean '--width'?");
    refused("rings", "5", "needs a unit: km, m, mi or nmi");
    refused("rings", "-5km", "must be above zero");
    refused("around", "95,127", "latitude 95");
    refused("lang", "fr", "en, ko, en+ko");
    refused("dpi", "9999", "dpi");
    refused("legend", "middle", "middle");
}

static void test_the_first_word_stays(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    assert_true(rmap_options_set(&options, "set", "land.fill=#eee", "a", &err));
    assert_true(rmap_options_set(&options, "set", "sea.fill=#fff", "b", &err));
    assert_string_equal(rmap_option_text(&options, RMAP_OPT_SET), "land.fill=#eee\nsea.fill=#fff"); /* gathered */
    assert_true(rmap_options_set(&options, "title", "One", "a", &err));
    assert_true(rmap_options_set(&options, "title", "Two", "b", &err));
    assert_string_equal(rmap_option_text(&options, RMAP_OPT_TITLE), "Two"); /* replaced */
    assert_string_equal(rmap_option_where(&options, RMAP_OPT_TITLE), "b");
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_table_is_whole), cmocka_unit_test(test_defaults_are_valid),
        cmocka_unit_test(test_distances), cmocka_unit_test(test_lengths), cmocka_unit_test(test_positions),
        cmocka_unit_test(test_extents), cmocka_unit_test(test_places_keep_pairs_together),
        cmocka_unit_test(test_complaints), cmocka_unit_test(test_the_first_word_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
