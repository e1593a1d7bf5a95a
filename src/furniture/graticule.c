#include "furniture.h"

#include <math.h>
#include <stdlib.h>

#include "../words.h"

#define PI 3.14159265358979323846
#define DEGREE_M 111195.0       /* of latitude, mean Earth: enough to choose a step */
#define FEWEST 4.0              /* lines across the longer side */
#define MOST 8.0
#define LEAST_SHAPE 0.6         /* of a cell, width to height: below it meridians are drawn farther apart */
#define VERTEX_DEG 3.0          /* between vertices that are given to be refined */
#define POLE_PROBE_DEG 0.01     /* how near the pole it is looked at */
#define POLE_POINT_MM 0.5       /* meridians 90 degrees apart are this near there when the pole is a point */
#define WALK_MM 1.5             /* between places on the neatline where degrees are looked up */
#define HALVINGS 16             /* of such a step: to 0.03 um */
#define STEEP_DEG 40.0          /* a line is labelled where it meets the neatline at least this steeply */

/* Whole parts of a degree and whole degrees that divide 90, or 60 minutes. */
static const double STEPS_DEG[] = {1 / 60.0, 2 / 60.0, 5 / 60.0, 10 / 60.0, 15 / 60.0, 0.5,
                                   1,        2,        5,        10,        15,        30};
#define STEP_COUNT (sizeof STEPS_DEG / sizeof *STEPS_DEG)

struct steps { double lon_deg, lat_deg; };

/* Cells stay near a square: where meridians draw together their step grows. */
static struct steps choose_steps(const struct rmap_frame *frame)
{
    struct rmap_box box = rmap_frame_box(frame);
    struct rmap_page middle = {(box.x0_mm + box.x1_mm) / 2, (box.y0_mm + box.y1_mm) / 2};
    struct rmap_lonlat at = {0};
    double mm_per_m = 0;
    if (rmap_frame_unplace(frame, middle, &at))
        mm_per_m = rmap_frame_mm_per_m(frame, at, 0);
    double side_mm = fmax(rmap_box_width(box), rmap_box_height(box));
    double span_deg = mm_per_m > 0 ? side_mm / (mm_per_m * DEGREE_M) : 360;
    struct steps steps = {.lat_deg = rmap_graticule_pick(span_deg)};
    steps.lon_deg = steps.lat_deg;
    for (size_t i = 0; i < STEP_COUNT; i++) {
        steps.lon_deg = STEPS_DEG[i];
        if (STEPS_DEG[i] >= steps.lat_deg
            && STEPS_DEG[i] * cos(at.lat_deg * PI / 180) >= LEAST_SHAPE * steps.lat_deg)
            break;
    }
    return steps;
}

/* --- lines --- */

/* A line straight in degrees from a to b, with vertices enough to be refined from. */
static void add_line(struct rmap_shape *shape, struct rmap_lonlat a, struct rmap_lonlat b)
{
    double length = fmax(fabs(b.lon_deg - a.lon_deg), fabs(b.lat_deg - a.lat_deg));
    int parts = (int)ceil(length / VERTEX_DEG);
    for (int i = 0; i <= parts; i++) {
        double t = parts > 0 ? (double)i / parts : 0;
        rmap_shape_point(shape, (struct rmap_lonlat){a.lon_deg + (b.lon_deg - a.lon_deg) * t,
                                                     a.lat_deg + (b.lat_deg - a.lat_deg) * t});
    }
    rmap_shape_end_part(shape);
}

/* Where every meridian meets the others in one point they would clot. */
static bool pole_is_point(const struct rmap_frame *frame, double lon_deg, double pole_deg)
{
    double lat_deg = pole_deg > 0 ? pole_deg - POLE_PROBE_DEG : pole_deg + POLE_PROBE_DEG;
    struct rmap_page a, b;
    if (!rmap_frame_place(frame, (struct rmap_lonlat){lon_deg, lat_deg}, &a)
        || !rmap_frame_place(frame, (struct rmap_lonlat){lon_deg + 90, lat_deg}, &b)) {
        return true;
    }
    return hypot(a.x_mm - b.x_mm, a.y_mm - b.y_mm) < POLE_POINT_MM;
}

/* Every fourth of the circle runs on to the pole, the others end one parallel before it. */
static double meridian_end(const struct rmap_frame *frame, double lon_deg, double lat_deg, double step_deg)
{
    double last_deg = 90 - step_deg;
    if (fabs(lat_deg) <= last_deg || fabs(remainder(lon_deg, 90)) < 1e-9
        || !pole_is_point(frame, lon_deg, copysign(90, lat_deg))) {
        return lat_deg;
    }
    return copysign(last_deg, lat_deg);
}

static void trace_lines(const struct rmap_frame *frame, struct steps steps, struct rmap_shape *shape)
{
    struct rmap_bounds window = rmap_frame_window(frame, 1);
    if (window.east_deg < window.west_deg)
        window.east_deg += 360;
    double round = window.east_deg - window.west_deg >= 360 ? 360 : 0;
    double south = fmax(window.south_deg, -90), north = fmin(window.north_deg, 90);
    double last_lon = round > 0 ? window.west_deg + round - steps.lon_deg / 2 : window.east_deg;
    for (double i = ceil(window.west_deg / steps.lon_deg); i * steps.lon_deg <= last_lon; i++) {
        double lon = i * steps.lon_deg;
        add_line(shape, (struct rmap_lonlat){lon, meridian_end(frame, lon, south, steps.lat_deg)},
                 (struct rmap_lonlat){lon, meridian_end(frame, lon, north, steps.lat_deg)});
    }
    for (double i = ceil(south / steps.lat_deg); i * steps.lat_deg <= north; i++) {
        double lat = i * steps.lat_deg;
        if (fabs(lat) < 90 - 1e-9)
            add_line(shape, (struct rmap_lonlat){window.west_deg, lat},
                     (struct rmap_lonlat){window.east_deg, lat});
    }
}

/* --- labels --- */

enum side { BOTTOM, TOP, LEFT, RIGHT, SIDES };

/* Where a line of the graticule meets the neatline. */
struct crossing {
    enum side side;
    bool meridian;
    double index;      /* the line is index x step degrees */
    struct rmap_page at;
    const char *text;
    double width_mm;
    bool kept;
};

struct crossings {
    struct crossing *items;
    size_t count, capacity;
};

static struct rmap_page on_side(struct rmap_box box, enum side side, double t)
{
    double x = box.x0_mm + (box.x1_mm - box.x0_mm) * t, y = box.y0_mm + (box.y1_mm - box.y0_mm) * t;
    switch (side) {
    case BOTTOM: return (struct rmap_page){x, box.y1_mm};
    case TOP: return (struct rmap_page){x, box.y0_mm};
    case LEFT: return (struct rmap_page){box.x0_mm, y};
    default: return (struct rmap_page){box.x1_mm, y};
    }
}

static double side_length(struct rmap_box box, enum side side)
{
    return side == BOTTOM || side == TOP ? rmap_box_width(box) : rmap_box_height(box);
}

static double value_of(struct rmap_lonlat p, bool meridian)
{
    return meridian ? p.lon_deg : p.lat_deg;
}

/* The value at t, longitudes continued from `near` rather than wrapped. NAN: not on Earth. */
static double value_at(const struct rmap_frame *frame, enum side side, double t, bool meridian, double near)
{
    struct rmap_lonlat p;
    if (!rmap_frame_unplace(frame, on_side(rmap_frame_box(frame), side, t), &p))
        return NAN;
    double value = value_of(p, meridian);
    return meridian ? near + remainder(value - near, 360) : value;
}

/* Does the line cross the side steeply enough to be told by a label there? The line's direction is that of
 * north for a meridian; for a parallel it is found from two places on it. */
static bool is_steep(const struct rmap_frame *frame, enum side side, struct rmap_page at, bool meridian)
{
    struct rmap_lonlat p;
    if (!rmap_frame_unplace(frame, at, &p))
        return false;
    double step_deg = 0.01;
    struct rmap_lonlat a = p, b = p;
    *(meridian ? &a.lat_deg : &a.lon_deg) -= step_deg;
    *(meridian ? &b.lat_deg : &b.lon_deg) += step_deg;
    struct rmap_page pa, pb;
    if (!rmap_frame_place(frame, a, &pa) || !rmap_frame_place(frame, b, &pb))
        return false;
    double dx = fabs(pb.x_mm - pa.x_mm), dy = fabs(pb.y_mm - pa.y_mm);
    double across = side == BOTTOM || side == TOP ? dy : dx, along = side == BOTTOM || side == TOP ? dx : dy;
    return across > 0 && atan2(across, along) * 180 / PI >= STEEP_DEG;
}

static void add_crossing(struct crossings *list, const struct rmap_frame *frame, enum side side, double t,
                         bool meridian, double index)
{
    struct rmap_page at = on_side(rmap_frame_box(frame), side, t);
    if (!is_steep(frame, side, at, meridian))
        return;
    list->items = rmap_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    struct crossing found = {.side = side, .meridian = meridian, .index = index, .at = at};
    list->items[list->count++] = found;
}

/* Root of value(t) = target between t0 and t1, by halving. */
static double find_root(const struct rmap_frame *frame, enum side side, bool meridian, double target,
                        double t0, double v0, double t1)
{
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (t0 + t1) / 2;
        double value = value_at(frame, side, middle, meridian, v0);
        if (isnan(value))
            break;
        if ((value < target) == (v0 < target))
            t0 = middle;
        else
            t1 = middle;
    }
    return (t0 + t1) / 2;
}

/* Walks along one side and finds every multiple of the step between neighbouring places. */
static void walk_side(const struct rmap_frame *frame, enum side side, bool meridian, double step_deg,
                      struct crossings *list)
{
    int places = (int)ceil(side_length(rmap_frame_box(frame), side) / WALK_MM) + 1;
    double last = NAN;
    for (int i = 0; i <= places; i++) {
        double t = (double)i / places, t0 = (double)(i - 1) / places;
        double value = value_at(frame, side, t, meridian, isnan(last) ? 0 : last);
        if (!isnan(value) && !isnan(last)) {
            double low = fmin(last, value), high = fmax(last, value);
            for (double index = floor(low / step_deg) + 1; index * step_deg <= high; index++) {
                double root = find_root(frame, side, meridian, index * step_deg, t0, last, t);
                add_crossing(list, frame, side, root, meridian, index);
            }
        }
        last = value;
    }
}

/* 126.5 -> "126°30′E"; the meridian of 180 degrees, that of Greenwich and the equator have no side. */
static const char *name_line(struct rmap_arena *arena, double degrees, bool meridian)
{
    if (meridian)
        degrees = remainder(degrees, 360);
    int minutes = (int)lround(fabs(degrees) * 60);
    const char *side = meridian ? (degrees < 0 ? "W" : "E") : (degrees < 0 ? "S" : "N");
    if (minutes == 0 || (meridian && minutes == 180 * 60))
        side = "";
    if (minutes % 60 == 0)
        return rmap_format(arena, "%d°%s", minutes / 60, side);
    return rmap_format(arena, "%d°%02d′%s", minutes / 60, minutes % 60, side);
}

static double along(const struct crossing *c)
{
    return c->side == BOTTOM || c->side == TOP ? c->at.x_mm : c->at.y_mm;
}

/* Clear of both corners by its own height, of the side's other labels by as much. */
static bool keeps_clear(const struct rmap_frame *frame, const struct crossing *c, double height_mm)
{
    struct rmap_box box = rmap_frame_box(frame);
    bool level = c->side == BOTTOM || c->side == TOP;
    double first = level ? box.x0_mm : box.y0_mm, last = level ? box.x1_mm : box.y1_mm;
    double half = c->width_mm / 2 + height_mm;
    return along(c) - half >= first && along(c) + half <= last;
}

static bool same_line(const struct crossing *a, const struct crossing *b, double round)
{
    return a->meridian == b->meridian
        && fabs(a->meridian ? remainder(a->index - b->index, round) : a->index - b->index) < 0.5;
}

/* Do the labels whose index is a multiple of `stride` stand apart on this side? */
static bool stand_apart(const struct crossings *list, enum side side, double stride, double height_mm)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct crossing *a = &list->items[i];
        if (!a->kept || a->side != side || fmod(a->index, stride) != 0)
            continue;
        for (size_t j = 0; j < i; j++) {
            const struct crossing *b = &list->items[j];
            if (b->kept && b->side == side && fmod(b->index, stride) == 0
                && fabs(along(a) - along(b)) < (a->width_mm + b->width_mm) / 2 + height_mm) {
                return false;
            }
        }
    }
    return true;
}

/* Is the line of this crossing named at another one? */
static bool is_named(const struct crossings *list, const struct crossing *c, double round)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kept && same_line(&list->items[i], c, round))
            return true;
    }
    return false;
}

/* Names the lines of one family where they meet one side, each once. */
static void name_side(struct crossings *list, const struct rmap_frame *frame, bool meridian, enum side side,
                      double round, double height_mm)
{
    for (size_t i = 0; i < list->count; i++) {
        struct crossing *c = &list->items[i];
        if (c->meridian == meridian && c->side == side && keeps_clear(frame, c, height_mm)
            && !is_named(list, c, round)) {
            c->kept = true;
        }
    }
}

/* Most maps name meridians at the bottom and parallels at the left, and let the few that leave elsewhere
 * be. Where that names fewer than half of what crosses the neatline, as around a pole, the other sides
 * follow. */
static void choose_sides(struct crossings *list, const struct rmap_frame *frame, double round,
                         double height_mm)
{
    static const enum side ORDER[2][SIDES] = {{LEFT, RIGHT, BOTTOM, TOP}, {BOTTOM, TOP, LEFT, RIGHT}};
    for (int meridian = 0; meridian < 2; meridian++) {
        name_side(list, frame, meridian, ORDER[meridian][0], round, height_mm);
        size_t named = 0, unnamed = 0;
        for (size_t i = 0; i < list->count; i++) {
            const struct crossing *c = &list->items[i];
            if (c->meridian == meridian) {
                named += c->kept;
                unnamed += !is_named(list, c, round);
            }
        }
        for (size_t rank = 1; rank < SIDES && named < unnamed; rank++)
            name_side(list, frame, meridian, ORDER[meridian][rank], round, height_mm);
    }
}

static void thin_out(struct crossings *list, double height_mm)
{
    for (enum side side = BOTTOM; side < SIDES; side++) {
        double stride = 1;
        while (stride < 64 && !stand_apart(list, side, stride, height_mm))
            stride++;
        for (size_t i = 0; i < list->count; i++) {
            struct crossing *c = &list->items[i];
            c->kept = c->kept && (c->side != side || fmod(c->index, stride) == 0);
        }
    }
}

/* Reading upwards on the left and right; on every side as far out as the rule's gap. */
static void emit_label(const struct rmap_studio *studio, const struct rmap_rule *rule,
                       const struct crossing *c, double cap_mm, struct rmap_display *out)
{
    struct rmap_page at = c->at;
    switch (c->side) {
    case BOTTOM: at.y_mm += rule->gap_mm + cap_mm; break;
    case TOP: at.y_mm -= rule->gap_mm; break;
    case LEFT: at.x_mm -= rule->gap_mm; break;
    default: at.x_mm += rule->gap_mm + cap_mm; break;
    }
    bool upright = c->side == BOTTOM || c->side == TOP;
    rmap_studio_turned_text(studio, out, rule, c->text, NULL, at, RMAP_MIDDLE, upright ? 0 : -90);
}

double rmap_graticule_pick(double span_deg)
{
    size_t pick = 0;
    while (pick + 1 < STEP_COUNT && span_deg / STEPS_DEG[pick + 1] >= FEWEST - 1e-9)
        pick++;
    /* Between 2 and 5 there is a gap where four lines are too many to ask for: rather three than nine. */
    if (pick + 1 < STEP_COUNT && span_deg / STEPS_DEG[pick] > MOST + 1e-9)
        pick++;
    return STEPS_DEG[pick];
}

void rmap_graticule_emit(const struct rmap_studio *studio, struct rmap_display *out)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "graticule", NULL);
    if (!rule->display)
        return;
    struct rmap_shape shape = {0};
    struct rmap_path lines = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_LONLAT, .margin_mm = rule->stroke_width_mm};
    trace_lines(studio->frame, choose_steps(studio->frame), &shape);
    rmap_frame_trace(studio->frame, &shape, &how, NULL, &lines);
    struct rmap_paint paint = rmap_rule_paint(rule);
    paint.fill.a = 0;
    struct rmap_group group = {.role = RMAP_ROLE_LAYER, .id = "graticule", .clipped = true,
                               .clip = rmap_frame_box(studio->frame),
                               .title = rmap_words_first(studio->lang, "Graticule", "경위선")};
    rmap_display_begin(out, &group);
    rmap_display_path(out, &lines, &paint);
    rmap_display_end(out);
    rmap_shape_free(&shape);
}

void rmap_graticule_labels_emit(const struct rmap_studio *studio, struct rmap_display *out)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "graticule-labels", NULL);
    if (!rule->display || rmap_frame_earth_whole(studio->frame)) /* a globe meets the neatline at most at a pole */
        return;
    struct steps steps = choose_steps(studio->frame);
    struct crossings list = {0};
    for (enum side side = BOTTOM; side < SIDES; side++) {
        walk_side(studio->frame, side, true, steps.lon_deg, &list);
        walk_side(studio->frame, side, false, steps.lat_deg, &list);
    }
    struct rmap_text_size type = rmap_text_measure(studio->text, &rule->font, "0");
    for (size_t i = 0; i < list.count; i++) {
        struct crossing *c = &list.items[i];
        double step_deg = c->meridian ? steps.lon_deg : steps.lat_deg;
        c->text = name_line(studio->arena, c->index * step_deg, c->meridian);
        c->width_mm = rmap_text_measure(studio->text, &rule->font, c->text).width_mm;
    }
    choose_sides(&list, studio->frame, 360 / steps.lon_deg, type.cap_mm);
    thin_out(&list, type.cap_mm);
    struct rmap_group group = {.role = RMAP_ROLE_FURNITURE, .id = "graticule-labels",
                               .title = rmap_words_first(studio->lang, "Degrees", "경위도")};
    rmap_display_begin(out, &group);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kept)
            emit_label(studio, rule, &list.items[i], type.cap_mm, out);
    }
    rmap_display_end(out);
    free(list.items);
}

double rmap_graticule_label_room(const struct rmap_studio *studio)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "graticule-labels", NULL);
    if (!rule->display || (studio->frame && rmap_frame_earth_whole(studio->frame)))
        return 0;
    return rule->gap_mm + rmap_text_measure(studio->text, &rule->font, "0").cap_mm;
}
