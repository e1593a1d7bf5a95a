/* completion.h - `ringmap list completion SHELL`: the script that teaches a shell to complete, from the one table. */
#ifndef RMAP_COMPLETION_H
#define RMAP_COMPLETION_H

#include "options.h"

/* shell: "bash" or "zsh"; RMAP_USAGE for another and for NULL. topics: what `ringmap list` lists, NULL-terminated. */
bool rmap_completion(const char *shell, const char *const *topics, struct rmap_buffer *out, struct rmap_error *err);

#endif
