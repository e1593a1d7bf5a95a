/* overlay.c: rings become valid polygons wherever they lie, areas are those of the ellipsoid, overlays add up. */
#include "../../src/overlay.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aid.h"
#include "../../src/ring.h"

#define EARTH_M2 510065621724088.5

static struct rmap_shape ring_around(struct rmap_lonlat at, double outer_m, double inner_m)
{
    struct rmap_shape shape = {0};
    rmap_ring_area(&(struct rmap_reach){at, outer_m, inner_m, 0, 0}, &(struct rmap_closeness){.tolerance = 1}, &shape, NULL);
    return shape;
}

static void add_box(struct rmap_shape *shape, double west, double south, double east, double north)
{
    shape->closed = true;
    rmap_shape_point(shape, (struct rmap_lonlat){west, south});
    rmap_shape_point(shape, (struct rmap_lonlat){west, north});
    rmap_shape_point(shape, (struct rmap_lonlat){east, north});
    rmap_shape_point(shape, (struct rmap_lonlat){east, south});
    rmap_shape_end_part(shape);
}

static const struct rmap_area *box(struct rmap_overlay *overlay, double west, double south, double east, double north)
{
    struct rmap_shape shape = {0};
    add_box(&shape, west, south, east, north);
    const struct rmap_area *area = rmap_overlay_area(overlay, &shape, RMAP_HOLDS_PLANE);
    rmap_shape_free(&shape);
    return area;
}

static void boxes_have_the_area_of_the_ellipsoid(void **state)
{
    (void)state;
    struct rmap_overlay *overlay = rmap_overlay_new();
    assert_near(rmap_area_m2(overlay, box(overlay, -180, -90, 180, 90)), EARTH_M2, 10);
    assert_near(rmap_area_m2(overlay, box(overlay, -180, 0, 180, 90)), EARTH_M2 / 2, 10);
    /* Planimeter -E of the same box with 2,000 vertices on each side. */
    assert_near(rmap_area_m2(overlay, box(overlay, 126, 37, 128, 38)), 19627903746.9, 5000);
    rmap_overlay_free(overlay);
}

/* Edges straight in degrees and geodesics are both within 1 m of the ring. */
static void rings_keep_their_area_wherever_they_lie(void **state)
{
    (void)state;
    static const struct { struct rmap_lonlat at; double outer_m, inner_m; size_t parts; } CASES[] = {
        {{127, 37.5}, 300e3, 0, 1},   {{127, 37.5}, 300e3, 100e3, 2}, {{179.5, 10}, 300e3, 0, 2}, {{-180, 0}, 5e5, 2e5, 2},
        {{20, 90}, 1e6, 0, 1},        {{20, -90}, 1e6, 5e5, 2},       {{0, 89}, 300e3, 0, 1},     {{100, -89}, 300e3, 0, 1},
        {{127, 37.5}, 13e6, 0, 1},    {{127, -37.5}, 15e6, 0, 1},     {{0, 0}, 19.5e6, 0, 2},     {{0, 90}, 15e6, 5e6, 2},
        {{127, 37.5}, 13e6, 9e6, 2},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct rmap_overlay *overlay = rmap_overlay_new();
        struct rmap_shape disc = ring_around(CASES[i].at, CASES[i].outer_m, CASES[i].inner_m), out = {0};
        struct rmap_shape outer = ring_around(CASES[i].at, CASES[i].outer_m, 0), inner = {0};
        double expected = rmap_geodesic_area(&outer);
        if (CASES[i].inner_m > 0) {
            inner = ring_around(CASES[i].at, CASES[i].inner_m, 0);
            expected -= rmap_geodesic_area(&inner);
        }
        double slack_m2 = 2 * rmap_geodesic_length(&disc) + 10;
        const struct rmap_area *area = rmap_overlay_area(overlay, &disc, RMAP_HOLDS_RIGHT);
        assert_near(rmap_area_m2(overlay, area), expected, slack_m2);
        rmap_area_shape(overlay, area, &out);
        for (size_t j = 0; j < out.count; j++)
            assert_true(fabs(out.points[j].lon_deg) <= 180 && fabs(out.points[j].lat_deg) <= 90);
        if (CASES[i].outer_m < 5e6)
            assert_true(rmap_area_holds(overlay, area, CASES[i].at) == (CASES[i].inner_m == 0));
        rmap_shape_free(&disc);
        rmap_shape_free(&outer);
        rmap_shape_free(&inner);
        rmap_shape_free(&out);
        rmap_overlay_free(overlay);
    }
}

/* Outer parts clockwise, holes counter-clockwise, each closed by its first point. */
static void parts_come_out_in_order(void **state)
{
    (void)state;
    struct rmap_overlay *overlay = rmap_overlay_new();
    struct rmap_shape annulus = ring_around((struct rmap_lonlat){180, 5}, 300e3, 100e3), out = {0};
    add_box(&annulus, 10, 10, 11, 11); /* and a polygon by itself */
    rmap_area_shape(overlay, rmap_overlay_area(overlay, &annulus, RMAP_HOLDS_RIGHT), &out);
    assert_true(out.closed);
    assert_int_equal(out.parts, 3);
    double west = -200;
    for (size_t part = 0; part < out.parts; part++) {
        size_t first = part ? out.ends[part - 1] : 0, last = out.ends[part] - 1;
        double area = 0;
        assert_true(out.points[first].lon_deg == out.points[last].lon_deg);
        assert_true(out.points[first].lat_deg == out.points[last].lat_deg);
        for (size_t i = first; i < last; i++)
            area += (out.points[i].lon_deg - out.points[first].lon_deg) * (out.points[i + 1].lat_deg - out.points[first].lat_deg)
                    - (out.points[i + 1].lon_deg - out.points[first].lon_deg) * (out.points[i].lat_deg - out.points[first].lat_deg);
        assert_true(area < 0);
        if (!(out.points[first].lon_deg > west))
            fail_msg("%zu: %g after %g", part, out.points[first].lon_deg, west);
        west = out.points[first].lon_deg;
    }
    rmap_shape_free(&annulus);
    rmap_shape_free(&out);
    rmap_overlay_free(overlay);
}

static void shares_add_up(void **state)
{
    (void)state;
    struct rmap_overlay *overlay = rmap_overlay_new();
    const struct rmap_area *whole = box(overlay, 120, 30, 130, 40), *west = box(overlay, 110, 20, 125, 50);
    const struct rmap_area *east = box(overlay, 125, 20, 140, 50), *inside = box(overlay, 121, 31, 122, 32);
    const struct rmap_area *far = box(overlay, 10, 30, 20, 40);
    double total = rmap_area_m2(overlay, whole);
    assert_near(rmap_area_shared_m2(overlay, whole, west), total / 2, 1e-9 * total);
    assert_near(rmap_area_shared_m2(overlay, whole, west) + rmap_area_shared_m2(overlay, whole, east), total, 1e-9 * total);
    assert_near(rmap_area_shared_m2(overlay, whole, inside), rmap_area_m2(overlay, inside), 0);
    assert_near(rmap_area_shared_m2(overlay, whole, far), 0, 0);
    assert_true(rmap_area_is_empty(overlay, rmap_overlay_meet(overlay, whole, far)));
    assert_near(rmap_area_m2(overlay, rmap_overlay_meet(overlay, whole, west)), total / 2, 1e-9 * total);
    const struct rmap_area *both[] = {west, east, whole};
    assert_near(rmap_area_m2(overlay, rmap_overlay_join(overlay, both, 3)), rmap_area_m2(overlay, box(overlay, 110, 20, 140, 50)),
                1e-9 * total);
    rmap_overlay_free(overlay);
}

/* A part inside another is a hole whichever way it runs, and edges that cross are taken apart. */
static void what_a_file_encloses_is_even_odd(void **state)
{
    (void)state;
    struct rmap_overlay *overlay = rmap_overlay_new();
    struct rmap_shape shape = {0}, bow = {.closed = true};
    add_box(&shape, 0, 0, 4, 4);
    add_box(&shape, 1, 1, 2, 2);
    double outer = rmap_area_m2(overlay, box(overlay, 0, 0, 4, 4)), hole = rmap_area_m2(overlay, box(overlay, 1, 1, 2, 2));
    assert_near(rmap_area_m2(overlay, rmap_overlay_area(overlay, &shape, RMAP_HOLDS_PLANE)), outer - hole, 1);
    rmap_shape_point(&bow, (struct rmap_lonlat){0, 0});
    rmap_shape_point(&bow, (struct rmap_lonlat){2, 2});
    rmap_shape_point(&bow, (struct rmap_lonlat){2, 0});
    rmap_shape_point(&bow, (struct rmap_lonlat){0, 2});
    rmap_shape_end_part(&bow);
    const struct rmap_area *area = rmap_overlay_area(overlay, &bow, RMAP_HOLDS_PLANE);
    assert_near(rmap_area_m2(overlay, area) / rmap_area_m2(overlay, box(overlay, 0, 0, 2, 2)), 0.5, 1e-3);
    struct rmap_shape nothing = {.closed = true};
    assert_true(rmap_area_is_empty(overlay, rmap_overlay_area(overlay, &nothing, RMAP_HOLDS_PLANE)));
    rmap_shape_free(&shape);
    rmap_shape_free(&bow);
    rmap_overlay_free(overlay);
}

static void lines_are_cut(void **state)
{
    (void)state;
    struct rmap_overlay *overlay = rmap_overlay_new();
    struct rmap_shape line = {0}, inside = {0};
    rmap_shape_point(&line, (struct rmap_lonlat){120, 35});
    rmap_shape_point(&line, (struct rmap_lonlat){130, 35});
    rmap_shape_end_part(&line);
    rmap_overlay_cut_lines(overlay, &line, box(overlay, 122, 30, 123, 40), &inside);
    assert_int_equal(inside.parts, 1);
    assert_near(fmin(inside.points[0].lon_deg, inside.points[1].lon_deg), 122, 1e-12);
    assert_near(fmax(inside.points[0].lon_deg, inside.points[1].lon_deg), 123, 1e-12);
    rmap_overlay_cut_lines(overlay, &line, box(overlay, 0, 0, 1, 1), &inside);
    assert_int_equal(inside.parts, 1);
    rmap_shape_free(&line);
    rmap_shape_free(&inside);
    rmap_overlay_free(overlay);
}

/* No figure comes of what GEOS gives up on: no corner lies on a grid of infinite steps. */
static void what_fails_is_told(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    struct rmap_overlay *overlay = rmap_overlay_new();
    const struct rmap_area *area = box(overlay, 120, 30, 121, 31);
    assert_true(rmap_overlay_ok(overlay, &err));
    rmap_overlay_snap(overlay, area, INFINITY);
    assert_false(rmap_overlay_ok(overlay, &err));
    assert_int_equal(err.status, RMAP_FAILED);
    assert_non_null(strstr(err.text, "GEOS"));
    rmap_overlay_free(overlay);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_have_the_area_of_the_ellipsoid), cmocka_unit_test(rings_keep_their_area_wherever_they_lie),
        cmocka_unit_test(parts_come_out_in_order),              cmocka_unit_test(shares_add_up),
        cmocka_unit_test(what_a_file_encloses_is_even_odd),     cmocka_unit_test(lines_are_cut),
        cmocka_unit_test(what_fails_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
