/* style.h - how things look: styles/NAME.yaml read through one table of properties.
 *
 * A style is a list of rules in drawing order. A rule has an id ("land", "rings", "site-labels"), properties with
 * SVG/CSS names, and classes that override some of them ("rings" with class "inner"; "sites" with class "airbase").
 * A style may name a base and override a few properties of it.
 */
#ifndef RMAP_STYLE_H
#define RMAP_STYLE_H

#include "display.h"
#include "error.h"
#include "options.h"

enum rmap_symbol {
    RMAP_SYMBOL_NONE, RMAP_SYMBOL_CIRCLE, RMAP_SYMBOL_SQUARE, RMAP_SYMBOL_DIAMOND, RMAP_SYMBOL_TRIANGLE,
    RMAP_SYMBOL_STAR, RMAP_SYMBOL_PLANE, RMAP_SYMBOL_CROSS, RMAP_SYMBOL_DOT_RING, RMAP_SYMBOL_HEXAGON,
};

enum rmap_case { RMAP_CASE_AS_IS, RMAP_CASE_UPPER };

/* Every property of one rule, resolved. Lengths in mm at the final size; colours with opacity multiplied in. */
struct rmap_rule {
    const char *id;
    const char *title, *title_ko;     /* for the legend and the SVG's layer name */
    const char *source;               /* a layer's file stem in the data folder, or "rings", "sites", "graticule", ... */
    const char *where;                /* "a3=KOR|PRK", "kind=mdl", "kind!=nll"; "" for all */
    const char *field, *field_ko;     /* attribute that a label shows */
    bool display;
    bool legend;                      /* explained in the legend when drawn */
    double min_scale, max_scale;      /* shown when min <= scale denominator < max; 0: no limit */
    struct rmap_color fill, stroke, casing;
    double stroke_width_mm, casing_width_mm;
    double dash_mm[RMAP_DASHES];
    int dashes;
    enum rmap_join join;
    enum rmap_cap cap;
    enum rmap_symbol symbol;
    double size_mm;                   /* of the symbol */
    struct rmap_font font;
    enum rmap_case text_transform;
    struct rmap_color color;          /* of text */
    struct rmap_color halo;
    double halo_mm;
    double padding_mm, gap_mm;
};

struct rmap_style;

/* Finds NAME in `style_dir` ("light"), or a path to a .yaml file; applies `--set` lines; scales type by `type_scale`.
 * Everything lives in the arena. NULL with RMAP_STYLE and "FILE:LINE:COLUMN: unknown property ...; did you mean ...". */
struct rmap_style *rmap_style_read(struct rmap_arena *arena, const char *style_dir, const struct rmap_options *options,
                                   struct rmap_error *err);
/* Multiplies type sizes by `type_factor` (never below the style's minimum) and line widths and symbols by
 * `line_factor`: for pages much smaller or larger than 160 mm. */
void rmap_style_scale(struct rmap_style *style, double type_factor, double line_factor);

/* Takes the colours of the other style's rules of the same names, where both have one: nothing appears or goes. */
void rmap_style_recolor(struct rmap_style *style, const struct rmap_style *other);

const char *rmap_style_name(const struct rmap_style *style);
size_t rmap_style_rule_count(const struct rmap_style *style);
const struct rmap_rule *rmap_style_rule_at(const struct rmap_style *style, size_t index); /* in drawing order */
/* The rule by id, with the class's overrides when class is not NULL or "" and known. Never NULL: an unknown id gives a
 * rule with display false. */
const struct rmap_rule *rmap_style_rule(const struct rmap_style *style, const char *id, const char *class);
bool rmap_style_has_class(const struct rmap_style *style, const char *id, const char *class);

/* `halo: auto` takes the colour of the ground that the text stands on. */
#define RMAP_COLOR_AUTO ((struct rmap_color){-1, -1, -1, 1})
struct rmap_color rmap_rule_halo(const struct rmap_rule *rule, struct rmap_color ground);

/* The rule's paint (fill, stroke, dashes) for the display list. */
struct rmap_paint rmap_rule_paint(const struct rmap_rule *rule);

/* Names of the styles in the folder, sorted, NULL-terminated, in the arena; for `ringmap list styles`. */
const char **rmap_style_names(struct rmap_arena *arena, const char *style_dir, size_t *count);
/* The style's line about itself. */
const char *rmap_style_about(const struct rmap_style *style);
/* Appends "id.property  value  default  help" lines: every property of every rule. */
void rmap_style_describe(const struct rmap_style *style, struct rmap_buffer *out);

#endif
