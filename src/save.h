/* save.h - the suffix decides the format: one row per format. */
#ifndef RMAP_SAVE_H
#define RMAP_SAVE_H

#include "map.h"

/* Is there a format for this path, drawn here or written as data by export.c? RMAP_USAGE with the suffixes there are. */
bool rmap_save_check(const char *path, struct rmap_error *err);
/* Replays the display list into the file, aside, and renames. */
bool rmap_save(struct rmap_map *map, const char *path, struct rmap_error *err);

#endif
