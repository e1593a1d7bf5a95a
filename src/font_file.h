/* font_file.h - a font's file, as HarfBuzz reads it. */
#ifndef RMAP_FONT_FILE_H
#define RMAP_FONT_FILE_H

#include <hb.h>

#include "mem.h"

/* Texts are shaped at this scale: font units of 1/2048 em come out without rounding. */
#define RMAP_UNITS_PER_EM 262144

/* An opened font; its weight is chosen. */
struct rmap_font_file {
    const char *path;
    int index; /* the font of a collection; above 16 bits, from 1, the named instance of a variable font, as fontconfig counts */
    hb_font_t *shaper;
    struct rmap_font_file *next;
};

/* A family's name as people know it, without its weights: "Pretendard", not "Pretendard Medium"; and the weight, 100 to 900.
 * False: no font. */
bool rmap_font_file_names(struct rmap_arena *arena, const char *path, const char **family, int *weight);

/* At RMAP_UNITS_PER_EM; hb_font_destroy it. NULL: no font whose letters can be drawn. */
hb_font_t *rmap_font_file_open(const char *path, int index);

/* Above and below the baseline, positive, for the space between lines; the height of a capital H. */
void rmap_font_file_measure(const struct rmap_font_file *font, double *ascent_em, double *descent_em, double *cap_em);

bool rmap_font_file_has(const struct rmap_font_file *font, hb_codepoint_t character);

#endif
