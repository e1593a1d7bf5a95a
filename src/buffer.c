#include "buffer.h"

#include <math.h>
#include <stdlib.h>

#include "mem.h"
#include "polygons.h"

#define CELLS \
    10 /* to the distance: what lies in one is taken as its hull, which moves the curve by 1/137 of it at most */
#define THIN \
    200.0 /* the curve is looked for along a line that may be off by its distance, divided by so many */
#define RUN     64    /* long edges that follow each other and are taken as one line */
#define UNEVEN  1.001 /* times its first circle, in either sense: so much the circles of a run differ */
#define QUARTER 8     /* vertices of a buffer's quarter circle; its chords lie as far inside the circle as its corners outside, */
#define SWELL   1.0024 /* when it is made so much larger */

/* An edge in the plane by its last point, and the cell in which it lies; a long one's run and HUGE_VAL. */
struct lodger {
    double column, row;
    size_t end;
};

static int by_cell(const void *a, const void *b)
{
    const struct lodger *p = a, *q = b;
    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    if (p->column != q->column)
        return p->column < q->column ? -1 : 1;
    return (p->end > q->end) - (p->end < q->end);
}

static double circle_m(const struct rmap_plane_lines *lines, size_t i, double distance_m)
{
    struct rmap_metre centre;
    return rmap_plane_circle(&lines->plane, lines->points[i], distance_m, &centre);
}

/* Does a long edge, by its last point, go on with the run that begins with another? */
static bool goes_on(const struct rmap_plane_lines *lines, size_t begun, size_t end, double distance_m)
{
    double first_m = circle_m(lines, begun, distance_m), m = circle_m(lines, end, distance_m);
    return end - begun < RUN && fmax(first_m, m) < UNEVEN * fmin(first_m, m);
}

/* Edges by the cells in which their middles lie; those that are longer than a cell by the runs that they make. malloc'd. */
static struct lodger *lodge(const struct rmap_plane_lines *lines, double distance_m, size_t *count)
{
    double side_m = distance_m / CELLS;
    size_t capacity = 0;
    struct lodger *lodgers = rmap_grow(NULL, &capacity, lines->count, sizeof *lodgers);
    *count = 0;
    for (size_t part = 0, first = 0; part < lines->parts; first = lines->ends[part++]) {
        size_t run = 0; /* the last point of its first edge; 0: none */
        for (size_t i = first + 1; i < lines->ends[part]; i++) {
            struct rmap_metre a = lines->points[i - 1], b = lines->points[i];
            bool is_long = hypot(b.e_m - a.e_m, b.n_m - a.n_m) > side_m;
            if (!is_long)
                run = 0;
            else if (run == 0 || !goes_on(lines, run, i, distance_m))
                run = i;
            lodgers[*count] = is_long ? (struct lodger){(double)run, HUGE_VAL, i}
                                      : (struct lodger){floor((a.e_m + b.e_m) / 2 / side_m),
                                                        floor((a.n_m + b.n_m) / 2 / side_m), i};
            ++*count;
        }
    }
    qsort(lodgers, *count, sizeof *lodgers, by_cell);
    return lodgers;
}

/* All within the distance of a run of edges, or of the hull of those in a cell. */
static GEOSGeometry *buffer_of_some(GEOSContextHandle_t geos, const struct rmap_plane_lines *lines,
                                    const struct lodger *lodgers, size_t count, double distance_m)
{
    GEOSCoordSequence *ends = GEOSCoordSeq_create_r(geos, (unsigned)(2 * count), 2);
    double least_m = HUGE_VAL;
    for (size_t i = 0; i < 2 * count; i++) {
        struct rmap_metre centre;
        double m = rmap_plane_circle(&lines->plane, lines->points[lodgers[i / 2].end - 1 + i % 2], distance_m,
                                     &centre);
        least_m = fmin(least_m, m);
        GEOSCoordSeq_setXY_r(geos, ends, (unsigned)i, centre.e_m, centre.n_m);
    }
    GEOSGeometry *line = GEOSGeom_createLineString_r(geos, ends);
    GEOSGeometry *hull = lodgers->row == HUGE_VAL ? NULL : GEOSConvexHull_r(geos, line);
    GEOSGeometry *buffer = GEOSBuffer_r(geos, hull ? hull : line, SWELL * least_m, QUARTER);
    GEOSGeom_destroy_r(geos, hull);
    GEOSGeom_destroy_r(geos, line);
    return buffer;
}

/* All within the distance in the plane, and a little more: what lies in one cell counts as its hull. A point beside a hull of
 * the width h is nearer to that than to its corners by h^2 / 8 r at most. NULL when GEOS fails.
 *
 * Not as one buffer, which crosses itself everywhere before GEOS has sorted it out: from the land of North Korea 30 km take
 * 9.9 s that way; nor edge by edge: around Japan that is ten times the work.
 * Edges that are longer than a cell hardly cross: they go in runs. */
static GEOSGeometry *buffer_of(GEOSContextHandle_t geos, const struct rmap_plane_lines *lines,
                               double distance_m)
{
    GEOSGeometry **buffers = NULL;
    size_t lodger_count, made = 0, capacity = 0;
    struct lodger *lodgers = lodge(lines, distance_m, &lodger_count);
    for (size_t first = 0, end; first < lodger_count; first = end) {
        for (end = first + 1; end < lodger_count && lodgers[end].row == lodgers[first].row
                              && lodgers[end].column == lodgers[first].column;)
            end++;
        GEOSGeometry *buffer = buffer_of_some(geos, lines, lodgers + first, end - first, distance_m);
        buffers = rmap_grow(buffers, &capacity, made + 1, sizeof *buffers);
        if (buffer)
            buffers[made++] = buffer;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, buffers, (unsigned)made);
    GEOSGeometry *joined = GEOSUnaryUnion_r(geos, all);
    GEOSGeometry *thinned = joined ? GEOSTopologyPreserveSimplify_r(geos, joined, distance_m / THIN) : NULL;
    GEOSGeom_destroy_r(geos, all);
    free(buffers);
    free(lodgers);
    if (!thinned)
        return joined;
    GEOSGeom_destroy_r(geos, joined);
    return thinned;
}

void rmap_buffer_trace(const struct rmap_plane_lines *lines, double distance_m,
                       void (*take)(void *context, const struct rmap_metre *points, size_t count, bool hole),
                       void *context)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    GEOSGeometry *buffer = buffer_of(geos, lines, distance_m);
    if (buffer)
        rmap_polygon_each_ring(geos, buffer, take, context);
    GEOSGeom_destroy_r(geos, buffer);
    GEOS_finish_r(geos);
}
