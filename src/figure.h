/* figure.h - the code that puts a drawn map into a report: HTML, Markdown, LaTeX, Typst, a wiki; or a Word document, or a slide.
 *
 *     if (rmap_figure_check("latex", "map.pdf", err) && draw(...) && rmap_figure_write(&figure, "latex", &text, err))
 */
#ifndef RMAP_FIGURE_H
#define RMAP_FIGURE_H

#include "error.h"

struct rmap_figure {
    const char *path;          /* of the drawn file, as the report names it */
    double width_mm, height_mm;
    const char *alt;           /* plain text, all of them, one line each */
    const char *title, *caption, *credit; /* the caption: headline, what else was said, sources; "" for none */
    const char *link;          /* where a click on it leads; "" for nowhere */
    const char *lang;          /* "en" or "ko" */
};

/* A kind of report. */
struct rmap_figure_format {
    const char *name;
    const char *suffixes;      /* of the files that it can show: ".svg .png" */
    const char *forbidden;     /* what a file's name cannot hold there */
    const char *about;         /* one line, up to 47 characters */
    bool (*write)(const struct rmap_figure *figure, struct rmap_buffer *out, struct rmap_error *err);
};
extern const struct rmap_figure_format rmap_figure_formats[]; /* ends with a NULL name */

/* RMAP_USAGE for an unknown format (NULL: none named), and for a path that it cannot show: its suffix, or characters of its
 * name. An empty path is not looked at. */
bool rmap_figure_check(const char *format, const char *path, struct rmap_error *err);
/* Ends with a newline; "docx" and "pptx" add nothing to out, they write a document of that suffix beside the drawn file. Formats
 * that hold the picture read the drawn file. */
bool rmap_figure_write(const struct rmap_figure *figure, const char *format, struct rmap_buffer *out, struct rmap_error *err);

#endif
