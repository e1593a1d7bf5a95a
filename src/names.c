#include "names.h"

#include <math.h>
#include <string.h>

#include "basemap.h"
#include "csv.h"
#include "layers.h"
#include "lettering.h"
#include "name_place.h"

#define INSET_SHARE 0.1        /* of the frame's width: where a name from beyond the frame would rather stand */
#define REACH_SHARE 0.22       /* of the frame's shorter side: how far a name may move */
#define STEP_MM 1.5
#define FAR_STEP_MM 3.0        /* for a name that looks for a place in the whole frame */
#define FINE_STEP_MM 0.75      /* for one that hardly fits between coasts */
#define OUTLINE_MM 0.3         /* an area's outline, to keep a name inside, may be this far off */
#define PROVINCE_AIR_MM 1.0    /* between a province's name and its outline */
#define CROWDED_SCALE 8e6      /* from here on several countries of one colour are seen */
#define TIGHT 0.4              /* of the letter spacing, where there is no room for all */
#define SMALLER 0.78           /* of the size, where even that is not enough */
#define SMALLER_STEP 0.6       /* of the steps in which a place is sought then */
#define LEAST_ISLAND_MM 1.5     /* the window of a smaller island is a speck on paper: */
#define ISLET_MM 0.6           /* a dot of this size marks it */
#define WORLD_SCALE 45e6       /* from here on the countries that are large enough are named, in small letters */
#define FORMS 6                /* one line or two, in three settings */
#define PLAIN_FORMS 2          /* those in the style's own */
#define SMALL_FORM 4           /* the first in small ones */
#define WORLD_FORMS 8          /* as names of countries on a world map may be written, too: smaller still */
#define SMALLEST 0.6
#define WORLD_AIR_MM (-0.7)    /* there the corners of a name may lie on its country's border */

enum kind { COUNTRY, PROVINCE, ISLAND, WATER };

/* A row of the table, read for this map. */
struct entry {
    const char *id, *a3;
    enum kind kind;
    bool seen;                 /* its anchor lies in the frame */
    struct rmap_box island;    /* an island's box on the page */
    struct rmap_wording words;
    const struct rmap_rule *rule;
    double turn_deg;
    struct rmap_name name;
};

/* --- the lettering --- */

/* The rule with its letters closer, and smaller when `size` is below 1, but never below the least on the page. */
static struct rmap_rule *tightened(const struct rmap_map *map, const struct rmap_rule *rule, double spacing, double size)
{
    struct rmap_rule *tight = rmap_alloc(map->arena, sizeof *tight);
    double least = rmap_style_rule(map->style, "page", NULL)->font.size_mm;
    *tight = *rule;
    tight->font.spacing_mm *= spacing;
    tight->font.size_mm = fmin(fmax(rule->font.size_mm * size, least), rule->font.size_mm);
    return tight;
}

static void set_lettering(const struct rmap_map *map, struct entry *entry, const struct rmap_rule *rule, bool two_lines)
{
    struct rmap_wording words = two_lines ? rmap_words_in_two_lines(map->arena, entry->words) : entry->words;
    entry->name.lettering = rmap_lettering_measure(map, rule, words);
    entry->name.lettering.turn_deg = entry->turn_deg;
}

static bool shows_world(const struct rmap_map *map)
{
    return rmap_frame_denominator(map->frame) >= WORLD_SCALE;
}

/* One way of setting a name, from the style's own, in one line, down to two small ones. False when it is none for these words. */
static bool try_form(const struct rmap_map *map, struct entry *entry, int form, enum rmap_name_terms terms)
{
    static const struct { double spacing, size, step; } SETTINGS[] = {
        {1, 1, 1}, {TIGHT, 1, 1}, {TIGHT, SMALLER, SMALLER_STEP}, {0, SMALLEST, SMALLER_STEP}};
    bool two_lines = form % 2 == 1;
    double step_mm = entry->name.step_mm;
    if (two_lines && (entry->words.second || !strchr(entry->words.first, ' ')))
        return false;
    struct rmap_rule *rule = tightened(map, entry->rule, SETTINGS[form / 2].spacing, SETTINGS[form / 2].size);
    if (entry->kind == COUNTRY && shows_world(map)) /* some have no room for capitals there, and all of one rank look alike */
        rule->text_transform = RMAP_CASE_AS_IS;
    set_lettering(map, entry, rule, two_lines);
    entry->name.step_mm = step_mm * SETTINGS[form / 2].step;
    bool placed = rmap_name_place(map, &entry->name, terms);
    entry->name.step_mm = step_mm;
    return placed;
}

/* On its own land, clear of rings; a large one under a ring rather than without its name; or not at all: nobody misses one of two
 * hundred countries. */
static bool place_on_world(const struct rmap_map *map, struct entry *entry)
{
    entry->name.area_air_mm = WORLD_AIR_MM;
    for (int form = SMALL_FORM; form < WORLD_FORMS; form++) {
        if (try_form(map, entry, form, RMAP_NAME_CLEAR))
            return true;
    }
    for (int form = SMALL_FORM; form < FORMS; form++) {
        if (try_form(map, entry, form, RMAP_NAME_CROSSED))
            return true;
    }
    return false;
}

/* What has its middle beyond the frame is named in the style's own letters or not at all. A country whose middle is seen crosses
 * lines rather than going without its name, but then as small as may be. */
static bool place(const struct rmap_map *map, struct entry *entry)
{
    if (entry->kind == COUNTRY && shows_world(map))
        return place_on_world(map, entry);
    for (int form = 0; form < (entry->seen ? FORMS : PLAIN_FORMS); form++) {
        if (try_form(map, entry, form, RMAP_NAME_CLEAR))
            return true;
    }
    for (int form = FORMS - 1; form >= 0 && entry->kind == COUNTRY && entry->seen; form--) {
        if (try_form(map, entry, form, RMAP_NAME_CROSSED) || try_form(map, entry, form, RMAP_NAME_OVER))
            return true;
    }
    return false;
}

/* An island too small to be seen is a dot in its name's colour. */
static void emit_islet(const struct entry *entry, struct rmap_display *out)
{
    struct rmap_path dot = {0};
    if (entry->kind != ISLAND || fmax(rmap_box_width(entry->island), rmap_box_height(entry->island)) >= LEAST_ISLAND_MM)
        return;
    struct rmap_page at = rmap_box_middle(entry->island);
    rmap_symbol_path(RMAP_SYMBOL_CIRCLE, at.x_mm, at.y_mm, ISLET_MM, &dot);
    rmap_display_path(out, &dot, &(struct rmap_paint){.fill = entry->rule->color});
}

static void emit(struct rmap_map *map, const struct entry *entry, struct rmap_display *out)
{
    struct rmap_size size = entry->name.lettering.size;
    struct rmap_page at = entry->name.middle;
    struct rmap_box box = {at.x_mm - size.width_mm / 2, at.y_mm - size.height_mm / 2, at.x_mm + size.width_mm / 2,
                           at.y_mm + size.height_mm / 2};
    rmap_name_take(map, &entry->name);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .id = rmap_format(map->arena, "name-%s", entry->id)});
    emit_islet(entry, out);
    rmap_lettering_emit(map, &entry->name.lettering, box, RMAP_MIDDLE, out);
    rmap_display_end(out);
}

/* --- where it looks --- */

/* The area of a country or province on the page. */
static void trace_area(const struct rmap_map *map, const struct rmap_shape *shape, struct rmap_path *area)
{
    struct rmap_path outline = {0};
    struct rmap_trace how = {.edges = RMAP_EDGES_DATA, .margin_mm = 1, .simplify_mm = OUTLINE_MM};
    rmap_frame_trace(map->frame, shape, &how, area, &outline);
    rmap_path_free(&outline);
}

/* A country whose middle lies beyond the frame is named on the part of it that is seen; on a map of many it keeps to itself. */
static bool read_country(struct rmap_map *map, const char *a3, struct rmap_name *name, struct rmap_error *err)
{
    const char *path = a3[0] ? rmap_basemap_file(map, "countries") : NULL;
    struct rmap_source *source = path ? rmap_source_open(path, &map->notes, err) : NULL;
    if (!source)
        return !path;
    struct rmap_query query = {.window = rmap_frame_window(map->frame, 0), .where = rmap_format(map->arena, "a3=%s", a3)};
    struct rmap_feature feature;
    while (rmap_source_next(source, &query, &feature))
        trace_area(map, &feature.shape, &name->area);
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok;
}

/* Near its anchor; where that lies beyond the frame, anywhere in it: the Yellow Sea is there even when its middle is not.
 * False when the anchor is beyond the frame. */
static bool aim(const struct rmap_map *map, struct rmap_lonlat at, struct rmap_name *name)
{
    const struct rmap_box *frame = &map->page.frame;
    double inset = rmap_box_width(*frame) * INSET_SHARE, width = rmap_box_width(*frame), height = rmap_box_height(*frame);
    bool seen = rmap_frame_place(map->frame, at, &name->anchor)
                && rmap_box_holds(*frame, (struct rmap_box){name->anchor.x_mm, name->anchor.y_mm, name->anchor.x_mm, name->anchor.y_mm});
    if (seen) {
        name->reach_mm = fmax(fmin(width, height) * REACH_SHARE, 4 * STEP_MM);
        name->step_mm = STEP_MM;
    } else {
        name->anchor.x_mm = fmin(fmax(name->anchor.x_mm, frame->x0_mm + inset), frame->x1_mm - inset);
        name->anchor.y_mm = fmin(fmax(name->anchor.y_mm, frame->y0_mm + inset), frame->y1_mm - inset);
        name->reach_mm = hypot(width, height);
        name->step_mm = FAR_STEP_MM;
    }
    return seen;
}

/* The page's box of a window whose sides are degrees; false where a corner is not shown. */
static bool place_window(const struct rmap_map *map, const struct rmap_bounds *window, struct rmap_box *box)
{
    for (int i = 0; i < 4; i++) {
        struct rmap_page at;
        struct rmap_lonlat corner = {i % 2 ? window->east_deg : window->west_deg, i / 2 ? window->north_deg : window->south_deg};
        if (!rmap_frame_place(map->frame, corner, &at))
            return false;
        struct rmap_box point = {at.x_mm, at.y_mm, at.x_mm, at.y_mm};
        *box = i == 0 ? point : rmap_box_union(*box, point);
    }
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
 * standard and the alternative stand on a line each, in as many languages as the map has, or as the table joins them. */
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
    if (cell(table, row, "name_both")[0])
        return rmap_words_pick(map->lang, cell(table, row, "name_both"), cell(table, row, "name_both_ko"));
    return (struct rmap_wording){.first = one_line(map, standard), .first_lang = standard.first_lang,
                                 .second = one_line(map, other), .second_lang = other.first_lang};
}

static bool read_number(const struct rmap_table *table, size_t row, const char *column, double *value, struct rmap_error *err)
{
    const struct rmap_cell *cell = rmap_csv_cell(table, row, rmap_csv_column(table, column));
    return rmap_read_number(cell->text, value)
           || rmap_fail(err, RMAP_INPUT, "%s:%d:%d: '%s' is not a number; '%s' is in degrees", table->file, cell->line,
                        cell->column, cell->text, column);
}

/* The reading direction that the table names, on this page: 90 is level where north is up. */
static double turn_of(const struct rmap_map *map, const struct rmap_name *name, double bearing_deg)
{
    struct rmap_lonlat at;
    bool known = rmap_frame_unplace(map->frame, name->anchor, &at);
    return bearing_deg - 90 + (known ? rmap_frame_north_deg(map->frame, at) : 0);
}

static enum kind kind_of(const char *word)
{
    return strcmp(word, "country") == 0 ? COUNTRY : strcmp(word, "island") == 0 ? ISLAND : WATER;
}

/* Some names are for maps of some scales: in the middle of Asia's China, or in that of Manchuria. */
static bool read_scales(const struct rmap_map *map, const struct rmap_table *table, size_t row, bool *shown,
                        struct rmap_error *err)
{
    double least = 0, most = INFINITY, denominator = rmap_frame_denominator(map->frame);
    if ((cell(table, row, "min_scale")[0] && !read_number(table, row, "min_scale", &least, err))
        || (cell(table, row, "max_scale")[0] && !read_number(table, row, "max_scale", &most, err)))
        return false;
    *shown = denominator >= least && denominator < most;
    return true;
}

/* Do the limits, if there are any, and what the frame shows have a part in common? */
static bool may_be_seen(const struct rmap_map *map, const struct rmap_bounds *limits)
{
    struct rmap_bounds w = rmap_frame_window(map->frame, 0);
    double east = w.east_deg < w.west_deg ? w.east_deg + 360 : w.east_deg;
    if (limits->west_deg >= limits->east_deg)
        return true;
    bool meets = limits->west_deg < east && limits->east_deg > w.west_deg;
    bool meets_beyond = limits->west_deg + 360 < east && limits->east_deg + 360 > w.west_deg;
    return (meets || meets_beyond) && limits->south_deg < w.north_deg && limits->north_deg > w.south_deg;
}

/* Where the name may stand; *shown: there is such a place. */
static bool read_place(struct rmap_map *map, const struct rmap_table *table, size_t row, struct entry *entry, bool *shown,
                       struct rmap_error *err)
{
    struct rmap_lonlat at;
    struct rmap_name *name = &entry->name;
    const struct rmap_cell *within = rmap_csv_cell(table, row, rmap_csv_column(table, "within"));
    const char *why;
    if (!read_number(table, row, "lat", &at.lat_deg, err) || !read_number(table, row, "lon", &at.lon_deg, err))
        return false;
    if (within->text[0] && !rmap_parse_extent(within->text, &name->limits, &why))
        return rmap_fail(err, RMAP_INPUT, "%s:%d:%d: '%s' %s", table->file, within->line, within->column, within->text, why);
    *shown = may_be_seen(map, &name->limits);
    if (!*shown)
        return true;
    entry->seen = aim(map, at, name);
    if (entry->kind == ISLAND) {
        *shown = entry->seen && place_window(map, &name->limits, &entry->island);
        return true;
    }
    /* a country with its anchor at sea is too narrow for its name, which stands beside it */
    name->on_water = entry->kind == WATER || (entry->seen && rmap_ground_at(map->ground, name->anchor) == 0);
    name->ground = name->on_water ? 0 : entry->seen ? rmap_ground_at(map->ground, name->anchor) : RMAP_ANY_LAND;
    if (!name->on_water && entry->kind == COUNTRY) /* its land says it better */
        name->limits = (struct rmap_bounds){0};
    bool crowded = rmap_frame_denominator(map->frame) >= CROWDED_SCALE;
    if (!name->on_water && (!entry->seen || crowded) && !read_country(map, cell(table, row, "a3"), name, err))
        return false;
    *shown = entry->seen || (entry->kind == WATER ? within->text[0] != '\0' : name->area.count > 0);
    return true;
}

/* *shown: the name is for this map. */
static bool read_row(struct rmap_map *map, const struct rmap_table *table, size_t row, struct entry *entry, bool *shown,
                     struct rmap_error *err)
{
    double bearing;
    const char *kind = cell(table, row, "kind");
    entry->id = cell(table, row, "id");
    entry->kind = kind_of(kind);
    entry->rule = rmap_style_rule(map->style, "names", kind);
    if (!read_scales(map, table, row, shown, err))
        return false;
    *shown = *shown && rmap_rule_shown(map, entry->rule);
    if (!*shown)
        return true;
    if (!read_place(map, table, row, entry, shown, err))
        return false;
    if (!*shown)
        return true;
    entry->words = choose_words(map, table, row);
    if (cell(table, row, "bearing")[0]) {
        if (!read_number(table, row, "bearing", &bearing, err))
            return false;
        entry->turn_deg = turn_of(map, &entry->name, bearing);
    }
    return true;
}

/* False, and noted, where a country whose middle is seen has no room. */
static bool draw_row(struct rmap_map *map, struct entry *entry, struct rmap_display *out)
{
    bool placed;
    if (entry->kind == ISLAND) {
        set_lettering(map, entry, entry->rule, false);
        placed = rmap_name_place_island(map, &entry->name, entry->island);
    } else {
        placed = place(map, entry);
    }
    if (placed)
        emit(map, entry, out);
    if (placed || !entry->seen || entry->kind != COUNTRY || shows_world(map))
        return true;
    rmap_note(&map->notes, "no room for the name '%s'", entry->words.first);
    return false;
}

/* The rows of countries, or all others, in the table's order. */
static bool draw_rows(struct rmap_map *map, bool countries, bool *all, struct rmap_display *out, struct rmap_error *err)
{
    const struct rmap_table *table =
        rmap_csv_read(map->arena, rmap_format(map->arena, "%s/names.csv", map->geodata), &map->notes, err);
    bool ok = table != NULL;
    *all = true;
    for (size_t row = 0; ok && row < table->row_count; row++) {
        struct entry entry = {0};
        bool shown = false;
        if ((kind_of(cell(table, row, "kind")) == COUNTRY) != countries)
            continue;
        ok = read_row(map, table, row, &entry, &shown, err);
        if (ok && shown)
            *all &= draw_row(map, &entry, out);
        rmap_path_free(&entry.name.area);
    }
    return ok;
}

bool rmap_names_countries(struct rmap_map *map, bool *all, struct rmap_display *out, struct rmap_error *err)
{
    return draw_rows(map, true, all, out, err);
}

bool rmap_names_draw(struct rmap_map *map, struct rmap_display *countries, struct rmap_display *out, struct rmap_error *err)
{
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "names",
        .title = rmap_words_first(map->lang, "Area names", "지명")});
    rmap_display_append(out, countries);
    bool all, ok = draw_rows(map, false, &all, out, err);
    rmap_display_end(out);
    return ok;
}

/* A city that is a province of its own has its name beside its dot. */
static bool is_city(const char *type)
{
    size_t length = strlen(type);
    return length >= 4 && rmap_same_word(type + length - 4, "city");
}

/* Inside its outline; else inside the coast, which is truer; else across it. */
static bool place_province(const struct rmap_map *map, struct rmap_name *name)
{
    double step_mm = name->step_mm;
    if (rmap_name_place(map, name, RMAP_NAME_CROSSED))
        return true;
    name->step_mm = FINE_STEP_MM;
    bool placed = rmap_name_place(map, name, RMAP_NAME_LOOSE);
    name->step_mm = step_mm;
    return placed || rmap_name_place(map, name, RMAP_NAME_OVER);
}

static void name_province(struct rmap_map *map, const struct rmap_rule *rule, struct rmap_source *source,
                          const struct rmap_feature *feature, struct rmap_display *out)
{
    struct rmap_lonlat at = {rmap_source_number(source, feature, "lon"), rmap_source_number(source, feature, "lat")};
    struct entry entry = {.id = rmap_source_text(source, feature, "iso", map->arena), .kind = PROVINCE, .rule = rule,
                          .name = {.ground = RMAP_ANY_LAND, .area_air_mm = PROVINCE_AIR_MM}};
    entry.words = rmap_words_pick(map->lang, rmap_source_text(source, feature, "name", map->arena),
                                                rmap_source_text(source, feature, "name_ko", map->arena));
    if (is_city(rmap_source_text(source, feature, "type", map->arena)))
        return;
    aim(map, at, &entry.name);
    trace_area(map, &feature->shape, &entry.name.area);
    set_lettering(map, &entry, entry.rule, false);
    if (entry.name.area.count > 0 && place_province(map, &entry.name))
        emit(map, &entry, out);
    rmap_path_free(&entry.name.area);
}

bool rmap_names_provinces(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    const struct rmap_rule *rule = rmap_style_rule(map->style, "province-names", NULL);
    const char *path = rmap_basemap_file(map, rule->source);
    if (!rmap_rule_shown(map, rule) || !path)
        return true;
    struct rmap_source *source = rmap_source_open(path, &map->notes, err);
    if (!source)
        return false;
    struct rmap_query query = {.window = rmap_frame_window(map->frame, 0), .where = rule->where};
    struct rmap_feature feature;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = rule->id,
        .title = rmap_words_first(map->lang, "Provinces", "도 이름")});
    while (rmap_source_next(source, &query, &feature))
        name_province(map, rule, source, &feature, out);
    rmap_display_end(out);
    bool ok = rmap_source_ok(source, err);
    rmap_source_close(source);
    return ok;
}
