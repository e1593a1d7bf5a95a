#include "reach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arcs.h"
#include "edge.h"
#include "radials.h"
#include "sight.h"
#include "words.h"

#define MM_PER_INCH 25.4
#define GROUND_TOLERANCE_M 0.9
#define FINEST_MM 0.0001      /* on world maps a metre is nothing that a file can hold */
#define FLAT_MM 0.005          /* chords that stand in for the edge where labels and furniture keep clear of it */
#define RING_INK 1.0
#define PLAIN_TINTS 3          /* rings around one place that have the style's own fill */
#define NAMED_LABELS 3        /* different distances that a joined reach names */

/* One ring, or all of a class as one. */
struct reach {
    const struct rmap_ring *const *rings; /* the largest first */
    size_t count;
    const struct rmap_rule *rule;
    struct rmap_color tint;               /* of its area */
    struct rmap_path fill, sides, line;   /* line: all that is stroked, for labels to avoid */
    struct rmap_edge outer, inner;
};

struct rmap_reaches {
    struct reach *items;
    size_t count;
    struct rmap_radials *radials;
};

/* --- which rings are drawn as one --- */

static int by_size(const void *a, const void *b)
{
    const struct rmap_ring *x = *(const struct rmap_ring *const *)a, *y = *(const struct rmap_ring *const *)b;
    return x->outer_m != y->outer_m ? (x->outer_m < y->outer_m) - (x->outer_m > y->outer_m) : (x > y) - (x < y);
}

/* The rings of this one's class, when it is the first of them and rings are dissolved; else itself alone, or none. */
static size_t gather_class(const struct rmap_map *map, size_t index, bool dissolve, const struct rmap_ring **members)
{
    const struct rmap_ring *rings = map->rings.items;
    size_t count = 0;
    for (size_t i = 0; i < map->rings.count; i++) {
        bool same = i == index || (dissolve && strcmp(rings[i].class, rings[index].class) == 0);
        if (same && i < index)
            return 0;
        if (same)
            members[count++] = &rings[i];
    }
    qsort(members, count, sizeof *members, by_size);
    return count;
}

static const char *distance_label(const struct rmap_map *map, const struct rmap_ring *ring)
{
    return rmap_words_first(map->lang, ring->label, ring->label_ko);
}

static const char *place_name(const struct rmap_map *map, const struct rmap_ring *ring)
{
    return rmap_words_first(map->lang, ring->place.name, ring->place.name_ko);
}

/* What the rings say, each thing once, as far as it is short. */
static const char *join_words(const struct rmap_map *map, const struct reach *reach,
                              const char *(*words_of)(const struct rmap_map *, const struct rmap_ring *))
{
    const char *seen[NAMED_LABELS], *joined = "";
    size_t count = 0;
    for (size_t i = 0; i < reach->count; i++) {
        const char *words = words_of(map, reach->rings[i]);
        bool known = false;
        for (size_t k = 0; k < count; k++)
            known |= strcmp(seen[k], words) == 0;
        if (known)
            continue;
        if (count == NAMED_LABELS)
            return rmap_format(map->arena, "%s, …", joined);
        joined = count ? rmap_format(map->arena, "%s, %s", joined, words) : words;
        seen[count++] = words;
    }
    return joined;
}

/* --- tracing --- */

static double asked_mm(const struct rmap_map *map)
{
    double value;
    const char *unit = rmap_read_number(rmap_option_text(map->options, RMAP_OPT_TOLERANCE), &value);
    if (strcmp(unit, "mm") == 0)
        return value;
    if (strcmp(unit, "m") == 0)
        return value * 1000 / rmap_frame_denominator(map->frame);
    return value * MM_PER_INCH / rmap_option_number(map->options, RMAP_OPT_DPI);
}

/* Unless asked otherwise an edge is not only finer than can be seen but true to the ground: a map may be measured. */
static double tolerance_mm(const struct rmap_map *map)
{
    double ground_mm = GROUND_TOLERANCE_M * 1000 / rmap_frame_denominator(map->frame);
    return rmap_option_given(map->options, RMAP_OPT_TOLERANCE) ? asked_mm(map) : fmin(asked_mm(map), fmax(ground_mm, FINEST_MM));
}

static void note_error(struct rmap_map *map, double error_mm)
{
    double px = error_mm * rmap_option_number(map->options, RMAP_OPT_DPI) / MM_PER_INCH;
    map->ring_error_px = fmax(map->ring_error_px, px);
    map->ring_error_m = fmax(map->ring_error_m, error_mm / 1000 * rmap_frame_denominator(map->frame));
}

/* The outline on the page; several rings only when they can be joined. */
static bool trace(struct rmap_map *map, struct reach *reach)
{
    double stroke_mm = reach->rule->stroke_width_mm; /* lines end so far outside the frame that their ends are not seen */
    struct rmap_arcs arcs;
    if (!rmap_arcs_trace(reach->rings, reach->count, map->frame, tolerance_mm(map), 2 * stroke_mm + 1, &arcs))
        return false;
    rmap_path_flatten(&arcs.outer, FLAT_MM, &reach->line);
    rmap_path_flatten(&arcs.inner, FLAT_MM, &reach->line);
    rmap_path_flatten(&arcs.sides, FLAT_MM, &reach->line);
    rmap_edge_find(map, &arcs.outer, stroke_mm, &reach->outer);
    rmap_edge_find(map, &arcs.inner, stroke_mm, &reach->inner);
    note_error(map, arcs.error_mm);
    if (arcs.error_mm > asked_mm(map))
        rmap_note(&map->notes, "the edge of '%s' is in places %s mm off, more than the tolerance of %s mm", reach->rings[0]->id,
                  rmap_figure(map->arena, arcs.error_mm, 4), rmap_figure(map->arena, asked_mm(map), 4));
    reach->fill = arcs.area;
    reach->sides = arcs.sides;
    arcs.area = arcs.sides = (struct rmap_path){0};
    rmap_arcs_free(&arcs);
    return true;
}

/* --- emitting --- */

static void emit_reach(struct rmap_map *map, struct reach *reach, struct rmap_display *out)
{
    const struct rmap_ring *ring = reach->rings[0];
    struct rmap_paint fill = rmap_rule_paint(reach->rule), line = fill;
    fill.fill = reach->tint;
    fill.stroke.a = 0;
    line.fill.a = 0;
    const char *places = join_words(map, reach, place_name), *label = join_words(map, reach, distance_label);
    rmap_display_begin(out, &(struct rmap_group){
        .role = RMAP_ROLE_RING,
        .id = rmap_format(map->arena, "ring-%s", reach->count > 1 ? ring->class : ring->id),
        .title = strcmp(map->lang, "ko") == 0 ? rmap_format(map->arena, "%s에서 %s", places, label)
                                              : rmap_format(map->arena, "%s around %s", label, places),
        .desc = reach->count == 1 && ring->note && ring->note[0] ? ring->note : NULL,
        .classes = rmap_format(map->arena, "ring %s", ring->class ? ring->class : "")});
    rmap_display_path(out, &reach->fill, &fill);
    struct rmap_path broken = {0};
    rmap_edge_line(&reach->outer, &broken);
    rmap_edge_line(&reach->inner, &broken);
    rmap_path_append(&broken, &reach->sides);
    rmap_display_path(out, &broken, &line);
    rmap_display_end(out);
    rmap_path_free(&broken);
}

/* --- the four steps --- */

/* Rings joined are one area: one that holds the whole frame leaves no edge of the others. */
static bool is_seen(const struct rmap_map *map, const struct rmap_ring *const *rings, size_t count)
{
    bool edge = false;
    for (size_t i = 0; i < count; i++) {
        enum rmap_sight sight = map->sights[rings[i] - map->rings.items];
        if (sight == RMAP_SIGHT_WITHIN)
            return false;
        edge |= sight == RMAP_SIGHT_EDGE;
    }
    return edge;
}

static bool lie_on_each_other(const struct rmap_ring *a, const struct rmap_ring *b)
{
    return strcmp(a->place.id, b->place.id) == 0 && a->from_deg == b->from_deg && a->to_deg == b->to_deg
           && a->inner_m < b->outer_m && b->inner_m < a->outer_m;
}

/* Areas of many rings around one place are each paler, so that together they hide no more of the map than PLAIN_TINTS do. */
static struct rmap_color tint_of(const struct rmap_map *map, const struct rmap_ring *const *rings, size_t count,
                                 const struct rmap_rule *rule)
{
    struct rmap_color tint = rule->fill;
    size_t around = 0;
    for (size_t i = 0; count == 1 && i < map->rings.count; i++)
        around += map->sights[i] != RMAP_SIGHT_WITHIN && lie_on_each_other(&map->rings.items[i], rings[0]);
    if (around > PLAIN_TINTS)
        tint.a = 1 - pow(1 - tint.a, PLAIN_TINTS / (double)around);
    return tint;
}

/* Rings of one place often begin at the same distance, which is said once. */
static bool is_inner_told(const struct rmap_reaches *reaches, const struct rmap_ring *ring)
{
    for (size_t i = 0; i < reaches->count; i++) {
        const struct rmap_ring *other = reaches->items[i].rings[0];
        if (reaches->items[i].inner.text[0] && other->inner_m == ring->inner_m && strcmp(other->place.id, ring->place.id) == 0)
            return true;
    }
    return false;
}

static void add_reach(struct rmap_map *map, struct rmap_reaches *reaches, const struct rmap_ring *const *rings, size_t count)
{
    struct reach *reach = &reaches->items[reaches->count];
    *reach = (struct reach){.rings = rings, .count = count,
                            .rule = rmap_style_rule(map->style, "rings", rings[0]->class)};
    reach->tint = tint_of(map, rings, count, reach->rule);
    reach->outer.rule = reach->inner.rule = rmap_style_rule(map->style, "ring-labels", rings[0]->class);
    reach->outer.text = join_words(map, reach, distance_label);
    reach->inner.text = count == 1 && !is_inner_told(reaches, rings[0]) ? rings[0]->inner_label : "";
    if (!trace(map, reach)) {
        rmap_note(&map->notes, "the rings of class '%s' reach too far round the Earth to be dissolved; drawn apart",
                  rings[0]->class);
        for (size_t i = 0; i < count; i++)
            add_reach(map, reaches, rings + i, 1);
        return;
    }
    struct rmap_path area = {0};
    rmap_path_flatten(&reach->fill, FLAT_MM, &area);
    rmap_ground_tint(map->ground, &area, reach->tint);
    rmap_path_free(&area);
    rmap_ground_ink(map->ground, &reach->line, RING_INK);
    reaches->count++;
}

struct rmap_reaches *rmap_reach_trace(struct rmap_map *map)
{
    struct rmap_reaches *reaches = rmap_alloc(map->arena, sizeof *reaches);
    size_t rings = map->rings.count;
    bool dissolve = rmap_option_on(map->options, RMAP_OPT_DISSOLVE);
    reaches->items = rmap_alloc(map->arena, (rings + 1) * sizeof *reaches->items);
    const struct rmap_ring **members = rmap_alloc(map->arena, (rings + 1) * sizeof *members);
    for (size_t i = 0; i < rings; i++) {
        size_t count = gather_class(map, i, dissolve, members);
        if (count > 0 && is_seen(map, members, count))
            add_reach(map, reaches, members, count);
        members += count;
    }
    reaches->radials = rmap_radials_trace(map, tolerance_mm(map));
    return reaches;
}

/* Words stand on the outer edge; an annulus says its inner distance, too. */
static bool label_reach(struct rmap_map *map, struct reach *reach, const double *azimuth_deg)
{
    struct rmap_towards towards = {reach->rings[0]->place.at, azimuth_deg ? *azimuth_deg : 0};
    bool found = rmap_edge_label(map, azimuth_deg ? &towards : NULL, &reach->outer);
    found &= rmap_edge_label(map, azimuth_deg ? &towards : NULL, &reach->inner);
    return found;
}

void rmap_reach_label(struct rmap_map *map, struct rmap_reaches *reaches)
{
    const char *where = rmap_option_text(map->options, RMAP_OPT_RING_LABELS), *why;
    double azimuth_deg;
    bool given = rmap_parse_bearing(where, &azimuth_deg, &why);
    rmap_radials_label(map, reaches->radials); /* a bearing has two places, a distance the whole line */
    const char **without = rmap_alloc(map->arena, (reaches->count + 1) * sizeof *without);
    size_t count = 0;
    for (size_t i = 0; i < reaches->count && strcmp(where, "off") != 0; i++) {
        if (!label_reach(map, &reaches->items[i], given ? &azimuth_deg : NULL))
            without[count++] = reaches->items[i].rings[0]->id;
    }
    if (count > 0)
        rmap_note(&map->notes, "no room for the distance%s on %s", count > 1 ? "s" : "", rmap_words_some(map->arena, without, count));
}

/* Large rings first, so that a small one's line is never under a large one's fill. */
static int by_reach(const void *a, const void *b)
{
    const struct reach *x = *(struct reach *const *)a, *y = *(struct reach *const *)b;
    return by_size(&x->rings[0], &y->rings[0]);
}

void rmap_reach_emit(struct rmap_map *map, struct rmap_reaches *reaches, struct rmap_display *out)
{
    struct reach **order = rmap_alloc(map->arena, (reaches->count + 1) * sizeof *order);
    for (size_t i = 0; i < reaches->count; i++)
        order[i] = &reaches->items[i];
    qsort(order, reaches->count, sizeof *order, by_reach);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "rings", .clipped = true,
        .title = rmap_words_first(map->lang, "Range rings", "거리권"), .clip = map->page.frame});
    for (size_t i = 0; i < reaches->count; i++)
        emit_reach(map, order[i], out);
    rmap_radials_emit(map, reaches->radials, out);
    rmap_display_end(out);
}

/* A distance is one thing to move and to read, in however many letters and places it is written. */
static void write_distance(struct rmap_map *map, const struct reach *reach, const struct rmap_edge *edge, struct rmap_display *out)
{
    if (edge->label_count == 0)
        return;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .title = edge->text,
        .id = rmap_format(map->arena, "distance-%s%s", reach->rings[0]->id, edge == &reach->inner ? "-inner" : "")});
    rmap_edge_write(map, edge, out);
    rmap_display_end(out);
}

void rmap_reach_emit_labels(struct rmap_map *map, const struct rmap_reaches *reaches, struct rmap_display *out)
{
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "ring-labels",
        .title = rmap_words_first(map->lang, "Distances", "거리")});
    for (size_t i = 0; i < reaches->count; i++) {
        write_distance(map, &reaches->items[i], &reaches->items[i].outer, out);
        write_distance(map, &reaches->items[i], &reaches->items[i].inner, out);
    }
    rmap_radials_emit_labels(map, reaches->radials, out);
    rmap_display_end(out);
}

const struct rmap_path *rmap_reach_line(const struct rmap_reaches *reaches, size_t index)
{
    return index < reaches->count ? &reaches->items[index].line
                                  : rmap_radials_line(reaches->radials, index - reaches->count);
}

size_t rmap_reach_area_count(const struct rmap_reaches *reaches)
{
    return reaches->count;
}

const char *rmap_reach_silent(const struct rmap_reaches *reaches, size_t index, const struct rmap_rule **rule)
{
    const struct reach *reach = &reaches->items[index];
    *rule = reach->rule;
    return reach->outer.label_count > 0 ? NULL : reach->outer.text;
}

size_t rmap_reach_count(const struct rmap_reaches *reaches)
{
    return reaches->count + rmap_radials_count(reaches->radials);
}

void rmap_reach_free(struct rmap_reaches *reaches)
{
    for (size_t i = 0; i < reaches->count; i++) {
        rmap_path_free(&reaches->items[i].fill);
        rmap_path_free(&reaches->items[i].line);
        rmap_path_free(&reaches->items[i].sides);
    }
    rmap_radials_free(reaches->radials);
}
