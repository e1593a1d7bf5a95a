#include "help.h"

#include <string.h>

#include "columns.h"
#include "commands.h"
#include "figure.h"
#include "list.h"

#define OPTION_COLUMNS 26 /* of "--option VALUE", before its help */
#define MOST_COMMANDS 16

/* What most maps need. */
static const enum rmap_option_id COMMON[] = {RMAP_OPT_RINGS, RMAP_OPT_AROUND, RMAP_OPT_EXTENT, RMAP_OPT_STYLE, RMAP_OPT_LANG,
                                             RMAP_OPT_SIZE, RMAP_OPT_WIDTH, RMAP_OPT_TITLE, RMAP_OPT_OUTPUT};

static const char EXIT_STATUS[] = "Exit status: 0 done, 1 no memory or a fault of ringmap's own, 2 usage, 3 input,\n"
                                  "4 style, 5 projection, 6 output.\n";

/* --- parts of pages --- */

static void add_option(struct rmap_buffer *out, const struct rmap_option_spec *spec)
{
    struct rmap_buffer left = {0};
    if (spec->letter)
        rmap_print(&left, "-%c, ", spec->letter);
    rmap_print(&left, "--%s %s", spec->name, spec->metavar);
    rmap_print(out, "  %-*s %s\n", OPTION_COLUMNS - 2, left.text, spec->help);
    rmap_buffer_free(&left);
}

static bool is_in_group(const struct rmap_option_spec *spec, const char *group)
{
    return rmap_same_word(spec->group, group);
}

/* With its heading; adds nothing when no group is called so. */
static void add_group(struct rmap_buffer *out, const char *group)
{
    const struct rmap_option_spec *last = NULL;
    for (const struct rmap_option_spec *spec = rmap_option_table; spec < rmap_option_table + RMAP_OPTION_COUNT; spec++) {
        if (!is_in_group(spec, group))
            continue;
        if (!last)
            rmap_print(out, "%s\n", spec->group);
        add_option(out, last = spec);
    }
}

/* "map, rings, page": each group once, as it is typed. The table has them one after the other. */
static size_t find_groups(const char **groups)
{
    size_t count = 0;
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        if (i == 0 || strcmp(rmap_option_table[i].group, rmap_option_table[i - 1].group) != 0)
            groups[count++] = rmap_option_table[i].group;
    }
    return count;
}

static void add_lower(struct rmap_buffer *out, const char *text)
{
    for (const char *c = text; *c; c++)
        rmap_append(out, *c >= 'A' && *c <= 'Z' ? (const char[]){(char)(*c - 'A' + 'a')} : c, 1);
}

static void add_group_names(struct rmap_buffer *out)
{
    const char *groups[RMAP_OPTION_COUNT];
    for (size_t i = 0, count = find_groups(groups); i < count; i++) {
        rmap_append_text(out, i == 0 ? "" : ", ");
        add_lower(out, groups[i]);
    }
}

/* A program's examples, each indented. */
static void add_examples(struct rmap_buffer *out, const char *examples)
{
    while (*examples) {
        size_t length = strcspn(examples, "\n");
        rmap_print(out, "  %.*s\n", (int)length, examples);
        examples += length + (examples[length] == '\n');
    }
}

static void add_formats(struct rmap_buffer *out)
{
    rmap_append_text(out, "\nFormats, and the files that each can show\n");
    for (const struct rmap_figure_format *format = rmap_figure_formats; format->name; format++)
        rmap_print(out, "  %-12s %-16s %s\n", format->name, format->suffixes, format->about);
}

static void add_topics(struct rmap_buffer *out)
{
    rmap_append_text(out, "\nWhat can be listed\n");
    for (const struct rmap_topic *topic = rmap_topics; topic->name; topic++)
        rmap_print(out, "  %-12s %s\n", topic->name, topic->about);
}

/* --- pages --- */

static void write_screen(struct rmap_buffer *out)
{
    rmap_append_text(out, "ringmap draws maps of the Korean peninsula with geodesic range rings.\n\n"
                          "usage: ringmap [MAPFILE.yaml] [--OPTION VALUE]... -o FILE.png|svg|pdf\n"
                          "       ringmap COMMAND ...\n\nCommands\n");
    for (const struct rmap_command *command = rmap_commands; command->name; command++)
        rmap_print(out, "  %-12s %s\n", command->name, command->about);
    rmap_append_text(out, "\nOptions that most maps need\n");
    for (size_t i = 0; i < sizeof COMMON / sizeof *COMMON; i++)
        add_option(out, &rmap_option_table[COMMON[i]]);
    rmap_append_text(out, "\nExamples\n");
    add_examples(out, "ringmap -o korea.png\n"
                      "ringmap --rings 100mi --around osan,37.5,127.0 --extent fit -o reach.pdf\n"
                      "ringmap reach.yaml --lang ko -o reach.svg\n");
    rmap_append_text(out, "\nMore: 'ringmap help all', or 'ringmap help' with a command, an option (--rings)\n"
                          "or a group of options: ");
    add_group_names(out);
    rmap_print(out, ".\n%s", EXIT_STATUS);
}

static void write_all(struct rmap_buffer *out)
{
    const char *groups[RMAP_OPTION_COUNT];
    for (const struct rmap_command *command = rmap_commands; command->name; command++)
        rmap_print(out, "%s ringmap %s\n", command == rmap_commands ? "usage:" : "      ", command->usage);
    for (size_t i = 0, count = find_groups(groups); i < count; i++) {
        rmap_append_text(out, "\n");
        add_group(out, groups[i]);
    }
    rmap_print(out, "\n%s", EXIT_STATUS);
}

static void write_command(struct rmap_buffer *out, const struct rmap_command *command)
{
    rmap_print(out, "usage: ringmap %s\n\n%s", command->usage, command->details);
    if (command->operand == RMAP_OPERAND_FORMAT)
        add_formats(out);
    if (command->operand == RMAP_OPERAND_LISTED)
        add_topics(out);
    if (command->operand == RMAP_OPERAND_HELP) {
        rmap_append_text(out, "Groups of options: ");
        add_group_names(out);
        rmap_append_text(out, ".\n");
    }
    rmap_append_text(out, "\nExamples\n");
    add_examples(out, command->examples);
    if (command->takes_options)
        rmap_append_text(out, "\n'ringmap help all' has every option.\n");
}

static void write_option(struct rmap_buffer *out, const struct rmap_option_spec *spec)
{
    struct rmap_arena arena = {0};
    add_option(out, spec);
    rmap_print(out, "  %-*s %s\n  %-*s %s\n", OPTION_COLUMNS - 2, "takes", rmap_option_type_text(&arena, spec), OPTION_COLUMNS - 2,
               "default", rmap_option_default_text(spec));
    rmap_print(out, "  %-*s ", OPTION_COLUMNS - 2, "see also");
    rmap_append_text(out, "ringmap help ");
    add_lower(out, spec->group);
    rmap_append_text(out, "\n");
    rmap_arena_free(&arena);
}

/* --- what is asked about --- */

static bool is_group(const char *word)
{
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        if (is_in_group(&rmap_option_table[i], word))
            return true;
    }
    return false;
}

static bool fail_unknown(const char *topic, struct rmap_error *err)
{
    const char *words[2 * RMAP_OPTION_COUNT + MOST_COMMANDS + 2] = {"all"}; /* no more groups than options */
    size_t count = 1;
    for (size_t i = 0; rmap_commands[i].name && i < MOST_COMMANDS; i++)
        words[count++] = rmap_commands[i].name;
    for (int i = 0; i < RMAP_OPTION_COUNT; i++)
        words[count++] = rmap_option_table[i].name;
    find_groups(words + count);
    const char *near = rmap_nearest(topic + strspn(topic, "-"), words);
    return rmap_fail(err, RMAP_USAGE, near ? "no help on '%s'; did you mean '%s'?"
                     : "no help on '%s'; 'ringmap help' says what there is", topic, near);
}

bool rmap_help(const char *topic, struct rmap_buffer *out, struct rmap_error *err)
{
    bool dashed = topic && strncmp(topic, "--", 2) == 0;
    const struct rmap_command *command = topic ? rmap_command_find(topic) : NULL;
    const struct rmap_option_spec *spec = topic ? rmap_option_find(topic + (dashed ? 2 : 0)) : NULL;
    if (!topic)
        write_screen(out);
    else if (strcmp(topic, "all") == 0)
        write_all(out);
    else if (command)
        write_command(out, command);
    else if (!dashed && is_group(topic))
        add_group(out, topic);
    else if (spec)
        write_option(out, spec);
    else
        return fail_unknown(topic, err);
    return true;
}
