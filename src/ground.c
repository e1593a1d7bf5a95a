#include "ground.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_MM 0.5
#define MOST_CELLS 4e6          /* a poster's cells are larger */
#define MAX_GROUNDS 255
#define MOST_LOOKS 65535        /* further ones are not made: the cells keep theirs */
#define UNKNOWN 65535
#define FIRST_LOOKS 64
#define INK 250.0               /* ink is kept in so many steps */

/* What a cell shows. A map has few looks, so that its cells are their numbers. */
struct look {
    float r, g, b;
    unsigned char ground, ink;
};

/* What can be asked of cells: how much ink do they have? Or, from 0 on, do they show the ground of that number? */
#define ASK_INK (-1)

struct question {
    unsigned char *answers;     /* of each look; looks stay as they are, and more come */
    size_t answered, capacity;
    size_t counted;             /* cells, one by one */
    unsigned *sums;             /* of the answers of all cells above and to the left: any box's sum is four look-ups; NULL:
                                   never made */
    bool summed;                /* and the cells have not changed since */
};

struct rmap_ground {
    struct rmap_arena *arena;
    struct rmap_box frame;
    double cell_mm;
    int columns, rows;
    unsigned short *cells;      /* their looks */
    struct look *looks;         /* the first is the base */
    size_t look_count, look_capacity;
    int grounds;
    struct question *questions; /* the ink, then each ground */
};

static size_t cell_at(const struct rmap_ground *ground, int column, int row)
{
    return (size_t)row * (size_t)ground->columns + (size_t)column;
}

/* Down, or up, to a whole number from 0 to `most`. */
static int floor_within(double value, int most)
{
    return value < 0 ? 0 : value > most ? most : (int)value;
}

static int ceil_within(double value, int most)
{
    int below = floor_within(value, most);
    return below + (below < most && below < value);
}

static size_t add_look(struct rmap_ground *ground, struct look look)
{
    if (ground->look_count == ground->look_capacity) {
        ground->look_capacity = ground->look_capacity ? 2 * ground->look_capacity : FIRST_LOOKS;
        struct look *more = rmap_alloc(ground->arena, ground->look_capacity * sizeof *more);
        if (ground->look_count > 0)
            memcpy(more, ground->looks, ground->look_count * sizeof *more);
        ground->looks = more;
    }
    ground->looks[ground->look_count] = look;
    return ground->look_count++;
}

struct rmap_ground *rmap_ground_new(struct rmap_arena *arena, struct rmap_box frame, struct rmap_color base)
{
    struct rmap_ground *ground = rmap_alloc(arena, sizeof *ground);
    ground->arena = arena;
    ground->frame = frame;
    ground->cell_mm = fmax(CELL_MM, sqrt(rmap_box_width(frame) * rmap_box_height(frame) / MOST_CELLS));
    ground->columns = (int)ceil(rmap_box_width(frame) / ground->cell_mm);
    ground->rows = (int)ceil(rmap_box_height(frame) / ground->cell_mm);
    ground->cells = rmap_alloc(arena, ((size_t)ground->columns * (size_t)ground->rows + 1) * sizeof *ground->cells);
    ground->questions = rmap_alloc(arena, (MAX_GROUNDS + 2) * sizeof *ground->questions);
    add_look(ground, (struct look){.r = (float)base.r, .g = (float)base.g, .b = (float)base.b});
    return ground;
}

/* --- changing cells: each look becomes another --- */

struct change {
    struct rmap_color color;    /* blended over; a = 0: stays */
    int number;                 /* of the ground; negative: stays */
    unsigned char ink;          /* at least */
    size_t before;              /* looks; later ones are made by this change */
    unsigned short *after;      /* what those become; UNKNOWN as long as no cell has asked */
};

/* Remembers nothing yet; free(change->after) ends it. */
static void begin_change(const struct rmap_ground *ground, struct change *change)
{
    size_t capacity = 0;
    change->before = ground->look_count;
    change->after = rmap_grow(NULL, &capacity, change->before, sizeof *change->after);
    memset(change->after, 0xFF, change->before * sizeof *change->after);
}

static float blend(float under, double over, double alpha)
{
    return under + (float)((over - (double)under) * alpha);
}

static unsigned short make_look(struct rmap_ground *ground, const struct change *change, unsigned short number)
{
    struct look look = ground->looks[number];
    if (ground->look_count == MOST_LOOKS)
        return number;
    look.r = blend(look.r, change->color.r, change->color.a);
    look.g = blend(look.g, change->color.g, change->color.a);
    look.b = blend(look.b, change->color.b, change->color.a);
    look.ground = change->number < 0 ? look.ground : (unsigned char)change->number;
    look.ink = change->ink > look.ink ? change->ink : look.ink; /* a dense coast is one coast */
    return (unsigned short)add_look(ground, look);
}

static void change_cell(struct rmap_ground *ground, struct change *change, size_t cell)
{
    unsigned short look = ground->cells[cell];
    if (look >= change->before)
        return;
    if (change->after[look] == UNKNOWN)
        change->after[look] = make_look(ground, change, look);
    ground->cells[cell] = change->after[look];
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
    int first = ceil_within((a.y_mm - ground->frame.y0_mm) / ground->cell_mm - 0.5, ground->rows);
    int end = ceil_within((b.y_mm - ground->frame.y0_mm) / ground->cell_mm - 0.5, ground->rows);
    for (int row = first; row < end; row++) {
        double y = ground->frame.y0_mm + (row + 0.5) * ground->cell_mm;
        double x = a.x_mm + (b.x_mm - a.x_mm) * (y - a.y_mm) / (b.y_mm - a.y_mm);
        struct crossings *line = &rows[row];
        line->x = rmap_grow(line->x, &line->capacity, line->count + 1, sizeof *line->x);
        line->x[line->count++] = x;
    }
}

typedef void visit_segment(struct rmap_ground *ground, void *context, struct rmap_page a, struct rmap_page b);

/* Half a cell cannot be told from none. */
static bool is_near(const struct rmap_ground *ground, struct rmap_page a, struct rmap_page b)
{
    return fabs(a.x_mm - b.x_mm) < ground->cell_mm / 2 && fabs(a.y_mm - b.y_mm) < ground->cell_mm / 2;
}

/* The path as straight segments that are not too short to be seen in cells; rings closed when `close` is set. */
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
        case RMAP_CURVE:
            point += 2;
            /* fall through */
        case RMAP_LINE:
            if (!is_near(ground, last, path->points[point])) {
                visit(ground, context, last, path->points[point]);
                last = path->points[point];
            }
            point++;
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

static void fill_cells(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color, int number)
{
    struct rmap_arena arena = {0};
    struct crossings *rows = rmap_alloc(&arena, (size_t)(ground->rows + 1) * sizeof *rows);
    struct change change = {.color = color, .number = number};
    each_segment(ground, rings, true, visit_cross, rows);
    begin_change(ground, &change);
    for (int row = 0; row < ground->rows; row++) {
        struct crossings *line = &rows[row];
        if (line->count > 1)
            qsort(line->x, line->count, sizeof *line->x, by_value);
        for (size_t i = 0; i + 1 < line->count; i += 2) {
            int from = ceil_within((line->x[i] - ground->frame.x0_mm) / ground->cell_mm - 0.5, ground->columns);
            int to = ceil_within((line->x[i + 1] - ground->frame.x0_mm) / ground->cell_mm - 0.5, ground->columns);
            for (int column = from; column < to; column++)
                change_cell(ground, &change, cell_at(ground, column, row));
        }
        free(line->x);
    }
    free(change.after);
    rmap_arena_free(&arena);
}

int rmap_ground_fill(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color)
{
    if (ground->grounds < MAX_GROUNDS)
        ground->grounds++;
    fill_cells(ground, rings, color, ground->grounds);
    for (int number = 0; number <= MAX_GROUNDS; number++)
        ground->questions[number - ASK_INK].summed = false;
    return ground->grounds;
}

void rmap_ground_tint(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color)
{
    fill_cells(ground, rings, color, -1);
}

static int count_steps(const struct rmap_ground *ground, struct rmap_page a, struct rmap_page b)
{
    double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm, square = dx * dx + dy * dy;
    return square < ground->cell_mm * ground->cell_mm ? 1 : (int)(sqrt(square) / ground->cell_mm) + 1;
}

/* Where a point lies, in cells from the frame's corner; false beside the frame. */
static bool find_cell(const struct rmap_ground *ground, double x_mm, double y_mm, size_t *cell)
{
    double column = (x_mm - ground->frame.x0_mm) / ground->cell_mm, row = (y_mm - ground->frame.y0_mm) / ground->cell_mm;
    if (!(column >= 0 && row >= 0 && column < ground->columns && row < ground->rows))
        return false;
    *cell = cell_at(ground, (int)column, (int)row);
    return true;
}

static void visit_ink(struct rmap_ground *ground, void *context, struct rmap_page a, struct rmap_page b)
{
    int steps = count_steps(ground, a, b);
    for (int i = 0; i < steps; i++) {
        double t = (i + 0.5) / steps;
        size_t cell;
        if (find_cell(ground, a.x_mm + t * (b.x_mm - a.x_mm), a.y_mm + t * (b.y_mm - a.y_mm), &cell))
            change_cell(ground, context, cell);
    }
}

void rmap_ground_ink(struct rmap_ground *ground, const struct rmap_path *path, double ink)
{
    struct change change = {.number = -1, .ink = (unsigned char)lround(ink * INK)};
    begin_change(ground, &change);
    each_segment(ground, path, false, visit_ink, &change);
    free(change.after);
    ground->questions[0].summed = false;
}

/* --- questions --- */

struct span { int x0, x1, y0, y1; };

/* Cells that the box touches; never empty inside the frame. */
static struct span cells_of(const struct rmap_ground *ground, struct rmap_box box)
{
    const struct rmap_box *frame = &ground->frame;
    return (struct span){
        floor_within((box.x0_mm - frame->x0_mm) / ground->cell_mm, ground->columns),
        ceil_within((box.x1_mm - frame->x0_mm) / ground->cell_mm, ground->columns),
        floor_within((box.y0_mm - frame->y0_mm) / ground->cell_mm, ground->rows),
        ceil_within((box.y1_mm - frame->y0_mm) / ground->cell_mm, ground->rows),
    };
}

static size_t count_cells(struct span span)
{
    return span.x1 > span.x0 && span.y1 > span.y0 ? (size_t)(span.x1 - span.x0) * (size_t)(span.y1 - span.y0) : 0;
}

int rmap_ground_at(const struct rmap_ground *ground, struct rmap_page p)
{
    size_t cell;
    return find_cell(ground, p.x_mm, p.y_mm, &cell) ? ground->looks[ground->cells[cell]].ground : 0;
}

static struct question *ask(const struct rmap_ground *ground, int what)
{
    struct question *question = &ground->questions[what - ASK_INK];
    if (question->answered == ground->look_count)
        return question;
    if (question->capacity < ground->look_capacity) {
        question->capacity = ground->look_capacity;
        question->answers = rmap_alloc(ground->arena, question->capacity);
        question->answered = 0;
    }
    for (; question->answered < ground->look_count; question->answered++) {
        const struct look *look = &ground->looks[question->answered];
        question->answers[question->answered] = what == ASK_INK ? look->ink : look->ground == what;
    }
    return question;
}

static size_t corner_at(const struct rmap_ground *ground, int column, int row)
{
    return (size_t)row * ((size_t)ground->columns + 1) + (size_t)column;
}

static void make_sums(const struct rmap_ground *ground, struct question *question)
{
    size_t corners = ((size_t)ground->columns + 1) * ((size_t)ground->rows + 1);
    if (!question->sums)
        question->sums = rmap_alloc(ground->arena, corners * sizeof *question->sums);
    for (int row = 0; row < ground->rows; row++) {
        unsigned line = 0, *sums = question->sums + corner_at(ground, 1, row + 1);
        const unsigned *above = question->sums + corner_at(ground, 1, row);
        const unsigned short *cells = ground->cells + cell_at(ground, 0, row);
        for (int column = 0; column < ground->columns; column++) {
            line += question->answers[cells[column]];
            sums[column] = above[column] + line;
        }
    }
    question->summed = true;
}

static unsigned sum_one_by_one(const struct rmap_ground *ground, struct span span, const unsigned char *answers)
{
    unsigned sum = 0;
    for (int row = span.y0; row < span.y1; row++) {
        const unsigned short *cells = ground->cells + cell_at(ground, 0, row);
        for (int column = span.x0; column < span.x1; column++)
            sum += answers[cells[column]];
    }
    return sum;
}

/* The mean answer of the box's cells. Sums are made once counting has cost as much. */
static double mean_of(const struct rmap_ground *ground, struct rmap_box box, int what)
{
    struct span span = cells_of(ground, box);
    size_t count = count_cells(span);
    if (count == 0)
        return 0;
    struct question *question = ask(ground, what);
    if (!question->summed && (question->counted += count) < (size_t)ground->columns * (size_t)ground->rows)
        return sum_one_by_one(ground, span, question->answers) / (double)count;
    if (!question->summed)
        make_sums(ground, question);
    const unsigned *sums = question->sums;
    unsigned sum = sums[corner_at(ground, span.x1, span.y1)] - sums[corner_at(ground, span.x0, span.y1)]
                   - sums[corner_at(ground, span.x1, span.y0)] + sums[corner_at(ground, span.x0, span.y0)];
    return sum / (double)count;
}

double rmap_ground_share(const struct rmap_ground *ground, struct rmap_box box, int number)
{
    return number < 0 || number > MAX_GROUNDS ? 0 : mean_of(ground, box, number);
}

double rmap_ground_busy(const struct rmap_ground *ground, struct rmap_box box)
{
    return mean_of(ground, box, ASK_INK) / INK;
}

double rmap_ground_line_mm(const struct rmap_ground *ground, struct rmap_box box)
{
    return rmap_ground_busy(ground, box) * rmap_box_width(box) * rmap_box_height(box) / ground->cell_mm;
}

double rmap_ground_crossed(const struct rmap_ground *ground, struct rmap_box box, double least_ink)
{
    struct span span = cells_of(ground, box);
    size_t cells = 0;
    for (int row = span.y0; row < span.y1; row++) {
        for (int column = span.x0; column < span.x1; column++)
            cells += ground->looks[ground->cells[cell_at(ground, column, row)]].ink >= least_ink * INK;
    }
    return (double)cells * ground->cell_mm;
}

struct rmap_color rmap_ground_color(const struct rmap_ground *ground, struct rmap_box box)
{
    struct span span = cells_of(ground, box);
    double r = 0, g = 0, b = 0, all = (double)count_cells(span);
    for (int row = span.y0; row < span.y1; row++) {
        for (int column = span.x0; column < span.x1; column++) {
            const struct look *look = &ground->looks[ground->cells[cell_at(ground, column, row)]];
            r += (double)look->r;
            g += (double)look->g;
            b += (double)look->b;
        }
    }
    return all > 0 ? (struct rmap_color){r / all, g / all, b / all, 1} : (struct rmap_color){1, 1, 1, 1};
}
