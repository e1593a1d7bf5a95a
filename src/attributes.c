#define _POSIX_C_SOURCE 200809L

#include "attributes.h"

#include <shapefil.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "encoding.h"
#include "shape_hooks.h"

#define CONDITIONS 8

/* "field=A|B" */
struct condition {
    int field;
    bool negated;
    const char *values; /* "A|B" */
};

struct rmap_attributes {
    SAHooks hooks;
    DBFHandle dbf;      /* NULL: there are none */
    const char *shapes; /* path of the .shp */
    struct rmap_notes *notes;
    struct rmap_arena arena; /* as long as the attributes */
    const char *encoding;    /* as iconv names it; NULL: unknown */
    bool encoding_noted;

    struct condition conditions[CONDITIONS];
    int condition_count;
    struct rmap_arena scratch; /* what the conditions hold and look at */
};

/* --- opening --- */

/* A wrong or missing declaration is noted once. */
static void read_encoding(struct rmap_attributes *attributes)
{
    const char *page = DBFGetCodePage(attributes->dbf);
    if (!page || !*page)
        return;
    attributes->encoding = rmap_encoding_name(&attributes->arena, page);
    if (!attributes->encoding && strncmp(page, "LDID/", 5) != 0)
        rmap_note(attributes->notes, "the .cpg file of '%s' names no known encoding; UTF-8 or CP949 is taken, as fits",
                  attributes->shapes);
}

struct rmap_attributes *rmap_attributes_open(const char *path, const char *shapes, int records, struct rmap_notes *notes)
{
    size_t capacity = 0;
    struct rmap_attributes *attributes = rmap_grow(NULL, &capacity, 1, sizeof *attributes);
    *attributes = (struct rmap_attributes){.hooks = rmap_shape_hooks(), .shapes = shapes, .notes = notes};
    bool there = access(path, R_OK) == 0;
    if (there)
        attributes->dbf = DBFOpenLL(path, "rb", &attributes->hooks);
    if (!attributes->dbf) {
        rmap_note(notes, there ? "'%s' cannot be read; attributes are left empty" : "'%s' is missing; attributes are left empty", path);
        return attributes;
    }
    read_encoding(attributes);
    int rows = DBFGetRecordCount(attributes->dbf);
    if (rows != records)
        rmap_note(notes, "'%s' has %d records where the .shp file has %d; what has no counterpart is left empty", path, rows, records);
    return attributes;
}

void rmap_attributes_close(struct rmap_attributes *attributes)
{
    if (!attributes)
        return;
    if (attributes->dbf)
        DBFClose(attributes->dbf);
    rmap_arena_free(&attributes->scratch);
    rmap_arena_free(&attributes->arena);
    free(attributes);
}

/* --- values --- */

static const char *decode(struct rmap_attributes *attributes, struct rmap_arena *arena, const char *text)
{
    const char *used, *out = rmap_encoding_decode(arena, text, attributes->encoding, &used);
    if (used && attributes->encoding && !attributes->encoding_noted && !rmap_same_word(used, attributes->encoding)) {
        rmap_note(attributes->notes, "attributes of '%s' are not all in %s, as declared; '%s' was read as %s", attributes->shapes,
                  attributes->encoding, out, used);
        attributes->encoding_noted = true;
    }
    return out;
}

/* -1: none. */
static int find_field(const struct rmap_attributes *attributes, const char *name)
{
    return attributes->dbf ? DBFGetFieldIndex(attributes->dbf, name) : -1;
}

const char *rmap_attributes_text(struct rmap_attributes *attributes, int record, const char *field, struct rmap_arena *arena)
{
    int index = find_field(attributes, field);
    const char *text = index >= 0 ? DBFReadStringAttribute(attributes->dbf, record, index) : NULL;
    return text ? decode(attributes, arena, text) : "";
}

double rmap_attributes_number(const struct rmap_attributes *attributes, int record, const char *field)
{
    int index = find_field(attributes, field);
    return index >= 0 ? DBFReadDoubleAttribute(attributes->dbf, record, index) : 0;
}

/* --- conditions --- */

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t", text[length - 1]))
        text[--length] = '\0';
    return text;
}

static bool unknown_field(struct rmap_attributes *attributes, const char *field, struct rmap_error *err)
{
    const char *names[257] = {NULL};
    int count = attributes->dbf ? DBFGetFieldCount(attributes->dbf) : 0;
    for (int i = 0; i < count && i < 256; i++) {
        char name[XBASE_FLDNAME_LEN_READ + 1];
        DBFGetFieldInfo(attributes->dbf, i, name, NULL, NULL);
        names[i] = rmap_copy(&attributes->scratch, name);
    }
    const char *nearest = rmap_nearest(field, names);
    if (nearest)
        return rmap_fail(err, RMAP_INPUT, "'%s' has no field '%s'; did you mean '%s'?", attributes->shapes, field, nearest);
    return rmap_fail(err, RMAP_INPUT, "'%s' has no field '%s'%s%s", attributes->shapes, field, count ? "; its first is " : "",
                     count ? names[0] : "");
}

static bool read_condition(struct rmap_attributes *attributes, char *text, struct rmap_error *err)
{
    char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return rmap_fail(err, RMAP_INPUT, "cannot read the condition '%s' on '%s'; write field=A|B or field!=A|B", text,
                         attributes->shapes);
    struct condition c = {.negated = equals[-1] == '!'};
    equals[c.negated ? -1 : 0] = '\0';
    char *field = trim(text);
    c.field = find_field(attributes, field);
    if (c.field < 0)
        return unknown_field(attributes, field, err);
    if (attributes->condition_count == CONDITIONS)
        return rmap_fail(err, RMAP_INPUT, "more than %d conditions on '%s'", CONDITIONS, attributes->shapes);
    c.values = rmap_copy(&attributes->scratch, equals + 1);
    attributes->conditions[attributes->condition_count++] = c;
    return true;
}

bool rmap_attributes_where(struct rmap_attributes *attributes, const char *where, struct rmap_error *err)
{
    rmap_arena_free(&attributes->scratch);
    attributes->condition_count = 0;
    if (!where || !*trim(rmap_copy(&attributes->scratch, where)))
        return true;
    char *text = rmap_copy(&attributes->scratch, where);
    while (text) {
        char *next = strchr(text, '&');
        if (next)
            *next++ = '\0';
        if (!read_condition(attributes, trim(text), err))
            return false;
        text = next;
    }
    return true;
}

static bool one_of(const char *value, const char *values)
{
    for (;;) {
        values += strspn(values, " \t");
        size_t length = strcspn(values, "|"), end = length;
        while (end > 0 && strchr(" \t", values[end - 1]))
            end--;
        if (strlen(value) == end && strncmp(value, values, end) == 0)
            return true;
        if (!values[length])
            return false;
        values += length + 1;
    }
}

bool rmap_attributes_wanted(struct rmap_attributes *attributes, int record)
{
    DBFHandle dbf = attributes->dbf;
    if (dbf && record < DBFGetRecordCount(dbf) && DBFIsRecordDeleted(dbf, record))
        return false;
    for (int i = 0; i < attributes->condition_count; i++) {
        const struct condition *c = &attributes->conditions[i];
        const char *text = DBFReadStringAttribute(dbf, record, c->field);
        const char *value = text ? decode(attributes, &attributes->scratch, text) : "";
        if (one_of(value, c->values) == c->negated)
            return false;
    }
    return true;
}
