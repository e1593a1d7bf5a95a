/* What the program knows when it is built is written into the script; sites and places, which hang on its data, are
 * asked of the program when they are completed. */
#include "completion.h"

#include <string.h>

static const char COMMANDS[] = "draw measure alt figure redraw provenance list help";
static const char FIGURES[] = "html html-inline markdown latex typst mediawiki docx";

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

static void bash_action(struct rmap_buffer *out, enum rmap_option_id id)
{
    switch (kind_of(id)) {
    case KIND_FREE: rmap_append_text(out, "return"); break;
    case KIND_FILE: rmap_append_text(out, "_ringmap_files -f; return"); break;
    case KIND_FOLDER: rmap_append_text(out, "_ringmap_files -d; return"); break;
    case KIND_SITES: rmap_append_text(out, "_ringmap_list all none $(_ringmap_sites); return"); break;
    case KIND_PLACES: rmap_append_text(out, "_ringmap_list none $(_ringmap_sites) $(_ringmap_places); return"); break;
    case KIND_WORDS:
        rmap_append_text(out, "_ringmap_words");
        append_choices(out, id);
        rmap_append_text(out, "; return");
        break;
    case KIND_STYLE: /* files of one's own only where no style has such a name */
        rmap_append_text(out, "_ringmap_words");
        append_choices(out, id);
        rmap_append_text(out, "; [ ${#COMPREPLY[@]} -gt 0 ] || _ringmap_yaml; return");
        break;
    }
}

static void write_bash(struct rmap_buffer *out, const char *const *topics)
{
    rmap_append_text(out, BASH_HEAD);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        if (i == RMAP_OPT_VERBOSE) /* stands alone */
            continue;
        rmap_print(out, "    --%s", spec->name);
        if (spec->letter)
            rmap_print(out, " | -%c", spec->letter);
        rmap_append_text(out, ") ");
        bash_action(out, i);
        rmap_append_text(out, " ;;\n");
    }
    rmap_append_text(out, "    esac\n    case ${COMP_WORDS[1]-}:$COMP_CWORD in\n"
                          "    list:2) _ringmap_words");
    append_words(out, topics);
    rmap_append_text(out, "; return ;;\n    list:3)\n        case $previous in\n        style) _ringmap_words");
    append_words(out, rmap_option_table[RMAP_OPT_STYLE].choices);
    rmap_print(out, " ;;\n        completion) _ringmap_words bash zsh ;;\n        esac\n        return ;;\n"
                    "    list:* | provenance:[3-9]*) return ;;\n"
                    "    figure:2) _ringmap_words %s; return ;;\n"
                    "    redraw:2 | provenance:2) _ringmap_files -f; return ;;\n"
                    "    esac\n"
                    "    if [[ $current == -* ]]; then\n"
                    "        _ringmap_words --help --version", FIGURES);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++)
        rmap_print(out, " --%s", rmap_option_table[i].name);
    rmap_print(out, "\n        return\n    fi\n"
                    "    local words=()\n"
                    "    [ \"$COMP_CWORD\" != 1 ] || mapfile -t words < <(compgen -W '%s' -- \"$current\")\n"
                    "    _ringmap_yaml\n"
                    "    COMPREPLY=(\"${words[@]}\" \"${COMPREPLY[@]}\")\n"
                    "}\n\n"
                    "complete -F _ringmap ringmap\n", COMMANDS);
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
    "    local program=$words[1] state\n"
    "    local -a options=(\n";

static void zsh_action(struct rmap_buffer *out, enum rmap_option_id id)
{
    switch (kind_of(id)) {
    case KIND_FREE: rmap_append_text(out, " "); break;
    case KIND_FILE: rmap_append_text(out, "_files"); break;
    case KIND_FOLDER: rmap_append_text(out, "_files -/"); break;
    case KIND_SITES: rmap_append_text(out, "_ringmap_sites"); break;
    case KIND_PLACES: rmap_append_text(out, "_ringmap_places"); break;
    case KIND_WORDS:
        rmap_append_text(out, "(");
        append_choices(out, id);
        rmap_append_text(out, " )");
        break;
    case KIND_STYLE:
        rmap_append_text(out, "{ compadd --");
        append_choices(out, id);
        rmap_append_text(out, "; _files -g \"*.(yaml|yml)\" }");
        break;
    }
}

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
        zsh_action(out, id);
    }
    rmap_append_text(out, "'\n");
}

static void write_zsh(struct rmap_buffer *out, const char *const *topics)
{
    rmap_append_text(out, ZSH_HEAD);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        char opening[64] = "--";
        strncat(opening, rmap_option_table[i].name, sizeof opening - 4);
        zsh_option(out, i, i == RMAP_OPT_VERBOSE ? opening : strcat(opening, "="));
        if (rmap_option_table[i].letter)
            zsh_option(out, i, (char[]){'-', rmap_option_table[i].letter, '+', '\0'});
    }
    rmap_print(out, "        '--help[say how it is used]'\n"
                    "        '--version[say which version this is]'\n"
                    "    )\n"
                    "    case $words[2] in\n"
                    "    list)\n"
                    "        local -a names=()\n"
                    "        case $words[3] in\n"
                    "        style) names=(");
    append_words(out, rmap_option_table[RMAP_OPT_STYLE].choices);
    rmap_append_text(out, " ) ;;\n        completion) names=(bash zsh) ;;\n        esac\n"
                          "        _arguments ':command:' ':what:(");
    append_words(out, topics);
    rmap_print(out, " )' ':name:($names)' ;;\n"
                    "    provenance) _arguments ':command:' ':drawn file:_files' ;;\n"
                    "    redraw) _arguments $options ':command:' ':drawn file:_files' ;;\n"
                    "    figure) _arguments $options ':command:' ':format:(%s)' '*:map file:_files -g \"*.(yaml|yml)\"' ;;\n"
                    "    *) _arguments $options ':command:{ compadd -- %s; _files -g \"*.(yaml|yml)\" }' "
                    "'*:map file:_files -g \"*.(yaml|yml)\"' ;;\n"
                    "    esac\n"
                    "}\n\n"
                    "_ringmap \"$@\"\n", FIGURES, COMMANDS);
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
