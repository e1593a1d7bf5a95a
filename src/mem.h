/* mem.h - memory and text: one arena per map, growing arrays, string buffers, numbers without locale.
 *
 *     struct rmap_arena arena = {0};
 *     char *name = rmap_copy(&arena, "Seoul");
 *     rmap_arena_free(&arena);             everything at once
 *
 *     items = rmap_grow(items, &capacity, count + 1, sizeof *items);   malloc'd; free(items) when done
 *
 *     struct rmap_buffer svg = {0};
 *     rmap_print(&svg, "<g id=\"%s\">", id);
 *     rmap_buffer_free(&svg);
 *
 * Out of memory ends the program with one message, from mem.c alone.
 */
#ifndef RMAP_MEM_H
#define RMAP_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct rmap_arena {
    struct rmap_arena_block *blocks;
};

/* Zeroed, aligned for any type, alive until rmap_arena_free. */
void *rmap_alloc(struct rmap_arena *arena, size_t size) __attribute__((returns_nonnull));
char *rmap_copy(struct rmap_arena *arena, const char *text);
char *rmap_copy_n(struct rmap_arena *arena, const char *text, size_t length);
char *rmap_format(struct rmap_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
void rmap_arena_free(struct rmap_arena *arena); /* leaves it empty and ready for use */

/* At least `need` items of `size` bytes, the old ones kept; *capacity is updated. items may be NULL.
 * malloc'd. */
void *rmap_grow(void *items, size_t *capacity, size_t need, size_t size) __attribute__((returns_nonnull));

struct rmap_buffer {
    char *text; /* always NUL-terminated once something was added; NULL before */
    size_t length, capacity;
};
/* As printf: %f follows the host's locale, so decimals that go into a file take rmap_append_number. */
void rmap_print(struct rmap_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void rmap_append(struct rmap_buffer *buffer, const char *text, size_t length);
void rmap_append_text(struct rmap_buffer *buffer, const char *text);
/* Appends a decimal with at most `decimals` places, rounded half away from zero, without trailing zeros,
 * without "-0", with '.' whatever the locale: 1.50 -> "1.5", -0.001 with 2 -> "0". |value| below 1e12;
 * decimals 0..7. */
void rmap_append_number(struct rmap_buffer *buffer, double value, int decimals);
void rmap_buffer_free(struct rmap_buffer *buffer);

/* 4690000 -> "4,690,000". */
const char *rmap_grouped(struct rmap_arena *arena, double whole);
/* rmap_append_number's text, in the arena. */
const char *rmap_decimal(struct rmap_arena *arena, double value, int decimals);
/* A figure for people: as rmap_append_number, but grouped: "5,500", "13,000", "162.5". */
const char *rmap_figure(struct rmap_arena *arena, double value, int decimals);

/* Reads a decimal number at `text` ("-12.5", "1e3") with '.' whatever the locale; no hexadecimal, no "inf",
 * no "nan". Returns the first character after it, or NULL when there is no finite number. Leading blanks are
 * skipped. */
const char *rmap_read_number(const char *text, double *value);

bool rmap_is_utf8(const char *text, size_t length);
size_t rmap_utf8_prefix(const char *text, size_t length); /* bytes before the first that is not UTF-8 */
bool rmap_same_word(const char *a, const char *b); /* ASCII case ignored */

#endif
