/* canvas_cairo.c: pixels where the list says, pages of true size, and the same bytes every time. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cairo.h>
#include <cmocka.h>

#include "../../src/canvas.h"
#include "../../src/output.h"
#include "../../src/text.h"
#include "engine.h"

#define PI    3.14159265358979323846
#define BLACK ((struct rmap_color){0, 0, 0, 1})
#define RED   ((struct rmap_color){1, 0, 0, 1})

typedef struct rmap_canvas *canvas_new(struct rmap_output *out, struct rmap_text_engine *text,
                                       const struct rmap_file_spec *spec);

struct bench {
    struct rmap_arena arena;
    struct rmap_display list;
    struct rmap_file_spec spec;
    struct rmap_error err;
    struct rmap_buffer bytes; /* of the file drawn last */
    cairo_surface_t *picture; /* the same, when it is a PNG */
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->list = (struct rmap_display){.arena = &b->arena, .width_mm = 40, .height_mm = 30};
    b->spec = (struct rmap_file_spec){.dpi = 254, .id_prefix = ""}; /* ten pixels a millimetre */
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    rmap_display_free(&b->list);
    rmap_arena_free(&b->arena);
    rmap_buffer_free(&b->bytes);
    cairo_surface_destroy(b->picture);
    free(b);
    return 0;
}

/* Draws the list into a file and reads it. False: `err` says why, and there is no file. */
static bool draw(struct bench *b, canvas_new *open)
{
    char folder[] = "/tmp/ringmap-test-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/picture", folder);
    struct rmap_output *out = rmap_output_open(path, &b->err);
    assert_non_null(out);
    struct rmap_canvas *canvas = open(out, engine, &b->spec);
    rmap_display_replay(&b->list, canvas);
    bool ok = canvas->finish(canvas, &b->err);
    canvas->free(canvas);
    rmap_buffer_free(&b->bytes);
    if (ok) {
        assert_true(rmap_output_commit(out, &b->err));
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        for (int c; (c = getc(file)) != EOF;)
            rmap_append(&b->bytes, &(char){(char)c}, 1);
        fclose(file);
        if (open == rmap_canvas_png_new) {
            cairo_surface_destroy(b->picture);
            b->picture = cairo_image_surface_create_from_png(path);
            assert_int_equal(cairo_surface_status(b->picture), CAIRO_STATUS_SUCCESS);
        }
        unlink(path);
    } else {
        rmap_output_abandon(out);
    }
    rmdir(folder);
    return ok;
}

static uint32_t pixel(const struct bench *b, int x, int y)
{
    uint32_t word;
    memcpy(&word,
           cairo_image_surface_get_data(b->picture) + y * cairo_image_surface_get_stride(b->picture) + 4 * x,
           sizeof word);
    return word & 0xFFFFFF;
}

static int width_px(const struct bench *b)
{
    return cairo_image_surface_get_width(b->picture);
}

static int height_px(const struct bench *b)
{
    return cairo_image_surface_get_height(b->picture);
}

static bool holds(const struct rmap_buffer *bytes, const char *part)
{
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= bytes->length; i++) {
        if (memcmp(bytes->text + i, part, length) == 0)
            return true;
    }
    return false;
}

static void add_box(struct bench *b, struct rmap_box box, struct rmap_color fill)
{
    struct rmap_path path = {0};
    rmap_path_box(&path, box);
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.fill = fill});
}

static struct rmap_text words(const char *text)
{
    return (struct rmap_text){.text = text,
                              .at = {5, 15},
                              .font = {.size_mm = 4, .weight = RMAP_REGULAR},
                              .fill = BLACK,
                              .halo = {1, 1, 1, 1},
                              .halo_mm = 0.3};
}

/* --- PNG --- */

/* Half a pixel over or under: the page's colour still fills every pixel, the outermost too. */
static void test_page_fills_every_pixel(void **state)
{
    struct bench *b = *state;
    const double dpis[] = {72, 96, 150, 254, 299.3, 300};
    for (size_t i = 0; i < sizeof dpis / sizeof *dpis; i++) {
        b->spec.dpi = dpis[i];
        add_box(b, (struct rmap_box){0, 0, 40, 30}, (struct rmap_color){0.2, 0.4, 0.6, 1});
        assert_true(draw(b, rmap_canvas_png_new));
        int w = width_px(b), h = height_px(b);
        assert_int_equal(w, lround(40 / 25.4 * dpis[i]));
        assert_int_equal(h, lround(30 / 25.4 * dpis[i]));
        assert_int_equal(pixel(b, 0, 0), 0x336699);
        assert_int_equal(pixel(b, w - 1, 0), 0x336699);
        assert_int_equal(pixel(b, 0, h - 1), 0x336699);
        assert_int_equal(pixel(b, w - 1, h - 1), 0x336699);
        rmap_display_free(&b->list);
    }
}

static void test_what_is_not_drawn_is_white(void **state)
{
    struct bench *b = *state;
    assert_true(draw(b, rmap_canvas_png_new));
    assert_int_equal(pixel(b, 200, 150), 0xFFFFFF);
}

static void test_fill_is_even_odd(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = {0};
    rmap_path_box(&path, (struct rmap_box){5, 5, 25, 25});
    rmap_path_box(&path, (struct rmap_box){10, 10, 20, 20});
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.fill = RED});
    assert_true(draw(b, rmap_canvas_png_new));
    assert_int_equal(pixel(b, 70, 70), 0xFF0000);
    assert_int_equal(pixel(b, 150, 150), 0xFFFFFF);
}

static void test_clip_confines_its_group_only(void **state)
{
    struct bench *b = *state;
    rmap_display_begin(
        &b->list, &(struct rmap_group){.role = RMAP_ROLE_GROUP, .clipped = true, .clip = {10, 10, 20, 20}});
    add_box(b, (struct rmap_box){0, 0, 40, 15}, RED);
    rmap_display_end(&b->list);
    add_box(b, (struct rmap_box){0, 25, 40, 30}, BLACK);
    assert_true(draw(b, rmap_canvas_png_new));
    assert_int_equal(pixel(b, 150, 120), 0xFF0000);
    assert_int_equal(pixel(b, 99, 120), 0xFFFFFF);
    assert_int_equal(pixel(b, 200, 120), 0xFFFFFF);
    assert_int_equal(pixel(b, 150, 99), 0xFFFFFF);
    assert_int_equal(pixel(b, 390, 290), 0x000000);
}

/* Two layers clipped alike, off the pixels' grid: the lower one must not shine through at the clip's edge. */
static void test_clipped_layers_leave_no_seam(void **state)
{
    struct bench *b = *state;
    struct rmap_group group = {
        .role = RMAP_ROLE_GROUP, .clipped = true, .clip = {10.043, 10.057, 20.038, 20.061}};
    for (int i = 0; i < 2; i++) {
        rmap_display_begin(&b->list, &group);
        add_box(b, (struct rmap_box){0, 0, 40, 30}, i ? BLACK : RED);
        rmap_display_end(&b->list);
    }
    assert_true(draw(b, rmap_canvas_png_new));
    for (int i = 0; i < 400; i++) {
        uint32_t p = pixel(b, i, 150), q = pixel(b, 150, i % 300);
        assert_true(p == 0 || p == 0xFFFFFF);
        assert_true(q == 0 || q == 0xFFFFFF);
    }
    assert_int_equal(pixel(b, 150, 150), 0);
}

/* A wavy ring of many points, thick enough to look at. */
static struct rmap_path wavy_ring(int points)
{
    struct rmap_path path = {0};
    for (int i = 0; i < points; i++) {
        double turn = 2 * PI * i / points, r = 10 + 0.5 * sin(9 * turn);
        (i ? rmap_path_line : rmap_path_move)(&path, 20 + r * cos(turn), 15 + r * sin(turn));
    }
    rmap_path_close(&path);
    return path;
}

/* Long lines are stroked in pieces: that must not be seen. Beside it the same line, so slightly translucent
 * that it is stroked at once. */
static void test_pieces_of_a_stroke_do_not_show(void **state)
{
    struct bench *b = *state;
    const int counts[] = {100, 127, 128, 129, 255, 700, 3000};
    static uint32_t pixels[300][400];
    for (size_t n = 0; n < sizeof counts / sizeof *counts; n++) {
        int worst = 0;
        for (int pass = 0; pass < 2; pass++) {
            struct rmap_path path = wavy_ring(counts[n]);
            struct rmap_paint paint = {
                .stroke = {0, 0, 0, pass ? 0.9999 : 1}, .width_mm = 0.4, .join = RMAP_JOIN_MITER};
            rmap_display_path(&b->list, &path, &paint);
            assert_true(draw(b, rmap_canvas_png_new));
            rmap_display_free(&b->list);
            for (int y = 0; y < 300; y++) {
                for (int x = 0; x < 400; x++) {
                    int found = (int)(pixel(b, x, y) & 0xFF);
                    if (pass)
                        worst = abs(found - (int)pixels[y][x]) > worst ? abs(found - (int)pixels[y][x])
                                                                       : worst;
                    else
                        pixels[y][x] = (uint32_t)found;
                }
            }
        }
        assert_true(worst
                    <= 64); /* a quarter, where two pieces share a segment's soft edge; a gap would be 255 */
    }
}

/* Half black over white is one grey all along, also where the line has many points. */
static void test_translucent_stroke_does_not_add_up(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = {0};
    for (int i = 0; i <= 1000; i++)
        (i ? rmap_path_line : rmap_path_move)(&path, 5 + 0.03 * i, 15);
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.stroke = {0, 0, 0, 0.5}, .width_mm = 2});
    assert_true(draw(b, rmap_canvas_png_new));
    for (int x = 60; x < 340; x++)
        assert_in_range(pixel(b, x, 150) & 0xFF, 126, 129);
}

/* A dash pattern runs on through all points: 10 mm of line, 10 mm of gap. */
static void test_dashes_run_on(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = {0};
    for (int i = 0; i <= 1000; i++)
        (i ? rmap_path_line : rmap_path_move)(&path, 0.04 * i, 15);
    rmap_display_path(&b->list, &path,
                      &(struct rmap_paint){.stroke = BLACK, .width_mm = 2, .dash_mm = {10, 10}, .dashes = 2});
    assert_true(draw(b, rmap_canvas_png_new));
    for (int x = 2; x < 398; x++) {
        if (x % 100 > 2 && x % 100 < 98)
            assert_int_equal(pixel(b, x, 150), x / 100 % 2 ? 0xFFFFFF : 0);
    }
}

static void test_transparent_page(void **state)
{
    struct bench *b = *state;
    b->spec.transparent = true;
    add_box(b, (struct rmap_box){10, 10, 20, 20}, RED);
    assert_true(draw(b, rmap_canvas_png_new));
    assert_int_equal(cairo_image_surface_get_format(b->picture), CAIRO_FORMAT_ARGB32);
    uint32_t corner, middle;
    const unsigned char *data = cairo_image_surface_get_data(b->picture);
    memcpy(&corner, data, 4);
    memcpy(&middle, data + 150 * cairo_image_surface_get_stride(b->picture) + 4 * 150, 4);
    assert_int_equal(corner, 0);
    assert_int_equal(middle, 0xFFFF0000);
}

static void test_text_is_drawn(void **state)
{
    struct bench *b = *state;
    struct rmap_text text = words("서울 Seoul");
    rmap_display_text(&b->list, &text);
    assert_true(draw(b, rmap_canvas_png_new));
    int dark = 0;
    for (int y = 0; y < 300; y++)
        for (int x = 0; x < 400; x++)
            dark += (pixel(b, x, y) & 0xFF) < 0x40;
    assert_in_range(dark, 500, 5000);
}

static void test_too_large_a_picture_is_refused(void **state)
{
    struct bench *b = *state;
    add_box(b, (struct rmap_box){0, 0, 40, 30}, RED);
    rmap_display_begin(&b->list,
                       &(struct rmap_group){.role = RMAP_ROLE_GROUP, .clipped = true, .clip = {0, 0, 1, 1}});
    struct rmap_text text = words("x");
    rmap_display_text(&b->list, &text);
    rmap_display_end(&b->list);
    b->spec.dpi = 25400;
    assert_false(draw(b, rmap_canvas_png_new));
    assert_int_equal(b->err.status, RMAP_OUTPUT);
    assert_string_equal(b->err.text,
                        "the picture would be 40000 x 30000 pixels; at most 32767 a side: lower --dpi or "
                        "--width");
}

static void test_page_without_size_is_refused(void **state)
{
    struct bench *b = *state;
    canvas_new *opens[] = {rmap_canvas_png_new, rmap_canvas_pdf_new, rmap_canvas_eps_new};
    const double widths[] = {0, -1, NAN};
    for (size_t i = 0; i < 3; i++) {
        b->err = (struct rmap_error){0};
        b->list.width_mm = widths[i];
        assert_false(draw(b, opens[i]));
        assert_int_equal(b->err.status, RMAP_OUTPUT);
    }
}

/* --- PDF and EPS --- */

static void fill_list(struct bench *b)
{
    struct rmap_text text = words("서울 Seoul (300 km)");
    b->list.title = "서울";
    b->list.desc = "Within 300 km";
    b->spec.software = "ringmap 0";
    b->spec.credit = "Natural Earth";
    add_box(b, (struct rmap_box){0, 0, 40, 30}, (struct rmap_color){0.9, 0.9, 1, 1});
    rmap_display_begin(
        &b->list, &(struct rmap_group){.role = RMAP_ROLE_SITE, .href = "https://example.org/서?a='1'(\\"});
    struct rmap_path path = wavy_ring(500);
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.stroke = BLACK, .width_mm = 0.3});
    rmap_display_end(&b->list);
    rmap_display_text(&b->list, &text);
}

static void assert_same_twice(struct bench *b, canvas_new *open)
{
    assert_true(draw(b, open));
    struct rmap_buffer first = b->bytes;
    b->bytes = (struct rmap_buffer){0};
    sleep(1); /* a clock that shows has moved on */
    assert_true(draw(b, open));
    assert_int_equal(first.length, b->bytes.length);
    assert_memory_equal(first.text, b->bytes.text, first.length);
    rmap_buffer_free(&first);
}

static void test_pdf(void **state)
{
    struct bench *b = *state;
    fill_list(b);
    assert_same_twice(b, rmap_canvas_pdf_new);
    assert_memory_equal(b->bytes.text, "%PDF-1.5\n", 9); /* what stands in it: test_pdf.c, oracle/files.sh */
    assert_true(holds(&b->bytes, "<dc:title>"));
    assert_true(holds(&b->bytes, "%%EOF"));
    assert_false(holds(&b->bytes, "Date"));
}

static void test_eps(void **state)
{
    struct bench *b = *state;
    fill_list(b);
    assert_same_twice(b, rmap_canvas_eps_new);
    assert_memory_equal(b->bytes.text, "%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: cairo", 40);
    assert_true(holds(&b->bytes, "%%BoundingBox: 0 0 114 86\n"));
    assert_true(holds(&b->bytes, "%%EOF"));
    assert_false(holds(&b->bytes, "CreationDate"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_page_fills_every_pixel, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_not_drawn_is_white, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fill_is_even_odd, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clip_confines_its_group_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clipped_layers_leave_no_seam, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pieces_of_a_stroke_do_not_show, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_translucent_stroke_does_not_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dashes_run_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_transparent_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_large_a_picture_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_page_without_size_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pdf, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_eps, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
