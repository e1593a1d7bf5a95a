/* fuzz_provenance.c - a picture that `ringmap redraw` takes its options from; what was read must come back when written. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "provenance.h"
#include "scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_again(const struct rmap_options *options, struct rmap_arena *arena)
{
    const char *line = rmap_provenance_line(rmap_provenance_new(options, NULL, 0, arena), arena);
    struct rmap_options again;
    struct rmap_error err = {0};
    rmap_options_init(&again, arena);
    const char *path = rmap_scratch_write("again.svg", (const uint8_t *)line, strlen(line));
    const struct rmap_provenance *then = rmap_provenance_read(arena, path, &err);
    if (!then || !rmap_provenance_apply(then, &again, &err))
        abort();
    if (strcmp(rmap_provenance_line(rmap_provenance_new(&again, NULL, 0, arena), arena), line) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    const struct rmap_provenance *then = rmap_provenance_read(&arena, rmap_scratch_write("fuzzed.svg", bytes, size), &err);
    bool ok = then && rmap_provenance_apply(then, &options, &err);
    if (rmap_option_given(&options, RMAP_OPT_OUTPUT))
        abort(); /* a picture must not say which file is written */
    if (ok)
        check_again(&options, &arena);
    rmap_arena_free(&arena);
    return 0;
}
