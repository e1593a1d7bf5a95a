#include "engine.h"

#include <stdio.h>
#include <stdlib.h>

struct rmap_text_engine *engine;

int open_engine(void **state)
{
    char fonts[512];
    const char *root = getenv("RMAP_TEST_ROOT");
    (void)state;
    snprintf(fonts, sizeof fonts, "%s/styles/fonts", root ? root : ".");
    engine = rmap_text_engine_new(fonts, NULL);
    return rmap_text_ready(engine, NULL) ? 0 : -1;
}

int close_engine(void **state)
{
    (void)state;
    rmap_text_engine_free(engine);
    return 0;
}
