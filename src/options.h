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
#include "geom.h"
#include "yaml.h"

enum rmap_option_id { /* in the order of --help */
    RMAP_OPT_EXTENT, RMAP_OPT_CRS, RMAP_OPT_SHOW_SITES, RMAP_OPT_STYLE, RMAP_OPT_SET,
    RMAP_OPT_RINGS, RMAP_OPT_AROUND, RMAP_OPT_INNER, RMAP_OPT_SECTOR, RMAP_OPT_INTERVAL, RMAP_OPT_COUNT,
    RMAP_OPT_RADIALS, RMAP_OPT_DISSOLVE, RMAP_OPT_RING_LABELS, RMAP_OPT_TOLERANCE,
    RMAP_OPT_SIZE, RMAP_OPT_WIDTH, RMAP_OPT_HEIGHT, RMAP_OPT_DPI,
    RMAP_OPT_LANG, RMAP_OPT_NAMES, RMAP_OPT_TITLE, RMAP_OPT_SUBTITLE, RMAP_OPT_CAPTION, RMAP_OPT_CREDIT, RMAP_OPT_ALT, RMAP_OPT_LINK, RMAP_OPT_AUTHOR, RMAP_OPT_LABELS,
    RMAP_OPT_LEGEND, RMAP_OPT_SCALEBAR, RMAP_OPT_NORTH, RMAP_OPT_INSET, RMAP_OPT_CLOSEUP, RMAP_OPT_CLOSEUP_AT,
    RMAP_OPT_TABLE, RMAP_OPT_TABLE_AT,
    RMAP_OPT_GRATICULE, RMAP_OPT_FRAME,
    RMAP_OPT_OUTPUT, RMAP_OPT_FORMAT, RMAP_OPT_FONTS, RMAP_OPT_TEXT, RMAP_OPT_ID_PREFIX, RMAP_OPT_SVG_SIZE, RMAP_OPT_THEME,
    RMAP_OPT_BACKGROUND, RMAP_OPT_COLORS, RMAP_OPT_WORLD_FILE, RMAP_OPT_DATA, RMAP_OPT_SITES, RMAP_OPT_RING_TABLE,
    RMAP_OPT_VERBOSE,
    RMAP_OPTION_COUNT
};

enum rmap_option_type {
    RMAP_TYPE_TEXT,       /* anything */
    RMAP_TYPE_PATH,       /* a file or folder; relative to the map file that names it */
    RMAP_TYPE_LENGTH,     /* on the page: 160mm 16cm 6.5in 400pt 1600px; default unit mm */
    RMAP_TYPE_SIZE,       /* of the page, by name: a4 letter-landscape slide; auto */
    RMAP_TYPE_DISTANCES,  /* on the ground, a list: 300km 162nmi 100mi 500m; the unit is required */
    RMAP_TYPE_DISTANCE,   /* one of them */
    RMAP_TYPE_PLACES,     /* site ids, names of lines and areas, lat,lon pairs, a list */
    RMAP_TYPE_BEARINGS,   /* degrees clockwise from north or compass points, a list of min to max, or a word of `choices` */
    RMAP_TYPE_EXTENT,     /* a name, W,S,E,N in degrees, fit where the default is a name, off where it is none */
    RMAP_TYPE_NUMBER,     /* between min and max */
    RMAP_TYPE_CHOICE,     /* one of `choices` */
    RMAP_TYPE_PLACEMENT,  /* auto, off, on, or a corner: top-left top-right bottom-left bottom-right */
    RMAP_TYPE_SWITCH,     /* on or off (yes, no, true, false) */
    RMAP_TYPE_NAMES,      /* a list of words; all, none */
    RMAP_TYPE_PROPERTIES, /* NAME=VALUE, may be given several times */
    RMAP_TYPE_TOLERANCE,  /* 0.05px, 0.01mm or 1m */
};

struct rmap_option_spec {
    const char *name;          /* "show-sites" */
    char letter;               /* 'o', or 0 */
    enum rmap_option_type type;
    const char *group;         /* heading in --help: "Map", "Rings", "Page", "Words", "Furniture", "Files" */
    const char *metavar;       /* "FILE", "KM,..." */
    const char *fallback;      /* the default, as text; "" means none */
    const char *const *choices; /* NULL-terminated; for RMAP_TYPE_CHOICE, and names worth completing */
    double min, max;           /* for numbers; for lengths in mm */
    const char *help;          /* one line, up to 60 characters */
};

extern const struct rmap_option_spec rmap_option_table[RMAP_OPTION_COUNT];

struct rmap_value {
    const char *text;          /* as given, lists joined with ','; the default when not given */
    const char *where;         /* "option --rings" or "maps/a.yaml:3:8"; NULL when not given */
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
/* Sets every option of a map file that was not given before; `set` lines go before those given. Status
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
/* As it stands; text in the arena. */
void rmap_options_put(struct rmap_options *options, enum rmap_option_id id, const char *text, const char *where);
/* Lines of `set`, the later below the earlier. */
const char *rmap_lines_stack(struct rmap_arena *arena, const char *first, const char *then);

/* --- values as people write them; each returns false and says why in `why` (static text); values.c --- */

/* "300km" -> 300000. Units m km mi nmi (or nm) ft; case ignored; a blank may stand before the unit. Negative
 * and zero are refused ("must be above zero"), a missing unit too ("needs a unit: km, m, mi or nmi"), less
 * than 10 m and more than half the Earth. unit: the unit as canonical text ("km"), may be NULL. number: as
 * typed in that unit, may be NULL. */
bool rmap_parse_distance(const char *text, double *metres, double *number, const char **unit,
                         const char **why);
/* "45", "45°", "NE": an azimuth, 0..360; one of the 16 compass points, case ignored. */
bool rmap_parse_bearing(const char *text, double *deg, const char **why);
/* "160mm" "6.5in" "1600px"; a bare number is mm. */
bool rmap_parse_length(const char *text, double dpi, double *mm, const char **why);
/* "37.5665,126.978" or "37.5665N 126.978E" or 37°33'59"N 126°58'41"E: latitude first. When only a range
 * is missed (latitude -90..90, longitude -180..180), *at holds what was read. */
bool rmap_parse_position(const char *text, struct rmap_lonlat *at, const char **why);
/* W,S,E,N in degrees ("124,33,131,43.1") or a name below. Longitudes -180..360, kept as -180..180: west >
 * east runs over 180 degrees. `fit` is refused here, for it needs the map's rings and sites. */
bool rmap_parse_extent(const char *text, struct rmap_bounds *bounds, const char **why);
/* A page that has a name: "a4", "a4-landscape", "social". */
struct rmap_page_size {
    const char *name;
    double width_mm, height_mm; /* height 0: as the extent needs */
    double dpi;                 /* of a size that is pixels; 0: not a size's to say */
    const char *about;
};
extern const struct rmap_page_size rmap_page_sizes[]; /* upright papers and screens; ends with a NULL name */
/* False, out untouched, when there is none of that name. Case ignored. "-landscape" lays a paper on its side. */
bool rmap_page_size_named(const char *name, struct rmap_page_size *out);
/* The extents that have names, NULL-terminated: korea, north, south, dmz, ... */
extern const char *const rmap_extent_names[];
/* False, out untouched, when there is none of that name. Case ignored. */
bool rmap_extent_named(const char *name, struct rmap_bounds *out);
bool rmap_names_shapefile(const char *text); /* ends in ".shp", in any case */
/* Splits a list at commas and semicolons outside quotes, blanks cut; empty items are dropped. In the arena,
 * NULL-terminated. */
const char **rmap_split_list(struct rmap_arena *arena, const char *text, size_t *count);
/* Items of a places list: ids stay single, two neighbouring numbers become one "lat,lon". */
const char **rmap_split_places(struct rmap_arena *arena, const char *text, size_t *count);

#endif
