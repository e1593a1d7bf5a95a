#include "figure.h"

#include <string.h>

/* How one character is written where it would otherwise mean something. */
struct escape {
    char character;
    const char *written;
};

static const struct escape HTML[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {0, NULL}};
static const struct escape MARKDOWN[] = {{'\\', "\\\\"}, {'[', "\\["}, {']', "\\]"}, {'*', "\\*"}, {'_', "\\_"},
                                         {'`', "\\`"}, {'"', "\\\""}, {0, NULL}};
static const struct escape LATEX[] = {{'\\', "\\textbackslash{}"}, {'{', "\\{"}, {'}', "\\}"}, {'$', "\\$"}, {'&', "\\&"},
                                      {'#', "\\#"}, {'%', "\\%"}, {'_', "\\_"}, {'^', "\\^{}"}, {'~', "\\~{}"}, {0, NULL}};
static const struct escape TYPST[] = {{'\\', "\\\\"}, {'"', "\\\""}, {0, NULL}};

static void add_escaped(struct rmap_buffer *out, const char *text, const struct escape *table)
{
    for (const char *c = text; *c; c++) {
        const struct escape *escape = table;
        while (escape->written && escape->character != *c)
            escape++;
        if (escape->written)
            rmap_append_text(out, escape->written);
        else
            rmap_append(out, c, 1);
    }
}

static void add_mm(struct rmap_buffer *out, double mm)
{
    rmap_append_number(out, mm, 2);
    rmap_append_text(out, "mm");
}

static void write_html(const struct rmap_figure *figure, struct rmap_buffer *out)
{
    rmap_print(out, "<figure lang=\"%s\">\n  <img src=\"", figure->lang);
    add_escaped(out, figure->path, HTML);
    rmap_append_text(out, "\" style=\"width:");
    add_mm(out, figure->width_mm);
    rmap_append_text(out, ";max-width:100%\" alt=\"");
    add_escaped(out, figure->alt, HTML);
    rmap_append_text(out, "\">\n  <figcaption>");
    add_escaped(out, figure->title, HTML);
    if (figure->credit[0]) {
        rmap_append_text(out, ". <small>");
        add_escaped(out, figure->credit, HTML);
        rmap_append_text(out, "</small>");
    }
    rmap_append_text(out, "</figcaption>\n</figure>\n");
}

/* Pandoc's and Quarto's: the caption in brackets, width and alternative text as attributes. */
static void write_markdown(const struct rmap_figure *figure, struct rmap_buffer *out)
{
    rmap_append_text(out, "![");
    add_escaped(out, figure->title, MARKDOWN);
    if (figure->credit[0]) {
        rmap_append_text(out, ". ");
        add_escaped(out, figure->credit, MARKDOWN);
    }
    rmap_append_text(out, "](<");
    rmap_append_text(out, figure->path);
    rmap_append_text(out, ">){width=");
    add_mm(out, figure->width_mm);
    rmap_append_text(out, " fig-alt=\"");
    add_escaped(out, figure->alt, MARKDOWN);
    rmap_append_text(out, "\" alt=\"");
    add_escaped(out, figure->alt, MARKDOWN);
    rmap_append_text(out, "\"}\n");
}

/* graphicx: a PDF or PNG; the alternative text for the tagged PDFs of newer LaTeX, ignored by older. */
static void write_latex(const struct rmap_figure *figure, struct rmap_buffer *out)
{
    rmap_append_text(out, "\\begin{figure}\n  \\centering\n  \\includegraphics[width=");
    add_mm(out, figure->width_mm);
    rmap_append_text(out, "]{\\detokenize{");
    rmap_append_text(out, figure->path);
    rmap_append_text(out, "}}\n  % ");
    add_escaped(out, figure->alt, LATEX);
    rmap_append_text(out, "\n  \\caption{");
    add_escaped(out, figure->title, LATEX);
    if (figure->credit[0]) {
        rmap_append_text(out, ". {\\footnotesize ");
        add_escaped(out, figure->credit, LATEX);
        rmap_append_text(out, "}");
    }
    rmap_append_text(out, "}\n\\end{figure}\n");
}

static void write_typst(const struct rmap_figure *figure, struct rmap_buffer *out)
{
    rmap_append_text(out, "#figure(\n  image(\"");
    add_escaped(out, figure->path, TYPST);
    rmap_append_text(out, "\", width: ");
    add_mm(out, figure->width_mm);
    rmap_append_text(out, ", alt: \"");
    add_escaped(out, figure->alt, TYPST);
    rmap_append_text(out, "\"),\n  caption: \"");
    add_escaped(out, figure->title, TYPST);
    if (figure->credit[0]) {
        rmap_append_text(out, ". ");
        add_escaped(out, figure->credit, TYPST);
    }
    rmap_append_text(out, "\",\n)\n");
}

static const struct writer {
    const char *format;
    void (*write)(const struct rmap_figure *figure, struct rmap_buffer *out);
} WRITERS[] = {{"html", write_html}, {"markdown", write_markdown}, {"latex", write_latex}, {"typst", write_typst}};

bool rmap_figure_write(const struct rmap_figure *figure, const char *format, struct rmap_buffer *out, struct rmap_error *err)
{
    const char *names[sizeof WRITERS / sizeof *WRITERS + 1] = {0};
    for (size_t i = 0; i < sizeof WRITERS / sizeof *WRITERS; i++) {
        names[i] = WRITERS[i].format;
        if (strcmp(format, WRITERS[i].format) == 0) {
            WRITERS[i].write(figure, out);
            return true;
        }
    }
    const char *near = rmap_nearest(format, names);
    return rmap_fail(err, RMAP_USAGE, near ? "unknown figure format '%s'; did you mean '%s'?"
                     : "unknown figure format '%s'; choose html, markdown, latex or typst", format, near);
}
