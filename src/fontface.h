/* fontface.h - the part of a font that a text needs, to be embedded. The only file that talks to HarfBuzz's subsetter. */
#ifndef RMAP_FONTFACE_H
#define RMAP_FONTFACE_H

#include "mem.h"

/* Appends an OpenType font with the glyphs of every character in `text` (UTF-8) to `out`, as bytes. False when the file
 * cannot be read or cut: out is untouched. */
bool rmap_fontface_subset(const char *path, const char *text, struct rmap_buffer *out);
/* Appends the bytes in base64, without line breaks. */
void rmap_append_base64(struct rmap_buffer *out, const void *bytes, size_t size);

#endif
