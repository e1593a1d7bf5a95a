/* line_names.h - names of lines set along them: the Military Demarcation Line, the Northern Limit Line, rivers. */
#ifndef RMAP_LINE_NAMES_H
#define RMAP_LINE_NAMES_H

#include "map.h"

/* Names each line of the rule "line-names" that its own rule (the one called as the line's kind) draws at this scale and
 * that is long enough on the page: beside the line, clear of all that is taken, which its letters then join. A line that
 * has no room for its name stays without: the legend has it. RMAP_INPUT when the layer cannot be read. */
bool rmap_line_names_draw(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err);

/* The same for the rivers of the rule "river-names" that have a name, where the rule "rivers" draws them. */
bool rmap_line_names_rivers(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err);

#endif
