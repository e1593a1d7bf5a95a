#include "join.h"

#include <math.h>
#include <stdlib.h>

#include "mem.h"
#include "plane.h"
#include "polygons.h"
#include "ring.h"
#include "space.h"

#define DEGREE     0.017453292519943295
#define FARTHEST_M 18e6 /* from a plane's middle: beyond, chords no longer follow the ground */
#define WIDEST_DEG 90.0 /* a chord turns less about the pole, so that it is known on which side it passes */
#define DEEPEST    28   /* halvings of a chord */

static struct rmap_lonlat middle_of_places(const struct rmap_lonlat *places, size_t count)
{
    struct rmap_space sum = {0, 0, 0};
    for (size_t i = 0; i < count; i++)
        sum = rmap_space_mix(sum, rmap_space_of(places[i]), 1 / (double)(i + 1));
    return (struct rmap_lonlat){atan2(sum.y, sum.x) / DEGREE, atan2(sum.z, hypot(sum.x, sum.y)) / DEGREE};
}

/* Twice the area, clockwise positive. */
static double signed_area(const struct rmap_metre *points, size_t count)
{
    double area = 0;
    for (size_t i = 0, j = count - 1; i < count; j = i++)
        area += points[i].e_m * points[j].n_m - points[j].e_m * points[i].n_m;
    return area;
}

/* The parts of a shape in the plane. NULL when a vertex is too far from the middle, when the shape's inside is what the
 * plane leaves out, or when GEOS fails. */
static GEOSGeometry *area_of(GEOSContextHandle_t geos, const struct rmap_plane *plane,
                             const struct rmap_shape *shape)
{
    GEOSGeometry *area = GEOSGeom_createEmptyPolygon_r(geos);
    double largest = 0, farthest_m = rmap_plane_reach(FARTHEST_M);
    for (size_t part = 0, first = 0; area && part < shape->parts; first = shape->ends[part++]) {
        size_t count = 0, capacity = 0;
        struct rmap_metre *points = rmap_grow(NULL, &capacity, shape->ends[part] - first, sizeof *points);
        bool near = true;
        for (size_t i = first; i + 1 < shape->ends[part]; i++) {
            points[count++] = rmap_plane_place(plane, shape->points[i]);
            near &= hypot(points[count - 1].e_m, points[count - 1].n_m) < farthest_m;
        }
        double signed_m2 = signed_area(points, count);
        if (fabs(signed_m2) > fabs(largest))
            largest = signed_m2;
        GEOSGeometry *ring = NULL, *both = NULL;
        if (near && count >= 3)
            ring = GEOSGeom_createPolygon_r(
                geos, GEOSGeom_createLinearRing_r(geos, rmap_polygon_sequence(geos, points, count, true)),
                NULL, 0);
        if (ring)
            both = GEOSSymDifference_r(geos, area, ring);
        GEOSGeom_destroy_r(geos, area);
        GEOSGeom_destroy_r(geos, ring);
        free(points);
        area = both;
    }
    if (largest >= 0)
        return area;
    GEOSGeom_destroy_r(geos, area);
    return NULL;
}

/* Appends places after a up to b, so many that none turns far about a pole. */
static void go_to(struct rmap_shape *out, struct rmap_lonlat a, struct rmap_lonlat b, int depth)
{
    b.lon_deg += 360 * round((a.lon_deg - b.lon_deg) / 360);
    if (fabs(b.lon_deg - a.lon_deg) > WIDEST_DEG && depth < DEEPEST) {
        go_to(out, a, rmap_geodesic_middle(a, b), depth + 1);
        go_to(out, out->points[out->count - 1], b, depth + 1);
        return;
    }
    rmap_shape_point(out, b);
}

struct joining {
    struct rmap_plane plane;
    struct rmap_shape *out;
};

static void take_joined(void *context, const struct rmap_metre *points, size_t count, bool hole)
{
    struct joining *joining = context;
    struct rmap_shape *out = joining->out;
    (void)hole;
    rmap_shape_point(out, rmap_plane_ground(&joining->plane, points[0]));
    for (size_t i = 1; i <= count; i++)
        go_to(out, out->points[out->count - 1], rmap_plane_ground(&joining->plane, points[i % count]), 0);
    rmap_shape_end_part(out);
}

bool rmap_join_areas(const struct rmap_shape *shapes, const struct rmap_lonlat *places, size_t count,
                     struct rmap_shape *out)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    struct joining joining = {rmap_plane_about(middle_of_places(places, count)), out};
    GEOSGeometry **areas = NULL;
    size_t made = 0, capacity = 0;
    areas = rmap_grow(areas, &capacity, count, sizeof *areas);
    while (made < count && (areas[made] = area_of(geos, &joining.plane, &shapes[made])))
        made++;
    bool whole = made == count;
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, areas, (unsigned)made);
    GEOSGeometry *joined = whole ? GEOSUnaryUnion_r(geos, all) : NULL;
    if (joined) {
        out->closed = true;
        rmap_polygon_each_ring(geos, joined, take_joined, &joining);
    }
    whole = joined;
    GEOSGeom_destroy_r(geos, joined);
    GEOSGeom_destroy_r(geos, all);
    GEOS_finish_r(geos);
    free(areas);
    return whole;
}
