/* Placement as properties over scattered scenes: what a placed label may never do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "labels.h"

static const struct rmap_box FRAME = {0, 0, 160, 240};

static double next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 33) / 2147483648.0;
}

static struct rmap_label *scatter(size_t count, uint64_t seed)
{
    struct rmap_label *labels = calloc(count, sizeof *labels);
    for (size_t i = 0; i < count; i++) {
        labels[i].point = (struct rmap_page){4 + 152 * next_random(&seed), 4 + 232 * next_random(&seed)};
        labels[i].marker_mm = count > 100 ? 0.5 : 1.3;
        labels[i].width_mm = 6 + 8 * next_random(&seed);
        labels[i].height_mm = count > 100 ? 2 : 3;
        labels[i].priority = (int)(3 * next_random(&seed));
    }
    return labels;
}

static bool covers_marker(struct rmap_box box, const struct rmap_label *marker)
{
    double dx = fmax(fmax(box.x0_mm - marker->point.x_mm, marker->point.x_mm - box.x1_mm), 0);
    double dy = fmax(fmax(box.y0_mm - marker->point.y_mm, marker->point.y_mm - box.y1_mm), 0);
    return hypot(dx, dy) < marker->marker_mm - 1e-6;
}

static void check(const struct rmap_label *labels, size_t count, struct rmap_label_result result)
{
    size_t placed = 0, led = 0;
    for (size_t i = 0; i < count; i++) {
        if (!labels[i].placed)
            continue;
        placed++;
        led += labels[i].has_leader;
        assert_true(rmap_box_holds(FRAME, labels[i].box));
        assert_true(fabs(rmap_box_width(labels[i].box) - labels[i].width_mm) < 1e-6);
        for (size_t j = 0; j < count; j++) {
            assert_false(covers_marker(labels[i].box, &labels[j]));
            if (j > i && labels[j].placed)
                assert_false(rmap_box_meets(labels[i].box, labels[j].box));
        }
    }
    assert_int_equal(result.placed, placed);
    assert_int_equal(result.led, led);
    assert_int_equal(result.dropped, count - placed);
}

static void place(size_t count, uint64_t seed)
{
    struct rmap_label *labels = scatter(count, seed), *again = scatter(count, seed);
    struct rmap_label_scene scene = {.frame = FRAME, .labels = labels, .label_count = count, .gap_mm = 0.4};
    struct rmap_label_result result = rmap_labels_place(&scene);
    check(labels, count, result);
    scene.labels = again;
    rmap_labels_place(&scene);
    for (size_t i = 0; i < count; i++) { /* the same input, the same output */
        assert_int_equal(labels[i].placed, again[i].placed);
        assert_true(!labels[i].placed || memcmp(&labels[i].box, &again[i].box, sizeof again[i].box) == 0);
    }
    if (count <= 50)
        assert_int_equal(result.dropped, 0);
    free(labels);
    free(again);
}

static void test_five(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++)
        place(5, seed);
}

static void test_fifty(void **state)
{
    (void)state;
    place(50, 3);
    place(50, 4);
}

static void test_five_hundred(void **state)
{
    (void)state;
    place(500, 5);
}

static void test_a_lone_label_stands_right_above(void **state)
{
    (void)state;
    struct rmap_label label = {.point = {80, 120}, .marker_mm = 1.2, .width_mm = 10, .height_mm = 3};
    struct rmap_label_scene scene = {.frame = FRAME, .labels = &label, .label_count = 1, .gap_mm = 0.5};
    rmap_labels_place(&scene);
    assert_true(label.placed);
    assert_int_equal(label.side, RMAP_SIDE_NE);
    assert_true(label.box.x0_mm > label.point.x_mm && label.box.y1_mm <= label.point.y_mm + 1e-9);
    assert_false(label.has_leader);
}

/* Osan and Camp Humphreys on the default page: 3.1 mm apart, one above the other. */
static void test_two_close_sites_are_told_apart(void **state)
{
    (void)state;
    struct rmap_label labels[] = {
        {.point = {70.76, 166.9}, .marker_mm = 1.85, .width_mm = 16.8, .height_mm = 2.65},
        {.point = {70.78, 170.0}, .marker_mm = 1.2, .width_mm = 21.6, .height_mm = 2.65},
    };
    struct rmap_label_scene scene = {.frame = FRAME, .labels = labels, .label_count = 2, .gap_mm = 0.5};
    struct rmap_label_result result = rmap_labels_place(&scene);
    check(labels, 2, result);
    assert_int_equal(result.placed, 2);
    double upper = (labels[0].box.y0_mm + labels[0].box.y1_mm) / 2, lower = (labels[1].box.y0_mm + labels[1].box.y1_mm) / 2;
    assert_true(upper < lower); /* in the order of their markers */
    for (int i = 0; i < 2; i++) {
        double own = fabs((i ? lower : upper) - labels[i].point.y_mm), other = fabs((i ? lower : upper) - labels[1 - i].point.y_mm);
        assert_true(own < other);
    }
}

static void test_hard_obstacles_and_pins(void **state)
{
    (void)state;
    struct rmap_label labels[] = {
        {.point = {80, 120}, .marker_mm = 1.2, .width_mm = 10, .height_mm = 3},
        {.point = {120, 120}, .marker_mm = 1.2, .width_mm = 10, .height_mm = 3, .pinned = true, .pin_side = RMAP_SIDE_W},
    };
    const struct rmap_obstacle wall = {{80, 100, 110, 140}, INFINITY};
    struct rmap_label_scene scene = {.frame = FRAME, .labels = labels, .label_count = 2, .obstacles = &wall,
                                     .obstacle_count = 1, .gap_mm = 0.5};
    rmap_labels_place(&scene);
    assert_true(labels[0].placed);
    assert_false(rmap_box_meets(labels[0].box, wall.box));
    assert_true(labels[1].placed && labels[1].box.x1_mm < 120);
    assert_int_equal(labels[1].side, RMAP_SIDE_W);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five), cmocka_unit_test(test_fifty), cmocka_unit_test(test_five_hundred),
        cmocka_unit_test(test_a_lone_label_stands_right_above), cmocka_unit_test(test_two_close_sites_are_told_apart),
        cmocka_unit_test(test_hard_obstacles_and_pins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
