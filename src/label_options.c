#include "label_options.h"

#include <math.h>
#include <stdlib.h>

#include "clip.h"

#define SAME_POINT_MM 0.05 /* two labels of one marker */
#define NEAR_MM       0.05 /* slack of a comparison of distances */

/* Costs, 1.0 being the worst of the eight positions over the best. What a plain place may gather (changed
 * ground, a marker that makes it ambiguous) is weighed against a leader's: COST_LED and a little more.
 */
#define COST_FAR        0.5 /* one of the eight positions, FAR_MM farther out */
#define COST_LED        ((double)RMAP_LABEL_LED_COST / RMAP_LABEL_COST)
#define COST_LED_MM     0.12 /* for each mm of the leader */
#define COST_LED_SIDE   0.3  /* of a position's own cost, when it is led */
#define COST_GROUND     1.6
#define COST_LINE_MM    0.08 /* of a coast or border, for each mm that is covered */
#define COST_EDGE       0.3 /* nearer to the frame than the gap */
#define COST_AMBIGUOUS  3.0 /* as near to another marker as to its own */
#define COST_LED_CROSS  0.2 /* a leader over a line, as a part of the line's cost */
#define COST_LED_COVER  0.5 /* a leader over an obstacle, as a part of the obstacle's cost */
#define AMBIGUOUS_RATIO 3.0 /* another marker so many times as far as its own is no longer confused with it */
#define OWN_MM          0.5 /* at least so far from its own, for that ratio */
#define LED_AIR_MM      2.0 /* a led label within this of another marker looks like its */
#define COST_LED_AIR    1.5
#define LEADER_AIR_MM   0.6 /* between a leader and other markers or leaders */
#define FAR_MM          1.0
#define PIN_LEADER_MM   2.5 /* a pinned label farther than this from its marker gets a leader */

/* --- distances. Only + - * / and sqrt, which are the same on every machine --- */

static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static double distance(struct rmap_page a, struct rmap_page b)
{
    double dx = a.x_mm - b.x_mm, dy = a.y_mm - b.y_mm;
    return sqrt(dx * dx + dy * dy);
}

static double beyond(double value, double low, double high)
{
    return value < low ? low - value : value > high ? value - high : 0;
}

static double box_distance(struct rmap_box box, struct rmap_page p)
{
    double dx = beyond(p.x_mm, box.x0_mm, box.x1_mm), dy = beyond(p.y_mm, box.y0_mm, box.y1_mm);
    return sqrt(dx * dx + dy * dy);
}

static double segment_distance(struct rmap_page a, struct rmap_page b, struct rmap_page p)
{
    double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm, square = dx * dx + dy * dy;
    double t = square > 0 ? ((p.x_mm - a.x_mm) * dx + (p.y_mm - a.y_mm) * dy) / square : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return distance(p, (struct rmap_page){a.x_mm + t * dx, a.y_mm + t * dy});
}

static double turn(struct rmap_page a, struct rmap_page b, struct rmap_page c)
{
    return (b.x_mm - a.x_mm) * (c.y_mm - a.y_mm) - (b.y_mm - a.y_mm) * (c.x_mm - a.x_mm);
}

static bool segments_cross(struct rmap_page a, struct rmap_page b, struct rmap_page c, struct rmap_page d)
{
    return (turn(a, b, c) > 0) != (turn(a, b, d) > 0) && (turn(c, d, a) > 0) != (turn(c, d, b) > 0);
}

static bool segments_near(struct rmap_page a, struct rmap_page b, struct rmap_page c, struct rmap_page d,
                          double air_mm)
{
    if (least(a.x_mm, b.x_mm) > most(c.x_mm, d.x_mm) + air_mm
        || least(c.x_mm, d.x_mm) > most(a.x_mm, b.x_mm) + air_mm
        || least(a.y_mm, b.y_mm) > most(c.y_mm, d.y_mm) + air_mm
        || least(c.y_mm, d.y_mm) > most(a.y_mm, b.y_mm) + air_mm)
        return false;
    return segments_cross(a, b, c, d) || segment_distance(a, b, c) < air_mm
           || segment_distance(a, b, d) < air_mm || segment_distance(c, d, a) < air_mm
           || segment_distance(c, d, b) < air_mm;
}

/* Narrows *t0 .. *t1 to where from + t * step lies between low and high. */
static void clip_span(double from, double step, double low, double high, double *t0, double *t1)
{
    if (step == 0) {
        if (from < low || from > high)
            *t1 = *t0;
        return;
    }
    double a = (low - from) / step, b = (high - from) / step;
    double in = a < b ? a : b, out = a < b ? b : a;
    *t0 = in > *t0 ? in : *t0;
    *t1 = out < *t1 ? out : *t1;
}

static double covered_mm(struct rmap_box box, struct rmap_page a, struct rmap_page b)
{
    double t0 = 0, t1 = 1;
    clip_span(a.x_mm, b.x_mm - a.x_mm, box.x0_mm, box.x1_mm, &t0, &t1);
    clip_span(a.y_mm, b.y_mm - a.y_mm, box.y0_mm, box.y1_mm, &t0, &t1);
    return t1 > t0 ? (t1 - t0) * distance(a, b) : 0;
}

static struct rmap_box segment_box(struct rmap_page a, struct rmap_page b)
{
    return (struct rmap_box){least(a.x_mm, b.x_mm), least(a.y_mm, b.y_mm), most(a.x_mm, b.x_mm),
                             most(a.y_mm, b.y_mm)};
}

/* The part of the obstacle that is covered, by its square root: the first letters hurt most. */
static double covered_part(struct rmap_box box, struct rmap_box obstacle)
{
    double width = least(box.x1_mm, obstacle.x1_mm) - most(box.x0_mm, obstacle.x0_mm);
    double height = least(box.y1_mm, obstacle.y1_mm) - most(box.y0_mm, obstacle.y0_mm);
    double area = rmap_box_width(obstacle) * rmap_box_height(obstacle);
    return area > 0 ? sqrt(width * height / area) : 1;
}

/* --- options: where a label may go --- */

#define DIAGONAL 0.70710678118654752

enum { CORNER, SIDE_X, SIDE_Y };

/* Around the marker. CORNER: the block's corner touches the marker's circle in the direction x, y. SIDE_X:
 * left or right (x) of it, the block's middle y of its heights below. SIDE_Y: above or below (y), x of its
 * widths to the right. The first eight are the classic ones.
 */
static const struct position {
    enum rmap_side side;
    int kind;
    double x, y, cost;
} positions[] = {
    {RMAP_SIDE_NE, CORNER, DIAGONAL, -DIAGONAL, 0.00},
    {RMAP_SIDE_E, SIDE_X, 1, 0, 0.10},
    {RMAP_SIDE_SE, CORNER, DIAGONAL, DIAGONAL, 0.30},
    {RMAP_SIDE_NW, CORNER, -DIAGONAL, -DIAGONAL, 0.35},
    {RMAP_SIDE_W, SIDE_X, -1, 0, 0.45},
    {RMAP_SIDE_SW, CORNER, -DIAGONAL, DIAGONAL, 0.60},
    {RMAP_SIDE_N, SIDE_Y, 0, -1, 0.75},
    {RMAP_SIDE_S, SIDE_Y, 0, 1, 1.00},
    {RMAP_SIDE_NE, CORNER, 0.92387953251128674, -0.38268343236508977, 0.12},
    {RMAP_SIDE_NE, CORNER, 0.38268343236508977, -0.92387953251128674, 0.20},
    {RMAP_SIDE_E, SIDE_X, 1, -0.5, 0.15},
    {RMAP_SIDE_E, SIDE_X, 1, -0.25, 0.14},
    {RMAP_SIDE_E, SIDE_X, 1, 0.25, 0.18},
    {RMAP_SIDE_E, SIDE_X, 1, 0.5, 0.26},
    {RMAP_SIDE_SE, CORNER, 0.92387953251128674, 0.38268343236508977, 0.28},
    {RMAP_SIDE_SE, CORNER, 0.38268343236508977, 0.92387953251128674, 0.45},
    {RMAP_SIDE_NW, CORNER, -0.92387953251128674, -0.38268343236508977, 0.45},
    {RMAP_SIDE_NW, CORNER, -0.38268343236508977, -0.92387953251128674, 0.50},
    {RMAP_SIDE_W, SIDE_X, -1, -0.5, 0.48},
    {RMAP_SIDE_W, SIDE_X, -1, -0.25, 0.48},
    {RMAP_SIDE_W, SIDE_X, -1, 0.25, 0.52},
    {RMAP_SIDE_W, SIDE_X, -1, 0.5, 0.58},
    {RMAP_SIDE_SW, CORNER, -0.92387953251128674, 0.38268343236508977, 0.58},
    {RMAP_SIDE_SW, CORNER, -0.38268343236508977, 0.92387953251128674, 0.70},
    {RMAP_SIDE_NE, SIDE_Y, 0.5, -1, 0.40},
    {RMAP_SIDE_N, SIDE_Y, 0.25, -1, 0.65},
    {RMAP_SIDE_N, SIDE_Y, -0.25, -1, 0.72},
    {RMAP_SIDE_NW, SIDE_Y, -0.5, -1, 0.60},
    {RMAP_SIDE_SE, SIDE_Y, 0.5, 1, 0.65},
    {RMAP_SIDE_S, SIDE_Y, 0.25, 1, 0.90},
    {RMAP_SIDE_S, SIDE_Y, -0.25, 1, 0.95},
    {RMAP_SIDE_SW, SIDE_Y, -0.5, 1, 0.80},
};
#define POSITIONS (sizeof positions / sizeof *positions)
#define CLASSIC   8

/* A quarter of the directions of leaders, every 15 degrees, and how the block hangs on them. */
static const struct {
    double cos, sin;
} directions[] = {
    {1, 0},
    {0.96592582628906829, 0.25881904510252076},
    {0.86602540378443865, 0.5},
    {DIAGONAL, DIAGONAL},
    {0.5, 0.86602540378443865},
    {0.25881904510252076, 0.96592582628906829},
};
#define QUARTER (sizeof directions / sizeof *directions)
#define SECTORS 8 /* of three directions; of each sector and distance the best stays */
static const double lead_mm[] = {3.5, 5, 7, 10, 14, 19, 25};
#define LEADS (sizeof lead_mm / sizeof *lead_mm)

_Static_assert(POSITIONS + CLASSIC + LEADS * SECTORS == RMAP_LABEL_OPTIONS,
               "label_options.h must say how many there are");

static const struct position *classic_position(enum rmap_side side)
{
    size_t i = 0;
    while (positions[i].side != side)
        i++;
    return &positions[i];
}

static struct rmap_box block_at(const struct rmap_label *label, double x0, double y0)
{
    return (struct rmap_box){x0, y0, x0 + label->width_mm, y0 + label->height_mm};
}

static struct rmap_box block_beside(const struct rmap_label *label, const struct position *position,
                                    double reach_mm)
{
    double w = label->width_mm, h = label->height_mm, px = label->point.x_mm, py = label->point.y_mm;
    switch (position->kind) {
    case SIDE_X:
        return block_at(label, position->x > 0 ? px + reach_mm : px - reach_mm - w,
                        py + (position->y - 0.5) * h);
    case SIDE_Y:
        return block_at(label, px + (position->x - 0.5) * w,
                        position->y > 0 ? py + reach_mm : py - reach_mm - h);
    default:
        px += position->x * reach_mm;
        py += position->y * reach_mm;
        return block_at(label, position->x > 0 ? px : px - w, position->y > 0 ? py : py - h);
    }
}

/* Hangs the block on the leader's end: by the middle of a side when the leader comes from aside, by the
 * end of the text when it comes from above or below.
 */
static void hang_block(const struct rmap_label *label, struct rmap_label_option *option, double dx, double dy)
{
    double w = label->width_mm, h = label->height_mm, x = option->to.x_mm, y = option->to.y_mm;
    if (fabs(dx) > 0.6) {
        option->side = dx > 0 ? RMAP_SIDE_E : RMAP_SIDE_W;
        option->box = block_at(label, dx > 0 ? x : x - w, y - h / 2);
        return;
    }
    double inset = w < h ? w / 2 : h / 2, top = dy > 0 ? y : y - h;
    if (fabs(dx) < 0.1) {
        option->side = dy > 0 ? RMAP_SIDE_S : RMAP_SIDE_N;
        option->box = block_at(label, x - w / 2, top);
    } else if (dx > 0) {
        option->side = dy > 0 ? RMAP_SIDE_SE : RMAP_SIDE_NE;
        option->box = block_at(label, x - inset, top);
    } else {
        option->side = dy > 0 ? RMAP_SIDE_SW : RMAP_SIDE_NW;
        option->box = block_at(label, x + inset - w, top);
    }
}

/* --- what an option costs --- */

/* Does the leader come within air_mm of the box? By separating axes: the box's two and the leader's own. */
static bool leader_meets(const struct rmap_label_option *option, const struct rmap_box *box, double air_mm)
{
    double ax = option->from.x_mm, ay = option->from.y_mm, dx = option->to.x_mm - ax,
           dy = option->to.y_mm - ay;
    double x0 = box->x0_mm - air_mm - ax, x1 = box->x1_mm + air_mm - ax;
    double y0 = box->y0_mm - air_mm - ay, y1 = box->y1_mm + air_mm - ay;
    if ((dx < x0 && 0 < x0) || (dx > x1 && 0 > x1) || (dy < y0 && 0 < y0) || (dy > y1 && 0 > y1))
        return false;
    bool above = dx * y0 > dy * x0, beside = dx * y1 > dy * x1;
    return above != (dx * y0 > dy * x1) || above != (dx * y1 > dy * x0) || above != beside;
}

static bool boxes_near(const struct rmap_box *a, const struct rmap_box *b, double air_mm)
{
    return a->x0_mm - air_mm < b->x1_mm && b->x0_mm < a->x1_mm + air_mm && a->y0_mm - air_mm < b->y1_mm
           && b->y0_mm < a->y1_mm + air_mm;
}

bool rmap_label_clash(const struct rmap_label_option *a, const struct rmap_label_option *b, double gap_mm)
{
    return boxes_near(&a->box, &b->box, gap_mm) || (a->led && leader_meets(a, &b->box, gap_mm / 2))
           || (b->led && leader_meets(b, &a->box, gap_mm / 2))
           || (a->led && b->led && segments_near(a->from, a->to, b->from, b->to, LEADER_AIR_MM));
}

static bool is_same_point(struct rmap_page a, struct rmap_page b)
{
    return distance(a, b) < SAME_POINT_MM;
}

/* Of a circle around all markers at the label's point. */
static double own_radius(const struct rmap_label_field *field, const struct rmap_label *label)
{
    double radius = label->marker_mm;
    struct rmap_box box = segment_box(label->point, label->point);
    size_t item;
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->markers, box, 0);
         rmap_grid_next(&walk, &item);) {
        const struct rmap_label_marker *other = &field->all_markers[item];
        if (is_same_point(other->point, label->point))
            radius = most(radius, other->radius_mm + distance(other->point, label->point));
    }
    return radius;
}

/* What another marker costs that is `other_mm` away while the own one is `own_mm` away, as the reader sees
 * it.
 */
static double ambiguity(double other_mm, double own_mm, bool led)
{
    if (led)
        return other_mm < LED_AIR_MM ? COST_LED_AIR * (1 - other_mm / LED_AIR_MM) : 0;
    double ratio = other_mm / most(own_mm, OWN_MM);
    double near = (AMBIGUOUS_RATIO - ratio) / (AMBIGUOUS_RATIO - 1);
    return near > 0 ? COST_AMBIGUOUS * near * near : 0;
}

/* Not its own. In a crowd the first that is found settles it, before thousands are priced. */
static bool touches_marker(const struct rmap_label_field *field, const struct rmap_label *label, struct rmap_box box, double air_mm)
{
    size_t item;
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->markers, rmap_box_grow(box, air_mm), 0); rmap_grid_next(&walk, &item);) {
        const struct rmap_label_marker *other = &field->all_markers[item];
        if (box_distance(box, other->point) - other->radius_mm < air_mm && !is_same_point(other->point, label->point))
            return true;
    }
    return false;
}

/* All of these add to *cost and are false when the option is out of the question. */

static bool price_markers(const struct rmap_label_field *field, const struct rmap_label *label,
                          const struct rmap_label_option *option, double radius_mm, double *cost)
{
    const struct rmap_label_scene *scene = field->scene;
    double own_mm = box_distance(option->box, label->point) - radius_mm;
    double range_mm = most(LED_AIR_MM, AMBIGUOUS_RATIO * most(own_mm, OWN_MM));
    range_mm = option->led ? most(LED_AIR_MM, scene->gap_mm) : most(range_mm, scene->gap_mm);
    size_t item;
    for (struct rmap_grid_walk walk =
             rmap_grid_walk(&field->markers, rmap_box_grow(option->box, range_mm), 0);
         rmap_grid_next(&walk, &item);) {
        const struct rmap_label_marker *other = &field->all_markers[item];
        if (is_same_point(other->point, label->point))
            continue;
        double other_mm = box_distance(option->box, other->point) - other->radius_mm;
        if (label->no_leader && other_mm < own_mm - NEAR_MM)
            return false;
        *cost += ambiguity(other_mm, own_mm, option->led);
    }
    return true;
}

/* A leader keeps its distance from other markers. From one that all but touches its own it must lead away. */
static bool leader_is_clear(const struct rmap_label_field *field, const struct rmap_label *label,
                            const struct rmap_label_option *option, double radius_mm)
{
    struct rmap_box near = rmap_box_grow(segment_box(option->from, option->to), LEADER_AIR_MM);
    size_t item;
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->markers, near, 0);
         rmap_grid_next(&walk, &item);) {
        const struct rmap_label_marker *other = &field->all_markers[item];
        if (is_same_point(other->point, label->point))
            continue;
        double room_mm = other->radius_mm + LEADER_AIR_MM;
        if (distance(other->point, label->point) < radius_mm + room_mm) {
            double dx = option->to.x_mm - option->from.x_mm, dy = option->to.y_mm - option->from.y_mm;
            if (dx * (other->point.x_mm - label->point.x_mm) + dy * (other->point.y_mm - label->point.y_mm)
                    > 0
                || segment_distance(option->from, option->to, other->point) < other->radius_mm)
                return false;
        } else if (segment_distance(option->from, option->to, other->point) < room_mm) {
            return false;
        }
    }
    return true;
}

static bool price_obstacles(const struct rmap_label_field *field, const struct rmap_label_option *option,
                            double *cost)
{
    size_t item;
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->obstacles, option->extent, 0);
         rmap_grid_next(&walk, &item);) {
        const struct rmap_obstacle *obstacle = &field->scene->obstacles[item];
        bool covered = rmap_box_meets(option->box, obstacle->box);
        bool crossed = option->led && rmap_segment_meets_box(option->from, option->to, obstacle->box);
        if ((covered || crossed) && isinf(obstacle->cost))
            return false;
        if (covered)
            *cost += obstacle->cost * covered_part(option->box, obstacle->box);
        if (crossed)
            *cost += obstacle->cost * COST_LED_COVER;
    }
    return true;
}

static bool price_lines(const struct rmap_label_field *field, const struct rmap_label_option *option,
                        double *cost)
{
    size_t item;
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->lines, option->extent, 0);
         rmap_grid_next(&walk, &item);) {
        const struct rmap_obstacle_line *line = &field->scene->lines[item];
        *cost += line->cost * covered_mm(option->box, line->a, line->b) / rmap_box_height(option->box);
        if (option->led && segments_cross(option->from, option->to, line->a, line->b))
            *cost += line->cost * COST_LED_CROSS;
    }
    return true;
}

static bool is_standing_clear(const struct rmap_label_field *field, const struct rmap_label_option *option)
{
    double gap_mm = field->scene->gap_mm;
    size_t item;
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->standing, option->extent, 0);
         rmap_grid_next(&walk, &item);) {
        if (rmap_label_clash(option, &field->standing_options[item], gap_mm))
            return false;
    }
    return true;
}

static void set_extent(struct rmap_label_option *option, double gap_mm)
{
    struct rmap_box box = option->led ? rmap_box_union(option->box, segment_box(option->from, option->to))
                                      : option->box;
    option->extent = rmap_box_grow(box, most(gap_mm, LEADER_AIR_MM) / 2);
}

/* cost: of the position itself. The option is added to the list when it is allowed. */
static void offer(const struct rmap_label_field *field, const struct rmap_label *label,
                  struct rmap_label_option option, double radius_mm, double cost,
                  struct rmap_label_list *list)
{
    const struct rmap_label_scene *scene = field->scene;
    set_extent(&option, scene->gap_mm);
    if (!rmap_box_holds(scene->frame, option.box))
        return;
    if (!rmap_box_holds(rmap_box_grow(scene->frame, -scene->gap_mm), option.box))
        cost += COST_EDGE;
    bool allowed = !touches_marker(field, label, option.box, scene->gap_mm / 2) && price_markers(field, label, &option, radius_mm, &cost)
                   && (!option.led || leader_is_clear(field, label, &option, radius_mm))
                   && price_obstacles(field, &option, &cost) && price_lines(field, &option, &cost)
                   && is_standing_clear(field, &option);
    if (!allowed)
        return;
    if (scene->same_ground && !scene->same_ground(scene->ground, label->point, option.box))
        cost += COST_GROUND;
    if (scene->line_mm)
        cost += COST_LINE_MM * scene->line_mm(scene->ground, option.box);
    option.cost = (int64_t)(least(most(cost, 0) * RMAP_LABEL_COST + 0.5, RMAP_LABEL_MOST_COST));
    list->items[list->count++] = option;
}

void rmap_label_offer_beside(const struct rmap_label_field *field, const struct rmap_label *label,
                             struct rmap_label_list *list)
{
    double radius_mm = own_radius(field, label), reach_mm = radius_mm + field->scene->gap_mm;
    for (size_t i = 0; i < POSITIONS + CLASSIC; i++) {
        bool far = i >= POSITIONS;
        const struct position *position = &positions[far ? i - POSITIONS : i];
        struct rmap_label_option option = {.side = position->side, .variant = i};
        option.box = block_beside(label, position, far ? reach_mm + FAR_MM : reach_mm);
        offer(field, label, option, radius_mm, far ? position->cost + COST_FAR : position->cost, list);
    }
}

void rmap_label_offer_led(const struct rmap_label_field *field, const struct rmap_label *label,
                          struct rmap_label_list *list)
{
    double radius_mm = own_radius(field, label);
    struct rmap_label_option found[3];
    for (size_t i = 0; i < LEADS * SECTORS; i++) {
        struct rmap_label_list sector = {.items = found};
        double reach_mm = radius_mm + lead_mm[i / SECTORS];
        for (size_t k = 0; k < 3; k++) {
            size_t d = i % SECTORS * 3 + k;
            double c = directions[d % QUARTER].cos, s = directions[d % QUARTER].sin, dx = c, dy = s;
            for (size_t quarter = d / QUARTER; quarter > 0; quarter--) {
                double swap = dx;
                dx = -dy;
                dy = swap;
            }
            struct rmap_label_option option = {.led = true, .variant = POSITIONS + CLASSIC + i};
            option.from = (struct rmap_page){label->point.x_mm + dx * radius_mm,
                                             label->point.y_mm + dy * radius_mm};
            option.to = (struct rmap_page){label->point.x_mm + dx * reach_mm,
                                           label->point.y_mm + dy * reach_mm};
            hang_block(label, &option, dx, dy);
            offer(field, label, option, radius_mm,
                  COST_LED + COST_LED_MM * lead_mm[i / SECTORS]
                      + COST_LED_SIDE * classic_position(option.side)->cost,
                  &sector);
        }
        for (size_t k = 1; k < sector.count; k++) {
            if (found[k].cost < found[0].cost)
                found[0] = found[k];
        }
        if (sector.count > 0)
            list->items[list->count++] = found[0];
    }
}

/* --- pins --- */

/* The side towards which dx, dy leads: sectors of 45 degrees. */
static enum rmap_side side_towards(double dx, double dy)
{
    const double half_sector = 0.41421356; /* tan 22.5 degrees */
    if (fabs(dy) < fabs(dx) * half_sector)
        return dx > 0 ? RMAP_SIDE_E : RMAP_SIDE_W;
    if (fabs(dx) < fabs(dy) * half_sector)
        return dy > 0 ? RMAP_SIDE_S : RMAP_SIDE_N;
    if (dx >= 0)
        return dy > 0 ? RMAP_SIDE_SE : RMAP_SIDE_NE;
    return dy > 0 ? RMAP_SIDE_SW : RMAP_SIDE_NW;
}

struct rmap_label_option rmap_label_pin(const struct rmap_label_field *field, const struct rmap_label *label)
{
    double radius_mm = own_radius(field, label);
    struct rmap_label_option option = {.side = label->pin_side};
    if (label->pin_side != RMAP_SIDE_FREE) {
        option.box = block_beside(label, classic_position(option.side), radius_mm + field->scene->gap_mm);
    } else {
        double dx = label->pin_dx_mm, dy = label->pin_dy_mm, length = sqrt(dx * dx + dy * dy);
        option.side = side_towards(dx, dy);
        struct rmap_label end = *label; /* the block beside a marker of no size at the pin */
        end.point.x_mm += dx;
        end.point.y_mm += dy;
        option.box = block_beside(&end, classic_position(option.side), 0);
        option.led = !label->no_leader && length > radius_mm + PIN_LEADER_MM;
        if (option.led) {
            option.from = (struct rmap_page){label->point.x_mm + dx / length * radius_mm,
                                             label->point.y_mm + dy / length * radius_mm};
            option.to = end.point;
        }
    }
    set_extent(&option, field->scene->gap_mm);
    return option;
}

bool rmap_label_hits(const struct rmap_label_field *field, struct rmap_box box)
{
    const struct rmap_label_scene *scene = field->scene;
    size_t item;
    if (!rmap_box_holds(scene->frame, box))
        return true;
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->markers, box, 0);
         rmap_grid_next(&walk, &item);) {
        if (box_distance(box, field->all_markers[item].point) < field->all_markers[item].radius_mm)
            return true;
    }
    for (struct rmap_grid_walk walk = rmap_grid_walk(&field->obstacles, box, 0);
         rmap_grid_next(&walk, &item);) {
        if (isinf(scene->obstacles[item].cost) && rmap_box_meets(box, scene->obstacles[item].box))
            return true;
    }
    return false;
}

/* --- the field --- */

static int compare_markers(const void *a, const void *b)
{
    const struct rmap_label_marker *x = a, *y = b;
    if (x->point.x_mm != y->point.x_mm)
        return x->point.x_mm < y->point.x_mm ? -1 : 1;
    if (x->point.y_mm != y->point.y_mm)
        return x->point.y_mm < y->point.y_mm ? -1 : 1;
    return (x->radius_mm < y->radius_mm) - (x->radius_mm > y->radius_mm);
}

static void gather_markers(struct rmap_label_field *field)
{
    const struct rmap_label_scene *scene = field->scene;
    struct rmap_label_marker *markers = rmap_alloc(field->arena, scene->label_count * sizeof *markers);
    for (size_t i = 0; i < scene->label_count; i++)
        markers[i] = (struct rmap_label_marker){scene->labels[i].point, scene->labels[i].marker_mm};
    qsort(markers, scene->label_count, sizeof *markers, compare_markers);
    size_t count = 0;
    for (size_t i = 0; i < scene->label_count; i++) {
        struct rmap_page p = markers[i].point;
        if (count == 0 || p.x_mm != markers[count - 1].point.x_mm || p.y_mm != markers[count - 1].point.y_mm)
            markers[count++] = markers[i];
    }
    struct rmap_box *boxes = rmap_alloc(field->arena, count * sizeof *boxes);
    for (size_t i = 0; i < count; i++)
        boxes[i] = rmap_box_grow(segment_box(markers[i].point, markers[i].point), markers[i].radius_mm);
    rmap_grid_build(&field->markers, field->arena, scene->frame, boxes, count);
    field->all_markers = markers;
}

void rmap_label_field_init(struct rmap_label_field *field, const struct rmap_label_scene *scene,
                           struct rmap_arena *arena)
{
    *field = (struct rmap_label_field){.scene = scene, .arena = arena};
    struct rmap_box *obstacles = rmap_alloc(arena, scene->obstacle_count * sizeof *obstacles);
    struct rmap_box *lines = rmap_alloc(arena, scene->line_count * sizeof *lines);
    for (size_t i = 0; i < scene->obstacle_count; i++)
        obstacles[i] = scene->obstacles[i].box;
    for (size_t i = 0; i < scene->line_count; i++)
        lines[i] = segment_box(scene->lines[i].a, scene->lines[i].b);
    rmap_grid_build(&field->obstacles, arena, scene->frame, obstacles, scene->obstacle_count);
    rmap_grid_build(&field->lines, arena, scene->frame, lines, scene->line_count);
    gather_markers(field);
    field->standing_options = rmap_alloc(arena, scene->label_count * sizeof *field->standing_options);
    rmap_label_field_update(field);
}

void rmap_label_field_add(struct rmap_label_field *field, const struct rmap_label_option *option)
{
    field->standing_options[field->standing_count++] = *option;
}

void rmap_label_field_update(struct rmap_label_field *field)
{
    struct rmap_box *extents = rmap_alloc(field->arena, field->standing_count * sizeof *extents);
    for (size_t i = 0; i < field->standing_count; i++)
        extents[i] = field->standing_options[i].extent;
    rmap_grid_build(&field->standing, field->arena, field->scene->frame, extents, field->standing_count);
}
