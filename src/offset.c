#include "offset.h"

#include <geos_c.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "plane.h"

#define EARTH_AXIS_M  6378137.0            /* WGS 84 */
#define ECCENTRICITY2 6.694379990141316e-3 /* its meridian's, squared */
#define DEGREE        0.017453292519943295
#define FLATTEST_M    6400e3 /* no curve on the ellipsoid bends more gently */
#define SHARPEST_M    6335e3 /* nor, along a meridian at the equator, more sharply */

#define PIECE_M     1000.0 /* an edge is cut into geodesics of at most this length */
#define FAR_M       5e6    /* nearer, straight lines tell how far off pieces lie */
#define LEAF        8      /* pieces that are not divided further */
#define BALL_STEPS  200    /* towards the middle: good to the extent / 200 */
#define AROUND      1.05   /* times the extent: from this distance on the curve goes once round the middle */
#define BEYOND_M    150e3  /* geodesics to one place cross before they end, so near its opposite */
#define STARTS      24     /* vertices that a curve round the middle begins with */
#define CELLS       10     /* to the distance: what lies in one is taken as its hull, which moves the curve by 1/137 of it at most */
#define THIN        200.0  /* the curve is looked for along a line that may be off by its distance, divided by so many */
#define QUARTER     16     /* vertices of a buffer's quarter circle, to begin with */
#define CLOSE_M     1e-4   /* a vertex is moved until it is so near its distance; */
#define ENOUGH_M    1e-3   /* this is near enough where it takes too long */
#define MOST_MOVES  60
#define LEAST_TURN  1e-3   /* radians between two directions that are not one */
#define SAME_M      1e-3   /* vertices so near are one, */
#define SAME_DEG    1e-8   /* and places on the line */
#define MARGIN      0.9    /* of the tolerance: a bound is a bit more than the truth */
#define HIDDEN      0.1    /* of the tolerance: so far off may be what lies between two places looked at; */
#define LEAST_LOOKS 2
#define MOST_LOOKS  1000
#define STEEPEST_DEG 89.9 /* of latitude: beyond, straight lines in degrees are bent without limit */
#define STRAY       0.3    /* times the distance: a place of the curve is not so far from the buffer's vertex that stands for it */
#define JUMP        1.5    /* times the way along the curve: so far what is nearest moves only in a corner */
#define LONG_PART   0.1    /* of a chord: shorter pieces without a jump hold no corner; */
#define SHORT_PART  1e-3   /* so short a piece tells where it is, */
#define CORNER_OFF  0.1    /* and it becomes a vertex where the chord is off by so much of the tolerance: it may not be alone */
#define SPIKE       0.1    /* times the distance: no corner is farther from the chord that misses it */
#define MOST_TURNS  20     /* steps to a corner */
#define DEEPEST     28     /* halvings of a first chord */
#define LEAST_M     1e-3   /* finer tolerances are taken as these */
#define LEAST_MM    1e-5
#define WIDEST_DEG  90.0   /* a chord turns less about the pole, so that it is known on which side it passes */
#define UNSEEN_M    111e3  /* how finely what has no place on the page is sampled, */
#define HORIZON_M   111.0  /* and what lies half on it */
#define FARTHEST_M  18e6   /* from a plane's middle: beyond, chords no longer follow the ground */

struct space { double x, y, z; }; /* metres from the Earth's centre */

/* A geodesic of at most PIECE_M. */
struct piece {
    struct rmap_lonlat from;
    double azimuth_deg, length_m;
    struct space a, b;
};

struct ball {
    struct space centre;
    double radius_m;
    struct rmap_lonlat place; /* on the ground above the centre, */
    double reach_m;           /* and how far from there all lies at most */
};

struct rmap_offset {
    struct piece *pieces; /* halved again and again as `balls` are, a complete binary tree */
    size_t count;
    struct ball *balls;
    size_t ball_count;
    struct rmap_lonlat middle;
    double extent_m;
    bool is_area;
    struct rmap_plane plane;
    struct rmap_metre *points; /* the pieces' ends in order, in the plane */
    size_t point_count, *ends, parts;
};

/* The nearest point found so far. */
struct nearest {
    size_t piece;
    double m, azimuth_deg, arriving_deg; /* from the foot, where it starts and where it arrives */
    struct rmap_lonlat foot;
};

/* A place on the curve. */
struct spot {
    struct rmap_ring_end end; /* longitude continuous along the curve */
    struct rmap_lonlat foot;  /* what is nearest to it, */
    double azimuth_deg;       /* and its azimuth from there */
    struct rmap_page page;
    bool shown;
    bool lost;                /* there is no place of the curve */
};

/* In a corner of the curve what is nearest jumps from one place to another. */
struct jump {
    struct rmap_lonlat from, to, at;
};

/* The corner, as the end of what comes before it and as the beginning of what comes after. */
struct corner {
    struct spot end, begin;
};

/* A chord that does not follow the curve, by the last of its points in the shape made; nor can one between the two. */
struct gap {
    size_t at;
    struct spot from, to;
    double miss;
};

struct walk {
    const struct rmap_offset *offset;
    const struct rmap_closeness *how;
    double distance_m, tolerance, error;
    struct nearest last; /* what is near one point is mostly near the next */
    struct rmap_shape *out;
    struct gap *gaps;
    size_t gap_count, gap_capacity;
};

/* --- making --- */

static struct space to_space(struct rmap_lonlat p)
{
    double lat = p.lat_deg * DEGREE, lon = p.lon_deg * DEGREE;
    double normal_m = EARTH_AXIS_M / sqrt(1 - ECCENTRICITY2 * sin(lat) * sin(lat));
    return (struct space){normal_m * cos(lat) * cos(lon), normal_m * cos(lat) * sin(lon),
                          normal_m * (1 - ECCENTRICITY2) * sin(lat)};
}

/* The place above a point that lies not far below it. */
static struct rmap_lonlat to_ground(struct space p)
{
    return (struct rmap_lonlat){atan2(p.y, p.x) / DEGREE, atan2(p.z, (1 - ECCENTRICITY2) * hypot(p.x, p.y)) / DEGREE};
}

static struct space mix(struct space a, struct space b, double t)
{
    return (struct space){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.z + t * (b.z - a.z)};
}

static double span(struct space a, struct space b)
{
    double x = b.x - a.x, y = b.y - a.y, z = b.z - a.z;
    return sqrt(x * x + y * y + z * z);
}

/* Pieces while they are gathered, in malloc'd arrays. */
struct gathering {
    struct piece *pieces;
    struct rmap_lonlat *points;
    size_t *ends;
    size_t count, capacity, point_count, point_capacity, parts, part_capacity;
};

static void add_point(struct gathering *g, struct rmap_lonlat p)
{
    g->points = rmap_grow(g->points, &g->point_capacity, g->point_count + 1, sizeof *g->points);
    g->points[g->point_count++] = p;
}

static void add_edge(struct gathering *g, struct rmap_lonlat a, struct rmap_lonlat b)
{
    double azimuth_deg, length_m = rmap_geodesic_distance(a, b, &azimuth_deg, NULL);
    double steps = fmax(1, ceil(length_m / PIECE_M));
    struct rmap_lonlat last = a;
    for (double i = 1; i <= steps; i++) {
        struct rmap_lonlat next = i < steps ? rmap_geodesic_direct(a, azimuth_deg, i * length_m / steps) : b;
        struct piece piece = {last, azimuth_deg, length_m, to_space(last), to_space(next)};
        if (steps > 1)
            piece.length_m = rmap_geodesic_distance(last, next, &piece.azimuth_deg, NULL);
        g->pieces = rmap_grow(g->pieces, &g->capacity, g->count + 1, sizeof piece);
        g->pieces[g->count++] = piece;
        add_point(g, next);
        last = next;
    }
}

static void gather(struct gathering *g, const struct rmap_shape *shape)
{
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        add_point(g, shape->points[first]);
        for (size_t i = first + 1; i < shape->ends[part]; i++)
            add_edge(g, shape->points[i - 1], shape->points[i]);
        if (shape->closed || shape->ends[part] == first + 1)
            add_edge(g, shape->points[shape->ends[part] - 1], shape->points[first]);
        g->ends = rmap_grow(g->ends, &g->part_capacity, g->parts + 1, sizeof *g->ends);
        g->ends[g->parts++] = g->point_count;
    }
}

/* The middle of the smallest ball that holds all (Badoiu and Clarkson, 2003): steps towards the farthest point, ever
 * shorter. */
static struct rmap_lonlat find_middle(const struct gathering *g)
{
    struct space c = g->pieces[0].a;
    for (double step = 2; step <= BALL_STEPS; step++) {
        size_t farthest = 0;
        double most = -1;
        for (size_t i = 0; i < g->count; i++) {
            double m = span(c, g->pieces[i].a);
            if (m > most) {
                most = m;
                farthest = i;
            }
        }
        c = mix(c, g->pieces[farthest].a, 1 / step);
    }
    return to_ground(c);
}

static double along_axis(const struct piece *piece, int axis)
{
    return axis == 0 ? piece->a.x : axis == 1 ? piece->a.y : piece->a.z;
}

/* Puts what lies lower along an axis before `middle`, and what lies higher behind it: Wirth's selection. */
static void part_at(struct piece *pieces, size_t low, size_t middle, size_t high, int axis)
{
    ptrdiff_t first = (ptrdiff_t)low, last = (ptrdiff_t)high - 1, k = (ptrdiff_t)middle;
    while (first < last && k <= last) {
        double pivot = along_axis(&pieces[k], axis);
        ptrdiff_t i = first, j = last;
        while (i <= j) {
            while (along_axis(&pieces[i], axis) < pivot)
                i++;
            while (along_axis(&pieces[j], axis) > pivot)
                j--;
            if (i > j)
                break;
            struct piece piece = pieces[i];
            pieces[i++] = pieces[j];
            pieces[j--] = piece;
        }
        if (j < k)
            first = i;
        if (k < i)
            last = j;
    }
}

static void widen(struct space *low, struct space *high, struct space p)
{
    *low = (struct space){fmin(low->x, p.x), fmin(low->y, p.y), fmin(low->z, p.z)};
    *high = (struct space){fmax(high->x, p.x), fmax(high->y, p.y), fmax(high->z, p.z)};
}

/* No geodesic over a straight distance is shorter, none longer: the curvature lies between. */
static double at_least(double straight_m)
{
    return 2 * FLATTEST_M * asin(fmin(1, straight_m / (2 * FLATTEST_M)));
}

static double at_most(double straight_m)
{
    return 2 * SHARPEST_M * asin(fmin(1, straight_m / (2 * SHARPEST_M)));
}

/* A piece bulges this far from its chord. */
static double sagitta(const struct piece *piece)
{
    return piece->length_m * piece->length_m / (8 * SHARPEST_M);
}

static void build(struct rmap_offset *offset, size_t low, size_t high, size_t ball)
{
    struct piece *pieces = offset->pieces;
    struct space least = {HUGE_VAL, HUGE_VAL, HUGE_VAL}, most = {-HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = low; i < high; i++) {
        widen(&least, &most, pieces[i].a);
        widen(&least, &most, pieces[i].b);
    }
    struct ball *made = &offset->balls[ball];
    *made = (struct ball){.centre = mix(least, most, 0.5)};
    for (size_t i = low; i < high; i++)
        made->radius_m = fmax(made->radius_m, fmax(span(made->centre, pieces[i].a), span(made->centre, pieces[i].b))
                                                  + sagitta(&pieces[i]));
    made->place = to_ground(made->centre);
    made->reach_m = at_most(made->radius_m + span(made->centre, to_space(made->place)));
    if (2 * ball + 2 >= offset->ball_count)
        return;
    double x = most.x - least.x, y = most.y - least.y, z = most.z - least.z;
    size_t half = low + (high - low + 1) / 2;
    part_at(pieces, low, half, high, x >= y && x >= z ? 0 : y >= z ? 1 : 2);
    build(offset, low, half, 2 * ball + 1);
    build(offset, half, high, 2 * ball + 2);
}

/* Metres from the middle to the farthest vertex: the geodesic is measured for those alone that may be it. */
static double find_extent(const struct gathering *g, struct rmap_lonlat middle)
{
    struct space from = to_space(middle);
    double most_m = 0;
    for (size_t i = 0; i < g->count; i++) {
        if (at_most(span(from, g->pieces[i].a)) > most_m)
            most_m = fmax(most_m, rmap_geodesic_distance(middle, g->pieces[i].from, NULL, NULL));
        if (at_most(span(from, g->pieces[i].b)) > most_m)
            most_m = fmax(most_m, rmap_geodesic_distance(middle, to_ground(g->pieces[i].b), NULL, NULL));
    }
    return most_m;
}

const struct rmap_offset *rmap_offset_new(struct rmap_arena *arena, const struct rmap_shape *shape)
{
    struct rmap_offset *offset = rmap_alloc(arena, sizeof *offset);
    struct gathering g = {0};
    gather(&g, shape);
    offset->is_area = shape->closed;
    offset->middle = find_middle(&g);
    offset->pieces = rmap_alloc(arena, g.count * sizeof *offset->pieces);
    memcpy(offset->pieces, g.pieces, g.count * sizeof *offset->pieces);
    offset->count = g.count;
    offset->plane = rmap_plane_about(offset->middle);
    offset->extent_m = find_extent(&g, offset->middle);
    offset->points = rmap_alloc(arena, g.point_count * sizeof *offset->points);
    offset->point_count = g.point_count;
    for (size_t i = 0; i < g.point_count; i++)
        offset->points[i] = rmap_plane_place(&offset->plane, g.points[i]);
    offset->ends = rmap_alloc(arena, g.parts * sizeof *offset->ends);
    memcpy(offset->ends, g.ends, g.parts * sizeof *offset->ends);
    offset->parts = g.parts;
    size_t leaves = 1;
    while (leaves * LEAF < offset->count)
        leaves *= 2;
    offset->ball_count = 2 * leaves - 1;
    offset->balls = rmap_alloc(arena, offset->ball_count * sizeof *offset->balls);
    build(offset, 0, offset->count, 0);
    free(g.pieces);
    free(g.points);
    free(g.ends);
    return offset;
}

struct rmap_lonlat rmap_offset_middle(const struct rmap_offset *offset)
{
    return offset->middle;
}

double rmap_offset_extent(const struct rmap_offset *offset)
{
    return offset->extent_m;
}

bool rmap_offset_is_area(const struct rmap_offset *offset)
{
    return offset->is_area;
}

double rmap_offset_limit(const struct rmap_offset *offset)
{
    return RMAP_HALF_EARTH_M - offset->extent_m - BEYOND_M;
}

/* --- distance --- */

/* How far along a-b the point nearest to p lies, 0..1. */
static double foot_along(struct space p, struct space a, struct space b)
{
    double dx = b.x - a.x, dy = b.y - a.y, dz = b.z - a.z, length2 = dx * dx + dy * dy + dz * dz;
    double along = (p.x - a.x) * dx + (p.y - a.y) * dy + (p.z - a.z) * dz;
    return length2 > 0 ? fmax(0, fmin(1, along / length2)) : 0;
}

static void try_piece(const struct rmap_offset *offset, size_t index, struct rmap_lonlat p, struct space at,
                      struct nearest *best)
{
    const struct piece *piece = &offset->pieces[index];
    if (index == best->piece && best->m < HUGE_VAL)
        return;
    double t = foot_along(at, piece->a, piece->b);
    if (at_least(span(at, mix(piece->a, piece->b, t)) - sagitta(piece)) >= best->m)
        return;
    struct rmap_lonlat foot = piece->from;
    if (t > 0)
        foot = rmap_geodesic_direct(piece->from, piece->azimuth_deg, t * piece->length_m);
    double azimuth_deg, arriving_deg, m = rmap_geodesic_distance(foot, p, &azimuth_deg, &arriving_deg);
    if (m < best->m)
        *best = (struct nearest){index, m, azimuth_deg, arriving_deg, foot};
}

/* At least so far is all in the ball. What straight lines tell is not enough for far ones: there every piece seems as near. */
static double ball_distance(const struct ball *ball, struct rmap_lonlat p, struct space at, double best_m)
{
    double least_m = at_least(fmax(0, span(ball->centre, at) - ball->radius_m));
    if (least_m < FAR_M || least_m >= best_m)
        return least_m;
    return fmax(least_m, rmap_geodesic_distance(ball->place, p, NULL, NULL) - ball->reach_m);
}

static void seek(const struct rmap_offset *offset, size_t low, size_t high, size_t ball, struct rmap_lonlat p,
                 struct space at, struct nearest *best)
{
    if (2 * ball + 2 >= offset->ball_count) {
        for (size_t i = low; i < high; i++)
            try_piece(offset, i, p, at, best);
        return;
    }
    size_t half = low + (high - low + 1) / 2;
    double left = ball_distance(&offset->balls[2 * ball + 1], p, at, best->m);
    double right = ball_distance(&offset->balls[2 * ball + 2], p, at, best->m);
    if (left <= right && left < best->m)
        seek(offset, low, half, 2 * ball + 1, p, at, best);
    if (right < best->m)
        seek(offset, half, high, 2 * ball + 2, p, at, best);
    if (left > right && left < best->m)
        seek(offset, low, half, 2 * ball + 1, p, at, best);
}

/* best->piece: where to look first. */
static void find_nearest(const struct rmap_offset *offset, struct rmap_lonlat p, struct nearest *best)
{
    struct space at = to_space(p);
    size_t first = best->piece;
    best->m = HUGE_VAL;
    try_piece(offset, first, p, at, best);
    seek(offset, 0, offset->count, 0, p, at, best);
}

/* Even-odd, in the plane. */
static bool holds(const struct rmap_offset *offset, struct rmap_metre p)
{
    bool inside = false;
    for (size_t part = 0, first = 0; part < offset->parts; first = offset->ends[part++]) {
        for (size_t i = first, j = offset->ends[part] - 1; i < offset->ends[part]; j = i++) {
            struct rmap_metre a = offset->points[j], b = offset->points[i];
            if ((a.n_m > p.n_m) != (b.n_m > p.n_m)
                && p.e_m < a.e_m + (p.n_m - a.n_m) * (b.e_m - a.e_m) / (b.n_m - a.n_m))
                inside = !inside;
        }
    }
    return inside;
}

double rmap_offset_distance(const struct rmap_offset *offset, struct rmap_lonlat p, struct rmap_lonlat *foot)
{
    struct nearest best = {0};
    bool inside = offset->is_area && holds(offset, rmap_plane_place(&offset->plane, p));
    if (!inside)
        find_nearest(offset, p, &best);
    if (foot)
        *foot = inside ? p : best.foot;
    return inside ? 0 : best.m;
}

/* --- the curve --- */

/* Moves p to where it has the distance from two places, a step of Newton's. False where they lie in one direction. */
static bool step_to_crossing(const struct walk *walk, struct rmap_lonlat foot, struct rmap_lonlat other, struct rmap_lonlat *p)
{
    double azimuth_deg, other_deg;
    double short_m = walk->distance_m - rmap_geodesic_distance(foot, *p, NULL, &azimuth_deg);
    double other_short_m = walk->distance_m - rmap_geodesic_distance(other, *p, NULL, &other_deg);
    double turn = (other_deg - azimuth_deg) * DEGREE;
    if (fabs(sin(turn)) < LEAST_TURN)
        return false;
    double ahead_m = short_m, aside_m = (other_short_m - short_m * cos(turn)) / sin(turn);
    *p = rmap_geodesic_direct(*p, azimuth_deg + atan2(aside_m, ahead_m) / DEGREE, hypot(ahead_m, aside_m));
    return true;
}

/* Moves p to the distance, away from or towards what is nearest to it; in a corner of the curve, where that swings between
 * two places, to the distance from both. False when there is no such place. */
static bool correct(struct walk *walk, struct rmap_lonlat *p)
{
    struct rmap_lonlat before = *p;
    for (int i = 0; i < MOST_MOVES; i++) {
        find_nearest(walk->offset, *p, &walk->last);
        if (fabs(walk->last.m - walk->distance_m) <= CLOSE_M)
            return true;
        bool swings = i >= 2 && rmap_geodesic_distance(before, walk->last.foot, NULL, NULL) > SAME_M;
        if (!swings || !step_to_crossing(walk, walk->last.foot, before, p))
            *p = rmap_geodesic_direct(walk->last.foot, walk->last.azimuth_deg, walk->distance_m);
        before = walk->last.foot;
    }
    find_nearest(walk->offset, *p, &walk->last);
    return fabs(walk->last.m - walk->distance_m) <= ENOUGH_M;
}

static void see(const struct walk *walk, double lon_deg, struct spot *spot)
{
    spot->end.at.lon_deg += 360 * round((lon_deg - spot->end.at.lon_deg) / 360);
    if (walk->how->place)
        spot->shown = walk->how->place(walk->how->frame, spot->end.at, &spot->page);
}

/* The place of the curve near p; where there is none, p itself. */
static struct spot spot_near(struct walk *walk, struct rmap_lonlat p)
{
    struct rmap_lonlat moved = p;
    bool found = correct(walk, &moved);
    return (struct spot){.end = {found ? moved : p, walk->last.arriving_deg}, .foot = walk->last.foot,
                         .azimuth_deg = walk->last.azimuth_deg, .lost = !found};
}

static struct rmap_lonlat middle_of(struct rmap_lonlat a, struct rmap_lonlat b)
{
    double azimuth_deg, m = rmap_geodesic_distance(a, b, &azimuth_deg, NULL);
    return rmap_geodesic_direct(a, azimuth_deg, m / 2);
}

/* Metres between two places, near enough to compare by. */
static double apart(struct rmap_lonlat a, struct rmap_lonlat b)
{
    return span(to_space(a), to_space(b));
}

static bool same_foot(const struct spot *a, const struct spot *b)
{
    return fabs(a->foot.lon_deg - b->foot.lon_deg) < SAME_DEG && fabs(a->foot.lat_deg - b->foot.lat_deg) < SAME_DEG;
}

/* A place of the curve between two others, t of the way; looked for on the arc where both have one foot, else, at any t, in
 * their middle. */
static struct spot between(struct walk *walk, const struct spot *a, const struct spot *b, double t)
{
    struct rmap_lonlat p;
    if (same_foot(a, b))
        p = rmap_geodesic_direct(a->foot, a->azimuth_deg + t * remainder(b->azimuth_deg - a->azimuth_deg, 360), walk->distance_m);
    else
        p = middle_of(a->end.at, b->end.at);
    struct spot spot = spot_near(walk, p);
    see(walk, a->end.at.lon_deg, &spot);
    return spot;
}

static double off_curve(struct walk *walk, struct rmap_lonlat p)
{
    find_nearest(walk->offset, p, &walk->last);
    return walk->last.m - walk->distance_m;
}

static struct rmap_lonlat along_degrees(const struct spot *a, const struct spot *b, double t)
{
    struct rmap_lonlat from = a->end.at, to = b->end.at;
    return (struct rmap_lonlat){from.lon_deg + t * (to.lon_deg - from.lon_deg), from.lat_deg + t * (to.lat_deg - from.lat_deg)};
}

/* What is off at a place of a chord that leads somewhere, and how fast that grows on the way. */
struct look { double off_m, slope; };

static struct look look_at(struct walk *walk, const struct spot *a, const struct spot *b, double t)
{
    struct rmap_lonlat p = along_degrees(a, b, t);
    double off_m = off_curve(walk, p), azimuth_deg;
    if (t < 1)
        rmap_geodesic_distance(p, b->end.at, &azimuth_deg, NULL);
    else
        rmap_geodesic_distance(a->end.at, p, NULL, &azimuth_deg);
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
static double bend_of(const struct walk *walk, const struct spot *a, const struct spot *b)
{
    double lat = fmin(fmax(fabs(a->end.at.lat_deg), fabs(b->end.at.lat_deg)), STEEPEST_DEG) * DEGREE;
    return 1 / (SHARPEST_M * sin(fmin(walk->distance_m / FLATTEST_M, 1.5))) + tan(lat) / SHARPEST_M;
}

/* Both the straight line in degrees and the geodesic. */
static double look_at_chord(struct walk *walk, const struct spot *a, const struct spot *b)
{
    double length_m = apart(a->end.at, b->end.at), bend = bend_of(walk, a, b), most_m = 0;
    double looks = fmin(fmax(LEAST_LOOKS, ceil(length_m / sqrt(8 * HIDDEN * walk->tolerance / bend))), MOST_LOOKS);
    struct look last = look_at(walk, a, b, 0), next;
    for (double i = 1; i <= looks && most_m <= walk->tolerance; i++, last = next) {
        next = look_at(walk, a, b, i / looks);
        most_m = fmax(most_m, bound_between(last, next, length_m / looks, bend));
    }
    return most_m <= walk->tolerance ? fmax(most_m, fabs(off_curve(walk, middle_of(a->end.at, b->end.at)))) : most_m;
}

static bool is_close_on_page(const struct walk *walk, const struct spot *s[5], double *miss)
{
    int shown = 0;
    *miss = 0;
    for (int i = 0; i < 5; i++)
        shown += s[i]->shown;
    if (shown < 5)
        return rmap_geodesic_distance(s[0]->end.at, s[4]->end.at, NULL, NULL) <= (shown ? HORIZON_M : UNSEEN_M);
    *miss = rmap_chord_miss((struct rmap_page[]){s[0]->page, s[1]->page, s[2]->page, s[3]->page, s[4]->page});
    return *miss <= walk->tolerance;
}

/* Halves the chord until it is known where what is nearest jumps from one foot to another; true when it does. */
static bool find_jump(struct walk *walk, const struct spot *a, const struct spot *b, double length_m, struct jump *jump)
{
    double low = 0, high = 1, way_m = length_m;
    *jump = (struct jump){a->foot, b->foot, a->end.at};
    while (high - low > SHORT_PART && (high - low > LONG_PART || apart(jump->from, jump->to) > JUMP * way_m)) {
        double t = (low + high) / 2;
        jump->at = along_degrees(a, b, t);
        off_curve(walk, jump->at);
        bool before = apart(jump->from, walk->last.foot) < apart(jump->to, walk->last.foot);
        *(before ? &low : &high) = t;
        *(before ? &jump->from : &jump->to) = walk->last.foot;
        way_m = (high - low) * length_m;
    }
    return apart(jump->from, jump->to) > JUMP * way_m;
}

/* A place at the distance from a foot, seen from there. False when it is not so far. */
static bool spot_from(const struct walk *walk, struct rmap_lonlat foot, struct rmap_lonlat at, struct spot *spot)
{
    *spot = (struct spot){.end = {.at = at}, .foot = foot};
    double m = rmap_geodesic_distance(foot, at, &spot->azimuth_deg, &spot->end.azimuth_deg);
    return fabs(m - walk->distance_m) <= ENOUGH_M;
}

/* Where the curve turns from one foot to the other; what is nearest there takes the place of either, as feet on edges move.
 * False where there is no such place near the jump. */
static bool find_corner(struct walk *walk, struct jump jump, struct corner *corner)
{
    struct rmap_lonlat at = jump.at;
    for (int i = 0; i < MOST_TURNS; i++) {
        if (!step_to_crossing(walk, jump.from, jump.to, &at) || apart(jump.at, at) > SPIKE * walk->distance_m)
            return false;
        double off_m = off_curve(walk, at);
        bool before = apart(jump.from, walk->last.foot) < apart(jump.to, walk->last.foot);
        *(before ? &jump.from : &jump.to) = walk->last.foot;
        if (fabs(off_m) <= CLOSE_M && spot_from(walk, jump.from, at, &corner->end) && spot_from(walk, jump.to, at, &corner->begin))
            return true;
    }
    return false;
}

/* Of the tolerance's units in a metre, along a chord. */
static double unit_of(const struct walk *walk, const struct spot *a, const struct spot *b)
{
    double length_m = apart(a->end.at, b->end.at);
    if (!walk->how->place)
        return 1;
    return a->shown && b->shown && length_m > 0 ? hypot(b->page.x_mm - a->page.x_mm, b->page.y_mm - a->page.y_mm) / length_m : 0;
}

/* Can there be a corner between two places that is off their chord? */
static bool may_turn(const struct walk *walk, const struct spot *a, const struct spot *b)
{
    double off_m = apart(a->foot, b->foot) * apart(a->end.at, b->end.at) / (4 * walk->distance_m);
    return unit_of(walk, a, b) * off_m >= CORNER_OFF * walk->tolerance;
}

/* How far off a corner is that a chord cuts, although it is close wherever it was looked at. */
static double look_for_corner(struct walk *walk, const struct spot *a, const struct spot *b)
{
    struct jump jump;
    return may_turn(walk, a, b) && find_jump(walk, a, b, apart(a->end.at, b->end.at), &jump)
               ? unit_of(walk, a, b) * fabs(off_curve(walk, jump.at))
               : 0;
}

/* Is there a corner between two places? Halving their chord comes to it slowly, and never to the end of a spike between two arcs
 * that nearly touch. */
static bool turns_corner(struct walk *walk, const struct spot *a, const struct spot *b, struct corner *corner)
{
    struct jump jump;
    if (!may_turn(walk, a, b) || !find_jump(walk, a, b, apart(a->end.at, b->end.at), &jump) || !find_corner(walk, jump, corner)
        || apart(a->end.at, corner->end.end.at) <= SAME_M || apart(b->end.at, corner->end.end.at) <= SAME_M)
        return false;
    see(walk, a->end.at.lon_deg, &corner->end);
    see(walk, a->end.at.lon_deg, &corner->begin);
    return true;
}

static bool is_narrow(const struct spot *a, const struct spot *b)
{
    return fabs(b->end.at.lon_deg - a->end.at.lon_deg) < WIDEST_DEG;
}

/* Ends a chord. One that is off is off by half its length at most, as both its ends are on the curve. */
static void append(struct walk *walk, const struct spot *a, const struct spot *b, double miss)
{
    rmap_shape_point(walk->out, b->end.at);
    if (miss <= walk->tolerance) {
        walk->error = fmax(walk->error, miss);
        return;
    }
    walk->gaps = rmap_grow(walk->gaps, &walk->gap_capacity, walk->gap_count + 1, sizeof *walk->gaps);
    walk->gaps[walk->gap_count++] = (struct gap){walk->out->count - 1, *a, *b, fmax(miss, unit_of(walk, a, b) * apart(a->end.at, b->end.at) / 2)};
}

/* Is there no place of the curve between two others? */
static bool is_stuck(const struct spot *a, const struct spot *middle, const struct spot *b)
{
    return middle->lost || apart(a->end.at, middle->end.at) < SAME_M || apart(middle->end.at, b->end.at) < SAME_M;
}

/* Appends everything after `a` up to `b`, on the ground. Where both ends have one foot, all of the chord is nearest to it:
 * what is as near to one place as to another is straight. */
static void follow_on_ground(struct walk *walk, const struct spot *a, const struct spot *b, int depth)
{
    double miss_m = 0, doubt_m = 0, limit_m = walk->tolerance, pieces = 2;
    bool arc = same_foot(a, b), narrow = is_narrow(a, b);
    struct corner corner;
    if (arc) {
        rmap_ring_chord(walk->distance_m, &a->end, &b->end, &miss_m, &doubt_m);
        pieces = rmap_ring_pieces(miss_m, doubt_m, limit_m);
        miss_m += doubt_m;
    } else if (narrow) {
        miss_m = look_at_chord(walk, a, b);
    }
    if ((narrow && miss_m <= limit_m) || depth == DEEPEST) {
        append(walk, a, b, miss_m);
        return;
    }
    if (!arc && narrow && turns_corner(walk, a, b, &corner)) {
        follow_on_ground(walk, a, &corner.end, depth + 1);
        follow_on_ground(walk, &corner.begin, b, depth + 1);
        return;
    }
    struct spot from = *a, to = between(walk, a, b, 1 / pieces);
    if (is_stuck(a, &to, b)) {
        append(walk, a, b, miss_m);
        return;
    }
    for (double i = 1; i <= pieces; i++, from = to) {
        if (i > 1)
            to = i < pieces ? between(walk, a, b, i / pieces) : *b;
        see(walk, from.end.at.lon_deg, &to);
        follow_on_ground(walk, &from, &to, depth + 1);
    }
}

/* The same on the page. */
static void follow_on_page(struct walk *walk, const struct spot *a, const struct spot *middle, const struct spot *b, int depth)
{
    double miss = 0;
    struct spot first = between(walk, a, middle, 0.5), third = between(walk, middle, b, 0.5);
    struct corner corner;
    bool close = is_close_on_page(walk, (const struct spot *[]){a, &first, middle, &third, b}, &miss) && is_narrow(a, b);
    if (close)
        miss = fmax(miss, look_for_corner(walk, a, b));
    if ((close && miss <= walk->tolerance) || depth == DEEPEST) {
        append(walk, a, b, miss);
        return;
    }
    if (is_narrow(a, b) && turns_corner(walk, a, b, &corner)) {
        struct spot before = between(walk, a, &corner.end, 0.5), after = between(walk, &corner.begin, b, 0.5);
        follow_on_page(walk, a, &before, &corner.end, depth + 1);
        follow_on_page(walk, &corner.begin, &after, b, depth + 1);
        return;
    }
    if (is_stuck(a, middle, b)) {
        append(walk, a, b, miss);
        return;
    }
    follow_on_page(walk, a, &first, middle, depth + 1);
    follow_on_page(walk, middle, &third, b, depth + 1);
}

/* Longitudes go on from where the chord before ended: halving it has told on which side of a pole it passes. */
static void follow_from_last(struct walk *walk, struct spot a, struct spot b)
{
    a.end.at = walk->out->points[walk->out->count - 1];
    see(walk, a.end.at.lon_deg, &a);
    see(walk, a.end.at.lon_deg, &b);
    struct spot middle = between(walk, &a, &b, 0.5);
    if (!middle.lost)
        see(walk, middle.end.at.lon_deg, &b);
    if (walk->how->place) {
        follow_on_page(walk, &a, &middle, &b, 0);
    } else {
        if (!middle.lost)
            follow_on_ground(walk, &a, &middle, 0);
        follow_on_ground(walk, middle.lost ? &a : &middle, &b, 0);
    }
}

/* Appends a closed part along vertices that are near the curve. */
static void walk_ring(struct walk *walk, const struct rmap_lonlat *points, size_t count, double stray_m)
{
    struct spot *spots = NULL;
    size_t kept = 0, capacity = 0;
    spots = rmap_grow(spots, &capacity, count + 1, sizeof *spots);
    for (size_t i = 0; i < count; i++) {
        struct spot spot = spot_near(walk, points[i]);
        if (!spot.lost && apart(points[i], spot.end.at) <= stray_m && (kept == 0 || apart(spots[kept - 1].end.at, spot.end.at) >= SAME_M))
            spots[kept++] = spot;
    }
    while (kept > 1 && apart(spots[kept - 1].end.at, spots[0].end.at) < SAME_M)
        kept--;
    if (kept >= 3) {
        spots[kept] = spots[0];
        see(walk, spots[0].end.at.lon_deg, &spots[0]);
        rmap_shape_point(walk->out, spots[0].end.at);
        for (size_t i = 0; i < kept; i++)
            follow_from_last(walk, spots[i], spots[i + 1]);
        rmap_shape_end_part(walk->out);
    }
    free(spots);
}

/* Everything within the distance holds the middle, and each way out of it crosses the curve once. */
static void walk_around(struct walk *walk)
{
    struct rmap_lonlat points[STARTS];
    for (int i = 0; i < STARTS; i++)
        points[i] = rmap_geodesic_direct(walk->offset->middle, 360.0 * i / STARTS, walk->distance_m);
    walk_ring(walk, points, STARTS, HUGE_VAL);
}

/* --- GEOS --- */

static GEOSCoordSequence *sequence_of(GEOSContextHandle_t geos, const struct rmap_metre *points, size_t count, bool close)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)(count + close), 2);
    for (size_t i = 0; i < count + close; i++)
        GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, points[i % count].e_m, points[i % count].n_m);
    return sequence;
}

/* An edge in the plane by its last point, and the cell in which it lies. */
struct lodger {
    double column, row;
    size_t end;
};

static int by_cell(const void *a, const void *b)
{
    const struct lodger *p = a, *q = b;
    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    if (p->column != q->column)
        return p->column < q->column ? -1 : 1;
    return (p->end > q->end) - (p->end < q->end);
}

/* Edges by the cells in which their middles lie; one that is longer than a cell has its own. malloc'd. */
static struct lodger *lodge(const struct rmap_offset *offset, double side_m, size_t *count)
{
    size_t capacity = 0;
    struct lodger *lodgers = rmap_grow(NULL, &capacity, offset->point_count, sizeof *lodgers);
    *count = 0;
    for (size_t part = 0, first = 0; part < offset->parts; first = offset->ends[part++]) {
        for (size_t i = first + 1; i < offset->ends[part]; i++) {
            struct rmap_metre a = offset->points[i - 1], b = offset->points[i];
            bool is_long = hypot(b.e_m - a.e_m, b.n_m - a.n_m) > side_m;
            lodgers[*count] = (struct lodger){floor((a.e_m + b.e_m) / 2 / side_m), floor((a.n_m + b.n_m) / 2 / side_m), i};
            if (is_long)
                lodgers[*count] = (struct lodger){(double)i, HUGE_VAL, i};
            ++*count;
        }
    }
    qsort(lodgers, *count, sizeof *lodgers, by_cell);
    return lodgers;
}

/* All within the distance of the hull of some edges. */
static GEOSGeometry *buffer_of_hull(GEOSContextHandle_t geos, const struct rmap_offset *offset, const struct lodger *lodgers,
                                    size_t count, double distance_m)
{
    GEOSCoordSequence *ends = GEOSCoordSeq_create_r(geos, (unsigned)(2 * count), 2);
    double least_m = HUGE_VAL;
    for (size_t i = 0; i < 2 * count; i++) {
        struct rmap_metre centre;
        double m = rmap_plane_circle(&offset->plane, offset->points[lodgers[i / 2].end - i % 2], distance_m, &centre);
        least_m = fmin(least_m, m);
        GEOSCoordSeq_setXY_r(geos, ends, (unsigned)i, centre.e_m, centre.n_m);
    }
    GEOSGeometry *line = GEOSGeom_createLineString_r(geos, ends), *hull = GEOSConvexHull_r(geos, line);
    GEOSGeometry *buffer = GEOSBuffer_r(geos, hull, least_m, QUARTER);
    GEOSGeom_destroy_r(geos, hull);
    GEOSGeom_destroy_r(geos, line);
    return buffer;
}

/* All within the distance in the plane, and a little more: what lies in one cell counts as its hull. A point beside a hull of
 * the width h is nearer to that than to its corners by h^2 / 8 r at most. NULL when GEOS fails.
 *
 * Not as one buffer, which crosses itself everywhere before GEOS has sorted it out: from the land of North Korea 30 km take
 * 9.9 s that way; nor edge by edge: around Japan that is ten times the work. */
static GEOSGeometry *buffer_of(GEOSContextHandle_t geos, const struct rmap_offset *offset, double distance_m)
{
    GEOSGeometry **buffers = NULL;
    size_t lodger_count, made = 0, capacity = 0;
    struct lodger *lodgers = lodge(offset, distance_m / CELLS, &lodger_count);
    for (size_t first = 0, end; first < lodger_count; first = end) {
        for (end = first + 1; end < lodger_count && lodgers[end].row == lodgers[first].row
                              && lodgers[end].column == lodgers[first].column;)
            end++;
        GEOSGeometry *buffer = buffer_of_hull(geos, offset, lodgers + first, end - first, distance_m);
        buffers = rmap_grow(buffers, &capacity, made + 1, sizeof *buffers);
        if (buffer)
            buffers[made++] = buffer;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, buffers, (unsigned)made);
    GEOSGeometry *joined = GEOSUnaryUnion_r(geos, all);
    GEOSGeometry *thinned = joined ? GEOSTopologyPreserveSimplify_r(geos, joined, distance_m / THIN) : NULL;
    GEOSGeom_destroy_r(geos, all);
    free(buffers);
    free(lodgers);
    if (!thinned)
        return joined;
    GEOSGeom_destroy_r(geos, joined);
    return thinned;
}

/* A ring of a polygon, in the direction wanted, without its repeated last point. malloc'd. */
static struct rmap_metre *points_of(GEOSContextHandle_t geos, const GEOSGeometry *ring, bool clockwise, size_t *count)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, ring);
    unsigned size = 0;
    char ccw = 0;
    GEOSCoordSeq_getSize_r(geos, sequence, &size);
    GEOSCoordSeq_isCCW_r(geos, sequence, &ccw);
    size_t capacity = 0;
    struct rmap_metre *points = rmap_grow(NULL, &capacity, size, sizeof *points);
    *count = size ? size - 1 : 0;
    for (unsigned i = 0; i < *count; i++) {
        unsigned from = (ccw == 1) == clockwise ? (unsigned)*count - i : i;
        GEOSCoordSeq_getXY_r(geos, sequence, from, &points[i].e_m, &points[i].n_m);
    }
    return points;
}

/* Calls `take` for each ring of a polygon or of several, outer ones clockwise. */
static void each_ring(GEOSContextHandle_t geos, const GEOSGeometry *polygons,
                      void (*take)(void *context, const struct rmap_metre *points, size_t count, bool hole), void *context)
{
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, polygons); i++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN_r(geos, polygons, i);
        if (GEOSGeomTypeId_r(geos, polygon) != GEOS_POLYGON || GEOSisEmpty_r(geos, polygon))
            continue;
        int holes = GEOSGetNumInteriorRings_r(geos, polygon);
        for (int k = -1; k < holes; k++) {
            const GEOSGeometry *ring = k < 0 ? GEOSGetExteriorRing_r(geos, polygon)
                                             : GEOSGetInteriorRingN_r(geos, polygon, k);
            size_t count;
            struct rmap_metre *points = points_of(geos, ring, k < 0, &count);
            take(context, points, count, k >= 0);
            free(points);
        }
    }
}

/* A hole of the buffer of an area's outline may be the area's own inside. */
static void take_curve(void *context, const struct rmap_metre *points, size_t count, bool hole)
{
    struct walk *walk = context;
    if (hole && walk->offset->is_area && holds(walk->offset, points[0]))
        return;
    size_t capacity = 0;
    struct rmap_lonlat *places = rmap_grow(NULL, &capacity, count, sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[i] = rmap_plane_ground(&walk->offset->plane, points[i]);
    walk_ring(walk, places, count, STRAY * walk->distance_m);
    free(places);
}

static void walk_buffer(struct walk *walk)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *buffer = buffer_of(geos, walk->offset, walk->distance_m);
    if (buffer)
        each_ring(geos, buffer, take_curve, walk);
    GEOSGeom_destroy_r(geos, buffer);
    GEOS_finish_r(geos);
}

void rmap_offset_edge(const struct rmap_offset *offset, double distance_m, const struct rmap_closeness *how,
                      struct rmap_shape *out, double *error)
{
    struct walk walk = {.offset = offset, .how = how, .distance_m = distance_m, .out = out};
    walk.tolerance = MARGIN * fmax(how->tolerance, how->place ? LEAST_MM : LEAST_M);
    out->closed = true;
    if (distance_m > AROUND * offset->extent_m)
        walk_around(&walk);
    else
        walk_buffer(&walk);
    for (size_t i = 0; i < walk.gap_count; i++)
        walk.error = fmax(walk.error, walk.gaps[i].miss);
    free(walk.gaps);
    if (error)
        *error = walk.error;
}

/* --- joining --- */

static struct rmap_lonlat middle_of_places(const struct rmap_lonlat *places, size_t count)
{
    struct space sum = {0, 0, 0};
    for (size_t i = 0; i < count; i++)
        sum = mix(sum, to_space(places[i]), 1 / (double)(i + 1));
    return (struct rmap_lonlat){atan2(sum.y, sum.x) / DEGREE, atan2(sum.z, hypot(sum.x, sum.y)) / DEGREE};
}

/* Twice the area, clockwise positive. */
static double signed_area(const struct rmap_metre *points, size_t count)
{
    double area = 0;
    for (size_t i = 0, j = count - 1; i < count; j = i++)
        area += points[i].e_m * points[j].n_m - points[j].e_m * points[i].n_m;
    return area;
}

/* The parts of a shape in the plane. NULL when a vertex is too far from the middle, when the shape's inside is what the
 * plane leaves out, or when GEOS fails. */
static GEOSGeometry *area_of(GEOSContextHandle_t geos, const struct rmap_plane *plane, const struct rmap_shape *shape)
{
    GEOSGeometry *area = GEOSGeom_createEmptyPolygon_r(geos);
    double largest = 0, farthest_m = rmap_plane_reach(FARTHEST_M);
    for (size_t part = 0, first = 0; area && part < shape->parts; first = shape->ends[part++]) {
        size_t count = 0, capacity = 0;
        struct rmap_metre *points = rmap_grow(NULL, &capacity, shape->ends[part] - first, sizeof *points);
        bool near = true;
        for (size_t i = first; i + 1 < shape->ends[part]; i++) {
            points[count++] = rmap_plane_place(plane, shape->points[i]);
            near &= hypot(points[count - 1].e_m, points[count - 1].n_m) < farthest_m;
        }
        double signed_m2 = signed_area(points, count);
        if (fabs(signed_m2) > fabs(largest))
            largest = signed_m2;
        GEOSGeometry *ring = NULL, *both = NULL;
        if (near && count >= 3)
            ring = GEOSGeom_createPolygon_r(
                geos, GEOSGeom_createLinearRing_r(geos, sequence_of(geos, points, count, true)), NULL, 0);
        if (ring)
            both = GEOSSymDifference_r(geos, area, ring);
        GEOSGeom_destroy_r(geos, area);
        GEOSGeom_destroy_r(geos, ring);
        free(points);
        area = both;
    }
    if (largest >= 0)
        return area;
    GEOSGeom_destroy_r(geos, area);
    return NULL;
}

/* Appends places after a up to b, so many that none turns far about a pole. */
static void go_to(struct rmap_shape *out, struct rmap_lonlat a, struct rmap_lonlat b, int depth)
{
    b.lon_deg += 360 * round((a.lon_deg - b.lon_deg) / 360);
    if (fabs(b.lon_deg - a.lon_deg) > WIDEST_DEG && depth < DEEPEST) {
        go_to(out, a, middle_of(a, b), depth + 1);
        go_to(out, out->points[out->count - 1], b, depth + 1);
        return;
    }
    rmap_shape_point(out, b);
}

struct joining {
    struct rmap_plane plane;
    struct rmap_shape *out;
};

static void take_joined(void *context, const struct rmap_metre *points, size_t count, bool hole)
{
    struct joining *joining = context;
    struct rmap_shape *out = joining->out;
    (void)hole;
    rmap_shape_point(out, rmap_plane_ground(&joining->plane, points[0]));
    for (size_t i = 1; i <= count; i++)
        go_to(out, out->points[out->count - 1], rmap_plane_ground(&joining->plane, points[i % count]), 0);
    rmap_shape_end_part(out);
}

bool rmap_offset_join(const struct rmap_shape *shapes, const struct rmap_lonlat *places, size_t count,
                      struct rmap_shape *out)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    struct joining joining = {rmap_plane_about(middle_of_places(places, count)), out};
    GEOSGeometry **areas = NULL;
    size_t made = 0, capacity = 0;
    areas = rmap_grow(areas, &capacity, count, sizeof *areas);
    while (made < count && (areas[made] = area_of(geos, &joining.plane, &shapes[made])))
        made++;
    bool whole = made == count;
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, areas, (unsigned)made);
    GEOSGeometry *joined = whole ? GEOSUnaryUnion_r(geos, all) : NULL;
    if (joined) {
        out->closed = true;
        each_ring(geos, joined, take_joined, &joining);
    }
    whole = joined;
    GEOSGeom_destroy_r(geos, joined);
    GEOSGeom_destroy_r(geos, all);
    GEOS_finish_r(geos);
    free(areas);
    return whole;
}
