#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clip.h"
#include "project.h"
#include "simplify.h"

#define CURVE_TOLERANCE_MM 0.01 /* how closely an edge straight in degrees is followed */
#define FIRST_SPLIT_DEG \
    15.0 /* such an edge is split at least so often: its middle alone may lie on the chord */
#define DEEPEST_SPLIT   12
#define HIDDEN_STEP_DEG 0.1 /* where an end has no image */
#define EARTH_MARGIN_MM 2.0

static struct rmap_bounds bounds_of(const struct rmap_shape *shape)
{
    double west = HUGE_VAL, south = HUGE_VAL, east = -HUGE_VAL, north = -HUGE_VAL; /* here, not in a struct: in registers */
    for (size_t i = 0; i < shape->count; i++) {
        struct rmap_lonlat p = shape->points[i];
        west = p.lon_deg < west ? p.lon_deg : west;
        east = p.lon_deg > east ? p.lon_deg : east;
        south = p.lat_deg < south ? p.lat_deg : south;
        north = p.lat_deg > north ? p.lat_deg : north;
    }
    return (struct rmap_bounds){west, south, east, north};
}

/* --- densifying --- */

/* A place and its image, if it has one. */
struct sight {
    struct rmap_lonlat p;
    struct rmap_page at;
    bool shown;
};

static struct sight look(const struct rmap_frame *frame, struct rmap_lonlat p)
{
    struct sight s = {.p = p};
    s.shown = rmap_frame_place(frame, p, &s.at);
    return s;
}

static struct rmap_lonlat between(struct rmap_lonlat a, struct rmap_lonlat b, double t)
{
    return (struct rmap_lonlat){a.lon_deg + t * (b.lon_deg - a.lon_deg),
                                a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

static double length_deg(struct rmap_lonlat a, struct rmap_lonlat b)
{
    return fmax(fabs(b.lon_deg - a.lon_deg), fabs(b.lat_deg - a.lat_deg));
}

/* Adds the places after a up to b. */
static void split_edge(const struct rmap_frame *frame, struct sight a, struct sight b, int depth,
                       struct rmap_shape *out)
{
    struct sight middle = look(frame, between(a.p, b.p, 0.5));
    bool whole = a.shown && b.shown && middle.shown;
    bool fine = whole ? hypot(middle.at.x_mm - (a.at.x_mm + b.at.x_mm) / 2,
                              middle.at.y_mm - (a.at.y_mm + b.at.y_mm) / 2)
                            <= CURVE_TOLERANCE_MM
                      : length_deg(a.p, b.p) <= HIDDEN_STEP_DEG;
    if (fine || depth == DEEPEST_SPLIT) {
        rmap_shape_point(out, b.p);
        return;
    }
    split_edge(frame, a, middle, depth + 1, out);
    split_edge(frame, middle, b, depth + 1, out);
}

static void densify_edge(const struct rmap_frame *frame, struct rmap_lonlat a, struct rmap_lonlat b,
                         struct rmap_shape *out)
{
    double pieces = fmax(2, ceil(length_deg(a, b) / FIRST_SPLIT_DEG));
    struct sight last = look(frame, a);
    for (double k = 1; k <= pieces && length_deg(a, b) > 0; k++) {
        struct sight next = look(frame, k < pieces ? between(a, b, k / pieces) : b);
        split_edge(frame, last, next, 0, out);
        last = next;
    }
}

/* A closed part ends where it began, or whole circles away from there. */
static void densify(const struct rmap_frame *frame, const struct rmap_shape *shape, struct rmap_shape *out)
{
    out->closed = shape->closed;
    for (size_t part = 0, i = 0; part < shape->parts; part++) {
        struct rmap_lonlat first = shape->points[i], last = first;
        rmap_shape_point(out, first);
        for (i++; i < shape->ends[part]; i++) {
            densify_edge(frame, last, shape->points[i], out);
            last = shape->points[i];
        }
        if (shape->closed) {
            first.lon_deg += 360 * round((last.lon_deg - first.lon_deg) / 360);
            densify_edge(frame, last, first, out);
        }
        rmap_shape_end_part(out);
    }
}

/* --- projecting --- */

/* A shape on the page, point for point. */
struct image {
    struct rmap_page *points;
    bool *shown;
    size_t points_capacity, shown_capacity;
    bool broken; /* some point has no image */
};

static void project(const struct rmap_frame *frame, const struct rmap_shape *shape, enum rmap_edges edges,
                    struct image *image)
{
    image->points = rmap_grow(image->points, &image->points_capacity, shape->count, sizeof *image->points);
    image->shown = rmap_grow(image->shown, &image->shown_capacity, shape->count, sizeof *image->shown);
    if (edges == RMAP_EDGES_DATA) {
        rmap_frame_place_many(frame, shape->points, shape->count, image->points, image->shown);
    } else {
        for (size_t i = 0; i < shape->count; i++)
            image->shown[i] = rmap_frame_place(frame, shape->points[i], &image->points[i]);
    }
    image->broken = memchr(image->shown, false, shape->count) != NULL;
}

/* Moves the points that are shown together: the image is good for nothing else afterwards. */
static void add_rings(const struct rmap_shape *shape, struct image *image, struct rmap_box box, double tolerance,
                      struct rmap_path *out)
{
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        struct rmap_page *points = image->points + first;
        size_t count = image->broken ? 0 : shape->ends[part] - first;
        for (size_t i = first; image->broken && i < shape->ends[part]; i++) {
            points[count] = image->points[i];
            count += image->shown[i];
        }
        /* Closing a ring makes its repeated first point one too many. */
        if (count > 3 && points[0].x_mm == points[count - 1].x_mm && points[0].y_mm == points[count - 1].y_mm)
            count--;
        rmap_path_add_ring(out, points, count, box, tolerance);
    }
}

/* Lines, or the edges of rings that cutting did not make. A ring is walked from after such an edge, so that its lines
 * are whole; a ring without one stays closed. */
static void add_lines(const struct rmap_shape *shape, const struct image *image, const bool *made,
                      struct rmap_path *out)
{
    for (size_t part = 0, first = 0; part < shape->parts; first = shape->ends[part++]) {
        size_t count = shape->ends[part] - first, start = 0, edges = shape->closed ? count : count - 1;
        assert(count > 0);
        while (shape->closed && start < count && !(made && made[first + start])
               && image->shown[first + start])
            start++;
        bool whole = shape->closed && start == count;
        start = shape->closed ? (start + 1) % count : 0;
        bool drawing = false;
        for (size_t n = 0; n < edges; n++) {
            size_t i = first + (start + n) % count, j = first + (start + n + 1) % count;
            if (!image->shown[i] || !image->shown[j] || (made && made[i])) {
                drawing = false;
                continue;
            }
            if (!drawing)
                rmap_path_move(out, image->points[i].x_mm, image->points[i].y_mm);
            drawing = true;
            if (whole && n + 1 == edges)
                rmap_path_close(out);
            else
                rmap_path_line(out, image->points[j].x_mm, image->points[j].y_mm);
        }
    }
}

/* --- tracing --- */

/* From the first cut on an outline holds the outlines of all, so the uncut ones before are copied. */
static void trace_outline(const struct rmap_shape *shape, const struct image *image, const bool *made,
                          struct rmap_box box, const struct rmap_trace *how, const struct rmap_path *before,
                          struct rmap_path *outline)
{
    if (outline->count == 0 && before)
        rmap_path_append(outline, before);
    struct rmap_path raw = {0}, clipped = {0};
    add_lines(shape, image, made, &raw);
    rmap_path_clip_lines(&raw, box, &clipped);
    rmap_path_add_lines(outline, &clipped, how->simplify_mm);
    rmap_path_free(&raw);
    rmap_path_free(&clipped);
    /* A lone move draws nothing, and says that this is not the same as the fill. */
    if (shape->closed && outline->count == 0)
        rmap_path_move(outline, box.x0_mm, box.y0_mm);
}

static bool trace_projected(const struct rmap_shape *shape, struct image *image, const bool *made,
                            bool cut, struct rmap_box box, const struct rmap_trace *how,
                            struct rmap_path *fill, struct rmap_path *outline)
{
    size_t fill_count = fill ? fill->count : 0, outline_count = outline ? outline->count : 0;
    if (outline && (!shape->closed || cut || !fill || outline->count > 0))
        trace_outline(shape, image, made, box, how, shape->closed ? fill : NULL, outline);
    bool outlined = outline && outline->count > outline_count;
    if (fill && shape->closed)
        add_rings(shape, image, box, how->simplify_mm, fill);
    return outlined || (fill && fill->count > fill_count);
}

bool rmap_frame_trace(const struct rmap_frame *frame, const struct rmap_shape *shape,
                      const struct rmap_trace *how, struct rmap_path *fill, struct rmap_path *outline)
{
    if (shape->count == 0)
        return false;
    struct rmap_shape dense = {0};
    if (how->edges == RMAP_EDGES_LONLAT) {
        densify(frame, shape, &dense);
        shape = &dense;
    }
    const struct rmap_region *region = rmap_projection_region(rmap_frame_projection(frame));
    bool planar = how->edges == RMAP_EDGES_DATA;
    struct rmap_cut cut = {0};
    if (!rmap_region_holds(region, bounds_of(shape))
        || (shape->closed && !planar && rmap_shape_is_inside_out(shape))) {
        rmap_cut_shape(region, shape, planar, &cut);
        shape = &cut.shape;
    }
    struct image image = {0};
    bool left = false;
    if (shape->count > 0) {
        project(frame, shape, how->edges, &image);
        struct rmap_box box = rmap_box_grow(rmap_frame_box(frame), how->margin_mm);
        left = trace_projected(shape, &image, cut.made, cut.any || image.broken, box, how, fill, outline);
    }
    free(image.points);
    free(image.shown);
    rmap_cut_free(&cut);
    rmap_shape_free(&dense);
    return left;
}

void rmap_frame_trace_earth(const struct rmap_frame *frame, struct rmap_path *out)
{
    struct rmap_shape edge = {.closed = true};
    struct image image = {0};
    rmap_region_edge(rmap_projection_region(rmap_frame_projection(frame)), &edge);
    project(frame, &edge, RMAP_EDGES_CURVE, &image);
    struct rmap_box box = rmap_box_grow(rmap_frame_box(frame), EARTH_MARGIN_MM);
    bool inside = false;
    for (size_t i = 0; i < edge.count; i++) {
        struct rmap_page p = image.points[i];
        inside |= image.shown[i] && rmap_box_holds(box, (struct rmap_box){p.x_mm, p.y_mm, p.x_mm, p.y_mm});
    }
    if (inside)
        add_rings(&edge, &image, box, 0, out);
    free(image.points);
    free(image.shown);
    rmap_shape_free(&edge);
}
