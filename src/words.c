#include "words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "particle.h"

#define SOME 3 /* names in a note; of more it says how many */
#define THIN_SPACE "\u2009"
#define MAX_TOLD_APART 64 /* rings; more are told together */
#define MAX_PARTS 3 /* of a title */
#define MAX_LISTED 6 /* distances or places named one by one; of more, the first and the last, or their number */

static const struct extent_title { const char *extent, *en, *ko; } TITLES[] = {
    {"korea", "The Korean peninsula", "한반도"},
    {"north", "North Korea", "북한"},
    {"south", "South Korea", "대한민국"},
    {"dmz", "The Demilitarized Zone", "비무장지대"},
    {"yeonpyeong", "Yeonpyeong", "연평도"},
    {"seoul", "Seoul and its surroundings", "서울과 주변"},
    {"northeast-asia", "Northeast Asia", "동북아시아"},
    {"world", "The world", "세계"},
};

struct rmap_wording rmap_words_pick(const char *lang, const char *en, const char *ko)
{
    bool has_en = en && en[0], has_ko = ko && ko[0];
    struct rmap_wording english = {.first = has_en ? en : "", .first_lang = "en"};
    struct rmap_wording korean = {.first = has_ko ? ko : "", .first_lang = "ko"};
    if (!has_ko)
        return english;
    if (!has_en || strcmp(lang, "ko") == 0)
        return korean;
    if (strcmp(lang, "en+ko") == 0 && strcmp(en, ko) != 0) {
        english.second = ko;
        english.second_lang = "ko";
    }
    return english;
}

struct rmap_wording rmap_words_in_two_lines(struct rmap_arena *arena, struct rmap_wording words)
{
    const char *space = strrchr(words.first, ' ');
    if (words.second || !space)
        return words;
    words.second = space + 1;
    words.first = rmap_copy_n(arena, words.first, (size_t)(space - words.first));
    words.second_lang = words.first_lang;
    words.goes_on = true;
    return words;
}

const char *rmap_words_first(const char *lang, const char *en, const char *ko)
{
    return rmap_words_pick(strcmp(lang, "ko") == 0 ? "ko" : "en", en, ko).first;
}

const char *rmap_words_scale(struct rmap_arena *arena, double denominator)
{
    if (!(denominator > 0))
        return "";
    double step = pow(10, floor(log10(denominator)) - 2);
    return rmap_format(arena, "1:%s", rmap_grouped(arena, round(denominator / step) * step));
}

const char *rmap_words_join(struct rmap_arena *arena, const char *const *list, size_t count, const char *between,
                            const char *last)
{
    const char *out = count ? list[0] : "";
    for (size_t i = 1; i + 1 < count; i++)
        out = rmap_format(arena, "%s%s%s", out, between, list[i]);
    if (count > 1 && last)
        out = rmap_format(arena, "%s%s%s", out, last, list[count - 1]);
    else if (count > 1)
        out = rmap_format(arena, "%s%s %s", out, rmap_particle(list[count - 2], RMAP_GWA), list[count - 1]);
    return out;
}

const char *rmap_words_some(struct rmap_arena *arena, const char *const *names, size_t count)
{
    const char *quoted[SOME + 1];
    size_t shown = count > SOME ? SOME : count, listed = shown;
    for (size_t i = 0; i < shown; i++)
        quoted[i] = rmap_format(arena, "'%s'", names[i]);
    if (count > shown)
        quoted[listed++] = rmap_format(arena, "%zu more", count - shown);
    return rmap_words_join(arena, quoted, listed, ", ", " and ");
}

/* --- what the rings say --- */

/* Adds a text unless it is there. */
static void add_once(const char **list, size_t *count, const char *text)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(list[i], text) == 0)
            return;
    }
    list[(*count)++] = text;
}

static bool ends_with(const char *text, const char *tail)
{
    size_t length = strlen(text), size = strlen(tail);
    return length >= size && strcmp(text + length - size, tail) == 0;
}

/* "180 km" and "300 km" share their unit: "180 and 300 km". */
static void share_unit(struct rmap_arena *arena, const char **labels, size_t count)
{
    const char *unit = strstr(labels[count - 1], THIN_SPACE);
    for (size_t i = 0; unit && i + 1 < count; i++) {
        if (!ends_with(labels[i], unit))
            return;
    }
    for (size_t i = 0; unit && i + 1 < count; i++)
        labels[i] = rmap_copy_n(arena, labels[i], strlen(labels[i]) - strlen(unit));
}

const char *rmap_words_distance(struct rmap_arena *arena, const struct rmap_ring *ring)
{
    bool is_distance = ring->label[0] >= '0' && ring->label[0] <= '9' && strstr(ring->label, THIN_SPACE);
    if (is_distance || ring->outer_m <= 0)
        return ring->label;
    return rmap_format(arena, "%s" THIN_SPACE "km", rmap_figure(arena, ring->outer_m / 1000, 1));
}

const char *rmap_words_distances(struct rmap_arena *arena, const struct rmap_rings *rings, bool korean)
{
    const char **labels = rmap_alloc(arena, rings->count * sizeof *labels);
    const struct rmap_ring *nearest = &rings->items[0], *farthest = nearest;
    size_t count = 0;
    for (size_t i = 0; i < rings->count; i++) {
        const struct rmap_ring *ring = &rings->items[i];
        add_once(labels, &count, rmap_words_distance(arena, ring));
        nearest = ring->outer_m < nearest->outer_m ? ring : nearest;
        farthest = ring->outer_m > farthest->outer_m ? ring : farthest;
    }
    bool many = count > MAX_LISTED;
    if (many) {
        labels[0] = rmap_words_distance(arena, nearest);
        labels[1] = rmap_words_distance(arena, farthest);
        count = 2;
    }
    share_unit(arena, labels, count);
    if (korean)
        return rmap_words_join(arena, labels, count, "·", many ? "–" : "·");
    return rmap_words_join(arena, labels, count, ", ", many ? " to " : " and ");
}

const char *rmap_words_place(struct rmap_arena *arena, const struct rmap_place *place, bool korean)
{
    const char *name = rmap_words_first(korean ? "ko" : "en", place->name, place->name_ko);
    bool article = !korean && place->shape && (ends_with(name, " Line") || ends_with(name, " Zone"));
    return article ? rmap_format(arena, "the %s", name) : name;
}

const char *rmap_words_places(struct rmap_arena *arena, const struct rmap_rings *rings, const char *between,
                              const char *last, bool korean)
{
    const char **names = rmap_alloc(arena, rings->count * sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < rings->count; i++)
        add_once(names, &count, rmap_words_place(arena, &rings->items[i].place, korean));
    if (count > MAX_LISTED)
        return rmap_format(arena, korean ? "%zu곳" : "%zu places", count);
    return rmap_words_join(arena, names, count, between, last);
}

/* --- parts --- */

static bool same_kind(const struct rmap_ring *a, const struct rmap_ring *b)
{
    return a->inner_m == b->inner_m && a->from_deg == b->from_deg && a->to_deg == b->to_deg;
}

/* The rings that `part` numbers so. */
static struct rmap_rings select(struct rmap_arena *arena, const struct rmap_rings *rings, const size_t *part, size_t number)
{
    struct rmap_rings out = {.items = rmap_alloc(arena, (rings->count + 1) * sizeof *out.items)};
    for (size_t i = 0; i < rings->count; i++) {
        if (part[i] == number)
            out.items[out.count++] = rings->items[i];
    }
    return out;
}

/* Each ring gets the number of the first one of its place and kind. */
static void number_by_place(const struct rmap_rings *rings, bool by_kind, size_t *part)
{
    for (size_t i = 0; i < rings->count; i++) {
        const struct rmap_ring *a = &rings->items[i], *b = rings->items;
        while (b < a && (strcmp(a->place.id, b->place.id) != 0 || (by_kind && !same_kind(a, b))))
            b++;
        part[i] = (size_t)(b - rings->items);
    }
}

/* Places with the same distances become one part: it has the number of the first. */
static void join_places(struct rmap_arena *arena, const struct rmap_rings *rings, bool by_kind, size_t *part)
{
    const char *distances[MAX_TOLD_APART];
    size_t joined[MAX_TOLD_APART];
    for (size_t i = 0; i < rings->count; i++) {
        if (part[i] != i)
            continue;
        struct rmap_rings own = select(arena, rings, part, i);
        distances[i] = rmap_words_distances(arena, &own, false);
        joined[i] = i;
        for (size_t j = 0; j < i && joined[i] == i; j++) {
            if (part[j] == j && strcmp(distances[j], distances[i]) == 0 && (!by_kind || same_kind(&rings->items[j], &rings->items[i])))
                joined[i] = joined[j];
        }
    }
    for (size_t i = 0; i < rings->count; i++)
        part[i] = joined[part[i]];
}

struct rmap_rings *rmap_words_parts(struct rmap_arena *arena, const struct rmap_rings *rings, bool by_kind, size_t *count)
{
    struct rmap_rings *parts = rmap_alloc(arena, MAX_TOLD_APART * sizeof *parts);
    size_t part[MAX_TOLD_APART];
    if (rings->count > MAX_TOLD_APART) {
        parts[0] = *rings;
        *count = 1;
        return parts;
    }
    number_by_place(rings, by_kind, part);
    join_places(arena, rings, by_kind, part);
    *count = 0;
    for (size_t i = 0; i < rings->count; i++) {
        if (part[i] == i)
            parts[(*count)++] = select(arena, rings, part, i);
    }
    return parts;
}

/* --- the title --- */

const char *rmap_words_extent(const char *extent, bool korean)
{
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++) {
        if (strcmp(TITLES[i].extent, extent) == 0)
            return korean ? TITLES[i].ko : TITLES[i].en;
    }
    return NULL;
}

const char *rmap_words_title(struct rmap_arena *arena, const struct rmap_rings *rings, const char *extent, bool korean)
{
    if (rings->count == 0) {
        const char *title = rmap_words_extent(extent, korean);
        return title ? title : korean ? "한반도" : "Korea";
    }
    size_t count;
    const struct rmap_rings *parts = rmap_words_parts(arena, rings, false, &count);
    const char *reaches[MAX_PARTS];
    if (count > MAX_PARTS) { /* the legend tells them apart */
        parts = rings;
        count = 1;
    }
    for (size_t i = 0; i < count; i++) {
        const char *distances = rmap_words_distances(arena, &parts[i], korean);
        reaches[i] = korean ? rmap_format(arena, "%s에서 %s", rmap_words_places(arena, &parts[i], "·", "·", true), distances)
                            : rmap_format(arena, "%s of %s", distances, rmap_words_places(arena, &parts[i], ", ", " and ", false));
    }
    const char *all = rmap_words_join(arena, reaches, count, ", ", korean ? ", " : " and ");
    return rmap_format(arena, korean ? "%s 이내" : "Within %s", all);
}
