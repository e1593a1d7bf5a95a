#include "font_file.h"

#include <hb-ot.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define LONGEST_NAME 128 /* bytes of a family's name */
#define FRONT_BYTES  16384

/* --- names --- */

static const char *read_family(struct rmap_arena *arena, hb_face_t *face)
{
    static const hb_ot_name_id_t ids[] = {HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_FONT_FAMILY};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        char name[LONGEST_NAME] = "";
        unsigned size = sizeof name;
        if (hb_ot_name_get_utf8(face, ids[i], HB_LANGUAGE_INVALID, &size, name) > 0 && name[0])
            return rmap_copy(arena, name);
    }
    return NULL;
}

/* The front of a file. NULL: it cannot be read. */
static hb_blob_t *read_front(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t capacity = 0;
    char *front = rmap_grow(NULL, &capacity, FRONT_BYTES, 1);
    size_t size = fread(front, 1, FRONT_BYTES, file);
    fclose(file);
    return hb_blob_create(front, (unsigned)size, HB_MEMORY_MODE_READONLY, front, free);
}

/* From the font's own tables; fontconfig would list its 15,000 characters, too. False: none are in the blob, which is let go. */
static bool read_names(struct rmap_arena *arena, hb_blob_t *file, const char **family, int *weight)
{
    hb_face_t *face = hb_face_create(file, 0);
    hb_font_t *whole = hb_font_create(face);
    *family = hb_face_get_glyph_count(face) > 0 ? read_family(arena, face) : NULL;
    *weight = (int)lround((double)hb_style_get_value(whole, HB_STYLE_TAG_WEIGHT));
    hb_font_destroy(whole);
    hb_face_destroy(face);
    hb_blob_destroy(file);
    return *family != NULL;
}

/* Most fonts have these tables at the front, and a megabyte behind them that need not be read. */
bool rmap_font_file_names(struct rmap_arena *arena, const char *path, const char **family, int *weight)
{
    return read_names(arena, read_front(path), family, weight)
           || read_names(arena, hb_blob_create_from_file(path), family, weight);
}

/* --- letters --- */

static void note_stroke(hb_draw_funcs_t *funcs, void *any, hb_draw_state_t *at, float x, float y, void *nothing)
{
    (void)funcs, (void)at, (void)x, (void)y, (void)nothing;
    *(bool *)any = true;
}

/* What calls itself a font may have lost its glyphs, or have coloured pictures for them. */
static bool has_outlines(hb_font_t *font, unsigned glyph_count)
{
    bool any = false;
    hb_draw_funcs_t *strokes = hb_draw_funcs_create();
    hb_draw_funcs_set_line_to_func(strokes, note_stroke, NULL, NULL);
    for (hb_codepoint_t glyph = 1; glyph < glyph_count && !any; glyph++)
        hb_font_get_glyph_shape(font, glyph, strokes, &any);
    hb_draw_funcs_destroy(strokes);
    return any;
}

hb_font_t *rmap_font_file_open(const char *path, int index)
{
    hb_blob_t *file = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(file, (unsigned)index & 0xFFFF);
    hb_font_t *font = hb_font_create(face);
    int instance = index >> 16;
    hb_font_set_scale(font, RMAP_UNITS_PER_EM, RMAP_UNITS_PER_EM);
    if (instance > 0)
        hb_font_set_var_named_instance(font, (unsigned)instance - 1);
    if (!has_outlines(font, hb_face_get_glyph_count(face))) {
        hb_font_destroy(font);
        font = NULL;
    }
    hb_face_destroy(face);
    hb_blob_destroy(file);
    return font;
}

void rmap_font_file_measure(const struct rmap_font_file *font, double *ascent_em, double *descent_em, double *cap_em)
{
    hb_font_extents_t extents = {0};
    hb_position_t cap = 0;
    hb_font_get_h_extents(font->shaper, &extents);
    hb_ot_metrics_get_position_with_fallback(font->shaper, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap);
    *ascent_em = (double)extents.ascender / RMAP_UNITS_PER_EM;
    *descent_em = -(double)extents.descender / RMAP_UNITS_PER_EM;
    *cap_em = (double)cap / RMAP_UNITS_PER_EM;
}

bool rmap_font_file_has(const struct rmap_font_file *font, hb_codepoint_t character)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(font->shaper, character, &glyph);
}
