#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "deflate.h"
#include "fontface.h"
#include "ids.h"
#include "output.h"
#include "text.h"
#include "text_outline.h"
#include "xml.h"

/* The drawing's unit is the millimetre: what a designer reads in Inkscape is what the style says. A unit of
 * 0.01 mm, without decimal points, would save 30 % of a path's bytes, 7 % of them when they are compressed. */
#define PATH_DECIMALS 2            /* 0.01 mm: a tenth of a pixel at 1600 pixels for 160 mm */
#define RING_DECIMALS 4            /* a ring's edge is the map's message: half a metre at 1:10,000,000 */
#define SLANT         "skewX(-11)" /* RMAP_SLANT: readers differ in what font-style="oblique" is */
#define PATH_SCALE    100
#define RING_SCALE    10000
#define NUMERALS      1000 /* steps in a path, 10 mm */
#define PIECE_BYTES   4096
#define NUMBER_BYTES  24

/* What end_group has to write. */
struct open_group {
    bool link, group, ring;
};

struct clip {
    struct rmap_box box;
    const char *id;
};

struct face {
    const char *path;
    int weight;
    struct rmap_buffer letters;
};

/* Day's and night's colours of a path or text; equal pairs share a class. */
struct shade {
    struct rmap_night day, night;
};

/* A number of steps in path data, written once. */
struct numeral {
    char text[7];
    unsigned char length;
};

struct canvas_svg {
    struct rmap_canvas base;
    struct rmap_arena arena;
    struct rmap_output *out;
    struct rmap_text_engine *text;
    const struct rmap_file_spec *spec;
    struct rmap_buffer svg;
    const char *lang;
    struct open_group *groups;
    size_t depth, depth_capacity;
    struct rmap_ids ids;
    struct clip *clips;
    size_t clip_count, clip_capacity;
    struct shade *shades;
    size_t shade_count, shade_capacity;
    struct face *faces; /* what is written in each font file, for subsets */
    size_t face_count, face_capacity;
    struct numeral numerals[NUMERALS]; /* most steps are short */
};

/* --- characters and numbers --- */

static void put_word(struct rmap_buffer *svg, const char *name, const char *value)
{
    rmap_print(svg, " %s=\"", name);
    rmap_append_xml(svg, value);
    rmap_append_text(svg, "\"");
}

static void put_number(struct rmap_buffer *svg, const char *name, double value, int decimals)
{
    rmap_print(svg, " %s=\"", name);
    rmap_append_number(svg, value, decimals);
    rmap_append_text(svg, "\"");
}

/* It counts inside an HTML page, too; SVG 1.1 has no `lang`. */
static void put_language(struct rmap_buffer *svg, const char *lang)
{
    put_word(svg, "xml:lang", lang);
}

static void put_element(struct rmap_buffer *svg, const char *name, const char *text)
{
    rmap_print(svg, "<%s>", name);
    rmap_append_xml(svg, text);
    rmap_print(svg, "</%s>\n", name);
}

static int byte_of(double level)
{
    return (int)lround(fmin(fmax(level, 0), 1) * 255);
}

/* "fill" or "stroke". */
static void put_color(struct rmap_buffer *svg, const char *name, struct rmap_color color)
{
    int r = byte_of(color.r), g = byte_of(color.g), b = byte_of(color.b);
    if (r % 17 == 0 && g % 17 == 0 && b % 17 == 0)
        rmap_print(svg, " %s=\"#%x%x%x\"", name, (unsigned)(r / 17), (unsigned)(g / 17), (unsigned)(b / 17));
    else
        rmap_print(svg, " %s=\"#%02x%02x%02x\"", name, (unsigned)r, (unsigned)g, (unsigned)b);
    if (color.a < 1) {
        rmap_print(svg, " %s-opacity=\"", name);
        rmap_append_number(svg, color.a, 3);
        rmap_append_text(svg, "\"");
    }
}

/* --- ids --- */

/* The id with the file's prefix; one that stands in the file already gets a number behind. */
static const char *new_id(struct canvas_svg *c, const char *wish)
{
    c->ids.arena = &c->arena;
    return rmap_ids_make(&c->ids, rmap_format(&c->arena, "%s%s", c->spec->id_prefix, wish));
}

/* --- page --- */

/* Of "en+ko" the first. */
static const char *first_language(struct rmap_arena *arena, const char *lang)
{
    return lang && lang[0] ? rmap_copy_n(arena, lang, strcspn(lang, "+,; ")) : NULL;
}

static bool has(const char *text)
{
    return text && text[0];
}

/* Inkscape shows this under Document Properties; a licence has to travel with the picture. */
static void put_metadata(struct canvas_svg *c, const struct rmap_display *page)
{
    struct rmap_buffer *svg = &c->svg;
    if (!has(c->spec->credit) && !has(c->spec->software))
        return;
    rmap_append_text(svg, "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                          " xmlns:cc=\"http://creativecommons.org/ns#\""
                          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><cc:Work rdf:about=\"\">\n");
    rmap_append_text(svg, "<dc:format>image/svg+xml</dc:format>\n");
    if (has(page->title))
        put_element(svg, "dc:title", page->title);
    if (has(c->spec->credit)) {
        rmap_append_text(svg, "<dc:rights><cc:Agent>");
        put_element(svg, "dc:title", c->spec->credit);
        rmap_append_text(svg, "</cc:Agent></dc:rights>\n");
    }
    if (has(c->spec->software)) {
        rmap_append_text(svg, "<dc:creator><cc:Agent>");
        put_element(svg, "dc:title", c->spec->software);
        rmap_append_text(svg, "</cc:Agent></dc:creator>\n");
    }
    if (has(c->spec->provenance))
        put_element(svg, "dc:source", c->spec->provenance);
    rmap_append_text(svg, "</cc:Work></rdf:RDF></metadata>\n");
}

static void put_titles(struct canvas_svg *c, const struct rmap_display *page, const char *title_id,
                       const char *desc_id)
{
    const char *names[] = {"title", "desc"}, *ids[] = {title_id, desc_id};
    const char *texts[] = {page->title, page->desc};
    for (int i = 0; i < 2; i++) {
        if (!ids[i])
            continue;
        rmap_print(&c->svg, "<%s", names[i]);
        put_word(&c->svg, "id", ids[i]);
        rmap_append_text(&c->svg, ">");
        rmap_append_xml(&c->svg, texts[i]);
        rmap_print(&c->svg, "</%s>\n", names[i]);
    }
}

static void begin_page(struct rmap_canvas *base, const struct rmap_display *page)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    struct rmap_buffer *svg = &c->svg;
    const char *title_id = has(page->title) ? new_id(c, "title") : NULL;
    const char *desc_id = has(page->desc) ? new_id(c, "desc") : NULL;
    c->lang = first_language(&c->arena, page->lang);
    /* geometricPrecision: Chromium else rounds each letter's advance to whole pixels, and lines come out wider. */

    rmap_append_text(svg,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                     " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"");
    if (!c->spec->responsive) {
        rmap_append_text(svg, " width=\"");
        rmap_append_number(svg, page->width_mm, 3);
        rmap_append_text(svg, "mm\" height=\"");
        rmap_append_number(svg, page->height_mm, 3);
        rmap_append_text(svg, "mm\"");
    }
    rmap_append_text(svg, " viewBox=\"0 0 ");
    rmap_append_number(svg, page->width_mm, 3);
    rmap_append_text(svg, " ");
    rmap_append_number(svg, page->height_mm, 3);
    rmap_append_text(svg, "\" role=\"img\"");
    if (title_id || desc_id) {
        rmap_append_text(svg, " aria-labelledby=\"");
        rmap_append_xml(svg, title_id ? title_id : "");
        rmap_append_text(svg, title_id && desc_id ? " " : "");
        rmap_append_xml(svg, desc_id ? desc_id : "");
        rmap_append_text(svg, "\"");
    }
    if (c->lang)
        put_language(svg, c->lang);
    rmap_append_text(svg, " font-family=\"");
    rmap_append_xml(svg, rmap_text_family(c->text));
    rmap_append_text(svg, ", 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif\""
                          " fill-rule=\"evenodd\" stroke-linejoin=\"round\" text-rendering=\"geometricPrecision\">\n");
    put_titles(c, page, title_id, desc_id);
    put_metadata(c, page);
}

/* --- groups --- */

static bool same_box(struct rmap_box a, struct rmap_box b)
{
    return a.x0_mm == b.x0_mm && a.y0_mm == b.y0_mm && a.x1_mm == b.x1_mm && a.y1_mm == b.y1_mm;
}

static const char *find_clip(struct canvas_svg *c, struct rmap_box box)
{
    for (size_t i = 0; i < c->clip_count; i++) {
        if (same_box(c->clips[i].box, box))
            return c->clips[i].id;
    }
    const char *id = new_id(c, "clip");
    c->clips = rmap_grow(c->clips, &c->clip_capacity, c->clip_count + 1, sizeof *c->clips);
    c->clips[c->clip_count++] = (struct clip){box, id};
    rmap_append_text(&c->svg, "<clipPath");
    put_word(&c->svg, "id", id);
    rmap_append_text(&c->svg, "><rect");
    put_number(&c->svg, "x", box.x0_mm, RING_DECIMALS);
    put_number(&c->svg, "y", box.y0_mm, RING_DECIMALS);
    put_number(&c->svg, "width", rmap_box_width(box), RING_DECIMALS);
    put_number(&c->svg, "height", rmap_box_height(box), RING_DECIMALS);
    rmap_append_text(&c->svg, "/></clipPath>\n");
    return id;
}

/* Layers and furniture are named for who edits the file; sites and rings for who points at them; what a label
 * says is read aloud once, however many pieces it is drawn in. */
static void put_title(struct canvas_svg *c, const struct rmap_group *group)
{
    switch (group->role) {
    case RMAP_ROLE_LAYER:
        rmap_append_text(&c->svg, " inkscape:groupmode=\"layer\"");
        put_word(&c->svg, "inkscape:label", has(group->title) ? group->title : group->id ? group->id : "");
        break;
    case RMAP_ROLE_GROUP:
    case RMAP_ROLE_FURNITURE:
        if (has(group->title))
            put_word(&c->svg, "inkscape:label", group->title);
        break;
    case RMAP_ROLE_LABEL:
        if (has(group->title)) {
            put_word(&c->svg, "role", "img");
            put_word(&c->svg, "aria-label", group->title);
        }
        break;
    case RMAP_ROLE_SITE:
    case RMAP_ROLE_RING:
    case RMAP_ROLE_HEADING:
    case RMAP_ROLE_PARAGRAPH:
        break;
    }
}

static bool says_something(const struct rmap_group *group)
{
    return group->role == RMAP_ROLE_LAYER || has(group->id) || has(group->title) || has(group->desc)
           || has(group->classes) || group->clipped;
}

static void begin_group(struct rmap_canvas *base, const struct rmap_group *group)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    c->groups = rmap_grow(c->groups, &c->depth_capacity, c->depth + 1, sizeof *c->groups);
    bool inside_ring = c->depth > 0 && c->groups[c->depth - 1].ring;
    struct open_group *open = &c->groups[c->depth++];
    *open = (struct open_group){.link = has(group->href),
                                .group = says_something(group),
                                .ring = inside_ring || group->role == RMAP_ROLE_RING};
    const char *clip = group->clipped ? find_clip(c, group->clip) : NULL;
    if (open->link) {
        rmap_append_text(&c->svg, "<a");
        put_word(&c->svg, "xlink:href", group->href);
        rmap_append_text(&c->svg, ">");
    }
    if (!open->group)
        return;
    rmap_append_text(&c->svg, "<g");
    if (has(group->id))
        put_word(&c->svg, "id", new_id(c, group->id));
    if (has(group->classes))
        put_word(&c->svg, "class", group->classes);
    put_title(c, group);
    if (clip) {
        rmap_append_text(&c->svg, " clip-path=\"url(#");
        rmap_append_xml(&c->svg, clip);
        rmap_append_text(&c->svg, ")\"");
    }
    rmap_append_text(&c->svg, ">\n");
    if ((group->role == RMAP_ROLE_SITE || group->role == RMAP_ROLE_RING) && has(group->title))
        put_element(&c->svg, "title", group->title);
    if (has(group->desc))
        put_element(&c->svg, "desc", group->desc);
}

static void end_group(struct rmap_canvas *base)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    struct open_group open = c->groups[--c->depth];
    if (open.group)
        rmap_append_text(&c->svg, "</g>\n");
    if (open.link)
        rmap_append_text(&c->svg, "</a>\n");
}

/* --- colours at night: a class for each pair, with a rule for the dark at the end of the file --- */

#define NOT_PAINTED ((struct rmap_color){0})

static bool same_color(struct rmap_color a, struct rmap_color b)
{
    return byte_of(a.r) == byte_of(b.r) && byte_of(a.g) == byte_of(b.g) && byte_of(a.b) == byte_of(b.b)
           && byte_of(a.a) == byte_of(b.a);
}

static bool same_colors(struct rmap_night a, struct rmap_night b)
{
    return same_color(a.fill, b.fill) && same_color(a.stroke, b.stroke);
}

static void put_shade(struct canvas_svg *c, struct rmap_color fill, struct rmap_color stroke, const struct rmap_night *night)
{
    struct rmap_night day = {fill, stroke};
    size_t i = 0;
    if (!night || same_colors(day, *night))
        return;
    while (i < c->shade_count && !(same_colors(c->shades[i].day, day) && same_colors(c->shades[i].night, *night)))
        i++;
    if (i == c->shade_count) {
        c->shades = rmap_grow(c->shades, &c->shade_capacity, c->shade_count + 1, sizeof *c->shades);
        c->shades[c->shade_count++] = (struct shade){day, *night};
    }
    rmap_print(&c->svg, " class=\"%sn%zu\"", c->spec->id_prefix, i + 1);
}

/* What is not painted by day is not by night. */
static void put_night_color(struct rmap_buffer *svg, const char *name, struct rmap_color day, struct rmap_color night)
{
    if (day.a <= 0 || same_color(day, night))
        return;
    rmap_print(svg, "%s:#%02x%02x%02x;", name, (unsigned)byte_of(night.r), (unsigned)byte_of(night.g), (unsigned)byte_of(night.b));
    if (byte_of(day.a) == byte_of(night.a))
        return;
    rmap_print(svg, "%s-opacity:", name);
    rmap_append_number(svg, night.a, 3);
    rmap_append_text(svg, ";");
}

static void put_shades(struct canvas_svg *c)
{
    if (c->shade_count == 0)
        return;
    rmap_append_text(&c->svg, "<style>@media (prefers-color-scheme:dark){");
    for (size_t i = 0; i < c->shade_count; i++) {
        const struct shade *shade = &c->shades[i];
        rmap_print(&c->svg, ".%sn%zu{", c->spec->id_prefix, i + 1);
        put_night_color(&c->svg, "fill", shade->day.fill, shade->night.fill);
        put_night_color(&c->svg, "stroke", shade->day.stroke, shade->night.stroke);
        rmap_append_text(&c->svg, "}");
    }
    rmap_append_text(&c->svg, "}</style>\n");
}

/* --- paths --- */

/* Path data as short as they go: relative, in whole steps of 10^-decimals mm, so that rounding errors do not
 * add up. */
struct pen {
    struct rmap_buffer *svg;
    char piece[PIECE_BYTES];
    size_t used;
    int decimals;
    int64_t scale;
    const struct numeral *numerals; /* of that scale; NULL: none */
    char command;             /* the last one written: it need not be repeated */
    bool point;               /* the last number has a decimal point: ".5.3" is two */
    bool number;              /* a number stands before */
    int64_t x, y;             /* where the pen is */
    int64_t start_x, start_y; /* where the part began */
};

static void flush(struct pen *pen)
{
    rmap_append(pen->svg, pen->piece, pen->used);
    pen->used = 0;
}

static void put_command(struct pen *pen, char command)
{
    if (pen->used + NUMBER_BYTES > PIECE_BYTES)
        flush(pen);
    if (command == pen->command)
        return;
    pen->piece[pen->used++] = command;
    pen->command = command;
    pen->number = false;
}

/* The digits of a number of steps, without needless ones; returns their count. */
static size_t write_digits(uint64_t steps, uint64_t scale, int decimals, char out[NUMBER_BYTES])
{
    char digits[NUMBER_BYTES], *start = digits + sizeof digits;
    uint64_t whole = steps / scale, fraction = steps % scale;
    int places = fraction ? decimals : 0;
    for (; places > 0 && fraction % 10 == 0; places--)
        fraction /= 10;
    bool point = places > 0;
    for (; places > 0; places--, fraction /= 10)
        *--start = (char)('0' + fraction % 10);
    if (point)
        *--start = '.';
    for (; whole || start == digits + sizeof digits; whole /= 10)
        *--start = (char)('0' + whole % 10);
    memcpy(out, start, (size_t)(digits + sizeof digits - start));
    return (size_t)(digits + sizeof digits - start);
}

static void fill_numerals(struct numeral numerals[NUMERALS])
{
    for (uint64_t steps = 0; steps < NUMERALS; steps++) {
        char text[NUMBER_BYTES] = {0};
        numerals[steps].length = (unsigned char)write_digits(steps, PATH_SCALE, PATH_DECIMALS, text);
        memcpy(numerals[steps].text, text, sizeof numerals[steps].text);
    }
}

static void put_step(struct pen *pen, int64_t step)
{
    uint64_t size = (uint64_t)(step < 0 ? -step : step);
    const struct numeral *numeral = pen->numerals && size < NUMERALS ? &pen->numerals[size] : NULL;
    char digits[NUMBER_BYTES];
    size_t length = numeral ? numeral->length : write_digits(size, (uint64_t)pen->scale, pen->decimals, digits);
    const char *text = numeral ? numeral->text : digits;
    if (pen->used + NUMBER_BYTES > PIECE_BYTES)
        flush(pen);
    if (step < 0)
        pen->piece[pen->used++] = '-';
    else if (pen->number && !(pen->point && *text == '.'))
        pen->piece[pen->used++] = ' ';
    for (size_t i = 0; i < length; i++)
        pen->piece[pen->used++] = text[i];
    pen->point = size % (uint64_t)pen->scale != 0;
    pen->number = true;
}

/* Rounded half away from zero, as llround does it, without a call for each number. */
static int64_t to_steps(const struct pen *pen, double mm)
{
    double steps = (mm > -1e9 ? mm < 1e9 ? mm : 1e9 : -1e9) * (double)pen->scale;
    int64_t whole = (int64_t)steps;
    double rest = steps - (double)whole;
    return whole + (rest >= 0.5) - (rest <= -0.5);
}

static void put_move(struct pen *pen, struct rmap_page to)
{
    int64_t x = to_steps(pen, to.x_mm), y = to_steps(pen, to.y_mm);
    put_command(pen, 'm');
    put_step(pen, x - pen->x);
    put_step(pen, y - pen->y);
    pen->command = 'l'; /* what follows a move without a letter is a line */
    pen->x = pen->start_x = x;
    pen->y = pen->start_y = y;
}

static void put_line(struct pen *pen, struct rmap_page to)
{
    int64_t dx = to_steps(pen, to.x_mm) - pen->x, dy = to_steps(pen, to.y_mm) - pen->y;
    if (dx == 0 && dy == 0)
        return;
    put_command(pen, dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
    if (dx != 0)
        put_step(pen, dx);
    if (dy != 0)
        put_step(pen, dy);
    pen->x += dx;
    pen->y += dy;
}

static void put_curve(struct pen *pen, const struct rmap_page to[3])
{
    int64_t x = pen->x, y = pen->y;
    put_command(pen, 'c');
    for (int i = 0; i < 3; i++) {
        pen->x = to_steps(pen, to[i].x_mm);
        pen->y = to_steps(pen, to[i].y_mm);
        put_step(pen, pen->x - x);
        put_step(pen, pen->y - y);
    }
}

static void put_close(struct pen *pen)
{
    put_command(pen, 'z');
    pen->command = 0;
    pen->number = false;
    pen->x = pen->start_x;
    pen->y = pen->start_y;
}

static void put_data(struct canvas_svg *c, const struct rmap_path *path, bool ring)
{
    struct pen pen = {.svg = &c->svg, .decimals = PATH_DECIMALS, .scale = PATH_SCALE, .numerals = c->numerals};
    if (ring)
        pen = (struct pen){.svg = &c->svg, .decimals = RING_DECIMALS, .scale = RING_SCALE};
    const struct rmap_page *p = path->points;
    for (size_t i = 0; i < path->verb_count; i++) {
        switch ((enum rmap_verb)path->verbs[i]) {
        case RMAP_MOVE:
            put_move(&pen, *p++);
            break;
        case RMAP_LINE:
            /* a line back to the start is what "close" draws */
            if (!(i + 1 < path->verb_count && path->verbs[i + 1] == RMAP_CLOSE
                  && to_steps(&pen, p->x_mm) == pen.start_x && to_steps(&pen, p->y_mm) == pen.start_y))
                put_line(&pen, *p);
            p++;
            break;
        case RMAP_CURVE:
            put_curve(&pen, p);
            p += 3;
            break;
        case RMAP_CLOSE:
            put_close(&pen);
            break;
        }
    }
    flush(&pen);
}

static void put_stroke(struct rmap_buffer *svg, const struct rmap_paint *paint)
{
    static const char *const joins[] = {
        [RMAP_JOIN_ROUND] = NULL, [RMAP_JOIN_MITER] = "miter", [RMAP_JOIN_BEVEL] = "bevel"};
    static const char *const caps[] = {
        [RMAP_CAP_BUTT] = NULL, [RMAP_CAP_ROUND] = "round", [RMAP_CAP_SQUARE] = "square"};
    put_color(svg, "stroke", paint->stroke);
    put_number(svg, "stroke-width", paint->width_mm, 3);
    if (joins[paint->join])
        put_word(svg, "stroke-linejoin", joins[paint->join]);
    if (caps[paint->cap])
        put_word(svg, "stroke-linecap", caps[paint->cap]);
    if (paint->dashes == 0)
        return;
    rmap_append_text(svg, " stroke-dasharray=\"");
    for (int i = 0; i < paint->dashes; i++) {
        rmap_append_text(svg, i ? " " : "");
        rmap_append_number(svg, paint->dash_mm[i], 3);
    }
    rmap_append_text(svg, "\"");
}

static void draw_path(struct rmap_canvas *base, const struct rmap_path *path, const struct rmap_paint *paint)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    bool ring = c->depth > 0 && c->groups[c->depth - 1].ring;
    rmap_append_text(&c->svg, "<path");
    put_shade(c, paint->fill, paint->width_mm > 0 ? paint->stroke : NOT_PAINTED, paint->night);
    if (paint->fill.a > 0)
        put_color(&c->svg, "fill", paint->fill);
    else
        put_word(&c->svg, "fill", "none");
    if (paint->stroke.a > 0 && paint->width_mm > 0)
        put_stroke(&c->svg, paint);
    rmap_append_text(&c->svg, " d=\"");
    put_data(c, path, ring);
    rmap_append_text(&c->svg, "\"/>\n");
}

/* --- text --- */

static bool is_spaced(const struct rmap_text *text)
{
    return text->font.spacing_mm < 0 || text->font.spacing_mm > 0;
}

/* Where the text is anchored. Readers differ in whether the space after the last letter counts: text with
 * letter spacing starts where it was measured to start, whatever its anchor. */
static void put_place(struct rmap_buffer *svg, const struct rmap_text *text)
{
    static const char *const anchors[] = {[RMAP_START] = NULL, [RMAP_MIDDLE] = "middle", [RMAP_END] = "end"};
    double x = text->at.x_mm, y = text->at.y_mm;
    double start = is_spaced(text) ? -rmap_anchor_share(text->anchor) * text->width_mm : 0;
    bool turned = text->angle_deg < 0 || text->angle_deg > 0;
    if (turned || text->font.oblique) {
        rmap_append_text(svg, " transform=\"translate(");
        rmap_append_number(svg, x, PATH_DECIMALS);
        rmap_append_text(svg, " ");
        rmap_append_number(svg, y, PATH_DECIMALS);
        rmap_append_text(svg, ")");
        if (turned) {
            rmap_append_text(svg, "rotate(");
            rmap_append_number(svg, text->angle_deg, 3);
            rmap_append_text(svg, ")");
        }
        rmap_append_text(svg, text->font.oblique ? SLANT "\"" : "\"");
        if (start < 0)
            put_number(svg, "x", start, PATH_DECIMALS);
    } else {
        put_number(svg, "x", x + start, PATH_DECIMALS);
        put_number(svg, "y", y, PATH_DECIMALS);
    }
    if (anchors[text->anchor] && !is_spaced(text))
        put_word(svg, "text-anchor", anchors[text->anchor]);
}

static void put_font(struct canvas_svg *c, const struct rmap_text *text)
{
    const struct rmap_font *font = &text->font;
    if (has(font->family)) {
        rmap_append_text(&c->svg, " font-family=\"");
        rmap_append_xml(&c->svg, font->family);
        rmap_append_text(&c->svg, ", ");
        rmap_append_xml(&c->svg, rmap_text_family(c->text));
        rmap_append_text(&c->svg, ", sans-serif\"");
    }
    put_number(&c->svg, "font-size", font->size_mm, 3);
    if (font->weight != RMAP_REGULAR)
        put_number(&c->svg, "font-weight", font->weight, 0);
    if (is_spaced(text))
        put_number(&c->svg, "letter-spacing", font->spacing_mm, 3);
}

/* Blanks that XML readers would drop; a no-break or thin space is none of them. */
static bool has_loose_blanks(const char *text)
{
    size_t length = strlen(text);
    return text[0] == ' ' || (length && text[length - 1] == ' ') || strstr(text, "  ");
}

/* Remembers which letters of which font file are used. */
static void note_letters(struct canvas_svg *c, const struct rmap_text *text)
{
    const char *path = rmap_text_font_path(c->text, &text->font);
    if (!path)
        return;
    size_t i = 0;
    while (i < c->face_count
           && (strcmp(c->faces[i].path, path) != 0 || c->faces[i].weight != (int)text->font.weight))
        i++;
    if (i == c->face_count) {
        c->faces = rmap_grow(c->faces, &c->face_capacity, c->face_count + 1, sizeof *c->faces);
        c->faces[c->face_count++] = (struct face){.path = path, .weight = (int)text->font.weight};
    }
    rmap_append_text(&c->faces[i].letters, text->text);
}

/* Letters as paths, named by what they say. */
static void draw_outlines(struct rmap_canvas *base, const struct rmap_text *text)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    struct rmap_path path = {0};
    struct rmap_paint paint = {.fill = text->fill, .night = text->night};
    rmap_text_outline(c->text, text, &path);
    rmap_append_text(&c->svg, "<g role=\"img\" aria-label=\"");
    rmap_append_xml(&c->svg, text->text);
    rmap_append_text(&c->svg, "\" fill-rule=\"nonzero\">\n");
    if (text->halo.a > 0 && text->halo_mm > 0)
        draw_path(base, &path, &(struct rmap_paint){.stroke = text->halo, .width_mm = 2 * text->halo_mm, .night = text->night});
    draw_path(base, &path, &paint);
    rmap_append_text(&c->svg, "</g>\n");
    rmap_path_free(&path);
}

static void draw_text(struct rmap_canvas *base, const struct rmap_text *text)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    struct rmap_buffer *svg = &c->svg;
    if (c->spec->outlines) {
        draw_outlines(base, text);
        return;
    }
    if (c->spec->embed_fonts)
        note_letters(c, text);
    rmap_append_text(svg, "<text");
    put_shade(c, text->fill, text->halo_mm > 0 ? text->halo : NOT_PAINTED, text->night);
    put_place(svg, text);
    put_font(c, text);
    put_color(svg, "fill", text->fill);
    if (text->halo.a > 0 && text->halo_mm > 0) {
        put_word(svg, "paint-order", "stroke");
        put_color(svg, "stroke", text->halo);
        put_number(svg, "stroke-width", 2 * text->halo_mm, 3);
    }
    if (text->lang && (!c->lang || strcmp(text->lang, c->lang) != 0))
        put_language(svg, text->lang);
    if (has_loose_blanks(text->text))
        put_word(svg, "xml:space", "preserve");
    rmap_append_text(svg, ">");
    rmap_append_xml(svg, text->text);
    rmap_append_text(svg, "</text>\n");
}

/* --- the file --- */

/* Readers without the font draw the same letters; those that know no @font-face fall back on the families. */
static void put_fonts(struct canvas_svg *c)
{
    for (size_t i = 0; i < c->face_count; i++) {
        struct rmap_buffer bytes = {0};
        if (rmap_fontface_subset(c->faces[i].path, c->faces[i].letters.text, &bytes)) {
            rmap_print(&c->svg,
                       "<style>@font-face{font-family:%s;font-weight:%d;src:url(data:font/otf;base64,",
                       rmap_text_family(c->text), c->faces[i].weight);
            rmap_append_base64(&c->svg, bytes.text, bytes.length);
            rmap_append_text(&c->svg, ")}</style>\n");
        }
        rmap_buffer_free(&bytes);
    }
}

static bool finish(struct rmap_canvas *base, struct rmap_error *err)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    put_shades(c);
    put_fonts(c);
    rmap_append_text(&c->svg, "</svg>\n");
    struct rmap_buffer packed = {0};
    bool ok = c->spec->packed ? rmap_deflate(RMAP_GZIP, RMAP_DEFLATE_SMALL, c->svg.text, c->svg.length, &packed)
                                    && rmap_output_write(c->out, packed.text, packed.length)
                              : rmap_output_write(c->out, c->svg.text, c->svg.length);
    rmap_buffer_free(&packed);
    return ok || rmap_fail(err, RMAP_OUTPUT, "cannot write '%s'", rmap_output_path(c->out));
}

static void free_canvas(struct rmap_canvas *base)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    if (!c)
        return;
    for (size_t i = 0; i < c->face_count; i++)
        rmap_buffer_free(&c->faces[i].letters);
    free(c->faces);
    rmap_buffer_free(&c->svg);
    rmap_arena_free(&c->arena);
    free(c->groups);
    free(c->clips);
    free(c->shades);
    free(c);
}

struct rmap_canvas *rmap_canvas_svg_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec)
{
    size_t capacity = 0;
    struct canvas_svg *c = rmap_grow(NULL, &capacity, 1, sizeof *c);
    *c = (struct canvas_svg){
        .base = {begin_page, begin_group, end_group, draw_path, draw_text, finish, free_canvas},
        .out = out,
        .text = text,
        .spec = spec,
    };
    fill_numerals(c->numerals);
    return &c->base;
}
