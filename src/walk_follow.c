#include "walk_follow.h"

#include <math.h>
#include <stdlib.h>

#include "mem.h"
#include "space.h"
#include "walk_chord.h"
#include "walk_curve.h"
#include "walk_turn.h"

#define DEEPEST    28   /* halvings of a first chord */
#define WIDEST_DEG 90.0 /* a chord turns less about the pole, so that it is known on which side it passes */

static bool is_narrow(const struct rmap_step *a, const struct rmap_step *b)
{
    return fabs(b->end.at.lon_deg - a->end.at.lon_deg) < WIDEST_DEG;
}

/* Ends a chord. How far off one is that misses the tolerance is not known, but half its length at most, as both its ends are on
 * the curve. */
static void append(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b, double miss)
{
    double half = rmap_walk_unit(walk, a, b) * rmap_space_apart(a->end.at, b->end.at) / 2;
    walk->error = fmax(walk->error, miss <= walk->tolerance ? miss : half);
    rmap_shape_point(walk->out, b->end.at);
}

/* Is there no place of the curve between two others? */
static bool is_stuck(const struct rmap_step *a, const struct rmap_step *middle, const struct rmap_step *b)
{
    return middle->lost || rmap_space_apart(a->end.at, middle->end.at) < RMAP_SAME_M
           || rmap_space_apart(middle->end.at, b->end.at) < RMAP_SAME_M;
}

/* Appends everything after `a` up to `b`, on the ground. Where both ends have one foot, all of the chord is nearest to it:
 * what is as near to one place as to another is straight. */
static void follow_on_ground(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b,
                             int depth)
{
    double miss_m = 0, doubt_m = 0, limit_m = walk->tolerance, pieces = 2;
    bool arc = rmap_step_same_foot(a, b), narrow = is_narrow(a, b);
    struct rmap_turn turn;
    if (arc) {
        rmap_ring_chord(walk->distance_m, &a->end, &b->end, &miss_m, &doubt_m);
        pieces = rmap_ring_pieces(miss_m, doubt_m, limit_m);
        miss_m += doubt_m;
    } else if (narrow) {
        miss_m = rmap_walk_look(walk, a, b);
    }
    if ((narrow && miss_m <= limit_m) || depth == DEEPEST) {
        append(walk, a, b, miss_m);
        return;
    }
    if (!arc && narrow && rmap_turn_find(walk, a, b, &turn)) {
        follow_on_ground(walk, a, &turn.end, depth + 1);
        follow_on_ground(walk, &turn.begin, b, depth + 1);
        return;
    }
    struct rmap_step from = *a, to = rmap_walk_between(walk, a, b, 1 / pieces);
    if (is_stuck(a, &to, b)) {
        append(walk, a, b, HUGE_VAL);
        return;
    }
    for (double i = 1; i <= pieces; i++, from = to) {
        if (i > 1)
            to = i < pieces ? rmap_walk_between(walk, a, b, i / pieces) : *b;
        rmap_walk_see(walk, from.end.at.lon_deg, &to);
        follow_on_ground(walk, &from, &to, depth + 1);
    }
}

/* The same on the page. */
static void follow_on_page(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *middle,
                           const struct rmap_step *b, int depth)
{
    double miss = 0;
    struct rmap_step first = rmap_walk_between(walk, a, middle, 0.5),
                     third = rmap_walk_between(walk, middle, b, 0.5);
    struct rmap_turn turn;
    bool found = !first.lost && !middle->lost && !third.lost;
    bool close = found
                 && rmap_walk_close_on_page(walk, (const struct rmap_step *[]){a, &first, middle, &third, b},
                                            &miss)
                 && is_narrow(a, b);
    if (close)
        miss = fmax(miss, rmap_turn_miss(walk, a, b));
    if ((close && miss <= walk->tolerance) || depth == DEEPEST) {
        append(walk, a, b, miss);
        return;
    }
    if (is_narrow(a, b) && rmap_turn_find(walk, a, b, &turn)) {
        struct rmap_step before = rmap_walk_between(walk, a, &turn.end, 0.5),
                         after = rmap_walk_between(walk, &turn.begin, b, 0.5);
        follow_on_page(walk, a, &before, &turn.end, depth + 1);
        follow_on_page(walk, &turn.begin, &after, b, depth + 1);
        return;
    }
    if (is_stuck(a, middle, b)) {
        append(walk, a, b, HUGE_VAL);
        return;
    }
    follow_on_page(walk, a, &first, middle, depth + 1);
    follow_on_page(walk, middle, &third, b, depth + 1);
}

/* Longitudes go on from where the chord before ended: halving it has told on which side of a pole it passes. */
static void follow_from_last(struct rmap_walk *walk, struct rmap_step a, struct rmap_step b)
{
    a.end.at = walk->out->points[walk->out->count - 1];
    rmap_walk_see(walk, a.end.at.lon_deg, &a);
    rmap_walk_see(walk, a.end.at.lon_deg, &b);
    if (walk->curves) {
        rmap_walk_curve(walk, &a, &b);
        return;
    }
    struct rmap_step middle = rmap_walk_between(walk, &a, &b, 0.5);
    if (!middle.lost)
        rmap_walk_see(walk, middle.end.at.lon_deg, &b);
    if (walk->how->place) {
        follow_on_page(walk, &a, &middle, &b, 0);
    } else {
        if (!middle.lost)
            follow_on_ground(walk, &a, &middle, 0);
        follow_on_ground(walk, middle.lost ? &a : &middle, &b, 0);
    }
}

void rmap_walk_ring(struct rmap_walk *walk, const struct rmap_lonlat *points, size_t count, double stray_m)
{
    struct rmap_step *spots = NULL;
    size_t kept = 0, capacity = 0;
    spots = rmap_grow(spots, &capacity, count + 1, sizeof *spots);
    for (size_t i = 0; i < count; i++) {
        struct rmap_step spot = rmap_walk_near(walk, points[i]);
        if (!spot.lost && rmap_space_apart(points[i], spot.end.at) <= stray_m
            && (kept == 0 || rmap_space_apart(spots[kept - 1].end.at, spot.end.at) >= RMAP_SAME_M))
            spots[kept++] = spot;
    }
    while (kept > 1 && rmap_space_apart(spots[kept - 1].end.at, spots[0].end.at) < RMAP_SAME_M)
        kept--;
    if (kept >= 3) {
        spots[kept] = spots[0];
        rmap_walk_see(walk, spots[0].end.at.lon_deg, &spots[0]);
        rmap_shape_point(walk->out, spots[0].end.at);
        if (walk->curves)
            rmap_path_move(walk->curves, spots[0].page.x_mm, spots[0].page.y_mm);
        for (size_t i = 0; i < kept && !walk->torn; i++)
            follow_from_last(walk, spots[i], spots[i + 1]);
        rmap_shape_end_part(walk->out);
    }
    free(spots);
}
