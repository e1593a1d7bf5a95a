/* page.h - the sheet: title, subtitle, map frame, caption and credit, from top to bottom. */
#ifndef RMAP_PAGE_H
#define RMAP_PAGE_H

#include "map.h"

/* Fixes the page's size and the frame's box in map->page, makes the projection and the frame. The height follows from the
 * extent unless the option gives it. RMAP_USAGE when the page is too small to hold a map. */
bool rmap_page_fit(struct rmap_map *map, struct rmap_error *err);
/* The headline as drawn. In the arena. */
const char *rmap_page_title(const struct rmap_map *map);
/* Sets the words into map->page.words, once it is known what was drawn (credits, figures). */
void rmap_page_words(struct rmap_map *map);

#endif
