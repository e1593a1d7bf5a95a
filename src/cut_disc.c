#include "cut_disc.h"

#include <math.h>
#include <stdlib.h>

#include "cut_ring.h"

#define DEGREE        0.017453292519943295
#define DISC_STEP_DEG 2.0 /* longest edge on its way out of the disc that is taken as a whole */

struct disc {
    double sin_lat, cos_lat, lon_deg, reach_deg;
};

static struct disc disc_of(const struct rmap_region *region)
{
    double lat = region->centre.lat_deg * DEGREE;
    return (struct disc){sin(lat), cos(lat), region->centre.lon_deg, region->reach_deg};
}

/* Azimuth clockwise from north and angular distance from the disc's centre. */
static struct rmap_cut_corner to_polar(const struct disc *disc, double lon_deg, double lat_deg)
{
    double dlon = (lon_deg - disc->lon_deg) * DEGREE, lat = lat_deg * DEGREE;
    double s = sin(lat), c = cos(lat), cos_dlon = cos(dlon);
    double east = c * sin(dlon), north = disc->cos_lat * s - disc->sin_lat * c * cos_dlon;
    double up = disc->sin_lat * s + disc->cos_lat * c * cos_dlon;
    return (struct rmap_cut_corner){atan2(east, north) / DEGREE, atan2(hypot(east, north), up) / DEGREE, false};
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
static double crossing_azimuth(const struct disc *disc, struct rmap_cut_corner a, struct rmap_cut_corner b)
{
    double t = (disc->reach_deg - a.y) / (b.y - a.y);
    return a.x + t * sweep(a.x, b.x);
}

/* Points on the disc's edge from one azimuth to another; the edge after each of them is made, but for the last one. */
static void emit_arc(const struct disc *disc, double from, double turn, bool after, struct rmap_cut *out)
{
    double steps = fmax(1, ceil(fabs(turn) / RMAP_CUT_STEP_DEG));
    for (double k = 0; k <= steps; k++) {
        struct rmap_lonlat p = from_polar(disc, from + turn * k / steps, disc->reach_deg);
        rmap_cut_emit(out, p.lon_deg, p.lat_deg, k < steps || after);
    }
}

static void emit_disc(const struct disc *disc, struct rmap_cut *out)
{
    for (double azimuth = 0; azimuth < 360; azimuth += RMAP_CUT_STEP_DEG) {
        struct rmap_lonlat p = from_polar(disc, azimuth, disc->reach_deg);
        rmap_cut_emit(out, p.lon_deg, p.lat_deg, true);
    }
    rmap_shape_end_part(&out->shape);
}

/* A ring's corners in degrees and in the disc's plane. */
struct pair {
    struct rmap_cut_ring degrees, polar;
};

static void add_pair(const struct disc *disc, struct pair *pair, double lon_deg, double lat_deg, bool made)
{
    struct rmap_cut_corner p = to_polar(disc, lon_deg, lat_deg);
    rmap_cut_ring_add(&pair->degrees, lon_deg, lat_deg, made);
    rmap_cut_ring_add(&pair->polar, p.x, p.y, made);
}

/* A place on the great circle from a to b. */
static struct rmap_cut_corner along_circle(struct rmap_cut_corner a, struct rmap_cut_corner b, double t)
{
    double la = a.y * DEGREE, lb = b.y * DEGREE, turn = (b.x - a.x) * DEGREE;
    double x = (1 - t) * cos(la) + t * cos(lb) * cos(turn), y = t * cos(lb) * sin(turn);
    double z = (1 - t) * sin(la) + t * sin(lb);
    return (struct rmap_cut_corner){a.x + atan2(y, x) / DEGREE, atan2(z, hypot(x, y)) / DEGREE, a.made};
}

/* The corners after a on the way to b. Where both can be seen the edge is straight on the page; else it is split so
 * that it leaves and comes back where it should: a file's edge is straight in degrees, a curve's the shortest way. */
static void add_steps(const struct disc *disc, struct rmap_cut_corner a, struct rmap_cut_corner b, bool planar,
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
        struct rmap_cut_corner straight = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.made};
        struct rmap_cut_corner c = planar || !short_way ? straight : along_circle(a, b, t);
        add_pair(disc, pair, c.x, c.y, a.made);
    }
}

static void load_pair(const struct disc *disc, const struct rmap_shape *shape, size_t part, bool planar,
                      struct rmap_cut_ring *raw, struct pair *pair)
{
    rmap_cut_ring_load(shape, part, planar, raw);
    pair->degrees.count = pair->polar.count = 0;
    for (size_t i = 0; i < raw->count; i++) {
        struct rmap_cut_corner a = raw->items[i];
        bool last = i + 1 == raw->count;
        add_pair(disc, pair, a.x, a.y, a.made);
        if (last && !shape->closed)
            break;
        struct rmap_cut_corner b = raw->items[(i + 1) % raw->count];
        b.x += last ? 360 * raw->turns : 0;
        add_steps(disc, a, b, planar, pair);
    }
}

/* The ring is walked from a corner inside. What it does outside shrinks onto the disc's edge, so that an arc turns as
 * far as the ring does, however it wanders. */
static void cut_ring_to_disc(const struct disc *disc, const struct pair *pair, struct rmap_cut *out)
{
    const struct rmap_cut_corner *polar = pair->polar.items, *degrees = pair->degrees.items;
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
            rmap_cut_emit(out, degrees[i].x, degrees[i].y, degrees[i].made);
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
static double swept_area(const struct rmap_cut_ring *polar)
{
    double area = 0;
    for (size_t i = 0; i < polar->count; i++) {
        struct rmap_cut_corner a = polar->items[i], b = polar->items[(i + 1) % polar->count];
        area += (a.y * a.y + a.y * b.y + b.y * b.y) / 3 * sweep(a.x, b.x);
    }
    return area;
}

/* Is a place inside the ring in the plane of degrees, or in one of its copies? Even-odd. */
static bool holds_place(const struct rmap_cut_ring *ring, struct rmap_lonlat place)
{
    bool inside = false;
    double low, high;
    rmap_cut_ring_span(ring, &low, &high);
    for (double k = ceil((low - place.lon_deg) / 360); place.lon_deg + 360 * k <= high; k++) {
        double x = place.lon_deg + 360 * k, y = place.lat_deg;
        for (size_t i = 0; i < ring->count; i++) {
            struct rmap_cut_corner a = ring->items[i], b = ring->items[(i + 1) % ring->count];
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
    struct rmap_cut_ring raw = {0};
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
            double y = rmap_cut_ring_top(&pair.polar);
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
    struct rmap_cut_ring raw = {0};
    struct pair pair = {0};
    for (size_t part = 0; part < shape->parts; part++) {
        load_pair(disc, shape, part, planar, &raw, &pair);
        const struct rmap_cut_corner *polar = pair.polar.items;
        for (size_t i = 0; i < pair.polar.count; i++) {
            bool inside = polar[i].y <= disc->reach_deg;
            if (i > 0 && inside != (polar[i - 1].y <= disc->reach_deg)) {
                double azimuth = crossing_azimuth(disc, polar[i - 1], polar[i]);
                struct rmap_lonlat p = from_polar(disc, azimuth, disc->reach_deg);
                rmap_cut_emit(out, p.lon_deg, p.lat_deg, false);
            }
            if (inside)
                rmap_cut_emit(out, pair.degrees.items[i].x, pair.degrees.items[i].y, false);
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

double rmap_cut_disc_far_deg(const struct rmap_region *region, const struct rmap_shape *places)
{
    struct disc disc = disc_of(region);
    double far_deg = 0;
    for (size_t i = 0; i < places->count; i++)
        far_deg = fmax(far_deg, to_polar(&disc, places->points[i].lon_deg, places->points[i].lat_deg).y);
    return far_deg;
}

void rmap_cut_disc_edge(const struct rmap_region *region, struct rmap_cut *out)
{
    struct disc disc = disc_of(region);
    emit_disc(&disc, out);
}

void rmap_cut_disc(const struct rmap_region *region, const struct rmap_shape *shape, bool planar, struct rmap_cut *out)
{
    struct disc disc = disc_of(region);
    if (shape->closed)
        cut_rings_to_disc(&disc, shape, planar, out);
    else
        cut_lines_to_disc(&disc, shape, planar, out);
}
