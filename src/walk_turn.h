/* walk_turn.h - the corners of the curve, where what is nearest to it jumps from one place to another. */
#ifndef RMAP_WALK_TURN_H
#define RMAP_WALK_TURN_H

#include "walk.h"

/* A corner, as the end of what comes before it and as the beginning of what comes after. */
struct rmap_turn {
    struct rmap_step end, begin;
};

/* Is there a corner between two places? Halving their chord comes to it slowly, and never to the end of a spike between two arcs
 * that nearly touch. */
bool rmap_turn_find(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b,
                    struct rmap_turn *turn);
/* Is there a corner between two places that is off their chord by more than `least`, in the tolerance's unit? */
bool rmap_turn_is(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b, double least);
/* Where the curve begins or ends to run beside the leg that is nearest to one of two places, between an arc and a straight piece.
 * False when that is not between them. */
bool rmap_turn_bend(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b, struct rmap_turn *turn);
/* How far off a corner is that a chord cuts, although it is close wherever it was looked at; in the tolerance's unit. */
double rmap_turn_miss(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b);

#endif
