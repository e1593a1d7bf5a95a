/* help.h - what the command says of itself: a screen for those who ask nothing more, and a page for each thing they ask about. */
#ifndef RMAP_HELP_H
#define RMAP_HELP_H

#include "error.h"

/* topic: NULL for the screen; a command, a group of options, an option ("--rings"; the dashes may be left out where nothing
 * else is called so), or "all". RMAP_USAGE for another. Lines of up to 80 columns. */
bool rmap_help(const char *topic, struct rmap_buffer *out, struct rmap_error *err);

#endif
