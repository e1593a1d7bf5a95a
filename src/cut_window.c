#include "cut_window.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "cut_ring.h"

#define WINDOW_EDGE_DEG 1e-7 /* 1 cm: on the edge itself a projection may answer with the other side */

struct window {
    double west, south, east, north;
};

static struct window window_of(const struct rmap_region *region)
{
    double half = region->reach_deg - WINDOW_EDGE_DEG;
    return (struct window){region->centre.lon_deg - half, region->south_deg, region->centre.lon_deg + half,
                           region->north_deg};
}

enum side { WEST, EAST, SOUTH, NORTH, SIDES };

static double depth(struct rmap_cut_corner c, const struct window *window, enum side side)
{
    switch (side) {
    case WEST:
        return c.x - window->west;
    case EAST:
        return window->east - c.x;
    case SOUTH:
        return c.y - window->south;
    default:
        return window->north - c.y;
    }
}

static struct rmap_cut_corner crossing(struct rmap_cut_corner a, struct rmap_cut_corner b, const struct window *window, enum side side)
{
    double da = depth(a, window, side), db = depth(b, window, side), t = da / (da - db);
    struct rmap_cut_corner c = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.made};
    switch (side) {
    case WEST:
        c.x = window->west;
        break;
    case EAST:
        c.x = window->east;
        break;
    case SOUTH:
        c.y = window->south;
        break;
    default:
        c.y = window->north;
        break;
    }
    return c;
}

/* Sutherland and Hodgman against one side; the edge from where a ring leaves to where it comes back is made. */
static void clip_side(const struct rmap_cut_ring *in, const struct window *window, enum side side, struct rmap_cut_ring *out)
{
    out->count = 0;
    for (size_t i = 0; i < in->count; i++) {
        struct rmap_cut_corner a = in->items[i], b = in->items[(i + 1) % in->count];
        bool a_in = depth(a, window, side) >= 0, b_in = depth(b, window, side) >= 0;
        if (a_in)
            rmap_cut_ring_add(out, a.x, a.y, a.made);
        if (a_in != b_in) {
            struct rmap_cut_corner c = crossing(a, b, window, side);
            rmap_cut_ring_add(out, c.x, c.y, a_in ? true : c.made);
        }
    }
}

static void emit_ring(const struct rmap_cut_ring *ring, struct rmap_cut *out)
{
    for (size_t i = 0; i < ring->count; i++) {
        struct rmap_cut_corner a = ring->items[i], b = ring->items[(i + 1) % ring->count];
        rmap_cut_emit(out, a.x, a.y, a.made);
        double steps = a.made ? ceil(fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / RMAP_CUT_STEP_DEG) : 1;
        for (double k = 1; k < steps; k++)
            rmap_cut_emit(out, a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps, true);
    }
    rmap_shape_end_part(&out->shape);
}

static void shift_ring(const struct rmap_cut_ring *ring, double by, struct rmap_cut_ring *out)
{
    out->count = 0;
    for (size_t i = 0; i < ring->count; i++)
        rmap_cut_ring_add(out, ring->items[i].x + by, ring->items[i].y, ring->items[i].made);
}

/* Two rings that take turns. */
struct turn {
    struct rmap_cut_ring a, b;
};

/* `turn->a` is clipped and emitted. */
static void clip_ring(const struct window *window, struct turn *turn, struct rmap_cut *out)
{
    for (enum side side = WEST; side < SIDES; side++) {
        bool outside = false;
        for (size_t i = 0; i < turn->a.count && !outside; i++)
            outside = depth(turn->a.items[i], window, side) < 0;
        if (!outside)
            continue;
        out->any = true;
        clip_side(&turn->a, window, side, &turn->b);
        struct rmap_cut_ring swap = turn->a;
        turn->a = turn->b;
        turn->b = swap;
    }
    if (turn->a.count >= 3)
        emit_ring(&turn->a, out);
}

/* Every copy of a ring, turned by whole circles, that meets the window. */
static void cut_plain_ring(const struct window *window, const struct rmap_cut_ring *ring, struct turn *turn,
                           struct rmap_cut *out)
{
    double low, high;
    rmap_cut_ring_span(ring, &low, &high);
    bool met = false;
    for (double k = ceil((window->west - high) / 360); low + 360 * k <= window->east; k++) {
        shift_ring(ring, 360 * k, &turn->a);
        clip_ring(window, turn, out);
        met = true;
    }
    out->any |= !met;
}

/* A ring that goes round: enough turns of it to run past both sides of the window, closed over the north pole. The
 * seam then lies outside the window. */
static void cut_winding_ring(const struct window *window, const struct rmap_cut_ring *ring, struct turn *turn,
                             struct rmap_cut *out)
{
    double low, high;
    rmap_cut_ring_span(ring, &low, &high);
    double west = floor((window->west - high) / 360), east = ceil((window->east - low) / 360);
    bool eastward = ring->turns > 0;
    turn->a.count = 0;
    for (double k = west; k <= east; k++) {
        double shift_deg = 360 * (eastward ? k : west + east - k);
        for (size_t i = 0; i < ring->count; i++)
            rmap_cut_ring_add(&turn->a, ring->items[i].x + shift_deg, ring->items[i].y, ring->items[i].made);
    }
    assert(turn->a.count > 0);
    struct rmap_cut_corner *end = &turn->a.items[turn->a.count - 1];
    end->made = true;
    double start_deg = turn->a.items[0].x, end_deg = end->x;
    rmap_cut_ring_add(&turn->a, end_deg, 90, true);
    rmap_cut_ring_add(&turn->a, start_deg, 90, true);
    clip_ring(window, turn, out);
}

static void emit_window(const struct window *window, struct rmap_cut *out)
{
    struct rmap_cut_corner corners[4] = {{window->west, window->north, true},
                                {window->east, window->north, true},
                                {window->east, window->south, true},
                                {window->west, window->south, true}};
    struct rmap_cut_ring ring = {.items = corners, .count = 4};
    emit_ring(&ring, out);
}

/* Rings that go round are all closed over the north pole, and filling is even-odd: so what is left to find out is
 * whether the north pole lies inside. The northernmost ring tells: nothing lies between it and the pole. */
static void cut_rings_to_window(const struct window *window, const struct rmap_shape *shape, bool planar,
                                struct rmap_cut *out)
{
    struct rmap_cut_ring ring = {0};
    struct turn turn = {0};
    double top = -HUGE_VAL;
    bool pole_inside = false, pole_filled = false;
    for (size_t part = 0; part < shape->parts; part++) {
        rmap_cut_ring_load(shape, part, planar, &ring);
        double y = rmap_cut_ring_top(&ring);
        if (y > top) {
            top = y;
            pole_inside = ring.turns ? ring.turns < 0 : !planar && rmap_cut_ring_area(&ring) > 0;
        }
        if (ring.turns) {
            pole_filled = !pole_filled;
            cut_winding_ring(window, &ring, &turn, out);
        } else {
            cut_plain_ring(window, &ring, &turn, out);
        }
    }
    if (pole_inside != pole_filled)
        emit_window(window, out);
    free(ring.items);
    free(turn.a.items);
    free(turn.b.items);
}

/* The stretch of a-b inside the window; false: none. */
static bool clip_edge(struct rmap_cut_corner *a, struct rmap_cut_corner *b, const struct window *window)
{
    for (enum side side = WEST; side < SIDES; side++) {
        bool a_in = depth(*a, window, side) >= 0, b_in = depth(*b, window, side) >= 0;
        if (!a_in && !b_in)
            return false;
        if (!a_in)
            *a = crossing(*a, *b, window, side);
        else if (!b_in)
            *b = crossing(*a, *b, window, side);
    }
    return true;
}

static void cut_line_to_window(const struct window *window, const struct rmap_cut_ring *line, double shift,
                               struct rmap_cut *out)
{
    bool drawing = false;
    for (size_t i = 0; i + 1 < line->count; i++) {
        struct rmap_cut_corner a = line->items[i], b = line->items[i + 1];
        a.x += shift;
        b.x += shift;
        double end_x = b.x, end_y = b.y;
        if (!clip_edge(&a, &b, window)) {
            drawing = false;
            continue;
        }
        if (!drawing) {
            rmap_shape_end_part(&out->shape);
            rmap_cut_emit(out, a.x, a.y, false);
        }
        rmap_cut_emit(out, b.x, b.y, false);
        drawing = b.x == end_x && b.y == end_y;
    }
    rmap_shape_end_part(&out->shape);
}

static void cut_lines_to_window(const struct window *window, const struct rmap_shape *shape, bool planar,
                                struct rmap_cut *out)
{
    struct rmap_cut_ring line = {0};
    for (size_t part = 0; part < shape->parts; part++) {
        double low, high;
        rmap_cut_ring_load(shape, part, planar, &line);
        rmap_cut_ring_span(&line, &low, &high);
        for (double k = ceil((window->west - high) / 360); low + 360 * k <= window->east; k++)
            cut_line_to_window(window, &line, 360 * k, out);
    }
    out->any = true;
    free(line.items);
}

void rmap_cut_window_edge(const struct rmap_region *region, struct rmap_cut *out)
{
    struct window window = window_of(region);
    emit_window(&window, out);
}

void rmap_cut_window(const struct rmap_region *region, const struct rmap_shape *shape, bool planar, struct rmap_cut *out)
{
    struct window window = window_of(region);
    if (shape->closed)
        cut_rings_to_window(&window, shape, planar, out);
    else
        cut_lines_to_window(&window, shape, planar, out);
}
