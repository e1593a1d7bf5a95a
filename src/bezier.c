#include "bezier.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cubic.h"
#include "mem.h"

#define CORNER_RAD 0.27       /* a sharper turn from chord to chord is a corner */
#define MOST_TURN_RAD 1.6     /* of one curve from end to end */
#define FEWEST_CHORDS 3       /* fewer stay straight: a curve would be longer to write */
#define PROBES 12             /* vertices of a piece that a first fit looks at */
#define REFINEMENTS 4
#define SLACK 8               /* of a piece's length: nearer to the longest it need not be */
#define STRAIGHT_RAD 0.01     /* a curve turns less from end to end: its handles say little about its middle */
#define BETWEEN 1.06          /* the largest distance lies between the places looked at: 1.054 for a circle's arc */
#define MOST_HALVINGS 12

/* Vertices that differ from their neighbours, corner to corner or all around. */
struct run {
    const struct rmap_page *points;
    size_t count;
    bool around;              /* the last vertex is the first one again, and no corner */
    double tolerance_mm, chord_mm, worst_mm;
};

/* A vertex that a fit looks at: its share of the way along the chords, and where on the curve it is nearest. */
struct probe {
    struct rmap_page at;
    double share, t;
};

/* --- vectors --- */

static struct rmap_page minus(struct rmap_page a, struct rmap_page b)
{
    return (struct rmap_page){a.x_mm - b.x_mm, a.y_mm - b.y_mm};
}

static struct rmap_page along(struct rmap_page from, struct rmap_page direction, double mm)
{
    return (struct rmap_page){from.x_mm + mm * direction.x_mm, from.y_mm + mm * direction.y_mm};
}

static double dot(struct rmap_page a, struct rmap_page b)
{
    return a.x_mm * b.x_mm + a.y_mm * b.y_mm;
}

static double cross(struct rmap_page a, struct rmap_page b)
{
    return a.x_mm * b.y_mm - a.y_mm * b.x_mm;
}

static double length(struct rmap_page a)
{
    return hypot(a.x_mm, a.y_mm);
}

static struct rmap_page unit(struct rmap_page a)
{
    double size = length(a);
    return (struct rmap_page){a.x_mm / size, a.y_mm / size};
}

static struct rmap_page middle_of(struct rmap_page a, struct rmap_page b)
{
    return (struct rmap_page){(a.x_mm + b.x_mm) / 2, (a.y_mm + b.y_mm) / 2};
}

/* From one direction to another, radians, positive clockwise on the page. */
static double turn(struct rmap_page before, struct rmap_page after)
{
    return atan2(cross(before, after), dot(before, after));
}

static struct rmap_page turned(struct rmap_page direction, double rad)
{
    double c = cos(rad), s = sin(rad);
    return (struct rmap_page){c * direction.x_mm - s * direction.y_mm, s * direction.x_mm + c * direction.y_mm};
}

/* --- the sampled line --- */

/* The tangent at b of the circle through a, b and c. */
static struct rmap_page tangent_between(struct rmap_page a, struct rmap_page b, struct rmap_page c)
{
    struct rmap_page in = minus(b, a), out = minus(c, b);
    double before = length(in), after = length(out);
    return turned(unit(in), turn(in, out) * before / (before + after));
}

/* The tangent at a of the circle through a, b and c. */
static struct rmap_page tangent_at_end(struct rmap_page a, struct rmap_page b, struct rmap_page c)
{
    struct rmap_page in = minus(b, a), out = minus(c, b);
    double before = length(in), after = length(out);
    return turned(unit(in), -turn(in, out) * before / (before + after));
}

static struct rmap_page tangent(const struct run *run, size_t i)
{
    const struct rmap_page *p = run->points;
    size_t last = run->count - 1;
    if (i > 0 && i < last)
        return tangent_between(p[i - 1], p[i], p[i + 1]);
    if (run->around)
        return tangent_between(p[last - 1], p[0], p[1]);
    if (i == 0)
        return tangent_at_end(p[0], p[1], p[2]);
    struct rmap_page back = tangent_at_end(p[last], p[last - 1], p[last - 2]);
    return (struct rmap_page){-back.x_mm, -back.y_mm};
}

/* --- one curve --- */

/* The handles' lengths by least squares; false when one would point back. */
static bool fit_handles(struct rmap_cubic *curve, struct rmap_page start, struct rmap_page end, const struct probe *probes,
                        size_t count)
{
    double c00 = 0, c01 = 0, c11 = 0, x0 = 0, x1 = 0;
    for (size_t i = 0; i < count; i++) {
        double t = probes[i].t, s = 1 - t, b1 = 3 * s * s * t, b2 = 3 * s * t * t;
        struct rmap_cubic flat = {{curve->p[0], curve->p[0], curve->p[3], curve->p[3]}};
        struct rmap_page rest = minus(probes[i].at, rmap_cubic_at(&flat, t));
        c00 += b1 * b1;
        c01 += b1 * b2 * dot(start, end);
        c11 += b2 * b2;
        x0 += b1 * dot(rest, start);
        x1 += b2 * dot(rest, end);
    }
    double determinant = c00 * c11 - c01 * c01;
    double first = (x0 * c11 - x1 * c01) / determinant, second = (c00 * x1 - c01 * x0) / determinant;
    curve->p[1] = along(curve->p[0], start, first);
    curve->p[2] = along(curve->p[3], end, second);
    return determinant > 0 && first > 0 && second > 0;
}

static double share_at(const double *walked, size_t count, double walked_mm)
{
    return (walked_mm - walked[0]) / (walked[count - 1] - walked[0]);
}

/* Some vertices between the ends, evenly; a first guess is that the curve goes as fast as the chords. */
static size_t choose_probes(const struct rmap_page *p, size_t count, const double *walked, struct probe *probes)
{
    size_t inner = count - 2, chosen = inner < PROBES ? inner : PROBES;
    for (size_t i = 0; i < chosen; i++) {
        size_t at = 1 + (2 * i + 1) * inner / (2 * chosen);
        double share = share_at(walked, count, walked[at]);
        probes[i] = (struct probe){p[at], share, share};
    }
    return chosen;
}

/* Where on the curve this share of the way is, told by the probes before and after. */
static double guess(const struct probe *probes, size_t count, double share)
{
    struct probe before = {.share = 0, .t = 0}, after = {.share = 1, .t = 1};
    for (size_t i = 0; i < count && before.share < share; i++) {
        if (probes[i].share >= share) {
            after = probes[i];
            break;
        }
        before = probes[i];
    }
    return before.t + (after.t - before.t) * (share - before.share) / (after.share - before.share);
}

/* Does the curve pass all vertices and chords of p[0..count-1] closely enough? */
static bool is_close(const struct run *run, const struct rmap_page *p, size_t count, const double *walked,
                     const struct rmap_cubic *curve, const struct probe *probes, size_t probe_count, double *worst_mm)
{
    *worst_mm = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        double here = share_at(walked, count, walked[i]), next = share_at(walked, count, walked[i + 1]);
        double miss = i ? rmap_cubic_distance(curve, p[i], guess(probes, probe_count, here)) : 0;
        double off = rmap_cubic_distance(curve, middle_of(p[i], p[i + 1]), guess(probes, probe_count, (here + next) / 2));
        *worst_mm = fmax(*worst_mm, fmax(miss, off));
        if (miss > run->tolerance_mm || off > run->tolerance_mm + run->chord_mm)
            return false;
    }
    return true;
}

/* A curve for the vertices from `first` to `last`; false when none is close. */
static bool fit(const struct run *run, size_t first, size_t last, const double *walked, struct rmap_cubic *curve, double *worst_mm)
{
    const struct rmap_page *p = run->points + first;
    size_t count = last - first + 1;
    struct rmap_page start = tangent(run, first), end = tangent(run, last);
    struct probe probes[PROBES];
    if (fabs(turn(start, end)) > MOST_TURN_RAD)
        return false;
    end = (struct rmap_page){-end.x_mm, -end.y_mm};
    size_t probe_count = choose_probes(p, count, walked + first, probes);
    curve->p[0] = p[0];
    curve->p[3] = p[count - 1];
    for (int round = 0; round < REFINEMENTS; round++) {
        if (!fit_handles(curve, start, end, probes, probe_count))
            return false;
        for (size_t i = 0; i < probe_count; i++)
            probes[i].t = rmap_cubic_nearer(curve, probes[i].at, probes[i].t);
    }
    return is_close(run, p, count, walked + first, curve, probes, probe_count, worst_mm);
}

/* --- a run --- */

/* About the longest piece that one curve follows: as long as the one before, on by as much while that goes, then halved into
 * what failed. */
static size_t longest(const struct run *run, size_t first, size_t step, const double *walked, struct rmap_cubic *curve,
                      double *worst_mm)
{
    size_t good = first, bad = run->count;
    struct rmap_cubic tried;
    double miss_mm;
    while (bad - good > 1 + (good - first) / SLACK) {
        size_t last = bad < run->count ? (good + bad) / 2 : good + step < run->count ? good + step : run->count - 1;
        if (last - first < FEWEST_CHORDS || last <= good)
            break;
        if (fit(run, first, last, walked, &tried, &miss_mm)) {
            good = last;
            step *= 2;
            *curve = tried;
            *worst_mm = miss_mm;
        } else {
            bad = last;
        }
    }
    return good;
}

static void write_run(struct run *run, struct rmap_path *out)
{
    double *walked = rmap_grow(NULL, &(size_t){0}, run->count, sizeof *walked);
    walked[0] = 0;
    for (size_t i = 1; i < run->count; i++)
        walked[i] = walked[i - 1] + length(minus(run->points[i], run->points[i - 1]));
    for (size_t at = 0, step = FEWEST_CHORDS; at + 1 < run->count;) {
        struct rmap_cubic c = {0};
        double worst_mm = 0;
        size_t next = run->count > FEWEST_CHORDS ? longest(run, at, step, walked, &c, &worst_mm) : at;
        if (next > at)
            rmap_path_curve(out, c.p[1].x_mm, c.p[1].y_mm, c.p[2].x_mm, c.p[2].y_mm, c.p[3].x_mm, c.p[3].y_mm);
        else
            rmap_path_line(out, run->points[at + 1].x_mm, run->points[at + 1].y_mm);
        step = next > at + FEWEST_CHORDS ? next - at : FEWEST_CHORDS;
        at = next > at ? next : at + 1;
        run->worst_mm = fmax(run->worst_mm, worst_mm);
    }
    free(walked);
}

/* --- a part: what lies between two moves --- */

static bool is_corner(struct rmap_page a, struct rmap_page b, struct rmap_page c)
{
    return fabs(turn(minus(b, a), minus(c, b))) > CORNER_RAD;
}

static bool is_same(struct rmap_page a, struct rmap_page b)
{
    return !(length(minus(a, b)) > 0);
}

/* Copies without repeated vertices; a closed part gets its first vertex again at its end. */
static size_t gather(const struct rmap_page *p, size_t count, bool closed, struct rmap_page *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !is_same(p[i], out[kept - 1]))
            out[kept++] = p[i];
    }
    if (closed && kept > 1 && !is_same(out[0], out[kept - 1]))
        out[kept++] = out[0];
    return kept;
}

/* The first corner of a closed part whose last vertex is its first one again; count when it has none. */
static size_t find_corner(const struct rmap_page *p, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        if (is_corner(p[i ? i - 1 : count - 2], p[i], p[i + 1]))
            return i;
    }
    return count;
}

/* p has room for twice as many vertices: a closed part goes on over its start, to begin and end at a corner. */
static void write_part(struct run *run, struct rmap_page *p, size_t count, bool closed, struct rmap_path *out)
{
    size_t corner = closed && count > 3 ? find_corner(p, count) : 0;
    run->around = corner == count;
    if (corner > 0 && corner < count) {
        memcpy(p + count, p + 1, corner * sizeof *p);
        p += corner;
    }
    rmap_path_move(out, p[0].x_mm, p[0].y_mm);
    for (size_t from = 0, to = 1; to < count; to++) {
        if (to + 1 < count && !is_corner(p[to - 1], p[to], p[to + 1]))
            continue;
        run->points = p + from;
        run->count = to - from + 1;
        write_run(run, out);
        from = to;
    }
    if (closed)
        rmap_path_close(out);
}

/* --- a curve that can be asked --- */

struct follow {
    rmap_bezier_source *source;
    void *context;
    double tolerance_mm, worst_mm;
    struct rmap_path *out;
};

/* A place of the curve, and where along it that is. */
struct stop {
    double t;
    struct rmap_bezier_spot spot;
};

static bool stop_at(const struct follow *follow, double t, struct stop *stop)
{
    stop->t = t;
    return follow->source(follow->context, t, &stop->spot);
}

/* Two handles, two equations. */
struct rmap_cubic rmap_bezier_through(const struct rmap_bezier_spot *start, struct rmap_page middle,
                                      const struct rmap_bezier_spot *end)
{
    struct rmap_page a = unit(start->towards), b = unit(end->towards), p0 = start->at, p3 = end->at;
    double first = length(minus(p3, p0)) / 3, second = first, bend = cross(a, b);
    if (fabs(bend) > STRAIGHT_RAD) {
        struct rmap_page rest = minus(middle, middle_of(p0, p3));
        first = 8.0 / 3 * cross(rest, b) / bend;
        second = 8.0 / 3 * cross(rest, a) / bend;
    }
    return (struct rmap_cubic){{p0, along(p0, a, first > 0 ? first : NAN), along(p3, b, second > 0 ? -second : NAN), p3}};
}

double rmap_bezier_miss(const struct rmap_cubic *curve, const struct rmap_page quarters[3])
{
    double worst_mm = 0;
    for (int i = 0; i < 3; i++) {
        double miss = BETWEEN * rmap_cubic_distance(curve, quarters[i], (i + 1) / 4.0);
        worst_mm = miss >= 0 ? fmax(worst_mm, miss) : HUGE_VAL;
    }
    return worst_mm;
}

/* Appends what lies between two stops. */
static bool follow_between(struct follow *follow, const struct stop *start, const struct stop *middle, const struct stop *end,
                           int depth)
{
    struct stop first, third;
    if (depth > MOST_HALVINGS || !stop_at(follow, (start->t + middle->t) / 2, &first)
        || !stop_at(follow, (middle->t + end->t) / 2, &third))
        return false;
    struct rmap_cubic curve = rmap_bezier_through(&start->spot, middle->spot.at, &end->spot);
    double miss = rmap_bezier_miss(&curve, (struct rmap_page[]){first.spot.at, middle->spot.at, third.spot.at});
    if (miss > follow->tolerance_mm)
        return follow_between(follow, start, &first, middle, depth + 1) && follow_between(follow, middle, &third, end, depth + 1);
    rmap_path_piece(follow->out, &(struct rmap_piece){RMAP_CURVE, curve});
    follow->worst_mm = fmax(follow->worst_mm, miss);
    return true;
}

bool rmap_bezier_follow(rmap_bezier_source *source, void *context, int pieces, double tolerance_mm, struct rmap_path *out,
                        double *worst_mm)
{
    struct follow follow = {source, context, tolerance_mm, 0, out};
    struct stop start, middle, end;
    if (!stop_at(&follow, 0, &start))
        return false;
    rmap_path_move(out, start.spot.at.x_mm, start.spot.at.y_mm);
    for (int i = 0; i < pieces; i++, start = end) {
        if (!stop_at(&follow, (i + 0.5) / pieces, &middle) || !stop_at(&follow, (i + 1.0) / pieces, &end)
            || !follow_between(&follow, &start, &middle, &end, 0))
            return false;
    }
    *worst_mm = fmax(*worst_mm, follow.worst_mm);
    return true;
}

double rmap_bezier_fit(const struct rmap_path *lines, double tolerance_mm, double chord_mm, struct rmap_path *out)
{
    struct run run = {.tolerance_mm = tolerance_mm, .chord_mm = chord_mm};
    struct rmap_page *copy = rmap_grow(NULL, &(size_t){0}, 2 * lines->count + 2, sizeof *copy);
    const struct rmap_page *p = lines->points;
    for (size_t i = 0, count = 0; i < lines->verb_count; i++) {
        bool closed = lines->verbs[i] == RMAP_CLOSE;
        count += !closed;
        if (!closed && i + 1 < lines->verb_count && lines->verbs[i + 1] != RMAP_MOVE)
            continue;
        size_t kept = gather(p, count, closed, copy);
        if (kept > 0)
            write_part(&run, copy, kept, closed, out);
        p += count;
        count = 0;
    }
    free(copy);
    return run.worst_mm;
}
