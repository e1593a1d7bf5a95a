/* taken.c: what is taken is found, wherever it lies and whatever its size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "taken.h"

#define BOXES 400

static double random_part(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Small ones mostly, some as large as furniture, some beside the page. */
static struct rmap_box random_box(uint64_t *state)
{
    double size = random_part(state) < 0.1 ? 90 : 4, x = random_part(state) * 700 - 100, y = random_part(state) * 700 - 100;
    return (struct rmap_box){x, y, x + size * random_part(state), y + size * random_part(state)};
}

static bool look_at_all(const struct rmap_taken *taken, struct rmap_box box)
{
    for (size_t i = 0; i < taken->count; i++) {
        if (rmap_box_meets(taken->items[i], box))
            return true;
    }
    return false;
}

static void what_is_taken_is_found(void **state)
{
    (void)state;
    struct rmap_taken taken = {0};
    uint64_t seed = 7;
    int found = 0;
    assert_false(rmap_is_taken(&taken, (struct rmap_box){0, 0, 100, 100}));
    for (int i = 0; i < BOXES; i++) {
        rmap_take(&taken, random_box(&seed));
        for (int k = 0; k < 20; k++) {
            struct rmap_box box = random_box(&seed);
            bool expected = look_at_all(&taken, box);
            assert_int_equal(rmap_is_taken(&taken, box), expected);
            found += expected;
        }
    }
    assert_int_equal(taken.count, BOXES);
    assert_in_range(found, 500, 20 * BOXES - 500); /* both answers came */
    rmap_taken_free(&taken);
}

static void taken_back_is_free(void **state)
{
    (void)state;
    struct rmap_taken taken = {0};
    struct rmap_box box = {10, 10, 20, 20}, other = {60, 60, 61, 61};
    rmap_take(&taken, box);
    taken.count = 0;
    assert_false(rmap_is_taken(&taken, box));
    rmap_take(&taken, other);
    assert_false(rmap_is_taken(&taken, box));
    assert_true(rmap_is_taken(&taken, other));
    rmap_taken_free(&taken);
}

static void edges_alone_do_not_meet(void **state)
{
    (void)state;
    struct rmap_taken taken = {0};
    rmap_take(&taken, (struct rmap_box){8, 8, 16, 16});
    assert_false(rmap_is_taken(&taken, (struct rmap_box){16, 8, 24, 16}));
    assert_true(rmap_is_taken(&taken, (struct rmap_box){15.9, 15.9, 24, 24}));
    rmap_taken_free(&taken);
}

static void the_whole_world_is_one_box(void **state)
{
    (void)state;
    struct rmap_taken taken = {0};
    rmap_take(&taken, (struct rmap_box){-1e9, -1e9, 1e9, 1e9});
    assert_true(rmap_is_taken(&taken, (struct rmap_box){5e8, 3, 5e8 + 1, 4}));
    assert_true(rmap_is_taken(&taken, (struct rmap_box){-1e300, -1e300, 1e300, 1e300}));
    rmap_taken_free(&taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_is_found), cmocka_unit_test(taken_back_is_free),
        cmocka_unit_test(edges_alone_do_not_meet), cmocka_unit_test(the_whole_world_is_one_box)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
