/* system_fonts.h - the fonts of the machine, as fontconfig knows them. */
#ifndef RMAP_SYSTEM_FONTS_H
#define RMAP_SYSTEM_FONTS_H

#include "mem.h"

struct rmap_system_fonts;

/* Reads the configuration and the list of fonts, which takes a while. Never NULL; lives in `arena` until it is let go. */
struct rmap_system_fonts *rmap_system_fonts_new(struct rmap_arena *arena);
void rmap_system_fonts_free(struct rmap_system_fonts *fonts); /* NULL is fine */

/* Is a font of that family, or one of CSS's generic families, there? */
bool rmap_system_fonts_have(const struct rmap_system_fonts *fonts, const char *family);

/* The file of the family that is nearest in weight (100 to 900), or of another family that has the character (0: any will do);
 * its path lives in `arena`, `index` is as in struct rmap_font_file. False: there are no fonts at all. */
bool rmap_system_fonts_find(const struct rmap_system_fonts *fonts, struct rmap_arena *arena, const char *family, int weight,
                            unsigned character, const char **path, int *index);

#endif
