/* pdf_plan.c: a sheet for each layer, places with their bounds, blocks of words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../src/pdf_plan.h"

struct bench {
    struct rmap_arena arena;
    struct rmap_pdf_plan plan;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->plan.arena = &b->arena;
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    rmap_pdf_plan_free(&b->plan);
    rmap_arena_free(&b->arena);
    free(b);
    return 0;
}

static void begin(struct bench *b, enum rmap_role role, const char *title)
{
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){.role = role, .title = title});
}

static void end(struct bench *b)
{
    rmap_pdf_plan_end(&b->plan);
}

static bool turn(struct bench *b)
{
    return rmap_pdf_plan_turn(&b->plan);
}

static void test_a_sheet_for_each_layer(void **state)
{
    struct bench *b = *state;
    begin(b, RMAP_ROLE_LAYER, "Sea");
    assert_false(turn(b)); /* the first sheet lies there already */
    assert_false(turn(b));
    end(b);
    begin(b, RMAP_ROLE_LAYER, "Land");
    assert_true(turn(b));
    begin(b, RMAP_ROLE_GROUP, NULL);
    assert_false(turn(b));
    end(b);
    end(b);
    assert_true(turn(b)); /* in no layer */
    assert_int_equal(b->plan.layer_count, 2);
    assert_string_equal(b->plan.layers[1].title, "Land");
    assert_int_equal(b->plan.sheet_count, 3);
    assert_int_equal(b->plan.sheets[0].layer, 0);
    assert_int_equal(b->plan.sheets[1].layer, 1);
    assert_int_equal(b->plan.sheets[2].layer, -1);
}

static void test_layers_without_a_drawing_are_not_listed(void **state)
{
    struct bench *b = *state;
    begin(b, RMAP_ROLE_LAYER, "Empty");
    end(b);
    begin(b, RMAP_ROLE_LAYER, "Sea");
    turn(b);
    end(b);
    assert_int_equal(b->plan.layer_count, 1);
    assert_string_equal(b->plan.layers[0].title, "Sea");
}

/* A close-up holds layers; furniture is one; what lies in a group that is none is none. */
static void test_layers_in_layers(void **state)
{
    struct bench *b = *state;
    begin(b, RMAP_ROLE_LAYER, "Close-up");
    begin(b, RMAP_ROLE_LAYER, "Sea");
    turn(b);
    end(b);
    begin(b, RMAP_ROLE_FURNITURE, "Scale bar");
    turn(b);
    end(b);
    turn(b); /* the close-up's own, on a third sheet */
    begin(b, RMAP_ROLE_GROUP, "Group");
    begin(b, RMAP_ROLE_LAYER, "Hidden");
    turn(b);
    assert_int_equal(b->plan.layer_count, 3);
    assert_int_equal(b->plan.layers[0].parent, -1);
    assert_int_equal(b->plan.layers[1].parent, 0);
    assert_int_equal(b->plan.layers[2].parent, 0);
    assert_string_equal(b->plan.layers[2].title, "Scale bar");
    assert_int_equal(b->plan.sheet_count, 3);
    assert_int_equal(b->plan.sheets[2].layer, 0);
}

static void test_places_grow_with_what_is_drawn(void **state)
{
    struct bench *b = *state;
    begin(b, RMAP_ROLE_LAYER, "Sites");
    rmap_pdf_plan_cover(&b->plan, (struct rmap_box){0, 0, 40, 30}); /* in no place */
    begin(b, RMAP_ROLE_SITE, "Seoul");
    rmap_pdf_plan_cover(&b->plan, (struct rmap_box){10, 10, 12, 12});
    rmap_pdf_plan_cover(&b->plan, (struct rmap_box){9, 11, 11, 14});
    end(b);
    begin(b, RMAP_ROLE_SITE, "Osan");
    end(b);
    assert_int_equal(b->plan.place_count, 2);
    const struct rmap_pdf_place *seoul = &b->plan.places[0];
    assert_true(seoul->drawn);
    assert_string_equal(seoul->title, "Seoul");
    assert_int_equal(seoul->layer, 0);
    assert_true(seoul->box.x0_mm == 9 && seoul->box.y0_mm == 10 && seoul->box.x1_mm == 12 && seoul->box.y1_mm == 14);
    assert_false(b->plan.places[1].drawn);
}

static void test_a_link_needs_no_title(void **state)
{
    struct bench *b = *state;
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .title = "x", .href = "https://example.org"});
    end(b);
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .title = "x", .href = ""});
    end(b);
    assert_int_equal(b->plan.place_count, 1);
    assert_null(b->plan.places[0].title);
    assert_string_equal(b->plan.places[0].href, "https://example.org");
}

/* What is read as one shares a mark, though it lies in several layers. */
static void test_words_are_marked_apart_from_the_figure(void **state)
{
    struct bench *b = *state;
    begin(b, RMAP_ROLE_LAYER, "Sea");
    turn(b);
    end(b);
    begin(b, RMAP_ROLE_LAYER, "Land");
    turn(b);
    end(b);
    begin(b, RMAP_ROLE_LAYER, "Words");
    begin(b, RMAP_ROLE_HEADING, NULL);
    assert_true(turn(b));
    rmap_pdf_plan_speak(&b->plan, "ko");
    rmap_pdf_plan_speak(&b->plan, "en");
    end(b);
    begin(b, RMAP_ROLE_PARAGRAPH, NULL);
    assert_true(turn(b));
    end(b);
    end(b);
    rmap_pdf_plan_speak(&b->plan, "en"); /* in no block */
    const int marks[] = {0, 0, 1, 2}, blocks[] = {-1, -1, 0, 1};
    assert_int_equal(b->plan.sheet_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(b->plan.sheets[i].mark, marks[i]);
        assert_int_equal(b->plan.sheets[i].block, blocks[i]);
    }
    assert_true(b->plan.blocks[0].heading);
    assert_string_equal(b->plan.blocks[0].lang, "ko");
    assert_false(b->plan.blocks[1].heading);
    assert_null(b->plan.blocks[1].lang);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_sheet_for_each_layer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_layers_without_a_drawing_are_not_listed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_layers_in_layers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_places_grow_with_what_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_link_needs_no_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words_are_marked_apart_from_the_figure, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
