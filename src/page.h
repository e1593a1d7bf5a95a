/* page.h - the sheet: title, subtitle, map frame, caption and credit, from top to bottom. */
#ifndef RMAP_PAGE_H
#define RMAP_PAGE_H

#include "map.h"

/* Fixes the page's size and the frame's box in map->page, makes the projection and the frame. The height follows from the
 * extent unless the option gives it. RMAP_USAGE when the page is too small to hold a map. */
bool rmap_page_fit(struct rmap_map *map, struct rmap_error *err);
/* The same for the same page once more is known of what is drawn: with room for the index of the sites that shall have numbers.
 * Nothing may be drawn yet. */
bool rmap_page_refit(struct rmap_map *map, struct rmap_error *err);
/* Would the index of those leave enough of the page to the map? */
bool rmap_page_holds_index(struct rmap_map *map);
/* The headline and the sources as drawn; what the caption below the map says when it was given, not computed. In the arena. */
const char *rmap_page_title(const struct rmap_map *map);
const char *rmap_page_credit(const struct rmap_map *map);
const char *rmap_page_given_caption(const struct rmap_map *map);
/* The headline that is computed, also where none is drawn. In the arena. */
const char *rmap_page_computed_title(const struct rmap_map *map);
/* Sets the words into map->page.words, once it is known what was drawn (credits, figures). */
void rmap_page_words(struct rmap_map *map);

#endif
