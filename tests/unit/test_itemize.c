/* itemize.c: against Unicode's rules, worked out by hand for short texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/itemize.h"

struct bench {
    struct rmap_arena arena;
    struct rmap_fonts *fonts;
    const struct rmap_face *face;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    const char *root = getenv("RMAP_TEST_ROOT");
    b->fonts = rmap_fonts_new(&b->arena, rmap_format(&b->arena, "%s/styles/fonts", root ? root : "."), NULL);
    b->face = rmap_fonts_face(b->fonts, &(struct rmap_font){.size_mm = 3, .weight = RMAP_REGULAR});
    *state = b;
    return b->face ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    rmap_fonts_free(b->fonts);
    rmap_arena_free(&b->arena);
    free(b);
    return 0;
}

/* The pieces as drawn from the left, each with its script's ISO 15924 tag, and < where it is written from right to left. */
static void assert_items(struct bench *b, const char *text, const char *expected)
{
    char found[256] = "";
    size_t count;
    const struct rmap_item *items = rmap_itemize(&b->arena, b->fonts, b->face, text, &count);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(found);
        hb_tag_t script = hb_script_to_iso15924_tag(items[i].script);
        assert_ptr_equal(items[i].font, b->face->font);
        snprintf(found + length, sizeof found - length, "%c%c%c%c%s[%.*s]", HB_UNTAG(script), items[i].level % 2 ? "<" : "",
                 (int)items[i].bytes, text + items[i].first_byte);
    }
    assert_string_equal(found, expected);
}

static void test_pieces_are_of_one_script(void **state)
{
    assert_items(*state, "", "");
    assert_items(*state, "Seoul", "Latn[Seoul]");
    assert_items(*state, "서울 (Seoul)", "Hang[서울 (]Latn[Seoul)]");
    assert_items(*state, "300 km – 서울", "Latn[300 km – ]Hang[서울]");
    assert_items(*state, "38° 12′", "Zyyy[38° 12′]");
    assert_items(*state, "x\u0331e\u0301", "Latn[x\u0331e\u0301]");
}

static void test_words_from_right_to_left_are_turned(void **state)
{
    assert_items(*state, "שלום", "Hebr<[שלום]");
    assert_items(*state, "Camp שלום East", "Latn[Camp ]Hebr<[שלום]Hebr[ ]Latn[East]");
    /* A figure behind the word stands to its left, and is still read from the left. */
    assert_items(*state, "Camp שלום 12 km", "Latn[Camp ]Hebr[12]Hebr<[שלום ]Hebr[ ]Latn[km]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pieces_are_of_one_script, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_words_from_right_to_left_are_turned, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
