/* text.h - measures text in the fonts that a style wants; text_cairo.h and text_outline.h show it.
 *
 * The pinned font (styles/fonts) is loaded from its files by ringmap itself, so that a map has the same bytes on
 * every machine; system fonts are looked at only when a style names a family that the pinned folder lacks.
 * An engine belongs to one thread.
 */
#ifndef RMAP_TEXT_H
#define RMAP_TEXT_H

#include "display.h"
#include "error.h"

#define RMAP_SLANT 0.19438 /* of oblique letters, tan 11 degrees: Pretendard has no italic */

struct rmap_text_engine;

/* fonts_dir: a folder of .otf/.ttf files, loaded lazily at the first measure. NULL never; fails at first use with a
 * message kept for rmap_text_ready. notes: missing glyphs and families are noted there (may be NULL). */
struct rmap_text_engine *rmap_text_engine_new(const char *fonts_dir, struct rmap_notes *notes);
void rmap_text_engine_free(struct rmap_text_engine *engine);
/* Loads the fonts now. False with RMAP_STYLE when the folder holds no usable font. */
bool rmap_text_ready(struct rmap_text_engine *engine, struct rmap_error *err);

struct rmap_text_size {
    double width_mm;            /* advance, letter spacing included (none after the last cluster) */
    double ascent_mm;           /* ink-independent: from the font, above the baseline, for line spacing */
    double descent_mm;          /* below the baseline, positive */
    double cap_mm;              /* height of a capital H, to centre text on a line */
    double ink_x0_mm, ink_x1_mm, ink_y0_mm, ink_y1_mm; /* ink box relative to the start on the baseline, y down */
};
/* Unhinted metrics at any size: the width is proportional to the size. */
struct rmap_text_size rmap_text_measure(struct rmap_text_engine *engine, const struct rmap_font *font,
                                        const char *text);

/* One grapheme cluster with its advance: to set a label along a curve. Returned array lives in `arena`. */
struct rmap_cluster {
    const char *text;           /* NUL-terminated copy */
    double advance_mm;          /* with letter spacing */
};
struct rmap_cluster *rmap_text_clusters(struct rmap_text_engine *engine, struct rmap_arena *arena,
                                        const struct rmap_font *font, const char *text, size_t *count);

/* The text as glyphs (shaped.h), for those who draw them. NULL when there is no font. Lives as long as the engine. */
struct rmap_shaped;
const struct rmap_shaped *rmap_text_shaped(struct rmap_text_engine *engine, const struct rmap_text *text);

/* The font file that shows this weight, for embedding; NULL when it is a system font. Borrowed. */
const char *rmap_text_font_path(struct rmap_text_engine *engine, const struct rmap_font *font);
/* The family name of the pinned font ("Pretendard"). Borrowed. */
const char *rmap_text_family(struct rmap_text_engine *engine);

#endif
