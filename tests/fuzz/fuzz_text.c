/* fuzz_text.c - a name in the pinned font: the first byte says how it is set, the rest is the text. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shaped.h"
#include "text_outline.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* The letters lie apart, inside the text, and their glyphs are all there are. */
static void check_letters(const struct rmap_shaped *shaped)
{
    size_t length = strlen(shaped->text), letters = 0, glyphs = 0, bytes = 0;
    for (size_t i = 0; i < shaped->run_count; i++) {
        const struct rmap_run *run = &shaped->runs[i];
        check(run->first == glyphs && run->first_letter == letters);
        glyphs += run->count;
        letters += run->letters;
    }
    check(glyphs == shaped->glyph_count && letters == shaped->letter_count);
    glyphs = 0;
    for (size_t i = 0; i < shaped->letter_count; i++) {
        const struct rmap_letter *letter = &shaped->letters[i];
        check(letter->bytes > 0 && letter->first_byte < length && letter->bytes <= length - letter->first_byte);
        check(rmap_is_utf8(shaped->text + letter->first_byte, letter->bytes));
        bytes += letter->bytes;
        glyphs += (size_t)letter->glyphs;
    }
    check(bytes <= length && glyphs == shaped->glyph_count);
}

static void check_size(struct rmap_text_size size)
{
    check(isfinite(size.width_mm) && isfinite(size.ink_x0_mm) && isfinite(size.ink_x1_mm));
    check(size.ink_x0_mm <= size.ink_x1_mm && size.ink_y0_mm <= size.ink_y1_mm);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    struct rmap_arena arena = {0};
    struct rmap_text_engine *engine = rmap_text_engine_new("styles/fonts", NULL);
    struct rmap_text text = {.text = rmap_copy_n(&arena, (const char *)bytes + 1, size - 1),
                             .font = {.size_mm = 3, .weight = bytes[0] & 1 ? RMAP_BOLD : RMAP_REGULAR,
                                      .spacing_mm = bytes[0] & 2 ? 0.5 : 0, .oblique = bytes[0] & 4}};
    struct rmap_path outline = {0};
    size_t count;
    check_letters(rmap_text_shaped(engine, &text));
    check_size(rmap_text_measure(engine, &text.font, text.text));
    rmap_text_clusters(engine, &arena, &text.font, text.text, &count);
    rmap_text_outline(engine, &text, &outline);
    for (size_t i = 0; i < outline.count; i++)
        check(isfinite(outline.points[i].x_mm) && isfinite(outline.points[i].y_mm));
    rmap_path_free(&outline);
    rmap_text_engine_free(engine);
    rmap_arena_free(&arena);
    return 0;
}
