/* Names by language, figures and titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "words.h"

static void test_names_by_language(void **state)
{
    (void)state;
    struct rmap_wording both = rmap_words_pick("en+ko", "Seoul", "서울");
    assert_string_equal(both.first, "Seoul");
    assert_string_equal(both.second, "서울");
    assert_string_equal(both.second_lang, "ko");
    assert_null(rmap_words_pick("en+ko", "JSA", "JSA").second); /* equal names are written once */
    assert_string_equal(rmap_words_pick("ko", "Seoul", "서울").first, "서울");
    assert_string_equal(rmap_words_pick("ko", "Osan", "").first, "Osan"); /* the other language stands in */
    assert_string_equal(rmap_words_pick("en", "", "서울").first, "서울");
    assert_null(rmap_words_pick("en", "Seoul", "서울").second);
}

static void test_figures(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    assert_string_equal(rmap_words_scale(&arena, 4687311), "1:4,690,000");
    assert_string_equal(rmap_words_scale(&arena, 999.6), "1:1,000");
    assert_string_equal(rmap_words_scale(&arena, 0), "");
    rmap_arena_free(&arena);
}

static struct rmap_ring ring(const char *label, const char *place, const char *place_ko)
{
    return (struct rmap_ring){.label = label, .label_ko = label, .place = {.name = place, .name_ko = place_ko}};
}

static void test_titles(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_ring items[] = {ring("180\u2009km", "Seoul", "서울"), ring("300\u2009km", "Seoul", "서울")};
    struct rmap_rings two = {.items = items, .count = 2}, one = {.items = items, .count = 1}, none = {0};
    assert_string_equal(rmap_words_title(&arena, &two, "korea", false), "Within 180 and 300\u2009km of Seoul");
    assert_string_equal(rmap_words_title(&arena, &one, "korea", false), "Within 180\u2009km of Seoul");
    assert_string_equal(rmap_words_title(&arena, &two, "korea", true), "서울에서 180·300\u2009km 이내");
    assert_string_equal(rmap_words_title(&arena, &none, "korea", false), "The Korean peninsula");
    assert_string_equal(rmap_words_title(&arena, &none, "124,33,131,43", false), "Korea");
    struct rmap_ring mixed[] = {ring("100\u2009mi", "Osan", "오산"), ring("300\u2009km", "Osan", "오산"),
                                ring("300\u2009km", "Seoul", "서울")};
    struct rmap_rings units = {.items = mixed, .count = 3};
    assert_string_equal(rmap_words_title(&arena, &units, "korea", false),
                        "Within 100\u2009mi and 300\u2009km of Osan and Seoul");
    rmap_arena_free(&arena);
}

/* A ring that is called something else goes by its distance; a line has its article; many are not listed. */
static void test_distances_and_places(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_ring named = ring("Second reach", "Seoul", "서울"), line = ring("50\u2009km", "Military Demarcation Line", "군사분계선");
    named.outer_m = 120500;
    line.place.shape = (const struct rmap_offset *)&line; /* only asked whether there is one */
    assert_string_equal(rmap_words_distance(&arena, &named), "120.5\u2009km");
    assert_string_equal(rmap_words_place(&arena, &line.place, false), "the Military Demarcation Line");
    assert_string_equal(rmap_words_place(&arena, &line.place, true), "군사분계선");
    struct rmap_ring many[8];
    for (int i = 0; i < 8; i++) {
        many[i] = ring(rmap_format(&arena, "%d\u2009km", 50 * (i + 1)), rmap_format(&arena, "P%d", i), "");
        many[i].outer_m = 50000 * (i + 1);
    }
    struct rmap_rings rings = {.items = many, .count = 8};
    assert_string_equal(rmap_words_title(&arena, &rings, "korea", false), "Within 50 to 400\u2009km of 8 places");
    assert_string_equal(rmap_words_title(&arena, &rings, "korea", true), "8곳에서 50–400\u2009km 이내");
    rmap_arena_free(&arena);
}

static void a_note_names_three_of_many(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    const char *const names[] = {"a", "b", "c", "d", "e"};
    assert_string_equal(rmap_words_some(&arena, names, 1), "'a'");
    assert_string_equal(rmap_words_some(&arena, names, 3), "'a', 'b' and 'c'");
    assert_string_equal(rmap_words_some(&arena, names, 5), "'a', 'b', 'c' and 2 more");
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_by_language), cmocka_unit_test(test_figures), cmocka_unit_test(test_titles),
        cmocka_unit_test(test_distances_and_places),
        cmocka_unit_test(a_note_names_three_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
