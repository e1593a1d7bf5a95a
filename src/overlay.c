#include "overlay.h"

#include <geos_c.h>
#include <math.h>
#include <stdlib.h>

#include "cut.h"
#include "mem.h"

#define EARTH_AXIS_M 6378137.0            /* WGS 84 */
#define ECCENTRICITY 0.081819190842621494 /* its meridian's */
#define DEGREE       0.017453292519943295
#define WINDOW_DEG   (180 + 1e-7)         /* cut.h stays that much inside a window */
#define SNAP_DEG     1e-9                 /* rounding of a cut at 180 degrees */
#define STRAIGHT_DEG 2.0                  /* an edge whose integral three points give to the last digit */

struct rmap_area {
    GEOSGeometry *geometry;              /* POLYGON or MULTIPOLYGON, maybe empty */
    const GEOSPreparedGeometry *indexed; /* the same, made when many are held against it */
    double m2;                           /* -1: not measured yet */
    size_t index;                        /* among the overlay's */
};

struct rmap_overlay {
    GEOSContextHandle_t geos;
    struct rmap_area **areas;
    size_t count, capacity;
    bool failed;
};

/* --- areas in hand --- */

static struct rmap_area *keep(struct rmap_overlay *overlay, GEOSGeometry *geometry)
{
    size_t capacity = 0;
    struct rmap_area *area = rmap_grow(NULL, &capacity, 1, sizeof *area);
    *area = (struct rmap_area){geometry ? geometry : GEOSGeom_createEmptyPolygon_r(overlay->geos), NULL, -1, overlay->count};
    overlay->areas = rmap_grow(overlay->areas, &overlay->capacity, overlay->count + 1, sizeof *overlay->areas);
    return overlay->areas[overlay->count++] = area;
}

/* The outcome of laying areas over each other: GEOS has none when it cannot, or has no memory. */
static struct rmap_area *keep_outcome(struct rmap_overlay *overlay, GEOSGeometry *geometry)
{
    overlay->failed |= !geometry;
    return keep(overlay, geometry);
}

static bool is_polygonal(GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
    int type = GEOSGeomTypeId_r(geos, geometry);
    return type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON;
}

/* Polygons alone: GEOS also returns the lines and points where two shapes only touch. Takes `geometry`. */
static GEOSGeometry *polygons_of(GEOSContextHandle_t geos, GEOSGeometry *geometry)
{
    if (!geometry || is_polygonal(geos, geometry))
        return geometry;
    GEOSGeometry *all = GEOSGeom_createEmptyPolygon_r(geos);
    int count = GEOSGetNumGeometries_r(geos, geometry);
    for (int i = 0; i < count; i++) {
        const GEOSGeometry *item = GEOSGetGeometryN_r(geos, geometry, i);
        if (!is_polygonal(geos, item))
            continue;
        GEOSGeometry *more = GEOSUnion_r(geos, all, item);
        if (more) {
            GEOSGeom_destroy_r(geos, all);
            all = more;
        }
    }
    GEOSGeom_destroy_r(geos, geometry);
    return all;
}

/* Edges that cross or touch are taken apart, so that what is inside is what even-odd filling fills. Takes `geometry`. */
static GEOSGeometry *mend(GEOSContextHandle_t geos, GEOSGeometry *geometry)
{
    if (!geometry || GEOSisValid_r(geos, geometry) == 1)
        return geometry;
    GEOSGeometry *valid = GEOSMakeValid_r(geos, geometry);
    GEOSGeom_destroy_r(geos, geometry);
    return polygons_of(geos, valid);
}

/* --- from shapes --- */

static double snapped(double deg, double limit_deg)
{
    return fabs(fabs(deg) - limit_deg) < SNAP_DEG ? copysign(limit_deg, deg) : deg;
}

static GEOSCoordSequence *sequence_of(GEOSContextHandle_t geos, const struct rmap_lonlat *points, size_t count,
                                      bool closed)
{
    bool repeats = points[0].lon_deg == points[count - 1].lon_deg && points[0].lat_deg == points[count - 1].lat_deg;
    size_t extra = closed && !repeats ? 1 : 0;
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)(count + extra), 2);
    for (size_t i = 0; i < count + extra; i++) {
        struct rmap_lonlat p = points[i % count];
        GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, snapped(p.lon_deg, 180), snapped(p.lat_deg, 90));
    }
    return sequence;
}

static GEOSGeometry *polygon_of(GEOSContextHandle_t geos, const struct rmap_lonlat *points, size_t count)
{
    if (count < 3)
        return NULL;
    GEOSCoordSequence *sequence = sequence_of(geos, points, count, true);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(geos, sequence, &size);
    if (size < 4) {
        GEOSCoordSeq_destroy_r(geos, sequence);
        return NULL;
    }
    GEOSGeometry *ring = GEOSGeom_createLinearRing_r(geos, sequence);
    return ring ? mend(geos, GEOSGeom_createPolygon_r(geos, ring, NULL, 0)) : NULL;
}

/* Cutting leaves parts for even-odd filling: one laid over the other takes away what was there. By halves, as a small part laid
 * over all others costs as much as all of them. NULL when there is nothing. */
static GEOSGeometry *even_odd(struct rmap_overlay *overlay, const struct rmap_shape *shape, size_t from, size_t to)
{
    GEOSContextHandle_t geos = overlay->geos;
    if (from == to)
        return NULL;
    if (to - from == 1) {
        size_t first = from ? shape->ends[from - 1] : 0;
        return polygon_of(geos, shape->points + first, shape->ends[from] - first);
    }
    size_t half = from + (to - from) / 2;
    GEOSGeometry *a = even_odd(overlay, shape, from, half), *b = even_odd(overlay, shape, half, to);
    if (!a || !b)
        return a ? a : b;
    GEOSGeometry *both = polygons_of(geos, GEOSSymDifference_r(geos, a, b));
    GEOSGeom_destroy_r(geos, a);
    GEOSGeom_destroy_r(geos, b);
    overlay->failed |= !both;
    return both;
}

const struct rmap_area *rmap_overlay_area(struct rmap_overlay *overlay, const struct rmap_shape *shape,
                                          enum rmap_holding holding)
{
    struct rmap_region world = {.reach_deg = WINDOW_DEG, .south_deg = -90, .north_deg = 90};
    struct rmap_cut cut = {0};
    rmap_cut_shape(&world, shape, holding == RMAP_HOLDS_PLANE, &cut);
    const struct rmap_area *area = keep(overlay, even_odd(overlay, &cut.shape, 0, cut.shape.parts));
    rmap_cut_free(&cut);
    return area;
}

/* --- together --- */

const struct rmap_area *rmap_overlay_join(struct rmap_overlay *overlay, const struct rmap_area *const *areas,
                                          size_t count)
{
    GEOSContextHandle_t geos = overlay->geos;
    size_t capacity = 0;
    GEOSGeometry **copies = rmap_grow(NULL, &capacity, count + 1, sizeof(GEOSGeometry *));
    for (size_t i = 0; i < count; i++)
        copies[i] = GEOSGeom_clone_r(geos, areas[i]->geometry);
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, copies, (unsigned)count);
    GEOSGeometry *joined = GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    free(copies);
    return keep_outcome(overlay, polygons_of(geos, joined));
}

const struct rmap_area *rmap_overlay_meet(struct rmap_overlay *overlay, const struct rmap_area *a,
                                          const struct rmap_area *b)
{
    return keep_outcome(overlay, polygons_of(overlay->geos, GEOSIntersection_r(overlay->geos, a->geometry, b->geometry)));
}

/* Corners alone first: nearly always what they leave is valid, and is found in a tenth of the time. */
const struct rmap_area *rmap_overlay_snap(struct rmap_overlay *overlay, const struct rmap_area *area, double step_deg)
{
    GEOSContextHandle_t geos = overlay->geos;
    GEOSGeometry *snapped = GEOSGeom_setPrecision_r(geos, area->geometry, step_deg, GEOS_PREC_NO_TOPO);
    if (!snapped || GEOSisValid_r(geos, snapped) != 1) {
        GEOSGeom_destroy_r(geos, snapped);
        snapped = GEOSGeom_setPrecision_r(geos, area->geometry, step_deg, 0);
    }
    return keep_outcome(overlay, polygons_of(geos, snapped));
}

static void append_lines(GEOSContextHandle_t geos, const GEOSGeometry *geometry, struct rmap_shape *out)
{
    int type = GEOSGeomTypeId_r(geos, geometry);
    if (type == GEOS_LINESTRING) {
        const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, geometry);
        unsigned count = 0;
        GEOSCoordSeq_getSize_r(geos, sequence, &count);
        for (unsigned i = 0; i < count; i++) {
            struct rmap_lonlat p;
            GEOSCoordSeq_getXY_r(geos, sequence, i, &p.lon_deg, &p.lat_deg);
            rmap_shape_point(out, p);
        }
        rmap_shape_end_part(out);
    } else if (type == GEOS_MULTILINESTRING || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); i++)
            append_lines(geos, GEOSGetGeometryN_r(geos, geometry, i), out);
    }
}

void rmap_overlay_cut_lines(struct rmap_overlay *overlay, const struct rmap_shape *lines, const struct rmap_area *area,
                            struct rmap_shape *out)
{
    GEOSContextHandle_t geos = overlay->geos;
    out->closed = false;
    for (size_t part = 0; part < lines->parts; part++) {
        size_t first = part ? lines->ends[part - 1] : 0, count = lines->ends[part] - first;
        if (count < 2)
            continue;
        GEOSGeometry *line = GEOSGeom_createLineString_r(geos, sequence_of(geos, lines->points + first, count, false));
        GEOSGeometry *inside = GEOSIntersection_r(geos, line, area->geometry);
        overlay->failed |= !inside;
        if (inside)
            append_lines(geos, inside, out);
        GEOSGeom_destroy_r(geos, inside);
        GEOSGeom_destroy_r(geos, line);
    }
}

/* --- measures --- */

/* Grows with the area between the equator and a latitude: that area is pi a^2 times it. */
static double authalic(double lat_deg)
{
    double e = ECCENTRICITY, s = lat_deg == 90 ? 1 : lat_deg == -90 ? -1 : sin(lat_deg * DEGREE), es = e * s;
    return (1 - e * e) * (s / (1 - es * es) + atanh(es) / e);
}

/* Mean of `authalic` less `base` along a straight edge: Gauss's three points. */
static double mean_along(double lat_a, double lat_b, double base)
{
    double steps = ceil(fabs(lat_b - lat_a) / STRAIGHT_DEG), sum = 0;
    if (steps == 0)
        return authalic(lat_a) - base;
    for (double i = 0; i < steps; i++) {
        double from = lat_a + (lat_b - lat_a) * i / steps, to = lat_a + (lat_b - lat_a) * (i + 1) / steps;
        double middle = (from + to) / 2, reach = (to - from) / 2 * sqrt(0.6);
        sum += (5 * authalic(middle - reach) + 8 * authalic(middle) + 5 * authalic(middle + reach)) / 18 - base;
    }
    return sum / steps;
}

static double ring_m2(GEOSContextHandle_t geos, const GEOSGeometry *ring)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(geos, sequence, &count);
    double sum = 0, base = 0, lon = 0, lat = 0;
    for (unsigned i = 0; i < count; i++) {
        double next_lon, next_lat;
        GEOSCoordSeq_getXY_r(geos, sequence, i, &next_lon, &next_lat);
        if (i == 0)
            base = authalic(next_lat); /* the sum stays small, and keeps its digits */
        else
            sum += (next_lon - lon) * DEGREE * mean_along(lat, next_lat, base);
        lon = next_lon;
        lat = next_lat;
    }
    return fabs(sum) * EARTH_AXIS_M * EARTH_AXIS_M / 2;
}

static double measure(GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
    double m2 = 0;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, geometry); i++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN_r(geos, geometry, i);
        if (GEOSisEmpty_r(geos, polygon))
            continue;
        m2 += ring_m2(geos, GEOSGetExteriorRing_r(geos, polygon));
        for (int j = 0; j < GEOSGetNumInteriorRings_r(geos, polygon); j++)
            m2 -= ring_m2(geos, GEOSGetInteriorRingN_r(geos, polygon, j));
    }
    return m2;
}

/* An area's own index and figure are made on first use, which leaves the area what it is. */
static struct rmap_area *own(struct rmap_overlay *overlay, const struct rmap_area *area)
{
    return overlay->areas[area->index];
}

double rmap_area_m2(struct rmap_overlay *overlay, const struct rmap_area *area)
{
    if (area->m2 < 0)
        own(overlay, area)->m2 = measure(overlay->geos, area->geometry);
    return area->m2;
}

double rmap_area_shared_m2(struct rmap_overlay *overlay, const struct rmap_area *a, const struct rmap_area *b)
{
    GEOSContextHandle_t geos = overlay->geos;
    if (!a->indexed)
        own(overlay, a)->indexed = GEOSPrepare_r(geos, a->geometry);
    if (GEOSPreparedIntersects_r(geos, a->indexed, b->geometry) == 0)
        return 0;
    if (GEOSPreparedContains_r(geos, a->indexed, b->geometry) == 1)
        return rmap_area_m2(overlay, b);
    GEOSGeometry *both = polygons_of(geos, GEOSIntersection_r(geos, a->geometry, b->geometry));
    overlay->failed |= !both;
    double m2 = both ? measure(geos, both) : 0;
    GEOSGeom_destroy_r(geos, both);
    return m2;
}

bool rmap_area_is_empty(struct rmap_overlay *overlay, const struct rmap_area *area)
{
    return GEOSisEmpty_r(overlay->geos, area->geometry) != 0;
}

struct rmap_bounds rmap_area_bounds(struct rmap_overlay *overlay, const struct rmap_area *area)
{
    struct rmap_bounds bounds = {0, 0, 0, 0};
    if (!rmap_area_is_empty(overlay, area)) {
        GEOSGeom_getXMin_r(overlay->geos, area->geometry, &bounds.west_deg);
        GEOSGeom_getYMin_r(overlay->geos, area->geometry, &bounds.south_deg);
        GEOSGeom_getXMax_r(overlay->geos, area->geometry, &bounds.east_deg);
        GEOSGeom_getYMax_r(overlay->geos, area->geometry, &bounds.north_deg);
    }
    return bounds;
}

bool rmap_area_holds(struct rmap_overlay *overlay, const struct rmap_area *area, struct rmap_lonlat p)
{
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(overlay->geos, p.lon_deg, p.lat_deg);
    bool holds = GEOSIntersects_r(overlay->geos, area->geometry, point) == 1;
    GEOSGeom_destroy_r(overlay->geos, point);
    return holds;
}

/* --- back to shapes --- */

static void append_ring(GEOSContextHandle_t geos, const GEOSGeometry *ring, bool clockwise, struct rmap_shape *out)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos, ring);
    unsigned count = 0;
    char ccw = 0;
    GEOSCoordSeq_getSize_r(geos, sequence, &count);
    GEOSCoordSeq_isCCW_r(geos, sequence, &ccw);
    for (unsigned i = 0; i < count; i++) {
        struct rmap_lonlat p;
        GEOSCoordSeq_getXY_r(geos, sequence, (ccw != 0) == clockwise ? count - 1 - i : i, &p.lon_deg, &p.lat_deg);
        rmap_shape_point(out, p);
    }
    rmap_shape_end_part(out);
}

struct polygon {
    const GEOSGeometry *geometry;
    double west_deg, south_deg;
};

static int by_west(const void *a, const void *b)
{
    const struct polygon *p = a, *q = b;
    if (p->west_deg != q->west_deg)
        return p->west_deg < q->west_deg ? -1 : 1;
    return (p->south_deg > q->south_deg) - (p->south_deg < q->south_deg);
}

/* In GEOS's normal form each part begins at its smallest longitude; the order of the parts is ours. */
void rmap_area_shape(struct rmap_overlay *overlay, const struct rmap_area *area, struct rmap_shape *out)
{
    GEOSContextHandle_t geos = overlay->geos;
    GEOSGeometry *normal = GEOSGeom_clone_r(geos, area->geometry);
    GEOSNormalize_r(geos, normal);
    out->closed = true;
    size_t count = rmap_area_is_empty(overlay, area) ? 0 : (size_t)GEOSGetNumGeometries_r(geos, normal), capacity = 0;
    struct polygon *polygons = rmap_grow(NULL, &capacity, count + 1, sizeof *polygons);
    for (size_t i = 0; i < count; i++) {
        polygons[i].geometry = GEOSGetGeometryN_r(geos, normal, (int)i);
        GEOSGeom_getXMin_r(geos, polygons[i].geometry, &polygons[i].west_deg);
        GEOSGeom_getYMin_r(geos, polygons[i].geometry, &polygons[i].south_deg);
    }
    qsort(polygons, count, sizeof *polygons, by_west);
    for (size_t i = 0; i < count; i++) {
        append_ring(geos, GEOSGetExteriorRing_r(geos, polygons[i].geometry), true, out);
        for (int j = 0; j < GEOSGetNumInteriorRings_r(geos, polygons[i].geometry); j++)
            append_ring(geos, GEOSGetInteriorRingN_r(geos, polygons[i].geometry, j), false, out);
    }
    free(polygons);
    GEOSGeom_destroy_r(geos, normal);
}

struct rmap_overlay *rmap_overlay_new(void)
{
    size_t capacity = 0;
    struct rmap_overlay *overlay = rmap_grow(NULL, &capacity, 1, sizeof *overlay);
    *overlay = (struct rmap_overlay){.geos = GEOS_init_r()};
    return overlay;
}

bool rmap_overlay_ok(const struct rmap_overlay *overlay, struct rmap_error *err)
{
    return !overlay->failed
           || rmap_fail(err, RMAP_FAILED, "areas could not be laid over each other (GEOS %s); try another --tolerance, or fewer rings",
                        GEOSversion());
}

void rmap_overlay_free(struct rmap_overlay *overlay)
{
    if (!overlay)
        return;
    for (size_t i = 0; i < overlay->count; i++) {
        GEOSPreparedGeom_destroy_r(overlay->geos, overlay->areas[i]->indexed);
        GEOSGeom_destroy_r(overlay->geos, overlay->areas[i]->geometry);
        free(overlay->areas[i]);
    }
    free(overlay->areas);
    GEOS_finish_r(overlay->geos);
    free(overlay);
}
