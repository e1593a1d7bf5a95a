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
    return (struct rmap_ring){.label = label, .label_ko = label, .place = {.id = place, .name = place, .name_ko = place_ko}};
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
                        "Within 100\u2009mi and 300\u2009km of Osan and 300\u2009km of Seoul");
    assert_string_equal(rmap_words_title(&arena, &units, "korea", true), "오산에서 100\u2009mi·300\u2009km, 서울에서 300\u2009km 이내");
    rmap_arena_free(&arena);
}

/* Places with the same distances are told together, others apart; rings of another kind apart where that is asked for. */
static void test_parts(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_ring items[] = {ring("50\u2009km", "A", ""), ring("90\u2009km", "A", ""), ring("50\u2009km", "B", ""),
                                ring("70\u2009km", "C", ""), ring("90\u2009km", "B", ""), ring("20\u2009km", "C", "")};
    items[5].inner_m = 10000;
    struct rmap_rings rings = {.items = items, .count = 6};
    size_t count;
    struct rmap_rings *parts = rmap_words_parts(&arena, &rings, true, &count);
    assert_int_equal(count, 3);
    assert_int_equal(parts[0].count, 4);
    assert_string_equal(rmap_words_places(&arena, &parts[0], ", ", " and ", false), "A and B");
    assert_string_equal(rmap_words_distances(&arena, &parts[0], false), "50 and 90\u2009km");
    assert_string_equal(parts[1].items[0].label, "70\u2009km");
    assert_string_equal(parts[2].items[0].label, "20\u2009km");
    parts = rmap_words_parts(&arena, &rings, false, &count);
    assert_int_equal(count, 2);
    assert_int_equal(parts[1].count, 2);
    struct rmap_ring many[65];
    for (int i = 0; i < 65; i++)
        many[i] = ring("1\u2009km", rmap_format(&arena, "P%d", i), "");
    struct rmap_rings all = {.items = many, .count = 65};
    parts = rmap_words_parts(&arena, &all, true, &count);
    assert_int_equal(count, 1);
    assert_int_equal(parts[0].count, 65);
    rmap_arena_free(&arena);
}

static void test_lists(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    const char *names[] = {"서울", "제주도(남쪽 9 km)", "오산"};
    assert_string_equal(rmap_words_join(&arena, names, 0, ", ", NULL), "");
    assert_string_equal(rmap_words_join(&arena, names, 1, ", ", NULL), "서울");
    assert_string_equal(rmap_words_join(&arena, names, 2, ", ", NULL), "서울과 제주도(남쪽 9 km)");
    assert_string_equal(rmap_words_join(&arena, names, 3, ", ", NULL), "서울, 제주도(남쪽 9 km)와 오산");
    assert_string_equal(rmap_words_join(&arena, names, 3, ", ", " or "), "서울, 제주도(남쪽 9 km) or 오산");
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

static void long_names_fold_before_their_last_word(void **state)
{
    struct rmap_arena arena = {0};
    (void)state;
    struct rmap_wording folded = rmap_words_in_two_lines(&arena, rmap_words_pick("en", "Osan Air Base", "오산 공군기지"));
    assert_string_equal(folded.first, "Osan Air");
    assert_string_equal(folded.second, "Base");
    assert_true(folded.goes_on);
    assert_null(rmap_words_in_two_lines(&arena, rmap_words_pick("en", "Seoul", "서울")).second);
    assert_string_equal(rmap_words_in_two_lines(&arena, rmap_words_pick("en+ko", "Osan Air Base", "오산")).first, "Osan Air Base");
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
        cmocka_unit_test(test_distances_and_places), cmocka_unit_test(test_parts), cmocka_unit_test(test_lists),
        cmocka_unit_test(a_note_names_three_of_many), cmocka_unit_test(long_names_fold_before_their_last_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
