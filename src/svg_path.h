/* svg_path.h - a path's data for an SVG, in as few bytes as they go: "m25.31 7.2-.44.08h3z".
 *
 *     struct rmap_svg_numerals numerals;
 *     rmap_svg_numerals_fill(&numerals);               once for a file
 *     rmap_svg_path(&svg, &path, &numerals);           the value of d="..."
 */
#ifndef RMAP_SVG_PATH_H
#define RMAP_SVG_PATH_H

#include "geom.h"
#include "mem.h"

#define RMAP_SVG_NUMERALS 1000 /* most steps in a path are shorter, 10 mm */

/* The numbers of a path's short steps, written once. */
struct rmap_svg_numerals {
    struct rmap_svg_numeral {
        char text[7];
        unsigned char length;
    } of[RMAP_SVG_NUMERALS];
};

void rmap_svg_numerals_fill(struct rmap_svg_numerals *numerals);

/* Appends the path's data, rounded to RMAP_SVG_DECIMALS of a millimetre; without numerals to RMAP_SVG_FINE_DECIMALS. */
void rmap_svg_path(struct rmap_buffer *svg, const struct rmap_path *path, const struct rmap_svg_numerals *numerals);

#endif
