#include "line_names.h"

#include <math.h>
#include <string.h>

#include "basemap.h"
#include "clip.h"
#include "curve.h"
#include "ids.h"
#include "layers.h"
#include "words.h"

#define RADIAN 0.017453292519943295 /* of a degree */
#define LEAST_SHARE 1.6       /* a line must be this much longer on the page than its name */
#define CALM_SIZES 6.0        /* of type: the stretch over which a ragged line is evened out to write on */
#define STEP_MM 1.5           /* candidates along the line */
#define EDGE_MM 1.5           /* letters keep this far from the neatline */
#define NEAR_MM 10.0          /* beside a line: what is farther cannot meet its name */
#define LEVELS 5              /* how far from the line: nearest first */
#define LEVEL_MM 0.4
#define DESCENT 0.2           /* of the type size: what hangs below the baseline */
#define BOX_SHARE 0.62        /* half a letter's box, of the type size */
#define MOST_TILT_DEG 75.0    /* steeper than this the head must turn */
#define MOST_TURN_DEG 16.0    /* from letter to letter, */
#define MOST_CLOSING_DEG 8.0  /* and where their heads draw together, or the halo of one covers the other */
#define MAX_LETTERS 96
#define SIMPLIFY_MM 0.1

#define COST_BUSY 30.0        /* lines under the letters */
#define COST_TILT 0.6
#define COST_BEND 0.8
#define COST_BELOW 0.25
#define COST_LEVEL 0.12
#define COST_OFF_MIDDLE 0.5

struct line {
    const char *kind;
    struct rmap_curve curve;
    double clear_mm;          /* from the line's middle to the edge of what is drawn of it */
    struct rmap_obstacle_line *rings; /* those that pass near */
    size_t ring_count;
};

struct place {
    struct rmap_curve base;
    double from_mm;
    double cost;
};

/* What is to be set, and the middles of its letters along the baseline. */
struct lettering {
    const struct rmap_rule *rule;
    const char *text, *lang;
    double width_mm, cap_mm;
    double middles_mm[MAX_LETTERS];
    size_t count;
};

/* --- what is drawn of the line --- */

static double page_mm(const struct rmap_map *map, double metres)
{
    return metres * 1000 / rmap_frame_denominator(map->frame);
}

/* The zone along the line is 2 km wide to each side: the name stands outside it. */
static double clear_of(const struct rmap_map *map, const struct rmap_rule *drawn, const char *kind)
{
    const struct rmap_rule *zone = rmap_style_rule(map->style, "dmz", NULL);
    double line = drawn->stroke_width_mm / 2 + (drawn->casing.a > 0 ? drawn->casing_width_mm : 0);
    bool in_zone = strcmp(kind, "mdl") == 0 && rmap_rule_shown(map, zone) && zone->fill.a > 0;
    return fmax(line, in_zone ? page_mm(map, 2000) : 0);
}

static struct rmap_curve longest_part(struct rmap_map *map, const struct rmap_path *path)
{
    struct rmap_curve longest = {0};
    for (size_t i = 0, start = 0; i < path->verb_count; i++) {
        if (i + 1 < path->verb_count && path->verbs[i + 1] != RMAP_MOVE)
            continue;
        struct rmap_curve part = rmap_curve_of(map->arena, path->points + start, i + 1 - start);
        if (rmap_curve_length(&part) > rmap_curve_length(&longest))
            longest = part;
        start = i + 1;
    }
    return longest;
}

static struct rmap_curve trace(struct rmap_map *map, const struct rmap_shape *shape)
{
    struct rmap_path traced = {0}, shown = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_DATA, .margin_mm = 1, .simplify_mm = SIMPLIFY_MM};
    rmap_frame_trace(map->frame, shape, &how, NULL, &traced);
    rmap_path_clip_lines(&traced, map->page.frame, &shown);
    struct rmap_curve curve = longest_part(map, &shown);
    rmap_path_free(&traced);
    rmap_path_free(&shown);
    return curve;
}

/* --- where the name may stand --- */

static struct lettering measure(struct rmap_map *map, const struct rmap_rule *rule, const char *text, const char *lang)
{
    struct lettering lettering = {.rule = rule, .text = text, .lang = lang};
    struct rmap_text_size size = rmap_text_measure(map->text, &rule->font, text);
    lettering.width_mm = size.width_mm;
    lettering.cap_mm = size.cap_mm;
    size_t count;
    struct rmap_cluster *clusters = rmap_text_clusters(map->text, map->arena, &rule->font, text, &count);
    double at = 0;
    for (size_t i = 0; i < count && lettering.count < MAX_LETTERS; i++) {
        lettering.middles_mm[lettering.count++] = at + clusters[i].advance_mm / 2;
        at += clusters[i].advance_mm;
    }
    return lettering;
}

static struct rmap_box letter_box(const struct lettering *lettering, struct rmap_page base, double angle)
{
    double up = lettering->cap_mm / 2, half = BOX_SHARE * lettering->rule->font.size_mm;
    double x = base.x_mm + up * sin(angle * RADIAN), y = base.y_mm - up * cos(angle * RADIAN);
    return (struct rmap_box){x - half, y - half, x + half, y + half};
}

static void find_rings(struct rmap_map *map, struct line *line)
{
    struct rmap_box near = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < line->curve.count; i++) {
        struct rmap_page p = line->curve.points[i];
        near = (struct rmap_box){fmin(near.x0_mm, p.x_mm), fmin(near.y0_mm, p.y_mm), fmax(near.x1_mm, p.x_mm),
                                 fmax(near.y1_mm, p.y_mm)};
    }
    near = rmap_box_grow(near, line->clear_mm + NEAR_MM);
    line->rings = rmap_alloc(map->arena, (map->ring_line_count + 1) * sizeof *line->rings);
    for (size_t i = 0; i < map->ring_line_count; i++) {
        if (rmap_segment_meets_box(map->ring_lines[i].a, map->ring_lines[i].b, near))
            line->rings[line->ring_count++] = map->ring_lines[i];
    }
}

/* Where the ground is quiet there is no ring. */
static bool on_ring(const struct rmap_map *map, const struct line *line, struct rmap_box box)
{
    if (rmap_ground_busy(map->ground, box) == 0)
        return false;
    for (size_t i = 0; i < line->ring_count; i++) {
        if (rmap_segment_meets_box(line->rings[i].a, line->rings[i].b, box))
            return true;
    }
    return false;
}

/* INFINITY when a letter may not stand there, stands on its head, touches the line or lies on a ring. */
static double cost_at(const struct rmap_map *map, const struct line *line, const struct lettering *lettering,
                      const struct rmap_curve *base, double from)
{
    struct rmap_box inside = rmap_box_grow(map->page.frame, -EDGE_MM);
    double cost = 0, last = 0, low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < lettering->count; i++) {
        double angle;
        struct rmap_page at = rmap_curve_at(base, from + lettering->middles_mm[i], &angle);
        if (fabs(angle) > MOST_TILT_DEG || (i > 0 && (angle - last > MOST_TURN_DEG || last - angle > MOST_CLOSING_DEG)))
            return INFINITY;
        struct rmap_box box = letter_box(lettering, at, angle);
        if (!rmap_box_holds(inside, box) || rmap_is_taken(&map->taken, box))
            return INFINITY;
        double tilt = sin(angle * RADIAN);
        cost += (COST_BUSY * rmap_ground_busy(map->ground, box) + COST_TILT * tilt * tilt) / (double)lettering->count;
        low = fmin(low, angle);
        high = fmax(high, angle);
        last = angle;
    }
    double half = lettering->cap_mm / 2, need = line->clear_mm + half;
    for (size_t i = 0; i < lettering->count; i++) {
        double angle;
        struct rmap_page at = rmap_curve_at(base, from + lettering->middles_mm[i], &angle);
        if (on_ring(map, line, letter_box(lettering, at, angle)))
            return INFINITY;
        at.x_mm += half * sin(angle * RADIAN);
        at.y_mm -= half * cos(angle * RADIAN);
        if (rmap_curve_distance(&line->curve, at) < need)
            return INFINITY;
    }
    return cost + COST_BEND * (high - low) / 90;
}

/* Tries a baseline at one distance from the line, all along it. */
static void try_base(const struct rmap_map *map, const struct line *line, const struct lettering *lettering,
                     const struct rmap_curve *base, double extra, struct place *best)
{
    double length = rmap_curve_length(base), room = length - lettering->width_mm;
    for (double from = STEP_MM; from < room - STEP_MM; from += STEP_MM) {
        double off = fabs(from / room - 0.5) * 2;
        double cost = extra + COST_OFF_MIDDLE * off * off;
        if (cost < best->cost)
            cost += cost_at(map, line, lettering, base, from);
        if (cost < best->cost)
            *best = (struct place){*base, from, cost};
    }
}

/* Above the line and below it, walked both ways: only the walk that reads from left to right is upright. */
static struct place find_place(struct rmap_map *map, const struct line *line, const struct lettering *lettering)
{
    const double size = lettering->rule->font.size_mm;
    const struct rmap_curve back = rmap_curve_reversed(map->arena, &line->curve);
    const struct rmap_curve both[2] = {rmap_curve_calm(map->arena, &line->curve, CALM_SIZES * size),
                                       rmap_curve_calm(map->arena, &back, CALM_SIZES * size)};
    struct place best = {.cost = INFINITY};
    for (int i = 0; i < 2 * 2 * LEVELS; i++) {
        bool below = i / LEVELS % 2;
        int level = i % LEVELS;
        double gap = line->clear_mm + lettering->rule->gap_mm + level * LEVEL_MM;
        double offset = below ? gap + lettering->cap_mm : -(gap + DESCENT * size);
        struct rmap_curve base = rmap_curve_beside(map->arena, &both[i / LEVELS / 2], offset);
        try_base(map, line, lettering, &base, (below ? COST_BELOW : 0) + COST_LEVEL * level, &best);
    }
    return best;
}

static void emit(struct rmap_map *map, const struct line *line, const struct lettering *lettering,
                 const struct place *place, struct rmap_display *out)
{
    const struct rmap_rule *rule = lettering->rule;
    struct rmap_box all = {0};
    for (size_t i = 0; i < lettering->count; i++) {
        double angle;
        struct rmap_page at = rmap_curve_at(&place->base, place->from_mm + lettering->middles_mm[i], &angle);
        struct rmap_box box = letter_box(lettering, at, angle);
        all = i > 0 ? rmap_box_union(all, box) : box;
        rmap_take(&map->taken, box);
    }
    struct rmap_text text = {.text = lettering->text, .lang = lettering->lang, .font = rule->font, .fill = rule->color,
                             .halo = rmap_rule_halo(rule, rmap_ground_color(map->ground, all)), .halo_mm = rule->halo_mm};
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .title = lettering->text,
        .id = rmap_format(map->arena, "line-name-%s", line->kind[0] ? line->kind : rmap_ids_word(map->arena, lettering->text))});
    rmap_curve_write(map->text, map->arena, &place->base, place->from_mm, &text, out);
    rmap_display_end(out);
}

/* In both languages where there is room, else in the first. */
static void name_line(struct rmap_map *map, const struct rmap_rule *rule, const struct line *line, struct rmap_wording words,
                      struct rmap_display *out)
{
    const char *both = words.second ? rmap_format(map->arena, "%s %s", words.first, words.second) : words.first;
    for (int i = words.second ? 0 : 1; i < 2; i++) {
        struct lettering lettering = measure(map, rule, i == 0 ? both : words.first, words.first_lang);
        if (lettering.count == 0 || rmap_curve_length(&line->curve) < LEAST_SHARE * lettering.width_mm)
            continue;
        struct place place = find_place(map, line, &lettering);
        if (place.cost < INFINITY) {
            emit(map, line, &lettering, &place, out);
            return;
        }
    }
}

/* One line of the layer, where it is drawn at all. */
static void name_feature(struct rmap_map *map, const struct rmap_rule *rule, const struct rmap_rule *drawn,
                         struct rmap_source *source, const struct rmap_feature *feature, struct rmap_display *out)
{
    struct line line = {.kind = rmap_source_text(source, feature, "kind", map->arena)};
    struct rmap_wording words = rmap_words_pick(map->lang, rmap_source_text(source, feature, "name", map->arena),
                                                rmap_source_text(source, feature, "name_ko", map->arena));
    if (!drawn)
        drawn = rmap_style_rule(map->style, line.kind, NULL);
    if (!words.first[0] || !rmap_rule_shown(map, drawn))
        return;
    line.curve = trace(map, &feature->shape);
    line.clear_mm = clear_of(map, drawn, line.kind);
    find_rings(map, &line);
    name_line(map, rmap_style_rule(map->style, rule->id, line.kind), &line, words, out);
}

/* Lines of a layer; without `drawn` each is drawn by the rule called as its kind. */
static bool name_all(struct rmap_map *map, const struct rmap_rule *rule, const struct rmap_rule *drawn, const char *title,
                     struct rmap_display *out, struct rmap_error *err)
{
    const char *path = rmap_basemap_file(map, rule->source);
    if (!rmap_rule_shown(map, rule) || !path)
        return true;
    struct rmap_source *source = rmap_source_open(path, &map->notes, err);
    if (!source)
        return false;
    struct rmap_query query = {.window = rmap_frame_window(map->frame, 0), .where = rule->where};
    struct rmap_feature feature;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = rule->id, .title = title});
    while (rmap_source_next(source, &query, &feature))
        name_feature(map, rule, drawn, source, &feature, out);
    rmap_display_end(out);
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok;
}

bool rmap_line_names_draw(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    return name_all(map, rmap_style_rule(map->style, "line-names", NULL), NULL,
                    rmap_words_first(map->lang, "Names of lines", "선 이름"), out, err);
}

bool rmap_line_names_rivers(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    return name_all(map, rmap_style_rule(map->style, "river-names", NULL), rmap_style_rule(map->style, "rivers", NULL),
                    rmap_words_first(map->lang, "Names of rivers", "강 이름"), out, err);
}
