/* figure.h - the code that puts a drawn map into a report: HTML, Markdown, LaTeX, Typst, a wiki; or a Word document.
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

/* format: "html", "html-inline" (the SVG itself), "markdown" (pandoc, Quarto), "latex", "typst", "mediawiki" or "docx". RMAP_USAGE
 * for another, and for a path that the format cannot show: its suffix, or characters of its name. */
bool rmap_figure_check(const char *format, const char *path, struct rmap_error *err);
/* Ends with a newline; "docx" adds nothing to out, it writes a document of that name beside the drawn file. Formats that hold
 * the picture read the drawn file. */
bool rmap_figure_write(const struct rmap_figure *figure, const char *format, struct rmap_buffer *out, struct rmap_error *err);

#endif
