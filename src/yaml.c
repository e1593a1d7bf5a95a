#include "yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "input.h"

#define MAX_BYTES ((size_t)1 << 20)
#define MAX_DEPTH 16

struct reader {
    yaml_parser_t parser;
    struct rmap_arena *arena;
    const char *file;
    const char *text; /* what is parsed, without a byte order mark */
    size_t length;
    enum rmap_status status;
    struct rmap_error *err;
};

static struct rmap_node *read_value(struct reader *reader, yaml_event_t *event, int depth);

static bool fail_at(struct reader *reader, size_t line, size_t column, const char *problem)
{
    return rmap_fail(reader->err, reader->status, "%s:%zu:%zu: %s", reader->file, line + 1, column + 1,
                     problem);
}

static bool fail_at_mark(struct reader *reader, yaml_mark_t mark, const char *problem)
{
    return fail_at(reader, mark.line, mark.column, problem);
}

/* libyaml's reader says bytes; people count lines and characters. */
static bool fail_at_byte(struct reader *reader, size_t offset, const char *problem)
{
    size_t line = 0, column = 0;
    for (size_t i = 0; i < offset && i < reader->length; i++) {
        if (reader->text[i] == '\n') {
            line++;
            column = 0;
        } else if (((unsigned char)reader->text[i] & 0xC0) != 0x80) {
            column++;
        }
    }
    return fail_at(reader, line, column, problem);
}

static bool fail_as_libyaml(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem ? parser->problem : "not YAML";
    if (parser->error == YAML_READER_ERROR)
        return fail_at_byte(reader, parser->problem_offset, problem);
    if (parser->error == YAML_MEMORY_ERROR)
        return rmap_fail(reader->err, RMAP_FAILED, "%s: out of memory", reader->file);

    yaml_mark_t mark = parser->problem_mark;
    if (mark.index < reader->length && strstr(problem, "cannot start any token")
        && reader->text[mark.index] == '\t')
        problem = "a tab cannot indent; use blanks";
    else if (strstr(problem, "mapping values are not allowed"))
        problem = "a second ':' on the line; quote a value that holds ': '";
    else if (parser->context)
        problem = rmap_format(reader->arena, "%s, %s that begins on line %zu", problem, parser->context,
                              parser->context_mark.line + 1);
    return fail_at_mark(reader, mark, problem);
}

/* The next event; the caller deletes it. */
static bool next_event(struct reader *reader, yaml_event_t *event)
{
    return yaml_parser_parse(&reader->parser, event) || fail_as_libyaml(reader);
}

static bool is_plain(struct reader *reader, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (event->type == YAML_ALIAS_EVENT)
        return fail_at_mark(reader, event->start_mark, "aliases are not used here; write the value again");
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    }
    if (anchor)
        return fail_at_mark(reader, event->start_mark,
                            "anchors are not used here; leave out the '&' and its name");
    if (tag)
        return fail_at_mark(reader, event->start_mark,
                            "tags are not used here; leave out the '!' and its name");
    return true;
}

/* NULL when the scalar holds a NUL, which only an escape can bring. */
static const char *scalar_text(struct reader *reader, const yaml_event_t *event)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (memchr(value, '\0', length)) {
        fail_at_mark(reader, event->start_mark, "a NUL character in the text");
        return NULL;
    }
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (plain && (strcmp(value, "~") == 0 || strcmp(value, "null") == 0))
        return "";
    return rmap_copy_n(reader->arena, value, length);
}

static int compare_keys(const void *a, const void *b)
{
    const struct rmap_node *x = *(const struct rmap_node *const *)a, *y = *(const struct rmap_node *const *)b;
    int order = strcmp(x->key, y->key);
    if (order == 0)
        order = (x->key_line > y->key_line) - (x->key_line < y->key_line);
    if (order == 0)
        order = (x->key_column > y->key_column) - (x->key_column < y->key_column);
    return order;
}

/* Sorted, for a hostile file may hold 200,000 keys. */
static bool keys_differ(struct reader *reader, const struct rmap_node *map)
{
    size_t count = 0, capacity = 0;
    const struct rmap_node **keys = NULL, *twice = NULL;
    for (const struct rmap_node *node = map->first; node; node = node->next) {
        keys = rmap_grow(keys, &capacity, count + 1, sizeof *keys);
        keys[count++] = node;
    }
    if (count > 1)
        qsort(keys, count, sizeof *keys, compare_keys);
    int first_line = 0;
    for (size_t i = 1; i < count && !twice; i++) {
        if (strcmp(keys[i - 1]->key, keys[i]->key) == 0) {
            twice = keys[i];
            first_line = keys[i - 1]->key_line;
        }
    }
    free(keys);
    return !twice
           || rmap_fail(reader->err, reader->status,
                        "%s:%d:%d: '%s' stands here and on line %d; keep one of them", twice->file,
                        twice->key_line, twice->key_column, twice->key, first_line);
}

/* One key and its value, the key's event already read. */
static struct rmap_node *read_pair(struct reader *reader, const yaml_event_t *key, int depth)
{
    if (!is_plain(reader, key))
        return NULL;
    if (key->type != YAML_SCALAR_EVENT) {
        fail_at_mark(reader, key->start_mark, "a key must be a word");
        return NULL;
    }
    const char *text = scalar_text(reader, key);
    yaml_event_t event;
    if (!text || !next_event(reader, &event))
        return NULL;
    struct rmap_node *node = read_value(reader, &event, depth);
    yaml_event_delete(&event);
    if (node) {
        node->key = text;
        node->key_line = (int)key->start_mark.line + 1;
        node->key_column = (int)key->start_mark.column + 1;
    }
    return node;
}

static bool read_children(struct reader *reader, struct rmap_node *parent, int depth)
{
    struct rmap_node **end = &parent->first;
    bool is_map = parent->kind == RMAP_NODE_MAP;
    yaml_event_type_t last = is_map ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event))
            return false;
        if (event.type == last) {
            yaml_event_delete(&event);
            return !is_map || keys_differ(reader, parent);
        }
        *end = is_map ? read_pair(reader, &event, depth + 1) : read_value(reader, &event, depth + 1);
        yaml_event_delete(&event);
        if (!*end)
            return false;
        end = &(*end)->next;
    }
}

static struct rmap_node *read_value(struct reader *reader, yaml_event_t *event, int depth)
{
    if (!is_plain(reader, event))
        return NULL;
    if (depth > MAX_DEPTH) {
        fail_at_mark(reader, event->start_mark, "more than 16 levels deep");
        return NULL;
    }
    struct rmap_node *node = rmap_alloc(reader->arena, sizeof *node);
    node->file = reader->file;
    node->line = (int)event->start_mark.line + 1;
    node->column = (int)event->start_mark.column + 1;
    node->text = "";
    if (event->type == YAML_SCALAR_EVENT) {
        node->text = scalar_text(reader, event);
        return node->text ? node : NULL;
    }
    node->kind = event->type == YAML_MAPPING_START_EVENT ? RMAP_NODE_MAP : RMAP_NODE_LIST;
    return read_children(reader, node, depth) ? node : NULL;
}

static struct rmap_node *empty_map(struct reader *reader)
{
    struct rmap_node *node = rmap_alloc(reader->arena, sizeof *node);
    *node = (struct rmap_node){
        .kind = RMAP_NODE_MAP, .text = "", .file = reader->file, .line = 1, .column = 1};
    return node;
}

/* Stream start, one document or none, stream end. */
static struct rmap_node *read_stream(struct reader *reader)
{
    struct rmap_node *root = NULL;
    for (;;) {
        yaml_event_t event;
        if (!next_event(reader, &event))
            return NULL;
        bool ok = true, done = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_DOCUMENT_START_EVENT && root)
            ok = fail_at_mark(reader, event.start_mark, "a second document; one file holds one");
        else if (event.type == YAML_SCALAR_EVENT || event.type == YAML_MAPPING_START_EVENT
                 || event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_ALIAS_EVENT)
            ok = (root = read_value(reader, &event, 1)) != NULL;
        yaml_event_delete(&event);
        if (!ok)
            return NULL;
        if (done)
            break;
    }
    bool empty = !root || (root->kind == RMAP_NODE_SCALAR && root->text[0] == '\0');
    return empty ? empty_map(reader) : root;
}

struct rmap_node *rmap_yaml_read(struct rmap_arena *arena, const char *path, enum rmap_status status,
                                 struct rmap_error *err)
{
    size_t length;
    const char *text = rmap_input_read(arena, path, MAX_BYTES, &length, status, err);
    return text ? rmap_yaml_parse(arena, path, text, length, status, err) : NULL;
}

struct rmap_node *rmap_yaml_parse(struct rmap_arena *arena, const char *name, const char *text, size_t length,
                                  enum rmap_status status, struct rmap_error *err)
{
    struct reader reader = {.arena = arena,
                            .file = rmap_copy(arena, name),
                            .text = text,
                            .length = length,
                            .status = status,
                            .err = err};
    if (length > MAX_BYTES) {
        rmap_fail(err, status, "'%s' is larger than 1 MiB; is it the right file?", name);
        return NULL;
    }
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        reader.text += 3;
        reader.length -= 3;
    }
    if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
        fail_at(&reader, 0, 0, "the file is UTF-16; save it as UTF-8");
        return NULL;
    }
    if (!yaml_parser_initialize(&reader.parser)) {
        rmap_fail(err, RMAP_FAILED, "%s: out of memory", name);
        return NULL;
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)reader.text, reader.length);
    struct rmap_node *root = read_stream(&reader);
    yaml_parser_delete(&reader.parser);
    return root;
}

const struct rmap_node *rmap_node_find(const struct rmap_node *map, const char *key)
{
    for (const struct rmap_node *node = map->first; node; node = node->next)
        if (node->key && strcmp(node->key, key) == 0)
            return node;
    return NULL;
}

const char *rmap_node_where(struct rmap_arena *arena, const struct rmap_node *node)
{
    return rmap_format(arena, "%s:%d:%d", node->file, node->line, node->column);
}
