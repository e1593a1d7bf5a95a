#include "figure.h"

#include <string.h>

#include "docx.h"
#include "escape.h"
#include "ids.h"
#include "input.h"
#include "pptx.h"
#include "words.h"

#define MAX_SVG ((size_t)256 << 20)
#define PX_PER_MM (96 / 25.4) /* CSS's pixel */

/* --- parts that several formats share --- */

static void add_mm(struct rmap_buffer *out, double mm)
{
    rmap_append_number(out, mm, 2);
    rmap_append_text(out, "mm");
}

static void add_px(struct rmap_buffer *out, double mm)
{
    rmap_append_number(out, mm * PX_PER_MM, 0);
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* For references to the figure: "out/Korea map.svg" is called "korea-map". */
static void add_label(struct rmap_buffer *out, const char *path)
{
    struct rmap_arena arena = {0};
    rmap_append_text(out, rmap_ids_stem(&arena, path));
    rmap_arena_free(&arena);
}

/* Does the text end as a sentence does? */
static bool is_ended(const char *text)
{
    static const char *const ENDS[] = {".", "!", "?", "…", "。"};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        size_t size = strlen(ENDS[i]);
        if (length >= size && strcmp(text + length - size, ENDS[i]) == 0)
            return true;
    }
    return false;
}

static void add_words(struct rmap_buffer *out, const struct rmap_figure *figure, enum rmap_notation notation)
{
    rmap_append_escaped(out, figure->title, notation);
    if (figure->caption[0]) {
        rmap_append_text(out, is_ended(figure->title) ? " " : ". ");
        rmap_append_escaped(out, figure->caption, notation);
    }
}

/* Goes on after the words; `small` and `end` stand around it. */
static void add_credit(struct rmap_buffer *out, const struct rmap_figure *figure, enum rmap_notation notation,
                       const char *small, const char *end)
{
    if (!figure->credit[0])
        return;
    rmap_append_text(out, is_ended(figure->caption[0] ? figure->caption : figure->title) ? " " : ". ");
    rmap_append_text(out, small);
    rmap_append_escaped(out, figure->credit, notation);
    rmap_append_text(out, end);
}

static void add_caption(struct rmap_buffer *out, const struct rmap_figure *figure, enum rmap_notation notation,
                        const char *small, const char *end)
{
    add_words(out, figure, notation);
    add_credit(out, figure, notation, small, end);
}

/* --- formats --- */

static void begin_html(struct rmap_buffer *out, const struct rmap_figure *figure)
{
    rmap_append_text(out, "<figure id=\"fig-");
    add_label(out, figure->path);
    rmap_print(out, "\" lang=\"%s\">\n", figure->lang);
}

static void end_html(struct rmap_buffer *out, const struct rmap_figure *figure)
{
    rmap_append_text(out, "  <figcaption>");
    add_caption(out, figure, RMAP_IN_XML, "<small>", "</small>");
    rmap_append_text(out, "</figcaption>\n</figure>\n");
}

static bool write_html(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    begin_html(out, figure);
    rmap_append_text(out, "  ");
    if (figure->link[0]) {
        rmap_append_text(out, "<a href=\"");
        rmap_append_escaped(out, figure->link, RMAP_IN_XML);
        rmap_append_text(out, "\">");
    }
    rmap_append_text(out, "<img src=\"");
    rmap_append_escaped(out, figure->path, RMAP_IN_URL);
    rmap_append_text(out, "\" width=\"");
    add_px(out, figure->width_mm);
    rmap_append_text(out, "\" height=\"");
    add_px(out, figure->height_mm);
    rmap_append_text(out, "\" style=\"width:");
    add_mm(out, figure->width_mm);
    rmap_append_text(out, ";max-width:100%;height:auto\"\n    alt=\"");
    rmap_append_escaped(out, figure->alt, RMAP_IN_XML);
    rmap_append_text(out, figure->link[0] ? "\"></a>\n" : "\">\n");
    end_html(out, figure);
    return true;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* Behind what HTML does not know, if the SVG goes on with such: metadata in RDF, and Inkscape's attributes. Else where it
 * stands. */
static const char *pass_over(const char *svg, bool in_tag)
{
    static const char end[] = "</metadata>\n";
    const char *behind = starts_with(svg, "<metadata>") ? strstr(svg, end) : NULL;
    if (behind)
        return behind + strlen(end);
    if (!in_tag || !(starts_with(svg, " inkscape:") || starts_with(svg, " xmlns:inkscape=")))
        return svg;
    const char *value = strchr(svg, '"');
    behind = value ? strchr(value + 1, '"') : NULL;
    return behind ? behind + 1 : svg;
}

static void append_as_html(struct rmap_buffer *out, const char *svg)
{
    bool in_tag = false, in_value = false;
    for (const char *next; *svg; svg = next) {
        next = in_value ? svg : pass_over(svg, in_tag);
        if (next > svg)
            continue;
        in_value = in_tag && (*svg == '"' ? !in_value : in_value);
        in_tag = *svg == '<' || (in_tag && (in_value || *svg != '>'));
        rmap_append(out, svg, 1);
        next = svg + 1;
    }
}

/* The picture brings its own title and description along. */
static bool write_inline(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    struct rmap_arena arena = {0};
    size_t length;
    const char *svg = rmap_input_read(&arena, figure->path, MAX_SVG, &length, RMAP_INPUT, err);
    const char *root = svg ? strstr(svg, "<svg") : NULL;
    bool ok = root || rmap_fail(err, RMAP_INPUT, "'%s' is no SVG", figure->path);
    if (root) {
        begin_html(out, figure);
        append_as_html(out, root);
        end_html(out, figure);
    }
    rmap_arena_free(&arena);
    return ok;
}

/* Pandoc takes `alt`, Quarto `fig-alt`. An image inside a link would be no figure: there the headline leads on. */
static bool write_markdown(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    struct rmap_figure linked = *figure;
    rmap_append_text(out, "![");
    if (figure->link[0]) {
        rmap_append_text(out, "[");
        rmap_append_escaped(out, figure->title, RMAP_IN_MARKDOWN);
        rmap_print(out, "](<%s>)", figure->link);
        linked.title = "";
    }
    add_caption(out, &linked, RMAP_IN_MARKDOWN, "", "");
    rmap_append_text(out, "](");
    rmap_append_escaped(out, figure->path, RMAP_IN_URL);
    rmap_append_text(out, "){#fig-");
    add_label(out, figure->path);
    rmap_append_text(out, " width=");
    add_mm(out, figure->width_mm);
    for (int i = 0; i < 2; i++) {
        rmap_append_text(out, i == 0 ? " fig-alt=\"" : "\" alt=\"");
        rmap_append_escaped(out, figure->alt, RMAP_IN_MARKDOWN);
    }
    rmap_append_text(out, "\"}\n");
    return true;
}

/* graphicx takes `alt` since 2021. */
static bool write_latex(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    bool special = strpbrk(figure->path, "$&^_~ ") != NULL;
    rmap_append_text(out, "\\begin{figure}\n  \\centering\n  ");
    if (figure->link[0]) {
        rmap_append_text(out, "\\href{");
        rmap_append_escaped(out, figure->link, RMAP_IN_LATEX);
        rmap_append_text(out, "}{");
    }
    rmap_append_text(out, "\\includegraphics[width=");
    add_mm(out, figure->width_mm);
    rmap_append_text(out, ",alt={");
    rmap_append_escaped(out, figure->alt, RMAP_IN_LATEX);
    rmap_print(out, "}]{%s%s%s}%s\n  \\caption{", special ? "\\detokenize{" : "", figure->path, special ? "}" : "",
               figure->link[0] ? "}" : "");
    add_caption(out, figure, RMAP_IN_LATEX, "{\\footnotesize ", "}");
    rmap_append_text(out, "}\n  \\label{fig:");
    add_label(out, figure->path);
    rmap_append_text(out, "}\n\\end{figure}\n");
    return true;
}

static bool write_typst(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    rmap_append_text(out, "#figure(\n  ");
    if (figure->link[0]) {
        rmap_append_text(out, "link(\"");
        rmap_append_escaped(out, figure->link, RMAP_IN_TYPST);
        rmap_append_text(out, "\", ");
    }
    rmap_append_text(out, "image(\"");
    rmap_append_escaped(out, figure->path, RMAP_IN_TYPST);
    rmap_append_text(out, "\", width: ");
    add_mm(out, figure->width_mm);
    rmap_append_text(out, ", alt: \"");
    rmap_append_escaped(out, figure->alt, RMAP_IN_TYPST);
    rmap_append_text(out, figure->link[0] ? "\")),\n  caption: \"" : "\"),\n  caption: \"");
    add_caption(out, figure, RMAP_IN_TYPST, "", "");
    rmap_append_text(out, "\",\n) <fig-");
    add_label(out, figure->path);
    rmap_append_text(out, ">\n");
    return true;
}

/* The file goes by its name there, once it is uploaded. */
static bool write_mediawiki(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    rmap_print(out, "[[File:%s|thumb|center|", file_name(figure->path));
    add_px(out, figure->width_mm);
    rmap_append_text(out, "px|alt=");
    rmap_append_escaped(out, figure->alt, RMAP_IN_WIKI);
    if (figure->link[0])
        rmap_print(out, "|link=%s", figure->link);
    rmap_append_text(out, "|");
    add_caption(out, figure, RMAP_IN_WIKI, "<small>", "</small>");
    rmap_append_text(out, "]]\n");
    return true;
}

static struct rmap_office_map describe_map(const struct rmap_figure *figure, const struct rmap_buffer *caption,
                                           const struct rmap_buffer *credit)
{
    return (struct rmap_office_map){.picture = figure->path, .width_mm = figure->width_mm, .height_mm = figure->height_mm,
                                    .title = figure->title, .alt = figure->alt, .link = figure->link, .lang = figure->lang,
                                    .caption = caption->text ? caption->text : "", .credit = credit->text ? credit->text : ""};
}

static bool write_docx(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)out;
    struct rmap_buffer caption = {0}, credit = {0};
    add_words(&caption, figure, RMAP_IN_XML);
    add_credit(&credit, figure, RMAP_IN_XML, "", "");
    struct rmap_office_map map = describe_map(figure, &caption, &credit);
    bool ok = rmap_docx_write(&map, err);
    rmap_buffer_free(&caption);
    rmap_buffer_free(&credit);
    return ok;
}

/* A slide has the headline above the map. */
static bool write_pptx(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)out;
    struct rmap_buffer caption = {0}, credit = {0};
    rmap_append_escaped(&caption, figure->caption, RMAP_IN_XML);
    rmap_append_escaped(&credit, figure->credit, RMAP_IN_XML);
    struct rmap_office_map map = describe_map(figure, &caption, &credit);
    bool ok = rmap_pptx_write(&map, err);
    rmap_buffer_free(&caption);
    rmap_buffer_free(&credit);
    return ok;
}

/* --- the table --- */

const struct rmap_figure_format rmap_figure_formats[] = {
    {"html", ".svg .png", "", "a <figure> that shows the file", write_html},
    {"html-inline", ".svg", "", "a <figure> that holds the SVG itself", write_inline},
    {"markdown", ".svg .png .pdf", "", "for pandoc and Quarto", write_markdown},
    {"latex", ".pdf .png .eps", "%#{}\\", "a figure environment, for graphicx", write_latex},
    {"typst", ".svg .png .pdf", "", "a #figure", write_typst},
    {"mediawiki", ".svg .png .pdf", "#<>[]|{}", "a [[File:...]], once it is uploaded", write_mediawiki},
    {"docx", ".png", "", "a Word document of its own", write_docx},
    {"pptx", ".png", "", "a PowerPoint slide of its own", write_pptx},
    {0},
};
enum { FORMAT_COUNT = sizeof rmap_figure_formats / sizeof *rmap_figure_formats - 1 };

static const struct rmap_figure_format *find_format(const char *name, struct rmap_error *err)
{
    const char *names[FORMAT_COUNT + 1] = {NULL}, *all = "", *near;
    struct rmap_arena arena = {0};
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        names[i] = rmap_figure_formats[i].name;
        if (name && strcmp(name, names[i]) == 0)
            return &rmap_figure_formats[i];
    }
    all = rmap_words_join(&arena, names, FORMAT_COUNT, ", ", " or ");
    if (!name)
        rmap_fail(err, RMAP_USAGE, "figure for what? choose %s", all);
    else if ((near = rmap_nearest(name, names)))
        rmap_fail(err, RMAP_USAGE, "unknown figure format '%s'; did you mean '%s'?", name, near);
    else
        rmap_fail(err, RMAP_USAGE, "unknown figure format '%s'; choose %s", name, all);
    rmap_arena_free(&arena);
    return NULL;
}

bool rmap_figure_check(const char *format, const char *path, struct rmap_error *err)
{
    const struct rmap_figure_format *found = find_format(format, err);
    const char *suffix = strrchr(path, '.');
    bool known = false;
    for (const char *at = found ? found->suffixes : ""; *at; at += strcspn(at, " "), at += *at == ' ') {
        const char word[] = {at[0], at[1], at[2], at[3], '\0'};
        known |= suffix && rmap_same_word(suffix, word);
    }
    if (!found || !path[0])
        return found != NULL;
    if (!known)
        return rmap_fail(err, RMAP_USAGE, "%s cannot show '%s'; draw a file with one of these suffixes: %s", format, path,
                         found->suffixes);
    if (strpbrk(path, found->forbidden))
        return rmap_fail(err, RMAP_USAGE, "%s cannot name '%s'; a file's name there is without %s", format, path,
                         found->forbidden);
    return true;
}

bool rmap_figure_write(const struct rmap_figure *figure, const char *format, struct rmap_buffer *out, struct rmap_error *err)
{
    const struct rmap_figure_format *found = find_format(format, err);
    return found && found->write(figure, out, err);
}
