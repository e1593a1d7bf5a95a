#include "clip.h"

#include <math.h>
#include <string.h>

#include "mem.h"

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

/* Only the sides that the ring's bounds exceed have anything to clip. */
size_t rmap_clip_ring(const struct rmap_page **points, size_t count, struct rmap_box bounds, struct rmap_box box,
                        struct rmap_clip_room *room)
{
    const bool exceeds[SIDES] = {bounds.x0_mm < box.x0_mm, bounds.x1_mm > box.x1_mm, bounds.y0_mm < box.y0_mm,
                                 bounds.y1_mm > box.y1_mm};
    int turn = 0;
    for (enum side side = WEST; side < SIDES && count > 0; side++) {
        if (!exceeds[side])
            continue;
        room->points[turn] = rmap_grow(room->points[turn], &room->capacity[turn], count + count / 2 + 1, sizeof **points);
        count = clip_side(*points, count, edge_of(box, side), room->points[turn]);
        *points = room->points[turn];
        turn = 1 - turn;
    }
    return count;
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

void rmap_path_clip_lines(const struct rmap_path *path, struct rmap_box box, struct rmap_path *out)
{
    struct rmap_part part = {0};
    while (rmap_path_next_part(path, &part)) {
        const struct rmap_page *points = path->points + part.first;
        struct rmap_box bounds = rmap_points_bounds(points, part.count);
        if (rmap_box_holds(box, bounds)) {
            add_run(out, points, part.count, part.closed);
        } else if (!rmap_box_apart(box, bounds)) {
            /* A ring is walked from a point outside, so that no piece is broken where the ring happens to begin. */
            size_t start = 0;
            while (part.closed && start + 1 < part.count && rmap_box_holds(box, rmap_points_bounds(points + start, 1)))
                start++;
            clip_line(points, part.count, start, part.closed ? part.count : part.count - 1, box, out);
        }
    }
}

bool rmap_segment_meets_box(struct rmap_page a, struct rmap_page b, struct rmap_box box)
{
    const struct rmap_page ends[] = {a, b};
    return !rmap_box_apart(box, rmap_points_bounds(ends, 2)) && clip_segment(&a, &b, box);
}
