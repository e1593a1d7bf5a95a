#include "layout.h"

#include <math.h>
#include <string.h>

#include "alt.h"
#include "basemap.h"
#include "cities.h"
#include "corners.h"
#include "line_names.h"
#include "marks.h"
#include "names.h"
#include "page.h"
#include "reach.h"
#include "words.h"

#define QUIET 0.01            /* mean ink under furniture that needs no panel */
#define PLAIN 0.98            /* of it on one ground */
#define LEGEND_SHARE 0.1       /* of the frame that a legend may take unasked */
#define INSET_SHARE 0.22      /* of the frame's width */

/* What is placed before anything is emitted: each rule of the style has a list of its own, put together at the end in the
 * style's drawing order. */
struct sheets {
    struct rmap_display *of_rule; /* one for each rule */
    struct rmap_display furniture;
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
    rmap_frame_earth(map->frame, &path);
    if (path.count == 0)
        rmap_path_box(&path, map->page.frame);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "sea", .clipped = true,
        .title = rmap_words_first(map->lang, "Sea", "바다"), .clip = map->page.frame});
    struct rmap_paint paint = rmap_rule_paint(sea);
    rmap_display_path(out, &path, &paint);
    rmap_display_end(out);
}

static void draw_neatline(struct rmap_map *map, struct rmap_display *out)
{
    if (!rmap_option_on(map->options, RMAP_OPT_FRAME))
        return;
    struct rmap_path path = {0};
    rmap_path_box(&path, map->page.frame);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "neatline",
        .title = rmap_words_first(map->lang, "Neatline", "도곽")});
    struct rmap_paint paint = rmap_rule_paint(rmap_style_rule(map->style, "neatline", NULL));
    paint.fill.a = 0;
    rmap_display_path(out, &path, &paint);
    rmap_display_end(out);
}

static bool draw_layers(struct rmap_map *map, struct sheets *sheets, struct rmap_error *err)
{
    for (size_t i = 0; i < sheets->count; i++) {
        const struct rmap_rule *rule = rmap_style_rule_at(map->style, i);
        /* drawn with names or as names, once it is known what is free */
        bool own_room = strcmp(rule->id, "cities") == 0 || strcmp(rule->id, "line-names") == 0
                        || strcmp(rule->id, "province-names") == 0;
        if (rule->source[0] && !own_room && !rmap_basemap_draw(map, rule, &sheets->of_rule[i], &sheets->drawn[i], err))
            return false;
    }
    return true;
}

/* --- furniture --- */

static const char *wish(const struct rmap_map *map, enum rmap_option_id id)
{
    return rmap_option_text(map->options, id);
}

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

/* Every symbol that the map shows and that the style says is explained. */
static struct rmap_legend gather_legend(struct rmap_map *map, const struct sheets *sheets, const struct rmap_marks *marks)
{
    struct rmap_legend legend = {0};
    legend.rows = rmap_alloc(map->arena, (map->rings.count + map->sites.count + sheets->count + 1) * sizeof *legend.rows);
    for (size_t i = 0; i < map->rings.count; i++) {
        const struct rmap_rule *rule = rmap_style_rule(map->style, "rings", map->rings.items[i].class);
        if (rule->legend)
            add_row(map, &legend, RMAP_KEY_RING, rule, map->rings.items[i].label, map->rings.items[i].label_ko);
    }
    for (size_t i = 0; i < rmap_marks_count(marks); i++) {
        const struct rmap_rule *look = rmap_marks_symbol(marks, i);
        if (look && look->legend)
            add_row(map, &legend, RMAP_KEY_SYMBOL, look, look->title, look->title_ko);
    }
    for (size_t i = 0; i < sheets->count; i++) {
        const struct rmap_rule *rule = rmap_style_rule_at(map->style, i);
        if (sheets->drawn[i] && rule->legend)
            add_row(map, &legend, rule->fill.a > 0 ? RMAP_KEY_AREA : RMAP_KEY_LINE, rule, rule->title, rule->title_ko);
    }
    return legend;
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
    if (!rule->display || (rmap_ground_busy(map->ground, box) < QUIET && one_ground > PLAIN))
        return;
    struct rmap_path path = {0};
    struct rmap_paint paint = rmap_rule_paint(rule);
    rmap_path_box(&path, rmap_box_grow(box, rule->padding_mm));
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_GROUP, .classes = "panel"});
    rmap_display_path(out, &path, &paint);
    rmap_display_end(out);
}

static void draw_legend(struct rmap_map *map, struct sheets *sheets, const struct rmap_marks *marks)
{
    struct rmap_legend legend = gather_legend(map, sheets, marks);
    struct rmap_page at;
    if (!rmap_option_on(map->options, RMAP_OPT_LEGEND) || legend.count == 0)
        return;
    struct rmap_size size = rmap_legend_measure(&map->studio, &legend);
    double share = size.width_mm * size.height_mm / (rmap_box_width(map->page.frame) * rmap_box_height(map->page.frame));
    if (share > LEGEND_SHARE && strcmp(wish(map, RMAP_OPT_LEGEND), "auto") == 0)
        return; /* the labels must do: a legend would hide what it explains */
    if (!rmap_corner_find(map, size, wish(map, RMAP_OPT_LEGEND), RMAP_BOTTOM_RIGHT, &at)) {
        no_room(map, "legend");
        return;
    }
    draw_panel(map, at, size, &sheets->furniture);
    rmap_legend_emit(&map->studio, &legend, at, &sheets->furniture);
}

static void draw_scalebar(struct rmap_map *map, struct sheets *sheets)
{
    struct rmap_size size;
    struct rmap_page at;
    if (!rmap_option_on(map->options, RMAP_OPT_SCALEBAR))
        return;
    struct rmap_scalebar bar = rmap_scalebar_measure(&map->studio, "mi", &size);
    if (!rmap_corner_find(map, size, wish(map, RMAP_OPT_SCALEBAR), RMAP_BOTTOM_LEFT, &at)) {
        no_room(map, "scale bar");
        return;
    }
    draw_panel(map, at, size, &sheets->furniture);
    rmap_scalebar_emit(&map->studio, &bar, at, &sheets->furniture);
}

static void draw_north(struct rmap_map *map, struct sheets *sheets)
{
    struct rmap_page at;
    if (!rmap_option_on(map->options, RMAP_OPT_NORTH))
        return;
    if (rmap_corner_find(map, rmap_north_measure(&map->studio), wish(map, RMAP_OPT_NORTH), RMAP_TOP_RIGHT, &at))
        rmap_north_emit(&map->studio, at, &sheets->furniture);
    else
        no_room(map, "north arrow");
}

static bool draw_inset(struct rmap_map *map, struct sheets *sheets, struct rmap_error *err)
{
    if (!rmap_option_on(map->options, RMAP_OPT_INSET))
        return true;
    struct rmap_inset_spec spec = {.land_path = rmap_format(map->arena, "%s/world_low.shp", map->geodata),
                                   .extent = map->extent, .notes = &map->notes,
                                   .width_mm = INSET_SHARE * rmap_box_width(map->page.frame)};
    struct rmap_page at;
    if (rmap_corner_find(map, rmap_inset_measure(&map->studio, &spec), wish(map, RMAP_OPT_INSET), RMAP_TOP_LEFT, &at))
        return rmap_inset_emit(&map->studio, &spec, at, &sheets->furniture, err);
    no_room(map, "inset");
    return true;
}

/* --- the picture --- */

static void put_together(struct rmap_map *map, struct sheets *sheets)
{
    struct rmap_display *out = &map->display;
    *out = (struct rmap_display){.arena = map->arena, .width_mm = map->page.width_mm, .height_mm = map->page.height_mm,
                                  .title = rmap_page_title(map), .desc = rmap_alt_text(map, rmap_words_first(map->lang, "en", "ko")),
                                  .lang = strcmp(map->lang, "ko") == 0 ? "ko" : "en"};
    if (strcmp(rmap_option_text(map->options, RMAP_OPT_BACKGROUND), "page") == 0)
        fill_page(map, out);
    fill_sea(map, out);
    for (size_t i = 0; i < sheets->count; i++)
        rmap_display_append(out, &sheets->of_rule[i]);
    rmap_display_append(out, &sheets->furniture);
    draw_neatline(map, out);
    rmap_display_append(out, &map->page.words);
}

/* What is placed first does not move: markers, then distances on the rings, furniture, labels of sites, names of
 * cities, lines and areas. */
static bool place_all(struct rmap_map *map, struct sheets *sheets, struct rmap_error *err)
{
    bool graticule = rmap_option_on(map->options, RMAP_OPT_GRATICULE);
    bool labels = rmap_option_on(map->options, RMAP_OPT_LABELS);
    if (!draw_layers(map, sheets, err))
        return false;
    if (graticule)
        rmap_graticule_emit(&map->studio, sheet_of(map, sheets, "graticule"));
    if (graticule && rmap_option_on(map->options, RMAP_OPT_FRAME))
        rmap_graticule_labels_emit(&map->studio, &sheets->furniture);
    struct rmap_marks *marks = rmap_marks_place(map);
    struct rmap_reaches *reaches = rmap_reach_trace(map);
    if (labels)
        rmap_reach_label(map, reaches);
    draw_legend(map, sheets, marks);
    draw_scalebar(map, sheets);
    draw_north(map, sheets);
    bool ok = draw_inset(map, sheets, err);
    if (labels)
        rmap_marks_label(map, marks, reaches);
    ok = ok && (!labels || rmap_cities_draw(map, sheet_of(map, sheets, "cities"), err));
    ok = ok && (!labels || rmap_line_names_draw(map, sheet_of(map, sheets, "line-names"), err));
    ok = ok && (!labels || rmap_names_draw(map, sheet_of(map, sheets, "names"), err));
    ok = ok && (!labels || rmap_names_provinces(map, sheet_of(map, sheets, "province-names"), err));
    rmap_reach_emit(map, reaches, sheet_of(map, sheets, "rings"));
    rmap_marks_emit(map, marks, sheet_of(map, sheets, "sites"));
    if (labels) {
        rmap_reach_emit_labels(map, reaches, sheet_of(map, sheets, "ring-labels"));
        rmap_marks_emit_labels(map, marks, sheet_of(map, sheets, "site-labels"));
    }
    rmap_reach_free(reaches);
    return ok;
}

bool rmap_layout(struct rmap_map *map, struct rmap_error *err)
{
    struct sheets sheets = {.count = rmap_style_rule_count(map->style), .furniture = {.arena = map->arena}};
    sheets.of_rule = rmap_alloc(map->arena, (sheets.count + 1) * sizeof *sheets.of_rule);
    sheets.drawn = rmap_alloc(map->arena, (sheets.count + 1) * sizeof *sheets.drawn);
    for (size_t i = 0; i < sheets.count; i++)
        sheets.of_rule[i].arena = map->arena;
    map->ground = rmap_ground_new(map->arena, map->page.frame, rmap_style_rule(map->style, "sea", NULL)->fill);
    bool ok = place_all(map, &sheets, err);
    if (ok) {
        rmap_page_words(map);
        put_together(map, &sheets);
    }
    for (size_t i = 0; i < sheets.count; i++)
        rmap_display_free(&sheets.of_rule[i]);
    rmap_display_free(&sheets.furniture);
    return ok;
}
