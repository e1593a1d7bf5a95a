#include "text_cairo.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>

#include "shaped.h"

#define DEGREE (3.14159265358979323846 / 180)

/* A text being drawn. */
struct drawing {
    cairo_t *cr;
    const struct rmap_shaped *shaped;
    const struct rmap_text *text;
    double start_mm;       /* from the anchor */
    cairo_glyph_t *glyphs; /* room for one run's */
};

static void let_go(void *face)
{
    cairo_font_face_destroy(face);
}

/* Neither the machine's hinting nor its settings may move a glyph. */
static cairo_font_face_t *new_face(const struct rmap_font_file *font)
{
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FILE, (const FcChar8 *)font->path);
    FcPatternAddInteger(pattern, FC_INDEX, font->index);
    FcPatternAddBool(pattern, FC_HINTING, FcFalse);
    FcPatternAddInteger(pattern, FC_HINT_STYLE, FC_HINT_NONE);
    FcPatternAddBool(pattern, FC_ANTIALIAS, FcTrue);
    cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(pattern);
    FcPatternDestroy(pattern);
    return face;
}

/* Lives as long as the font. */
static cairo_font_face_t *face_of(const struct rmap_font_file *font)
{
    static hb_user_data_key_t key;
    cairo_font_face_t *face = hb_font_get_user_data(font->shaper, &key);
    if (!face) {
        face = new_face(font);
        hb_font_set_user_data(font->shaper, &key, face, let_go, true);
    }
    return face;
}

static void use_run(const struct drawing *d, const struct rmap_run *run)
{
    const struct rmap_font *font = &d->text->font;
    cairo_matrix_t matrix;
    cairo_matrix_init(&matrix, font->size_mm, 0, font->oblique ? -RMAP_SLANT * font->size_mm : 0, font->size_mm, 0, 0);
    cairo_set_font_face(d->cr, face_of(run->font));
    cairo_set_font_matrix(d->cr, &matrix);
    for (size_t i = 0; i < run->count; i++) {
        const struct rmap_glyph *glyph = &d->shaped->glyphs[run->first + i];
        struct rmap_page at = rmap_shaped_origin(glyph, font);
        d->glyphs[i] = (cairo_glyph_t){.index = glyph->index, .x = d->start_mm + at.x_mm, .y = at.y_mm};
    }
}

/* A halo in one stroke, whose overlaps do not show when it is translucent; or glyph by glyph, which is
 * faster, as is the coarser smoothing, which cannot be seen in so broad a line: 0.15 ms a label, not 0.4. */
static void stroke_halo(const struct drawing *d, bool at_once)
{
    struct rmap_color halo = d->text->halo;
    cairo_set_antialias(d->cr, CAIRO_ANTIALIAS_FAST);
    cairo_set_line_width(d->cr, 2 * d->text->halo_mm);
    cairo_set_line_join(d->cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(d->cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(d->cr, NULL, 0, 0);
    cairo_set_source_rgba(d->cr, halo.r, halo.g, halo.b, halo.a);
    for (size_t i = 0; i < d->shaped->run_count; i++) {
        const struct rmap_run *run = &d->shaped->runs[i];
        use_run(d, run);
        for (size_t g = 0; g < run->count; g++) {
            cairo_glyph_path(d->cr, d->glyphs + g, 1);
            if (!at_once)
                cairo_stroke(d->cr);
        }
    }
    if (at_once)
        cairo_stroke(d->cr);
}

/* Outlines keep each glyph where it belongs; as glyphs, Cairo 1.16 moves them to whole pixels. */
static void fill_outlines(const struct drawing *d)
{
    cairo_set_antialias(d->cr, CAIRO_ANTIALIAS_DEFAULT);
    cairo_set_fill_rule(d->cr, CAIRO_FILL_RULE_WINDING);
    for (size_t i = 0; i < d->shaped->run_count; i++) {
        use_run(d, &d->shaped->runs[i]);
        cairo_glyph_path(d->cr, d->glyphs, (int)d->shaped->runs[i].count);
    }
    cairo_fill(d->cr);
}

static void show_run(const struct drawing *d, const struct rmap_run *run)
{
    size_t room = 0, bytes = 0;
    cairo_text_cluster_t *clusters = rmap_grow(NULL, &room, run->letters, sizeof *clusters);
    for (size_t c = 0; c < run->letters; c++) {
        size_t from = run->backward ? run->letters - 1 - c : c;
        const struct rmap_letter *letter = &d->shaped->letters[run->first_letter + from];
        clusters[c] = (cairo_text_cluster_t){.num_bytes = (int)letter->bytes, .num_glyphs = letter->glyphs};
        bytes += letter->bytes;
    }
    use_run(d, run);
    cairo_show_text_glyphs(d->cr, d->shaped->text + run->first_byte, (int)bytes, d->glyphs, (int)run->count, clusters,
                           (int)run->letters, run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    free(clusters);
}

/* Turns and moves so that the anchor is the origin. */
static void go_to_anchor(struct drawing *d)
{
    const struct rmap_text *text = d->text;
    cairo_translate(d->cr, text->at.x_mm, text->at.y_mm);
    cairo_rotate(d->cr, text->angle_deg * DEGREE);
    d->start_mm = -rmap_anchor_share(text->anchor) * rmap_shaped_width(d->shaped, &text->font);
}

void rmap_text_show(struct rmap_text_engine *engine, cairo_t *cr, const struct rmap_text *text)
{
    struct drawing d = {.cr = cr, .shaped = rmap_text_shaped(engine, text), .text = text};
    if (!d.shaped || d.shaped->glyph_count == 0)
        return;
    bool pixels = cairo_surface_get_type(cairo_get_target(cr)) == CAIRO_SURFACE_TYPE_IMAGE;
    size_t room = 0;
    d.glyphs = rmap_grow(NULL, &room, d.shaped->glyph_count, sizeof *d.glyphs);
    cairo_save(cr);
    go_to_anchor(&d);
    cairo_new_path(cr);
    if (text->halo.a > 0 && text->halo_mm > 0)
        stroke_halo(&d, !pixels || text->halo.a < 1);
    cairo_set_source_rgba(cr, text->fill.r, text->fill.g, text->fill.b, text->fill.a);
    if (pixels)
        fill_outlines(&d);
    for (size_t i = 0; !pixels && i < d.shaped->run_count; i++)
        show_run(&d, &d.shaped->runs[i]);
    cairo_restore(cr);
    free(d.glyphs);
}
