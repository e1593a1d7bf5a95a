/* fuzz_draw.c - lines NAME=VALUE as the options of a whole map, drawn small: as the display list, a picture, data or numbers,
 * as `output` says.
 */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ringmap.h"
#include "scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Files would come from outside the input; the page and the number of rings decide how long it takes. */
static bool is_tame(const char *name)
{
    static const char *const wild[] = {"data", "sites", "ring-table", "output", "style", "width", "height", "dpi",
                                       "count", "tolerance"};
    for (size_t i = 0; i < sizeof wild / sizeof *wild; i++)
        if (strcmp(name, wild[i]) == 0)
            return false;
    return true;
}

static bool is_suffix(const char *text)
{
    static const char *const known[] = {"dump", "svg", "png", "pdf", "eps", "geojson", "kml", "csv", "shp", "json", "md"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(text, known[i]) == 0)
            return true;
    return false;
}

static void set(struct ringmap *map, const char *name, const char *value)
{
    struct rmap_error err = {0};
    if (!ringmap_set(map, name, value, &err) && (err.status != RMAP_USAGE || !err.text[0] || strchr(err.text, '\n')))
        abort();
}

/* Sets what the lines say; returns the suffix of the file to write. */
static const char *set_lines(struct ringmap *map, char *text)
{
    const char *suffix = "dump";
    while (text) {
        char *next = strchr(text, '\n'), *value;
        if (next)
            *next++ = '\0';
        value = strchr(text, '=');
        if (value)
            *value++ = '\0';
        if (value && strcmp(text, "output") == 0 && is_suffix(value))
            suffix = value;
        else if (value && strcmp(text, "style") == 0 && !strchr(value, '/') && !strchr(value, '.'))
            set(map, text, value);
        else if (value && is_tame(text))
            set(map, text, value);
        text = next;
    }
    return suffix;
}

static void draw(struct ringmap *map, const char *suffix)
{
    struct rmap_error err = {0};
    char name[32], *text = NULL;
    snprintf(name, sizeof name, "fuzzed.%s", suffix);
    set(map, "output", rmap_scratch_path(name));
    bool numbers = strcmp(suffix, "json") == 0 || strcmp(suffix, "md") == 0;
    bool ok = numbers ? ringmap_measure(map, &text, &err) : ringmap_draw(map, &err);
    free(text);
    if (!ok && (err.status == RMAP_OK || err.status == RMAP_OUTPUT || err.status == RMAP_FAILED || !err.text[0]))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    setenv("RINGMAP_HOME", ".", 0);
    struct ringmap *map = ringmap_new();
    char *text = calloc(size + 1, 1);
    if (!text)
        abort();
    memcpy(text, bytes, size);
    const char *suffix = set_lines(map, text);
    set(map, "width", "60mm");
    set(map, "height", "80mm");
    set(map, "dpi", "60");
    set(map, "count", "3");
    draw(map, suffix);
    free(text);
    ringmap_free(map);
    return 0;
}
