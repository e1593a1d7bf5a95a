/* text_cairo.h - placed text on a Cairo surface. */
#ifndef RMAP_TEXT_CAIRO_H
#define RMAP_TEXT_CAIRO_H

#include <cairo.h>

#include "text.h"

/* Draws halo, then fill, on a context whose unit is 1 mm: as outlines in pixels, elsewhere as text that can be searched. */
void rmap_text_show(struct rmap_text_engine *engine, cairo_t *cr, const struct rmap_text *text);

#endif
