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

/* The factor at which the boxes of two marks touch. */
static double fits_at(const struct rmap_crowd_mark *a, const struct rmap_crowd_mark *b)
{
    return (apart_mm(a, b) - a->casing_mm - b->casing_mm) / (a->reach_mm + b->reach_mm);
}

/* Sorted along x, each mark has few that are near enough to be looked at. False as soon as one lies too near at the least
 * factor: in a crowd that is one of the first. *factor: no larger than the mark's neighbours allow. */
static bool stands_clear(struct rmap_crowd_mark *const *sorted, size_t count, size_t at, double widest, double least, double *factor)
{
    for (int step = -1; step <= 1; step += 2) {
        size_t k = at + (size_t)step; /* one before the first is a number too large, too */
        for (; k < count && fabs(sorted[k]->at.x_mm - sorted[at]->at.x_mm) < widest; k += (size_t)step) {
            double fits = fits_at(sorted[at], sorted[k]);
            if (fits < least)
                return false;
            *factor = fmin(*factor, fits);
        }
    }
    return true;
}

double rmap_crowd_shrink(struct rmap_crowd_mark *marks, size_t count, double least)
{
    size_t capacity = 0;
    struct rmap_crowd_mark **sorted = rmap_grow(NULL, &capacity, count + 1, sizeof *sorted);
    double widest = widest_mm(marks, count), factor = 1;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &marks[i];
    qsort(sorted, count, sizeof *sorted, by_x);
    for (size_t i = 0; i < count; i++) {
        double allowed = factor;
        sorted[i]->dot = !stands_clear(sorted, count, i, widest, least, &allowed);
        factor = sorted[i]->dot ? factor : allowed;
    }
    free(sorted);
    return factor;
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
