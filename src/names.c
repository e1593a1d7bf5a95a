#include "names.h"

#include <math.h>
#include <string.h>

#include "csv.h"
#include "words.h"

#define REACH_MM 16.0        /* how far a name may move from its anchor */
#define STEP_MM 2.0
#define OWN_GROUND_SHARE 0.97 /* of a sea's name that must lie on the sea */
#define FRAME_AIR_MM 2.0

struct name {
    const char *id, *kind;
    struct rmap_wording words;
    struct rmap_page anchor;
    const struct rmap_rule *rule;
    double first_mm, second_mm;
    struct rmap_box box;
};

static bool is_water(const struct name *name)
{
    return strcmp(name->kind, "country") != 0 && strcmp(name->kind, "province") != 0;
}

static const char *cased(struct rmap_map *map, const struct rmap_rule *rule, const char *text)
{
    if (rule->text_transform != RMAP_CASE_UPPER)
        return text;
    char *upper = rmap_copy(map->arena, text);
    for (char *c = upper; *c; c++) {
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    }
    return upper;
}

static struct rmap_font second_font(const struct rmap_rule *rule)
{
    struct rmap_font font = rule->font;
    font.size_mm *= 0.9;
    font.weight = RMAP_REGULAR;
    return font;
}

static void measure(struct rmap_map *map, struct name *name)
{
    name->first_mm = rmap_text_measure(map->text, &name->rule->font, name->words.first).width_mm;
    if (name->words.second) {
        struct rmap_font font = second_font(name->rule);
        name->second_mm = rmap_text_measure(map->text, &font, name->words.second).width_mm;
    }
}

static struct rmap_box box_at(const struct name *name, struct rmap_page middle)
{
    double half_w = fmax(name->first_mm, name->second_mm) / 2 + name->rule->halo_mm;
    double half_h = name->rule->font.size_mm * (name->words.second ? 1.1 : 0.55);
    return (struct rmap_box){middle.x_mm - half_w, middle.y_mm - half_h, middle.x_mm + half_w, middle.y_mm + half_h};
}

static double cost_at(const struct rmap_map *map, const struct name *name, int own, struct rmap_page middle)
{
    struct rmap_box box = box_at(name, middle);
    if (!rmap_box_holds(rmap_box_grow(map->page.frame, -FRAME_AIR_MM), box) || rmap_is_taken(&map->taken, box))
        return INFINITY;
    double away = hypot(middle.x_mm - name->anchor.x_mm, middle.y_mm - name->anchor.y_mm) / REACH_MM;
    double share = rmap_ground_share(map->ground, box, own);
    if (is_water(name) && share < OWN_GROUND_SHARE)
        return INFINITY;
    return away + 3 * (1 - share) + 4 * rmap_ground_busy(map->ground, box);
}

/* The cheapest place on a grid about the anchor. */
static bool place(const struct rmap_map *map, struct name *name)
{
    int own = is_water(name) ? 0 : rmap_ground_at(map->ground, name->anchor);
    double best = INFINITY;
    for (double dy = -REACH_MM; dy <= REACH_MM; dy += STEP_MM) {
        for (double dx = -REACH_MM; dx <= REACH_MM; dx += STEP_MM) {
            struct rmap_page middle = {name->anchor.x_mm + dx, name->anchor.y_mm + dy};
            double cost = cost_at(map, name, own, middle);
            if (cost < best) {
                best = cost;
                name->box = box_at(name, middle);
            }
        }
    }
    return best < INFINITY;
}

static void emit(struct rmap_map *map, const struct name *name, struct rmap_display *out)
{
    const struct rmap_rule *rule = name->rule;
    double x = (name->box.x0_mm + name->box.x1_mm) / 2, y = (name->box.y0_mm + name->box.y1_mm) / 2;
    double cap = rmap_text_measure(map->text, &rule->font, "H").cap_mm;
    struct rmap_text text = {
        .text = name->words.first, .lang = name->words.first_lang, .anchor = RMAP_MIDDLE, .width_mm = name->first_mm,
        .at = {x, name->words.second ? y - 0.15 * rule->font.size_mm : y + cap / 2}, .font = rule->font, .fill = rule->color,
        .halo_mm = rule->halo_mm, .halo = rmap_rule_halo(rule, rmap_ground_color(map->ground, name->box))};
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .id = rmap_format(map->arena, "name-%s", name->id)});
    rmap_display_text(out, &text);
    if (name->words.second) {
        text.text = name->words.second;
        text.lang = name->words.second_lang;
        text.font = second_font(rule);
        text.width_mm = name->second_mm;
        text.at.y_mm += 1.15 * rule->font.size_mm;
        rmap_display_text(out, &text);
    }
    rmap_display_end(out);
}

/* False with an error for a row that cannot be used; *shown false for one that is not for this map. */
static bool read_row(struct rmap_map *map, const struct rmap_table *table, size_t row, struct name *name, bool *shown,
                     struct rmap_error *err)
{
    const struct rmap_cell *lat = rmap_csv_cell(table, row, rmap_csv_column(table, "lat"));
    const struct rmap_cell *lon = rmap_csv_cell(table, row, rmap_csv_column(table, "lon"));
    struct rmap_lonlat at;
    if (!rmap_read_number(lat->text, &at.lat_deg) || !rmap_read_number(lon->text, &at.lon_deg))
        return rmap_fail(err, RMAP_INPUT, "%s:%d:%d: '%s' is not a position in degrees", table->file, lat->line, lat->column,
                         lat->text);
    name->id = rmap_csv_cell(table, row, rmap_csv_column(table, "id"))->text;
    name->kind = rmap_csv_cell(table, row, rmap_csv_column(table, "kind"))->text;
    name->rule = rmap_style_rule(map->style, "names", name->kind);
    *shown = name->rule->display && rmap_frame_place(map->frame, at, &name->anchor);
    if (!*shown)
        return true;
    const char *en = rmap_csv_cell(table, row, rmap_csv_column(table, "name"))->text;
    const char *ko = rmap_csv_cell(table, row, rmap_csv_column(table, "name_ko"))->text;
    name->words = rmap_words_pick(map->lang, cased(map, name->rule, en), ko);
    measure(map, name);
    return true;
}

bool rmap_names_draw(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    const struct rmap_table *table =
        rmap_csv_read(map->arena, rmap_format(map->arena, "%s/names.csv", map->geodata), &map->notes, err);
    if (!table)
        return false;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "names",
        .title = rmap_words_first(map->lang, "Area names", "지명")});
    for (size_t row = 0; row < table->row_count; row++) {
        struct name name = {0};
        bool shown;
        if (!read_row(map, table, row, &name, &shown, err))
            return false;
        if (shown && place(map, &name)) {
            rmap_take(&map->taken, name.box);
            emit(map, &name, out);
        }
    }
    rmap_display_end(out);
    return true;
}
