#include "closeup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "basemap.h"
#include "corners.h"
#include "sight.h"
#include "values.h"
#include "view.h"
#include "words.h"

#define SIDE_SHARE 0.3         /* of a square's as large as the frame: the window's width, */
#define MOST_SHARE 0.55        /* as far as it leaves the frame's width and height open */
#define LEAST_MM 26.0          /* what a site, its name and a scale bar need */
#define MIN_ASPECT 0.6
#define MAX_ASPECT 1.4
#define EDGE_PLACES 12         /* along each side of the window whose outline is marked */
#define LEAST_MARK_MM 1.6      /* a smaller place is marked by a square of this size */

static struct rmap_size window_size(const struct rmap_map *map, const struct rmap_map *closeup)
{
    double aspect = fmin(fmax(rmap_projection_aspect(closeup->projection, closeup->extent), MIN_ASPECT), MAX_ASPECT);
    double frame_w = rmap_box_width(map->page.frame), frame_h = rmap_box_height(map->page.frame);
    double width = fmin(fmax(SIDE_SHARE * sqrt(frame_w * frame_h), LEAST_MM), MOST_SHARE * fmin(frame_w, frame_h / aspect));
    return (struct rmap_size){width, width * aspect};
}

static bool fit_window(struct rmap_map *closeup, struct rmap_page at, struct rmap_size size, struct rmap_error *err)
{
    closeup->page.frame = (struct rmap_box){at.x_mm, at.y_mm, at.x_mm + size.width_mm, at.y_mm + size.height_mm};
    rmap_frame_free(closeup->frame);
    closeup->frame = rmap_frame_new(closeup->projection, closeup->extent, closeup->page.frame, err);
    closeup->studio.frame = closeup->frame;
    return closeup->frame != NULL;
}

/* What the window has of its own is empty at first; its notes would only say again what the map's say. */
static struct rmap_map *share(struct rmap_map *map, struct rmap_bounds extent)
{
    struct rmap_map *closeup = rmap_alloc(map->arena, sizeof *closeup);
    *closeup = *map;
    closeup->is_closeup = true;
    closeup->extent = extent;
    closeup->notes = (struct rmap_notes){.arena = map->arena};
    closeup->projection = NULL;
    closeup->frame = NULL;
    closeup->sights = NULL;
    closeup->closeup = NULL;
    return closeup;
}

bool rmap_closeup_open(struct rmap_map *map, struct rmap_error *err)
{
    const char *text = rmap_option_text(map->options, RMAP_OPT_CLOSEUP), *why;
    struct rmap_bounds extent;
    if (!text[0] || !rmap_option_on(map->options, RMAP_OPT_CLOSEUP_AT))
        return true;
    if (!rmap_parse_extent(text, &extent, &why))
        return rmap_fail(err, RMAP_USAGE, "%s: '%s' %s", rmap_option_where(map->options, RMAP_OPT_CLOSEUP), text, why);
    const char *doubt = rmap_extent_doubt(map->arena, &extent);
    if (doubt)
        rmap_note(&map->notes, "%s: '%s' %s", rmap_option_where(map->options, RMAP_OPT_CLOSEUP), text, doubt);
    struct rmap_map *closeup = map->closeup = share(map, extent);
    closeup->projection = rmap_view_project(map, extent, &closeup->notes, err);
    if (!closeup->projection || !fit_window(closeup, (struct rmap_page){0, 0}, window_size(map, closeup), err)
        || !rmap_basemap_credits(closeup, err))
        return false;
    map->credits = closeup->credits;
    map->credit_count = closeup->credit_count;
    map->files = closeup->files;
    map->file_count = closeup->file_count;
    return true;
}

/* The window's outline on the map around it; empty where that cannot be shown. */
static void trace_outline(const struct rmap_map *map, struct rmap_path *out)
{
    struct rmap_box box = map->closeup->page.frame;
    struct rmap_page corners[5] = {{box.x0_mm, box.y0_mm}, {box.x1_mm, box.y0_mm}, {box.x1_mm, box.y1_mm},
                                   {box.x0_mm, box.y1_mm}, {box.x0_mm, box.y0_mm}};
    struct rmap_shape shape = {.closed = true};
    for (int i = 0; i < 4 * EDGE_PLACES; i++) {
        struct rmap_page a = corners[i / EDGE_PLACES], b = corners[i / EDGE_PLACES + 1];
        double t = (double)(i % EDGE_PLACES) / EDGE_PLACES;
        struct rmap_lonlat p;
        if (rmap_frame_unplace(map->closeup->frame, (struct rmap_page){a.x_mm + t * (b.x_mm - a.x_mm),
                                                                       a.y_mm + t * (b.y_mm - a.y_mm)}, &p))
            rmap_shape_point(&shape, p);
    }
    rmap_shape_end_part(&shape);
    struct rmap_trace how = {.edges = RMAP_EDGES_LONLAT, .margin_mm = 1};
    rmap_frame_trace(map->frame, &shape, &how, out, NULL);
    rmap_shape_free(&shape);
    struct rmap_box mark = rmap_path_bounds(out);
    double x = (mark.x0_mm + mark.x1_mm) / 2, y = (mark.y0_mm + mark.y1_mm) / 2, half = LEAST_MARK_MM / 2;
    if (out->count > 0 && fmax(rmap_box_width(mark), rmap_box_height(mark)) < LEAST_MARK_MM) {
        rmap_path_free(out);
        rmap_path_box(out, (struct rmap_box){x - half, y - half, x + half, y + half});
    }
}

/* The place that is shown must stay open for the time of looking; labels may stand in it afterwards. */
static struct rmap_spot look_for_corner(struct rmap_map *map, struct rmap_size size)
{
    struct rmap_path outline = {0};
    size_t taken = map->taken.count;
    trace_outline(map, &outline);
    if (outline.count > 0)
        rmap_take(&map->taken, rmap_path_bounds(&outline));
    struct rmap_spot spot = rmap_corner_window(map, size, rmap_option_text(map->options, RMAP_OPT_CLOSEUP_AT), RMAP_BOTTOM_RIGHT);
    map->taken.count = taken;
    rmap_path_free(&outline);
    return spot;
}

bool rmap_closeup_place(struct rmap_map *map, struct rmap_error *err)
{
    struct rmap_map *closeup = map->closeup;
    if (!closeup)
        return true;
    struct rmap_size size = window_size(map, closeup);
    struct rmap_spot spot = look_for_corner(map, size);
    if (spot.cost == INFINITY) {
        rmap_note(&map->notes, "no room for the close-up; draw a larger map or switch it off");
        rmap_closeup_free(map);
        return true;
    }
    rmap_corner_take(map, spot.at, size);
    closeup->taken = (struct rmap_taken){0};
    if (!fit_window(closeup, spot.at, size, err))
        return false;
    trace_outline(map, &map->closeup_mark);
    rmap_sight_find(closeup);
    return true;
}

/* Window and place have one look, so that one leads to the other. */
static struct rmap_paint mark_paint(const struct rmap_map *map)
{
    struct rmap_paint paint = rmap_rule_paint(rmap_style_rule(map->style, "inset-mark", NULL));
    paint.join = RMAP_JOIN_MITER;
    return paint;
}

void rmap_closeup_emit_mark(const struct rmap_map *map, struct rmap_display *out)
{
    struct rmap_path mark = {0};
    struct rmap_paint paint = mark_paint(map);
    if (!map->closeup)
        return;
    rmap_path_append(&mark, &map->closeup_mark);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_FURNITURE, .id = "closeup-mark", .clipped = true,
        .clip = map->page.frame, .title = rmap_words_first(map->lang, "Place of the close-up", "확대 위치")});
    rmap_display_path(out, &mark, &paint);
    rmap_display_end(out);
}

void rmap_closeup_emit(struct rmap_map *map, struct rmap_display *window, struct rmap_display *out)
{
    size_t dropped = map->closeup->labels.dropped;
    if (dropped > 0)
        rmap_note(&map->notes, "no room for %zu name%s in the close-up; show less of the map there", dropped, dropped > 1 ? "s" : "");
    struct rmap_path edge = {0};
    struct rmap_paint paint = mark_paint(map);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "closeup",
        .title = rmap_words_first(map->lang, "Close-up", "확대도")});
    rmap_display_prefix(window, "closeup-");
    rmap_display_append(out, window);
    rmap_path_box(&edge, map->closeup->page.frame);
    rmap_display_path(out, &edge, &paint);
    rmap_display_end(out);
}

void rmap_closeup_free(struct rmap_map *map)
{
    if (!map->closeup)
        return;
    rmap_taken_free(&map->closeup->taken);
    rmap_path_free(&map->closeup_mark);
    rmap_frame_free(map->closeup->frame);
    rmap_projection_free(map->closeup->projection);
    map->closeup = NULL;
}
