#include "words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define THIN_SPACE "\u2009"
#define MAX_WORDS 12 /* distances or places named in a title; beyond, the first and the last are */

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

const char *rmap_words_first(const char *lang, const char *en, const char *ko)
{
    return rmap_words_pick(strcmp(lang, "ko") == 0 ? "ko" : "en", en, ko).first;
}

const char *rmap_words_grouped(struct rmap_arena *arena, double whole)
{
    char digits[32], out[48];
    int length = snprintf(digits, sizeof digits, "%.0f", fabs(whole));
    size_t at = 0;
    if (whole < 0)
        out[at++] = '-';
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[i];
    }
    return rmap_copy_n(arena, out, at);
}

const char *rmap_words_scale(struct rmap_arena *arena, double denominator)
{
    if (!(denominator > 0))
        return "";
    double step = pow(10, floor(log10(denominator)) - 2);
    return rmap_format(arena, "1:%s", rmap_words_grouped(arena, round(denominator / step) * step));
}

/* --- the title --- */

static void add_unique(const char **list, size_t *count, const char *text)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(list[i], text) == 0)
            return;
    }
    if (*count < MAX_WORDS)
        list[(*count)++] = text;
}

static const char *join(struct rmap_arena *arena, const char *const *list, size_t count, const char *between,
                        const char *last)
{
    const char *out = count ? list[0] : "";
    for (size_t i = 1; i < count; i++)
        out = rmap_format(arena, "%s%s%s", out, i + 1 == count ? last : between, list[i]);
    return out;
}

/* "180 km" and "300 km" share their unit: "180 and 300 km". */
static const char *strip_unit(struct rmap_arena *arena, const char *label, const char *unit)
{
    size_t length = strlen(label), tail = strlen(unit);
    if (length > tail && strcmp(label + length - tail, unit) == 0)
        return rmap_copy_n(arena, label, length - tail);
    return label;
}

static const char *distances(struct rmap_arena *arena, const struct rmap_rings *rings, bool korean)
{
    const char *labels[MAX_WORDS];
    size_t count = 0;
    for (size_t i = 0; i < rings->count; i++)
        add_unique(labels, &count, rings->items[i].label);
    const char *unit = strstr(labels[count - 1], THIN_SPACE);
    for (size_t i = 0; unit && i + 1 < count; i++) {
        if (!strstr(labels[i], unit))
            unit = NULL;
    }
    for (size_t i = 0; unit && i + 1 < count; i++)
        labels[i] = strip_unit(arena, labels[i], unit);
    return korean ? join(arena, labels, count, "·", "·") : join(arena, labels, count, ", ", " and ");
}

static const char *extent_title(const char *extent, bool korean)
{
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++) {
        if (strcmp(TITLES[i].extent, extent) == 0)
            return korean ? TITLES[i].ko : TITLES[i].en;
    }
    return korean ? "한반도" : "Korea";
}

const char *rmap_words_title(struct rmap_arena *arena, const struct rmap_rings *rings, const char *extent, bool korean)
{
    if (rings->count == 0)
        return extent_title(extent, korean);
    const char *places[MAX_WORDS];
    size_t count = 0;
    for (size_t i = 0; i < rings->count; i++)
        add_unique(places, &count, rmap_words_first(korean ? "ko" : "en", rings->items[i].place.name,
                                                    rings->items[i].place.name_ko));
    if (korean)
        return rmap_format(arena, "%s에서 %s 이내", join(arena, places, count, "·", "·"), distances(arena, rings, true));
    return rmap_format(arena, "Within %s of %s", distances(arena, rings, false), join(arena, places, count, ", ", " and "));
}
