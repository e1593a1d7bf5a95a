#include "walk.h"

#include <math.h>

#include "space.h"

#define DEGREE     0.017453292519943295
#define CLOSE_M    1e-4 /* a vertex is moved until it is so near its distance */
#define MOST_MOVES 60
#define LEAST_TURN 1e-3 /* radians between two directions that are not one */
#define SAME_DEG   1e-8 /* places on the line so near are one */

bool rmap_walk_cross(const struct rmap_walk *walk, struct rmap_lonlat foot, struct rmap_lonlat other,
                     struct rmap_lonlat *p)
{
    double azimuth_deg, other_deg;
    double short_m = walk->distance_m - rmap_geodesic_quick(foot, *p, NULL, &azimuth_deg);
    double other_short_m = walk->distance_m - rmap_geodesic_quick(other, *p, NULL, &other_deg);
    double turn = (other_deg - azimuth_deg) * DEGREE;
    if (fabs(sin(turn)) < LEAST_TURN)
        return false;
    double ahead_m = short_m, aside_m = (other_short_m - short_m * cos(turn)) / sin(turn);
    *p = rmap_geodesic_direct(*p, azimuth_deg + atan2(aside_m, ahead_m) / DEGREE, hypot(ahead_m, aside_m));
    return true;
}

/* Moves p to the distance, away from or towards what is nearest to it; in a corner of the curve, where that swings between
 * two places, to the distance from both. False when there is no such place. */
static bool correct(struct rmap_walk *walk, struct rmap_lonlat *p)
{
    struct rmap_lonlat before = *p;
    for (int i = 0; i < MOST_MOVES; i++) {
        rmap_legs_nearest(walk->legs, *p, &walk->last);
        if (fabs(walk->last.m - walk->distance_m) <= CLOSE_M)
            return true;
        bool swings = i >= 2 && rmap_geodesic_quick(before, walk->last.at, NULL, NULL) > RMAP_SAME_M;
        if (!swings || !rmap_walk_cross(walk, walk->last.at, before, p))
            *p = rmap_geodesic_direct(walk->last.at, walk->last.azimuth_deg, walk->distance_m);
        before = walk->last.at;
    }
    rmap_legs_nearest(walk->legs, *p, &walk->last);
    return fabs(walk->last.m - walk->distance_m) <= RMAP_ENOUGH_M;
}

void rmap_walk_see(const struct rmap_walk *walk, double lon_deg, struct rmap_step *spot)
{
    spot->end.at.lon_deg += 360 * round((lon_deg - spot->end.at.lon_deg) / 360);
    if (walk->how->place)
        spot->shown = walk->how->place(walk->how->frame, spot->end.at, &spot->page);
}

struct rmap_step rmap_walk_near(struct rmap_walk *walk, struct rmap_lonlat p)
{
    struct rmap_lonlat moved = p;
    bool found = correct(walk, &moved);
    return (struct rmap_step){.end = {found ? moved : p, walk->last.arriving_deg},
                              .foot = walk->last.at,
                              .leg = walk->last.leg,
                              .azimuth_deg = walk->last.azimuth_deg,
                              .lost = !found};
}

bool rmap_step_same_foot(const struct rmap_step *a, const struct rmap_step *b)
{
    return fabs(a->foot.lon_deg - b->foot.lon_deg) < SAME_DEG
           && fabs(a->foot.lat_deg - b->foot.lat_deg) < SAME_DEG;
}

struct rmap_step rmap_walk_between(struct rmap_walk *walk, const struct rmap_step *a,
                                   const struct rmap_step *b, double t)
{
    struct rmap_lonlat p;
    if (rmap_step_same_foot(a, b))
        p = rmap_geodesic_direct(
            a->foot, a->azimuth_deg + t * remainder(b->azimuth_deg - a->azimuth_deg, 360), walk->distance_m);
    else
        p = rmap_geodesic_middle(a->end.at, b->end.at);
    struct rmap_step spot = rmap_walk_near(walk, p);
    rmap_walk_see(walk, a->end.at.lon_deg, &spot);
    return spot;
}

double rmap_walk_off(struct rmap_walk *walk, struct rmap_lonlat p)
{
    rmap_legs_nearest(walk->legs, p, &walk->last);
    return walk->last.m - walk->distance_m;
}

struct rmap_lonlat rmap_step_along(const struct rmap_step *a, const struct rmap_step *b, double t)
{
    struct rmap_lonlat from = a->end.at, to = b->end.at;
    return (struct rmap_lonlat){from.lon_deg + t * (to.lon_deg - from.lon_deg),
                                from.lat_deg + t * (to.lat_deg - from.lat_deg)};
}

double rmap_walk_unit(const struct rmap_walk *walk, const struct rmap_step *a, const struct rmap_step *b)
{
    double length_m = rmap_space_apart(a->end.at, b->end.at);
    if (!walk->how->place)
        return 1;
    return a->shown && b->shown && length_m > 0
               ? hypot(b->page.x_mm - a->page.x_mm, b->page.y_mm - a->page.y_mm) / length_m
               : 0;
}
