#include "cut.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "mem.h"

#define DEGREE          0.017453292519943295
#define SEAM_DEG        1e-9 /* data on a meridian of 180 degrees or a pole stands there exactly */
#define WINDOW_EDGE_DEG 1e-7 /* 1 cm: on the edge itself a projection may answer with the other side */
#define HOLD_DEG        0.5  /* well inside a region */
#define MADE_STEP_DEG   1.0  /* an edge that cutting made follows a curve on the page */
#define BULGE           0.02 /* of its spread: a curve reaches less beyond its places */
#define DISC_STEP_DEG   2.0  /* longest edge on its way out of the disc that is taken as a whole */

/* A point of a ring on its way through the cutting. In a disc x is the azimuth and y the angular distance. */
struct corner {
    double x, y;
    bool made; /* the edge to the next corner */
};

struct ring {
    struct corner *items;
    size_t count, capacity;
    int turns; /* how often it goes round the pole, east positive */
};

static void add_corner(struct ring *ring, double x, double y, bool made)
{
    if (ring->count == ring->capacity)
        ring->items = rmap_grow(ring->items, &ring->capacity, ring->count + 1, sizeof *ring->items);
    ring->items[ring->count++] = (struct corner){x, y, made};
}

static void emit_point(struct rmap_cut *out, double lon_deg, double lat_deg, bool made)
{
    size_t index = out->shape.count;
    rmap_shape_point(&out->shape, (struct rmap_lonlat){lon_deg, lat_deg});
    if (index >= out->made_capacity)
        out->made = rmap_grow(out->made, &out->made_capacity, index + 1, sizeof *out->made);
    out->made[index] = made;
    out->any |= made;
}

static bool on_seam(struct corner a, struct corner b)
{
    bool pole = fabs(a.y) > 90 - SEAM_DEG && fabs(b.y) > 90 - SEAM_DEG;
    return pole || (fabs(a.x - b.x) < SEAM_DEG && fabs(remainder(a.x - 180, 360)) < SEAM_DEG);
}

/* A jump of more than half the Earth is the short way over the antimeridian, but for edges drawn from one copy of a
 * meridian or a pole to the other. */
static double unwrap(struct corner last, double x, double y)
{
    double jump = x - last.x;
    bool seam = fabs(fabs(jump) - 360) < SEAM_DEG
                || (fabs(y) > 90 - SEAM_DEG && fabs(last.y) > 90 - SEAM_DEG);
    return fabs(jump) > 180 && !seam ? last.x + remainder(jump, 360) : x;
}

/* A part in degrees, without the repeated last point of a closed one. */
static void load_part(const struct rmap_shape *shape, size_t part, bool planar, struct ring *ring)
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
        add_corner(ring, x, p.lat_deg, false);
    }
    if (!shape->closed || ring->count < 2)
        return;
    struct corner a = ring->items[0], z = ring->items[ring->count - 1];
    double seam_x = planar ? unwrap(z, a.x + shift, a.y) : z.x;
    ring->turns = (int)lround((seam_x - a.x) / 360);
    if (z.x == a.x && z.y == a.y)
        ring->count--;
    if (planar) {
        for (size_t i = 0; i < ring->count; i++)
            ring->items[i].made = on_seam(ring->items[i], ring->items[(i + 1) % ring->count]);
    }
}

/* Twice the area in square degrees, counter-clockwise positive. */
static double signed_area(const struct ring *ring)
{
    double area = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct corner a = ring->items[i], b = ring->items[(i + 1) % ring->count];
        area += (a.x - ring->items[0].x) * (b.y - ring->items[0].y)
                - (b.x - ring->items[0].x) * (a.y - ring->items[0].y);
    }
    return area;
}

static double top_of(const struct ring *ring)
{
    double top = -HUGE_VAL;
    for (size_t i = 0; i < ring->count; i++)
        top = fmax(top, ring->items[i].y);
    return top;
}

bool rmap_shape_is_inside_out(const struct rmap_shape *shape)
{
    struct ring ring = {0};
    double top = -HUGE_VAL;
    bool inside_out = false;
    for (size_t part = 0; part < shape->parts; part++) {
        load_part(shape, part, false, &ring);
        double y = top_of(&ring);
        if (y > top) {
            top = y;
            inside_out = signed_area(&ring) > 0;
        }
    }
    free(ring.items);
    return inside_out;
}

/* --- a window --- */

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

static double depth(struct corner c, const struct window *window, enum side side)
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

static struct corner crossing(struct corner a, struct corner b, const struct window *window, enum side side)
{
    double da = depth(a, window, side), db = depth(b, window, side), t = da / (da - db);
    struct corner c = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.made};
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
static void clip_side(const struct ring *in, const struct window *window, enum side side, struct ring *out)
{
    out->count = 0;
    for (size_t i = 0; i < in->count; i++) {
        struct corner a = in->items[i], b = in->items[(i + 1) % in->count];
        bool a_in = depth(a, window, side) >= 0, b_in = depth(b, window, side) >= 0;
        if (a_in)
            add_corner(out, a.x, a.y, a.made);
        if (a_in != b_in) {
            struct corner c = crossing(a, b, window, side);
            add_corner(out, c.x, c.y, a_in ? true : c.made);
        }
    }
}

static void emit_ring(const struct ring *ring, struct rmap_cut *out)
{
    for (size_t i = 0; i < ring->count; i++) {
        struct corner a = ring->items[i], b = ring->items[(i + 1) % ring->count];
        emit_point(out, a.x, a.y, a.made);
        double steps = a.made ? ceil(fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / MADE_STEP_DEG) : 1;
        for (double k = 1; k < steps; k++)
            emit_point(out, a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps, true);
    }
    rmap_shape_end_part(&out->shape);
}

static void span_of(const struct ring *ring, double *low, double *high)
{
    *low = HUGE_VAL;
    *high = -HUGE_VAL;
    for (size_t i = 0; i < ring->count; i++) {
        *low = fmin(*low, ring->items[i].x);
        *high = fmax(*high, ring->items[i].x);
    }
}

static void shift_ring(const struct ring *ring, double by, struct ring *out)
{
    out->count = 0;
    for (size_t i = 0; i < ring->count; i++)
        add_corner(out, ring->items[i].x + by, ring->items[i].y, ring->items[i].made);
}

/* Two rings that take turns. */
struct turn {
    struct ring a, b;
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
        struct ring swap = turn->a;
        turn->a = turn->b;
        turn->b = swap;
    }
    if (turn->a.count >= 3)
        emit_ring(&turn->a, out);
}

/* Every copy of a ring, turned by whole circles, that meets the window. */
static void cut_plain_ring(const struct window *window, const struct ring *ring, struct turn *turn,
                           struct rmap_cut *out)
{
    double low, high;
    span_of(ring, &low, &high);
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
static void cut_winding_ring(const struct window *window, const struct ring *ring, struct turn *turn,
                             struct rmap_cut *out)
{
    double low, high;
    span_of(ring, &low, &high);
    double west = floor((window->west - high) / 360), east = ceil((window->east - low) / 360);
    bool eastward = ring->turns > 0;
    turn->a.count = 0;
    for (double k = west; k <= east; k++) {
        double shift_deg = 360 * (eastward ? k : west + east - k);
        for (size_t i = 0; i < ring->count; i++)
            add_corner(&turn->a, ring->items[i].x + shift_deg, ring->items[i].y, ring->items[i].made);
    }
    assert(turn->a.count > 0);
    struct corner *end = &turn->a.items[turn->a.count - 1];
    end->made = true;
    double start_deg = turn->a.items[0].x, end_deg = end->x;
    add_corner(&turn->a, end_deg, 90, true);
    add_corner(&turn->a, start_deg, 90, true);
    clip_ring(window, turn, out);
}

static void emit_window(const struct window *window, struct rmap_cut *out)
{
    struct corner corners[4] = {{window->west, window->north, true},
                                {window->east, window->north, true},
                                {window->east, window->south, true},
                                {window->west, window->south, true}};
    struct ring ring = {.items = corners, .count = 4};
    emit_ring(&ring, out);
}

/* Rings that go round are all closed over the north pole, and filling is even-odd: so what is left to find out is
 * whether the north pole lies inside. The northernmost ring tells: nothing lies between it and the pole. */
static void cut_rings_to_window(const struct window *window, const struct rmap_shape *shape, bool planar,
                                struct rmap_cut *out)
{
    struct ring ring = {0};
    struct turn turn = {0};
    double top = -HUGE_VAL;
    bool pole_inside = false, pole_filled = false;
    for (size_t part = 0; part < shape->parts; part++) {
        load_part(shape, part, planar, &ring);
        double y = top_of(&ring);
        if (y > top) {
            top = y;
            pole_inside = ring.turns ? ring.turns < 0 : !planar && signed_area(&ring) > 0;
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
static bool clip_edge(struct corner *a, struct corner *b, const struct window *window)
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

static void cut_line_to_window(const struct window *window, const struct ring *line, double shift,
                               struct rmap_cut *out)
{
    bool drawing = false;
    for (size_t i = 0; i + 1 < line->count; i++) {
        struct corner a = line->items[i], b = line->items[i + 1];
        a.x += shift;
        b.x += shift;
        double end_x = b.x, end_y = b.y;
        if (!clip_edge(&a, &b, window)) {
            drawing = false;
            continue;
        }
        if (!drawing) {
            rmap_shape_end_part(&out->shape);
            emit_point(out, a.x, a.y, false);
        }
        emit_point(out, b.x, b.y, false);
        drawing = b.x == end_x && b.y == end_y;
    }
    rmap_shape_end_part(&out->shape);
}

static void cut_lines_to_window(const struct window *window, const struct rmap_shape *shape, bool planar,
                                struct rmap_cut *out)
{
    struct ring line = {0};
    for (size_t part = 0; part < shape->parts; part++) {
        double low, high;
        load_part(shape, part, planar, &line);
        span_of(&line, &low, &high);
        for (double k = ceil((window->west - high) / 360); low + 360 * k <= window->east; k++)
            cut_line_to_window(window, &line, 360 * k, out);
    }
    out->any = true;
    free(line.items);
}

/* --- a disc --- */

struct disc {
    double sin_lat, cos_lat, lon_deg, reach_deg;
};

static struct disc disc_of(const struct rmap_region *region)
{
    double lat = region->centre.lat_deg * DEGREE;
    return (struct disc){sin(lat), cos(lat), region->centre.lon_deg, region->reach_deg};
}

/* Azimuth clockwise from north and angular distance from the disc's centre. */
static struct corner to_polar(const struct disc *disc, double lon_deg, double lat_deg)
{
    double dlon = (lon_deg - disc->lon_deg) * DEGREE, lat = lat_deg * DEGREE;
    double s = sin(lat), c = cos(lat), cos_dlon = cos(dlon);
    double east = c * sin(dlon), north = disc->cos_lat * s - disc->sin_lat * c * cos_dlon;
    double up = disc->sin_lat * s + disc->cos_lat * c * cos_dlon;
    return (struct corner){atan2(east, north) / DEGREE, atan2(hypot(east, north), up) / DEGREE, false};
}

static struct rmap_lonlat from_polar(const struct disc *disc, double azimuth_deg, double distance_deg)
{
    double a = azimuth_deg * DEGREE, d = distance_deg * DEGREE;
    double sin_lat = disc->sin_lat * cos(d) + disc->cos_lat * sin(d) * cos(a);
    double east = sin(d) * sin(a), toward = disc->cos_lat * cos(d) - disc->sin_lat * sin(d) * cos(a);
    return (struct rmap_lonlat){disc->lon_deg + atan2(east, toward) / DEGREE,
                                asin(fmax(-1, fmin(1, sin_lat))) / DEGREE};
}

/* From azimuth a to b the short way. */
static double sweep(double a, double b)
{
    return remainder(b - a, 360);
}

/* Where an edge crosses the disc's edge: its azimuth. */
static double crossing_azimuth(const struct disc *disc, struct corner a, struct corner b)
{
    double t = (disc->reach_deg - a.y) / (b.y - a.y);
    return a.x + t * sweep(a.x, b.x);
}

/* Points on the disc's edge from one azimuth to another; the edge after each of them is made, but for the last one. */
static void emit_arc(const struct disc *disc, double from, double turn, bool after, struct rmap_cut *out)
{
    double steps = fmax(1, ceil(fabs(turn) / MADE_STEP_DEG));
    for (double k = 0; k <= steps; k++) {
        struct rmap_lonlat p = from_polar(disc, from + turn * k / steps, disc->reach_deg);
        emit_point(out, p.lon_deg, p.lat_deg, k < steps || after);
    }
}

static void emit_disc(const struct disc *disc, struct rmap_cut *out)
{
    for (double azimuth = 0; azimuth < 360; azimuth += MADE_STEP_DEG) {
        struct rmap_lonlat p = from_polar(disc, azimuth, disc->reach_deg);
        emit_point(out, p.lon_deg, p.lat_deg, true);
    }
    rmap_shape_end_part(&out->shape);
}

/* A ring's corners in degrees and in the disc's plane. */
struct pair {
    struct ring degrees, polar;
};

static void add_pair(const struct disc *disc, struct pair *pair, double lon_deg, double lat_deg, bool made)
{
    struct corner p = to_polar(disc, lon_deg, lat_deg);
    add_corner(&pair->degrees, lon_deg, lat_deg, made);
    add_corner(&pair->polar, p.x, p.y, made);
}

/* A place on the great circle from a to b. */
static struct corner along_circle(struct corner a, struct corner b, double t)
{
    double la = a.y * DEGREE, lb = b.y * DEGREE, turn = (b.x - a.x) * DEGREE;
    double x = (1 - t) * cos(la) + t * cos(lb) * cos(turn), y = t * cos(lb) * sin(turn);
    double z = (1 - t) * sin(la) + t * sin(lb);
    return (struct corner){a.x + atan2(y, x) / DEGREE, atan2(z, hypot(x, y)) / DEGREE, a.made};
}

/* The corners after a on the way to b. Where both can be seen the edge is straight on the page; else it is split so
 * that it leaves and comes back where it should: a file's edge is straight in degrees, a curve's the shortest way. */
static void add_steps(const struct disc *disc, struct corner a, struct corner b, bool planar,
                      struct pair *pair)
{
    double steps = ceil(fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / DISC_STEP_DEG);
    bool short_way = fabs(b.x - a.x) < 180;
    if (steps <= 1
        || (short_way && to_polar(disc, a.x, a.y).y <= disc->reach_deg
            && to_polar(disc, b.x, b.y).y <= disc->reach_deg))
        return;
    for (double k = 1; k < steps; k++) {
        double t = k / steps;
        struct corner straight = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.made};
        struct corner c = planar || !short_way ? straight : along_circle(a, b, t);
        add_pair(disc, pair, c.x, c.y, a.made);
    }
}

static void load_pair(const struct disc *disc, const struct rmap_shape *shape, size_t part, bool planar,
                      struct ring *raw, struct pair *pair)
{
    load_part(shape, part, planar, raw);
    pair->degrees.count = pair->polar.count = 0;
    for (size_t i = 0; i < raw->count; i++) {
        struct corner a = raw->items[i];
        bool last = i + 1 == raw->count;
        add_pair(disc, pair, a.x, a.y, a.made);
        if (last && !shape->closed)
            break;
        struct corner b = raw->items[(i + 1) % raw->count];
        b.x += last ? 360 * raw->turns : 0;
        add_steps(disc, a, b, planar, pair);
    }
}

/* The ring is walked from a corner inside. What it does outside shrinks onto the disc's edge, so that an arc turns as
 * far as the ring does, however it wanders. */
static void cut_ring_to_disc(const struct disc *disc, const struct pair *pair, struct rmap_cut *out)
{
    const struct corner *polar = pair->polar.items, *degrees = pair->degrees.items;
    size_t count = pair->polar.count, start = 0;
    while (start < count && polar[start].y > disc->reach_deg)
        start++;
    if (start == count) {
        double turn = 0;
        for (size_t i = 0; i < count; i++)
            turn += sweep(polar[i].x, polar[(i + 1) % count].x);
        out->any = true;
        if (fabs(turn) > 180)
            emit_disc(disc, out);
        return;
    }
    double left_at = 0, turn = 0;
    for (size_t n = 0; n < count; n++) {
        size_t i = (start + n) % count, j = (i + 1) % count;
        bool i_in = polar[i].y <= disc->reach_deg, j_in = polar[j].y <= disc->reach_deg;
        if (i_in)
            emit_point(out, degrees[i].x, degrees[i].y, degrees[i].made);
        if (i_in && !j_in) {
            left_at = crossing_azimuth(disc, polar[i], polar[j]);
            turn = sweep(left_at, polar[j].x);
        } else if (!i_in && j_in) {
            turn += sweep(polar[i].x, crossing_azimuth(disc, polar[i], polar[j]));
            emit_arc(disc, left_at, turn, polar[i].made, out);
            out->any = true;
        } else if (!i_in) {
            turn += sweep(polar[i].x, polar[j].x);
        }
    }
    rmap_shape_end_part(&out->shape);
}

/* Twice the area swept from the centre, clockwise positive: azimuths are turned the short way, so that the ring may pass
 * close to the antipode. */
static double swept_area(const struct ring *polar)
{
    double area = 0;
    for (size_t i = 0; i < polar->count; i++) {
        struct corner a = polar->items[i], b = polar->items[(i + 1) % polar->count];
        area += (a.y * a.y + a.y * b.y + b.y * b.y) / 3 * sweep(a.x, b.x);
    }
    return area;
}

/* Is a place inside the ring in the plane of degrees, or in one of its copies? Even-odd. */
static bool holds_place(const struct ring *ring, struct rmap_lonlat place)
{
    bool inside = false;
    double low, high;
    span_of(ring, &low, &high);
    for (double k = ceil((low - place.lon_deg) / 360); place.lon_deg + 360 * k <= high; k++) {
        double x = place.lon_deg + 360 * k, y = place.lat_deg;
        for (size_t i = 0; i < ring->count; i++) {
            struct corner a = ring->items[i], b = ring->items[(i + 1) % ring->count];
            if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y))
                inside = !inside;
        }
    }
    return inside;
}

/* Every ring is drawn as it lies in the plane; the antipode of the centre, which is the plane's far edge, decides
 * whether that is inside out. The farthest ring tells. */
static void cut_rings_to_disc(const struct disc *disc, const struct rmap_shape *shape, bool planar,
                              struct rmap_cut *out)
{
    struct ring raw = {0};
    struct pair pair = {0};
    struct rmap_lonlat antipode = from_polar(disc, 0, 180);
    double top = -HUGE_VAL;
    bool far_inside = false, winding = false;
    for (size_t part = 0; part < shape->parts; part++) {
        load_pair(disc, shape, part, planar, &raw, &pair);
        winding |= raw.turns != 0;
        if (planar && !winding) {
            far_inside ^= holds_place(&raw, antipode);
        } else {
            double y = top_of(&pair.polar);
            if (y > top) {
                top = y;
                far_inside = swept_area(&pair.polar) < 0;
            }
        }
        cut_ring_to_disc(disc, &pair, out);
    }
    if (far_inside)
        emit_disc(disc, out);
    free(raw.items);
    free(pair.degrees.items);
    free(pair.polar.items);
}

static void cut_lines_to_disc(const struct disc *disc, const struct rmap_shape *shape, bool planar,
                              struct rmap_cut *out)
{
    struct ring raw = {0};
    struct pair pair = {0};
    for (size_t part = 0; part < shape->parts; part++) {
        load_pair(disc, shape, part, planar, &raw, &pair);
        const struct corner *polar = pair.polar.items;
        for (size_t i = 0; i < pair.polar.count; i++) {
            bool inside = polar[i].y <= disc->reach_deg;
            if (i > 0 && inside != (polar[i - 1].y <= disc->reach_deg)) {
                double azimuth = crossing_azimuth(disc, polar[i - 1], polar[i]);
                struct rmap_lonlat p = from_polar(disc, azimuth, disc->reach_deg);
                emit_point(out, p.lon_deg, p.lat_deg, false);
            }
            if (inside)
                emit_point(out, pair.degrees.items[i].x, pair.degrees.items[i].y, false);
            else
                rmap_shape_end_part(&out->shape);
        }
        rmap_shape_end_part(&out->shape);
    }
    out->any = true;
    free(raw.items);
    free(pair.degrees.items);
    free(pair.polar.items);
}

/* --- regions --- */

bool rmap_region_holds(const struct rmap_region *region, struct rmap_bounds box)
{
    double mid = (box.west_deg + box.east_deg) / 2, half = (box.east_deg - box.west_deg) / 2;
    double off = remainder(mid - region->centre.lon_deg, 360), wide = fabs(off) + half;
    bool seam = box.west_deg <= -180 + SEAM_DEG || box.east_deg >= 180 - SEAM_DEG
                || box.south_deg <= -90 + SEAM_DEG || box.north_deg >= 90 - SEAM_DEG;
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

static bool disc_shows(const struct rmap_region *region, const struct rmap_shape *places)
{
    struct disc disc = disc_of(region);
    double far_deg = 0;
    for (size_t i = 0; i < places->count; i++)
        far_deg = fmax(far_deg, to_polar(&disc, places->points[i].lon_deg, places->points[i].lat_deg).y);
    return far_deg * (1 + 2 * BULGE) < region->reach_deg - HOLD_DEG;
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
    return region->disc ? disc_shows(region, places) : window_shows(region, places);
}

void rmap_region_edge(const struct rmap_region *region, struct rmap_shape *out)
{
    struct rmap_cut cut = {0};
    if (region->disc) {
        struct disc disc = disc_of(region);
        emit_disc(&disc, &cut);
    } else {
        struct window window = window_of(region);
        emit_window(&window, &cut);
    }
    for (size_t i = 0; i < cut.shape.count; i++)
        rmap_shape_point(out, cut.shape.points[i]);
    rmap_shape_end_part(out);
    rmap_cut_free(&cut);
}

void rmap_cut_shape(const struct rmap_region *region, const struct rmap_shape *shape, bool planar,
                    struct rmap_cut *out)
{
    out->shape.closed = shape->closed;
    if (region->disc) {
        struct disc disc = disc_of(region);
        if (shape->closed)
            cut_rings_to_disc(&disc, shape, planar, out);
        else
            cut_lines_to_disc(&disc, shape, planar, out);
    } else {
        struct window window = window_of(region);
        if (shape->closed)
            cut_rings_to_window(&window, shape, planar, out);
        else
            cut_lines_to_window(&window, shape, planar, out);
    }
}

void rmap_cut_free(struct rmap_cut *cut)
{
    rmap_shape_free(&cut->shape);
    free(cut->made);
    *cut = (struct rmap_cut){0};
}
