/* fuzz_provenance.c - a picture that `ringmap redraw` takes its options from; what was read must come back when written. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "provenance.h"
#include "scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_again(const struct rmap_options *options, struct rmap_arena *arena)
{
    const char *line = rmap_provenance_write(options, NULL, 0, arena);
    struct rmap_options again;
    struct rmap_error err = {0};
    rmap_options_init(&again, arena);
    if (!rmap_provenance_read(&again, rmap_scratch_write("again.svg", (const uint8_t *)line, strlen(line)), &err))
        abort();
    for (int id = 0; id < RMAP_OPTION_COUNT; id++)
        if (strcmp(rmap_option_text(options, (enum rmap_option_id)id), rmap_option_text(&again, (enum rmap_option_id)id)) != 0)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    bool ok = rmap_provenance_read(&options, rmap_scratch_write("fuzzed.svg", bytes, size), &err);
    if (rmap_option_given(&options, RMAP_OPT_OUTPUT))
        abort(); /* a picture must not say which file is written */
    if (ok)
        check_again(&options, &arena);
    rmap_arena_free(&arena);
    return 0;
}
