/* fit.c: the extent around sites and rings, also across the antimeridian, round a pole and around shapes. */
#include "fit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"

#define MARGIN 0.06

static struct rmap_ring ring_around(double lon_deg, double lat_deg, double outer_m)
{
    return (struct rmap_ring){.place.at = {lon_deg, lat_deg}, .outer_m = outer_m};
}

static struct rmap_bounds fit(const double *lonlat, size_t sites, struct rmap_ring *rings, size_t count)
{
    struct rmap_site items[8] = {0};
    for (size_t i = 0; i < sites; i++)
        items[i].at = (struct rmap_lonlat){lonlat[2 * i], lonlat[2 * i + 1]};
    return rmap_fit_extent(&(struct rmap_sites){items, sites}, &(struct rmap_rings){.items = rings, .count = count});
}

/* Without the margin. */
static void assert_spans(struct rmap_bounds found, double west_deg, double south_deg, double east_deg, double north_deg, double slack)
{
    double wide = MARGIN * (east_deg - west_deg), tall = MARGIN * (north_deg - south_deg);
    assert_near(found.west_deg, west_deg - wide, slack);
    assert_near(found.east_deg, east_deg + wide, slack);
    assert_near(found.south_deg, fmax(south_deg - tall, -90), slack);
    assert_near(found.north_deg, fmin(north_deg + tall, 90), slack);
}

static void sites_are_held(void **state)
{
    (void)state;
    static const double lonlat[] = {126.7, 37.9, 127.3, 36.9, 125.7, 37.6};
    assert_spans(fit(lonlat, 3, NULL, 0), 125.7, 36.9, 127.3, 37.9, 1e-12);
    struct rmap_bounds one = fit(lonlat, 1, NULL, 0);
    assert_true(one.east_deg - one.west_deg > 0.01 && one.north_deg - one.south_deg > 0.01);
}

static void the_widest_gap_stays_out(void **state)
{
    (void)state;
    static const double pacific[] = {-122, 37, 127, 38, 179, -17, -179, -20}, atlantic[] = {-74, 41, 2, 49};
    assert_spans(fit(pacific, 4, NULL, 0), 127, -20, 238, 38, 1e-9);
    assert_spans(fit(atlantic, 2, NULL, 0), -74, 41, 2, 49, 1e-9);
    struct rmap_ring ring = ring_around(180, 0, 1000e3);
    double half = rmap_ring_half_deg(0, 1000e3);
    struct rmap_bounds found = fit(NULL, 0, &ring, 1);
    assert_near(found.east_deg - found.west_deg, 2 * half * (1 + 2 * MARGIN), 0.01);
}

static void a_pole_brings_all_longitudes(void **state)
{
    (void)state;
    struct rmap_ring near = ring_around(20, 80, 1200e3), far = ring_around(127, 37, 18000e3);
    struct rmap_bounds found = fit(NULL, 0, &near, 1);
    assert_near(found.west_deg, -180, 0);
    assert_near(found.east_deg, 180, 0);
    assert_near(found.north_deg, 90, 0);
    assert_true(found.south_deg > 60);
    found = fit(NULL, 0, &far, 1);
    assert_spans(found, -180, -90, 180, 90, 360); /* both poles */
    assert_near(found.east_deg - found.west_deg, 360, 0);
    assert_near(found.north_deg - found.south_deg, 180, 0);
}

/* As the traced edge has it: a bent line and two islands beside the antimeridian. */
static void a_shape_is_held_as_its_edge_is(void **state)
{
    (void)state;
    static const struct rmap_lonlat points[] = {{170, -12}, {176, -19}, {172, -23}, {179.5, -17}, {-178, -16}};
    static const double radii_m[] = {200, 20e3, 300e3, 2500e3};
    struct rmap_arena arena = {0};
    struct rmap_shape shape = {0};
    for (size_t i = 0; i < 5; i++) {
        rmap_shape_point(&shape, points[i]);
        if (i >= 2)
            rmap_shape_end_part(&shape);
    }
    const struct rmap_offset *offset = rmap_offset_new(&arena, &shape);
    assert_int_equal(rmap_offset_parts(offset), 3);
    for (size_t i = 0; i < 4; i++) {
        struct rmap_ring ring = {.place = {.at = rmap_offset_middle(offset), .shape = offset}, .outer_m = radii_m[i]};
        struct rmap_shape edge = {0};
        struct rmap_bounds b = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
        rmap_offset_edge(offset, radii_m[i], &(struct rmap_closeness){.tolerance = radii_m[i] / 1e4}, &edge, NULL);
        for (size_t k = 0; k < edge.count; k++) {
            struct rmap_lonlat p = edge.points[k];
            double lon_deg = p.lon_deg < 0 ? p.lon_deg + 360 : p.lon_deg;
            b = (struct rmap_bounds){fmin(b.west_deg, lon_deg), fmin(b.south_deg, p.lat_deg), fmax(b.east_deg, lon_deg),
                                     fmax(b.north_deg, p.lat_deg)};
        }
        assert_spans(fit(NULL, 0, &ring, 1), b.west_deg, b.south_deg, b.east_deg, b.north_deg, 1.2e-3 * radii_m[i] / 111e3);
        rmap_shape_free(&edge);
    }
    rmap_shape_free(&shape);
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sites_are_held),
        cmocka_unit_test(the_widest_gap_stays_out),
        cmocka_unit_test(a_pole_brings_all_longitudes),
        cmocka_unit_test(a_shape_is_held_as_its_edge_is),
    };
    return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
