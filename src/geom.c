#include "geom.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#define CIRCLE_KAPPA 0.5522847498307936 /* handle of a quarter circle: 4/3 (sqrt 2 - 1), off by 0.027 % */
#define FIRST_RUN   16  /* points: a long line is simplified in runs, which bounds the work to n log 256 */
#define LONGEST_RUN 256

/* --- shapes and paths --- */

void rmap_shape_point(struct rmap_shape *shape, struct rmap_lonlat p)
{
    if (shape->count == shape->capacity)
        shape->points = rmap_grow(shape->points, &shape->capacity, shape->count + 1, sizeof *shape->points);
    shape->points[shape->count++] = p;
}

void rmap_shape_end_part(struct rmap_shape *shape)
{
    size_t start = shape->parts ? shape->ends[shape->parts - 1] : 0;
    if (shape->count == start)
        return;
    if (shape->parts == shape->parts_capacity)
        shape->ends = rmap_grow(shape->ends, &shape->parts_capacity, shape->parts + 1, sizeof *shape->ends);
    shape->ends[shape->parts++] = shape->count;
}

void rmap_shape_append(struct rmap_shape *shape, const struct rmap_shape *more)
{
    shape->closed = more->closed;
    for (size_t part = 0, i = 0; part < more->parts; part++) {
        for (; i < more->ends[part]; i++)
            rmap_shape_point(shape, more->points[i]);
        rmap_shape_end_part(shape);
    }
}

void rmap_shape_free(struct rmap_shape *shape)
{
    free(shape->points);
    free(shape->ends);
    *shape = (struct rmap_shape){0};
}

static void add_verb(struct rmap_path *path, enum rmap_verb verb)
{
    if (path->verb_count == path->verb_capacity)
        path->verbs = rmap_grow(path->verbs, &path->verb_capacity, path->verb_count + 1, 1);
    path->verbs[path->verb_count++] = (unsigned char)verb;
}

static void add_point(struct rmap_path *path, double x_mm, double y_mm)
{
    if (path->count == path->capacity)
        path->points = rmap_grow(path->points, &path->capacity, path->count + 1, sizeof *path->points);
    path->points[path->count++] = (struct rmap_page){x_mm, y_mm};
}

void rmap_path_move(struct rmap_path *path, double x_mm, double y_mm)
{
    add_verb(path, RMAP_MOVE);
    add_point(path, x_mm, y_mm);
}

void rmap_path_line(struct rmap_path *path, double x_mm, double y_mm)
{
    add_verb(path, RMAP_LINE);
    add_point(path, x_mm, y_mm);
}

void rmap_path_curve(struct rmap_path *path, double x1, double y1, double x2, double y2, double x_mm,
                     double y_mm)
{
    add_verb(path, RMAP_CURVE);
    add_point(path, x1, y1);
    add_point(path, x2, y2);
    add_point(path, x_mm, y_mm);
}

void rmap_path_close(struct rmap_path *path)
{
    add_verb(path, RMAP_CLOSE);
}

void rmap_path_box(struct rmap_path *path, struct rmap_box box)
{
    rmap_path_move(path, box.x0_mm, box.y0_mm);
    rmap_path_line(path, box.x1_mm, box.y0_mm);
    rmap_path_line(path, box.x1_mm, box.y1_mm);
    rmap_path_line(path, box.x0_mm, box.y1_mm);
    rmap_path_close(path);
}

void rmap_path_circle(struct rmap_path *path, double x_mm, double y_mm, double radius_mm)
{
    double r = radius_mm, k = CIRCLE_KAPPA * radius_mm;
    rmap_path_move(path, x_mm + r, y_mm);
    rmap_path_curve(path, x_mm + r, y_mm + k, x_mm + k, y_mm + r, x_mm, y_mm + r);
    rmap_path_curve(path, x_mm - k, y_mm + r, x_mm - r, y_mm + k, x_mm - r, y_mm);
    rmap_path_curve(path, x_mm - r, y_mm - k, x_mm - k, y_mm - r, x_mm, y_mm - r);
    rmap_path_curve(path, x_mm + k, y_mm - r, x_mm + r, y_mm - k, x_mm + r, y_mm);
    rmap_path_close(path);
}

void rmap_path_append(struct rmap_path *path, const struct rmap_path *more)
{
    if (more->verb_count == 0)
        return;
    path->verbs = rmap_grow(path->verbs, &path->verb_capacity, path->verb_count + more->verb_count, 1);
    memcpy(path->verbs + path->verb_count, more->verbs, more->verb_count);
    path->verb_count += more->verb_count;
    path->points = rmap_grow(path->points, &path->capacity, path->count + more->count, sizeof *path->points);
    memcpy(path->points + path->count, more->points, more->count * sizeof *more->points);
    path->count += more->count;
}

static struct rmap_box bounds_of(const struct rmap_page *points, size_t count)
{
    if (count == 0)
        return (struct rmap_box){0};
    struct rmap_box box = {points[0].x_mm, points[0].y_mm, points[0].x_mm, points[0].y_mm};
    for (size_t i = 1; i < count; i++) {
        double x = points[i].x_mm, y = points[i].y_mm;
        box.x0_mm = x < box.x0_mm ? x : box.x0_mm;
        box.x1_mm = x > box.x1_mm ? x : box.x1_mm;
        box.y0_mm = y < box.y0_mm ? y : box.y0_mm;
        box.y1_mm = y > box.y1_mm ? y : box.y1_mm;
    }
    return box;
}

struct rmap_box rmap_path_bounds(const struct rmap_path *path)
{
    return bounds_of(path->points, path->count);
}

void rmap_path_free(struct rmap_path *path)
{
    free(path->verbs);
    free(path->points);
    *path = (struct rmap_path){0};
}

/* --- boxes --- */

bool rmap_bounds_meet(const struct rmap_bounds *window, struct rmap_bounds data)
{
    if (data.south_deg > window->north_deg || data.north_deg < window->south_deg)
        return false;
    for (double shift = -360; shift <= 360; shift += 360) {
        if (data.west_deg + shift <= window->east_deg && data.east_deg + shift >= window->west_deg)
            return true;
    }
    return false;
}

bool rmap_box_meets(struct rmap_box a, struct rmap_box b)
{
    return a.x0_mm < b.x1_mm && b.x0_mm < a.x1_mm && a.y0_mm < b.y1_mm && b.y0_mm < a.y1_mm;
}

bool rmap_box_holds(struct rmap_box outer, struct rmap_box inner)
{
    return inner.x0_mm >= outer.x0_mm && inner.x1_mm <= outer.x1_mm && inner.y0_mm >= outer.y0_mm
           && inner.y1_mm <= outer.y1_mm;
}

struct rmap_box rmap_box_union(struct rmap_box a, struct rmap_box b)
{
    return (struct rmap_box){fmin(a.x0_mm, b.x0_mm), fmin(a.y0_mm, b.y0_mm), fmax(a.x1_mm, b.x1_mm),
                             fmax(a.y1_mm, b.y1_mm)};
}

struct rmap_box rmap_box_grow(struct rmap_box box, double by_mm)
{
    return (struct rmap_box){box.x0_mm - by_mm, box.y0_mm - by_mm, box.x1_mm + by_mm, box.y1_mm + by_mm};
}

double rmap_box_width(struct rmap_box box)
{
    return box.x1_mm - box.x0_mm;
}

double rmap_box_height(struct rmap_box box)
{
    return box.y1_mm - box.y0_mm;
}

struct rmap_page rmap_box_middle(struct rmap_box box)
{
    return (struct rmap_page){(box.x0_mm + box.x1_mm) / 2, (box.y0_mm + box.y1_mm) / 2};
}

/* --- clipping --- */

/* One part of a path: where its points and verbs stand. */
struct part {
    size_t first, count; /* points */
    size_t verb, verbs;
    bool closed;
};

/* The part after `part`; false at the path's end. */
static bool next_part(const struct rmap_path *path, struct part *part)
{
    size_t verb = part->verb + part->verbs, point = part->first + part->count;
    if (verb >= path->verb_count)
        return false;
    const unsigned char *verbs = path->verbs + verb;
    const unsigned char *next = memchr(verbs + 1, RMAP_MOVE, path->verb_count - verb - 1);
    size_t count = next ? (size_t)(next - verbs) : path->verb_count - verb;
    *part = (struct part){.first = point, .verb = verb, .verbs = count};
    part->closed = memchr(verbs, RMAP_CLOSE, count) != NULL;
    part->count = count - part->closed;
    bool curved = memchr(verbs, RMAP_CURVE, count) != NULL;
    for (size_t i = 0; curved && i < count; i++)
        part->count += verbs[i] == RMAP_CURVE ? 2 : 0;
    return true;
}

static void add_run(struct rmap_path *out, const struct rmap_page *points, size_t count, bool closed)
{
    if (count == 0)
        return;
    out->points = rmap_grow(out->points, &out->capacity, out->count + count, sizeof *points);
    memcpy(out->points + out->count, points, count * sizeof *points);
    out->count += count;
    out->verbs = rmap_grow(out->verbs, &out->verb_capacity, out->verb_count + count + 1, 1);
    memset(out->verbs + out->verb_count, RMAP_LINE, count);
    out->verbs[out->verb_count] = RMAP_MOVE;
    out->verb_count += count;
    if (closed)
        out->verbs[out->verb_count++] = RMAP_CLOSE;
}

enum side { WEST, EAST, NORTH, SOUTH, SIDES };

/* A side of a box: a line upright or level, and where inside is from there. */
struct edge {
    bool upright;
    double at_mm, inwards; /* inwards: 1 or -1 */
};

static struct edge edge_of(struct rmap_box box, enum side side)
{
    const struct edge edges[SIDES] = {{true, box.x0_mm, 1}, {true, box.x1_mm, -1}, {false, box.y0_mm, 1}, {false, box.y1_mm, -1}};
    return edges[side];
}

/* How far inside the side a point lies; negative: outside. */
static double depth(struct rmap_page p, struct edge edge)
{
    return edge.inwards * ((edge.upright ? p.x_mm : p.y_mm) - edge.at_mm);
}

/* Where a-b crosses the side, exactly on it, so that clipping again changes nothing. */
static struct rmap_page crossing(struct rmap_page a, struct rmap_page b, double da, double db, struct edge edge)
{
    double t = da / (da - db);
    struct rmap_page p = {a.x_mm + t * (b.x_mm - a.x_mm), a.y_mm + t * (b.y_mm - a.y_mm)};
    *(edge.upright ? &p.x_mm : &p.y_mm) = edge.at_mm;
    return p;
}

/* Returns how many points are left, at most half as many more than there were: what crosses in and out again needs a point
 * outside between. */
static size_t clip_side(const struct rmap_page *in, size_t count, struct edge edge, struct rmap_page *out)
{
    size_t n = 0;
    struct rmap_page a = count ? in[count - 1] : (struct rmap_page){0};
    double da = depth(a, edge);
    for (size_t i = 0; i < count; i++) {
        struct rmap_page b = in[i];
        double db = depth(b, edge);
        if ((da < 0) != (db < 0))
            out[n++] = crossing(a, b, da, db, edge);
        if (db >= 0)
            out[n++] = b;
        a = b;
        da = db;
    }
    return n;
}

/* Two buffers that take turns. */
struct scratch {
    struct rmap_page *points[2];
    size_t capacity[2];
};

/* Only the sides that the ring's bounds exceed have anything to clip. Returns how many points are left; they stand in the
 * scratch, or where they stood. */
static size_t clip_ring(const struct rmap_page **points, size_t count, struct rmap_box bounds, struct rmap_box box,
                        struct scratch *scratch)
{
    const bool exceeds[SIDES] = {bounds.x0_mm < box.x0_mm, bounds.x1_mm > box.x1_mm, bounds.y0_mm < box.y0_mm,
                                 bounds.y1_mm > box.y1_mm};
    int turn = 0;
    for (enum side side = WEST; side < SIDES && count > 0; side++) {
        if (!exceeds[side])
            continue;
        scratch->points[turn] = rmap_grow(scratch->points[turn], &scratch->capacity[turn], count + count / 2 + 1, sizeof **points);
        count = clip_side(*points, count, edge_of(box, side), scratch->points[turn]);
        *points = scratch->points[turn];
        turn = 1 - turn;
    }
    return count;
}

static bool lies_apart(struct rmap_box a, struct rmap_box b)
{
    return a.x0_mm > b.x1_mm || a.x1_mm < b.x0_mm || a.y0_mm > b.y1_mm || a.y1_mm < b.y0_mm;
}

/* Where a-b crosses the side, without what rounding left outside near a corner. */
static struct rmap_page cross_into(struct rmap_page a, struct rmap_page b, struct edge edge, struct rmap_box box)
{
    struct rmap_page p = crossing(a, b, depth(a, edge), depth(b, edge), edge);
    return (struct rmap_page){fmin(fmax(p.x_mm, box.x0_mm), box.x1_mm), fmin(fmax(p.y_mm, box.y0_mm), box.y1_mm)};
}

/* Cuts a-b to the box (Liang and Barsky); false when nothing is left. An end that stays is left untouched. */
static bool clip_segment(struct rmap_page *a, struct rmap_page *b, struct rmap_box box)
{
    double t0 = 0, t1 = 1;
    enum side side0 = SIDES, side1 = SIDES;
    for (enum side side = WEST; side < SIDES; side++) {
        struct edge edge = edge_of(box, side);
        double da = depth(*a, edge), db = depth(*b, edge);
        if (da < 0 && db < 0)
            return false;
        if (da >= 0 && db >= 0)
            continue;
        double t = da / (da - db);
        if (da < 0 && t > t0) {
            t0 = t;
            side0 = side;
        } else if (db < 0 && t < t1) {
            t1 = t;
            side1 = side;
        }
    }
    if (t0 > t1)
        return false;
    struct rmap_page p = *a, q = *b;
    if (side0 != SIDES)
        *a = cross_into(p, q, edge_of(box, side0), box);
    if (side1 != SIDES)
        *b = cross_into(p, q, edge_of(box, side1), box);
    return true;
}

static bool same_place(struct rmap_page a, struct rmap_page b)
{
    return a.x_mm == b.x_mm && a.y_mm == b.y_mm;
}

/* Segments from point `start` on, `segments` of them, indices taken round the part. */
static void clip_line(const struct rmap_page *points, size_t count, size_t start, size_t segments,
                      struct rmap_box box, struct rmap_path *out)
{
    bool drawing = false;
    for (size_t i = 0; i < segments; i++) {
        struct rmap_page a = points[(start + i) % count], b = points[(start + i + 1) % count], end = b;
        if (!clip_segment(&a, &b, box)
            || (same_place(a, b) && !same_place(points[(start + i) % count], end))) {
            drawing = false;
            continue;
        }
        if (!drawing)
            rmap_path_move(out, a.x_mm, a.y_mm);
        rmap_path_line(out, b.x_mm, b.y_mm);
        drawing = same_place(b, end);
    }
}

void rmap_path_clip_lines(const struct rmap_path *path, struct rmap_box box, struct rmap_path *out)
{
    struct part part = {0};
    while (next_part(path, &part)) {
        const struct rmap_page *points = path->points + part.first;
        struct rmap_box bounds = bounds_of(points, part.count);
        if (rmap_box_holds(box, bounds)) {
            add_run(out, points, part.count, part.closed);
        } else if (!lies_apart(box, bounds)) {
            /* A ring is walked from a point outside, so that no piece is broken where the ring happens to begin. */
            size_t start = 0;
            while (part.closed && start + 1 < part.count && rmap_box_holds(box, bounds_of(points + start, 1)))
                start++;
            clip_line(points, part.count, start, part.closed ? part.count : part.count - 1, box, out);
        }
    }
}

/* --- simplifying --- */

/* Square of the distance from p to the segment from a over (dx, dy); `inverse` is 1 / its length squared, 0 for none. */
static double deviation(struct rmap_page p, struct rmap_page a, double dx, double dy, double inverse)
{
    double px = p.x_mm - a.x_mm, py = p.y_mm - a.y_mm, t = (px * dx + py * dy) * inverse;
    t = t > 0 ? t : 0;
    t = t < 1 ? t : 1;
    px -= t * dx;
    py -= t * dy;
    return px * px + py * py;
}

/* The point between first and last that lies farthest from the segment between them; first when there is none. Squares times
 * the segment's own are compared: beside it that is the cross product's. */
static size_t find_farthest(const struct rmap_page *p, size_t first, size_t last, double *square)
{
    struct rmap_page a = p[first];
    double dx = p[last].x_mm - a.x_mm, dy = p[last].y_mm - a.y_mm, length = dx * dx + dy * dy;
    double unit = length > 0 ? length : 1, most = -1;
    size_t farthest = first;
    for (size_t i = first + 1; i < last; i++) {
        double px = p[i].x_mm - a.x_mm, py = p[i].y_mm - a.y_mm, along = px * dx + py * dy, across = px * dy - py * dx;
        double d = across * across;
        if (along <= 0)
            d = (px * px + py * py) * unit;
        else if (along >= length)
            d = ((px - dx) * (px - dx) + (py - dy) * (py - dy)) * unit;
        if (d > most) {
            most = d;
            farthest = i;
        }
    }
    *square = most / unit;
    return farthest;
}

/* Douglas and Peucker on points first..last, whose ends are kept; marks what is kept besides. */
static void mark_kept(const struct rmap_page *p, size_t first, size_t last, double square,
                      unsigned char *kept)
{
    size_t stack[LONGEST_RUN], waiting = 0; /* each split keeps a point of its own, so it cannot overflow */
    for (;;) {
        double most;
        size_t middle = find_farthest(p, first, last, &most);
        if (most > square) {
            kept[middle] = 1;
            stack[waiting++] = last;
            last = middle;
        } else if (waiting > 0) {
            first = last;
            last = stack[--waiting];
        } else {
            return;
        }
    }
}

/* Marks what is kept of the line from first to last, both ends among it. A run of points is split where it is farthest from
 * straight; behind that point the next run begins. A run that is straight becomes longer, as far as it goes. */
static void mark_line(const struct rmap_page *p, size_t first, size_t last, double tolerance, unsigned char *kept)
{
    double square = tolerance * tolerance, most;
    size_t run = FIRST_RUN;
    kept[first] = 1;
    while (first < last) {
        size_t end = first + run < last ? first + run : last, middle = find_farthest(p, first, end, &most);
        if (most <= square && end < last && run < LONGEST_RUN) {
            run *= 2;
            continue;
        }
        if (most > square) {
            mark_kept(p, first, middle, square, kept);
            end = middle;
        }
        kept[end] = 1;
        first = end;
        run = FIRST_RUN;
    }
}

/* Compacts `count` points to those marked. */
static size_t keep_marked(struct rmap_page *p, size_t count, const unsigned char *kept)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept[i])
            p[n++] = p[i];
    }
    return n;
}

static size_t simplify_line(struct rmap_page *p, size_t count, double tolerance, unsigned char *kept)
{
    if (count <= 2 || !(tolerance > 0))
        return count;
    memset(kept, 0, count);
    mark_line(p, 0, count - 1, tolerance, kept);
    return keep_marked(p, count, kept);
}

static size_t find_far_point(const struct rmap_page *p, size_t count)
{
    size_t far = 0;
    double most = -1;
    for (size_t i = 1; i < count; i++) {
        double dx = p[i].x_mm - p[0].x_mm, dy = p[i].y_mm - p[0].y_mm;
        if (dx * dx + dy * dy > most) {
            most = dx * dx + dy * dy;
            far = i;
        }
    }
    return far;
}

/* Three of the ring's own points, as far apart as they come: what an islet is drawn as. */
static size_t keep_dot(struct rmap_page *p, size_t count)
{
    size_t far = find_far_point(p, count), third = far == 1 ? 2 : 1;
    double dx = p[far].x_mm - p[0].x_mm, dy = p[far].y_mm - p[0].y_mm, length = dx * dx + dy * dy, most = -1;
    for (size_t i = 1; i < count; i++) {
        double d = deviation(p[i], p[0], dx, dy, length > 0 ? 1 / length : 0);
        if (i != far && d > most) {
            most = d;
            third = i;
        }
    }
    struct rmap_page b = p[third < far ? third : far], c = p[third < far ? far : third];
    p[1] = b;
    p[2] = c;
    return 3;
}

/* A ring is two lines, from its first point to the one farthest from it and back. `p` and `kept` have room for one more. */
static size_t simplify_ring(struct rmap_page *p, size_t count, double tolerance, unsigned char *kept)
{
    if (count <= 3 || !(tolerance > 0))
        return count;
    size_t far = find_far_point(p, count), left = 0;
    p[count] = p[0];
    memset(kept, 0, count + 1);
    mark_line(p, 0, far, tolerance, kept);
    mark_line(p, far, count, tolerance, kept);
    for (size_t i = 0; i < count && left < 3; i++)
        left += kept[i];
    return left < 3 ? keep_dot(p, count) : keep_marked(p, count, kept);
}

/* Adds a part, simplified where it will stay; the room for its verbs holds the marks meanwhile. */
static void add_simplified(struct rmap_path *out, const struct rmap_page *points, size_t count, bool closed, double tolerance)
{
    if (count == 0)
        return;
    out->points = rmap_grow(out->points, &out->capacity, out->count + count + 1, sizeof *points);
    out->verbs = rmap_grow(out->verbs, &out->verb_capacity, out->verb_count + count + 1, 1);
    struct rmap_page *p = out->points + out->count;
    unsigned char *verbs = out->verbs + out->verb_count;
    memcpy(p, points, count * sizeof *points);
    count = closed ? simplify_ring(p, count, tolerance, verbs) : simplify_line(p, count, tolerance, verbs);
    memset(verbs, RMAP_LINE, count);
    verbs[0] = RMAP_MOVE;
    verbs[count] = RMAP_CLOSE;
    out->count += count;
    out->verb_count += count + closed;
}

void rmap_path_add_ring(struct rmap_path *path, const struct rmap_page *points, size_t count, struct rmap_box box,
                        double tolerance_mm)
{
    struct rmap_box bounds = bounds_of(points, count);
    struct scratch scratch = {0};
    if (rmap_box_holds(box, bounds)) {
        add_simplified(path, points, count, true, tolerance_mm);
    } else if (!lies_apart(box, bounds)) {
        count = clip_ring(&points, count, bounds, box, &scratch);
        if (count >= 3)
            add_simplified(path, points, count, true, tolerance_mm);
    }
    free(scratch.points[0]);
    free(scratch.points[1]);
}

void rmap_path_add_lines(struct rmap_path *path, const struct rmap_path *lines, double tolerance_mm)
{
    struct part part = {0};
    while (next_part(lines, &part))
        add_simplified(path, lines->points + part.first, part.count, part.closed, tolerance_mm);
}

/* --- questions --- */

bool rmap_path_holds(const struct rmap_path *path, struct rmap_page p)
{
    bool inside = false;
    struct part part = {0};
    while (next_part(path, &part)) {
        const struct rmap_page *points = path->points + part.first;
        for (size_t i = 0, j = part.count - 1; i < part.count; j = i++) {
            struct rmap_page a = points[j], b = points[i];
            if ((a.y_mm > p.y_mm) != (b.y_mm > p.y_mm)
                && p.x_mm < a.x_mm + (p.y_mm - a.y_mm) * (b.x_mm - a.x_mm) / (b.y_mm - a.y_mm))
                inside = !inside;
        }
    }
    return inside;
}

bool rmap_segment_meets_box(struct rmap_page a, struct rmap_page b, struct rmap_box box)
{
    const struct rmap_page ends[] = {a, b};
    return !lies_apart(box, bounds_of(ends, 2)) && clip_segment(&a, &b, box);
}

/* Distance of p from the segment a-b, negative on the left of the line. */
static double off_segment(struct rmap_page p, struct rmap_page a, struct rmap_page b)
{
    double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm;
    double px = p.x_mm - a.x_mm, py = p.y_mm - a.y_mm;
    double length2 = dx * dx + dy * dy;
    double along = length2 > 0 ? fmax(0, fmin(1, (px * dx + py * dy) / length2)) : 0;
    double distance = hypot(px - along * dx, py - along * dy);
    return px * dy - py * dx > 0 ? -distance : distance;
}

double rmap_chord_peak(const double off[3])
{
    double most = fmax(fmax(fabs(off[0]), fabs(off[1])), fabs(off[2]));
    double slope = (off[2] - off[0]) / 2, bend = off[0] - 2 * off[1] + off[2];
    if (fabs(slope) < fabs(bend))
        most = fmax(most, fabs(off[1] - slope * slope / (2 * bend)));
    return most;
}

double rmap_chord_miss(const struct rmap_page along[5])
{
    double off[3];
    for (int i = 0; i < 3; i++)
        off[i] = off_segment(along[i + 1], along[0], along[4]);
    return rmap_chord_peak(off);
}
