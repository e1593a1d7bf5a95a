#include "options.h"

#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4
#define MIN_PIXELS  50.0
#define MAX_PIXELS  32767.0 /* the most that cairo draws */

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

/* One value on its way in: which option, where it stood, how to complain. */
struct setting {
    const struct rmap_option_spec *spec;
    struct rmap_arena *arena;
    const char *where;
    enum rmap_status status;
    struct rmap_error *err;
};

static const char *refuse(const struct setting *setting, const char *value, const char *reason)
{
    rmap_fail(setting->err, setting->status, "%s: '%s' %s", setting->where, value, reason);
    return NULL;
}

/* --- texts --- */

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 0x7F;
}

/* One line: a block of YAML ends with a newline and may hold some. */
static const char *one_line(struct rmap_arena *arena, const char *text)
{
    char *line = rmap_copy(arena, text), *out = line;
    for (const char *c = line; *c; c++) {
        bool blank = is_control(*c) || *c == ' ';
        if (!blank)
            *out++ = *c;
        else if (out > line && (!is_control(*c) || out[-1] != ' '))
            *out++ = ' ';
    }
    while (out > line && out[-1] == ' ')
        out--;
    *out = '\0';
    return line;
}

static const char *lower_case(struct rmap_arena *arena, const char *text)
{
    char *lower = rmap_copy(arena, text);
    for (char *c = lower; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return lower;
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

static const char *join(struct rmap_arena *arena, const char *const *words, const char *between)
{
    const char *joined = *words ? *words : "";
    while (*words && *++words)
        joined = rmap_format(arena, "%s%s%s", joined, between, *words);
    return joined;
}

/* --- one check for each type: the value as it is kept, or NULL --- */

static const char *check_length(const struct setting *setting, const char *text)
{
    double mm, finer_mm, min = setting->spec->min, max = setting->spec->max;
    const char *why, *unit = "mm";
    if (rmap_same_word(text, "auto") && strcmp(setting->spec->fallback, "auto") == 0)
        return "auto";
    if (!rmap_parse_length(text, MM_PER_INCH, &mm, &why)
        || !rmap_parse_length(text, 2 * MM_PER_INCH, &finer_mm, &why))
        return refuse(setting, text, why);
    if (mm != finer_mm) { /* it hangs on the dpi: pixels, and at one a millimetre their number */
        min = MIN_PIXELS;
        max = MAX_PIXELS;
        unit = "px";
    }
    if (mm < min || mm > max)
        return refuse(setting, text, rmap_format(setting->arena, "is outside %.0f..%.0f %s", min, max, unit));
    return text;
}

static const char *check_size(const struct setting *setting, const char *text)
{
    struct rmap_page_size size;
    const char *names[32] = {"auto"}, *lower = lower_case(setting->arena, text);
    if (strcmp(lower, "auto") == 0 || rmap_page_size_named(lower, &size))
        return lower;
    for (size_t i = 0; rmap_page_sizes[i].name && i + 2 < sizeof names / sizeof *names; i++)
        names[i + 1] = rmap_page_sizes[i].name;
    const char *near = rmap_nearest(lower, names);
    return refuse(setting, text, near ? rmap_format(setting->arena, "is no size of a page; did you mean '%s'?", near)
                                      : "is no size of a page; 'ringmap list sizes' shows what there is");
}

static const char *check_distances(const struct setting *setting, const char *text)
{
    size_t count;
    if (rmap_same_word(text, "none"))
        return "";
    const char **items = rmap_split_list(setting->arena, text, &count);
    for (size_t i = 0; i < count; i++) {
        double metres;
        const char *why;
        if (!rmap_parse_distance(items[i], &metres, NULL, NULL, &why))
            return refuse(setting, items[i], why);
    }
    return text;
}

static const char *check_distance(const struct setting *setting, const char *text)
{
    double metres;
    const char *why;
    if (rmap_same_word(text, "none"))
        return "";
    return rmap_parse_distance(text, &metres, NULL, NULL, &why) ? text : refuse(setting, text, why);
}

/* How many there may be is what `min` and `max` say. */
static const char *check_bearings(const struct setting *setting, const char *text)
{
    size_t count;
    const char *lower = lower_case(setting->arena, text);
    if (is_one_of(lower, setting->spec->choices))
        return strcmp(lower, "none") == 0 ? "" : lower;
    const char **items = rmap_split_list(setting->arena, text, &count);
    for (size_t i = 0; i < count; i++) {
        double deg;
        const char *why;
        if (!rmap_parse_bearing(items[i], &deg, &why))
            return refuse(setting, items[i], why);
    }
    if ((double)count < setting->spec->min)
        return refuse(setting, text, setting->spec->min == 2 ? "is one azimuth; write two: where the sector begins and ends"
                                                             : "holds no azimuth");
    if ((double)count > setting->spec->max)
        return refuse(setting, text, rmap_format(setting->arena, "has more azimuths than %s",
                                                 rmap_decimal(setting->arena, setting->spec->max, 6)));
    return text;
}

/* "38th-parallel" begins with a digit and is a site all the same. */
static bool is_site_id(const char *text)
{
    bool letter = false;
    for (; *text; text++) {
        if ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z'))
            letter = true;
        else if (!((*text >= '0' && *text <= '9') || *text == '-' || *text == '_'))
            return false;
    }
    return letter;
}

static const char *out_of_range(const struct setting *setting, const char *text, const char *what, double deg,
                                double limit)
{
    rmap_fail(setting->err, setting->status, "%s: '%s': %s %s is outside -%.0f..%.0f", setting->where, text,
              what, rmap_decimal(setting->arena, deg, 6), limit, limit);
    return NULL;
}

/* Most software gives longitude first. */
static const char *swapped(const struct setting *setting, const char *text, struct rmap_lonlat at)
{
    const char *lat = rmap_decimal(setting->arena, at.lon_deg, 6), *lon = rmap_decimal(setting->arena, at.lat_deg, 6);
    rmap_fail(setting->err, setting->status, "%s: '%s': latitude %s is outside -90..90; latitude comes first: %s,%s",
              setting->where, text, lon, lat, lon);
    return NULL;
}

bool rmap_names_shapefile(const char *text)
{
    size_t length = strlen(text);
    return length > 4 && rmap_same_word(text + length - 4, ".shp");
}

static const char *check_place(const struct setting *setting, const char *text)
{
    struct rmap_lonlat at = {0, 0};
    const char *why;
    if (!strchr("0123456789+-.", text[0]) || is_site_id(text) || rmap_names_shapefile(text) || rmap_parse_position(text, &at, &why))
        return text;
    if (fabs(at.lat_deg) > 90 && fabs(at.lat_deg) <= 180 && fabs(at.lon_deg) <= 90)
        return swapped(setting, text, at);
    if (fabs(at.lat_deg) > 90)
        return out_of_range(setting, text, "latitude", at.lat_deg, 90);
    if (fabs(at.lon_deg) > 180)
        return out_of_range(setting, text, "longitude", at.lon_deg, 180);
    return refuse(setting, text, why);
}

static const char *check_places(const struct setting *setting, const char *text)
{
    size_t count;
    if (rmap_same_word(text, "none"))
        return "";
    const char **items = rmap_split_places(setting->arena, text, &count);
    for (size_t i = 0; i < count; i++)
        if (!check_place(setting, items[i]))
            return NULL;
    return text;
}

static const char *check_extent(const struct setting *setting, const char *text)
{
    struct rmap_bounds bounds;
    const char *why, *lower = lower_case(setting->arena, text);
    bool optional = setting->spec->fallback[0] == '\0';
    if (optional && (strcmp(lower, "off") == 0 || strcmp(lower, "none") == 0))
        return "";
    if ((!optional && strcmp(lower, "fit") == 0) || rmap_extent_named(lower, &bounds))
        return lower;
    if (rmap_parse_extent(text, &bounds, &why))
        return text;
    const char *near = rmap_nearest(text, rmap_extent_names);
    return refuse(setting, text,
                  near ? rmap_format(setting->arena, "is no extent; did you mean '%s'?", near) : why);
}

static const char *check_number(const struct setting *setting, const char *text)
{
    double value, min = setting->spec->min, max = setting->spec->max;
    const char *end = rmap_read_number(text, &value);
    if (!end || *end)
        return refuse(setting, text, "is not a number");
    if (value < min || value > max)
        return refuse(setting, text,
                      rmap_format(setting->arena, "is outside %s..%s", rmap_decimal(setting->arena, min, 6),
                                  rmap_decimal(setting->arena, max, 6)));
    return text;
}

static const char *check_choice(const struct setting *setting, const char *text)
{
    const char *lower = lower_case(setting->arena, text);
    if (is_one_of(lower, setting->spec->choices))
        return lower;
    return refuse(setting, text,
                  rmap_format(setting->arena, "is none of %s", join(setting->arena, setting->spec->choices, ", ")));
}

/* Switches and placements both know yes and no. */
static const char *check_switch(const struct setting *setting, const char *text)
{
    static const char *const yes[] = {"yes", "true", NULL}, *const no[] = {"no", "false", "none", NULL};
    const char *lower = lower_case(setting->arena, text);
    if (is_one_of(lower, yes))
        return "on";
    if (is_one_of(lower, no))
        return "off";
    return check_choice(setting, text);
}

/* Whether there are such sites is for their table to say. */
static const char *check_names(const struct setting *setting, const char *text)
{
    size_t count;
    rmap_split_list(setting->arena, text, &count);
    return count ? text : "none";
}

/* Gathers lines of `set`, one below the other (the last one wins), or a list's items. A map file may hold 100,000. */
static void gather(struct rmap_buffer *all, const char *separator, const char *item)
{
    if (all->length > 0 && item[0])
        rmap_append_text(all, separator);
    rmap_append_text(all, item);
}

/* The text gathered, in the arena; NULL when `ok` is false. Frees the buffer. */
static const char *keep(struct rmap_arena *arena, struct rmap_buffer *all, bool ok)
{
    const char *text = ok ? rmap_copy_n(arena, all->text ? all->text : "", all->length) : NULL;
    rmap_buffer_free(all);
    return text;
}

static const char *stack(struct rmap_arena *arena, const char *first, const char *then)
{
    if (!first[0] || !then[0])
        return first[0] ? first : then;
    return rmap_format(arena, "%s\n%s", first, then);
}

static const char *check_properties(const struct setting *setting, const char *text)
{
    struct rmap_buffer lines = {0};
    bool ok = true;
    for (text += strspn(text, "\n"); *text && ok; text += strspn(text, "\n")) {
        size_t length = strcspn(text, "\n");
        const char *line = one_line(setting->arena, rmap_copy_n(setting->arena, text, length));
        const char *equals = strchr(line, '=');
        ok = (equals && equals != line) || refuse(setting, line, "is not NAME=VALUE, such as land.fill=#eeeeee");
        gather(&lines, "\n", line);
        text += length;
    }
    return keep(setting->arena, &lines, ok);
}

/* Kept without a blank before the unit. */
static const char *check_tolerance(const struct setting *setting, const char *text)
{
    static const struct {
        const char *unit, *range;
        double min, max;
    } limits[] = {
        {"px", "is outside 0.001..10 px", 0.001, 10},
        {"mm", "is outside 0.0001..5 mm", 0.0001, 5},
        {"m", "is outside 0.001..10000 m", 0.001, 10000},
    };
    double value;
    const char *end = rmap_read_number(text, &value);
    if (!end)
        return refuse(setting, text, "is not a tolerance, such as 0.05px");
    const char *unit = end + strspn(end, " ");
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (!rmap_same_word(unit, limits[i].unit))
            continue;
        if (value < limits[i].min || value > limits[i].max)
            return refuse(setting, text, limits[i].range);
        return rmap_format(setting->arena, "%.*s%s", (int)(end - text), text, limits[i].unit);
    }
    return refuse(setting, text, "needs a unit: px, mm or m");
}

static const char *check(const struct setting *setting, const char *given)
{
    if (setting->spec->type == RMAP_TYPE_PATH)
        return rmap_copy(setting->arena, given);
    if (!rmap_is_utf8(given, strlen(given))) {
        rmap_fail(setting->err, setting->status, "%s: the value is not UTF-8", setting->where);
        return NULL;
    }
    if (setting->spec->type == RMAP_TYPE_PROPERTIES)
        return check_properties(setting, given);
    const char *text = one_line(setting->arena, given);
    switch (setting->spec->type) {
    case RMAP_TYPE_LENGTH:
        return check_length(setting, text);
    case RMAP_TYPE_SIZE:
        return check_size(setting, text);
    case RMAP_TYPE_DISTANCES:
        return check_distances(setting, text);
    case RMAP_TYPE_DISTANCE:
        return check_distance(setting, text);
    case RMAP_TYPE_PLACES:
        return check_places(setting, text);
    case RMAP_TYPE_BEARINGS:
        return check_bearings(setting, text);
    case RMAP_TYPE_EXTENT:
        return check_extent(setting, text);
    case RMAP_TYPE_NUMBER:
        return check_number(setting, text);
    case RMAP_TYPE_CHOICE:
        return check_choice(setting, text);
    case RMAP_TYPE_PLACEMENT:
    case RMAP_TYPE_SWITCH:
        return check_switch(setting, text);
    case RMAP_TYPE_NAMES:
        return check_names(setting, text);
    case RMAP_TYPE_TOLERANCE:
        return check_tolerance(setting, text);
    case RMAP_TYPE_TEXT:
    case RMAP_TYPE_PATH:
    case RMAP_TYPE_PROPERTIES:
        break;
    }
    return text;
}

/* --- setting --- */

static enum rmap_option_id id_of(const struct rmap_option_spec *spec)
{
    return (enum rmap_option_id)(spec - rmap_option_table);
}

static bool fail_unknown(const char *name, const char *where, enum rmap_status status, struct rmap_error *err)
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

static void put(struct rmap_options *options, enum rmap_option_id id, const char *text, const char *where)
{
    options->values[id] = (struct rmap_value){.text = text, .where = rmap_copy(options->arena, where)};
}

/* --- map files --- */

static bool takes_list(const struct rmap_option_spec *spec)
{
    return spec->type == RMAP_TYPE_DISTANCES || spec->type == RMAP_TYPE_PLACES
           || spec->type == RMAP_TYPE_BEARINGS || spec->type == RMAP_TYPE_EXTENT || spec->type == RMAP_TYPE_NAMES
           || spec->type == RMAP_TYPE_PROPERTIES;
}

/* Does the item say something by itself? A pair of numbers may be two items. */
static bool checks_alone(const struct rmap_option_spec *spec)
{
    return spec->type != RMAP_TYPE_PLACES && spec->type != RMAP_TYPE_EXTENT && spec->type != RMAP_TYPE_BEARINGS;
}

static bool fail_at(const struct setting *setting, const struct rmap_node *node, const char *problem)
{
    return rmap_fail(setting->err, setting->status, "%s: '%s' %s", rmap_node_where(setting->arena, node),
                     setting->spec->name, problem);
}

static const char *check_node(const struct setting *setting, const struct rmap_node *node, const char *text)
{
    struct setting here = *setting;
    here.where = rmap_node_where(setting->arena, node);
    return check(&here, text);
}

/* "land: {fill: white}" and "land.fill: white" become lines "land.fill=white". */
static bool read_properties(const struct setting *setting, const struct rmap_node *map, const char *prefix,
                            struct rmap_buffer *lines)
{
    for (const struct rmap_node *node = map->first; node; node = node->next) {
        const char *name = rmap_format(setting->arena, "%s%s", prefix, node->key), *line;
        if (node->kind == RMAP_NODE_LIST)
            return fail_at(setting, node, "takes one value for a property, not a list");
        if (node->kind == RMAP_NODE_MAP) {
            if (!read_properties(setting, node, rmap_format(setting->arena, "%s.", name), lines))
                return false;
            continue;
        }
        line = check_node(setting, node, rmap_format(setting->arena, "%s=%s", name, node->text));
        if (!line)
            return false;
        gather(lines, "\n", line);
    }
    return true;
}

static const char *read_mapping(const struct setting *setting, const struct rmap_node *map)
{
    struct rmap_buffer lines = {0};
    bool ok = read_properties(setting, map, "", &lines);
    return keep(setting->arena, &lines, ok);
}

static const char *read_item(const struct setting *setting, const struct rmap_node *node)
{
    if (node->kind == RMAP_NODE_SCALAR)
        return checks_alone(setting->spec) ? check_node(setting, node, node->text) : node->text;
    fail_at(setting, node, "takes plain values in its list");
    return NULL;
}

static const char *read_list(const struct setting *setting, const struct rmap_node *list)
{
    bool is_set = setting->spec->type == RMAP_TYPE_PROPERTIES, ok = true;
    struct rmap_buffer joined = {0};
    for (const struct rmap_node *node = list->first; node && ok; node = node->next) {
        const char *item = read_item(setting, node);
        ok = item != NULL;
        gather(&joined, is_set ? "\n" : ",", ok ? item : "");
    }
    const char *text = keep(setting->arena, &joined, ok);
    return is_set || !text ? text : check_node(setting, list, text);
}

/* A style is a name, or a file like any other. */
static bool is_path(const struct rmap_option_spec *spec, const char *text)
{
    if (spec->type == RMAP_TYPE_PATH)
        return strcmp(text, "-") != 0;
    size_t length = strlen(text);
    return id_of(spec) == RMAP_OPT_STYLE
           && (strchr(text, '/') || (length > 5 && strcmp(text + length - 5, ".yaml") == 0));
}

static const char *in_folder(const struct setting *setting, const char *text, const char *file)
{
    return text[0] == '/' ? text : rmap_format(setting->arena, "%.*s/%s", (int)(strrchr(file, '/') - file), file, text);
}

/* A relative path is seen from the folder of the file that names it; so is a shapefile among places. */
static const char *beside(const struct setting *setting, const char *text, const char *file)
{
    size_t count = 0;
    if (!strchr(file, '/') || !text[0])
        return text;
    if (is_path(setting->spec, text))
        return in_folder(setting, text, file);
    if (setting->spec->type != RMAP_TYPE_PLACES || !strstr(text, "."))
        return text;
    const char **items = rmap_split_places(setting->arena, text, &count);
    for (size_t i = 0; i < count; i++)
        items[i] = rmap_names_shapefile(items[i]) ? in_folder(setting, items[i], file) : items[i];
    return join(setting->arena, items, ",");
}

/* The option's value as it is kept; NULL on failure. */
static const char *read_node(const struct setting *setting, const struct rmap_node *node)
{
    if (node->kind == RMAP_NODE_SCALAR)
        return check_node(setting, node, node->text);
    if (node->kind == RMAP_NODE_MAP && setting->spec->type == RMAP_TYPE_PROPERTIES)
        return read_mapping(setting, node);
    if (node->kind == RMAP_NODE_LIST && takes_list(setting->spec))
        return read_list(setting, node);
    fail_at(setting, node,
            node->kind == RMAP_NODE_LIST ? "takes one value, not a list" : "takes a value, not a mapping");
    return NULL;
}

static bool read_option(struct rmap_options *options, const struct rmap_node *node, struct rmap_error *err)
{
    const struct rmap_option_spec *spec = rmap_option_find(node->key);
    if (!spec)
        return fail_unknown(
            node->key, rmap_format(options->arena, "%s:%d:%d", node->file, node->key_line, node->key_column),
            RMAP_INPUT, err);
    struct setting setting = {.spec = spec, .arena = options->arena, .status = RMAP_INPUT, .err = err};
    const char *text = read_node(&setting, node);
    if (!text)
        return false;
    text = beside(&setting, text, node->file);
    enum rmap_option_id id = id_of(spec);
    if (!rmap_option_given(options, id))
        put(options, id, text, rmap_node_where(options->arena, node));
    else if (id == RMAP_OPT_SET)
        options->values[id].text = stack(options->arena, text, options->values[id].text);
    return true;
}

void rmap_options_init(struct rmap_options *options, struct rmap_arena *arena)
{
    options->arena = arena;
    for (int i = 0; i < RMAP_OPTION_COUNT; i++)
        options->values[i] = (struct rmap_value){.text = rmap_option_table[i].fallback};
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
        return fail_unknown(name, where, RMAP_USAGE, err);
    struct setting setting = {.spec = spec, .arena = options->arena, .status = RMAP_USAGE, .err = err};
    setting.where = where ? where : rmap_format(options->arena, "option --%s", name);
    enum rmap_option_id id = id_of(spec);
    const char *text = check(&setting, value);
    if (!text)
        return false;
    if (id == RMAP_OPT_SET)
        text = stack(options->arena, options->values[id].text, text);
    put(options, id, text, setting.where);
    return true;
}

bool rmap_options_read(struct rmap_options *options, const char *path, struct rmap_error *err)
{
    const struct rmap_node *root = rmap_yaml_read(options->arena, path, RMAP_INPUT, err);
    if (!root)
        return false;
    if (root->kind != RMAP_NODE_MAP)
        return rmap_fail(err, RMAP_INPUT, "%s: a map file holds options, such as 'rings: 300km'",
                         rmap_node_where(options->arena, root));
    for (const struct rmap_node *node = root->first; node; node = node->next)
        if (!read_option(options, node, err))
            return false;
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
