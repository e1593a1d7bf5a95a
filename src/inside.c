#include "inside.h"

#include <math.h>

#define EDGES_A_ROW  4   /* about so many begin in one, when they are spread evenly */
#define ROWS_AN_EDGE 4.0 /* about so many it crosses at most, on average */

struct edge {
    struct rmap_metre a, b;
};

/* The edges of each row follow each other; one that crosses several is in all of them. */
struct rmap_inside {
    double low_m, row_m; /* the lowest point, and how high a row is */
    size_t rows;
    size_t *starts; /* of each row its first edge; at the end, one past the last */
    struct edge *edges;
};

static size_t row_of(const struct rmap_inside *inside, double n_m)
{
    double row = inside->row_m > 0 ? (n_m - inside->low_m) / inside->row_m : 0;
    return row < (double)inside->rows ? (size_t)fmax(row, 0) : inside->rows - 1;
}

/* Counts the edges of each row in starts[row], or, when `place`, puts each where starts[row] says and moves that on. */
static void sort_in(struct rmap_inside *inside, const struct rmap_metre *points, const size_t *ends, size_t parts, bool place)
{
    for (size_t part = 0, first = 0; part < parts; first = ends[part++]) {
        for (size_t i = first, j = ends[part] - 1; i < ends[part]; j = i++) {
            struct edge edge = {points[j], points[i]};
            size_t last = row_of(inside, fmax(edge.a.n_m, edge.b.n_m));
            for (size_t row = row_of(inside, fmin(edge.a.n_m, edge.b.n_m)); row <= last; row++) {
                if (place)
                    inside->edges[inside->starts[row]] = edge;
                inside->starts[row]++;
            }
        }
    }
}

/* No more than that an edge is in few of them: steep ones would fill many. */
static size_t rows_for(size_t count, double height_m, double climb_m)
{
    double most = (double)count / EDGES_A_ROW, few = climb_m > 0 ? ROWS_AN_EDGE * (double)count * height_m / climb_m : most;
    return (size_t)fmin(most, few) + 1;
}

const struct rmap_inside *rmap_inside_new(struct rmap_arena *arena, const struct rmap_metre *points, const size_t *ends,
                                          size_t parts)
{
    struct rmap_inside *inside = rmap_alloc(arena, sizeof *inside);
    size_t count = parts ? ends[parts - 1] : 0, sum = 0;
    double low_m = HUGE_VAL, high_m = -HUGE_VAL, climb_m = 0;
    for (size_t i = 0; i < count; i++) {
        low_m = fmin(low_m, points[i].n_m);
        high_m = fmax(high_m, points[i].n_m);
        climb_m += i > 0 ? fabs(points[i].n_m - points[i - 1].n_m) : 0;
    }
    inside->rows = rows_for(count, high_m - low_m, climb_m);
    inside->low_m = low_m;
    inside->row_m = count > 0 ? (high_m - low_m) / (double)inside->rows : 0;
    inside->starts = rmap_alloc(arena, (inside->rows + 1) * sizeof *inside->starts);
    sort_in(inside, points, ends, parts, false);
    for (size_t row = 0; row <= inside->rows; row++) {
        size_t edges = row < inside->rows ? inside->starts[row] : 0;
        inside->starts[row] = sum;
        sum += edges;
    }
    inside->edges = rmap_alloc(arena, (sum + 1) * sizeof *inside->edges);
    sort_in(inside, points, ends, parts, true);
    for (size_t row = inside->rows; row > 0; row--) /* each start has moved on to the next one */
        inside->starts[row] = inside->starts[row - 1];
    inside->starts[0] = 0;
    return inside;
}

bool rmap_is_inside(const struct rmap_inside *inside, struct rmap_metre p)
{
    bool in = false;
    size_t row = row_of(inside, p.n_m);
    for (size_t i = inside->starts[row]; i < inside->starts[row + 1]; i++) {
        struct rmap_metre a = inside->edges[i].a, b = inside->edges[i].b;
        if ((a.n_m > p.n_m) != (b.n_m > p.n_m) && p.e_m < a.e_m + (p.n_m - a.n_m) * (b.e_m - a.e_m) / (b.n_m - a.n_m))
            in = !in;
    }
    return in;
}
