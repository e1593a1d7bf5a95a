#include "crowd.h"

#include <math.h>
#include <stdlib.h>

#include "mem.h"

/* Boxes overlap when they do along both axes. */
static double apart_mm(const struct rmap_crowd_mark *a, const struct rmap_crowd_mark *b)
{
    return fmax(fabs(a->at.x_mm - b->at.x_mm), fabs(a->at.y_mm - b->at.y_mm));
}

static int by_x(const void *a, const void *b)
{
    const struct rmap_crowd_mark *x = *(const struct rmap_crowd_mark *const *)a, *y = *(const struct rmap_crowd_mark *const *)b;
    return x->at.x_mm != y->at.x_mm ? (x->at.x_mm > y->at.x_mm) - (x->at.x_mm < y->at.x_mm) : (x > y) - (x < y);
}

static double widest_mm(const struct rmap_crowd_mark *marks, size_t count)
{
    double widest = 0;
    for (size_t i = 0; i < count; i++)
        widest = fmax(widest, 2 * (marks[i].reach_mm + marks[i].casing_mm));
    return widest;
}

typedef void visit_pair(struct rmap_crowd_mark *a, struct rmap_crowd_mark *b, double apart, void *context);

/* Every pair that overlaps at full size: sorted along x, each mark has few that are near enough. */
static void each_pair(struct rmap_crowd_mark **sorted, size_t count, double widest, visit_pair *visit, void *context)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count && sorted[k]->at.x_mm - sorted[i]->at.x_mm < widest; k++) {
            double apart = apart_mm(sorted[i], sorted[k]);
            if (apart < widest)
                visit(sorted[i], sorted[k], apart, context);
        }
    }
}

struct shrinking { double least, factor; };

static void shrink_pair(struct rmap_crowd_mark *a, struct rmap_crowd_mark *b, double apart, void *context)
{
    struct shrinking *shrinking = context;
    double fits = (apart - a->casing_mm - b->casing_mm) / (a->reach_mm + b->reach_mm);
    if (fits < shrinking->least)
        a->dot = b->dot = true;
    else
        shrinking->factor = fmin(shrinking->factor, fits);
}

double rmap_crowd_shrink(struct rmap_crowd_mark *marks, size_t count, double least)
{
    size_t capacity = 0;
    struct rmap_crowd_mark **sorted = rmap_grow(NULL, &capacity, count + 1, sizeof *sorted);
    struct shrinking shrinking = {least, 1};
    for (size_t i = 0; i < count; i++) {
        marks[i].dot = false;
        sorted[i] = &marks[i];
    }
    qsort(sorted, count, sizeof *sorted, by_x);
    each_pair(sorted, count, widest_mm(marks, count), shrink_pair, &shrinking);
    free(sorted);
    return shrinking.factor;
}

double rmap_crowd_dot(const struct rmap_crowd_mark *marks, size_t count, double least_mm, double most_mm)
{
    double dot_mm = most_mm;
    for (size_t i = 0; i < count && dot_mm > least_mm; i++) {
        for (size_t k = i + 1; marks[i].dot && k < count && dot_mm > least_mm; k++) {
            if (marks[k].dot)
                dot_mm = fmin(dot_mm, apart_mm(&marks[i], &marks[k]) - marks[i].casing_mm - marks[k].casing_mm);
        }
    }
    return fmax(dot_mm, least_mm);
}
