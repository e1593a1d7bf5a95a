#include "curve.h"

#include <math.h>
#include <string.h>

#define RADIAN 0.017453292519943295 /* of a degree */
#define STEP_MM 0.5           /* between the points of a calm line */
#define STRAIGHT_MM 0.15      /* text on a line that bends less than this is set in one piece */

static struct rmap_curve with_room(struct rmap_arena *arena, size_t count)
{
    return (struct rmap_curve){.points = rmap_alloc(arena, (count + 1) * sizeof(struct rmap_page)),
                               .walked_mm = rmap_alloc(arena, (count + 1) * sizeof(double)), .count = count};
}

static double distance(struct rmap_page a, struct rmap_page b)
{
    return hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm);
}

static void walk(struct rmap_curve *curve)
{
    for (size_t i = 1; i < curve->count; i++)
        curve->walked_mm[i] = curve->walked_mm[i - 1] + distance(curve->points[i - 1], curve->points[i]);
}

/* The mean of the line from `from` to `to` mm, both held to its ends. */
static struct rmap_page mean(const struct rmap_curve *curve, double from, double to)
{
    int samples = (int)ceil((to - from) / STEP_MM) + 1;
    struct rmap_page sum = {0, 0};
    for (int i = 0; i < samples; i++) {
        struct rmap_page p = rmap_curve_at(curve, from + (to - from) * (i + 0.5) / samples, NULL);
        sum.x_mm += p.x_mm / samples;
        sum.y_mm += p.y_mm / samples;
    }
    return sum;
}

/* How far the curve strays from the chord of a stretch. */
static double bend(const struct rmap_curve *curve, double from, double to)
{
    struct rmap_page a = rmap_curve_at(curve, from, NULL), b = rmap_curve_at(curve, to, NULL);
    double length = distance(a, b), most = 0;
    for (double at = from + STEP_MM; length > 0 && at < to; at += STEP_MM) {
        struct rmap_page p = rmap_curve_at(curve, at, NULL);
        double away = (b.x_mm - a.x_mm) * (p.y_mm - a.y_mm) - (b.y_mm - a.y_mm) * (p.x_mm - a.x_mm);
        most = fmax(most, fabs(away) / length);
    }
    return most;
}

static bool is_blank(const char *text)
{
    return strcmp(text, " ") == 0 || strcmp(text, "\u00a0") == 0 || strcmp(text, "\u2009") == 0;
}

struct rmap_curve rmap_curve_of(struct rmap_arena *arena, const struct rmap_page *points, size_t count)
{
    struct rmap_curve curve = with_room(arena, count);
    if (count > 0)
        memcpy(curve.points, points, count * sizeof *points);
    walk(&curve);
    return curve;
}

struct rmap_curve rmap_curve_reversed(struct rmap_arena *arena, const struct rmap_curve *curve)
{
    struct rmap_curve reversed = with_room(arena, curve->count);
    for (size_t i = 0; i < curve->count; i++)
        reversed.points[i] = curve->points[curve->count - 1 - i];
    walk(&reversed);
    return reversed;
}

double rmap_curve_length(const struct rmap_curve *curve)
{
    return curve->count ? curve->walked_mm[curve->count - 1] : 0;
}

struct rmap_page rmap_curve_at(const struct rmap_curve *curve, double mm, double *angle_deg)
{
    size_t low = 0, high = curve->count - 1;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(curve->walked_mm[middle] <= mm ? &low : &high) = middle;
    }
    struct rmap_page a = curve->points[low], b = curve->points[high];
    double span = curve->walked_mm[high] - curve->walked_mm[low];
    double t = span > 0 ? fmin(fmax((mm - curve->walked_mm[low]) / span, 0), 1) : 0;
    if (angle_deg)
        *angle_deg = atan2(b.y_mm - a.y_mm, b.x_mm - a.x_mm) / RADIAN;
    return (struct rmap_page){a.x_mm + t * (b.x_mm - a.x_mm), a.y_mm + t * (b.y_mm - a.y_mm)};
}

struct rmap_curve rmap_curve_calm(struct rmap_arena *arena, const struct rmap_curve *curve, double window_mm)
{
    double length = rmap_curve_length(curve);
    if (curve->count < 2 || !(length > 0))
        return (struct rmap_curve){0};
    size_t count = (size_t)ceil(length / STEP_MM) + 1;
    struct rmap_curve calm = with_room(arena, count);
    for (size_t i = 0; i < count; i++) {
        double at = length * (double)i / (double)(count - 1);
        double half = fmin(window_mm / 2, fmin(at, length - at)); /* the same to both sides: ends stay where they are */
        calm.points[i] = mean(curve, at - half, at + half);
    }
    walk(&calm);
    return calm;
}

struct rmap_curve rmap_curve_beside(struct rmap_arena *arena, const struct rmap_curve *calm, double offset_mm)
{
    struct rmap_curve beside = with_room(arena, calm->count);
    for (size_t i = 0; i < calm->count; i++) {
        struct rmap_page a = calm->points[i > 0 ? i - 1 : 0], b = calm->points[i + 1 < calm->count ? i + 1 : i];
        double run = distance(a, b);
        double x = run > 0 ? -(b.y_mm - a.y_mm) / run : 0, y = run > 0 ? (b.x_mm - a.x_mm) / run : 0;
        beside.points[i] = (struct rmap_page){calm->points[i].x_mm + offset_mm * x, calm->points[i].y_mm + offset_mm * y};
    }
    walk(&beside);
    return beside;
}

double rmap_curve_distance(const struct rmap_curve *curve, struct rmap_page p)
{
    double nearest = INFINITY; /* squared */
    for (size_t i = curve->count > 1; i < curve->count; i++) {
        struct rmap_page a = curve->points[i > 0 ? i - 1 : 0], b = curve->points[i];
        double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm, square = dx * dx + dy * dy;
        double px = p.x_mm - a.x_mm, py = p.y_mm - a.y_mm, along = px * dx + py * dy;
        double t = along <= 0 ? 0 : along >= square ? 1 : along / square;
        double x = px - t * dx, y = py - t * dy, away = x * x + y * y;
        nearest = away < nearest ? away : nearest;
    }
    return sqrt(nearest);
}

void rmap_curve_write(struct rmap_text_engine *engine, struct rmap_arena *arena, const struct rmap_curve *curve,
                      double from_mm, const struct rmap_text *text, struct rmap_display *out)
{
    struct rmap_text piece = *text;
    piece.anchor = RMAP_MIDDLE;
    piece.width_mm = rmap_text_measure(engine, &text->font, text->text).width_mm;
    double to_mm = from_mm + piece.width_mm;
    if (bend(curve, from_mm, to_mm) < STRAIGHT_MM) {
        struct rmap_page a = rmap_curve_at(curve, from_mm, NULL), b = rmap_curve_at(curve, to_mm, NULL);
        piece.at = (struct rmap_page){(a.x_mm + b.x_mm) / 2, (a.y_mm + b.y_mm) / 2};
        piece.angle_deg = atan2(b.y_mm - a.y_mm, b.x_mm - a.x_mm) / RADIAN;
        rmap_display_text(out, &piece);
        return;
    }
    size_t count;
    struct rmap_cluster *clusters = rmap_text_clusters(engine, arena, &text->font, text->text, &count);
    for (size_t i = 0; i < count; i++) {
        double half = clusters[i].advance_mm / 2;
        piece.text = clusters[i].text;
        piece.width_mm = clusters[i].advance_mm;
        piece.at = rmap_curve_at(curve, from_mm + half, &piece.angle_deg);
        if (!is_blank(piece.text))
            rmap_display_text(out, &piece);
        from_mm += 2 * half;
    }
}
