/* copies.c: the copy of a layer that suits a scale and covers a window. */
#include "../../src/copies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct rmap_arena arena;
static const struct rmap_copies *copies;

static const struct rmap_bounds korea = {123, 32, 132, 44}, china = {100, 30, 120, 40}, ocean = {170, -10, -160, 20},
                                 everywhere = {-180, -90, 180, 90};

static int read_table(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    copies = rmap_copies_read(&arena, "geodata", NULL, &err);
    return copies ? 0 : 1;
}

static int forget(void **state)
{
    (void)state;
    rmap_arena_free(&arena);
    return 0;
}

static const char *chosen(const char *stem, double denominator, struct rmap_bounds window)
{
    return rmap_copy_choose(&arena, "geodata", stem, denominator, copies, &window).path;
}

static void the_scale_decides_where_all_reach_far_enough(void **state)
{
    (void)state;
    assert_string_equal(chosen("countries", 5e5, korea), "geodata/countries.shp");
    assert_string_equal(chosen("countries", 4.7e6, korea), "geodata/countries_mid.shp");
    assert_string_equal(chosen("countries", 2e7, korea), "geodata/countries_low.shp");
    assert_string_equal(chosen("countries", 5e7, korea), "geodata/countries_world.shp");
    assert_string_equal(chosen("countries", 3e8, korea), "geodata/countries_globe.shp");
}

static void a_copy_that_ends_within_the_map_is_not_chosen(void **state)
{
    (void)state;
    assert_string_equal(chosen("countries", 5e5, china), "geodata/countries_low.shp");
    assert_string_equal(chosen("countries", 4.7e6, (struct rmap_bounds){117.9, 32, 132, 44}), "geodata/countries_wide.shp");
    assert_string_equal(chosen("countries", 4.7e6, ocean), "geodata/countries_world.shp");
    assert_string_equal(chosen("countries", 2e7, everywhere), "geodata/countries_world.shp");
    assert_string_equal(chosen("countries", 4.7e6, (struct rmap_bounds){483, 32, 492, 44}), "geodata/countries_mid.shp");
}

static void a_missing_copy_is_stood_in_for(void **state)
{
    (void)state;
    assert_string_equal(chosen("land", 4.7e6, korea), "geodata/land.shp");
    assert_string_equal(chosen("land", 4.7e6, china), "geodata/land_low.shp");
    assert_string_equal(chosen("rivers", 2e7, everywhere), "geodata/rivers_wide.shp"); /* the widest of those that end */
    assert_string_equal(chosen("dmz", 2e7, everywhere), "geodata/dmz.shp");
    assert_null(chosen("nonesuch", 1e6, korea));
    assert_null(rmap_copy_finest(&arena, "nowhere", "land"));
    assert_string_equal(rmap_copy_finest(&arena, "geodata", "countries"), "geodata/countries.shp");
}

static void a_copy_tells_from_which_scale_on_it_is_fine(void **state)
{
    (void)state;
    assert_true(rmap_copy_choose(&arena, "geodata", "countries", 5e5, copies, &korea).finest == 0);
    assert_true(rmap_copy_choose(&arena, "geodata", "countries", 5e5, copies, &china).finest > 5e5);
}

static void every_layer_has_its_credit(void **state)
{
    (void)state;
    assert_string_equal(rmap_copies_credit(copies, "countries_wide"), "© OpenStreetMap contributors (ODbL)");
    assert_string_equal(rmap_copies_credit(copies, "names"), "");
    assert_string_equal(rmap_copies_credit(copies, "nonesuch"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scale_decides_where_all_reach_far_enough),
        cmocka_unit_test(a_copy_that_ends_within_the_map_is_not_chosen),
        cmocka_unit_test(a_missing_copy_is_stood_in_for),
        cmocka_unit_test(a_copy_tells_from_which_scale_on_it_is_fine),
        cmocka_unit_test(every_layer_has_its_credit),
    };
    return cmocka_run_group_tests(tests, read_table, forget);
}
