#include "png.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "deflate.h"
#include "palette.h"

#define IDAT_BYTES      ((size_t)1 << 20)
#define METRES_PER_INCH 0.0254

/* A chunk: length, type, data, CRC of type and data (PNG 3rd edition, 5.3). */
static void write_u32(unsigned char *to, uint32_t value)
{
    to[0] = (unsigned char)(value >> 24);
    to[1] = (unsigned char)(value >> 16);
    to[2] = (unsigned char)(value >> 8);
    to[3] = (unsigned char)value;
}

static bool write_chunk(struct rmap_output *out, const char *type, const void *data, size_t size)
{
    unsigned char head[8], tail[4];
    write_u32(head, (uint32_t)size);
    memcpy(head + 4, type, 4);
    uint32_t crc = rmap_crc32(0, head + 4, 4);
    if (size)
        crc = rmap_crc32(crc, data, size);
    write_u32(tail, crc);
    return rmap_output_write(out, head, sizeof head) && (size == 0 || rmap_output_write(out, data, size))
           && rmap_output_write(out, tail, sizeof tail);
}

enum samples { RGB = 2, INDEXED = 3, RGBA = 6 }; /* the colour type of IHDR */

static bool write_header(struct rmap_output *out, int width, int height, enum samples samples)
{
    unsigned char data[13] = {0};
    write_u32(data, (uint32_t)width);
    write_u32(data + 4, (uint32_t)height);
    data[8] = 8; /* bits a sample */
    data[9] = (unsigned char)samples;
    return write_chunk(out, "IHDR", data, sizeof data);
}

/* PLTE, and tRNS as far as colours let through. */
static bool write_palette(struct rmap_output *out, const struct rmap_palette *palette)
{
    unsigned char rgb[RMAP_PALETTE_MOST][3], alpha[RMAP_PALETTE_MOST];
    size_t clear = 0;
    for (int i = 0; i < palette->count; i++) {
        memcpy(rgb[i], palette->rgba[i], sizeof rgb[i]);
        alpha[i] = palette->rgba[i][3];
        clear = alpha[i] < 255 ? (size_t)i + 1 : clear;
    }
    return write_chunk(out, "PLTE", rgb[0], 3 * (size_t)palette->count) && (clear == 0 || write_chunk(out, "tRNS", alpha, clear));
}

static bool write_physical_size(struct rmap_output *out, double dpi)
{
    if (!(dpi > 0))
        return true;
    unsigned char data[9];
    uint32_t per_metre = (uint32_t)lround(dpi / METRES_PER_INCH);
    write_u32(data, per_metre);
    write_u32(data + 4, per_metre);
    data[8] = 1; /* the metre */
    return write_chunk(out, "pHYs", data, sizeof data);
}

/* --- texts --- */

/* The value in Latin-1, when every character of it has a glyph there; else false. */
static bool append_latin1(struct rmap_buffer *chunk, const char *value)
{
    for (const unsigned char *c = (const unsigned char *)value; *c; c++) {
        unsigned char latin = *c;
        if (*c >= 0xC2 && *c <= 0xC3 && (c[1] & 0xC0) == 0x80) {
            latin = (unsigned char)(((*c & 3) << 6) | (c[1] & 0x3F));
            c++;
        } else if (*c >= 0x7F) {
            return false;
        }
        if ((latin >= 0x80 && latin < 0xA0) || (latin < ' ' && latin != '\n'))
            return false;
        rmap_append(chunk, (const char *)&latin, 1);
    }
    return true;
}

static bool write_text(struct rmap_output *out, const struct rmap_png_text *text)
{
    size_t key_size = strlen(text->key) + 1; /* with its NUL */
    struct rmap_buffer chunk = {0};
    rmap_append(&chunk, text->key, key_size);
    const char *type = "tEXt";
    if (!append_latin1(&chunk, text->value)) {
        type = "iTXt";
        chunk.length = key_size;
        rmap_append(&chunk, "\0\0\0\0", 4); /* not compressed; no language; no translated key */
        rmap_append_text(&chunk, text->value);
    }
    bool ok = write_chunk(out, type, chunk.text, chunk.length);
    rmap_buffer_free(&chunk);
    return ok;
}

static bool write_texts(struct rmap_output *out, const struct rmap_png_spec *spec)
{
    for (size_t i = 0; i < spec->text_count; i++)
        if (spec->texts[i].value && spec->texts[i].value[0] && !write_text(out, &spec->texts[i]))
            return false;
    return true;
}

/* --- pixels --- */

static void copy_rgb(unsigned char *to, const uint32_t *from, int width)
{
    for (int x = 0; x < width; x++) {
        uint32_t pixel = from[x];
        *to++ = (unsigned char)(pixel >> 16);
        *to++ = (unsigned char)(pixel >> 8);
        *to++ = (unsigned char)pixel;
    }
}

static unsigned char straighten(uint32_t premultiplied, uint32_t alpha)
{
    uint32_t value = alpha ? ((premultiplied & 255) * 255 + alpha / 2) / alpha : 0;
    return (unsigned char)(value > 255 ? 255 : value);
}

/* opaque: the words' first byte means nothing. */
static void copy_rgba(unsigned char *to, const uint32_t *from, int width, bool opaque)
{
    for (int x = 0; x < width; x++) {
        uint32_t pixel = from[x], alpha = opaque ? 255 : pixel >> 24;
        *to++ = straighten(pixel >> 16, alpha);
        *to++ = straighten(pixel >> 8, alpha);
        *to++ = straighten(pixel, alpha);
        *to++ = (unsigned char)alpha;
    }
}

/* Rows without a filter: on flat colours it wins in time and in size. Without alpha a row is shorter than it
 * was and is put back where the pixels stood, for touching a second buffer's pages costs a fifth of the
 * whole. NULL when no second one was needed. */
static unsigned char *pack_rows(unsigned char *pixels, int width, int height, int stride, bool alpha)
{
    size_t row_size = (size_t)width * (alpha ? 4 : 3) + 1, capacity = 0;
    unsigned char *second = alpha ? rmap_grow(NULL, &capacity, row_size * (size_t)height, 1) : NULL;
    unsigned char *to = alpha ? second : pixels;
    unsigned char *row = rmap_grow(NULL, &(size_t){0}, row_size, 1);
    row[0] = 0;
    for (int y = 0; y < height; y++, to += row_size) {
        const void *from = pixels + (size_t)y * (size_t)stride;
        if (alpha)
            copy_rgba(row + 1, from, width, false);
        else
            copy_rgb(row + 1, from, width);
        memcpy(to, row, row_size);
    }
    free(row);
    return second;
}

static bool write_pixels(struct rmap_output *out, const unsigned char *rows, size_t size,
                         struct rmap_error *err)
{
    struct rmap_buffer packed = {0};
    if (!rmap_deflate(RMAP_ZLIB, RMAP_DEFLATE_QUICK, rows, size, &packed))
        return rmap_fail(err, RMAP_FAILED, "out of memory for the PNG of '%s'", rmap_output_path(out));
    bool ok = true;
    for (size_t at = 0; ok && at < packed.length; at += IDAT_BYTES)
        ok = write_chunk(out, "IDAT", packed.text + at,
                         packed.length - at < IDAT_BYTES ? packed.length - at : IDAT_BYTES);
    rmap_buffer_free(&packed);
    return ok || rmap_fail(err, RMAP_OUTPUT, "cannot write '%s'", rmap_output_path(out));
}

/* What comes before the pixels. */
static bool write_front(struct rmap_output *out, int width, int height, enum samples samples,
                        const struct rmap_png_spec *spec, const struct rmap_palette *palette)
{
    static const unsigned char signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const unsigned char perceptual = 0;
    return rmap_output_write(out, signature, sizeof signature) && write_header(out, width, height, samples)
           && write_chunk(out, "sRGB", &perceptual, 1) && (!palette || write_palette(out, palette))
           && write_physical_size(out, spec->dpi) && write_texts(out, spec);
}

static bool write_true_colors(struct rmap_output *out, unsigned char *pixels, int width, int height, int stride, bool alpha,
                              const struct rmap_png_spec *spec, struct rmap_error *err)
{
    if (!write_front(out, width, height, alpha ? RGBA : RGB, spec, NULL))
        return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s'", rmap_output_path(out));
    unsigned char *second = pack_rows(pixels, width, height, stride, alpha);
    size_t size = ((size_t)width * (alpha ? 4 : 3) + 1) * (size_t)height;
    bool ok = write_pixels(out, second ? second : pixels, size, err);
    free(second);
    return ok;
}

/* Rows of indices, each behind the byte that says "no filter". */
static void spread_rows(unsigned char *rows, const unsigned char *indices, int width, int height)
{
    for (int y = 0; y < height; y++) {
        *rows++ = 0;
        memcpy(rows, indices + (size_t)y * (size_t)width, (size_t)width);
        rows += width;
    }
}

static bool write_few_colors(struct rmap_output *out, const unsigned char *pixels, int width, int height, int stride,
                             bool alpha, const struct rmap_png_spec *spec, struct rmap_error *err)
{
    size_t count = (size_t)width * (size_t)height;
    unsigned char *rgba = rmap_grow(NULL, &(size_t){0}, 4 * count, 1);
    unsigned char *indices = rmap_grow(NULL, &(size_t){0}, count, 1);
    for (int y = 0; y < height; y++)
        copy_rgba(rgba + 4 * (size_t)y * (size_t)width, (const void *)(pixels + (size_t)y * (size_t)stride), width, !alpha);
    struct rmap_palette palette = {.count = 0};
    bool ok = rmap_palette_reduce(rgba, width, height, spec->colors, &palette, indices)
              || rmap_fail(err, RMAP_FAILED, "cannot find %d colours for '%s'", spec->colors, rmap_output_path(out));
    ok = ok && (write_front(out, width, height, INDEXED, spec, &palette)
                || rmap_fail(err, RMAP_OUTPUT, "cannot write '%s'", rmap_output_path(out)));
    if (ok) {
        spread_rows(rgba, indices, width, height); /* the pixels are no longer needed, and there is room */
        ok = write_pixels(out, rgba, count + (size_t)height, err);
    }
    free(rgba);
    free(indices);
    return ok;
}

bool rmap_png_write(struct rmap_output *out, unsigned char *pixels, int width, int height, int stride,
                    bool alpha, const struct rmap_png_spec *spec, struct rmap_error *err)
{
    if (width <= 0 || height <= 0 || width > INT_MAX / 4)
        return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s': a picture of %d x %d pixels",
                         rmap_output_path(out), width, height);
    bool ok = spec->colors ? write_few_colors(out, pixels, width, height, stride, alpha, spec, err)
                           : write_true_colors(out, pixels, width, height, stride, alpha, spec, err);
    return ok && write_chunk(out, "IEND", NULL, 0);
}
