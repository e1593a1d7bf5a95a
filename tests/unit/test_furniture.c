/* Furniture is compared with what it claims: bars with geodesic distances, degree labels with the degrees
 * under the neatline where they stand, sizes with what is drawn. A canvas of our own gathers what is
 * emitted. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp, strdup */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "aid.h"
#include "../../src/canvas.h"
#include "../../src/furniture/furniture.h"
#include "../../src/ring.h"

#define PI 3.14159265358979323846

static const char STYLE[] =
    "about: for tests\n"
    "rules:\n"
    "  page: {font-size: 6pt}\n"
    "  graticule: {stroke: \"#888888\", stroke-width: 0.2pt}\n"
    "  graticule-labels: {font-size: 6pt, color: \"#444444\", gap: 0.8mm}\n"
    "  legend: {font-size: 7pt, color: \"#222222\", padding: 1.5mm, gap: 1.2mm, fill: \"#ffffff\"}\n"
    "  index: {font-size: 6.5pt, color: \"#222222\", gap: 1.2mm}\n"
    "  scalebar: {font-size: 6.5pt, color: \"#333333\", stroke: \"#333333\", stroke-width: 0.4pt, "
    "fill: \"#333333\"}\n"
    "  north-arrow: {font-size: 7pt, color: \"#333333\", fill: \"#333333\", stroke: \"#333333\", size: 6mm}\n"
    "  table: {font-size: 6.5pt, color: \"#333333\", stroke: \"#888888\", stroke-width: 0.3pt, gap: 1mm, padding: 1mm, "
    "classes: {title: {font-weight: bold}}}\n"
    "  inset: {fill: \"#dde6ec\", stroke: \"#888888\", stroke-width: 0.3pt}\n"
    "  inset-land: {fill: \"#ffffff\"}\n"
    "  inset-mark: {stroke: \"#aa0000\", stroke-width: 0.8pt}\n"
    "  site: {symbol: square, size: 2.4mm, fill: \"#222222\"}\n"
    "  line: {stroke: \"#aa0000\", stroke-width: 1pt, stroke-dasharray: 3pt 2pt, casing: \"#ffffff\", "
    "casing-width: 1pt}\n"
    "  ring: {stroke: \"#aa0000\", fill: \"#aa0000\", fill-opacity: 0.1}\n";

static const struct rmap_bounds KOREA = {124, 33, 131, 43.2};
static const struct rmap_bounds EAST_ASIA = {100, 18, 150, 54};

/* --- a drawing to look at --- */

struct drawing {
    struct rmap_canvas canvas;
    struct rmap_box paths;       /* union of all paths */
    size_t path_count, group_count;
    const char *ids[16];
    struct rmap_path straight;   /* all paths that hold no curves */
    struct rmap_text texts[96];
    size_t text_count;
};

static void gather_page(struct rmap_canvas *c, const struct rmap_display *page)
{
    (void)c, (void)page;
}

static void gather_group(struct rmap_canvas *c, const struct rmap_group *group)
{
    struct drawing *d = (struct drawing *)c;
    d->ids[d->group_count++] = group->id;
}

static void gather_end(struct rmap_canvas *c)
{
    (void)c;
}

static void gather_path(struct rmap_canvas *c, const struct rmap_path *path, const struct rmap_paint *paint)
{
    struct drawing *d = (struct drawing *)c;
    (void)paint;
    struct rmap_box box = rmap_path_bounds(path);
    d->paths = d->path_count++ == 0 ? box : rmap_box_union(d->paths, box);
    if (!memchr(path->verbs, RMAP_CURVE, path->verb_count))
        rmap_path_append(&d->straight, path);
}

static void gather_text(struct rmap_canvas *c, const struct rmap_text *text)
{
    struct drawing *d = (struct drawing *)c;
    assert_true(d->text_count < 96);
    d->texts[d->text_count++] = *text;
}

static struct drawing look_at(const struct rmap_display *list)
{
    struct drawing d = {.canvas = {.begin_page = gather_page, .begin_group = gather_group,
                                   .end_group = gather_end, .path = gather_path, .text = gather_text}};
    rmap_display_replay(list, &d.canvas);
    return d;
}

static void forget(struct drawing *d)
{
    rmap_path_free(&d->straight);
}

/* --- a studio on a page of 160 mm --- */

struct bench {
    struct rmap_arena arena;
    struct rmap_options options;
    struct rmap_text_engine *text;
    struct rmap_projection *projection;
    struct rmap_frame *frame;
    struct rmap_studio studio;
    struct rmap_display list;
};

static void read_style(struct bench *b)
{
    char folder[] = "/tmp/furniture-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/style.yaml", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(STYLE, file) >= 0);
    fclose(file);
    struct rmap_error err = {0};
    rmap_options_init(&b->options, &b->arena);
    assert_true(rmap_options_set(&b->options, "style", path, "test", &err));
    b->studio.style = rmap_style_read(&b->arena, "styles", &b->options, &err);
    unlink(path);
    rmdir(folder);
    if (!b->studio.style)
        fail_msg("%s", err.text);
}

static struct bench *set_up_wide(const char *crs, struct rmap_bounds extent, const char *lang,
                                 double width_mm)
{
    struct bench *b = calloc(1, sizeof *b);
    struct rmap_error err = {0};
    read_style(b);
    b->text = rmap_text_engine_new("styles/fonts", NULL);
    b->projection = rmap_projection_new(crs, extent, NULL, &err);
    if (!b->projection)
        fail_msg("%s", err.text);
    double aspect = rmap_projection_aspect(b->projection, extent);
    struct rmap_box box = {8, 20, 8 + width_mm, 20 + width_mm * aspect};
    b->frame = rmap_frame_new(b->projection, extent, box, &err);
    if (!b->frame)
        fail_msg("%s", err.text);
    b->studio.arena = &b->arena;
    b->studio.text = b->text;
    b->studio.frame = b->frame;
    b->studio.lang = lang;
    b->studio.ground = (struct rmap_color){1, 1, 1, 1};
    b->list.arena = &b->arena;
    return b;
}

static struct bench *set_up(const char *crs, struct rmap_bounds extent, const char *lang)
{
    return set_up_wide(crs, extent, lang, 144);
}

static void tear_down(struct bench *b)
{
    rmap_display_free(&b->list);
    rmap_frame_free(b->frame);
    rmap_projection_free(b->projection);
    rmap_text_engine_free(b->text);
    rmap_arena_free(&b->arena);
    free(b);
}

static struct rmap_page middle_of(const struct rmap_frame *frame)
{
    struct rmap_box box = rmap_frame_box(frame);
    return (struct rmap_page){(box.x0_mm + box.x1_mm) / 2, (box.y0_mm + box.y1_mm) / 2};
}

/* --- scale bar --- */

static void scalebar_picks_round_numbers(void **state)
{
    (void)state;
    assert_near(rmap_scalebar_pick(40, 40.0 / 100000), 100000, 1e-6);  /* just fits */
    assert_near(rmap_scalebar_pick(39.9, 40.0 / 100000), 50000, 1e-6);
    assert_near(rmap_scalebar_pick(40, 40.0 / 199000), 100000, 1e-6);
    assert_near(rmap_scalebar_pick(40, 40.0 / 200000), 200000, 1e-6);
    assert_near(rmap_scalebar_pick(40, 40.0 / 499000), 200000, 1e-6);
    assert_near(rmap_scalebar_pick(40, 40.0 / 500000), 500000, 1e-6);
    assert_near(rmap_scalebar_pick(40, 40.0 / 7), 5, 1e-9);
    assert_near(rmap_scalebar_pick(40, 40.0 / 0.3), 0.2, 1e-9);
    assert_near(rmap_scalebar_pick(40, 0), 0, 0);
    assert_near(rmap_scalebar_pick(0, 1), 0, 0);
    assert_near(rmap_scalebar_pick(NAN, 1), 0, 0);
    for (int n = -3; n < 9; n++) /* powers of ten are whole, whatever log10 says */
        assert_near(rmap_scalebar_pick(1, 1 / pow(10, n)), pow(10, n), pow(10, n) * 1e-9);
}

static double ground_length(const struct rmap_frame *frame, double length_mm)
{
    struct rmap_page m = middle_of(frame);
    struct rmap_lonlat a, b;
    double azimuth_a, azimuth_b;
    assert_true(rmap_frame_unplace(frame, (struct rmap_page){m.x_mm - length_mm / 2, m.y_mm}, &a));
    assert_true(rmap_frame_unplace(frame, (struct rmap_page){m.x_mm + length_mm / 2, m.y_mm}, &b));
    return rmap_geodesic_distance(a, b, &azimuth_a, &azimuth_b);
}

static void bars_are_true(void **state)
{
    (void)state;
    static const char *const CRS[] = {"auto", "+proj=merc +datum=WGS84",
                                      "+proj=laea +lat_0=38 +lon_0=127.5 +datum=WGS84",
                                      "+proj=eqc +lat_ts=38 +datum=WGS84"};
    static const struct rmap_bounds EXTENTS[] = {
        {124, 33, 131, 43.2}, {100, 18, 150, 54}, {126.5, 37.2, 127.4, 37.8}};
    for (size_t c = 0; c < 4; c++) {
        for (size_t e = 0; e < 3; e++) {
            struct bench *b = set_up(CRS[c], EXTENTS[e], "en");
            struct rmap_size size;
            struct rmap_scalebar bar = rmap_scalebar_measure(&b->studio, "mi", &size);
            assert_true(bar.length_m > 0 && bar.second_m > 0);
            assert_near(ground_length(b->frame, bar.length_mm) / bar.length_m, 1, 1e-3);
            assert_near(ground_length(b->frame, bar.second_mm) / bar.second_m, 1, 1e-3);
            assert_true(bar.length_mm <= 36.001 && bar.length_mm >= 36 / 2.6);
            assert_true(bar.second_mm <= bar.length_mm + 1e-3 && bar.second_mm >= bar.length_mm / 2.6);
            double miles = bar.second_m / 1609.344;
            assert_near(rmap_scalebar_pick(1, 1 / miles), miles, miles * 1e-9); /* a round number of miles */
            tear_down(b);
        }
    }
}

/* Mercator's scale is 1 / (N cos lat) on the ellipsoid: its spread over the frame is known. */
static double mercator_k(double lat_deg)
{
    double phi = lat_deg * PI / 180, e2 = 0.00669437999014;
    return sqrt(1 - e2 * sin(phi) * sin(phi)) / cos(phi);
}

static void bar_knows_its_error(void **state)
{
    (void)state;
    struct bench *b = set_up("+proj=merc +datum=WGS84", KOREA, "en");
    struct rmap_size size;
    struct rmap_scalebar bar = rmap_scalebar_measure(&b->studio, "mi", &size);
    double k0 = mercator_k(bar.latitude_deg);
    double worst = fmax(mercator_k(43.2) / k0 - 1, 1 - mercator_k(33) / k0);
    assert_near(bar.error, worst, 1e-3);
    tear_down(b);

    b = set_up("auto", KOREA, "en");
    bar = rmap_scalebar_measure(&b->studio, "mi", &size);
    assert_true(bar.error > 0.0005 && bar.error < 0.01); /* a conic over ten degrees: some thousandths */
    tear_down(b);
}

static bool says(const struct drawing *d, const char *text)
{
    for (size_t i = 0; i < d->text_count; i++) {
        if (strstr(d->texts[i].text, text))
            return true;
    }
    return false;
}

static void bar_is_drawn_as_measured(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    struct rmap_size size;
    struct rmap_scalebar bar = rmap_scalebar_measure(&b->studio, "nmi", &size);
    rmap_scalebar_emit(&b->studio, &bar, (struct rmap_page){10, 30}, &b->list);
    struct drawing d = look_at(&b->list);
    assert_int_equal(d.group_count, 1);
    assert_string_equal(d.ids[0], "scale-bar");
    assert_near(rmap_box_width(d.paths), fmax(bar.length_mm, bar.second_mm), 1e-9);
    assert_true(d.paths.x0_mm > 10 && d.paths.y0_mm > 30);
    assert_true(d.paths.y1_mm < 30 + size.height_mm);
    for (size_t i = 0; i < d.text_count; i++) {
        const struct rmap_text *t = &d.texts[i];
        double start = t->at.x_mm - (t->anchor == RMAP_MIDDLE ? t->width_mm / 2 : 0);
        assert_true(start >= 10 - 1e-9 && start + t->width_mm <= 10 + size.width_mm + 1e-9);
        assert_true(t->at.y_mm <= 30 + size.height_mm + 1e-9);
    }
    assert_true(says(&d, "km") && says(&d, "nmi"));
    assert_false(says(&d, "at "));
    forget(&d);
    tear_down(b);
}

static void bar_says_where_it_is_true(void **state)
{
    (void)state;
    static const char *const LANGS[] = {"en", "ko", "en+ko"};
    static const char *const NOTES[] = {"at 38°", "북위 38° 기준", "at 38°"};
    for (size_t i = 0; i < 3; i++) {
        struct bench *b = set_up("globe", (struct rmap_bounds){110, 25, 146, 50}, LANGS[i]);
        struct rmap_size size;
        struct rmap_scalebar bar = rmap_scalebar_measure(&b->studio, "mi", &size);
        assert_true(bar.error > 0.02 && bar.row_count == 0); /* across a globe's middle the scale hardly changes */
        rmap_scalebar_emit(&b->studio, &bar, (struct rmap_page){10, 30}, &b->list);
        struct drawing d = look_at(&b->list);
        assert_true(says(&d, NOTES[i]));
        forget(&d);
        tear_down(b);
    }
}

/* On Mercator's map each latitude has its bar, as much longer as the scale is larger. */
static void bars_for_several_latitudes(void **state)
{
    (void)state;
    struct bench *b = set_up("+proj=merc +datum=WGS84", KOREA, "en");
    struct rmap_size size;
    struct rmap_scalebar bar = rmap_scalebar_measure(&b->studio, "mi", &size);
    assert_int_equal(bar.row_count, 2);
    assert_true(bar.hemisphere == 'N' && bar.rows[0].latitude_deg == 40 && bar.rows[1].latitude_deg == 35);
    assert_near(bar.rows[0].length_mm / bar.rows[1].length_mm, mercator_k(40) / mercator_k(35), 1e-4);
    rmap_scalebar_emit(&b->studio, &bar, (struct rmap_page){10, 30}, &b->list);
    struct drawing d = look_at(&b->list);
    assert_true(says(&d, "40°N") && says(&d, "35°N") && says(&d, "km"));
    assert_true(rmap_box_holds((struct rmap_box){10, 30, 10 + size.width_mm, 30 + size.height_mm}, d.paths));
    forget(&d);
    tear_down(b);

    b = set_up("+proj=merc +datum=WGS84", (struct rmap_bounds){-180, -70, 180, 70}, "en");
    bar = rmap_scalebar_measure(&b->studio, "mi", &size);
    assert_int_equal(bar.row_count, 3);
    assert_true(bar.hemisphere == 0 && bar.rows[0].latitude_deg == 60 && bar.rows[2].latitude_deg == 0);
    tear_down(b);

    /* the pole in the middle: latitudes fall towards both edges */
    b = set_up("auto", (struct rmap_bounds){-180, 40, 180, 90}, "en");
    bar = rmap_scalebar_measure(&b->studio, "mi", &size);
    assert_int_equal(bar.row_count, 2);
    assert_true(bar.hemisphere == 'N' && bar.rows[0].latitude_deg == 90 && bar.rows[1].latitude_deg == 60);
    double k60 = 2 / (1 + sin(60 * PI / 180)); /* of a sphere; the ellipsoid's differs by thousandths */
    assert_near(bar.rows[1].length_mm / bar.rows[0].length_mm, k60, 5e-3);
    tear_down(b);
}

/* What is left of the error when the bars are read at their latitudes tells whether they are worth drawing. */
static void bars_know_what_they_leave_wrong(void **state)
{
    (void)state;
    static const struct { const char *crs; struct rmap_bounds extent; double least, most; } CASES[] = {
        {"auto", {124, 33, 131, 43.2}, 0, 0.01},           /* one bar, hardly wrong */
        {"+proj=merc +datum=WGS84", {124, 33, 131, 43.2}, 0, 1e-3}, /* conformal: each latitude has its own scale */
        {"auto", {-180, 40, 180, 90}, 0, 5e-3},            /* stereographic, about the pole */
        {"+proj=laea +lat_0=90 +datum=WGS84", {-180, 40, 180, 90}, 0.2, 0.25}, /* the corners lie 73 degrees from the pole: 1 / cos 36.5 */
        {"auto", {-180, -90, 180, 90}, 0.4, INFINITY},            /* Natural Earth: meridians and parallels disagree */
        {"+proj=eqc +datum=WGS84", {-180, -80, 180, 80}, 0.4, INFINITY},
        {"globe", {-180, -90, 180, 90}, 0.4, 1},           /* nothing is left at a globe's edge */
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct bench *b = set_up(CASES[i].crs, CASES[i].extent, "en");
        struct rmap_size size;
        struct rmap_scalebar bar = rmap_scalebar_measure(&b->studio, "mi", &size);
        if (!(bar.drawn_error >= CASES[i].least && bar.drawn_error <= CASES[i].most))
            fail_msg("%s: %g instead of %g..%g", CASES[i].crs, bar.drawn_error, CASES[i].least, CASES[i].most);
        assert_true(bar.drawn_error <= bar.error);
        tear_down(b);
    }
}

/* --- graticule --- */

static void graticule_picks_steps(void **state)
{
    (void)state;
    static const double CASES[][2] = {
        {10.5, 2},      {7.9, 1},        {8, 2},          {4, 1},          {3.9, 0.5},
        {1.2, 0.25},    {18, 5},         {36, 5},         {45, 10},        {115, 15},
        {360, 30},      {0.9, 1 / 6.0},  {0.5, 1 / 12.0}, {0.1, 1 / 60.0}, {0.01, 1 / 60.0}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_near(rmap_graticule_pick(CASES[i][0]), CASES[i][1], 1e-12);
    for (double span = 0.08; span < 240; span *= 1.013) {
        double lines = span / rmap_graticule_pick(span);
        assert_true(lines > 3.1 && lines < 8.001);
    }
}

static double degrees_of(const char *text, bool *meridian)
{
    char *rest;
    double value = strtod(text, &rest);
    assert_memory_equal(rest, "°", 2);
    rest += 2;
    if (*rest >= '0' && *rest <= '9')
        value += strtod(rest, &rest) / 60;
    if (strncmp(rest, "′", 3) == 0)
        rest += 3;
    *meridian = *rest == 'E' || *rest == 'W' || *rest == '\0'; /* no frame here meets the equator */
    return *rest == 'S' || *rest == 'W' ? -value : value;
}

/* The point of the neatline that a label stands at: its text's middle, brought back to the box. */
static struct rmap_page foot(struct rmap_box box, const struct rmap_text *t)
{
    return (struct rmap_page){fmin(fmax(t->at.x_mm, box.x0_mm), box.x1_mm),
                              fmin(fmax(t->at.y_mm, box.y0_mm), box.y1_mm)};
}

static struct rmap_box extent_of(const struct rmap_text *t, double cap_mm)
{
    double half = t->width_mm / 2;
    if (t->angle_deg == 0)
        return (struct rmap_box){t->at.x_mm - half, t->at.y_mm - cap_mm, t->at.x_mm + half, t->at.y_mm};
    return (struct rmap_box){t->at.x_mm - cap_mm, t->at.y_mm - half, t->at.x_mm, t->at.y_mm + half};
}

static size_t check_labels(struct bench *b, const struct drawing *d)
{
    struct rmap_box box = rmap_frame_box(b->frame);
    double room = rmap_graticule_label_room(&b->studio);
    for (size_t i = 0; i < d->text_count; i++) {
        const struct rmap_text *t = &d->texts[i];
        double cap_mm = rmap_text_measure(b->text, &t->font, "0").cap_mm;
        bool meridian;
        double degrees = degrees_of(t->text, &meridian);
        struct rmap_lonlat p;
        assert_true(rmap_frame_unplace(b->frame, foot(box, t), &p));
        assert_near(remainder((meridian ? p.lon_deg : p.lat_deg) - degrees, 360), 0, 1e-5);
        struct rmap_box words = extent_of(t, cap_mm);
        assert_false(rmap_box_meets(words, box));
        assert_true(rmap_box_holds(rmap_box_grow(box, room + 1e-6), words));
        double first = t->angle_deg == 0 ? words.x0_mm - box.x0_mm : words.y0_mm - box.y0_mm;
        double last = t->angle_deg == 0 ? box.x1_mm - words.x1_mm : box.y1_mm - words.y1_mm;
        assert_true(fmin(first, last) >= cap_mm - 1e-6);
        for (size_t j = 0; j < i; j++) {
            assert_false(rmap_box_meets(words, extent_of(&d->texts[j], cap_mm)));
            assert_string_not_equal(t->text, d->texts[j].text);
        }
    }
    return d->text_count;
}

static void labels_stand_at_their_degrees(void **state)
{
    (void)state;
    static const struct {
        const char *crs;
        struct rmap_bounds extent;
        size_t least;
        double width_mm;
    } CASES[] = {
        {"auto", {124, 33, 131, 43.2}, 7, 144},
        {"+proj=merc +datum=WGS84", {124, 33, 131, 43.2}, 7, 144},
        {"auto", {126.5, 37.2, 127.4, 37.8}, 6, 144},
        {"auto", {126.5, 37.2, 127.4, 37.8}, 3, 36}, /* no room for every line's name */
        {"auto", {100, 18, 150, 54}, 6, 144},
        /* slanted; labelled on all four sides; over 180 degrees */
        {"+proj=omerc +lat_0=38 +lonc=127 +alpha=30 +datum=WGS84", {124, 33, 131, 43.2}, 5, 144},
        {"+proj=stere +lat_0=90 +lon_0=127 +datum=WGS84", {-180, 60, 180, 90}, 6, 144},
        {"+proj=merc +lon_0=180 +datum=WGS84", {160, 30, -150, 60}, 6, 144},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct bench *b = set_up_wide(CASES[i].crs, CASES[i].extent, "ko", CASES[i].width_mm);
        rmap_graticule_labels_emit(&b->studio, &b->list);
        struct drawing d = look_at(&b->list);
        assert_string_equal(d.ids[0], "graticule-labels");
        size_t found = check_labels(b, &d);
        if (found < CASES[i].least)
            fail_msg("%s: %zu labels, expected %zu", CASES[i].crs, found, CASES[i].least);
        forget(&d);
        tear_down(b);
    }
}

static void labels_need_earth_at_the_edge(void **state)
{
    (void)state;
    struct bench *b = set_up("globe", KOREA, "en");
    rmap_frame_free(b->frame);
    struct rmap_error err = {0};
    struct rmap_bounds world = {-180, -90, 180, 90};
    b->frame = rmap_frame_new(b->projection, world, (struct rmap_box){10, 10, 150, 160}, &err);
    assert_non_null(b->frame);
    b->studio.frame = b->frame;
    rmap_graticule_labels_emit(&b->studio, &b->list);
    rmap_graticule_emit(&b->studio, &b->list);
    struct drawing d = look_at(&b->list);
    assert_int_equal(d.text_count, 0);
    assert_int_equal(d.path_count, 1);
    forget(&d);
    tear_down(b);
}

static void world_has_no_labels(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", (struct rmap_bounds){-180, -90, 180, 90}, "en");
    rmap_graticule_labels_emit(&b->studio, &b->list);
    struct drawing d = look_at(&b->list);
    assert_int_equal(d.text_count, 0);
    forget(&d);
    assert_near(rmap_graticule_label_room(&b->studio), 0, 0);
    tear_down(b);
    b = set_up("globe", (struct rmap_bounds){-80, -60, 80, 60}, "en");
    struct rmap_size size;
    struct rmap_scalebar bar = rmap_scalebar_measure(&b->studio, "mi", &size);
    rmap_scalebar_emit(&b->studio, &bar, (struct rmap_page){20, 30}, &b->list);
    d = look_at(&b->list);
    assert_true(says(&d, "at the equator"));
    forget(&d);
    tear_down(b);
}

/* Every vertex of the drawn lines lies on a multiple of the step. */
static void lines_lie_on_their_degrees(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    rmap_graticule_emit(&b->studio, &b->list);
    struct drawing d = look_at(&b->list);
    assert_string_equal(d.ids[0], "graticule");
    assert_true(d.straight.count > 30);
    for (size_t i = 0; i < d.straight.count; i++) {
        struct rmap_lonlat p;
        assert_true(rmap_frame_unplace(b->frame, d.straight.points[i], &p));
        double off = fmin(fabs(remainder(p.lon_deg, 2)), fabs(remainder(p.lat_deg, 2)));
        assert_true(off < 0.003); /* vertices at the neatline are cut from chords */
    }
    forget(&d);
    tear_down(b);
}

/* --- north arrow --- */

static void arrow_turns_with_convergence(void **state)
{
    (void)state;
    struct bench *b = set_up("+proj=lcc +lat_1=30 +lat_2=45 +lon_0=127 +datum=WGS84", EAST_ASIA, "en");
    struct rmap_size size = rmap_north_measure(&b->studio);
    struct rmap_box box = rmap_frame_box(b->frame);
    struct rmap_page spots[] = {{box.x0_mm + 3, box.y0_mm + 3},
                                {box.x1_mm - 3 - size.width_mm, box.y0_mm + 3},
                                {127 - size.width_mm / 2, 60}};
    for (size_t i = 0; i < 3; i++) {
        struct rmap_page middle = {spots[i].x_mm + size.width_mm / 2, spots[i].y_mm + size.height_mm / 2};
        rmap_north_emit(&b->studio, spots[i], &b->list);
        struct drawing d = look_at(&b->list);
        const struct rmap_text *letter = &d.texts[d.text_count - 1];
        assert_string_equal(letter->text, "N");
        struct rmap_lonlat here, there;
        struct rmap_page tip;
        assert_true(rmap_frame_unplace(b->frame, middle, &here));
        there = (struct rmap_lonlat){here.lon_deg, here.lat_deg + 0.05};
        assert_true(rmap_frame_place(b->frame, there, &tip));
        double north_deg = atan2(tip.x_mm - middle.x_mm, middle.y_mm - tip.y_mm) * 180 / PI;
        assert_near(remainder(letter->angle_deg - north_deg, 360), 0, 0.05);
        forget(&d);
    }
    struct drawing d = look_at(&b->list);
    assert_true(d.texts[0].angle_deg > 15 && d.texts[1].angle_deg < -15); /* it does turn */
    forget(&d);
    tear_down(b);
}

static void arrow_stays_in_its_box(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", EAST_ASIA, "en");
    struct rmap_size size = rmap_north_measure(&b->studio);
    struct rmap_box box = rmap_frame_box(b->frame);
    for (double x = box.x0_mm; x < box.x1_mm - size.width_mm; x += 15) {
        rmap_display_free(&b->list);
        rmap_north_emit(&b->studio, (struct rmap_page){x, box.y0_mm}, &b->list);
        struct drawing d = look_at(&b->list);
        assert_string_equal(d.ids[0], "north-arrow");
        struct rmap_box room = {x, box.y0_mm, x + size.width_mm, box.y0_mm + size.height_mm};
        assert_true(rmap_box_holds(rmap_box_grow(room, 1e-6), d.paths));
        forget(&d);
    }
    tear_down(b);
}

/* One arrow cannot serve a map whose meridians run apart. */
static void north_differs_over_the_map(void **state)
{
    (void)state;
    static const struct { const char *crs; struct rmap_bounds extent; double least, most; } CASES[] = {
        {"+proj=merc +datum=WGS84", {124, 33, 131, 43.2}, 0, 1e-6},
        {"auto", {124, 33, 131, 43.2}, 1, 6},
        {"+proj=lcc +lat_1=30 +lat_2=45 +lon_0=127 +datum=WGS84", {100, 18, 150, 54}, 20, 60},
        {"auto", {-180, 40, 180, 90}, 170, 180},
        {"+proj=laea +lat_0=-90 +datum=WGS84", {-180, -90, 180, -50}, 170, 180},
        {"auto", {-180, -90, 180, 90}, 60, 180},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct bench *b = set_up(CASES[i].crs, CASES[i].extent, "en");
        double spread = rmap_north_spread(b->frame);
        if (!(spread >= CASES[i].least && spread <= CASES[i].most))
            fail_msg("%s: %g instead of %g..%g", CASES[i].crs, spread, CASES[i].least, CASES[i].most);
        tear_down(b);
    }
}

/* --- legend --- */

static void legend_fits_its_size(void **state)
{
    (void)state;
    static const char *const LANGS[] = {"en", "ko", "en+ko"};
    for (size_t i = 0; i < 3; i++) {
        struct bench *b = set_up("auto", KOREA, LANGS[i]);
        const struct rmap_style *style = b->studio.style;
        bool two = i == 2;
        struct rmap_legend_row rows[] = {
            {RMAP_KEY_SYMBOL, rmap_style_rule(style, "site", NULL), "Air base", two ? "공군 기지" : ""},
            {RMAP_KEY_LINE, rmap_style_rule(style, "line", NULL), "Military Demarcation Line",
             two ? "군사분계선" : ""},
            {RMAP_KEY_AREA, rmap_style_rule(style, "ring", NULL),
             "Land within the distance of the nearest of all the places that are shown here",
             two ? "육지" : ""},
            {RMAP_KEY_RING, rmap_style_rule(style, "ring", NULL), "Distance", two ? "거리" : ""},
        };
        struct rmap_legend one = {rows, 1, 1}, all = {rows, 4, 1}, none = {rows, 0, 1}, broad = {rows, 4, 2};
        struct rmap_size size = rmap_legend_measure(&b->studio, &all);
        assert_true(size.height_mm > 3 * rmap_legend_measure(&b->studio, &one).height_mm / 2);
        assert_near(rmap_legend_measure(&b->studio, &none).width_mm, 0, 0);
        assert_true(size.width_mm < 144 * 0.46);
        assert_true(rmap_legend_measure(&b->studio, &broad).width_mm > size.width_mm);
        assert_true(rmap_legend_measure(&b->studio, &broad).height_mm < size.height_mm);
        rmap_legend_emit(&b->studio, &all, (struct rmap_page){12, 24}, &b->list);
        struct drawing d = look_at(&b->list);
        assert_string_equal(d.ids[0], "legend");
        struct rmap_box room = {12, 24, 12 + size.width_mm, 24 + size.height_mm};
        assert_true(rmap_box_holds(rmap_box_grow(room, 1e-6), d.paths));
        for (size_t t = 0; t < d.text_count; t++) {
            assert_true(d.texts[t].at.x_mm + d.texts[t].width_mm <= room.x1_mm - 1.5 + 1e-6);
            assert_true(d.texts[t].at.y_mm <= room.y1_mm - 1.5 + 1e-6);
        }
        assert_true(says(&d, "Air base"));
        assert_true(says(&d, "군사분계선") == two);
        assert_true(d.text_count >= (two ? 9u : 5u)); /* the long text is wrapped */
        forget(&d);
        tear_down(b);
    }
}

/* --- table --- */

/* Figures end at one line in each column, whatever is wider: header, title or figures. */
static void table_fits_its_size(void **state)
{
    (void)state;
    static const char *const TITLES[] = {"", "Share", "Share of the land of each country in range of all places"};
    struct bench *b = set_up("auto", KOREA, "en");
    for (size_t i = 0; i < 3; i++) {
        const char *cells[] = {"from", "KP", "South Korea", "180 km", "23.0%", "49.0%", "1,300 km", "100%", "<0.1%"};
        struct rmap_figures figures = {TITLES[i], cells, 3, 3}, header = {TITLES[i], cells, 1, 3};
        struct rmap_size size = rmap_figures_measure(&b->studio, &figures);
        assert_near(rmap_figures_measure(&b->studio, &header).width_mm, 0, 0);
        b->list = (struct rmap_display){.arena = &b->arena};
        rmap_figures_emit(&b->studio, &figures, (struct rmap_page){12, 24}, &b->list);
        struct drawing d = look_at(&b->list);
        struct rmap_box room = {12, 24, 12 + size.width_mm, 24 + size.height_mm};
        assert_string_equal(d.ids[0], "table");
        assert_true(rmap_box_holds(rmap_box_grow(room, 1e-6), d.paths));
        const struct rmap_text *first = &d.texts[d.text_count - 9];
        for (size_t t = 0; t < d.text_count; t++) {
            const struct rmap_text *text = &d.texts[t];
            double left_mm = text->at.x_mm - (text->anchor == RMAP_END ? text->width_mm : 0);
            assert_true(left_mm >= room.x0_mm + 1 - 1e-6 && left_mm + text->width_mm <= room.x1_mm - 1 + 1e-6);
            assert_true(text->at.y_mm > room.y0_mm + 1 && text->at.y_mm <= room.y1_mm - 1 + 1e-6);
        }
        for (size_t t = 0; t < 9; t++)
            assert_near(first[t].at.x_mm, first[t % 3].at.x_mm, 1e-9);
        forget(&d);
        rmap_display_free(&b->list);
    }
    b->list = (struct rmap_display){.arena = &b->arena};
    tear_down(b);
}

/* --- text --- */

static void wrap_keeps_figures_with_units(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    const char *text = "Within 300 km of Seoul lie 38 % of the land, 250 nmi at 12\xE2\x80\x89km "
                       "of 1:4,690,000\n서울에서 300 km 이내 지역";
    struct rmap_font font = {.size_mm = 2.6, .weight = RMAP_REGULAR};
    for (double max_mm = 3; max_mm < 120; max_mm += 0.7) {
        size_t count;
        const char **lines = rmap_studio_wrap(&b->studio, &font, text, max_mm, &count);
        struct rmap_buffer all = {0};
        assert_true(count >= 2); /* the line end stays */
        for (size_t i = 0; i < count; i++) {
            assert_true(strncmp(lines[i], "km", 2) != 0 && strncmp(lines[i], "nmi", 3) != 0);
            assert_true(lines[i][0] != '%');
            /* Only a single word, with its unit, may be too long. */
            double width = rmap_text_measure(b->text, &font, lines[i]).width_mm;
            const char *blank = strchr(lines[i], ' ');
            bool alone = !blank || !strchr(blank + 1, ' ');
            assert_true(width <= max_mm + 0.01 || alone);
            rmap_print(&all, "%s%s", i > 0 ? " " : "", lines[i]);
        }
        char *joined = strdup(text);
        *strchr(joined, '\n') = ' ';
        assert_string_equal(all.text, joined); /* nothing is lost */
        free(joined);
        rmap_buffer_free(&all);
    }
    size_t count;
    rmap_studio_wrap(&b->studio, &font, "", 50, &count);
    assert_int_equal(count, 0);
    tear_down(b);
}

static void wrap_evens_lines(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    struct rmap_font font = {.size_mm = 3, .weight = RMAP_REGULAR};
    size_t count;
    const char *text = "All but the farthest regions of the north lie within reach of the line";
    double whole = rmap_text_measure(b->text, &font, text).width_mm;
    const char **lines = rmap_studio_wrap(&b->studio, &font, text, whole * 0.95, &count);
    assert_int_equal(count, 2);
    double second = rmap_text_measure(b->text, &font, lines[1]).width_mm;
    assert_true(second > whole * 0.35); /* not a last word alone */
    tear_down(b);
}

static void capitals_reach_accents(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    struct rmap_rule rule = *rmap_style_rule(b->studio.style, "legend", NULL);
    rule.text_transform = RMAP_CASE_UPPER;
    struct rmap_page at = {20, 20};
    double width = rmap_studio_text(&b->studio, &b->list, &rule, "Kyŏngsŏng é ŭ 북한", "en", at, RMAP_START);
    struct drawing d = look_at(&b->list);
    assert_string_equal(d.texts[0].text, "KYŎNGSŎNG É Ŭ 북한");
    assert_near(d.texts[0].width_mm, width, 1e-12);
    forget(&d);
    tear_down(b);
}

/* --- symbols --- */

/* Area by even-odd, counted on a fine grid; curves are walked. */
static double area_of(const struct rmap_path *path)
{
    struct rmap_path flat = {0};
    size_t at = 0;
    for (size_t i = 0; i < path->verb_count; i++) {
        const struct rmap_page *p = path->points + at;
        switch (path->verbs[i]) {
        case RMAP_MOVE: rmap_path_move(&flat, p->x_mm, p->y_mm), at++; break;
        case RMAP_LINE: rmap_path_line(&flat, p->x_mm, p->y_mm), at++; break;
        case RMAP_CURVE:
            for (int s = 1; s <= 16; s++) {
                double t = s / 16.0, u = 1 - t;
                double w[4] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}, x = 0, y = 0;
                for (int k = 0; k < 4; k++) {
                    x += w[k] * p[k - 1].x_mm;
                    y += w[k] * p[k - 1].y_mm;
                }
                rmap_path_line(&flat, x, y);
            }
            at += 3;
            break;
        default: rmap_path_close(&flat); break;
        }
    }
    struct rmap_box box = rmap_path_bounds(&flat);
    size_t inside = 0, n = 150;
    for (size_t i = 0; i < n * n; i++) {
        struct rmap_page p = {box.x0_mm + rmap_box_width(box) * ((double)(i % n) + 0.5) / (double)n,
                              box.y0_mm + rmap_box_height(box) * ((double)(i / n) + 0.5) / (double)n};
        inside += rmap_path_holds(&flat, p);
    }
    double area = rmap_box_width(box) * rmap_box_height(box) * (double)inside / (double)(n * n);
    rmap_path_free(&flat);
    return area;
}

static void symbols_are_of_their_size(void **state)
{
    (void)state;
    double areas[RMAP_SYMBOL_HEXAGON + 1] = {0};
    for (enum rmap_symbol s = RMAP_SYMBOL_CIRCLE; s <= RMAP_SYMBOL_HEXAGON; s++) {
        struct rmap_path path = {0};
        rmap_symbol_path(s, 50, 70, 2.4, &path);
        struct rmap_box box = rmap_path_bounds(&path);
        assert_near(rmap_box_width(box), 2.4, 2.4 * 0.26);
        assert_near(rmap_box_height(box), 2.4, 2.4 * 0.26);
        assert_near((box.x0_mm + box.x1_mm) / 2, 50, 1e-9);
        assert_near((box.y0_mm + box.y1_mm) / 2, 70, 2.4 * 0.11);
        assert_true(path.verbs[path.verb_count - 1] == RMAP_CLOSE);
        areas[s] = area_of(&path) / (2.4 * 2.4);
        assert_true(areas[s] > 0.28 && areas[s] < 0.82);
        rmap_path_free(&path);
    }
    assert_near(areas[RMAP_SYMBOL_CIRCLE], PI / 4, 0.01);
    assert_near(areas[RMAP_SYMBOL_SQUARE], PI / 4, 0.06);
    assert_near(areas[RMAP_SYMBOL_HEXAGON], PI / 4, 0.06);
    assert_true(areas[RMAP_SYMBOL_DOT_RING] < 0.7); /* there is a hole */
    struct rmap_path none = {0};
    rmap_symbol_path(RMAP_SYMBOL_NONE, 0, 0, 2, &none);
    assert_int_equal(none.verb_count, 0);
}

/* --- inset --- */

static void inset_shows_land_inside_its_circle(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    struct rmap_inset_spec spec = {.land_path = "geodata/land_low.shp", .extent = KOREA, .width_mm = 26};
    struct rmap_size size = rmap_inset_measure(&b->studio, &spec);
    assert_near(size.width_mm, 26, 1e-9);
    struct rmap_error err = {0};
    if (!rmap_inset_emit(&b->studio, &spec, (struct rmap_page){20, 30}, &b->list, &err))
        fail_msg("%s", err.text);
    struct drawing d = look_at(&b->list);
    assert_string_equal(d.ids[0], "inset");
    assert_true(d.path_count >= 5);
    assert_true(rmap_box_holds((struct rmap_box){20 - 1e-6, 30 - 1e-6, 46 + 1e-6, 56 + 1e-6}, d.paths));
    for (size_t i = 0; i < d.straight.count; i++) {
        struct rmap_page p = d.straight.points[i];
        assert_true(hypot(p.x_mm - 33, p.y_mm - 43) < 13 + 1e-6);
    }
    forget(&d);
    tear_down(b);
}

static void inset_fails_without_land(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    struct rmap_inset_spec spec = {.land_path = "geodata/no-such-file.shp", .extent = KOREA, .width_mm = 26};
    struct rmap_error err = {0};
    assert_false(rmap_inset_emit(&b->studio, &spec, (struct rmap_page){20, 30}, &b->list, &err));
    assert_int_equal(err.status, RMAP_INPUT);
    spec.extent = (struct rmap_bounds){-180, -90, 180, 90};
    assert_near(rmap_inset_measure(&b->studio, &spec).width_mm, 0, 0);
    tear_down(b);
}

/* --- index --- */

/* In columns down the width: numbers end in front of their names, in order, and nothing reaches beyond what was measured. */
static void index_fits_its_width(void **state)
{
    (void)state;
    struct bench *b = set_up("auto", KOREA, "en");
    struct rmap_index_entry entries[40];
    for (size_t i = 0; i < 40; i++)
        entries[i] = (struct rmap_index_entry){i + 1, i % 3 == 0 ? "Ulleungdo" : "Jinju"};
    entries[7].name = "A Name That Is Wider Than A Narrow Column Of This Index Could Ever Hold";
    const double widths[] = {30, 60, 144};
    for (size_t w = 0; w < 3; w++) {
        struct rmap_index index = {entries, 40}, none = {entries, 0}, few = {entries, 2};
        double height_mm = rmap_index_measure(&b->studio, &index, widths[w]);
        assert_near(rmap_index_measure(&b->studio, &none, widths[w]), 0, 0);
        assert_true(rmap_index_measure(&b->studio, &few, widths[w]) < height_mm / 2);
        assert_true(w == 0 || height_mm < rmap_index_measure(&b->studio, &index, widths[w - 1]));
        b->list.count = 0;
        rmap_index_emit(&b->studio, &index, (struct rmap_page){8, 40}, widths[w], &b->list);
        struct drawing d = look_at(&b->list);
        size_t number = 0;
        for (size_t t = 0; t < d.text_count; t++) {
            const struct rmap_text *text = &d.texts[t];
            double left_mm = text->at.x_mm - (text->anchor == RMAP_END ? text->width_mm : 0);
            assert_true(left_mm >= 8 - 1e-6 && left_mm + text->width_mm <= 8 + widths[w] + 1e-6);
            assert_true(text->at.y_mm > 40 && text->at.y_mm <= 40 + height_mm);
            if (text->anchor != RMAP_END)
                continue;
            assert_int_equal(strtol(text->text, NULL, 10), ++number);
            assert_true(text[1].at.x_mm > text->at.x_mm && text[1].at.y_mm == text->at.y_mm);
        }
        assert_int_equal(number, 40);
        assert_true(w == 2 || d.text_count > 80); /* the long name is broken */
        forget(&d);
    }
    tear_down(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalebar_picks_round_numbers),
        cmocka_unit_test(bars_are_true),
        cmocka_unit_test(bar_knows_its_error),
        cmocka_unit_test(bar_is_drawn_as_measured),
        cmocka_unit_test(bar_says_where_it_is_true), cmocka_unit_test(bars_for_several_latitudes),
        cmocka_unit_test(bars_know_what_they_leave_wrong),
        cmocka_unit_test(graticule_picks_steps),
        cmocka_unit_test(labels_stand_at_their_degrees),
        cmocka_unit_test(labels_need_earth_at_the_edge),
        cmocka_unit_test(world_has_no_labels),
        cmocka_unit_test(lines_lie_on_their_degrees),
        cmocka_unit_test(arrow_turns_with_convergence),
        cmocka_unit_test(arrow_stays_in_its_box), cmocka_unit_test(north_differs_over_the_map),
        cmocka_unit_test(legend_fits_its_size),
        cmocka_unit_test(table_fits_its_size),
        cmocka_unit_test(index_fits_its_width),
        cmocka_unit_test(wrap_keeps_figures_with_units),
        cmocka_unit_test(wrap_evens_lines),
        cmocka_unit_test(capitals_reach_accents),
        cmocka_unit_test(symbols_are_of_their_size),
        cmocka_unit_test(inset_shows_land_inside_its_circle),
        cmocka_unit_test(inset_fails_without_land),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
