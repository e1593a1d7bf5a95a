#include "polygons.h"

#include <stdlib.h>

#include "mem.h"

GEOSCoordSequence *rmap_polygon_sequence(GEOSContextHandle_t geos, const struct rmap_metre *points,
                                         size_t count, bool close)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)(count + close), 2);
    for (size_t i = 0; i < count + close; i++)
        GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, points[i % count].e_m, points[i % count].n_m);
    return sequence;
}

/* A ring of a polygon, in the direction wanted, without its repeated last point. malloc'd. */
static struct rmap_metre *points_of(GEOSContextHandle_t geos, const GEOSGeometry *ring, bool clockwise,
                                    size_t *count)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, ring);
    unsigned size = 0;
    char ccw = 0;
    GEOSCoordSeq_getSize_r(geos, sequence, &size);
    GEOSCoordSeq_isCCW_r(geos, sequence, &ccw);
    size_t capacity = 0;
    struct rmap_metre *points = rmap_grow(NULL, &capacity, size, sizeof *points);
    *count = size ? size - 1 : 0;
    for (unsigned i = 0; i < *count; i++) {
        unsigned from = (ccw == 1) == clockwise ? (unsigned)*count - i : i;
        GEOSCoordSeq_getXY_r(geos, sequence, from, &points[i].e_m, &points[i].n_m);
    }
    return points;
}

void rmap_polygon_each_ring(GEOSContextHandle_t geos, const GEOSGeometry *polygons, rmap_polygon_take *take,
                            void *context)
{
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, polygons); i++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN_r(geos, polygons, i);
        if (GEOSGeomTypeId_r(geos, polygon) != GEOS_POLYGON || GEOSisEmpty_r(geos, polygon))
            continue;
        int holes = GEOSGetNumInteriorRings_r(geos, polygon);
        for (int k = -1; k < holes; k++) {
            const GEOSGeometry *ring = k < 0 ? GEOSGetExteriorRing_r(geos, polygon)
                                             : GEOSGetInteriorRingN_r(geos, polygon, k);
            size_t count;
            struct rmap_metre *points = points_of(geos, ring, k < 0, &count);
            take(context, points, count, k >= 0);
            free(points);
        }
    }
}
