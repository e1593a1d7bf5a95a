/* svg_shades.h - an SVG that follows its reader's dark mode: a class for each pair of day's and night's colours, with a
 * rule for the dark at the end of the file. Readers that know no such rule show the day.
 *
 *     size_t class = rmap_svg_shade(&shades, day, night);           0: needs none; else class="n1"
 *     rmap_svg_shades_write(&shades, prefix, svg);                  <style>...</style>
 *     rmap_svg_shades_free(&shades);
 */
#ifndef RMAP_SVG_SHADES_H
#define RMAP_SVG_SHADES_H

#include "display.h"

struct rmap_svg_shades {
    struct rmap_svg_shade { struct rmap_night day, night; } *items;
    size_t count, capacity;
};

/* The number of the pair's class, counted from 1; 0 when the colours stay at night, or `night` is NULL. In `day` and `night` what
 * is not painted has alpha 0. */
size_t rmap_svg_shade(struct rmap_svg_shades *shades, struct rmap_night day, const struct rmap_night *night);
/* Appends the rules of the classes "PREFIXn1", "PREFIXn2", ...; nothing where there is none. */
void rmap_svg_shades_write(const struct rmap_svg_shades *shades, const char *prefix, struct rmap_buffer *svg);
void rmap_svg_shades_free(struct rmap_svg_shades *shades);

#endif
