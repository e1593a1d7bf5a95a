#include "labels.h"

#include "label_search.h"
#include "mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 600              /* labels that compete at once; more come after them, by priority */
#define PAIRS 2.0e6            /* of clashing options in a batch, about: what memory and patience allow */
#define FEWEST_OPTIONS 6       /* of a label, however crowded */
#define CELL_MM 6.0
#define MOST_CELLS 96          /* in a row or column of a grid */
#define OUTSIDE_MM 10.0        /* beyond the frame, nothing matters */
#define SAME_POINT_MM 0.05     /* two labels of one marker */
#define NEAR_MM 0.05           /* slack of a comparison of distances */

/* Costs, 1.0 being the worst of the eight positions over the best. What a plain place may gather (changed ground, a
 * marker that makes it ambiguous) is weighed against a leader's: COST_LED and a little more. */
#define COST_SCALE 1000.0      /* in whole numbers for the search */
#define COST_FAR 0.5           /* one of the eight positions, FAR_MM farther out */
#define COST_LED 2.2
#define COST_LED_MM 0.07       /* for each mm of the leader */
#define COST_LED_SIDE 0.3      /* of a position's own cost, when it is led */
#define COST_GROUND 1.6
#define COST_EDGE 0.3          /* nearer to the frame than the gap */
#define COST_AMBIGUOUS 3.0     /* as near to another marker as to its own */
#define COST_CROSS_MM 0.5      /* a leader over a line costs as much as covering so many mm of it */
#define COST_LED_COVER 0.5     /* a leader over an obstacle, as a part of the obstacle's cost */
#define AMBIGUOUS_RATIO 3.0    /* another marker so many times as far as its own is no longer confused with it */
#define OWN_MM 0.5             /* at least so far from its own, for that ratio */
#define LED_AIR_MM 2.0         /* a led label within this of another marker looks like its */
#define COST_LED_AIR 1.5
#define LEADER_AIR_MM 0.6      /* between a leader and other markers or leaders */
#define FAR_MM 1.0
#define PIN_LEADER_MM 2.5      /* a pinned label farther than this from its marker gets a leader */

#define LEVELS 8               /* of priority that outweigh each other wholly */
#define COST_LEFT_OUT 1000.0   /* of the lowest level; the next costs LEVEL_FACTOR times as much */
#define LEVEL_FACTOR 16

/* --- a uniform grid of boxes --- */

struct grid {
    struct rmap_box frame;
    double cell_x_mm, cell_y_mm;
    int columns, rows;
    uint32_t *start, *items;         /* items of cell c: items[start[c]] .. items[start[c + 1] - 1] */
    struct cell { int column, row; } *low; /* of each item its first cell */
    const struct rmap_box *boxes;    /* borrowed */
};

struct cells { int c0, r0, c1, r1; };

static int cell_index(double offset_mm, double cell_mm, int count)
{
    double at = offset_mm / cell_mm;
    return !(at > 0) ? 0 : at >= count ? count - 1 : (int)at;
}

static struct cells cells_of(const struct grid *grid, struct rmap_box box)
{
    return (struct cells){
        cell_index(box.x0_mm - grid->frame.x0_mm, grid->cell_x_mm, grid->columns),
        cell_index(box.y0_mm - grid->frame.y0_mm, grid->cell_y_mm, grid->rows),
        cell_index(box.x1_mm - grid->frame.x0_mm, grid->cell_x_mm, grid->columns),
        cell_index(box.y1_mm - grid->frame.y0_mm, grid->cell_y_mm, grid->rows),
    };
}

static int cell_count(double extent_mm)
{
    double cells = extent_mm / CELL_MM;
    return !(cells > 1) ? 1 : cells > MOST_CELLS ? MOST_CELLS : (int)cells;
}

static bool is_outside(const struct grid *grid, struct rmap_box box)
{
    return !(box.x1_mm >= grid->frame.x0_mm && box.x0_mm <= grid->frame.x1_mm && box.y1_mm >= grid->frame.y0_mm &&
             box.y0_mm <= grid->frame.y1_mm);
}

static void build_grid(struct grid *grid, struct rmap_arena *arena, struct rmap_box frame,
                       const struct rmap_box *boxes, size_t count)
{
    grid->boxes = boxes;
    grid->frame = rmap_box_grow(frame, OUTSIDE_MM);
    grid->columns = cell_count(rmap_box_width(grid->frame));
    grid->rows = cell_count(rmap_box_height(grid->frame));
    grid->cell_x_mm = rmap_box_width(grid->frame) / grid->columns;
    grid->cell_y_mm = rmap_box_height(grid->frame) / grid->rows;
    size_t cells = (size_t)grid->columns * (size_t)grid->rows;
    grid->start = rmap_alloc(arena, (cells + 2) * sizeof *grid->start);
    grid->low = rmap_alloc(arena, count * sizeof *grid->low);
    uint32_t *fill = grid->start + 1; /* start[c + 1] is the end of cell c once it is filled */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < count; i++) {
            if (is_outside(grid, boxes[i]))
                continue;
            struct cells at = cells_of(grid, boxes[i]);
            grid->low[i] = (struct cell){at.c0, at.r0};
            for (int r = at.r0; r <= at.r1; r++) {
                for (int c = at.c0; c <= at.c1; c++) {
                    size_t cell = (size_t)r * (size_t)grid->columns + (size_t)c;
                    if (pass == 0)
                        fill[cell + 1]++;
                    else
                        grid->items[fill[cell]++] = (uint32_t)i;
                }
            }
        }
        if (pass == 0) {
            for (size_t c = 0; c < cells; c++)
                fill[c + 1] += fill[c];
            grid->items = rmap_alloc(arena, fill[cells] * sizeof *grid->items);
        }
    }
}

struct walk {
    const struct grid *grid;
    struct rmap_box box;
    struct cells cells;
    int column, row;
    uint32_t least, start, at;       /* items of the cell not yet seen, the last first */
};

static void enter_cell(struct walk *walk)
{
    size_t cell = (size_t)walk->row * (size_t)walk->grid->columns + (size_t)walk->column;
    walk->start = walk->grid->start[cell];
    walk->at = walk->grid->start[cell + 1];
}

/* Walks the items from number `least` on whose boxes touch the box. */
static struct walk walk_grid(const struct grid *grid, struct rmap_box box, size_t least)
{
    struct walk walk = {.grid = grid, .box = box, .cells = cells_of(grid, box), .least = (uint32_t)least};
    walk.column = walk.cells.c0;
    walk.row = walk.cells.r0;
    enter_cell(&walk);
    return walk;
}

/* An item that lies in several of the walk's cells counts in the first of them. */
static bool counts_here(const struct walk *walk, uint32_t item)
{
    struct cell low = walk->grid->low[item];
    return (low.column > walk->cells.c0 ? low.column : walk->cells.c0) == walk->column &&
           (low.row > walk->cells.r0 ? low.row : walk->cells.r0) == walk->row;
}

static bool boxes_touch(const struct rmap_box *a, const struct rmap_box *b)
{
    return a->x0_mm <= b->x1_mm && b->x0_mm <= a->x1_mm && a->y0_mm <= b->y1_mm && b->y0_mm <= a->y1_mm;
}

static bool walk_next(struct walk *walk, size_t *item)
{
    for (;;) {
        while (walk->at > walk->start) {
            *item = walk->grid->items[--walk->at];
            if (*item < walk->least)
                break; /* they ascend */
            if (boxes_touch(&walk->grid->boxes[*item], &walk->box) && counts_here(walk, (uint32_t)*item))
                return true;
        }
        if (++walk->column > walk->cells.c1) {
            walk->column = walk->cells.c0;
            if (++walk->row > walk->cells.r1)
                return false;
        }
        enter_cell(walk);
    }
}

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

static bool segments_near(struct rmap_page a, struct rmap_page b, struct rmap_page c, struct rmap_page d, double air_mm)
{
    if (least(a.x_mm, b.x_mm) > most(c.x_mm, d.x_mm) + air_mm || least(c.x_mm, d.x_mm) > most(a.x_mm, b.x_mm) + air_mm ||
        least(a.y_mm, b.y_mm) > most(c.y_mm, d.y_mm) + air_mm || least(c.y_mm, d.y_mm) > most(a.y_mm, b.y_mm) + air_mm)
        return false;
    return segments_cross(a, b, c, d) || segment_distance(a, b, c) < air_mm || segment_distance(a, b, d) < air_mm ||
           segment_distance(c, d, a) < air_mm || segment_distance(c, d, b) < air_mm;
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
    return (struct rmap_box){least(a.x_mm, b.x_mm), least(a.y_mm, b.y_mm), most(a.x_mm, b.x_mm), most(a.y_mm, b.y_mm)};
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

/* Around the marker. CORNER: the block's corner touches the marker's circle in the direction x, y.
 * SIDE_X: left or right (x) of it, the block's middle y of its heights below. SIDE_Y: above or below (y), x of its widths
 * to the right. The first eight are the classic ones. */
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
    {RMAP_SIDE_NE, CORNER, 0.92387953, -0.38268343, 0.12},
    {RMAP_SIDE_NE, CORNER, 0.38268343, -0.92387953, 0.20},
    {RMAP_SIDE_E, SIDE_X, 1, -0.5, 0.15},
    {RMAP_SIDE_E, SIDE_X, 1, -0.25, 0.14},
    {RMAP_SIDE_E, SIDE_X, 1, 0.25, 0.18},
    {RMAP_SIDE_E, SIDE_X, 1, 0.5, 0.26},
    {RMAP_SIDE_SE, CORNER, 0.92387953, 0.38268343, 0.28},
    {RMAP_SIDE_SE, CORNER, 0.38268343, 0.92387953, 0.45},
    {RMAP_SIDE_NW, CORNER, -0.92387953, -0.38268343, 0.45},
    {RMAP_SIDE_NW, CORNER, -0.38268343, -0.92387953, 0.50},
    {RMAP_SIDE_W, SIDE_X, -1, -0.5, 0.48},
    {RMAP_SIDE_W, SIDE_X, -1, -0.25, 0.48},
    {RMAP_SIDE_W, SIDE_X, -1, 0.25, 0.52},
    {RMAP_SIDE_W, SIDE_X, -1, 0.5, 0.58},
    {RMAP_SIDE_SW, CORNER, -0.92387953, 0.38268343, 0.58},
    {RMAP_SIDE_SW, CORNER, -0.38268343, 0.92387953, 0.70},
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
#define CLASSIC 8

/* A quarter of the directions of leaders, every 15 degrees, and how the block hangs on them. */
static const struct { double cos, sin; } directions[] = {
    {1, 0}, {0.96592583, 0.25881905}, {0.86602540, 0.5}, {DIAGONAL, DIAGONAL}, {0.5, 0.86602540}, {0.25881905, 0.96592583},
};
#define QUARTER (sizeof directions / sizeof *directions)
#define SECTORS 8 /* of three directions; of each sector and distance the best stays */
static const double lead_mm[] = {3.5, 5, 7, 10, 14, 19, 25};
#define LEADS (sizeof lead_mm / sizeof *lead_mm)

#define MOST_OPTIONS (POSITIONS + CLASSIC + LEADS * SECTORS)

static const struct position *classic_position(enum rmap_side side)
{
    size_t i = 0;
    while (positions[i].side != side)
        i++;
    return &positions[i];
}

struct option {
    struct rmap_box box;
    struct rmap_box extent;          /* box and leader */
    struct rmap_page from, to;       /* of the leader */
    int64_t cost;
    enum rmap_side side;
    bool led;
    size_t variant;                  /* its number among all that a label can have */
};

struct option_list {
    struct option *items;
    size_t count;
};

static struct rmap_box block_at(const struct rmap_label *label, double x0, double y0)
{
    return (struct rmap_box){x0, y0, x0 + label->width_mm, y0 + label->height_mm};
}

static struct rmap_box block_beside(const struct rmap_label *label, const struct position *position, double reach_mm)
{
    double w = label->width_mm, h = label->height_mm, px = label->point.x_mm, py = label->point.y_mm;
    switch (position->kind) {
    case SIDE_X:
        return block_at(label, position->x > 0 ? px + reach_mm : px - reach_mm - w, py + (position->y - 0.5) * h);
    case SIDE_Y:
        return block_at(label, px + (position->x - 0.5) * w, position->y > 0 ? py + reach_mm : py - reach_mm - h);
    default:
        px += position->x * reach_mm;
        py += position->y * reach_mm;
        return block_at(label, position->x > 0 ? px : px - w, position->y > 0 ? py : py - h);
    }
}

/* Hangs the block on the leader's end: by the middle of a side when the leader comes from aside, by the end of the text
 * when it comes from above or below. */
static void hang_block(const struct rmap_label *label, struct option *option, double dx, double dy)
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

struct engine {
    const struct rmap_label_scene *scene;
    struct rmap_arena arena;
    struct grid obstacles, lines, markers, standing;
    struct option *standing_options; /* placed for good: pinned labels and earlier batches */
    size_t standing_count;
};

/* Does the leader come within air_mm of the box? By separating axes: the box's two and the leader's own. */
static bool leader_meets(const struct option *option, const struct rmap_box *box, double air_mm)
{
    double ax = option->from.x_mm, ay = option->from.y_mm, dx = option->to.x_mm - ax, dy = option->to.y_mm - ay;
    double x0 = box->x0_mm - air_mm - ax, x1 = box->x1_mm + air_mm - ax;
    double y0 = box->y0_mm - air_mm - ay, y1 = box->y1_mm + air_mm - ay;
    if ((dx < x0 && 0 < x0) || (dx > x1 && 0 > x1) || (dy < y0 && 0 < y0) || (dy > y1 && 0 > y1))
        return false;
    bool above = dx * y0 > dy * x0, beside = dx * y1 > dy * x1;
    return above != (dx * y0 > dy * x1) || above != (dx * y1 > dy * x0) || above != beside;
}

static bool boxes_near(const struct rmap_box *a, const struct rmap_box *b, double air_mm)
{
    return a->x0_mm - air_mm < b->x1_mm && b->x0_mm < a->x1_mm + air_mm && a->y0_mm - air_mm < b->y1_mm &&
           b->y0_mm < a->y1_mm + air_mm;
}

static bool clash(const struct option *a, const struct option *b, double gap_mm)
{
    return boxes_near(&a->box, &b->box, gap_mm) || (a->led && leader_meets(a, &b->box, gap_mm / 2)) ||
           (b->led && leader_meets(b, &a->box, gap_mm / 2)) ||
           (a->led && b->led && segments_near(a->from, a->to, b->from, b->to, LEADER_AIR_MM));
}

static bool is_same_point(struct rmap_page a, struct rmap_page b)
{
    return distance(a, b) < SAME_POINT_MM;
}

/* The largest of the markers at the label's point. */
static double own_radius(const struct engine *engine, const struct rmap_label *label)
{
    double radius = label->marker_mm;
    struct rmap_box box = segment_box(label->point, label->point);
    size_t item;
    for (struct walk walk = walk_grid(&engine->markers, box, 0); walk_next(&walk, &item);) {
        const struct rmap_label *other = &engine->scene->labels[item];
        if (is_same_point(other->point, label->point))
            radius = most(radius, other->marker_mm);
    }
    return radius;
}

/* What another marker costs that is `other_mm` away while the own one is `own_mm` away, as the reader sees it. */
static double ambiguity(double other_mm, double own_mm, bool led)
{
    if (led)
        return other_mm < LED_AIR_MM ? COST_LED_AIR * (1 - other_mm / LED_AIR_MM) : 0;
    double ratio = other_mm / most(own_mm, OWN_MM);
    double near = (AMBIGUOUS_RATIO - ratio) / (AMBIGUOUS_RATIO - 1);
    return near > 0 ? COST_AMBIGUOUS * near * near : 0;
}

/* All of these add to *cost and are false when the option is out of the question. */

static bool price_markers(const struct engine *engine, const struct rmap_label *label, const struct option *option,
                          double radius_mm, double *cost)
{
    const struct rmap_label_scene *scene = engine->scene;
    double own_mm = box_distance(option->box, label->point) - radius_mm;
    double range_mm = most(LED_AIR_MM, AMBIGUOUS_RATIO * most(own_mm, OWN_MM));
    range_mm = option->led ? most(LED_AIR_MM, scene->gap_mm) : most(range_mm, scene->gap_mm);
    size_t item;
    for (struct walk walk = walk_grid(&engine->markers, rmap_box_grow(option->box, range_mm), 0);
         walk_next(&walk, &item);) {
        const struct rmap_label *other = &scene->labels[item];
        if (is_same_point(other->point, label->point))
            continue;
        double other_mm = box_distance(option->box, other->point) - other->marker_mm;
        if (other_mm < scene->gap_mm / 2 || (label->no_leader && other_mm < own_mm - NEAR_MM))
            return false;
        *cost += ambiguity(other_mm, own_mm, option->led);
    }
    return true;
}

/* A leader keeps its distance from other markers. From one that all but touches its own it must lead away. */
static bool leader_is_clear(const struct engine *engine, const struct rmap_label *label, const struct option *option,
                            double radius_mm)
{
    struct rmap_box near = rmap_box_grow(segment_box(option->from, option->to), LEADER_AIR_MM);
    size_t item;
    for (struct walk walk = walk_grid(&engine->markers, near, 0); walk_next(&walk, &item);) {
        const struct rmap_label *other = &engine->scene->labels[item];
        if (is_same_point(other->point, label->point))
            continue;
        double room_mm = other->marker_mm + LEADER_AIR_MM;
        if (distance(other->point, label->point) < radius_mm + room_mm) {
            double dx = option->to.x_mm - option->from.x_mm, dy = option->to.y_mm - option->from.y_mm;
            if (dx * (other->point.x_mm - label->point.x_mm) + dy * (other->point.y_mm - label->point.y_mm) > 0 ||
                segment_distance(option->from, option->to, other->point) < other->marker_mm)
                return false;
        } else if (segment_distance(option->from, option->to, other->point) < room_mm) {
            return false;
        }
    }
    return true;
}

static bool price_obstacles(const struct engine *engine, const struct option *option, double *cost)
{
    size_t item;
    for (struct walk walk = walk_grid(&engine->obstacles, option->extent, 0); walk_next(&walk, &item);) {
        const struct rmap_obstacle *obstacle = &engine->scene->obstacles[item];
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

static bool price_lines(const struct engine *engine, const struct option *option, double *cost)
{
    size_t item;
    for (struct walk walk = walk_grid(&engine->lines, option->extent, 0); walk_next(&walk, &item);) {
        const struct rmap_obstacle_line *line = &engine->scene->lines[item];
        *cost += line->cost_per_mm * covered_mm(option->box, line->a, line->b);
        if (option->led && segments_cross(option->from, option->to, line->a, line->b))
            *cost += line->cost_per_mm * COST_CROSS_MM;
    }
    return true;
}

static bool is_standing_clear(const struct engine *engine, const struct option *option)
{
    double gap_mm = engine->scene->gap_mm;
    size_t item;
    for (struct walk walk = walk_grid(&engine->standing, rmap_box_grow(option->extent, most(gap_mm, LEADER_AIR_MM)), 0);
         walk_next(&walk, &item);) {
        if (clash(option, &engine->standing_options[item], gap_mm))
            return false;
    }
    return true;
}

/* cost: of the position itself. The option is added to the list when it is allowed. */
static void offer(const struct engine *engine, const struct rmap_label *label, struct option option, double radius_mm,
                  double cost, struct option_list *list)
{
    const struct rmap_label_scene *scene = engine->scene;
    option.extent = option.led ? rmap_box_union(option.box, segment_box(option.from, option.to)) : option.box;
    if (!rmap_box_holds(scene->frame, option.box))
        return;
    if (!rmap_box_holds(rmap_box_grow(scene->frame, -scene->gap_mm), option.box))
        cost += COST_EDGE;
    bool allowed = price_markers(engine, label, &option, radius_mm, &cost) &&
                   (!option.led || leader_is_clear(engine, label, &option, radius_mm)) &&
                   price_obstacles(engine, &option, &cost) && price_lines(engine, &option, &cost) &&
                   is_standing_clear(engine, &option);
    if (!allowed)
        return;
    if (scene->same_ground && !scene->same_ground(scene->ground, label->point, option.box))
        cost += COST_GROUND;
    cost = !(cost > 0) ? 0 : cost > COST_LEFT_OUT / 2 ? COST_LEFT_OUT / 2 : cost;
    option.cost = (int64_t)(cost * COST_SCALE + 0.5);
    list->items[list->count++] = option;
}

static void offer_beside(const struct engine *engine, const struct rmap_label *label, struct option_list *list)
{
    double radius_mm = own_radius(engine, label), reach_mm = radius_mm + engine->scene->gap_mm;
    for (size_t i = 0; i < POSITIONS + CLASSIC; i++) {
        bool far = i >= POSITIONS;
        const struct position *position = &positions[far ? i - POSITIONS : i];
        struct option option = {.side = position->side, .variant = i};
        option.box = block_beside(label, position, far ? reach_mm + FAR_MM : reach_mm);
        offer(engine, label, option, radius_mm, far ? position->cost + COST_FAR : position->cost, list);
    }
}

static void offer_led(const struct engine *engine, const struct rmap_label *label, struct option_list *list)
{
    double radius_mm = own_radius(engine, label);
    struct option found[3];
    for (size_t i = 0; i < LEADS * SECTORS; i++) {
        struct option_list sector = {.items = found};
        double reach_mm = radius_mm + lead_mm[i / SECTORS];
        for (size_t k = 0; k < 3; k++) {
            size_t d = i % SECTORS * 3 + k;
            double c = directions[d % QUARTER].cos, s = directions[d % QUARTER].sin, dx = c, dy = s;
            for (size_t quarter = d / QUARTER; quarter > 0; quarter--) {
                double swap = dx;
                dx = -dy;
                dy = swap;
            }
            struct option option = {.led = true, .variant = POSITIONS + CLASSIC + i};
            option.from = (struct rmap_page){label->point.x_mm + dx * radius_mm, label->point.y_mm + dy * radius_mm};
            option.to = (struct rmap_page){label->point.x_mm + dx * reach_mm, label->point.y_mm + dy * reach_mm};
            hang_block(label, &option, dx, dy);
            offer(engine, label, option, radius_mm,
                  COST_LED + COST_LED_MM * lead_mm[i / SECTORS] + COST_LED_SIDE * classic_position(option.side)->cost, &sector);
        }
        for (size_t k = 1; k < sector.count; k++) {
            if (found[k].cost < found[0].cost)
                found[0] = found[k];
        }
        if (sector.count > 0)
            list->items[list->count++] = found[0];
    }
}

/* --- clashes and the choice --- */

static int compare_options(const void *a, const void *b)
{
    const struct option *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return (x->variant > y->variant) - (x->variant < y->variant);
}

struct batch {
    struct rmap_label **labels;
    size_t count;
    struct option_list *lists;    /* of each label, cheapest first */
    int64_t *left_out;            /* of each label */
    size_t *most;                 /* options of each label, as many as the crowd allows */
    size_t *chosen;               /* of each label an index into its list, or RMAP_LEFT_OUT */
    /* for the search, all lists after one another */
    size_t *first;
    const struct option **options;
    uint32_t *owner;              /* of each option its label */
    size_t *link_first;
    uint32_t *links;
};

struct pair { uint32_t a, b; };

/* Every pair of clashing options of different labels, each twice. */
static void link_clashes(const struct engine *engine, struct batch *batch, struct rmap_arena *arena)
{
    size_t count = batch->first[batch->count];
    struct rmap_box *extents = rmap_alloc(arena, count * sizeof *extents);
    uint32_t *owner = batch->owner = rmap_alloc(arena, count * sizeof *owner);
    for (size_t l = 0; l < batch->count; l++) {
        for (size_t o = batch->first[l]; o < batch->first[l + 1]; o++) {
            extents[o] = batch->options[o]->extent;
            owner[o] = (uint32_t)l;
        }
    }
    struct grid grid = {0};
    build_grid(&grid, arena, engine->scene->frame, extents, count);

    struct pair *pairs = NULL;
    size_t pair_count = 0, capacity = 0;
    double gap_mm = engine->scene->gap_mm, air_mm = most(gap_mm, LEADER_AIR_MM);
    batch->link_first = rmap_alloc(arena, (count + 2) * sizeof *batch->link_first);
    size_t *fill = batch->link_first + 1;
    for (size_t o = 0; o < count; o++) {
        size_t other;
        for (struct walk walk = walk_grid(&grid, rmap_box_grow(extents[o], air_mm), batch->first[owner[o] + 1]); walk_next(&walk, &other);) {
            if (!clash(batch->options[o], batch->options[other], gap_mm))
                continue;
            pairs = rmap_grow(pairs, &capacity, pair_count + 1, sizeof *pairs);
            pairs[pair_count++] = (struct pair){(uint32_t)o, (uint32_t)other};
            fill[o + 1]++;
            fill[other + 1]++;
        }
    }
    for (size_t o = 0; o < count; o++)
        fill[o + 1] += fill[o];
    batch->links = rmap_alloc(arena, pair_count * 2 * sizeof *batch->links);
    for (size_t i = 0; i < pair_count; i++) {
        batch->links[fill[pairs[i].a]++] = pairs[i].b;
        batch->links[fill[pairs[i].b]++] = pairs[i].a;
    }
    free(pairs);
}

static void choose(const struct engine *engine, struct batch *batch, struct rmap_arena *arena)
{
    batch->first = rmap_alloc(arena, (batch->count + 1) * sizeof *batch->first);
    for (size_t l = 0; l < batch->count; l++)
        batch->first[l + 1] = batch->first[l] + batch->lists[l].count;
    size_t count = batch->first[batch->count];
    batch->options = rmap_alloc(arena, count * sizeof *batch->options);
    int64_t *cost = rmap_alloc(arena, count * sizeof *cost);
    for (size_t l = 0; l < batch->count; l++) {
        for (size_t k = 0; k < batch->lists[l].count; k++) {
            batch->options[batch->first[l] + k] = &batch->lists[l].items[k];
            cost[batch->first[l] + k] = batch->lists[l].items[k].cost;
        }
    }
    link_clashes(engine, batch, arena);
    struct rmap_label_search search = {.groups = batch->count, .first = batch->first, .cost = cost,
                                       .left_out = batch->left_out, .link_first = batch->link_first,
                                       .links = batch->links};
    for (size_t l = 0; l < batch->count; l++) {
        if (batch->chosen[l] != RMAP_LEFT_OUT)
            batch->chosen[l] += batch->first[l];
    }
    rmap_label_search_run(&search, batch->chosen);
    for (size_t l = 0; l < batch->count; l++) {
        if (batch->chosen[l] != RMAP_LEFT_OUT)
            batch->chosen[l] -= batch->first[l];
    }
}

/* Appends what `found` holds to the label's list, no more than `most` of it, in order; the chosen option stays chosen. */
static void extend_list(struct batch *batch, size_t l, struct option_list *found, struct rmap_arena *arena)
{
    struct option_list *list = &batch->lists[l];
    size_t chosen = batch->chosen[l];
    size_t variant = chosen == RMAP_LEFT_OUT ? MOST_OPTIONS : list->items[chosen].variant;
    qsort(found->items, found->count, sizeof *found->items, compare_options);
    size_t add = found->count < batch->most[l] ? found->count : batch->most[l];
    struct option *items = rmap_alloc(arena, (list->count + add) * sizeof *items);
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    memcpy(items + list->count, found->items, add * sizeof *items);
    *list = (struct option_list){items, list->count + add};
    qsort(list->items, list->count, sizeof *list->items, compare_options);
    for (size_t k = 0; k < list->count; k++) {
        if (list->items[k].variant == variant)
            batch->chosen[l] = k;
    }
}

/* Labels that stand badly may be led, and so may those that hold the places where these would go. */
static bool mark_needy(const struct batch *batch, bool *needy)
{
    bool any = false;
    for (size_t l = 0; l < batch->count; l++) {
        size_t chosen = batch->chosen[l];
        bool badly = chosen == RMAP_LEFT_OUT || batch->lists[l].items[chosen].cost > (int64_t)(COST_LED * COST_SCALE);
        if (!badly || batch->labels[l]->no_leader)
            continue;
        needy[l] = any = true;
        for (size_t i = batch->link_first[batch->first[l]]; i < batch->link_first[batch->first[l + 1]]; i++) {
            size_t rival = batch->owner[batch->links[i]];
            needy[rival] = !batch->labels[rival]->no_leader;
        }
    }
    return any;
}

/* What leaving each label out costs. Levels of priority outweigh each other wholly; there are LEVELS of them, and within
 * one the higher priority weighs up to twice as much. labels: by priority. */
static void weigh_labels(struct batch *batch)
{
    size_t ranks = 1;
    for (size_t l = 1; l < batch->count; l++)
        ranks += batch->labels[l]->priority != batch->labels[l - 1]->priority;
    for (size_t l = 0, rank = 0; l < batch->count; l++) {
        rank += l > 0 && batch->labels[l]->priority != batch->labels[l - 1]->priority;
        size_t level = ranks <= LEVELS ? LEVELS - ranks + rank : rank * LEVELS / ranks;
        double weight = COST_LEFT_OUT * COST_SCALE * (2 - (double)rank / (double)ranks);
        batch->left_out[l] = (int64_t)weight;
        for (; level < LEVELS - 1; level++)
            batch->left_out[l] *= LEVEL_FACTOR;
    }
}

/* The more labels crowd around one, the fewer options each may have: clashes grow with the square. */
static void bound_options(const struct engine *engine, struct batch *batch, struct rmap_arena *arena)
{
    struct rmap_box *reaches = rmap_alloc(arena, batch->count * sizeof *reaches);
    for (size_t l = 0; l < batch->count; l++) {
        const struct rmap_label *label = batch->labels[l];
        reaches[l] = segment_box(label->point, label->point);
        reaches[l].x0_mm -= label->width_mm;
        reaches[l].x1_mm += label->width_mm;
        reaches[l].y0_mm -= label->height_mm;
        reaches[l].y1_mm += label->height_mm;
    }
    struct grid grid = {0};
    build_grid(&grid, arena, engine->scene->frame, reaches, batch->count);
    for (size_t l = 0; l < batch->count; l++) {
        size_t crowd = 0, item;
        for (struct walk walk = walk_grid(&grid, reaches[l], 0); walk_next(&walk, &item);)
            crowd += rmap_box_meets(reaches[item], reaches[l]);
        double share = sqrt(PAIRS / ((double)batch->count * (double)(crowd + 1)));
        batch->most[l] = (size_t)most(FEWEST_OPTIONS, least(share, MOST_OPTIONS));
    }
}

/* Writes the option into the label; it stands from now on. */
static void settle(struct engine *engine, struct rmap_label *label, const struct option *option)
{
    label->placed = true;
    label->box = option->box;
    label->side = option->side;
    label->has_leader = option->led;
    label->leader_from = option->from;
    label->leader_to = option->to;
    engine->standing_options[engine->standing_count++] = *option;
}

static void place_batch(struct engine *engine, struct rmap_label **labels, size_t count)
{
    struct rmap_arena arena = {0};
    struct batch batch = {.labels = labels, .count = count};
    batch.lists = rmap_alloc(&arena, count * sizeof *batch.lists);
    batch.left_out = rmap_alloc(&arena, count * sizeof *batch.left_out);
    batch.most = rmap_alloc(&arena, count * sizeof *batch.most);
    batch.chosen = rmap_alloc(&arena, count * sizeof *batch.chosen);
    weigh_labels(&batch);
    bound_options(engine, &batch, &arena);

    struct option found[MOST_OPTIONS];
    for (size_t l = 0; l < count; l++) {
        struct option_list list = {.items = found};
        batch.chosen[l] = RMAP_LEFT_OUT;
        offer_beside(engine, labels[l], &list);
        extend_list(&batch, l, &list, &arena);
    }
    choose(engine, &batch, &arena);

    bool *needy = rmap_alloc(&arena, count * sizeof *needy);
    if (mark_needy(&batch, needy)) {
        for (size_t l = 0; l < count; l++) {
            struct option_list list = {.items = found};
            if (!needy[l])
                continue;
            offer_led(engine, labels[l], &list);
            extend_list(&batch, l, &list, &arena);
        }
        choose(engine, &batch, &arena);
    }
    for (size_t l = 0; l < count; l++) {
        if (batch.chosen[l] != RMAP_LEFT_OUT)
            settle(engine, labels[l], &batch.lists[l].items[batch.chosen[l]]);
    }
    rmap_arena_free(&arena);
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

static struct option pinned_option(const struct engine *engine, const struct rmap_label *label)
{
    double radius_mm = own_radius(engine, label);
    struct option option = {.side = label->pin_side};
    if (label->pin_side != RMAP_SIDE_FREE) {
        option.box = block_beside(label, classic_position(option.side), radius_mm + engine->scene->gap_mm);
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
    option.extent = option.led ? rmap_box_union(option.box, segment_box(option.from, option.to)) : option.box;
    return option;
}

static bool hits_something(const struct engine *engine, struct rmap_box box)
{
    const struct rmap_label_scene *scene = engine->scene;
    size_t item;
    if (!rmap_box_holds(scene->frame, box))
        return true;
    for (struct walk walk = walk_grid(&engine->markers, box, 0); walk_next(&walk, &item);) {
        if (box_distance(box, scene->labels[item].point) < scene->labels[item].marker_mm)
            return true;
    }
    for (struct walk walk = walk_grid(&engine->obstacles, box, 0); walk_next(&walk, &item);) {
        if (isinf(scene->obstacles[item].cost) && rmap_box_meets(box, scene->obstacles[item].box))
            return true;
    }
    return false;
}

/* Places the pinned labels, come what may. Returns how many of them hit something. */
static size_t place_pinned(struct engine *engine)
{
    const struct rmap_label_scene *scene = engine->scene;
    size_t forced = 0;
    for (size_t i = 0; i < scene->label_count; i++) {
        struct rmap_label *label = &scene->labels[i];
        if (!label->pinned)
            continue;
        struct option option = pinned_option(engine, label);
        settle(engine, label, &option);
    }
    for (size_t i = 0; i < engine->standing_count; i++) {
        bool hit = hits_something(engine, engine->standing_options[i].box);
        for (size_t k = 0; k < engine->standing_count && !hit; k++)
            hit = k != i && rmap_box_meets(engine->standing_options[i].box, engine->standing_options[k].box);
        forced += hit;
    }
    return forced;
}

/* --- the whole --- */

static int compare_priority(const void *a, const void *b)
{
    const struct rmap_label *x = *(struct rmap_label *const *)a, *y = *(struct rmap_label *const *)b;
    if (x->priority != y->priority)
        return x->priority < y->priority ? -1 : 1;
    return (x > y) - (x < y); /* members of one array */
}

static void start(struct engine *engine)
{
    const struct rmap_label_scene *scene = engine->scene;
    struct rmap_arena *arena = &engine->arena;
    struct rmap_box *markers = rmap_alloc(arena, scene->label_count * sizeof *markers);
    struct rmap_box *obstacles = rmap_alloc(arena, scene->obstacle_count * sizeof *obstacles);
    struct rmap_box *lines = rmap_alloc(arena, scene->line_count * sizeof *lines);
    for (size_t i = 0; i < scene->label_count; i++) {
        struct rmap_label *label = &scene->labels[i];
        markers[i] = rmap_box_grow(segment_box(label->point, label->point), label->marker_mm);
        label->placed = label->has_leader = false;
    }
    for (size_t i = 0; i < scene->obstacle_count; i++)
        obstacles[i] = scene->obstacles[i].box;
    for (size_t i = 0; i < scene->line_count; i++)
        lines[i] = segment_box(scene->lines[i].a, scene->lines[i].b);
    build_grid(&engine->markers, arena, scene->frame, markers, scene->label_count);
    build_grid(&engine->obstacles, arena, scene->frame, obstacles, scene->obstacle_count);
    build_grid(&engine->lines, arena, scene->frame, lines, scene->line_count);
    engine->standing_options = rmap_alloc(arena, scene->label_count * sizeof *engine->standing_options);
}

static void stand(struct engine *engine)
{
    struct rmap_box *extents = rmap_alloc(&engine->arena, engine->standing_count * sizeof *extents);
    for (size_t i = 0; i < engine->standing_count; i++)
        extents[i] = engine->standing_options[i].extent;
    build_grid(&engine->standing, &engine->arena, engine->scene->frame, extents, engine->standing_count);
}

struct rmap_label_result rmap_labels_place(const struct rmap_label_scene *scene)
{
    struct engine engine = {.scene = scene};
    struct rmap_label_result result = {0};
    start(&engine);
    result.forced = place_pinned(&engine);

    size_t count = 0;
    struct rmap_label **labels = rmap_alloc(&engine.arena, scene->label_count * sizeof *labels);
    for (size_t i = 0; i < scene->label_count; i++) {
        struct rmap_label *label = &scene->labels[i];
        if (!label->pinned && rmap_box_holds(scene->frame, segment_box(label->point, label->point)))
            labels[count++] = label;
    }
    qsort(labels, count, sizeof *labels, compare_priority);
    for (size_t from = 0; from < count; from += BATCH) {
        stand(&engine);
        place_batch(&engine, labels + from, count - from < BATCH ? count - from : BATCH);
    }
    for (size_t i = 0; i < scene->label_count; i++) {
        result.placed += scene->labels[i].placed;
        result.led += scene->labels[i].placed && scene->labels[i].has_leader;
        result.dropped += !scene->labels[i].placed;
    }
    rmap_arena_free(&engine.arena);
    return result;
}
