#include "arcs.h"

#include <math.h>

#include "bezier.h"
#include "cubic.h"
#include "offset.h"

#define FIRST_TURN_DEG 45.0 /* of an arc: what is first tried as one curve */
#define SIDE_PIECES 2
#define STEP_DEG 1e-3       /* to both sides of a place, to see where the page goes on there */
#define LOOKS 8             /* along each side of the box, to see what ground it shows */
#define BEYOND 1.05         /* between them is more */
#define CHORD_SHARE 0.7     /* of the tolerance: how far chords may lie from the edge; curves fitted to them use up the rest */

/* An arc, clockwise (the distances alike), or a geodesic from the centre (the azimuths alike). */
struct arc {
    struct rmap_lonlat centre;
    double from_deg, to_deg, from_m, to_m;
    const struct rmap_frame *frame;
    struct rmap_shape *seen; /* grows by each place */
};

/* An arc is at right angles to the geodesics from its centre. */
static bool spot_at(void *context, double t, struct rmap_bezier_spot *spot)
{
    const struct arc *arc = context;
    bool is_side = arc->from_deg == arc->to_deg;
    struct rmap_ring_end end = rmap_ring_end_at(arc->centre, arc->from_deg + t * (arc->to_deg - arc->from_deg),
                                                arc->from_m + t * (arc->to_m - arc->from_m));
    double azimuth_deg = end.azimuth_deg + (is_side ? 0 : 90);
    struct rmap_page before, after;
    rmap_shape_point(arc->seen, end.at);
    bool shown = rmap_frame_place(arc->frame, end.at, &spot->at)
              && rmap_frame_place(arc->frame, rmap_geodesic_step(end.at, azimuth_deg, -STEP_DEG), &before)
              && rmap_frame_place(arc->frame, rmap_geodesic_step(end.at, azimuth_deg, STEP_DEG), &after);
    if (shown)
        spot->towards = (struct rmap_page){after.x_mm - before.x_mm, after.y_mm - before.y_mm};
    return shown;
}

static bool trace_arc(struct arc arc, double tolerance_mm, struct rmap_path *out, double *error_mm)
{
    double turn_deg = arc.to_deg - arc.from_deg;
    int pieces = turn_deg > 0 ? (int)ceil(turn_deg / FIRST_TURN_DEG) : SIDE_PIECES;
    return rmap_bezier_follow(spot_at, &arc, pieces, tolerance_mm, out, error_mm);
}

/* Goes on along an open part of curves, or back along it. */
static void join(const struct rmap_path *part, bool back, struct rmap_path *out)
{
    bool begin = out->verb_count == 0 || out->verbs[out->verb_count - 1] == RMAP_CLOSE;
    const struct rmap_page *p = back ? part->points + part->count - 1 : part->points;
    ptrdiff_t step = back ? -1 : 1;
    if (begin)
        rmap_path_move(out, p->x_mm, p->y_mm);
    for (size_t i = 1; i < part->count; i += 3, p += 3 * step)
        rmap_path_curve(out, p[step].x_mm, p[step].y_mm, p[2 * step].x_mm, p[2 * step].y_mm, p[3 * step].x_mm, p[3 * step].y_mm);
}

/* The lines that make a ring, whole. */
struct lines { struct rmap_path outer, inner, sides[2]; };

static bool trace_lines(const struct rmap_reach *reach, struct arc arc, double tolerance_mm, struct lines *lines, double *error_mm)
{
    double from_deg, to_deg;
    bool round = rmap_ring_turn(reach, &from_deg, &to_deg);
    arc.from_deg = from_deg;
    arc.to_deg = to_deg;
    arc.from_m = arc.to_m = reach->outer_m;
    if (!trace_arc(arc, tolerance_mm, &lines->outer, error_mm))
        return false;
    arc.from_m = arc.to_m = reach->inner_m;
    if (reach->inner_m > 0 && !trace_arc(arc, tolerance_mm, &lines->inner, error_mm))
        return false;
    arc.to_m = reach->outer_m;
    for (int i = 0; !round && i < 2; i++) {
        arc.from_deg = arc.to_deg = i == 0 ? from_deg : to_deg;
        if (!trace_arc(arc, tolerance_mm, &lines->sides[i], error_mm))
            return false;
    }
    return true;
}

static void join_area(const struct lines *lines, struct rmap_path *area)
{
    bool round = lines->sides[0].count == 0;
    join(&lines->outer, false, area);
    if (round)
        rmap_path_close(area);
    else
        join(&lines->sides[1], true, area);
    if (lines->inner.count > 0)
        join(&lines->inner, true, area);
    if (!round)
        join(&lines->sides[0], false, area);
    if (!round || lines->inner.count > 0)
        rmap_path_close(area);
}

static bool place(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    return rmap_frame_place(frame, p, out);
}

/* The ground that the box shows. False when it may not be all of one piece. */
static bool find_disc(const struct rmap_frame *frame, struct rmap_box box, struct rmap_disc *disc)
{
    if (!rmap_frame_unplace(frame, rmap_box_middle(box), &disc->centre))
        return false;
    disc->radius_m = 0;
    for (int row = 0; row <= LOOKS; row++) {
        for (int column = 0; column <= LOOKS; column++) {
            struct rmap_lonlat at;
            struct rmap_page p = {box.x0_mm + column * rmap_box_width(box) / LOOKS,
                                  box.y0_mm + row * rmap_box_height(box) / LOOKS};
            if (!rmap_frame_unplace(frame, p, &at))
                return false;
            disc->radius_m = fmax(disc->radius_m, BEYOND * rmap_geodesic_distance(disc->centre, at, NULL, NULL));
        }
    }
    return true;
}

/* Around a line or an area. */
static bool trace_shape(const struct rmap_ring *ring, const struct rmap_frame *frame, double tolerance_mm, double margin_mm,
                        struct rmap_shape *seen, struct lines *lines, double *error_mm)
{
    struct rmap_closeness how = {.tolerance = tolerance_mm, .place = place, .frame = frame};
    struct rmap_disc disc;
    if (find_disc(frame, rmap_box_grow(rmap_frame_box(frame), margin_mm), &disc))
        how.where = &disc;
    bool traced = rmap_offset_curves(ring->place.shape, ring->outer_m, &how, &lines->outer, seen, error_mm)
               && (!(ring->inner_m > 0)
                   || rmap_offset_curves(ring->place.shape, ring->inner_m, &how, &lines->inner, seen, error_mm));
    return traced && *error_mm <= tolerance_mm; /* chords go on where curves are stuck */
}

/* Each open part as a closed one. */
static void close_parts(const struct rmap_path *parts, struct rmap_path *area)
{
    struct rmap_piece piece;
    for (struct rmap_pieces walk = {.path = parts}; rmap_piece_next(&walk, &piece);) {
        rmap_path_piece(area, &piece);
        if (walk.verb == parts->verb_count || parts->verbs[walk.verb] == RMAP_MOVE)
            rmap_path_close(area);
    }
}

static bool holds(const struct rmap_ring *ring, struct rmap_lonlat p)
{
    return rmap_outline_distance(&ring->place, p, NULL) <= ring->outer_m;
}

/* Does the page show all of the edge, by the places seen, and is what it leaves out outside of the ring? */
static bool is_whole(const struct rmap_ring *ring, const struct rmap_frame *frame, const struct rmap_shape *seen)
{
    const struct rmap_region *region = rmap_projection_region(rmap_frame_projection(frame));
    struct rmap_lonlat north = {0, 90}, south = {0, -90}, centre = region->centre,
                       antipode = {remainder(centre.lon_deg + 180, 360), -centre.lat_deg};
    bool outside = region->disc ? !holds(ring, antipode) : !holds(ring, north) && !holds(ring, south);
    return outside && rmap_region_shows(region, seen);
}

/* False, out untouched, when the page may not show the ring whole. */
static bool trace_whole(const struct rmap_ring *ring, const struct rmap_frame *frame, double tolerance_mm, double margin_mm,
                        struct rmap_arcs *out)
{
    struct rmap_reach reach = {ring->place.at, ring->outer_m, ring->inner_m, ring->from_deg, ring->to_deg};
    struct rmap_shape seen = {0};
    struct arc arc = {.centre = reach.centre, .frame = frame, .seen = &seen};
    struct lines lines = {0};
    double error_mm = 0;
    bool traced = ring->place.shape ? trace_shape(ring, frame, tolerance_mm, margin_mm, &seen, &lines, &error_mm)
                                    : reach.outer_m <= RMAP_HALF_EARTH_M / 2
                                          && trace_lines(&reach, arc, tolerance_mm, &lines, &error_mm);
    traced = traced && is_whole(ring, frame, &seen);
    rmap_shape_free(&seen);
    if (traced) {
        struct rmap_box box = rmap_box_grow(rmap_frame_box(frame), margin_mm);
        struct rmap_path area = {0};
        out->error_mm = error_mm;
        if (ring->place.shape) {
            close_parts(&lines.outer, &area);
            close_parts(&lines.inner, &area);
        } else {
            join_area(&lines, &area);
        }
        rmap_path_clip_curves(&area, box, true, &out->area);
        rmap_path_clip_curves(&lines.outer, box, false, &out->outer);
        rmap_path_clip_curves(&lines.inner, box, false, &out->inner);
        rmap_path_clip_curves(&lines.sides[0], box, false, &out->sides);
        rmap_path_clip_curves(&lines.sides[1], box, false, &out->sides);
        rmap_path_free(&area);
    }
    rmap_path_free(&lines.outer);
    rmap_path_free(&lines.inner);
    rmap_path_free(&lines.sides[0]);
    rmap_path_free(&lines.sides[1]);
    return traced;
}

static void fit_curves(const struct rmap_shape *shape, const struct rmap_frame *frame, double tolerance_mm, double margin_mm,
                       struct rmap_path *out, double *error_mm)
{
    struct rmap_trace how = {.edges = RMAP_EDGES_CURVE, .margin_mm = margin_mm};
    struct rmap_path chords = {0};
    rmap_frame_trace(frame, shape, &how, shape->closed ? &chords : NULL, shape->closed ? NULL : &chords);
    double miss = rmap_bezier_fit(&chords, (1 - CHORD_SHARE) * tolerance_mm, CHORD_SHARE * tolerance_mm, out);
    *error_mm = fmax(*error_mm, miss);
    rmap_path_free(&chords);
}

static bool trace_chords(const struct rmap_ring *const *rings, size_t count, const struct rmap_frame *frame, double tolerance_mm,
                         double margin_mm, struct rmap_arcs *out)
{
    struct rmap_closeness how = {.tolerance = CHORD_SHARE * tolerance_mm, .place = place, .frame = frame};
    struct rmap_disc disc;
    if (find_disc(frame, rmap_box_grow(rmap_frame_box(frame), margin_mm), &disc))
        how.where = &disc;
    struct rmap_outline outline;
    bool joined = rmap_outline_trace(rings, count, &how, &outline);
    if (joined) {
        out->error_mm = outline.error;
        fit_curves(&outline.area, frame, tolerance_mm, margin_mm, &out->area, &out->error_mm);
        fit_curves(&outline.outer, frame, tolerance_mm, margin_mm, &out->outer, &out->error_mm);
        fit_curves(&outline.inner, frame, tolerance_mm, margin_mm, &out->inner, &out->error_mm);
        fit_curves(&outline.sides, frame, tolerance_mm, margin_mm, &out->sides, &out->error_mm);
    }
    rmap_outline_free(&outline);
    return joined;
}

bool rmap_arcs_trace(const struct rmap_ring *const *rings, size_t count, const struct rmap_frame *frame, double tolerance_mm,
                     double margin_mm, struct rmap_arcs *out)
{
    *out = (struct rmap_arcs){0};
    return (count == 1 && trace_whole(rings[0], frame, tolerance_mm, margin_mm, out))
           || trace_chords(rings, count, frame, tolerance_mm, margin_mm, out);
}

void rmap_arcs_free(struct rmap_arcs *arcs)
{
    rmap_path_free(&arcs->area);
    rmap_path_free(&arcs->outer);
    rmap_path_free(&arcs->inner);
    rmap_path_free(&arcs->sides);
}
