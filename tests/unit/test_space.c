/* space.c: places as points in space, and short geodesics, against PROJ's. */
#include "space.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"
#include "ring.h"

#define PLACES 4000

static void places_are_found_again(void **state)
{
    (void)state;
    for (int i = 0; i < PLACES; i++) {
        struct rmap_lonlat p = {360 * random_part() - 180, 180 * random_part() - 90};
        struct rmap_lonlat back = rmap_space_ground(rmap_space_of(p));
        assert_near(rmap_space_apart(p, back), 0, 1e-8);
    }
}

/* A step to the side that an azimuth's error makes, however short the way. */
static double aside_m(double m, double found_deg, double true_deg)
{
    return m * fabs(remainder(found_deg - true_deg, 360)) * 0.017453292519943295;
}

static void short_ways_are_geodesics(void **state)
{
    (void)state;
    static const double lats_deg[] = {0, 45, -60, 89.9, 90};
    for (int i = 0; i < PLACES; i++) {
        double m = pow(10, 5 * random_part()) * 0.999, lat_deg = i % 2 ? lats_deg[i / 2 % 5] : 180 * random_part() - 90;
        struct rmap_lonlat a = {360 * random_part() - 180, lat_deg}, b = rmap_geodesic_direct(a, 360 * random_part(), m);
        double true_a, true_b, found_a, found_b, found_m, true_m = rmap_geodesic_distance(a, b, &true_a, &true_b);
        assert_true(rmap_space_way(a, b, &found_m, &found_a, &found_b));
        assert_near(found_m, true_m, 1e-6);
        assert_true(aside_m(m, found_a, true_a) < 1e-7 + m * 1.7e-7);
        assert_true(aside_m(m, found_b, true_b) < 1e-7 + m * 1.7e-7);
    }
}

static void long_ways_are_not_told(void **state)
{
    (void)state;
    struct rmap_lonlat a = {127, 37.5}, b = {180, -80}, c = {127, 38.7}, d = {128.5, 37.5};
    double m = -1;
    assert_false(rmap_space_way(a, b, &m, NULL, NULL));
    assert_false(rmap_space_way(a, c, &m, NULL, NULL));
    assert_false(rmap_space_way(a, d, &m, NULL, NULL));
    assert_near(m, -1, 0);
    assert_near(rmap_geodesic_quick(a, b, NULL, NULL), rmap_geodesic_distance(a, b, NULL, NULL), 0);
    assert_true(rmap_space_way(a, a, &m, NULL, NULL));
    assert_near(m, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_found_again),
        cmocka_unit_test(short_ways_are_geodesics),
        cmocka_unit_test(long_ways_are_not_told),
    };
    return cmocka_run_group_tests_name("space", tests, NULL, NULL);
}
