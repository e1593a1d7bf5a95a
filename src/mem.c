#define _POSIX_C_SOURCE 200809L

#include "mem.h"

#include <langinfo.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES    65536 /* a block of the arena; a quarter of it or more gets a block of its own */
#define FIRST_CAPACITY 16    /* items of a new growing array */
#define PLAIN_NUMBER   1e12  /* below it, a value with six decimals fits 64 bits */

struct rmap_arena_block {
    struct rmap_arena_block *next;
    size_t used, size;
    max_align_t data[];
};

static _Noreturn void run_out_of_memory(void)
{
    fputs("ringmap: out of memory\n", stderr);
    exit(EXIT_FAILURE);
}

static struct rmap_arena_block *new_block(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct rmap_arena_block))
        run_out_of_memory();
    struct rmap_arena_block *block = calloc(1, sizeof *block + size);
    if (!block)
        run_out_of_memory();
    block->size = size;
    return block;
}

/* A large block goes behind the first one, whose rest stays in use. */
static void *alloc_apart(struct rmap_arena *arena, size_t size)
{
    struct rmap_arena_block *block = new_block(size);
    block->used = size;
    if (arena->blocks) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        arena->blocks = block;
    }
    return block->data;
}

/* Room for `more` characters and the NUL. */
static void make_room(struct rmap_buffer *buffer, size_t more)
{
    if (more > SIZE_MAX - buffer->length - 1)
        run_out_of_memory();
    buffer->text = rmap_grow(buffer->text, &buffer->capacity, buffer->length + more + 1, 1);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *s)
{
    while (is_digit(*s))
        s++;
    return s;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Bytes of the UTF-8 character at `s`, of which `left` may be read; 0 when it is none: Unicode 15.0, table 3-7. */
static size_t utf8_size(const unsigned char *s, size_t left)
{
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 0;
    size_t size = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (size > left)
        return 0;
    unsigned char low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;  /* overlong forms */
    unsigned char high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF; /* surrogates; beyond U+10FFFF */
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if (s[i] < 0x80 || s[i] > 0xBF)
            return 0;
    return size;
}

void *rmap_alloc(struct rmap_arena *arena, size_t size)
{
    size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX - align)
        run_out_of_memory();
    size = size ? (size + align - 1) / align * align : align;
    if (size >= CHUNK_BYTES / 4)
        return alloc_apart(arena, size);

    struct rmap_arena_block *block = arena->blocks;
    if (!block || block->size - block->used < size) {
        block = new_block(CHUNK_BYTES);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *memory = (char *)block->data + block->used;
    block->used += size;
    return memory;
}

char *rmap_copy(struct rmap_arena *arena, const char *text)
{
    return rmap_copy_n(arena, text, strlen(text));
}

char *rmap_copy_n(struct rmap_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        run_out_of_memory();
    char *copy = rmap_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *rmap_format(struct rmap_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        length = 0;
    char *text = rmap_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void rmap_arena_free(struct rmap_arena *arena)
{
    struct rmap_arena_block *block = arena->blocks;
    while (block) {
        struct rmap_arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->blocks = NULL;
}

void *rmap_grow(void *items, size_t *capacity, size_t need, size_t size)
{
    if (items && need <= *capacity)
        return items;
    size_t more = *capacity + *capacity / 2;
    if (more < FIRST_CAPACITY)
        more = FIRST_CAPACITY;
    if (more < need)
        more = need;
    if (more > SIZE_MAX / size)
        run_out_of_memory();
    void *grown = realloc(items, more * size);
    if (!grown)
        run_out_of_memory();
    *capacity = more;
    return grown;
}

void rmap_print(struct rmap_buffer *buffer, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    make_room(buffer, 0);
    size_t room = buffer->capacity - buffer->length;
    int length = vsnprintf(buffer->text + buffer->length, room, format, args);
    va_end(args);
    if (length < 0) {
        length = 0;
        buffer->text[buffer->length] = '\0';
    } else if ((size_t)length >= room) {
        make_room(buffer, (size_t)length);
        vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, again);
    }
    va_end(again);
    buffer->length += (size_t)length;
}

void rmap_append(struct rmap_buffer *buffer, const char *text, size_t length)
{
    make_room(buffer, length);
    if (length)
        memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void rmap_append_text(struct rmap_buffer *buffer, const char *text)
{
    rmap_append(buffer, text, strlen(text));
}

/* Whole numbers throughout: an SVG holds some 100,000 coordinates, and printf would take most of the time. */
void rmap_append_number(struct rmap_buffer *buffer, double value, int decimals)
{
    static const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};

    double size = fabs(value);
    if (!(size < PLAIN_NUMBER)) {
        rmap_print(buffer, "%.0f", isfinite(value) ? value : 0.0);
        return;
    }
    decimals = decimals < 0 ? 0 : decimals > 7 ? 7 : decimals;
    uint64_t whole = (uint64_t)size; /* taken off first: 1e12 x 1e7 has more digits than a double */
    double part = (size - (double)whole) * scales[decimals];
    uint64_t units = (uint64_t)part;
    if (part - (double)units >= 0.5)
        units++;
    units += whole * (uint64_t)scales[decimals];
    while (decimals > 0 && units % 10 == 0) {
        units /= 10;
        decimals--;
    }

    char text[24]; /* a sign, 12 digits, a point, 7 digits */
    char *start = text + sizeof text;
    bool negative = value < 0 && units > 0;
    for (; decimals > 0; decimals--) {
        *--start = (char)('0' + units % 10);
        units /= 10;
        if (decimals == 1)
            *--start = '.';
    }
    do {
        *--start = (char)('0' + units % 10);
        units /= 10;
    } while (units);
    if (negative)
        *--start = '-';
    rmap_append(buffer, start, (size_t)(text + sizeof text - start));
}

void rmap_buffer_free(struct rmap_buffer *buffer)
{
    free(buffer->text);
    *buffer = (struct rmap_buffer){0};
}

/* Commas between each three digits of the whole part. */
static const char *group_digits(struct rmap_arena *arena, const char *number)
{
    size_t sign = *number == '-', end = (size_t)(skip_digits(number + sign) - number);
    struct rmap_buffer out = {0};
    for (size_t i = 0; i < end; i++) {
        if (i > sign && (end - i) % 3 == 0)
            rmap_append_text(&out, ",");
        rmap_append(&out, number + i, 1);
    }
    rmap_append_text(&out, number + end);
    const char *grouped = rmap_copy(arena, out.text);
    rmap_buffer_free(&out);
    return grouped;
}

const char *rmap_grouped(struct rmap_arena *arena, double whole)
{
    return group_digits(arena, rmap_format(arena, "%.0f", whole));
}

const char *rmap_decimal(struct rmap_arena *arena, double value, int decimals)
{
    struct rmap_buffer text = {0};
    rmap_append_number(&text, value, decimals);
    const char *copy = rmap_copy(arena, text.text);
    rmap_buffer_free(&text);
    return copy;
}

const char *rmap_figure(struct rmap_arena *arena, double value, int decimals)
{
    return group_digits(arena, rmap_decimal(arena, value, decimals));
}

/* strtod alone rounds correctly, but wants the locale's decimal point, which a host program may have set. */
const char *rmap_read_number(const char *text, double *value)
{
    const char *start = text + strspn(text, " \t\r\n");
    const char *whole = start + (*start == '+' || *start == '-');
    const char *end = skip_digits(whole);
    const char *point = *end == '.' ? end : NULL;
    if (point)
        end = skip_digits(point + 1);
    if (end - whole == (point ? 1 : 0))
        return NULL;
    if (*end == 'e' || *end == 'E') {
        const char *exponent = end + 1 + (end[1] == '+' || end[1] == '-');
        if (is_digit(*exponent))
            end = skip_digits(exponent);
    }

    struct rmap_buffer token = {0};
    if (point) {
        rmap_append(&token, start, (size_t)(point - start));
        rmap_append_text(&token, nl_langinfo(RADIXCHAR));
        rmap_append(&token, point + 1, (size_t)(end - point - 1));
    } else {
        rmap_append(&token, start, (size_t)(end - start));
    }
    double number = strtod(token.text, NULL);
    rmap_buffer_free(&token);
    if (!isfinite(number))
        return NULL;
    *value = number;
    return end;
}

size_t rmap_utf8_prefix(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;
    while (at < length) {
        size_t size = utf8_size(bytes + at, length - at);
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

bool rmap_is_utf8(const char *text, size_t length)
{
    return rmap_utf8_prefix(text, length) == length;
}

bool rmap_same_word(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) == lower(*b);
}
