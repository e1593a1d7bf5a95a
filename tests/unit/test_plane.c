/* plane.c: a plane in which circles stay circles. */
#include "plane.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ring.h"

static const struct rmap_lonlat MIDDLES[] = {{127, 37.5}, {-180, 0}, {10, 90}, {-45, -89}, {179.9, -60}};
enum { MIDDLE_COUNT = sizeof MIDDLES / sizeof *MIDDLES };

static void places_come_back(void **state)
{
    (void)state;
    for (int k = 0; k < MIDDLE_COUNT; k++) {
        struct rmap_plane plane = rmap_plane_about(MIDDLES[k]);
        for (double azimuth = 0; azimuth < 360; azimuth += 7) {
            for (double m = 1; m < 18e6; m *= 1.9) {
                struct rmap_lonlat p = rmap_geodesic_direct(MIDDLES[k], azimuth, m);
                struct rmap_lonlat back = rmap_plane_ground(&plane, rmap_plane_place(&plane, p));
                double off_m = rmap_geodesic_distance(p, back, NULL, NULL);
                if (!(off_m < 1e-7) || fabs(back.lon_deg) > 180)
                    fail_msg("%.9f %.9f came back as %.9f %.9f, %g m off", p.lat_deg, p.lon_deg, back.lat_deg, back.lon_deg, off_m);
            }
        }
    }
}

static void the_middle_is_the_origin_and_east_is_right(void **state)
{
    (void)state;
    struct rmap_plane plane = rmap_plane_about(MIDDLES[0]);
    struct rmap_metre middle = rmap_plane_place(&plane, MIDDLES[0]);
    struct rmap_metre east = rmap_plane_place(&plane, (struct rmap_lonlat){127.1, 37.5});
    struct rmap_metre north = rmap_plane_place(&plane, (struct rmap_lonlat){127, 37.6});
    assert_true(hypot(middle.e_m, middle.n_m) < 1e-6);
    assert_true(east.e_m > 8e3 && fabs(east.n_m) < 20 && north.n_m > 11e3 && fabs(north.e_m) < 1e-6);
}

/* Every point of a ring, wherever it lies, is as far from the circle's centre as is said. */
static void rings_are_circles(void **state)
{
    (void)state;
    static const double radii_m[] = {1e3, 30e3, 300e3, 1000e3};
    for (int k = 0; k < MIDDLE_COUNT; k++) {
        struct rmap_plane plane = rmap_plane_about(MIDDLES[k]);
        for (int i = 0; i < 4; i++) {
            for (double away_m = 0; away_m < 9e6; away_m += 1e6) {
                struct rmap_lonlat p = rmap_geodesic_direct(MIDDLES[k], 50 * k + away_m / 1e5, away_m);
                struct rmap_metre centre;
                double radius_m = rmap_plane_circle(&plane, rmap_plane_place(&plane, p), radii_m[i], &centre);
                for (double azimuth = 0; azimuth < 360; azimuth += 30) {
                    struct rmap_metre q = rmap_plane_place(&plane, rmap_geodesic_direct(p, azimuth, radii_m[i]));
                    double off = hypot(q.e_m - centre.e_m, q.n_m - centre.n_m) / radius_m - 1;
                    if (fabs(off) > 5e-4)
                        fail_msg("%.0f km around %.3f %.3f: off by %g of the radius", radii_m[i] / 1e3, p.lat_deg, p.lon_deg, off);
                }
            }
        }
    }
}

static void the_reach_is_that_of_a_sphere(void **state)
{
    (void)state;
    struct rmap_plane plane = rmap_plane_about(MIDDLES[2]);
    double reach_m = rmap_plane_reach(10001965.729); /* from the pole to the equator */
    struct rmap_metre at = rmap_plane_place(&plane, (struct rmap_lonlat){0, 0});
    assert_true(fabs(hypot(at.e_m, at.n_m) / reach_m - 1) < 5e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_come_back),
        cmocka_unit_test(the_middle_is_the_origin_and_east_is_right),
        cmocka_unit_test(rings_are_circles),
        cmocka_unit_test(the_reach_is_that_of_a_sphere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
