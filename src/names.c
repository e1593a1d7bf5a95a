#include "names.h"

#include <math.h>
#include <string.h>

#include "basemap.h"
#include "csv.h"
#include "layers.h"
#include "lettering.h"

#define INSET_SHARE 0.1        /* of the frame's width: where a name from beyond the frame would rather stand */
#define REACH_SHARE 0.22       /* of the frame's shorter side: how far a name may move */
#define STEP_MM 1.5
#define FAR_STEP_MM 3.0        /* for a name that looks for a place in the whole frame */
#define FRAME_AIR_MM 2.0
#define AIR_MM 1.0             /* between a name and anything else that is placed */
#define OWN_GROUND_SHARE 0.995 /* of a sea's name that must lie on the sea, and of a country's on its land */
#define LINE_COST 70.0         /* of a box that lines fill: a ring through a name costs more than moving it away */
#define SHORE_COST 3.0         /* of other ground near the name */
#define SHORE_MM 4.0
#define CROWD_COST 1.5         /* of something that stands within */
#define CROWD_MM 5.0
#define LOOSER_SHARE 0.8       /* where no such place is left */
#define MAX_PIECES 40          /* boxes that cover a turned name */
#define ANY_LAND (-1)
#define RADIAN 0.017453292519943295 /* of a degree */
#define OUTLINE_MM 0.3         /* an area's outline, to keep a name inside, may be this far off */

struct name {
    const char *id, *kind;
    struct rmap_lettering lettering;
    struct rmap_page anchor;
    double reach_mm;           /* how far it may move from its anchor */
    double step_mm;
    bool seen;                 /* the anchor lies in the frame */
    struct rmap_bounds limits; /* its middle and both ends stay in here; all zero: anywhere */
    struct rmap_path area;     /* and it lies wholly in here; empty: anywhere. Free it */
    int ground;                /* it stands on; ANY_LAND: whatever land */
    struct rmap_page middle;   /* where it stands */
};

static bool is_water(const struct name *name)
{
    return strcmp(name->kind, "country") != 0 && strcmp(name->kind, "province") != 0;
}

/* --- what a name covers --- */

struct footprint {
    struct rmap_box boxes[MAX_PIECES];
    size_t count;
};

static struct rmap_box box_about(struct rmap_page middle, double half_w, double half_h)
{
    return (struct rmap_box){middle.x_mm - half_w, middle.y_mm - half_h, middle.x_mm + half_w, middle.y_mm + half_h};
}

/* A point of the name's middle line; share -1..1 from its left end to its right. */
static struct rmap_page along(const struct name *name, struct rmap_page middle, double share)
{
    double turn = name->lettering.turn_deg * RADIAN, away = share * name->lettering.size.width_mm / 2;
    return (struct rmap_page){middle.x_mm + away * cos(turn), middle.y_mm + away * sin(turn)};
}

/* One box, or for a turned name a row of boxes, each about a square of the name. */
static struct footprint footprint_at(const struct name *name, struct rmap_page middle)
{
    double width = name->lettering.size.width_mm, height = name->lettering.size.height_mm;
    if (name->lettering.turn_deg == 0)
        return (struct footprint){{box_about(middle, width / 2, height / 2)}, 1};
    double turn = name->lettering.turn_deg * RADIAN, half = (fabs(cos(turn)) + fabs(sin(turn))) * height / 2;
    double ends = fmax(1 - height / width, 0);
    struct footprint footprint = {.count = (size_t)fmin(ceil(2 * width / height), MAX_PIECES)};
    for (size_t i = 0; i < footprint.count; i++) {
        double share = footprint.count > 1 ? ends * (2.0 * (double)i / (double)(footprint.count - 1) - 1) : 0;
        footprint.boxes[i] = box_about(along(name, middle, share), half, half);
    }
    return footprint;
}

/* --- where it may stand --- */

static bool in_limits(const struct rmap_map *map, const struct name *name, struct rmap_page middle)
{
    const struct rmap_bounds *limits = &name->limits;
    for (int i = -1; i <= 1 && limits->east_deg > limits->west_deg; i++) {
        struct rmap_lonlat at;
        if (!rmap_frame_unplace(map->frame, along(name, middle, i), &at) || at.lon_deg < limits->west_deg
            || at.lon_deg > limits->east_deg || at.lat_deg < limits->south_deg || at.lat_deg > limits->north_deg)
            return false;
    }
    return true;
}

/* The corners of a level name and places between them lie in its area. */
static bool in_area(const struct name *name, struct rmap_page middle)
{
    double half = name->lettering.size.height_mm / 2 + AIR_MM;
    for (int i = -2; i <= 2 && name->area.count > 0; i++) {
        struct rmap_page p = along(name, middle, i / 2.0);
        if (!rmap_path_holds(&name->area, (struct rmap_page){p.x_mm, p.y_mm - half})
            || !rmap_path_holds(&name->area, (struct rmap_page){p.x_mm, p.y_mm + half}))
            return false;
    }
    return true;
}

/* INFINITY where the name may not stand or what it costs is not below `limit`. Lines under it count by their share of it. */
static double cost_at(const struct rmap_map *map, const struct name *name, double share, struct rmap_page middle, double limit)
{
    double away = hypot(middle.x_mm - name->anchor.x_mm, middle.y_mm - name->anchor.y_mm) / name->reach_mm;
    double cost = away * away, on_own = 0;
    if (cost >= limit)
        return INFINITY;
    struct footprint footprint = footprint_at(name, middle);
    struct rmap_box inside = rmap_box_grow(map->page.frame, -FRAME_AIR_MM);
    int own = name->ground == ANY_LAND ? rmap_ground_at(map->ground, middle) : name->ground;
    if (own == 0 && !is_water(name))
        return INFINITY;
    for (size_t i = 0; i < footprint.count; i++) {
        struct rmap_box near = rmap_box_grow(footprint.boxes[i], AIR_MM), shore = rmap_box_grow(near, SHORE_MM);
        if (!rmap_box_holds(inside, footprint.boxes[i]))
            return INFINITY;
        on_own += rmap_ground_share(map->ground, footprint.boxes[i], own) / (double)footprint.count;
        cost += (LINE_COST * rmap_ground_busy(map->ground, near)
                 + SHORE_COST * (1 - rmap_ground_share(map->ground, shore, own))) / (double)footprint.count;
    }
    if (on_own < share)
        return INFINITY;
    for (size_t i = 0; i < footprint.count && cost < limit; i++) {
        if (!rmap_is_taken(&map->taken, rmap_box_grow(footprint.boxes[i], CROWD_MM)))
            continue;
        cost += CROWD_COST / (double)footprint.count;
        if (rmap_is_taken(&map->taken, rmap_box_grow(footprint.boxes[i], AIR_MM)))
            return INFINITY;
    }
    bool fits = cost < limit && in_limits(map, name, middle) && in_area(name, middle);
    return fits ? cost : INFINITY;
}

/* The cheapest place on a grid about the anchor. */
static bool search(const struct rmap_map *map, struct name *name, double share)
{
    const struct rmap_box *frame = &map->page.frame;
    double best = INFINITY;
    struct rmap_box room = {fmax(name->anchor.x_mm - name->reach_mm, frame->x0_mm), fmax(name->anchor.y_mm - name->reach_mm, frame->y0_mm),
                            fmin(name->anchor.x_mm + name->reach_mm, frame->x1_mm), fmin(name->anchor.y_mm + name->reach_mm, frame->y1_mm)};
    for (double y = room.y0_mm; y <= room.y1_mm; y += name->step_mm) {
        for (double x = room.x0_mm; x <= room.x1_mm; x += name->step_mm) {
            double cost = cost_at(map, name, share, (struct rmap_page){x, y}, best);
            if (cost < best) {
                best = cost;
                name->middle = (struct rmap_page){x, y};
            }
        }
    }
    return best < INFINITY;
}

static bool place(const struct rmap_map *map, struct name *name)
{
    return search(map, name, OWN_GROUND_SHARE) || (!is_water(name) && search(map, name, LOOSER_SHARE));
}

static void emit(struct rmap_map *map, const struct name *name, struct rmap_display *out)
{
    struct footprint footprint = footprint_at(name, name->middle);
    for (size_t i = 0; i < footprint.count; i++)
        rmap_take(&map->taken, footprint.boxes[i]);
    struct rmap_size size = name->lettering.size;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LABEL, .id = rmap_format(map->arena, "name-%s", name->id)});
    rmap_lettering_emit(map, &name->lettering, box_about(name->middle, size.width_mm / 2, size.height_mm / 2), RMAP_MIDDLE, out);
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

/* A country whose middle lies beyond the frame is named on the part of it that is seen. */
static bool read_country(struct rmap_map *map, const char *a3, struct name *name, struct rmap_error *err)
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
static bool aim(const struct rmap_map *map, struct rmap_lonlat at, struct name *name)
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

static bool read_number(const struct rmap_table *table, size_t row, const char *column, double *value, struct rmap_error *err)
{
    const struct rmap_cell *cell = rmap_csv_cell(table, row, rmap_csv_column(table, column));
    return rmap_read_number(cell->text, value)
           || rmap_fail(err, RMAP_INPUT, "%s:%d:%d: '%s' is not a number; '%s' is in degrees", table->file, cell->line,
                        cell->column, cell->text, column);
}

/* The reading direction that the table names, on this page: 90 is level where north is up. */
static double turn_of(const struct rmap_map *map, const struct name *name, double bearing_deg)
{
    struct rmap_lonlat at;
    bool known = rmap_frame_unplace(map->frame, name->anchor, &at);
    return bearing_deg - 90 + (known ? rmap_frame_north_deg(map->frame, at) : 0);
}

/* *shown: the name is for this map. */
static bool read_row(struct rmap_map *map, const struct rmap_table *table, size_t row, struct name *name, bool *shown,
                     struct rmap_error *err)
{
    struct rmap_lonlat at;
    double bearing;
    const struct rmap_cell *within = rmap_csv_cell(table, row, rmap_csv_column(table, "within"));
    const char *why;
    if (!read_number(table, row, "lat", &at.lat_deg, err) || !read_number(table, row, "lon", &at.lon_deg, err))
        return false;
    if (within->text[0] && !rmap_parse_extent(within->text, &name->limits, &why))
        return rmap_fail(err, RMAP_INPUT, "%s:%d:%d: '%s' %s", table->file, within->line, within->column, within->text, why);
    name->id = cell(table, row, "id");
    name->kind = cell(table, row, "kind");
    const struct rmap_rule *rule = rmap_style_rule(map->style, "names", name->kind);
    *shown = rmap_rule_shown(map, rule);
    if (!*shown)
        return true;
    name->seen = aim(map, at, name);
    name->ground = is_water(name) ? 0 : name->seen ? rmap_ground_at(map->ground, name->anchor) : ANY_LAND;
    if (!name->seen && !is_water(name) && !read_country(map, cell(table, row, "a3"), name, err))
        return false;
    *shown = name->seen || (is_water(name) ? within->text[0] != '\0' : name->area.count > 0);
    name->lettering = rmap_lettering_measure(map, rule, choose_words(map, table, row));
    if (cell(table, row, "bearing")[0]) {
        if (!read_number(table, row, "bearing", &bearing, err))
            return false;
        name->lettering.turn_deg = turn_of(map, name, bearing);
    }
    return true;
}

bool rmap_names_draw(struct rmap_map *map, struct rmap_display *out, struct rmap_error *err)
{
    const struct rmap_table *table =
        rmap_csv_read(map->arena, rmap_format(map->arena, "%s/names.csv", map->geodata), &map->notes, err);
    bool ok = table != NULL;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "names",
        .title = rmap_words_first(map->lang, "Area names", "지명")});
    for (size_t row = 0; ok && row < table->row_count; row++) {
        struct name name = {0};
        bool shown = false;
        ok = read_row(map, table, row, &name, &shown, err);
        if (ok && shown && place(map, &name))
            emit(map, &name, out);
        else if (ok && shown && name.seen && strcmp(name.kind, "country") == 0)
            rmap_note(&map->notes, "no room for the name '%s'", name.lettering.words.first);
        rmap_path_free(&name.area);
    }
    rmap_display_end(out);
    return ok;
}

/* A city that is a province of its own has its name beside its dot. */
static bool is_city(const char *type)
{
    size_t length = strlen(type);
    return length >= 4 && rmap_same_word(type + length - 4, "city");
}

static void name_province(struct rmap_map *map, const struct rmap_rule *rule, struct rmap_source *source,
                          const struct rmap_feature *feature, struct rmap_display *out)
{
    struct rmap_lonlat at = {rmap_source_number(source, feature, "lon"), rmap_source_number(source, feature, "lat")};
    struct name name = {.id = rmap_source_text(source, feature, "iso", map->arena), .kind = "province", .ground = ANY_LAND};
    struct rmap_wording words = rmap_words_pick(map->lang, rmap_source_text(source, feature, "name", map->arena),
                                                rmap_source_text(source, feature, "name_ko", map->arena));
    if (is_city(rmap_source_text(source, feature, "type", map->arena)))
        return;
    aim(map, at, &name);
    trace_area(map, &feature->shape, &name.area);
    name.lettering = rmap_lettering_measure(map, rule, words);
    if (name.area.count > 0 && place(map, &name))
        emit(map, &name, out);
    rmap_path_free(&name.area);
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
