#include "furniture.h"

#include <math.h>

#include "../layers.h"
#include "../words.h"

#define PI 3.14159265358979323846
#define EARTH_RADIUS_M 6378137.0   /* WGS 84, equatorial */
#define REACH 4.0                  /* the locator's radius in half diagonals of the extent, */
#define LEAST_REACH_DEG 24.0       /* but enough to know the region by its coasts, */
#define MOST_REACH_DEG 80.0        /* and short of the horizon, where all is squeezed */
#define NEEDS_NONE_DEG 50.0        /* a map that reaches this far tells by itself where it is */
#define MM_PER_MARK 1.3            /* a smaller extent is marked by a square of this size */
#define SIMPLIFY_MM 0.04
#define ARC_DEG 4.0                /* between vertices where an area follows the locator's edge */
#define LEAST_STEP_DEG 10.0        /* between the locator's lines */
#define LINE_VERTEX_DEG 2.5        /* along them: divides every step */
#define EDGE_PLACES 24             /* along each side of the frame whose outline is marked */
#define MARGIN_SHARE 0.05          /* of the diameter: cut away farther out than is shown */

/* The round window of the locator. */
struct disc {
    struct rmap_page middle;
    double radius_mm;
};

static double half_diagonal_deg(struct rmap_bounds extent)
{
    double width = extent.east_deg - extent.west_deg;
    if (width < 0)
        width += 360;
    double middle = (extent.south_deg + extent.north_deg) / 2;
    return hypot(width * cos(middle * PI / 180), extent.north_deg - extent.south_deg) / 2;
}

static double reach_deg(struct rmap_bounds extent)
{
    return fmin(fmax(half_diagonal_deg(extent) * REACH, LEAST_REACH_DEG), MOST_REACH_DEG);
}

/* A frame of the globe whose middle is the disc's and whose scale shows `reach` degrees around it. A frame is
 * fitted to its extent: a first one tells how large that comes out and where, the second is that much smaller
 * and shifted. */
static struct rmap_frame *aim(const struct rmap_projection *globe, struct rmap_bounds extent,
                              const struct disc *disc, struct rmap_error *err)
{
    struct rmap_page m = disc->middle;
    double r = disc->radius_mm;
    struct rmap_box box = {m.x_mm - r, m.y_mm - r, m.x_mm + r, m.y_mm + r};
    struct rmap_frame *trial = rmap_frame_new(globe, extent, box, err);
    if (!trial)
        return NULL;
    struct rmap_metre corner;
    double m_per_mm;
    rmap_frame_affine(trial, &corner, &m_per_mm);
    rmap_frame_free(trial);
    double factor = m_per_mm * r / (EARTH_RADIUS_M * sin(reach_deg(extent) * PI / 180));
    /* The projection's origin lies this far from the trial box's middle. */
    double x = (-corner.e_m / m_per_mm - r) * factor, y = (corner.n_m / m_per_mm - r) * factor;
    double half = r * factor;
    box = (struct rmap_box){m.x_mm - x - half, m.y_mm - y - half, m.x_mm - x + half, m.y_mm - y + half};
    return rmap_frame_new(globe, extent, box, err);
}

/* How far around its box the frame must be traced so that the disc is covered. */
static double margin_mm(const struct rmap_frame *frame, const struct disc *disc)
{
    struct rmap_box box = rmap_frame_box(frame);
    double far = fmax(fmax(box.x0_mm - (disc->middle.x_mm - disc->radius_mm),
                           disc->middle.x_mm + disc->radius_mm - box.x1_mm),
                      fmax(box.y0_mm - (disc->middle.y_mm - disc->radius_mm),
                           disc->middle.y_mm + disc->radius_mm - box.y1_mm));
    return fmax(far, 0) + disc->radius_mm * MARGIN_SHARE;
}

/* --- cutting with the disc --- */

static double angle_of(const struct disc *disc, struct rmap_page p)
{
    return atan2(p.y_mm - disc->middle.y_mm, p.x_mm - disc->middle.x_mm);
}

static bool inside(const struct disc *disc, struct rmap_page p)
{
    return hypot(p.x_mm - disc->middle.x_mm, p.y_mm - disc->middle.y_mm) <= disc->radius_mm;
}

/* Where the segment a-b meets the circle, as parameters in order, both inside 0..1. Returns how many. */
static int meet(const struct disc *disc, struct rmap_page a, struct rmap_page b, double t[2])
{
    double ax = a.x_mm - disc->middle.x_mm, ay = a.y_mm - disc->middle.y_mm;
    double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm;
    double square = dx * dx + dy * dy, product = ax * dx + ay * dy;
    double under = product * product - square * (ax * ax + ay * ay - disc->radius_mm * disc->radius_mm);
    if (!(square > 0) || !(under > 0))
        return 0;
    int count = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
        double at = (-product + sign * sqrt(under)) / square;
        if (at > 0 && at < 1)
            t[count++] = at;
    }
    return count;
}

static struct rmap_page between(struct rmap_page a, struct rmap_page b, double t)
{
    return (struct rmap_page){a.x_mm + (b.x_mm - a.x_mm) * t, a.y_mm + (b.y_mm - a.y_mm) * t};
}

struct pen {
    struct rmap_path *out;
    bool down;
};

static void draw_to(struct pen *pen, struct rmap_page p)
{
    if (pen->down)
        rmap_path_line(pen->out, p.x_mm, p.y_mm);
    else
        rmap_path_move(pen->out, p.x_mm, p.y_mm);
    pen->down = true;
}

/* An outside stretch is pressed onto the circle from without: what winds around the disc still does, so what
 * is inside stays inside. */
static void follow_edge(const struct disc *disc, struct rmap_page a, struct rmap_page b, struct pen *pen)
{
    double from = angle_of(disc, a), turn = remainder(angle_of(disc, b) - from, 2 * PI);
    int parts = (int)ceil(fabs(turn) * 180 / PI / ARC_DEG);
    for (int i = 0; i <= parts; i++) {
        double angle = parts > 0 ? from + turn * i / parts : from;
        draw_to(pen, (struct rmap_page){disc->middle.x_mm + disc->radius_mm * cos(angle),
                                        disc->middle.y_mm + disc->radius_mm * sin(angle)});
    }
}

/* One edge, cut where it meets the circle. `areas`: outside parts follow the circle, else are left out. */
static void cut_edge(const struct disc *disc, struct rmap_page a, struct rmap_page b, bool areas,
                     struct pen *pen)
{
    double t[4] = {0};
    int count = meet(disc, a, b, t + 1);
    t[count + 1] = 1;
    for (int i = 0; i <= count; i++) {
        struct rmap_page from = between(a, b, t[i]), to = between(a, b, t[i + 1]);
        if (inside(disc, between(a, b, (t[i] + t[i + 1]) / 2))) {
            if (!pen->down)
                draw_to(pen, from);
            draw_to(pen, to);
        } else if (areas) {
            follow_edge(disc, from, to, pen);
        } else {
            pen->down = false;
        }
    }
}

/* A path of moves, lines and closes. Areas stay closed rings, lines become pieces inside the disc. */
static void cut(const struct disc *disc, const struct rmap_path *path, bool areas, struct rmap_path *out)
{
    struct pen pen = {.out = out};
    struct rmap_page first = {0}, last = {0};
    size_t at = 0;
    bool open = false;
    for (size_t i = 0; i < path->verb_count; i++) {
        switch (path->verbs[i]) {
        case RMAP_MOVE:
            if (areas && open)
                rmap_path_close(out);
            first = last = path->points[at++];
            pen.down = open = false;
            break;
        case RMAP_LINE:
            cut_edge(disc, last, path->points[at], areas, &pen);
            last = path->points[at++];
            open = true;
            break;
        case RMAP_CLOSE:
            if (last.x_mm != first.x_mm || last.y_mm != first.y_mm)
                cut_edge(disc, last, first, areas, &pen);
            if (areas && pen.down)
                rmap_path_close(out);
            last = first;
            pen.down = open = false;
            break;
        default: at += 3; break; /* traced paths hold no curves */
        }
    }
}

/* --- what is drawn --- */

/* Areas wholly outside would collapse onto the edge, with nothing inside: dropping them saves their arcs. */
static bool in_sight(const struct disc *disc, const struct rmap_path *path)
{
    double r = disc->radius_mm;
    struct rmap_box box = {disc->middle.x_mm - r, disc->middle.y_mm - r, disc->middle.x_mm + r,
                           disc->middle.y_mm + r};
    return path->count > 0 && rmap_box_meets(rmap_path_bounds(path), box);
}

static bool read_land(const struct rmap_frame *frame, const struct disc *disc,
                      const struct rmap_inset_spec *spec, struct rmap_path *areas, struct rmap_path *coasts,
                      struct rmap_error *err)
{
    struct rmap_source *source = rmap_source_open(spec->land_path, spec->notes, err);
    if (!source)
        return false;
    double margin = margin_mm(frame, disc);
    struct rmap_query query = {.window = rmap_frame_window(frame, margin)};
    struct rmap_trace how = {.edges = RMAP_EDGES_DATA, .margin_mm = margin, .simplify_mm = SIMPLIFY_MM};
    struct rmap_feature feature;
    while (rmap_source_next(source, &query, &feature)) {
        struct rmap_path fill = {0}, outline = {0};
        rmap_frame_trace(frame, &feature.shape, &how, &fill, &outline);
        if (in_sight(disc, &fill)) {
            cut(disc, &fill, true, areas);
            cut(disc, outline.count > 0 ? &outline : &fill, false, coasts);
        }
        rmap_path_free(&fill);
        rmap_path_free(&outline);
    }
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok;
}

static void draw_land(const struct rmap_studio *studio, struct rmap_path *areas, struct rmap_path *coasts,
                      struct rmap_display *out)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "inset-land", NULL);
    struct rmap_paint fill = {.fill = rule->fill};
    struct rmap_paint stroke = rmap_rule_paint(rule);
    stroke.fill.a = 0;
    rmap_display_path(out, areas, &fill);
    rmap_display_path(out, coasts, &stroke);
}

/* Meridians and parallels of the part that is seen, with vertices close enough to look smooth. */
static void sample_lines(const struct rmap_frame *frame, double margin, double step, struct rmap_shape *shape)
{
    struct rmap_bounds w = rmap_frame_window(frame, margin);
    double east = w.east_deg < w.west_deg ? w.east_deg + 360 : w.east_deg;
    double first_lon = floor(w.west_deg / step) * step, last_lon = ceil(east / step) * step;
    double first_lat = fmax(floor(w.south_deg / step) * step, -90 + step);
    double last_lat = fmin(ceil(w.north_deg / step) * step, 90 - step);
    if (last_lon - first_lon > 360)
        last_lon = first_lon + 360;
    for (double lon = first_lon; lon < fmin(last_lon + 1, first_lon + 359); lon += step) {
        for (double lat = first_lat; lat < last_lat + 1; lat += LINE_VERTEX_DEG)
            rmap_shape_point(shape, (struct rmap_lonlat){lon, lat});
        rmap_shape_end_part(shape);
    }
    for (double lat = first_lat; lat < last_lat + 1; lat += step) {
        for (double lon = first_lon; lon < last_lon + 1; lon += LINE_VERTEX_DEG)
            rmap_shape_point(shape, (struct rmap_lonlat){lon, lat});
        rmap_shape_end_part(shape);
    }
}

/* Lines as faint as the map's own. */
static void draw_lines(const struct rmap_studio *studio, const struct rmap_frame *frame,
                       const struct disc *disc, double reach, struct rmap_display *out)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "graticule", NULL);
    double margin = margin_mm(frame, disc);
    struct rmap_shape shape = {0};
    sample_lines(frame, margin, fmax(rmap_graticule_pick(2 * reach), LEAST_STEP_DEG), &shape);
    struct rmap_path all = {0}, lines = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_CURVE, .margin_mm = margin};
    rmap_frame_trace(frame, &shape, &how, NULL, &all);
    cut(disc, &all, false, &lines);
    struct rmap_paint paint = rmap_rule_paint(rule);
    paint.fill.a = 0;
    rmap_display_path(out, &lines, &paint);
    rmap_path_free(&all);
    rmap_shape_free(&shape);
}

/* The outline of the map's frame in degrees, clockwise from the top left. False where it leaves the Earth. */
static bool frame_outline(const struct rmap_frame *frame, struct rmap_shape *shape)
{
    struct rmap_box box = rmap_frame_box(frame);
    struct rmap_page corners[5] = {{box.x0_mm, box.y0_mm}, {box.x1_mm, box.y0_mm}, {box.x1_mm, box.y1_mm},
                                   {box.x0_mm, box.y1_mm}, {box.x0_mm, box.y0_mm}};
    double last_lon = 0;
    for (int side = 0; side < 4; side++) {
        for (int i = 0; i < EDGE_PLACES; i++) {
            struct rmap_lonlat p;
            struct rmap_page at = between(corners[side], corners[side + 1], (double)i / EDGE_PLACES);
            if (!rmap_frame_unplace(frame, at, &p))
                return false;
            if (shape->count > 0)
                p.lon_deg = last_lon + remainder(p.lon_deg - last_lon, 360);
            last_lon = p.lon_deg;
            rmap_shape_point(shape, p);
        }
    }
    rmap_shape_end_part(shape);
    return true;
}

static void extent_outline(struct rmap_bounds e, struct rmap_shape *shape)
{
    double east = e.east_deg < e.west_deg ? e.east_deg + 360 : e.east_deg;
    rmap_shape_point(shape, (struct rmap_lonlat){e.west_deg, e.north_deg});
    rmap_shape_point(shape, (struct rmap_lonlat){east, e.north_deg});
    rmap_shape_point(shape, (struct rmap_lonlat){east, e.south_deg});
    rmap_shape_point(shape, (struct rmap_lonlat){e.west_deg, e.south_deg});
    rmap_shape_end_part(shape);
}

static void draw_mark(const struct rmap_studio *studio, const struct rmap_frame *frame,
                      const struct disc *disc, struct rmap_bounds extent, struct rmap_display *out)
{
    struct rmap_shape shape = {.closed = true};
    if (!frame_outline(studio->frame, &shape)) {
        rmap_shape_free(&shape);
        shape.closed = true;
        extent_outline(extent, &shape);
    }
    struct rmap_path traced = {0}, mark = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_LONLAT, .margin_mm = margin_mm(frame, disc)};
    rmap_frame_trace(frame, &shape, &how, &traced, NULL);
    struct rmap_box box = rmap_path_bounds(&traced);
    if (traced.count == 0)
        box = (struct rmap_box){disc->middle.x_mm, disc->middle.y_mm, disc->middle.x_mm, disc->middle.y_mm};
    if (fmax(rmap_box_width(box), rmap_box_height(box)) < MM_PER_MARK) {
        double x = (box.x0_mm + box.x1_mm) / 2, y = (box.y0_mm + box.y1_mm) / 2, half = MM_PER_MARK / 2;
        rmap_path_box(&mark, (struct rmap_box){x - half, y - half, x + half, y + half});
    } else {
        cut(disc, &traced, true, &mark);
    }
    struct rmap_paint paint = rmap_rule_paint(rmap_style_rule(studio->style, "inset-mark", NULL));
    paint.join = RMAP_JOIN_MITER;
    rmap_display_path(out, &mark, &paint);
    rmap_path_free(&traced);
    rmap_shape_free(&shape);
}

static void draw_disc(const struct disc *disc, struct rmap_paint paint, struct rmap_display *out)
{
    struct rmap_path path = {0};
    rmap_path_circle(&path, disc->middle.x_mm, disc->middle.y_mm, disc->radius_mm);
    rmap_display_path(out, &path, &paint);
}

struct rmap_size rmap_inset_measure(const struct rmap_studio *studio, const struct rmap_inset_spec *spec)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "inset", NULL);
    if (!rule->display || half_diagonal_deg(spec->extent) > NEEDS_NONE_DEG)
        return (struct rmap_size){0};
    return (struct rmap_size){spec->width_mm, spec->width_mm};
}

bool rmap_inset_emit(const struct rmap_studio *studio, const struct rmap_inset_spec *spec,
                     struct rmap_page at, struct rmap_display *out, struct rmap_error *err)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "inset", NULL);
    if (!(rmap_inset_measure(studio, spec).width_mm > 0))
        return true;
    /* The edge's stroke stays inside the width that was asked for. */
    struct disc disc = {{at.x_mm + spec->width_mm / 2, at.y_mm + spec->width_mm / 2},
                        (spec->width_mm - rule->stroke_width_mm) / 2};
    struct rmap_projection *globe = rmap_projection_new("globe", spec->extent, spec->notes, err);
    struct rmap_frame *frame = globe ? aim(globe, spec->extent, &disc, err) : NULL;
    struct rmap_path areas = {0}, coasts = {0};
    bool ok = frame && read_land(frame, &disc, spec, &areas, &coasts, err);
    if (ok) {
        struct rmap_paint sea = {.fill = rule->fill}, edge = rmap_rule_paint(rule);
        edge.fill.a = 0;
        struct rmap_group group = {.role = RMAP_ROLE_FURNITURE, .id = "inset",
                                   .title = rmap_words_first(studio->lang, "Location", "위치")};
        rmap_display_begin(out, &group);
        draw_disc(&disc, sea, out);
        draw_land(studio, &areas, &coasts, out);
        draw_lines(studio, frame, &disc, reach_deg(spec->extent), out);
        draw_mark(studio, frame, &disc, spec->extent, out);
        draw_disc(&disc, edge, out);
        rmap_display_end(out);
    }
    rmap_path_free(&areas);
    rmap_path_free(&coasts);
    rmap_frame_free(frame);
    rmap_projection_free(globe);
    return ok;
}
