/* What the program knows when it is built is written into the script; sites and places, which hang on its data, are
 * asked of the program when they are completed. */
#include "completion.h"

#include <string.h>

#include "commands.h"
#include "figure.h"

enum kind { KIND_FREE, KIND_WORDS, KIND_STYLE, KIND_FILE, KIND_FOLDER, KIND_SITES, KIND_PLACES };

static enum kind kind_of(enum rmap_option_id id)
{
    const struct rmap_option_spec *spec = &rmap_option_table[id];
    if (id == RMAP_OPT_STYLE || id == RMAP_OPT_THEME)
        return KIND_STYLE;
    switch (spec->type) {
    case RMAP_TYPE_PATH: return strcmp(spec->metavar, "FOLDER") == 0 ? KIND_FOLDER : KIND_FILE;
    case RMAP_TYPE_NAMES: return KIND_SITES;
    case RMAP_TYPE_PLACES: return KIND_PLACES;
    case RMAP_TYPE_SIZE: return KIND_WORDS;
    default: return spec->choices ? KIND_WORDS : KIND_FREE;
    }
}

static void append_words(struct rmap_buffer *out, const char *const *words)
{
    for (; words && *words; words++)
        rmap_print(out, " %s", *words);
}

static void append_commands(struct rmap_buffer *out)
{
    for (const struct rmap_command *command = rmap_commands; command->name; command++)
        rmap_print(out, " %s", command->name);
}

static void append_formats(struct rmap_buffer *out)
{
    for (const struct rmap_figure_format *format = rmap_figure_formats; format->name; format++)
        rmap_print(out, " %s", format->name);
}

/* What help tells about: commands, groups of options, options. */
static void append_subjects(struct rmap_buffer *out)
{
    rmap_append_text(out, " all");
    append_commands(out);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const char *group = rmap_option_table[i].group;
        if (i == 0 || strcmp(group, rmap_option_table[i - 1].group) != 0)
            rmap_print(out, " %c%s", group[0] - 'A' + 'a', group + 1);
    }
    for (int i = 0; i < RMAP_OPTION_COUNT; i++)
        rmap_print(out, " --%s", rmap_option_table[i].name);
}

/* Each with a blank before it. */
static void append_choices(struct rmap_buffer *out, enum rmap_option_id id)
{
    const struct rmap_option_spec *spec = &rmap_option_table[id];
    append_words(out, spec->choices);
    if (id == RMAP_OPT_THEME)
        append_words(out, rmap_option_table[RMAP_OPT_STYLE].choices);
    if (spec->type == RMAP_TYPE_EXTENT)
        rmap_print(out, " %s", spec->fallback[0] ? "fit" : "off");
    if (spec->type != RMAP_TYPE_SIZE)
        return;
    rmap_append_text(out, " auto");
    for (const struct rmap_page_size *size = rmap_page_sizes; size->name; size++)
        rmap_print(out, size->height_mm > size->width_mm ? " %s %s-landscape" : " %s", size->name, size->name);
}

/* What a shell does to complete something: the words, if any, stand between. */
struct action {
    const char *before, *after;
};

static void append_action(struct rmap_buffer *out, const struct action *actions, enum rmap_option_id id)
{
    enum kind kind = kind_of(id);
    rmap_append_text(out, actions[kind].before);
    if (kind == KIND_WORDS || kind == KIND_STYLE)
        append_choices(out, id);
    rmap_append_text(out, actions[kind].after);
}

static void append_operand(struct rmap_buffer *out, const struct action *actions, enum rmap_operand operand,
                           const char *const *topics)
{
    rmap_append_text(out, actions[operand].before);
    if (operand == RMAP_OPERAND_FORMAT)
        append_formats(out);
    else if (operand == RMAP_OPERAND_LISTED)
        append_words(out, topics);
    else if (operand == RMAP_OPERAND_HELP)
        append_subjects(out);
    rmap_append_text(out, actions[operand].after);
}

/* --- bash --- */

static const char BASH_HEAD[] =
    "# bash completion for ringmap, written by 'ringmap list completion bash'\n"
    "\n"
    "_ringmap_words() { # WORD...: those that begin as the current one\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$*\" -- \"$current\")\n"
    "}\n"
    "\n"
    "_ringmap_files() { # -f or -d: files or folders\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$current\")\n"
    "}\n"
    "\n"
    "_ringmap_yaml() { # map files and styles of one's own, and folders to look into\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen -d -- \"$current\"; compgen -f -X '!*.y*ml' -- \"$current\")\n"
    "}\n"
    "\n"
    "_ringmap_list() { # WORD...: the last item of a list with commas\n"
    "    local before=\n"
    "    [[ $current == *,* ]] && before=${current%,*},\n"
    "    compopt -o nospace 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$*\" -- \"${current##*,}\")\n"
    "}\n"
    "\n"
    "_ringmap_sites() { \"$program\" list sites 2>/dev/null | awk 'NR > 1 { print $1 }'; }\n"
    "_ringmap_places() { \"$program\" list around 2>/dev/null | awk 'NR > 1 && $2 ~ /^(line|country|province)$/ { print $1 }'; }\n"
    "\n"
    "_ringmap() {\n"
    "    local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    if [ \"$current\" = = ]; then # --option=VALUE comes in three words\n"
    "        current=\n"
    "    elif [ \"$previous\" = = ] && [ \"$COMP_CWORD\" -gt 2 ]; then\n"
    "        previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    COMPREPLY=()\n"
    "    case $previous in\n";

static const struct action BASH_ACTIONS[] = {
    [KIND_FREE] = {"return", ""},
    [KIND_WORDS] = {"_ringmap_words", "; return"},
    /* files of one's own only where no style has such a name */
    [KIND_STYLE] = {"_ringmap_words", "; [ ${#COMPREPLY[@]} -gt 0 ] || _ringmap_yaml; return"},
    [KIND_FILE] = {"_ringmap_files -f; return", ""},
    [KIND_FOLDER] = {"_ringmap_files -d; return", ""},
    [KIND_SITES] = {"_ringmap_list all none $(_ringmap_sites); return", ""},
    [KIND_PLACES] = {"_ringmap_list none $(_ringmap_sites) $(_ringmap_places); return", ""},
};

static const struct action BASH_OPERANDS[] = {
    [RMAP_OPERAND_MAP_FILE] = {"", ""},
    [RMAP_OPERAND_FORMAT] = {"_ringmap_words", "; return"},
    [RMAP_OPERAND_DRAWN] = {"_ringmap_files -f; return", ""},
    [RMAP_OPERAND_LISTED] = {"_ringmap_words", "; return"},
    [RMAP_OPERAND_HELP] = {"_ringmap_words", "; return"},
};

/* A pattern "command:2)" for what stands behind a command, and one for all further words where no options do. */
static void bash_operand(struct rmap_buffer *out, const struct rmap_command *command, const char *const *topics)
{
    if (command->operand == RMAP_OPERAND_MAP_FILE)
        return;
    rmap_print(out, "    %s:2) ", command->name);
    append_operand(out, BASH_OPERANDS, command->operand, topics);
    rmap_append_text(out, " ;;\n");
    if (command->operand == RMAP_OPERAND_LISTED) {
        rmap_print(out, "    %s:3)\n        case $previous in\n        style) _ringmap_words", command->name);
        append_words(out, rmap_option_table[RMAP_OPT_STYLE].choices);
        rmap_append_text(out, " ;;\n        completion) _ringmap_words bash zsh ;;\n"
                              "        options) _ringmap_words tsv ;;\n        esac\n        return ;;\n");
    }
    if (!command->takes_options)
        rmap_print(out, "    %s:*) return ;;\n", command->name);
}

static void write_bash(struct rmap_buffer *out, const char *const *topics)
{
    rmap_append_text(out, BASH_HEAD);
    for (enum rmap_option_id i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        if (i == RMAP_OPT_VERBOSE) /* stands alone */
            continue;
        rmap_print(out, "    --%s", spec->name);
        if (spec->letter)
            rmap_print(out, " | -%c", spec->letter);
        rmap_append_text(out, ") ");
        append_action(out, BASH_ACTIONS, i);
        rmap_append_text(out, " ;;\n");
    }
    rmap_append_text(out, "    esac\n    case ${COMP_WORDS[1]-}:$COMP_CWORD in\n");
    for (const struct rmap_command *command = rmap_commands; command->name; command++)
        bash_operand(out, command, topics);
    rmap_append_text(out, "    esac\n"
                          "    if [[ $current == -* ]]; then\n"
                          "        _ringmap_words --help --version");
    for (enum rmap_option_id i = 0; i < RMAP_OPTION_COUNT; i++)
        rmap_print(out, " --%s", rmap_option_table[i].name);
    rmap_append_text(out, "\n        return\n    fi\n"
                          "    local words=()\n"
                          "    [ \"$COMP_CWORD\" != 1 ] || mapfile -t words < <(compgen -W '");
    append_commands(out);
    rmap_append_text(out, "' -- \"$current\")\n"
                          "    _ringmap_yaml\n"
                          "    COMPREPLY=(\"${words[@]}\" \"${COMPREPLY[@]}\")\n"
                          "}\n\n"
                          "complete -F _ringmap ringmap\n");
}

/* --- zsh --- */

static const char ZSH_HEAD[] =
    "#compdef ringmap\n"
    "# zsh completion for ringmap, written by 'ringmap list completion zsh'\n"
    "\n"
    "_ringmap_sites() {\n"
    "    local -a ids=(${(f)\"$($program list sites 2>/dev/null | awk 'NR > 1 { print $1 }')\"})\n"
    "    _values -s , site all none $ids\n"
    "}\n"
    "\n"
    "_ringmap_places() {\n"
    "    local -a ids=(${(f)\"$({ $program list sites; $program list around } 2>/dev/null |\n"
    "        awk '$2 != \"name\" && $2 != \"what\" && $2 !~ /^(site|position|file)$/ { print $1 }')\"})\n"
    "    _values -s , place none $ids\n"
    "}\n"
    "\n"
    "_ringmap() {\n"
    "    local program=$words[1] state\n";

static const struct action ZSH_ACTIONS[] = {
    [KIND_FREE] = {" ", ""},
    [KIND_WORDS] = {"(", " )"},
    [KIND_STYLE] = {"{ compadd --", "; _files -g \"*.(yaml|yml)\" }"},
    [KIND_FILE] = {"_files", ""},
    [KIND_FOLDER] = {"_files -/", ""},
    [KIND_SITES] = {"_ringmap_sites", ""},
    [KIND_PLACES] = {"_ringmap_places", ""},
};

#define ZSH_MAP_FILES "'*:map file:_files -g \"*.(yaml|yml)\"'"

static const struct action ZSH_OPERANDS[] = {
    [RMAP_OPERAND_MAP_FILE] = {ZSH_MAP_FILES, ""},
    [RMAP_OPERAND_FORMAT] = {"':format:(", " )' " ZSH_MAP_FILES},
    [RMAP_OPERAND_DRAWN] = {"':drawn file:_files'", ""},
    [RMAP_OPERAND_LISTED] = {"':what:(", " )' ':name:(${=names[$words[3]]-})'"},
    [RMAP_OPERAND_HELP] = {"':about:(", " )'"},
};

/* A help line inside '[...]' inside single quotes. */
static void append_zsh_help(struct rmap_buffer *out, const char *help)
{
    for (const char *c = help; *c; c++) {
        if (*c == '\'')
            rmap_append_text(out, "'\\''");
        else if (*c == '[' || *c == ']' || *c == '\\')
            rmap_print(out, "\\%c", *c);
        else
            rmap_append(out, c, 1);
    }
}

static void zsh_option(struct rmap_buffer *out, enum rmap_option_id id, const char *opening)
{
    const struct rmap_option_spec *spec = &rmap_option_table[id];
    rmap_print(out, "        '%s%s[", id == RMAP_OPT_SET ? "*" : "", opening);
    append_zsh_help(out, spec->help);
    rmap_append_text(out, "]");
    if (id != RMAP_OPT_VERBOSE) { /* which stands alone */
        rmap_print(out, ":%s:", spec->metavar);
        append_action(out, ZSH_ACTIONS, id);
    }
    rmap_append_text(out, "'\n");
}

static void zsh_command(struct rmap_buffer *out, const struct rmap_command *command, const char *const *topics)
{
    rmap_print(out, "    %s) _arguments%s ':command:' ", command->name, command->takes_options ? " $options" : "");
    append_operand(out, ZSH_OPERANDS, command->operand, topics);
    rmap_append_text(out, " ;;\n");
}

static void write_zsh(struct rmap_buffer *out, const char *const *topics)
{
    rmap_append_text(out, ZSH_HEAD);
    rmap_append_text(out, "    local -A names=(completion 'bash zsh' options tsv style '");
    append_words(out, rmap_option_table[RMAP_OPT_STYLE].choices);
    rmap_append_text(out, "')\n    local -a options=(\n");
    for (enum rmap_option_id i = 0; i < RMAP_OPTION_COUNT; i++) {
        char opening[64] = "--";
        strncat(opening, rmap_option_table[i].name, sizeof opening - 4);
        zsh_option(out, i, i == RMAP_OPT_VERBOSE ? opening : strcat(opening, "="));
        if (rmap_option_table[i].letter)
            zsh_option(out, i, (char[]){'-', rmap_option_table[i].letter, '+', '\0'});
    }
    rmap_append_text(out, "        '--help[say how it is used]'\n"
                          "        '--version[say which version this is]'\n"
                          "    )\n"
                          "    case $words[2] in\n");
    for (const struct rmap_command *command = rmap_commands; command->name; command++)
        zsh_command(out, command, topics);
    rmap_append_text(out, "    *) _arguments $options ':command:{ compadd --");
    append_commands(out);
    rmap_append_text(out, "; _files -g \"*.(yaml|yml)\" }' " ZSH_MAP_FILES " ;;\n"
                          "    esac\n"
                          "}\n\n"
                          "_ringmap \"$@\"\n");
}

bool rmap_completion(const char *shell, const char *const *topics, struct rmap_buffer *out, struct rmap_error *err)
{
    if (!shell)
        return rmap_fail(err, RMAP_USAGE, "completion for which shell? choose bash or zsh");
    if (strcmp(shell, "bash") == 0)
        write_bash(out, topics);
    else if (strcmp(shell, "zsh") == 0)
        write_zsh(out, topics);
    else
        return rmap_fail(err, RMAP_USAGE, "no completion for '%s'; choose bash or zsh", shell);
    return true;
}
