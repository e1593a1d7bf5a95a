/* offset.c and join.c: true distances from lines and areas, curves at a distance, areas joined. */
#include "offset.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "aid.h"
#include "join.h"
#include "layers.h"

#define METRE 1.0
#define CELLS 250 /* of a grid, each way */

static const struct rmap_closeness METRE_CLOSE = {.tolerance = 1};

struct bench {
    struct rmap_arena arena;
    struct rmap_notes notes;
    struct rmap_shape shape; /* what was read last */
};

static int open_bench(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    bench->notes.arena = &bench->arena;
    *state = bench;
    return bench ? 0 : -1;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    rmap_shape_free(&bench->shape);
    rmap_arena_free(&bench->arena);
    free(bench);
    return 0;
}

static const struct rmap_offset *read_layer(struct bench *bench, const char *path, const char *where)
{
    struct rmap_error err = {0};
    struct rmap_source *source = rmap_source_open(path, &bench->notes, &err);
    struct rmap_query query = {.window = {-180, -90, 180, 90}, .where = where};
    struct rmap_feature feature;
    assert_non_null(source);
    while (rmap_source_next(source, &query, &feature))
        rmap_shape_append(&bench->shape, &feature.shape);
    rmap_source_close(source);
    assert_true(bench->shape.count > 0);
    return rmap_offset_new(&bench->arena, &bench->shape);
}

static const struct rmap_offset *line_of(struct bench *bench, const double *lonlat, size_t count)
{
    for (size_t i = 0; i < count; i++)
        rmap_shape_point(&bench->shape, (struct rmap_lonlat){lonlat[2 * i], lonlat[2 * i + 1]});
    rmap_shape_end_part(&bench->shape);
    return rmap_offset_new(&bench->arena, &bench->shape);
}

/* --- brute force: every edge in steps, and a geodesic to each of them --- */

static void densify(const struct rmap_shape *shape, double step_m, struct rmap_shape *out)
{
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        for (size_t i = first; i + 1 < shape->ends[part]; i++) {
            double azimuth_deg, m = rmap_geodesic_distance(shape->points[i], shape->points[i + 1], &azimuth_deg, NULL);
            for (double at = 0; at < m; at += step_m)
                rmap_shape_point(out, rmap_geodesic_direct(shape->points[i], azimuth_deg, at));
        }
        rmap_shape_point(out, shape->points[shape->ends[part] - 1]);
    }
    rmap_shape_end_part(out);
}

static double brute_distance(const struct rmap_shape *dense, struct rmap_lonlat p)
{
    double least = HUGE_VAL;
    for (size_t i = 0; i < dense->count; i++)
        least = fmin(least, rmap_geodesic_distance(dense->points[i], p, NULL, NULL));
    return least;
}

/* The largest error of vertices and of the middles of chords (straight in degrees), each held against the brute force; at
 * most `most` of them. The steps make the brute force too long by step^2 / 8 r. */
static void assert_true_to(const struct rmap_shape *curve, const struct rmap_shape *shape, double r_m, double step_m,
                           size_t most, double vertex_m, double middle_m)
{
    struct rmap_shape dense = {0};
    densify(shape, step_m, &dense);
    size_t skip = curve->count / most + 1;
    double slack = step_m * step_m / (8 * r_m), worst_vertex = 0, worst_middle = 0;
    for (size_t i = 0; i + 1 < curve->count; i += skip) {
        struct rmap_lonlat a = curve->points[i], b = curve->points[i + 1];
        worst_vertex = fmax(worst_vertex, fabs(brute_distance(&dense, a) - r_m));
        bool same_part = true;
        for (size_t part = 0; part < curve->parts; part++)
            same_part &= curve->ends[part] != i + 1;
        struct rmap_lonlat middle = {(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
        if (same_part)
            worst_middle = fmax(worst_middle, fabs(brute_distance(&dense, middle) - r_m));
    }
    if (worst_vertex > vertex_m + slack)
        fail_msg("a vertex is %g m off", worst_vertex);
    if (worst_middle > middle_m + slack)
        fail_msg("the middle of a chord is %g m off", worst_middle);
    rmap_shape_free(&dense);
}

/* Between the vertices, each chord straight in degrees. The distance itself has been held against the brute force. */
static void assert_chords_close(const struct rmap_offset *offset, const struct rmap_shape *curve, double r_m, double most_m)
{
    for (size_t part = 0, i = 0; part < curve->parts; i = curve->ends[part++]) {
        for (; i + 1 < curve->ends[part]; i++) {
            struct rmap_lonlat a = curve->points[i], b = curve->points[i + 1];
            for (double t = 0.125; t < 1; t += 0.125) {
                struct rmap_lonlat p = {a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
                double off_m = fabs(rmap_offset_distance(offset, p, NULL) - r_m);
                if (off_m > most_m)
                    fail_msg("%.0f km: a chord is %g m off at %.6f %.6f", r_m / 1000, off_m, p.lat_deg, p.lon_deg);
            }
        }
    }
}

/* Square kilometres between two meridians and two parallels, edges as geodesics. */
static double cell_km2(double south_deg, double high_deg, double wide_deg)
{
    struct rmap_shape cell = {.closed = true};
    rmap_shape_point(&cell, (struct rmap_lonlat){0, south_deg});
    rmap_shape_point(&cell, (struct rmap_lonlat){0, south_deg + high_deg});
    rmap_shape_point(&cell, (struct rmap_lonlat){wide_deg, south_deg + high_deg});
    rmap_shape_point(&cell, (struct rmap_lonlat){wide_deg, south_deg});
    rmap_shape_end_part(&cell);
    double km2 = rmap_geodesic_area(&cell) / 1e6;
    rmap_shape_free(&cell);
    return km2;
}

/* What lies within a distance, from a grid of cells, each counted by its centre. */
static double grid_km2(double (*distance)(const void *from, struct rmap_lonlat p), const void *from, double r_m,
                       struct rmap_bounds box)
{
    double km2 = 0, high = (box.north_deg - box.south_deg) / CELLS, wide = (box.east_deg - box.west_deg) / CELLS;
    for (int row = 0; row < CELLS; row++) {
        double south = box.south_deg + row * high, one_km2 = cell_km2(south, high, wide);
        for (int i = 0; i < CELLS; i++) {
            struct rmap_lonlat p = {box.west_deg + (i + 0.5) * wide, south + high / 2};
            km2 += distance(from, p) <= r_m ? one_km2 : 0;
        }
    }
    return km2;
}

static double from_offset(const void *offset, struct rmap_lonlat p)
{
    return rmap_offset_distance(offset, p, NULL);
}

/* --- lines and areas --- */

static void the_mdl_is_followed_at_every_distance(void **state)
{
    struct bench *bench = *state;
    const struct rmap_offset *mdl = read_layer(bench, "geodata/boundary.shp", "kind=mdl");
    static const struct { double m, step_m; size_t most; } radii[] = {
        {500, 40, 15}, {30e3, 300, 40}, {180e3, 500, 40}, {300e3, 500, 40}, {3000e3, 1000, 20}};
    for (size_t i = 0; i < sizeof radii / sizeof *radii; i++) {
        struct rmap_shape curve = {0};
        double error;
        rmap_offset_edge(mdl, radii[i].m, &METRE_CLOSE, &curve, &error);
        assert_true(error <= METRE && curve.closed);
        assert_true_to(&curve, &bench->shape, radii[i].m, radii[i].step_m, radii[i].most, 0.01, METRE);
        assert_chords_close(mdl, &curve, radii[i].m, METRE);
        rmap_shape_free(&curve);
    }
}

static void a_country_is_followed(void **state)
{
    struct bench *bench = *state;
    const struct rmap_offset *land = read_layer(bench, "geodata/countries_low.shp", "a3=PRK");
    static const double radii_m[] = {10e3, 100e3, 300e3};
    assert_true(rmap_offset_is_area(land));
    assert_near(rmap_offset_distance(land, (struct rmap_lonlat){126, 39.5}, NULL), 0, 0);
    for (size_t i = 0; i < sizeof radii_m / sizeof *radii_m; i++) {
        struct rmap_shape curve = {0};
        double error;
        rmap_offset_edge(land, radii_m[i], &METRE_CLOSE, &curve, &error);
        assert_true(error <= METRE);
        assert_int_equal(curve.parts, 1);
        assert_true_to(&curve, &bench->shape, radii_m[i], 1000, 15, 0.01, METRE);
        assert_chords_close(land, &curve, radii_m[i], METRE);
        rmap_shape_free(&curve);
    }
}

/* Yeonpyeong's size: 3 km across; inside it, as an area, the distance is 0. */
static void a_small_closed_line_has_an_inside_only_as_an_area(void **state)
{
    struct bench *bench = *state;
    static const double lonlat[] = {125.68, 37.66, 125.715, 37.66, 125.715, 37.68, 125.68, 37.68, 125.68, 37.66};
    const struct rmap_offset *line = line_of(bench, lonlat, 5);
    bench->shape.closed = true;
    const struct rmap_offset *area = rmap_offset_new(&bench->arena, &bench->shape);
    struct rmap_shape curve = {0}, filled = {0};
    rmap_offset_edge(line, 500, &METRE_CLOSE, &curve, NULL);
    rmap_offset_edge(area, 500, &METRE_CLOSE, &filled, NULL);
    assert_int_equal(curve.parts, 2);
    assert_int_equal(filled.parts, 1);
    double km2 = rmap_geodesic_area(&filled) / 1e6;
    assert_near(km2, grid_km2(from_offset, area, 500, (struct rmap_bounds){125.67, 37.65, 125.725, 37.69}), 2e-3 * km2);
    assert_true(rmap_geodesic_area(&curve) < rmap_geodesic_area(&filled));
    assert_true_to(&filled, &bench->shape, 500, 20, 60, 0.01, METRE);
    rmap_shape_free(&curve);
    rmap_shape_free(&filled);
}

/* What lies within 30 km and 300 km of the line, by brute force: within a thousandth, which the grid's own cells allow. */
static void the_area_is_that_of_a_grid(void **state)
{
    struct bench *bench = *state;
    const struct rmap_offset *mdl = read_layer(bench, "geodata/boundary.shp", "kind=mdl");
    static const double radii_m[] = {30e3, 300e3};
    for (size_t i = 0; i < 2; i++) {
        struct rmap_shape curve = {0};
        double deg = radii_m[i] / 80e3;
        struct rmap_bounds box = {126.6 - deg, 37.8 - deg, 128.4 + deg, 38.7 + deg};
        rmap_offset_edge(mdl, radii_m[i], &METRE_CLOSE, &curve, NULL);
        double km2 = rmap_geodesic_area(&curve) / 1e6;
        assert_near(km2, grid_km2(from_offset, mdl, radii_m[i], box), 1e-3 * km2);
        rmap_shape_free(&curve);
    }
}

static double winding(const struct rmap_shape *shape, size_t part)
{
    size_t first = part ? shape->ends[part - 1] : 0;
    return shape->points[shape->ends[part] - 1].lon_deg - shape->points[first].lon_deg;
}

/* A line over the pole: near it the curve crosses the same meridians, farther out it winds about the pole. */
static void a_pole_is_inside_or_not(void **state)
{
    struct bench *bench = *state;
    static const double lonlat[] = {0, 85, 10, 88, 150, 88};
    const struct rmap_offset *line = line_of(bench, lonlat, 3);
    static const double radii_m[] = {100e3, 400e3, 3000e3, 12000e3};
    for (size_t i = 0; i < 4; i++) {
        struct rmap_shape curve = {0};
        double error;
        bool holds = rmap_offset_distance(line, (struct rmap_lonlat){0, 90}, NULL) < radii_m[i];
        rmap_offset_edge(line, radii_m[i], &METRE_CLOSE, &curve, &error);
        assert_true(error <= METRE_CLOSE.tolerance);
        assert_near(winding(&curve, 0), holds ? -360 : 0, 1e-6);
        assert_true_to(&curve, &bench->shape, radii_m[i], radii_m[i] < 1e5 ? 200 : 1000, 20, 0.01, METRE);
        double km2 = rmap_geodesic_area(&curve) / 1e6;
        double disc = 510e6 * (1 - cos(radii_m[i] / 6371e3)) / 2;
        assert_true(km2 > disc && km2 < 3 * disc + 100e3);
        rmap_shape_free(&curve);
    }
}

static void the_antimeridian_is_no_edge(void **state)
{
    struct bench *bench = *state;
    static const double lonlat[] = {178, -17, -178, -16};
    const struct rmap_offset *line = line_of(bench, lonlat, 2);
    struct rmap_shape curve = {0};
    assert_near(fabs(rmap_offset_middle(line).lon_deg), 180, 0.1);
    rmap_offset_edge(line, 150e3, &METRE_CLOSE, &curve, NULL);
    assert_int_equal(curve.parts, 1);
    assert_near(winding(&curve, 0), 0, 1e-9);
    for (size_t i = 1; i < curve.count; i++)
        assert_true(fabs(curve.points[i].lon_deg - curve.points[i - 1].lon_deg) < 1);
    assert_true_to(&curve, &bench->shape, 150e3, 300, 60, 0.01, METRE);
    rmap_shape_free(&curve);
}

/* A ring round the line's own middle: what is left free there is a hole, counter-clockwise. */
static void a_bay_leaves_a_hole(void **state)
{
    struct bench *bench = *state;
    static const double lonlat[] = {127, 37.3, 129.1, 36.8, 129.5, 38.7, 127.4, 39.1, 127.05, 37.4};
    const struct rmap_offset *line = line_of(bench, lonlat, 5);
    struct rmap_shape curve = {0};
    rmap_offset_edge(line, 30e3, &METRE_CLOSE, &curve, NULL);
    assert_int_equal(curve.parts, 2);
    double km2 = rmap_geodesic_area(&curve) / 1e6;
    assert_near(km2, grid_km2(from_offset, line, 30e3, (struct rmap_bounds){126, 36, 130.5, 40}), 1e-3 * km2);
    rmap_shape_free(&curve);
}

/* Two places that lie nearly twice the distance apart: between their discs are two spikes of water. Their ends, as far from
 * one place as from the other, are vertices. */
static void a_spike_is_followed_to_its_end(void **state)
{
    struct bench *bench = *state;
    static const double apart_m[] = {300e3, 500e3, 560e3, 590e3, 598e3};
    for (size_t i = 0; i < sizeof apart_m / sizeof *apart_m; i++) {
        struct rmap_shape curve = {0};
        struct rmap_lonlat a = {-174.168, 52.421}, b = rmap_geodesic_direct(a, 30, apart_m[i]);
        double error;
        size_t ends = 0;
        rmap_shape_free(&bench->shape);
        rmap_shape_point(&bench->shape, a);
        rmap_shape_end_part(&bench->shape);
        const struct rmap_offset *places = line_of(bench, (const double[]){b.lon_deg, b.lat_deg}, 1);
        rmap_offset_edge(places, 300e3, &METRE_CLOSE, &curve, &error);
        if (error > METRE)
            fail_msg("%.1f km apart: the curve is %g m off", apart_m[i] / 1000, error);
        assert_chords_close(places, &curve, 300e3, METRE);
        for (size_t k = 0; k < curve.count; k++)
            ends += fabs(rmap_geodesic_distance(a, curve.points[k], NULL, NULL) - 300e3) < 0.01
                    && fabs(rmap_geodesic_distance(b, curve.points[k], NULL, NULL) - 300e3) < 0.01;
        assert_int_equal(ends, 2);
        rmap_shape_free(&curve);
    }
}

/* The stated error is no less than the truth, and within the tolerance. */
static void assert_keeps_tolerance(const struct rmap_offset *offset, double r_m)
{
    struct rmap_shape curve = {0};
    double error;
    rmap_offset_edge(offset, r_m, &METRE_CLOSE, &curve, &error);
    if (error > METRE)
        fail_msg("%.1f km: the curve is %g m off", r_m / 1000, error);
    assert_chords_close(offset, &curve, r_m, error);
    rmap_shape_free(&curve);
}

/* 2 km around the islands of South Gyeongsang a channel is left so narrow that its banks nearly touch; its tip lies far from
 * where the buffer ends it. */
static void a_narrow_channel_is_followed_to_its_tip(void **state)
{
    assert_keeps_tolerance(read_layer(*state, "geodata/provinces.shp", "iso=KR-48"), 2e3);
}

/* A coast with bays of all widths, far from the middle of what it belongs to: where planes stretch, their buffers would close
 * bays that are open and leave open what is closed. */
static void far_from_the_middle_the_curve_is_as_true(void **state)
{
    struct bench *bench = *state;
    static const double far[] = {-60, 50};
    const struct rmap_offset *coast;
    struct rmap_lonlat corner = {170, 52};
    for (int i = 0; i < 40; i++) {
        double along_m = i * 5e3, mouth_m = 4.6e3 + i * 50;
        struct rmap_lonlat p = rmap_geodesic_direct(corner, 90, 2 * along_m);
        rmap_shape_point(&bench->shape, p);
        rmap_shape_point(&bench->shape, rmap_geodesic_direct(p, 180, 14e3));
        rmap_shape_point(&bench->shape, rmap_geodesic_direct(rmap_geodesic_direct(p, 180, 14e3), 90, mouth_m));
        rmap_shape_point(&bench->shape, rmap_geodesic_direct(rmap_geodesic_direct(p, 180, 9e3), 90, 2 * mouth_m));
        rmap_shape_point(&bench->shape, rmap_geodesic_direct(rmap_geodesic_direct(p, 180, 1e3), 90, 9.7e3));
    }
    rmap_shape_end_part(&bench->shape);
    coast = line_of(bench, far, 1);
    static const double radii_m[] = {1e3, 2e3, 2.4e3, 3e3, 4e3, 5e3};
    for (size_t i = 0; i < sizeof radii_m / sizeof *radii_m; i++)
        assert_keeps_tolerance(coast, radii_m[i]);
}

/* A point is a line without length: the ring of ring.h. */
/* Long edges side by side, nearer to each other than the ring in their corners. */
static void long_edges_are_followed_in_long_chords(void **state)
{
    struct bench *bench = *state;
    static const double lonlat[] = {126, 36, 126.02, 37, 126.04, 36, 126.0405, 37, 128, 37.2};
    const struct rmap_offset *line = line_of(bench, lonlat, 5);
    static const double radii_m[] = {10, 300, 2000, 15000};
    for (size_t i = 0; i < 4; i++)
        assert_keeps_tolerance(line, radii_m[i]);
    struct rmap_shape curve = {0};
    rmap_offset_edge(line, 10, &METRE_CLOSE, &curve, NULL);
    assert_true(curve.count < 600);
    rmap_shape_free(&curve);
}

static void a_point_has_a_disc(void **state)
{
    struct bench *bench = *state;
    static const double lonlat[] = {126.978, 37.5665};
    const struct rmap_offset *point = line_of(bench, lonlat, 1);
    struct rmap_shape curve = {0}, ring = {0};
    rmap_offset_edge(point, 300e3, &METRE_CLOSE, &curve, NULL);
    rmap_ring_area(&(struct rmap_reach){{126.978, 37.5665}, 300e3, 0, 0, 0}, &METRE_CLOSE, &ring, NULL);
    assert_near(rmap_geodesic_area(&curve) / 1e6, rmap_geodesic_area(&ring) / 1e6, 0.5);
    rmap_shape_free(&curve);
    rmap_shape_free(&ring);
}

/* --- joining --- */

struct places {
    const struct rmap_lonlat *items;
    size_t count;
};

static double from_places(const void *from, struct rmap_lonlat p)
{
    const struct places *places = from;
    double least_m = HUGE_VAL;
    for (size_t i = 0; i < places->count; i++)
        least_m = fmin(least_m, rmap_geodesic_distance(places->items[i], p, NULL, NULL));
    return least_m;
}

static bool join_discs(const struct rmap_lonlat *places, size_t count, double r_m, struct rmap_shape *out)
{
    struct rmap_shape *discs = calloc(count, sizeof *discs);
    for (size_t i = 0; i < count; i++)
        rmap_ring_area(&(struct rmap_reach){places[i], r_m, 0, 0, 0}, &METRE_CLOSE, &discs[i], NULL);
    bool joined = rmap_join_areas(discs, places, count, out);
    for (size_t i = 0; i < count; i++)
        rmap_shape_free(&discs[i]);
    free(discs);
    return joined;
}

static void joined_discs_are_counted_once(void **state)
{
    (void)state;
    static const struct rmap_lonlat places[] = {{126.978, 37.5665}, {127.03, 37.09}, {125.7, 37.667}, {129.2, 35.5}};
    static const double radii_m[] = {60e3, 150e3, 400e3};
    for (size_t i = 0; i < 3; i++) {
        struct rmap_shape joined = {0};
        double r_m = radii_m[i], deg = r_m / 80e3;
        assert_true(join_discs(places, 4, r_m, &joined));
        struct rmap_bounds box = {125.7 - deg, 35.5 - deg, 129.2 + deg, 37.67 + deg};
        double km2 = rmap_geodesic_area(&joined) / 1e6;
        assert_near(grid_km2(from_places, &(struct places){places, 4}, r_m, box), km2, 1.5e-3 * km2);
        for (size_t k = 0; k < joined.count; k++)
            assert_near(from_places(&(struct places){places, 4}, joined.points[k]), r_m, METRE);
        rmap_shape_free(&joined);
    }
}

static void joined_discs_hold_a_pole(void **state)
{
    (void)state;
    static const struct rmap_lonlat places[] = {{0, 80}, {120, 80}, {-120, 80}};
    struct rmap_shape joined = {0};
    assert_true(join_discs(places, 3, 1200e3, &joined));
    assert_int_equal(joined.parts, 1);
    assert_near(winding(&joined, 0), -360, 1e-6);
    rmap_shape_free(&joined);
    assert_true(join_discs(places, 3, 1050e3, &joined)); /* a hole about the pole: both edges wind */
    assert_int_equal(joined.parts, 2);
    assert_near(fabs(winding(&joined, 0)) + fabs(winding(&joined, 1)), 720, 1e-6);
    rmap_shape_free(&joined);
}

static void what_goes_round_the_earth_is_not_joined(void **state)
{
    (void)state;
    static const struct rmap_lonlat places[] = {{127, 37}, {-53, -37}};
    struct rmap_shape joined = {0};
    assert_false(join_discs(places, 2, 15000e3, &joined));
    assert_int_equal(joined.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_mdl_is_followed_at_every_distance, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_country_is_followed, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_small_closed_line_has_an_inside_only_as_an_area, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(the_area_is_that_of_a_grid, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_pole_is_inside_or_not, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(the_antimeridian_is_no_edge, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_bay_leaves_a_hole, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_spike_is_followed_to_its_end, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_narrow_channel_is_followed_to_its_tip, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(far_from_the_middle_the_curve_is_as_true, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(long_edges_are_followed_in_long_chords, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(a_point_has_a_disc, open_bench, close_bench),
        cmocka_unit_test(joined_discs_are_counted_once),
        cmocka_unit_test(joined_discs_hold_a_pole),
        cmocka_unit_test(what_goes_round_the_earth_is_not_joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
