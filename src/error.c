#include "error.h"

#include <stdio.h>
#include <string.h>

#define MOST_NOTES 100 /* nobody reads more; a table may give cause for 100,000 */
#define WORD_BYTES 64 /* longer words are not compared */

/* One line, whatever was quoted in it; a character that did not fit whole is cut off. */
static void tidy(char *text, bool cut)
{
    if (cut)
        text[rmap_utf8_prefix(text, strlen(text))] = '\0';
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = ' ';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][WORD_BYTES + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            char x = lower(a[i - 1]), y = lower(b[j - 1]);
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2]))
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b_length];
}

bool rmap_fail(struct rmap_error *err, enum rmap_status status, const char *format, ...)
{
    if (!err || err->status != RMAP_OK)
        return false;
    va_list args;
    va_start(args, format);
    int length = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    tidy(err->text, length >= (int)sizeof err->text);
    err->status = status;
    return false;
}

const char *rmap_nearest(const char *word, const char *const *names)
{
    size_t length = strlen(word);
    if (length == 0 || length > WORD_BYTES)
        return NULL;
    const char *nearest = NULL;
    size_t limit = length <= 3 ? 1 : length <= 6 ? 2 : 3; /* beyond it, another word rather than a slip */
    for (; *names; names++) {
        size_t name_length = strlen(*names);
        if (name_length == 0 || name_length > WORD_BYTES)
            continue;
        size_t distance = edit_distance(word, length, *names, name_length);
        if (distance <= limit && distance < least(length, name_length)) {
            nearest = *names;
            if (distance == 0)
                return nearest;
            limit = distance - 1;
        }
    }
    return nearest;
}

void rmap_note(struct rmap_notes *notes, const char *format, ...)
{
    if (!notes)
        return;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = rmap_alloc(notes->arena, length < 0 ? 1 : (size_t)length + 1);
    vsnprintf(text, length < 0 ? 1 : (size_t)length + 1, format, again);
    va_end(again);
    tidy(text, false);

    for (size_t i = 0; i < notes->count; i++)
        if (strcmp(notes->lines[i], text) == 0)
            return;
    if (notes->count > MOST_NOTES)
        return;
    if (notes->count == MOST_NOTES)
        text = rmap_format(notes->arena, "more than %d notes; the others are left out", MOST_NOTES);
    if (notes->count == notes->capacity) {
        size_t capacity = notes->capacity ? notes->capacity * 2 : 8;
        const char **lines = rmap_alloc(notes->arena, capacity * sizeof *lines);
        if (notes->count)
            memcpy(lines, notes->lines, notes->count * sizeof *lines);
        notes->lines = lines;
        notes->capacity = capacity;
    }
    notes->lines[notes->count++] = text;
}
