/* words.h - the words that a map computes: names by language, figures, the default title, caption and summary. */
#ifndef RMAP_WORDS_H
#define RMAP_WORDS_H

#include "mem.h"
#include "sites.h"

/* What to write in a language: one line, or two. second is NULL when the language has one line or both are equal. */
struct rmap_wording {
    const char *first, *first_lang;
    const char *second, *second_lang;
};
/* lang: "en", "ko" or "en+ko". A missing name is stood in for by the other language's. */
struct rmap_wording rmap_words_pick(const char *lang, const char *en, const char *ko);
/* The words of the map's first language: Korean for "ko", else English. */
const char *rmap_words_first(const char *lang, const char *en, const char *ko);

/* 4690000 -> "4,690,000". */
const char *rmap_words_grouped(struct rmap_arena *arena, double whole);
/* A scale denominator rounded to three figures: 4687311 -> "1:4,690,000". */
const char *rmap_words_scale(struct rmap_arena *arena, double denominator);

/* What the rings say, in English or Korean: "Within 180 and 300 km of Seoul", "서울에서 180·300 km 이내". Without rings
 * the extent's own title. */
const char *rmap_words_title(struct rmap_arena *arena, const struct rmap_rings *rings, const char *extent, bool korean);

#endif
