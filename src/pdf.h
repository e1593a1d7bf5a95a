/* pdf.h - completes a PDF that Cairo drew: what Cairo 1.16 cannot say.
 *
 * The sheets become layers of one page; sites get links and, with rings, bookmarks; the map's windows get their place on the
 * Earth; the document its language, structure and alternative text, a packet of metadata (xmp.h) and its title in the window's
 * bar. The packet is not compressed, so that its text can be found in the file's bytes: provenance.h reads the options back from
 * there. The file's id is made of its content. The parts are in pdf_layers.c, pdf_places.c, pdf_structure.c and pdf_geo.c.
 */
#ifndef RMAP_PDF_H
#define RMAP_PDF_H

#include "error.h"
#include "mem.h"
#include "pdf_plan.h"

/* Appends the completed file to `out`. RMAP_FAILED when qpdf cannot read or write it. */
bool rmap_pdf_complete(const char *bytes, size_t length, const struct rmap_pdf_plan *plan, struct rmap_buffer *out,
                       struct rmap_error *err);

#endif
