/* engine.h - one text engine with the pinned font for all tests of a program:
 *
 *     return cmocka_run_group_tests(tests, open_engine, close_engine);
 */
#ifndef RMAP_TEST_ENGINE_H
#define RMAP_TEST_ENGINE_H

#include "text.h"

extern struct rmap_text_engine *engine;

int open_engine(void **state);
int close_engine(void **state);

#endif
