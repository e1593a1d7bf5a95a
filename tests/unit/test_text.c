/* Measuring with the pinned font: proportional, bilingual, by cluster; outlines where the text stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "text.h"

static struct rmap_arena arena;
static struct rmap_notes notes = {.arena = &arena};
static struct rmap_text_engine *engine;

static int open_engine(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    engine = rmap_text_engine_new("styles/fonts", &notes);
    return rmap_text_ready(engine, &err) ? 0 : -1;
}

static int close_engine(void **state)
{
    (void)state;
    rmap_text_engine_free(engine);
    rmap_arena_free(&arena);
    return 0;
}

static struct rmap_font font(double size_mm)
{
    return (struct rmap_font){.size_mm = size_mm, .weight = RMAP_REGULAR};
}

static double width(struct rmap_font f, const char *text)
{
    return rmap_text_measure(engine, &f, text).width_mm;
}

static void test_width_grows_with_size(void **state)
{
    (void)state;
    double one = width(font(1), "Yeonpyeong 연평도");
    assert_true(one > 5 && one < 20);
    assert_true(fabs(width(font(7.3), "Yeonpyeong 연평도") - 7.3 * one) < 1e-6);
}

static void test_weights_and_spacing_differ(void **state)
{
    (void)state;
    struct rmap_font bold = font(3), spaced = font(3);
    bold.weight = RMAP_BOLD;
    spaced.spacing_mm = 0.5;
    assert_true(width(bold, "Seoul") > width(font(3), "Seoul"));
    assert_true(fabs(width(spaced, "Seoul") - width(font(3), "Seoul") - 4 * 0.5) < 1e-6); /* none after the last */
}

static void test_clusters_add_up(void **state)
{
    (void)state;
    struct rmap_font f = font(3);
    size_t count;
    const struct rmap_cluster *clusters = rmap_text_clusters(engine, &arena, &f, "300 km 서울", &count);
    double sum = 0;
    assert_int_equal(count, 9);
    assert_string_equal(clusters[7].text, "서");
    for (size_t i = 0; i < count; i++)
        sum += clusters[i].advance_mm;
    assert_true(fabs(sum - width(f, "300 km 서울")) < 0.05);
}

static void test_a_missing_glyph_is_noted(void **state)
{
    (void)state;
    size_t before = notes.count;
    width(font(3), "漢");
    assert_int_equal(notes.count, before + 1);
    assert_non_null(strstr(notes.lines[before], "U+6F22"));
}

static void test_outline_stands_at_the_anchor(void **state)
{
    (void)state;
    struct rmap_path path = {0};
    struct rmap_text text = {.text = "H", .at = {200, 300}, .font = font(10), .fill = {0, 0, 0, 1}};
    rmap_text_outline(engine, &text, &path);
    assert_true(path.count > 0);
    struct rmap_box box = rmap_path_bounds(&path);
    struct rmap_text_size size = rmap_text_measure(engine, &text.font, "H");
    assert_true(fabs(box.y1_mm - 300) < 0.1); /* on the baseline */
    assert_true(fabs(rmap_box_height(box) - size.cap_mm) < 0.2);
    assert_true(box.x0_mm > 200 && box.x1_mm < 200 + size.width_mm);
    rmap_path_free(&path);
}

static void test_font_files_by_weight(void **state)
{
    (void)state;
    struct rmap_font bold = font(3), regular = font(3);
    bold.weight = RMAP_BOLD;
    assert_non_null(strstr(rmap_text_font_path(engine, &bold), "Bold"));
    assert_non_null(strstr(rmap_text_font_path(engine, &regular), "Regular"));
    assert_string_equal(rmap_text_family(engine), "Pretendard");
}

static void test_a_folder_without_fonts_is_refused(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    struct rmap_text_engine *bare = rmap_text_engine_new("tests", NULL);
    assert_false(rmap_text_ready(bare, &err));
    assert_int_equal(err.status, RMAP_STYLE);
    rmap_text_engine_free(bare);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width_grows_with_size), cmocka_unit_test(test_weights_and_spacing_differ),
        cmocka_unit_test(test_clusters_add_up), cmocka_unit_test(test_a_missing_glyph_is_noted),
        cmocka_unit_test(test_outline_stands_at_the_anchor), cmocka_unit_test(test_font_files_by_weight),
        cmocka_unit_test(test_a_folder_without_fonts_is_refused),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
