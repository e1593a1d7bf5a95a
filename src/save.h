/* save.h - the suffix decides the format, or --format does: one row per format. */
#ifndef RMAP_SAVE_H
#define RMAP_SAVE_H

#include "map.h"

/* Is there a format for the output, drawn here or written as data by export.c? RMAP_USAGE with the suffixes there are. */
bool rmap_save_check(const struct rmap_options *options, struct rmap_error *err);
/* Is the output drawn? Else, once checked, it is data for export.c. */
bool rmap_save_draws(const struct rmap_options *options);
bool rmap_save_is_svg(const struct rmap_options *options);
/* Replays the display list into the file, aside, and renames; a world file appears with its picture. */
bool rmap_save(struct rmap_map *map, const char *path, struct rmap_error *err);

#endif
