/* grid.c: a walk finds what a search through all boxes finds, each once. */
#include "../../src/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aid.h"

#define COUNT 400

static const struct rmap_box FRAME = {10, 20, 170, 260};

/* Some of no width or height, some across the frame's edge. */
static struct rmap_box random_box(double most_mm)
{
    double x = 5 + random_part() * 170, y = 15 + random_part() * 250, size = most_mm * random_part();
    double width = random_part() < 0.2 ? 0 : size * random_part();
    double height = random_part() < 0.2 ? 0 : size * random_part();
    return (struct rmap_box){x, y, x + width, y + height};
}

static bool touches(struct rmap_box a, struct rmap_box b)
{
    return a.x0_mm <= b.x1_mm && b.x0_mm <= a.x1_mm && a.y0_mm <= b.y1_mm && b.y0_mm <= a.y1_mm;
}

static void a_walk_finds_all_that_touch(void **state)
{
    static struct rmap_box boxes[COUNT];
    struct rmap_arena arena = {0};
    struct rmap_grid grid;
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        boxes[i] = random_box(i % 10 == 0 ? 150 : 12);
    rmap_grid_build(&grid, &arena, FRAME, boxes, COUNT);
    for (int trial = 0; trial < 400; trial++) {
        struct rmap_box box = random_box(trial % 10 == 0 ? 300 : 20);
        size_t least = trial % 2 ? COUNT / 3 : 0, item;
        int seen[COUNT] = {0};
        for (struct rmap_grid_walk walk = rmap_grid_walk(&grid, box, least); rmap_grid_next(&walk, &item);)
            seen[item]++;
        for (size_t i = 0; i < COUNT; i++)
            assert_int_equal(seen[i], i >= least && touches(boxes[i], box));
    }
    rmap_arena_free(&arena);
}

static void what_lies_far_outside_is_left_out(void **state)
{
    const struct rmap_box boxes[] = {{190, 30, 200, 40}, {172, 30, 174, 40}};
    struct rmap_arena arena = {0};
    struct rmap_grid grid;
    size_t item = 9, count = 0;
    (void)state;
    rmap_grid_build(&grid, &arena, FRAME, boxes, 2);
    struct rmap_box all = {-1e9, -1e9, 1e9, 1e9};
    for (struct rmap_grid_walk walk = rmap_grid_walk(&grid, all, 0); rmap_grid_next(&walk, &item);)
        count++;
    assert_int_equal(count, 1);
    assert_int_equal(item, 1);
    rmap_grid_build(&grid, &arena, FRAME, NULL, 0);
    struct rmap_grid_walk walk = rmap_grid_walk(&grid, all, 0);
    assert_false(rmap_grid_next(&walk, &item));
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_walk_finds_all_that_touch),
        cmocka_unit_test(what_lies_far_outside_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
