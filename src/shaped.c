#include "shaped.h"

#include <string.h>

#include "itemize.h"

#define MISSING      0      /* the glyph of characters that the font lacks */
#define WHITE_SQUARE 0x25A1 /* drawn for them */

/* A text while its glyphs are gathered, from the left. */
struct gathering {
    struct rmap_shaped *shaped;
    struct rmap_notes *notes;
    hb_buffer_t *glyphs; /* of the present item */
    double x_em;         /* the pen */
};

static double em(hb_position_t units)
{
    return (double)units / RMAP_UNITS_PER_EM;
}

static bool is_backward(const struct rmap_item *item)
{
    return item->level % 2 == 1;
}

/* Control characters have no glyph; what is not UTF-8 has no characters. */
static const char *clean(struct rmap_arena *arena, struct rmap_notes *notes, const char *text)
{
    size_t length = strlen(text);
    if (!rmap_is_utf8(text, length)) {
        rmap_note(notes, "a label is not UTF-8 text and is not drawn");
        return "";
    }
    char *copy = rmap_copy(arena, text), *end = copy;
    for (const char *c = text; *c; c++) {
        if ((unsigned char)*c >= ' ' && *c != 0x7F)
            *end++ = *c;
    }
    *end = '\0';
    return copy;
}

/* Joiners and signs of direction need no glyph. */
static bool is_shown(hb_codepoint_t character)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), character) != HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

/* The font lacks characters of this letter. */
static void note_missing(const struct gathering *g, const struct rmap_item *item, const struct rmap_letter *letter)
{
    hb_buffer_t *buffer = hb_buffer_create();
    unsigned count;
    hb_buffer_add_utf8(buffer, g->shaped->text + letter->first_byte, (int)letter->bytes, 0, -1);
    const hb_glyph_info_t *characters = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        if (is_shown(characters[i].codepoint) && !rmap_font_file_has(item->font, characters[i].codepoint))
            rmap_note(g->notes, "no glyph for U+%04X in %s", (unsigned)characters[i].codepoint, g->shaped->face->family);
    }
    hb_buffer_destroy(buffer);
}

static void add_glyph(struct gathering *g, hb_font_t *font, hb_codepoint_t index, const hb_glyph_position_t *at)
{
    struct rmap_shaped *shaped = g->shaped;
    struct rmap_glyph *glyph = &shaped->glyphs[shaped->glyph_count++];
    hb_position_t advance = at->x_advance;
    hb_glyph_extents_t ink;
    if (index == MISSING) {
        hb_font_get_nominal_glyph(font, WHITE_SQUARE, &index); /* or what the font itself shows, if it has no box */
        advance = hb_font_get_glyph_h_advance(font, index);
    }
    *glyph = (struct rmap_glyph){.index = index,
                                 .x_em = g->x_em + em(at->x_offset),
                                 .y_em = -em(at->y_offset),
                                 .letter = shaped->letter_count};
    if (hb_font_get_glyph_extents(font, index, &ink)) {
        glyph->ink_x0_em = em(ink.x_bearing);
        glyph->ink_x1_em = em(ink.x_bearing + ink.width);
        glyph->ink_y0_em = -em(ink.y_bearing);
        glyph->ink_y1_em = -em(ink.y_bearing + ink.height);
    }
    g->x_em += em(advance);
}

/* The next letter of the item, from its glyph `from` on; returns the glyph after it. */
static unsigned add_letter(struct gathering *g, const struct rmap_item *item, unsigned from)
{
    struct rmap_shaped *shaped = g->shaped;
    struct rmap_letter *letter = &shaped->letters[shaped->letter_count];
    unsigned count, next = from;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(g->glyphs, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(g->glyphs, &count);
    double from_em = g->x_em;
    bool missing = false;
    for (; next < count && info[next].cluster == info[from].cluster; next++) {
        missing |= info[next].codepoint == MISSING;
        add_glyph(g, item->font->shaper, info[next].codepoint, &at[next]);
    }
    size_t end = item->first_byte + item->bytes;
    if (is_backward(item) && from > 0)
        end = info[from - 1].cluster;
    else if (!is_backward(item) && next < count)
        end = info[next].cluster;
    *letter = (struct rmap_letter){.first_byte = info[from].cluster,
                                   .bytes = end - info[from].cluster,
                                   .advance_em = g->x_em - from_em,
                                   .glyphs = (int)(next - from)};
    shaped->letter_count++;
    if (missing)
        note_missing(g, item, letter);
    return next;
}

/* The glyphs of a letter have the same number, which is its first byte: HarfBuzz sees to it. */
static hb_buffer_t *shape(const struct rmap_item *item, bool spaced, const char *text)
{
    static const hb_feature_t apart[] = {
        {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    };
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(buffer, text, -1, (unsigned)item->first_byte, (int)item->bytes);
    hb_buffer_set_direction(buffer, is_backward(item) ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, item->script);
    hb_shape(item->font->shaper, buffer, apart, spaced ? sizeof apart / sizeof *apart : 0);
    return buffer;
}

static void add_run(struct gathering *g, const struct rmap_item *item)
{
    struct rmap_shaped *shaped = g->shaped;
    struct rmap_run *run = &shaped->runs[shaped->run_count++];
    unsigned count = hb_buffer_get_length(g->glyphs);
    *run = (struct rmap_run){.font = item->font,
                             .first = shaped->glyph_count,
                             .count = count,
                             .first_letter = shaped->letter_count,
                             .first_byte = item->first_byte,
                             .backward = is_backward(item)};
    for (unsigned i = 0; i < count;)
        i = add_letter(g, item, i);
    run->letters = shaped->letter_count - run->first_letter;
}

struct rmap_shaped *rmap_shaped_new(struct rmap_arena *arena, struct rmap_notes *notes, struct rmap_fonts *fonts,
                                    const struct rmap_face *face, bool spaced, const char *text)
{
    struct rmap_shaped *shaped = rmap_alloc(arena, sizeof *shaped);
    *shaped = (struct rmap_shaped){.face = face, .text = clean(arena, notes, text)};
    size_t runs, glyphs = 0;
    const struct rmap_item *items = rmap_itemize(arena, fonts, face, shaped->text, &runs);
    hb_buffer_t **buffers = rmap_alloc(arena, runs * sizeof(hb_buffer_t *));
    for (size_t i = 0; i < runs; i++) {
        buffers[i] = shape(&items[i], spaced, shaped->text);
        glyphs += hb_buffer_get_length(buffers[i]);
    }
    shaped->runs = rmap_alloc(arena, runs * sizeof *shaped->runs);
    shaped->glyphs = rmap_alloc(arena, glyphs * sizeof *shaped->glyphs);
    shaped->letters = rmap_alloc(arena, glyphs * sizeof *shaped->letters);
    struct gathering g = {.shaped = shaped, .notes = notes};
    for (size_t i = 0; i < runs; i++) {
        g.glyphs = buffers[i];
        add_run(&g, &items[i]);
        hb_buffer_destroy(buffers[i]);
    }
    shaped->width_em = g.x_em;
    return shaped;
}

double rmap_shaped_width(const struct rmap_shaped *shaped, const struct rmap_font *font)
{
    double gaps = shaped->letter_count ? (double)(shaped->letter_count - 1) : 0;
    return shaped->width_em * font->size_mm + gaps * font->spacing_mm;
}

struct rmap_page rmap_shaped_origin(const struct rmap_glyph *glyph, const struct rmap_font *font)
{
    return (struct rmap_page){glyph->x_em * font->size_mm + (double)glyph->letter * font->spacing_mm,
                              glyph->y_em * font->size_mm};
}
