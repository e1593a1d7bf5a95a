#include "outline.h"

#include <math.h>
#include <stdlib.h>

#include "join.h"
#include "mem.h"
#include "offset.h"

/* One part of a shape; reversed, so that what it held is left out. */
static void append_part(const struct rmap_shape *shape, size_t part, bool reversed, struct rmap_shape *out)
{
    size_t first = part ? shape->ends[part - 1] : 0, end = shape->ends[part];
    for (size_t i = first; i < end; i++)
        rmap_shape_point(out, shape->points[reversed ? first + end - 1 - i : i]);
    rmap_shape_end_part(out);
}

static void append(const struct rmap_shape *shape, bool reversed, struct rmap_shape *out)
{
    for (size_t part = 0; part < shape->parts; part++)
        append_part(shape, part, reversed, out);
}

/* The edge of a whole ring is the edge of its area: each part ends where it began. */
static void trace_round(const struct rmap_reach *reach, struct rmap_outline *out)
{
    append_part(&out->area, 0, false, &out->outer);
    if (reach->inner_m > 0)
        append_part(&out->area, 1, false, &out->inner);
}

static void trace_sector(const struct rmap_reach *reach, const struct rmap_closeness *how, struct rmap_outline *out)
{
    struct rmap_shape lines = {0};
    double error;
    rmap_ring_lines(reach, how, &lines, &error);
    out->error = fmax(out->error, error);
    for (size_t part = 0; part < lines.parts; part++)
        append_part(&lines, part, false, part == 0 ? &out->outer : part + 2 < lines.parts ? &out->inner : &out->sides);
    rmap_shape_free(&lines);
}

static void trace_shape(const struct rmap_ring *ring, const struct rmap_closeness *how, struct rmap_outline *out)
{
    double error = 0;
    rmap_offset_edge(ring->place.shape, ring->outer_m, how, &out->outer, &out->error);
    if (ring->inner_m > 0)
        rmap_offset_edge(ring->place.shape, ring->inner_m, how, &out->inner, &error);
    out->error = fmax(out->error, error);
    append(&out->outer, false, &out->area);
    append(&out->inner, true, &out->area);
    out->area.closed = true;
    out->outer.closed = out->inner.closed = false;
}

static void trace_ring(const struct rmap_ring *ring, const struct rmap_closeness *how, struct rmap_outline *out)
{
    if (ring->place.shape) {
        trace_shape(ring, how, out);
        return;
    }
    struct rmap_reach reach = {ring->place.at, ring->outer_m, ring->inner_m, ring->from_deg, ring->to_deg};
    rmap_ring_area(&reach, how, &out->area, &out->error);
    if (ring->from_deg == ring->to_deg)
        trace_round(&reach, out);
    else
        trace_sector(&reach, how, out);
}

bool rmap_outline_trace(const struct rmap_ring *const *rings, size_t count, const struct rmap_closeness *how,
                        struct rmap_outline *out)
{
    *out = (struct rmap_outline){0};
    if (count == 1) {
        trace_ring(rings[0], how, out);
        return true;
    }
    size_t capacity = 0, place_capacity = 0;
    struct rmap_shape *areas = rmap_grow(NULL, &capacity, count, sizeof *areas);
    struct rmap_lonlat *places = rmap_grow(NULL, &place_capacity, count, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        double error;
        areas[i] = (struct rmap_shape){0};
        places[i] = rings[i]->place.at;
        rmap_outline_area(rings[i], how, &areas[i], &error);
        out->error = fmax(out->error, error);
    }
    bool joined = rmap_join_areas(areas, places, count, &out->area);
    append(&out->area, false, &out->outer);
    for (size_t i = 0; i < count; i++)
        rmap_shape_free(&areas[i]);
    free(areas);
    free(places);
    return joined;
}

void rmap_outline_free(struct rmap_outline *outline)
{
    rmap_shape_free(&outline->area);
    rmap_shape_free(&outline->outer);
    rmap_shape_free(&outline->inner);
    rmap_shape_free(&outline->sides);
}

void rmap_outline_area(const struct rmap_ring *ring, const struct rmap_closeness *how, struct rmap_shape *out,
                       double *error)
{
    struct rmap_outline outline = {0};
    trace_ring(ring, how, &outline);
    append(&outline.area, false, out);
    out->closed = true;
    if (error)
        *error = outline.error;
    rmap_outline_free(&outline);
}

double rmap_outline_distance(const struct rmap_place *place, struct rmap_lonlat at, double *azimuth_deg)
{
    struct rmap_lonlat from = place->at;
    double azimuth;
    if (place->shape)
        rmap_offset_distance(place->shape, at, &from);
    double m = rmap_geodesic_distance(from, at, &azimuth, NULL);
    if (azimuth_deg)
        *azimuth_deg = place->shape && m == 0 ? NAN : fmod(azimuth + 360, 360);
    return m;
}
