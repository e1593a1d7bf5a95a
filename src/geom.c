#include "geom.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#define CIRCLE_KAPPA 0.5522847498307936 /* handle of a quarter circle: 4/3 (sqrt 2 - 1), off by 0.027 % */

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

struct rmap_box rmap_points_bounds(const struct rmap_page *points, size_t count)
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
    return rmap_points_bounds(path->points, path->count);
}

bool rmap_path_next_part(const struct rmap_path *path, struct rmap_part *part)
{
    size_t verb = part->verb + part->verbs, point = part->first + part->count;
    if (verb >= path->verb_count)
        return false;
    const unsigned char *verbs = path->verbs + verb;
    const unsigned char *next = memchr(verbs + 1, RMAP_MOVE, path->verb_count - verb - 1);
    size_t count = next ? (size_t)(next - verbs) : path->verb_count - verb;
    *part = (struct rmap_part){.first = point, .verb = verb, .verbs = count};
    part->closed = memchr(verbs, RMAP_CLOSE, count) != NULL;
    part->count = count - part->closed;
    bool curved = memchr(verbs, RMAP_CURVE, count) != NULL;
    for (size_t i = 0; curved && i < count; i++)
        part->count += verbs[i] == RMAP_CURVE ? 2 : 0;
    return true;
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

bool rmap_box_apart(struct rmap_box a, struct rmap_box b)
{
    return a.x0_mm > b.x1_mm || a.x1_mm < b.x0_mm || a.y0_mm > b.y1_mm || a.y1_mm < b.y0_mm;
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

/* --- questions --- */

bool rmap_path_holds(const struct rmap_path *path, struct rmap_page p)
{
    bool inside = false;
    struct rmap_part part = {0};
    while (rmap_path_next_part(path, &part)) {
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
