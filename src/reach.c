#include "reach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ring.h"
#include "words.h"

#define MM_PER_INCH 25.4
#define RADIAN 0.017453292519943295 /* of a degree */
#define GROUND_TOLERANCE_M 0.9
#define FINEST_MM 0.0001      /* on world maps a metre is nothing that a file can hold */
#define RING_INK 1.0
#define AIR_MM 1.0            /* between a ring's line and the label that breaks it */
#define STEP_MM 2.0           /* candidates along the line */
#define EDGE_MM 2.0           /* a label keeps this far from the neatline */
#define REPEAT_MM 420.0       /* a visible line this long is labelled again */
#define MAX_LABELS 3
#define STRAIGHT_MM 0.2       /* a label whose line bends less than this is set straight */

/* A stretch of a ring's line: its points with the length walked so far. */
struct stretch {
    const struct rmap_page *points;
    double *walked;
    size_t count;
};

struct ring_label {
    size_t stretch;
    double from_mm, to_mm;    /* along the stretch, air excluded */
};

struct reach {
    const struct rmap_ring *ring;
    const struct rmap_rule *rule, *label_rule;
    struct rmap_path fill, line;
    struct stretch *stretches;
    size_t stretch_count;
    struct ring_label labels[MAX_LABELS];
    size_t label_count;
};

struct rmap_reaches {
    struct reach *items;
    size_t count;
};

/* --- tracing --- */

/* Unless asked otherwise an edge is not only finer than can be seen but true to the ground: a map may be measured. */
static double tolerance_mm(const struct rmap_map *map)
{
    double value, ground_mm = GROUND_TOLERANCE_M * 1000 / rmap_frame_denominator(map->frame);
    const char *unit = rmap_read_number(rmap_option_text(map->options, RMAP_OPT_TOLERANCE), &value);
    if (strcmp(unit, "mm") == 0)
        return value;
    if (strcmp(unit, "m") == 0)
        return value * 1000 / rmap_frame_denominator(map->frame);
    double page_mm = value * MM_PER_INCH / rmap_option_number(map->options, RMAP_OPT_DPI);
    return rmap_option_given(map->options, RMAP_OPT_TOLERANCE) ? page_mm : fmin(page_mm, fmax(ground_mm, FINEST_MM));
}

static bool place(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    return rmap_frame_place(frame, p, out);
}

static void note_error(struct rmap_map *map, double error_mm)
{
    double px = error_mm * rmap_option_number(map->options, RMAP_OPT_DPI) / MM_PER_INCH;
    map->ring_error_px = fmax(map->ring_error_px, px);
    map->ring_error_m = fmax(map->ring_error_m, error_mm / 1000 * rmap_frame_denominator(map->frame));
}

static void trace(struct rmap_map *map, struct reach *reach)
{
    const struct rmap_ring *ring = reach->ring;
    struct rmap_reach geodesic = {ring->place.at, ring->outer_m, ring->inner_m, ring->from_deg, ring->to_deg};
    struct rmap_closeness how = {.tolerance = tolerance_mm(map), .place = place, .frame = map->frame};
    struct rmap_trace curve = {.edges = RMAP_EDGES_CURVE, .margin_mm = 2 * reach->rule->stroke_width_mm + 1};
    struct rmap_shape area = {0}, lines = {0};
    struct rmap_path cut = {0};
    double error = 0;
    rmap_ring_area(&geodesic, &how, &area, &error);
    rmap_frame_trace(map->frame, &area, &curve, &reach->fill, &cut);
    if (ring->inner_m > 0 || ring->from_deg != ring->to_deg) {
        rmap_ring_lines(&geodesic, &how, &lines, &error);
        rmap_frame_trace(map->frame, &lines, &curve, NULL, &reach->line);
    } else { /* a disc's edge is its line: its last point repeats the first */
        area.closed = false;
        rmap_frame_trace(map->frame, &area, &curve, NULL, &reach->line);
    }
    note_error(map, error);
    rmap_shape_free(&area);
    rmap_shape_free(&lines);
    rmap_path_free(&cut);
}

/* --- stretches of the line that can be seen --- */

static void measure_stretch(struct rmap_arena *arena, const struct rmap_page *points, size_t count, struct stretch *out)
{
    out->count = count;
    out->walked = rmap_alloc(arena, count * sizeof *out->walked);
    struct rmap_page *copy = rmap_alloc(arena, count * sizeof *copy);
    memcpy(copy, points, count * sizeof *copy);
    out->points = copy;
    for (size_t i = 1; i < count; i++)
        out->walked[i] = out->walked[i - 1] + hypot(points[i].x_mm - points[i - 1].x_mm, points[i].y_mm - points[i - 1].y_mm);
}

/* The parts of an open path. */
static void find_stretches(struct rmap_map *map, const struct rmap_path *path, struct reach *reach)
{
    size_t parts = 0;
    for (size_t i = 0; i < path->verb_count; i++)
        parts += path->verbs[i] == RMAP_MOVE;
    reach->stretches = rmap_alloc(map->arena, (parts + 1) * sizeof *reach->stretches);
    for (size_t i = 0, start = 0; i < path->verb_count; i++) {
        bool last = i + 1 == path->verb_count || path->verbs[i + 1] == RMAP_MOVE;
        if (!last)
            continue;
        measure_stretch(map->arena, path->points + start, i + 1 - start, &reach->stretches[reach->stretch_count++]);
        start = i + 1;
    }
}

static double stretch_mm(const struct stretch *stretch)
{
    return stretch->count ? stretch->walked[stretch->count - 1] : 0;
}

/* The point at a length along the stretch, and the direction of the line there in degrees clockwise from the page's
 * right. */
static struct rmap_page point_along(const struct stretch *stretch, double mm, double *angle_deg)
{
    size_t low = 0, high = stretch->count - 1;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(stretch->walked[middle] <= mm ? &low : &high) = middle;
    }
    struct rmap_page a = stretch->points[low], b = stretch->points[high];
    double span = stretch->walked[high] - stretch->walked[low];
    double t = span > 0 ? (mm - stretch->walked[low]) / span : 0;
    if (angle_deg)
        *angle_deg = atan2(b.y_mm - a.y_mm, b.x_mm - a.x_mm) / RADIAN;
    return (struct rmap_page){a.x_mm + t * (b.x_mm - a.x_mm), a.y_mm + t * (b.y_mm - a.y_mm)};
}

/* --- labels --- */

static struct rmap_box box_about(struct rmap_page p, double half_mm)
{
    return (struct rmap_box){p.x_mm - half_mm, p.y_mm - half_mm, p.x_mm + half_mm, p.y_mm + half_mm};
}

/* What a label at this place along the line would cover; INFINITY when it may not stand there. */
static double label_cost(const struct rmap_map *map, const struct reach *reach, size_t index, double middle, double width)
{
    const struct stretch *stretch = &reach->stretches[index];
    double half_height = 0.6 * reach->label_rule->font.size_mm;
    double angle;
    struct rmap_box inside = rmap_box_grow(map->page.frame, -EDGE_MM);
    double cost = 0;
    int pieces = (int)ceil(width / (2 * half_height)) + 1;
    for (int i = 0; i <= pieces; i++) {
        struct rmap_page p = point_along(stretch, middle + width * ((double)i / pieces - 0.5), NULL);
        struct rmap_box box = box_about(p, half_height);
        if (!rmap_box_holds(inside, box) || rmap_is_taken(&map->taken, box))
            return INFINITY;
        cost += (2 * rmap_ground_busy(map->ground, box) + 0.35 * (1 - rmap_ground_share(map->ground, box, 0))) / pieces;
    }
    point_along(stretch, middle, &angle);
    double tilt = fabs(sin(angle * RADIAN)); /* 0: level, 1: upright line */
    cost += 0.5 * tilt * tilt;
    for (size_t i = 0; i < reach->label_count; i++) {
        const struct ring_label *other = &reach->labels[i];
        double apart = fabs((other->from_mm + other->to_mm) / 2 - middle);
        if (other->stretch == index && apart < REPEAT_MM / 2)
            return INFINITY;
    }
    return cost;
}

static bool choose_label(struct rmap_map *map, struct reach *reach, double width)
{
    double best = INFINITY;
    struct ring_label chosen = {0};
    for (size_t i = 0; i < reach->stretch_count; i++) {
        double length = stretch_mm(&reach->stretches[i]);
        for (double at = width / 2 + AIR_MM; at < length - width / 2 - AIR_MM; at += STEP_MM) {
            double cost = label_cost(map, reach, i, at, width);
            if (cost < best) {
                best = cost;
                chosen = (struct ring_label){i, at - width / 2, at + width / 2};
            }
        }
    }
    if (best == INFINITY)
        return false;
    reach->labels[reach->label_count++] = chosen;
    for (double at = chosen.from_mm; at <= chosen.to_mm; at += AIR_MM)
        rmap_take(&map->taken, box_about(point_along(&reach->stretches[chosen.stretch], at, NULL),
                                         0.6 * reach->label_rule->font.size_mm));
    return true;
}

static const char *label_text(const struct rmap_map *map, const struct rmap_ring *ring)
{
    return rmap_words_first(map->lang, ring->label, ring->label_ko);
}

static void label_ring(struct rmap_map *map, struct reach *reach)
{
    if (!reach->label_rule->display || !label_text(map, reach->ring)[0])
        return;
    double width = rmap_text_measure(map->text, &reach->label_rule->font, label_text(map, reach->ring)).width_mm;
    double visible = 0;
    for (size_t i = 0; i < reach->stretch_count; i++)
        visible += stretch_mm(&reach->stretches[i]);
    size_t wanted = visible > 0 ? (size_t)fmin(1 + visible / REPEAT_MM, MAX_LABELS) : 0;
    while (reach->label_count < wanted && choose_label(map, reach, width))
        continue;
    if (wanted > 0 && reach->label_count == 0)
        rmap_note(&map->notes, "the ring '%s' has no room for its label", reach->ring->id);
}

/* --- emitting --- */

/* The stretch without the pieces that labels stand on. */
static void broken_line(const struct reach *reach, size_t index, struct rmap_path *out)
{
    const struct stretch *stretch = &reach->stretches[index];
    double from = 0, end = stretch_mm(stretch);
    while (from < end) {
        const struct ring_label *next = NULL;
        for (size_t i = 0; i < reach->label_count; i++) {
            const struct ring_label *label = &reach->labels[i];
            if (label->stretch == index && label->to_mm + AIR_MM > from && (!next || label->from_mm < next->from_mm))
                next = label;
        }
        double to = next ? fmin(next->from_mm - AIR_MM, end) : end;
        if (to > from) {
            struct rmap_page p = point_along(stretch, from, NULL);
            rmap_path_move(out, p.x_mm, p.y_mm);
            for (size_t i = 0; i < stretch->count; i++) {
                if (stretch->walked[i] > from && stretch->walked[i] < to)
                    rmap_path_line(out, stretch->points[i].x_mm, stretch->points[i].y_mm);
            }
            p = point_along(stretch, to, NULL);
            rmap_path_line(out, p.x_mm, p.y_mm);
        }
        from = next ? next->to_mm + AIR_MM : end;
    }
}

static void emit_ring(struct rmap_map *map, struct reach *reach, struct rmap_display *out)
{
    const struct rmap_ring *ring = reach->ring;
    struct rmap_paint fill = rmap_rule_paint(reach->rule), line = fill;
    fill.stroke.a = 0;
    line.fill.a = 0;
    const char *place = rmap_words_first(map->lang, ring->place.name, ring->place.name_ko);
    rmap_display_begin(out, &(struct rmap_group){
        .role = RMAP_ROLE_RING, .id = rmap_format(map->arena, "ring-%s", ring->id),
        .title = strcmp(map->lang, "ko") == 0 ? rmap_format(map->arena, "%s에서 %s", place, label_text(map, ring))
                                              : rmap_format(map->arena, "%s around %s", label_text(map, ring), place),
        .desc = ring->note && ring->note[0] ? ring->note : NULL,
        .classes = rmap_format(map->arena, "ring %s", ring->class ? ring->class : "")});
    rmap_display_path(out, &reach->fill, &fill);
    struct rmap_path broken = {0};
    for (size_t i = 0; i < reach->stretch_count; i++)
        broken_line(reach, i, &broken);
    rmap_display_path(out, &broken, &line);
    rmap_display_end(out);
    rmap_path_free(&broken);
}

/* Letters along the line; upright, so the line is read backwards where it runs to the left. */
static void emit_curved(struct rmap_map *map, const struct reach *reach, const struct ring_label *label,
                        const struct rmap_text *model, bool backwards, struct rmap_display *out)
{
    size_t count;
    struct rmap_cluster *clusters = rmap_text_clusters(map->text, map->arena, &model->font, model->text, &count);
    double drop = rmap_text_measure(map->text, &model->font, "H").cap_mm / 2;
    double at = backwards ? label->to_mm : label->from_mm;
    for (size_t i = 0; i < count; i++) {
        double half = clusters[i].advance_mm / 2, angle;
        at += backwards ? -half : half;
        struct rmap_page p = point_along(&reach->stretches[label->stretch], at, &angle);
        if (backwards)
            angle += 180;
        struct rmap_text letter = *model;
        letter.text = clusters[i].text;
        letter.width_mm = clusters[i].advance_mm;
        letter.angle_deg = angle;
        letter.at = (struct rmap_page){p.x_mm - drop * sin(angle * RADIAN), p.y_mm + drop * cos(angle * RADIAN)};
        if (strcmp(letter.text, " ") != 0 && strcmp(letter.text, "\u2009") != 0)
            rmap_display_text(out, &letter);
        at += backwards ? -half : half;
    }
}

static void emit_label(struct rmap_map *map, const struct reach *reach, const struct ring_label *label,
                       struct rmap_display *out)
{
    const struct stretch *stretch = &reach->stretches[label->stretch];
    double middle = (label->from_mm + label->to_mm) / 2, angle;
    point_along(stretch, middle, &angle);
    bool backwards = angle > 90 || angle < -90;
    struct rmap_page a = point_along(stretch, label->from_mm, NULL), b = point_along(stretch, label->to_mm, NULL);
    struct rmap_page on_line = point_along(stretch, middle, NULL);
    struct rmap_page chord = {(a.x_mm + b.x_mm) / 2, (a.y_mm + b.y_mm) / 2};
    struct rmap_box box = rmap_box_grow((struct rmap_box){fmin(a.x_mm, b.x_mm), fmin(a.y_mm, b.y_mm),
                                                          fmax(a.x_mm, b.x_mm), fmax(a.y_mm, b.y_mm)}, AIR_MM);
    const struct rmap_rule *rule = reach->label_rule;
    struct rmap_text text = {
        .text = label_text(map, reach->ring), .lang = strcmp(map->lang, "ko") == 0 ? "ko" : "en",
        .anchor = RMAP_MIDDLE, .width_mm = label->to_mm - label->from_mm, .font = rule->font, .fill = rule->color,
        .halo = rmap_rule_halo(rule, rmap_ground_color(map->ground, box)), .halo_mm = rule->halo_mm};
    if (hypot(chord.x_mm - on_line.x_mm, chord.y_mm - on_line.y_mm) > STRAIGHT_MM) {
        emit_curved(map, reach, label, &text, backwards, out);
        return;
    }
    text.angle_deg = backwards ? angle + 180 : angle;
    double turn = text.angle_deg * RADIAN, drop = rmap_text_measure(map->text, &rule->font, "H").cap_mm / 2;
    text.at = (struct rmap_page){(chord.x_mm + on_line.x_mm) / 2 - drop * sin(turn),
                                 (chord.y_mm + on_line.y_mm) / 2 + drop * cos(turn)};
    rmap_display_text(out, &text);
}

/* --- the four steps --- */

struct rmap_reaches *rmap_reach_trace(struct rmap_map *map)
{
    struct rmap_reaches *reaches = rmap_alloc(map->arena, sizeof *reaches);
    reaches->count = map->rings.count;
    reaches->items = rmap_alloc(map->arena, (reaches->count + 1) * sizeof *reaches->items);
    struct rmap_box visible = map->page.frame;
    for (size_t i = 0; i < reaches->count; i++) {
        struct reach *reach = &reaches->items[i];
        reach->ring = &map->rings.items[i];
        reach->rule = rmap_style_rule(map->style, "rings", reach->ring->class);
        reach->label_rule = rmap_style_rule(map->style, "ring-labels", reach->ring->class);
        trace(map, reach);
        rmap_ground_tint(map->ground, &reach->fill, reach->rule->fill);
        rmap_ground_ink(map->ground, &reach->line, RING_INK);
        struct rmap_path shown = {0};
        rmap_path_clip_lines(&reach->line, rmap_box_grow(visible, reach->rule->stroke_width_mm), &shown);
        find_stretches(map, &shown, reach);
        rmap_path_free(&shown);
    }
    return reaches;
}

void rmap_reach_label(struct rmap_map *map, struct rmap_reaches *reaches)
{
    for (size_t i = 0; i < reaches->count; i++)
        label_ring(map, &reaches->items[i]);
}

/* Large rings first, so that a small one's line is never under a large one's fill. */
static int by_size(const void *a, const void *b)
{
    const struct rmap_ring *x = (*(struct reach *const *)a)->ring, *y = (*(struct reach *const *)b)->ring;
    return x->outer_m != y->outer_m ? (x->outer_m < y->outer_m) - (x->outer_m > y->outer_m) : (x > y) - (x < y);
}

void rmap_reach_emit(struct rmap_map *map, struct rmap_reaches *reaches, struct rmap_display *out)
{
    struct reach **order = rmap_alloc(map->arena, (reaches->count + 1) * sizeof *order);
    for (size_t i = 0; i < reaches->count; i++)
        order[i] = &reaches->items[i];
    qsort(order, reaches->count, sizeof *order, by_size);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "rings", .clipped = true,
        .title = rmap_words_first(map->lang, "Range rings", "거리권"), .clip = map->page.frame});
    for (size_t i = 0; i < reaches->count; i++)
        emit_ring(map, order[i], out);
    rmap_display_end(out);
}

void rmap_reach_emit_labels(struct rmap_map *map, const struct rmap_reaches *reaches, struct rmap_display *out)
{
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "ring-labels",
        .title = rmap_words_first(map->lang, "Distances", "거리")});
    for (size_t i = 0; i < reaches->count; i++) {
        for (size_t j = 0; j < reaches->items[i].label_count; j++)
            emit_label(map, &reaches->items[i], &reaches->items[i].labels[j], out);
    }
    rmap_display_end(out);
}

const struct rmap_path *rmap_reach_line(const struct rmap_reaches *reaches, size_t index)
{
    return &reaches->items[index].line;
}

size_t rmap_reach_count(const struct rmap_reaches *reaches)
{
    return reaches->count;
}

void rmap_reach_free(struct rmap_reaches *reaches)
{
    for (size_t i = 0; reaches && i < reaches->count; i++) {
        rmap_path_free(&reaches->items[i].fill);
        rmap_path_free(&reaches->items[i].line);
    }
}
