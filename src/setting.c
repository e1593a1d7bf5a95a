#include "setting.h"

#include <math.h>
#include <string.h>

#include "values.h"

#define MM_PER_INCH 25.4
#define MIN_PIXELS  50.0
#define MAX_PIXELS  32767.0 /* the most that cairo draws */

static const char *refuse(const struct rmap_setting *setting, const char *value, const char *reason)
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

static const char *check_length(const struct rmap_setting *setting, const char *text)
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

static const char *check_size(const struct rmap_setting *setting, const char *text)
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

static const char *check_distances(const struct rmap_setting *setting, const char *text)
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

static const char *check_distance(const struct rmap_setting *setting, const char *text)
{
    double metres;
    const char *why;
    if (rmap_same_word(text, "none"))
        return "";
    return rmap_parse_distance(text, &metres, NULL, NULL, &why) ? text : refuse(setting, text, why);
}

/* How many there may be is what `min` and `max` say. */
static const char *check_bearings(const struct rmap_setting *setting, const char *text)
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

static const char *out_of_range(const struct rmap_setting *setting, const char *text, const char *what, double deg,
                                double limit)
{
    rmap_fail(setting->err, setting->status, "%s: '%s': %s %s is outside -%.0f..%.0f", setting->where, text,
              what, rmap_decimal(setting->arena, deg, 6), limit, limit);
    return NULL;
}

/* Most software gives longitude first. */
static const char *swapped(const struct rmap_setting *setting, const char *text, struct rmap_lonlat at)
{
    const char *lat = rmap_decimal(setting->arena, at.lon_deg, 6), *lon = rmap_decimal(setting->arena, at.lat_deg, 6);
    rmap_fail(setting->err, setting->status, "%s: '%s': latitude %s is outside -90..90; latitude comes first: %s,%s",
              setting->where, text, lon, lat, lon);
    return NULL;
}

static const char *check_place(const struct rmap_setting *setting, const char *text)
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

static const char *check_places(const struct rmap_setting *setting, const char *text)
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

static const char *check_extent(const struct rmap_setting *setting, const char *text)
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

static const char *check_number(const struct rmap_setting *setting, const char *text)
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

static const char *check_choice(const struct rmap_setting *setting, const char *text)
{
    const char *lower = lower_case(setting->arena, text);
    if (is_one_of(lower, setting->spec->choices))
        return lower;
    return refuse(setting, text,
                  rmap_format(setting->arena, "is none of %s", join(setting->arena, setting->spec->choices, ", ")));
}

/* Switches and placements both know yes and no. */
static const char *check_switch(const struct rmap_setting *setting, const char *text)
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
static const char *check_names(const struct rmap_setting *setting, const char *text)
{
    size_t count;
    rmap_split_list(setting->arena, text, &count);
    return count ? text : "none";
}

void rmap_gather(struct rmap_buffer *all, const char *separator, const char *item)
{
    if (all->length > 0 && item[0])
        rmap_append_text(all, separator);
    rmap_append_text(all, item);
}

const char *rmap_keep(struct rmap_arena *arena, struct rmap_buffer *all, bool ok)
{
    const char *text = ok ? rmap_copy_n(arena, all->text ? all->text : "", all->length) : NULL;
    rmap_buffer_free(all);
    return text;
}

static const char *check_properties(const struct rmap_setting *setting, const char *text)
{
    struct rmap_buffer lines = {0};
    bool ok = true;
    for (text += strspn(text, "\n"); *text && ok; text += strspn(text, "\n")) {
        size_t length = strcspn(text, "\n");
        const char *line = one_line(setting->arena, rmap_copy_n(setting->arena, text, length));
        const char *equals = strchr(line, '=');
        ok = (equals && equals != line) || refuse(setting, line, "is not NAME=VALUE, such as land.fill=#eeeeee");
        rmap_gather(&lines, "\n", line);
        text += length;
    }
    return rmap_keep(setting->arena, &lines, ok);
}

/* Kept without a blank before the unit. */
static const char *check_tolerance(const struct rmap_setting *setting, const char *text)
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

/* The others are text as it stands. */
static const char *(*const CHECKS[])(const struct rmap_setting *setting, const char *text) = {
    [RMAP_TYPE_LENGTH] = check_length,
    [RMAP_TYPE_SIZE] = check_size,
    [RMAP_TYPE_DISTANCES] = check_distances,
    [RMAP_TYPE_DISTANCE] = check_distance,
    [RMAP_TYPE_PLACES] = check_places,
    [RMAP_TYPE_BEARINGS] = check_bearings,
    [RMAP_TYPE_EXTENT] = check_extent,
    [RMAP_TYPE_NUMBER] = check_number,
    [RMAP_TYPE_CHOICE] = check_choice,
    [RMAP_TYPE_PLACEMENT] = check_switch,
    [RMAP_TYPE_SWITCH] = check_switch,
    [RMAP_TYPE_NAMES] = check_names,
    [RMAP_TYPE_TOLERANCE] = check_tolerance,
};

const char *rmap_setting_check(const struct rmap_setting *setting, const char *given)
{
    enum rmap_option_type type = setting->spec->type;
    if (type == RMAP_TYPE_PATH)
        return rmap_copy(setting->arena, given);
    if (!rmap_is_utf8(given, strlen(given))) {
        rmap_fail(setting->err, setting->status, "%s: the value is not UTF-8", setting->where);
        return NULL;
    }
    if (type == RMAP_TYPE_PROPERTIES)
        return check_properties(setting, given);
    const char *text = one_line(setting->arena, given);
    bool checked = (size_t)type < sizeof CHECKS / sizeof *CHECKS && CHECKS[type];
    return checked ? CHECKS[type](setting, text) : text;
}
