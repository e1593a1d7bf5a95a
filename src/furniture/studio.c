#include "furniture.h"

#include <stdlib.h>
#include <string.h>

/* A blank between a figure and one of these is no place to break a line. */
static const char *const UNITS[] = {
    "km", "m",  "cm", "mm", "mi", "nmi", "ft", "pt",   "km²",   "m²",   "%",      "°",       "°N",
    "°S", "°E", "°W", "N",  "S",  "E",   "W",  "mile", "miles", "feet", "metres", "million", NULL};

#define BOUNDED_SEARCH 24 /* halvings: far below what can be seen */

/* Latin capitals: ASCII, and the accented letters that names of the region use (breve vowels, umlauts). */
static void raise_letter(unsigned char *at)
{
    if (at[0] >= 'a' && at[0] <= 'z')
        at[0] = (unsigned char)(at[0] - 'a' + 'A');
    else if (at[0] == 0xC3 && at[1] >= 0xA0 && at[1] <= 0xBE && at[1] != 0xB7)
        at[1] = (unsigned char)(at[1] - 0x20);              /* U+00E0..U+00FE */
    else if (at[1] % 2 == 1 && ((at[0] == 0xC4 && at[1] >= 0x80 && at[1] <= 0xB7)
                                || (at[0] == 0xC5 && at[1] >= 0x8A && at[1] <= 0xB7)))
        at[1]--;                                            /* U+0101..U+0137, U+014B..U+0177: pairs, capital first */
}

static const char *capitals(struct rmap_arena *arena, const char *text)
{
    char *copy = rmap_copy(arena, text);
    for (unsigned char *at = (unsigned char *)copy; *at; at++)
        raise_letter(at);
    return copy;
}

struct word {
    const char *text;
    size_t length;
    bool breaks;  /* a line end stands before it in the text */
    bool joined;  /* never the first of a line: a unit after its figure */
};

static bool ends_in_figure(const struct word *word)
{
    char last = word->length > 0 ? word->text[word->length - 1] : ' ';
    return last >= '0' && last <= '9';
}

static bool is_unit(const struct word *word)
{
    size_t length = word->length;
    while (length > 0 && strchr(".,;:)", word->text[length - 1]))
        length--;
    for (size_t i = 0; UNITS[i]; i++) {
        if (strlen(UNITS[i]) == length && memcmp(UNITS[i], word->text, length) == 0)
            return true;
    }
    return false;
}

/* Words between ASCII blanks: U+00A0 and U+2009 are other bytes, so they hold together what they stand in. */
static struct word *split(struct rmap_arena *arena, const char *text, size_t *count)
{
    struct word *words = rmap_alloc(arena, (strlen(text) / 2 + 2) * sizeof *words);
    *count = 0;
    for (const char *at = text;;) {
        size_t blanks = strspn(at, " \t\r\n");
        bool breaks = *count > 0 && memchr(at, '\n', blanks) != NULL;
        at += blanks;
        size_t length = strcspn(at, " \t\r\n");
        if (length == 0)
            return words;
        struct word *word = &words[*count];
        *word = (struct word){.text = at, .length = length, .breaks = breaks};
        word->joined = *count > 0 && !breaks && is_unit(word) && ends_in_figure(word - 1);
        ++*count;
        at += length;
    }
}

static const char *join(struct rmap_arena *arena, const struct word *words, size_t from, size_t to)
{
    struct rmap_buffer line = {0};
    for (size_t i = from; i < to; i++) {
        if (i > from)
            rmap_append_text(&line, " ");
        rmap_append(&line, words[i].text, words[i].length);
    }
    const char *copy = rmap_copy(arena, line.text ? line.text : "");
    rmap_buffer_free(&line);
    return copy;
}

/* Widths of words and of the blank, so that trying a width costs no measuring. */
struct measures {
    double *word_mm;
    double blank_mm;
};

static struct measures measure_words(const struct rmap_studio *studio, const struct rmap_font *font,
                                     const struct word *words, size_t count)
{
    struct measures m = {.word_mm = rmap_alloc(studio->arena, (count + 1) * sizeof *m.word_mm)};
    m.blank_mm = rmap_text_measure(studio->text, font, "n n").width_mm
               - rmap_text_measure(studio->text, font, "nn").width_mm + font->spacing_mm;
    for (size_t i = 0; i < count; i++)
        m.word_mm[i] = rmap_text_measure(studio->text, font, join(studio->arena, words, i, i + 1)).width_mm;
    return m;
}

/* Where the line that begins with word `from` ends: as many words as fit, at least one with its unit. */
static size_t line_end(const struct word *words, const struct measures *m, size_t from, size_t count,
                       double max_mm)
{
    double width = 0;
    size_t end = from;
    while (end < count && !(end > from && words[end].breaks)) {
        size_t next = end + 1;
        double more = (end > from ? m->blank_mm : 0) + m->word_mm[end];
        for (; next < count && words[next].joined; next++)
            more += m->blank_mm + m->word_mm[next];
        if (end > from && width + more > max_mm)
            break;
        width += more;
        end = next;
    }
    return end;
}

static size_t line_count(const struct word *words, const struct measures *m, size_t count, double max_mm)
{
    size_t lines = 0;
    for (size_t at = 0; at < count; at = line_end(words, m, at, count, max_mm))
        lines++;
    return lines;
}

/* The narrowest width that needs no more lines: lines of like length, no last word left alone. */
static double even_width(const struct word *words, const struct measures *m, size_t count, double max_mm)
{
    size_t lines = line_count(words, m, count, max_mm);
    double low = 0, high = max_mm;
    for (int i = 0; i < BOUNDED_SEARCH; i++) {
        double middle = (low + high) / 2;
        if (line_count(words, m, count, middle) <= lines)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double rmap_studio_text(const struct rmap_studio *studio, struct rmap_display *out,
                        const struct rmap_rule *rule, const char *text, const char *lang, struct rmap_page at,
                        enum rmap_anchor anchor)
{
    return rmap_studio_turned_text(studio, out, rule, text, lang, at, anchor, 0);
}

double rmap_studio_turned_text(const struct rmap_studio *studio, struct rmap_display *out,
                               const struct rmap_rule *rule, const char *text, const char *lang,
                               struct rmap_page at, enum rmap_anchor anchor, double angle_deg)
{
    if (rule->text_transform == RMAP_CASE_UPPER)
        text = capitals(studio->arena, text);
    struct rmap_text placed = {
        .text = text, .lang = lang, .at = at, .angle_deg = angle_deg, .anchor = anchor,
        .width_mm = rmap_text_measure(studio->text, &rule->font, text).width_mm,
        .font = rule->font, .fill = rule->color,
        .halo = rmap_rule_halo(rule, studio->ground), .halo_mm = rule->halo_mm,
    };
    if (text[0])
        rmap_display_text(out, &placed);
    return placed.width_mm;
}

const char **rmap_studio_wrap(const struct rmap_studio *studio, const struct rmap_font *font,
                              const char *text, double max_mm, size_t *lines)
{
    size_t count;
    struct word *words = split(studio->arena, text, &count);
    struct measures m = measure_words(studio, font, words, count);
    double width = even_width(words, &m, count, max_mm);
    *lines = line_count(words, &m, count, width);
    const char **out = rmap_alloc(studio->arena, (*lines + 1) * sizeof *out);
    size_t line = 0;
    for (size_t at = 0; at < count;) {
        size_t end = line_end(words, &m, at, count, width);
        out[line++] = join(studio->arena, words, at, end);
        at = end;
    }
    return out;
}

size_t rmap_studio_places(const struct rmap_frame *frame, int side, struct rmap_lonlat *out)
{
    struct rmap_box box = rmap_frame_box(frame);
    size_t count = 0;
    for (int i = 0; i < side * side; i++) {
        int column = i % side, row = i / side;
        struct rmap_page at = {box.x0_mm + rmap_box_width(box) * column / (side - 1),
                               box.y0_mm + rmap_box_height(box) * row / (side - 1)};
        if (rmap_frame_unplace(frame, at, &out[count]))
            count++;
    }
    return count;
}
