#include "ring.h"

#include <float.h>
#include <geodesic.h>
#include <math.h>
#include <threads.h>

#include "space.h"

#define EARTH_AXIS_M     6378137.0 /* WGS 84 */
#define EARTH_FLATTENING (1 / 298.257223563)
#define EARTH_AREA_M2    510065621724088.5 /* 2 pi (a^2 + b^2 atanh(e) / e) */

#define SHORT_M       3e3  /* above the middle of such a chord is the geodesic's, within 1 mm */
#define SPLIT_DEG     15   /* every multiple is a vertex, so that nothing hides between the first samples */
#define DEEPEST       28   /* halvings of a first piece; deeper, a chord is shorter than a rounding error */
#define LEAST_M       1e-3 /* finer tolerances are taken as these */
#define LEAST_MM      1e-5
#define UNSEEN_DEG    1.0  /* how finely what has no place on the page is sampled */
#define HORIZON_DEG   1e-3 /* and what lies half on it */
#define DEGREE_M      111e3
#define ANTIPODE_M    1.0     /* a ring stays this far from half the Earth, where it would be a point */
#define NO_AREA_M2    1.0     /* rounding of a polygon's area is below this */
#define RADIAN        0.017453292519943295 /* of a degree */
#define ECCENTRICITY2 (EARTH_FLATTENING * (2 - EARTH_FLATTENING))
#define SPHERE_M      6371e3  /* an Earth for what need not be exact */
#define WIDEST_M      6400e3  /* no radius of curvature is larger */
#define CAUSTIC_M     50e3    /* opposite the centre geodesics have crossed so far from where a sphere's would */
#define DOUBT         16.0    /* see rmap_ring_chord: three million random chords need 27 */
#define SURE          0.01    /* of the tolerance: so small a doubt is none */
#define BETWEEN       1.005   /* the top may lie between the points looked at */
#define SPARE         1.05    /* pieces are so many times smaller than a chord's error asks: it is not the same all along */
#define MOST_PIECES   1000
#define SWEEP_DEG     90.0    /* areas are integrated in steps of this turn */
#define SWEEP_M       10e6    /* and of this distance: good to 1e-12 of a disc */

/* The edge while it is walked: polar coordinates about the centre become degrees with continuous longitudes.
 *
 * Azimuths from 0 to 180 lead east by 0 to 180 degrees of longitude, those from 180 to 360 west, and so on: `half`
 * counts these half turns. Longitude can jump only between two of them, by a full circle, where the edge lies beyond a
 * pole; `turn_deg` takes the jumps back. */
struct walk {
    const struct geod_geodesic *earth;
    struct rmap_lonlat centre;
    const struct rmap_closeness *how;
    double tolerance;
    struct rmap_shape *out;
    double error;
    int half;
    double turn_deg;
};

/* A piece of the edge: an arc (s0 == s1) or a geodesic from the centre (az0 == az1). */
struct leg {
    double az0_deg, az1_deg, s0_m, s1_m;
    bool is_cut; /* along the cut locus: s is cut short where the geodesic stops being the shortest way */
};

/* A point of a leg. */
struct spot {
    double t; /* 0..1 along the leg */
    struct rmap_ring_end end;
    struct rmap_page page;
    bool shown;
};

/* The azimuths of an arc and where it is split. */
struct arc {
    double from_deg, to_deg, s_m;
    double cut_deg; /* from it to 180 - cut_deg, and opposite, geodesics end before s_m; 90: nowhere */
    double stops[48];
    int stop_count;
};

static struct geod_geodesic earth; /* written once, then only read: setting it up costs a third of a geodesic */

static void set_up_earth(void)
{
    geod_init(&earth, EARTH_AXIS_M, EARTH_FLATTENING);
}

static const struct geod_geodesic *wgs84(void)
{
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, set_up_earth);
    return &earth;
}

static double mix(double a, double b, double t)
{
    return t >= 1 ? b : a + (b - a) * t;
}

static double within(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static int half_of(double az_deg)
{
    return (int)floor(az_deg / 180);
}

static double east_of(int half)
{
    return half % 2 ? -1 : 1;
}

/* How far the geodesic is the shortest way: to the parallel opposite its start, half a turn of the auxiliary sphere
 * later (Karney 2013, section 5). */
static double cut_distance(const struct walk *walk, double az_deg)
{
    double s_m;
    geod_gendirect(walk->earth, walk->centre.lat_deg, 0, az_deg, GEOD_ARCMODE, 180, NULL, NULL, NULL, &s_m,
                   NULL, NULL, NULL, NULL);
    return s_m;
}

/* The latitude at the end of a geodesic, how far east or west of its start that is, 0..180 degrees, and the azimuth there. */
static double polar_to_lat(const struct walk *walk, double az_deg, double s_m, double *aside_deg, double *azimuth_deg)
{
    double centre_deg = walk->centre.lat_deg, reduced_deg = fmod(az_deg, 360), lat_deg, lon_deg;
    bool is_pole = s_m == 0 && fabs(centre_deg) == 90; /* it takes the longitude that is left by */
    geod_gendirect(walk->earth, centre_deg, 0, reduced_deg, GEOD_LONG_UNROLL, is_pole ? 1 : s_m, &lat_deg,
                   &lon_deg, azimuth_deg, NULL, NULL, NULL, NULL, NULL);
    *aside_deg = fabs(lon_deg);
    if (fmod(reduced_deg, 180) == 0)
        *aside_deg = *aside_deg > 90 ? 180 : 0;
    return is_pole ? centre_deg : lat_deg;
}

/* Goes on in another half turn at the given point, keeping its longitude. */
static void enter_half(struct walk *walk, int half, double az_deg, double s_m)
{
    double aside_deg;
    polar_to_lat(walk, az_deg, s_m, &aside_deg, NULL);
    walk->turn_deg += (east_of(walk->half) - east_of(half)) * aside_deg;
    walk->half = half;
}

static void polar_of(const struct walk *walk, const struct leg *leg, double t, double *az_deg, double *s_m)
{
    *az_deg = mix(leg->az0_deg, leg->az1_deg, t);
    *s_m = mix(leg->s0_m, leg->s1_m, t);
    if (leg->is_cut)
        *s_m = fmin(*s_m, cut_distance(walk, *az_deg));
}

static struct spot visit(const struct walk *walk, const struct leg *leg, double t)
{
    struct spot spot = {.t = t};
    double az_deg, s_m, aside_deg;
    polar_of(walk, leg, t, &az_deg, &s_m);
    spot.end.at.lat_deg = polar_to_lat(walk, az_deg, s_m, &aside_deg, &spot.end.azimuth_deg);
    spot.end.at.lon_deg = walk->centre.lon_deg + walk->turn_deg + east_of(walk->half) * aside_deg;
    if (walk->how->place)
        spot.shown = walk->how->place(walk->how->frame, spot.end.at, &spot.page);
    return spot;
}

/* Metres between the leg and a point. For an arc the true distance; for a geodesic, measured square to it. */
static double off_leg(const struct walk *walk, const struct leg *leg, struct rmap_lonlat p)
{
    double s_m, az_deg;
    geod_inverse(walk->earth, walk->centre.lat_deg, walk->centre.lon_deg, p.lat_deg, p.lon_deg, &s_m,
                 &az_deg, NULL);
    if (leg->s0_m == leg->s1_m)
        return s_m - leg->s0_m;

    double foot_m = within(s_m, fmin(leg->s0_m, leg->s1_m), fmax(leg->s0_m, leg->s1_m));
    double lat_deg, lon_deg, off_m;
    geod_direct(walk->earth, walk->centre.lat_deg, walk->centre.lon_deg, leg->az0_deg, foot_m, &lat_deg,
                &lon_deg, NULL);
    geod_inverse(walk->earth, p.lat_deg, p.lon_deg, lat_deg, lon_deg, &off_m, NULL, NULL);
    return fmod(az_deg - leg->az0_deg + 720, 360) < 180 ? off_m : -off_m;
}

static struct rmap_lonlat between(struct rmap_lonlat a, struct rmap_lonlat b, double part)
{
    return (struct rmap_lonlat){mix(a.lon_deg, b.lon_deg, part), mix(a.lat_deg, b.lat_deg, part)};
}

/* Both the straight line in degrees and the geodesic, held against the leg at a few of their points. */
static double look_at_chord(const struct walk *walk, const struct leg *leg, struct rmap_lonlat a, struct rmap_lonlat b)
{
    double off[3];
    for (int i = 0; i < 3; i++)
        off[i] = off_leg(walk, leg, between(a, b, (i + 1) / 4.0));
    bool is_side = leg->az0_deg == leg->az1_deg;
    return fmax(rmap_chord_peak(off), is_side ? 0 : fabs(off_leg(walk, leg, rmap_geodesic_middle(a, b))));
}

/* Radii of curvature at a latitude: along the meridian, and across it. */
static void curvature_of(double lat_deg, double *along_m, double *across_m)
{
    double s = sin(lat_deg * RADIAN), w = 1 - ECCENTRICITY2 * s * s;
    *across_m = EARTH_AXIS_M / sqrt(w);
    *along_m = *across_m * (1 - ECCENTRICITY2) / w;
}

/* At one end of a straight line in degrees: how fast it leaves a curve, in metres for the whole line; square_deg: the azimuth
 * at right angles to the curve. */
static double slope_at(struct rmap_lonlat at, double square_deg, struct rmap_lonlat step)
{
    double along_m, across_m, square = square_deg * RADIAN;
    curvature_of(at.lat_deg, &along_m, &across_m);
    return RADIAN * (step.lon_deg * across_m * cos(at.lat_deg * RADIAN) * sin(square) + step.lat_deg * along_m * cos(square));
}

/* The farthest from 0 that the cubic comes which is 0 at 0 and 1, with these slopes there. */
static double hermite_peak(double begin, double end)
{
    double b = 2 * begin + end, sum = b + copysign(sqrt(begin * begin + begin * end + end * end), b), most = 0;
    double turns[] = {begin / sum, sum / (3 * (begin + end))};
    for (int i = 0; i < 2; i++) {
        double t = turns[i];
        if (t > 0 && t < 1)
            most = fmax(most, fabs(t * (1 - t) * (begin * (1 - t) - end * t)));
    }
    return most;
}

/* The curve is at right angles to the geodesics from the centre (Gauss's lemma). So a line's distance from it begins and ends
 * with known slopes, and is a cubic but for its fourth derivative, which the sharpest bend around bounds: that of the curve
 * or of the parallels. A geodesic's azimuth grows by the sine of the latitude times the longitude it passes; what the curve
 * turns beyond is its own bend. */
void rmap_ring_chord(double radius_m, const struct rmap_ring_end *a, const struct rmap_ring_end *b, double *miss_m,
                     double *doubt_m)
{
    struct rmap_lonlat step = {b->at.lon_deg - a->at.lon_deg, b->at.lat_deg - a->at.lat_deg};
    double cos_a = cos(a->at.lat_deg * RADIAN), cos_b = cos(b->at.lat_deg * RADIAN), turn = 0;
    double length_m = WIDEST_M * RADIAN * hypot(step.lon_deg * fmax(cos_a, cos_b), step.lat_deg);
    double bend_m = SPHERE_M * fmin(cos_a, cos_b), square_deg = radius_m > 0 ? 0 : 90;
    if (radius_m > 0) {
        double middle = (a->at.lat_deg + b->at.lat_deg) / 2 * RADIAN;
        bool far = radius_m > RMAP_HALF_EARTH_M / 2;
        bend_m = fmin(bend_m, SPHERE_M * sin(radius_m / SPHERE_M) - (far ? CAUSTIC_M : 0));
        turn = RADIAN * (remainder(b->azimuth_deg - a->azimuth_deg, 360) - step.lon_deg * sin(middle));
    }
    *miss_m = fmax(hermite_peak(slope_at(a->at, a->azimuth_deg + square_deg, step),
                                slope_at(b->at, b->azimuth_deg + square_deg, step)),
                   fabs(turn) * length_m / 8);
    *doubt_m = bend_m > length_m ? length_m * pow(length_m / bend_m, 3) / DOUBT : length_m;
}

double rmap_ring_pieces(double miss_m, double doubt_m, double limit_m)
{
    return doubt_m < miss_m / 2 ? fmax(2, fmin(ceil(SPARE * sqrt(miss_m / limit_m)), MOST_PIECES)) : 2;
}

/* Does the chord from s[0] to s[4] follow the leg, whose quarter points lie between? *miss gets the deviation in
 * millimetres; 0 where there is no image to measure on. */
static bool is_close_on_page(const struct walk *walk, const struct leg *leg, const struct spot *s[5],
                             double *miss)
{
    int shown = 0;
    *miss = 0;
    for (int i = 0; i < 5; i++)
        shown += s[i]->shown;
    if (shown < 5) {
        double step_deg = (fabs(leg->az1_deg - leg->az0_deg) + fabs(leg->s1_m - leg->s0_m) / DEGREE_M)
                          * (s[4]->t - s[0]->t);
        return step_deg <= (shown ? HORIZON_DEG : UNSEEN_DEG);
    }
    *miss = rmap_chord_miss((struct rmap_page[]){s[0]->page, s[1]->page, s[2]->page, s[3]->page, s[4]->page});
    return *miss <= walk->tolerance;
}

/* Appends everything after `a` up to `b`, on the ground. */
static void follow_on_ground(struct walk *walk, const struct leg *leg, const struct spot *a, const struct spot *b, int depth)
{
    double miss_m = 0, doubt_m = 0, limit_m = walk->tolerance;
    if (!leg->is_cut) /* the cut locus lies on a parallel */
        rmap_ring_chord(leg->s0_m == leg->s1_m ? leg->s0_m : 0, &a->end, &b->end, &miss_m, &doubt_m);
    if (doubt_m > SURE * limit_m && miss_m - doubt_m < limit_m) {
        miss_m = BETWEEN * look_at_chord(walk, leg, a->end.at, b->end.at);
        doubt_m = 0;
    }
    if (miss_m + doubt_m <= limit_m || depth == DEEPEST) {
        walk->error = fmax(walk->error, miss_m + doubt_m);
        rmap_shape_point(walk->out, b->end.at);
        return;
    }
    double pieces = rmap_ring_pieces(miss_m, doubt_m, limit_m);
    struct spot from = *a, to;
    for (double i = 1; i <= pieces; i++, from = to) {
        to = i < pieces ? visit(walk, leg, mix(a->t, b->t, i / pieces)) : *b;
        follow_on_ground(walk, leg, &from, &to, depth + 1);
    }
}

/* The same on the page. */
static void follow_on_page(struct walk *walk, const struct leg *leg, const struct spot *start, const struct spot *middle,
                           const struct spot *end, int depth)
{
    double miss;
    struct spot first = visit(walk, leg, (start->t + middle->t) / 2);
    struct spot third = visit(walk, leg, (middle->t + end->t) / 2);
    if (is_close_on_page(walk, leg, (const struct spot *[]){start, &first, middle, &third, end}, &miss) || depth == DEEPEST) {
        walk->error = fmax(walk->error, miss);
        rmap_shape_point(walk->out, end->end.at);
        return;
    }
    follow_on_page(walk, leg, start, &first, middle, depth + 1);
    follow_on_page(walk, leg, middle, &third, end, depth + 1);
}

/* Appends a leg; its start only when `begin`. */
static void walk_leg(struct walk *walk, const struct leg *leg, bool begin)
{
    struct spot start = visit(walk, leg, 0), end = visit(walk, leg, 1);
    if (begin)
        rmap_shape_point(walk->out, start.end.at);
    if (walk->how->place) {
        struct spot middle = visit(walk, leg, 0.5);
        follow_on_page(walk, leg, &start, &middle, &end, 0);
    } else {
        follow_on_ground(walk, leg, &start, &end, 0);
    }
}

/* The azimuth between 0 and 90 whose geodesic stops being the shortest way just at s_m; 90 when none stops before. */
static double find_cut(const struct walk *walk, double s_m)
{
    if (s_m < RMAP_NEAREST_CUT_M || cut_distance(walk, 90) >= s_m)
        return 90;
    double low = 0, high = 90;
    for (int i = 0; i < DBL_MANT_DIG; i++) {
        double middle = (low + high) / 2;
        if (cut_distance(walk, middle) >= s_m)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static double next_stop(const struct arc *arc, double az_deg)
{
    double next = fmin(arc->to_deg, (floor(az_deg / SPLIT_DEG) + 1) * SPLIT_DEG);
    if (arc->cut_deg < 90) {
        double half = floor(az_deg / 180) * 180;
        if (half + arc->cut_deg > az_deg)
            next = fmin(next, half + arc->cut_deg);
        if (half + 180 - arc->cut_deg > az_deg)
            next = fmin(next, half + 180 - arc->cut_deg);
    }
    return next;
}

static struct arc arc_of(const struct walk *walk, double from_deg, double to_deg, double s_m)
{
    struct arc arc = {.from_deg = from_deg, .to_deg = to_deg, .s_m = s_m, .cut_deg = find_cut(walk, s_m)};
    arc.stops[arc.stop_count++] = from_deg;
    for (double az_deg = from_deg; az_deg < to_deg;) {
        az_deg = next_stop(&arc, az_deg);
        arc.stops[arc.stop_count++] = az_deg;
    }
    return arc;
}

/* Is a piece of the arc beyond the cut locus? *inside: the whole stretch lies on the arc, whose ends then meet in one
 * point. */
static bool is_beyond_cut(const struct arc *arc, double az_deg, bool *inside)
{
    double half = floor(az_deg / 180) * 180, low = half + arc->cut_deg, high = half + 180 - arc->cut_deg;
    *inside = arc->from_deg <= low && high <= arc->to_deg;
    return az_deg > low && az_deg < high;
}

/* Appends an arc, clockwise or back. A part begins with it when `begin`. */
static void walk_arc(struct walk *walk, const struct arc *arc, bool back, bool begin)
{
    for (int i = 0; i + 1 < arc->stop_count; i++) {
        int at = back ? arc->stop_count - 1 - i : i;
        struct leg leg = {arc->stops[at], arc->stops[back ? at - 1 : at + 1], arc->s_m, arc->s_m, false};
        double middle_deg = (leg.az0_deg + leg.az1_deg) / 2;
        bool inside;
        leg.is_cut = is_beyond_cut(arc, middle_deg, &inside);
        if (leg.is_cut && inside)
            continue;
        if (begin && i == 0)
            walk->half = half_of(middle_deg);
        else if (walk->half != half_of(middle_deg))
            enter_half(walk, half_of(middle_deg), leg.az0_deg, arc->s_m);
        walk_leg(walk, &leg, begin && i == 0);
    }
}

/* Appends a geodesic; both its ends within where it is the shortest way. */
static void walk_side(struct walk *walk, double az_deg, double from_m, double to_m, bool begin)
{
    double cut_m = fmax(from_m, to_m) < RMAP_NEAREST_CUT_M ? INFINITY : cut_distance(walk, az_deg);
    struct leg leg = {az_deg, az_deg, fmin(from_m, cut_m), fmin(to_m, cut_m), false};
    walk_leg(walk, &leg, begin);
}

static struct walk walk_new(struct rmap_lonlat centre, const struct rmap_closeness *how,
                            struct rmap_shape *out)
{
    struct walk walk = {.earth = wgs84(), .centre = centre, .how = how, .out = out};
    walk.tolerance = fmax(how->tolerance, how->place ? LEAST_MM : LEAST_M);
    return walk;
}

bool rmap_ring_turn(const struct rmap_reach *reach, double *from_deg, double *to_deg)
{
    double span_deg = fmod(reach->to_deg - reach->from_deg, 360);
    if (span_deg < 0)
        span_deg += 360;
    bool round = span_deg == 0;
    *from_deg = round ? 0 : fmod(fmod(reach->from_deg, 360) + 360, 360);
    *to_deg = round ? 360 : *from_deg + span_deg;
    return round;
}

static double short_of_antipode(double s_m)
{
    return fmin(s_m, RMAP_HALF_EARTH_M - ANTIPODE_M);
}

static void walk_sector(struct walk *walk, const struct arc *outer, const struct arc *inner)
{
    double from_deg = outer->from_deg, to_deg = outer->to_deg;
    walk_arc(walk, outer, false, true);
    walk_side(walk, to_deg, outer->s_m, inner->s_m, false);
    if (inner->s_m > 0)
        walk_arc(walk, inner, true, false);
    else
        walk->half = half_of(from_deg);
    bool is_pole = inner->s_m == 0
                   && fabs(walk->centre.lat_deg) == 90; /* each side ends at its own longitude */
    if (is_pole)
        walk->turn_deg = 0;
    walk_side(walk, from_deg, inner->s_m, outer->s_m, is_pole);
}

void rmap_ring_area(const struct rmap_reach *reach, const struct rmap_closeness *how, struct rmap_shape *out,
                    double *error)
{
    double from_deg, to_deg;
    bool round = rmap_ring_turn(reach, &from_deg, &to_deg);
    struct walk walk = walk_new(reach->centre, how, out);
    struct arc outer = arc_of(&walk, from_deg, to_deg, short_of_antipode(reach->outer_m));
    struct arc inner = arc_of(&walk, from_deg, to_deg, short_of_antipode(reach->inner_m));

    out->closed = true;
    if (round) {
        walk_arc(&walk, &outer, false, true);
        rmap_shape_end_part(out);
        walk.turn_deg = 0;
        if (inner.s_m > 0)
            walk_arc(&walk, &inner, true, true);
    } else {
        walk_sector(&walk, &outer, &inner);
    }
    rmap_shape_end_part(out);
    if (error)
        *error = walk.error;
}

void rmap_ring_lines(const struct rmap_reach *reach, const struct rmap_closeness *how, struct rmap_shape *out,
                     double *error)
{
    double from_deg, to_deg;
    bool round = rmap_ring_turn(reach, &from_deg, &to_deg);
    struct walk walk = walk_new(reach->centre, how, out);
    double outer_m = short_of_antipode(reach->outer_m), inner_m = short_of_antipode(reach->inner_m);

    out->closed = false;
    for (int i = 0; i < (inner_m > 0 ? 2 : 1); i++) {
        struct arc arc = arc_of(&walk, from_deg, to_deg, i == 0 ? outer_m : inner_m);
        walk.turn_deg = 0;
        walk_arc(&walk, &arc, false, true);
        rmap_shape_end_part(out);
    }
    for (int i = 0; i < (round ? 0 : 2); i++) {
        double az_deg = i == 0 ? from_deg : to_deg;
        walk.turn_deg = 0;
        walk.half = half_of(az_deg);
        walk_side(&walk, az_deg, inner_m, outer_m, true);
        rmap_shape_end_part(out);
    }
    if (error)
        *error = walk.error;
}

void rmap_ring_radial(struct rmap_lonlat centre, double azimuth_deg, double from_m, double to_m,
                      const struct rmap_closeness *how, struct rmap_shape *out)
{
    struct walk walk = walk_new(centre, how, out);
    double az_deg = fmod(fmod(azimuth_deg, 360) + 360, 360);
    out->closed = false;
    walk.half = half_of(az_deg);
    walk_side(&walk, az_deg, from_m, to_m, true);
    rmap_shape_end_part(out);
}

struct rmap_ring_end rmap_ring_end_at(struct rmap_lonlat centre, double azimuth_deg, double distance_m)
{
    struct rmap_ring_end end;
    geod_direct(wgs84(), centre.lat_deg, centre.lon_deg, azimuth_deg, distance_m, &end.at.lat_deg, &end.at.lon_deg,
                &end.azimuth_deg);
    return end;
}

struct rmap_lonlat rmap_geodesic_direct(struct rmap_lonlat from, double azimuth_deg, double distance_m)
{
    return rmap_ring_end_at(from, azimuth_deg, distance_m).at;
}

struct rmap_lonlat rmap_geodesic_step(struct rmap_lonlat from, double azimuth_deg, double step_deg)
{
    double along_m, across_m, azimuth = azimuth_deg * RADIAN;
    curvature_of(from.lat_deg, &along_m, &across_m);
    double north_deg = step_deg * cos(azimuth) * cos(from.lat_deg * RADIAN) * across_m / along_m;
    return (struct rmap_lonlat){from.lon_deg + step_deg * sin(azimuth), from.lat_deg + north_deg};
}

/* On the sphere that bends as the Earth does there along the parallel. */
double rmap_ring_half_deg(double lat_deg, double radius_m)
{
    double along_m, across_m;
    curvature_of(lat_deg, &along_m, &across_m);
    return asin(fmin(1, sin(radius_m / across_m) / cos(lat_deg * RADIAN))) / RADIAN;
}

double rmap_geodesic_distance(struct rmap_lonlat a, struct rmap_lonlat b, double *azimuth_a_deg,
                              double *azimuth_b_deg)
{
    double distance_m;
    geod_inverse(wgs84(), a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &distance_m, azimuth_a_deg,
                 azimuth_b_deg);
    return distance_m;
}

double rmap_geodesic_quick(struct rmap_lonlat a, struct rmap_lonlat b, double *azimuth_a_deg,
                           double *azimuth_b_deg)
{
    double m;
    return rmap_space_way(a, b, &m, azimuth_a_deg, azimuth_b_deg)
               ? m
               : rmap_geodesic_distance(a, b, azimuth_a_deg, azimuth_b_deg);
}

/* Of a short one it lies above the middle of its chord. */
struct rmap_lonlat rmap_geodesic_middle(struct rmap_lonlat a, struct rmap_lonlat b)
{
    struct rmap_space from = rmap_space_of(a), to = rmap_space_of(b);
    if (rmap_space_span(from, to) < SHORT_M)
        return rmap_space_ground(rmap_space_mix(from, to, 0.5));
    double azimuth_deg, m = rmap_geodesic_distance(a, b, &azimuth_deg, NULL);
    return rmap_geodesic_direct(a, azimuth_deg, m / 2);
}

/* --- areas --- */

/* Gauss's eight points on -1..1 */
static const struct { double at, weight; } GAUSS[] = {
    {0.1834346424956498, 0.3626837833783620}, {0.5255324099163290, 0.3137066458778873},
    {0.7966664774136267, 0.2223810344533745}, {0.9602898564975363, 0.1012285362903763},
};

/* The integral of a smooth function, in steps of at most `widest`. */
static double integrate(double (*value)(const void *context, double at), const void *context, double from, double to,
                        double widest)
{
    double steps = fmax(ceil((to - from) / widest), 1), half = (to - from) / steps / 2, sum = 0;
    for (double i = 0; i < steps; i++) {
        double middle = from + (2 * i + 1) * half;
        for (size_t k = 0; k < sizeof GAUSS / sizeof *GAUSS; k++)
            sum += GAUSS[k].weight * (value(context, middle - half * GAUSS[k].at) + value(context, middle + half * GAUSS[k].at));
    }
    return sum * half;
}

/* How far apart two geodesics end that begin a radian apart: Karney's reduced length. */
static double spread_at(const void *line, double s_m)
{
    double reduced_m;
    geod_genposition(line, GEOD_NOFLAGS, s_m, NULL, NULL, NULL, NULL, &reduced_m, NULL, NULL, NULL);
    return reduced_m;
}

/* What a geodesic sweeps over while it turns by a radian. */
static double swept_at(const void *context, double az_deg)
{
    const struct rmap_reach *reach = context;
    struct geod_geodesicline line;
    geod_lineinit(&line, wgs84(), reach->centre.lat_deg, 0, az_deg, GEOD_DISTANCE_IN | GEOD_REDUCEDLENGTH);
    return integrate(spread_at, &line, reach->inner_m, reach->outer_m, SWEEP_M);
}

double rmap_ring_m2(const struct rmap_reach *reach)
{
    double from_deg, to_deg;
    rmap_ring_turn(reach, &from_deg, &to_deg);
    return RADIAN * integrate(swept_at, reach, from_deg, to_deg, SWEEP_DEG);
}

/* Area inside and length of each part, summed. polyline: the length only, not closed. */
static void measure_parts(const struct rmap_shape *shape, bool polyline, double *area_m2, double *length_m)
{
    *area_m2 = *length_m = 0;
    for (size_t part = 0, i = 0; part < shape->parts; part++) {
        struct geod_polygon polygon;
        geod_polygon_init(&polygon, polyline);
        for (; i < shape->ends[part]; i++)
            geod_polygon_addpoint(wgs84(), &polygon, shape->points[i].lat_deg, shape->points[i].lon_deg);
        double area = 0, length;
        geod_polygon_compute(wgs84(), &polygon, 1, 1, &area, &length);
        *area_m2 += area;
        *length_m += length;
    }
}

/* A part larger than half the Earth has come out as what it leaves, negative. */
double rmap_geodesic_area(const struct rmap_shape *shape)
{
    double area_m2, length_m;
    measure_parts(shape, false, &area_m2, &length_m);
    return area_m2 < -NO_AREA_M2 ? area_m2 + EARTH_AREA_M2 : area_m2;
}

double rmap_geodesic_length(const struct rmap_shape *shape)
{
    double area_m2, length_m;
    measure_parts(shape, !shape->closed, &area_m2, &length_m);
    return length_m;
}
