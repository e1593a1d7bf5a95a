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
#define MOST_BENT 0.8         /* of a right angle: words on a line that turns more are hard to read */
#define TURN_COST 0.8         /* of a right angle that the line turns under its words */
#define RING_INK 1.0          /* of ground.h: lines as strong as a ring's */
#define BESIDE_MM 0.6         /* between such a line and its words */
#define FLAT_MM 0.001         /* chords that stand in for curves */
#define BLANK "\u2009"

/* --- finding --- */

static size_t chords_of(const struct rmap_piece *piece)
{
    return piece->verb == RMAP_CURVE ? rmap_cubic_chords(&piece->curve, FLAT_MM) : 1;
}

static struct rmap_stretch stretch_of(struct rmap_map *map, const struct rmap_piece *pieces, size_t count)
{
    size_t points = 0, *starts = rmap_alloc(map->arena, (count + 1) * sizeof *starts);
    for (size_t i = 0; i < count; i++) {
        starts[i] = points;
        points += chords_of(&pieces[i]);
    }
    starts[count] = points;
    struct rmap_page *line = rmap_alloc(map->arena, (points + 1) * sizeof *line);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = starts[i]; k <= starts[i + 1]; k++)
            line[k] = rmap_cubic_at(&pieces[i].curve, (double)(k - starts[i]) / (double)(starts[i + 1] - starts[i]));
    }
    return (struct rmap_stretch){rmap_curve_of(map->arena, line, points + 1), pieces, starts, count};
}

void rmap_edge_find(struct rmap_map *map, const struct rmap_path *path, double margin_mm, struct rmap_edge *edge)
{
    struct rmap_path shown = {0};
    rmap_path_clip_curves(path, rmap_box_grow(map->page.frame, margin_mm), false, &shown);
    struct rmap_piece *pieces = rmap_alloc(map->arena, (shown.verb_count + 1) * sizeof *pieces), piece;
    size_t count = 0;
    edge->stretches = rmap_alloc(map->arena, (shown.verb_count + 1) * sizeof *edge->stretches);
    for (struct rmap_pieces walk = {.path = &shown}; rmap_piece_next(&walk, &piece);) {
        if (piece.verb != RMAP_MOVE)
            pieces[count++] = piece;
        bool ends = walk.verb == shown.verb_count || shown.verbs[walk.verb] == RMAP_MOVE;
        if (ends && count > 0) {
            edge->stretches[edge->count++] = stretch_of(map, pieces, count);
            pieces += count;
            count = 0;
        }
    }
    rmap_path_free(&shown);
}

/* --- words --- */

static struct rmap_box box_about(struct rmap_page p, double half_mm)
{
    return (struct rmap_box){p.x_mm - half_mm, p.y_mm - half_mm, p.x_mm + half_mm, p.y_mm + half_mm};
}

/* Where words stand beside a line that bends too much between their ends, on its outer side. False where it does not. */
static bool find_beside(const struct rmap_edge *edge, size_t index, double middle, double width, struct rmap_box *box)
{
    const struct rmap_curve *line = &edge->stretches[index].line;
    double half = fmin(width / 2, rmap_curve_length(line) / 4); /* a ring may be shorter than its words */
    struct rmap_page a = rmap_curve_at(line, middle - half, NULL), b = rmap_curve_at(line, middle + half, NULL);
    struct rmap_page p = rmap_curve_at(line, middle, NULL);
    double out_x = p.x_mm - (a.x_mm + b.x_mm) / 2, out_y = p.y_mm - (a.y_mm + b.y_mm) / 2, rise = hypot(out_x, out_y);
    double turned = 4 * atan2(2 * rise, hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm)) / (RADIAN * 90); /* of an arc, by its rise */
    if (turned <= MOST_BENT)
        return false;
    double half_w = width / 2, half_h = 0.6 * edge->rule->font.size_mm;
    double away = (fabs(out_x) * half_w + fabs(out_y) * half_h) / rise + BESIDE_MM;
    double x = p.x_mm + out_x / rise * away, y = p.y_mm + out_y / rise * away;
    *box = (struct rmap_box){x - half_w, y - half_h, x + half_w, y + half_h};
    return true;
}

/* Below or above the line is better than at its sides; among rings words beside one would seem to be another's. */
static double beside_cost(const struct rmap_map *map, const struct rmap_edge_label *label, struct rmap_page p)
{
    struct rmap_box box = label->box;
    double side = fabs((box.x0_mm + box.x1_mm) / 2 - p.x_mm) / rmap_box_width(box);
    if (!rmap_box_holds(rmap_box_grow(map->page.frame, -EDGE_MM), box) || rmap_is_taken(&map->taken, box)
        || rmap_ground_crossed(map->ground, rmap_box_grow(box, BESIDE_MM / 2), RING_INK) > 0)
        return INFINITY;
    return 2 * rmap_ground_busy(map->ground, box) + 0.35 * (1 - rmap_ground_share(map->ground, box, 0)) + side;
}

/* What words at this place along the line would cover, and how much the line turns under them; INFINITY when they may not
 * stand there. */
static double on_line_cost(const struct rmap_map *map, const struct rmap_edge *edge, size_t index, double middle, double width)
{
    const struct rmap_curve *line = &edge->stretches[index].line;
    double half_height = 0.6 * edge->rule->font.size_mm;
    double angle, last = 0, cost = 0, turned = 0;
    struct rmap_box inside = rmap_box_grow(map->page.frame, -EDGE_MM);
    int pieces = (int)ceil(width / (2 * half_height)) + 1;
    if (fmin(middle, rmap_curve_length(line) - middle) < width / 2 + AIR_MM)
        return INFINITY;
    for (int i = 0; i <= pieces; i++) {
        struct rmap_page p = rmap_curve_at(line, middle + width * ((double)i / pieces - 0.5), &angle);
        struct rmap_box box = box_about(p, half_height);
        if (!rmap_box_holds(inside, box) || rmap_is_taken(&map->taken, box))
            return INFINITY;
        cost += (2 * rmap_ground_busy(map->ground, box) + 0.35 * (1 - rmap_ground_share(map->ground, box, 0))) / pieces;
        turned += i > 0 ? fabs(remainder(angle - last, 360)) / 90 : 0;
        last = angle;
    }
    rmap_curve_at(line, middle, &angle);
    double tilt = fabs(sin(angle * RADIAN)); /* 0: level, 1: upright line */
    return cost + 0.5 * tilt * tilt + TURN_COST * turned;
}

static bool is_repeated(const struct rmap_edge *edge, size_t index, double middle)
{
    for (size_t i = 0; i < edge->label_count; i++) {
        const struct rmap_edge_label *other = &edge->labels[i];
        double apart = fabs((other->from_mm + other->to_mm) / 2 - middle);
        if (other->stretch == index && apart < REPEAT_MM / 2)
            return true;
    }
    return false;
}

/* The words about a place along the line: beside it where it is bent and there is room, else on it. */
static double label_cost(const struct rmap_map *map, const struct rmap_edge *edge, size_t index, double middle, double width,
                         struct rmap_edge_label *label)
{
    *label = (struct rmap_edge_label){.stretch = index, .from_mm = middle - width / 2, .to_mm = middle + width / 2};
    if (is_repeated(edge, index, middle))
        return INFINITY;
    if (find_beside(edge, index, middle, width, &label->box)) {
        double cost = beside_cost(map, label, rmap_curve_at(&edge->stretches[index].line, middle, NULL));
        label->beside = cost < INFINITY;
        if (label->beside)
            return cost;
    }
    return on_line_cost(map, edge, index, middle, width);
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
        const struct rmap_curve *line = &edge->stretches[i].line;
        double last = off_direction(map, towards, line->points[0]);
        for (size_t k = 1; k < line->count; k++) {
            double off = off_direction(map, towards, line->points[k]);
            if (last * off <= 0 && fabs(off - last) < 90) {
                double t = off != last ? last / (last - off) : 0;
                *spot = (struct spot){i, line->walked_mm[k - 1] + t * (line->walked_mm[k] - line->walked_mm[k - 1])};
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
        double length = rmap_curve_length(&edge->stretches[i].line);
        double first = fmin(width / 2 + AIR_MM, length / 4), last = length - first, begin = first;
        if (near && i == near->stretch) /* so that a step falls on the place itself */
            begin += fmod(fmax(near->mm - first, 0), STEP_MM);
        else if (near)
            continue;
        for (double at = begin; at < last; at += STEP_MM) {
            struct rmap_edge_label label;
            double cost = label_cost(map, edge, i, at, width, &label);
            if (near && cost < INFINITY)
                cost = fabs(at - near->mm);
            if (cost < best) {
                best = cost;
                chosen = label;
            }
        }
    }
    if (best == INFINITY)
        return false;
    edge->labels[edge->label_count++] = chosen;
    if (chosen.beside)
        rmap_take(&map->taken, chosen.box);
    for (double at = chosen.from_mm; at <= chosen.to_mm && !chosen.beside; at += AIR_MM)
        rmap_take(&map->taken, box_about(rmap_curve_at(&edge->stretches[chosen.stretch].line, at, NULL),
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
        visible += rmap_curve_length(&edge->stretches[i].line);
    size_t wanted = visible > 0 ? (size_t)fmin(1 + visible / REPEAT_MM, RMAP_EDGE_LABELS) : 0;
    while (edge->label_count < wanted && choose_label(map, edge, width, NULL))
        continue;
    return wanted == 0 || edge->label_count > 0;
}

/* --- emitting --- */

/* The piece of a stretch that holds a place along it; *t: where. */
static size_t find_piece(const struct rmap_stretch *stretch, double mm, double *t)
{
    const double *walked_mm = stretch->line.walked_mm;
    size_t low = 0, high = stretch->count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(walked_mm[stretch->starts[middle]] <= mm ? &low : &high) = middle;
    }
    size_t start = stretch->starts[low], end = stretch->starts[low + 1], at = start;
    while (at + 1 < end && walked_mm[at + 1] <= mm)
        at++;
    double chord_mm = walked_mm[at + 1] - walked_mm[at], part = chord_mm > 0 ? (mm - walked_mm[at]) / chord_mm : 0;
    *t = fmin(((double)(at - start) + fmin(part, 1)) / (double)(end - start), 1);
    return low;
}

static void write_between(const struct rmap_stretch *stretch, double from_mm, double to_mm, struct rmap_path *out)
{
    double from, to;
    size_t first = find_piece(stretch, from_mm, &from), last = find_piece(stretch, to_mm, &to);
    struct rmap_page start = rmap_cubic_at(&stretch->pieces[first].curve, from);
    rmap_path_move(out, start.x_mm, start.y_mm);
    for (size_t i = first; i <= last; i++) {
        struct rmap_piece piece = stretch->pieces[i];
        double begin = i == first ? from : 0, end = i == last ? to : 1;
        piece.curve = rmap_cubic_part(&piece.curve, begin, end);
        if (end > begin)
            rmap_path_piece(out, &piece);
    }
}

static void break_stretch(const struct rmap_edge *edge, size_t index, struct rmap_path *out)
{
    const struct rmap_stretch *stretch = &edge->stretches[index];
    double from = 0, end = rmap_curve_length(&stretch->line);
    while (from < end) {
        const struct rmap_edge_label *next = NULL;
        for (size_t i = 0; i < edge->label_count; i++) {
            const struct rmap_edge_label *label = &edge->labels[i];
            if (!label->beside && label->stretch == index && label->to_mm + AIR_MM > from && (!next || label->from_mm < next->from_mm))
                next = label;
        }
        double to = next ? fmin(next->from_mm - AIR_MM, end) : end;
        if (to > from)
            write_between(stretch, from, to, out);
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
        struct rmap_page p = rmap_curve_at(&edge->stretches[label->stretch].line, at, &angle);
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
    const struct rmap_curve *line = &edge->stretches[label->stretch].line;
    double middle = (label->from_mm + label->to_mm) / 2, angle;
    rmap_curve_at(line, middle, &angle);
    bool backwards = angle > 90 || angle < -90;
    struct rmap_page a = rmap_curve_at(line, label->from_mm, NULL), b = rmap_curve_at(line, label->to_mm, NULL);
    struct rmap_page on_line = rmap_curve_at(line, middle, NULL);
    struct rmap_page chord = {(a.x_mm + b.x_mm) / 2, (a.y_mm + b.y_mm) / 2};
    struct rmap_box box = rmap_box_grow((struct rmap_box){fmin(a.x_mm, b.x_mm), fmin(a.y_mm, b.y_mm),
                                                          fmax(a.x_mm, b.x_mm), fmax(a.y_mm, b.y_mm)}, AIR_MM);
    const struct rmap_rule *rule = edge->rule;
    struct rmap_text text = {
        .text = edge->text, .lang = strcmp(map->lang, "ko") == 0 ? "ko" : "en",
        .anchor = RMAP_MIDDLE, .width_mm = label->to_mm - label->from_mm, .font = rule->font, .fill = rule->color,
        .halo = rmap_rule_halo(rule, rmap_ground_color(map->ground, label->beside ? label->box : box)), .halo_mm = rule->halo_mm};
    if (label->beside) {
        double cap_mm = rmap_text_measure(map->text, &rule->font, "H").cap_mm;
        text.at = (struct rmap_page){(label->box.x0_mm + label->box.x1_mm) / 2, (label->box.y0_mm + label->box.y1_mm + cap_mm) / 2};
        rmap_display_text(out, &text);
        return;
    }
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
