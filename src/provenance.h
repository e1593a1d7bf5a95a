/* provenance.h - what a file was drawn from: version, options and data, enough to draw it again.
 *
 * One line of text, the same in every format's metadata:
 *     ringmap 0.1.0 | rings=300km | around=osan | data countries_mid.shp crc32 1a2b3c4d | end
 * Percent signs, bars and what is not printable ASCII are written %XX, so that no format changes them.
 *
 *     const struct rmap_provenance *then = rmap_provenance_read(arena, "old.svg", err);
 *     if (then && rmap_provenance_apply(then, options, err)) ... draw ...
 *     rmap_provenance_compare(then, now, notes);
 */
#ifndef RMAP_PROVENANCE_H
#define RMAP_PROVENANCE_H

#include <stdint.h>

#include "options.h"

struct rmap_provenance {
    const char *path;          /* of the drawn file; NULL when it is yet to be drawn */
    const char *version;
    struct rmap_drawn_with { const char *name, *value; } *options;
    size_t option_count;
    struct rmap_drawn_from { const char *name; uint32_t crc32; } *files; /* without their folders */
    size_t file_count;
};

/* Of a map that is drawn now: the options that were given, but for those that say which file is written, and the data files.
 * An absolute path is told by its name alone: a published map names no folders of its maker's. A file that cannot be read is
 * left out: it was drawn from, so it was there. In the arena. */
const struct rmap_provenance *rmap_provenance_new(const struct rmap_options *options, const char *const *files,
                                                  size_t file_count, struct rmap_arena *arena);
/* The line. In the arena. */
const char *rmap_provenance_line(const struct rmap_provenance *provenance, struct rmap_arena *arena);
/* Of a drawn SVG (also in gzip), PNG or PDF. NULL with RMAP_INPUT when the file says nothing, or is cut off. In the arena. */
const struct rmap_provenance *rmap_provenance_read(struct rmap_arena *arena, const char *path, struct rmap_error *err);
/* Sets the options where they are not set yet; lines of `set` go before those given. RMAP_INPUT for an option that this version
 * does not know, or a bad value. */
bool rmap_provenance_apply(const struct rmap_provenance *then, struct rmap_options *options, struct rmap_error *err);
/* Notes what differs: another version, data files with other bytes. */
void rmap_provenance_compare(const struct rmap_provenance *then, const struct rmap_provenance *now, struct rmap_notes *notes);
/* For people: version, a command that can be pasted, the data files and whether they are the same now. places: where each file
 * is found now, or NULL. */
void rmap_provenance_describe(const struct rmap_provenance *then, const char *const *places, struct rmap_buffer *out);

#endif
