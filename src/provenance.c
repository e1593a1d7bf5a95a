#include "provenance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deflate.h"
#include "input.h"

#define BLANKS " \t\r\n"
#define MARK "ringmap "
#define BAR " | "
#define END " | end"
#define DATA "data "
#define CRC " crc32 "
#define MAX_FILE ((size_t)256 << 20)
#define MAX_LINE 65536
#define PIECE_BYTES 65536

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

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

/* Piece by piece: a whole file in memory would cost more than its sum. False when it cannot be read. */
static bool checksum(const char *path, uint32_t *crc32)
{
    char piece[PIECE_BYTES];
    size_t got = 0, size = 0;
    uint32_t sum = 0;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    while (size <= MAX_FILE && (got = fread(piece, 1, sizeof piece, file)) > 0) {
        sum = rmap_crc32(sum, piece, got);
        size += got;
    }
    bool whole = !ferror(file) && size <= MAX_FILE;
    fclose(file);
    if (whole)
        *crc32 = sum;
    return whole;
}

/* --- of a map that is drawn now --- */

/* Where it was written, and what was told of it, is not the map's. */
static bool is_kept(enum rmap_option_id id)
{
    return id != RMAP_OPT_OUTPUT && id != RMAP_OPT_FORMAT && id != RMAP_OPT_VERBOSE;
}

/* As a list's item is written so that it is read as it is: in quotes, doubled inside, where it holds what parts items. */
static void add_item(struct rmap_buffer *out, const char *item)
{
    bool plain = !strpbrk(item, ",;\"") && item[0] && !strchr(BLANKS, item[0]) && !strchr(BLANKS, item[strlen(item) - 1]);
    rmap_append_text(out, plain ? "" : "\"");
    for (const char *c = item; *c; c++)
        rmap_print(out, *c == '"' ? "\"\"" : "%c", *c);
    rmap_append_text(out, plain ? "" : "\"");
}

static bool is_far_file(const char *item)
{
    return item[0] == '/' && rmap_names_shapefile(item);
}

/* Items of a list may be files, too. */
static const char *without_folders(struct rmap_arena *arena, const char *text)
{
    size_t count, files = 0;
    const char **items = rmap_split_list(arena, text, &count);
    struct rmap_buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        bool file = is_far_file(items[i]);
        files += file;
        rmap_append_text(&out, i ? "," : "");
        add_item(&out, file ? file_name(items[i]) : items[i]);
    }
    const char *list = files > 0 ? rmap_copy(arena, out.text) : text;
    rmap_buffer_free(&out);
    return list;
}

static const char *public_value(enum rmap_option_id id, const char *text, struct rmap_arena *arena)
{
    enum rmap_option_type type = rmap_option_table[id].type;
    if (type == RMAP_TYPE_PLACES)
        return strchr(text, '/') ? without_folders(arena, text) : text;
    return text[0] == '/' && (type == RMAP_TYPE_PATH || id == RMAP_OPT_STYLE) ? file_name(text) : text;
}

const struct rmap_provenance *rmap_provenance_new(const struct rmap_options *options, const char *const *files,
                                                  size_t file_count, struct rmap_arena *arena)
{
    struct rmap_provenance *now = rmap_alloc(arena, sizeof *now);
    now->version = RINGMAP_VERSION;
    now->options = rmap_alloc(arena, RMAP_OPTION_COUNT * sizeof *now->options);
    now->files = rmap_alloc(arena, (file_count + 1) * sizeof *now->files);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        enum rmap_option_id id = (enum rmap_option_id)i;
        if (is_kept(id) && rmap_option_given(options, id))
            now->options[now->option_count++] = (struct rmap_drawn_with){
                rmap_option_table[id].name, public_value(id, rmap_option_text(options, id), arena)};
    }
    for (size_t i = 0; i < file_count; i++) {
        struct rmap_drawn_from *file = &now->files[now->file_count];
        if (checksum(files[i], &file->crc32))
            now->files[now->file_count++].name = rmap_copy(arena, file_name(files[i]));
    }
    return now;
}

const char *rmap_provenance_line(const struct rmap_provenance *provenance, struct rmap_arena *arena)
{
    struct rmap_buffer out = {0};
    rmap_print(&out, MARK "%s", provenance->version);
    for (size_t i = 0; i < provenance->option_count; i++) {
        rmap_print(&out, BAR "%s=", provenance->options[i].name);
        add_encoded(&out, provenance->options[i].value);
    }
    for (size_t i = 0; i < provenance->file_count; i++) {
        rmap_append_text(&out, BAR DATA);
        add_encoded(&out, provenance->files[i].name);
        rmap_print(&out, CRC "%08x", (unsigned)provenance->files[i].crc32);
    }
    rmap_append_text(&out, END);
    const char *line = rmap_copy(arena, out.text);
    rmap_buffer_free(&out);
    return line;
}

/* --- of a drawn file --- */

/* Where a line may begin: "ringmap 0.1.0 | ". *version_length: of "0.1.0". */
static bool begins_line(const char *at, const char *end, size_t *version_length)
{
    size_t mark = strlen(MARK), left = (size_t)(end - at), i = mark;
    if (left <= mark || memcmp(at, MARK, mark) != 0)
        return false;
    while (i < left && ((at[i] >= '0' && at[i] <= '9') || at[i] == '.'))
        i++;
    *version_length = i - mark;
    return i > mark && left - i >= strlen(BAR) && memcmp(at + i, BAR, strlen(BAR)) == 0;
}

/* The next END or end of a line of text, from `at` on; `end` when there is neither. */
static const char *find_stop(const char *at, const char *end)
{
    while (at < end && *at != '\n' && ((size_t)(end - at) < strlen(END) || memcmp(at, END, strlen(END)) != 0))
        at++;
    return at;
}

/* The first line that has its end; *cut is set when one was found without. Beginnings before the same stop share the search
 * for it: a hostile file may be made of them. */
static const char *find_line(const char *bytes, size_t length, size_t *line_length, bool *cut)
{
    const char *end = bytes + length, *stop = bytes;
    size_t version_length;
    for (const char *at = bytes; (at = memchr(at, MARK[0], (size_t)(end - at))) != NULL; at++) {
        if (!begins_line(at, end, &version_length))
            continue;
        const char *bar = at + strlen(MARK) + version_length;
        if (stop < bar)
            stop = find_stop(bar, end);
        if (stop < end && *stop != '\n' && stop - bar < MAX_LINE) {
            *line_length = (size_t)(stop - at);
            return at;
        }
        *cut = true;
    }
    return NULL;
}

/* "data land.shp crc32 1a2b3c4d" or "rings=300km". False when it is neither. */
static bool read_part(struct rmap_provenance *then, struct rmap_arena *arena, const char *part)
{
    const char *equals = strchr(part, '=');
    const char *name = strncmp(part, DATA, strlen(DATA)) == 0 ? part + strlen(DATA) : NULL;
    const char *crc = name ? strstr(name, CRC) : NULL;
    if (crc) {
        char *end;
        unsigned long value = strtoul(crc + strlen(CRC), &end, 16);
        then->files[then->file_count++] = (struct rmap_drawn_from){decode(arena, name, (size_t)(crc - name)), (uint32_t)value};
        return *end == '\0';
    }
    if (!equals)
        return false;
    then->options[then->option_count++] = (struct rmap_drawn_with){
        rmap_copy_n(arena, part, (size_t)(equals - part)), decode(arena, equals + 1, strlen(equals + 1))};
    return true;
}

static size_t count_parts(const char *line)
{
    size_t count = 0;
    for (; (line = strstr(line, BAR)) != NULL; line += strlen(BAR))
        count++;
    return count;
}

static struct rmap_provenance *read_line(struct rmap_arena *arena, const char *line, const char *path, struct rmap_error *err)
{
    struct rmap_provenance *then = rmap_alloc(arena, sizeof *then);
    size_t most = count_parts(line) + 1, version = strcspn(line + strlen(MARK), " ");
    then->path = rmap_copy(arena, path);
    then->version = rmap_copy_n(arena, line + strlen(MARK), version);
    then->options = rmap_alloc(arena, most * sizeof *then->options);
    then->files = rmap_alloc(arena, most * sizeof *then->files);
    for (line = strstr(line, BAR); line; line = strstr(line, BAR)) {
        line += strlen(BAR);
        const char *next = strstr(line, BAR);
        const char *part = rmap_copy_n(arena, line, next ? (size_t)(next - line) : strlen(line));
        if (!read_part(then, arena, part)) {
            rmap_fail(err, RMAP_INPUT, "'%s' is damaged where it says what it was drawn from: '%.60s'", path, part);
            return NULL;
        }
    }
    return then;
}

/* A packed SVG is unpacked. */
static const char *read_bytes(struct rmap_arena *arena, const char *path, size_t *length, struct rmap_error *err)
{
    const char *bytes = rmap_input_read(arena, path, MAX_FILE, length, RMAP_INPUT, err);
    if (!bytes || *length < 2 || memcmp(bytes, "\x1f\x8b", 2) != 0)
        return bytes;
    struct rmap_buffer plain = {0};
    bool ok = rmap_inflate_gzip(bytes, *length, MAX_FILE, &plain)
              || rmap_fail(err, RMAP_INPUT, "'%s' cannot be unpacked; is it whole?", path);
    *length = plain.length;
    bytes = ok ? rmap_copy_n(arena, plain.text ? plain.text : "", plain.length) : NULL;
    rmap_buffer_free(&plain);
    return bytes;
}

const struct rmap_provenance *rmap_provenance_read(struct rmap_arena *arena, const char *path, struct rmap_error *err)
{
    struct rmap_arena work = {0};
    size_t length, line_length;
    bool cut = false;
    const char *bytes = read_bytes(&work, path, &length, err);
    const char *line = bytes ? find_line(bytes, length, &line_length, &cut) : NULL;
    const struct rmap_provenance *then = NULL;
    if (line)
        then = read_line(arena, rmap_copy_n(&work, line, line_length), path, err);
    else if (bytes)
        rmap_fail(err, RMAP_INPUT, cut ? "'%s' is cut off where it says what it was drawn from"
                  : "'%s' does not say what it was drawn from; name an SVG, PNG or PDF that ringmap drew", path);
    rmap_arena_free(&work);
    return then;
}

/* Recorded lines of `set` go before those given. */
static bool set_before(struct rmap_options *options, const char *value, const char *where, struct rmap_error *err)
{
    struct rmap_value given = options->values[RMAP_OPT_SET];
    options->values[RMAP_OPT_SET].text = "";
    if (!rmap_options_set(options, "set", value, where, err))
        return false;
    return !given.where || rmap_options_set(options, "set", given.text, given.where, err);
}

bool rmap_provenance_apply(const struct rmap_provenance *then, struct rmap_options *options, struct rmap_error *err)
{
    for (size_t i = 0; i < then->option_count; i++) {
        const struct rmap_drawn_with *with = &then->options[i];
        const struct rmap_option_spec *spec = rmap_option_find(with->name);
        if (!spec)
            return rmap_fail(err, RMAP_INPUT, "'%s' was drawn by ringmap %s with an option '%.60s', "
                             "which this one, %s, does not know",
                             then->path, then->version, with->name, RINGMAP_VERSION);
        enum rmap_option_id id = (enum rmap_option_id)(spec - rmap_option_table);
        const char *where = rmap_format(options->arena, "%s: option %s", then->path, with->name);
        struct rmap_error trouble = {0};
        bool ok = true;
        if (id == RMAP_OPT_SET)
            ok = set_before(options, with->value, where, &trouble);
        else if (is_kept(id) && !rmap_option_given(options, id))
            ok = rmap_options_set(options, with->name, with->value, where, &trouble);
        if (!ok)
            return rmap_fail(err, RMAP_INPUT, "%s", trouble.text);
    }
    return true;
}

/* --- then and now --- */

void rmap_provenance_compare(const struct rmap_provenance *then, const struct rmap_provenance *now, struct rmap_notes *notes)
{
    struct rmap_buffer changed = {0};
    if (strcmp(then->version, now->version) != 0)
        rmap_note(notes, "'%s' was drawn by ringmap %s, this is %s: the map may look different", then->path, then->version,
                  now->version);
    for (size_t i = 0; i < then->file_count; i++) {
        for (size_t j = 0; j < now->file_count; j++) {
            bool same = strcmp(then->files[i].name, now->files[j].name) == 0;
            if (same && then->files[i].crc32 != now->files[j].crc32)
                rmap_print(&changed, "%s%s", changed.length ? ", " : "", then->files[i].name);
        }
    }
    if (changed.length > 0)
        rmap_note(notes, "data have changed since '%s' was drawn: %s", then->path, changed.text);
    rmap_buffer_free(&changed);
}

/* In quotes where a shell would see more than a word. */
static void add_word(struct rmap_buffer *out, const char *text)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:+=@%";
    if (text[0] && strspn(text, PLAIN) == strlen(text)) {
        rmap_append_text(out, text);
        return;
    }
    rmap_append_text(out, "'");
    for (; *text; text++) {
        if (*text == '\'')
            rmap_append_text(out, "'\\''");
        else
            rmap_append(out, text, 1);
    }
    rmap_append_text(out, "'");
}

static void add_option(struct rmap_buffer *out, const char *name, const char *value)
{
    rmap_print(out, " \\\n    --%s ", name);
    add_word(out, value);
}

/* Each line of `set` is an option of its own. */
static void add_command(struct rmap_buffer *out, const struct rmap_provenance *then)
{
    rmap_append_text(out, "ringmap");
    for (size_t i = 0; i < then->option_count; i++) {
        const struct rmap_drawn_with *with = &then->options[i];
        struct rmap_arena arena = {0};
        const char *value = with->value;
        while (strcmp(with->name, "set") == 0 && strchr(value, '\n')) {
            add_option(out, "set", rmap_copy_n(&arena, value, strcspn(value, "\n")));
            value += strcspn(value, "\n") + 1;
        }
        add_option(out, with->name, value);
        rmap_arena_free(&arena);
    }
    const char *suffix = strrchr(then->path, '.');
    rmap_print(out, "%s-o FILE%s\n", then->option_count ? " \\\n    " : " ", suffix ? suffix : "");
}

void rmap_provenance_describe(const struct rmap_provenance *then, const char *const *places, struct rmap_buffer *out)
{
    rmap_print(out, "%s was drawn by ringmap %s", then->path, then->version);
    if (strcmp(then->version, RINGMAP_VERSION) != 0)
        rmap_append_text(out, "; this is " RINGMAP_VERSION);
    rmap_append_text(out, ".\n\n");
    add_command(out, then);
    if (then->file_count > 0)
        rmap_print(out, "\n%-28s %-9s %s\n", "data", "CRC-32", "now");
    for (size_t i = 0; i < then->file_count; i++) {
        uint32_t now = 0;
        bool found = places[i] && checksum(places[i], &now);
        rmap_print(out, "%-28s %08x  %s\n", then->files[i].name, (unsigned)then->files[i].crc32,
                   !found ? "not found" : now == then->files[i].crc32 ? "the same" : "changed");
    }
}
