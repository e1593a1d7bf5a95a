/* fonts.h - the faces that letters are drawn with: of the pinned folder, or of the system. The only file that talks to fontconfig.
 *
 * A pinned file is opened when the first text needs its weight, with a font map of its own: a map of two weights never reads a
 * third, and no other font can slip in.
 */
#ifndef RMAP_FONTS_H
#define RMAP_FONTS_H

#include <pango/pango.h>

#include "display.h"
#include "error.h"

/* Texts are laid out at this size, and scaled: font units of 1/2048 em come out without rounding. */
#define RMAP_LAID_PX      256.0
#define RMAP_UNITS_PER_EM (RMAP_LAID_PX * PANGO_SCALE)

struct rmap_fonts;

/* A family at a weight. */
struct rmap_face {
    const char *family; /* as it is shown: the first of those wished for that there is */
    const char *path;   /* its file; NULL: a font of the system */
    PangoFontDescription *description;
    PangoLayout *layout; /* of its font map */
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

/* fontconfig's current configuration becomes an empty one, for the whole process: see ringmap_skip_system_fonts. */
void rmap_fonts_skip_system(void);

#endif
