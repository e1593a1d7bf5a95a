/* docx.h - a Word document of one page that holds a map. */
#ifndef RMAP_DOCX_H
#define RMAP_DOCX_H

#include "office.h"

/* Writes "map.docx" beside "map.png": the picture at its size in line with the text, its alternative text, and below a caption
 * that Word numbers. The page is A4, larger where the map needs it. */
bool rmap_docx_write(const struct rmap_office_map *map, struct rmap_error *err);

#endif
