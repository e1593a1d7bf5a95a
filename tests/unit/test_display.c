/* The display list: what goes in is replayed in order, on a canvas that counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "canvas.h"

/* Writes one letter for each call: P page, ( group, ) end, p path, t text. */
struct recorder {
    struct rmap_canvas base;
    char calls[64];
    char ids[64];
    char text[64];
    size_t points;
};

static void record(struct rmap_canvas *base, const char *call)
{
    strcat(((struct recorder *)base)->calls, call);
}

static void begin_page(struct rmap_canvas *base, const struct rmap_display *page)
{
    assert_true(page->width_mm == 100);
    record(base, "P");
}

static void begin_group(struct rmap_canvas *base, const struct rmap_group *group)
{
    strcat(((struct recorder *)base)->ids, group->id ? group->id : "-");
    record(base, "(");
}

static void end_group(struct rmap_canvas *base)
{
    record(base, ")");
}

static void path(struct rmap_canvas *base, const struct rmap_path *drawn, const struct rmap_paint *paint)
{
    (void)paint;
    ((struct recorder *)base)->points += drawn->count;
    record(base, "p");
}

static void text(struct rmap_canvas *base, const struct rmap_text *drawn)
{
    strcat(((struct recorder *)base)->text, drawn->text);
    record(base, "t");
}

static struct recorder replay(const struct rmap_display *list)
{
    struct recorder recorder = {.base = {.begin_page = begin_page, .begin_group = begin_group, .end_group = end_group,
                                         .path = path, .text = text}};
    rmap_display_replay(list, &recorder.base);
    return recorder;
}

static void add_box(struct rmap_display *list, double alpha)
{
    struct rmap_path box = {0};
    rmap_path_box(&box, (struct rmap_box){0, 0, 10, 10});
    rmap_display_path(list, &box, &(struct rmap_paint){.fill = {1, 0, 0, alpha}});
    assert_int_equal(box.count, 0); /* taken over */
    assert_null(box.points);
}

static void test_order_and_strings(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_display list = {.arena = &arena, .width_mm = 100, .height_mm = 50};
    char id[] = "land";
    rmap_display_begin(&list, &(struct rmap_group){.id = id});
    id[0] = 'X'; /* strings are copied */
    add_box(&list, 1);
    rmap_display_begin(&list, &(struct rmap_group){.id = NULL});
    rmap_display_text(&list, &(struct rmap_text){.text = "서울", .fill = {0, 0, 0, 1}});
    rmap_display_end(&list);
    rmap_display_end(&list);
    struct recorder got = replay(&list);
    assert_string_equal(got.calls, "P(p(t))");
    assert_string_equal(got.ids, "land-");
    assert_string_equal(got.text, "서울");
    rmap_display_free(&list);
    rmap_arena_free(&arena);
}

static void test_nothing_to_paint_adds_nothing(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_display list = {.arena = &arena, .width_mm = 100, .height_mm = 50};
    add_box(&list, 0);
    rmap_display_path(&list, &(struct rmap_path){0}, &(struct rmap_paint){.fill = {1, 0, 0, 1}});
    assert_string_equal(replay(&list).calls, "P");
    rmap_display_free(&list);
    rmap_arena_free(&arena);
}

static void test_append_moves_everything(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_display list = {.arena = &arena, .width_mm = 100, .height_mm = 50}, more = {.arena = &arena};
    add_box(&list, 1);
    rmap_display_begin(&more, &(struct rmap_group){.id = "b"});
    add_box(&more, 1);
    rmap_display_end(&more);
    rmap_display_append(&list, &more);
    assert_int_equal(more.count, 0);
    assert_string_equal(replay(&list).calls, "Pp(p)");
    assert_string_equal(replay(&list).calls, "Pp(p)"); /* a list can be replayed again */
    rmap_display_free(&more);
    rmap_display_free(&list);
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_strings), cmocka_unit_test(test_nothing_to_paint_adds_nothing),
        cmocka_unit_test(test_append_moves_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
