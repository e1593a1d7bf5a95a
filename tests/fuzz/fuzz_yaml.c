/* fuzz_yaml.c - one file read as a map file and as a style. */
#include <stdint.h>

#include "scratch.h"
#include "style.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void read_map_file(const char *path)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    rmap_options_read(&options, path, &err);
    rmap_arena_free(&arena);
}

static void read_style(const char *path)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    struct rmap_buffer description = {0};
    rmap_options_init(&options, &arena);
    rmap_options_set(&options, "style", path, NULL, &err);
    struct rmap_style *style = rmap_style_read(&arena, "styles", &options, &err);
    if (style) {
        rmap_style_scale(style, 0.5, 2);
        rmap_style_describe(style, &description);
    }
    rmap_buffer_free(&description);
    rmap_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *path = rmap_scratch_write("fuzzed.yaml", bytes, size);
    read_map_file(path);
    read_style(path);
    return 0;
}
