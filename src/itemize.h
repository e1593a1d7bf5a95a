/* itemize.h - cuts a text into pieces that HarfBuzz can shape: each of one direction, one script and one font. */
#ifndef RMAP_ITEMIZE_H
#define RMAP_ITEMIZE_H

#include "fonts.h"

struct rmap_item {
    const struct rmap_font_file *font;
    size_t first_byte, bytes;
    hb_script_t script;
    int level; /* of Unicode's bidirectional algorithm: odd where it is written from right to left */
};

/* text: UTF-8, a line from left to right. In the order of drawing, from the left; the array lives in `arena`. */
struct rmap_item *rmap_itemize(struct rmap_arena *arena, struct rmap_fonts *fonts, const struct rmap_face *face, const char *text,
                               size_t *count);

#endif
