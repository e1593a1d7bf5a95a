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

/* In a corner of the curve what is nearest jumps from one place to another. */
struct jump {
    struct rmap_lonlat from, to, at;
};

/* Halves the chord until it is known where what is nearest jumps from one foot to another; true when it does. */
static bool find_jump(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b,
                      double length_m, struct jump *jump)
{
    double low = 0, high = 1, way_m = length_m;
    *jump = (struct jump){a->foot, b->foot, a->end.at};
    while (high - low > SHORT_PART
           && (high - low > LONG_PART || rmap_space_apart(jump->from, jump->to) > JUMP * way_m)) {
        double t = (low + high) / 2;
        jump->at = rmap_step_along(a, b, t);
        rmap_walk_off(walk, jump->at);
        bool before = rmap_space_apart(jump->from, walk->last.at) < rmap_space_apart(jump->to, walk->last.at);
        *(before ? &low : &high) = t;
        *(before ? &jump->from : &jump->to) = walk->last.at;
        way_m = (high - low) * length_m;
    }
    return rmap_space_apart(jump->from, jump->to) > JUMP * way_m;
}

/* A place at the distance from a foot, seen from there. False when it is not so far. */
static bool spot_from(const struct rmap_walk *walk, struct rmap_lonlat foot, struct rmap_lonlat at,
                      struct rmap_step *spot)
{
    *spot = (struct rmap_step){.end = {.at = at}, .foot = foot};
    double m = rmap_geodesic_distance(foot, at, &spot->azimuth_deg, &spot->end.azimuth_deg);
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
        if (fabs(off_m) <= CLOSE_M && spot_from(walk, jump.from, at, &turn->end)
            && spot_from(walk, jump.to, at, &turn->begin))
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
