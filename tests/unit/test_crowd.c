/* How large markers may be where sites crowd. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "aid.h"
#include "crowd.h"

#define CASING 0.2

static struct rmap_crowd_mark mark(double x, double y, double reach)
{
    return (struct rmap_crowd_mark){.at = {x, y}, .reach_mm = reach, .casing_mm = CASING};
}

static bool overlap(const struct rmap_crowd_mark *a, const struct rmap_crowd_mark *b, double factor)
{
    double reach = factor * (a->reach_mm + b->reach_mm) + a->casing_mm + b->casing_mm - 1e-9;
    return fabs(a->at.x_mm - b->at.x_mm) < reach && fabs(a->at.y_mm - b->at.y_mm) < reach;
}

static void test_apart_stay_large(void **state)
{
    (void)state;
    struct rmap_crowd_mark marks[] = {mark(0, 0, 1), mark(2.41, 0, 1), mark(0, 50, 2)};
    assert_true(rmap_crowd_shrink(marks, 3, 0.6) == 1);
    assert_false(marks[0].dot || marks[1].dot || marks[2].dot);
    assert_true(rmap_crowd_shrink(marks, 0, 0.6) == 1);
}

static void test_neighbours_shrink_all(void **state)
{
    (void)state;
    struct rmap_crowd_mark marks[] = {mark(0, 0, 1), mark(0.3, 2, 1), mark(80, 0, 1)};
    double factor = rmap_crowd_shrink(marks, 3, 0.6);
    assert_near(factor, (2 - 2 * CASING) / 2, 1e-12); /* along y alone they come apart */
    assert_false(marks[0].dot || marks[1].dot);
}

static void test_too_near_become_dots(void **state)
{
    (void)state;
    struct rmap_crowd_mark marks[] = {mark(0, 0, 1), mark(1.5, 0, 1), mark(20, 0, 1), mark(22, 0, 1)};
    double factor = rmap_crowd_shrink(marks, 4, 0.6); /* the first two would need 0.55; the others 0.8 */
    assert_near(factor, 0.8, 1e-12);
    assert_true(marks[0].dot && marks[1].dot);
    assert_false(marks[2].dot || marks[3].dot);
    assert_near(rmap_crowd_dot(marks, 4, 0.5, 1.2), 1.5 - 2 * CASING, 1e-12);
    assert_near(rmap_crowd_dot(marks, 4, 0.5, 1.0), 1.0, 1e-12);
    assert_near(rmap_crowd_dot(marks, 4, 1.3, 2.0), 1.3, 1e-12);
}

static void test_same_place(void **state)
{
    (void)state;
    struct rmap_crowd_mark marks[] = {mark(5, 5, 1), mark(5, 5, 1)};
    assert_true(rmap_crowd_shrink(marks, 2, 0.6) == 1); /* shrinking the others would not help these */
    assert_true(marks[0].dot && marks[1].dot);
}

/* Of many at random, those that keep their symbol overlap nowhere; the order does not matter. */
static void test_many(void **state)
{
    (void)state;
    struct rmap_crowd_mark marks[500], turned[500];
    uint32_t seed = 1;
    for (size_t i = 0; i < 500; i++) {
        double x = (double)((seed = seed * 1664525u + 1013904223u) >> 8) / 16777216 * 400;
        double y = (double)((seed = seed * 1664525u + 1013904223u) >> 8) / 16777216 * 700;
        marks[i] = turned[499 - i] = mark(x, y, i % 3 ? 1 : 1.6);
    }
    double factor = rmap_crowd_shrink(marks, 500, 0.6);
    assert_true(factor >= 0.6 && factor < 1);
    assert_true(rmap_crowd_shrink(turned, 500, 0.6) == factor);
    for (size_t i = 0; i < 500; i++) {
        assert_true(marks[i].dot == turned[499 - i].dot);
        for (size_t k = 0; k < i; k++)
            assert_true((marks[i].dot && marks[k].dot) || !overlap(&marks[i], &marks[k], factor));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_apart_stay_large),  cmocka_unit_test(test_neighbours_shrink_all),
        cmocka_unit_test(test_too_near_become_dots), cmocka_unit_test(test_same_place), cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
