#include "walk_chord.h"

#include <math.h>

#include "space.h"

#define DEGREE       0.017453292519943295
#define FLATTEST_M   6400e3 /* no curve on the ellipsoid bends more gently */
#define SHARPEST_M   6335e3 /* nor, along a meridian at the equator, more sharply */
#define HIDDEN       0.1    /* of the tolerance: so far off may be what lies between two places looked at */
#define LEAST_LOOKS  2
#define NEAR_M       20e3   /* nearer, straight lines tell distances within 0.1 mm, */
#define LONGEST_M    2e3    /* along a chord in pieces of this length at most */
#define MOST_HALVINGS 12
#define MOST_LOOKS   1000
#define STEEPEST_DEG 89.9  /* of latitude: beyond, straight lines in degrees are bent without limit */
#define UNSEEN_M     111e3 /* how finely what has no place on the page is sampled, */
#define HORIZON_M    111.0 /* and what lies half on it */

/* What is off at a place of a chord that leads somewhere, and how fast that grows on the way. */
struct look {
    double off_m, slope;
};

static struct look look_at(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b,
                           double t)
{
    struct rmap_lonlat p = rmap_step_along(a, b, t);
    double off_m = rmap_walk_off(walk, p), azimuth_deg;
    if (t < 1)
        rmap_geodesic_quick(p, b->end.at, &azimuth_deg, NULL);
    else
        rmap_geodesic_quick(a->end.at, p, NULL, &azimuth_deg);
    return (struct look){off_m, cos((azimuth_deg - walk->last.arriving_deg) * DEGREE)};
}

/* How far off a chord is at most between two places looked at, m metres apart. What is off is the least of what all feet tell,
 * and what one foot tells bends upwards by no more than `bend` a metre: so it is below the parabolas that leave the two places,
 * which meet once, and above the line that joins them but for a parabola's sagitta. */
static double bound_between(struct look a, struct look b, double m, double bend)
{
    double top_m = fmax(a.off_m, b.off_m), least_m = fmin(a.off_m, b.off_m) - bend * m * m / 8;
    double meeting_m = (b.off_m - a.off_m + m * (m * bend / 2 - b.slope)) / (a.slope - b.slope + m * bend);
    if (meeting_m > 0 && meeting_m < m)
        top_m = fmax(top_m, a.off_m + meeting_m * (a.slope + meeting_m * bend / 2));
    return fmax(fabs(top_m), fabs(least_m));
}

/* How sharply at most what a foot tells bends along a chord that is straight in degrees: as the circle about it does, and the
 * chord itself, as seen on the ground. A circle wider than a quarter of the Earth bends the other way. */
static double bend_of(const struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    double lat = fmin(fmax(fabs(a->end.at.lat_deg), fabs(b->end.at.lat_deg)), STEEPEST_DEG) * DEGREE;
    return 1 / (SHARPEST_M * sin(fmin(walk->distance_m / FLATTEST_M, 1.5))) + tan(lat) / SHARPEST_M;
}

/* No place between two looked at is farther off. */
static double look_at_places(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b, double length_m)
{
    double bend = bend_of(walk, a, b), most_m = 0;
    double looks = fmin(fmax(LEAST_LOOKS, ceil(length_m / sqrt(8 * HIDDEN * walk->tolerance / bend))),
                        MOST_LOOKS);
    struct look last = look_at(walk, a, b, 0), next;
    for (double i = 1; i <= looks && most_m <= walk->tolerance; i++, last = next) {
        next = look_at(walk, a, b, i / looks);
        most_m = fmax(most_m, bound_between(last, next, length_m / looks, bend));
    }
    return most_m;
}

/* A place of a chord, and the leg that is nearest to it. */
struct mark {
    struct rmap_lonlat at;
    double off_m;
    size_t leg;
};

static struct mark mark_at(struct rmap_walk *walk, struct rmap_lonlat at)
{
    double off_m = rmap_walk_off(walk, at);
    return (struct mark){at, off_m, walk->last.leg};
}

/* What is off between two places at most: how far one leg is off grows ever faster along a line, or falls ever slower. */
static double top_between(struct rmap_walk *walk, struct mark a, struct mark b, int depth)
{
    double ends_m = fmax(a.off_m, b.off_m);
    if (a.leg == b.leg)
        return ends_m;
    double one_m = fmax(a.off_m, rmap_legs_off(walk->legs, a.leg, b.at) - walk->distance_m),
           other_m = fmax(b.off_m, rmap_legs_off(walk->legs, b.leg, a.at) - walk->distance_m),
           top_m = fmax(ends_m, fmin(one_m, other_m));
    if (top_m <= walk->tolerance || ends_m > walk->tolerance || depth == 0)
        return top_m;
    struct mark middle = mark_at(walk, (struct rmap_lonlat){(a.at.lon_deg + b.at.lon_deg) / 2, (a.at.lat_deg + b.at.lat_deg) / 2});
    return fmax(top_between(walk, a, middle, depth - 1), top_between(walk, middle, b, depth - 1));
}

/* The same where all is so near that straight lines tell. A piece of the chord strays so little from the one through the ground. */
static double look_at_legs(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b, double length_m)
{
    double lat = fmin(fmax(fabs(a->end.at.lat_deg), fabs(b->end.at.lat_deg)), STEEPEST_DEG) * DEGREE, most_m = 0;
    double stray_m = HIDDEN * walk->tolerance, piece_m = fmin(LONGEST_M, sqrt(8 * stray_m * SHARPEST_M / (1 + tan(lat))));
    double pieces = fmax(1, ceil(length_m / piece_m));
    if (pieces > MOST_LOOKS)
        return HUGE_VAL;
    struct mark last = mark_at(walk, a->end.at), next;
    for (double i = 1; i <= pieces && most_m <= walk->tolerance; i++, last = next) {
        next = mark_at(walk, rmap_step_along(a, b, i / pieces));
        double least_m = rmap_legs_clearance(walk->legs, last.at, next.at, walk->distance_m) - walk->distance_m;
        most_m = fmax(most_m, fmax(top_between(walk, last, next, MOST_HALVINGS), -least_m) + stray_m);
    }
    return most_m;
}

/* Both the straight line in degrees and the geodesic. */
double rmap_walk_look(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    double length_m = rmap_space_apart(a->end.at, b->end.at);
    double most_m = walk->distance_m < NEAR_M ? look_at_legs(walk, a, b, length_m) : look_at_places(walk, a, b, length_m);
    return most_m <= walk->tolerance
               ? fmax(most_m, fabs(rmap_walk_off(walk, rmap_geodesic_middle(a->end.at, b->end.at))))
               : most_m;
}

bool rmap_walk_close_on_page(const struct rmap_walk *walk, const struct rmap_step *s[5], double *miss)
{
    int shown = 0;
    *miss = 0;
    for (int i = 0; i < 5; i++)
        shown += s[i]->shown;
    if (shown < 5)
        return rmap_geodesic_quick(s[0]->end.at, s[4]->end.at, NULL, NULL)
               <= (shown ? HORIZON_M : UNSEEN_M);
    *miss = rmap_chord_miss((struct rmap_page[]){s[0]->page, s[1]->page, s[2]->page, s[3]->page, s[4]->page});
    return *miss <= walk->tolerance;
}
