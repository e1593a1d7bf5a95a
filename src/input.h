/* input.h - a file read whole into memory. */
#ifndef RMAP_INPUT_H
#define RMAP_INPUT_H

#include "error.h"

/* The file's bytes with a NUL behind them, in the arena; NULL with `status`: "cannot open 'x': No such file
 * or directory", "cannot read 'x': Is a directory", or larger than `limit` bytes. Pipes are read to their
 * end. */
char *rmap_input_read(struct rmap_arena *arena, const char *path, size_t limit, size_t *length,
                      enum rmap_status status, struct rmap_error *err);

#endif
