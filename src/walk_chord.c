#include "walk_chord.h"

#include <math.h>

#include "space.h"

#define DEGREE       0.017453292519943295
#define FLATTEST_M   6400e3 /* no curve on the ellipsoid bends more gently */
#define SHARPEST_M   6335e3 /* nor, along a meridian at the equator, more sharply */
#define HIDDEN       0.1    /* of the tolerance: so far off may be what lies between two places looked at */
#define LEAST_LOOKS  2
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

/* Both the straight line in degrees and the geodesic. */
double rmap_walk_look(struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    double length_m = rmap_space_apart(a->end.at, b->end.at), bend = bend_of(walk, a, b), most_m = 0;
    double looks = fmin(fmax(LEAST_LOOKS, ceil(length_m / sqrt(8 * HIDDEN * walk->tolerance / bend))),
                        MOST_LOOKS);
    struct look last = look_at(walk, a, b, 0), next;
    for (double i = 1; i <= looks && most_m <= walk->tolerance; i++, last = next) {
        next = look_at(walk, a, b, i / looks);
        most_m = fmax(most_m, bound_between(last, next, length_m / looks, bend));
    }
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
