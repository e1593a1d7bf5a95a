/* crowd.h - how large markers may be so that they lie beside each other. Pure: plain numbers in page millimetres.
 *
 *     double factor = rmap_crowd_shrink(marks, count, 0.6);      all symbols of the map get this much smaller
 *     double dot_mm = rmap_crowd_dot(marks, count, 0.9, 1.2);    and those that still lie on another become dots
 */
#ifndef RMAP_CROWD_H
#define RMAP_CROWD_H

#include <stddef.h>

#include "geom.h"

struct rmap_crowd_mark {
    struct rmap_page at;
    double reach_mm;              /* half the side of the symbol's box, at full size */
    double casing_mm;             /* around it, at any size */
    bool dot;                     /* out: overlaps another even at the smallest size */
};

/* The largest factor, least..1, at which the boxes of no two marks overlap. Marks that would need less get `dot`, and then
 * count only where they lie near one that is none. */
double rmap_crowd_shrink(struct rmap_crowd_mark *marks, size_t count, double least);
/* The diameter, least..most, at which no two dots, with their casings, overlap; `least` when some do at any. */
double rmap_crowd_dot(const struct rmap_crowd_mark *marks, size_t count, double least_mm, double most_mm);

#endif
