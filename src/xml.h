/* xml.h - text inside XML: what SVG, KML and a PDF's metadata share. */
#ifndef RMAP_XML_H
#define RMAP_XML_H

#include "mem.h"

/* Appends UTF-8 text as it stands between tags or in double quotes. What XML does not allow at all, not even escaped (control
 * characters, U+FFFE, U+FFFF), is left out; nothing is appended when the text is not UTF-8. */
void rmap_append_xml(struct rmap_buffer *out, const char *text);

#endif
