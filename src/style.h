/* style.h - how things look: styles/NAME.yaml read through one table of properties.
 *
 * A style is a list of rules in drawing order. A rule has an id ("land", "rings", "site-labels"), properties with
 * SVG/CSS names, and classes that override some of them ("rings" with class "inner"; "sites" with class "airbase").
 * A style may name a base and override a few properties of it.
 */
#ifndef RMAP_STYLE_H
#define RMAP_STYLE_H

#include "error.h"
#include "options.h"
#include "rule.h"

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

/* The style's line about itself. */
const char *rmap_style_about(const struct rmap_style *style);
/* Appends "id.property  value  default  help" lines: every property of every rule. */
void rmap_style_describe(const struct rmap_style *style, struct rmap_buffer *out);

#endif
