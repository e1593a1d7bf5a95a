#include "project.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lattice.h"
#include "ring.h"

#define DEGREE               0.017453292519943295
#define EDGE_SAMPLES         128 /* per side of an extent: 1 m off on 1000 km of a Korean conic */
#define INNER_SAMPLES        16  /* per direction: what bulges beyond the edges, as a pole does */
#define WIDEST_PLANE_M       1e9 /* an extent that comes out wider reaches to infinity */
#define NARROWEST_PLANE_M    1e-3
#define WINDOW_SAMPLES       32     /* per side of a frame; a quarter of them per direction inside */
#define WINDOW_PAD           0.01   /* of the window: what lies between the samples */
#define BACK_MM              0.05   /* an inverse that does not lead back has answered for another place */
#define PROBE_M              1000.0 /* half the base of a derivative: good to (1 km / 6378 km)^2 */
#define LATTICE_TOLERANCE_MM 0.0007
#define LATTICE_CELLS        14   /* per direction: enough for a country, and cheap */
#define LATTICE_POINTS       3000 /* from so many points on a lattice pays */
#define BATCH                256
#define TOUCH_MM             0.5 /* the Earth's edge may reach out of the frame by its stroke */

/* What a frame works out when it is first wanted. */
struct memory {
    size_t points; /* placed so far */
    int tries;     /* at a lattice */
    struct rmap_lattice *lattice;
    struct window {
        double margin_mm;
        struct rmap_bounds bounds;
    } windows[2]; /* the last ones: what is seen, and with a margin for strokes */
    int window_count;
    bool earth_known;
    struct rmap_path earth;
};

struct rmap_frame {
    const struct rmap_projection *projection;
    struct rmap_box box;
    struct rmap_metre origin; /* at the box's top left */
    double mm_per_m;
    double denominator;
    struct memory *memory;
};

/* --- an extent in the plane --- */

struct reach {
    double west, south, east, north;
};

static double span_deg(struct rmap_bounds e)
{
    return e.east_deg < e.west_deg ? e.east_deg + 360 - e.west_deg : e.east_deg - e.west_deg;
}

static void add_place(struct rmap_shape *samples, struct rmap_bounds e, double x, double y)
{
    rmap_shape_point(samples, (struct rmap_lonlat){e.west_deg + x * span_deg(e),
                                                   e.south_deg + y * (e.north_deg - e.south_deg)});
}

static void add_samples(struct rmap_shape *samples, struct rmap_bounds e)
{
    for (int i = 0; i <= EDGE_SAMPLES; i++) {
        double t = (double)i / EDGE_SAMPLES;
        add_place(samples, e, t, 0);
        add_place(samples, e, t, 1);
        add_place(samples, e, 0, t);
        add_place(samples, e, 1, t);
    }
    for (int i = 1; i < INNER_SAMPLES; i++) {
        for (int j = 1; j < INNER_SAMPLES; j++)
            add_place(samples, e, (double)i / INNER_SAMPLES, (double)j / INNER_SAMPLES);
    }
}

/* The edge of what can be seen, as far as it lies in the extent: a globe is wider than any of the places sampled. */
static void add_region_edge(struct rmap_shape *samples, const struct rmap_region *region,
                            struct rmap_bounds e)
{
    struct rmap_shape edge = {0};
    rmap_region_edge(region, &edge);
    for (size_t i = 0; i < edge.count; i++) {
        struct rmap_lonlat p = edge.points[i];
        double east_of = p.lon_deg - e.west_deg - 360 * floor((p.lon_deg - e.west_deg) / 360);
        if (east_of <= span_deg(e) && p.lat_deg >= e.south_deg && p.lat_deg <= e.north_deg)
            rmap_shape_point(samples, p);
    }
    rmap_shape_free(&edge);
}

static bool region_shows(const struct rmap_region *region, struct rmap_lonlat p)
{
    if (!region->disc)
        return fabs(remainder(p.lon_deg - region->centre.lon_deg, 360)) <= region->reach_deg
               && p.lat_deg >= region->south_deg && p.lat_deg <= region->north_deg;
    double a = p.lat_deg * DEGREE, b = region->centre.lat_deg * DEGREE;
    double c = sin(a) * sin(b) + cos(a) * cos(b) * cos((p.lon_deg - region->centre.lon_deg) * DEGREE);
    return acos(fmax(-1, fmin(1, c))) / DEGREE <= region->reach_deg + 1e-6;
}

static bool find_reach(const struct rmap_projection *projection, struct rmap_bounds extent,
                       struct reach *reach)
{
    const struct rmap_region *region = rmap_projection_region(projection);
    if (!region->disc) {
        extent.south_deg = fmin(fmax(extent.south_deg, region->south_deg), region->north_deg);
        extent.north_deg = fmin(fmax(extent.north_deg, region->south_deg), region->north_deg);
    }
    struct rmap_shape samples = {0};
    add_samples(&samples, extent);
    add_region_edge(&samples, region, extent);
    struct rmap_metre *places = NULL;
    size_t capacity = 0;
    places = rmap_grow(places, &capacity, samples.count, sizeof *places);
    rmap_projection_forward(projection, samples.points, samples.count, places);
    *reach = (struct reach){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < samples.count; i++) {
        if (places[i].e_m == HUGE_VAL || !region_shows(region, samples.points[i]))
            continue;
        reach->west = fmin(reach->west, places[i].e_m);
        reach->east = fmax(reach->east, places[i].e_m);
        reach->south = fmin(reach->south, places[i].n_m);
        reach->north = fmax(reach->north, places[i].n_m);
    }
    free(places);
    rmap_shape_free(&samples);
    double width = reach->east - reach->west, height = reach->north - reach->south;
    return width > NARROWEST_PLANE_M && height > NARROWEST_PLANE_M && width < WIDEST_PLANE_M
           && height < WIDEST_PLANE_M;
}

double rmap_projection_aspect(const struct rmap_projection *projection, struct rmap_bounds extent)
{
    struct reach reach;
    if (!find_reach(projection, extent, &reach))
        return 0;
    return (reach.north - reach.south) / (reach.east - reach.west);
}

/* --- placing --- */

static struct rmap_page to_page(const struct rmap_frame *frame, struct rmap_metre m)
{
    return (struct rmap_page){frame->box.x0_mm + (m.e_m - frame->origin.e_m) * frame->mm_per_m,
                              frame->box.y0_mm + (frame->origin.n_m - m.n_m) * frame->mm_per_m};
}

static struct rmap_metre to_plane(const struct rmap_frame *frame, struct rmap_page p)
{
    return (struct rmap_metre){frame->origin.e_m + (p.x_mm - frame->box.x0_mm) / frame->mm_per_m,
                               frame->origin.n_m - (p.y_mm - frame->box.y0_mm) / frame->mm_per_m};
}

bool rmap_frame_place(const struct rmap_frame *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    struct rmap_metre m;
    rmap_projection_forward(frame->projection, &p, 1, &m);
    if (m.e_m == HUGE_VAL)
        return false;
    *out = to_page(frame, m);
    return true;
}

static void place_exactly(const void *context, const struct rmap_lonlat *p, size_t count,
                          struct rmap_page *out, bool *shown)
{
    const struct rmap_frame *frame = context;
    for (size_t first = 0; first < count; first += BATCH) {
        struct rmap_metre m[BATCH];
        size_t n = count - first < BATCH ? count - first : BATCH;
        rmap_projection_forward(frame->projection, p + first, n, m);
        for (size_t i = 0; i < n; i++) {
            shown[first + i] = m[i].e_m != HUGE_VAL;
            if (shown[first + i])
                out[first + i] = to_page(frame, m[i]);
        }
    }
}

/* The window and a quarter as much again on every side, as far as the projection goes without a break. */
static bool choose_lattice(const struct rmap_frame *frame, struct rmap_bounds *box)
{
    const struct rmap_region *region = rmap_projection_region(frame->projection);
    struct rmap_bounds w = rmap_frame_window(frame, 0);
    double span = fmin(span_deg(w), 360), height = w.north_deg - w.south_deg;
    double middle = w.west_deg + span_deg(w) / 2;
    if (!region->disc)
        middle = region->centre.lon_deg + remainder(middle - region->centre.lon_deg, 360);
    for (double grow = 0.5; grow > 0.1; grow /= 2) {
        *box = (struct rmap_bounds){middle - span * (1 + grow) / 2, w.south_deg - height * grow / 2,
                                    middle + span * (1 + grow) / 2, w.north_deg + height * grow / 2};
        if (!region->disc) {
            box->west_deg = fmax(box->west_deg, region->centre.lon_deg - region->reach_deg + 0.01);
            box->east_deg = fmin(box->east_deg, region->centre.lon_deg + region->reach_deg - 0.01);
            box->south_deg = fmax(box->south_deg, region->south_deg);
            box->north_deg = fmin(box->north_deg, region->north_deg);
            return true;
        }
        if (box->south_deg > -90 && box->north_deg < 90 && box->east_deg - box->west_deg < 360
            && rmap_region_holds(region, *box))
            return true;
    }
    return false;
}

/* A finer lattice is tried when the first one does not do and many more points come. */
static const struct rmap_lattice *find_lattice(const struct rmap_frame *frame, size_t points)
{
    struct memory *memory = frame->memory;
    memory->points += points;
    for (; !memory->lattice && memory->tries < 3; memory->tries++) {
        int cells = LATTICE_CELLS << memory->tries;
        struct rmap_bounds box;
        if (memory->points < (size_t)LATTICE_POINTS << 2 * memory->tries)
            break;
        if (choose_lattice(frame, &box))
            memory->lattice = rmap_lattice_new(box, cells, LATTICE_TOLERANCE_MM, place_exactly, frame);
    }
    return memory->lattice;
}

void rmap_frame_place_many(const struct rmap_frame *frame, const struct rmap_lonlat *p, size_t count,
                           struct rmap_page *out, bool *shown)
{
    const struct rmap_lattice *lattice = find_lattice(frame, count);
    size_t done = 0;
    while (lattice && done < count) {
        size_t found = rmap_lattice_look_up(lattice, p + done, count - done, out + done);
        memset(shown + done, true, found);
        done += found;
        size_t end = done;
        struct rmap_page unused;
        while (end < count && rmap_lattice_look_up(lattice, p + end, 1, &unused) == 0)
            end++;
        place_exactly(frame, p + done, end - done, out + done, shown + done);
        done = end;
    }
    place_exactly(frame, p + done, count - done, out + done, shown + done);
}

/* An inverse answers for places beside a world map, too: what does not lead back is none. */
static void unplace_many(const struct rmap_frame *frame, const struct rmap_page *p, size_t count,
                         struct rmap_lonlat *out, bool *found)
{
    for (size_t first = 0; first < count; first += BATCH) {
        struct rmap_metre m[BATCH];
        struct rmap_lonlat *there = out + first;
        size_t n = count - first < BATCH ? count - first : BATCH;
        for (size_t i = 0; i < n; i++)
            m[i] = to_plane(frame, p[first + i]);
        rmap_projection_inverse(frame->projection, m, n, there);
        struct rmap_lonlat sound[BATCH];
        for (size_t i = 0; i < n; i++)
            sound[i] = there[i].lon_deg == HUGE_VAL ? (struct rmap_lonlat){0, 0} : there[i];
        struct rmap_page back[BATCH];
        bool shown[BATCH];
        place_exactly(frame, sound, n, back, shown);
        for (size_t i = 0; i < n; i++)
            found[first + i] = there[i].lon_deg != HUGE_VAL && shown[i]
                               && hypot(back[i].x_mm - p[first + i].x_mm, back[i].y_mm - p[first + i].y_mm)
                                      < BACK_MM;
    }
}

bool rmap_frame_unplace(const struct rmap_frame *frame, struct rmap_page p, struct rmap_lonlat *out)
{
    struct rmap_lonlat there;
    bool found;
    unplace_many(frame, &p, 1, &there, &found);
    if (found)
        *out = there;
    return found;
}

/* --- scale and direction --- */

/* How the page moves, in mm per metre on the ground towards the azimuth. */
static bool move_towards(const struct rmap_frame *frame, struct rmap_lonlat at, double azimuth_deg,
                         struct rmap_page *move)
{
    struct rmap_page ahead, behind;
    if (!rmap_frame_place(frame, rmap_geodesic_direct(at, azimuth_deg, PROBE_M), &ahead)
        || !rmap_frame_place(frame, rmap_geodesic_direct(at, azimuth_deg + 180, PROBE_M), &behind))
        return false;
    *move = (struct rmap_page){(ahead.x_mm - behind.x_mm) / (2 * PROBE_M),
                               (ahead.y_mm - behind.y_mm) / (2 * PROBE_M)};
    return true;
}

/* The principal scales are the singular values of the map from east and north to the page. */
static double find_denominator(const struct rmap_frame *frame, struct rmap_lonlat at)
{
    struct rmap_page e, n;
    if (!move_towards(frame, at, 90, &e) || !move_towards(frame, at, 0, &n))
        return 0;
    double sum = hypot(e.x_mm + n.y_mm, e.y_mm - n.x_mm),
           difference = hypot(e.x_mm - n.y_mm, e.y_mm + n.x_mm);
    double greater = (sum + difference) / 2, smaller = fabs(sum - difference) / 2;
    return smaller > 0 ? 1000 * (1 / greater + 1 / smaller) / 2 : 0;
}

double rmap_frame_denominator(const struct rmap_frame *frame)
{
    return frame->denominator;
}

double rmap_frame_mm_per_m(const struct rmap_frame *frame, struct rmap_lonlat at, double azimuth_deg)
{
    struct rmap_page move;
    return move_towards(frame, at, azimuth_deg, &move) ? hypot(move.x_mm, move.y_mm) : 0;
}

double rmap_frame_north_deg(const struct rmap_frame *frame, struct rmap_lonlat at)
{
    struct rmap_page move;
    return move_towards(frame, at, 0, &move) ? atan2(move.x_mm, -move.y_mm) / DEGREE : 0;
}

void rmap_frame_affine(const struct rmap_frame *frame, struct rmap_metre *top_left, double *m_per_mm)
{
    *top_left = frame->origin;
    *m_per_mm = 1 / frame->mm_per_m;
}

/* --- the window --- */

#define WINDOW_COUNT 200 /* enough for the samples */

static const struct rmap_bounds world = {-180, -90, 180, 90};

/* Places on the box's edges, and fewer inside. The first one is the middle. */
static size_t sample_box(struct rmap_box box, struct rmap_page p[WINDOW_COUNT])
{
    size_t count = 0;
    double width = rmap_box_width(box), height = rmap_box_height(box);
    p[count++] = (struct rmap_page){box.x0_mm + width / 2, box.y0_mm + height / 2};
    for (int j = 0; j <= WINDOW_SAMPLES; j++) {
        for (int i = 0; i <= WINDOW_SAMPLES; i++) {
            bool edge = i == 0 || j == 0 || i == WINDOW_SAMPLES || j == WINDOW_SAMPLES;
            if (edge || (i % 4 == 0 && j % 4 == 0))
                p[count++] = (struct rmap_page){box.x0_mm + width * i / WINDOW_SAMPLES,
                                                box.y0_mm + height * j / WINDOW_SAMPLES};
        }
    }
    return count;
}

static bool box_shows(const struct rmap_frame *frame, struct rmap_box box, struct rmap_lonlat p)
{
    struct rmap_page at;
    return rmap_frame_place(frame, p, &at)
           && rmap_box_holds(box, (struct rmap_box){at.x_mm, at.y_mm, at.x_mm, at.y_mm});
}

static struct rmap_bounds find_window(const struct rmap_frame *frame, struct rmap_box box)
{
    struct rmap_page places[WINDOW_COUNT];
    struct rmap_lonlat p[WINDOW_COUNT];
    bool found[WINDOW_COUNT];
    size_t count = sample_box(box, places);
    unplace_many(frame, places, count, p, found);
    double middle = p[0].lon_deg, west = HUGE_VAL, east = -HUGE_VAL, south = 90, north = -90;
    for (size_t i = 0; i < count; i++) {
        if (!found[i])
            return world;
        double off = remainder(p[i].lon_deg - middle, 360);
        west = fmin(west, off);
        east = fmax(east, off);
        south = fmin(south, p[i].lat_deg);
        north = fmax(north, p[i].lat_deg);
    }
    double pad = WINDOW_PAD * fmax(east - west, north - south);
    /* Around a pole a small page sees all longitudes, and few latitudes. */
    double nearest = south > 60 ? south : north < -60 ? -north : 0;
    double tall = WINDOW_PAD * fmax((east - west) * cos(nearest * DEGREE), north - south);
    struct rmap_bounds window = {middle + west - pad, fmax(south - tall, -90), middle + east + pad,
                                 fmin(north + tall, 90)};
    bool pole = false;
    if (north > 60 && box_shows(frame, box, (struct rmap_lonlat){middle, 90})) {
        window.north_deg = 90;
        pole = true;
    }
    if (south < -60 && box_shows(frame, box, (struct rmap_lonlat){middle, -90})) {
        window.south_deg = -90;
        pole = true;
    }
    if (pole || window.east_deg - window.west_deg > 350) {
        window.west_deg = -180;
        window.east_deg = 180;
        return window;
    }
    window.west_deg = remainder(window.west_deg, 360);
    window.east_deg = remainder(window.east_deg, 360);
    return window;
}

struct rmap_bounds rmap_frame_window(const struct rmap_frame *frame, double margin_mm)
{
    struct memory *memory = frame->memory;
    for (int i = 0; i < memory->window_count; i++)
        if (memory->windows[i].margin_mm == margin_mm)
            return memory->windows[i].bounds;
    memory->windows[1] = memory->windows[0];
    memory->windows[0] = (struct window){margin_mm, find_window(frame, rmap_box_grow(frame->box, margin_mm))};
    memory->window_count += memory->window_count < 2;
    return memory->windows[0].bounds;
}

/* --- making --- */

struct rmap_frame *rmap_frame_new(const struct rmap_projection *projection, struct rmap_bounds extent,
                                  struct rmap_box box, struct rmap_error *err)
{
    struct reach reach;
    if (!find_reach(projection, extent, &reach)) {
        rmap_fail(err, RMAP_PROJECTION,
                  "the projection '%s' cannot show the extent; choose a smaller extent or "
                  "another --crs",
                  rmap_projection_name(projection, false));
        return NULL;
    }
    size_t capacity = 0;
    struct rmap_frame *frame = rmap_grow(NULL, &capacity, 1, sizeof *frame);
    double width = reach.east - reach.west, height = reach.north - reach.south;
    double scale = fmin(rmap_box_width(box) / width, rmap_box_height(box) / height);
    struct rmap_metre middle = {(reach.west + reach.east) / 2, (reach.south + reach.north) / 2};
    *frame = (struct rmap_frame){.projection = projection, .box = box, .mm_per_m = scale};
    frame->origin.e_m = middle.e_m - rmap_box_width(box) / 2 / scale;
    frame->origin.n_m = middle.n_m + rmap_box_height(box) / 2 / scale;
    capacity = 0;
    frame->memory = rmap_grow(NULL, &capacity, 1, sizeof *frame->memory);
    *frame->memory = (struct memory){0};

    /* The centre of a box may be off the Earth: the extent's own then tells the scale. */
    struct rmap_page centre = {(box.x0_mm + box.x1_mm) / 2, (box.y0_mm + box.y1_mm) / 2};
    struct rmap_lonlat at;
    if (rmap_frame_unplace(frame, centre, &at))
        frame->denominator = find_denominator(frame, at);
    if (!(frame->denominator > 0)) {
        at = (struct rmap_lonlat){extent.west_deg + span_deg(extent) / 2,
                                  (extent.south_deg + extent.north_deg) / 2};
        frame->denominator = find_denominator(frame, at);
    }
    if (!(frame->denominator > 0))
        frame->denominator = 1000 / scale;
    return frame;
}

const struct rmap_path *rmap_frame_earth(const struct rmap_frame *frame)
{
    struct memory *memory = frame->memory;
    if (!memory->earth_known)
        rmap_frame_trace_earth(frame, &memory->earth);
    memory->earth_known = true;
    return &memory->earth;
}

bool rmap_frame_earth_whole(const struct rmap_frame *frame)
{
    const struct rmap_path *earth = rmap_frame_earth(frame);
    return earth->count > 0 && rmap_box_holds(rmap_box_grow(frame->box, TOUCH_MM), rmap_path_bounds(earth));
}

void rmap_frame_free(struct rmap_frame *frame)
{
    if (!frame)
        return;
    free(frame->memory->lattice);
    rmap_path_free(&frame->memory->earth);
    free(frame->memory);
    free(frame);
}

struct rmap_box rmap_frame_box(const struct rmap_frame *frame)
{
    return frame->box;
}

const struct rmap_projection *rmap_frame_projection(const struct rmap_frame *frame)
{
    return frame->projection;
}
