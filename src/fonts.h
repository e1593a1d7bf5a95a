/* fonts.h - the faces that letters are drawn with: of the pinned folder, or of the system.
 *
 * A pinned file is opened when the first text needs its weight: a map of two weights never reads a third. Text in a pinned face
 * is drawn from its file alone, so that it is the same on every machine.
 */
#ifndef RMAP_FONTS_H
#define RMAP_FONTS_H

#include "display.h"
#include "error.h"
#include "font_file.h"

struct rmap_fonts;

/* A family at a weight. */
struct rmap_face {
    const char *family; /* as it is shown: the first of those wished for that there is */
    int weight;         /* wished for, 100 to 900 */
    bool pinned;
    const struct rmap_font_file *font;
    double ascent_em, descent_em, cap_em;
};

/* folder: of .otf and .ttf files. notes: families that are missing (NULL: unsaid). `arena` holds what is read. */
struct rmap_fonts *rmap_fonts_new(struct rmap_arena *arena, const char *folder, struct rmap_notes *notes);
void rmap_fonts_free(struct rmap_fonts *fonts);

/* Opens the pinned family's regular font. False when the folder holds none that can be opened. */
bool rmap_fonts_ready(struct rmap_fonts *fonts);
/* The family of the pinned folder's first font; NULL when there is none. */
const char *rmap_fonts_family(const struct rmap_fonts *fonts);
/* The face of a wish; font->family may be a list as CSS writes it. NULL when the pinned folder has no font that can be opened. */
const struct rmap_face *rmap_fonts_face(struct rmap_fonts *fonts, const struct rmap_font *font);

/* The font that shows a character of a text in the face: the face's own, or, where the face is the system's and lacks it, a pinned
 * one or another of the system. The face's own, too, when none has it. */
const struct rmap_font_file *rmap_fonts_showing(struct rmap_fonts *fonts, const struct rmap_face *face, hb_codepoint_t character);

#endif
