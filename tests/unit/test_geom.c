/* geom.c, clip.c, simplify.c: paths, boxes, clipping and simplifying, mostly by properties that random shapes must keep. */
#include "../../src/clip.h"
#include "../../src/simplify.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aid.h"

#define PI     3.14159265358979323846
#define TRIALS 300

static const struct rmap_box BOX = {10, 20, 60, 50};

/* A star around a random place: simple, often across the box. */
static void add_star(struct rmap_path *path, int corners)
{
    double x = random_part() * 80 - 5, y = random_part() * 70, size = random_part() * 40 + 0.01;
    for (int i = 0; i < corners; i++) {
        double angle = 2 * PI * i / corners, r = size * (0.3 + 0.7 * random_part());
        if (i == 0)
            rmap_path_move(path, x + r * cos(angle), y + r * sin(angle));
        else
            rmap_path_line(path, x + r * cos(angle), y + r * sin(angle));
    }
    rmap_path_close(path);
}

static void add_walk(struct rmap_path *path, int corners)
{
    double x = random_part() * 80 - 5, y = random_part() * 70;
    rmap_path_move(path, x, y);
    for (int i = 1; i < corners; i++) {
        x += random_part() * 12 - 6;
        y += random_part() * 12 - 6;
        rmap_path_line(path, x, y);
    }
}

static bool same_path(const struct rmap_path *a, const struct rmap_path *b)
{
    if (a->count != b->count || a->verb_count != b->verb_count)
        return false;
    return a->count == 0
           || (memcmp(a->verbs, b->verbs, a->verb_count) == 0
               && memcmp(a->points, b->points, a->count * sizeof *a->points) == 0);
}

static double ring_area(const struct rmap_path *path)
{
    double area = 0;
    size_t first = 0, p = 0;
    for (size_t v = 0; v < path->verb_count; v++) {
        if (path->verbs[v] == RMAP_MOVE)
            first = p;
        if (path->verbs[v] == RMAP_CLOSE) {
            for (size_t i = first, j = p - 1; i < p; j = i++)
                area += path->points[j].x_mm * path->points[i].y_mm
                        - path->points[i].x_mm * path->points[j].y_mm;
        } else {
            p++;
        }
    }
    return area / 2;
}

static double line_length(const struct rmap_path *path)
{
    double length = 0;
    size_t p = 0;
    for (size_t v = 0; v < path->verb_count; v++) {
        if (path->verbs[v] == RMAP_LINE)
            length += hypot(path->points[p].x_mm - path->points[p - 1].x_mm,
                            path->points[p].y_mm - path->points[p - 1].y_mm);
        p += path->verbs[v] != RMAP_CLOSE;
    }
    return length;
}

static double distance_to_path(const struct rmap_path *path, struct rmap_page p)
{
    double best = HUGE_VAL;
    size_t k = 0, first = 0;
    for (size_t v = 0; v < path->verb_count; v++) {
        if (path->verbs[v] == RMAP_MOVE)
            first = k;
        bool close = path->verbs[v] == RMAP_CLOSE;
        size_t i = k == 0 || path->verbs[v] == RMAP_MOVE ? k : k - 1, j = close ? first : k;
        struct rmap_page a = path->points[i], b = path->points[j];
        double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm, length = dx * dx + dy * dy;
        double t = length > 0 ? fmax(0, fmin(1, ((p.x_mm - a.x_mm) * dx + (p.y_mm - a.y_mm) * dy) / length))
                              : 0;
        best = fmin(best, hypot(p.x_mm - a.x_mm - t * dx, p.y_mm - a.y_mm - t * dy));
        k += !close;
    }
    return best;
}

static void shapes_drop_empty_parts(void **state)
{
    (void)state;
    struct rmap_shape shape = {0};
    rmap_shape_end_part(&shape);
    rmap_shape_point(&shape, (struct rmap_lonlat){1, 2});
    rmap_shape_end_part(&shape);
    rmap_shape_end_part(&shape);
    assert_int_equal(shape.parts, 1);
    assert_int_equal(shape.ends[0], 1);
    rmap_shape_free(&shape);
    assert_null(shape.points);
}

static void circle_is_round(void **state)
{
    (void)state;
    struct rmap_path path = {0};
    rmap_path_circle(&path, 3, 4, 2);
    assert_int_equal(path.count, 13);
    for (size_t c = 0; c < 4; c++) {
        const struct rmap_page *p = path.points + 3 * c;
        for (double t = 0; t <= 1; t += 0.125) {
            double s = 1 - t, w[4] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t}, x = 0, y = 0;
            for (int k = 0; k < 4; k++) {
                x += w[k] * p[k].x_mm;
                y += w[k] * p[k].y_mm;
            }
            assert_near(hypot(x - 3, y - 4), 2, 2 * 0.0003);
        }
    }
    rmap_path_free(&path);
}

static void boxes_meet_hold_and_grow(void **state)
{
    (void)state;
    assert_true(rmap_box_meets(BOX, (struct rmap_box){59, 49, 70, 70}));
    assert_false(rmap_box_meets(BOX, (struct rmap_box){60, 20, 70, 50}));
    assert_true(rmap_box_holds(BOX, BOX));
    assert_false(rmap_box_holds(BOX, rmap_box_grow(BOX, 0.1)));
    struct rmap_box both = rmap_box_union(BOX, (struct rmap_box){0, 30, 5, 80});
    assert_near(rmap_box_width(both), 60, 0);
    assert_near(rmap_box_height(both), 60, 0);
    struct rmap_path empty = {0};
    assert_near(rmap_box_width(rmap_path_bounds(&empty)), 0, 0);
}

static void clipping_rings_twice_is_clipping_once(void **state)
{
    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct rmap_path path = {0}, once = {0}, twice = {0};
        add_star(&path, 3 + trial % 40);
        rmap_path_add_ring(&once, path.points, path.count, BOX, 0);
        rmap_path_add_ring(&twice, once.points, once.count, BOX, 0);
        assert_true(same_path(&once, &twice));
        if (once.count > 0)
            assert_true(rmap_box_holds(BOX, rmap_path_bounds(&once)));
        rmap_path_free(&path);
        rmap_path_free(&once);
        rmap_path_free(&twice);
    }
}

static void clipped_rings_keep_their_inside(void **state)
{
    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct rmap_path path = {0}, clipped = {0};
        add_star(&path, 3 + trial % 30);
        rmap_path_add_ring(&clipped, path.points, path.count, BOX, 0);
        for (int i = 0; i < 50; i++) {
            struct rmap_page p = {10 + 50 * random_part(), 20 + 30 * random_part()};
            assert_int_equal(rmap_path_holds(&path, p), rmap_path_holds(&clipped, p));
        }
        rmap_path_free(&path);
        rmap_path_free(&clipped);
    }
}

static void a_ring_around_the_box_becomes_the_box(void **state)
{
    (void)state;
    struct rmap_path path = {0}, clipped = {0};
    rmap_path_box(&path, (struct rmap_box){-100, -100, 200, 200});
    rmap_path_add_ring(&clipped, path.points, path.count, BOX, 0);
    assert_near(fabs(ring_area(&clipped)), 50 * 30, 1e-9);
    rmap_path_free(&path);
    rmap_path_free(&clipped);
}

static void rings_beside_the_box_vanish(void **state)
{
    (void)state;
    static const struct rmap_page beside[] = {{61, 20}, {70, 20}, {70, 50}, {61, 50}};
    static const struct rmap_page corner[] = {{55, 60}, {70, 45}, {70, 60}}; /* its bounds meet the box, it does not */
    struct rmap_path clipped = {0};
    rmap_path_add_ring(&clipped, beside, 4, BOX, 0);
    assert_int_equal(clipped.count + clipped.verb_count, 0);
    rmap_path_add_ring(&clipped, corner, 3, BOX, 0);
    assert_near(ring_area(&clipped), 0, 1e-9);
    rmap_path_free(&clipped);
}

static void clipping_lines_twice_is_clipping_once(void **state)
{
    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct rmap_path path = {0}, once = {0}, twice = {0};
        add_walk(&path, 2 + trial % 60);
        rmap_path_clip_lines(&path, BOX, &once);
        rmap_path_clip_lines(&once, BOX, &twice);
        assert_true(same_path(&once, &twice));
        for (size_t i = 0; i < once.count; i++)
            assert_true(distance_to_path(&path, once.points[i]) < 1e-9);
        rmap_path_free(&path);
        rmap_path_free(&once);
        rmap_path_free(&twice);
    }
}

/* Inside and outside add up to the whole: the outside as four boxes around. */
static void clipped_lines_add_up(void **state)
{
    (void)state;
    const struct rmap_box around[] = {
        {-1e4, -1e4, 1e4, 20}, {-1e4, 50, 1e4, 1e4}, {-1e4, 20, 10, 50}, {60, 20, 1e4, 50}};
    for (int trial = 0; trial < TRIALS; trial++) {
        struct rmap_path path = {0}, inside = {0}, outside = {0};
        add_walk(&path, 2 + trial % 60);
        rmap_path_clip_lines(&path, BOX, &inside);
        for (int i = 0; i < 4; i++)
            rmap_path_clip_lines(&path, around[i], &outside);
        assert_near(line_length(&inside) + line_length(&outside), line_length(&path), 1e-6);
        rmap_path_free(&path);
        rmap_path_free(&inside);
        rmap_path_free(&outside);
    }
}

static void a_cut_ring_is_one_line_where_it_can_be(void **state)
{
    (void)state;
    struct rmap_path path = {0}, clipped = {0};
    /* Begins inside; leaves once over the east side. */
    rmap_path_move(&path, 30, 30);
    rmap_path_line(&path, 80, 30);
    rmap_path_line(&path, 80, 40);
    rmap_path_line(&path, 30, 40);
    rmap_path_close(&path);
    rmap_path_clip_lines(&path, BOX, &clipped);
    const unsigned char expected[] = {RMAP_MOVE, RMAP_LINE, RMAP_LINE, RMAP_LINE};
    assert_int_equal(clipped.verb_count, sizeof expected);
    assert_memory_equal(clipped.verbs, expected, sizeof expected);
    assert_near(line_length(&clipped), 30 + 10 + 30, 1e-12);
    rmap_path_free(&clipped);

    struct rmap_path whole = {0};
    rmap_path_box(&whole, (struct rmap_box){20, 30, 40, 40});
    rmap_path_clip_lines(&whole, BOX, &clipped);
    assert_true(same_path(&whole, &clipped));
    rmap_path_free(&path);
    rmap_path_free(&whole);
    rmap_path_free(&clipped);
}

static void simplified_lines_keep_ends_and_tolerance(void **state)
{
    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct rmap_path path = {0}, copy = {0};
        add_walk(&copy, 2 + trial * 3);
        double tolerance = 0.1 + 5 * random_part();
        rmap_path_add_lines(&path, &copy, tolerance);
        assert_memory_equal(&path.points[0], &copy.points[0], sizeof copy.points[0]);
        assert_memory_equal(&path.points[path.count - 1], &copy.points[copy.count - 1],
                            sizeof copy.points[0]);
        assert_int_equal(path.count, path.verb_count);
        for (size_t i = 0; i < copy.count; i++)
            assert_true(distance_to_path(&path, copy.points[i]) <= tolerance);
        rmap_path_free(&path);
        rmap_path_free(&copy);
    }
}

static void simplified_rings_keep_tolerance_and_never_vanish(void **state)
{
    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct rmap_path path = {0}, copy = {0};
        add_star(&copy, 3 + trial * 2);
        double tolerance = 0.01 + 10 * random_part() * random_part();
        rmap_path_add_ring(&path, copy.points, copy.count, rmap_path_bounds(&copy), tolerance);
        assert_true(path.count >= 3);
        assert_int_equal(path.verb_count, path.count + 1);
        assert_int_equal(path.verbs[path.verb_count - 1], RMAP_CLOSE);
        for (size_t i = 0; i < copy.count && path.count > 3; i++)
            assert_true(distance_to_path(&path, copy.points[i]) <= tolerance);
        rmap_path_free(&path);
        rmap_path_free(&copy);
    }
}

/* An islet a tenth of the tolerance wide stays as a triangle of about its size. */
static void an_islet_stays(void **state)
{
    (void)state;
    struct rmap_path path = {0};
    struct rmap_page islet[40];
    for (int i = 0; i < 40; i++) {
        double angle = 2 * PI * i / 40;
        islet[i] = (struct rmap_page){20 + 0.01 * cos(angle), 30 + 0.01 * sin(angle)};
    }
    rmap_path_add_ring(&path, islet, 40, BOX, 0.1);
    assert_int_equal(path.count, 3);
    struct rmap_box box = rmap_path_bounds(&path);
    assert_near(rmap_box_width(box), 0.02, 1e-9);
    assert_true(fabs(ring_area(&path)) > 0.9e-4); /* of a circle's 3.1e-4 */
    rmap_path_free(&path);
}

static void simplified_lines_stay_parts_of_their_own(void **state)
{
    (void)state;
    struct rmap_path lines = {0}, path = {0};
    rmap_path_box(&path, BOX); /* what was there before stays */
    add_walk(&lines, 600);
    rmap_path_box(&lines, BOX);
    rmap_path_add_lines(&path, &lines, 1);
    assert_int_equal(path.verbs[4], RMAP_CLOSE);
    assert_int_equal(path.verbs[5], RMAP_MOVE);
    assert_true(path.count < 4 + 600 + 4);
    assert_int_equal(path.verb_count, path.count + 2);
    assert_int_equal(path.verbs[path.verb_count - 5], RMAP_MOVE);
    assert_int_equal(path.verbs[path.verb_count - 1], RMAP_CLOSE);
    const struct rmap_page *last = path.points + path.count - 4;
    assert_near(last[0].x_mm, BOX.x0_mm, 0);
    assert_near(last[2].y_mm, BOX.y1_mm, 0);
    rmap_path_free(&lines);
    rmap_path_free(&path);
}

static void holds_is_even_odd(void **state)
{
    (void)state;
    struct rmap_path path = {0};
    rmap_path_box(&path, BOX);
    rmap_path_box(&path, (struct rmap_box){30, 30, 40, 40});
    assert_true(rmap_path_holds(&path, (struct rmap_page){20, 35}));
    assert_false(rmap_path_holds(&path, (struct rmap_page){35, 35}));
    assert_false(rmap_path_holds(&path, (struct rmap_page){5, 35}));
    rmap_path_free(&path);
}

static void segments_meet_boxes(void **state)
{
    (void)state;
    assert_true(rmap_segment_meets_box((struct rmap_page){0, 35}, (struct rmap_page){100, 35}, BOX));
    assert_true(rmap_segment_meets_box((struct rmap_page){30, 30}, (struct rmap_page){31, 31}, BOX));
    assert_false(rmap_segment_meets_box((struct rmap_page){0, 45}, (struct rmap_page){20, 60}, BOX));
    assert_false(rmap_segment_meets_box((struct rmap_page){0, 0}, (struct rmap_page){100, 10}, BOX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_drop_empty_parts),
        cmocka_unit_test(circle_is_round),
        cmocka_unit_test(boxes_meet_hold_and_grow),
        cmocka_unit_test(clipping_rings_twice_is_clipping_once),
        cmocka_unit_test(clipped_rings_keep_their_inside),
        cmocka_unit_test(a_ring_around_the_box_becomes_the_box),
        cmocka_unit_test(rings_beside_the_box_vanish),
        cmocka_unit_test(clipping_lines_twice_is_clipping_once),
        cmocka_unit_test(clipped_lines_add_up),
        cmocka_unit_test(a_cut_ring_is_one_line_where_it_can_be),
        cmocka_unit_test(simplified_lines_keep_ends_and_tolerance),
        cmocka_unit_test(simplified_rings_keep_tolerance_and_never_vanish),
        cmocka_unit_test(an_islet_stays),
        cmocka_unit_test(simplified_lines_stay_parts_of_their_own),
        cmocka_unit_test(holds_is_even_odd),
        cmocka_unit_test(segments_meet_boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
