#include "rings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gazetteer.h"
#include "ids.h"
#include "reader.h"
#include "ring.h"

#define THIN_SPACE "\u2009"
#define MAX_COUNT  1000  /* rings of one row */
#define MAX_RINGS  10000 /* of one map */
#define SAME_M     1e-3  /* distances and */
#define SAME_DEG   1e-9  /* degrees that are no different */

static const char *const RING_COLUMNS[] = {"id",    "around", "radius",   "inner", "from",
                                           "to",    "count",  "interval", "label", "label_ko",
                                           "class", "note",   "source",   NULL};

static const char *distance_text(struct rmap_arena *arena, double number, const char *unit)
{
    return rmap_format(arena, "%s" THIN_SPACE "%s", rmap_figure(arena, number, 6), unit);
}

/* --- places --- */

struct places {
    struct rmap_place *items;
    size_t count;
};

static struct rmap_place place_at_site(const struct rmap_site *site)
{
    return (struct rmap_place){site->id, site->name, site->name_ko, site->at, NULL, NULL};
}

static struct rmap_place place_at(struct rmap_arena *arena, struct rmap_lonlat at)
{
    const char *lat = rmap_decimal(arena, fabs(at.lat_deg), 6), *lon = rmap_decimal(arena, fabs(at.lon_deg), 6);
    bool south = at.lat_deg < 0, west = at.lon_deg < 0;
    const char *id = rmap_format(arena, "%s%c-%s%c", lat, south ? 's' : 'n', lon, west ? 'w' : 'e');
    return (struct rmap_place){
        .id = rmap_id_from(arena, id),
        .name = rmap_format(arena, "%s°%c %s°%c", lat, south ? 'S' : 'N', lon, west ? 'W' : 'E'),
        .name_ko = rmap_format(arena, "%s %s° %s %s°", south ? "남위" : "북위", lat, west ? "서경" : "동경",
                               lon),
        .at = at,
    };
}

/* --- rings --- */

/* One or several rings around several places, before they are spread out. */
struct ask {
    const char *id;         /* the row's; "" for none */
    double first_m, step_m; /* radius of the first ring, and how much larger each next is */
    double first_number;    /* the radius as typed */
    const char *unit;
    int count;
    double inner_m, from_deg, to_deg;
    const char *inner_label;                              /* NULL or "": none */
    const char *label, *label_ko, *class, *note, *source; /* "" for none */
    const char *where;                                    /* it stood */
    enum rmap_status status;
};

/* The rings while they are gathered. */
struct gathering {
    struct rmap_arena *arena;
    const struct rmap_sites *sites;
    const struct rmap_options *options;
    const struct rmap_shelf *shelf; /* or NULL */
    struct rmap_notes *notes;
    struct rmap_error *err;
    struct places around; /* of the option, once it was needed */
    bool has_around;
    struct rmap_ring *rings; /* malloc'd */
    size_t count, capacity;
    struct rmap_ids ids; /* of the rings */
};

/* Is a name that is no site's meant as an id rather than as a position? "38th-paralel" is. */
static bool is_meant_as_id(const char *text)
{
    size_t length = strlen(text);
    return !strchr("0123456789+-.", text[0])
           || (rmap_is_id(text) && strpbrk(text, "abcdefghijklmnopqrstuvwxyz"))
           || (length > 4 && rmap_same_word(text + length - 4, ".shp"));
}

/* Where a list of places stood, for messages. */
struct origin {
    const char *where;
    enum rmap_status status;
};

/* A city by its name; *known: is there one? */
static bool find_city(struct gathering *gathering, const struct rmap_shelf *shelf, const char *name,
                      struct origin origin, struct rmap_place *place, bool *known)
{
    struct rmap_city city;
    struct rmap_error err = {0};
    if (!rmap_gazetteer_find(gathering->arena, shelf, name, &city, known, &err))
        return rmap_fail(gathering->err, origin.status, "%s: %s", origin.where, err.text);
    if (*known)
        *place = (struct rmap_place){rmap_id_from(gathering->arena, city.name), city.name, city.name_ko,
                                     city.at, NULL, city.path};
    return true;
}

/* A line, an area or a city by its name. */
static bool find_stand(struct gathering *gathering, const char *name, struct origin origin,
                       struct rmap_place *place)
{
    const struct rmap_shelf none = {NULL, NULL}, *shelf = gathering->shelf ? gathering->shelf : &none;
    struct rmap_stand stand;
    struct rmap_error err = {0};
    bool known;
    if (!rmap_stand_read(gathering->arena, shelf, name, &stand, &known, gathering->notes, &err))
        return rmap_fail(gathering->err, origin.status, "%s: %s", origin.where, err.text);
    if (!known) {
        const char **names = rmap_stand_names(gathering->arena, shelf);
        return find_city(gathering, shelf, name, origin, place, &known)
               && (known
                   || rmap_site_unknown(gathering->sites, gathering->arena, name,
                                        rmap_gazetteer_names(gathering->arena, shelf, names), origin.where,
                                        origin.status, gathering->err));
    }
    *place = (struct rmap_place){stand.id, stand.name, stand.name_ko, rmap_offset_middle(stand.offset),
                                 stand.offset, stand.path};
    return true;
}

/* "Osan Air Base", "서울": the site of that name. */
static const struct rmap_site *find_called(const struct rmap_sites *sites, const char *name)
{
    for (size_t i = 0; i < sites->count; i++) {
        if (rmap_same_word(sites->items[i].name, name)
            || (name[0] && strcmp(sites->items[i].name_ko, name) == 0))
            return &sites->items[i];
    }
    return NULL;
}

static bool find_place(struct gathering *gathering, const char *text, struct origin origin,
                       struct rmap_place *place)
{
    const struct rmap_site *by_id = rmap_site_find(gathering->sites, text);
    const struct rmap_site *site = by_id ? by_id : find_called(gathering->sites, text);
    struct rmap_lonlat at;
    const char *why;
    if (site)
        *place = place_at_site(site);
    else if (is_meant_as_id(text))
        return find_stand(gathering, text, origin, place);
    else if (rmap_parse_position(text, &at, &why))
        *place = place_at(gathering->arena, at);
    else
        return rmap_fail(gathering->err, origin.status, "%s: '%s' %s", origin.where, text, why);
    return true;
}

/* The places of a list: ids, positions, lines and areas, or "all" for every site. */
static bool find_places(struct gathering *gathering, const char *list, struct origin origin,
                        struct places *places)
{
    size_t count;
    const char **items = rmap_split_places(gathering->arena, list, &count);
    bool all = count == 1 && rmap_same_word(items[0], "all");
    if (all)
        count = gathering->sites->count;
    if (count == 1 && rmap_same_word(items[0], "none"))
        count = 0;
    places->items = rmap_alloc(gathering->arena, count * sizeof *places->items);
    places->count = 0;
    for (; places->count < count; places->count++) {
        struct rmap_place *place = &places->items[places->count];
        if (all)
            *place = place_at_site(&gathering->sites->items[places->count]);
        else if (!find_place(gathering, items[places->count], origin, place))
            return false;
    }
    return true;
}

/* Only when a ring needs it: a ring table may name places of its own, and then the default place need not exist. */
static bool find_around(struct gathering *gathering)
{
    struct origin origin = {rmap_option_where(gathering->options, RMAP_OPT_AROUND), RMAP_USAGE};
    const char *list = rmap_option_text(gathering->options, RMAP_OPT_AROUND);
    if (!gathering->has_around && !find_places(gathering, list, origin, &gathering->around))
        return false;
    gathering->has_around = true;
    return true;
}

static bool same_ring(const struct rmap_ring *a, const struct rmap_ring *b)
{
    return fabs(a->place.at.lon_deg - b->place.at.lon_deg) < SAME_DEG
           && fabs(a->place.at.lat_deg - b->place.at.lat_deg) < SAME_DEG
           && fabs(a->outer_m - b->outer_m) < SAME_M && fabs(a->inner_m - b->inner_m) < SAME_M
           && fabs(a->from_deg - b->from_deg) < SAME_DEG && fabs(a->to_deg - b->to_deg) < SAME_DEG;
}

static bool add_ring(struct gathering *gathering, struct rmap_ring ring)
{
    for (size_t i = 0; i < gathering->count; i++) {
        if (same_ring(&gathering->rings[i], &ring)) {
            rmap_note(gathering->notes, "ring '%s' is asked for twice; drawn once", gathering->rings[i].id);
            return true;
        }
    }
    ring.id = rmap_ids_make(&gathering->ids, ring.id);
    if (gathering->count == MAX_RINGS)
        return rmap_fail(gathering->err, RMAP_USAGE, "more than %d rings; ask for fewer distances or places",
                         MAX_RINGS);
    gathering->rings = rmap_grow(gathering->rings, &gathering->capacity, gathering->count + 1, sizeof ring);
    gathering->rings[gathering->count++] = ring;
    return true;
}

/* "300km-seoul"; a row's own id stands for what it alone tells. */
static const char *ring_id(struct rmap_arena *arena, const struct ask *ask, const char *size,
                           const struct places *places, const struct rmap_place *place)
{
    if (!ask->id[0])
        return rmap_format(arena, "%s-%s", size, place->id);
    return rmap_format(arena, "%s%s%s%s%s", ask->id, ask->count > 1 ? "-" : "", ask->count > 1 ? size : "",
                       places->count > 1 ? "-" : "", places->count > 1 ? place->id : "");
}

/* What can be drawn around a point only, or not so far around a line or an area. */
static bool check_shape(struct gathering *gathering, const struct ask *ask, double outer_m,
                        const struct rmap_place *place)
{
    if (!place->shape)
        return true;
    const char *name = place->name[0] ? place->name : place->name_ko;
    if (ask->from_deg != ask->to_deg)
        return rmap_fail(gathering->err, ask->status, "%s: a sector needs a point to stand on; '%s' is %s",
                         ask->where, name, rmap_offset_is_area(place->shape) ? "an area" : "a line");
    double limit_m = rmap_offset_limit(place->shape);
    if (outer_m > limit_m)
        return rmap_fail(
            gathering->err, ask->status,
            "%s: %.0f km around '%s' reach round the Earth; the farthest that can be drawn is %.0f km",
            ask->where, outer_m / 1000, name, floor(limit_m / 1000));
    return true;
}

static bool spread(struct gathering *gathering, const struct ask *ask, const struct places *places)
{
    struct rmap_arena *arena = gathering->arena;
    for (int i = 0; i < ask->count; i++) {
        double outer_m = ask->first_m + i * ask->step_m;
        const char *number = rmap_decimal(arena, ask->first_number * (outer_m / ask->first_m), 6);
        const char *size = rmap_id_from(arena, rmap_format(arena, "%s%s", number, ask->unit));
        const char *distance = distance_text(arena, ask->first_number * (outer_m / ask->first_m), ask->unit);
        for (size_t k = 0; k < places->count; k++) {
            struct rmap_ring ring = {
                .id = ring_id(arena, ask, size, places, &places->items[k]),
                .place = places->items[k],
                .outer_m = outer_m,
                .inner_m = ask->inner_m,
                .from_deg = ask->from_deg,
                .to_deg = ask->to_deg,
                .label = ask->label[0] ? ask->label : distance,
                .inner_label = ask->inner_label ? ask->inner_label : "",
                .label_ko = ask->label_ko[0] ? ask->label_ko
                            : ask->label[0]  ? ask->label
                                             : distance,
                .class = ask->class,
                .note = ask->note,
                .source = ask->source,
            };
            if (!check_shape(gathering, ask, outer_m, &places->items[k]) || !add_ring(gathering, ring))
                return false;
        }
    }
    return true;
}

/* --- rings from a table --- */

static bool read_distance(const struct rmap_reader *reader, const struct rmap_cell *cell, double *metres,
                          double *number, const char **unit)
{
    const char *why;
    return rmap_parse_distance(cell->text, metres, number, unit, &why)
           || rmap_reader_blame(reader, cell, "'%s' %s", cell->text, why);
}

static bool read_azimuth(const struct rmap_reader *reader, const struct rmap_cell *cell, double *deg)
{
    const char *why;
    return rmap_parse_bearing(cell->text, deg, &why)
           || rmap_reader_blame(reader, cell, "'%s' %s", cell->text, why);
}

/* Both or neither; all round becomes 0..0. */
static bool read_azimuths(const struct rmap_reader *reader, size_t row, struct ask *ask)
{
    const struct rmap_cell *from = rmap_reader_cell(reader, row, "from"),
                           *to = rmap_reader_cell(reader, row, "to");
    if (!from->text[0] && !to->text[0])
        return true;
    if (!from->text[0] || !to->text[0])
        return rmap_reader_blame(reader, from->text[0] ? to : from,
                                 "a sector needs both from and to; leave both empty for all round");
    if (!read_azimuth(reader, from, &ask->from_deg) || !read_azimuth(reader, to, &ask->to_deg))
        return false;
    if (fmod(ask->to_deg - ask->from_deg, 360) == 0)
        ask->from_deg = ask->to_deg = 0;
    return true;
}

static bool read_count(const struct rmap_reader *reader, const struct rmap_cell *cell, int *count)
{
    double value;
    const char *rest = rmap_read_number(cell->text, &value);
    if (!rest || *rmap_skip_blanks(rest) || value != floor(value) || value < 1 || value > MAX_COUNT)
        return rmap_reader_blame(reader, cell, "count '%s' is not a whole number from 1 to %d", cell->text,
                                 MAX_COUNT);
    *count = (int)value;
    return true;
}

/* Radius, or count and interval, or all three. */
static bool read_distances(const struct rmap_reader *reader, size_t row, struct ask *ask)
{
    const struct rmap_cell *radius = rmap_reader_cell(reader, row, "radius"),
                           *inner = rmap_reader_cell(reader, row, "inner");
    const struct rmap_cell *count = rmap_reader_cell(reader, row, "count"),
                           *interval = rmap_reader_cell(reader, row, "interval");
    ask->count = 1;
    if (count->text[0] && !read_count(reader, count, &ask->count))
        return false;
    if (ask->count > 1 && !interval->text[0])
        return rmap_reader_blame(reader, count, "%d rings need an interval between them; fill interval",
                                 ask->count);
    if (!count->text[0] && interval->text[0])
        return rmap_reader_blame(reader, interval, "an interval needs a count of rings; fill count");
    if (!radius->text[0] && !interval->text[0])
        return rmap_reader_blame(reader, radius, "no radius; write one with its unit, such as 300km");

    const struct rmap_cell *first = radius->text[0] ? radius : interval;
    if (!read_distance(reader, first, &ask->first_m, &ask->first_number, &ask->unit)
        || (interval->text[0] && !read_distance(reader, interval, &ask->step_m, NULL, NULL)))
        return false;
    if (ask->first_m + (ask->count - 1) * ask->step_m > RMAP_HALF_EARTH_M)
        return rmap_reader_blame(
            reader, count, "the last of %d rings is farther than half the Earth (20,003 km); give fewer",
            ask->count);
    double inner_number;
    const char *inner_unit;
    if (inner->text[0] && !read_distance(reader, inner, &ask->inner_m, &inner_number, &inner_unit))
        return false;
    if (inner->text[0])
        ask->inner_label = distance_text(reader->arena, inner_number, inner_unit);
    if (ask->inner_m >= ask->first_m)
        return rmap_reader_blame(
            reader, inner,
            "the inner radius %s is not smaller than the radius %s; swap them or leave it empty", inner->text,
            first->text);
    return true;
}

static bool read_words(const struct rmap_reader *reader, size_t row, struct ask *ask)
{
    const struct rmap_cell *class = rmap_reader_cell(reader, row, "class"),
                           *label = rmap_reader_cell(reader, row, "label");
    ask->label = label->text;
    ask->label_ko = rmap_reader_text(reader, row, "label_ko");
    ask->class = class->text;
    ask->note = rmap_reader_text(reader, row, "note");
    ask->source = rmap_reader_text(reader, row, "source");
    if (ask->count > 1 && (ask->label[0] || ask->label_ko[0]))
        return rmap_reader_blame(reader, ask->label[0] ? label : rmap_reader_cell(reader, row, "label_ko"),
                                 "one label cannot name %d rings; leave it empty, and each says its distance",
                                 ask->count);
    if (ask->class[0] && (!rmap_is_id(ask->class) || !(ask->class[0] >= 'a' && ask->class[0] <= 'z')))
        return rmap_reader_blame(reader, class, "class '%s' may hold only a-z, 0-9 and '-', a letter first",
                                 ask->class);
    return true;
}

static bool read_ring_id(const struct rmap_reader *reader, size_t row, const char **id)
{
    const struct rmap_cell *cell = rmap_reader_cell(reader, row, "id");
    *id = cell->text;
    if (!cell->text[0])
        return true;
    for (size_t before = 0; before < row; before++) {
        const struct rmap_cell *first = rmap_reader_cell(reader, before, "id");
        if (strcmp(first->text, cell->text) == 0)
            return rmap_reader_blame(reader, cell, "id '%s' is used before, at %s:%d; choose another",
                                     cell->text, reader->table->file, first->line);
    }
    return rmap_reader_check_id(reader, cell);
}

static bool read_ask(const struct rmap_reader *reader, size_t row, struct ask *ask)
{
    const struct rmap_cell *around = rmap_reader_cell(reader, row, "around");
    *ask = (struct ask){.status = RMAP_INPUT};
    ask->where = rmap_format(reader->arena, "%s:%d:%d", reader->table->file, around->line, around->column);
    return read_ring_id(reader, row, &ask->id) && read_distances(reader, row, ask)
           && read_azimuths(reader, row, ask) && read_words(reader, row, ask);
}

static bool open_table(struct rmap_reader *reader, const char *path)
{
    reader->table = rmap_csv_read(reader->arena, path, reader->notes, reader->err);
    if (!reader->table)
        return false;
    if (!rmap_reader_has(reader, "radius") && !rmap_reader_has(reader, "interval"))
        return rmap_fail(reader->err, RMAP_INPUT,
                         "%s: no column 'radius'; a table of rings needs it, with a unit in each "
                         "cell",
                         path);
    rmap_reader_note_columns(reader, RING_COLUMNS);
    return true;
}

static bool add_table(struct gathering *gathering, const char *path)
{
    struct rmap_reader reader = {.arena = gathering->arena, .notes = gathering->notes, .err = gathering->err};
    if (!open_table(&reader, path))
        return false;
    if (reader.table->row_count == 0)
        rmap_note(gathering->notes, "no rings in '%s'", path);
    for (size_t row = 0; row < reader.table->row_count; row++) {
        const struct rmap_cell *around = rmap_reader_cell(&reader, row, "around");
        struct ask ask;
        struct places own;
        if (!read_ask(&reader, row, &ask))
            return false;
        struct origin origin = {ask.where, RMAP_INPUT};
        bool ok = around->text[0] ? find_places(gathering, around->text, origin, &own)
                                  : find_around(gathering);
        if (!ok || !spread(gathering, &ask, around->text[0] ? &own : &gathering->around))
            return false;
    }
    return true;
}

/* --- rings from the options --- */

/* What the shipped table says about a distance: its words, not its places. A table that cannot be read costs no ring. */
static void borrow_words(struct gathering *gathering, const char *path, struct ask *asks, size_t count)
{
    struct rmap_error err = {0};
    struct rmap_reader reader = {.arena = gathering->arena, .notes = gathering->notes, .err = &err};
    bool ok = open_table(&reader, path);
    for (size_t row = 0; ok && row < reader.table->row_count; row++) {
        struct ask known;
        ok = read_ask(&reader, row, &known);
        for (size_t i = 0; ok && i < count; i++) {
            if (known.count > 1 || fabs(known.first_m - asks[i].first_m) >= SAME_M)
                continue;
            asks[i].label_ko = known.label_ko;
            asks[i].class = known.class;
            asks[i].note = known.note;
            asks[i].source = known.source;
        }
    }
    if (!ok)
        rmap_note(gathering->notes, "%s; the rings go without its words", err.text);
}

static const char *text_option(const struct gathering *gathering, enum rmap_option_id id)
{
    return rmap_option_text(gathering->options, id);
}

/* "where: 'value' problem". */
static bool blame_option(const struct gathering *gathering, enum rmap_option_id id, const char *value,
                         const char *problem)
{
    return rmap_fail(gathering->err, RMAP_USAGE, "%s: '%s' %s", rmap_option_where(gathering->options, id),
                     value, problem);
}

static bool ask_distance(const struct gathering *gathering, enum rmap_option_id id, const char *text,
                         struct ask *ask)
{
    const char *why;
    *ask = (struct ask){.id = "",
                        .count = 1,
                        .label = "",
                        .label_ko = "",
                        .class = "",
                        .note = "",
                        .source = "",
                        .where = rmap_option_where(gathering->options, RMAP_OPT_AROUND),
                        .status = RMAP_USAGE};
    return rmap_parse_distance(text, &ask->first_m, &ask->first_number, &ask->unit, &why)
           || blame_option(gathering, id, text, why);
}

/* Makes the one distance, or the interval itself, the first of `count`. */
static bool ask_interval(const struct gathering *gathering, struct ask *asks, size_t *count)
{
    const char *interval = text_option(gathering, RMAP_OPT_INTERVAL), *why;
    double times = rmap_option_number(gathering->options, RMAP_OPT_COUNT);
    if (*count > 1)
        return blame_option(gathering, RMAP_OPT_INTERVAL, interval,
                            "goes on from one distance; give one, or none");
    if (times != floor(times))
        return blame_option(gathering, RMAP_OPT_COUNT, text_option(gathering, RMAP_OPT_COUNT),
                            "is not a whole number");
    if (*count == 0 && !ask_distance(gathering, RMAP_OPT_INTERVAL, interval, &asks[0]))
        return false;
    *count = 1;
    asks[0].count = (int)times;
    if (!rmap_parse_distance(interval, &asks[0].step_m, NULL, NULL, &why))
        return blame_option(gathering, RMAP_OPT_INTERVAL, interval, why);
    if (asks[0].first_m + (times - 1) * asks[0].step_m > RMAP_HALF_EARTH_M)
        return blame_option(gathering, RMAP_OPT_INTERVAL, interval,
                            rmap_format(gathering->arena,
                                        "makes the last of %d rings farther than half the Earth "
                                        "(20,003 km); make --count smaller",
                                        asks[0].count));
    return true;
}

static bool ask_inner(const struct gathering *gathering, struct ask *ask, const char *distance)
{
    const char *inner = text_option(gathering, RMAP_OPT_INNER), *why;
    if (!inner[0])
        return true;
    double number;
    const char *unit;
    if (!rmap_parse_distance(inner, &ask->inner_m, &number, &unit, &why))
        return blame_option(gathering, RMAP_OPT_INNER, inner, why);
    ask->inner_label = distance_text(gathering->arena, number, unit);
    return ask->inner_m < ask->first_m
           || blame_option(gathering, RMAP_OPT_INNER, inner,
                           rmap_format(gathering->arena, "is not smaller than the ring of %s", distance));
}

static bool ask_sector(const struct gathering *gathering, struct ask *ask)
{
    size_t count;
    const char **azimuths = rmap_split_list(gathering->arena, text_option(gathering, RMAP_OPT_SECTOR),
                                            &count),
               *why;
    if (count != 2)
        return true;
    if (!rmap_parse_bearing(azimuths[0], &ask->from_deg, &why)
        || !rmap_parse_bearing(azimuths[1], &ask->to_deg, &why))
        return blame_option(gathering, RMAP_OPT_SECTOR, text_option(gathering, RMAP_OPT_SECTOR), why);
    if (fmod(ask->to_deg - ask->from_deg, 360) == 0)
        ask->from_deg = ask->to_deg = 0;
    return true;
}

/* words: a table to borrow words from, or NULL. */
static bool add_distances(struct gathering *gathering, const char *words)
{
    size_t count;
    bool interval = text_option(gathering, RMAP_OPT_INTERVAL)[0];
    bool only_interval = interval && !rmap_option_given(gathering->options, RMAP_OPT_RINGS);
    if (!interval && rmap_option_given(gathering->options, RMAP_OPT_COUNT))
        return blame_option(gathering, RMAP_OPT_COUNT, text_option(gathering, RMAP_OPT_COUNT),
                            "rings need an interval between them; give --interval");
    const char *list = only_interval ? "" : text_option(gathering, RMAP_OPT_RINGS);
    const char **distances = rmap_split_list(gathering->arena, list, &count);
    if (count == 1 && rmap_same_word(distances[0], "none"))
        count = 0;
    if (count == 0 && !interval)
        return true;
    if (!find_around(gathering))
        return false;
    struct ask *asks = rmap_alloc(gathering->arena, (count + 1) * sizeof *asks);
    for (size_t i = 0; i < count; i++) {
        if (!ask_distance(gathering, RMAP_OPT_RINGS, distances[i], &asks[i]))
            return false;
    }
    if (interval && !ask_interval(gathering, asks, &count))
        return false;
    if (words)
        borrow_words(gathering, words, asks, count);
    for (size_t i = 0; i < count; i++) {
        const char *distance = distances[0] && !only_interval ? distances[i]
                                                              : text_option(gathering, RMAP_OPT_INTERVAL);
        if (!ask_inner(gathering, &asks[i], distance) || !ask_sector(gathering, &asks[i])
            || !spread(gathering, &asks[i], &gathering->around))
            return false;
    }
    return true;
}

/* --- radials --- */

/* One plain number says how many; else each is an azimuth. */
static bool read_radials(struct gathering *gathering, double **azimuths_deg, size_t *count)
{
    const char *list = text_option(gathering, RMAP_OPT_RADIALS), *why;
    const char **items = rmap_split_list(gathering->arena, list, count);
    double number;
    const char *rest = *count == 1 ? rmap_read_number(items[0], &number) : NULL;
    bool many = rest && !*rest;
    if (many && (number < 1 || number != floor(number)))
        return blame_option(gathering, RMAP_OPT_RADIALS, list,
                            "is no number of radials; write 8, or azimuths such as 45°");
    if (many)
        *count = (size_t)number;
    *azimuths_deg = rmap_alloc(gathering->arena, (*count + 1) * sizeof **azimuths_deg);
    for (size_t i = 0; i < *count; i++) {
        if (many)
            (*azimuths_deg)[i] = 360 * (double)i / (double)*count;
        else if (!rmap_parse_bearing(items[i], &(*azimuths_deg)[i], &why))
            return blame_option(gathering, RMAP_OPT_RADIALS, items[i], why);
    }
    return true;
}

/* To the farthest ring around the place; 0 when there is none. */
static double farthest_ring(const struct gathering *gathering, const struct rmap_place *place)
{
    double most_m = 0;
    for (size_t i = 0; i < gathering->count; i++) {
        if (strcmp(gathering->rings[i].place.id, place->id) == 0)
            most_m = fmax(most_m, gathering->rings[i].outer_m);
    }
    return most_m;
}

static struct rmap_radial radial_of(struct rmap_arena *arena, const struct rmap_place *place,
                                    double azimuth_deg, double from_m, double to_m)
{
    double turn = fmod(azimuth_deg, 360);
    int tenths = (int)lround(turn * 10) % 3600;
    const char *text = rmap_format(arena, tenths % 10 ? "%03d.%d" : "%03d", tenths / 10, tenths % 10);
    return (struct rmap_radial){
        .id = rmap_format(arena, "radial-%s-%s", rmap_id_from(arena, text), place->id),
        .place = *place,
        .azimuth_deg = turn,
        .from_m = from_m,
        .to_m = to_m,
        .label = rmap_format(arena, "%s°", text),
        .class = "radial"};
}

static bool add_radials(struct gathering *gathering, struct rmap_rings *rings)
{
    double *azimuths_deg = NULL, inner_m = 0;
    size_t count;
    const char *inner = text_option(gathering, RMAP_OPT_INNER), *why;
    if (!text_option(gathering, RMAP_OPT_RADIALS)[0])
        return true;
    if (!read_radials(gathering, &azimuths_deg, &count) || !find_around(gathering))
        return false;
    if (inner[0] && !rmap_parse_distance(inner, &inner_m, NULL, NULL, &why))
        return blame_option(gathering, RMAP_OPT_INNER, inner, why);
    rings->radials = rmap_alloc(gathering->arena,
                                (count * gathering->around.count + 1) * sizeof *rings->radials);
    for (size_t i = 0; i < gathering->around.count; i++) {
        const struct rmap_place *place = &gathering->around.items[i];
        double to_m = farthest_ring(gathering, place);
        if (place->shape)
            return blame_option(
                gathering, RMAP_OPT_RADIALS, text_option(gathering, RMAP_OPT_RADIALS),
                rmap_format(gathering->arena, "need a point to start from; '%s' is none", place->id));
        if (to_m == 0)
            return blame_option(
                gathering, RMAP_OPT_RADIALS, text_option(gathering, RMAP_OPT_RADIALS),
                rmap_format(gathering->arena, "end at a ring; there is none around '%s'", place->id));
        for (size_t k = 0; k < count; k++)
            rings->radials[rings->radial_count++] = radial_of(gathering->arena, place, azimuths_deg[k],
                                                              inner_m, to_m);
    }
    return true;
}

/* A ring without a class gets one by its size among all. */
static void assign_classes(struct gathering *gathering)
{
    double least_m = INFINITY, most_m = 0;
    for (size_t i = 0; i < gathering->count; i++) {
        least_m = fmin(least_m, gathering->rings[i].outer_m);
        most_m = fmax(most_m, gathering->rings[i].outer_m);
    }
    for (size_t i = 0; i < gathering->count; i++) {
        struct rmap_ring *ring = &gathering->rings[i];
        if (!ring->class[0])
            ring->class = ring->outer_m > most_m - SAME_M    ? "outer"
                          : ring->outer_m < least_m + SAME_M ? "inner"
                                                             : "middle";
    }
}

bool rmap_rings_read(struct rmap_rings *rings, struct rmap_arena *arena, const struct rmap_sites *sites,
                     const struct rmap_options *options, const struct rmap_shelf *shelf,
                     const char *default_table, struct rmap_notes *notes, struct rmap_error *err)
{
    struct gathering gathering = {.arena = arena,
                                  .sites = sites,
                                  .options = options,
                                  .shelf = shelf,
                                  .notes = notes,
                                  .err = err,
                                  .ids = {.arena = arena}};
    const char *table = rmap_option_text(options, RMAP_OPT_RING_TABLE);
    bool given = rmap_option_given(options, RMAP_OPT_RINGS)
                 || rmap_option_text(options, RMAP_OPT_INTERVAL)[0];
    *rings = (struct rmap_rings){0};
    bool ok = ((table[0] && !given) || add_distances(&gathering, given ? NULL : default_table))
              && (!table[0] || add_table(&gathering, table)) && add_radials(&gathering, rings);
    if (ok) {
        assign_classes(&gathering);
        rings->count = gathering.count;
        rings->items = rmap_alloc(arena, gathering.count * sizeof *rings->items);
        if (gathering.count > 0)
            memcpy(rings->items, gathering.rings, gathering.count * sizeof *rings->items);
    }
    free(gathering.rings);
    return ok;
}

bool rmap_rings_around(const struct rmap_rings *rings, const char *id)
{
    for (size_t i = 0; i < rings->count; i++) {
        if (strcmp(rings->items[i].place.id, id) == 0)
            return true;
    }
    return false;
}
