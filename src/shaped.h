/* shaped.h - a text as one face shows it: glyphs in em, shaped by HarfBuzz once and drawn at any size. */
#ifndef RMAP_SHAPED_H
#define RMAP_SHAPED_H

#include "fonts.h"

struct rmap_glyph {
    unsigned long index;
    double x_em, y_em; /* from the text's start on the baseline, without letter spacing, y down */
    double ink_x0_em, ink_x1_em, ink_y0_em, ink_y1_em; /* from the glyph's own origin */
    size_t letter; /* counted as drawn, from the left: letter spacing shifts by it */
};

/* Neighbouring glyphs of one font. */
struct rmap_run {
    const struct rmap_font_file *font;
    size_t first, count; /* glyphs */
    size_t first_letter, letters;
    size_t first_byte;
    bool backward; /* written from right to left */
};

/* What is one letter to a reader, with its marks: a grapheme cluster. */
struct rmap_letter {
    size_t first_byte, bytes;
    double advance_em;
    int glyphs;
};

struct rmap_shaped {
    const struct rmap_face *face;
    const char *text; /* without what cannot be shown */
    struct rmap_glyph *glyphs;
    struct rmap_run *runs;
    struct rmap_letter *letters; /* as drawn, from the left */
    size_t glyph_count, run_count, letter_count;
    double width_em;
};

/* spaced: for letter spacing, without ligatures. Characters without a glyph and what is not UTF-8 are noted. Lives in `arena`. */
struct rmap_shaped *rmap_shaped_new(struct rmap_arena *arena, struct rmap_notes *notes, struct rmap_fonts *fonts,
                                    const struct rmap_face *face, bool spaced, const char *text);

/* The advance at the font's size and letter spacing (none after the last letter). */
double rmap_shaped_width(const struct rmap_shaped *shaped, const struct rmap_font *font);
/* Where a glyph's origin lies, from the text's start on the baseline, y down. */
struct rmap_page rmap_shaped_origin(const struct rmap_glyph *glyph, const struct rmap_font *font);

#endif
