#include "layout.h"

#include <math.h>
#include <string.h>

#include "alt.h"
#include "basemap.h"
#include "cities.h"
#include "closeup.h"
#include "furnish.h"
#include "line_names.h"
#include "marks.h"
#include "names.h"
#include "numbered.h"
#include "page.h"
#include "reach.h"
#include "words.h"

#define MOST_DRAWINGS 4        /* for the index to take in names that lose their room to it */

/* What is placed before anything is emitted: each rule of the style has a list of its own, put together at the end in the
 * style's drawing order. */
struct sheets {
    struct rmap_display *of_rule; /* one for each rule */
    struct rmap_display furniture, countries; /* the latter: their names */
    bool *drawn;
    size_t count;
};

static struct rmap_display *sheet_of(struct rmap_map *map, struct sheets *sheets, const char *rule_id)
{
    for (size_t i = 0; i < sheets->count; i++) {
        if (strcmp(rmap_style_rule_at(map->style, i)->id, rule_id) == 0)
            return &sheets->of_rule[i];
    }
    return &sheets->furniture;
}

static void fill_page(struct rmap_map *map, struct rmap_display *out)
{
    struct rmap_path path = {0};
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "page",
        .title = rmap_words_first(map->lang, "Page", "바탕")});
    rmap_path_box(&path, (struct rmap_box){0, 0, map->page.width_mm, map->page.height_mm});
    rmap_display_path(out, &path, &(struct rmap_paint){.fill = rmap_style_rule(map->style, "page", NULL)->fill});
    rmap_display_end(out);
}

/* The sea fills the frame, or the globe where one is seen. */
static void fill_sea(struct rmap_map *map, struct rmap_display *out)
{
    const struct rmap_rule *sea = rmap_style_rule(map->style, "sea", NULL);
    struct rmap_path path = {0};
    rmap_path_append(&path, rmap_frame_earth(map->frame));
    if (path.count == 0)
        rmap_path_box(&path, map->page.frame);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "sea", .clipped = true,
        .title = rmap_words_first(map->lang, "Sea", "바다"), .clip = map->page.frame});
    struct rmap_paint paint = rmap_rule_paint(sea);
    rmap_display_path(out, &path, &paint);
    rmap_display_end(out);
}

/* A horizon ends at the frame. */
static void outline(struct rmap_map *map, const char *id, struct rmap_path *path, struct rmap_display *out)
{
    struct rmap_paint paint = rmap_rule_paint(rmap_style_rule(map->style, "neatline", NULL));
    bool horizon = strcmp(id, "horizon") == 0;
    paint.fill.a = 0;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = id, .clipped = horizon, .clip = map->page.frame,
        .title = horizon ? rmap_words_first(map->lang, "Edge of the Earth", "지구 가장자리") : rmap_words_first(map->lang, "Neatline", "도곽")});
    rmap_display_path(out, path, &paint);
    rmap_display_end(out);
}

/* Around a globe or world map, as far as the frame shows it: under the rings, one of which may run along the horizon. True when it
 * is seen whole, so that the frame needs no line of its own. */
static bool outline_earth(struct rmap_map *map, struct rmap_display *out)
{
    struct rmap_path path = {0};
    bool whole = rmap_frame_earth_whole(map->frame);
    if (!rmap_option_on(map->options, RMAP_OPT_FRAME) || rmap_frame_earth(map->frame)->count == 0)
        return false;
    rmap_path_append(&path, rmap_frame_earth(map->frame));
    outline(map, whole ? "neatline" : "horizon", &path, out);
    return whole;
}

/* Furniture stands beside a globe or on it, not across its edge. */
static void ink_earth(struct rmap_map *map)
{
    if (rmap_frame_earth_whole(map->frame))
        rmap_ground_ink(map->ground, rmap_frame_earth(map->frame), 1);
}

static void outline_frame(struct rmap_map *map, struct rmap_display *out)
{
    struct rmap_path path = {0};
    if (!rmap_option_on(map->options, RMAP_OPT_FRAME))
        return;
    rmap_path_box(&path, map->page.frame);
    outline(map, "neatline", &path, out);
}

static bool draw_layers(struct rmap_map *map, struct sheets *sheets, struct rmap_error *err)
{
    for (size_t i = 0; i < sheets->count; i++) {
        const struct rmap_rule *rule = rmap_style_rule_at(map->style, i);
        if (rule->source[0] && !rmap_rule_letters(rule) && !rmap_basemap_draw(map, rule, &sheets->of_rule[i], &sheets->drawn[i], err))
            return false;
    }
    return true;
}

/* --- the picture --- */

static void start(struct rmap_map *map)
{
    map->display = (struct rmap_display){
        .arena = map->arena, .width_mm = map->page.width_mm, .height_mm = map->page.height_mm, .title = rmap_page_title(map),
        .lang = strcmp(map->lang, "ko") == 0 ? "ko" : "en"};
    if (strcmp(rmap_option_text(map->options, RMAP_OPT_BACKGROUND), "page") == 0)
        fill_page(map, &map->display);
}

static void put_together(struct rmap_map *map, struct sheets *sheets, struct rmap_display *out)
{
    bool outlined = false;
    fill_sea(map, out);
    for (size_t i = 0; i < sheets->count; i++) {
        if (strcmp(rmap_style_rule_at(map->style, i)->id, "rings") == 0)
            outlined = outline_earth(map, out);
        rmap_display_append(out, &sheets->of_rule[i]);
    }
    rmap_display_append(out, &sheets->furniture);
    if (!outlined)
        outline_frame(map, out);
}

/* What the close-up shows larger has no names of islands and rivers across its mark, either. */
static void take_closeup_mark(struct rmap_map *map)
{
    if (map->closeup_mark.count > 0)
        rmap_take(&map->taken, rmap_path_bounds(&map->closeup_mark));
}

/* Cities have few places, a country many; but no country goes without its name for the sake of a city. */
static bool name_cities_and_countries(struct rmap_map *map, struct sheets *sheets, struct rmap_error *err)
{
    struct rmap_display *cities = sheet_of(map, sheets, "cities"), *countries = &sheets->countries;
    size_t taken = map->taken.count, notes = map->notes.count;
    bool all = false, ok = rmap_cities_draw(map, cities, err) && rmap_names_countries(map, &all, countries, err);
    if (!ok || all)
        return ok;
    rmap_display_free(cities);
    rmap_display_free(countries);
    map->taken.count = taken;
    map->notes.count = notes;
    return rmap_names_countries(map, &all, countries, err) && rmap_cities_draw(map, cities, err);
}

/* What is placed first does not move: markers, then distances on the rings, furniture, labels of sites, names of
 * cities and countries, lines and other areas. */
static bool place_all(struct rmap_map *map, struct sheets *sheets, struct rmap_error *err)
{
    bool graticule = rmap_option_on(map->options, RMAP_OPT_GRATICULE);
    bool labels = rmap_option_on(map->options, RMAP_OPT_LABELS);
    if (!draw_layers(map, sheets, err))
        return false;
    ink_earth(map);
    if (graticule)
        rmap_graticule_emit(&map->studio, sheet_of(map, sheets, "graticule"));
    if (graticule && rmap_option_on(map->options, RMAP_OPT_FRAME) && !map->is_closeup)
        rmap_graticule_labels_emit(&map->studio, &sheets->furniture);
    struct rmap_marks *marks = rmap_marks_place(map);
    struct rmap_reaches *reaches = rmap_reach_trace(map);
    if (labels)
        rmap_reach_label(map, reaches);
    struct rmap_shown shown = {.drawn = sheets->drawn, .marks = marks, .reaches = reaches};
    bool ok = rmap_closeup_place(map, err) && rmap_furnish(map, &shown, &sheets->furniture, err);
    if (labels)
        rmap_marks_label(map, marks, reaches);
    ok = ok && (!labels || name_cities_and_countries(map, sheets, err));
    ok = ok && (!labels || rmap_line_names_draw(map, sheet_of(map, sheets, "line-names"), err));
    take_closeup_mark(map);
    ok = ok && (!labels || rmap_names_draw(map, &sheets->countries, sheet_of(map, sheets, "names"), err));
    ok = ok && (!labels || rmap_names_provinces(map, sheet_of(map, sheets, "province-names"), err));
    ok = ok && (!labels || rmap_line_names_rivers(map, sheet_of(map, sheets, "river-names"), err));
    rmap_reach_emit(map, reaches, sheet_of(map, sheets, "rings"));
    rmap_closeup_emit_mark(map, sheet_of(map, sheets, "sites"));
    rmap_marks_emit(map, marks, sheet_of(map, sheets, "sites"));
    rmap_marks_emit_centres(map, marks, sheet_of(map, sheets, "ring-centres"));
    if (labels) {
        rmap_reach_emit_labels(map, reaches, sheet_of(map, sheets, "ring-labels"));
        rmap_marks_emit_labels(map, marks, sheet_of(map, sheets, "site-labels"));
    }
    rmap_reach_free(reaches);
    return ok;
}

/* One window: the map's own frame, or its close-up's. */
static bool draw_window(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    struct sheets sheets = {.count = rmap_style_rule_count(map->style), .furniture = {.arena = map->arena},
                            .countries = {.arena = map->arena}};
    sheets.of_rule = rmap_alloc(map->arena, (sheets.count + 1) * sizeof *sheets.of_rule);
    sheets.drawn = rmap_alloc(map->arena, (sheets.count + 1) * sizeof *sheets.drawn);
    for (size_t i = 0; i < sheets.count; i++)
        sheets.of_rule[i].arena = map->arena;
    map->ground = rmap_ground_new(map->arena, map->page.frame, rmap_style_rule(map->style, "sea", NULL)->fill);
    bool ok = place_all(map, &sheets, err);
    if (ok)
        put_together(map, &sheets, out);
    for (size_t i = 0; i < sheets.count; i++)
        rmap_display_free(&sheets.of_rule[i]);
    rmap_display_free(&sheets.furniture);
    rmap_display_free(&sheets.countries);
    return ok;
}

/* Above all of the map, its place marked there. */
static bool draw_closeup(struct rmap_map *map, struct rmap_error *err)
{
    struct rmap_display window = {.arena = map->arena};
    if (!map->closeup)
        return true;
    bool ok = draw_window(map->closeup, &window, err);
    rmap_closeup_emit(map, &window, &map->display);
    rmap_display_free(&window);
    return ok;
}

/* What one drawing leaves behind, so that another can be made. */
static void undo(struct rmap_map *map, size_t notes, size_t left_out)
{
    rmap_display_free(&map->display);
    rmap_taken_free(&map->taken);
    map->notes.count = notes;
    map->left_out.count = left_out;
    map->ring_error_m = map->ring_error_px = 0;
    map->has_table = false;
}

static bool index_fits(struct rmap_map *map)
{
    bool grows = isnan(rmap_option_length_mm(map->options, RMAP_OPT_HEIGHT));
    if (rmap_page_holds_index(map))
        return true;
    rmap_note(&map->notes, "no room for an index of %s names; %s", rmap_grouped(map->arena, (double)map->numbered.count),
              grows ? "show fewer sites or draw a larger map" : "draw a larger map, or one of --height auto");
    return false;
}

/* With room for the index of those that shall have numbers. */
static bool draw_once(struct rmap_map *map, struct rmap_error *err)
{
    struct rmap_numbered *numbered = &map->numbered;
    if (numbered->count != numbered->room_for && !rmap_page_refit(map, err))
        return false;
    numbered->room_for = numbered->count;
    start(map);
    return draw_window(map, &map->display, err);
}

/* Until no more names ask for a number, or their index would take the map's room; numbers without a place are given up then. */
static bool draw_map(struct rmap_map *map, struct rmap_error *err)
{
    struct rmap_numbered *numbered = &map->numbered;
    rmap_numbered_begin(map);
    if (numbered->count != numbered->room_for && !index_fits(map))
        rmap_numbered_give_up(map);
    size_t notes = map->notes.count, left_out = map->left_out.count;
    bool ok = draw_once(map, err);
    for (int drawings = 1; ok && numbered->count > numbered->room_for && drawings < MOST_DRAWINGS && index_fits(map); drawings++) {
        undo(map, notes, left_out);
        ok = draw_once(map, err);
    }
    rmap_numbered_settle(map);
    if (ok && numbered->count != numbered->room_for) {
        undo(map, notes, left_out);
        ok = draw_once(map, err);
    }
    return ok;
}

bool rmap_layout(struct rmap_map *map, struct rmap_error *err)
{
    if (!draw_map(map, err) || !draw_closeup(map, err))
        return false;
    map->display.desc = rmap_alt_text(map, rmap_words_first(map->lang, "en", "ko")); /* of what found room */
    rmap_page_words(map);
    rmap_display_append(&map->display, &map->page.words);
    return true;
}
