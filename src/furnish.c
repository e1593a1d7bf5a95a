#include "furnish.h"

#include <math.h>
#include <string.h>

#include "corners.h"
#include "tally.h"
#include "words.h"

#define STRONG_INK 0.6         /* rings and the heaviest lines: */
#define STRONG_MM 1.5          /* more of them beneath furniture asks for a panel, */
#define PLAIN 0.97             /* and so does less of it on one ground */
#define LEGEND_SHARE 0.12      /* of the frame that a legend may take unasked, */
#define LEGEND_HARM 1.0        /* and what it may cover */
#define LEGEND_COLUMNS 3
#define COLUMN_COST 0.06       /* of each more than one: a column reads best */
#define INSET_SHARE 0.22       /* of the frame's width */
#define APART_HARM 0.4
#define MOST_WRONG 0.25        /* of the scale somewhere in the map: a bar beyond it misleads */
#define MOST_TURNED_DEG 60.0   /* between north at two places: half of it is what the best arrow is wrong by */
#define GROUP_GAP 0.45         /* between north arrow and scale bar, in heights of the arrow */

static const char *wish(const struct rmap_map *map, enum rmap_option_id id)
{
    return rmap_option_text(map->options, id);
}

static void no_room(struct rmap_map *map, const char *what)
{
    rmap_note(&map->notes, "no room for the %s; draw a larger map or switch it off", what);
}

/* On quiet ground furniture needs no box; on busy ground a soft panel lifts it off. */
static void draw_panel(struct rmap_map *map, struct rmap_page at, struct rmap_size size, struct rmap_display *out)
{
    const struct rmap_rule *rule = rmap_style_rule(map->style, "panel", NULL);
    struct rmap_box box = {at.x_mm, at.y_mm, at.x_mm + size.width_mm, at.y_mm + size.height_mm};
    double one_ground = fmax(rmap_ground_share(map->ground, box, 0),
                             rmap_ground_share(map->ground, box, rmap_ground_at(map->ground, at)));
    if (!rule->display || (rmap_ground_crossed(map->ground, box, STRONG_INK) < STRONG_MM && one_ground > PLAIN))
        return;
    struct rmap_path path = {0};
    struct rmap_paint paint = rmap_rule_paint(rule);
    rmap_path_box(&path, rmap_box_grow(box, rule->padding_mm));
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_GROUP, .classes = "panel"});
    rmap_display_path(out, &path, &paint);
    rmap_display_end(out);
}

/* --- the legend --- */

/* A key and its words stand in the legend once. */
static void add_row(struct rmap_map *map, struct rmap_legend *legend, enum rmap_legend_key key,
                    const struct rmap_rule *rule, const char *en, const char *ko)
{
    struct rmap_wording words = rmap_words_pick(map->lang, en, ko);
    for (size_t i = 0; i < legend->count; i++) {
        if (legend->rows[i].key == key && strcmp(legend->rows[i].text, words.first) == 0)
            return;
    }
    legend->rows[legend->count++] = (struct rmap_legend_row){key, rule, words.first, words.second ? words.second : ""};
}

/* Rings say their distance themselves; those that have no room to are explained, all of one look in one row. */
static void add_rings(struct rmap_map *map, struct rmap_legend *legend, const struct rmap_reaches *reaches)
{
    for (size_t i = 0; i < rmap_reach_area_count(reaches); i++) {
        const struct rmap_rule *rule;
        const char *text = rmap_reach_silent(reaches, i, &rule);
        struct rmap_legend_row *last = legend->count ? &legend->rows[legend->count - 1] : NULL;
        if (!text)
            continue;
        if (!last || last->rule != rule)
            add_row(map, legend, RMAP_KEY_RING, rule, text, text);
        else if (!strstr(last->text, text))
            last->text = rmap_format(map->arena, "%s, %s", last->text, text);
    }
}

/* Every symbol that the map shows and that the style says is explained; but not that of one site alone, whose name stands by it. */
static struct rmap_legend gather_legend(struct rmap_map *map, const struct rmap_shown *shown)
{
    size_t rules = rmap_style_rule_count(map->style), marks = rmap_marks_count(shown->marks);
    struct rmap_legend legend = {0};
    legend.rows = rmap_alloc(map->arena, (map->rings.count + marks + rules + 1) * sizeof *legend.rows);
    bool one_site = rmap_marks_site_count(shown->marks) == 1 && rmap_option_on(map->options, RMAP_OPT_LABELS);
    add_rings(map, &legend, shown->reaches);
    for (size_t i = 0; i < marks && !one_site; i++) {
        const struct rmap_rule *look = rmap_marks_symbol(shown->marks, i);
        if (look && look->legend)
            add_row(map, &legend, RMAP_KEY_SYMBOL, look, look->title, look->title_ko);
    }
    for (size_t i = 0; i < rules; i++) {
        const struct rmap_rule *rule = rmap_style_rule_at(map->style, i);
        if (shown->drawn[i] && rule->legend)
            add_row(map, &legend, rule->fill.a > 0 ? RMAP_KEY_AREA : RMAP_KEY_LINE, rule, rule->title, rule->title_ko);
    }
    return legend;
}

/* In as many columns as suit the free corners. */
static struct rmap_spot find_legend_spot(struct rmap_map *map, struct rmap_legend *legend, struct rmap_size *size)
{
    struct rmap_spot best = {.cost = INFINITY};
    struct rmap_legend tried = *legend;
    for (tried.columns = 1; tried.columns <= LEGEND_COLUMNS && tried.columns <= tried.count; tried.columns++) {
        struct rmap_size tried_size = rmap_legend_measure(&map->studio, &tried);
        struct rmap_spot spot = rmap_corner_look(map, tried_size, wish(map, RMAP_OPT_LEGEND), RMAP_BOTTOM_LEFT);
        spot.cost += COLUMN_COST * (double)(tried.columns - 1);
        if (spot.cost < best.cost) {
            best = spot;
            legend->columns = tried.columns;
            *size = tried_size;
        }
    }
    return best;
}

static void draw_legend(struct rmap_map *map, const struct rmap_shown *shown, struct rmap_display *out)
{
    struct rmap_legend legend = gather_legend(map, shown);
    if (!rmap_option_on(map->options, RMAP_OPT_LEGEND) || legend.count == 0)
        return;
    struct rmap_size size = {0};
    struct rmap_spot spot = find_legend_spot(map, &legend, &size);
    double frame_mm2 = rmap_box_width(map->page.frame) * rmap_box_height(map->page.frame);
    bool asked = strcmp(wish(map, RMAP_OPT_LEGEND), "auto") != 0;
    if (!asked && (size.width_mm * size.height_mm > LEGEND_SHARE * frame_mm2 || spot.harm > LEGEND_HARM)) {
        rmap_note(&map->notes, "left out the legend, which would hide what it explains; --legend on draws it");
        return;
    }
    if (spot.cost == INFINITY) {
        no_room(map, "legend");
        return;
    }
    rmap_corner_take(map, spot.at, size);
    draw_panel(map, spot.at, size, out);
    rmap_legend_emit(&map->studio, &legend, spot.at, out);
}

/* --- the table --- */

static bool draw_table(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    struct rmap_figures figures;
    if (!rmap_option_on(map->options, RMAP_OPT_TABLE))
        return true;
    if (!rmap_tally(map, &figures, err))
        return false;
    struct rmap_size size = rmap_figures_measure(&map->studio, &figures);
    if (!(size.width_mm > 0))
        return true;
    struct rmap_spot spot = rmap_corner_look(map, size, wish(map, RMAP_OPT_TABLE_AT), RMAP_TOP_RIGHT);
    if (spot.cost == INFINITY) {
        no_room(map, "table");
        return true;
    }
    rmap_corner_take(map, spot.at, size);
    draw_panel(map, spot.at, size, out);
    rmap_figures_emit(&map->studio, &figures, spot.at, out);
    map->has_table = true;
    return true;
}

/* --- scale bar and north arrow --- */

/* One or both, side by side; what is left out has no size. */
struct gauges {
    struct rmap_scalebar bar;
    struct rmap_size bar_size, north_size;
};

static struct rmap_size size_of(const struct gauges *gauges)
{
    struct rmap_size bar = gauges->bar_size, north = gauges->north_size;
    bool both = bar.width_mm > 0 && north.width_mm > 0;
    return (struct rmap_size){bar.width_mm + north.width_mm + (both ? GROUP_GAP * north.height_mm : 0),
                              fmax(bar.height_mm, north.height_mm)};
}

static void draw_gauges(struct rmap_map *map, const struct gauges *gauges, const char *where, struct rmap_display *out)
{
    struct rmap_size size = size_of(gauges), bar = gauges->bar_size, north = gauges->north_size;
    if (!(size.width_mm > 0))
        return;
    struct rmap_spot spot = rmap_corner_look(map, size, where, RMAP_BOTTOM_LEFT);
    if (spot.cost == INFINITY) {
        no_room(map, !(bar.width_mm > 0) ? "north arrow" : !(north.width_mm > 0) ? "scale bar" : "scale bar and the north arrow");
        return;
    }
    rmap_corner_take(map, spot.at, size);
    draw_panel(map, spot.at, size, out);
    if (north.width_mm > 0)
        rmap_north_emit(&map->studio, (struct rmap_page){spot.at.x_mm, spot.at.y_mm + (size.height_mm - north.height_mm) / 2}, out);
    if (bar.width_mm > 0)
        rmap_scalebar_emit(&map->studio, &gauges->bar, (struct rmap_page){
            spot.at.x_mm + size.width_mm - bar.width_mm, spot.at.y_mm + (size.height_mm - bar.height_mm) / 2}, out);
}

/* Would they hide something together? Apart they may find quieter corners. */
static bool stand_together(const struct rmap_map *map, const struct gauges *gauges, const char *where)
{
    return gauges->bar_size.width_mm > 0 && gauges->north_size.width_mm > 0
        && rmap_corner_look(map, size_of(gauges), where, RMAP_BOTTOM_LEFT).harm < APART_HARM;
}

static bool is_asked(const struct rmap_map *map, enum rmap_option_id id)
{
    return rmap_option_on(map->options, id) && strcmp(wish(map, id), "auto") != 0;
}

/* A world map, a globe: no bar is true of it. */
static bool wants_bar(struct rmap_map *map, const struct rmap_scalebar *bar)
{
    if (is_asked(map, RMAP_OPT_SCALEBAR) || bar->drawn_error <= MOST_WRONG)
        return true;
    rmap_note(&map->left_out, "scale bar, for it would be wrong by more than a quarter in parts of the map; --scalebar on draws it");
    return false;
}

/* Around a pole north is everywhere else. */
static bool wants_north(struct rmap_map *map)
{
    double turned_deg = is_asked(map, RMAP_OPT_NORTH) ? 0 : rmap_north_spread(map->frame);
    if (turned_deg > MOST_TURNED_DEG)
        rmap_note(&map->left_out, "north arrow, for north turns by %.0f\302\260 in the map; --north on draws it", turned_deg);
    return turned_deg <= MOST_TURNED_DEG;
}

static struct gauges measure_gauges(struct rmap_map *map)
{
    struct gauges gauges = {0};
    if (rmap_option_on(map->options, RMAP_OPT_SCALEBAR)) {
        gauges.bar = rmap_scalebar_measure(&map->studio, "mi", &gauges.bar_size);
        if (!wants_bar(map, &gauges.bar))
            gauges.bar_size = (struct rmap_size){0};
    }
    if (rmap_option_on(map->options, RMAP_OPT_NORTH) && wants_north(map))
        gauges.north_size = rmap_north_measure(&map->studio);
    return gauges;
}

/* Both stand together unless they are wanted in different places. */
static void draw_scale_and_north(struct rmap_map *map, struct rmap_display *out)
{
    const char *bar_wish = wish(map, RMAP_OPT_SCALEBAR), *north_wish = wish(map, RMAP_OPT_NORTH);
    struct gauges both = measure_gauges(map), bar = both, north = both;
    if (strcmp(bar_wish, north_wish) == 0 && stand_together(map, &both, bar_wish)) {
        draw_gauges(map, &both, bar_wish, out);
        return;
    }
    bar.north_size = north.bar_size = (struct rmap_size){0};
    draw_gauges(map, &bar, bar_wish, out);
    draw_gauges(map, &north, north_wish, out);
}

static void draw_scale(struct rmap_map *map, struct rmap_display *out)
{
    struct gauges gauges = {0};
    gauges.bar = rmap_scalebar_measure(&map->studio, "mi", &gauges.bar_size);
    draw_gauges(map, &gauges, "auto", out);
}

/* --- the locator --- */

static bool draw_inset(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    if (!rmap_option_on(map->options, RMAP_OPT_INSET))
        return true;
    struct rmap_inset_spec spec = {.land_path = rmap_format(map->arena, "%s/land_globe.shp", map->geodata),
                                   .extent = map->extent, .notes = &map->notes,
                                   .width_mm = INSET_SHARE * rmap_box_width(map->page.frame)};
    struct rmap_size size = rmap_inset_measure(&map->studio, &spec);
    struct rmap_spot spot = rmap_corner_window(map, size, wish(map, RMAP_OPT_INSET), RMAP_TOP_LEFT);
    if (spot.cost == INFINITY) {
        no_room(map, "inset");
        return true;
    }
    rmap_corner_take(map, spot.at, size);
    return rmap_inset_emit(&map->studio, &spec, spot.at, out, err);
}

bool rmap_furnish(struct rmap_map *map, const struct rmap_shown *shown, struct rmap_display *out, struct rmap_error *err)
{
    if (map->is_closeup) {
        if (rmap_option_on(map->options, RMAP_OPT_SCALEBAR))
            draw_scale(map, out);
        return true;
    }
    bool ok = draw_table(map, out, err);
    draw_legend(map, shown, out);
    ok = ok && draw_inset(map, out, err);
    draw_scale_and_north(map, out);
    return ok;
}
