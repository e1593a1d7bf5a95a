#include "particle.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define HANGUL_FIRST 0xAC00
#define HANGUL_LAST  0xD7A3
#define FINALS       28 /* a syllable's last part: none, or one of 27 */
#define RIEUL        8

/* What a word ends in. */
enum sound { VOWEL, CONSONANT, L, UNKNOWN };

static const struct forms {
    const char *after_vowel, *after_consonant, *after_l, *either;
} FORMS[] = {
    [RMAP_EUN] = {"는", "은", "은", "은(는)"},    [RMAP_I] = {"가", "이", "이", "이(가)"},
    [RMAP_EUL] = {"를", "을", "을", "을(를)"},    [RMAP_GWA] = {"와", "과", "과", "과(와)"},
    [RMAP_EURO] = {"로", "으로", "로", "으로(로)"},
};

/* Read 킬로미터, 미터, 마일, 해리, 피트, 밀리미터. */
static const struct unit {
    const char *unit;
    enum sound sound;
} UNITS[] = {{"km", VOWEL}, {"m", VOWEL}, {"mi", L}, {"nmi", VOWEL}, {"ft", VOWEL}, {"mm", VOWEL}};

/* A number that ends in 0 is read with 십, 백, 천 or 만, alone 영: each with a consonant. */
static const enum sound DIGITS[] = {CONSONANT, L, VOWEL, CONSONANT, VOWEL, VOWEL, CONSONANT, L, L, VOWEL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

static bool ends_with(const char *word, size_t length, const char *tail)
{
    size_t size = strlen(tail);
    return length >= size && memcmp(word + length - size, tail, size) == 0;
}

/* Without blanks, quotes and a bracketed remark at the end. */
static size_t spoken_length(const char *word)
{
    static const char *const SILENT[] = {" ", "\"", "'", "”", "’", "」", "』", "."};
    size_t length = strlen(word);
    for (size_t i = 0; i < sizeof SILENT / sizeof *SILENT;) {
        bool silent = ends_with(word, length, SILENT[i]);
        length -= silent ? strlen(SILENT[i]) : 0;
        i = silent ? 0 : i + 1;
    }
    if (!ends_with(word, length, ")"))
        return length;
    size_t open = length;
    while (open > 0 && word[open - 1] != '(')
        open--;
    return open > 1 ? open - 1 : length;
}

/* The last syllable's final consonant; UNKNOWN when the last character is no syllable. */
static enum sound hangul(const char *word, size_t length)
{
    const unsigned char *c = (const unsigned char *)word + length - 3;
    if (length < 3 || (c[0] & 0xF0) != 0xE0)
        return UNKNOWN;
    int code = (c[0] & 15) << 12 | (c[1] & 63) << 6 | (c[2] & 63);
    if (code < HANGUL_FIRST || code > HANGUL_LAST)
        return UNKNOWN;
    int final = (code - HANGUL_FIRST) % FINALS;
    return final == 0 ? VOWEL : final == RIEUL ? L : CONSONANT;
}

/* A letter's own name: 엘, 엠, 엔 and the others, which end in vowels. */
static enum sound letter_name(char c)
{
    return c == 'L' ? L : c == 'M' || c == 'N' ? CONSONANT : VOWEL;
}

/* As loan words are written: a final l, m, n and ng close the syllable, and k, p, t, c behind a vowel; others get one. */
static enum sound latin(const char *word, size_t length)
{
    char last = word[length - 1], before = length > 1 ? word[length - 2] : 0;
    bool acronym = is_capital(last) && (!before || !is_letter(before) || is_capital(before));
    if (acronym)
        return letter_name(last);
    if (last == 'l')
        return L;
    bool nasal = last == 'm' || last == 'n' || (last == 'g' && before == 'n');
    bool stop = before && strchr("kptc", last) && strchr("aeiou", before);
    return nasal || stop ? CONSONANT : VOWEL;
}

/* "180 km": the unit, when a figure stands before it. */
static enum sound unit_sound(const char *word, size_t length)
{
    size_t letters = 0;
    while (letters < length && is_letter(word[length - letters - 1]))
        letters++;
    size_t before = length - letters;
    before -= ends_with(word, before, "\u2009") ? strlen("\u2009") : ends_with(word, before, " ") ? 1 : 0;
    if (before == 0 || !is_digit(word[before - 1]))
        return UNKNOWN;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        if (letters == strlen(UNITS[i].unit) && memcmp(word + length - letters, UNITS[i].unit, letters) == 0)
            return UNITS[i].sound;
    }
    return UNKNOWN;
}

static enum sound last_sound(const char *word)
{
    size_t length = spoken_length(word);
    if (length == 0)
        return UNKNOWN;
    char last = word[length - 1];
    if (is_digit(last))
        return DIGITS[last - '0'];
    if (last == '%' || ends_with(word, length, "°") || ends_with(word, length, "km²")) /* 퍼센트, 도, 제곱킬로미터 */
        return VOWEL;
    enum sound unit = is_letter(last) ? unit_sound(word, length) : UNKNOWN;
    if (unit != UNKNOWN)
        return unit;
    return is_letter(last) ? latin(word, length) : hangul(word, length);
}

const char *rmap_particle(const char *word, enum rmap_particle particle)
{
    const struct forms *forms = &FORMS[particle];
    switch (last_sound(word)) {
    case VOWEL:
        return forms->after_vowel;
    case CONSONANT:
        return forms->after_consonant;
    case L:
        return forms->after_l;
    case UNKNOWN:
        break;
    }
    return forms->either;
}
