/* zones.c: areas of rings, what they hold, distances and azimuths. */
#include "../../src/zones.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"
#include "../../src/outline.h"
#include "../../src/ring.h"

static const struct rmap_lonlat SEOUL = {126.978, 37.5665}, HUMPHREYS = {127.031, 36.963};

static struct rmap_ring ring_at(struct rmap_lonlat at, double outer_m, double inner_m, double from_deg, double to_deg)
{
    return (struct rmap_ring){.place = {.at = at}, .outer_m = outer_m, .inner_m = inner_m, .from_deg = from_deg,
                              .to_deg = to_deg};
}

static double area_at(struct rmap_lonlat at, double outer_m, double inner_m, double from_deg, double to_deg)
{
    struct rmap_ring ring = ring_at(at, outer_m, inner_m, from_deg, to_deg);
    const struct rmap_ring *rings[] = {&ring};
    double m2 = NAN;
    assert_true(rmap_zone_m2(&(struct rmap_zone){.rings = rings, .count = 1}, &m2));
    return m2;
}

/* From GeodSolve -E and Planimeter -E, 40,000 corners, which leave out 4e-9 of it. */
static void areas_are_those_of_planimeter(void **state)
{
    (void)state;
    assert_near(area_at(SEOUL, 300e3, 0, 0, 0), 282691123649.7 * (1 + 4.1e-9), 400);
    assert_near(area_at(SEOUL, 13e6, 0, 0, 0), 510065621724088.5 - 139583725893199.1, 1e-9 * 3.7e14);
}

/* Against a polygon within 1 cm of the ring: what that leaves out is less than 1 cm along its edge. */
static void areas_are_those_of_fine_polygons(void **state)
{
    (void)state;
    static const struct { struct rmap_lonlat at; double outer_m, inner_m, from_deg, to_deg; } CASES[] = {
        {{127, 37.5}, 10, 0, 0, 0},          {{127, 37.5}, 3e5, 1e5, 0, 0},    {{127, 37.5}, 3e5, 0, 300, 60},
        {{127, 37.5}, 3e5, 1e5, 90, 100},    {{0, 90}, 2e6, 0, 0, 0},          {{0, -90}, 2e6, 1e6, 10, 200},
        {{179, 0}, 3e6, 0, 0, 0},            {{127, 37.5}, 15e6, 0, 0, 0},     {{127, -60}, 15e6, 14e6, 0, 0},
        {{127, 37.5}, 19.5e6, 0, 0, 0},      {{10, 0}, 19.8e6, 0, 0, 0},
        {{127, 37.5}, 9e6, 0, 350, 10},      {{127, 37.5}, 15e6, 1e6, 20, 340},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct rmap_ring ring = ring_at(CASES[i].at, CASES[i].outer_m, CASES[i].inner_m, CASES[i].from_deg, CASES[i].to_deg);
        double tolerance_m = CASES[i].outer_m < 1e3 ? 1e-3 : 1e-2, error_m;
        struct rmap_shape shape = {0};
        rmap_outline_area(&ring, &(struct rmap_closeness){.tolerance = tolerance_m}, &shape, &error_m);
        double found = area_at(ring.place.at, ring.outer_m, ring.inner_m, ring.from_deg, ring.to_deg), polygon = rmap_geodesic_area(&shape);
        double slack = rmap_geodesic_length(&shape) * fmax(error_m, 1e-9) + 2e-9 * found;
        if (!(fabs(found - polygon) <= slack))
            fail_msg("case %zu: %.17g is not %.17g within %g", i, found, polygon, slack);
        rmap_shape_free(&shape);
    }
}

static bool holds(const struct rmap_ring *ring, struct rmap_lonlat at, struct rmap_bearing *from)
{
    return rmap_zone_holds(&(struct rmap_zone){.rings = &ring, .count = 1}, at, from);
}

static void rings_hold_what_lies_inside(void **state)
{
    (void)state;
    struct rmap_bearing from;
    struct rmap_ring disc = ring_at(SEOUL, 70e3, 0, 0, 0), annulus = ring_at(SEOUL, 300e3, 70e3, 0, 0);
    struct rmap_ring south = ring_at(SEOUL, 70e3, 0, 170, 190), round_north = ring_at(SEOUL, 70e3, 0, 350, 10);
    assert_true(holds(&disc, HUMPHREYS, &from));
    assert_near(from.distance_m, 67142.790, 0.001); /* GeodSolve -i */
    assert_near(from.azimuth_deg, 175.96890821, 1e-8);
    assert_near(from.back_deg, 356.00100010, 1e-8);
    assert_false(holds(&annulus, HUMPHREYS, &from));
    assert_true(holds(&south, HUMPHREYS, &from));
    assert_false(holds(&round_north, HUMPHREYS, &from));
    assert_true(holds(&round_north, (struct rmap_lonlat){126.978, 38}, &from));
    assert_true(holds(&round_north, (struct rmap_lonlat){126.95, 38}, &from));
    assert_true(holds(&south, SEOUL, &from)); /* the point where all azimuths meet */
}

/* Of several places the nearest counts; held by one is held. */
static void several_rings_hold_together(void **state)
{
    (void)state;
    struct rmap_bearing from;
    struct rmap_ring a = ring_at(SEOUL, 10e3, 0, 0, 0), b = ring_at(HUMPHREYS, 100e3, 0, 0, 0);
    const struct rmap_ring *rings[] = {&b, &a};
    struct rmap_zone zone = {.rings = rings, .count = 2};
    double m2;
    assert_true(rmap_zone_holds(&zone, (struct rmap_lonlat){126.978, 37.8}, &from));
    assert_near(from.distance_m, 25920, 20);
    assert_false(rmap_zone_holds(&zone, (struct rmap_lonlat){126.978, 38.5}, &from));
    assert_false(rmap_zone_m2(&zone, &m2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_those_of_planimeter),
        cmocka_unit_test(areas_are_those_of_fine_polygons),
        cmocka_unit_test(rings_hold_what_lies_inside),
        cmocka_unit_test(several_rings_hold_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
