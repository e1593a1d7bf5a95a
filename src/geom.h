/* geom.h - points, paths and boxes in three spaces, and the plane geometry that needs no library.
 *
 * Geometry crosses three spaces, each its own type, so that mixing them does not compile:
 * degrees on WGS 84, metres in the projected plane, millimetres on the page.
 * Pure: no files, no style, no projection.
 */
#ifndef RMAP_GEOM_H
#define RMAP_GEOM_H

#include <stdbool.h>
#include <stddef.h>

struct rmap_lonlat { double lon_deg, lat_deg; };   /* WGS 84; lon before lat always */
struct rmap_metre { double e_m, n_m; };            /* projected plane, east and north */
struct rmap_page { double x_mm, y_mm; };           /* from the page's top left, y down */

struct rmap_bounds { double west_deg, south_deg, east_deg, north_deg; }; /* west may exceed east: over 180 degrees */
struct rmap_box { double x0_mm, y0_mm, x1_mm, y1_mm; };                  /* x0 <= x1, y0 <= y1 */

/* Polylines or polygons in degrees: one array of points, cut into parts. */
struct rmap_shape {
    struct rmap_lonlat *points;
    size_t count, capacity;
    size_t *ends;             /* ends[i]: one past the last point of part i */
    size_t parts, parts_capacity;
    bool closed;              /* every part is a ring; the last point need not repeat the first */
};
void rmap_shape_point(struct rmap_shape *shape, struct rmap_lonlat p);
void rmap_shape_end_part(struct rmap_shape *shape);  /* an empty part is dropped */
void rmap_shape_append(struct rmap_shape *shape, const struct rmap_shape *more); /* `closed` as in more */
void rmap_shape_free(struct rmap_shape *shape);      /* leaves it empty */

/* A path on the page. Verbs use points as PostScript does: move 1, line 1, curve 3, close 0. */
enum rmap_verb { RMAP_MOVE, RMAP_LINE, RMAP_CURVE, RMAP_CLOSE };
struct rmap_path {
    unsigned char *verbs;     /* enum rmap_verb */
    size_t verb_count, verb_capacity;
    struct rmap_page *points;
    size_t count, capacity;
};
void rmap_path_move(struct rmap_path *path, double x_mm, double y_mm);
void rmap_path_line(struct rmap_path *path, double x_mm, double y_mm);
void rmap_path_curve(struct rmap_path *path, double x1, double y1, double x2, double y2, double x_mm, double y_mm);
void rmap_path_close(struct rmap_path *path);
void rmap_path_box(struct rmap_path *path, struct rmap_box box);
void rmap_path_circle(struct rmap_path *path, double x_mm, double y_mm, double radius_mm); /* four curves, 0.03 % */
void rmap_path_append(struct rmap_path *path, const struct rmap_path *more);
struct rmap_box rmap_path_bounds(const struct rmap_path *path); /* of the control points; all zero when empty */
struct rmap_box rmap_points_bounds(const struct rmap_page *points, size_t count);
void rmap_path_free(struct rmap_path *path);                    /* leaves it empty */

/* What follows a move, up to the next: where its points and verbs stand in the path. */
struct rmap_part {
    size_t first, count; /* points */
    size_t verb, verbs;
    bool closed;
};
/* The part after `part`, which is {0} before the first; false at the path's end. */
bool rmap_path_next_part(const struct rmap_path *path, struct rmap_part *part);

bool rmap_box_meets(struct rmap_box a, struct rmap_box b);      /* share more than an edge */
bool rmap_box_apart(struct rmap_box a, struct rmap_box b);      /* share not even a point */
bool rmap_box_holds(struct rmap_box outer, struct rmap_box inner);
struct rmap_box rmap_box_union(struct rmap_box a, struct rmap_box b);
struct rmap_box rmap_box_grow(struct rmap_box box, double by_mm);
double rmap_box_width(struct rmap_box box);
double rmap_box_height(struct rmap_box box);
struct rmap_page rmap_box_middle(struct rmap_box box);

/* Does a box of data (west <= east) meet the window (west <= east), shifted by whole circles as needed? Touching is meeting. */
bool rmap_bounds_meet(const struct rmap_bounds *window, struct rmap_bounds data);

/* Is p inside the closed rings of the path, even-odd? */
bool rmap_path_holds(const struct rmap_path *path, struct rmap_page p);

/* How far a curve strays from the chord between its ends, told by five of its points: the ends and three between. And the
 * same from the three deviations themselves: the largest, or the top of the parabola through them when it lies between. */
double rmap_chord_miss(const struct rmap_page along[5]);
double rmap_chord_peak(const double off[3]);

#endif
