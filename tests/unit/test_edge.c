/* edge.c: a line of curves is found in the frame and broken where words stand, without another way of it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "aid.h"
#include "edge.h"

#define PI 3.14159265358979323846
#define RADIUS_MM 40.0
#define AIR_MM 1.0 /* between the line and words that break it */

static const struct rmap_page MIDDLE = {70, 60};

struct setting {
    struct rmap_arena arena;
    struct rmap_map map;
    struct rmap_path circle;
};

/* A circle as four curves, open, from the east clockwise. */
static int set_up(void **state)
{
    struct setting *setting = calloc(1, sizeof *setting);
    struct rmap_path closed = {0};
    setting->map.arena = &setting->arena;
    setting->map.page.frame = (struct rmap_box){10, 10, 200, 200};
    rmap_path_circle(&closed, MIDDLE.x_mm, MIDDLE.y_mm, RADIUS_MM);
    struct rmap_piece piece;
    for (struct rmap_pieces walk = {.path = &closed}; rmap_piece_next(&walk, &piece);) {
        if (piece.verb != RMAP_CLOSE)
            rmap_path_piece(&setting->circle, &piece);
    }
    rmap_path_free(&closed);
    *state = setting;
    return 0;
}

static int tear_down(void **state)
{
    struct setting *setting = *state;
    rmap_path_free(&setting->circle);
    rmap_arena_free(&setting->arena);
    free(setting);
    return 0;
}

/* Length of what is drawn; all of it on the circle, within its four curves' 0.03 %. */
static double length_on_circle(const struct rmap_path *path, size_t *moves, size_t *curves)
{
    double length = 0;
    struct rmap_piece piece;
    *moves = *curves = 0;
    for (struct rmap_pieces walk = {.path = path}; rmap_piece_next(&walk, &piece);) {
        *moves += piece.verb == RMAP_MOVE;
        *curves += piece.verb == RMAP_CURVE;
        assert_true(piece.verb == RMAP_MOVE || piece.verb == RMAP_CURVE);
        struct rmap_page last = piece.curve.p[0];
        for (int i = 1; i <= 200; i++) {
            struct rmap_page p = rmap_cubic_at(&piece.curve, i / 200.0);
            length += hypot(p.x_mm - last.x_mm, p.y_mm - last.y_mm);
            last = p;
        }
        assert_near(hypot(last.x_mm - MIDDLE.x_mm, last.y_mm - MIDDLE.y_mm), RADIUS_MM, 0.02);
    }
    return length;
}

static void a_line_without_words_is_whole(void **state)
{
    struct setting *setting = *state;
    struct rmap_edge edge = {.text = ""};
    struct rmap_path out = {0};
    size_t moves, curves;
    rmap_edge_find(&setting->map, &setting->circle, 0, &edge);
    rmap_edge_line(&edge, &out);
    assert_near(length_on_circle(&out, &moves, &curves), 2 * PI * RADIUS_MM, 0.05);
    assert_int_equal(moves, 1);
    assert_int_equal(curves, 4);
    rmap_path_free(&out);
}

static void words_break_the_line(void **state)
{
    struct setting *setting = *state;
    struct rmap_edge edge = {.text = "300 km"};
    struct rmap_path out = {0};
    size_t moves, curves;
    rmap_edge_find(&setting->map, &setting->circle, 0, &edge);
    edge.labels[0] = (struct rmap_edge_label){.from_mm = 150, .to_mm = 162};
    edge.labels[1] = (struct rmap_edge_label){.from_mm = 20, .to_mm = 30};
    edge.label_count = 2;
    rmap_edge_line(&edge, &out);
    assert_near(length_on_circle(&out, &moves, &curves), 2 * PI * RADIUS_MM - 22 - 4 * AIR_MM, 0.05);
    assert_int_equal(moves, 3);
    assert_int_equal(curves, 6);
    struct rmap_page before = rmap_curve_at(&edge.stretches[0].line, 20 - AIR_MM, NULL), end = out.points[3];
    assert_near(hypot(end.x_mm - before.x_mm, end.y_mm - before.y_mm), 0, 1e-3);
    rmap_path_free(&out);
}

/* A frame that cuts the circle above and below leaves two stretches and the piece before the first cut. */
static void stretches_end_at_the_frame(void **state)
{
    struct setting *setting = *state;
    struct rmap_edge edge = {.text = ""};
    setting->map.page.frame = (struct rmap_box){10, 40, 200, 80};
    rmap_edge_find(&setting->map, &setting->circle, 0, &edge);
    assert_int_equal(edge.count, 3);
    double length = 0;
    for (size_t i = 0; i < edge.count; i++)
        length += rmap_curve_length(&edge.stretches[i].line);
    assert_near(length, 4 * RADIUS_MM * asin(20 / RADIUS_MM), 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_without_words_is_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_break_the_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stretches_end_at_the_frame, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
