/* vicinity.c: within a disc the distance from what was cut out of lines and areas is the distance from all of them. */
#include "vicinity.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "offset.h"

struct bench {
    struct rmap_arena arena;
    struct rmap_shape shape, near;
};

static void add_part(struct rmap_shape *shape, const double *lonlat, size_t count)
{
    for (size_t i = 0; i < count; i++)
        rmap_shape_point(shape, (struct rmap_lonlat){lonlat[2 * i], lonlat[2 * i + 1]});
    rmap_shape_end_part(shape);
}

/* Distances at places all over a disc, up to its radius from what lies outside of it. */
static size_t assert_same_within(struct bench *bench, struct rmap_disc disc, double reach_m)
{
    const struct rmap_offset *all = rmap_offset_new(&bench->arena, &bench->shape), *near = NULL;
    bool closed = bench->shape.closed, holds = closed && rmap_offset_distance(all, disc.centre, NULL) == 0;
    struct rmap_disc vicinity = {disc.centre, disc.radius_m + reach_m};
    size_t within = 0;
    rmap_vicinity_clip(rmap_legs_new(&bench->arena, &bench->shape), closed, holds, &vicinity, &bench->near);
    if (bench->near.count > 0)
        near = rmap_offset_new(&bench->arena, &bench->near);
    for (int i = 0; i < 400; i++) {
        struct rmap_lonlat p = rmap_geodesic_direct(disc.centre, i * 137.5, disc.radius_m * sqrt(i / 400.0));
        double all_m = rmap_offset_distance(all, p, NULL), near_m = near ? rmap_offset_distance(near, p, NULL) : HUGE_VAL;
        within += all_m <= reach_m;
        if (all_m <= reach_m ? fabs(near_m - all_m) > 0.011 : near_m < reach_m - 0.011)
            fail_msg("%.0f m instead of %.0f m at %.4f %.4f", near_m, all_m, p.lat_deg, p.lon_deg);
    }
    return within;
}

static int open_bench(void **state)
{
    static struct bench bench;
    *state = &bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    rmap_shape_free(&bench->shape);
    rmap_shape_free(&bench->near);
    rmap_arena_free(&bench->arena);
    return 0;
}

static const double COAST[] = {120, 30, 122, 36, 121, 37, 126, 37.2, 126.5, 34.5, 129, 35.2, 129.4, 38, 127.4, 39.5,
                               130.6, 42.5, 140, 50, 160, 60, 190, 66, 180, 72, 100, 77, 60, 70, 70, 40};

static void a_coast_is_the_same_near_a_place(void **state)
{
    struct bench *bench = *state;
    add_part(&bench->shape, COAST, 16);
    bench->shape.closed = true;
    size_t within = assert_same_within(bench, (struct rmap_disc){{127, 37.5}, 300e3}, 50e3);
    assert_true(within > 100 && within < 400);
    assert_true(bench->near.count < 6000); /* of 24 thousand */
}

static void a_line_is_the_same_near_a_place(void **state)
{
    struct bench *bench = *state;
    add_part(&bench->shape, COAST, 16);
    size_t within = assert_same_within(bench, (struct rmap_disc){{127, 37.5}, 300e3}, 50e3);
    assert_true(within > 100 && within < 400);
}

static void far_from_a_line_nothing_is_left(void **state)
{
    struct bench *bench = *state;
    add_part(&bench->shape, COAST, 16);
    assert_int_equal(assert_same_within(bench, (struct rmap_disc){{-60, -30}, 300e3}, 50e3), 0);
    assert_int_equal(bench->near.count, 0);
}

static void inside_an_area_all_is_inside(void **state)
{
    struct bench *bench = *state;
    add_part(&bench->shape, COAST, 16);
    bench->shape.closed = true;
    assert_int_equal(assert_same_within(bench, (struct rmap_disc){{100, 60}, 300e3}, 50e3), 400);
}

/* The plane about a place ends opposite to it, which an area may hold: all of the south, with a lake in it. */
static void an_area_about_the_opposite_place_is_not_turned_over(void **state)
{
    struct bench *bench = *state;
    static const double south[] = {0, -30, 60, -30, 120, -30, 180, -30, 240, -30, 300, -30};
    static const double lake[] = {-50, -40, -54, -40, -52, -36};
    add_part(&bench->shape, south, 6);
    add_part(&bench->shape, lake, 3);
    bench->shape.closed = true;
    assert_int_equal(assert_same_within(bench, (struct rmap_disc){{127, 37.5}, 300e3}, 50e3), 0);
    rmap_shape_free(&bench->near);
    assert_int_equal(assert_same_within(bench, (struct rmap_disc){{20, -60}, 300e3}, 50e3), 400);
    rmap_shape_free(&bench->near);
    size_t within = assert_same_within(bench, (struct rmap_disc){{-52, -38}, 500e3}, 20e3);
    assert_true(within > 200 && within < 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_coast_is_the_same_near_a_place, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_line_is_the_same_near_a_place, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(far_from_a_line_nothing_is_left, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(inside_an_area_all_is_inside, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(an_area_about_the_opposite_place_is_not_turned_over, open_bench, close_bench),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
