#include "radials.h"

#include <math.h>
#include <string.h>

#include "ring.h"
#include "words.h"

#define RADIAN 0.017453292519943295 /* of a degree */
#define LINE_INK 0.6
#define AIR_MM 0.8       /* between the end of a line and its bearing */
#define EDGE_MM 1.0      /* a bearing keeps this far from the neatline */
#define PROBE_M 1e4      /* back from the end, to see which way the line runs there */

struct spoke {
    const struct rmap_radial *radial;
    const struct rmap_rule *rule, *label_rule;
    struct rmap_path line;
    struct rmap_page end, words; /* middle of the words */
    double east, south;          /* the line's direction at its end, a unit on the page */
    bool seen, labelled;
};

struct rmap_radials {
    struct spoke *items;
    size_t count;
};

static bool place(const void *frame, struct rmap_lonlat p, struct rmap_page *out)
{
    return rmap_frame_place(frame, p, out);
}

/* Leaves a spoke whose end is not on the page unseen. */
static void find_end(struct rmap_map *map, struct spoke *spoke)
{
    const struct rmap_radial *radial = spoke->radial;
    double back_m = fmin(PROBE_M, (radial->to_m - radial->from_m) / 2);
    struct rmap_lonlat end = rmap_geodesic_direct(radial->place.at, radial->azimuth_deg, radial->to_m);
    struct rmap_lonlat probe = rmap_geodesic_direct(radial->place.at, radial->azimuth_deg, radial->to_m - back_m);
    struct rmap_page before;
    if (!rmap_frame_place(map->frame, end, &spoke->end) || !rmap_frame_place(map->frame, probe, &before))
        return;
    double x = spoke->end.x_mm - before.x_mm, y = spoke->end.y_mm - before.y_mm, length = hypot(x, y);
    if (!(length > 0))
        return;
    spoke->seen = true;
    spoke->east = x / length;
    spoke->south = y / length;
}

struct rmap_radials *rmap_radials_trace(struct rmap_map *map, double tolerance_mm)
{
    struct rmap_radials *radials = rmap_alloc(map->arena, sizeof *radials);
    radials->count = map->rings.radial_count;
    radials->items = rmap_alloc(map->arena, (radials->count + 1) * sizeof *radials->items);
    struct rmap_closeness how = {.tolerance = tolerance_mm, .place = place, .frame = map->frame};
    for (size_t i = 0; i < radials->count; i++) {
        struct spoke *spoke = &radials->items[i];
        const struct rmap_radial *radial = &map->rings.radials[i];
        *spoke = (struct spoke){.radial = radial, .rule = rmap_style_rule(map->style, "rings", radial->class),
                                .label_rule = rmap_style_rule(map->style, "ring-labels", radial->class)};
        struct rmap_trace curve = {.edges = RMAP_EDGES_CURVE, .margin_mm = spoke->rule->stroke_width_mm + 1};
        struct rmap_shape line = {0};
        rmap_ring_radial(radial->place.at, radial->azimuth_deg, radial->from_m, radial->to_m, &how, &line);
        rmap_frame_trace(map->frame, &line, &curve, NULL, &spoke->line);
        rmap_ground_ink(map->ground, &spoke->line, LINE_INK);
        rmap_shape_free(&line);
        find_end(map, spoke);
    }
    return radials;
}

/* The box of level words whose middle lies on the line's way, `away` beyond its end. */
static struct rmap_box words_box(const struct spoke *spoke, struct rmap_size size, double away)
{
    double x = spoke->end.x_mm + away * spoke->east, y = spoke->end.y_mm + away * spoke->south;
    return (struct rmap_box){x - size.width_mm / 2, y - size.height_mm / 2, x + size.width_mm / 2, y + size.height_mm / 2};
}

static void label_spoke(struct rmap_map *map, struct spoke *spoke)
{
    const struct rmap_font *font = &spoke->label_rule->font;
    struct rmap_text_size words = rmap_text_measure(map->text, font, spoke->radial->label);
    struct rmap_size size = {words.width_mm, words.cap_mm};
    double reach = fabs(spoke->east) * size.width_mm / 2 + fabs(spoke->south) * size.height_mm / 2 + AIR_MM;
    struct rmap_box inside = rmap_box_grow(map->page.frame, -EDGE_MM);
    for (double side = 1; side >= -1 && !spoke->labelled; side -= 2) {
        struct rmap_box box = words_box(spoke, size, side * reach);
        if (!rmap_box_holds(inside, box) || rmap_is_taken(&map->taken, box))
            continue;
        rmap_take(&map->taken, box);
        spoke->words = (struct rmap_page){(box.x0_mm + box.x1_mm) / 2, box.y1_mm};
        spoke->labelled = true;
    }
}

void rmap_radials_label(struct rmap_map *map, struct rmap_radials *radials)
{
    const char **without = rmap_alloc(map->arena, (radials->count + 1) * sizeof *without);
    size_t count = 0;
    for (size_t i = 0; i < radials->count; i++) {
        struct spoke *spoke = &radials->items[i];
        struct rmap_box end = {spoke->end.x_mm, spoke->end.y_mm, spoke->end.x_mm, spoke->end.y_mm};
        if (!spoke->label_rule->display || !spoke->seen || !rmap_box_holds(map->page.frame, end))
            continue;
        label_spoke(map, spoke);
        if (!spoke->labelled)
            without[count++] = spoke->radial->id;
    }
    if (count > 0)
        rmap_note(&map->notes, "no room for the bearing%s of %s", count > 1 ? "s" : "", rmap_words_some(map->arena, without, count));
}

void rmap_radials_emit(struct rmap_map *map, struct rmap_radials *radials, struct rmap_display *out)
{
    for (size_t i = 0; i < radials->count; i++) {
        struct spoke *spoke = &radials->items[i];
        const struct rmap_radial *radial = spoke->radial;
        struct rmap_paint line = rmap_rule_paint(spoke->rule);
        line.fill.a = 0;
        const char *from = rmap_words_first(map->lang, radial->place.name, radial->place.name_ko);
        rmap_display_begin(out, &(struct rmap_group){
            .role = RMAP_ROLE_RING, .id = radial->id, .classes = rmap_format(map->arena, "ring %s", radial->class),
            .title = strcmp(map->lang, "ko") == 0 ? rmap_format(map->arena, "%s에서 방위 %s", from, radial->label)
                                                  : rmap_format(map->arena, "%s from %s", radial->label, from)});
        rmap_display_path(out, &spoke->line, &line);
        rmap_display_end(out);
    }
}

void rmap_radials_emit_labels(struct rmap_map *map, const struct rmap_radials *radials, struct rmap_display *out)
{
    for (size_t i = 0; i < radials->count; i++) {
        const struct spoke *spoke = &radials->items[i];
        const struct rmap_rule *rule = spoke->label_rule;
        if (!spoke->labelled)
            continue;
        struct rmap_text_size words = rmap_text_measure(map->text, &rule->font, spoke->radial->label);
        struct rmap_box box = {spoke->words.x_mm - words.width_mm / 2, spoke->words.y_mm - words.cap_mm,
                               spoke->words.x_mm + words.width_mm / 2, spoke->words.y_mm};
        struct rmap_text text = {.text = spoke->radial->label, .at = spoke->words, .anchor = RMAP_MIDDLE,
                                 .width_mm = words.width_mm, .font = rule->font, .fill = rule->color,
                                 .halo = rmap_rule_halo(rule, rmap_ground_color(map->ground, box)),
                                 .halo_mm = rule->halo_mm};
        rmap_display_text(out, &text);
    }
}

size_t rmap_radials_count(const struct rmap_radials *radials)
{
    return radials->count;
}

const struct rmap_path *rmap_radials_line(const struct rmap_radials *radials, size_t index)
{
    return &radials->items[index].line;
}

void rmap_radials_free(struct rmap_radials *radials)
{
    for (size_t i = 0; i < radials->count; i++)
        rmap_path_free(&radials->items[i].line);
}
