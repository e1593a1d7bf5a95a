#include "rule.h"

#include <math.h>
#include <string.h>

#include "mem.h"

enum value { TEXT, COLOR, LENGTH, DASHES, NUMBER, SWITCH, CHOICE };

enum property {
    DISPLAY, SOURCE, WHERE, FIELD, FIELD_KO, TITLE, TITLE_KO, LEGEND, MIN_SCALE, MAX_SCALE, FILL, FILL_OPACITY,
    STROKE, STROKE_OPACITY, STROKE_WIDTH, STROKE_DASHARRAY, STROKE_LINEJOIN, STROKE_LINECAP, CASING, CASING_WIDTH,
    SYMBOL, SIZE, FONT_FAMILY, FONT_SIZE, FONT_WEIGHT, FONT_STYLE, LETTER_SPACING, TEXT_TRANSFORM, COLOR_OF_TEXT,
    HALO, HALO_WIDTH, PADDING, GAP, PROPERTY_COUNT
};
_Static_assert(PROPERTY_COUNT == RMAP_PROPERTIES, "rule.h says how many");

static const char *const JOINS[] = {"round", "miter", "bevel", NULL};
static const char *const CAPS[] = {"butt", "round", "square", NULL};
static const char *const SYMBOLS[] = {"none",  "circle", "square",   "diamond", "triangle", "star",
                                      "plane", "cross",  "dot-ring", "hexagon", NULL};
static const char *const WEIGHTS[] = {"regular", "medium", "bold", NULL};
static const char *const FONT_STYLES[] = {"normal", "oblique", NULL};
static const char *const TRANSFORMS[] = {"none", "uppercase", NULL};

/* Scale denominators are numbers; lengths carry pt, mm or in. */
static const struct property_spec {
    const char *name;
    enum value type;
    const char *fallback;
    const char *const *choices;
    const char *help;
} PROPERTIES[PROPERTY_COUNT] = {
    [DISPLAY] = {"display", SWITCH, "on", NULL, "on or off"},
    [SOURCE] = {"source", TEXT, "", NULL, "shapefile in the data folder that the rule draws"},
    [WHERE] = {"where", TEXT, "", NULL, "features to draw: field=A|B, field!=A"},
    [FIELD] = {"field", TEXT, "name", NULL, "attribute that labels show"},
    [FIELD_KO] = {"field-ko", TEXT, "name_ko", NULL, "the same in Korean"},
    [TITLE] = {"title", TEXT, "", NULL, "name in the legend and of the SVG layer"},
    [TITLE_KO] = {"title-ko", TEXT, "", NULL, "the same in Korean"},
    [LEGEND] = {"legend", SWITCH, "off", NULL, "explained in the legend when drawn"},
    [MIN_SCALE] = {"min-scale", NUMBER, "0", NULL, "drawn from this scale denominator on"},
    [MAX_SCALE] = {"max-scale", NUMBER, "0", NULL, "drawn below this scale denominator; 0: always"},
    [FILL] = {"fill", COLOR, "none", NULL, "colour of the area"},
    [FILL_OPACITY] = {"fill-opacity", NUMBER, "1", NULL, "0 to 1"},
    [STROKE] = {"stroke", COLOR, "none", NULL, "colour of the line"},
    [STROKE_OPACITY] = {"stroke-opacity", NUMBER, "1", NULL, "0 to 1"},
    [STROKE_WIDTH] = {"stroke-width", LENGTH, "0.5pt", NULL, "width of the line"},
    [STROKE_DASHARRAY] = {"stroke-dasharray", DASHES, "none", NULL, "dash and gap lengths, up to 8"},
    [STROKE_LINEJOIN] = {"stroke-linejoin", CHOICE, "round", JOINS, "round, miter or bevel"},
    [STROKE_LINECAP] = {"stroke-linecap", CHOICE, "butt", CAPS, "butt, round or square"},
    [CASING] = {"casing", COLOR, "none", NULL, "colour of a wider line beneath, or around a symbol"},
    [CASING_WIDTH] = {"casing-width", LENGTH, "0pt", NULL, "how far the casing reaches out on each side"},
    [SYMBOL] = {"symbol", CHOICE, "none", SYMBOLS,
                "none, circle, square, diamond, triangle, star, plane, cross, dot-ring or hexagon"},
    [SIZE] = {"size", LENGTH, "2.4mm", NULL, "of a marker or a piece of furniture, across"},
    [FONT_FAMILY] = {"font-family", TEXT, "", NULL, "a system font; empty: the font that comes with ringmap"},
    [FONT_SIZE] = {"font-size", LENGTH, "7.5pt", NULL, "type size at final size"},
    [FONT_WEIGHT] = {"font-weight", CHOICE, "regular", WEIGHTS, "regular, medium or bold"},
    [FONT_STYLE] = {"font-style", CHOICE, "normal", FONT_STYLES, "normal or oblique"},
    [LETTER_SPACING] = {"letter-spacing", LENGTH, "0pt", NULL, "air between letters"},
    [TEXT_TRANSFORM] = {"text-transform", CHOICE, "none", TRANSFORMS, "none or uppercase"},
    [COLOR_OF_TEXT] = {"color", COLOR, "#000000", NULL, "colour of text"},
    [HALO] = {"halo", COLOR, "none", NULL, "colour around text; auto: of the ground beneath"},
    [HALO_WIDTH] = {"halo-width", LENGTH, "1.2pt", NULL, "how far the halo reaches"},
    [PADDING] = {"padding", LENGTH, "0mm", NULL, "room inside a box or around a page"},
    [GAP] = {"gap", LENGTH, "1mm", NULL, "air between parts"},
};

/* --- values --- */

static bool choose(const char *const *choices, const char *text, int *out)
{
    for (int i = 0; choices[i]; i++) {
        if (strcmp(choices[i], text) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool read_color(const char *text, bool halo, struct rmap_color *out)
{
    if (strcmp(text, "none") == 0) {
        *out = (struct rmap_color){0};
        return true;
    }
    if (halo && strcmp(text, "auto") == 0) {
        *out = RMAP_COLOR_AUTO;
        return true;
    }
    if (strcmp(text, "white") == 0 || strcmp(text, "black") == 0) {
        double v = text[0] == 'w' ? 1 : 0;
        *out = (struct rmap_color){v, v, v, 1};
        return true;
    }
    size_t digits = text[0] == '#' ? strlen(text + 1) : 0;
    if (digits != 3 && digits != 6 && digits != 8)
        return false;
    int value[8];
    for (size_t i = 0; i < digits; i++) {
        value[i] = hex_digit(text[1 + i]);
        if (value[i] < 0)
            return false;
    }
    double channel[4] = {0, 0, 0, 1};
    for (size_t i = 0; i < (digits == 8 ? 4 : 3); i++)
        channel[i] = digits == 3 ? value[i] / 15.0 : (value[2 * i] * 16 + value[2 * i + 1]) / 255.0;
    *out = (struct rmap_color){channel[0], channel[1], channel[2], channel[3]};
    return true;
}

static bool read_length(const char *text, double *mm)
{
    double value;
    const char *unit = rmap_read_number(text, &value);
    if (!unit || value < 0)
        return false;
    if (strcmp(unit, "mm") == 0)
        *mm = value;
    else if (strcmp(unit, "pt") == 0)
        *mm = value * 25.4 / 72;
    else if (strcmp(unit, "in") == 0)
        *mm = value * 25.4;
    else
        return false;
    return true;
}

static bool read_dashes(const char *text, double *dashes, int *count)
{
    *count = 0;
    if (strcmp(text, "none") == 0)
        return true;
    const char *at = text;
    while (*at) {
        char item[32];
        size_t length = strcspn(at, " ,");
        if (length == 0 || length >= sizeof item || *count == RMAP_DASHES)
            return false;
        memcpy(item, at, length);
        item[length] = '\0';
        if (!read_length(item, &dashes[*count]))
            return false;
        ++*count;
        at += length;
        at += strspn(at, " ,");
    }
    return *count > 0 && *count % 2 == 0;
}

static bool read_number(const char *text, double *out)
{
    const char *end = rmap_read_number(text, out);
    return end && *end == '\0' && *out >= 0;
}

static bool read_switch(const char *text, bool *out)
{
    bool on = !strcmp(text, "on") || !strcmp(text, "yes") || !strcmp(text, "true");
    bool off = !strcmp(text, "off") || !strcmp(text, "no") || !strcmp(text, "false");
    *out = on;
    return on || off;
}

/* Why a value is wrong, for each type. */
static const char *expected(const struct property_spec *spec)
{
    switch (spec->type) {
    case COLOR: return "is not a colour: write #rgb, #rrggbb, #rrggbbaa, black, white, none, or auto for a halo";
    case LENGTH: return "is not a length: write a number with pt, mm or in, such as 0.5pt";
    case DASHES: return "is not a dash pattern: write pairs of lengths such as '4pt 2pt', or none";
    case NUMBER: return "is not a number from 0 up";
    case SWITCH: return "is neither on nor off";
    default: return spec->help;
    }
}

static bool read_choice(struct rmap_rule *rule, enum property property, const char *text)
{
    int index = 0;
    if (!choose(PROPERTIES[property].choices, text, &index))
        return false;
    switch (property) {
    case STROKE_LINEJOIN: rule->join = (enum rmap_join)index; break;
    case STROKE_LINECAP: rule->cap = (enum rmap_cap)index; break;
    case SYMBOL: rule->symbol = (enum rmap_symbol)index; break;
    case FONT_WEIGHT: rule->font.weight = index == 2 ? RMAP_BOLD : index == 1 ? RMAP_MEDIUM : RMAP_REGULAR; break;
    case FONT_STYLE: rule->font.oblique = index == 1; break;
    default: rule->text_transform = index == 1 ? RMAP_CASE_UPPER : RMAP_CASE_AS_IS; break;
    }
    return true;
}

static double *length_field(struct rmap_rule *rule, enum property property)
{
    switch (property) {
    case STROKE_WIDTH: return &rule->stroke_width_mm;
    case CASING_WIDTH: return &rule->casing_width_mm;
    case SIZE: return &rule->size_mm;
    case FONT_SIZE: return &rule->font.size_mm;
    case LETTER_SPACING: return &rule->font.spacing_mm;
    case HALO_WIDTH: return &rule->halo_mm;
    case PADDING: return &rule->padding_mm;
    default: return &rule->gap_mm;
    }
}

static struct rmap_color *color_field(struct rmap_rule *rule, enum property property)
{
    switch (property) {
    case FILL: return &rule->fill;
    case STROKE: return &rule->stroke;
    case CASING: return &rule->casing;
    case HALO: return &rule->halo;
    default: return &rule->color;
    }
}

static const char **text_field(struct rmap_rule *rule, enum property property)
{
    switch (property) {
    case SOURCE: return &rule->source;
    case WHERE: return &rule->where;
    case FIELD: return &rule->field;
    case FIELD_KO: return &rule->field_ko;
    case TITLE: return &rule->title;
    case TITLE_KO: return &rule->title_ko;
    default: return &rule->font.family;
    }
}

/* Opacities come after FILL and STROKE in the table. */
bool rmap_rule_set(struct rmap_rule *rule, int number, const char *text)
{
    enum property property = (enum property)number;
    double value;
    switch (PROPERTIES[property].type) {
    case TEXT:
        *text_field(rule, property) = property == FONT_FAMILY && !text[0] ? NULL : text;
        return true;
    case COLOR: return read_color(text, property == HALO, color_field(rule, property));
    case LENGTH: return read_length(text, length_field(rule, property));
    case DASHES: return read_dashes(text, rule->dash_mm, &rule->dashes);
    case SWITCH: return read_switch(text, property == DISPLAY ? &rule->display : &rule->legend);
    case CHOICE: return read_choice(rule, property, text);
    case NUMBER:
        if (!read_number(text, &value))
            return false;
        if (property == FILL_OPACITY)
            rule->fill.a *= fmin(value, 1);
        else if (property == STROKE_OPACITY)
            rule->stroke.a *= fmin(value, 1);
        else
            *(property == MIN_SCALE ? &rule->min_scale : &rule->max_scale) = value;
        return true;
    }
    return false;
}

/* --- properties by number --- */

struct rmap_property rmap_property(int number)
{
    const struct property_spec *spec = &PROPERTIES[number];
    return (struct rmap_property){.name = spec->name, .fallback = spec->fallback, .help = spec->help};
}

int rmap_property_find(const char *name)
{
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        if (strcmp(PROPERTIES[i].name, name) == 0)
            return i;
    }
    return -1;
}

bool rmap_property_try(int number, const char *text, const char *where, struct rmap_error *err)
{
    const struct property_spec *spec = &PROPERTIES[number];
    struct rmap_rule trial = {0};
    return rmap_rule_set(&trial, number, text)
           || rmap_fail(err, RMAP_STYLE, spec->type == CHOICE ? "%s: %s '%s' is none of %s" : "%s: %s '%s' %s", where, spec->name,
                        text, expected(spec));
}

/* --- rules --- */

void rmap_rule_scale(struct rmap_rule *rule, double type_factor, double line_factor, double min_type_mm)
{
    double before = rule->font.size_mm;
    rule->font.size_mm = fmax(before * type_factor, fmin(before, min_type_mm));
    double factor = before > 0 ? rule->font.size_mm / before : 1;
    rule->font.spacing_mm *= factor;
    rule->halo_mm *= factor;
    rule->padding_mm *= line_factor;
    rule->gap_mm *= line_factor;
    rule->size_mm *= line_factor;
    rule->stroke_width_mm *= line_factor;
    rule->casing_width_mm *= line_factor;
    for (int i = 0; i < rule->dashes; i++)
        rule->dash_mm[i] *= line_factor;
}

void rmap_rule_recolor(struct rmap_rule *rule, const struct rmap_rule *other)
{
    static const enum property colors[] = {FILL, STROKE, CASING, COLOR_OF_TEXT, HALO};
    struct rmap_rule from = *other;
    for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
        struct rmap_color *color = color_field(rule, colors[i]), *taken = color_field(&from, colors[i]);
        if (color->a > 0 && taken->a > 0)
            *color = *taken;
    }
}

struct rmap_color rmap_rule_halo(const struct rmap_rule *rule, struct rmap_color ground)
{
    if (rule->halo.r >= 0)
        return rule->halo;
    ground.a = 1;
    return ground;
}

struct rmap_paint rmap_rule_paint(const struct rmap_rule *rule)
{
    struct rmap_paint paint = {.fill = rule->fill, .stroke = rule->stroke, .width_mm = rule->stroke_width_mm,
                               .dashes = rule->dashes, .join = rule->join, .cap = rule->cap};
    memcpy(paint.dash_mm, rule->dash_mm, sizeof paint.dash_mm);
    return paint;
}
