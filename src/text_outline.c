#include "text_outline.h"

#include <hb.h>
#include <math.h>

#include "shaped.h"

#define DEGREE (3.14159265358979323846 / 180)

/* Where the font's units come to lie on the page: x = x0 + xx u + xy v, y = y0 + yx u + yy v, v upwards in the font. */
struct pen {
    double c, s; /* of the text's turn */
    double x0, y0, xx, xy, yx, yy;
    struct rmap_path *out;
};

static struct rmap_page place(const struct pen *pen, float u, float v)
{
    return (struct rmap_page){pen->x0 + pen->xx * (double)u + pen->xy * (double)v, pen->y0 + pen->yx * (double)u + pen->yy * (double)v};
}

static void move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *at, float u, float v, void *nothing)
{
    struct pen *pen = data;
    struct rmap_page p = place(pen, u, v);
    (void)funcs, (void)at, (void)nothing;
    rmap_path_move(pen->out, p.x_mm, p.y_mm);
}

static void line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *at, float u, float v, void *nothing)
{
    struct pen *pen = data;
    struct rmap_page p = place(pen, u, v);
    (void)funcs, (void)at, (void)nothing;
    rmap_path_line(pen->out, p.x_mm, p.y_mm);
}

static void curve_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *at, float u1, float v1, float u2, float v2, float u, float v,
                     void *nothing)
{
    struct pen *pen = data;
    struct rmap_page a = place(pen, u1, v1), b = place(pen, u2, v2), p = place(pen, u, v);
    (void)funcs, (void)at, (void)nothing;
    rmap_path_curve(pen->out, a.x_mm, a.y_mm, b.x_mm, b.y_mm, p.x_mm, p.y_mm);
}

static void close_path(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *at, void *nothing)
{
    struct pen *pen = data;
    (void)funcs, (void)at, (void)nothing;
    rmap_path_close(pen->out);
}

/* A TrueType curve of one control point comes as a curve of two: HarfBuzz sees to it where nothing else is set. */
static hb_draw_funcs_t *new_pen_strokes(void)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, curve_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    return funcs;
}

/* A pen at the start of the text, which its glyphs are drawn from. */
static struct pen new_pen(const struct rmap_text *text, struct rmap_path *out)
{
    double unit = text->font.size_mm / RMAP_UNITS_PER_EM, slant = text->font.oblique ? RMAP_SLANT : 0;
    double c = cos(text->angle_deg * DEGREE), s = sin(text->angle_deg * DEGREE);
    return (struct pen){.c = c, .s = s, .xx = c * unit, .xy = (c * slant + s) * unit, .yx = s * unit,
                        .yy = (s * slant - c) * unit, .out = out};
}

void rmap_text_outline(struct rmap_text_engine *engine, const struct rmap_text *text, struct rmap_path *out)
{
    const struct rmap_shaped *shaped = rmap_text_shaped(engine, text);
    if (!shaped || shaped->glyph_count == 0)
        return;
    hb_draw_funcs_t *strokes = new_pen_strokes();
    struct pen pen = new_pen(text, out);
    double start_mm = -rmap_anchor_share(text->anchor) * rmap_shaped_width(shaped, &text->font);
    for (size_t i = 0; i < shaped->run_count; i++) {
        const struct rmap_run *run = &shaped->runs[i];
        for (size_t g = run->first; g < run->first + run->count; g++) {
            struct rmap_page at = rmap_shaped_origin(&shaped->glyphs[g], &text->font);
            at.x_mm += start_mm;
            pen.x0 = text->at.x_mm + pen.c * at.x_mm - pen.s * at.y_mm;
            pen.y0 = text->at.y_mm + pen.s * at.x_mm + pen.c * at.y_mm;
            hb_font_get_glyph_shape(run->font->shaper, (hb_codepoint_t)shaped->glyphs[g].index, strokes, &pen);
        }
    }
    hb_draw_funcs_destroy(strokes);
}
