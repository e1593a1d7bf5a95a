#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "deflate.h"
#include "ids.h"
#include "output.h"
#include "svg.h"
#include "svg_faces.h"
#include "svg_path.h"
#include "svg_shades.h"
#include "text.h"
#include "text_outline.h"
#include "xml.h"

#define SLANT "skewX(-11)" /* RMAP_SLANT: readers differ in what font-style="oblique" is */

/* What end_group has to write. */
struct open_group {
    bool link, group, ring;
};

struct clip {
    struct rmap_box box;
    const char *id;
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
    struct rmap_svg_shades shades;
    struct rmap_svg_faces faces;
    struct rmap_svg_numerals numerals;
};

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
        rmap_svg_element(svg, "dc:title", page->title);
    if (has(c->spec->credit)) {
        rmap_append_text(svg, "<dc:rights><cc:Agent>");
        rmap_svg_element(svg, "dc:title", c->spec->credit);
        rmap_append_text(svg, "</cc:Agent></dc:rights>\n");
    }
    if (has(c->spec->software)) {
        rmap_append_text(svg, "<dc:creator><cc:Agent>");
        rmap_svg_element(svg, "dc:title", c->spec->software);
        rmap_append_text(svg, "</cc:Agent></dc:creator>\n");
    }
    if (has(c->spec->provenance))
        rmap_svg_element(svg, "dc:source", c->spec->provenance);
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
        rmap_svg_word(&c->svg, "id", ids[i]);
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
        rmap_svg_language(svg, c->lang);
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
    rmap_svg_word(&c->svg, "id", id);
    rmap_append_text(&c->svg, "><rect");
    rmap_svg_number(&c->svg, "x", box.x0_mm, RMAP_SVG_FINE_DECIMALS);
    rmap_svg_number(&c->svg, "y", box.y0_mm, RMAP_SVG_FINE_DECIMALS);
    rmap_svg_number(&c->svg, "width", rmap_box_width(box), RMAP_SVG_FINE_DECIMALS);
    rmap_svg_number(&c->svg, "height", rmap_box_height(box), RMAP_SVG_FINE_DECIMALS);
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
        rmap_svg_word(&c->svg, "inkscape:label", has(group->title) ? group->title : group->id ? group->id : "");
        break;
    case RMAP_ROLE_GROUP:
    case RMAP_ROLE_FURNITURE:
        if (has(group->title))
            rmap_svg_word(&c->svg, "inkscape:label", group->title);
        break;
    case RMAP_ROLE_LABEL:
        if (has(group->title)) {
            rmap_svg_word(&c->svg, "role", "img");
            rmap_svg_word(&c->svg, "aria-label", group->title);
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
        rmap_svg_word(&c->svg, "xlink:href", group->href);
        rmap_append_text(&c->svg, ">");
    }
    if (!open->group)
        return;
    rmap_append_text(&c->svg, "<g");
    if (has(group->id))
        rmap_svg_word(&c->svg, "id", new_id(c, group->id));
    if (has(group->classes))
        rmap_svg_word(&c->svg, "class", group->classes);
    put_title(c, group);
    if (clip) {
        rmap_append_text(&c->svg, " clip-path=\"url(#");
        rmap_append_xml(&c->svg, clip);
        rmap_append_text(&c->svg, ")\"");
    }
    rmap_append_text(&c->svg, ">\n");
    if ((group->role == RMAP_ROLE_SITE || group->role == RMAP_ROLE_RING) && has(group->title))
        rmap_svg_element(&c->svg, "title", group->title);
    if (has(group->desc))
        rmap_svg_element(&c->svg, "desc", group->desc);
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

/* --- paths --- */

#define NOT_PAINTED ((struct rmap_color){0})

static void put_shade(struct canvas_svg *c, struct rmap_color fill, struct rmap_color stroke, const struct rmap_night *night)
{
    size_t class = rmap_svg_shade(&c->shades, (struct rmap_night){fill, stroke}, night);
    if (class > 0)
        rmap_print(&c->svg, " class=\"%sn%zu\"", c->spec->id_prefix, class);
}

static void put_stroke(struct rmap_buffer *svg, const struct rmap_paint *paint)
{
    static const char *const joins[] = {
        [RMAP_JOIN_ROUND] = NULL, [RMAP_JOIN_MITER] = "miter", [RMAP_JOIN_BEVEL] = "bevel"};
    static const char *const caps[] = {
        [RMAP_CAP_BUTT] = NULL, [RMAP_CAP_ROUND] = "round", [RMAP_CAP_SQUARE] = "square"};
    rmap_svg_color(svg, "stroke", paint->stroke);
    rmap_svg_number(svg, "stroke-width", paint->width_mm, 3);
    if (joins[paint->join])
        rmap_svg_word(svg, "stroke-linejoin", joins[paint->join]);
    if (caps[paint->cap])
        rmap_svg_word(svg, "stroke-linecap", caps[paint->cap]);
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
        rmap_svg_color(&c->svg, "fill", paint->fill);
    else
        rmap_svg_word(&c->svg, "fill", "none");
    if (paint->stroke.a > 0 && paint->width_mm > 0)
        put_stroke(&c->svg, paint);
    rmap_append_text(&c->svg, " d=\"");
    rmap_svg_path(&c->svg, path, ring ? NULL : &c->numerals);
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
        rmap_append_number(svg, x, RMAP_SVG_DECIMALS);
        rmap_append_text(svg, " ");
        rmap_append_number(svg, y, RMAP_SVG_DECIMALS);
        rmap_append_text(svg, ")");
        if (turned) {
            rmap_append_text(svg, "rotate(");
            rmap_append_number(svg, text->angle_deg, 3);
            rmap_append_text(svg, ")");
        }
        rmap_append_text(svg, text->font.oblique ? SLANT "\"" : "\"");
        if (start < 0)
            rmap_svg_number(svg, "x", start, RMAP_SVG_DECIMALS);
    } else {
        rmap_svg_number(svg, "x", x + start, RMAP_SVG_DECIMALS);
        rmap_svg_number(svg, "y", y, RMAP_SVG_DECIMALS);
    }
    if (anchors[text->anchor] && !is_spaced(text))
        rmap_svg_word(svg, "text-anchor", anchors[text->anchor]);
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
    rmap_svg_number(&c->svg, "font-size", font->size_mm, 3);
    if (font->weight != RMAP_REGULAR)
        rmap_svg_number(&c->svg, "font-weight", font->weight, 0);
    if (is_spaced(text))
        rmap_svg_number(&c->svg, "letter-spacing", font->spacing_mm, 3);
}

/* Blanks that XML readers would drop; a no-break or thin space is none of them. */
static bool has_loose_blanks(const char *text)
{
    size_t length = strlen(text);
    return text[0] == ' ' || (length && text[length - 1] == ' ') || strstr(text, "  ");
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
        rmap_svg_faces_note(&c->faces, c->text, text);
    rmap_append_text(svg, "<text");
    put_shade(c, text->fill, text->halo_mm > 0 ? text->halo : NOT_PAINTED, text->night);
    put_place(svg, text);
    put_font(c, text);
    rmap_svg_color(svg, "fill", text->fill);
    if (text->halo.a > 0 && text->halo_mm > 0) {
        rmap_svg_word(svg, "paint-order", "stroke");
        rmap_svg_color(svg, "stroke", text->halo);
        rmap_svg_number(svg, "stroke-width", 2 * text->halo_mm, 3);
    }
    if (text->lang && (!c->lang || strcmp(text->lang, c->lang) != 0))
        rmap_svg_language(svg, text->lang);
    if (has_loose_blanks(text->text))
        rmap_svg_word(svg, "xml:space", "preserve");
    rmap_append_text(svg, ">");
    rmap_append_xml(svg, text->text);
    rmap_append_text(svg, "</text>\n");
}

/* --- the file --- */

static bool finish(struct rmap_canvas *base, struct rmap_error *err)
{
    struct canvas_svg *c = (struct canvas_svg *)base;
    rmap_svg_shades_write(&c->shades, c->spec->id_prefix, &c->svg);
    rmap_svg_faces_write(&c->faces, rmap_text_family(c->text), &c->svg);
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
    rmap_svg_faces_free(&c->faces);
    rmap_svg_shades_free(&c->shades);
    rmap_buffer_free(&c->svg);
    rmap_arena_free(&c->arena);
    free(c->groups);
    free(c->clips);
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
    rmap_svg_numerals_fill(&c->numerals);
    return &c->base;
}
