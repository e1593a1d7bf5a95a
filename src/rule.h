/* rule.h - how one kind of thing looks: its properties, each with a name as SVG and CSS have it. */
#ifndef RMAP_RULE_H
#define RMAP_RULE_H

#include "display.h"
#include "error.h"

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

/* A property by its number, 0 to RMAP_PROPERTIES - 1. */
#define RMAP_PROPERTIES 33
struct rmap_property {
    const char *name, *fallback, *help;
};
struct rmap_property rmap_property(int number);
int rmap_property_find(const char *name); /* -1: there is none */

/* Is the text right for the property? False with RMAP_STYLE and why it is not. */
bool rmap_property_try(int number, const char *text, const char *where, struct rmap_error *err);

/* Sets a property from its text, which must outlive the rule. Properties are set in the order of their numbers: opacities multiply
 * into colours. False: the text is wrong. */
bool rmap_rule_set(struct rmap_rule *rule, int number, const char *text);

/* Multiplies the type size by `type_factor`, but not below `min_type_mm`, and lines, symbols and gaps by `line_factor`. */
void rmap_rule_scale(struct rmap_rule *rule, double type_factor, double line_factor, double min_type_mm);
/* Takes the other's colours, where both have one. */
void rmap_rule_recolor(struct rmap_rule *rule, const struct rmap_rule *other);

/* `halo: auto` takes the colour of the ground that the text stands on. */
#define RMAP_COLOR_AUTO ((struct rmap_color){-1, -1, -1, 1})
struct rmap_color rmap_rule_halo(const struct rmap_rule *rule, struct rmap_color ground);

/* The rule's paint (fill, stroke, dashes) for the display list. */
struct rmap_paint rmap_rule_paint(const struct rmap_rule *rule);

#endif
