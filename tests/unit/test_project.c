/* project.c and frame.c: the plane's metres against PROJ's own tools, then places on the page, windows and scales. */
#include "../../src/project.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "aid.h"

#define DEGREE    0.017453292519943295
#define AXIS_M    6378137.0
#define PRINTED_M 6e-5 /* the tools were asked for four decimals */

static const struct rmap_bounds KOREA = {124, 33, 131, 43}, WORLD = {-180, -90, 180, 90};
static const struct rmap_box BOX = {10, 15, 170, 265};

static struct rmap_projection *make(const char *crs, struct rmap_bounds extent)
{
    struct rmap_error err = {0};
    struct rmap_projection *p = rmap_projection_new(crs, extent, NULL, &err);
    if (!p)
        fail_msg("%s: %s", crs, err.text);
    return p;
}

/* Where the numbers come from, the tool printing four decimals:
 *     echo 126.978 37.5665 | proj -f %.4f DEFINITION        for "+proj" strings
 *     echo 37.5665 126.978 | cs2cs -f %.4f EPSG:4326 CODE   for codes; most print northing first */
static void metres_are_those_of_the_tools(void **state)
{
    (void)state;
    const struct {
        const char *crs;
        struct rmap_bounds extent;
        double lon, lat, e, n;
    } cases[] = {
        {"auto", KOREA, 126.978, 37.5665, -46040.6297, -47905.4603},
        {"auto", KOREA, 124, 33, -327684.7921, -548349.0938},
        {"auto", KOREA, 131, 43, 285943.7111, 560370.6948},
        {"+proj=utm +zone=52", KOREA, 126.978, 37.5665, 321424.2862, 4159640.6414},
        {"+proj=utm +zone=52 +datum=WGS84 +units=km +no_defs +type=crs", KOREA, 126.978, 37.5665, 321424.2862,
         4159640.6414},
        {"+proj=ortho +lat_0=38 +lon_0=127.5", KOREA, 150, 60, 1223478.9570, 2536672.5345},
        {"EPSG:5179", KOREA, 126.978, 37.5665, 953901.1653, 1952032.0810},
        {"EPSG:5179", KOREA, 126.5, 33.5, 907112.7674, 1501351.6248},
        {"EPSG:5179", KOREA, 128.35, 38.6, 1074016.2120, 2066917.1980},
        {"epsg:5186", KOREA, 126.978, 37.5665, 198056.3667, 551885.0306},
        {"EPSG:5174", KOREA, 126.978, 37.5665, 197986.7455, 451579.8510}, /* Bessel: shifted by some 300 m */
        {"EPSG:3857", KOREA, 126.978, 37.5665, 14135126.3019, 4518366.5100},
        {"EPSG:32652", KOREA, 126.978, 37.5665, 321424.2862, 4159640.6414},
        {"EPSG:2048",
         {16, -35, 20, -30},
         18.4,
         -33.9,
         -55496.1281,
         -3752731.3653}, /* axes point west and south */
        {"EPSG:2263",
         {-75, 40, -73, 42},
         -74,
         40.7,
         300000.0,
         194305.3389 * 1200 / 3937}, /* US survey feet */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rmap_projection *p = make(cases[i].crs, cases[i].extent);
        struct rmap_lonlat at = {cases[i].lon, cases[i].lat}, back;
        struct rmap_metre m;
        rmap_projection_forward(p, &at, 1, &m);
        assert_near(m.e_m, cases[i].e, PRINTED_M);
        assert_near(m.n_m, cases[i].n, PRINTED_M);
        rmap_projection_inverse(p, &m, 1, &back);
        assert_near(back.lon_deg, at.lon_deg, 1e-7);
        assert_near(back.lat_deg, at.lat_deg, 1e-7);
        rmap_projection_free(p);
    }
}

static void degrees_become_metres_on_the_equator(void **state)
{
    (void)state;
    struct rmap_projection *p = make("EPSG:4326", (struct rmap_bounds){170, -50, -160, 10});
    struct rmap_lonlat at[2] = {{175, -20}, {-175, -20}};
    struct rmap_metre m[2];
    rmap_projection_forward(p, at, 2, m);
    assert_near(m[1].e_m - m[0].e_m, 10 * DEGREE * AXIS_M, 1e-6);
    assert_near(m[0].n_m, -20 * DEGREE * AXIS_M, 1e-6);
    rmap_projection_free(p);
}

static void names_and_definitions(void **state)
{
    (void)state;
    const struct {
        const char *crs;
        struct rmap_bounds extent;
        const char *name, *name_ko, *definition;
    } cases[] = {
        {"auto", KOREA, "Lambert conformal conic, 34.7\u00b0 and 41.3\u00b0 N", "람베르트 정각원추도법, 북위 34.7\u00b0와 41.3\u00b0",
         "+proj=lcc +lat_1=34.6667 +lat_2=41.3333 +lat_0=38 +lon_0=127.5 +datum=WGS84"},
        {"auto",
         {-72, -40, -60, -28},
         "Lambert conformal conic, 38.0\u00b0 and 30.0\u00b0 S", "람베르트 정각원추도법, 남위 38.0\u00b0와 30.0\u00b0",
         "+proj=lcc +lat_1=-38 +lat_2=-30 +lat_0=-34 +lon_0=-66 +datum=WGS84"},
        {"auto", /* two parallels that tenths do not tell apart */
         {127.86, 37.16, 127.94, 37.24},
         "Lambert conformal conic, 37.17\u00b0 and 37.23\u00b0 N", "람베르트 정각원추도법, 북위 37.17\u00b0와 37.23\u00b0",
         "+proj=lcc +lat_1=37.1733 +lat_2=37.2267 +lat_0=37.2 +lon_0=127.9 +datum=WGS84"},
        {"auto",
         {95, -10, 140, 10},
         "Mercator, true at the equator", "메르카토르도법, 표준위선 적도",
         "+proj=merc +lat_ts=0 +lon_0=117.5 +datum=WGS84"},
        {"auto",
         {-180, 60, 180, 90},
         "Polar stereographic, true at 75.0\u00b0 N", "극평사도법, 표준위선 북위 75.0\u00b0",
         "+proj=stere +lat_0=90 +lat_ts=75 +lon_0=0 +datum=WGS84"},
        {"auto", {20, -60, -140, 80}, "Natural Earth I", "내추럴 어스 도법", "+proj=natearth +lon_0=120 +datum=WGS84"},
        {"globe",
         {170, 20, -170, 40},
         "Orthographic, centred on 30.0\u00b0 N, 180.0\u00b0 E", "정사도법, 중심 북위 30.0\u00b0, 동경 180.0\u00b0",
         "+proj=ortho +lat_0=30 +lon_0=180 +datum=WGS84"},
        {"EPSG:5179", KOREA, "EPSG:5179 Korea 2000 / Unified CS", "EPSG:5179 Korea 2000 / Unified CS", "EPSG:5179"},
        {"+proj=laea +lat_0=38 +lon_0=127", KOREA, "Lambert Azimuthal Equal Area", "Lambert Azimuthal Equal Area",
         "+proj=laea +lat_0=38 +lon_0=127 +datum=WGS84"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rmap_projection *p = make(cases[i].crs, cases[i].extent);
        assert_string_equal(rmap_projection_name(p, false), cases[i].name);
        assert_string_equal(rmap_projection_name(p, true), cases[i].name_ko);
        assert_string_equal(rmap_projection_definition(p), cases[i].definition);
        rmap_projection_free(p);
    }
}

static void refusals_are_one_clear_line(void **state)
{
    (void)state;
    const struct {
        const char *crs, *says;
    } cases[] = {
        {"EPSG:99999", "unknown coordinate reference system 'EPSG:99999'; write an authority code such as "
                       "EPSG:5179, or a PROJ "
                       "string"},
        {"5179", "unknown coordinate reference system '5179'; write an authority code such as EPSG:5179, or "
                 "a PROJ string"},
        {"", "unknown coordinate reference system ''; write an authority code such as EPSG:5179, or a PROJ "
             "string"},
        {"EPSG:4978", "'EPSG:4978' is not a projection of the Earth to a plane; write an authority code such "
                      "as EPSG:5179, or a "
                      "PROJ string"},
        {"EPSG:5773", "'EPSG:5773' is not a projection of the Earth to a plane; write an authority code such "
                      "as EPSG:5179, or a "
                      "PROJ string"},
        {"+proj=utm +zone=99", "cannot use the projection '+proj=utm +zone=99': utm: Invalid value for zone"},
        {"+proj=nonesuch", "cannot use the projection '+proj=nonesuch': Unknown projection"},
        {"+proj=helmert +x=1", "cannot use the projection '+proj=helmert +x=1': it is no map projection"},
        {"+proj=pipeline +step +proj=merc",
         "'+proj=pipeline +step +proj=merc' is a pipeline of steps; write the projection "
         "alone, such as +proj=laea +lat_0=38 +lon_0=127"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rmap_error err = {0};
        assert_null(rmap_projection_new(cases[i].crs, KOREA, NULL, &err));
        assert_int_equal(err.status, RMAP_PROJECTION);
        assert_string_equal(err.text, cases[i].says);
    }
}

static void codes_beyond_their_area_are_noted(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_notes notes = {.arena = &arena};
    rmap_projection_free(
        rmap_projection_new("EPSG:5179", (struct rmap_bounds){126, 34, 129, 38}, &notes, NULL));
    rmap_projection_free(rmap_projection_new("EPSG:4326", KOREA, &notes, NULL));
    rmap_projection_free(rmap_projection_new("auto", WORLD, &notes, NULL));
    assert_int_equal(notes.count, 0);
    rmap_projection_free(rmap_projection_new("EPSG:5179", KOREA, &notes, NULL));
    assert_int_equal(notes.count, 1);
    assert_non_null(strstr(notes.lines[0], "'EPSG:5179' is meant for 'Republic of Korea"));
    rmap_arena_free(&arena);
}

static void wkt_is_given_where_metres_are_metres(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    const struct {
        const char *crs, *holds;
    } cases[] = {{"auto", "Lambert_Conformal_Conic"},
                 {"EPSG:5179", "Korea_2000"},
                 {"EPSG:4326", NULL},
                 {"EPSG:2263", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rmap_projection *p = make(cases[i].crs, KOREA);
        const char *wkt = rmap_projection_wkt(p, &arena);
        if (cases[i].holds)
            assert_non_null(strstr(wkt, cases[i].holds));
        else
            assert_null(wkt);
        rmap_projection_free(p);
    }
    rmap_arena_free(&arena);
}

/* Every place of the extent lies in the box, and two opposite sides are touched. The southern parallel of a northern
 * cone hangs lowest in its middle: corners alone would cut it off. */
static void an_extent_fills_its_box(void **state)
{
    (void)state;
    const char *const crs[] = {"auto", "EPSG:5179", "EPSG:4326", "globe", "+proj=stere +lat_0=90 +lon_0=127"};
    for (size_t c = 0; c < sizeof crs / sizeof *crs; c++) {
        struct setup s = set_up_frame(crs[c], KOREA, BOX);
        struct rmap_box reach = {1e9, 1e9, -1e9, -1e9};
        for (int side = 0; side < 4; side++) {
            for (int i = 0; i <= 1000; i++) {
                double x = side < 2 ? i / 1000.0 : side - 2, y = side < 2 ? side : i / 1000.0;
                struct rmap_page at;
                assert_true(rmap_frame_place(s.frame, (struct rmap_lonlat){124 + 7 * x, 33 + 10 * y}, &at));
                reach = rmap_box_union(reach, (struct rmap_box){at.x_mm, at.y_mm, at.x_mm, at.y_mm});
            }
        }
        assert_true(rmap_box_holds(rmap_box_grow(BOX, 0.001), reach));
        double spare = fmin(rmap_box_width(BOX) - rmap_box_width(reach),
                            rmap_box_height(BOX) - rmap_box_height(reach));
        assert_near(spare, 0, 0.001);
        assert_near(reach.x0_mm - BOX.x0_mm, BOX.x1_mm - reach.x1_mm, 0.002);
        assert_near(reach.y0_mm - BOX.y0_mm, BOX.y1_mm - reach.y1_mm, 0.002);
        assert_near(rmap_projection_aspect(s.projection, KOREA),
                    rmap_box_height(reach) / rmap_box_width(reach), 1e-5);
        tear_down_frame(s);
    }
    struct setup s = set_up_frame("auto", KOREA, BOX);
    struct rmap_page corner, middle;
    rmap_frame_place(s.frame, (struct rmap_lonlat){124, 33}, &corner);
    rmap_frame_place(s.frame, (struct rmap_lonlat){127.5, 33}, &middle);
    assert_true(middle.y_mm - corner.y_mm > 1);
    tear_down_frame(s);
}

static void places_come_back(void **state)
{
    (void)state;
    const struct {
        const char *crs;
        struct rmap_bounds extent;
    } cases[] = {{"auto", KOREA},
                 {"EPSG:5179", KOREA},
                 {"EPSG:5174", KOREA},
                 {"EPSG:4326", KOREA},
                 {"globe", KOREA},
                 {"+proj=merc +lon_0=127", KOREA},
                 {"+proj=aeqd +lat_0=38 +lon_0=127", KOREA},
                 {"auto", {170, -40, -170, -20}},
                 {"auto", {-180, 60, 180, 90}},
                 {"EPSG:2048", {16, -35, 20, -30}}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct setup s = set_up_frame(cases[c].crs, cases[c].extent, BOX);
        for (double x = BOX.x0_mm; x <= BOX.x1_mm; x += 16) {
            for (double y = BOX.y0_mm; y <= BOX.y1_mm; y += 25) {
                struct rmap_lonlat p;
                struct rmap_page at;
                assert_true(rmap_frame_unplace(s.frame, (struct rmap_page){x, y}, &p));
                assert_true(p.lon_deg >= -180 && p.lon_deg <= 180);
                assert_true(rmap_frame_place(s.frame, p, &at));
                assert_near(hypot(at.x_mm - x, at.y_mm - y), 0, 0.001);
            }
        }
        tear_down_frame(s);
    }
}

static void what_cannot_be_seen_has_no_place(void **state)
{
    (void)state;
    struct rmap_page at = {-1, -2};
    struct rmap_lonlat p = {-1, -2};
    struct setup s = set_up_frame("globe", KOREA, BOX);
    assert_false(rmap_frame_place(s.frame, (struct rmap_lonlat){-52, -38}, &at));
    tear_down_frame(s);
    s = set_up_frame("+proj=merc", KOREA, BOX);
    assert_false(rmap_frame_place(s.frame, (struct rmap_lonlat){127, 90}, &at));
    tear_down_frame(s);
    assert_near(at.x_mm, -1, 0);
    s = set_up_frame("auto", WORLD, BOX);
    assert_false(rmap_frame_unplace(s.frame, (struct rmap_page){BOX.x0_mm, 20}, &p)); /* beside the Earth */
    assert_true(rmap_frame_unplace(s.frame, (struct rmap_page){90, 140}, &p));
    assert_near(hypot(p.lon_deg, p.lat_deg), 0, 1e-6);
    tear_down_frame(s);
}

static void impossible_extents_fail(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    struct rmap_projection *p = make("+proj=ortho +lat_0=38 +lon_0=127", KOREA);
    assert_null(rmap_frame_new(p, (struct rmap_bounds){-60, -45, -40, -30}, BOX, &err));
    assert_int_equal(err.status, RMAP_PROJECTION);
    assert_non_null(strstr(err.text, "cannot show the extent"));
    assert_near(rmap_projection_aspect(p, (struct rmap_bounds){-60, -45, -40, -30}), 0, 0);
    rmap_projection_free(p);
}

/* Enough points that they are interpolated where that is allowed. */
static void many_places_are_near_exact(void **state)
{
    (void)state;
    const struct {
        const char *crs;
        struct rmap_bounds extent;
    } cases[] = {{"auto", KOREA},
                 {"auto", {125.6, 37.5, 125.8, 37.8}},
                 {"auto", {90, 0, 170, 60}},
                 {"EPSG:5179", KOREA},
                 {"EPSG:5174", KOREA},
                 {"auto", {170, -40, -170, -20}},
                 {"auto", {-180, 60, 180, 90}},
                 {"auto", {-180, -90, 180, 90}},
                 {"globe", KOREA},
                 {"+proj=ortho +lat_0=38 +lon_0=127", {-180, -90, 180, 90}},
                 {"EPSG:3857", {-180, -85, 180, 85}}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct setup s = set_up_frame(cases[c].crs, cases[c].extent, BOX);
        struct rmap_bounds w = rmap_frame_window(s.frame, 5);
        double span = w.east_deg < w.west_deg ? w.east_deg + 360 - w.west_deg : w.east_deg - w.west_deg;
        enum { SIDE = 71, COUNT = SIDE * SIDE };
        struct rmap_lonlat *p = malloc(COUNT * sizeof *p);
        struct rmap_page *out = malloc(COUNT * sizeof *out);
        bool *shown = malloc(COUNT * sizeof *shown);
        for (int i = 0; i < COUNT; i++) /* also outside the window */
            p[i] = (struct rmap_lonlat){
                w.west_deg + span * (i % SIDE * 2.0 / (SIDE - 1) - 0.5),
                w.south_deg + (w.north_deg - w.south_deg) * (i / SIDE * 2.0 / (SIDE - 1) - 0.5)};
        rmap_frame_place_many(s.frame, p, COUNT, out, shown);
        for (int i = 0; i < COUNT; i++) {
            struct rmap_page at;
            assert_int_equal(rmap_frame_place(s.frame, p[i], &at), shown[i]);
            if (shown[i])
                assert_near(hypot(at.x_mm - out[i].x_mm, at.y_mm - out[i].y_mm), 0, 0.001);
        }
        free(p);
        free(out);
        free(shown);
        tear_down_frame(s);
    }
}

static void scale_is_true(void **state)
{
    (void)state;
    struct setup s = set_up_frame("+proj=utm +zone=52", (struct rmap_bounds){128, 36, 130, 38}, BOX);
    struct rmap_lonlat at = {129, 37};
    struct rmap_metre corner;
    double m_per_mm;
    rmap_frame_affine(s.frame, &corner, &m_per_mm);
    assert_near(rmap_frame_mm_per_m(s.frame, at, 33) * m_per_mm, 0.9996, 1e-8);
    assert_near(rmap_frame_denominator(s.frame) / (1000 * m_per_mm / 0.9996), 1, 1e-6);
    struct rmap_lonlat p;
    struct rmap_metre m;
    assert_true(rmap_frame_unplace(s.frame, (struct rmap_page){BOX.x0_mm, BOX.y0_mm}, &p));
    rmap_projection_forward(s.projection, &p, 1, &m);
    assert_near(m.e_m, corner.e_m, 1e-3);
    assert_near(m.n_m, corner.n_m, 1e-3);
    tear_down_frame(s);

    /* Plate carree at 60 N: 111,320 m a degree down the page; across, a degree is 55,800 m (Snyder 1987, table 11). */
    s = set_up_frame("EPSG:4326", (struct rmap_bounds){0, 59, 2, 61}, BOX);
    rmap_frame_affine(s.frame, &corner, &m_per_mm);
    double across = 111319.4908 / 55800.0 / m_per_mm, down = 111319.4908 / 111412.0 / m_per_mm;
    assert_near(rmap_frame_mm_per_m(s.frame, (struct rmap_lonlat){1, 60}, 90) / across, 1, 1e-4);
    assert_near(rmap_frame_mm_per_m(s.frame, (struct rmap_lonlat){1, 60}, 0) / down, 1, 1e-4);
    assert_near(rmap_frame_denominator(s.frame) / (500 / across + 500 / down), 1, 1e-4);
    assert_near(rmap_frame_mm_per_m(s.frame, (struct rmap_lonlat){1, 60}, 270),
                rmap_frame_mm_per_m(s.frame, (struct rmap_lonlat){1, 60}, 90), 1e-12);
    tear_down_frame(s);
}

/* Convergence on a sphere: tan c = tan(lon - lon_0) sin(lat); east of the middle north leans to the left. */
static void north_leans_with_the_grid(void **state)
{
    (void)state;
    struct setup s = set_up_frame("+proj=utm +zone=52", (struct rmap_bounds){127, 36, 131, 40}, BOX);
    assert_near(rmap_frame_north_deg(s.frame, (struct rmap_lonlat){129, 38}), 0, 1e-6);
    double lean = -atan(tan(2 * DEGREE) * sin(38 * DEGREE)) / DEGREE;
    assert_near(rmap_frame_north_deg(s.frame, (struct rmap_lonlat){131, 38}), lean, 0.002);
    assert_near(rmap_frame_north_deg(s.frame, (struct rmap_lonlat){127, 38}), -lean, 0.002);
    tear_down_frame(s);
}

static bool in_window(struct rmap_bounds w, struct rmap_lonlat p)
{
    double east = p.lon_deg - w.west_deg, span = w.east_deg - w.west_deg;
    east -= 360 * floor(east / 360);
    span += span < 0 ? 360 : 0;
    return east <= span && p.lat_deg >= w.south_deg && p.lat_deg <= w.north_deg;
}

static void a_window_holds_what_is_seen(void **state)
{
    (void)state;
    const struct {
        const char *crs;
        struct rmap_bounds extent;
        double widest_deg;
    } cases[] = {{"auto", KOREA, 11},
                 {"EPSG:5179", KOREA, 11},
                 {"auto", {170, -40, -170, -20}, 28},
                 {"auto", {-180, 60, 180, 90}, 361},
                 {"+proj=stere +lat_0=90 +lon_0=127", {120, 60, 134, 89}, 361},
                 {"globe", KOREA, 13},
                 {"EPSG:4326", KOREA, 9}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct setup s = set_up_frame(cases[c].crs, cases[c].extent, BOX);
        for (double margin = 0; margin < 10; margin += 5) {
            struct rmap_bounds w = rmap_frame_window(s.frame, margin);
            struct rmap_box box = rmap_box_grow(BOX, margin);
            double span = w.east_deg < w.west_deg ? w.east_deg + 360 - w.west_deg : w.east_deg - w.west_deg;
            if (margin == 0 && !(span < cases[c].widest_deg))
                fail_msg("%s: %g degrees wide", cases[c].crs, span);
            for (int i = 0; i <= 300; i++) {
                for (int j = 0; j <= 300; j += i == 0 || i == 300 ? 1 : 20) {
                    struct rmap_lonlat p;
                    struct rmap_page at = {box.x0_mm + rmap_box_width(box) * j / 300,
                                           box.y0_mm + rmap_box_height(box) * i / 300};
                    assert_true(rmap_frame_unplace(s.frame, at, &p) && in_window(w, p));
                }
            }
        }
        tear_down_frame(s);
    }
    struct setup s = set_up_frame("+proj=ortho +lat_0=38 +lon_0=127", WORLD, BOX);
    struct rmap_bounds w = rmap_frame_window(s.frame, 0);
    assert_memory_equal(&w, &WORLD, sizeof w);
    tear_down_frame(s);
}

/* Some hundred metres around the pole once reached down to 86 degrees, with 200 parallels to draw. */
static void a_window_at_the_pole_is_low(void **state)
{
    (void)state;
    struct setup s = set_up_frame("auto", (struct rmap_bounds){0, -90, 1, -89.999}, BOX);
    struct rmap_bounds w = rmap_frame_window(s.frame, 0);
    assert_true(w.south_deg == -90 && w.north_deg < -89.99);
    assert_true(w.west_deg == -180 && w.east_deg == 180);
    tear_down_frame(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metres_are_those_of_the_tools),
        cmocka_unit_test(degrees_become_metres_on_the_equator),
        cmocka_unit_test(names_and_definitions),
        cmocka_unit_test(refusals_are_one_clear_line),
        cmocka_unit_test(codes_beyond_their_area_are_noted),
        cmocka_unit_test(wkt_is_given_where_metres_are_metres),
        cmocka_unit_test(an_extent_fills_its_box),
        cmocka_unit_test(places_come_back),
        cmocka_unit_test(what_cannot_be_seen_has_no_place),
        cmocka_unit_test(impossible_extents_fail),
        cmocka_unit_test(many_places_are_near_exact),
        cmocka_unit_test(scale_is_true),
        cmocka_unit_test(north_leans_with_the_grid),
        cmocka_unit_test(a_window_holds_what_is_seen),
        cmocka_unit_test(a_window_at_the_pole_is_low),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
