#include "cut_ring.h"

#include <math.h>

#include "mem.h"

void rmap_cut_ring_add(struct rmap_cut_ring *ring, double x, double y, bool made)
{
    if (ring->count == ring->capacity)
        ring->items = rmap_grow(ring->items, &ring->capacity, ring->count + 1, sizeof *ring->items);
    ring->items[ring->count++] = (struct rmap_cut_corner){x, y, made};
}

void rmap_cut_emit(struct rmap_cut *out, double lon_deg, double lat_deg, bool made)
{
    size_t index = out->shape.count;
    rmap_shape_point(&out->shape, (struct rmap_lonlat){lon_deg, lat_deg});
    if (index >= out->made_capacity)
        out->made = rmap_grow(out->made, &out->made_capacity, index + 1, sizeof *out->made);
    out->made[index] = made;
    out->any |= made;
}

static bool on_seam(struct rmap_cut_corner a, struct rmap_cut_corner b)
{
    bool pole = fabs(a.y) > 90 - RMAP_CUT_SEAM_DEG && fabs(b.y) > 90 - RMAP_CUT_SEAM_DEG;
    return pole || (fabs(a.x - b.x) < RMAP_CUT_SEAM_DEG && fabs(remainder(a.x - 180, 360)) < RMAP_CUT_SEAM_DEG);
}

/* A jump of more than half the Earth is the short way over the antimeridian, but for edges drawn from one copy of a
 * meridian or a pole to the other. */
static double unwrap(struct rmap_cut_corner last, double x, double y)
{
    double jump = x - last.x;
    bool seam = fabs(fabs(jump) - 360) < RMAP_CUT_SEAM_DEG
                || (fabs(y) > 90 - RMAP_CUT_SEAM_DEG && fabs(last.y) > 90 - RMAP_CUT_SEAM_DEG);
    return fabs(jump) > 180 && !seam ? last.x + remainder(jump, 360) : x;
}

void rmap_cut_ring_load(const struct rmap_shape *shape, size_t part, bool planar, struct rmap_cut_ring *ring)
{
    size_t first = part ? shape->ends[part - 1] : 0, end = shape->ends[part];
    ring->count = 0;
    ring->turns = 0;
    double shift = 0;
    for (size_t i = first; i < end; i++) {
        struct rmap_lonlat p = shape->points[i];
        double x = p.lon_deg + shift;
        if (planar && ring->count > 0) {
            x = unwrap(ring->items[ring->count - 1], x, p.lat_deg);
            shift = x - p.lon_deg;
        }
        rmap_cut_ring_add(ring, x, p.lat_deg, false);
    }
    if (!shape->closed || ring->count < 2)
        return;
    struct rmap_cut_corner a = ring->items[0], z = ring->items[ring->count - 1];
    double seam_x = planar ? unwrap(z, a.x + shift, a.y) : z.x;
    ring->turns = (int)lround((seam_x - a.x) / 360);
    if (z.x == a.x && z.y == a.y)
        ring->count--;
    if (planar) {
        for (size_t i = 0; i < ring->count; i++)
            ring->items[i].made = on_seam(ring->items[i], ring->items[(i + 1) % ring->count]);
    }
}

double rmap_cut_ring_area(const struct rmap_cut_ring *ring)
{
    double area = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct rmap_cut_corner a = ring->items[i], b = ring->items[(i + 1) % ring->count];
        area += (a.x - ring->items[0].x) * (b.y - ring->items[0].y)
                - (b.x - ring->items[0].x) * (a.y - ring->items[0].y);
    }
    return area;
}

double rmap_cut_ring_top(const struct rmap_cut_ring *ring)
{
    double top = -HUGE_VAL;
    for (size_t i = 0; i < ring->count; i++)
        top = fmax(top, ring->items[i].y);
    return top;
}

void rmap_cut_ring_span(const struct rmap_cut_ring *ring, double *low, double *high)
{
    *low = HUGE_VAL;
    *high = -HUGE_VAL;
    for (size_t i = 0; i < ring->count; i++) {
        *low = fmin(*low, ring->items[i].x);
        *high = fmax(*high, ring->items[i].x);
    }
}
