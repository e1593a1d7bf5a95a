#include "record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "mem.h"

#define POLY_HEAD       44 /* type, box, number of parts, number of points */
#define MULTIPOINT_HEAD 40 /* type, box, number of points */
#define POINT_HEAD      20 /* type, point */
#define POINT_BYTES     16
#define COARSE_SHARE    64 /* outside the window a ring may be as rough as this part of the window */

/* 10 more with heights, 20 more with measures: these lie behind the points and are not read. */
enum kind { POINT = 1, LINE = 3, POLYGON = 5, MULTIPOINT = 8 };

static enum kind kind_of(const unsigned char *record)
{
    return (enum kind)(rmap_little32(record) % 10);
}

static inline struct rmap_lonlat point_at(const unsigned char *points, size_t index)
{
    const unsigned char *b = points + POINT_BYTES * index;
    return (struct rmap_lonlat){rmap_little_double(b), rmap_little_double(b + 8)};
}

static bool is_place(double lon_deg, double lat_deg)
{
    return lon_deg >= -540 && lon_deg <= 540 && lat_deg >= -90.000001 && lat_deg <= 90.000001;
}

/* The part's bounds; false when a coordinate is none. What is not finite may not show in the bounds, but makes the sum so. */
static bool find_bounds(const unsigned char *points, size_t first, size_t end, struct rmap_bounds *bounds)
{
    double west = HUGE_VAL, south = HUGE_VAL, east = -HUGE_VAL, north = -HUGE_VAL, sum = 0;
    for (size_t i = first; i < end; i++) {
        struct rmap_lonlat p = point_at(points, i);
        sum += p.lon_deg + p.lat_deg;
        west = p.lon_deg < west ? p.lon_deg : west;
        east = p.lon_deg > east ? p.lon_deg : east;
        south = p.lat_deg < south ? p.lat_deg : south;
        north = p.lat_deg > north ? p.lat_deg : north;
    }
    *bounds = (struct rmap_bounds){west, south, east, north};
    return first == end || (isfinite(sum) && is_place(west, south) && is_place(east, north));
}


/* Sides of the window that a point lies beyond. */
static unsigned sides_beyond(const struct rmap_bounds *w, struct rmap_lonlat p)
{
    return (unsigned)(p.lon_deg < w->west_deg) | (unsigned)(p.lon_deg > w->east_deg) << 1
           | (unsigned)(p.lat_deg < w->south_deg) << 2 | (unsigned)(p.lat_deg > w->north_deg) << 3;
}

static bool is_near(struct rmap_lonlat a, struct rmap_lonlat b, double limit)
{
    return fabs(a.lon_deg - b.lon_deg) < limit && fabs(a.lat_deg - b.lat_deg) < limit;
}

/* Copies points first..end but for those nearer than `thin` to the last one copied; the last one stays. */
static size_t copy_thinned(const unsigned char *points, size_t first, size_t end, double thin,
                           struct rmap_lonlat *out)
{
    struct rmap_lonlat last = out[0] = point_at(points, first);
    size_t count = 1;
    for (size_t i = first + 1; i < end; i++) {
        struct rmap_lonlat p = point_at(points, i);
        if (is_near(p, last, thin) && i + 1 < end)
            continue;
        out[count++] = last = p;
    }
    return count;
}

/* Beyond one side of the window the part matters only in so far as it stays there, so that rough steps do; they are
 * short enough for a curved projection of that side. */
static size_t copy_rough(const unsigned char *points, size_t first, size_t end, double thin,
                         const struct rmap_bounds *w, struct rmap_lonlat *out)
{
    double rough = fmax(w->east_deg - w->west_deg, w->north_deg - w->south_deg) / COARSE_SHARE;
    struct rmap_lonlat last = out[0] = point_at(points, first);
    unsigned last_sides = sides_beyond(w, last);
    size_t count = 1;
    for (size_t i = first + 1; i + 1 < end; i++) {
        struct rmap_lonlat p = point_at(points, i);
        if (is_near(p, last, thin))
            continue;
        unsigned sides = sides_beyond(w, p);
        if (last_sides & sides && is_near(p, last, rough) && last_sides & sides & sides_beyond(w, point_at(points, i + 1)))
            continue;
        out[count++] = last = p;
        last_sides = sides;
    }
    if (first + 1 < end)
        out[count++] = point_at(points, end - 1);
    return count;
}

static bool holds_bounds(const struct rmap_bounds *outer, const struct rmap_bounds *inner)
{
    return inner->west_deg >= outer->west_deg && inner->east_deg <= outer->east_deg
           && inner->south_deg >= outer->south_deg && inner->north_deg <= outer->north_deg;
}

static void add_part(struct rmap_shape *shape, const struct rmap_record_view *view, const unsigned char *points,
                     size_t first, size_t end, const struct rmap_bounds *bounds)
{
    const struct rmap_bounds *w = &view->window;
    double thin = view->thin_deg;
    shape->points = rmap_grow(shape->points, &shape->capacity, shape->count + (end - first),
                              sizeof *shape->points);
    struct rmap_lonlat *out = shape->points + shape->count;
    /* Else a copy shifted by 360 degrees may lie in the window, too. */
    bool alone = bounds->west_deg >= w->east_deg - 360 && bounds->east_deg <= w->west_deg + 360;
    size_t count = thin > 0 && alone && !holds_bounds(w, bounds)
                       ? copy_rough(points, first, end, thin, w, out)
                       : copy_thinned(points, first, end, thin, out);
    /* A ring smaller than the thinning stays as a triangle. */
    if (shape->closed && count < 4) {
        for (count = 0; count < 4; count++)
            out[count] = point_at(points, first + count * (end - 1 - first) / 3);
    }
    shape->count += count;
    rmap_shape_end_part(shape);
}

/* Twice the area of a ring in square degrees, counter-clockwise positive. */
static double ring_area(const unsigned char *points, size_t first, size_t end)
{
    double area = 0;
    struct rmap_lonlat o = point_at(points, first), a = o;
    for (size_t i = first + 1; i < end; i++) {
        struct rmap_lonlat b = point_at(points, i);
        area += (a.lon_deg - o.lon_deg) * (b.lat_deg - o.lat_deg)
                - (b.lon_deg - o.lon_deg) * (a.lat_deg - o.lat_deg);
        a = b;
    }
    return area;
}

static void reverse_parts(struct rmap_shape *shape)
{
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        for (size_t i = first, j = shape->ends[part] - 1; i < j; i++, j--) {
            struct rmap_lonlat swap = shape->points[i];
            shape->points[i] = shape->points[j];
            shape->points[j] = swap;
        }
    }
}

static enum rmap_record_outcome damaged(const char **reason, const char *text)
{
    *reason = text;
    return RMAP_RECORD_DAMAGED;
}

/* Some writers turn outer rings the wrong way. The northernmost ring has nothing of its record around it. */
static enum rmap_record_outcome read_parts(const unsigned char *record, const struct rmap_record_view *view,
                                           struct rmap_shape *shape, const char **reason)
{
    size_t parts = rmap_little32(record + 36), count = rmap_little32(record + 40);
    const unsigned char *starts = record + POLY_HEAD, *points = starts + 4 * parts;
    double top = -HUGE_VAL;
    size_t top_first = 0, top_end = 0;
    for (size_t part = 0; part < parts; part++) {
        size_t first = rmap_little32(starts + 4 * part),
               end = part + 1 < parts ? rmap_little32(starts + 4 * part + 4) : count;
        if (first > end || end > count || (part == 0 && first != 0))
            return damaged(reason, "bad part index");
        struct rmap_bounds bounds;
        if (!find_bounds(points, first, end, &bounds))
            return damaged(reason, "coordinate out of range");
        if (end - first < (shape->closed ? 4 : 2))
            continue;
        if (shape->closed
            && memcmp(points + POINT_BYTES * first, points + POINT_BYTES * (end - 1), POINT_BYTES) != 0)
            return damaged(reason, "ring not closed");
        if (shape->closed && bounds.north_deg > top) {
            top = bounds.north_deg;
            top_first = first;
            top_end = end;
        }
        if (rmap_bounds_meet(&view->window, bounds))
            add_part(shape, view, points, first, end, &bounds);
    }
    if (shape->parts > 0 && top_end > top_first && ring_area(points, top_first, top_end) > 0)
        reverse_parts(shape);
    return shape->parts > 0 ? RMAP_RECORD_TAKEN : RMAP_RECORD_PASSED_OVER;
}

static enum rmap_record_outcome read_points(const unsigned char *points, size_t count,
                                            const struct rmap_record_view *view, struct rmap_shape *shape,
                                            const char **reason)
{
    for (size_t i = 0; i < count; i++) {
        struct rmap_lonlat p = point_at(points, i);
        if (!is_place(p.lon_deg, p.lat_deg))
            return damaged(reason, "coordinate out of range");
        if (rmap_bounds_meet(&view->window, (struct rmap_bounds){p.lon_deg, p.lat_deg, p.lon_deg, p.lat_deg}))
            rmap_shape_point(shape, p);
    }
    rmap_shape_end_part(shape);
    return shape->parts > 0 ? RMAP_RECORD_TAKEN : RMAP_RECORD_PASSED_OVER;
}

bool rmap_record_geometry(int type, enum rmap_geometry *geometry)
{
    int kind = type % 10;
    if (type < POINT || type > 20 + MULTIPOINT || (kind != POINT && kind != LINE && kind != POLYGON && kind != MULTIPOINT))
        return false;
    *geometry = kind == LINE ? RMAP_LINES : kind == POLYGON ? RMAP_POLYGONS : RMAP_POINTS;
    return true;
}

size_t rmap_record_head(int type)
{
    int kind = type % 10;
    return kind == POINT ? POINT_HEAD : kind == MULTIPOINT ? MULTIPOINT_HEAD : POLY_HEAD;
}

bool rmap_record_misses(const unsigned char *record, const struct rmap_bounds *window)
{
    if (kind_of(record) == POINT)
        return false;
    struct rmap_bounds box = {rmap_little_double(record + 4), rmap_little_double(record + 12),
                              rmap_little_double(record + 20), rmap_little_double(record + 28)};
    return is_place(box.west_deg, box.south_deg) && is_place(box.east_deg, box.north_deg)
           && box.west_deg <= box.east_deg && box.south_deg <= box.north_deg && !rmap_bounds_meet(window, box);
}

size_t rmap_record_bytes(const unsigned char *record)
{
    enum kind kind = kind_of(record);
    if (kind == POINT)
        return POINT_HEAD;
    if (kind == MULTIPOINT)
        return MULTIPOINT_HEAD + POINT_BYTES * (size_t)rmap_little32(record + 36);
    return POLY_HEAD + 4 * (size_t)rmap_little32(record + 36) + POINT_BYTES * (size_t)rmap_little32(record + 40);
}

enum rmap_record_outcome rmap_record_read(const unsigned char *record, const struct rmap_record_view *view,
                                          struct rmap_shape *shape, const char **reason)
{
    enum kind kind = kind_of(record);
    shape->closed = kind == POLYGON;
    if (kind == POINT)
        return read_points(record + 4, 1, view, shape, reason);
    if (kind == MULTIPOINT)
        return read_points(record + MULTIPOINT_HEAD, rmap_little32(record + 36), view, shape, reason);
    return read_parts(record, view, shape, reason);
}
