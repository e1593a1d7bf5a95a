/* encoding.h - text of old files in its many encodings, as UTF-8. The only file besides csv.c that talks to iconv. */
#ifndef RMAP_ENCODING_H
#define RMAP_ENCODING_H

#include "mem.h"

/* iconv's name for what a .cpg file says ("UTF-8", "949", "ISO 88591") or a DBF header ("LDID/121"); in the arena.
 * NULL when that names no encoding, which a .cpg saved from the web as a page of HTML does not. */
const char *rmap_encoding_name(struct rmap_arena *arena, const char *page);

/* The text as UTF-8, in the arena. declared: the encoding it should be in; NULL: unknown. UTF-8 is known by its looks, and
 * a declaration that does not fit is passed over for CP949 and then Latin. A character cut off at the end is dropped.
 * *used gets the name of what was taken, NULL for plain ASCII. */
const char *rmap_encoding_decode(struct rmap_arena *arena, const char *text, const char *declared,
                                 const char **used);

#endif
