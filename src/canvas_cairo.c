#include <cairo-pdf.h>
#include <cairo-ps.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "output.h"
#include "pdf.h"
#include "png.h"
#include "text_cairo.h"
#include "xmp.h"

#define MM_PER_INCH     25.4
#define POINTS_PER_INCH 72.0
#define MAX_PIXELS      32767 /* a side: Cairo's limit */
#define CHUNK           128   /* vertices stroked at a time: a coast takes half as long as in one stroke */
#define MANY            2000  /* vertices of a path that is smoothed coarsely, in 0.6 of the time */
#define FLATNESS_PX     0.03 /* how closely Cairo's chords follow a curve: a ring's edge is the map's message */
#define PDF_STEP_MM     (MM_PER_INCH / POINTS_PER_INCH / 32) /* 0.011 mm, an SVG's; Cairo's own 1/256 pt makes a file larger by a seventh */
#define MITER_LIMIT     4 /* SVG's default */

enum kind { PNG, PDF, EPS };

struct canvas_cairo {
    struct rmap_canvas base;
    enum kind kind;
    struct rmap_output *out;
    struct rmap_text_engine *text;
    const struct rmap_file_spec *spec;
    struct rmap_arena arena;
    const char *title, *desc, *lang;
    int width_px, height_px;
    cairo_surface_t *surface;
    cairo_t *cr; /* NULL: the page cannot be drawn; `error` says why */
    size_t ring_depth;         /* open groups from a ring inwards: a ring keeps its points */
    struct rmap_pdf_plan plan; /* PDF: what Cairo is not told */
    /* PDF, EPS: Cairo leaks when a write fails under it, and an EPS has to lose its date. */
    struct rmap_buffer pages;
    struct rmap_buffer xmp;
    struct rmap_error error;
};

/* --- page --- */

static cairo_status_t gather(void *closure, const unsigned char *bytes, unsigned length)
{
    struct canvas_cairo *c = closure;
    rmap_append(&c->pages, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

double rmap_canvas_pixels(double mm, double dpi)
{
    return fmax(1, round(mm / MM_PER_INCH * dpi));
}

/* The edges fall on pixels' edges, so that the outermost pixels are not mixed with white: the picture is at
 * most half a pixel wider or narrower than its millimetres. */
static void open_png(struct canvas_cairo *c, const struct rmap_display *page)
{
    double width = rmap_canvas_pixels(page->width_mm, c->spec->dpi);
    double height = rmap_canvas_pixels(page->height_mm, c->spec->dpi);
    if (!(width <= MAX_PIXELS && height <= MAX_PIXELS)) {
        rmap_fail(&c->error, RMAP_OUTPUT,
                  "the picture would be %.0f x %.0f pixels; at most %d a side: lower --dpi or --width", width,
                  height, MAX_PIXELS);
        return;
    }
    c->width_px = (int)width;
    c->height_px = (int)height;
    c->surface = cairo_image_surface_create(c->spec->transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                            c->width_px, c->height_px);
    c->cr = cairo_create(c->surface);
    if (!c->spec->transparent) {
        cairo_set_source_rgb(c->cr, 1, 1, 1);
        cairo_paint(c->cr);
    }
    cairo_set_tolerance(c->cr, FLATNESS_PX);
    cairo_scale(c->cr, width / page->width_mm, height / page->height_mm);
}

static void set_metadata(const struct canvas_cairo *c, cairo_pdf_metadata_t field, const char *text)
{
    if (text && text[0])
        cairo_pdf_surface_set_metadata(c->surface, field, text);
}

static void open_pdf(struct canvas_cairo *c, const struct rmap_display *page)
{
    double scale = POINTS_PER_INCH / MM_PER_INCH;
    c->surface = cairo_pdf_surface_create_for_stream(gather, c, page->width_mm * scale,
                                                     page->height_mm * scale);
    cairo_pdf_surface_set_metadata(c->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   ""); /* none: not the clock's */
    set_metadata(c, CAIRO_PDF_METADATA_TITLE, page->title);
    set_metadata(c, CAIRO_PDF_METADATA_SUBJECT, page->desc);
    set_metadata(c, CAIRO_PDF_METADATA_AUTHOR, c->spec->author);
    set_metadata(c, CAIRO_PDF_METADATA_KEYWORDS, c->spec->keywords);
    set_metadata(c, CAIRO_PDF_METADATA_CREATOR, c->spec->software);
    c->cr = cairo_create(c->surface);
    cairo_scale(c->cr, scale, scale);
    rmap_xmp_write(page, c->spec, &c->xmp);
    c->plan = (struct rmap_pdf_plan){
        .arena = &c->arena, .width_mm = page->width_mm, .height_mm = page->height_mm, .title = c->title, .alt = c->desc,
        .lang = c->lang, .xmp = c->xmp.text, .windows = c->spec->windows, .window_count = c->spec->window_count};
}

static void open_eps(struct canvas_cairo *c, const struct rmap_display *page)
{
    double scale = POINTS_PER_INCH / MM_PER_INCH;
    c->surface = cairo_ps_surface_create_for_stream(gather, c, page->width_mm * scale,
                                                    page->height_mm * scale);
    cairo_ps_surface_set_eps(c->surface, 1);
    c->cr = cairo_create(c->surface);
    cairo_scale(c->cr, scale, scale);
}

static void begin_page(struct rmap_canvas *base, const struct rmap_display *page)
{
    struct canvas_cairo *c = (struct canvas_cairo *)base;
    c->title = page->title ? rmap_copy(&c->arena, page->title) : NULL;
    c->desc = page->desc ? rmap_copy(&c->arena, page->desc) : NULL;
    c->lang = page->lang ? rmap_copy(&c->arena, page->lang) : NULL;
    if (!(page->width_mm > 0 && page->height_mm > 0)) {
        rmap_fail(&c->error, RMAP_OUTPUT, "the page has no size");
        return;
    }
    if (c->kind == PNG)
        open_png(c, page);
    else if (c->kind == PDF)
        open_pdf(c, page);
    else
        open_eps(c, page);
    if (c->cr) {
        cairo_set_fill_rule(c->cr, CAIRO_FILL_RULE_EVEN_ODD);
        cairo_set_miter_limit(c->cr, MITER_LIMIT);
    }
}

/* --- groups --- */

/* On whole pixels, so that layers clipped alike end alike, without a seam of what lies under them. */
static void clip_to(struct canvas_cairo *c, struct rmap_box box)
{
    cairo_set_antialias(c->cr, c->kind == PNG ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_DEFAULT);
    cairo_rectangle(c->cr, box.x0_mm, box.y0_mm, rmap_box_width(box), rmap_box_height(box));
    cairo_clip(c->cr);
    cairo_set_antialias(c->cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void begin_group(struct rmap_canvas *base, const struct rmap_group *group)
{
    struct canvas_cairo *c = (struct canvas_cairo *)base;
    if (!c->cr)
        return;
    cairo_save(c->cr);
    if (group->clipped)
        clip_to(c, group->clip);
    if (group->role == RMAP_ROLE_RING || c->ring_depth > 0)
        c->ring_depth++;
    if (c->kind == PDF)
        rmap_pdf_plan_begin(&c->plan, group);
}

static void end_group(struct rmap_canvas *base)
{
    struct canvas_cairo *c = (struct canvas_cairo *)base;
    if (!c->cr)
        return;
    cairo_restore(c->cr);
    if (c->ring_depth > 0)
        c->ring_depth--;
    if (c->kind == PDF)
        rmap_pdf_plan_end(&c->plan);
}

/* In a PDF each layer has a page to itself, until pdf.h lays them over each other. */
static void turn_page(struct canvas_cairo *c)
{
    if (c->kind == PDF && rmap_pdf_plan_turn(&c->plan))
        cairo_show_page(c->cr);
}

/* --- paths --- */

static void set_color(cairo_t *cr, struct rmap_color color)
{
    cairo_set_source_rgba(cr, color.r, color.g, color.b, color.a);
}

static struct rmap_page to_step(struct rmap_page p, double step_mm)
{
    return step_mm > 0 ? (struct rmap_page){round(p.x_mm / step_mm) * step_mm, round(p.y_mm / step_mm) * step_mm} : p;
}

/* step_mm: points are moved to multiples of it; 0: they stay. */
static void trace(cairo_t *cr, const struct rmap_path *path, double step_mm)
{
    static const int counts[] = {[RMAP_MOVE] = 1, [RMAP_LINE] = 1, [RMAP_CURVE] = 3, [RMAP_CLOSE] = 0};
    const struct rmap_page *points = path->points;
    cairo_new_path(cr);
    for (size_t i = 0; i < path->verb_count; i++) {
        enum rmap_verb verb = (enum rmap_verb)path->verbs[i];
        struct rmap_page p[3] = {{0}};
        for (int k = 0; k < counts[verb]; k++)
            p[k] = to_step(*points++, step_mm);
        switch (verb) {
        case RMAP_MOVE:
            cairo_move_to(cr, p[0].x_mm, p[0].y_mm);
            break;
        case RMAP_LINE:
            cairo_line_to(cr, p[0].x_mm, p[0].y_mm);
            break;
        case RMAP_CURVE:
            cairo_curve_to(cr, p[0].x_mm, p[0].y_mm, p[1].x_mm, p[1].y_mm, p[2].x_mm, p[2].y_mm);
            break;
        case RMAP_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
}

/* Strokes one part in chunks. Neighbouring chunks share a segment, so that every joint is drawn. */
static void stroke_line(cairo_t *cr, const struct rmap_page *points, size_t count, bool closed)
{
    if (closed && count <= CHUNK) {
        for (size_t i = 0; i < count; i++)
            cairo_line_to(cr, points[i].x_mm, points[i].y_mm);
        cairo_close_path(cr);
        cairo_stroke(cr);
        return;
    }
    size_t last = closed ? count + 2 : count; /* a ring goes on over its start, to join it */
    for (size_t from = 0; from + 1 < last; from += CHUNK - 2) {
        size_t to = last - from < CHUNK ? last : from + CHUNK;
        for (size_t i = from; i < to; i++)
            cairo_line_to(cr, points[i % count].x_mm, points[i % count].y_mm);
        cairo_stroke(cr);
        if (to == last)
            break;
    }
}

/* Only full, opaque, straight lines: overlaps of translucent chunks would show, dashes start anew in each. */
static bool can_chunk(const struct rmap_path *path, const struct rmap_paint *paint)
{
    return paint->stroke.a >= 1 && paint->dashes == 0 && path->verb_count > CHUNK
           && !memchr(path->verbs, RMAP_CURVE, path->verb_count);
}

static void stroke_in_chunks(cairo_t *cr, const struct rmap_path *path)
{
    const struct rmap_page *points = path->points;
    size_t count = 0;
    cairo_new_path(cr);
    for (size_t i = 0; i < path->verb_count; i++) {
        bool close = path->verbs[i] == RMAP_CLOSE;
        if (!close)
            count++;
        if (close || i + 1 == path->verb_count || path->verbs[i + 1] == RMAP_MOVE) {
            if (count)
                stroke_line(cr, points, count, close);
            points += count;
            count = 0;
        }
    }
}

static void set_stroke(cairo_t *cr, const struct rmap_paint *paint)
{
    static const cairo_line_join_t joins[] = {[RMAP_JOIN_ROUND] = CAIRO_LINE_JOIN_ROUND,
                                              [RMAP_JOIN_MITER] = CAIRO_LINE_JOIN_MITER,
                                              [RMAP_JOIN_BEVEL] = CAIRO_LINE_JOIN_BEVEL};
    static const cairo_line_cap_t caps[] = {[RMAP_CAP_BUTT] = CAIRO_LINE_CAP_BUTT,
                                            [RMAP_CAP_ROUND] = CAIRO_LINE_CAP_ROUND,
                                            [RMAP_CAP_SQUARE] = CAIRO_LINE_CAP_SQUARE};
    set_color(cr, paint->stroke);
    cairo_set_line_width(cr, paint->width_mm);
    cairo_set_dash(cr, paint->dash_mm, paint->dashes, 0);
    cairo_set_line_join(cr, joins[paint->join]);
    cairo_set_line_cap(cr, caps[paint->cap]);
}

static void draw_path(struct rmap_canvas *base, const struct rmap_path *path, const struct rmap_paint *paint)
{
    struct canvas_cairo *c = (struct canvas_cairo *)base;
    bool stroked = paint->stroke.a > 0 && paint->width_mm > 0;
    bool chunks = c->kind == PNG && can_chunk(path, paint);
    if (!c->cr)
        return;
    turn_page(c);
    if (c->kind == PDF)
        rmap_pdf_plan_cover(&c->plan, rmap_box_grow(rmap_path_bounds(path), stroked ? paint->width_mm / 2 : 0));
    /* It shows in long smooth lines, such as rings, and not in a coast. */
    bool coarse = c->kind == PNG && path->verb_count > MANY
                  && !memchr(path->verbs, RMAP_CURVE, path->verb_count);
    cairo_set_antialias(c->cr, coarse ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_DEFAULT);
    if (paint->fill.a > 0 || !chunks)
        trace(c->cr, path, c->kind == PDF && c->ring_depth == 0 ? PDF_STEP_MM : 0);
    if (paint->fill.a > 0) {
        set_color(c->cr, paint->fill);
        cairo_fill_preserve(c->cr);
    }
    if (stroked) {
        set_stroke(c->cr, paint);
        if (chunks)
            stroke_in_chunks(c->cr, path);
        else
            cairo_stroke_preserve(c->cr);
    }
    cairo_new_path(c->cr);
}

static void draw_text(struct rmap_canvas *base, const struct rmap_text *text)
{
    struct canvas_cairo *c = (struct canvas_cairo *)base;
    if (!c->cr)
        return;
    turn_page(c);
    if (c->kind == PDF)
        rmap_pdf_plan_speak(&c->plan, text->lang);
    rmap_text_show(c->text, c->cr, text);
}

/* --- the file --- */

static bool write_png(struct canvas_cairo *c, struct rmap_error *err)
{
    struct rmap_png_text texts[6];
    size_t count = 0;
    const char *keys[] = {"Title", "Author", "Description", "Copyright", "Software", "Source"};
    const char *values[] = {c->title,         c->spec->author,   c->desc,
                            c->spec->credit, c->spec->software, c->spec->provenance};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (values[i] && values[i][0])
            texts[count++] = (struct rmap_png_text){keys[i], values[i]};
    }
    struct rmap_png_spec spec = {.colors = c->spec->colors, .dpi = c->spec->dpi, .texts = texts, .text_count = count};
    return rmap_png_write(c->out, cairo_image_surface_get_data(c->surface), c->width_px, c->height_px,
                          cairo_image_surface_get_stride(c->surface), c->spec->transparent, &spec, err);
}

static bool write_pdf(struct canvas_cairo *c, struct rmap_error *err)
{
    struct rmap_buffer whole = {0};
    bool ok = rmap_pdf_complete(c->pages.text, c->pages.length, &c->plan, &whole, err)
              && rmap_output_write(c->out, whole.text, whole.length);
    rmap_buffer_free(&whole);
    return ok;
}

/* Cairo writes the time of day into a comment. */
static bool write_eps(struct canvas_cairo *c)
{
    static const char date[] = "\n%%CreationDate:";
    const char *start = c->pages.text ? strstr(c->pages.text, date) : NULL;
    const char *end = start ? strchr(start + 1, '\n') : NULL;
    if (!end)
        return rmap_output_write(c->out, c->pages.text, c->pages.length);
    size_t before = (size_t)(start - c->pages.text), after = c->pages.length - (size_t)(end - c->pages.text);
    return rmap_output_write(c->out, c->pages.text, before) && rmap_output_write(c->out, end, after);
}

static bool finish(struct rmap_canvas *base, struct rmap_error *err)
{
    struct canvas_cairo *c = (struct canvas_cairo *)base;
    if (!c->cr)
        return rmap_fail(err, c->error.status ? c->error.status : RMAP_FAILED, "%s", c->error.text);
    cairo_surface_flush(c->surface);
    cairo_status_t status = cairo_status(c->cr);
    if (c->kind != PNG)
        cairo_surface_finish(c->surface); /* only now does a failed write show */
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(c->surface);
    if (status == CAIRO_STATUS_NO_MEMORY && c->kind == PNG)
        return rmap_fail(err, RMAP_OUTPUT,
                         "not enough memory for a picture of %d x %d pixels; lower --dpi or --width",
                         c->width_px, c->height_px);
    if (status != CAIRO_STATUS_SUCCESS)
        return rmap_fail(err, RMAP_OUTPUT, "cannot draw '%s': %s", rmap_output_path(c->out),
                         cairo_status_to_string(status));
    if (c->kind == PNG)
        return write_png(c, err);
    bool written = c->kind == PDF ? write_pdf(c, err) : write_eps(c);
    return written || rmap_fail(err, RMAP_OUTPUT, "cannot write '%s'", rmap_output_path(c->out));
}

static void free_canvas(struct rmap_canvas *base)
{
    struct canvas_cairo *c = (struct canvas_cairo *)base;
    if (!c)
        return;
    if (c->cr)
        cairo_destroy(c->cr);
    if (c->surface)
        cairo_surface_destroy(c->surface);
    rmap_buffer_free(&c->pages);
    rmap_buffer_free(&c->xmp);
    rmap_pdf_plan_free(&c->plan);
    rmap_arena_free(&c->arena);
    free(c);
}

static struct rmap_canvas *new_canvas(enum kind kind, struct rmap_output *out, struct rmap_text_engine *text,
                                      const struct rmap_file_spec *spec)
{
    size_t capacity = 0;
    struct canvas_cairo *c = rmap_grow(NULL, &capacity, 1, sizeof *c);
    *c = (struct canvas_cairo){
        .base = {begin_page, begin_group, end_group, draw_path, draw_text, finish, free_canvas},
        .kind = kind,
        .out = out,
        .text = text,
        .spec = spec,
    };
    return &c->base;
}

struct rmap_canvas *rmap_canvas_png_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec)
{
    return new_canvas(PNG, out, text, spec);
}

struct rmap_canvas *rmap_canvas_pdf_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec)
{
    return new_canvas(PDF, out, text, spec);
}

struct rmap_canvas *rmap_canvas_eps_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec)
{
    return new_canvas(EPS, out, text, spec);
}
