#include "simplify.h"

#include <stdlib.h>
#include <string.h>

#include "clip.h"
#include "mem.h"

#define FIRST_RUN   16  /* points: a long line is simplified in runs, which bounds the work to n log 256 */
#define LONGEST_RUN 256

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
    struct rmap_box bounds = rmap_points_bounds(points, count);
    struct rmap_clip_room room = {0};
    if (rmap_box_holds(box, bounds)) {
        add_simplified(path, points, count, true, tolerance_mm);
    } else if (!rmap_box_apart(box, bounds)) {
        count = rmap_clip_ring(&points, count, bounds, box, &room);
        if (count >= 3)
            add_simplified(path, points, count, true, tolerance_mm);
    }
    free(room.points[0]);
    free(room.points[1]);
}

void rmap_path_add_lines(struct rmap_path *path, const struct rmap_path *lines, double tolerance_mm)
{
    struct rmap_part part = {0};
    while (rmap_path_next_part(lines, &part))
        add_simplified(path, lines->points + part.first, part.count, part.closed, tolerance_mm);
}
