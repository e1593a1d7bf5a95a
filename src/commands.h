/* commands.h - the one table of commands: what help, the manual page and completion say of each. main.c runs them. */
#ifndef RMAP_COMMANDS_H
#define RMAP_COMMANDS_H

#include <stdbool.h>

/* What stands behind the command's name, before any option. */
enum rmap_operand {
    RMAP_OPERAND_MAP_FILE, /* may be left out */
    RMAP_OPERAND_FORMAT,   /* of a figure; then a map file */
    RMAP_OPERAND_DRAWN,    /* a file that ringmap drew */
    RMAP_OPERAND_LISTED,   /* what `ringmap list` lists */
    RMAP_OPERAND_HELP,     /* what `ringmap help` tells about */
};

struct rmap_command {
    const char *name;
    enum rmap_operand operand;
    bool takes_options;
    const char *usage;     /* behind "ringmap ": "measure [MAPFILE.yaml] ..." */
    const char *about;     /* one line, up to 56 characters */
    const char *details;   /* paragraphs of lines up to 79 columns, a blank line between them; each ends with a newline */
    const char *examples;  /* commands, one a line */
};

extern const struct rmap_command rmap_commands[]; /* ends with a NULL name */

/* NULL when there is none of that name. */
const struct rmap_command *rmap_command_find(const char *name);

#endif
