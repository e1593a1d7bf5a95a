/* docx.h - a Word document of one page that holds a map. The only file that opens minizip. */
#ifndef RMAP_DOCX_H
#define RMAP_DOCX_H

#include "error.h"

struct rmap_docx {
    const char *picture;       /* the drawn file, a PNG */
    double width_mm, height_mm;
    const char *title, *alt, *link; /* plain text; "" for no link */
    const char *caption, *credit;   /* XML: a paragraph, and its end in small letters; "" for none */
    const char *lang;          /* "en" or "ko" */
};

/* Writes "map.docx" beside "map.png": the picture at its size in line with the text, its alternative text, and below a caption
 * that Word numbers. The page is A4, larger where the map needs it. Same figure, same bytes. */
bool rmap_docx_write(const struct rmap_docx *map, struct rmap_error *err);

#endif
