/* ring.c: vertices at the distance, edges that follow the curve, poles, antimeridian, areas. */
#include "../../src/ring.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"

#define PI         3.14159265358979323846
#define AXIS_M     6378137.0
#define FLATTENING (1 / 298.257223563)
#define EARTH_M2   510065621724088.5
#define VERTEX_M   2e-7 /* geod_direct and geod_inverse, one after the other */

static const struct rmap_lonlat OSAN = {127.0296, 37.0906}, SEOUL = {126.978, 37.5665}, NORTH = {20, 90},
                                SOUTH = {-70, -90}, FIJI = {179.9, -17.5}, QUITO = {-78.5, 0},
                                THULE = {-68.8, 76.5};

/* cmocka's own compares floats. */
static double least(double a, double b)
{
    return a < b ? a : b;
}

static double radians(double deg)
{
    return deg * PI / 180;
}

/* Any place on the sphere, now and then a pole, the equator or the antimeridian. */
static struct rmap_lonlat random_place(void)
{
    struct rmap_lonlat at = {random_part() * 360 - 180, asin(random_part() * 2 - 1) * 180 / PI};
    switch ((int)(random_part() * 20)) {
    case 0:
        at.lat_deg = 90;
        break;
    case 1:
        at.lat_deg = -90;
        break;
    case 2:
        at.lat_deg = 0;
        break;
    case 3:
        at.lon_deg = 180;
        break;
    }
    return at;
}

static struct rmap_shape area_of(struct rmap_reach reach, struct rmap_closeness how, double *error)
{
    struct rmap_shape shape = {0};
    rmap_ring_area(&reach, &how, &shape, error);
    assert_true(shape.closed);
    return shape;
}

static struct rmap_shape disc(struct rmap_lonlat centre, double r_m, double tolerance_m)
{
    return area_of((struct rmap_reach){.centre = centre, .outer_m = r_m},
                   (struct rmap_closeness){.tolerance = tolerance_m}, NULL);
}

static size_t part_start(const struct rmap_shape *shape, size_t part)
{
    return part ? shape->ends[part - 1] : 0;
}

static double winding(const struct rmap_shape *shape, size_t part)
{
    return shape->points[shape->ends[part] - 1].lon_deg - shape->points[part_start(shape, part)].lon_deg;
}

static double m2_of(struct rmap_reach reach, double tolerance_m)
{
    struct rmap_shape shape = area_of(reach, (struct rmap_closeness){.tolerance = tolerance_m}, NULL);
    double m2 = rmap_geodesic_area(&shape);
    rmap_shape_free(&shape);
    return m2;
}

/* --- places on pages, for the tests alone --- */

static bool place_plain(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    double mm_per_deg = *(const double *)frame;
    *out = (struct rmap_page){p.lon_deg * mm_per_deg, -p.lat_deg * mm_per_deg};
    return true;
}

/* Torn at the antimeridian; what lies east of it goes on in another row. */
static bool place_torn(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    double turn = floor((p.lon_deg + 180) / 360);
    return place_plain(frame, (struct rmap_lonlat){p.lon_deg - 360 * turn, p.lat_deg + 200 * turn}, out);
}

static bool place_mercator(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    if (fabs(p.lat_deg) > 89.9)
        return false;
    double mm_per_deg = *(const double *)frame;
    double y = log(tan(PI / 4 + radians(p.lat_deg) / 2)) * 180 / PI;
    *out = (struct rmap_page){p.lon_deg * mm_per_deg, -y * mm_per_deg};
    return true;
}

/* A globe seen from above Korea, whose radius is as long as 57 degrees. */
static bool place_globe(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    double r_mm = *(const double *)frame * 180 / PI, lat = radians(p.lat_deg), lon = radians(p.lon_deg - 127);
    double lat0 = radians(37);
    if (sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(lon) < 0)
        return false;
    *out = (struct rmap_page){r_mm * cos(lat) * sin(lon),
                              -r_mm * (cos(lat0) * sin(lat) - sin(lat0) * cos(lat) * cos(lon))};
    return true;
}

/* Stereographic about the North Pole. */
static bool place_polar(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    double r_mm = *(const double *)frame * 2 * tan(PI / 4 - radians(p.lat_deg) / 2) * 180 / PI;
    *out = (struct rmap_page){r_mm * sin(radians(p.lon_deg)), r_mm * cos(radians(p.lon_deg))};
    return p.lat_deg > -60;
}

static double off_segment(struct rmap_page p, struct rmap_page a, struct rmap_page b)
{
    double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm, length2 = dx * dx + dy * dy;
    double along = length2 > 0 ? ((p.x_mm - a.x_mm) * dx + (p.y_mm - a.y_mm) * dy) / length2 : 0;
    along = along < 0 ? 0 : least(along, 1);
    return hypot(p.x_mm - a.x_mm - along * dx, p.y_mm - a.y_mm - along * dy);
}

/* --- brute force: the largest deviation of 99 points a chord, be it straight in degrees, a geodesic, or on a page --- */

static double brute_metres(const struct rmap_shape *shape, struct rmap_lonlat centre, double r_m)
{
    double most = 0;
    for (size_t i = 0; i + 1 < shape->ends[0]; i++) {
        struct rmap_lonlat a = shape->points[i], b = shape->points[i + 1];
        double az_deg, length_m = rmap_geodesic_distance(a, b, &az_deg, NULL);
        for (int k = 1; k < 100; k++) {
            struct rmap_lonlat p = {a.lon_deg + (b.lon_deg - a.lon_deg) * k / 100,
                                    a.lat_deg + (b.lat_deg - a.lat_deg) * k / 100};
            most = fmax(most, fabs(rmap_geodesic_distance(centre, p, NULL, NULL) - r_m));
            p = rmap_geodesic_direct(a, az_deg, length_m * k / 100);
            most = fmax(most, fabs(rmap_geodesic_distance(centre, p, NULL, NULL) - r_m));
        }
    }
    return most;
}

static double brute_mm(const struct rmap_shape *shape, struct rmap_lonlat centre, double r_m,
                       const struct rmap_closeness *how)
{
    double most = 0;
    for (size_t i = 0; i + 1 < shape->ends[0]; i++) {
        struct rmap_page a, b, p;
        if (!how->place(how->frame, shape->points[i], &a)
            || !how->place(how->frame, shape->points[i + 1], &b))
            continue;
        double az_a, az_b;
        rmap_geodesic_distance(centre, shape->points[i], &az_a, NULL);
        rmap_geodesic_distance(centre, shape->points[i + 1], &az_b, NULL);
        double turn = fmod(az_b - az_a + 720, 360);
        if (turn > 20) /* of a degree's 1e-14 backwards */
            continue;
        for (int k = 1; k < 100; k++) {
            struct rmap_lonlat at = rmap_geodesic_direct(centre, az_a + turn * k / 100, r_m);
            double middle_deg = (shape->points[i].lon_deg + shape->points[i + 1].lon_deg) / 2;
            at.lon_deg += 360 * round((middle_deg - at.lon_deg) / 360);
            if (how->place(how->frame, at, &p))
                most = fmax(most, off_segment(p, a, b));
        }
    }
    return most;
}

/* --- tests --- */

static void vertices_lie_at_the_distance(void **state)
{
    (void)state;
    random_state = 42;
    for (int i = 0; i < 300; i++) {
        struct rmap_lonlat centre = random_place();
        double r_m = pow(10, 1 + random_part() * 6.301); /* 10 m to 20,000 km */
        struct rmap_shape shape = disc(centre, r_m, fmax(1e-3, r_m / 1000));
        assert_true(shape.count >= 4);
        for (size_t k = 0; k < shape.count; k++)
            assert_near(rmap_geodesic_distance(centre, shape.points[k], NULL, NULL), r_m, VERTEX_M);
        rmap_shape_free(&shape);
    }
}

static void cardinal_points_are_vertices(void **state)
{
    (void)state;
    struct rmap_shape shape = disc(OSAN, 300e3, 1);
    for (int az = 0; az < 360; az += 90) {
        struct rmap_lonlat at = rmap_geodesic_direct(OSAN, az, 300e3);
        double nearest = INFINITY;
        for (size_t k = 0; k < shape.count; k++)
            nearest = fmin(nearest, rmap_geodesic_distance(at, shape.points[k], NULL, NULL));
        assert_true(nearest < VERTEX_M);
    }
    assert_near(shape.points[0].lon_deg, OSAN.lon_deg, 0); /* it begins due north */
    rmap_shape_free(&shape);
}

static void vertices_run_clockwise(void **state)
{
    (void)state;
    struct rmap_shape shape = disc(SEOUL, 500e3, 5);
    for (size_t k = 0; k + 1 < shape.count; k++) {
        double a, b;
        rmap_geodesic_distance(SEOUL, shape.points[k], &a, NULL);
        rmap_geodesic_distance(SEOUL, shape.points[k + 1], &b, NULL);
        double turn = fmod(b - a + 720, 360);
        assert_true(turn > 1e-9 && turn <= 15 + 1e-9);
    }
    rmap_shape_free(&shape);
}

static void ground_error_is_the_truth(void **state)
{
    (void)state;
    static const struct {
        struct rmap_lonlat centre;
        double r_m, tolerance_m;
    } cases[] = {
        {{127.0296, 37.0906}, 300e3, 1},
        {{127.0296, 37.0906}, 300e3, 500},
        {{127.0296, 37.0906}, 3e6, 20},
        {{126.978, 37.5665}, 8e6, 100},
        {{126.978, 37.5665}, 15e6, 100},
        {{126.978, 37.5665}, 19.9e6, 5},
        {{20, 90}, 3e6, 1},
        {{-70, -90}, 12e6, 1},
        {{179.9, -17.5}, 1e6, 10},
        {{-78.5, 0}, 10e6, 100},
        {{-68.8, 76.5}, 2e6, 10},
        {{-68.8, 76.5}, 100, 0.01},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double stated;
        struct rmap_reach reach = {.centre = cases[i].centre, .outer_m = cases[i].r_m};
        struct rmap_shape shape = area_of(reach, (struct rmap_closeness){.tolerance = cases[i].tolerance_m},
                                          &stated);
        double found = brute_metres(&shape, reach.centre, reach.outer_m);
        assert_true(stated <= cases[i].tolerance_m);
        assert_true(found <= stated * 1.01 + 1e-6);
        assert_true(found >= stated * 0.99 - 1e-6);
        rmap_shape_free(&shape);
    }
}

static void page_error_is_the_truth(void **state)
{
    (void)state;
    static const struct {
        bool (*place)(const void *, struct rmap_lonlat, struct rmap_page *);
        double mm_per_deg;
    } pages[] = {{place_plain, 10}, {place_mercator, 12}, {place_globe, 1.2}, {place_polar, 1}};
    static const struct {
        struct rmap_lonlat centre;
        double r_m;
    } rings[] = {
        {{127.0296, 37.0906}, 180e3}, {{127.0296, 37.0906}, 300e3}, {{127.0296, 37.0906}, 3e6},
        {{126.978, 37.5665}, 6e6},    {{126.978, 37.5665}, 9e6},    {{179.9, -17.5}, 1e6},
        {{-68.8, 76.5}, 1e6},         {{126.978, 37.5665}, 10},
    };
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        for (size_t k = 0; k < sizeof rings / sizeof rings[0]; k++)
            for (double tolerance = 0.002; tolerance < 1; tolerance *= 10) {
                struct rmap_closeness how = {.tolerance = tolerance, .place = pages[i].place, .frame = &pages[i].mm_per_deg};
                struct rmap_reach reach = {.centre = rings[k].centre, .outer_m = rings[k].r_m};
                double stated;
                struct rmap_shape shape = area_of(reach, how, &stated);
                double found = brute_mm(&shape, reach.centre, reach.outer_m, &how);
                assert_true(stated <= tolerance);
                assert_true(found <= stated * 1.01 + 1e-6);
                assert_true(shape.count < 20000);
                rmap_shape_free(&shape);
            }
}

/* Where the page is torn, sampling must come to an end, and the jump is no deviation. */
static void torn_page_is_no_deviation(void **state)
{
    (void)state;
    double mm_per_deg = 5, stated;
    struct rmap_closeness how = {.tolerance = 0.01, .place = place_torn, .frame = &mm_per_deg};
    struct rmap_shape shape = area_of((struct rmap_reach){.centre = FIJI, .outer_m = 900e3}, how, &stated);
    assert_true(stated > 0 && stated <= 0.01);
    assert_true(shape.count < 1000);
    for (size_t k = 0; k + 1 < shape.count; k++)
        assert_true(fabs(shape.points[k + 1].lon_deg - shape.points[k].lon_deg) < 3);
    assert_near(winding(&shape, 0), 0, 0);
    rmap_shape_free(&shape);
}

static void far_side_is_sampled_too(void **state)
{
    (void)state;
    double mm_per_deg = 1, stated;
    struct rmap_closeness how = {.tolerance = 0.01, .place = place_globe, .frame = &mm_per_deg};
    struct rmap_shape shape = area_of((struct rmap_reach){.centre = {-53, -37}, .outer_m = 3e6}, how,
                                      &stated);
    assert_true(stated == 0); /* nothing of it is seen */
    assert_int_equal(shape.count, 24 * 16 + 1);
    rmap_shape_free(&shape);

    /* Half behind the horizon: between a seen and an unseen vertex the step is small. */
    shape = area_of((struct rmap_reach){.centre = {-143, 20}, .outer_m = 5e6}, how, &stated);
    assert_true(stated > 0 && stated <= 0.01);
    int crossings = 0;
    for (size_t k = 0; k + 1 < shape.count; k++) {
        struct rmap_page p;
        if (place_globe(&mm_per_deg, shape.points[k], &p)
            == place_globe(&mm_per_deg, shape.points[k + 1], &p))
            continue;
        crossings++;
        assert_true(rmap_geodesic_distance(shape.points[k], shape.points[k + 1], NULL, NULL) < 100);
    }
    assert_int_equal(crossings, 2);
    rmap_shape_free(&shape);
}

static void winding_tells_the_poles(void **state)
{
    (void)state;
    double to_pole_m = rmap_geodesic_distance(SEOUL, NORTH, NULL, NULL);
    const struct {
        struct rmap_lonlat centre;
        double r_m, winding;
    } cases[] = {
        {OSAN, 300e3, 0},
        {FIJI, 1e6, 0},
        {THULE, 2e6, -360},
        {NORTH, 1e3, -360},
        {SOUTH, 1e3, 360},
        {SEOUL, 8e6, -360},
        {SEOUL, 15e6, 0},
        {QUITO, 15e6, 0},
        {NORTH, 19e6, -360},
        {SOUTH, 19e6, 360},
        {{10, -37}, 8e6, 360},
        {SEOUL, to_pole_m - 0.01, 0},
        {SEOUL, to_pole_m + 0.01, -360},
        {SEOUL, 19999e3, 0},
        {SEOUL, RMAP_HALF_EARTH_M, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rmap_shape shape = disc(cases[i].centre, cases[i].r_m, 100);
        assert_int_equal(shape.parts, 1);
        assert_near(winding(&shape, 0), cases[i].winding, 1e-9);
        assert_near(shape.points[0].lat_deg, shape.points[shape.count - 1].lat_deg, 0);
        assert_true(rmap_geodesic_area(&shape) > 0);
        rmap_shape_free(&shape);
    }
}

/* Over the antimeridian the longitudes run on, without a jump. */
static void longitudes_run_on(void **state)
{
    (void)state;
    struct rmap_shape shape = disc(FIJI, 1e6, 10);
    double east = -INFINITY;
    for (size_t k = 0; k < shape.count; k++) {
        east = fmax(east, shape.points[k].lon_deg);
        assert_true(k == 0 || fabs(shape.points[k].lon_deg - shape.points[k - 1].lon_deg) < 5);
    }
    assert_true(east > 189 && east < 190);
    rmap_shape_free(&shape);
}

/* Area of the ellipsoid north of a latitude, in closed form. */
static double cap_m2(double lat_deg)
{
    double e2 = FLATTENING * (2 - FLATTENING), e = sqrt(e2), s = sin(radians(lat_deg));
    double q = (1 - e2) * (s / (1 - e2 * s * s) + atanh(e * s) / e);
    double q_pole = 1 + (1 - e2) * atanh(e) / e;
    return PI * AXIS_M * AXIS_M * (q_pole - q);
}

static void area_of_a_polar_disc(void **state)
{
    (void)state;
    for (double r_m = 100e3; r_m < 20e6; r_m += 3.3e6) {
        double lat_deg = rmap_geodesic_direct(NORTH, 0, r_m).lat_deg;
        struct rmap_shape shape = disc(NORTH, r_m, 10);
        double found = rmap_geodesic_area(&shape), rim = rmap_geodesic_length(&shape);
        assert_near(found, cap_m2(lat_deg), 10 * rim);
        rmap_shape_free(&shape);

        shape = (struct rmap_shape){.closed = true};
        for (int i = 0; i < 20000; i++)
            rmap_shape_point(&shape, (struct rmap_lonlat){-i * 0.018, lat_deg});
        rmap_shape_end_part(&shape);
        assert_near(rmap_geodesic_area(&shape) / cap_m2(lat_deg), 1, 1e-7);
        rmap_shape_free(&shape);
    }
}

static void area_and_length_of_a_disc(void **state)
{
    (void)state;
    double r_m = 300e3, e2 = FLATTENING * (2 - FLATTENING), s = sin(radians(OSAN.lat_deg)),
           w = 1 - e2 * s * s;
    double curvature = w * w / (AXIS_M * AXIS_M * (1 - e2));
    double area = PI * r_m * r_m * (1 - curvature * r_m * r_m / 12);
    double rim = 2 * PI * r_m * (1 - curvature * r_m * r_m / 6);
    struct rmap_shape shape = disc(OSAN, r_m, 0.01);
    assert_near(rmap_geodesic_area(&shape) / area, 1, 1e-6);
    assert_near(rmap_geodesic_length(&shape) / rim, 1, 1e-6);
    assert_true(rmap_geodesic_area(&shape) < area); /* chords cut the corners */
    rmap_shape_free(&shape);
}

static void parts_of_a_disc_add_up(void **state)
{
    (void)state;
    static const struct {
        struct rmap_lonlat centre;
        double outer_m, inner_m;
    } cases[] = {
        {{127.0296, 37.0906}, 300e3, 100e3},
        {{126.978, 37.5665}, 8e6, 7e6},
        {{126.978, 37.5665}, 15e6, 12e6},
        {{20, 90}, 3e6, 1e6},
        {{-70, -90}, 3e6, 1e6},
        {{179.9, -17.5}, 1e6, 500},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rmap_reach outer = {.centre = cases[i].centre, .outer_m = cases[i].outer_m};
        struct rmap_reach inner = {.centre = cases[i].centre, .outer_m = cases[i].inner_m};
        struct rmap_reach both = {
            .centre = cases[i].centre, .outer_m = cases[i].outer_m, .inner_m = cases[i].inner_m};
        double tolerance_m = cases[i].outer_m / 1e4;
        double whole = m2_of(both, tolerance_m);
        assert_near((m2_of(outer, tolerance_m) - m2_of(inner, tolerance_m)) / whole, 1, 1e-9);

        double sectors = 0;
        for (int k = 0; k < 3; k++) {
            both.from_deg = 300 + 120 * k; /* the first one over north */
            both.to_deg = both.from_deg + 120;
            double sector = m2_of(both, tolerance_m);
            assert_true(sector > 0 && sector < whole);
            sectors += sector;
        }
        assert_near(sectors / whole, 1, 1e-4); /* sides are chords */
    }
}

static void sector_is_one_part_around_its_inside(void **state)
{
    (void)state;
    struct rmap_closeness how = {.tolerance = 10};
    struct rmap_shape shape = area_of((struct rmap_reach){SEOUL, 300e3, 0, 315, 45}, how, NULL);
    assert_int_equal(shape.parts, 1);
    size_t at_centre = 0;
    for (size_t k = 0; k < shape.count; k++) {
        double az;
        if (rmap_geodesic_distance(SEOUL, shape.points[k], &az, NULL) < 1e-6)
            at_centre++;
        else
            assert_true(az > -45.001 && az < 45.001);
    }
    assert_int_equal(at_centre, 1);
    assert_near(rmap_geodesic_area(&shape), m2_of((struct rmap_reach){SEOUL, 300e3, 0, 0, 0}, 10) / 4, 3e7);
    rmap_shape_free(&shape);

    /* Azimuths need not be between 0 and 360, and 0..360 is all round. */
    assert_near(m2_of((struct rmap_reach){SEOUL, 300e3, 0, -45, 45}, 10),
                m2_of((struct rmap_reach){SEOUL, 300e3, 0, 315, 405}, 10), 1);
    struct rmap_shape round = area_of((struct rmap_reach){SEOUL, 300e3, 0, 0, 360}, how, NULL);
    assert_near(winding(&round, 0), 0, 0);
    assert_true(rmap_geodesic_area(&round) > 2.8e11);
    rmap_shape_free(&round);
}

/* A sector whose corner is a pole is no ring around the pole; one that holds a pole inside is. */
static void sectors_at_poles(void **state)
{
    (void)state;
    const struct {
        struct rmap_reach reach;
        double winding;
    } cases[] = {
        {{NORTH, 3e6, 0, 10, 350}, 0},   {{NORTH, 3e6, 0, 350, 10}, 0},   {{SOUTH, 3e6, 0, 10, 350}, 0},
        {{SOUTH, 3e6, 0, 350, 10}, 0},   {{NORTH, 3e6, 1e6, 350, 10}, 0}, {{SEOUL, 8e6, 0, 350, 10}, -360},
        {{SEOUL, 8e6, 7e6, 350, 10}, 0}, {{SEOUL, 8e6, 0, 10, 350}, 0},   {{SEOUL, 8e6, 3e6, 340, 20}, -360},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rmap_shape shape = area_of(cases[i].reach, (struct rmap_closeness){.tolerance = 100}, NULL);
        assert_int_equal(shape.parts, 1);
        assert_near(winding(&shape, 0), cases[i].winding, 1e-9);
        assert_true(rmap_geodesic_area(&shape) > 0);
        for (size_t k = 0; i < 4 && k < shape.count;
             k++) /* the sides at a pole are straight: their ends only */
            if (k > 0 && fabs(shape.points[k].lat_deg) == 90)
                assert_true(fabs(shape.points[k].lon_deg - shape.points[k - 1].lon_deg) < 1e-9
                            || fabs(shape.points[k].lon_deg - shape.points[k + 1].lon_deg) < 1e-9);
        rmap_shape_free(&shape);
    }
    double whole = m2_of((struct rmap_reach){NORTH, 3e6, 0, 0, 0}, 1);
    assert_near(m2_of((struct rmap_reach){NORTH, 3e6, 0, 30, 120}, 1) / whole, 0.25, 1e-6);
}

/* Beyond the cut locus geodesics are no longer the shortest way: what they reach is no edge. */
static void near_half_the_earth(void **state)
{
    (void)state;
    for (double r_m = 19960e3; r_m < RMAP_HALF_EARTH_M - 2; r_m += 4321.5) {
        struct rmap_shape shape = disc(SEOUL, r_m, 1);
        for (size_t k = 0; k < shape.count; k++)
            assert_near(rmap_geodesic_distance(SEOUL, shape.points[k], NULL, NULL), r_m, 1e-3);
        rmap_shape_free(&shape);
    }
    double before = 0;
    for (double r_m = 19960e3; r_m < RMAP_HALF_EARTH_M; r_m += 1000) {
        double m2 = m2_of((struct rmap_reach){.centre = SEOUL, .outer_m = r_m}, 1);
        assert_true(m2 > before && m2 < EARTH_M2);
        before = m2;
    }
    assert_near(m2_of((struct rmap_reach){.centre = SEOUL, .outer_m = RMAP_HALF_EARTH_M}, 1), EARTH_M2, 1e4);
    assert_near(m2_of((struct rmap_reach){.centre = QUITO, .outer_m = RMAP_HALF_EARTH_M}, 1), EARTH_M2, 1e4);
    assert_near(m2_of((struct rmap_reach){.centre = NORTH, .outer_m = RMAP_HALF_EARTH_M}, 1), EARTH_M2, 1e4);

    /* A sector that ends on the cut locus, and its rest. */
    double sector = m2_of((struct rmap_reach){SEOUL, 20e6, 0, 30, 90}, 100);
    double rest = m2_of((struct rmap_reach){SEOUL, 20e6, 0, 90, 30}, 100);
    assert_near((sector + rest) / EARTH_M2, 1, 1e-6);
}

static void lines_are_open(void **state)
{
    (void)state;
    struct rmap_closeness how = {.tolerance = 10};
    struct rmap_shape shape = {.closed = true};
    double stated;
    rmap_ring_lines(&(struct rmap_reach){SEOUL, 300e3, 180e3, 30, 60}, &how, &shape, &stated);
    assert_false(shape.closed);
    assert_true(stated > 0 && stated <= 10);
    assert_int_equal(shape.parts, 4);
    static const struct {
        double az, r_m;
    } ends[4][2] = {{{30, 300e3}, {60, 300e3}},
                    {{30, 180e3}, {60, 180e3}},
                    {{30, 180e3}, {30, 300e3}},
                    {{60, 180e3}, {60, 300e3}}};
    for (size_t part = 0; part < 4; part++)
        for (int end = 0; end < 2; end++) {
            struct rmap_lonlat p = shape.points[end ? shape.ends[part] - 1 : part_start(&shape, part)];
            struct rmap_lonlat q = rmap_geodesic_direct(SEOUL, ends[part][end].az, ends[part][end].r_m);
            assert_true(rmap_geodesic_distance(p, q, NULL, NULL) < VERTEX_M);
        }
    rmap_shape_free(&shape);

    rmap_ring_lines(&(struct rmap_reach){SEOUL, 300e3, 0, 0, 0}, &how, &shape, &stated);
    assert_int_equal(shape.parts, 1);
    assert_near(rmap_geodesic_length(&shape), 2 * PI * 300e3, 800);
    rmap_shape_free(&shape);
}

static void radial_follows_its_bearing(void **state)
{
    (void)state;
    struct rmap_shape shape = {0};
    rmap_ring_radial(SEOUL, 50, 100e3, 9e6, &(struct rmap_closeness){.tolerance = 10}, &shape);
    assert_int_equal(shape.parts, 1);
    assert_true(shape.count > 20);
    for (size_t k = 0; k < shape.count; k++) {
        double az;
        rmap_geodesic_distance(SEOUL, shape.points[k], &az, NULL);
        assert_near(az, 50, 1e-8);
    }
    assert_near(rmap_geodesic_length(&shape), 8.9e6, 1e-3);

    /* Over the pole the other side's longitude follows. */
    rmap_shape_free(&shape);
    rmap_ring_radial(SEOUL, 0, 0, 8e6, &(struct rmap_closeness){.tolerance = 10}, &shape);
    assert_near(shape.points[shape.count - 1].lon_deg, SEOUL.lon_deg + 180, 1e-12);
    rmap_shape_free(&shape);
}

static void half_a_ring_in_degrees(void **state)
{
    (void)state;
    static const double lats_deg[] = {-60, 0, 37.5, 72}, radii_m[] = {10, 5e3, 300e3, 1500e3, 3000e3};
    for (size_t i = 0; i < 4 * 5; i++) {
        struct rmap_reach reach = {{127, lats_deg[i % 4]}, radii_m[i / 4], 0, 0, 0};
        struct rmap_shape area = {0};
        double east_deg = -HUGE_VAL, half_deg = rmap_ring_half_deg(reach.centre.lat_deg, reach.outer_m);
        if (reach.outer_m > 1800e3 && fabs(reach.centre.lat_deg) > 70)
            continue; /* it holds a pole */
        rmap_ring_area(&reach, &(struct rmap_closeness){.tolerance = fmax(1e-6 * reach.outer_m, 1e-3)}, &area, NULL);
        for (size_t k = 0; k < area.count; k++)
            east_deg = fmax(east_deg, area.points[k].lon_deg - 127);
        assert_near(half_deg, east_deg, 1e-3 * east_deg);
        rmap_shape_free(&area);
    }
}

static void silly_tolerances_are_bounded(void **state)
{
    (void)state;
    static const double tolerances[] = {0, -1, NAN, DBL_MIN};
    for (size_t i = 0; i < sizeof tolerances / sizeof tolerances[0]; i++) {
        struct rmap_shape shape = disc(OSAN, 1000, tolerances[i]);
        assert_true(shape.count > 1000 && shape.count < 10000);
        rmap_shape_free(&shape);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vertices_lie_at_the_distance),
        cmocka_unit_test(cardinal_points_are_vertices),
        cmocka_unit_test(vertices_run_clockwise),
        cmocka_unit_test(ground_error_is_the_truth),
        cmocka_unit_test(page_error_is_the_truth),
        cmocka_unit_test(torn_page_is_no_deviation),
        cmocka_unit_test(far_side_is_sampled_too),
        cmocka_unit_test(winding_tells_the_poles),
        cmocka_unit_test(longitudes_run_on),
        cmocka_unit_test(area_of_a_polar_disc),
        cmocka_unit_test(area_and_length_of_a_disc),
        cmocka_unit_test(parts_of_a_disc_add_up),
        cmocka_unit_test(sector_is_one_part_around_its_inside),
        cmocka_unit_test(sectors_at_poles),
        cmocka_unit_test(near_half_the_earth),
        cmocka_unit_test(lines_are_open),
        cmocka_unit_test(radial_follows_its_bearing),
        cmocka_unit_test(half_a_ring_in_degrees),
        cmocka_unit_test(silly_tolerances_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
