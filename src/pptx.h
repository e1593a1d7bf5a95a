/* pptx.h - a presentation of one slide that holds a map. */
#ifndef RMAP_PPTX_H
#define RMAP_PPTX_H

#include "office.h"

/* Writes "map.pptx" beside "map.png": the headline as the slide's title, the picture with its alternative text, at its size unless
 * that is too large, and below it caption and credit. A map as large as a slide (13.33 or 10 by 7.5 inches) fills it: its headline,
 * for outlines and screen readers, then stands above the slide's edge, and the words below it are left to the map. */
bool rmap_pptx_write(const struct rmap_office_map *map, struct rmap_error *err);

#endif
