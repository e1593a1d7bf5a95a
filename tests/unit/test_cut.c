/* cut.c: caps of every size and place, cut by windows and discs, must keep their inside. */
#include "../../src/cut.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"

#define PI     3.14159265358979323846
#define DEGREE (PI / 180)
#define TRIALS 250

static struct rmap_lonlat random_place(void)
{
    return (struct rmap_lonlat){360 * random_part() - 180, asin(2 * random_part() - 1) / DEGREE};
}

static double distance_deg(struct rmap_lonlat a, struct rmap_lonlat b)
{
    double s = sin((a.lat_deg - b.lat_deg) * DEGREE / 2), t = sin((a.lon_deg - b.lon_deg) * DEGREE / 2);
    double h = s * s + cos(a.lat_deg * DEGREE) * cos(b.lat_deg * DEGREE) * t * t;
    return 2 * asin(fmin(1, sqrt(h))) / DEGREE;
}

static double azimuth_deg(struct rmap_lonlat from, struct rmap_lonlat to)
{
    double d = (to.lon_deg - from.lon_deg) * DEGREE, a = from.lat_deg * DEGREE, b = to.lat_deg * DEGREE;
    return atan2(cos(b) * sin(d), cos(a) * sin(b) - sin(a) * cos(b) * cos(d)) / DEGREE;
}

static struct rmap_lonlat at_distance(struct rmap_lonlat from, double azimuth, double distance)
{
    double lat = from.lat_deg * DEGREE, a = azimuth * DEGREE, d = distance * DEGREE;
    double up = sin(lat) * cos(d) + cos(lat) * sin(d) * cos(a);
    double east = atan2(sin(a) * sin(d), cos(lat) * cos(d) - sin(lat) * sin(d) * cos(a));
    return (struct rmap_lonlat){from.lon_deg + east / DEGREE, asin(fmax(-1, fmin(1, up))) / DEGREE};
}

/* The edge of a cap, its inside on the right hand (clockwise) or, for a hole, on the left; longitudes run on. */
static void add_cap(struct rmap_shape *shape, struct rmap_lonlat centre, double radius, bool hole)
{
    double last = centre.lon_deg;
    for (int i = 0; i < 1440; i++) {
        struct rmap_lonlat p = at_distance(centre, (hole ? -0.25 : 0.25) * i, radius);
        if (i > 0)
            p.lon_deg = last + remainder(p.lon_deg - last, 360);
        last = p.lon_deg;
        rmap_shape_point(shape, p);
    }
    rmap_shape_end_part(shape);
}

static bool plane_holds(const struct rmap_shape *shape, double x, double y)
{
    bool inside = false;
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        for (size_t i = first, j = shape->ends[part] - 1; i < shape->ends[part]; j = i++) {
            struct rmap_lonlat a = shape->points[j], b = shape->points[i];
            if ((a.lat_deg > y) != (b.lat_deg > y)
                && x < a.lon_deg + (y - a.lat_deg) * (b.lon_deg - a.lon_deg) / (b.lat_deg - a.lat_deg))
                inside = !inside;
        }
    }
    return inside;
}

/* The shape in the azimuthal plane of the disc. */
static void to_plane(const struct rmap_region *disc, const struct rmap_shape *shape, struct rmap_shape *out)
{
    for (size_t part = 0, i = 0; part < shape->parts; part++) {
        for (; i < shape->ends[part]; i++) {
            double a = azimuth_deg(disc->centre, shape->points[i]) * DEGREE,
                   c = distance_deg(disc->centre, shape->points[i]);
            rmap_shape_point(out, (struct rmap_lonlat){c * sin(a), c * cos(a)});
        }
        rmap_shape_end_part(out);
    }
}

struct cap {
    struct rmap_lonlat centre;
    double outer, inner;
};

static struct cap random_cap(void)
{
    struct cap cap = {random_place(), 3 + 172 * random_part(), 0};
    if (random_part() < 0.3)
        cap.inner = cap.outer * random_part() * 0.9;
    if (random_part() < 0.2)
        cap.centre.lat_deg = random_part() < 0.5 ? 90 : -90;
    return cap;
}

static bool cap_holds(const struct cap *cap, struct rmap_lonlat p, bool *near)
{
    double d = distance_deg(cap->centre, p);
    *near = fabs(d - cap->outer) < 1 || fabs(d - cap->inner) < 1;
    return d < cap->outer && d >= cap->inner;
}

static void load_cap(const struct cap *cap, struct rmap_shape *shape)
{
    shape->closed = true;
    add_cap(shape, cap->centre, cap->outer, false);
    if (cap->inner > 0)
        add_cap(shape, cap->centre, cap->inner, true);
}

static void check_cap(const struct rmap_region *region, const struct cap *cap)
{
    struct rmap_shape shape = {0}, plane = {0};
    struct rmap_cut cut = {0};
    load_cap(cap, &shape);
    rmap_cut_shape(region, &shape, false, &cut);
    if (region->disc)
        to_plane(region, &cut.shape, &plane);
    for (int i = 0; i < 60; i++) {
        struct rmap_lonlat p = random_place();
        double x = p.lon_deg, y = p.lat_deg;
        if (region->disc) {
            double c = distance_deg(region->centre, p), a = azimuth_deg(region->centre, p) * DEGREE;
            if (c > region->reach_deg - 1)
                continue;
            x = c * sin(a);
            y = c * cos(a);
        } else {
            double off = remainder(p.lon_deg - region->centre.lon_deg, 360);
            if (fabs(off) > region->reach_deg - 0.1 || y < region->south_deg || y > region->north_deg
                || fabs(y) > 87)
                continue;
            x = region->centre.lon_deg + off;
        }
        bool near, expected = cap_holds(cap, p, &near);
        if (!near && plane_holds(region->disc ? &plane : &cut.shape, x, y) != expected)
            fail_msg("%g E %g N: cap at %g E %g N, %g to %g; region %g E %g N, %g", p.lon_deg, p.lat_deg,
                     cap->centre.lon_deg, cap->centre.lat_deg, cap->inner, cap->outer, region->centre.lon_deg,
                     region->centre.lat_deg, region->reach_deg);
    }
    rmap_shape_free(&shape);
    rmap_shape_free(&plane);
    rmap_cut_free(&cut);
}

static void windows_keep_the_inside_of_caps(void **state)
{
    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        struct rmap_region region = {.centre.lon_deg = 360 * random_part() - 180,
                                     .reach_deg = i % 3 ? 180 : 80,
                                     .south_deg = i % 2 ? -90 : -85,
                                     .north_deg = i % 5 ? 90 : 80};
        struct cap cap = random_cap();
        check_cap(&region, &cap);
    }
}

static void discs_keep_the_inside_of_caps(void **state)
{
    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        const double reach[] = {89.999, 60, 170, 179.9};
        struct rmap_region region = {.disc = true, .centre = random_place(), .reach_deg = reach[i % 4]};
        struct cap cap = random_cap();
        check_cap(&region, &cap);
    }
}

/* What lies away from the region's edge and from +-180 comes back as it was, point for point. */
static void what_is_inside_is_left_alone(void **state)
{
    (void)state;
    const struct rmap_region regions[] = {
        {.centre.lon_deg = 127, .reach_deg = 180, .south_deg = -90, .north_deg = 90},
        {.disc = true, .centre = {127, 38}, .reach_deg = 90}};
    for (int i = 0; i < 2; i++) {
        struct rmap_shape shape = {.closed = true};
        struct rmap_cut cut = {0};
        add_cap(&shape, (struct rmap_lonlat){127, 38}, 10, false);
        add_cap(&shape, (struct rmap_lonlat){127, 38}, 5, true);
        assert_true(rmap_region_holds(&regions[i], (struct rmap_bounds){112, 28, 142, 48}));
        rmap_cut_shape(&regions[i], &shape, i == 1, &cut);
        assert_false(cut.any);
        assert_int_equal(cut.shape.count, shape.count);
        assert_int_equal(cut.shape.parts, 2);
        assert_memory_equal(cut.shape.points, shape.points, shape.count * sizeof *shape.points);
        rmap_cut_free(&cut);
        rmap_shape_free(&shape);
    }
}

static void made_edges_lie_on_the_edge(void **state)
{
    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        bool disc = trial % 2;
        struct rmap_region region = {.disc = disc,
                                     .centre = random_place(),
                                     .reach_deg = disc ? 90 : 180,
                                     .south_deg = -90,
                                     .north_deg = 90};
        struct rmap_shape shape = {0};
        struct rmap_cut cut = {0};
        struct cap cap = random_cap();
        load_cap(&cap, &shape);
        rmap_cut_shape(&region, &shape, false, &cut);
        for (size_t part = 0, first = 0; part < cut.shape.parts; first = cut.shape.ends[part++]) {
            size_t count = cut.shape.ends[part] - first;
            for (size_t i = 0; i < count; i++) {
                if (!cut.made[first + i])
                    continue;
                for (size_t k = 0; k < 2; k++) {
                    struct rmap_lonlat p = cut.shape.points[first + (i + k) % count];
                    double off = disc ? distance_deg(region.centre, p) - 90
                                      : fmin(180 - fabs(p.lon_deg - region.centre.lon_deg),
                                             90 - fabs(p.lat_deg));
                    if (fabs(off) > 2e-6) /* an edge over a pole turns there */
                        fail_msg("%g E %g N is %g off the edge", p.lon_deg, p.lat_deg, off);
                }
            }
        }
        rmap_shape_free(&shape);
        rmap_cut_free(&cut);
    }
}

/* A file's polygon across the antimeridian, in one piece with a jump, and in two pieces with seams. */
static void files_may_be_cut_or_jump(void **state)
{
    (void)state;
    const struct rmap_lonlat jump[] = {{170, 10}, {-170, 10}, {-170, -10}, {170, -10}, {170, 10}};
    const struct rmap_lonlat west[] = {{170, 10}, {180, 10}, {180, -10}, {170, -10}, {170, 10}};
    const struct rmap_lonlat east[] = {{-180, 10}, {-170, 10}, {-170, -10}, {-180, -10}, {-180, 10}};
    const struct rmap_region pacific = {
        .centre.lon_deg = 180, .reach_deg = 180, .south_deg = -90, .north_deg = 90};
    for (int pieces = 1; pieces <= 2; pieces++) {
        struct rmap_shape shape = {.closed = true};
        struct rmap_cut cut = {0};
        for (int i = 0; i < 5; i++)
            rmap_shape_point(&shape, pieces == 1 ? jump[i] : west[i]);
        rmap_shape_end_part(&shape);
        for (int i = 0; i < 5 && pieces == 2; i++)
            rmap_shape_point(&shape, east[i]);
        rmap_shape_end_part(&shape);
        rmap_cut_shape(&pacific, &shape, true, &cut);
        assert_true(plane_holds(&cut.shape, 179, 0));
        assert_true(plane_holds(&cut.shape, 181, 0));
        assert_false(plane_holds(&cut.shape, 160, 0));
        assert_false(plane_holds(&cut.shape, 0, 0));
        size_t made = 0, at_seam = 0;
        for (size_t i = 0; i < cut.shape.count; i++) {
            made += cut.made[i];
            at_seam += cut.made[i] && fabs(cut.shape.points[i].lon_deg - 180) < 1e-9;
        }
        assert_int_equal(made > 0, pieces == 2);
        assert_int_equal(made, at_seam);
        rmap_shape_free(&shape);
        rmap_cut_free(&cut);
    }
}

/* Antarctica as files have it: along -180, the pole and 180. */
static void a_polar_coast_has_no_seam(void **state)
{
    (void)state;
    struct rmap_shape shape = {.closed = true};
    for (int lon = -180; lon <= 180; lon += 5)
        rmap_shape_point(&shape, (struct rmap_lonlat){lon, -70 + 3 * sin(lon * DEGREE)});
    rmap_shape_point(&shape, (struct rmap_lonlat){180, -90});
    rmap_shape_point(&shape, (struct rmap_lonlat){-180, -90});
    rmap_shape_point(&shape, (struct rmap_lonlat){-180, -70});
    rmap_shape_end_part(&shape);
    const struct rmap_region regions[] = {
        {.disc = true, .centre = {0, -90}, .reach_deg = 90},
        {.disc = true, .centre = {127, -30}, .reach_deg = 90},
        {.centre.lon_deg = 127, .reach_deg = 180, .south_deg = -90, .north_deg = 90}};
    for (int r = 0; r < 3; r++) {
        struct rmap_shape plane = {0};
        struct rmap_cut cut = {0};
        rmap_cut_shape(&regions[r], &shape, true, &cut);
        if (regions[r].disc)
            to_plane(&regions[r], &cut.shape, &plane);
        for (int i = 0; i < 200; i++) {
            struct rmap_lonlat p = {360 * random_part() - 180, -60 - 29.9 * random_part()};
            double c = distance_deg(regions[r].centre, p), a = azimuth_deg(regions[r].centre, p) * DEGREE;
            double edge = -70 + 3 * sin(p.lon_deg * DEGREE);
            if (fabs(p.lat_deg - edge) < 0.5 || (regions[r].disc && c > 89))
                continue;
            bool inside = regions[r].disc
                              ? plane_holds(&plane, c * sin(a), c * cos(a))
                              : plane_holds(&cut.shape, 127 + remainder(p.lon_deg - 127, 360), p.lat_deg);
            assert_int_equal(inside, p.lat_deg < edge);
        }
        /* Every edge that is not made is the coast. */
        for (size_t i = 0; i + 1 < cut.shape.count; i++) {
            if (!cut.made[i] && i + 1 != cut.shape.ends[0])
                assert_true(cut.shape.points[i].lat_deg > -75 && cut.shape.points[i + 1].lat_deg > -75);
        }
        rmap_shape_free(&plane);
        rmap_cut_free(&cut);
    }
    rmap_shape_free(&shape);
}

static void lines_come_in_pieces(void **state)
{
    (void)state;
    struct rmap_shape shape = {0};
    for (int lon = -180; lon <= 180; lon += 10)
        rmap_shape_point(&shape, (struct rmap_lonlat){lon, 20});
    rmap_shape_end_part(&shape);
    const struct rmap_region window = {
        .centre.lon_deg = 127, .reach_deg = 180, .south_deg = -90, .north_deg = 90};
    const struct rmap_region disc = {.disc = true, .centre = {0, 0}, .reach_deg = 60};
    struct rmap_cut cut = {0};
    rmap_cut_shape(&window, &shape, false, &cut);
    double length = 0;
    for (size_t part = 0, first = 0; part < cut.shape.parts; first = cut.shape.ends[part++])
        length += cut.shape.points[cut.shape.ends[part] - 1].lon_deg - cut.shape.points[first].lon_deg;
    assert_true(fabs(length - 360) < 1e-5);
    rmap_cut_free(&cut);
    rmap_cut_shape(&disc, &shape, false, &cut);
    assert_int_equal(cut.shape.parts, 1);
    /* cos 60 = cos 20 cos lon */
    double reach = acos(0.5 / cos(20 * DEGREE)) / DEGREE;
    assert_true(fabs(cut.shape.points[0].lon_deg + reach) < 0.05);
    assert_true(fabs(cut.shape.points[cut.shape.count - 1].lon_deg - reach) < 0.05);
    for (size_t i = 0; i < cut.shape.count; i++)
        assert_false(cut.made[i]);
    rmap_cut_free(&cut);
    rmap_shape_free(&shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_keep_the_inside_of_caps),
        cmocka_unit_test(discs_keep_the_inside_of_caps),
        cmocka_unit_test(what_is_inside_is_left_alone),
        cmocka_unit_test(made_edges_lie_on_the_edge),
        cmocka_unit_test(files_may_be_cut_or_jump),
        cmocka_unit_test(a_polar_coast_has_no_seam),
        cmocka_unit_test(lines_come_in_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
