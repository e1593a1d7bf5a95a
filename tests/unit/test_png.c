/* Every picture is taken apart again: chunks and their sums by hand, pixels through libdeflate's decompressor. */
#define _POSIX_C_SOURCE 200809L

#include <libdeflate.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/png.h"

struct picture {
    unsigned char *bytes;     /* the file */
    size_t size;
    char chunks[64 * 5];      /* "IHDR sRGB ... IEND " */
    const unsigned char *text[8], *header, *physical;
    size_t text_size[8];
    size_t texts;
    unsigned char *packed, *rows;
    size_t packed_size, row_size;
};

static uint32_t u32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static char path[] = "/tmp/ringmap-png-test.png";

static int start(void **state)
{
    (void)state;
    strcpy(path, "/tmp/ringmap-png-XXXXXX");
    int file = mkstemp(path);
    return file >= 0 ? close(file) : -1;
}

static int stop(void **state)
{
    (void)state;
    return unlink(path);
}

static struct picture write_and_read(const uint32_t *pixels, int width, int height, int stride, bool alpha,
                                     const struct rmap_png_spec *spec)
{
    struct rmap_error err = {0};
    struct rmap_output *out = rmap_output_open(path, &err);
    assert_non_null(out);
    unsigned char *spent = malloc((size_t)stride * (size_t)height); /* by the writing */
    memcpy(spent, pixels, (size_t)stride * (size_t)height);
    assert_true(rmap_png_write(out, spent, width, height, stride, alpha, spec, &err));
    free(spent);
    assert_true(rmap_output_commit(out, &err));

    struct picture p = {0};
    FILE *file = fopen(path, "rb");
    fseek(file, 0, SEEK_END);
    p.size = (size_t)ftell(file);
    rewind(file);
    p.bytes = malloc(p.size);
    p.packed = malloc(p.size);
    assert_int_equal(fread(p.bytes, 1, p.size, file), p.size);
    fclose(file);
    assert_memory_equal(p.bytes, "\x89PNG\r\n\x1A\n", 8);
    size_t at = 8;
    while (at < p.size) {
        const unsigned char *chunk = p.bytes + at;
        size_t size = u32(chunk);
        assert_true(at + 12 + size <= p.size);
        assert_int_equal(u32(chunk + 8 + size), libdeflate_crc32(0, chunk + 4, size + 4));
        snprintf(p.chunks + strlen(p.chunks), sizeof p.chunks - strlen(p.chunks), "%.4s ", (const char *)chunk + 4);
        if (memcmp(chunk + 4, "IHDR", 4) == 0)
            p.header = chunk + 8;
        if (memcmp(chunk + 4, "pHYs", 4) == 0)
            p.physical = chunk + 8;
        if (memcmp(chunk + 5, "EXt", 3) == 0 || memcmp(chunk + 5, "TXt", 3) == 0) {
            p.text[p.texts] = chunk + 8;
            p.text_size[p.texts++] = size;
        }
        if (memcmp(chunk + 4, "IDAT", 4) == 0) {
            memcpy(p.packed + p.packed_size, chunk + 8, size);
            p.packed_size += size;
        }
        at += 12 + size;
    }
    p.row_size = 1 + (size_t)width * (alpha ? 4 : 3);
    p.rows = malloc(p.row_size * (size_t)height);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    assert_int_equal(libdeflate_zlib_decompress(d, p.packed, p.packed_size, p.rows, p.row_size * (size_t)height, NULL),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(d);
    return p;
}

static void let_go(struct picture *p)
{
    free(p->bytes);
    free(p->packed);
    free(p->rows);
}

static void colours_are_kept(void **state)
{
    (void)state;
    static const uint32_t pixels[2][4] = {{0xFF102030, 0x00FFFFFF, 0xFF000000, 0xDEADBEEF},
                                          {0x12345678, 0xFFFFFFFF, 0xFF0000FF, 0xDEADBEEF}};
    struct rmap_png_spec spec = {.dpi = 300};
    struct picture p = write_and_read(&pixels[0][0], 3, 2, 16, false, &spec);
    static const unsigned char expected[] = {0, 0x10, 0x20, 0x30, 0xFF, 0xFF, 0xFF, 0, 0, 0,
                                             0, 0x34, 0x56, 0x78, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF};
    assert_memory_equal(p.rows, expected, sizeof expected);
    assert_memory_equal(p.header, "\0\0\0\3\0\0\0\2\x8\x2\0\0\0", 13);
    assert_string_equal(p.chunks, "IHDR sRGB pHYs IDAT IEND ");
    let_go(&p);
}

static void alpha_is_taken_out_of_the_colours(void **state)
{
    (void)state;
    static const uint32_t pixels[] = {0xFF102030, 0x00000000, 0x80804000, 0x01010001, 0x40804020};
    struct rmap_png_spec spec = {0};
    struct picture p = write_and_read(pixels, 5, 1, sizeof pixels, true, &spec);
    static const unsigned char expected[] = {0,    0x10, 0x20, 0x30, 0xFF, 0,    0,    0,    0,   0xFF, 0x80,
                                             0x00, 0x80, 0xFF, 0,    0xFF, 0x01, 0xFF, 0xFF, 0x80, 0x40};
    assert_memory_equal(p.rows, expected, sizeof expected);
    assert_int_equal(p.header[9], 6);
    assert_string_equal(p.chunks, "IHDR sRGB IDAT IEND "); /* no dpi: no size */
    let_go(&p);
}

static void size_on_paper_is_stated(void **state)
{
    (void)state;
    static const uint32_t pixel = 0xFFFFFFFF;
    static const struct { double dpi; uint32_t per_metre; } cases[] = {{300, 11811}, {96, 3780}, {72, 2835}, {2400, 94488}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rmap_png_spec spec = {.dpi = cases[i].dpi};
        struct picture p = write_and_read(&pixel, 1, 1, 4, false, &spec);
        assert_int_equal(u32(p.physical), cases[i].per_metre);
        assert_int_equal(u32(p.physical + 4), cases[i].per_metre);
        assert_int_equal(p.physical[8], 1);
        let_go(&p);
    }
}

static void texts_are_written_as_they_need(void **state)
{
    (void)state;
    static const uint32_t pixel = 0xFFFFFFFF;
    static const struct rmap_png_text texts[] = {
        {"Title", "Within 300 km"},      {"Copyright", "© OpenStreetMap, 37° N"}, {"Description", "서울에서 300 km"},
        {"Comment", NULL},               {"Author", ""},                           {"Source", "300\u2009km"},
    };
    struct rmap_png_spec spec = {.dpi = 300, .texts = texts, .text_count = 6};
    struct picture p = write_and_read(&pixel, 1, 1, 4, false, &spec);
    assert_string_equal(p.chunks, "IHDR sRGB pHYs tEXt tEXt iTXt iTXt IDAT IEND ");
    assert_int_equal(p.text_size[0], 19);
    assert_memory_equal(p.text[0], "Title\0Within 300 km", 19);
    static const char copyright[] = "Copyright\0\xA9 OpenStreetMap, 37\xB0 N";
    assert_int_equal(p.text_size[1], sizeof copyright - 1);
    assert_memory_equal(p.text[1], copyright, sizeof copyright - 1);
    static const char description[] = "Description\0\0\0\0\0서울에서 300 km";
    assert_int_equal(p.text_size[2], sizeof description - 1);
    assert_memory_equal(p.text[2], description, sizeof description - 1);
    let_go(&p);
}

/* One pixel a row: the packed row is as long as the pixels' was. */
static void narrow_pictures_come_back(void **state)
{
    (void)state;
    static const uint32_t pixels[] = {0xFF010203, 0xFF040506, 0xFF070809};
    struct rmap_png_spec spec = {.dpi = 300};
    struct picture p = write_and_read(pixels, 1, 3, 4, false, &spec);
    assert_memory_equal(p.rows, "\0\1\2\3\0\4\5\6\0\7\x8\x9", 12);
    let_go(&p);
    p = write_and_read(pixels, 1, 3, 4, true, &spec);
    assert_memory_equal(p.rows, "\0\1\2\3\xFF\0\4\5\6\xFF\0\7\x8\x9\xFF", 15);
    let_go(&p);
}

/* More than one IDAT's worth of noise. */
static void large_pictures_come_back(void **state)
{
    (void)state;
    int width = 1201, height = 900;
    uint32_t *pixels = malloc((size_t)width * (size_t)height * 4), seed = 1;
    for (int i = 0; i < width * height; i++)
        pixels[i] = seed = seed * 1664525u + 1013904223u;
    struct rmap_png_spec spec = {.dpi = 300};
    struct picture p = write_and_read(pixels, width, height, width * 4, false, &spec);
    assert_string_equal(p.chunks, "IHDR sRGB pHYs IDAT IDAT IDAT IDAT IEND ");
    for (int y = 0; y < height; y++) {
        const unsigned char *row = p.rows + (size_t)y * p.row_size;
        assert_int_equal(row[0], 0);
        for (int x = 0; x < width; x++) {
            const unsigned char *c = row + 1 + 3 * x;
            if (((uint32_t)c[0] << 16 | (uint32_t)c[1] << 8 | c[2]) != (pixels[y * width + x] & 0xFFFFFF))
                fail_msg("pixel %d, %d differs", x, y);
        }
    }
    let_go(&p);
    free(pixels);
}

static void the_same_picture_has_the_same_bytes(void **state)
{
    (void)state;
    static const uint32_t pixels[] = {0xFF102030, 0xFF405060};
    struct rmap_png_spec spec = {.dpi = 96};
    struct picture a = write_and_read(pixels, 2, 1, 8, false, &spec), b = write_and_read(pixels, 2, 1, 8, false, &spec);
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.bytes, b.bytes, a.size);
    let_go(&a);
    let_go(&b);
}

static void a_picture_of_nothing_is_refused(void **state)
{
    (void)state;
    struct rmap_error err = {0};
    struct rmap_output *out = rmap_output_open(path, &err);
    struct rmap_png_spec spec = {.dpi = 96};
    assert_false(rmap_png_write(out, NULL, 0, 5, 0, false, &spec, &err));
    assert_int_equal(err.status, RMAP_OUTPUT);
    assert_non_null(strstr(err.text, "0 x 5 pixels"));
    rmap_output_abandon(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(colours_are_kept, start, stop),
        cmocka_unit_test_setup_teardown(alpha_is_taken_out_of_the_colours, start, stop),
        cmocka_unit_test_setup_teardown(size_on_paper_is_stated, start, stop),
        cmocka_unit_test_setup_teardown(texts_are_written_as_they_need, start, stop),
        cmocka_unit_test_setup_teardown(narrow_pictures_come_back, start, stop),
        cmocka_unit_test_setup_teardown(large_pictures_come_back, start, stop),
        cmocka_unit_test_setup_teardown(the_same_picture_has_the_same_bytes, start, stop),
        cmocka_unit_test_setup_teardown(a_picture_of_nothing_is_refused, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
