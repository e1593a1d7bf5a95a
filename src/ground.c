#include "ground.h"

#include <math.h>
#include <stdlib.h>

#define CELL_MM 0.5
#define MOST_CELLS 4e6          /* a poster's cells are larger */
#define MAX_GROUNDS 255
#define WORTH_A_SUM 24        /* questions about one ground, after which its sums pay */

struct cell_color { float r, g, b; };

/* Sums over all cells above and to the left: any box's sum is four look-ups. Made when first asked for, dropped when the
 * cells change. */
struct sums {
    double *ink;
    bool ink_made;
    struct same_sums {
        int *count;         /* cells of one ground; NULL until it pays */
        int asked;
        bool made;
    } same[MAX_GROUNDS + 1];
};

struct rmap_ground {
    struct rmap_arena *arena;
    struct sums *sums;
    struct rmap_box frame;
    double cell_mm;
    int columns, rows;
    unsigned char *number;
    float *ink;
    struct cell_color *color;
    int grounds;
};

static size_t cell_at(const struct rmap_ground *ground, int column, int row)
{
    return (size_t)row * (size_t)ground->columns + (size_t)column;
}

static int clamp(double value, int most)
{
    return value < 0 ? 0 : value > most ? most : (int)value;
}

struct rmap_ground *rmap_ground_new(struct rmap_arena *arena, struct rmap_box frame, struct rmap_color base)
{
    struct rmap_ground *ground = rmap_alloc(arena, sizeof *ground);
    ground->arena = arena;
    ground->frame = frame;
    ground->cell_mm = fmax(CELL_MM, sqrt(rmap_box_width(frame) * rmap_box_height(frame) / MOST_CELLS));
    ground->columns = (int)ceil(rmap_box_width(frame) / ground->cell_mm);
    ground->rows = (int)ceil(rmap_box_height(frame) / ground->cell_mm);
    size_t cells = (size_t)ground->columns * (size_t)ground->rows;
    ground->number = rmap_alloc(arena, cells + 1);
    ground->ink = rmap_alloc(arena, (cells + 1) * sizeof *ground->ink);
    ground->color = rmap_alloc(arena, (cells + 1) * sizeof *ground->color);
    size_t corners = ((size_t)ground->columns + 1) * ((size_t)ground->rows + 1);
    ground->sums = rmap_alloc(arena, sizeof *ground->sums);
    ground->sums->ink = rmap_alloc(arena, corners * sizeof *ground->sums->ink);
    for (size_t i = 0; i < cells; i++)
        ground->color[i] = (struct cell_color){(float)base.r, (float)base.g, (float)base.b};
    return ground;
}

/* --- scanlines: where the rings cross the middle of each row --- */

struct crossings {
    double *x;
    size_t count, capacity;
};

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void cross_rows(const struct rmap_ground *ground, struct crossings *rows, struct rmap_page a, struct rmap_page b)
{
    if (a.y_mm > b.y_mm) {
        struct rmap_page swap = a;
        a = b;
        b = swap;
    }
    double top = (a.y_mm - ground->frame.y0_mm) / ground->cell_mm - 0.5;
    double bottom = (b.y_mm - ground->frame.y0_mm) / ground->cell_mm - 0.5;
    if (bottom < 0 || top > ground->rows - 1)
        return;
    int last = bottom > ground->rows - 1 ? ground->rows - 1 : (int)ceil(bottom) - 1;
    for (int row = top < 0 ? 0 : (int)ceil(top); row <= last; row++) {
        double y = ground->frame.y0_mm + (row + 0.5) * ground->cell_mm;
        double x = a.x_mm + (b.x_mm - a.x_mm) * (y - a.y_mm) / (b.y_mm - a.y_mm);
        struct crossings *line = &rows[row];
        line->x = rmap_grow(line->x, &line->capacity, line->count + 1, sizeof *line->x);
        line->x[line->count++] = x;
    }
}

typedef void visit_segment(struct rmap_ground *ground, void *context, struct rmap_page a, struct rmap_page b);

/* Every straight segment of the path, rings closed when `close` is set. */
static void each_segment(struct rmap_ground *ground, const struct rmap_path *path, bool close, visit_segment *visit,
                         void *context)
{
    struct rmap_page start = {0}, last = {0};
    size_t point = 0;
    for (size_t i = 0; i < path->verb_count; i++) {
        switch ((enum rmap_verb)path->verbs[i]) {
        case RMAP_MOVE:
            if (close && point > 0)
                visit(ground, context, last, start);
            start = last = path->points[point++];
            break;
        case RMAP_LINE:
            visit(ground, context, last, path->points[point]);
            last = path->points[point++];
            break;
        case RMAP_CURVE:
            point += 2;
            visit(ground, context, last, path->points[point]);
            last = path->points[point++];
            break;
        case RMAP_CLOSE:
            visit(ground, context, last, start);
            last = start;
            break;
        }
    }
    if (close && point > 0)
        visit(ground, context, last, start);
}

static void visit_cross(struct rmap_ground *ground, void *context, struct rmap_page a, struct rmap_page b)
{
    if (a.y_mm != b.y_mm)
        cross_rows(ground, context, a, b);
}

static void blend(struct cell_color *under, struct rmap_color over)
{
    under->r += (float)((over.r - under->r) * over.a);
    under->g += (float)((over.g - under->g) * over.a);
    under->b += (float)((over.b - under->b) * over.a);
}

/* number < 0: only the colour changes. */
static void fill_cells(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color, int number)
{
    for (int i = 0; i <= MAX_GROUNDS; i++)
        ground->sums->same[i].made = false;
    struct rmap_arena arena = {0};
    struct crossings *rows = rmap_alloc(&arena, (size_t)(ground->rows + 1) * sizeof *rows);
    each_segment(ground, rings, true, visit_cross, rows);
    for (int row = 0; row < ground->rows; row++) {
        struct crossings *line = &rows[row];
        if (line->count > 1)
            qsort(line->x, line->count, sizeof *line->x, by_value);
        for (size_t i = 0; i + 1 < line->count; i += 2) {
            int from = clamp(ceil((line->x[i] - ground->frame.x0_mm) / ground->cell_mm - 0.5), ground->columns);
            int to = clamp(ceil((line->x[i + 1] - ground->frame.x0_mm) / ground->cell_mm - 0.5), ground->columns);
            for (int column = from; column < to; column++) {
                size_t cell = cell_at(ground, column, row);
                blend(&ground->color[cell], color);
                if (number >= 0)
                    ground->number[cell] = (unsigned char)number;
            }
        }
        free(line->x);
    }
    rmap_arena_free(&arena);
}

int rmap_ground_fill(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color)
{
    if (ground->grounds < MAX_GROUNDS)
        ground->grounds++;
    fill_cells(ground, rings, color, ground->grounds);
    return ground->grounds;
}

void rmap_ground_tint(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color)
{
    fill_cells(ground, rings, color, -1);
}

static void visit_ink(struct rmap_ground *ground, void *context, struct rmap_page a, struct rmap_page b)
{
    const double *ink = context;
    double length = hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm);
    int steps = (int)(length / ground->cell_mm) + 1;
    for (int i = 0; i < steps; i++) {
        double t = (i + 0.5) / steps;
        double column = floor((a.x_mm + t * (b.x_mm - a.x_mm) - ground->frame.x0_mm) / ground->cell_mm);
        double row = floor((a.y_mm + t * (b.y_mm - a.y_mm) - ground->frame.y0_mm) / ground->cell_mm);
        if (column < 0 || row < 0 || column >= ground->columns || row >= ground->rows)
            continue;
        float *cell = &ground->ink[cell_at(ground, (int)column, (int)row)];
        *cell = fmaxf(*cell, (float)*ink); /* a dense coast is one coast */
    }
}

void rmap_ground_ink(struct rmap_ground *ground, const struct rmap_path *path, double ink)
{
    ground->sums->ink_made = false;
    each_segment(ground, path, false, visit_ink, &ink);
}

/* --- questions --- */

struct span { int x0, x1, y0, y1; };

/* Cells that the box touches; never empty inside the frame. */
static struct span cells_of(const struct rmap_ground *ground, struct rmap_box box)
{
    const struct rmap_box *frame = &ground->frame;
    return (struct span){
        clamp(floor((box.x0_mm - frame->x0_mm) / ground->cell_mm), ground->columns),
        clamp(ceil((box.x1_mm - frame->x0_mm) / ground->cell_mm), ground->columns),
        clamp(floor((box.y0_mm - frame->y0_mm) / ground->cell_mm), ground->rows),
        clamp(ceil((box.y1_mm - frame->y0_mm) / ground->cell_mm), ground->rows),
    };
}

int rmap_ground_at(const struct rmap_ground *ground, struct rmap_page p)
{
    double column = floor((p.x_mm - ground->frame.x0_mm) / ground->cell_mm);
    double row = floor((p.y_mm - ground->frame.y0_mm) / ground->cell_mm);
    if (column < 0 || row < 0 || column >= ground->columns || row >= ground->rows)
        return 0;
    return ground->number[cell_at(ground, (int)column, (int)row)];
}

static size_t corner_at(const struct rmap_ground *ground, int column, int row)
{
    return (size_t)row * ((size_t)ground->columns + 1) + (size_t)column;
}

static void sum_ink(const struct rmap_ground *ground)
{
    double *sum = ground->sums->ink;
    for (int row = 0; row < ground->rows; row++) {
        double line = 0;
        for (int column = 0; column < ground->columns; column++) {
            line += (double)ground->ink[cell_at(ground, column, row)];
            sum[corner_at(ground, column + 1, row + 1)] = sum[corner_at(ground, column + 1, row)] + line;
        }
    }
    ground->sums->ink_made = true;
}

static void sum_same(const struct rmap_ground *ground, int number, struct same_sums *same)
{
    size_t corners = ((size_t)ground->columns + 1) * ((size_t)ground->rows + 1);
    if (!same->count)
        same->count = rmap_alloc(ground->arena, corners * sizeof *same->count);
    for (int row = 0; row < ground->rows; row++) {
        int line = 0;
        for (int column = 0; column < ground->columns; column++) {
            line += ground->number[cell_at(ground, column, row)] == number;
            same->count[corner_at(ground, column + 1, row + 1)] = same->count[corner_at(ground, column + 1, row)] + line;
        }
    }
    same->made = true;
}

static double cell_count(struct span span)
{
    return (double)(span.x1 - span.x0) * (double)(span.y1 - span.y0);
}

static double count_same(const struct rmap_ground *ground, struct span span, int number)
{
    size_t same = 0;
    for (int row = span.y0; row < span.y1; row++) {
        for (int column = span.x0; column < span.x1; column++)
            same += ground->number[cell_at(ground, column, row)] == number;
    }
    return (double)same;
}

double rmap_ground_share(const struct rmap_ground *ground, struct rmap_box box, int number)
{
    struct span span = cells_of(ground, box);
    if (cell_count(span) <= 0)
        return 0;
    if (number < 0 || number > MAX_GROUNDS)
        return 0;
    struct same_sums *same = &ground->sums->same[number];
    if (!same->made && ++same->asked < WORTH_A_SUM)
        return count_same(ground, span, number) / cell_count(span);
    if (!same->made)
        sum_same(ground, number, same);
    const int *sum = same->count;
    return (sum[corner_at(ground, span.x1, span.y1)] - sum[corner_at(ground, span.x0, span.y1)]
            - sum[corner_at(ground, span.x1, span.y0)] + sum[corner_at(ground, span.x0, span.y0)]) / cell_count(span);
}

double rmap_ground_busy(const struct rmap_ground *ground, struct rmap_box box)
{
    struct span span = cells_of(ground, box);
    if (cell_count(span) <= 0)
        return 0;
    if (!ground->sums->ink_made)
        sum_ink(ground);
    const double *sum = ground->sums->ink;
    return fmax(sum[corner_at(ground, span.x1, span.y1)] - sum[corner_at(ground, span.x0, span.y1)]
                - sum[corner_at(ground, span.x1, span.y0)] + sum[corner_at(ground, span.x0, span.y0)], 0) / cell_count(span);
}

double rmap_ground_crossed(const struct rmap_ground *ground, struct rmap_box box, double least_ink)
{
    struct span span = cells_of(ground, box);
    size_t cells = 0;
    for (int row = span.y0; row < span.y1; row++) {
        for (int column = span.x0; column < span.x1; column++)
            cells += (double)ground->ink[cell_at(ground, column, row)] >= least_ink;
    }
    return (double)cells * ground->cell_mm;
}

struct rmap_color rmap_ground_color(const struct rmap_ground *ground, struct rmap_box box)
{
    struct span span = cells_of(ground, box);
    double r = 0, g = 0, b = 0;
    size_t all = 0;
    for (int row = span.y0; row < span.y1; row++) {
        for (int column = span.x0; column < span.x1; column++, all++) {
            const struct cell_color *cell = &ground->color[cell_at(ground, column, row)];
            r += (double)cell->r;
            g += (double)cell->g;
            b += (double)cell->b;
        }
    }
    if (!all)
        return (struct rmap_color){1, 1, 1, 1};
    return (struct rmap_color){r / (double)all, g / (double)all, b / (double)all, 1};
}
