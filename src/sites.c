#include "sites.h"

#include <math.h>
#include <string.h>

#include "ids.h"
#include "options.h"
#include "reader.h"

#define NAMED_IDS  8      /* how many ids a message lists */
#define MOST_SITES 100000 /* a map of so many takes ten seconds */

static const char *const SITE_COLUMNS[] = {"id",  "name", "name_ko", "lat",  "lon", "kind",
                                           "pin", "note", "source",  "link", NULL};
static const char *const PINS[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW", NULL};

/* --- sites --- */

enum axis { LATITUDE, LONGITUDE };
static const struct axis_words {
    const char *name, *letters, *example;
    double limit;
} AXES[] = {
    [LATITUDE] = {"latitude", "NnSs", "37.5665", 90},
    [LONGITUDE] = {"longitude", "EeWw", "126.978", 180},
};

/* "37.5665", "37.5665N", "37.5665° N": decimal degrees with or without the hemisphere. */
static bool read_degrees(const struct rmap_reader *reader, const struct rmap_cell *cell, enum axis axis,
                         double *deg)
{
    const struct axis_words *words = &AXES[axis];
    if (!cell->text[0])
        return rmap_reader_blame(reader, cell, "%s is empty; write decimal degrees such as %s", words->name,
                                 words->example);
    const char *rest = rmap_read_number(cell->text, deg);
    if (!rest)
        return rmap_reader_blame(reader, cell, "%s '%s' is not a number; write decimal degrees such as %s",
                                 words->name, cell->text, words->example);
    rest = rmap_skip_blanks(rest);
    if (strncmp(rest, "°", strlen("°")) == 0)
        rest = rmap_skip_blanks(rest + strlen("°"));
    if (!*rest)
        return true;
    if (!rest[1] && strchr(AXES[axis == LATITUDE ? LONGITUDE : LATITUDE].letters, *rest))
        return rmap_reader_blame(reader, cell, "'%s' is not a %s; are lat and lon swapped?", cell->text,
                                 words->name);
    const char *letter = rest[1] ? NULL : strchr(words->letters, *rest);
    if (*rest == ',')
        return rmap_reader_blame(reader, cell, "%s '%s' has a comma; write the decimals after a point",
                                 words->name, cell->text);
    if (!letter || *deg < 0)
        return rmap_reader_blame(reader, cell, "%s '%s' is not in decimal degrees; write them like %s or -%s",
                                 words->name, cell->text, words->example, words->example);
    if (letter - words->letters >= 2)
        *deg = -*deg;
    return true;
}

static bool read_site_position(const struct rmap_reader *reader, size_t row, struct rmap_lonlat *at)
{
    const struct rmap_cell *lat = rmap_reader_cell(reader, row, "lat"),
                           *lon = rmap_reader_cell(reader, row, "lon");
    if (!read_degrees(reader, lat, LATITUDE, &at->lat_deg)
        || !read_degrees(reader, lon, LONGITUDE, &at->lon_deg))
        return false;
    if (fabs(at->lat_deg) > 90)
        return rmap_reader_blame(
            reader, lat, "latitude %s is outside -90..90%s", lat->text,
            fabs(at->lat_deg) <= 180 && fabs(at->lon_deg) <= 90 ? "; are lat and lon swapped?" : "");
    if (fabs(at->lon_deg) > 180)
        return rmap_reader_blame(reader, lon, "longitude %s is outside -180..180", lon->text);
    return true;
}

/* "", "NE" or "dx,dy"; compass points in capitals. */
static bool read_pin(const struct rmap_reader *reader, const struct rmap_cell *cell, const char **pin)
{
    *pin = cell->text;
    if (!cell->text[0])
        return true;
    for (size_t i = 0; PINS[i]; i++) {
        if (rmap_same_word(cell->text, PINS[i])) {
            *pin = PINS[i];
            return true;
        }
    }
    double value;
    const char *rest = rmap_read_number(cell->text, &value);
    rest = rest ? rmap_skip_blanks(rest) : "";
    rest = *rest == ',' ? rmap_read_number(rest + 1, &value) : NULL;
    if (!rest || *rmap_skip_blanks(rest))
        return rmap_reader_blame(
            reader, cell, "pin '%s' is neither a compass point (N NE E SE S SW W NW) nor \"dx,dy\" in mm",
            cell->text);
    return true;
}

/* The id of a site that came without one: from its English name, else by its row. */
static const char *make_id(const struct rmap_reader *reader, struct rmap_ids *ids, size_t row,
                           const char *name)
{
    const char *stem = rmap_id_from(reader->arena, name);
    if (!stem[0] || strcmp(stem, "all") == 0 || strcmp(stem, "none") == 0)
        stem = rmap_format(reader->arena, "site-%zu", row + 1);
    return rmap_ids_make(ids, stem);
}

static bool read_site_id(const struct rmap_reader *reader, struct rmap_ids *ids, size_t row,
                         struct rmap_site *site)
{
    const struct rmap_cell *cell = rmap_reader_cell(reader, row, "id");
    if (!rmap_reader_has(reader, "id")) {
        site->id = make_id(reader, ids, row, site->name);
        return true;
    }
    if (!cell->text[0])
        return rmap_reader_blame(
            reader, cell,
            "a site without an id; fill the cell, or leave out the whole column to have ids made");
    if (!rmap_reader_check_id(reader, cell))
        return false;
    const char *first = rmap_ids_take(ids, cell->text, site->where);
    if (first)
        return rmap_reader_blame(reader, cell, "id '%s' is used before, at %s; choose another", cell->text,
                                 first);
    site->id = cell->text;
    return true;
}

/* A table from elsewhere must not bring a script into a page. */
static bool read_link(const struct rmap_reader *reader, const struct rmap_cell *cell, const char **link)
{
    static const char *const kinds[] = {"https://", "http://", "mailto:"};
    *link = cell->text;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strncmp(cell->text, kinds[i], strlen(kinds[i])) == 0)
            return true;
    }
    return !cell->text[0]
           || rmap_reader_blame(
               reader, cell,
               "the link '%s' begins neither with https:// nor http:// nor mailto:", cell->text);
}

static bool read_site(const struct rmap_reader *reader, struct rmap_ids *ids, size_t row,
                      struct rmap_site *site)
{
    const struct rmap_cell *name = rmap_reader_cell(reader, row,
                                                    rmap_reader_has(reader, "name") ? "name" : "name_ko");
    site->name = rmap_reader_text(reader, row, "name");
    site->name_ko = rmap_reader_text(reader, row, "name_ko");
    site->kind = rmap_reader_text(reader, row, "kind");
    site->note = rmap_reader_text(reader, row, "note");
    site->source = rmap_reader_text(reader, row, "source");
    site->where = rmap_format(reader->arena, "%s:%d", reader->table->file, name->line);
    if (!read_site_id(reader, ids, row, site))
        return false;
    if (!site->name[0] && !site->name_ko[0])
        return rmap_reader_blame(reader, name, "site '%s' has no name; fill name or name_ko", site->id);
    return read_site_position(reader, row, &site->at)
           && read_link(reader, rmap_reader_cell(reader, row, "link"), &site->link)
           && read_pin(reader, rmap_reader_cell(reader, row, "pin"), &site->pin);
}

/* Columns that must be there; other spellings of them are named in the message. */
static bool check_site_columns(const struct rmap_reader *reader)
{
    static const char *const spellings[][6] = {
        {"lat", "latitude", "y", "위도", NULL},
        {"lon", "longitude", "lng", "long", "x", "경도"},
    };
    for (size_t i = 0; i < 2; i++) {
        if (rmap_reader_has(reader, spellings[i][0]))
            continue;
        for (size_t k = 1; k < 6 && spellings[i][k]; k++)
            if (rmap_reader_has(reader, spellings[i][k]))
                return rmap_fail(reader->err, RMAP_INPUT, "%s: no column '%s'; rename column '%s' to it",
                                 reader->table->file, spellings[i][0], spellings[i][k]);
        return rmap_fail(reader->err, RMAP_INPUT,
                         "%s: no column '%s'; a table of sites needs id, name, lat and lon",
                         reader->table->file, spellings[i][0]);
    }
    if (!rmap_reader_has(reader, "name") && !rmap_reader_has(reader, "name_ko"))
        return rmap_fail(reader->err, RMAP_INPUT,
                         "%s: no column 'name'; a table of sites needs id, name, lat and lon",
                         reader->table->file);
    return true;
}

bool rmap_sites_read(struct rmap_sites *sites, struct rmap_arena *arena, const char *path,
                     struct rmap_notes *notes, struct rmap_error *err)
{
    *sites = (struct rmap_sites){0};
    struct rmap_reader reader = {rmap_csv_read(arena, path, notes, err), arena, notes, err};
    if (!reader.table || !check_site_columns(&reader))
        return false;
    rmap_reader_note_columns(&reader, SITE_COLUMNS);
    if (reader.table->row_count == 0)
        rmap_note(notes, "no sites in '%s'", path);
    if (reader.table->row_count > MOST_SITES)
        return rmap_reader_blame(&reader, rmap_csv_cell(reader.table, MOST_SITES, 0),
                                 "more than %s sites; keep those that the map is to show", rmap_grouped(arena, MOST_SITES));
    sites->items = rmap_alloc(arena, reader.table->row_count * sizeof *sites->items);
    struct rmap_ids ids = {.arena = arena};
    for (size_t row = 0; row < reader.table->row_count; row++) {
        if (!read_site(&reader, &ids, row, &sites->items[row]))
            return false;
        sites->count++;
    }
    return true;
}

const struct rmap_site *rmap_site_find(const struct rmap_sites *sites, const char *id)
{
    for (size_t i = 0; i < sites->count; i++)
        if (rmap_same_word(sites->items[i].id, id))
            return &sites->items[i];
    return NULL;
}

bool rmap_site_unknown(const struct rmap_sites *sites, struct rmap_arena *arena, const char *id,
                       const char *const *more, const char *where, enum rmap_status status,
                       struct rmap_error *err)
{
    const char **ids = rmap_alloc(arena, (sites->count + 1) * sizeof *ids);
    for (size_t i = 0; i < sites->count; i++)
        ids[i] = sites->items[i].id;
    const char *nearest = rmap_nearest(id, ids);
    if (!nearest && more)
        nearest = rmap_nearest(id, more);
    const char *what = more && more[0] ? "place" : "site";
    if (nearest)
        return rmap_fail(err, status, "%s: no %s '%s'; did you mean '%s'?", where, what, id, nearest);
    const char *further = more && more[0] ? "; for cities, lines and areas see 'ringmap list around'" : "";
    if (sites->count == 0)
        return rmap_fail(err, status, "%s: no %s '%s'; the table of sites is empty%s", where, what, id,
                         further);
    const char *list = ids[0];
    for (size_t i = 1; i < sites->count && i < NAMED_IDS; i++)
        list = rmap_format(arena, "%s, %s", list, ids[i]);
    return rmap_fail(err, status, "%s: no %s '%s'; there %s %s%s%s", where, what, id,
                     sites->count == 1 ? "is only" : "are", list,
                     sites->count > NAMED_IDS ? " and others" : "", further);
}

bool rmap_sites_choose(struct rmap_sites *sites, struct rmap_arena *arena, const char *ids, const char *where,
                       struct rmap_error *err)
{
    size_t wanted_count, kept = 0;
    const char **wanted = rmap_split_list(arena, ids, &wanted_count);
    if (rmap_is_among("all", wanted))
        return true;
    if (wanted_count == 1 && rmap_same_word(wanted[0], "none"))
        wanted_count = 0;
    for (size_t i = 0; i < wanted_count; i++)
        if (!rmap_site_find(sites, wanted[i]))
            return rmap_site_unknown(sites, arena, wanted[i], NULL, where, RMAP_USAGE, err);
    for (size_t i = 0; wanted_count > 0 && i < sites->count; i++)
        if (rmap_is_among(sites->items[i].id, wanted))
            sites->items[kept++] = sites->items[i];
    sites->count = kept;
    return true;
}
