#include "names.h"

#include <math.h>
#include <string.h>

#include "basemap.h"
#include "csv.h"
#include "lettering.h"

#define REACH_SHARE 0.22       /* of the frame's shorter side: how far a name may move */
#define STEP_MM 1.5
#define FRAME_AIR_MM 2.0
#define AIR_MM 1.0             /* between a name and anything else that is placed */
#define OWN_GROUND_SHARE 0.995 /* of a sea's name that must lie on the sea, and of a country's on its land */
#define LINE_COST 70.0         /* of a box that lines fill: a ring through a name costs more than moving it away */
#define LOOSER_SHARE 0.8       /* where no such place is left */

struct name {
    const char *id, *kind;
    struct rmap_lettering lettering;
    struct rmap_page anchor;
    double reach_mm;           /* how far it may move from its anchor */
    struct rmap_box box;
};

static bool is_water(const struct name *name)
{
    return strcmp(name->kind, "country") != 0 && strcmp(name->kind, "province") != 0;
}

static struct rmap_box box_at(const struct name *name, struct rmap_page middle)
{
    double half_w = name->lettering.size.width_mm / 2, half_h = name->lettering.size.height_mm / 2;
    return (struct rmap_box){middle.x_mm - half_w, middle.y_mm - half_h, middle.x_mm + half_w, middle.y_mm + half_h};
}

/* INFINITY where the name may not stand. Lines under it count by their share of its box. */
static double cost_at(const struct rmap_map *map, const struct name *name, int own, double share, struct rmap_page middle)
{
    struct rmap_box box = box_at(name, middle);
    if (!rmap_box_holds(rmap_box_grow(map->page.frame, -FRAME_AIR_MM), box)
        || rmap_is_taken(&map->taken, rmap_box_grow(box, AIR_MM)))
        return INFINITY;
    double on_own = rmap_ground_share(map->ground, box, own);
    if (on_own < share)
        return INFINITY;
    double away = hypot(middle.x_mm - name->anchor.x_mm, middle.y_mm - name->anchor.y_mm) / name->reach_mm;
    double crowd = rmap_ground_busy(map->ground, rmap_box_grow(box, AIR_MM));
    return away * away + LINE_COST * crowd + 2 * (1 - on_own);
}

/* The cheapest place on a grid about the anchor. */
static bool search(const struct rmap_map *map, struct name *name, double share)
{
    int own = is_water(name) ? 0 : rmap_ground_at(map->ground, name->anchor);
    double best = INFINITY;
    for (double dy = -name->reach_mm; dy <= name->reach_mm; dy += STEP_MM) {
        for (double dx = -name->reach_mm; dx <= name->reach_mm; dx += STEP_MM) {
            struct rmap_page middle = {name->anchor.x_mm + dx, name->anchor.y_mm + dy};
            double cost = cost_at(map, name, own, share, middle);
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
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .id = rmap_format(map->arena, "name-%s", name->id)});
    rmap_lettering_emit(map, &name->lettering, name->box, RMAP_MIDDLE, out);
    rmap_display_end(out);
}

/* An anchor beyond the frame is drawn to its edge: the Yellow Sea is there even when its middle is not. */
static bool find_anchor(const struct rmap_map *map, struct rmap_lonlat at, bool water, struct name *name)
{
    if (!rmap_frame_place(map->frame, at, &name->anchor))
        return false;
    const struct rmap_box *frame = &map->page.frame;
    double inset = rmap_box_width(*frame) * 0.1;
    struct rmap_page inside = {fmin(fmax(name->anchor.x_mm, frame->x0_mm + inset), frame->x1_mm - inset),
                               fmin(fmax(name->anchor.y_mm, frame->y0_mm + inset), frame->y1_mm - inset)};
    double moved = hypot(inside.x_mm - name->anchor.x_mm, inside.y_mm - name->anchor.y_mm);
    if (moved > (water ? 3 : 1) * inset)
        return false;
    name->anchor = inside;
    name->reach_mm = fmax(fmin(rmap_box_width(*frame), rmap_box_height(*frame)) * REACH_SHARE, 4 * STEP_MM);
    return true;
}

static const char *cell(const struct rmap_table *table, size_t row, const char *column)
{
    return rmap_csv_cell(table, row, rmap_csv_column(table, column))->text;
}

static const char *one_line(const struct rmap_map *map, struct rmap_wording words)
{
    return words.second ? rmap_format(map->arena, "%s %s", words.first, words.second) : words.first;
}

/* A disputed name is written as the `names` option wants it; every other as the table has it. Where both are wanted the
 * standard and the alternative stand on a line each, in as many languages as the map has. */
static struct rmap_wording choose_words(const struct rmap_map *map, const struct rmap_table *table, size_t row)
{
    const char *en = cell(table, row, "name"), *ko = cell(table, row, "name_ko");
    const char *alt = cell(table, row, "name_alt"), *alt_ko = cell(table, row, "name_alt_ko");
    const char *which = rmap_option_text(map->options, RMAP_OPT_NAMES);
    struct rmap_wording standard = rmap_words_pick(map->lang, en, ko);
    if (!cell(table, row, "disputed")[0] || strcmp(which, "standard") == 0)
        return standard;
    struct rmap_wording other = rmap_words_pick(map->lang, alt[0] ? alt : en, alt_ko[0] ? alt_ko : ko);
    if (strcmp(which, "alternative") == 0)
        return other;
    return (struct rmap_wording){.first = one_line(map, standard), .first_lang = standard.first_lang,
                                 .second = one_line(map, other), .second_lang = other.first_lang};
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
    name->id = cell(table, row, "id");
    name->kind = cell(table, row, "kind");
    const struct rmap_rule *rule = rmap_style_rule(map->style, "names", name->kind);
    *shown = rmap_rule_shown(map, rule) && find_anchor(map, at, is_water(name), name);
    if (!*shown)
        return true;
    name->lettering = rmap_lettering_measure(map, rule, choose_words(map, table, row));
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
        if (!shown)
            continue;
        bool placed = search(map, &name, OWN_GROUND_SHARE) || (!is_water(&name) && search(map, &name, LOOSER_SHARE));
        if (placed) {
            rmap_take(&map->taken, name.box);
            emit(map, &name, out);
        } else if (strcmp(name.kind, "country") == 0) {
            rmap_note(&map->notes, "no room for the name '%s'", name.lettering.words.first);
        }
    }
    rmap_display_end(out);
    return true;
}
