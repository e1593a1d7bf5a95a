/* inside.c: points in areas of a plane, against a look at every edge. */
#include "inside.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A wavy outline with a hole and a square island, the hole running the same way. */
static size_t draw_area(struct rmap_metre *points, size_t *ends)
{
    size_t count = 0;
    for (int i = 0; i < 300; i++) {
        double turn = 2 * 3.14159265358979 * i / 300, m = 1000 + 150 * sin(17 * turn);
        points[count++] = (struct rmap_metre){m * cos(turn), m * sin(turn)};
    }
    ends[0] = count;
    for (int i = 0; i < 40; i++)
        points[count++] = (struct rmap_metre){400 * cos(i * 0.157079633), 300 * sin(i * 0.157079633)};
    ends[1] = count;
    for (int i = 0; i < 4; i++)
        points[count++] = (struct rmap_metre){i == 1 || i == 2 ? 50 : -50, i >= 2 ? 50 : -50};
    ends[2] = count;
    return count;
}

static bool look_at_every_edge(const struct rmap_metre *points, const size_t *ends, struct rmap_metre p)
{
    bool in = false;
    for (size_t part = 0, first = 0; part < 3; first = ends[part++]) {
        for (size_t i = first, j = ends[part] - 1; i < ends[part]; j = i++) {
            struct rmap_metre a = points[j], b = points[i];
            if ((a.n_m > p.n_m) != (b.n_m > p.n_m) && p.e_m < a.e_m + (p.n_m - a.n_m) * (b.e_m - a.e_m) / (b.n_m - a.n_m))
                in = !in;
        }
    }
    return in;
}

static void rows_tell_what_all_edges_tell(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_metre points[400];
    size_t ends[3], held = 0;
    draw_area(points, ends);
    const struct rmap_inside *inside = rmap_inside_new(&arena, points, ends, 3);
    for (int i = -130; i <= 130; i++) {
        for (int k = -130; k <= 130; k++) {
            struct rmap_metre p = {i * 9.7, k * 9.7};
            assert_int_equal(rmap_is_inside(inside, p), look_at_every_edge(points, ends, p));
            held += rmap_is_inside(inside, p);
        }
    }
    assert_true(held > 20000);
    assert_true(rmap_is_inside(inside, (struct rmap_metre){0, 0}));
    assert_false(rmap_is_inside(inside, (struct rmap_metre){200, 0}));
    assert_false(rmap_is_inside(inside, (struct rmap_metre){0, 1e9}));
    assert_false(rmap_is_inside(inside, (struct rmap_metre){0, -1e9}));
    rmap_arena_free(&arena);
}

static void what_has_no_height_holds_nothing(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    static const struct rmap_metre flat[] = {{0, 5}, {10, 5}, {3, 5}};
    static const size_t end = 3;
    assert_false(rmap_is_inside(rmap_inside_new(&arena, flat, &end, 1), (struct rmap_metre){2, 5}));
    assert_false(rmap_is_inside(rmap_inside_new(&arena, NULL, NULL, 0), (struct rmap_metre){2, 5}));
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_tell_what_all_edges_tell),
        cmocka_unit_test(what_has_no_height_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
