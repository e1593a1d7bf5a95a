/* legs.c: how near a line comes to legs is what the nearest of its places says. */
#include "legs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"

#define LOOKS 400

static double near(double middle)
{
    return middle + (random_part() - 0.5) * 0.1;
}

static void lines_are_as_near_as_their_places(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_shape shape = {0};
    for (int i = 0; i < 60; i++) {
        rmap_shape_point(&shape, (struct rmap_lonlat){near(127), near(37.5)});
        if (i % 3 == 2)
            rmap_shape_end_part(&shape);
    }
    const struct rmap_legs *legs = rmap_legs_new(&arena, &shape);
    for (int i = 0; i < 300; i++) {
        struct rmap_lonlat a = {near(127), near(37.5)};
        struct rmap_lonlat b = {a.lon_deg + (random_part() - 0.5) * 0.02, a.lat_deg + (random_part() - 0.5) * 0.02};
        double least_m = HUGE_VAL, length_m = rmap_geodesic_distance(a, b, NULL, NULL);
        double found_m = rmap_legs_clearance(legs, a, b, 5000), little_m = rmap_legs_clearance(legs, a, b, 100);
        for (double k = 0; k <= LOOKS; k++) {
            struct rmap_foot foot = {0};
            double share = k / LOOKS, lon_deg = a.lon_deg + (b.lon_deg - a.lon_deg) * share;
            rmap_legs_nearest(legs, (struct rmap_lonlat){lon_deg, a.lat_deg + (b.lat_deg - a.lat_deg) * share}, &foot);
            least_m = fmin(least_m, foot.m);
        }
        assert_true(found_m < least_m + 0.15);                   /* what lines stray through the ground */
        assert_true(found_m > least_m - length_m / LOOKS - 0.15); /* between the places */
        assert_near(little_m, fmin(found_m, 100), 0.01);
    }
    rmap_shape_free(&shape);
    rmap_arena_free(&arena);
}

static void a_leg_alone_is_as_far_as_the_nearest(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_shape shape = {0};
    rmap_shape_point(&shape, (struct rmap_lonlat){127, 37.5});
    rmap_shape_point(&shape, (struct rmap_lonlat){127.005, 37.505});
    rmap_shape_end_part(&shape);
    const struct rmap_legs *legs = rmap_legs_new(&arena, &shape);
    assert_int_equal(legs->count, 1);
    for (int i = 0; i < 300; i++) {
        struct rmap_lonlat p = {127 + (random_part() - 0.5), 37.5 + (random_part() - 0.5)};
        struct rmap_foot foot = {0};
        rmap_legs_nearest(legs, p, &foot);
        assert_near(rmap_legs_off(legs, 0, p), foot.m, 0.02);
    }
    rmap_shape_free(&shape);
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_as_near_as_their_places),
        cmocka_unit_test(a_leg_alone_is_as_far_as_the_nearest),
    };
    return cmocka_run_group_tests_name("legs", tests, NULL, NULL);
}
