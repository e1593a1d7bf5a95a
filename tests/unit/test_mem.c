/* Numbers are compared with printf's and strtod's own, also under a locale that writes a decimal comma. */
#define _POSIX_C_SOURCE 200809L

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/mem.h"

static uint64_t next_random(uint64_t *state) /* splitmix64 */
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* --- arena --- */

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    unsigned char *blocks[600];
    size_t sizes[600];
    for (size_t i = 0; i < 600; i++) {
        sizes[i] = i % 97 == 0 ? 100000 + i : i % 300;
        blocks[i] = rmap_alloc(&arena, sizes[i]);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(blocks[i][j], 0);
        memset(blocks[i], (int)(i % 251) + 1, sizes[i]);
    }
    for (size_t i = 0; i < 600; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(blocks[i][j], i % 251 + 1);
    rmap_arena_free(&arena);
    assert_null(arena.blocks);
    assert_string_equal(rmap_copy(&arena, "again"), "again");
    rmap_arena_free(&arena);
    rmap_arena_free(&arena);
}

static void a_large_block_first_leaves_room_for_small_ones(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    char *large = rmap_alloc(&arena, 1 << 20);
    char *small = rmap_copy(&arena, "small");
    memset(large, 'x', 1 << 20);
    assert_string_equal(small, "small");
    rmap_arena_free(&arena);
}

static void texts_are_copied_and_formatted(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    assert_string_equal(rmap_copy(&arena, ""), "");
    assert_string_equal(rmap_copy_n(&arena, "Seoul and more", 5), "Seoul");
    assert_string_equal(rmap_copy_n(&arena, NULL, 0), "");
    assert_string_equal(rmap_format(&arena, "%s-%d", "ring", 300), "ring-300");
    char *wide = rmap_format(&arena, "%*s", 70000, "x");
    assert_int_equal(strlen(wide), 70000);
    rmap_arena_free(&arena);
}

/* --- growing --- */

static void arrays_grow_and_keep_what_they_hold(void **state)
{
    (void)state;
    int *items = NULL;
    size_t capacity = 0, moves = 0;
    for (size_t count = 0; count < 100000; count++) {
        int *before = items;
        items = rmap_grow(items, &capacity, count + 1, sizeof *items);
        moves += items != before;
        assert_true(capacity > count);
        items[count] = (int)count;
    }
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(items[i], i);
    assert_true(moves < 40);
    free(items);
}

static void buffers_take_text_of_any_length(void **state)
{
    (void)state;
    struct rmap_buffer buffer = {0};
    rmap_append(&buffer, "", 0);
    assert_string_equal(buffer.text, "");
    for (int i = 0; i < 1000; i++)
        rmap_print(&buffer, "<g id=\"ring-%d\">", i);
    rmap_append_text(&buffer, "</g>");
    assert_int_equal(strlen(buffer.text), buffer.length);
    assert_int_equal(buffer.length, 10 * 15 + 90 * 16 + 900 * 17 + 4);
    assert_string_equal(buffer.text + buffer.length - 4, "</g>");
    assert_memory_equal(buffer.text, "<g id=\"ring-0\"><g id=\"ring-1\">", 30);
    rmap_buffer_free(&buffer);
    assert_null(buffer.text);
    assert_int_equal(buffer.length + buffer.capacity, 0);
    rmap_buffer_free(&buffer);
}

/* --- numbers out --- */

static const char *written(struct rmap_buffer *buffer, double value, int decimals)
{
    buffer->length = 0;
    rmap_append_number(buffer, value, decimals);
    return buffer->text;
}

static void numbers_are_written_short(void **state)
{
    (void)state;
    static const struct { double value; int decimals; const char *text; } cases[] = {
        {0, 2, "0"},          {-0.0, 2, "0"},         {1.5, 2, "1.5"},      {-1.5, 2, "-1.5"},
        {-0.001, 2, "0"},     {-0.005, 2, "-0.01"},   {0.5, 0, "1"},        {-0.5, 0, "-1"},
        {2.5, 0, "3"},        {1.25, 1, "1.3"},       {-1.25, 1, "-1.3"},   {10, 3, "10"},
        {100.10, 2, "100.1"}, {0.05, 2, "0.05"},      {0.004, 2, "0"},      {99.999, 2, "100"},
        {0.999999, 6, "0.999999"},                    {0.9999996, 6, "1"},  {1e-9, 6, "0"},
        {160, 0, "160"},      {0.49999999999999994, 0, "0"},                {123456.789, 1, "123456.8"},
        {999999999999.0, 6, "999999999999"},          {1e12, 2, "1000000000000"},
        {-12345678901.25, 2, "-12345678901.25"},      {1e300, 0, NULL},
        {NAN, 2, "0"},        {INFINITY, 2, "0"},     {3.14159265, 9, "3.1415927"},
    };
    struct rmap_buffer buffer = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = written(&buffer, cases[i].value, cases[i].decimals);
        if (cases[i].text)
            assert_string_equal(text, cases[i].text);
        else
            assert_int_equal(strlen(text), 301);
    }
    rmap_buffer_free(&buffer);
}

/* printf rounds the exact binary value; ours may differ by one unit only where that lies on a half. */
static void figures_are_grouped_from_a_thousand_on(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    assert_string_equal(rmap_grouped(&arena, 999), "999");
    assert_string_equal(rmap_grouped(&arena, 1000), "1,000");
    assert_string_equal(rmap_grouped(&arena, -4690000), "-4,690,000");
    assert_string_equal(rmap_figure(&arena, 999.96, 1), "1,000");
    assert_string_equal(rmap_figure(&arena, 5500, 1), "5,500");
    assert_string_equal(rmap_figure(&arena, -1300.25, 2), "-1,300.25");
    assert_string_equal(rmap_figure(&arena, 13000, 1), "13,000");
    assert_string_equal(rmap_figure(&arena, 162.5, 1), "162.5");
    assert_string_equal(rmap_figure(&arena, 20003.9, 1), "20,003.9");
    rmap_arena_free(&arena);
}

static void numbers_agree_with_printf(void **state)
{
    (void)state;
    struct rmap_buffer buffer = {0};
    uint64_t seed = 1;
    for (int i = 0; i < 300000; i++) {
        double value = (double)(int64_t)next_random(&seed) / 9.3e18 * (i % 3 ? 2500 : 1e7);
        int decimals = (int)(next_random(&seed) % 8);
        char text[64];
        snprintf(text, sizeof text, "%.*f", decimals, value);
        if (decimals > 0) {
            size_t length = strlen(text);
            while (text[length - 1] == '0')
                text[--length] = '\0';
            if (text[length - 1] == '.')
                text[--length] = '\0';
        }
        const char *expected = strcmp(text, "-0") == 0 ? "0" : text;
        if (strcmp(written(&buffer, value, decimals), expected) != 0) {
            double units = fabs(value) * pow(10, decimals);
            assert_true(fabs(units - floor(units) - 0.5) < 1e-6);
        }
    }
    rmap_buffer_free(&buffer);
}

/* --- numbers in --- */

static void numbers_are_read_to_their_end(void **state)
{
    (void)state;
    static const struct { const char *text; double value; const char *rest; } cases[] = {
        {"12", 12, ""},           {"-12.5", -12.5, ""},     {"+3km", 3, "km"},     {"1e3", 1000, ""},
        {"1E-2x", 0.01, "x"},     {"1e", 1, "e"},           {"1e+", 1, "e+"},      {"5em", 5, "em"},
        {".5", 0.5, ""},          {"5.", 5, ""},            {"5.km", 5, "km"},     {"  7,8", 7, ",8"},
        {"0x10", 0, "x10"},       {"1,5", 1, ",5"},         {"007", 7, ""},        {"126.978E", 126.978, "E"},
        {"37.5665", 37.5665, ""}, {"9007199254740993", 9007199254740992.0, ""},
        {"1e-400", 0, ""},        {"1.7976931348623157e308", 1.7976931348623157e308, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -1;
        const char *end = rmap_read_number(cases[i].text, &value);
        assert_non_null(end);
        assert_string_equal(end, cases[i].rest);
        assert_true(value == cases[i].value);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",    " ",    "abc", "-",    "+",   ".",     "-.",  "e5",
                                        "inf", "-inf", "nan", "NAN",  "--5", "1e999", "- 5", ",5"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double value = 42;
        assert_null(rmap_read_number(texts[i], &value));
        assert_true(value == 42);
    }
}

static void every_double_survives_the_way_through_text(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next_random(&seed);
        double value, back;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        char text[64];
        snprintf(text, sizeof text, "%.17g", value);
        assert_non_null(rmap_read_number(text, &back));
        assert_memory_equal(&value, &back, sizeof value);
    }
}

static void long_digits_are_read(void **state)
{
    (void)state;
    char text[2000] = "0.";
    memset(text + 2, '3', 1000);
    double value;
    assert_string_equal(rmap_read_number(text, &value), "");
    assert_true(value == 1.0 / 3);
}

/* A locale of our own in `folder`: glibc's C.utf8 with a comma for the point. False when that is not there. */
static bool make_comma_locale(const char *folder)
{
    char bytes[4096], path[256];
    FILE *file = fopen("/usr/lib/locale/C.utf8/LC_NUMERIC", "rb");
    if (!file)
        return false;
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t i = 32; i < size; i++) /* behind the table of offsets; the point as a byte and as a wide character */
        if (bytes[i] == '.')
            bytes[i] = ',';
    snprintf(path, sizeof path, "%s/comma", folder);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/comma/LC_NUMERIC", folder);
    file = fopen(path, "wb");
    if (!file)
        return false;
    bool ok = fwrite(bytes, 1, size, file) == size;
    return fclose(file) == 0 && ok;
}

static void a_decimal_comma_changes_nothing(void **state)
{
    (void)state;
    char folder[] = "/tmp/ringmap-locale-XXXXXX", path[256];
    assert_non_null(mkdtemp(folder));
    bool made = make_comma_locale(folder);
    setenv("LOCPATH", folder, 1);
    bool set = made && setlocale(LC_NUMERIC, "comma");
    char comma[16];
    snprintf(comma, sizeof comma, "%.1f", 1.5);
    double value = 0, other = 0;
    struct rmap_buffer buffer = {0};
    const char *end = rmap_read_number("37.5665,126", &value);
    const char *other_end = rmap_read_number("37,5", &other);
    written(&buffer, 37.5665, 4);
    setlocale(LC_NUMERIC, "C");
    unsetenv("LOCPATH");
    snprintf(path, sizeof path, "%s/comma/LC_NUMERIC", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/comma", folder);
    rmdir(path);
    rmdir(folder);
    if (!set)
        skip();
    assert_string_equal(comma, "1,5");
    assert_string_equal(end, ",126");
    assert_true(value == 37.5665);
    assert_string_equal(other_end, ",5");
    assert_true(other == 37);
    assert_string_equal(buffer.text, "37.5665");
    rmap_buffer_free(&buffer);
}

/* --- characters --- */

static void utf8_is_told_from_the_rest(void **state)
{
    (void)state;
    static const char *const good[] = {"", "Seoul", "서울", "37°33′59″", "\xF0\x9F\x97\xBA", "\xF4\x8F\xBF\xBF",
                                       "\xED\x9F\xBF", "\xEE\x80\x80", "\xC2\x80"};
    static const char *const bad[] = {"\x80",     "\xC0\x80",         "\xC1\xBF",         "\xE0\x9F\xBF", "\xED\xA0\x80",
                                      "\xEC\x84", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC2",         "\xFF\xFE",
                                      "\xBF\xC0\xBB\xEA", "\xF0\x8F\xBF\xBF", "\xE2\x28\xA1"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(rmap_is_utf8(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(rmap_is_utf8(bad[i], strlen(bad[i])));
        char longer[32];
        snprintf(longer, sizeof longer, "서%s.", bad[i]);
        assert_int_equal(rmap_utf8_prefix(longer, strlen(longer)), 3);
    }
    assert_true(rmap_is_utf8("a\0b", 3));
    assert_false(rmap_is_utf8("서울", 4));
}

static void words_are_compared_without_case(void **state)
{
    (void)state;
    assert_true(rmap_same_word("Seoul", "sEOUL"));
    assert_true(rmap_same_word("", ""));
    assert_false(rmap_same_word("Seoul", "Seou"));
    assert_false(rmap_same_word("Seou", "Seoul"));
    assert_false(rmap_same_word("[", "{"));
    assert_true(rmap_same_word("서울", "서울"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(a_large_block_first_leaves_room_for_small_ones),
        cmocka_unit_test(texts_are_copied_and_formatted),
        cmocka_unit_test(arrays_grow_and_keep_what_they_hold),
        cmocka_unit_test(buffers_take_text_of_any_length),
        cmocka_unit_test(numbers_are_written_short),
        cmocka_unit_test(figures_are_grouped_from_a_thousand_on),
        cmocka_unit_test(numbers_agree_with_printf),
        cmocka_unit_test(numbers_are_read_to_their_end),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(every_double_survives_the_way_through_text),
        cmocka_unit_test(long_digits_are_read),
        cmocka_unit_test(a_decimal_comma_changes_nothing),
        cmocka_unit_test(utf8_is_told_from_the_rest),
        cmocka_unit_test(words_are_compared_without_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
