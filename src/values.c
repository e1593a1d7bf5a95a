#include <math.h>
#include <string.h>

#include "values.h"

#define MIN_DISTANCE_M  10.0
#define MAX_DISTANCE_M  20003931.4586 /* half the Earth: ring.h */
#define MIN_EXTENT_DEG  0.001
#define MM_PER_INCH     25.4
#define POINTS_PER_INCH 72.0

struct unit {
    const char *word, *canonical;
    double factor;
};

static const struct unit DISTANCE_UNITS[] = {
    {"km", "km", 1000},   {"m", "m", 1},       {"mi", "mi", 1609.344}, /* the international mile */
    {"nmi", "nmi", 1852}, {"nm", "nmi", 1852}, /* as aviation writes it; nobody measures maps in nanometres */
    {"ft", "ft", 0.3048}, {NULL, NULL, 0},
};

static const struct unit LENGTH_UNITS[] = {
    {"mm", "mm", 1}, {"cm", "cm", 10}, {"in", "in", MM_PER_INCH}, {"pt", "pt", MM_PER_INCH / POINTS_PER_INCH},
    {NULL, NULL, 0},
};

const char *const rmap_extent_names[] = {"korea", "north",          "south", "dmz", "yeonpyeong",
                                         "seoul", "northeast-asia", "world", NULL};

static const struct rmap_bounds EXTENTS[] = {
    {124.0, 33.0, 131.0, 43.1},   /* korea, with Ulleungdo */
    {124.0, 37.6, 130.9, 43.1},   /* north */
    {125.0, 33.0, 130.0, 38.7},   /* south */
    {125.9, 37.3, 128.7, 38.8},   /* dmz */
    {125.45, 37.5, 126.0, 37.85}, /* yeonpyeong */
    {126.3, 36.85, 127.7, 38.1},  /* seoul */
    {110.0, 24.0, 146.0, 50.0},   /* northeast-asia */
    {-30.0, -90.0, 330.0, 90.0}, /* world: cut in the Atlantic, so that Asia and America lie side by side */
};

#define INCHES(n) ((n)*MM_PER_INCH)

/* Papers: ISO 216, ANSI. Slides: what PowerPoint and Impress open with. Pixels: what the networks ask for, at a dpi that
 * keeps the type readable on a telephone. */
const struct rmap_page_size rmap_page_sizes[] = {
    {"a5", 148, 210, 0, "148 x 210 mm"},
    {"a4", 210, 297, 0, "210 x 297 mm"},
    {"a3", 297, 420, 0, "297 x 420 mm"},
    {"a2", 420, 594, 0, "420 x 594 mm"},
    {"a1", 594, 841, 0, "594 x 841 mm"},
    {"letter", INCHES(8.5), INCHES(11), 0, "8.5 x 11 in"},
    {"legal", INCHES(8.5), INCHES(14), 0, "8.5 x 14 in"},
    {"tabloid", INCHES(11), INCHES(17), 0, "11 x 17 in"},
    {"column", 85, 0, 0, "85 mm wide: one of a journal's two columns"},
    {"double-column", 175, 0, 0, "175 mm wide: both columns"},
    {"slide", INCHES(40 / 3.0), INCHES(7.5), 144, "16:9, 13.33 x 7.5 in, 1920 x 1080 px"},
    {"slide-4-3", INCHES(10), INCHES(7.5), 144, "4:3, 10 x 7.5 in, 1440 x 1080 px"},
    {"social", INCHES(5), INCHES(2.625), 240, "1200 x 630 px: a link's picture"},
    {"square", INCHES(4.5), INCHES(4.5), 240, "1080 x 1080 px"},
    {"story", INCHES(4.5), INCHES(8), 240, "1080 x 1920 px: a telephone's whole screen"},
    {NULL, 0, 0, 0, NULL},
};

static bool refuse(const char **why, const char *reason)
{
    *why = reason;
    return false;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

/* Is `text`, blanks cut, this word? Case ignored. */
static bool is_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != word[i])
            return false;
    }
    return *skip_blanks(text + length) == '\0';
}

static const struct unit *find_unit(const struct unit *units, const char *text)
{
    for (; units->word; units++)
        if (is_word(text, units->word))
            return units;
    return NULL;
}

bool rmap_parse_distance(const char *text, double *metres, double *number, const char **unit,
                         const char **why)
{
    double value;
    const char *end = rmap_read_number(text, &value);
    if (!end)
        return refuse(why, "is not a distance, such as 300km");
    end = skip_blanks(end);
    if (*end == '\0')
        return refuse(why, "needs a unit: km, m, mi or nmi");
    const struct unit *found = find_unit(DISTANCE_UNITS, end);
    if (!found)
        return refuse(why, "has an unknown unit; use km, m, mi or nmi");
    if (!(value > 0))
        return refuse(why, "must be above zero");
    if (value * found->factor < MIN_DISTANCE_M)
        return refuse(why, "is too small; the smallest distance is 10 m");
    if (value * found->factor > MAX_DISTANCE_M)
        return refuse(why, "is farther than half the Earth (20,003 km)");
    *metres = value * found->factor;
    if (number)
        *number = value;
    if (unit)
        *unit = found->canonical;
    return true;
}

bool rmap_parse_bearing(const char *text, double *deg, const char **why)
{
    static const char *const points[] = {"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                         "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
    for (int i = 0; i < 16; i++) {
        if (rmap_same_word(text, points[i])) {
            *deg = i * 22.5;
            return true;
        }
    }
    const char *end = rmap_read_number(text, deg);
    if (end && strncmp(end, "°", strlen("°")) == 0)
        end += strlen("°");
    if (!end || *skip_blanks(end))
        return refuse(why, "is not an azimuth; write degrees clockwise from north, or a point such as NE");
    if (*deg < 0 || *deg > 360)
        return refuse(why, "is no azimuth; they run from 0 to 360");
    return true;
}

bool rmap_parse_length(const char *text, double dpi, double *mm, const char **why)
{
    double value, factor = 1;
    const char *end = rmap_read_number(text, &value);
    if (!end)
        return refuse(why, "is not a length, such as 160mm");
    end = skip_blanks(end);
    const struct unit *found = find_unit(LENGTH_UNITS, end);
    if (found)
        factor = found->factor;
    else if (is_word(end, "px"))
        factor = MM_PER_INCH / dpi;
    else if (*end)
        return refuse(why, "has an unknown unit; use mm, cm, in, pt or px");
    if (!(value > 0))
        return refuse(why, "must be above zero");
    *mm = value * factor;
    return true;
}

bool rmap_page_size_named(const char *name, struct rmap_page_size *out)
{
    static const char side[] = "-landscape";
    for (const struct rmap_page_size *size = rmap_page_sizes; size->name; size++) {
        size_t length = strlen(size->name);
        bool lies = strncmp(name, size->name, length) == 0 && rmap_same_word(name + length, side) && size->height_mm > size->width_mm;
        if (!lies && !rmap_same_word(name, size->name))
            continue;
        *out = *size;
        out->width_mm = lies ? size->height_mm : size->width_mm;
        out->height_mm = lies ? size->width_mm : size->height_mm;
        return true;
    }
    return false;
}

/* --- positions --- */

struct angle {
    double deg;
    char side; /* 'N' 'S' 'E' 'W', or 0 */
};

/* Passes the first of the marks (NULL-terminated) that stands there. */
static bool pass(const char **at, const char *const *marks)
{
    for (; *marks; marks++) {
        size_t length = strlen(*marks);
        if (strncmp(*at, *marks, length) == 0) {
            *at += length;
            return true;
        }
    }
    return false;
}

/* Minutes or seconds, when a number with that mark follows. False when it is 60 or more. */
static bool read_sixtieth(const char **at, const char *const *marks, double *value)
{
    const char *digits = skip_blanks(*at);
    if (*digits < '0' || *digits > '9')
        return true;
    double number;
    const char *end = rmap_read_number(digits, &number);
    if (!end || !pass(&end, marks))
        return true;
    *at = end;
    *value = number;
    return number < 60;
}

static char side_of(char letter)
{
    switch (letter) {
    case 'N':
    case 'n':
        return 'N';
    case 'S':
    case 's':
        return 'S';
    case 'E':
    case 'e':
        return 'E';
    case 'W':
    case 'w':
        return 'W';
    default:
        return 0;
    }
}

/* "37.5665", "-37.5", "37.5665 N", "37°33'59.4\"N". */
static bool read_angle(const char **at, struct angle *angle)
{
    static const char *const degree_marks[] = {"°", "º", NULL};
    static const char *const minute_marks[] = {"'", "′", "’", NULL};
    static const char *const second_marks[] = {"\"", "″", "”", "''", NULL};

    const char *start = skip_blanks(*at);
    double deg, minutes = 0, seconds = 0;
    const char *end = rmap_read_number(start, &deg);
    if (!end)
        return false;
    bool negative = *start == '-';
    if (pass(&end, degree_marks)
        && (!read_sixtieth(&end, minute_marks, &minutes) || !read_sixtieth(&end, second_marks, &seconds)))
        return false;
    deg = fabs(deg) + minutes / 60 + seconds / 3600;

    const char *letter = skip_blanks(end);
    angle->side = side_of(*letter);
    if (angle->side && *start != '-' && *start != '+')
        end = letter + 1;
    else if (angle->side)
        return false;
    angle->deg = negative || angle->side == 'S' || angle->side == 'W' ? -deg : deg;
    *at = end;
    return true;
}

static bool is_latitude(struct angle angle)
{
    return angle.side == 0 || angle.side == 'N' || angle.side == 'S';
}

static bool is_longitude(struct angle angle)
{
    return angle.side == 0 || angle.side == 'E' || angle.side == 'W';
}

static const char *pass_separator(const char *text)
{
    text = skip_blanks(text);
    return *text == ',' || *text == ';' ? text + 1 : text;
}

bool rmap_parse_position(const char *text, struct rmap_lonlat *at, const char **why)
{
    struct angle lat, lon;
    if (!read_angle(&text, &lat))
        return refuse(why, "is not a position, such as 37.5665,126.978");
    text = pass_separator(text);
    if (*skip_blanks(text) == '\0')
        return refuse(why, "is half a position; give LAT,LON");
    if (!read_angle(&text, &lon) || *skip_blanks(text))
        return refuse(why, "is not a position, such as 37.5665,126.978");
    if (!is_latitude(lat) || !is_longitude(lon))
        return refuse(why, "has its longitude first; give LAT,LON");
    *at = (struct rmap_lonlat){lon.deg, lat.deg};
    if (fabs(lat.deg) > 90)
        return refuse(why, "has a latitude outside -90..90");
    if (fabs(lon.deg) > 180)
        return refuse(why, "has a longitude outside -180..180");
    return true;
}

/* --- extents --- */

static double wrap(double lon_deg)
{
    return lon_deg > 180 ? lon_deg - 360 : lon_deg;
}

bool rmap_parse_extent(const char *text, struct rmap_bounds *bounds, const char **why)
{
    struct angle edges[4];
    if (rmap_extent_named(text, bounds))
        return true;
    for (int i = 0; i < 4; i++) {
        if (!read_angle(&text, &edges[i]))
            return refuse(why, i ? "needs four numbers: west,south,east,north in degrees"
                                 : "is no extent; give a name, W,S,E,N in degrees, or fit");
        text = i < 3 ? pass_separator(text) : skip_blanks(text);
    }
    double west = edges[0].deg, south = edges[1].deg, east = edges[2].deg, north = edges[3].deg;
    if (*text)
        return refuse(why, "needs four numbers: west,south,east,north in degrees");
    if (!is_longitude(edges[0]) || !is_latitude(edges[1]) || !is_longitude(edges[2])
        || !is_latitude(edges[3]))
        return refuse(why, "is not in the order west,south,east,north");
    if (fabs(south) > 90 || fabs(north) > 90)
        return refuse(why, "has a latitude outside -90..90; the order is west,south,east,north");
    if (west < -180 || west > 360 || east < -180 || east > 360)
        return refuse(why, "has a longitude outside -180..180");
    if (south >= north)
        return refuse(why, "needs its south below its north; the order is west,south,east,north");
    if (east - west > 360)
        return refuse(why, "is wider than the Earth");
    if (east - west == 360) {
        *bounds = (struct rmap_bounds){west, south, east, north}; /* cut where the user says */
        return true;
    }
    double width = wrap(east) - wrap(west);
    width = width < 0 ? width + 360 : width;
    if (width == 0)
        return refuse(why, "has the same west and east");
    if (width < MIN_EXTENT_DEG || north - south < MIN_EXTENT_DEG)
        return refuse(why, "is smaller than 0.001 degrees");
    *bounds = (struct rmap_bounds){wrap(west), south, wrap(east), north};
    return true;
}

static const char *degrees(struct rmap_arena *arena, double deg)
{
    struct rmap_buffer text = {0};
    rmap_append_number(&text, deg, 4);
    const char *out = rmap_copy(arena, text.text);
    rmap_buffer_free(&text);
    return out;
}

const char *rmap_extent_doubt(struct rmap_arena *arena, const struct rmap_bounds *bounds)
{
    double width_deg = bounds->east_deg - bounds->west_deg + 360;
    if (bounds->east_deg >= bounds->west_deg || width_deg <= 180)
        return NULL;
    const char *west = degrees(arena, bounds->west_deg), *east = degrees(arena, bounds->east_deg);
    return rmap_format(arena, "goes eastwards from %s to %s, %.0f degrees wide; the west comes first: %s,%s,%s,%s", west, east,
                       width_deg, east, degrees(arena, bounds->south_deg), west, degrees(arena, bounds->north_deg));
}

bool rmap_extent_named(const char *name, struct rmap_bounds *out)
{
    name = skip_blanks(name);
    for (size_t i = 0; rmap_extent_names[i]; i++) {
        if (is_word(name, rmap_extent_names[i])) {
            *out = EXTENTS[i];
            return true;
        }
    }
    return false;
}

/* --- lists --- */

static bool separates(char c)
{
    return c == ',' || c == ';';
}

/* Behind the closing quote of an item that is quoted as a whole; else NULL: 37°33'59"N is no quoted item. */
static const char *quoted_end(const char *text)
{
    if (*text != '"')
        return NULL;
    for (text++; *text; text++) {
        if (text[0] == '"' && text[1] == '"')
            text++;
        else if (text[0] == '"')
            break;
    }
    if (*text == '\0')
        return NULL;
    const char *next = skip_blanks(text + 1);
    return *next == '\0' || separates(*next) ? text + 1 : NULL;
}

static const char *unquote(struct rmap_arena *arena, const char *text, const char *end)
{
    char *item = rmap_alloc(arena, (size_t)(end - text)), *out = item;
    for (text++; text < end - 1; text++) {
        *out++ = *text;
        if (*text == '"')
            text++;
    }
    return item;
}

bool rmap_names_shapefile(const char *text)
{
    size_t length = strlen(text);
    return length > 4 && rmap_same_word(text + length - 4, ".shp");
}

const char **rmap_split_list(struct rmap_arena *arena, const char *text, size_t *count)
{
    size_t most = 1;
    for (const char *c = text; *c; c++)
        most += separates(*c);
    const char **items = rmap_alloc(arena, (most + 1) * sizeof *items);
    *count = 0;
    for (text = skip_blanks(text); *text; text = skip_blanks(text)) {
        const char *end = quoted_end(text);
        if (end) {
            items[*count] = unquote(arena, text, end);
        } else {
            size_t length = strcspn(text, ",;");
            end = text + length;
            while (length > 0 && strchr(" \t\r\n", text[length - 1]))
                length--;
            items[*count] = rmap_copy_n(arena, text, length);
        }
        if (items[*count][0])
            ++*count;
        else
            items[*count] = NULL;
        text = skip_blanks(end);
        if (separates(*text))
            text++;
    }
    return items;
}

static bool is_angle(const char *text)
{
    struct angle angle;
    return read_angle(&text, &angle) && *skip_blanks(text) == '\0';
}

const char **rmap_split_places(struct rmap_arena *arena, const char *text, size_t *count)
{
    size_t parts;
    const char **items = rmap_split_list(arena, text, &parts);
    *count = 0;
    for (size_t i = 0; i < parts; i++) {
        const char *item = items[i];
        if (i + 1 < parts && is_angle(item) && is_angle(items[i + 1]))
            item = rmap_format(arena, "%s,%s", item, items[++i]);
        items[(*count)++] = item;
    }
    items[*count] = NULL;
    return items;
}
