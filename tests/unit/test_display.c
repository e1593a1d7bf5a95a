/* display.c and canvas_dump.c: what is appended is replayed, in order, once, and nothing else. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/canvas.h"
#include "../../src/output.h"

#define BLACK ((struct rmap_color){0, 0, 0, 1})

struct bench {
    struct rmap_arena arena;
    struct rmap_display list;
    struct rmap_buffer dump; /* of the list */
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->list = (struct rmap_display){.arena = &b->arena, .width_mm = 160, .height_mm = 90.5};
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    rmap_display_free(&b->list);
    rmap_arena_free(&b->arena);
    rmap_buffer_free(&b->dump);
    free(b);
    return 0;
}

/* The list as text, through a file. */
static const char *dump(struct bench *b)
{
    char folder[] = "/tmp/ringmap-test-XXXXXX", path[64];
    struct rmap_error err = {0};
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/list.dump", folder);
    struct rmap_output *out = rmap_output_open(path, &err);
    assert_non_null(out);
    struct rmap_file_spec spec = {0};
    struct rmap_canvas *canvas = rmap_canvas_dump_new(out, NULL, &spec);
    rmap_display_replay(&b->list, canvas);
    assert_true(canvas->finish(canvas, &err));
    canvas->free(canvas);
    assert_true(rmap_output_commit(out, &err));

    rmap_buffer_free(&b->dump);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int c; (c = getc(file)) != EOF;)
        rmap_append(&b->dump, &(char){(char)c}, 1);
    fclose(file);
    unlink(path);
    rmdir(folder);
    return b->dump.text;
}

static struct rmap_path triangle(void)
{
    struct rmap_path path = {0};
    rmap_path_move(&path, 1, 2);
    rmap_path_line(&path, 3.126, 2);
    rmap_path_line(&path, 3, -4.5);
    rmap_path_close(&path);
    return path;
}

static void test_dump_says_all(void **state)
{
    struct bench *b = *state;
    b->list.title = "A \"map\"";
    b->list.lang = "en";
    rmap_display_begin(
        &b->list,
        &(struct rmap_group){
            .role = RMAP_ROLE_LAYER, .id = "land", .title = "Land", .clipped = true, .clip = {1, 2, 3.5, 4}});
    struct rmap_path path = triangle();
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.fill = {1, 0.5, 0, 0.25}});
    rmap_path_circle(&path, 10, 10, 5);
    rmap_display_path(
        &b->list, &path,
        &(struct rmap_paint){
            .stroke = BLACK, .width_mm = 0.25, .dash_mm = {2, 1}, .dashes = 2, .cap = RMAP_CAP_ROUND});
    rmap_display_end(&b->list);
    rmap_display_text(
        &b->list,
        &(struct rmap_text){.text = "Seoul",
                            .lang = "en",
                            .at = {5, 6},
                            .angle_deg = -30,
                            .anchor = RMAP_MIDDLE,
                            .width_mm = 7.5,
                            .font = {.size_mm = 3, .weight = RMAP_BOLD, .oblique = true, .spacing_mm = 0.5},
                            .fill = BLACK,
                            .halo = {1, 1, 1, 1},
                            .halo_mm = 0.4});
    assert_string_equal(
        dump(b),
        "page 160 90.5 title=\"A \\\"map\\\"\" lang=\"en\"\n"
        "layer id=\"land\" title=\"Land\" clip 1 2 3.5 4\n"
        "  path fill=#ff8000/0.25 M 1 2 L 3.13 2 L 3 -4.5 Z\n"
        "  path stroke=#000000 width 0.25 join=round cap=round dashes 2 1 verbs=6 parts=1 box 5 5 15 15"
        " sum=00e1f67d247e0968\n"
        "text 5 6 middle lang=\"en\" size 3 weight 700 oblique width 7.5 spacing 0.5 angle -30 fill=#000000"
        " halo=#ffffff 0.4 says=\"Seoul\"\n");
}

/* A golden file must notice a long path that moved by a pixel in one place. */
static void test_sum_notices_one_point(void **state)
{
    struct bench *b = *state;
    char before[512];
    for (int pass = 0; pass < 2; pass++) {
        struct rmap_path path = {0};
        for (int i = 0; i < 500; i++)
            (i ? rmap_path_line : rmap_path_move)(&path, i, i % 7 + (pass && i == 250 ? 0.02 : 0));
        rmap_display_path(&b->list, &path, &(struct rmap_paint){.stroke = BLACK, .width_mm = 1});
        if (pass == 0)
            snprintf(before, sizeof before, "%s", dump(b));
        else
            assert_string_not_equal(before, dump(b));
        rmap_display_free(&b->list);
    }
}

static void test_strings_are_copied(void **state)
{
    struct bench *b = *state;
    char id[] = "land", title[] = "Land", text[] = "Seoul", lang[] = "en";
    rmap_display_begin(
        &b->list,
        &(struct rmap_group){
            .role = RMAP_ROLE_SITE, .id = id, .title = title, .desc = title, .classes = id, .href = id});
    rmap_display_text(&b->list, &(struct rmap_text){.text = text, .lang = lang, .font = {.size_mm = 1}});
    rmap_display_end(&b->list);
    memset(id, '?', strlen(id));
    memset(title, '?', strlen(title));
    memset(text, '?', strlen(text));
    memset(lang, '?', strlen(lang));
    assert_null(strchr(dump(b), '?'));
}

static void test_path_is_taken_over(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = triangle();
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.fill = BLACK});
    assert_null(path.points);
    assert_null(path.verbs);
    assert_int_equal(path.count, 0);
    assert_int_equal(path.capacity, 0);
    path = triangle(); /* the caller's own again */
    rmap_path_free(&path);
    assert_non_null(strstr(dump(b), "M 1 2 L 3.13 2"));
}

static void test_nothing_to_paint_adds_nothing(void **state)
{
    struct bench *b = *state;
    const struct rmap_paint paints[] = {
        {.fill = {1, 1, 1, 0}},
        {.stroke = BLACK, .width_mm = 0},
        {.stroke = {0, 0, 0, 0}, .width_mm = 1},
    };
    for (size_t i = 0; i < sizeof paints / sizeof *paints; i++) {
        struct rmap_path path = triangle();
        rmap_display_path(&b->list, &path, &paints[i]);
        assert_null(path.points); /* taken all the same */
    }
    rmap_display_path(&b->list, &(struct rmap_path){0}, &(struct rmap_paint){.fill = BLACK});
    rmap_display_text(&b->list, &(struct rmap_text){.text = "", .fill = BLACK});
    assert_int_equal(b->list.count, 0);
    assert_string_equal(dump(b), "page 160 90.5\n");
}

static void test_append_moves(void **state)
{
    struct bench *b = *state;
    struct rmap_display more = {.arena = &b->arena};
    struct rmap_path path = triangle();
    rmap_display_begin(&b->list, &(struct rmap_group){.role = RMAP_ROLE_GROUP, .id = "first"});
    rmap_display_end(&b->list);
    rmap_display_begin(&more, &(struct rmap_group){.role = RMAP_ROLE_GROUP, .id = "second"});
    rmap_display_path(&more, &path, &(struct rmap_paint){.fill = BLACK});
    rmap_display_end(&more);
    rmap_display_append(&b->list, &more);
    assert_int_equal(more.count, 0);
    assert_null(more.items);
    rmap_display_append(&b->list, &more); /* empty by now */
    rmap_display_free(&more);
    assert_string_equal(dump(b), "page 160 90.5\n"
                                 "group id=\"first\"\n"
                                 "group id=\"second\"\n"
                                 "  path fill=#000000 M 1 2 L 3.13 2 L 3 -4.5 Z\n");
}

/* A canvas closes what it opened: one end too many or too few must not reach it. */
struct counter {
    struct rmap_canvas canvas;
    int depth, deepest, lowest, pages;
};

static void count_page(struct rmap_canvas *c, const struct rmap_display *page)
{
    (void)page;
    ((struct counter *)c)->pages++;
}

static void count_begin(struct rmap_canvas *c, const struct rmap_group *group)
{
    struct counter *counter = (struct counter *)c;
    (void)group;
    if (++counter->depth > counter->deepest)
        counter->deepest = counter->depth;
}

static void count_end(struct rmap_canvas *c)
{
    struct counter *counter = (struct counter *)c;
    if (--counter->depth < counter->lowest)
        counter->lowest = counter->depth;
}

static void test_groups_match(void **state)
{
    struct bench *b = *state;
    struct counter counter = {
        .canvas = {.begin_page = count_page, .begin_group = count_begin, .end_group = count_end}};
    rmap_display_end(&b->list);
    for (int i = 0; i < 3; i++)
        rmap_display_begin(&b->list, &(struct rmap_group){.role = RMAP_ROLE_GROUP});
    rmap_display_end(&b->list);
    rmap_display_replay(&b->list, &counter.canvas);
    assert_int_equal(counter.pages, 1);
    assert_int_equal(counter.deepest, 3);
    assert_int_equal(counter.lowest, 0);
    assert_int_equal(counter.depth, 0);
}

static void test_free_leaves_it_ready(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 2; i++) {
        struct rmap_path path = triangle();
        rmap_display_path(&b->list, &path, &(struct rmap_paint){.fill = BLACK});
        assert_int_equal(b->list.count, 1);
        rmap_display_free(&b->list);
        assert_int_equal(b->list.count, 0);
        assert_null(b->list.items);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_dump_says_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sum_notices_one_point, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_strings_are_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_path_is_taken_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_to_paint_adds_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_append_moves, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_groups_match, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_free_leaves_it_ready, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
