#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "canvas.h"
#include "output.h"

#define DECIMALS   2 /* of millimetres */
#define SHORT_PATH 8 /* points that are written out; a longer path is summed up */

struct canvas_dump {
    struct rmap_canvas base;
    struct rmap_output *out;
    struct rmap_buffer text;
    int depth;
};

/* --- words and numbers --- */

static void put_number(struct rmap_buffer *out, double value)
{
    rmap_append_text(out, " ");
    rmap_append_number(out, value, DECIMALS);
}

static void put_quoted(struct rmap_buffer *out, const char *name, const char *text)
{
    if (!text)
        return;
    rmap_print(out, " %s=\"", name);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            rmap_append_text(out, "\\");
        if ((unsigned char)*text < ' ')
            rmap_print(out, "\\x%02x", (unsigned)(unsigned char)*text);
        else
            rmap_append(out, text, 1);
    }
    rmap_append_text(out, "\"");
}

static unsigned byte_of(double level)
{
    return (unsigned)lround(fmin(fmax(level, 0), 1) * 255);
}

/* "#rrggbb", with "/0.25" when translucent. */
static void put_color(struct rmap_buffer *out, const char *name, struct rmap_color color)
{
    if (color.a <= 0)
        return;
    rmap_print(out, " %s=#%02x%02x%02x", name, byte_of(color.r), byte_of(color.g), byte_of(color.b));
    if (color.a < 1) {
        rmap_append_text(out, "/");
        rmap_append_number(out, color.a, 3);
    }
}

static void begin_line(struct canvas_dump *c, const char *word)
{
    rmap_print(&c->text, "%*s%s", 2 * c->depth, "", word);
}

static void end_line(struct canvas_dump *c)
{
    rmap_append_text(&c->text, "\n");
}

/* --- page and groups --- */

static void begin_page(struct rmap_canvas *base, const struct rmap_display *page)
{
    struct canvas_dump *c = (struct canvas_dump *)base;
    begin_line(c, "page");
    put_number(&c->text, page->width_mm);
    put_number(&c->text, page->height_mm);
    put_quoted(&c->text, "title", page->title);
    put_quoted(&c->text, "desc", page->desc);
    put_quoted(&c->text, "lang", page->lang);
    end_line(c);
}

static void begin_group(struct rmap_canvas *base, const struct rmap_group *group)
{
    static const char *const roles[] = {
        [RMAP_ROLE_LAYER] = "layer", [RMAP_ROLE_GROUP] = "group", [RMAP_ROLE_SITE] = "site",
        [RMAP_ROLE_RING] = "ring",   [RMAP_ROLE_LABEL] = "label", [RMAP_ROLE_FURNITURE] = "furniture",
        [RMAP_ROLE_HEADING] = "heading", [RMAP_ROLE_PARAGRAPH] = "paragraph",
    };
    struct canvas_dump *c = (struct canvas_dump *)base;
    begin_line(c, roles[group->role]);
    put_quoted(&c->text, "id", group->id);
    put_quoted(&c->text, "title", group->title);
    put_quoted(&c->text, "desc", group->desc);
    put_quoted(&c->text, "class", group->classes);
    put_quoted(&c->text, "href", group->href);
    if (group->clipped) {
        rmap_append_text(&c->text, " clip");
        put_number(&c->text, group->clip.x0_mm);
        put_number(&c->text, group->clip.y0_mm);
        put_number(&c->text, group->clip.x1_mm);
        put_number(&c->text, group->clip.y1_mm);
    }
    end_line(c);
    c->depth++;
}

static void end_group(struct rmap_canvas *base)
{
    struct canvas_dump *c = (struct canvas_dump *)base;
    c->depth--;
}

/* --- paths --- */

static uint64_t stir(uint64_t hash, uint64_t value)
{
    for (int i = 0; i < 64; i += 8)
        hash = (hash ^ (value >> i & 0xFF)) * 1099511628211u; /* FNV-1a */
    return hash;
}

/* Of the verbs, and of the points in whole 0.01 mm. */
static uint64_t checksum(const struct rmap_path *path)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < path->verb_count; i++)
        hash = stir(hash, path->verbs[i]);
    for (size_t i = 0; i < path->count; i++) {
        hash = stir(hash, (uint64_t)llround(path->points[i].x_mm * 100));
        hash = stir(hash, (uint64_t)llround(path->points[i].y_mm * 100));
    }
    return hash;
}

static void put_all_points(struct rmap_buffer *out, const struct rmap_path *path)
{
    static const char letters[] = "MLCZ";
    static const int points[] = {[RMAP_MOVE] = 1, [RMAP_LINE] = 1, [RMAP_CURVE] = 3, [RMAP_CLOSE] = 0};
    const struct rmap_page *p = path->points;
    for (size_t i = 0; i < path->verb_count; i++) {
        rmap_print(out, " %c", letters[path->verbs[i]]);
        for (int k = 0; k < points[path->verbs[i]]; k++, p++) {
            put_number(out, p->x_mm);
            put_number(out, p->y_mm);
        }
    }
}

static void put_summary(struct rmap_buffer *out, const struct rmap_path *path)
{
    size_t parts = 0;
    struct rmap_box box = rmap_path_bounds(path);
    for (size_t i = 0; i < path->verb_count; i++)
        parts += path->verbs[i] == RMAP_MOVE;
    rmap_print(out, " verbs=%zu parts=%zu box", path->verb_count, parts);
    put_number(out, box.x0_mm);
    put_number(out, box.y0_mm);
    put_number(out, box.x1_mm);
    put_number(out, box.y1_mm);
    rmap_print(out, " sum=%016" PRIx64, checksum(path));
}

static void put_paint(struct rmap_buffer *out, const struct rmap_paint *paint)
{
    static const char *const joins[] = {
        [RMAP_JOIN_ROUND] = "round", [RMAP_JOIN_MITER] = "miter", [RMAP_JOIN_BEVEL] = "bevel"};
    static const char *const caps[] = {
        [RMAP_CAP_BUTT] = "butt", [RMAP_CAP_ROUND] = "round", [RMAP_CAP_SQUARE] = "square"};
    put_color(out, "fill", paint->fill);
    if (paint->stroke.a <= 0 || paint->width_mm <= 0)
        return;
    put_color(out, "stroke", paint->stroke);
    rmap_append_text(out, " width");
    put_number(out, paint->width_mm);
    rmap_print(out, " join=%s cap=%s", joins[paint->join], caps[paint->cap]);
    if (paint->dashes)
        rmap_append_text(out, " dashes");
    for (int i = 0; i < paint->dashes; i++)
        put_number(out, paint->dash_mm[i]);
}

static void draw_path(struct rmap_canvas *base, const struct rmap_path *path, const struct rmap_paint *paint)
{
    struct canvas_dump *c = (struct canvas_dump *)base;
    begin_line(c, "path");
    put_paint(&c->text, paint);
    if (path->count <= SHORT_PATH)
        put_all_points(&c->text, path);
    else
        put_summary(&c->text, path);
    end_line(c);
}

/* --- text --- */

static void draw_text(struct rmap_canvas *base, const struct rmap_text *text)
{
    static const char *const anchors[] = {
        [RMAP_START] = "start", [RMAP_MIDDLE] = "middle", [RMAP_END] = "end"};
    struct canvas_dump *c = (struct canvas_dump *)base;
    struct rmap_buffer *out = &c->text;
    begin_line(c, "text");
    put_number(out, text->at.x_mm);
    put_number(out, text->at.y_mm);
    rmap_print(out, " %s", anchors[text->anchor]);
    put_quoted(out, "lang", text->lang);
    put_quoted(out, "family", text->font.family);
    rmap_append_text(out, " size");
    put_number(out, text->font.size_mm);
    rmap_print(out, " weight %d%s width", (int)text->font.weight, text->font.oblique ? " oblique" : "");
    put_number(out, text->width_mm);
    if (text->font.spacing_mm < 0 || text->font.spacing_mm > 0) {
        rmap_append_text(out, " spacing");
        put_number(out, text->font.spacing_mm);
    }
    if (text->angle_deg < 0 || text->angle_deg > 0) {
        rmap_append_text(out, " angle");
        put_number(out, text->angle_deg);
    }
    put_color(out, "fill", text->fill);
    if (text->halo.a > 0 && text->halo_mm > 0) {
        put_color(out, "halo", text->halo);
        put_number(out, text->halo_mm);
    }
    put_quoted(out, "says", text->text);
    end_line(c);
}

/* --- the file --- */

static bool finish(struct rmap_canvas *base, struct rmap_error *err)
{
    struct canvas_dump *c = (struct canvas_dump *)base;
    return rmap_output_write(c->out, c->text.text, c->text.length)
           || rmap_fail(err, RMAP_OUTPUT, "cannot write '%s'", rmap_output_path(c->out));
}

static void free_canvas(struct rmap_canvas *base)
{
    struct canvas_dump *c = (struct canvas_dump *)base;
    if (!c)
        return;
    rmap_buffer_free(&c->text);
    free(c);
}

struct rmap_canvas *rmap_canvas_dump_new(struct rmap_output *out, struct rmap_text_engine *text,
                                         const struct rmap_file_spec *spec)
{
    (void)text; /* what is drawn is placed already */
    (void)spec;
    size_t capacity = 0;
    struct canvas_dump *c = rmap_grow(NULL, &capacity, 1, sizeof *c);
    *c = (struct canvas_dump){
        .base = {begin_page, begin_group, end_group, draw_path, draw_text, finish, free_canvas}, .out = out};
    return &c->base;
}
