#include "cut.h"

#include <math.h>
#include <stdlib.h>

#include "cut_disc.h"
#include "cut_ring.h"
#include "cut_window.h"

#define HOLD_DEG 0.5  /* well inside a region */
#define BULGE    0.02 /* of its spread: a curve reaches less beyond its places */

bool rmap_shape_is_inside_out(const struct rmap_shape *shape)
{
    struct rmap_cut_ring ring = {0};
    double top = -HUGE_VAL;
    bool inside_out = false;
    for (size_t part = 0; part < shape->parts; part++) {
        rmap_cut_ring_load(shape, part, false, &ring);
        double y = rmap_cut_ring_top(&ring);
        if (y > top) {
            top = y;
            inside_out = rmap_cut_ring_area(&ring) > 0;
        }
    }
    free(ring.items);
    return inside_out;
}

bool rmap_region_holds(const struct rmap_region *region, struct rmap_bounds box)
{
    double mid = (box.west_deg + box.east_deg) / 2, half = (box.east_deg - box.west_deg) / 2;
    double off = remainder(mid - region->centre.lon_deg, 360), wide = fabs(off) + half;
    bool seam = box.west_deg <= -180 + RMAP_CUT_SEAM_DEG || box.east_deg >= 180 - RMAP_CUT_SEAM_DEG
                || box.south_deg <= -90 + RMAP_CUT_SEAM_DEG || box.north_deg >= 90 - RMAP_CUT_SEAM_DEG;
    if (seam || !(half >= 0))
        return false;
    if (!region->disc)
        return wide < region->reach_deg - HOLD_DEG && box.south_deg > region->south_deg
               && box.north_deg < region->north_deg;
    /* Along the meridian and then along the parallel is never the shorter way. */
    double far = fmax(fabs(box.north_deg - region->centre.lat_deg),
                      fabs(box.south_deg - region->centre.lat_deg));
    return wide < 180 && far + wide < region->reach_deg - HOLD_DEG;
}

/* A curve over the meridian opposite has places on both sides of the window. */
static bool window_shows(const struct rmap_region *region, const struct rmap_shape *places)
{
    double west = HUGE_VAL, east = -HUGE_VAL, south = HUGE_VAL, north = -HUGE_VAL;
    for (size_t i = 0; i < places->count; i++) {
        double off = remainder(places->points[i].lon_deg - region->centre.lon_deg, 360), lat_deg = places->points[i].lat_deg;
        west = fmin(west, off);
        east = fmax(east, off);
        south = fmin(south, lat_deg);
        north = fmax(north, lat_deg);
    }
    double wide = BULGE * (east - west), high = BULGE * (north - south);
    return fmax(-west, east) + wide < region->reach_deg - HOLD_DEG && south - high > region->south_deg
           && north + high < region->north_deg;
}

bool rmap_region_shows(const struct rmap_region *region, const struct rmap_shape *places)
{
    if (region->disc)
        return rmap_cut_disc_far_deg(region, places) * (1 + 2 * BULGE) < region->reach_deg - HOLD_DEG;
    return window_shows(region, places);
}

void rmap_region_edge(const struct rmap_region *region, struct rmap_shape *out)
{
    struct rmap_cut cut = {0};
    if (region->disc)
        rmap_cut_disc_edge(region, &cut);
    else
        rmap_cut_window_edge(region, &cut);
    for (size_t i = 0; i < cut.shape.count; i++)
        rmap_shape_point(out, cut.shape.points[i]);
    rmap_shape_end_part(out);
    rmap_cut_free(&cut);
}

void rmap_cut_shape(const struct rmap_region *region, const struct rmap_shape *shape, bool planar,
                    struct rmap_cut *out)
{
    out->shape.closed = shape->closed;
    if (region->disc)
        rmap_cut_disc(region, shape, planar, out);
    else
        rmap_cut_window(region, shape, planar, out);
}

void rmap_cut_free(struct rmap_cut *cut)
{
    rmap_shape_free(&cut->shape);
    free(cut->made);
    *cut = (struct rmap_cut){0};
}
