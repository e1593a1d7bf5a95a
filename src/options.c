#include "options.h"

#include <math.h>
#include <string.h>

#include "setting.h"

static const char *const LANGUAGES[] = {"en", "ko", "en+ko", NULL};
static const char *const FONTS[] = {"embed", "name", NULL};
static const char *const TEXTS[] = {"real", "outlines", NULL};
static const char *const FORMATS[] = {"auto", "png", "svg", "svgz", "pdf", "eps", "dump", NULL};
static const char *const SVG_SIZES[] = {"page", "responsive", NULL};
static const char *const THEMES[] = {"fixed", "auto", NULL};
static const char *const BACKGROUNDS[] = {"page", "transparent", NULL};
static const char *const NAMINGS[] = {"both", "standard", "alternative", NULL};
static const char *const PLACEMENTS[] = {"auto",      "on",          "off",          "top-left",
                                         "top-right", "bottom-left", "bottom-right", NULL};
static const char *const TABLES[] = {"off", "shares", "distances", NULL};
static const char *const INDEXES[] = {"auto", "all", "off", NULL};
static const char *const SWITCHES[] = {"on", "off", NULL};
static const char *const ALL_OR_NONE[] = {"all", "none", NULL};
static const char *const NONE[] = {"none", NULL};
static const char *const AUTO_OR_OFF[] = {"auto", "off", NULL};
static const char *const PROJECTIONS[] = {"auto", "globe", NULL};
static const char *const STYLES[] = {"light", "dark", "print", "news", "brief", "mono", NULL};

const struct rmap_option_spec rmap_option_table[RMAP_OPTION_COUNT] = {
    [RMAP_OPT_EXTENT] = {"extent", 0, RMAP_TYPE_EXTENT, "Map", "NAME", "korea", rmap_extent_names, 0, 0,
                         "area to show: a name, W,S,E,N in degrees, or fit"},
    [RMAP_OPT_CRS] = {"crs", 0, RMAP_TYPE_TEXT, "Map", "CRS", "auto", PROJECTIONS, 0, 0,
                      "projection: auto, globe, EPSG:5179, '+proj=...'"},
    [RMAP_OPT_SHOW_SITES] = {"show-sites", 0, RMAP_TYPE_NAMES, "Map", "ID,...", "all", ALL_OR_NONE, 0, 0,
                             "sites to mark: ids, none, all (a world map: if asked)"},
    [RMAP_OPT_STYLE] = {"style", 0, RMAP_TYPE_TEXT, "Map", "NAME", "light", STYLES, 0, 0,
                        "how it looks: a style's name, or a .yaml file"},
    [RMAP_OPT_SET] = {"set", 0, RMAP_TYPE_PROPERTIES, "Map", "NAME=VALUE", "", NULL, 0, 0,
                      "change one property: land.fill=#eeeeee; repeatable"},
    [RMAP_OPT_RINGS] = {"rings", 0, RMAP_TYPE_DISTANCES, "Rings", "DIST,...", "180km,300km", NULL, 0, 0,
                        "distances with units: 180km,162nmi,100mi; none"},
    [RMAP_OPT_AROUND] = {"around", 0, RMAP_TYPE_PLACES, "Rings", "PLACE,...", "seoul", NULL, 0, 0,
                         "what they are drawn around: seoul, LAT,LON, mdl, KP"},
    [RMAP_OPT_INNER] = {"inner", 0, RMAP_TYPE_DISTANCE, "Rings", "DIST", "", NONE, 0, 0,
                        "an inner distance: what is closer stays out"},
    [RMAP_OPT_SECTOR] = {"sector", 0, RMAP_TYPE_BEARINGS, "Rings", "FROM,TO", "", NONE, 2, 2,
                         "only from one azimuth to another, clockwise: NW,60"},
    [RMAP_OPT_INTERVAL] = {"interval", 0, RMAP_TYPE_DISTANCE, "Rings", "DIST", "", NONE, 0, 0,
                           "rings in equal steps, as many as --count"},
    [RMAP_OPT_COUNT] = {"count", 0, RMAP_TYPE_NUMBER, "Rings", "N", "5", NULL, 1, 1000,
                        "how many rings --interval makes"},
    [RMAP_OPT_RADIALS] = {"radials", 0, RMAP_TYPE_BEARINGS, "Rings", "N|AZ,...", "", NONE, 1, 360,
                          "lines outwards: how many, or bearings: 0,45,SE"},
    [RMAP_OPT_DISSOLVE] = {"dissolve", 0, RMAP_TYPE_SWITCH, "Rings", "on|off", "off", SWITCHES, 0, 0,
                           "join rings of one class (inner, outer) into one area"},
    [RMAP_OPT_RING_LABELS] = {"ring-labels", 0, RMAP_TYPE_BEARINGS, "Rings", "AZ", "auto", AUTO_OR_OFF, 1, 1,
                              "where distances are written: auto, off, or an azimuth"},
    [RMAP_OPT_TOLERANCE] = {"tolerance", 0, RMAP_TYPE_TOLERANCE, "Rings", "PX", "0.05px", NULL, 0, 0,
                            "how closely rings follow the curve: px, mm, m"},
    [RMAP_OPT_SIZE] = {"size", 0, RMAP_TYPE_SIZE, "Page", "NAME", "auto", NULL, 0, 0,
                       "a4, letter-landscape, slide, social: 'list sizes'"},
    [RMAP_OPT_WIDTH] = {"width", 0, RMAP_TYPE_LENGTH, "Page", "MM", "160mm", NULL, 10, 5000,
                        "of the page: 160mm 16cm 6.5in 450pt 1600px"},
    [RMAP_OPT_HEIGHT] = {"height", 0, RMAP_TYPE_LENGTH, "Page", "MM", "auto", NULL, 10, 5000,
                         "of the page; auto: as the extent needs"},
    [RMAP_OPT_DPI] = {"dpi", 0, RMAP_TYPE_NUMBER, "Page", "N", "300", NULL, 30, 2400,
                      "pixels per inch of a PNG, and what px mean"},
    [RMAP_OPT_LANG] = {"lang", 0, RMAP_TYPE_CHOICE, "Words", "LANG", "en", LANGUAGES, 0, 0,
                       "language of names and words: en, ko, en+ko"},
    [RMAP_OPT_NAMES] = {"names", 0, RMAP_TYPE_CHOICE, "Words", "WHICH", "both", NAMINGS, 0, 0,
                        "disputed names: both, standard or alternative"},
    [RMAP_OPT_TITLE] = {"title", 0, RMAP_TYPE_TEXT, "Words", "TEXT", "", NULL, 0, 0,
                        "headline; computed unless given; none"},
    [RMAP_OPT_SUBTITLE] = {"subtitle", 0, RMAP_TYPE_TEXT, "Words", "TEXT", "", NULL, 0, 0,
                           "second line; computed unless given; none"},
    [RMAP_OPT_CAPTION] = {"caption", 0, RMAP_TYPE_TEXT, "Words", "TEXT", "", NULL, 0, 0,
                          "line below the map; computed unless given; none"},
    [RMAP_OPT_CREDIT] = {"credit", 0, RMAP_TYPE_TEXT, "Words", "TEXT", "", NULL, 0, 0,
                         "sources and licences; computed unless given; none"},
    [RMAP_OPT_ALT] = {"alt", 0, RMAP_TYPE_TEXT, "Words", "TEXT", "", NULL, 0, 0,
                      "alternative text; computed unless given"},
    [RMAP_OPT_LINK] = {"link", 0, RMAP_TYPE_TEXT, "Words", "URL", "", NULL, 0, 0,
                       "where the map leads to in a report: figure"},
    [RMAP_OPT_AUTHOR] = {"author", 0, RMAP_TYPE_TEXT, "Words", "NAME", "", NULL, 0, 0,
                         "who made the map; said in the file, not on the map"},
    [RMAP_OPT_LABELS] = {"labels", 0, RMAP_TYPE_SWITCH, "Words", "on|off", "on", SWITCHES, 0, 0,
                         "names of sites, rings, cities, countries"},
    [RMAP_OPT_LEGEND] = {"legend", 0, RMAP_TYPE_PLACEMENT, "Furniture", "WHERE", "auto", PLACEMENTS, 0, 0,
                         "auto, off, or a corner: top-left, bottom-right, ..."},
    [RMAP_OPT_SCALEBAR] = {"scalebar", 0, RMAP_TYPE_PLACEMENT, "Furniture", "WHERE", "auto", PLACEMENTS, 0, 0,
                           "auto (where it is true enough), on, off, or a corner"},
    [RMAP_OPT_NORTH] = {"north", 0, RMAP_TYPE_PLACEMENT, "Furniture", "WHERE", "auto", PLACEMENTS, 0, 0,
                        "north arrow: auto (not at a pole), on, off, a corner"},
    [RMAP_OPT_INSET] = {"inset", 0, RMAP_TYPE_PLACEMENT, "Furniture", "WHERE", "off", PLACEMENTS, 0, 0,
                        "locator map: off, auto, or a corner"},
    [RMAP_OPT_CLOSEUP] = {"closeup", 0, RMAP_TYPE_EXTENT, "Furniture", "EXTENT", "", rmap_extent_names, 0, 0,
                          "a second map window: what it shows, as --extent; off"},
    [RMAP_OPT_CLOSEUP_AT] = {"closeup-at", 0, RMAP_TYPE_PLACEMENT, "Furniture", "WHERE", "auto", PLACEMENTS, 0, 0,
                             "where the close-up stands: auto, off, or a corner"},
    [RMAP_OPT_TABLE] = {"table", 0, RMAP_TYPE_CHOICE, "Furniture", "WHAT", "off", TABLES, 0, 0,
                        "numbers in the map: shares of land, distances, or off"},
    [RMAP_OPT_TABLE_AT] = {"table-at", 0, RMAP_TYPE_PLACEMENT, "Furniture", "WHERE", "auto", PLACEMENTS, 0, 0,
                           "where the table stands: auto, or a corner"},
    [RMAP_OPT_INDEX] = {"index", 0, RMAP_TYPE_CHOICE, "Furniture", "WHICH", "auto", INDEXES, 0, 0,
                        "numbers where names lack room, listed: auto, all, off"},
    [RMAP_OPT_GRATICULE] = {"graticule", 0, RMAP_TYPE_SWITCH, "Furniture", "on|off", "on", SWITCHES, 0, 0,
                            "lines of longitude and latitude"},
    [RMAP_OPT_FRAME] = {"frame", 0, RMAP_TYPE_SWITCH, "Furniture", "on|off", "on", SWITCHES, 0, 0,
                        "line and margin around the map"},
    [RMAP_OPT_OUTPUT] = {"output", 'o', RMAP_TYPE_PATH, "Files", "FILE", "", NULL, 0, 0,
                         "file to write; its suffix decides the format"},
    [RMAP_OPT_FORMAT] = {"format", 0, RMAP_TYPE_CHOICE, "Files", "NAME", "auto", FORMATS, 0, 0,
                         "png, svg, svgz, pdf, eps; auto: as the suffix says"},
    [RMAP_OPT_FONTS] = {"fonts", 0, RMAP_TYPE_CHOICE, "Files", "HOW", "embed", FONTS, 0, 0,
                        "font of an SVG: embed (a subset), or name it only"},
    [RMAP_OPT_TEXT] = {"text", 0, RMAP_TYPE_CHOICE, "Files", "HOW", "real", TEXTS, 0, 0,
                       "letters of an SVG: real text, or outlines"},
    [RMAP_OPT_ID_PREFIX] = {"id-prefix", 0, RMAP_TYPE_TEXT, "Files", "TEXT", "", NULL, 0, 0,
                            "before every id of an SVG; else the file's name"},
    [RMAP_OPT_SVG_SIZE] = {"svg-size", 0, RMAP_TYPE_CHOICE, "Files", "HOW", "page", SVG_SIZES, 0, 0,
                           "page: its size in mm; responsive: the room there is"},
    [RMAP_OPT_THEME] = {"theme", 0, RMAP_TYPE_TEXT, "Files", "HOW", "fixed", THEMES, 0, 0,
                        "of an SVG in dark mode: fixed, auto (dark), a style"},
    [RMAP_OPT_BACKGROUND] = {"background", 0, RMAP_TYPE_CHOICE, "Files", "HOW", "page", BACKGROUNDS, 0, 0,
                             "behind map and words: page (its colour), transparent"},
    [RMAP_OPT_COLORS] = {"colors", 0, RMAP_TYPE_NUMBER, "Files", "N", "", NULL, 2, 256,
                         "of a PNG with a palette, a third in size; none: all"},
    [RMAP_OPT_WORLD_FILE] = {"world-file", 0, RMAP_TYPE_SWITCH, "Files", "on|off", "off", SWITCHES, 0, 0,
                             "beside a PNG: where it lies, for GIS (.pgw .aux.xml)"},
    [RMAP_OPT_DATA] = {"data", 0, RMAP_TYPE_PATH, "Files", "FOLDER", "", NULL, 0, 0,
                       "shapefiles to prefer to ringmap's own"},
    [RMAP_OPT_SITES] = {"sites", 0, RMAP_TYPE_PATH, "Files", "FILE", "", NULL, 0, 0,
                        "table of sites (CSV) instead of ringmap's own"},
    [RMAP_OPT_RING_TABLE] = {"ring-table", 0, RMAP_TYPE_PATH, "Files", "FILE", "", NULL, 0, 0,
                             "table of rings (CSV) instead of --rings"},
    [RMAP_OPT_VERBOSE] = {"verbose", 0, RMAP_TYPE_SWITCH, "Files", "on|off", "off", SWITCHES, 0, 0,
                          "tell times, counts and the error reached; alone: on"},
};

enum rmap_option_id rmap_option_id_of(const struct rmap_option_spec *spec)
{
    return (enum rmap_option_id)(spec - rmap_option_table);
}

bool rmap_option_unknown(const char *name, const char *where, enum rmap_status status, struct rmap_error *err)
{
    const char *names[RMAP_OPTION_COUNT + 1] = {NULL};
    for (int i = 0; i < RMAP_OPTION_COUNT; i++)
        names[i] = rmap_option_table[i].name;
    const char *near = rmap_nearest(name, names);
    bool typed = !where || strncmp(where, "option --", 9) == 0; /* on a command line: the name is the place */
    const char *dashes = typed ? "--" : "";
    const char *place = typed ? "" : where, *colon = typed ? "" : ": ";
    if (near)
        return rmap_fail(err, status, "%s%sunknown option '%s%s'; did you mean '%s%s'?", place, colon, dashes,
                         name, dashes, near);
    return rmap_fail(err, status, "%s%sunknown option '%s%s'; 'ringmap list options' shows what there is",
                     place, colon, dashes, name);
}

void rmap_options_put(struct rmap_options *options, enum rmap_option_id id, const char *text, const char *where)
{
    options->values[id] = (struct rmap_value){.text = text, .where = rmap_copy(options->arena, where)};
}

const char *rmap_lines_stack(struct rmap_arena *arena, const char *first, const char *then)
{
    if (!first[0] || !then[0])
        return first[0] ? first : then;
    return rmap_format(arena, "%s\n%s", first, then);
}

static void unset(struct rmap_options *options, enum rmap_option_id id)
{
    options->values[id] = (struct rmap_value){.text = rmap_option_table[id].fallback};
}

void rmap_options_init(struct rmap_options *options, struct rmap_arena *arena)
{
    options->arena = arena;
    for (int i = 0; i < RMAP_OPTION_COUNT; i++)
        unset(options, (enum rmap_option_id)i);
}

bool rmap_option_is_sized(const struct rmap_options *options, enum rmap_option_id id)
{
    struct rmap_page_size size;
    const struct rmap_value *given = &options->values[RMAP_OPT_SIZE];
    if (!given->where || given->from_file || !rmap_page_size_named(given->text, &size))
        return false;
    return id == RMAP_OPT_WIDTH || id == RMAP_OPT_HEIGHT || (id == RMAP_OPT_DPI && size.dpi > 0);
}

const struct rmap_option_spec *rmap_option_find(const char *name)
{
    for (int i = 0; i < RMAP_OPTION_COUNT; i++)
        if (strcmp(rmap_option_table[i].name, name) == 0)
            return &rmap_option_table[i];
    return NULL;
}

bool rmap_options_set(struct rmap_options *options, const char *name, const char *value, const char *where,
                      struct rmap_error *err)
{
    const struct rmap_option_spec *spec = rmap_option_find(name);
    if (!spec)
        return rmap_option_unknown(name, where, RMAP_USAGE, err);
    struct rmap_setting setting = {.spec = spec, .arena = options->arena, .status = RMAP_USAGE, .err = err};
    setting.where = where ? where : rmap_format(options->arena, "option --%s", name);
    enum rmap_option_id id = rmap_option_id_of(spec);
    const char *text = rmap_setting_check(&setting, value);
    if (!text)
        return false;
    if (id == RMAP_OPT_SET)
        text = rmap_lines_stack(options->arena, options->values[id].text, text);
    rmap_options_put(options, id, text, setting.where);
    for (int i = 0; id == RMAP_OPT_SIZE && i < RMAP_OPTION_COUNT; i++)
        if (options->values[i].from_file && rmap_option_is_sized(options, (enum rmap_option_id)i))
            unset(options, (enum rmap_option_id)i);
    return true;
}

const char *rmap_option_text(const struct rmap_options *options, enum rmap_option_id id)
{
    return options->values[id].text;
}

bool rmap_option_given(const struct rmap_options *options, enum rmap_option_id id)
{
    return options->values[id].where != NULL;
}

const char *rmap_option_where(const struct rmap_options *options, enum rmap_option_id id)
{
    if (options->values[id].where)
        return options->values[id].where;
    return rmap_format(options->arena, "default of '%s'", rmap_option_table[id].name);
}

/* What the page's size says where the option itself does not; NAN: nothing. */
static double sized(const struct rmap_options *options, enum rmap_option_id id)
{
    struct rmap_page_size size;
    if (rmap_option_given(options, id) || !rmap_page_size_named(options->values[RMAP_OPT_SIZE].text, &size))
        return NAN;
    double value = id == RMAP_OPT_WIDTH ? size.width_mm : id == RMAP_OPT_HEIGHT ? size.height_mm
                   : id == RMAP_OPT_DPI ? size.dpi : 0;
    return value > 0 ? value : NAN;
}

double rmap_option_number(const struct rmap_options *options, enum rmap_option_id id)
{
    double value = sized(options, id);
    if (!isnan(value))
        return value;
    return rmap_read_number(options->values[id].text, &value) ? value : NAN;
}

bool rmap_option_on(const struct rmap_options *options, enum rmap_option_id id)
{
    return strcmp(options->values[id].text, "off") != 0;
}

double rmap_option_length_mm(const struct rmap_options *options, enum rmap_option_id id)
{
    double mm = sized(options, id);
    const char *why;
    double dpi = rmap_option_number(options, RMAP_OPT_DPI);
    if (!isnan(mm))
        return mm;
    return rmap_parse_length(options->values[id].text, dpi, &mm, &why) ? mm : NAN;
}
