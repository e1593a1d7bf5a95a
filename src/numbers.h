/* numbers.h - numbers in words: how a distance, an area and a share are written, and figures inside texts.
 *
 * A title, subtitle or caption may hold figures, which are measured when the map is drawn:
 *
 *     {distance:seoul:humphreys}   {distance:seoul:humphreys:mi}   between two sites; km, m, mi or nmi
 *     {azimuth:seoul:humphreys}                                    at the first
 *     {length:mdl}   {length:mdl:300km}                            of a line of `boundary`; the part inside a ring
 *     {area:300km}   {area:KP}                                     of a ring; of a country's or province's land
 *     {land:300km:KP}   {share:300km:KP}   {share:300km:KP-01}     land inside a ring; its share of the country's
 *
 * A ring goes by its id ("300km-seoul"), or by the id's beginning where that fits one alone ("300km"); land by its code.
 * "{{" is a brace.
 */
#ifndef RMAP_NUMBERS_H
#define RMAP_NUMBERS_H

#include "measure.h"

/* With a thin space before the unit, digits in groups of three from 1,000 on: "67.2 km", "19 m", "282,648 km²". unit: "km"
 * (metres below one), "m", "mi" or "nmi". */
const char *rmap_number_distance(struct rmap_arena *arena, double metres, const char *unit);
/* The same for prose, two figures or more: "67 km", "9.4 km". Units that are none of these count as "km". */
const char *rmap_number_about(struct rmap_arena *arena, double metres, const char *unit);
const char *rmap_number_area(struct rmap_arena *arena, double m2);
/* 0.7624 -> "76.2%"; more decimals where these would say 0 or 100 of what is not quite that. */
const char *rmap_number_share(struct rmap_arena *arena, double share);
/* A number with exactly so many decimals (0..3), grouped. */
const char *rmap_number_text(struct rmap_arena *arena, double value, int decimals);

/* The map's own measure, made when first asked for; ringmap.c frees it. */
struct rmap_measure *rmap_numbers_measure(struct rmap_map *map);
/* Fills the figures into a text; the text itself when it has none. NULL with RMAP_USAGE for a figure, site, ring, line or
 * land that there is not, saying which there are; `where` says where the text stood. In the arena. */
const char *rmap_numbers_fill(struct rmap_map *map, const char *text, const char *where, struct rmap_error *err);
/* Fills title, subtitle and caption of the map, once, before they are laid out: map->filled. */
bool rmap_numbers_read(struct rmap_map *map, struct rmap_error *err);

#endif
