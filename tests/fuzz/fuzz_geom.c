/* fuzz_geom.c - shapes traced onto the page in every kind of projection, and paths clipped and simplified: what comes out
 * is finite, well formed and inside the frame.
 *
 * Input: three bytes (projection and extent, how to trace, length of a part), then points of two 16-bit numbers.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "clip.h"
#include "project.h"
#include "simplify.h"

#define ROUNDING_MM 1e-6
#define MOST_POINTS 100
#define MOST_LONLAT 8 /* edges straight in degrees are followed closely, however far beyond the page */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct view {
    const char *crs;
    struct rmap_bounds extent;
} VIEWS[] = {
    {"auto", {124, 33, 131, 43.1}},
    {"auto", {-180, -90, 180, 90}},
    {"auto", {170, -20, -170, 10}},
    {"auto", {-180, 60, 180, 90}},
    {"auto", {126.97, 37.56, 126.98, 37.57}},
    {"globe", {110, 24, 146, 50}},
    {"globe", {-180, -90, 180, 90}},
    {"EPSG:5179", {124, 33, 131, 43.1}},
    {"+proj=laea +lat_0=38 +lon_0=127", {100, 10, 150, 60}},
    {"+proj=aeqd +lat_0=90", {-180, 20, 180, 90}},
    {"+proj=merc +lon_0=127", {60, -60, -170, 80}},
    {"+proj=tmerc +lon_0=127", {100, 0, 150, 60}},
    {"+proj=gnom +lat_0=38 +lon_0=127", {110, 24, 146, 50}},
    {"+proj=robin +lon_0=127", {-53, -90, -53.5, 90}},
    {"+proj=longlat", {124, 33, 131, 43.1}},
    {"+proj=geos +h=35785831 +lon_0=128", {60, -60, -170, 60}},
};
#define VIEW_COUNT (sizeof VIEWS / sizeof *VIEWS)

static const struct rmap_box BOX = {5, 5, 95, 85};

static void expect(bool holds)
{
    if (!holds)
        abort();
}

/* A frame is made once and kept. NULL: that projection cannot show its extent. */
static const struct rmap_frame *find_frame(size_t index)
{
    static struct rmap_frame *frames[VIEW_COUNT];
    static bool tried[VIEW_COUNT];
    struct rmap_error err = {0};
    if (!tried[index]) {
        struct rmap_projection *projection = rmap_projection_new(VIEWS[index].crs, VIEWS[index].extent, NULL, &err);
        frames[index] = projection ? rmap_frame_new(projection, VIEWS[index].extent, BOX, &err) : NULL;
        tried[index] = true;
    }
    return frames[index];
}

/* -1..1 */
static double read_part(const uint8_t *bytes)
{
    return ((int)bytes[0] << 8 | bytes[1]) / 32767.5 - 1;
}

static size_t point_count(size_t size, size_t most)
{
    size_t count = (size - 3) / 4;
    return count < most ? count : most;
}

static void check_path(const struct rmap_path *path, struct rmap_box box, bool closed)
{
    size_t points = 0;
    bool open = false;
    for (size_t i = 0; i < path->verb_count; i++) {
        expect(path->verbs[i] == RMAP_MOVE || path->verbs[i] == RMAP_LINE || path->verbs[i] == RMAP_CLOSE);
        expect(i > 0 || path->verbs[i] == RMAP_MOVE);
        expect(!(closed && open && path->verbs[i] == RMAP_MOVE));
        open = path->verbs[i] != RMAP_CLOSE;
        points += path->verbs[i] != RMAP_CLOSE;
    }
    expect(points == path->count && !(closed && open));
    for (size_t i = 0; i < path->count; i++) {
        struct rmap_page p = path->points[i];
        expect(p.x_mm >= box.x0_mm - ROUNDING_MM && p.x_mm <= box.x1_mm + ROUNDING_MM);
        expect(p.y_mm >= box.y0_mm - ROUNDING_MM && p.y_mm <= box.y1_mm + ROUNDING_MM);
    }
}

static void trace(const struct rmap_frame *frame, const uint8_t *bytes, size_t size)
{
    struct rmap_shape shape = {.closed = bytes[1] & 1};
    struct rmap_trace how = {.edges = (enum rmap_edges)(bytes[1] >> 1 & 3) % 3, .margin_mm = bytes[1] & 8 ? 1 : 0,
                             .simplify_mm = bytes[1] & 16 ? 0.05 : 0};
    struct rmap_path fill = {0}, outline = {0};
    size_t count = point_count(size, how.edges == RMAP_EDGES_LONLAT ? MOST_LONLAT : MOST_POINTS);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *at = bytes + 3 + 4 * i;
        rmap_shape_point(&shape, (struct rmap_lonlat){540 * read_part(at), 90 * read_part(at + 2)});
        if (bytes[2] && i % bytes[2] == 0)
            rmap_shape_end_part(&shape);
    }
    rmap_shape_end_part(&shape);
    bool left = rmap_frame_trace(frame, &shape, &how, &fill, &outline);
    check_path(&fill, rmap_box_grow(BOX, how.margin_mm), true);
    check_path(&outline, rmap_box_grow(BOX, how.margin_mm), false);
    expect(left || fill.count == 0);
    rmap_path_free(&fill);
    rmap_path_free(&outline);
    rmap_shape_free(&shape);
}

static void add_rings(const struct rmap_path *path, double tolerance_mm, struct rmap_path *out)
{
    size_t first = 0;
    for (size_t verb = 0, end = 0; verb < path->verb_count; verb++) {
        end += path->verbs[verb] != RMAP_CLOSE;
        if (verb + 1 < path->verb_count && path->verbs[verb + 1] != RMAP_MOVE)
            continue;
        rmap_path_add_ring(out, path->points + first, end - first, BOX, tolerance_mm);
        first = end;
    }
}

/* The same numbers as a path on the page. */
static void clip(const uint8_t *bytes, size_t size)
{
    struct rmap_path path = {0}, rings = {0}, lines = {0}, again = {0}, few = {0}, fewer = {0};
    for (size_t i = 0; i < point_count(size, MOST_POINTS); i++) {
        const uint8_t *at = bytes + 3 + 4 * i;
        double x = 200 * read_part(at), y = 200 * read_part(at + 2);
        if (i == 0 || (bytes[2] && i % bytes[2] == 0))
            rmap_path_move(&path, x, y);
        else
            rmap_path_line(&path, x, y);
        if (bytes[2] && i % bytes[2] == bytes[2] - 1u && bytes[1] & 1)
            rmap_path_close(&path);
    }
    add_rings(&path, 0, &rings);
    rmap_path_clip_lines(&path, BOX, &lines);
    check_path(&rings, BOX, true);
    check_path(&lines, BOX, false);
    add_rings(&rings, 0, &again);
    expect(again.count == rings.count);
    rmap_path_add_lines(&few, &lines, 0.1);
    add_rings(&rings, 0.1, &fewer);
    check_path(&few, BOX, false);
    check_path(&fewer, BOX, true);
    expect(few.count <= lines.count && fewer.count <= rings.count);
    rmap_path_free(&path);
    rmap_path_free(&rings);
    rmap_path_free(&lines);
    rmap_path_free(&again);
    rmap_path_free(&few);
    rmap_path_free(&fewer);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 3)
        return 0;
    const struct rmap_frame *frame = find_frame(bytes[0] % VIEW_COUNT);
    if (frame)
        trace(frame, bytes, size);
    clip(bytes, size);
    return 0;
}
