/* Text along a line: lengths, directions, calm lines beside ragged ones. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"
#include "curve.h"

#define NEAR 1e-9

static struct rmap_arena arena;

static int tear_down(void **state)
{
    (void)state;
    rmap_arena_free(&arena);
    return 0;
}

static void test_walks_a_corner(void **state)
{
    (void)state;
    const struct rmap_page corner[] = {{0, 0}, {3, 0}, {3, 4}};
    struct rmap_curve curve = rmap_curve_of(&arena, corner, 3);
    double angle;
    assert_near(rmap_curve_length(&curve), 7, NEAR);
    struct rmap_page p = rmap_curve_at(&curve, 5, &angle);
    assert_near(p.x_mm, 3, NEAR);
    assert_near(p.y_mm, 2, NEAR);
    assert_near(angle, 90, NEAR); /* y runs down the page: clockwise */
    p = rmap_curve_at(&curve, 100, NULL);
    assert_near(p.y_mm, 4, NEAR); /* held to its end */
}

static void test_reversed_reads_the_other_way(void **state)
{
    (void)state;
    const struct rmap_page line[] = {{10, 5}, {2, 5}};
    struct rmap_curve curve = rmap_curve_of(&arena, line, 2), back = rmap_curve_reversed(&arena, &curve);
    double angle;
    struct rmap_page p = rmap_curve_at(&back, 1, &angle);
    assert_near(p.x_mm, 3, NEAR);
    assert_near(angle, 0, NEAR);
    assert_near(rmap_curve_length(&back), 8, NEAR);
}

static void test_negative_offset_is_above_a_line_to_the_right(void **state)
{
    (void)state;
    const struct rmap_page line[] = {{0, 10}, {40, 10}};
    struct rmap_curve curve = rmap_curve_of(&arena, line, 2), calm = rmap_curve_calm(&arena, &curve, 6);
    struct rmap_curve above = rmap_curve_beside(&arena, &calm, -1.5);
    assert_true(above.count > 40);
    for (size_t i = 0; i < above.count; i++)
        assert_near(above.points[i].y_mm, 8.5, NEAR);
    assert_near(rmap_curve_length(&above), 40, NEAR);
}

/* A saw of 1 mm teeth becomes a line that strays less than a tenth of that. */
static void test_evens_out_a_ragged_line(void **state)
{
    (void)state;
    struct rmap_page saw[81];
    for (int i = 0; i < 81; i++)
        saw[i] = (struct rmap_page){i * 0.5, i % 2 ? 1 : 0};
    struct rmap_curve curve = rmap_curve_of(&arena, saw, 81), calm = rmap_curve_calm(&arena, &curve, 20);
    for (double mm = 12; mm < rmap_curve_length(&calm) - 12; mm += 0.5)
        assert_near(rmap_curve_at(&calm, mm, NULL).y_mm, 0.5, 0.1);
}

static void test_distance_is_to_the_nearest_piece(void **state)
{
    (void)state;
    const struct rmap_page corner[] = {{0, 0}, {3, 0}, {3, 4}};
    struct rmap_curve curve = rmap_curve_of(&arena, corner, 3);
    assert_near(rmap_curve_distance(&curve, (struct rmap_page){1, -2}), 2, NEAR);
    assert_near(rmap_curve_distance(&curve, (struct rmap_page){6, 8}), 5, NEAR);
    assert_near(rmap_curve_distance(&curve, (struct rmap_page){3, 1}), 0, NEAR);
    struct rmap_curve dot = rmap_curve_of(&arena, corner, 1);
    assert_near(rmap_curve_distance(&dot, (struct rmap_page){3, 4}), 5, NEAR);
}

static void test_too_short_gives_nothing(void **state)
{
    (void)state;
    const struct rmap_page dot[] = {{1, 1}, {1, 1}};
    struct rmap_curve curve = rmap_curve_of(&arena, dot, 2), calm = rmap_curve_calm(&arena, &curve, 5), none = {0};
    assert_int_equal(calm.count, 0);
    assert_int_equal(rmap_curve_beside(&arena, &calm, 1).count, 0);
    assert_near(rmap_curve_length(&none), 0, NEAR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walks_a_corner),
        cmocka_unit_test(test_reversed_reads_the_other_way),
        cmocka_unit_test(test_negative_offset_is_above_a_line_to_the_right),
        cmocka_unit_test(test_evens_out_a_ragged_line),
        cmocka_unit_test(test_distance_is_to_the_nearest_piece),
        cmocka_unit_test(test_too_short_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
