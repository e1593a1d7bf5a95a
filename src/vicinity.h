/* vicinity.h - what of lines and areas lies near a place: all that a curve around them needs where it can be seen.
 *
 *     struct rmap_shape near = {0};
 *     rmap_vicinity_clip(legs, true, inside, &(struct rmap_disc){seoul, 400e3}, &near);
 *     rmap_shape_free(&near);
 */
#ifndef RMAP_VICINITY_H
#define RMAP_VICINITY_H

#include "legs.h"

/* Appends what lies in a square about the disc: pieces of lines; areas cut along its sides, which are no edge of theirs but lie
 * outside the disc. holds: does the area hold the disc's centre? Empty where there is nothing. The disc's radius: up to
 * RMAP_WIDEST_VICINITY_M. */
#define RMAP_WIDEST_VICINITY_M 5e6
void rmap_vicinity_clip(const struct rmap_legs *legs, bool closed, bool holds, const struct rmap_disc *disc,
                        struct rmap_shape *out);

#endif
