/* ringmap.h - draws maps of the Korean peninsula with geodesic range rings.
 *
 * The public interface of libringmap, and its manual. A map is a set of options; the same names
 * serve the command line, map files (YAML), batch tables (CSV), URL queries and this interface:
 *
 *     struct rmap_error err = {0};
 *     struct ringmap *map = ringmap_new();
 *     if (!ringmap_set(map, "rings", "180km,300km", &err)
 *         || !ringmap_set(map, "around", "seoul", &err)
 *         || !ringmap_set(map, "output", "out/map.svg", &err)
 *         || !ringmap_draw(map, &err))
 *         fprintf(stderr, "%s\n", err.text);
 *     ringmap_free(map);
 *
 * One map belongs to one thread; any number of maps may be drawn at once in any number of threads.
 * `ringmap list options` prints every option with its default; `ringmap help --NAME` tells about one.
 */
#ifndef RINGMAP_H
#define RINGMAP_H

#include <stdbool.h>
#include <stddef.h>

#define RINGMAP_VERSION "0.1.0"

/* Statuses are the exit codes of the command. */
enum rmap_status {
    RMAP_OK = 0,
    RMAP_FAILED = 1,     /* the tests of a check failed, or an internal error */
    RMAP_USAGE = 2,      /* an unknown option, a bad value, a missing unit */
    RMAP_INPUT = 3,      /* a map file, table or shapefile that cannot be read or is wrong */
    RMAP_STYLE = 4,      /* a style that cannot be read or is wrong */
    RMAP_PROJECTION = 5, /* an unknown coordinate reference system, or an extent it cannot show */
    RMAP_OUTPUT = 6,     /* the output cannot be written; an older file stays whole */
};

/* The first failure, which is the most significant one. Start with {0}. */
struct rmap_error {
    enum rmap_status status;
    char text[768]; /* one line, without the program's name and without a newline */
};

struct ringmap; /* a map: its options, then what was read and drawn */

/* A new map with every option at its default. Never NULL. The caller frees it with ringmap_free. */
struct ringmap *ringmap_new(void);
void ringmap_free(struct ringmap *map); /* NULL is fine */

/* Sets one option by its name ("rings") from text as a person types it ("180km,300km").
 * Fails with RMAP_USAGE and leaves the map unchanged. */
bool ringmap_set(struct ringmap *map, const char *option, const char *value, struct rmap_error *err);

/* The option's present text, or its default; NULL for an unknown name. Borrowed until the next ringmap_set. */
const char *ringmap_option(const struct ringmap *map, const char *option);

/* Reads a map file (YAML, option names as keys). Options set before and after by ringmap_set win over the
 * file's. Relative paths in the file are relative to the file. Fails with RMAP_INPUT. */
bool ringmap_read(struct ringmap *map, const char *path, struct rmap_error *err);

/* Draws the map into its `output`, whose suffix decides the format. The file is written aside and renamed:
 * on failure an older one stays as it was. */
bool ringmap_draw(struct ringmap *map, struct rmap_error *err);

/* What was skipped, dropped or doubted while drawing, one line each; borrowed until the next draw. */
size_t ringmap_note_count(const struct ringmap *map);
const char *ringmap_note(const struct ringmap *map, size_t index);

/* What was drawn, for a person: "5 sites, 2 rings, 1:4,690,000". Empty before a draw. Borrowed until the next draw. */
const char *ringmap_summary(const struct ringmap *map);
/* With the option `verbose`: lines about the last draw, the times of its stages, what was placed, how far the rings' edges are
 * from the true curves, the files read. Empty otherwise. Borrowed until the next draw. */
const char *ringmap_account(const struct ringmap *map);

/* What the map shows in a sentence or two, from its own numbers, in the map's language: alternative text for those who
 * cannot see it. Writes no file. The caller frees *text with free(). */
bool ringmap_alt(struct ringmap *map, char **text, struct rmap_error *err);

/* The numbers behind the map: distances and azimuths between sites, areas of rings, the land, sites and lines inside. Written
 * to `output` as text, Markdown, CSV or JSON by its suffix (.txt .md .csv .json), aside and renamed, with *text NULL; with no
 * output, or a map file's picture for one, the text for people is given instead, and the caller frees it with free(). */
bool ringmap_measure(struct ringmap *map, char **text, struct rmap_error *err);

/* Draws the map and gives the code that puts it into a report: `format` is "html", "html-inline" (the SVG itself), "markdown"
 * (pandoc, Quarto), "latex", "typst" or "mediawiki"; or "docx" or "pptx", which write a Word document or a slide beside the drawn
 * PNG, with *text NULL. RMAP_USAGE, and nothing drawn, for another (or NULL), and for one that cannot show the output. The caller
 * frees *text with free(). */
bool ringmap_figure(struct ringmap *map, const char *format, char **text, struct rmap_error *err);

/* Reads the options that a drawn SVG, PNG or PDF carries, to draw it again. As ringmap_read; RMAP_INPUT when the file
 * carries none. The next draw notes data that have changed since. */
bool ringmap_recall(struct ringmap *map, const char *path, struct rmap_error *err);

/* What such a file was drawn from, for people: version, a command that draws it again, the data files with their checksums and
 * whether they are the same now. Sets options as ringmap_recall does. The caller frees *text with free(). */
bool ringmap_provenance(struct ringmap *map, const char *path, char **text, struct rmap_error *err);

/* The name among `names` (NULL-terminated) that a mistyped word is nearest to; NULL when none is near. Case ignored. */
const char *ringmap_nearest(const char *word, const char *const *names);

/* What there is, as text for people: `what` is "options" (with "tsv" in `name`, for programs), "styles", "sites", "around",
 * "cities", "extents", "sizes", "style" with the style's name in `name` (NULL: the map's), or "completion" with "bash" or "zsh"
 * there. The caller frees *text with free(). RMAP_USAGE for an unknown word, and for NULL. */
bool ringmap_list(const struct ringmap *map, const char *what, const char *name, char **text, struct rmap_error *err);

/* The command's help, lines of up to 80 columns: a screen of it for NULL; more with the name of a command, of a group of
 * options, or of an option behind "--"; everything for "all". The caller frees *text with free(). RMAP_USAGE for another word. */
bool ringmap_help(const char *topic, char **text, struct rmap_error *err);

#endif
