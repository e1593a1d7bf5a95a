/* pdf_file.h - a PDF in the making: what the rooms that write its parts through qpdf share. Only pdf*.c include it.
 *
 * qpdf remembers its first error; pdf.c asks for it at the end.
 */
#ifndef RMAP_PDF_FILE_H
#define RMAP_PDF_FILE_H

#include <qpdf/qpdf-c.h>

#include "error.h"
#include "pdf_plan.h"

struct rmap_pdf_file {
    qpdf_data pdf;
    const struct rmap_pdf_plan *plan;
    qpdf_oh page;     /* the one that stays */
    qpdf_oh *layers;  /* the optional content group of each; in the plan's arena */
    qpdf_oh links;    /* an array of annotations */
};

/* {/Type type}; with /S kind unless that is NULL. Names have their slash. */
qpdf_oh rmap_pdf_dictionary(struct rmap_pdf_file *file, const char *type, const char *kind);
/* Sets a key to what the source says in PDF's own words: "[ 0 0 1 1 ]", "/None", "true". No references. */
void rmap_pdf_put(struct rmap_pdf_file *file, qpdf_oh dictionary, const char *key, const char *source);
/* A text string; NULL and "" set nothing. */
void rmap_pdf_put_text(struct rmap_pdf_file *file, qpdf_oh dictionary, const char *key, const char *text);
/* "[ left bottom right top ]" of a box in points from the page's bottom left. In the plan's arena. */
const char *rmap_pdf_box(const struct rmap_pdf_plan *plan, struct rmap_box box);

/* pdf_layers.c: lays Cairo's pages over each other, each in its layer, on the first of them. */
bool rmap_pdf_put_layers(struct rmap_pdf_file *file, struct rmap_error *err);
/* pdf_places.c: links at sites; bookmarks, the tree of layers down to sites and rings. */
void rmap_pdf_put_places(struct rmap_pdf_file *file);
/* pdf_structure.c: what is read aloud, in order: headings, the figure by its alternative text, links, paragraphs. */
void rmap_pdf_put_structure(struct rmap_pdf_file *file);
/* The tag of a sheet's block, "/Figure" for -1. */
const char *rmap_pdf_tag(const struct rmap_pdf_plan *plan, int block);
/* pdf_geo.c: where the windows lie on the Earth. */
void rmap_pdf_put_windows(struct rmap_pdf_file *file);

#endif
