#include "fit.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "mem.h"
#include "outline.h"

#define MARGIN    0.06 /* of what is drawn, on each side */
#define LEAST_DEG 0.2  /* one site alone gets some surroundings */
#define COARSE_M  1000.0

struct span {
    double west_deg, east_deg; /* the west within -180..180 */
};

/* What is to be shown, while it is gathered. */
struct fit {
    double south_deg, north_deg;
    struct span *spans; /* malloc'd */
    size_t count, capacity;
};

static void take(struct fit *fit, struct rmap_bounds bounds)
{
    double turns = 360 * floor((bounds.west_deg + 180) / 360);
    fit->south_deg = fmin(fit->south_deg, bounds.south_deg);
    fit->north_deg = fmax(fit->north_deg, bounds.north_deg);
    fit->spans = rmap_grow(fit->spans, &fit->capacity, fit->count + 1, sizeof *fit->spans);
    fit->spans[fit->count++] = (struct span){bounds.west_deg - turns, bounds.east_deg - turns};
}

static void take_site(struct fit *fit, struct rmap_lonlat at)
{
    take(fit, (struct rmap_bounds){at.lon_deg, at.lat_deg, at.lon_deg, at.lat_deg});
}

static void take_disc(struct fit *fit, const struct rmap_ring *ring)
{
    struct rmap_shape area = {0};
    rmap_outline_area(ring, &(struct rmap_closeness){.tolerance = COARSE_M}, &area, NULL);
    for (size_t part = 0, i = 0; part < area.parts; part++) {
        struct rmap_bounds bounds = {INFINITY, INFINITY, -INFINITY, -INFINITY};
        for (; i < area.ends[part]; i++) {
            struct rmap_lonlat p = area.points[i];
            bounds = (struct rmap_bounds){fmin(bounds.west_deg, p.lon_deg), fmin(bounds.south_deg, p.lat_deg),
                                          fmax(bounds.east_deg, p.lon_deg), fmax(bounds.north_deg, p.lat_deg)};
        }
        take(fit, bounds);
    }
    rmap_shape_free(&area);
}

static void take_shape(struct fit *fit, const struct rmap_ring *ring)
{
    for (size_t part = 0; part < rmap_offset_parts(ring->place.shape); part++)
        take(fit, rmap_offset_bounds(ring->place.shape, part, ring->outer_m));
}

/* A ring that holds a pole holds all longitudes, though a large one's edge may be a small circle on the other side. */
static void take_poles(struct fit *fit, const struct rmap_ring *ring)
{
    for (double lat_deg = -90; lat_deg <= 90; lat_deg += 180) {
        struct rmap_lonlat pole = {0, lat_deg};
        if (ring->from_deg == ring->to_deg && rmap_outline_distance(&ring->place, pole, NULL) <= ring->outer_m)
            take(fit, (struct rmap_bounds){-180, lat_deg, 180, lat_deg});
    }
}

static int by_west(const void *a, const void *b)
{
    const struct span *p = a, *q = b;
    return (p->west_deg > q->west_deg) - (p->west_deg < q->west_deg);
}

/* All longitudes but the widest gap between spans; the gap before the first is what the last leave of the circle. */
static struct span join_spans(struct fit *fit)
{
    qsort(fit->spans, fit->count, sizeof *fit->spans, by_west);
    double first_deg = fit->spans[0].west_deg, reached_deg = -INFINITY, widest_deg = -INFINITY;
    struct span all = {first_deg, first_deg};
    for (size_t i = 0; i < fit->count; i++) {
        struct span span = fit->spans[i];
        if (span.west_deg - reached_deg > widest_deg && i > 0) {
            widest_deg = span.west_deg - reached_deg;
            all = (struct span){span.west_deg, reached_deg + 360};
        }
        reached_deg = fmax(reached_deg, span.east_deg);
    }
    return first_deg + 360 - reached_deg >= widest_deg ? (struct span){first_deg, reached_deg} : all;
}

static struct rmap_bounds with_margin(struct span span, double south_deg, double north_deg)
{
    double tall = fmax(north_deg - south_deg, LEAST_DEG), wide = fmax(span.east_deg - span.west_deg, LEAST_DEG);
    struct rmap_bounds bounds = {span.west_deg - MARGIN * wide, fmax(south_deg - MARGIN * tall, -90),
                                 span.east_deg + MARGIN * wide, fmin(north_deg + MARGIN * tall, 90)};
    if (bounds.east_deg - bounds.west_deg >= 360) {
        bounds.west_deg = -180;
        bounds.east_deg = 180;
    }
    return bounds;
}

struct rmap_bounds rmap_fit_extent(const struct rmap_sites *sites, const struct rmap_rings *rings)
{
    struct fit fit = {.south_deg = INFINITY, .north_deg = -INFINITY};
    for (size_t i = 0; i < sites->count; i++)
        take_site(&fit, sites->items[i].at);
    for (size_t i = 0; i < rings->count; i++) {
        const struct rmap_ring *ring = &rings->items[i];
        if (ring->place.shape)
            take_shape(&fit, ring);
        else
            take_disc(&fit, ring);
        take_poles(&fit, ring);
    }
    assert(fit.spans);
    struct span span = join_spans(&fit);
    free(fit.spans);
    return with_margin(span, fit.south_deg, fit.north_deg);
}
