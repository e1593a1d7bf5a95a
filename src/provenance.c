#include "provenance.h"

#include <stdlib.h>
#include <string.h>

#include "deflate.h"
#include "input.h"

#define BEGIN "ringmap " RINGMAP_VERSION
#define MARK "ringmap "
#define BAR " | "
#define END " | end"
#define MAX_FILE ((size_t)256 << 20)
#define MAX_LINE 65536

static const char HEX[] = "0123456789abcdef";

static bool is_plain(unsigned char c)
{
    return c > 0x20 && c < 0x7f && !strchr("%|\\()<>&\"'", c);
}

static void add_encoded(struct rmap_buffer *out, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (is_plain(*c))
            rmap_append(out, (const char *)c, 1);
        else
            rmap_append(out, (const char[]){'%', HEX[*c >> 4], HEX[*c & 15]}, 3);
    }
}

static int hex_value(char c)
{
    const char *at = c ? strchr(HEX, c) : NULL;
    return at ? (int)(at - HEX) : -1;
}

/* %XX back to bytes; a % that is none stays. */
static char *decode(struct rmap_arena *arena, const char *text, size_t length)
{
    char *out = rmap_alloc(arena, length + 1);
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        bool coded = text[i] == '%' && i + 2 < length && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        out[count++] = coded ? (char)(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
        i += coded ? 2 : 0;
    }
    return out;
}

static void add_file(struct rmap_buffer *out, const char *path)
{
    struct rmap_arena arena = {0};
    size_t length;
    const char *bytes = rmap_input_read(&arena, path, MAX_FILE, &length, RMAP_INPUT, NULL);
    const char *slash = strrchr(path, '/');
    if (bytes) {
        rmap_append_text(out, BAR "data ");
        add_encoded(out, slash ? slash + 1 : path);
        rmap_print(out, " crc32 %08x", (unsigned)rmap_crc32(0, bytes, length));
    }
    rmap_arena_free(&arena);
}

const char *rmap_provenance_write(const struct rmap_options *options, const char *const *files, size_t file_count,
                                  struct rmap_arena *arena)
{
    struct rmap_buffer out = {0};
    rmap_append_text(&out, BEGIN);
    for (int id = 0; id < RMAP_OPTION_COUNT; id++) {
        if (id == RMAP_OPT_OUTPUT || id == RMAP_OPT_VERBOSE || !rmap_option_given(options, (enum rmap_option_id)id))
            continue;
        rmap_print(&out, BAR "%s=", rmap_option_table[id].name);
        add_encoded(&out, rmap_option_text(options, (enum rmap_option_id)id));
    }
    for (size_t i = 0; i < file_count; i++)
        add_file(&out, files[i]);
    rmap_append_text(&out, END);
    const char *line = rmap_copy(arena, out.text);
    rmap_buffer_free(&out);
    return line;
}

/* The first "ringmap VERSION | ... | end" among the bytes. */
static const char *find_line(const char *bytes, size_t length, size_t *line_length)
{
    const size_t mark = strlen(MARK);
    for (size_t i = 0; i + mark < length; i++) {
        if (bytes[i] != MARK[0] || memcmp(bytes + i, MARK, mark) != 0)
            continue;
        size_t most = length - i < MAX_LINE ? length - i : MAX_LINE;
        const char *bar = bytes + i + mark;
        while (bar < bytes + i + most && ((*bar >= '0' && *bar <= '9') || *bar == '.'))
            bar++;
        if (bar + 3 > bytes + i + most || memcmp(bar, BAR, 3) != 0)
            continue;
        for (const char *end = bar; end + strlen(END) <= bytes + i + most && *end != '\n'; end++) {
            if (memcmp(end, END, strlen(END)) == 0) {
                *line_length = (size_t)(end - bar);
                return bar;
            }
        }
    }
    return NULL;
}

/* One part "name=value"; parts without '=' name data files. Which file is written is not the picture's to say. */
static bool set_part(struct rmap_options *options, const char *part, size_t length, const char *path, struct rmap_error *err)
{
    const char *equals = memchr(part, '=', length);
    if (!equals)
        return true;
    const char *name = rmap_copy_n(options->arena, part, (size_t)(equals - part));
    const char *value = decode(options->arena, equals + 1, length - (size_t)(equals + 1 - part));
    const struct rmap_option_spec *spec = rmap_option_find(name);
    if (spec == &rmap_option_table[RMAP_OPT_OUTPUT]
        || (spec && rmap_option_given(options, (enum rmap_option_id)(spec - rmap_option_table))))
        return true;
    return rmap_options_set(options, name, value, rmap_format(options->arena, "%s: option %s", path, name), err);
}

bool rmap_provenance_read(struct rmap_options *options, const char *path, struct rmap_error *err)
{
    struct rmap_arena arena = {0};
    size_t length, line_length = 0;
    const char *bytes = rmap_input_read(&arena, path, MAX_FILE, &length, RMAP_INPUT, err);
    const char *line = bytes ? find_line(bytes, length, &line_length) : NULL;
    bool ok = line != NULL;
    if (bytes && !line)
        rmap_fail(err, RMAP_INPUT, "'%s' does not say what it was drawn from; name an SVG, PNG or PDF that ringmap drew", path);
    for (size_t at = 0; ok && at < line_length;) {
        at += strlen(BAR);
        const char *next = line + at;
        while (next < line + line_length && strncmp(next, BAR, strlen(BAR)) != 0)
            next++;
        ok = set_part(options, line + at, (size_t)(next - line) - at, path, err);
        at = (size_t)(next - line);
    }
    rmap_arena_free(&arena);
    return ok;
}
