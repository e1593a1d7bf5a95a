/* arcs.c: curves on the page, place by place, against the geodesic distance. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"
#include "arcs.h"
#include "cubic.h"

#define MARGIN_MM 2.0

static const struct rmap_bounds KOREA = {124, 33, 131, 43}, WORLD = {-180, -90, 180, 90};
static const struct rmap_box BOX = {10, 10, 190, 230};
static const struct rmap_lonlat SEOUL = {126.978, 37.5665};

/* How far on the page a place is from the ring, straight where its own geodesic from the centre reaches the distance. */
static double off_ring(const struct rmap_frame *frame, struct rmap_lonlat centre, double r_m, struct rmap_page p)
{
    struct rmap_lonlat at;
    struct rmap_page near, before, after;
    double azimuth_deg;
    assert_true(rmap_frame_unplace(frame, p, &at));
    rmap_geodesic_distance(centre, at, &azimuth_deg, NULL);
    assert_true(rmap_frame_place(frame, rmap_geodesic_direct(centre, azimuth_deg, r_m), &near)
                && rmap_frame_place(frame, rmap_geodesic_direct(centre, azimuth_deg - 0.01, r_m), &before)
                && rmap_frame_place(frame, rmap_geodesic_direct(centre, azimuth_deg + 0.01, r_m), &after));
    double x = after.x_mm - before.x_mm, y = after.y_mm - before.y_mm;
    return fabs(x * (p.y_mm - near.y_mm) - y * (p.x_mm - near.x_mm)) / hypot(x, y);
}

static double off_path(const struct rmap_frame *frame, struct rmap_lonlat centre, double r_m, const struct rmap_path *path)
{
    double most = 0;
    struct rmap_piece piece;
    for (struct rmap_pieces walk = {.path = path}; rmap_piece_next(&walk, &piece);) {
        for (int k = 0; piece.verb == RMAP_CURVE && k <= 40; k++)
            most = fmax(most, off_ring(frame, centre, r_m, rmap_cubic_at(&piece.curve, k / 40.0)));
    }
    return most;
}

static size_t curves_of(const struct rmap_path *path)
{
    size_t count = 0;
    for (size_t i = 0; i < path->verb_count; i++)
        count += path->verbs[i] == RMAP_CURVE;
    return count;
}

static struct rmap_arcs trace(const struct rmap_reach *reach, const struct rmap_frame *frame, double tolerance_mm, double margin_mm)
{
    struct rmap_ring ring = {.place.at = reach->centre, .outer_m = reach->outer_m, .inner_m = reach->inner_m,
                             .from_deg = reach->from_deg, .to_deg = reach->to_deg};
    const struct rmap_ring *rings[] = {&ring};
    struct rmap_arcs arcs;
    assert_true(rmap_arcs_trace(rings, 1, frame, tolerance_mm, margin_mm, &arcs));
    return arcs;
}

static void edges_are_as_true_as_they_say(void **state)
{
    (void)state;
    static const struct { const char *crs; struct rmap_bounds extent; } pages[] = {
        {"auto", {124, 33, 131, 43}}, {"EPSG:5179", {124, 33, 131, 43}}, {"+proj=merc", {100, 10, 150, 60}},
        {"+proj=aeqd +lat_0=60 +lon_0=20", {100, 10, 150, 60}}, {"globe", {100, 10, 150, 60}}, {"auto", {-180, -90, 180, 90}}};
    static const double radii_m[] = {50, 20e3, 180e3, 300e3, 1000e3, 3000e3};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct setup s = set_up_frame(pages[i].crs, pages[i].extent, BOX);
        for (size_t k = 0; k < sizeof radii_m / sizeof *radii_m; k++) {
            for (double tolerance = 0.05; tolerance > 1e-4; tolerance /= 16) {
                struct rmap_arcs arcs = trace(&(struct rmap_reach){.centre = SEOUL, .outer_m = radii_m[k]}, s.frame, tolerance, 1e5);
                double found = off_path(s.frame, SEOUL, radii_m[k], &arcs.outer);
                assert_true(arcs.error_mm <= tolerance);
                assert_true(found <= arcs.error_mm + 1e-8);
                assert_true(curves_of(&arcs.outer) < 64 || radii_m[k] > 2000e3); /* these go over a seam or the horizon */
                rmap_arcs_free(&arcs);
            }
        }
        tear_down_frame(s);
    }
}

static double area_of(const struct rmap_path *path)
{
    struct rmap_path flat = {0};
    struct rmap_piece piece;
    double area = 0;
    rmap_path_flatten(path, 1e-4, &flat);
    for (struct rmap_pieces walk = {.path = &flat}; rmap_piece_next(&walk, &piece);) {
        const struct rmap_page *p = piece.curve.p;
        area += (p[0].x_mm * p[3].y_mm - p[3].x_mm * p[0].y_mm) / 2;
    }
    rmap_path_free(&flat);
    return area;
}

static bool place(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    return rmap_frame_place(frame, p, out);
}

/* What chords make of the same reach. */
static double sampled_area(const struct rmap_frame *frame, const struct rmap_reach *reach)
{
    struct rmap_closeness how = {.tolerance = 1e-4, .place = place, .frame = frame};
    struct rmap_trace trace = {.edges = RMAP_EDGES_CURVE, .margin_mm = MARGIN_MM};
    struct rmap_shape shape = {0};
    struct rmap_path path = {0};
    rmap_ring_area(reach, &how, &shape, NULL);
    rmap_frame_trace(frame, &shape, &trace, &path, NULL);
    double area = area_of(&path);
    rmap_path_free(&path);
    rmap_shape_free(&shape);
    return area;
}

static void areas_are_those_of_chords(void **state)
{
    (void)state;
    static const struct rmap_reach reaches[] = {
        {{126.978, 37.5665}, 300e3, 0, 0, 0}, {{126.978, 37.5665}, 300e3, 120e3, 0, 0}, {{126.978, 37.5665}, 300e3, 0, 300, 60},
        {{126.978, 37.5665}, 700e3, 120e3, 10, 355}, {{131, 43}, 500e3, 450e3, 90, 200}, {{127, 20}, 1800e3, 0, 0, 0}};
    struct setup s = set_up_frame("auto", KOREA, BOX);
    for (size_t i = 0; i < sizeof reaches / sizeof *reaches; i++) {
        struct rmap_arcs arcs = trace(&reaches[i], s.frame, 1e-4, MARGIN_MM);
        assert_near(area_of(&arcs.area), sampled_area(s.frame, &reaches[i]), 0.1);
        assert_true((arcs.inner.count > 0) == (reaches[i].inner_m > 0));
        assert_true((arcs.sides.count > 0) == (reaches[i].from_deg != reaches[i].to_deg));
        struct rmap_box bounds = rmap_path_bounds(&arcs.area);
        assert_true(rmap_box_holds(rmap_box_grow(rmap_frame_box(s.frame), MARGIN_MM + 1), bounds));
        rmap_arcs_free(&arcs);
    }
    tear_down_frame(s);
}

/* Over the antimeridian, around poles and beside one, farther than a quarter of the Earth. */
static void torn_edges_are_as_true(void **state)
{
    (void)state;
    static const struct rmap_reach torn[] = {
        {{179.9, 10}, 1e6, 0, 0, 0}, {{20, 89}, 1e6, 0, 0, 0}, {{0, -90}, 1e5, 0, 0, 0}, {{126.978, 37.5665}, 6e6, 0, 0, 0},
        {{126.978, 37.5665}, 15e6, 0, 0, 0}, {{-53, 88}, 223e3, 0, 0, 0}};
    struct setup s = set_up_frame("auto", WORLD, BOX);
    for (size_t i = 0; i < sizeof torn / sizeof *torn; i++) {
        struct rmap_arcs arcs = trace(&torn[i], s.frame, 0.002, MARGIN_MM);
        assert_true(arcs.outer.count > 0 && arcs.error_mm <= 0.002);
        assert_true(off_path(s.frame, torn[i].centre, torn[i].outer_m, &arcs.outer) <= 1.02 * arcs.error_mm + 1e-6);
        assert_near(area_of(&arcs.area), sampled_area(s.frame, &torn[i]), 0.5);
        rmap_arcs_free(&arcs);
    }
    tear_down_frame(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_are_as_true_as_they_say), cmocka_unit_test(areas_are_those_of_chords),
        cmocka_unit_test(torn_edges_are_as_true)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
