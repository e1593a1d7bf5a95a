/* words.h - the words that a map computes: names by language, figures, the default title, caption and summary. */
#ifndef RMAP_WORDS_H
#define RMAP_WORDS_H

#include "mem.h"
#include "rings.h"

/* What to write in a language: one line, or two. second is NULL when the language has one line or both are equal. */
struct rmap_wording {
    const char *first, *first_lang;
    const char *second, *second_lang;
    bool goes_on; /* the second line continues the first, and looks like it */
};
/* lang: "en", "ko" or "en+ko". A missing name is stood in for by the other language's. */
struct rmap_wording rmap_words_pick(const char *lang, const char *en, const char *ko);
/* "North Korea" in two lines; a name of one word, or that has two lines already, stays. */
struct rmap_wording rmap_words_in_two_lines(struct rmap_arena *arena, struct rmap_wording words);
/* The words of the map's first language: Korean for "ko", else English. */
const char *rmap_words_first(const char *lang, const char *en, const char *ko);

/* A scale denominator rounded to three figures: 4687311 -> "1:4,690,000". */
const char *rmap_words_scale(struct rmap_arena *arena, double denominator);

/* "a, b and c" with ", " and " and "; "" for none. last NULL: Korean, "서울, 오산과 파주". */
const char *rmap_words_join(struct rmap_arena *arena, const char *const *list, size_t count, const char *between,
                            const char *last);
/* What a note says of things left out: "'a'", "'a', 'b' and 'c'", "'a', 'b', 'c' and 12 more"; of at least one. */
const char *rmap_words_some(struct rmap_arena *arena, const char *const *names, size_t count);
/* An extent that has a name: "The Korean peninsula", "한반도"; NULL for others. */
const char *rmap_words_extent(const char *extent, bool korean);
/* A ring's place inside a sentence: "Seoul", "the Military Demarcation Line"; and all places, each once: "Seoul and Osan", or
 * "12 places". */
const char *rmap_words_place(struct rmap_arena *arena, const struct rmap_place *place, bool korean);
const char *rmap_words_places(struct rmap_arena *arena, const struct rmap_rings *rings, const char *between,
                              const char *last, bool korean);
/* Splits rings into parts that can each be told in one breath: their places have the same distances, and with `by_kind` their
 * rings the same nearest distance and azimuths. At least one, in the order of the rings; one of all when there are very many.
 * In the arena. */
struct rmap_rings *rmap_words_parts(struct rmap_arena *arena, const struct rmap_rings *rings, bool by_kind, size_t *count);
/* A ring's distance: its label, or kilometres where the label says something else; and of at least one ring, each once, the
 * unit once where all have the same: "180 and 300 km", "180·300 km", of many "50 to 600 km". */
const char *rmap_words_distance(struct rmap_arena *arena, const struct rmap_ring *ring);
const char *rmap_words_distances(struct rmap_arena *arena, const struct rmap_rings *rings, bool korean);

/* What the rings say, in English or Korean: "Within 180 and 300 km of Seoul", "서울에서 180·300 km 이내". Without rings
 * the extent's own title. */
const char *rmap_words_title(struct rmap_arena *arena, const struct rmap_rings *rings, const char *extent, bool korean);

#endif
