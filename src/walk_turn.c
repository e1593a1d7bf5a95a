#include "walk_turn.h"

#include <math.h>

#include "space.h"

#define CLOSE_M    1e-4 /* so near the distance a corner is */
#define JUMP       1.5  /* times the way along the curve: so far what is nearest moves only in a corner */
#define LONG_PART  0.1  /* of a chord: shorter pieces without a jump hold no corner; */
#define SHORT_PART 1e-3 /* so short a piece tells where it is */
#define CORNER_OFF \
    0.1 /* of the tolerance: a corner that is less off the chord is none; it may not be alone */
#define SPIKE      0.1 /* times the distance: no corner is farther from the chord that misses it */
#define MOST_TURNS 20  /* steps to a corner */
#define MOST_HALVINGS 10
#define DETOUR     1.2 /* times the straight way: the curve between two places where it has no corner is not longer */

/* In a corner of the curve what is nearest jumps from one place to another. */
struct jump {
    struct rmap_lonlat from, to, at;
    size_t from_leg, to_leg;
};

/* Halves the chord until it is known where what is nearest jumps from one foot to another; true when it does. */
static bool find_jump(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b,
                      double length_m, struct jump *jump)
{
    double low = 0, high = 1, way_m = length_m;
    *jump = (struct jump){a->foot, b->foot, a->end.at, a->leg, b->leg};
    while (high - low > SHORT_PART
           && (high - low > LONG_PART || rmap_space_apart(jump->from, jump->to) > JUMP * way_m)) {
        double t = (low + high) / 2;
        jump->at = rmap_step_along(a, b, t);
        rmap_walk_off(walk, jump->at);
        bool before = rmap_space_apart(jump->from, walk->last.at) < rmap_space_apart(jump->to, walk->last.at);
        *(before ? &low : &high) = t;
        *(before ? &jump->from : &jump->to) = walk->last.at;
        *(before ? &jump->from_leg : &jump->to_leg) = walk->last.leg;
        way_m = (high - low) * length_m;
    }
    return rmap_space_apart(jump->from, jump->to) > JUMP * way_m;
}

/* A place at the distance from a foot, seen from there. False when it is not so far. */
static bool spot_from(const struct rmap_walk *walk, struct rmap_lonlat foot, size_t leg, struct rmap_lonlat at,
                      struct rmap_step *spot)
{
    *spot = (struct rmap_step){.end = {.at = at}, .foot = foot, .leg = leg};
    double m = rmap_geodesic_quick(foot, at, &spot->azimuth_deg, &spot->end.azimuth_deg);
    return fabs(m - walk->distance_m) <= RMAP_ENOUGH_M;
}

/* Where the curve turns from one foot to the other; what is nearest there takes the place of either, as feet on edges move.
 * False where there is no such place near the jump. */
static bool find_corner(struct rmap_walk *walk, struct jump jump, struct rmap_turn *turn)
{
    struct rmap_lonlat at = jump.at;
    for (int i = 0; i < MOST_TURNS; i++) {
        if (!rmap_walk_cross(walk, jump.from, jump.to, &at)
            || rmap_space_apart(jump.at, at) > SPIKE * walk->distance_m)
            return false;
        double off_m = rmap_walk_off(walk, at);
        bool before = rmap_space_apart(jump.from, walk->last.at) < rmap_space_apart(jump.to, walk->last.at);
        *(before ? &jump.from : &jump.to) = walk->last.at;
        *(before ? &jump.from_leg : &jump.to_leg) = walk->last.leg;
        if (fabs(off_m) <= CLOSE_M && spot_from(walk, jump.from, jump.from_leg, at, &turn->end)
            && spot_from(walk, jump.to, jump.to_leg, at, &turn->begin))
            return true;
    }
    return false;
}

/* Can there be a corner between two places that is off their chord? */
static bool may_turn(const struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    double off_m = rmap_space_apart(a->foot, b->foot) * rmap_space_apart(a->end.at, b->end.at)
                   / (4 * walk->distance_m);
    return rmap_walk_unit(walk, a, b) * off_m >= CORNER_OFF * walk->tolerance;
}

/* Two places of a line with their feet, from one of which what is nearest may jump to the other. */
struct gap {
    struct rmap_lonlat a, b, from, to;
    size_t from_leg, to_leg;
};

/* Halves the line until feet move on one leg, or so little that a corner between is nothing; a leap that stays is one. */
static bool holds_turn(struct rmap_walk *walk, const struct gap *gap, double least_m, int depth)
{
    double feet_m = rmap_space_apart(gap->from, gap->to), way_m = rmap_space_apart(gap->a, gap->b);
    if (gap->from_leg == gap->to_leg || feet_m * way_m / (4 * walk->distance_m) < least_m)
        return false;
    if (depth == 0)
        return feet_m > JUMP * way_m;
    struct rmap_lonlat middle = {(gap->a.lon_deg + gap->b.lon_deg) / 2, (gap->a.lat_deg + gap->b.lat_deg) / 2};
    rmap_walk_off(walk, middle);
    struct gap before = *gap, after = *gap;
    before.b = after.a = middle;
    before.to = after.from = walk->last.at;
    before.to_leg = after.from_leg = walk->last.leg;
    return holds_turn(walk, &before, least_m, depth - 1) || holds_turn(walk, &after, least_m, depth - 1);
}

bool rmap_turn_is(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b, double least)
{
    double unit = rmap_walk_unit(walk, a, b);
    struct gap gap = {a->end.at, b->end.at, a->foot, b->foot, a->leg, b->leg};
    return unit > 0 && !rmap_step_same_foot(a, b) && holds_turn(walk, &gap, least / unit, MOST_HALVINGS);
}

/* Beside the end of the leg of `from`, on the side where that lies. False when its foot is the end. */
static bool end_beside(struct rmap_walk *walk, const struct rmap_step *from, const struct rmap_step *towards,
                       struct rmap_step *bend)
{
    struct rmap_lonlat end = rmap_legs_end(walk->legs, from->leg, towards->foot);
    double along_deg, arriving_deg;
    if (rmap_geodesic_quick(from->foot, end, &along_deg, &arriving_deg) < RMAP_SAME_M)
        return false;
    double beside_deg = arriving_deg + copysign(90, remainder(from->azimuth_deg - along_deg, 360));
    *bend = rmap_walk_near(walk, rmap_geodesic_direct(end, beside_deg, walk->distance_m));
    rmap_walk_see(walk, from->end.at.lon_deg, bend);
    return !bend->lost && rmap_space_apart(bend->foot, end) < RMAP_SAME_M;
}

bool rmap_turn_bend(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b, struct rmap_turn *turn)
{
    struct rmap_step *bend = &turn->end;
    double way_m = rmap_space_apart(a->end.at, b->end.at);
    if (a->leg == b->leg || rmap_step_same_foot(a, b) || rmap_space_apart(a->foot, b->foot) > JUMP * way_m
        || (!end_beside(walk, a, b, bend) && !end_beside(walk, b, a, bend)))
        return false;
    turn->begin = *bend;
    double before_m = rmap_space_apart(a->end.at, bend->end.at), after_m = rmap_space_apart(bend->end.at, b->end.at);
    return before_m > RMAP_SAME_M && after_m > RMAP_SAME_M && before_m + after_m < DETOUR * way_m;
}

double rmap_turn_miss(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    struct jump jump;
    return may_turn(walk, a, b) && find_jump(walk, a, b, rmap_space_apart(a->end.at, b->end.at), &jump)
               ? rmap_walk_unit(walk, a, b) * fabs(rmap_walk_off(walk, jump.at))
               : 0;
}

bool rmap_turn_find(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b,
                    struct rmap_turn *turn)
{
    struct jump jump;
    if (!may_turn(walk, a, b) || !find_jump(walk, a, b, rmap_space_apart(a->end.at, b->end.at), &jump)
        || !find_corner(walk, jump, turn) || rmap_space_apart(a->end.at, turn->end.end.at) <= RMAP_SAME_M
        || rmap_space_apart(b->end.at, turn->end.end.at) <= RMAP_SAME_M)
        return false;
    rmap_walk_see(walk, a->end.at.lon_deg, &turn->end);
    rmap_walk_see(walk, a->end.at.lon_deg, &turn->begin);
    return true;
}
