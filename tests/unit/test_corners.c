/* Where furniture goes: the corner that it harms least, clear of what is taken. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "corners.h"

static const struct rmap_size PIECE = {30, 10};
static const struct rmap_color SEA = {0.8, 0.9, 1, 1}, LAND = {1, 1, 0.9, 1};

struct setting {
    struct rmap_arena arena;
    struct rmap_map map;
};

static int set_up(void **state)
{
    struct setting *setting = calloc(1, sizeof *setting);
    setting->map.arena = &setting->arena;
    setting->map.page.frame = (struct rmap_box){10, 10, 155, 155};
    struct rmap_bounds extent = {124, 33, 131, 43};
    struct rmap_error err = {0};
    setting->map.projection = rmap_projection_new("auto", extent, &setting->map.notes, &err);
    setting->map.frame = rmap_frame_new(setting->map.projection, extent, setting->map.page.frame, &err);
    setting->map.ground = rmap_ground_new(&setting->arena, setting->map.page.frame, SEA);
    *state = setting;
    return 0;
}

static int tear_down(void **state)
{
    struct setting *setting = *state;
    rmap_frame_free(setting->map.frame);
    rmap_projection_free(setting->map.projection);
    rmap_taken_free(&setting->map.taken);
    rmap_arena_free(&setting->arena);
    free(setting);
    return 0;
}

static struct rmap_box box_at(struct rmap_page at)
{
    return (struct rmap_box){at.x_mm, at.y_mm, at.x_mm + PIECE.width_mm, at.y_mm + PIECE.height_mm};
}

static void add_land(struct rmap_map *map, struct rmap_box box)
{
    struct rmap_path path = {0};
    rmap_path_box(&path, box);
    rmap_ground_fill(map->ground, &path, LAND);
    rmap_ground_ink(map->ground, &path, 0.5);
    rmap_path_free(&path);
}

static void test_open_sea_gives_the_liked_corner(void **state)
{
    struct rmap_map *map = &((struct setting *)*state)->map;
    struct rmap_spot spot = rmap_corner_look(map, PIECE, "auto", RMAP_TOP_RIGHT);
    assert_true(spot.harm == 0 && spot.cost == 0);
    assert_true(fabs(spot.at.x_mm + PIECE.width_mm - 152) < 1e-9 && fabs(spot.at.y_mm - 13) < 1e-9);
    spot = rmap_corner_look(map, PIECE, "bottom-left", RMAP_TOP_RIGHT);
    assert_true(fabs(spot.at.x_mm - 13) < 1e-9 && fabs(spot.at.y_mm + PIECE.height_mm - 152) < 1e-9);
}

static void test_an_island_is_left_open(void **state)
{
    struct rmap_map *map = &((struct setting *)*state)->map;
    struct rmap_box island = {20, 140, 36, 150};
    add_land(map, island);
    struct rmap_spot spot = rmap_corner_look(map, PIECE, "auto", RMAP_BOTTOM_LEFT);
    assert_false(rmap_box_meets(box_at(spot.at), island));
    spot = rmap_corner_look(map, PIECE, "bottom-left", RMAP_BOTTOM_LEFT); /* it slides away from the island */
    assert_false(rmap_box_meets(box_at(spot.at), island));
    assert_true(spot.harm == 0);
}

static void test_plain_land_is_no_hindrance(void **state)
{
    struct rmap_map *map = &((struct setting *)*state)->map;
    add_land(map, (struct rmap_box){0, 0, 80, 60}); /* fills the top left corner and more */
    struct rmap_spot spot = rmap_corner_look(map, PIECE, "top-left", RMAP_TOP_LEFT);
    assert_true(spot.harm == 0);
    assert_true(fabs(spot.at.x_mm - 13) < 1e-9 && fabs(spot.at.y_mm - 13) < 1e-9);
}

static void test_a_ring_is_worse_than_a_way(void **state)
{
    struct rmap_map *map = &((struct setting *)*state)->map;
    struct rmap_path ring = {0};
    rmap_path_move(&ring, 10, 138);
    rmap_path_line(&ring, 90, 148);
    rmap_ground_ink(map->ground, &ring, 1);
    rmap_path_free(&ring);
    struct rmap_spot spot = rmap_corner_look(map, PIECE, "auto", RMAP_BOTTOM_LEFT);
    assert_true(spot.harm == 0);
}

static void test_taken_is_never_covered(void **state)
{
    struct rmap_map *map = &((struct setting *)*state)->map;
    struct rmap_box all[12];
    size_t count = 0;
    for (; count < 12; count++) {
        struct rmap_spot spot = rmap_corner_look(map, PIECE, "auto", RMAP_TOP_LEFT);
        if (spot.cost == INFINITY)
            break;
        all[count] = box_at(spot.at);
        assert_true(rmap_box_holds(map->page.frame, all[count]));
        for (size_t i = 0; i < count; i++)
            assert_false(rmap_box_meets(all[i], all[count]));
        rmap_corner_take(map, spot.at, PIECE);
    }
    assert_true(count >= 8); /* four corners, and beside each */
}

static void test_no_room(void **state)
{
    struct rmap_map *map = &((struct setting *)*state)->map;
    assert_true(rmap_corner_look(map, (struct rmap_size){200, 10}, "auto", RMAP_TOP_LEFT).cost == INFINITY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_open_sea_gives_the_liked_corner, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_island_is_left_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_plain_land_is_no_hindrance, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_ring_is_worse_than_a_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_taken_is_never_covered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_room, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
