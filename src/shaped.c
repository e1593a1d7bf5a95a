#include "shaped.h"

#include <hb.h>
#include <string.h>

#define WHITE_SQUARE 0x25A1 /* drawn for a character that the font lacks */

/* A text while its glyphs are gathered, from the left. */
struct gathering {
    struct rmap_shaped *shaped;
    struct rmap_notes *notes;
    const bool *begins; /* for each byte of the text: does a letter begin there? */
    double x_em;        /* the pen */
};

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

static void set_attributes(PangoLayout *layout, bool pinned, bool spaced)
{
    PangoAttrList *attributes = pango_attr_list_new();
    if (pinned) /* another machine has other fonts to fall back to */
        pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
    if (spaced)
        pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0, dlig=0, calt=0"));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

static void add_glyph(struct gathering *g, hb_font_t *font, const PangoGlyphInfo *info)
{
    struct rmap_shaped *shaped = g->shaped;
    PangoGlyph index = info->glyph;
    double advance = info->geometry.width / RMAP_UNITS_PER_EM;
    hb_glyph_extents_t ink;
    if (index & PANGO_GLYPH_UNKNOWN_FLAG) {
        hb_codepoint_t box = 0; /* what the font itself shows, if it has no box */
        rmap_note(g->notes, "no glyph for U+%04X in %s", (unsigned)(index & ~PANGO_GLYPH_UNKNOWN_FLAG),
                  shaped->face->family);
        hb_font_get_nominal_glyph(font, WHITE_SQUARE, &box);
        index = box;
        advance = hb_font_get_glyph_h_advance(font, box) / RMAP_UNITS_PER_EM;
    }
    if (index != PANGO_GLYPH_EMPTY) {
        struct rmap_glyph *glyph = &shaped->glyphs[shaped->glyph_count++];
        *glyph = (struct rmap_glyph){.index = index,
                                     .x_em = g->x_em + info->geometry.x_offset / RMAP_UNITS_PER_EM,
                                     .y_em = info->geometry.y_offset / RMAP_UNITS_PER_EM,
                                     .letter = shaped->letter_count};
        if (hb_font_get_glyph_extents(font, index, &ink)) {
            glyph->ink_x0_em = ink.x_bearing / RMAP_UNITS_PER_EM;
            glyph->ink_x1_em = (ink.x_bearing + ink.width) / RMAP_UNITS_PER_EM;
            glyph->ink_y0_em = -ink.y_bearing / RMAP_UNITS_PER_EM;
            glyph->ink_y1_em = -(ink.y_bearing + ink.height) / RMAP_UNITS_PER_EM;
        }
    }
    g->x_em += advance;
}

/* Marks are part of the letter before. */
static bool *find_letters(struct rmap_arena *arena, PangoLayout *layout, const char *text)
{
    bool *begins = rmap_alloc(arena, strlen(text) + 1);
    int count;
    const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly(layout, &count);
    const char *at = text;
    for (int i = 0; i < count && *at; i++, at = g_utf8_next_char(at))
        begins[at - text] = attributes[i].is_cursor_position;
    return begins;
}

/* The next letter of the run, from its glyph `from` on; returns the glyph after it. */
static int add_letter(struct gathering *g, const struct rmap_run *run, const PangoGlyphItem *item, int from)
{
    struct rmap_shaped *shaped = g->shaped;
    struct rmap_letter *letter = &shaped->letters[shaped->letter_count];
    hb_font_t *font = pango_font_get_hb_font(run->font);
    int count = item->glyphs->num_glyphs, bytes = item->item->length, next = from;
    const int *starts = item->glyphs->log_clusters;
    double from_em = g->x_em;
    size_t first = shaped->glyph_count;
    for (; next < count && (starts[next] == starts[from]
                            || (!run->backward && !g->begins[item->item->offset + starts[next]]));
         next++)
        add_glyph(g, font, &item->glyphs->glyphs[next]);
    int end = run->backward ? (from ? starts[from - 1] : bytes) : (next < count ? starts[next] : bytes);
    *letter = (struct rmap_letter){.first_byte = run->first_byte + (size_t)starts[from],
                                   .bytes = (size_t)(end - starts[from]),
                                   .advance_em = g->x_em - from_em,
                                   .glyphs = (int)(shaped->glyph_count - first)};
    shaped->letter_count++;
    return next;
}

static void add_run(struct gathering *g, const PangoGlyphItem *item)
{
    struct rmap_shaped *shaped = g->shaped;
    struct rmap_run *run = &shaped->runs[shaped->run_count++];
    *run = (struct rmap_run){
        .font = g_object_ref(item->item->analysis.font),
        .first = shaped->glyph_count,
        .first_letter = shaped->letter_count,
        .first_byte = (size_t)item->item->offset,
        .backward = item->item->analysis.level % 2 == 1,
    };
    for (int i = 0; i < item->glyphs->num_glyphs;)
        i = add_letter(g, run, item, i);
    run->count = shaped->glyph_count - run->first;
    run->letters = shaped->letter_count - run->first_letter;
}

struct rmap_shaped *rmap_shaped_new(struct rmap_arena *arena, struct rmap_notes *notes, const struct rmap_face *face, bool spaced,
                               const char *text)
{
    struct rmap_shaped *shaped = rmap_alloc(arena, sizeof *shaped);
    *shaped = (struct rmap_shaped){.face = face, .text = clean(arena, notes, text)};
    if (!shaped->text[0])
        return shaped;
    set_attributes(face->layout, face->path != NULL, spaced);
    pango_layout_set_font_description(face->layout, face->description);
    pango_layout_set_text(face->layout, shaped->text, -1);

    GSList *items = pango_layout_get_line_readonly(face->layout, 0)->runs;
    size_t runs = 0, glyphs = 0;
    for (GSList *i = items; i; i = i->next, runs++)
        glyphs += (size_t)((PangoGlyphItem *)i->data)->glyphs->num_glyphs;
    shaped->runs = rmap_alloc(arena, runs * sizeof *shaped->runs);
    shaped->glyphs = rmap_alloc(arena, glyphs * sizeof *shaped->glyphs);
    shaped->letters = rmap_alloc(arena, glyphs * sizeof *shaped->letters);
    struct gathering g = {.shaped = shaped, .notes = notes, .begins = find_letters(arena, face->layout, shaped->text)};
    for (GSList *i = items; i; i = i->next)
        add_run(&g, i->data);
    shaped->width_em = g.x_em;
    return shaped;
}

void rmap_shaped_free(struct rmap_shaped *shaped)
{
    for (size_t i = 0; shaped && i < shaped->run_count; i++)
        g_object_unref(shaped->runs[i].font);
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
