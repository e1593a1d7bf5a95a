/* provenance.h - what a file was drawn from: version, options and data, enough to draw it again.
 *
 * One line of text, the same in every format's metadata:
 *     ringmap 0.1.0 | rings=300km | around=osan | data countries_mid.shp crc32 1a2b3c4d | end
 * Percent signs, bars and what is not printable ASCII are written %XX, so that no format changes them.
 */
#ifndef RMAP_PROVENANCE_H
#define RMAP_PROVENANCE_H

#include "options.h"

/* The options that were given (not `output`), then the data files with their CRC-32. In the arena. A file that cannot be
 * read is left out: it was drawn from, so it was there. */
const char *rmap_provenance_write(const struct rmap_options *options, const char *const *files, size_t file_count,
                                  struct rmap_arena *arena);
/* Finds the line in a drawn file and sets its options where they are not set yet. RMAP_INPUT when there is none. */
bool rmap_provenance_read(struct rmap_options *options, const char *path, struct rmap_error *err);

#endif
