/* main.c - the command: arguments in, messages and an exit status out. */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "heap.h"
#include "ringmap.h"
#include "waiting.h"

#define DIM "\033[2m"
#define RED "\033[31m"
#define PLAIN "\033[0m"

static bool colours(FILE *stream)
{
    const char *no_color = getenv("NO_COLOR");
    return isatty(fileno(stream)) && !(no_color && no_color[0]);
}

static int complain(const struct rmap_error *err)
{
    bool colour = colours(stderr);
    fprintf(stderr, "%sringmap:%s %s\n", colour ? RED : "", colour ? PLAIN : "", err->text);
    return err->status;
}

static void print_notes(const struct ringmap *map)
{
    bool colour = colours(stderr);
    for (size_t i = 0; i < ringmap_note_count(map); i++)
        fprintf(stderr, "%sringmap: note: %s%s\n", colour ? DIM : "", ringmap_note(map, i), colour ? PLAIN : "");
}

static int print_text(char *text)
{
    bool ok = fputs(text, stdout) >= 0 && fflush(stdout) == 0;
    free(text);
    if (ok)
        return RMAP_OK;
    fprintf(stderr, "ringmap: cannot write to standard output\n");
    return RMAP_OUTPUT;
}

/* Of "--rings=180km", "--rings" or "-oFILE": the option's name, and the value that stands with it or NULL. */
static const char *split_option(const char *word, char *name, size_t size)
{
    const char *equals = strchr(word, '=');
    if (word[1] == 'o') {
        snprintf(name, size, "output");
        return word[2] ? word + 2 + (word[2] == '=') : NULL;
    }
    snprintf(name, size, "%.*s", (int)strcspn(word + 2, "="), word + 2);
    return equals ? equals + 1 : NULL;
}

/* Where a value was forgotten the next option follows. Other words may begin with a dash: -34,151 is a place. */
static bool is_option(const struct ringmap *map, const char *word)
{
    char name[64];
    if (strncmp(word, "--", 2) != 0)
        return strcmp(word, "-o") == 0;
    split_option(word, name, sizeof name);
    return ringmap_option(map, name) != NULL;
}

/* "--rings 180km", "--rings=180km" or "-o FILE": sets the option and moves *at past it. */
static bool set_option(struct ringmap *map, char **argv, int *at, struct rmap_error *err)
{
    char name[64];
    const char *value = split_option(argv[(*at)++], name, sizeof name);
    if (!value && ringmap_option(map, name)) {
        value = argv[*at];
        if (!value || is_option(map, value)) {
            err->status = RMAP_USAGE;
            snprintf(err->text, sizeof err->text, "option --%s: needs a value; see 'ringmap help --%s'", name, name);
            return false;
        }
        ++*at;
    }
    return ringmap_set(map, name, value ? value : "", err);
}

static const char *nearest_command(const char *word); /* beside the table, below */

static bool is_map_file(const char *word)
{
    size_t length = strlen(word);
    return (length > 5 && strcmp(word + length - 5, ".yaml") == 0) || (length > 4 && strcmp(word + length - 4, ".yml") == 0);
}

/* A command mistyped, a second map file, or something else. */
static bool unexpected(const char *word, struct rmap_error *err)
{
    const char *near = word[0] == '-' ? NULL : nearest_command(word);
    err->status = RMAP_USAGE;
    if (near)
        snprintf(err->text, sizeof err->text, strcmp(word, near) == 0 ? "unexpected '%.200s'; the command comes first: ringmap %s ..."
                                                                      : "unexpected '%.200s'; did you mean '%s'?", word, near);
    else
        snprintf(err->text, sizeof err->text, "unexpected '%.200s'; %s", word,
                 is_map_file(word) ? "one map file at a time" : "options begin with --, see 'ringmap help'");
    return false;
}

/* A map file is read last: options on the command line win over it. */
static bool read_arguments(struct ringmap *map, char **argv, struct rmap_error *err)
{
    const char *file = NULL;
    for (int at = 0; argv[at];) {
        const char *word = argv[at];
        if (strcmp(word, "--verbose") == 0) {
            if (!ringmap_set(map, "verbose", "on", err))
                return false;
            at++;
        } else if ((strncmp(word, "--", 2) == 0 && word[2]) || strncmp(word, "-o", 2) == 0) {
            if (!set_option(map, argv, &at, err))
                return false;
        } else if (word[0] == '-' || file || !is_map_file(word)) {
            return unexpected(word, err);
        } else {
            file = word;
            at++;
        }
    }
    return !file || ringmap_read(map, file, err);
}

static int finish_draw(struct ringmap *map)
{
    struct rmap_error err = {0};
    rmap_waiting_begin();
    bool ok = ringmap_draw(map, &err);
    rmap_waiting_end();
    print_notes(map);
    if (!ok)
        return complain(&err);
    if (ringmap_account(map)[0])
        fprintf(stderr, "%s\n", ringmap_account(map));
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "%s: %s\n", ringmap_option(map, "output"), ringmap_summary(map));
    return RMAP_OK;
}

static int draw(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    return read_arguments(map, argv, &err) ? finish_draw(map) : complain(&err);
}

/* "ringmap alt": alternative text on standard output. */
static int alt(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    char *text;
    bool ok = read_arguments(map, argv, &err) && ringmap_alt(map, &text, &err);
    return ok ? print_text(text) : complain(&err);
}

/* "ringmap measure": the numbers, on standard output or in the file named. */
static int measure(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    char *text = NULL;
    rmap_waiting_begin();
    bool ok = read_arguments(map, argv, &err) && ringmap_measure(map, &text, &err);
    rmap_waiting_end();
    print_notes(map);
    if (!ok)
        return complain(&err);
    if (ringmap_account(map)[0])
        fprintf(stderr, "%s\n", ringmap_account(map));
    return text ? print_text(text) : RMAP_OK;
}

/* "ringmap figure FORMAT ...": draws, then prints the code for the report. */
static int figure(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    char *text = NULL;
    const char *format = argv[0] && argv[0][0] != '-' ? argv[0] : NULL;
    bool ok = (!format || read_arguments(map, argv + 1, &err)) && ringmap_figure(map, format, &text, &err);
    print_notes(map);
    if (!ok)
        return complain(&err);
    return text ? print_text(text) : RMAP_OK;
}

/* "ringmap redraw FILE ...": the options come from a drawn file; those on the command line win. */
static int redraw(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    if (!argv[0]) {
        fprintf(stderr, "ringmap: redraw what? name an SVG, PNG or PDF that ringmap drew\n");
        return RMAP_USAGE;
    }
    if (!read_arguments(map, argv + 1, &err) || !ringmap_recall(map, argv[0], &err))
        return complain(&err);
    return finish_draw(map);
}

/* "ringmap provenance FILE": what it was drawn from. */
static int provenance(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    char *text;
    if (!argv[0]) {
        fprintf(stderr, "ringmap: provenance of what? name an SVG, PNG or PDF that ringmap drew\n");
        return RMAP_USAGE;
    }
    bool alone = !argv[1] || unexpected(argv[1], &err);
    return alone && ringmap_provenance(map, argv[0], &text, &err) ? print_text(text) : complain(&err);
}

static int print_help(const char *topic)
{
    struct rmap_error err = {0};
    char *text;
    return ringmap_help(topic, &text, &err) ? print_text(text) : complain(&err);
}

/* "ringmap list WHAT NAME" */
static int list(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    char *text;
    bool few = !argv[0] || !argv[1] || !argv[2] || unexpected(argv[2], &err);
    return few && ringmap_list(map, argv[0], argv[0] ? argv[1] : NULL, &text, &err) ? print_text(text) : complain(&err);
}

/* "ringmap help TOPIC" */
static int help(struct ringmap *map, char **argv)
{
    struct rmap_error err = {0};
    (void)map;
    return argv[0] && argv[1] && !unexpected(argv[1], &err) ? complain(&err) : print_help(argv[0]);
}

static int version(struct ringmap *map, char **argv)
{
    (void)map, (void)argv;
    if (printf("ringmap %s\n", RINGMAP_VERSION) >= 0 && fflush(stdout) == 0)
        return RMAP_OK;
    fprintf(stderr, "ringmap: cannot write to standard output\n");
    return RMAP_OUTPUT;
}

static const struct command {
    const char *name;
    int (*run)(struct ringmap *map, char **argv);
} COMMANDS[] = {
    {"draw", draw}, {"measure", measure}, {"alt", alt}, {"figure", figure}, {"redraw", redraw},
    {"provenance", provenance}, {"list", list},
    {"help", help}, {"--help", help}, {"-h", help},       {"--version", version},
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, COMMANDS[i].name) == 0)
            return &COMMANDS[i];
    return NULL;
}

static const char *nearest_command(const char *word)
{
    const char *names[COMMAND_COUNT + 1] = {NULL};
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = COMMANDS[i].name;
    return ringmap_nearest(word, names);
}

/* "measure --help", "measure --rings 5km --help", "measure -h". */
static bool asks_for_help(char **argv)
{
    bool asked = argv[0] && argv[1] && strcmp(argv[1], "-h") == 0;
    for (int i = 1; argv[0] && argv[i]; i++)
        asked |= strcmp(argv[i], "--help") == 0;
    return asked;
}

static int run(struct ringmap *map, char **argv)
{
    const struct command *command = argv[0] ? find_command(argv[0]) : NULL;
    if (!argv[0] || asks_for_help(argv))
        return print_help(command && command->name[0] != '-' ? command->name : NULL);
    return command ? command->run(map, argv + 1) : draw(map, argv);
}

/* HarfBuzz's GLib and fontconfig take the want of memory for a reason to trap, or do not notice it. */
static void give_up(int number)
{
    static const char text[] = "ringmap: stopped by a fault, most often for want of memory; an older file is whole\n";
    (void)number;
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
    _exit(RMAP_FAILED);
}

/* Whoever watches already, a sanitizer above all, goes on doing so. */
static void watch_faults(void)
{
    static const int numbers[] = {SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGTRAP};
    struct sigaction before, ours = {.sa_handler = give_up};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(numbers[i], &ours, NULL);
    signal(SIGXFSZ, SIG_IGN); /* a file larger than the limit is then a failed write like others */
}

int main(int argc, char **argv)
{
    watch_faults();
    rmap_heap_widen();
    struct ringmap *map = ringmap_new();
    int status = run(map, argv + (argc > 0));
    ringmap_free(map);
    return status;
}
