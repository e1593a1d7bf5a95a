#include "walk_curve.h"

#include <math.h>

#include "bezier.h"
#include "space.h"
#include "walk_turn.h"

#define DEEPEST   24
#define STEP_DEG  1e-3 /* to both sides of a place, to see where the page goes on there */
#define HIDDEN    0.1  /* of the tolerance: so little may be nearer between places looked at */
#define SPARE     1.05 /* of a ball, for all that it must hold */
#define LEAST_M   2e-2 /* shorter pieces are lines */

static double apart_mm(struct rmap_page a, struct rmap_page b)
{
    return hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm);
}

/* The curve is at right angles to the geodesics from what is nearest, which lies to the right. */
static struct rmap_bezier_spot spot_of(struct rmap_walk *walk, const struct rmap_step *step)
{
    const struct rmap_closeness *how = walk->how;
    double azimuth_deg = step->end.azimuth_deg + 90;
    struct rmap_page before, after;
    struct rmap_bezier_spot spot = {step->page, {0, 0}};
    if (how->place(how->frame, rmap_geodesic_step(step->end.at, azimuth_deg, -STEP_DEG), &before)
        && how->place(how->frame, rmap_geodesic_step(step->end.at, azimuth_deg, STEP_DEG), &after))
        spot.towards = (struct rmap_page){after.x_mm - before.x_mm, after.y_mm - before.y_mm};
    else
        walk->torn = true;
    return spot;
}

/* The place as far on beyond the curve. */
static struct rmap_lonlat beyond(const struct rmap_walk *walk, const struct rmap_step *step)
{
    return rmap_geodesic_direct(step->end.at, step->end.azimuth_deg, walk->distance_m);
}

/* Is it known that nothing comes nearer to a piece of the curve, an arc or straight, between places looked at? Balls about these,
 * as wide as the distance, are empty. Of a ball between two of them, m metres apart, a lens is left, m^2 / 4 r deep at most; its
 * rim, and with it all such lenses, lie about the place as far on beyond the middle. */
static bool is_clear(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *middle,
                     const struct rmap_step *b)
{
    double quarter_m = rmap_space_apart(a->end.at, b->end.at) / 4;
    if (rmap_walk_unit(walk, a, b) * quarter_m * quarter_m / (4 * walk->distance_m) <= HIDDEN * walk->tolerance)
        return true;
    struct rmap_lonlat rim = beyond(walk, middle);
    double wide_m = SPARE * fmax(rmap_space_apart(rim, beyond(walk, a)), rmap_space_apart(rim, beyond(walk, b)));
    struct rmap_foot foot = {.leg = walk->last.leg};
    rmap_legs_nearest(walk->legs, rim, &foot);
    return foot.m > wide_m;
}

static void append(struct rmap_walk *walk, const struct rmap_step *b, const struct rmap_cubic *curve, double miss)
{
    walk->error = fmax(walk->error, miss);
    rmap_path_piece(walk->curves, &(struct rmap_piece){RMAP_CURVE, *curve});
    rmap_shape_point(walk->out, b->end.at);
}

/* A straight line where the curve cannot be followed further: how far off is not known, but half its length at most. */
static void append_line(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    struct rmap_page p = a->page, q = b->page, third = {(q.x_mm - p.x_mm) / 3, (q.y_mm - p.y_mm) / 3};
    struct rmap_cubic line = {{p, {p.x_mm + third.x_mm, p.y_mm + third.y_mm}, {q.x_mm - third.x_mm, q.y_mm - third.y_mm}, q}};
    append(walk, b, &line, apart_mm(p, q) / 2);
}

static bool is_stuck(const struct rmap_step *a, const struct rmap_step *middle, const struct rmap_step *b)
{
    return middle->lost || rmap_space_apart(a->end.at, middle->end.at) < LEAST_M
           || rmap_space_apart(middle->end.at, b->end.at) < LEAST_M;
}

/* Is what one foot or one leg tells all that there is between two places, or so nearly that nothing shows? Else the curve bends
 * there from straight to as sharply as the circle. */
static bool is_one(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    double way_m = rmap_space_apart(a->end.at, b->end.at), least = HIDDEN * walk->tolerance;
    if (a->leg == b->leg || rmap_step_same_foot(a, b))
        return true;
    return rmap_walk_unit(walk, a, b) * way_m * way_m / (8 * walk->distance_m) <= least && !rmap_turn_is(walk, a, b, least);
}

/* Is a curve as close to all of a piece as it is to the five places looked at, or nearly? */
static bool is_whole(struct rmap_walk *walk, const struct rmap_step *s[5])
{
    for (int i = 0; i < 4; i++) {
        if (!is_one(walk, s[i], s[i + 1]))
            return false;
    }
    return is_clear(walk, s[0], s[2], s[4]);
}

static void follow(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *middle,
                   const struct rmap_step *b, int depth);

/* On both sides of a corner or a bend. */
static void follow_about(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_turn *turn,
                         const struct rmap_step *b, int depth)
{
    struct rmap_step before = rmap_walk_between(walk, a, &turn->end, 0.5),
                     after = rmap_walk_between(walk, &turn->begin, b, 0.5);
    follow(walk, a, &before, &turn->end, depth + 1);
    follow(walk, &turn->begin, &after, b, depth + 1);
}

static void follow(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *middle,
                   const struct rmap_step *b, int depth)
{
    if (walk->torn)
        return;
    if (is_stuck(a, middle, b) || depth == DEEPEST) {
        append_line(walk, a, b);
        return;
    }
    struct rmap_step first = rmap_walk_between(walk, a, middle, 0.5), third = rmap_walk_between(walk, middle, b, 0.5);
    walk->torn |= !first.shown || !middle->shown || !third.shown;
    struct rmap_bezier_spot start = spot_of(walk, a), end = spot_of(walk, b);
    struct rmap_cubic curve = rmap_bezier_through(&start, middle->page, &end);
    double miss = rmap_bezier_miss(&curve, (struct rmap_page[]){first.page, middle->page, third.page})
                + 2 * HIDDEN * walk->tolerance;
    bool close = !first.lost && !third.lost && miss <= walk->tolerance;
    if (close && is_whole(walk, (const struct rmap_step *[]){a, &first, middle, &third, b})) {
        append(walk, b, &curve, miss);
        return;
    }
    struct rmap_turn turn;
    if (rmap_turn_find(walk, a, b, &turn) || rmap_turn_bend(walk, a, b, &turn)) {
        follow_about(walk, a, &turn, b, depth);
    } else {
        follow(walk, a, &first, middle, depth + 1);
        follow(walk, middle, &third, b, depth + 1);
    }
}

void rmap_walk_curve(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    walk->torn |= !a->shown || !b->shown;
    if (walk->torn)
        return;
    struct rmap_step middle = rmap_walk_between(walk, a, b, 0.5);
    follow(walk, a, &middle, b, 0);
}
