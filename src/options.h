/* options.h - the one table of options, and the values of one map.
 *
 * Command line, map file, batch table and URL query all set options by name as text; the table says type,
 * unit, default and help. A value is checked against its type when it is set, so that the error can say where
 * it stood:
 *
 *     struct rmap_options options;
 *     rmap_options_init(&options, arena);
 *     rmap_options_set(&options, "rings", "180km,300km", "option --rings", err)
 *     rmap_option_text(&options, RMAP_OPT_TITLE)
 */
#ifndef RMAP_OPTIONS_H
#define RMAP_OPTIONS_H

#include "error.h"
#include "option.h"
#include "values.h"

enum rmap_option_id { /* in the order of --help */
    RMAP_OPT_EXTENT, RMAP_OPT_CRS, RMAP_OPT_SHOW_SITES, RMAP_OPT_STYLE, RMAP_OPT_SET,
    RMAP_OPT_RINGS, RMAP_OPT_AROUND, RMAP_OPT_INNER, RMAP_OPT_SECTOR, RMAP_OPT_INTERVAL, RMAP_OPT_COUNT,
    RMAP_OPT_RADIALS, RMAP_OPT_DISSOLVE, RMAP_OPT_RING_LABELS, RMAP_OPT_TOLERANCE,
    RMAP_OPT_SIZE, RMAP_OPT_WIDTH, RMAP_OPT_HEIGHT, RMAP_OPT_DPI,
    RMAP_OPT_LANG, RMAP_OPT_NAMES, RMAP_OPT_TITLE, RMAP_OPT_SUBTITLE, RMAP_OPT_CAPTION, RMAP_OPT_CREDIT,
    RMAP_OPT_ALT, RMAP_OPT_LINK, RMAP_OPT_AUTHOR, RMAP_OPT_LABELS,
    RMAP_OPT_LEGEND, RMAP_OPT_SCALEBAR, RMAP_OPT_NORTH, RMAP_OPT_INSET, RMAP_OPT_CLOSEUP, RMAP_OPT_CLOSEUP_AT,
    RMAP_OPT_TABLE, RMAP_OPT_TABLE_AT, RMAP_OPT_INDEX,
    RMAP_OPT_GRATICULE, RMAP_OPT_FRAME,
    RMAP_OPT_OUTPUT, RMAP_OPT_FORMAT, RMAP_OPT_FONTS, RMAP_OPT_TEXT, RMAP_OPT_ID_PREFIX, RMAP_OPT_SVG_SIZE, RMAP_OPT_THEME,
    RMAP_OPT_BACKGROUND, RMAP_OPT_COLORS, RMAP_OPT_WORLD_FILE, RMAP_OPT_DATA, RMAP_OPT_SITES, RMAP_OPT_RING_TABLE,
    RMAP_OPT_VERBOSE,
    RMAP_OPTION_COUNT
};

extern const struct rmap_option_spec rmap_option_table[RMAP_OPTION_COUNT];

struct rmap_value {
    const char *text;          /* as given, lists joined with ','; the default when not given */
    const char *where;         /* "option --rings" or "maps/a.yaml:3:8"; NULL when not given */
    bool from_file;            /* whatever is set by itself wins over it */
};
struct rmap_options {
    struct rmap_arena *arena;
    struct rmap_value values[RMAP_OPTION_COUNT];
};

void rmap_options_init(struct rmap_options *options, struct rmap_arena *arena);
/* NULL for an unknown name. */
const struct rmap_option_spec *rmap_option_find(const char *name);
enum rmap_option_id rmap_option_id_of(const struct rmap_option_spec *spec);
/* Checks and sets; RMAP_USAGE on failure (unknown name with the nearest one, bad value, missing unit),
 * prefixed by `where`; NULL stands for "option --NAME". RMAP_OPT_SET gathers, one NAME=VALUE per line; every
 * other option is replaced. Words are kept in lower case, switches as on or off, `none` of rings and places
 * as "". */
bool rmap_options_set(struct rmap_options *options, const char *name, const char *value, const char *where,
                      struct rmap_error *err);
/* Sets every option of a map file that was not given before, nor by a page's size that was; `set` lines go before those given. Status
 * RMAP_INPUT. Relative paths get the file's folder. A list may be written as a sequence, `set` as a mapping
 * too. */
bool rmap_options_read(struct rmap_options *options, const char *path, struct rmap_error *err);

const char *rmap_option_text(const struct rmap_options *options, enum rmap_option_id id);
bool rmap_option_given(const struct rmap_options *options, enum rmap_option_id id);
/* "option --rings", "maps/a.yaml:3:8", or "default of 'rings'". Never NULL. */
const char *rmap_option_where(const struct rmap_options *options, enum rmap_option_id id);
double rmap_option_number(const struct rmap_options *options, enum rmap_option_id id);
/* Of a switch or placement: not "off". */
bool rmap_option_on(const struct rmap_options *options, enum rmap_option_id id);
/* Millimetres; pixels are turned with the dpi option; NAN when the value is empty or "auto". */
double rmap_option_length_mm(const struct rmap_options *options, enum rmap_option_id id);

/* --- for map_file.c, which rmap_options_read stands in --- */

/* Fails with the nearest name: "unknown option '--ring'; did you mean '--rings'?". where: NULL or "option --..." on a command line. */
bool rmap_option_unknown(const char *name, const char *where, enum rmap_status status, struct rmap_error *err);
/* Width and height, and dpi where the page is one of pixels: a page's size that was set by itself speaks of them. */
bool rmap_option_is_sized(const struct rmap_options *options, enum rmap_option_id id);
/* As it stands; text in the arena. */
void rmap_options_put(struct rmap_options *options, enum rmap_option_id id, const char *text, const char *where);
/* Lines of `set`, the later below the earlier. */
const char *rmap_lines_stack(struct rmap_arena *arena, const char *first, const char *then);

#endif
