#include "style.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "yaml.h"

#define MAX_BASES 4 /* a style on a style on a style ... */

enum property_type { TEXT, COLOR, LENGTH, DASHES, NUMBER, SWITCH, CHOICE };

enum property {
    DISPLAY, SOURCE, WHERE, FIELD, FIELD_KO, TITLE, TITLE_KO, LEGEND, MIN_SCALE, MAX_SCALE, FILL, FILL_OPACITY,
    STROKE, STROKE_OPACITY, STROKE_WIDTH, STROKE_DASHARRAY, STROKE_LINEJOIN, STROKE_LINECAP, CASING, CASING_WIDTH,
    SYMBOL, SIZE, FONT_FAMILY, FONT_SIZE, FONT_WEIGHT, FONT_STYLE, LETTER_SPACING, TEXT_TRANSFORM, COLOR_OF_TEXT,
    HALO, HALO_WIDTH, PADDING, GAP, PROPERTY_COUNT
};

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
    enum property_type type;
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

/* What a style file says of one rule or class: text as written, turned into values once everything is merged. */
struct draft {
    const char *id;
    const char *text[PROPERTY_COUNT];
    const char *where[PROPERTY_COUNT]; /* "file:line:column" */
    struct draft *classes, *next;
};

struct rmap_style {
    struct rmap_arena *arena;
    const char *name, *about;
    struct draft *drafts;
    struct rmap_rule **rules;      /* in drawing order */
    struct rmap_rule ***classes;   /* of each rule, NULL-terminated; a class's id is "rule.class" */
    size_t count;
    struct rmap_rule nothing;
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
    case FONT_WEIGHT: rule->font.weight = (enum rmap_weight[]){RMAP_REGULAR, RMAP_MEDIUM, RMAP_BOLD}[index]; break;
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

/* Sets one property of the rule. Opacities multiply into the colours: they come after FILL and STROKE in the table. */
static bool apply(struct rmap_rule *rule, enum property property, const char *text)
{
    double number;
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
        if (!read_number(text, &number))
            return false;
        if (property == FILL_OPACITY)
            rule->fill.a *= fmin(number, 1);
        else if (property == STROKE_OPACITY)
            rule->stroke.a *= fmin(number, 1);
        else
            *(property == MIN_SCALE ? &rule->min_scale : &rule->max_scale) = number;
        return true;
    }
    return false;
}

/* --- files to drafts --- */

static struct draft *find_draft(struct draft *first, const char *id)
{
    for (struct draft *draft = first; draft; draft = draft->next) {
        if (strcmp(draft->id, id) == 0)
            return draft;
    }
    return NULL;
}

static struct draft *add_draft(struct rmap_arena *arena, struct draft **first, const char *id)
{
    struct draft *draft = find_draft(*first, id);
    if (draft)
        return draft;
    draft = rmap_alloc(arena, sizeof *draft);
    draft->id = rmap_copy(arena, id);
    while (*first)
        first = &(*first)->next;
    *first = draft;
    return draft;
}

static int find_property(const char *name)
{
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        if (strcmp(PROPERTIES[i].name, name) == 0)
            return i;
    }
    return -1;
}

static bool unknown_property(const char *where, const char *name, struct rmap_error *err)
{
    const char *names[PROPERTY_COUNT + 1] = {0};
    for (int i = 0; i < PROPERTY_COUNT; i++)
        names[i] = PROPERTIES[i].name;
    const char *near = rmap_nearest(name, names);
    if (near)
        return rmap_fail(err, RMAP_STYLE, "%s: unknown property '%s'; did you mean '%s'?", where, name, near);
    return rmap_fail(err, RMAP_STYLE, "%s: unknown property '%s'; 'ringmap list style' shows every property", where,
                     name);
}

/* Keeps the text after a trial run, so that a wrong value is reported where it stands. */
static bool set_property(struct draft *draft, const char *name, const char *text, const char *where,
                         struct rmap_error *err)
{
    int property = find_property(name);
    if (property < 0)
        return unknown_property(where, name, err);
    struct rmap_rule trial = {0};
    if (!apply(&trial, (enum property)property, text)) {
        const struct property_spec *spec = &PROPERTIES[property];
        return rmap_fail(err, RMAP_STYLE, spec->type == CHOICE ? "%s: %s '%s' is none of %s" : "%s: %s '%s' %s", where,
                         name, text, expected(spec));
    }
    draft->text[property] = text;
    draft->where[property] = where;
    return true;
}

static const char *key_where(struct rmap_arena *arena, const struct rmap_node *node)
{
    return rmap_format(arena, "%s:%d:%d", node->file, node->key_line, node->key_column);
}

static bool read_rule(struct rmap_style *style, struct draft *draft, const struct rmap_node *map, bool is_class,
                      struct rmap_error *err)
{
    if (map->kind != RMAP_NODE_MAP)
        return rmap_fail(err, RMAP_STYLE, "%s: '%s' must hold properties, such as '%s: {stroke: \"#808080\"}'",
                         rmap_node_where(style->arena, map), draft->id, draft->id);
    for (const struct rmap_node *node = map->first; node; node = node->next) {
        if (!is_class && strcmp(node->key, "classes") == 0) {
            if (node->kind != RMAP_NODE_MAP)
                return rmap_fail(err, RMAP_STYLE, "%s: 'classes' must hold classes by name",
                                 rmap_node_where(style->arena, node));
            for (const struct rmap_node *class = node->first; class; class = class->next) {
                struct draft *sub = add_draft(style->arena, &draft->classes, class->key);
                if (!read_rule(style, sub, class, true, err))
                    return false;
            }
            continue;
        }
        if (find_property(node->key) < 0)
            return unknown_property(key_where(style->arena, node), node->key, err);
        if (node->kind != RMAP_NODE_SCALAR)
            return rmap_fail(err, RMAP_STYLE, "%s: '%s' must be one value",
                             rmap_node_where(style->arena, node), node->key);
        if (!set_property(draft, node->key, node->text, rmap_node_where(style->arena, node), err))
            return false;
    }
    return true;
}

static bool is_path(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".yaml") == 0);
}

static const char *style_path(struct rmap_arena *arena, const char *folder, const char *name)
{
    return is_path(name) ? name : rmap_format(arena, "%s/%s.yaml", folder, name);
}

/* A base that is a file lies beside the style that names it. */
static const char *base_path(struct rmap_arena *arena, const char *style_path, const char *name)
{
    const char *slash = strrchr(style_path, '/');
    if (!is_path(name) || name[0] == '/' || !slash)
        return name;
    return rmap_format(arena, "%.*s/%s", (int)(slash - style_path), style_path, name);
}

static bool unknown_style(struct rmap_arena *arena, const char *folder, const char *name, const char *where,
                          struct rmap_error *err)
{
    size_t count;
    const char **names = rmap_style_names(arena, folder, &count);
    const char *near = rmap_nearest(name, names);
    if (near)
        return rmap_fail(err, RMAP_STYLE, "%s: unknown style '%s'; did you mean '%s'?", where, name, near);
    return rmap_fail(err, RMAP_STYLE, "%s: unknown style '%s'; 'ringmap list styles' shows what there is", where, name);
}

static bool read_file(struct rmap_style *style, const char *folder, const char *name, const char *where, int depth,
                      struct rmap_error *err)
{
    const char *path = style_path(style->arena, folder, name);
    struct stat info;
    if (stat(path, &info) != 0)
        return is_path(name) ? rmap_fail(err, RMAP_STYLE, "%s: cannot open '%s': %s", where, path, strerror(errno))
                             : unknown_style(style->arena, folder, name, where, err);
    const struct rmap_node *root = rmap_yaml_read(style->arena, path, RMAP_STYLE, err);
    if (!root)
        return false;
    if (root->kind != RMAP_NODE_MAP)
        return rmap_fail(err, RMAP_STYLE, "%s:1:1: a style holds 'about', 'base' and 'rules'", path);
    const struct rmap_node *base = rmap_node_find(root, "base");
    if (base) {
        const char *base_where = rmap_node_where(style->arena, base);
        if (depth == MAX_BASES)
            return rmap_fail(err, RMAP_STYLE, "%s: styles stand on each other more than %d deep", base_where, MAX_BASES);
        if (base->kind != RMAP_NODE_SCALAR)
            return rmap_fail(err, RMAP_STYLE, "%s: 'base' must be one style's name or file", base_where);
        if (!read_file(style, folder, base_path(style->arena, path, base->text), base_where, depth + 1, err))
            return false;
    }
    for (const struct rmap_node *node = root->first; node; node = node->next) {
        if (node == base)
            continue;
        if (strcmp(node->key, "about") == 0 && node->kind == RMAP_NODE_SCALAR) {
            style->about = node->text;
        } else if (strcmp(node->key, "rules") == 0 && node->kind == RMAP_NODE_MAP) {
            for (const struct rmap_node *rule = node->first; rule; rule = rule->next) {
                if (!read_rule(style, add_draft(style->arena, &style->drafts, rule->key), rule, false, err))
                    return false;
            }
        } else {
            return rmap_fail(err, RMAP_STYLE, "%s: unknown or misplaced '%s'; a style holds 'about', 'base' and 'rules'",
                             key_where(style->arena, node), node->key);
        }
    }
    return true;
}

/* One line "rule.property=value" or "rule.class.property=value". */
static bool apply_override(struct rmap_style *style, const char *line, const char *where, struct rmap_error *err)
{
    const char *equals = strchr(line, '=');
    const char *name = equals ? rmap_copy_n(style->arena, line, (size_t)(equals - line)) : line;
    const char *last_dot = strrchr(name, '.');
    if (!equals || !last_dot)
        return rmap_fail(err, RMAP_USAGE, "%s: '%s' is not RULE.PROPERTY=VALUE, such as land.fill=#eeeeee", where, line);
    char *rule = rmap_copy_n(style->arena, name, (size_t)(last_dot - name));
    char *class = strchr(rule, '.');
    if (class)
        *class++ = '\0';
    struct draft *draft = find_draft(style->drafts, rule);
    if (!draft) {
        const char **ids = rmap_alloc(style->arena, (style->count + 64) * sizeof *ids);
        size_t count = 0;
        for (struct draft *d = style->drafts; d && count < style->count + 63; d = d->next)
            ids[count++] = d->id;
        const char *near = rmap_nearest(rule, ids);
        return rmap_fail(err, RMAP_STYLE, near ? "%s: the style has no rule '%s'; did you mean '%s'?"
                                               : "%s: the style has no rule '%s'", where, rule, near);
    }
    if (class)
        draft = add_draft(style->arena, &draft->classes, class);
    return set_property(draft, last_dot + 1, equals + 1, where, err);
}

static bool apply_overrides(struct rmap_style *style, const struct rmap_options *options, struct rmap_error *err)
{
    const char *lines = rmap_option_text(options, RMAP_OPT_SET);
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        if (length > 0 && !apply_override(style, rmap_copy_n(style->arena, lines, length),
                                          rmap_option_where(options, RMAP_OPT_SET), err)) {
            return false;
        }
        lines += length + (lines[length] == '\n');
    }
    return true;
}

/* --- drafts to rules --- */

/* A class's text wins over its rule's, that over the default. */
static struct rmap_rule *resolve(struct rmap_style *style, const struct draft *rule, const struct draft *class)
{
    struct rmap_rule *out = rmap_alloc(style->arena, sizeof *out);
    out->id = class ? rmap_format(style->arena, "%s.%s", rule->id, class->id) : rule->id;
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        const char *text = class && class->text[i] ? class->text[i] : rule->text[i];
        apply(out, (enum property)i, text ? text : PROPERTIES[i].fallback);
    }
    return out;
}

static void resolve_all(struct rmap_style *style)
{
    for (struct draft *draft = style->drafts; draft; draft = draft->next)
        style->count++;
    style->rules = rmap_alloc(style->arena, (style->count + 1) * sizeof *style->rules);
    style->classes = rmap_alloc(style->arena, (style->count + 1) * sizeof *style->classes);
    size_t index = 0;
    for (struct draft *draft = style->drafts; draft; draft = draft->next, index++) {
        size_t classes = 0;
        for (struct draft *class = draft->classes; class; class = class->next)
            classes++;
        style->rules[index] = resolve(style, draft, NULL);
        style->classes[index] = rmap_alloc(style->arena, (classes + 1) * sizeof **style->classes);
        classes = 0;
        for (struct draft *class = draft->classes; class; class = class->next)
            style->classes[index][classes++] = resolve(style, draft, class);
    }
}

struct rmap_style *rmap_style_read(struct rmap_arena *arena, const char *style_dir, const struct rmap_options *options,
                                   struct rmap_error *err)
{
    struct rmap_style *style = rmap_alloc(arena, sizeof *style);
    style->arena = arena;
    style->name = rmap_option_text(options, RMAP_OPT_STYLE);
    style->about = "";
    style->nothing = (struct rmap_rule){.id = "", .title = "", .title_ko = "", .source = "", .where = "", .field = "",
                                        .field_ko = "", .font = {.size_mm = 2, .weight = RMAP_REGULAR}};
    if (!read_file(style, style_dir, style->name, rmap_option_where(options, RMAP_OPT_STYLE), 0, err)
        || !apply_overrides(style, options, err)) {
        return NULL;
    }
    resolve_all(style);
    return style;
}

/* --- queries --- */

static void scale_rule(struct rmap_rule *rule, double type_factor, double line_factor, double min_type_mm)
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

void rmap_style_scale(struct rmap_style *style, double type_factor, double line_factor)
{
    double min_type_mm = rmap_style_rule(style, "page", NULL)->font.size_mm;
    for (size_t i = 0; i < style->count; i++) {
        scale_rule(style->rules[i], type_factor, line_factor, min_type_mm);
        for (struct rmap_rule **class = style->classes[i]; *class; class++)
            scale_rule(*class, type_factor, line_factor, min_type_mm);
    }
}

const char *rmap_style_name(const struct rmap_style *style)
{
    return style->name;
}

const char *rmap_style_about(const struct rmap_style *style)
{
    return style->about;
}

size_t rmap_style_rule_count(const struct rmap_style *style)
{
    return style->count;
}

const struct rmap_rule *rmap_style_rule_at(const struct rmap_style *style, size_t index)
{
    return style->rules[index];
}

static const struct rmap_rule *find_class(const struct rmap_style *style, size_t index, const char *class)
{
    size_t prefix = strlen(style->rules[index]->id) + 1;
    for (struct rmap_rule **rule = style->classes[index]; *rule; rule++) {
        if (strcmp((*rule)->id + prefix, class) == 0)
            return *rule;
    }
    return NULL;
}

static const struct rmap_rule *find_rule(const struct rmap_style *style, const char *id, const char *class, bool exact)
{
    for (size_t i = 0; i < style->count; i++) {
        if (strcmp(style->rules[i]->id, id) != 0)
            continue;
        const struct rmap_rule *found = class && class[0] ? find_class(style, i, class) : NULL;
        return found || exact ? found : style->rules[i];
    }
    return NULL;
}

const struct rmap_rule *rmap_style_rule(const struct rmap_style *style, const char *id, const char *class)
{
    const struct rmap_rule *rule = find_rule(style, id, class, false);
    return rule ? rule : &style->nothing;
}

bool rmap_style_has_class(const struct rmap_style *style, const char *id, const char *class)
{
    return find_rule(style, id, class, true) != NULL;
}

static void recolor(struct rmap_rule *rule, const struct rmap_rule *other)
{
    static const enum property colors[] = {FILL, STROKE, CASING, COLOR_OF_TEXT, HALO};
    struct rmap_rule from = *other;
    for (size_t i = 0; i < sizeof colors / sizeof *colors; i++) {
        struct rmap_color *color = color_field(rule, colors[i]), *taken = color_field(&from, colors[i]);
        if (color->a > 0 && taken->a > 0)
            *color = *taken;
    }
}

void rmap_style_recolor(struct rmap_style *style, const struct rmap_style *other)
{
    for (size_t i = 0; i < style->count; i++) {
        struct rmap_rule *rule = style->rules[i];
        recolor(rule, rmap_style_rule(other, rule->id, NULL));
        for (struct rmap_rule **class = style->classes[i]; *class; class++)
            recolor(*class, rmap_style_rule(other, rule->id, (*class)->id + strlen(rule->id) + 1));
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

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **rmap_style_names(struct rmap_arena *arena, const char *style_dir, size_t *count)
{
    const char **names = NULL;
    size_t capacity = 0;
    *count = 0;
    DIR *folder = opendir(style_dir);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);
        if (length <= 5 || entry->d_name[0] == '.' || strcmp(entry->d_name + length - 5, ".yaml") != 0)
            continue;
        names = rmap_grow(names, &capacity, *count + 1, sizeof *names);
        names[(*count)++] = rmap_copy_n(arena, entry->d_name, length - 5);
    }
    if (folder)
        closedir(folder);
    if (*count > 0)
        qsort(names, *count, sizeof *names, by_name);
    const char **kept = rmap_alloc(arena, (*count + 1) * sizeof *kept);
    if (*count > 0)
        memcpy(kept, names, *count * sizeof *kept);
    free(names);
    return kept;
}

static void describe_draft(const struct draft *rule, const struct draft *class, struct rmap_buffer *out)
{
    for (int i = 0; i < PROPERTY_COUNT; i++) {
        const char *own = class ? class->text[i] : rule->text[i];
        if (class && !own)
            continue; /* a class shows only what it overrides */
        char name[96];
        snprintf(name, sizeof name, "%s%s%s.%s", rule->id, class ? "." : "", class ? class->id : "", PROPERTIES[i].name);
        rmap_print(out, "%-36s %-22s %-10s %s\n", name, own ? own : PROPERTIES[i].fallback, PROPERTIES[i].fallback,
                   PROPERTIES[i].help);
    }
}

void rmap_style_describe(const struct rmap_style *style, struct rmap_buffer *out)
{
    rmap_print(out, "%-36s %-22s %-10s %s\n", "property", "value", "default", "meaning");
    for (const struct draft *rule = style->drafts; rule; rule = rule->next) {
        describe_draft(rule, NULL, out);
        for (const struct draft *class = rule->classes; class; class = class->next)
            describe_draft(rule, class, out);
    }
}
