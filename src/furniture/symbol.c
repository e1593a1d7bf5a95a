#include "furniture.h"

#include <math.h>

#define PI 3.14159265358979323846

/* Shapes of one size must look equally heavy. A circle of diameter 1 is the measure; the others are as large
 * as brings their area near its 0.785 without reaching a quarter beyond it. Units of the size, y down. */
#define SQUARE_HALF 0.43
#define DIAMOND_HALF 0.57
#define TRIANGLE_REACH 0.66   /* middle to corner */
#define STAR_REACH 0.62
#define STAR_WAIST 0.29       /* middle to the inner corners: a pentagram's 0.24 is too thin when small */
#define HEXAGON_REACH 0.54
#define CROSS_REACH 0.55
#define CROSS_HALF_ARM 0.15
#define RING_REACH 0.54
#define RING_HOLE 0.37
#define RING_DOT 0.19

/* Right half of a jet seen from above, nose up, from nose to tail; the left half mirrors it. */
static const double PLANE[][2] = {
    {0.000, -0.62}, {0.080, -0.54}, {0.120, -0.40}, {0.120, -0.18}, {0.610, 0.12}, {0.610, 0.29},
    {0.120, 0.16},  {0.095, 0.37},  {0.280, 0.50},  {0.280, 0.62},  {0.000, 0.56},
};

struct pen {
    struct rmap_path *out;
    double x_mm, y_mm, size_mm;
};

static void dot(const struct pen *pen, size_t index, double x, double y)
{
    double x_mm = pen->x_mm + x * pen->size_mm, y_mm = pen->y_mm + y * pen->size_mm;
    if (index == 0)
        rmap_path_move(pen->out, x_mm, y_mm);
    else
        rmap_path_line(pen->out, x_mm, y_mm);
}

/* Corners on a circle, the first straight up; every other one at `waist` when that is not zero. */
static void polygon(const struct pen *pen, size_t corners, double reach, double waist, double down)
{
    for (size_t i = 0; i < corners; i++) {
        double angle = 2 * PI * (double)i / (double)corners;
        double radius = waist > 0 && i % 2 == 1 ? waist : reach;
        dot(pen, i, radius * sin(angle), down - radius * cos(angle));
    }
    rmap_path_close(pen->out);
}

static void square(const struct pen *pen)
{
    double half_mm = SQUARE_HALF * pen->size_mm;
    rmap_path_box(pen->out, (struct rmap_box){pen->x_mm - half_mm, pen->y_mm - half_mm, pen->x_mm + half_mm,
                                              pen->y_mm + half_mm});
}

static void plane(const struct pen *pen)
{
    size_t count = sizeof PLANE / sizeof *PLANE, at = 0;
    for (size_t i = 0; i < count; i++)
        dot(pen, at++, PLANE[i][0], PLANE[i][1]);
    for (size_t i = count - 2; i > 0; i--)
        dot(pen, at++, -PLANE[i][0], PLANE[i][1]);
    rmap_path_close(pen->out);
}

static void cross(const struct pen *pen)
{
    const double a = CROSS_HALF_ARM, r = CROSS_REACH;
    const double corners[12][2] = {{-a, -r}, {a, -r}, {a, -a}, {r, -a}, {r, a},   {a, a},
                                   {a, r},   {-a, r}, {-a, a}, {-r, a}, {-r, -a}, {-a, -a}};
    for (size_t i = 0; i < 12; i++)
        dot(pen, i, corners[i][0], corners[i][1]);
    rmap_path_close(pen->out);
}

static void circle(const struct pen *pen, double radius)
{
    rmap_path_circle(pen->out, pen->x_mm, pen->y_mm, radius * pen->size_mm);
}

void rmap_symbol_path(enum rmap_symbol symbol, double x_mm, double y_mm, double size_mm,
                      struct rmap_path *out)
{
    struct pen pen = {out, x_mm, y_mm, size_mm};
    switch (symbol) {
    case RMAP_SYMBOL_NONE: break;
    case RMAP_SYMBOL_CIRCLE: circle(&pen, 0.5); break;
    case RMAP_SYMBOL_SQUARE: square(&pen); break;
    case RMAP_SYMBOL_DIAMOND: polygon(&pen, 4, DIAMOND_HALF, 0, 0); break;
    /* A triangle's corners are not level about its middle: set down a little it sits on its point. */
    case RMAP_SYMBOL_TRIANGLE: polygon(&pen, 3, TRIANGLE_REACH, 0, TRIANGLE_REACH / 8); break;
    case RMAP_SYMBOL_STAR: polygon(&pen, 10, STAR_REACH, STAR_WAIST, STAR_REACH / 20); break;
    case RMAP_SYMBOL_PLANE: plane(&pen); break;
    case RMAP_SYMBOL_CROSS: cross(&pen); break;
    case RMAP_SYMBOL_DOT_RING: /* even-odd: ring, hole, dot */
        circle(&pen, RING_REACH);
        circle(&pen, RING_HOLE);
        circle(&pen, RING_DOT);
        break;
    case RMAP_SYMBOL_HEXAGON: polygon(&pen, 6, HEXAGON_REACH, 0, 0); break;
    }
}
