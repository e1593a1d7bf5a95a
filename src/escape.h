/* escape.h - plain text as it is written in the languages that reports are made of. */
#ifndef RMAP_ESCAPE_H
#define RMAP_ESCAPE_H

#include "mem.h"

enum rmap_notation {
    RMAP_IN_XML,       /* text and attribute values of HTML and XML */
    RMAP_IN_URL,       /* a path as a relative URL: percent signs before what would end it */
    RMAP_IN_MARKDOWN,  /* pandoc's: text and quoted attributes */
    RMAP_IN_LATEX,     /* text and the value of a key in braces */
    RMAP_IN_TYPST,     /* inside a quoted string */
    RMAP_IN_WIKI,      /* MediaWiki: text, and parameters of a link */
};

void rmap_append_escaped(struct rmap_buffer *out, const char *text, enum rmap_notation notation);

#endif
