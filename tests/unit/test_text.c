/* text.c, fonts.c, shaped.c, text_cairo.c, text_outline.c: measures against the font's own tables, drawings against the measures. */
#define _POSIX_C_SOURCE 200809L

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <cmocka.h>

#include "../../src/text_cairo.h"
#include "../../src/text_outline.h"
#include "aid.h"

#define PX_PER_MM 20
#define SIDE_PX   1200 /* of the picture that text is drawn on: 60 mm */

static char fonts[512];

struct bench {
    struct rmap_arena arena;
    struct rmap_notes notes;
    struct rmap_text_engine *engine;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->notes.arena = &b->arena;
    b->engine = rmap_text_engine_new(fonts, &b->notes);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    rmap_text_engine_free(b->engine);
    rmap_arena_free(&b->arena);
    free(b);
    return 0;
}

static struct rmap_font regular(double size_mm)
{
    return (struct rmap_font){.size_mm = size_mm, .weight = RMAP_REGULAR};
}

static double width(struct bench *b, struct rmap_font font, const char *text)
{
    return rmap_text_measure(b->engine, &font, text).width_mm;
}

/* --- measures --- */

/* Pretendard's advances and kerning in units of 1/2048 em, as HarfBuzz alone reports them. */
static void test_width_is_the_fonts(void **state)
{
    struct bench *b = *state;
    assert_near(width(b, regular(2048), "Seoul"), 5116, 0.01);
    assert_near(width(b, regular(2048), "서울 특별시"), 9364, 0.01);
    assert_near(width(b, (struct rmap_font){.size_mm = 2048, .weight = RMAP_MEDIUM}, "Osan Air Base"), 13011,
                0.01);
    assert_near(width(b, regular(3), ""), 0, 0);
}

static void test_width_is_proportional_to_the_size(void **state)
{
    struct bench *b = *state;
    const char *texts[] = {"Camp Humphreys", "서울특별시", "300\u2009km", "AVATAR Wa To"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double one = width(b, regular(1), texts[i]);
        assert_true(one > 1);
        for (double size = 0.37; size < 40; size *= 1.7)
            assert_near(width(b, regular(size), texts[i]), one * size, 1e-9);
    }
}

static void test_weights_differ(void **state)
{
    struct bench *b = *state;
    double light = width(b, regular(10), "Seoul");
    double medium = width(b, (struct rmap_font){.size_mm = 10, .weight = RMAP_MEDIUM}, "Seoul");
    double bold = width(b, (struct rmap_font){.size_mm = 10, .weight = RMAP_BOLD}, "Seoul");
    assert_true(light + 0.1 < medium);
    assert_true(medium + 0.1 < bold);
}

static void test_metrics_are_the_fonts(void **state)
{
    struct bench *b = *state;
    struct rmap_font font = regular(2048);
    struct rmap_text_size h = rmap_text_measure(b->engine, &font, "H"),
                          g = rmap_text_measure(b->engine, &font, "g");
    assert_near(h.ascent_mm, 1950, 1); /* of hhea; OS/2 says 1949 */
    assert_near(h.descent_mm, 494, 1);
    assert_near(h.cap_mm, -h.ink_y0_mm, 1); /* a capital is as high as its ink */
    assert_near(h.ink_y1_mm, 0, 1);         /* and stands on the baseline */
    assert_true(g.ink_y1_mm > 200);
    assert_near(g.ascent_mm, h.ascent_mm, 0);
    assert_true(h.ink_x0_mm > 0 && h.ink_x1_mm < h.width_mm);
    struct rmap_text_size blank = rmap_text_measure(b->engine, &font, " ");
    assert_true(blank.width_mm > 0);
    assert_near(blank.ink_x1_mm - blank.ink_x0_mm, 0, 0);
}

static void test_spacing_stands_between_letters(void **state)
{
    struct bench *b = *state;
    struct rmap_font spaced = {.size_mm = 3, .weight = RMAP_REGULAR, .spacing_mm = 0.7};
    assert_near(width(b, spaced, "SEA"), width(b, regular(3), "SEA") + 2 * 0.7, 1e-9);
    assert_near(width(b, spaced, "황해"), width(b, regular(3), "황해") + 0.7, 1e-9);
    assert_near(width(b, spaced, "S"), width(b, regular(3), "S"), 1e-9);
    struct rmap_text_size tight = rmap_text_measure(b->engine,
                                                    &(struct rmap_font){.size_mm = 3, .weight = 400}, "II");
    struct rmap_text_size wide = rmap_text_measure(b->engine, &spaced, "II");
    assert_near(wide.ink_x1_mm, tight.ink_x1_mm + 0.7, 1e-9);
    assert_near(wide.ink_x0_mm, tight.ink_x0_mm, 1e-9);
}

/* File names from a Mac bring Hangul in pieces. */
static void test_hangul_in_pieces_is_whole(void **state)
{
    struct bench *b = *state;
    struct rmap_font spaced = {.size_mm = 3, .weight = RMAP_REGULAR, .spacing_mm = 0.7};
    assert_near(width(b, spaced, "\u1109\u1165\u110B\u116E\u11AF"), width(b, spaced, "서울"), 1e-9);
    assert_int_equal(b->notes.count, 0);
}

static void test_oblique_leans(void **state)
{
    struct bench *b = *state;
    struct rmap_font upright = regular(10), oblique = regular(10);
    oblique.oblique = true;
    struct rmap_text_size u = rmap_text_measure(b->engine, &upright, "l"),
                          o = rmap_text_measure(b->engine, &oblique, "l");
    double lean = tan(11 * 3.14159265358979 / 180) * -u.ink_y0_mm;
    assert_near(o.width_mm, u.width_mm, 0);
    assert_near(o.ink_x1_mm, u.ink_x1_mm + lean, 0.01);
    assert_near(o.ink_x0_mm, u.ink_x0_mm, 0.02);
}

/* --- clusters --- */

static void check_clusters(struct bench *b, const struct rmap_font *font, const char *text, size_t expected)
{
    size_t count;
    double sum = 0;
    struct rmap_buffer joined = {0};
    struct rmap_cluster *clusters = rmap_text_clusters(b->engine, &b->arena, font, text, &count);
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++) {
        sum += clusters[i].advance_mm;
        rmap_append_text(&joined, clusters[i].text);
    }
    assert_string_equal(joined.text ? joined.text : "", text);
    assert_near(sum, width(b, *font, text), 1e-9);
    rmap_buffer_free(&joined);
}

static void test_clusters_are_letters(void **state)
{
    struct bench *b = *state;
    struct rmap_font font = {.size_mm = 4, .weight = RMAP_REGULAR, .spacing_mm = 1};
    check_clusters(b, &font, "YELLOW SEA", 10);
    check_clusters(b, &font, "황해 바다", 5);
    check_clusters(b, &font, "e\u0301x\u0331",
                   2);                     /* with a mark that the font has joined, and one that it lacks */
    check_clusters(b, &font, "office", 6); /* no ligature */
    check_clusters(b, &font, "\u1109\u1165\u110B\u116E\u11AF", 2);
    check_clusters(b, &font, "", 0);
}

/* --- what is missing --- */

static void test_missing_glyph_is_noted_once(void **state)
{
    struct bench *b = *state;
    assert_true(width(b, regular(3), "中") > 1); /* a box */
    width(b, regular(3), "中 中x");
    width(b, regular(5), "x中");
    assert_int_equal(b->notes.count, 1);
    assert_string_equal(b->notes.lines[0], "no glyph for U+4E2D in Pretendard");
}

static void test_unknown_family_is_noted(void **state)
{
    struct bench *b = *state;
    struct rmap_font font = regular(3);
    font.family = "No Such Font";
    assert_near(width(b, font, "Seoul"), width(b, regular(3), "Seoul"), 0);
    width(b, font, "Osan");
    assert_int_equal(b->notes.count, 1);
    assert_string_equal(b->notes.lines[0],
                        "font 'No Such Font' is not installed; Pretendard is drawn instead");
    assert_true(strstr(rmap_text_font_path(b->engine, &font), "Pretendard-Regular.otf") != NULL);
}

static void test_pinned_families_are_known(void **state)
{
    struct bench *b = *state;
    const char *families[] = {"Pretendard", "pretendard", "sans-serif", "'Pretendard', serif",
                              "\"Pretendard\""};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct rmap_font font = regular(3);
        font.family = families[i];
        assert_near(width(b, font, "Seoul"), width(b, regular(3), "Seoul"), 0);
    }
    assert_int_equal(b->notes.count, 0);
    assert_string_equal(rmap_text_family(b->engine), "Pretendard");
}

static void test_font_path_follows_the_weight(void **state)
{
    struct bench *b = *state;
    const struct {
        enum rmap_weight weight;
        const char *file;
    } cases[] = {
        {RMAP_REGULAR, "/Pretendard-Regular.otf"},
        {RMAP_MEDIUM, "/Pretendard-Medium.otf"},
        {RMAP_BOLD, "/Pretendard-Bold.otf"},
    };
    for (size_t i = 0; i < 3; i++) {
        struct rmap_font font = {.size_mm = 1, .weight = cases[i].weight};
        const char *path = rmap_text_font_path(b->engine, &font);
        assert_non_null(path);
        assert_string_equal(path + strlen(path) - strlen(cases[i].file), cases[i].file);
    }
}

static void test_without_fonts_nothing_is_drawn(void **state)
{
    struct bench *b = *state;
    struct rmap_error err = {0};
    struct rmap_font font = regular(3);
    struct rmap_path path = {0};
    size_t count;
    struct rmap_text_engine *none = rmap_text_engine_new("/no/such/folder", &b->notes);
    assert_false(rmap_text_ready(none, &err));
    assert_int_equal(err.status, RMAP_STYLE);
    assert_non_null(strstr(err.text, "'/no/such/folder'"));
    assert_near(rmap_text_measure(none, &font, "Seoul").width_mm, 0, 0);
    rmap_text_clusters(none, &b->arena, &font, "Seoul", &count);
    assert_int_equal(count, 0);
    rmap_text_outline(none, &(struct rmap_text){.text = "Seoul", .font = font}, &path);
    assert_int_equal(path.count, 0);
    assert_null(rmap_text_font_path(none, &font));
    rmap_text_engine_free(none);
    rmap_text_engine_free(NULL);
    none = rmap_text_engine_new("/", NULL); /* there, but without fonts */
    assert_false(rmap_text_ready(none, NULL));
    rmap_text_engine_free(none);
    assert_true(rmap_text_ready(b->engine, &err));
}

static size_t big_endian(const unsigned char *at)
{
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

static void remove_copy(const char *name, const char *folder)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(remove(path), 0);
}

/* A copy of a pinned font; where `broken`, without its glyphs, though its names are whole. */
static void copy_font(const char *name, const char *folder, bool broken)
{
    static unsigned char font[1 << 21];
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", fonts, name);
    FILE *from = fopen(path, "rb");
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *to = fopen(path, "wb");
    assert_true(from && to);
    size_t size = fread(font, 1, sizeof font, from);
    assert_true(size > 1000 && size < sizeof font);
    for (size_t entry = 12; broken && entry < 12 + 16 * (size_t)font[5]; entry += 16) { /* the table of tables */
        if (memcmp(font + entry, "CFF ", 4) == 0)
            memset(font + big_endian(font + entry + 8), 0, big_endian(font + entry + 12));
    }
    assert_int_equal(fwrite(font, 1, size, to), size);
    assert_int_equal(fclose(from) | fclose(to), 0);
}

static void test_a_broken_font_is_left_out(void **state)
{
    struct bench *b = *state;
    char folder[] = "fonts-XXXXXX";
    struct rmap_font font = regular(3), medium = {.size_mm = 3, .weight = RMAP_MEDIUM};
    assert_non_null(mkdtemp(folder));
    copy_font("Pretendard-Regular.otf", folder, true);
    struct rmap_text_engine *none = rmap_text_engine_new(folder, &b->notes);
    assert_false(rmap_text_ready(none, NULL));
    rmap_text_engine_free(none);
    copy_font("Pretendard-Medium.otf", folder, false);
    struct rmap_text_engine *other = rmap_text_engine_new(folder, &b->notes);
    assert_true(rmap_text_ready(other, NULL));
    assert_near(rmap_text_measure(other, &font, "Seoul").width_mm, width(b, medium, "Seoul"), 0);
    assert_non_null(strstr(rmap_text_font_path(other, &font), "Medium"));
    rmap_text_engine_free(other);
    assert_int_equal(b->notes.count, 1);
    assert_non_null(strstr(b->notes.lines[0], "Pretendard-Regular.otf' cannot be read and is left out"));
    remove_copy("Pretendard-Regular.otf", folder);
    remove_copy("Pretendard-Medium.otf", folder);
    assert_int_equal(remove(folder), 0);
}

static void test_bad_characters_do_no_harm(void **state)
{
    struct bench *b = *state;
    assert_near(width(b, regular(3), "Se\x01oul\n"), width(b, regular(3), "Seoul"), 1e-9);
    assert_near(width(b, regular(3), "Se\xFFoul"), 0, 0);
    assert_int_equal(b->notes.count, 1);
}

/* --- drawing --- */

/* Black on white; the box of what is darker than half, in mm. */
static struct rmap_box draw(struct bench *b, const struct rmap_text *text)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE_PX, SIDE_PX);
    cairo_t *cr = cairo_create(surface);
    struct rmap_box box = {1e9, 1e9, -1e9, -1e9};
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, PX_PER_MM, PX_PER_MM);
    rmap_text_show(b->engine, cr, text);
    assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    for (int y = 0; y < SIDE_PX; y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface)
                                   + y * cairo_image_surface_get_stride(surface);
        for (int x = 0; x < SIDE_PX; x++) {
            uint32_t pixel;
            memcpy(&pixel, row + 4 * x, 4);
            if ((pixel & 0xFF) >= 0x80)
                continue;
            box.x0_mm = fmin(box.x0_mm, (double)x / PX_PER_MM);
            box.x1_mm = fmax(box.x1_mm, (x + 1.0) / PX_PER_MM);
            box.y0_mm = fmin(box.y0_mm, (double)y / PX_PER_MM);
            box.y1_mm = fmax(box.y1_mm, (y + 1.0) / PX_PER_MM);
        }
    }
    cairo_surface_destroy(surface);
    return box;
}

static struct rmap_text placed(const char *text, struct rmap_font font, enum rmap_anchor anchor)
{
    return (struct rmap_text){
        .text = text, .at = {30, 30}, .font = font, .anchor = anchor, .fill = {0, 0, 0, 1}};
}

/* Within a pixel. */
static void assert_box(struct rmap_box found, double x0, double y0, double x1, double y1)
{
    double tolerance = 1.01 / PX_PER_MM;
    assert_near(found.x0_mm, x0, tolerance);
    assert_near(found.y0_mm, y0, tolerance);
    assert_near(found.x1_mm, x1, tolerance);
    assert_near(found.y1_mm, y1, tolerance);
}

static void test_ink_is_where_it_was_measured(void **state)
{
    struct bench *b = *state;
    struct rmap_font fonts_tried[] = {
        regular(5), regular(5), regular(5), {.size_mm = 4, .weight = RMAP_BOLD}};
    fonts_tried[1].oblique = true;
    fonts_tried[2].spacing_mm = 1;
    const char *texts[] = {"Seoul", "Hill", "황해", "gjH"};
    for (size_t i = 0; i < 4; i++) {
        struct rmap_text_size m = rmap_text_measure(b->engine, &fonts_tried[i], texts[i]);
        for (int anchor = RMAP_START; anchor <= RMAP_END; anchor++) {
            struct rmap_text text = placed(texts[i], fonts_tried[i], (enum rmap_anchor)anchor);
            double start = 30 - m.width_mm * anchor / 2;
            struct rmap_box box = draw(b, &text);
            if (fonts_tried[i].oblique) { /* a slanted glyph's box is larger than its ink */
                assert_true(rmap_box_holds(
                    (struct rmap_box){start + m.ink_x0_mm - 0.05, 0, start + m.ink_x1_mm + 0.05, 60}, box));
                assert_near(box.x1_mm, start + m.ink_x1_mm, 0.2);
            } else {
                assert_box(box, start + m.ink_x0_mm, 30 + m.ink_y0_mm, start + m.ink_x1_mm, 30 + m.ink_y1_mm);
            }
        }
    }
}

/* Clockwise about the anchor. */
static void test_turned_text_reads_downwards(void **state)
{
    struct bench *b = *state;
    struct rmap_text_size m = rmap_text_measure(b->engine, &(struct rmap_font){.size_mm = 5, .weight = 400},
                                                "Hel");
    struct rmap_text text = placed("Hel", regular(5), RMAP_START);
    text.angle_deg = 90;
    assert_box(draw(b, &text), 30 - m.ink_y1_mm, 30 + m.ink_x0_mm, 30 - m.ink_y0_mm, 30 + m.ink_x1_mm);
}

static void test_halo_reaches_as_far_as_said(void **state)
{
    struct bench *b = *state;
    struct rmap_text text = placed("HIL", regular(5), RMAP_MIDDLE);
    struct rmap_box bare = draw(b, &text);
    text.halo = (struct rmap_color){0, 0, 0, 1};
    text.halo_mm = 1.5;
    struct rmap_box haloed = draw(b, &text);
    assert_box(haloed, bare.x0_mm - 1.5, bare.y0_mm - 1.5, bare.x1_mm + 1.5, bare.y1_mm + 1.5);
    text.halo.a = 0;
    assert_box(draw(b, &text), bare.x0_mm, bare.y0_mm, bare.x1_mm, bare.y1_mm);
}

/* A translucent halo is one colour, also where the halos of two letters overlap. */
static void test_translucent_halo_does_not_add_up(void **state)
{
    struct bench *b = *state;
    struct rmap_text text = placed("llll", regular(5), RMAP_START);
    text.fill.a = 0;
    text.halo = (struct rmap_color){0, 0, 0, 0.4}; /* twice 0.4 would be darker than half */
    text.halo_mm = 2;
    assert_true(draw(b, &text).x1_mm < 0);
}

static void test_outline_is_what_is_drawn(void **state)
{
    struct bench *b = *state;
    struct rmap_font fonts_tried[] = {regular(5), {.size_mm = 3, .weight = RMAP_BOLD, .spacing_mm = 1}};
    const char *texts[] = {"Seoul", "황해 g"};
    for (size_t i = 0; i < 2; i++) {
        struct rmap_text text = placed(texts[i], fonts_tried[i], RMAP_END);
        struct rmap_path path = {0};
        rmap_text_outline(b->engine, &text, &path);
        struct rmap_text_size m = rmap_text_measure(b->engine, &text.font, text.text);
        struct rmap_box box = rmap_path_bounds(
            &path); /* of the control points, which stand on the extremes */
        assert_near(box.x0_mm, 30 - m.width_mm + m.ink_x0_mm, 0.01);
        assert_near(box.x1_mm, 30 - m.width_mm + m.ink_x1_mm, 0.01);
        assert_near(box.y0_mm, 30 + m.ink_y0_mm, 0.01);
        assert_near(box.y1_mm, 30 + m.ink_y1_mm, 0.01);
        size_t moves = 0, closes = 0;
        for (size_t v = 0; v < path.verb_count; v++) {
            moves += path.verbs[v] == RMAP_MOVE;
            closes += path.verbs[v] == RMAP_CLOSE;
        }
        assert_int_equal(moves, closes);
        rmap_path_free(&path);
    }
}

/* --- the cache, and many engines --- */

static void test_a_thousand_texts_stay_apart(void **state)
{
    struct bench *b = *state;
    enum { COUNT = 1000 };
    static double widths[COUNT];
    char text[32];
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < COUNT; i++) {
            snprintf(text, sizeof text, "%d km", i * 7919);
            double w = width(b, regular(2), text);
            if (pass == 0)
                widths[i] = w;
            assert_near(w, widths[i], 0);
        }
    }
    assert_true(widths[0] < widths[999]);
}

static void *measure_alone(void *result)
{
    struct rmap_font font = regular(3), bold = {.size_mm = 3, .weight = RMAP_BOLD};
    struct rmap_text_engine *engine = rmap_text_engine_new(fonts, NULL);
    for (int i = 0; i < 3; i++)
        *(double *)result = rmap_text_measure(engine, &font, "서울 Seoul").width_mm
                            + rmap_text_measure(engine, &bold, "중국 中").width_mm;
    rmap_text_engine_free(engine);
    return NULL;
}

static void test_engines_work_in_threads(void **state)
{
    (void)state;
    enum { COUNT = 4 };
    pthread_t threads[COUNT];
    double widths[COUNT] = {0}, expected;
    measure_alone(&expected);
    for (int i = 0; i < COUNT; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, measure_alone, &widths[i]), 0);
    for (int i = 0; i < COUNT; i++) {
        pthread_join(threads[i], NULL);
        assert_near(widths[i], expected, 0);
    }
}

int main(void)
{
    const char *root = getenv("RMAP_TEST_ROOT");
    snprintf(fonts, sizeof fonts, "%s/styles/fonts", root ? root : ".");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_width_is_the_fonts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_width_is_proportional_to_the_size, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_weights_differ, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_metrics_are_the_fonts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_spacing_stands_between_letters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hangul_in_pieces_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_oblique_leans, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clusters_are_letters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing_glyph_is_noted_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unknown_family_is_noted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pinned_families_are_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_font_path_follows_the_weight, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_without_fonts_nothing_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_broken_font_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_characters_do_no_harm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ink_is_where_it_was_measured, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_turned_text_reads_downwards, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_halo_reaches_as_far_as_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_translucent_halo_does_not_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outline_is_what_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_thousand_texts_stay_apart, set_up, tear_down),
        cmocka_unit_test(test_engines_work_in_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
