/* home.h - where ringmap's own data and styles are. */
#ifndef RMAP_HOME_H
#define RMAP_HOME_H

#include "error.h"

/* The folder that holds geodata/ and styles/: $RINGMAP_HOME, else beside the running program (../ in the source tree,
 * ../share/ringmap when installed), else where it was built to be installed. In the arena; NULL with RMAP_INPUT. */
const char *rmap_home_find(struct rmap_arena *arena, struct rmap_error *err);

#endif
