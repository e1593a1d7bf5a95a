/* svg.h - what an SVG's elements are made of: attributes, numbers, colours, titles.
 *
 *     rmap_append_text(svg, "<rect");
 *     rmap_svg_number(svg, "width", 160, RMAP_SVG_DECIMALS);     ' width="160"'
 *     rmap_svg_color(svg, "fill", paint->fill);                  ' fill="#dfe8ee" fill-opacity="0.5"'
 *
 * The drawing's unit is the millimetre: what a designer reads in Inkscape is what the style says. A unit of 0.01 mm, without
 * decimal points, would save 30 % of a path's bytes, 7 % of them when they are compressed.
 */
#ifndef RMAP_SVG_H
#define RMAP_SVG_H

#include "display.h"

#define RMAP_SVG_DECIMALS      2 /* 0.01 mm: a tenth of a pixel at 1600 pixels for 160 mm */
#define RMAP_SVG_FINE_DECIMALS 4 /* a ring's edge is the map's message: half a metre at 1:10,000,000 */

/* Each appends one attribute, with a blank before it; values are escaped, names are not. */
void rmap_svg_word(struct rmap_buffer *svg, const char *name, const char *value);
void rmap_svg_number(struct rmap_buffer *svg, const char *name, double value, int decimals);
/* xml:lang: it counts inside an HTML page, too, and SVG 1.1 has no `lang`. */
void rmap_svg_language(struct rmap_buffer *svg, const char *lang);
/* name: "fill" or "stroke"; its opacity goes along where it is not 1. */
void rmap_svg_color(struct rmap_buffer *svg, const char *name, struct rmap_color color);

/* A whole element, <name>text</name>, and a line's end. */
void rmap_svg_element(struct rmap_buffer *svg, const char *name, const char *text);

/* 0..1 as a byte, 0..255. */
int rmap_svg_byte(double level);

#endif
