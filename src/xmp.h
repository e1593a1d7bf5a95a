/* xmp.h - what a file says about itself as an XMP packet (ISO 16684-1), which a PDF carries beside its own fields. */
#ifndef RMAP_XMP_H
#define RMAP_XMP_H

#include "canvas.h"

/* Title, description and language are the page's; author, rights, keywords, software and provenance the spec's. */
void rmap_xmp_write(const struct rmap_display *page, const struct rmap_file_spec *spec, struct rmap_buffer *out);

#endif
