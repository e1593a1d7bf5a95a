#include "edge.h"

#include <math.h>
#include <string.h>

#include "ring.h"

#define RADIAN 0.017453292519943295 /* of a degree */
#define AIR_MM 1.0            /* between the line and the words that break it */
#define STEP_MM 2.0           /* candidates along the line */
#define EDGE_MM 2.0           /* words keep this far from the neatline */
#define REPEAT_MM 420.0       /* a visible line this long is labelled again */
#define STRAIGHT_MM 0.2       /* words whose line bends less than this are set straight */
#define BLANK "\u2009"

/* --- finding --- */

/* The parts of an open path. */
void rmap_edge_find(struct rmap_map *map, const struct rmap_path *path, double margin_mm, struct rmap_edge *edge)
{
    struct rmap_path shown = {0};
    size_t parts = 0;
    rmap_path_clip_lines(path, rmap_box_grow(map->page.frame, margin_mm), &shown);
    for (size_t i = 0; i < shown.verb_count; i++)
        parts += shown.verbs[i] == RMAP_MOVE;
    edge->stretches = rmap_alloc(map->arena, (parts + 1) * sizeof *edge->stretches);
    for (size_t i = 0, start = 0; i < shown.verb_count; i++) {
        bool last = i + 1 == shown.verb_count || shown.verbs[i + 1] == RMAP_MOVE;
        if (!last)
            continue;
        edge->stretches[edge->count++] = rmap_curve_of(map->arena, shown.points + start, i + 1 - start);
        start = i + 1;
    }
    rmap_path_free(&shown);
}

/* --- words --- */

static struct rmap_box box_about(struct rmap_page p, double half_mm)
{
    return (struct rmap_box){p.x_mm - half_mm, p.y_mm - half_mm, p.x_mm + half_mm, p.y_mm + half_mm};
}

/* What words at this place along the line would cover; INFINITY when they may not stand there. */
static double label_cost(const struct rmap_map *map, const struct rmap_edge *edge, size_t index, double middle, double width)
{
    const struct rmap_curve *stretch = &edge->stretches[index];
    double half_height = 0.6 * edge->rule->font.size_mm;
    double angle;
    struct rmap_box inside = rmap_box_grow(map->page.frame, -EDGE_MM);
    double cost = 0;
    int pieces = (int)ceil(width / (2 * half_height)) + 1;
    for (int i = 0; i <= pieces; i++) {
        struct rmap_page p = rmap_curve_at(stretch, middle + width * ((double)i / pieces - 0.5), NULL);
        struct rmap_box box = box_about(p, half_height);
        if (!rmap_box_holds(inside, box) || rmap_is_taken(&map->taken, box))
            return INFINITY;
        cost += (2 * rmap_ground_busy(map->ground, box) + 0.35 * (1 - rmap_ground_share(map->ground, box, 0))) / pieces;
    }
    rmap_curve_at(stretch, middle, &angle);
    double tilt = fabs(sin(angle * RADIAN)); /* 0: level, 1: upright line */
    cost += 0.5 * tilt * tilt;
    for (size_t i = 0; i < edge->label_count; i++) {
        const struct rmap_edge_label *other = &edge->labels[i];
        double apart = fabs((other->from_mm + other->to_mm) / 2 - middle);
        if (other->stretch == index && apart < REPEAT_MM / 2)
            return INFINITY;
    }
    return cost;
}

/* A place along the line. */
struct spot {
    size_t stretch;
    double mm;
};

/* How far a point of the page lies to the right of a direction, -180..180; NAN where there is no ground. */
static double off_direction(const struct rmap_map *map, const struct rmap_towards *towards, struct rmap_page p)
{
    struct rmap_lonlat at;
    double azimuth_deg;
    if (!rmap_frame_unplace(map->frame, p, &at))
        return NAN;
    rmap_geodesic_distance(towards->from, at, &azimuth_deg, NULL);
    return remainder(azimuth_deg - towards->azimuth_deg, 360);
}

/* Where the line crosses a direction; false when it does so nowhere that can be seen. */
static bool find_crossing(const struct rmap_map *map, const struct rmap_towards *towards, const struct rmap_edge *edge,
                          struct spot *spot)
{
    for (size_t i = 0; i < edge->count; i++) {
        const struct rmap_curve *stretch = &edge->stretches[i];
        double last = off_direction(map, towards, stretch->points[0]);
        for (size_t k = 1; k < stretch->count; k++) {
            double off = off_direction(map, towards, stretch->points[k]);
            if (last * off <= 0 && fabs(off - last) < 90) {
                double t = off != last ? last / (last - off) : 0;
                *spot = (struct spot){i, stretch->walked_mm[k - 1] + t * (stretch->walked_mm[k] - stretch->walked_mm[k - 1])};
                return true;
            }
            last = off;
        }
    }
    return false;
}

/* near: the place to stand as close to as may be, or NULL. */
static bool choose_label(struct rmap_map *map, struct rmap_edge *edge, double width, const struct spot *near)
{
    double best = INFINITY;
    struct rmap_edge_label chosen = {0};
    for (size_t i = 0; i < edge->count; i++) {
        double length = rmap_curve_length(&edge->stretches[i]);
        double first = width / 2 + AIR_MM, last = length - width / 2 - AIR_MM, begin = first;
        if (near && i == near->stretch) /* so that a step falls on the place itself */
            begin += fmod(fmax(near->mm - first, 0), STEP_MM);
        else if (near)
            continue;
        for (double at = begin; at < last; at += STEP_MM) {
            double cost = label_cost(map, edge, i, at, width);
            if (near && cost < INFINITY)
                cost = fabs(at - near->mm);
            if (cost < best) {
                best = cost;
                chosen = (struct rmap_edge_label){i, at - width / 2, at + width / 2};
            }
        }
    }
    if (best == INFINITY)
        return false;
    edge->labels[edge->label_count++] = chosen;
    for (double at = chosen.from_mm; at <= chosen.to_mm; at += AIR_MM)
        rmap_take(&map->taken, box_about(rmap_curve_at(&edge->stretches[chosen.stretch], at, NULL),
                                         0.6 * edge->rule->font.size_mm));
    return true;
}

bool rmap_edge_label(struct rmap_map *map, const struct rmap_towards *towards, struct rmap_edge *edge)
{
    if (!edge->rule->display || !edge->text[0])
        return true;
    double width = rmap_text_measure(map->text, &edge->rule->font, edge->text).width_mm, visible = 0;
    struct spot near;
    if (towards && find_crossing(map, towards, edge, &near) && choose_label(map, edge, width, &near))
        return true;
    for (size_t i = 0; i < edge->count; i++)
        visible += rmap_curve_length(&edge->stretches[i]);
    size_t wanted = visible > 0 ? (size_t)fmin(1 + visible / REPEAT_MM, RMAP_EDGE_LABELS) : 0;
    while (edge->label_count < wanted && choose_label(map, edge, width, NULL))
        continue;
    return wanted == 0 || edge->label_count > 0;
}

/* --- emitting --- */

static void break_stretch(const struct rmap_edge *edge, size_t index, struct rmap_path *out)
{
    const struct rmap_curve *stretch = &edge->stretches[index];
    double from = 0, end = rmap_curve_length(stretch);
    while (from < end) {
        const struct rmap_edge_label *next = NULL;
        for (size_t i = 0; i < edge->label_count; i++) {
            const struct rmap_edge_label *label = &edge->labels[i];
            if (label->stretch == index && label->to_mm + AIR_MM > from && (!next || label->from_mm < next->from_mm))
                next = label;
        }
        double to = next ? fmin(next->from_mm - AIR_MM, end) : end;
        if (to > from) {
            struct rmap_page p = rmap_curve_at(stretch, from, NULL);
            rmap_path_move(out, p.x_mm, p.y_mm);
            for (size_t i = 0; i < stretch->count; i++) {
                if (stretch->walked_mm[i] > from && stretch->walked_mm[i] < to)
                    rmap_path_line(out, stretch->points[i].x_mm, stretch->points[i].y_mm);
            }
            p = rmap_curve_at(stretch, to, NULL);
            rmap_path_line(out, p.x_mm, p.y_mm);
        }
        from = next ? next->to_mm + AIR_MM : end;
    }
}

void rmap_edge_line(const struct rmap_edge *edge, struct rmap_path *out)
{
    for (size_t i = 0; i < edge->count; i++)
        break_stretch(edge, i, out);
}

/* Letters along the line; upright, so the line is read backwards where it runs to the left. */
static void write_curved(struct rmap_map *map, const struct rmap_edge *edge, const struct rmap_edge_label *label,
                        const struct rmap_text *model, bool backwards, struct rmap_display *out)
{
    size_t count;
    struct rmap_cluster *clusters = rmap_text_clusters(map->text, map->arena, &model->font, model->text, &count);
    double drop = rmap_text_measure(map->text, &model->font, "H").cap_mm / 2;
    double at = backwards ? label->to_mm : label->from_mm;
    for (size_t i = 0; i < count; i++) {
        double half = clusters[i].advance_mm / 2, angle;
        at += backwards ? -half : half;
        struct rmap_page p = rmap_curve_at(&edge->stretches[label->stretch], at, &angle);
        if (backwards)
            angle += 180;
        struct rmap_text letter = *model;
        letter.text = clusters[i].text;
        letter.width_mm = clusters[i].advance_mm;
        letter.angle_deg = angle;
        letter.at = (struct rmap_page){p.x_mm - drop * sin(angle * RADIAN), p.y_mm + drop * cos(angle * RADIAN)};
        if (strcmp(letter.text, " ") != 0 && strcmp(letter.text, BLANK) != 0)
            rmap_display_text(out, &letter);
        at += backwards ? -half : half;
    }
}

static void write_label(struct rmap_map *map, const struct rmap_edge *edge, const struct rmap_edge_label *label,
                       struct rmap_display *out)
{
    const struct rmap_curve *stretch = &edge->stretches[label->stretch];
    double middle = (label->from_mm + label->to_mm) / 2, angle;
    rmap_curve_at(stretch, middle, &angle);
    bool backwards = angle > 90 || angle < -90;
    struct rmap_page a = rmap_curve_at(stretch, label->from_mm, NULL), b = rmap_curve_at(stretch, label->to_mm, NULL);
    struct rmap_page on_line = rmap_curve_at(stretch, middle, NULL);
    struct rmap_page chord = {(a.x_mm + b.x_mm) / 2, (a.y_mm + b.y_mm) / 2};
    struct rmap_box box = rmap_box_grow((struct rmap_box){fmin(a.x_mm, b.x_mm), fmin(a.y_mm, b.y_mm),
                                                          fmax(a.x_mm, b.x_mm), fmax(a.y_mm, b.y_mm)}, AIR_MM);
    const struct rmap_rule *rule = edge->rule;
    struct rmap_text text = {
        .text = edge->text, .lang = strcmp(map->lang, "ko") == 0 ? "ko" : "en",
        .anchor = RMAP_MIDDLE, .width_mm = label->to_mm - label->from_mm, .font = rule->font, .fill = rule->color,
        .halo = rmap_rule_halo(rule, rmap_ground_color(map->ground, box)), .halo_mm = rule->halo_mm};
    if (hypot(chord.x_mm - on_line.x_mm, chord.y_mm - on_line.y_mm) > STRAIGHT_MM) {
        write_curved(map, edge, label, &text, backwards, out);
        return;
    }
    text.angle_deg = backwards ? angle + 180 : angle;
    double turn = text.angle_deg * RADIAN, drop = rmap_text_measure(map->text, &rule->font, "H").cap_mm / 2;
    text.at = (struct rmap_page){(chord.x_mm + on_line.x_mm) / 2 - drop * sin(turn),
                                 (chord.y_mm + on_line.y_mm) / 2 + drop * cos(turn)};
    rmap_display_text(out, &text);
}

void rmap_edge_write(struct rmap_map *map, const struct rmap_edge *edge, struct rmap_display *out)
{
    for (size_t i = 0; i < edge->label_count; i++)
        write_label(map, edge, &edge->labels[i], out);
}
