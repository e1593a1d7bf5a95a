/* trace.c: shapes on the page: areas that equal-area projections must keep, seams that must not be stroked. */
#include "../../src/project.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aid.h"
#include "../../src/layers.h"
#include "../../src/ring.h"

static const struct rmap_bounds KOREA = {124, 33, 131, 43}, WORLD = {-180, -90, 180, 90};
static const struct rmap_box BOX = {10, 10, 190, 130};

/* Rings of one shape turn one way and its holes the other, so their signed areas add up. */
static double area_mm2(const struct rmap_path *path)
{
    double area = 0;
    for (size_t v = 0, p = 0, first = 0; v < path->verb_count; v++) {
        if (path->verbs[v] == RMAP_MOVE)
            first = p;
        if (path->verbs[v] != RMAP_CLOSE) {
            p++;
            continue;
        }
        for (size_t i = first, j = p - 1; i < p; j = i++)
            area += path->points[j].x_mm * path->points[i].y_mm - path->points[i].x_mm * path->points[j].y_mm;
    }
    return area / 2;
}

static size_t count_parts(const struct rmap_path *path, enum rmap_verb verb)
{
    size_t count = 0;
    for (size_t v = 0; v < path->verb_count; v++)
        count += path->verbs[v] == verb;
    return count;
}

/* The longest step of a path: a line across the map shows here. */
static double longest_step(const struct rmap_path *path)
{
    double longest = 0;
    for (size_t v = 0, p = 0; v < path->verb_count; v++) {
        if (path->verbs[v] == RMAP_LINE)
            longest = fmax(longest, hypot(path->points[p].x_mm - path->points[p - 1].x_mm,
                                          path->points[p].y_mm - path->points[p - 1].y_mm));
        p += path->verbs[v] != RMAP_CLOSE;
    }
    return longest;
}

static bool place(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    return rmap_frame_place(frame, p, out);
}

static void make_disc(const struct rmap_frame *frame, struct rmap_lonlat centre, double radius_m,
                      struct rmap_shape *shape)
{
    double error;
    struct rmap_reach reach = {centre, radius_m, 0, 0, 0};
    struct rmap_closeness close = {.tolerance = 0.01, .place = place, .frame = frame};
    shape->closed = true;
    rmap_ring_area(&reach, &close, shape, &error);
}

static double disc_area(struct rmap_lonlat centre, double radius_m)
{
    double error;
    struct rmap_shape shape = {.closed = true};
    struct rmap_reach reach = {centre, radius_m, 0, 0, 0};
    struct rmap_closeness close = {.tolerance = 10};
    rmap_ring_area(&reach, &close, &shape, &error);
    double area = rmap_geodesic_area(&shape);
    rmap_shape_free(&shape);
    return area;
}

static const char *const equal_area[] = {"+proj=cea +lon_0=127",
                                         "+proj=cea +lon_0=-50",
                                         "+proj=aea +lat_1=20 +lat_2=60 +lon_0=127",
                                         "+proj=laea +lat_0=38 +lon_0=170",
                                         "+proj=laea +lat_0=-90",
                                         "EPSG:6933",
                                         "+proj=laea +lat_0=20 +lon_0=127"};

/* Discs of every size, over the antimeridian, over poles, around the projection's far point. */
static void discs_keep_their_area(void **state)
{
    (void)state;
    const struct {
        struct rmap_lonlat centre;
        double radius_m;
    } discs[] = {{{126.978, 37.5665}, 3e5},
                 {{179.9, 10}, 1e6},
                 {{-53, -20}, 1e6},
                 {{20, 89}, 1e6},
                 {{20, 90}, 1e6},
                 {{0, -88}, 2e6},
                 {{126.978, 37.5665}, 5e6},
                 {{126.978, 37.5665}, 9e6},
                 {{126.978, 37.5665}, 1.2e7},
                 {{126.978, 37.5665}, 1.7e7},
                 {{126.978, 37.5665}, 1.95e7},
                 {{-50, -35}, 1.9e7},
                 {{60, -80}, 1.5e7},
                 {{0, 0}, 1e7}};
    for (size_t c = 0; c < sizeof equal_area / sizeof *equal_area; c++) {
        struct setup s = set_up_frame(equal_area[c], WORLD, BOX);
        for (size_t d = 0; d < sizeof discs / sizeof *discs; d++) {
            struct rmap_shape shape = {0};
            struct rmap_path fill = {0}, outline = {0};
            struct rmap_trace how = {.edges = RMAP_EDGES_CURVE, .margin_mm = 50};
            make_disc(s.frame, discs[d].centre, discs[d].radius_m, &shape);
            assert_true(rmap_frame_trace(s.frame, &shape, &how, &fill, &outline));
            double found = fabs(area_mm2(&fill)) / s.mm_per_m / s.mm_per_m,
                   expected = disc_area(discs[d].centre, discs[d].radius_m);
            /* 0.1 % of the disc, and 0.01 mm along the rim: up to 2 km of 80,000 */
            if (!(fabs(found - expected) < 0.001 * expected + 1.6e11))
                fail_msg("%s, disc %zu: %g km2 instead of %g", equal_area[c], d, found / 1e6, expected / 1e6);
            rmap_shape_free(&shape);
            rmap_path_free(&fill);
            rmap_path_free(&outline);
        }
        tear_down_frame(s);
    }
}

static void land_keeps_its_area(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof equal_area / sizeof *equal_area; c++) {
        struct setup s = set_up_frame(equal_area[c], WORLD, BOX);
        struct rmap_error err = {0};
        struct rmap_source *source = rmap_source_open("geodata/land_globe.shp", NULL, &err);
        if (!source)
            fail_msg("%s", err.text);
        struct rmap_query query = {.window = WORLD};
        struct rmap_trace how = {.edges = RMAP_EDGES_DATA, .margin_mm = 50};
        struct rmap_feature feature;
        double expected = 0, found = 0;
        while (rmap_source_next(source, &query, &feature)) {
            struct rmap_path fill = {0}, outline = {0};
            rmap_frame_trace(s.frame, &feature.shape, &how, &fill, &outline);
            found += fabs(area_mm2(&fill)) / s.mm_per_m / s.mm_per_m;
            expected += fabs(rmap_geodesic_area(&feature.shape));
            /* No stroke across the map, along the antimeridian or to the pole. */
            /* The last projection's far point lies in Brazil, whose coast is drawn all around the map. */
            bool far_land = strstr(equal_area[c], "lat_0=20") != NULL;
            if (longest_step(outline.count ? &outline : &fill) > 11 && !far_land)
                fail_msg("%s: a step of %g mm in record %d", equal_area[c],
                         longest_step(outline.count ? &outline : &fill), feature.record);
            rmap_path_free(&fill);
            rmap_path_free(&outline);
        }
        rmap_source_close(source);
        if (!(fabs(found / expected - 1) < 0.01))
            fail_msg("%s: %g km2 of land instead of %g", equal_area[c], found / 1e6, expected / 1e6);
        tear_down_frame(s);
    }
}

/* How much of a path runs along the sides of the world. */
static double seam_mm(const struct rmap_path *path)
{
    double seam = 0;
    for (size_t v = 0, p = 0; v < path->verb_count; v++) {
        if (path->verbs[v] == RMAP_LINE) {
            struct rmap_page a = path->points[p - 1], b = path->points[p];
            if (fabs(a.x_mm - b.x_mm) < 1e-6
                && (fabs(a.x_mm - BOX.x0_mm) < 1e-3 || fabs(a.x_mm - BOX.x1_mm) < 1e-3))
                seam += fabs(a.y_mm - b.y_mm);
        }
        p += path->verbs[v] != RMAP_CLOSE;
    }
    return seam;
}

static void cut_edges_are_not_stroked(void **state)
{
    (void)state;
    struct setup s = set_up_frame("+proj=cea +lon_0=127", WORLD, BOX);
    struct rmap_shape shape = {0}, pole = {0};
    struct rmap_path fill = {0}, outline = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_CURVE, .margin_mm = 50};
    make_disc(s.frame, (struct rmap_lonlat){-53, 10}, 1e6, &shape);
    make_disc(s.frame, (struct rmap_lonlat){0, 90}, 1e6, &pole);
    rmap_frame_trace(s.frame, &shape, &how, &fill, &outline);
    rmap_frame_trace(s.frame, &pole, &how, &fill, &outline);
    assert_int_equal(count_parts(&fill, RMAP_CLOSE), 3);
    assert_int_equal(count_parts(&outline, RMAP_CLOSE), 0);
    assert_int_equal(count_parts(&outline, RMAP_MOVE), 3);
    assert_true(seam_mm(&fill) > 10);
    assert_near(seam_mm(&outline), 0, 1e-9);
    rmap_path_free(&fill);
    rmap_path_free(&outline);
    rmap_shape_free(&shape);
    rmap_shape_free(&pole);
    tear_down_frame(s);
}

/* Uncut shapes leave the outline empty; the first cut one brings all outlines in. */
static void outlines_are_all_or_none(void **state)
{
    (void)state;
    struct setup s = set_up_frame("+proj=cea +lon_0=127", WORLD, BOX);
    struct rmap_shape whole = {0}, across = {0};
    struct rmap_path fill = {0}, outline = {0}, only = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_CURVE, .margin_mm = 1};
    make_disc(s.frame, (struct rmap_lonlat){127, 10}, 1e6, &whole);
    make_disc(s.frame, (struct rmap_lonlat){-53, 10}, 1e6, &across);
    rmap_frame_trace(s.frame, &whole, &how, &fill, &outline);
    assert_int_equal(outline.count, 0);
    assert_int_equal(count_parts(&fill, RMAP_CLOSE), 1);
    rmap_frame_trace(s.frame, &across, &how, &fill, &outline);
    rmap_frame_trace(s.frame, &whole, &how, &fill, &outline);
    assert_int_equal(count_parts(&fill, RMAP_CLOSE), 4);
    assert_int_equal(count_parts(&outline, RMAP_CLOSE), 2);
    assert_int_equal(count_parts(&outline, RMAP_MOVE), 4);
    assert_true(rmap_frame_trace(s.frame, &whole, &how, NULL, &only));
    assert_int_equal(count_parts(&only, RMAP_CLOSE), 1);
    rmap_path_free(&fill);
    rmap_path_free(&outline);
    rmap_path_free(&only);
    rmap_shape_free(&whole);
    rmap_shape_free(&across);
    tear_down_frame(s);
}

static void open_lines_are_outlines(void **state)
{
    (void)state;
    struct setup s = set_up_frame("auto", KOREA, BOX);
    struct rmap_shape shape = {0};
    struct rmap_path fill = {0}, outline = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_CURVE, .margin_mm = 1};
    rmap_shape_point(&shape, (struct rmap_lonlat){126, 36});
    rmap_shape_point(&shape, (struct rmap_lonlat){128, 38});
    rmap_shape_end_part(&shape);
    assert_true(rmap_frame_trace(s.frame, &shape, &how, &fill, &outline));
    assert_int_equal(fill.count, 0);
    assert_int_equal(outline.count, 2);
    rmap_shape_free(&shape);
    shape.points = NULL;
    rmap_shape_point(&shape, (struct rmap_lonlat){0, 36});
    rmap_shape_point(&shape, (struct rmap_lonlat){1, 38});
    rmap_shape_end_part(&shape);
    assert_false(rmap_frame_trace(s.frame, &shape, &how, NULL, NULL));
    assert_false(rmap_frame_trace(s.frame, &shape, &how, &fill, &outline));
    rmap_shape_free(&shape);
    rmap_path_free(&fill);
    rmap_path_free(&outline);
    tear_down_frame(s);
}

/* Two points suffice for a parallel and a meridian: each place between them lies on the path. */
static void straight_in_degrees_is_curved_on_the_page(void **state)
{
    (void)state;
    struct setup s = set_up_frame("auto", (struct rmap_bounds){90, 0, 170, 60}, BOX);
    struct rmap_shape shape = {0};
    struct rmap_path path = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_LONLAT, .margin_mm = 1};
    rmap_shape_point(&shape, (struct rmap_lonlat){91, 40});
    rmap_shape_point(&shape, (struct rmap_lonlat){169, 40});
    rmap_shape_end_part(&shape);
    assert_true(rmap_frame_trace(s.frame, &shape, &how, NULL, &path));
    for (double lon = 91; lon <= 169; lon += 0.37) {
        struct rmap_page at;
        double nearest = HUGE_VAL;
        assert_true(rmap_frame_place(s.frame, (struct rmap_lonlat){lon, 40}, &at));
        for (size_t i = 1; i < path.count; i++) {
            struct rmap_page a = path.points[i - 1], b = path.points[i];
            double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm;
            double t = fmax(
                0, fmin(1, ((at.x_mm - a.x_mm) * dx + (at.y_mm - a.y_mm) * dy) / (dx * dx + dy * dy)));
            nearest = fmin(nearest, hypot(at.x_mm - a.x_mm - t * dx, at.y_mm - a.y_mm - t * dy));
        }
        assert_near(nearest, 0, 0.0101);
    }
    assert_in_range(path.count, 10, 400);
    rmap_shape_free(&shape);
    rmap_path_free(&path);
    tear_down_frame(s);
}

static void islets_stay(void **state)
{
    (void)state;
    struct setup s = set_up_frame("auto", KOREA, BOX);
    struct rmap_error err = {0};
    struct rmap_source *source = rmap_source_open("geodata/land.shp", NULL, &err);
    if (!source)
        fail_msg("%s", err.text);
    struct rmap_query query = {.window = KOREA, .thin_deg = 0.002};
    struct rmap_trace how = {.edges = RMAP_EDGES_DATA, .margin_mm = 100, .simplify_mm = 0.05};
    struct rmap_feature feature;
    struct rmap_path fill = {0};
    size_t parts = 0;
    while (rmap_source_next(source, &query, &feature)) {
        parts += feature.shape.parts;
        assert_true(rmap_frame_trace(s.frame, &feature.shape, &how, &fill, NULL));
    }
    assert_in_range(parts, 2000, 3000);
    assert_int_equal(count_parts(&fill, RMAP_CLOSE), parts);
    assert_true(fill.count < 40000);
    rmap_source_close(source);
    rmap_path_free(&fill);
    tear_down_frame(s);
}

static void clipping_stays_near_the_box(void **state)
{
    (void)state;
    struct setup s = set_up_frame("auto", KOREA, BOX);
    struct rmap_shape shape = {0};
    struct rmap_path fill = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_CURVE, .margin_mm = 1.5};
    make_disc(s.frame, (struct rmap_lonlat){127, 38}, 5e6, &shape);
    assert_true(rmap_frame_trace(s.frame, &shape, &how, &fill, NULL));
    struct rmap_box grown = rmap_box_grow(BOX, 1.5);
    assert_near(fabs(area_mm2(&fill)), rmap_box_width(grown) * rmap_box_height(grown), 1e-6);
    rmap_shape_free(&shape);
    rmap_path_free(&fill);
    tear_down_frame(s);
}

static void the_earth_has_an_edge_where_it_is_seen(void **state)
{
    (void)state;
    struct rmap_path earth = {0};
    struct setup s = set_up_frame("auto", KOREA, BOX);
    rmap_frame_trace_earth(s.frame, &earth);
    assert_int_equal(earth.count, 0);
    tear_down_frame(s);

    s = set_up_frame("+proj=ortho +lat_0=0 +lon_0=127", WORLD, BOX);
    rmap_frame_trace_earth(s.frame, &earth);
    struct rmap_box bounds = rmap_path_bounds(&earth);
    double radius = 6378137 * s.mm_per_m;
    assert_near(rmap_box_width(bounds), 2 * radius, 0.01);
    assert_near(fabs(area_mm2(&earth)), 3.14159265 * radius * radius * 6356752.3 / 6378137,
                3); /* an ellipse */
    rmap_path_free(&earth);
    tear_down_frame(s);

    s = set_up_frame("+proj=eqc +lon_0=127", WORLD, BOX);
    rmap_frame_trace_earth(s.frame, &earth);
    assert_near(fabs(area_mm2(&earth)), 180 * 90, 0.01);
    rmap_path_free(&earth);
    tear_down_frame(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(discs_keep_their_area),
        cmocka_unit_test(land_keeps_its_area),
        cmocka_unit_test(cut_edges_are_not_stroked),
        cmocka_unit_test(outlines_are_all_or_none),
        cmocka_unit_test(open_lines_are_outlines),
        cmocka_unit_test(straight_in_degrees_is_curved_on_the_page),
        cmocka_unit_test(islets_stay),
        cmocka_unit_test(clipping_stays_near_the_box),
        cmocka_unit_test(the_earth_has_an_edge_where_it_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
