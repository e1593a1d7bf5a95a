/* curve.h - text along a line: a line on the page with the length walked, and letters set along it.
 *
 *     struct rmap_curve line = rmap_curve_of(arena, points, count);
 *     struct rmap_curve calm = rmap_curve_calm(arena, &line, 8);          smooth enough to write on
 *     struct rmap_curve base = rmap_curve_beside(arena, &calm, -1.2);     above the line
 *     rmap_curve_write(engine, arena, &base, from_mm, &text, out);
 */
#ifndef RMAP_CURVE_H
#define RMAP_CURVE_H

#include "display.h"
#include "text.h"

/* Points on the page; walked_mm[i]: along the line from the first point to point i. */
struct rmap_curve {
    struct rmap_page *points;
    double *walked_mm;
    size_t count;
};

/* Copies the points into the arena. */
struct rmap_curve rmap_curve_of(struct rmap_arena *arena, const struct rmap_page *points, size_t count);
/* The same line walked from its end. */
struct rmap_curve rmap_curve_reversed(struct rmap_arena *arena, const struct rmap_curve *curve);
double rmap_curve_length(const struct rmap_curve *curve);
/* The point at a length along the curve (held to its ends) and the direction there, degrees clockwise from the page's
 * right. angle_deg may be NULL. */
struct rmap_page rmap_curve_at(const struct rmap_curve *curve, double mm, double *angle_deg);
/* A calm line for a ragged one: each point is the mean of the line for window_mm about it. Empty for a line without length. */
struct rmap_curve rmap_curve_calm(struct rmap_arena *arena, const struct rmap_curve *curve, double window_mm);
/* The line moved offset_mm to the right of the direction of walking; negative: left, which is above a line that runs to the
 * right. It should be calm. */
struct rmap_curve rmap_curve_beside(struct rmap_arena *arena, const struct rmap_curve *calm, double offset_mm);
/* The shortest distance from p to the line, mm. */
double rmap_curve_distance(const struct rmap_curve *curve, struct rmap_page p);
/* Sets the text (its font, colours and words; place and width are filled in) with the baseline on the curve from from_mm on:
 * in one piece where the line is straight, letter by letter where it bends. The curve runs in reading direction. */
void rmap_curve_write(struct rmap_text_engine *engine, struct rmap_arena *arena, const struct rmap_curve *curve,
                      double from_mm, const struct rmap_text *text, struct rmap_display *out);

#endif
