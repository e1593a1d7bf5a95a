/* text_outline.h - placed text as a path, for files whose letters are outlines. */
#ifndef RMAP_TEXT_OUTLINE_H
#define RMAP_TEXT_OUTLINE_H

#include "text.h"

/* Appends the glyphs' outlines on the page, turned about the anchor. */
void rmap_text_outline(struct rmap_text_engine *engine, const struct rmap_text *text, struct rmap_path *out);

#endif
