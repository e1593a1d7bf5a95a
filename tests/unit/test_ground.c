/* The coarse picture that labels ask: filling, ink and colours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "aid.h"

#include <math.h>

#include "ground.h"

static const struct rmap_color SEA = {0.8, 0.9, 1, 1}, LAND = {1, 1, 0.9, 1};
static const struct rmap_box FRAME = {10, 20, 60, 50};

static void box_path(struct rmap_path *path, double x0, double y0, double x1, double y1)
{
    rmap_path_box(path, (struct rmap_box){x0, y0, x1, y1});
}

static void test_fill_covers_the_cells_inside(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_ground *ground = rmap_ground_new(&arena, FRAME, SEA);
    box_path(&path, 20, 25, 40, 45);
    int land = rmap_ground_fill(ground, &path, LAND);
    assert_int_equal(land, 1);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){30, 30}), land);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){50, 30}), 0);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){0, 0}), 0); /* outside the frame */
    assert_near(rmap_ground_share(ground, (struct rmap_box){20, 25, 40, 45}, land), 1, 1e-9);
    assert_near(rmap_ground_share(ground, (struct rmap_box){10, 25, 30, 45}, land), 0.5, 1e-9);
    assert_near(rmap_ground_share(ground, (struct rmap_box){45, 25, 55, 45}, 0), 1, 1e-9);
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

static void test_a_hole_stays_sea(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_ground *ground = rmap_ground_new(&arena, FRAME, SEA);
    box_path(&path, 15, 25, 55, 45);
    box_path(&path, 30, 30, 40, 40); /* even-odd: a lake */
    int land = rmap_ground_fill(ground, &path, LAND);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){35, 35}), 0);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){25, 35}), land);
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

static void test_a_path_beyond_the_frame_is_cut(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_ground *ground = rmap_ground_new(&arena, FRAME, SEA);
    box_path(&path, -1000, -1000, 1000, 1000);
    int land = rmap_ground_fill(ground, &path, LAND);
    assert_near(rmap_ground_share(ground, FRAME, land), 1, 1e-9);
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

static void test_ink_lies_along_the_line(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_ground *ground = rmap_ground_new(&arena, FRAME, SEA);
    rmap_path_move(&path, 12, 30.25);
    rmap_path_line(&path, 58, 30.25);
    rmap_ground_ink(ground, &path, 0.5);
    rmap_ground_ink(ground, &path, 0.5); /* the same line twice is no busier */
    assert_near(rmap_ground_busy(ground, (struct rmap_box){20, 30, 40, 30.5}), 0.5, 1e-6);
    assert_near(rmap_ground_busy(ground, (struct rmap_box){20, 35, 40, 40}), 0, 1e-6);
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

static void test_colour_is_blended_under_a_tint(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_ground *ground = rmap_ground_new(&arena, FRAME, SEA);
    box_path(&path, 20, 25, 40, 45);
    rmap_ground_tint(ground, &path, (struct rmap_color){1, 0, 0, 0.5});
    struct rmap_color inside = rmap_ground_color(ground, (struct rmap_box){25, 30, 35, 40});
    struct rmap_color outside = rmap_ground_color(ground, (struct rmap_box){45, 30, 55, 40});
    assert_near(inside.r, 0.9, 1e-6);
    assert_near(inside.g, 0.45, 1e-6);
    assert_near(outside.g, 0.9, 1e-6);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){30, 30}), 0); /* a tint is no new ground */
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

static void test_strong_lines_are_counted(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_ground *ground = rmap_ground_new(&arena, FRAME, SEA);
    rmap_path_move(&path, 10, 30.2);
    rmap_path_line(&path, 60, 30.2);
    rmap_ground_ink(ground, &path, 0.6);
    assert_near(rmap_ground_crossed(ground, (struct rmap_box){20, 25, 35, 35}, 0.5), 15, 0.5);
    assert_near(rmap_ground_crossed(ground, (struct rmap_box){20, 25, 35, 35}, 0.7), 0, 0);
    assert_near(rmap_ground_crossed(ground, (struct rmap_box){20, 31, 35, 35}, 0.5), 0, 0);
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

/* Asked often enough, a ground answers from sums; what is filled and drawn afterwards counts all the same. */
static void test_answers_follow_the_changes(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_box box = {20, 25, 40, 45};
    struct rmap_ground *ground = rmap_ground_new(&arena, FRAME, SEA);
    for (int i = 0; i < 20; i++) {
        assert_near(rmap_ground_share(ground, box, 0), 1, 0);
        assert_near(rmap_ground_busy(ground, box), 0, 0);
    }
    box_path(&path, 30, 20, 60, 50);
    int land = rmap_ground_fill(ground, &path, LAND);
    rmap_ground_ink(ground, &path, 0.5); /* its western edge crosses the box: 40 cells of 1600 */
    for (int i = 0; i < 20; i++) {
        assert_near(rmap_ground_share(ground, box, 0), 0.5, 1e-9);
        assert_near(rmap_ground_share(ground, box, land), 0.5, 1e-9);
        assert_near(rmap_ground_busy(ground, box), 0.5 * 40 / 1600, 1e-9);
        assert_near(rmap_ground_line_mm(ground, box),
                    rmap_ground_busy(ground, box) * rmap_box_width(box) * rmap_box_height(box) / 0.5, 1e-9);
    }
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

/* Seven tints, each over half of the cells, make 128 colours. */
static void test_many_tints_over_each_other(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_ground *ground = rmap_ground_new(&arena, (struct rmap_box){0, 0, 64, 10}, (struct rmap_color){0, 0, 0, 1});
    for (int tint = 0; tint < 7; tint++) {
        struct rmap_path path = {0};
        double width = 64 / pow(2, tint + 1);
        for (double x = 0; x < 64; x += 2 * width)
            box_path(&path, x, 0, x + width, 10);
        rmap_ground_tint(ground, &path, (struct rmap_color){1, 0, 0, 0.5});
        rmap_path_free(&path);
    }
    for (int column = 0; column < 128; column++) {
        double red = 0, x = column * 0.5 + 0.25;
        for (int tint = 0; tint < 7; tint++)
            red += column & 64 >> tint ? 0 : (1 - red) / 2;
        assert_near(rmap_ground_color(ground, (struct rmap_box){x, 2, x + 0.1, 3}).r, red, 1e-6);
    }
    rmap_arena_free(&arena);
}

/* Five by eight metres once took 7 GB. */
static void test_a_poster_has_larger_cells(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_path path = {0};
    struct rmap_box poster = {0, 0, 5000, 8000};
    struct rmap_ground *ground = rmap_ground_new(&arena, poster, SEA);
    box_path(&path, 0, 0, 2500, 8000);
    int land = rmap_ground_fill(ground, &path, LAND);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){2400, 7900}), land);
    assert_int_equal(rmap_ground_at(ground, (struct rmap_page){2600, 7900}), 0);
    assert_near(rmap_ground_share(ground, poster, land), 0.5, 1e-3);
    rmap_path_free(&path);
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fill_covers_the_cells_inside), cmocka_unit_test(test_a_hole_stays_sea),
        cmocka_unit_test(test_a_path_beyond_the_frame_is_cut), cmocka_unit_test(test_ink_lies_along_the_line),
        cmocka_unit_test(test_colour_is_blended_under_a_tint),
        cmocka_unit_test(test_strong_lines_are_counted),
        cmocka_unit_test(test_answers_follow_the_changes),
        cmocka_unit_test(test_many_tints_over_each_other),
        cmocka_unit_test(test_a_poster_has_larger_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
