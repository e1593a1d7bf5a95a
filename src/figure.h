/* figure.h - the code that puts a drawn map into a report: HTML, Markdown, LaTeX or Typst. */
#ifndef RMAP_FIGURE_H
#define RMAP_FIGURE_H

#include "error.h"

struct rmap_figure {
    const char *path;          /* of the drawn file, as the report names it */
    double width_mm, height_mm;
    const char *alt, *title, *credit; /* plain text */
    const char *lang;          /* "en" or "ko" */
};

/* format: "html", "markdown", "latex" or "typst". RMAP_USAGE for another. Ends with a newline. */
bool rmap_figure_write(const struct rmap_figure *figure, const char *format, struct rmap_buffer *out, struct rmap_error *err);

#endif
