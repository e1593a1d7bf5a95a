/* pdf.h - completes a PDF that Cairo wrote: what Cairo 1.16 cannot say. The only file that talks to qpdf.
 *
 * The document gets its language, a packet of metadata (xmp.h) and its title in the window's bar; the figure that the page
 * is tagged as gets its alternative text. The packet is not compressed, so that its text can be found in the file's bytes:
 * provenance.h reads the options back from there. The file's id is made of its content.
 */
#ifndef RMAP_PDF_H
#define RMAP_PDF_H

#include "error.h"
#include "mem.h"

struct rmap_pdf_words {
    const char *lang; /* "en", "ko"; NULL or "": unknown */
    const char *alt;  /* of the first figure; NULL or "": none */
    const char *xmp;  /* the packet */
};

/* Appends the completed file to `out`. RMAP_FAILED when qpdf cannot read or write it. */
bool rmap_pdf_complete(const char *bytes, size_t length, const struct rmap_pdf_words *words, struct rmap_buffer *out,
                       struct rmap_error *err);

#endif
