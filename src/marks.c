#include "marks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "centres.h"
#include "crowd.h"
#include "label_ground.h"
#include "labels.h"
#include "lettering.h"
#include "numbered.h"
#include "words.h"

#define LEAST_SHRINK 0.6      /* of the style's size, */
#define LEAST_SYMBOL_MM 1.2   /* and no symbol gets smaller than this: shapes would not be told apart */
#define DOT_SHARE 0.5         /* of a symbol's size: what is drawn where symbols would lie on each other */
#define LEAST_DOT_MM 0.8
#define SAME_MM 0.3           /* so near to a site's place a ring's centre is that site */
#define LONG_LEADER_MM 8.0    /* where names find no room, a number is easier to follow than a leader of this length */
#define LEADER_PIECE_MM 1.0    /* of a leader, in boxes that names avoid */
#define RING_COST 1.2          /* of a ring straight across a label */

/* A site, or the centre of rings that is none. */
struct mark {
    const struct rmap_site *site; /* NULL: a centre */
    const char *id;
    const struct rmap_rule *rule, *label_rule;
    struct rmap_rule look;      /* the rule as drawn: smaller, or a dot, where sites crowd */
    bool is_dot;
    struct rmap_page at;
    const char *name;           /* in one line, as the file and notes say it */
    struct rmap_wording words;
    struct rmap_lettering lettering;
    bool has_rings;             /* rings are drawn around it */
    bool numbered;              /* a number stands by it, not its name */
};

struct rmap_marks {
    struct mark *items;         /* sites, then centres, those without a name last */
    struct rmap_label *labels;  /* one for each mark that has a name */
    size_t count, named_count;
};

/* --- markers --- */

/* As far as the symbol reaches from its middle: an aircraft is wider than its nominal size. */
static double reach_mm(const struct rmap_rule *look)
{
    struct rmap_path path = {0};
    rmap_symbol_path(look->symbol, 0, 0, look->size_mm, &path);
    struct rmap_box box = rmap_path_bounds(&path);
    rmap_path_free(&path);
    return fmax(rmap_box_width(box), rmap_box_height(box)) / 2;
}

static double radius_mm(const struct mark *mark)
{
    return reach_mm(&mark->look) + mark->look.casing_width_mm;
}

static struct rmap_box mark_box(const struct mark *mark)
{
    double r = radius_mm(mark);
    return (struct rmap_box){mark->at.x_mm - r, mark->at.y_mm - r, mark->at.x_mm + r, mark->at.y_mm + r};
}

/* As wide as any number: which one it is becomes known when all have a place. */
static void become_number(struct rmap_map *map, struct mark *mark)
{
    const char *digits = "8";
    for (size_t rest = map->numbered.count; rest >= 10; rest /= 10)
        digits = rmap_format(map->arena, "%s8", digits);
    mark->numbered = true;
    mark->words = (struct rmap_wording){.first = digits};
    mark->label_rule = rmap_style_rule(map->style, "site-numbers", NULL);
}

/* When its place is in the frame. */
static void add_mark(struct rmap_map *map, struct rmap_marks *marks, struct mark mark, struct rmap_lonlat at)
{
    if (mark.rule->display && mark.rule->symbol != RMAP_SYMBOL_NONE && rmap_frame_place(map->frame, at, &mark.at)
        && rmap_box_holds(map->page.frame, (struct rmap_box){mark.at.x_mm, mark.at.y_mm, mark.at.x_mm, mark.at.y_mm}))
        marks->items[marks->count++] = mark;
}

static void gather_sites(struct rmap_map *map, struct rmap_marks *marks)
{
    for (size_t i = 0; i < map->sites.count; i++) {
        const struct rmap_site *site = &map->sites.items[i];
        struct mark mark = {.site = site, .id = site->id, .rule = rmap_style_rule(map->style, "sites", site->kind),
                            .label_rule = rmap_style_rule(map->style, "site-labels", site->kind),
                            .words = rmap_words_pick(map->lang, site->name, site->name_ko),
                            .has_rings = rmap_rings_around(&map->rings, site->id)};
        mark.name = mark.words.first;
        mark.look = *mark.rule;
        if (rmap_numbered_is(map, site))
            become_number(map, &mark);
        add_mark(map, marks, mark, site->at);
    }
}

/* Does a site's marker stand there already? It is what the rings stand around then. */
static bool find_site_there(const struct rmap_map *map, struct rmap_marks *marks, struct rmap_lonlat at)
{
    struct rmap_page place;
    for (size_t i = 0; i < marks->count && rmap_frame_place(map->frame, at, &place); i++) {
        struct mark *mark = &marks->items[i];
        if (mark->site && hypot(mark->at.x_mm - place.x_mm, mark->at.y_mm - place.y_mm) < SAME_MM) {
            mark->has_rings = true;
            return true;
        }
    }
    return false;
}

/* A cross in the ring's colour. */
static void gather_centres(struct rmap_map *map, struct rmap_marks *marks, const struct rmap_centre *centres, size_t count, bool named)
{
    for (size_t i = 0; i < count; i++) {
        struct rmap_wording words = rmap_words_pick(map->lang, centres[i].name, centres[i].name_ko);
        const struct rmap_ring *ring = centres[i].ring;
        if ((words.first[0] != '\0') != named || find_site_there(map, marks, ring->place.at))
            continue;
        struct mark mark = {.id = ring->place.id, .rule = rmap_style_rule(map->style, "ring-centres", NULL),
                            .label_rule = rmap_style_rule(map->style, "site-labels", NULL),
                            .name = words.first, .words = words, .has_rings = true};
        mark.look = *mark.rule;
        mark.look.fill = rmap_style_rule(map->style, "rings", ring->class)->stroke;
        add_mark(map, marks, mark, ring->place.at);
    }
}

static void gather(struct rmap_map *map, struct rmap_marks *marks)
{
    size_t count;
    const struct rmap_centre *centres = rmap_centres_find(map, &count);
    marks->items = rmap_alloc(map->arena, (map->sites.count + count + 1) * sizeof *marks->items);
    gather_sites(map, marks);
    gather_centres(map, marks, centres, count, true);
    gather_centres(map, marks, centres, count, false);
}

static void become_dot(struct mark *mark, double dot_mm)
{
    mark->is_dot = true;
    mark->look.symbol = RMAP_SYMBOL_CIRCLE;
    mark->look.size_mm = dot_mm;
}

/* All symbols of sites get smaller together until none lies on another; those that still would become dots, and all sites do when
 * most must. */
static void make_room(struct rmap_map *map, struct rmap_marks *marks)
{
    struct rmap_crowd_mark *crowd = rmap_alloc(map->arena, (marks->count + 1) * sizeof *crowd);
    double smallest_mm = INFINITY;
    for (size_t i = 0; i < marks->count; i++) {
        const struct rmap_rule *look = &marks->items[i].look;
        crowd[i] = (struct rmap_crowd_mark){.at = marks->items[i].at, .reach_mm = reach_mm(look),
                                            .casing_mm = look->casing_width_mm};
        smallest_mm = fmin(smallest_mm, look->size_mm);
    }
    double factor = rmap_crowd_shrink(crowd, marks->count, fmin(fmax(LEAST_SHRINK, LEAST_SYMBOL_MM / smallest_mm), 1));
    double dot_mm = rmap_crowd_dot(crowd, marks->count, LEAST_DOT_MM, fmax(DOT_SHARE * smallest_mm, LEAST_DOT_MM));
    size_t dots = 0;
    for (size_t i = 0; i < marks->count; i++)
        dots += crowd[i].dot;
    for (size_t i = 0; i < marks->count; i++) {
        if (!marks->items[i].site)
            continue;
        marks->items[i].look.size_mm *= factor;
        if (crowd[i].dot || 2 * dots > marks->count)
            become_dot(&marks->items[i], dot_mm);
    }
}

/* Those that would be cut by the neatline are left out; of a site that is noted. */
static void keep_whole(struct rmap_map *map, struct rmap_marks *marks)
{
    const char **cut = rmap_alloc(map->arena, (marks->count + 1) * sizeof *cut);
    size_t kept = 0, cut_count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        struct rmap_box box = mark_box(&marks->items[i]);
        if (!rmap_box_holds(map->page.frame, box)) {
            if (marks->items[i].site)
                cut[cut_count++] = marks->items[i].id;
            continue;
        }
        rmap_take(&map->taken, box);
        marks->named_count += marks->items[i].words.first[0] != '\0';
        marks->items[kept++] = marks->items[i];
    }
    marks->count = kept;
    if (cut_count > 0)
        rmap_note(&map->notes, cut_count > 1 ? "the sites %s lie on the map's edge and are left out"
                                             : "the site %s lies on the map's edge and is left out",
                  rmap_words_some(map->arena, cut, cut_count));
}

struct rmap_marks *rmap_marks_place(struct rmap_map *map)
{
    struct rmap_marks *marks = rmap_alloc(map->arena, sizeof *marks);
    gather(map, marks);
    make_room(map, marks);
    keep_whole(map, marks);
    return marks;
}

const struct rmap_rule *rmap_marks_symbol(const struct rmap_marks *marks, size_t index)
{
    const struct mark *mark = &marks->items[index];
    return mark->site && !mark->is_dot ? &mark->look : NULL;
}

/* --- labels --- */

static const char *const COMPASS[] = {"NE", "E", "SE", "NW", "W", "SW", "N", "S", NULL}; /* enum rmap_side's order */

static void read_pin(const char *pin, struct rmap_label *label)
{
    if (!pin || !pin[0])
        return;
    label->pinned = true;
    for (int i = 0; COMPASS[i]; i++) {
        if (rmap_same_word(COMPASS[i], pin)) {
            label->pin_side = (enum rmap_side)i;
            return;
        }
    }
    label->pin_side = RMAP_SIDE_FREE;
    const char *comma = rmap_read_number(pin, &label->pin_dx_mm);
    rmap_read_number(comma + 1, &label->pin_dy_mm);
}

static struct rmap_label measure(struct rmap_map *map, struct mark *mark)
{
    mark->lettering = rmap_lettering_measure(map, mark->label_rule, mark->words);
    struct rmap_label label = {.point = mark->at, .marker_mm = radius_mm(mark), .priority = mark->has_rings || mark->numbered ? 0 : 1,
                               .width_mm = mark->lettering.size.width_mm, .height_mm = mark->lettering.size.height_mm};
    read_pin(mark->site ? mark->site->pin : NULL, &label);
    return label;
}

static size_t add_lines(const struct rmap_path *path, struct rmap_obstacle_line *lines)
{
    size_t count = 0, start = 0;
    for (size_t i = 0, point = 0; i < path->verb_count; i++) {
        if (path->verbs[i] == RMAP_LINE)
            lines[count++] = (struct rmap_obstacle_line){path->points[point - 1], path->points[point], RING_COST};
        if (path->verbs[i] == RMAP_CLOSE)
            lines[count++] = (struct rmap_obstacle_line){path->points[point - 1], path->points[start], RING_COST};
        if (path->verbs[i] == RMAP_MOVE)
            start = point;
        point += path->verbs[i] != RMAP_CLOSE;
    }
    return count;
}

static void gather_lines(struct rmap_map *map, const struct rmap_reaches *reaches)
{
    size_t most = map->closeup_mark.verb_count;
    for (size_t i = 0; i < rmap_reach_count(reaches); i++)
        most += rmap_reach_line(reaches, i)->verb_count;
    struct rmap_obstacle_line *lines = rmap_alloc(map->arena, (most + 1) * sizeof *lines);
    map->ring_lines = lines;
    map->ring_line_count = add_lines(&map->closeup_mark, lines);
    for (size_t i = 0; i < rmap_reach_count(reaches); i++)
        map->ring_line_count += add_lines(rmap_reach_line(reaches, i), lines + map->ring_line_count);
    struct rmap_box *boxes = rmap_alloc(map->arena, (map->ring_line_count + 1) * sizeof *boxes);
    for (size_t i = 0; i < map->ring_line_count; i++) {
        struct rmap_page a = lines[i].a, b = lines[i].b;
        boxes[i] = (struct rmap_box){fmin(a.x_mm, b.x_mm), fmin(a.y_mm, b.y_mm), fmax(a.x_mm, b.x_mm), fmax(a.y_mm, b.y_mm)};
    }
    if (map->ring_line_count > 0)
        rmap_grid_build(&map->ring_grid, map->arena, map->page.frame, boxes, map->ring_line_count);
}

static void note_dropped(struct rmap_map *map, const struct rmap_marks *marks)
{
    const char **names = rmap_alloc(map->arena, (marks->named_count + 1) * sizeof *names);
    size_t found = 0;
    for (size_t i = 0; i < marks->named_count; i++) {
        if (!marks->labels[i].placed)
            names[found++] = marks->items[i].name;
    }
    if (found > 0)
        rmap_note(&map->notes, "no room for the label%s %s; show fewer sites or draw a larger map", found > 1 ? "s" : "",
                  rmap_words_some(map->arena, names, found));
}

/* What the labels of these marks must not cover: all that is taken but their own markers, which the scene knows. The markers
 * were taken first, in their order. */
static size_t gather_obstacles(struct rmap_map *map, const size_t *which, size_t count, struct rmap_obstacle **obstacles)
{
    size_t found = 0, next = 0;
    *obstacles = rmap_alloc(map->arena, (map->taken.count + 1) * sizeof **obstacles);
    for (size_t i = 0; i < map->taken.count; i++) {
        if (next < count && which[next] == i)
            next++;
        else
            (*obstacles)[found++] = (struct rmap_obstacle){map->taken.items[i], INFINITY};
    }
    return found;
}

/* Names of cities and countries keep off the label, and off its leader. */
static void take_label(struct rmap_map *map, const struct rmap_label *label)
{
    struct rmap_page from = label->leader_from, to = label->leader_to;
    int pieces = label->has_leader ? (int)ceil(hypot(to.x_mm - from.x_mm, to.y_mm - from.y_mm) / LEADER_PIECE_MM) : 0;
    rmap_take(&map->taken, label->box);
    for (int i = 0; i < pieces; i++) {
        double a = (double)i / pieces, b = (double)(i + 1) / pieces;
        struct rmap_page p = {from.x_mm + a * (to.x_mm - from.x_mm), from.y_mm + a * (to.y_mm - from.y_mm)};
        struct rmap_page q = {from.x_mm + b * (to.x_mm - from.x_mm), from.y_mm + b * (to.y_mm - from.y_mm)};
        rmap_take(&map->taken, (struct rmap_box){fmin(p.x_mm, q.x_mm), fmin(p.y_mm, q.y_mm), fmax(p.x_mm, q.x_mm), fmax(p.y_mm, q.y_mm)});
    }
}

/* The labels of these marks, in their order; what is placed is taken. */
static void place_labels(struct rmap_map *map, struct rmap_marks *marks, const size_t *which, size_t count)
{
    struct rmap_label *labels = rmap_alloc(map->arena, (count + 1) * sizeof *labels);
    struct rmap_obstacle *obstacles;
    size_t obstacle_count = gather_obstacles(map, which, count, &obstacles);
    for (size_t i = 0; i < count; i++)
        labels[i] = measure(map, &marks->items[which[i]]);
    struct rmap_label_scene scene = {
        .frame = rmap_box_grow(map->page.frame, -1.0), .labels = labels, .label_count = count,
        .obstacles = obstacles, .obstacle_count = obstacle_count, .lines = map->ring_lines,
        .line_count = map->ring_line_count, .gap_mm = rmap_style_rule(map->style, "site-labels", NULL)->gap_mm,
    };
    rmap_label_ground_set(&scene, map->ground);
    struct rmap_label_result result = rmap_labels_place(&scene);
    map->labels.placed += result.placed;
    map->labels.led += result.led;
    map->labels.dropped = result.dropped;
    for (size_t i = 0; i < count; i++) {
        marks->labels[which[i]] = labels[i];
        if (labels[i].placed)
            take_label(map, &labels[i]);
    }
}

/* Names that found no room in one line are tried in two: in a column or a close-up a long one may fit no other way. */
static size_t fold_names(struct rmap_map *map, struct rmap_marks *marks, size_t *which)
{
    size_t count = 0;
    for (size_t i = 0; i < marks->named_count; i++) {
        struct mark *mark = &marks->items[i];
        struct rmap_wording folded = rmap_words_in_two_lines(map->arena, mark->words);
        if (marks->labels[i].placed || mark->numbered || folded.first == mark->words.first)
            continue;
        mark->words = folded;
        which[count++] = i;
    }
    return count;
}

/* From the top of the map to its bottom: who looks for one finds it. */
static int from_the_top(const void *a, const void *b)
{
    const struct mark *x = *(const struct mark *const *)a, *y = *(const struct mark *const *)b;
    if (x->at.y_mm != y->at.y_mm)
        return x->at.y_mm < y->at.y_mm ? -1 : 1;
    return (x > y) - (x < y);
}

/* Those whose numbers have a place count off. */
static void count_off(struct rmap_map *map, struct rmap_marks *marks)
{
    struct mark **order = rmap_alloc(map->arena, (marks->named_count + 1) * sizeof *order);
    const struct rmap_site **sites = rmap_alloc(map->arena, (marks->named_count + 1) * sizeof *sites);
    size_t count = 0;
    for (size_t i = 0; i < marks->named_count; i++) {
        if (marks->items[i].numbered && marks->labels[i].placed)
            order[count++] = &marks->items[i];
    }
    qsort(order, count, sizeof *order, from_the_top);
    for (size_t i = 0; i < count; i++) {
        sites[i] = order[i]->site;
        order[i]->words.first = rmap_format(map->arena, "%zu", i + 1);
        order[i]->lettering = rmap_lettering_measure(map, order[i]->label_rule, order[i]->words);
    }
    rmap_numbered_count_off(map, sites, count);
}

/* Where names are missing, those that lead far aside are better numbered, too: leaders in a crowd are hard to follow. */
static void want_numbers(struct rmap_map *map, const struct rmap_marks *marks)
{
    for (size_t i = 0; map->labels.dropped > 0 && i < marks->named_count; i++) {
        const struct rmap_label *label = &marks->labels[i];
        double leader_mm = label->has_leader ? hypot(label->leader_to.x_mm - label->leader_from.x_mm,
                                                     label->leader_to.y_mm - label->leader_from.y_mm) : 0;
        if (marks->items[i].site && (!label->placed || (leader_mm > LONG_LEADER_MM && !label->pinned)))
            rmap_numbered_want(map, marks->items[i].site);
    }
}

void rmap_marks_label(struct rmap_map *map, struct rmap_marks *marks, const struct rmap_reaches *reaches)
{
    size_t *which = rmap_alloc(map->arena, (marks->named_count + 1) * sizeof *which);
    marks->labels = rmap_alloc(map->arena, (marks->named_count + 1) * sizeof *marks->labels);
    gather_lines(map, reaches);
    map->labels = (struct rmap_label_count){0};
    for (size_t i = 0; i < marks->named_count; i++)
        which[i] = i;
    place_labels(map, marks, which, marks->named_count);
    size_t left = map->labels.dropped, folded = left > 0 ? fold_names(map, marks, which) : 0;
    if (folded > 0) {
        place_labels(map, marks, which, folded);
        map->labels.dropped += left - folded;
    }
    note_dropped(map, marks);
    want_numbers(map, marks);
    if (!map->is_closeup)
        count_off(map, marks);
}

/* --- emitting --- */

static void emit_symbol(struct rmap_map *map, const struct mark *mark, struct rmap_display *out)
{
    const struct rmap_rule *rule = &mark->look;
    struct rmap_path path = {0};
    if (rule->casing.a > 0 && rule->casing_width_mm > 0) {
        rmap_symbol_path(rule->symbol, mark->at.x_mm, mark->at.y_mm, rule->size_mm, &path);
        rmap_display_path(out, &path, &(struct rmap_paint){.fill = rule->casing, .stroke = rule->casing,
                                                           .width_mm = 2 * rule->casing_width_mm});
    }
    rmap_symbol_path(rule->symbol, mark->at.x_mm, mark->at.y_mm, rule->size_mm, &path);
    struct rmap_paint paint = rmap_rule_paint(rule);
    rmap_display_path(out, &path, &paint);
    const struct rmap_rule *centre = rmap_style_rule(map->style, "centre", NULL);
    if (!mark->site || !mark->has_rings || !centre->display || mark->is_dot)
        return;
    paint = rmap_rule_paint(centre);
    rmap_symbol_path(centre->symbol, mark->at.x_mm, mark->at.y_mm, centre->size_mm, &path);
    rmap_display_path(out, &path, &paint);
}

static void emit_mark(struct rmap_map *map, const struct mark *mark, struct rmap_display *out)
{
    const struct rmap_site *site = mark->site;
    struct rmap_group group = {.role = RMAP_ROLE_SITE, .id = rmap_format(map->arena, "site-%s", mark->id),
                               .title = mark->name, .classes = "centre"};
    if (site) {
        group.classes = rmap_format(map->arena, "site %s", site->kind);
        group.desc = site->note && site->note[0] ? site->note : NULL;
        group.href = site->link && site->link[0] ? site->link : NULL;
    }
    rmap_display_begin(out, &group);
    emit_symbol(map, mark, out);
    rmap_display_end(out);
}

void rmap_marks_emit(struct rmap_map *map, const struct rmap_marks *marks, struct rmap_display *out)
{
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "sites",
        .title = rmap_words_first(map->lang, "Sites", "지점")});
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->items[i].site)
            emit_mark(map, &marks->items[i], out);
    }
    rmap_display_end(out);
}

void rmap_marks_emit_centres(struct rmap_map *map, const struct rmap_marks *marks, struct rmap_display *out)
{
    if (marks->count == 0 || marks->items[marks->count - 1].site)
        return;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "ring-centres",
        .title = rmap_words_first(map->lang, "Centres of rings", "거리권의 중심")});
    for (size_t i = 0; i < marks->count; i++) {
        if (!marks->items[i].site)
            emit_mark(map, &marks->items[i], out);
    }
    rmap_display_end(out);
}

static void emit_label(struct rmap_map *map, const struct mark *mark, const struct rmap_label *label,
                       struct rmap_display *out)
{
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LABEL,
        .id = rmap_format(map->arena, "label-%s", mark->id)});
    if (label->has_leader) {
        struct rmap_path line = {0};
        rmap_path_move(&line, label->leader_from.x_mm, label->leader_from.y_mm);
        rmap_path_line(&line, label->leader_to.x_mm, label->leader_to.y_mm);
        struct rmap_paint paint = rmap_rule_paint(rmap_style_rule(map->style, "leaders", NULL));
        rmap_display_path(out, &line, &paint);
    }
    rmap_lettering_emit(map, &mark->lettering, label->box, rmap_lettering_anchor(label), out);
    rmap_display_end(out);
}

void rmap_marks_emit_labels(struct rmap_map *map, const struct rmap_marks *marks, struct rmap_display *out)
{
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "site-labels",
        .title = rmap_words_first(map->lang, "Site names", "지점 이름")});
    for (size_t i = 0; i < marks->named_count; i++) {
        if (marks->labels[i].placed)
            emit_label(map, &marks->items[i], &marks->labels[i], out);
    }
    rmap_display_end(out);
}

size_t rmap_marks_count(const struct rmap_marks *marks)
{
    return marks->count;
}

size_t rmap_marks_site_count(const struct rmap_marks *marks)
{
    size_t sites = 0;
    for (size_t i = 0; i < marks->count; i++)
        sites += marks->items[i].site != NULL;
    return sites;
}
