#include "tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "outline.h"
#include "words.h"

#define MOST_ROWS    24 /* more are no table to read on a map */
#define MOST_COLUMNS 6

static const char *say(const struct rmap_map *map, const char *en, const char *ko)
{
    return rmap_words_first(map->lang, en, ko);
}

static void nothing(struct rmap_map *map, const char *why)
{
    rmap_note(&map->notes, "left out the table: %s", why);
}

static void begin(struct rmap_map *map, struct rmap_figures *figures, size_t rows, size_t columns)
{
    figures->cells = rmap_alloc(map->arena, rows * columns * sizeof *figures->cells);
    figures->rows = rows;
    figures->columns = columns;
}

/* --- shares of land --- */

static int by_distance(const void *a, const void *b)
{
    const struct rmap_zone *p = *(const struct rmap_zone *const *)a, *q = *(const struct rmap_zone *const *)b;
    double p_m = p->rings[0]->outer_m, q_m = q->rings[0]->outer_m;
    return p_m != q_m ? (p_m > q_m) - (p_m < q_m) : (p > q) - (p < q);
}

/* As a sentence has it: "the Military Demarcation Line". */
static const char *place_of(const struct rmap_map *map, const struct rmap_zone *zone)
{
    if (zone->count == 1)
        return rmap_words_place(map->arena, &zone->rings[0]->place, strcmp(map->lang, "ko") == 0);
    return rmap_words_first(map->lang, zone->place, zone->place_ko);
}

/* One place stands in the title, several in the rows. */
static bool one_place(const struct rmap_zones *zones)
{
    for (size_t i = 1; i < zones->count; i++) {
        if (strcmp(zones->items[i].around, zones->items[0].around) != 0)
            return false;
    }
    return true;
}

static const char *zone_name(const struct rmap_map *map, const struct rmap_zone *zone, bool alone)
{
    const char *label = say(map, zone->label, zone->label_ko), *place = say(map, zone->place, zone->place_ko);
    return alone ? label : rmap_format(map->arena, "%s, %s", place, label);
}

/* The whole countries that some ring meets. */
static size_t choose_lands(struct rmap_measure *measure, const struct rmap_lands *lands, size_t zones,
                           const struct rmap_land **chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < lands->country_count && count + 1 < MOST_COLUMNS; i++) {
        bool met = false;
        for (size_t k = 0; k < zones && lands->items[i].is_whole && !met; k++)
            met = rmap_measure_inside_m2(measure, k, &lands->items[i], NULL) > 0;
        if (met)
            chosen[count++] = &lands->items[i];
    }
    return count;
}

static bool tally_shares(struct rmap_map *map, struct rmap_figures *figures, struct rmap_error *err)
{
    struct rmap_measure *measure = rmap_numbers_measure(map);
    const struct rmap_zones *zones = rmap_measure_zones(measure);
    const struct rmap_lands *lands = rmap_measure_lands(measure, err);
    const struct rmap_land *chosen[MOST_COLUMNS];
    if (!lands)
        return false;
    size_t columns = choose_lands(measure, lands, zones->count, chosen);
    if (columns == 0 || zones->count > MOST_ROWS) {
        nothing(map, columns == 0 ? "no ring holds land of a country that the data hold whole" : "there are too many rings");
        return true;
    }
    const struct rmap_zone **rows = rmap_alloc(map->arena, zones->count * sizeof *rows);
    for (size_t i = 0; i < zones->count; i++)
        rows[i] = &zones->items[i];
    qsort(rows, zones->count, sizeof *rows, by_distance);
    bool alone = one_place(zones);
    figures->title = say(map, "Share of land in range", "사거리 안 육지 비율");
    begin(map, figures, zones->count + 1, columns + 1);
    const char **cell = figures->cells;
    *cell++ = alone ? rmap_format(map->arena, say(map, "from %s", "%s에서"), place_of(map, &zones->items[0])) : "";
    for (size_t i = 0; i < columns; i++)
        *cell++ = say(map, chosen[i]->name, chosen[i]->name_ko);
    for (size_t row = 0; row < zones->count; row++) {
        *cell++ = zone_name(map, rows[row], alone);
        for (size_t i = 0; i < columns; i++)
            *cell++ = rmap_number_share(map->arena, rmap_measure_inside_m2(measure, (size_t)(rows[row] - zones->items), chosen[i], NULL)
                                                        / chosen[i]->total_m2);
    }
    return true;
}

/* --- distances --- */

/* The rings' places, each once; how many there are. */
static size_t choose_places(const struct rmap_rings *rings, const struct rmap_place **places)
{
    size_t count = 0;
    for (size_t i = 0; i < rings->count; i++) {
        bool known = false;
        for (size_t k = 0; k < count && !known; k++)
            known = strcmp(places[k]->id, rings->items[i].place.id) == 0;
        if (!known)
            places[count++] = &rings->items[i].place;
    }
    return count;
}

/* The JSA lies on the line but for 19 m: not "0.0". */
static const char *kilometres(struct rmap_arena *arena, double km)
{
    return km > 0 && km < 0.05 ? "<0.1" : rmap_number_text(arena, km, 1);
}

static void tally_distances(struct rmap_map *map, struct rmap_figures *figures)
{
    const struct rmap_sites *sites = &map->sites;
    const struct rmap_place **places = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *places);
    size_t columns = choose_places(&map->rings, places), count = 0;
    const struct rmap_site **rows = rmap_alloc(map->arena, (sites->count + 1) * sizeof *rows);
    for (size_t i = 0; i < sites->count; i++) {
        if (columns != 1 || strcmp(sites->items[i].id, places[0]->id) != 0)
            rows[count++] = &sites->items[i];
    }
    if (columns == 0 || count == 0 || columns >= MOST_COLUMNS || count > MOST_ROWS) {
        nothing(map, columns == 0 ? "there is no ring to measure from"
                     : count == 0 ? "there is no site to measure to" : "there are too many places or sites");
        return;
    }
    figures->title = say(map, "Distance in km", "거리 (km)");
    begin(map, figures, count + 1, columns + 1);
    const char **cell = figures->cells;
    *cell++ = say(map, "from", "기점");
    for (size_t i = 0; i < columns; i++)
        *cell++ = say(map, places[i]->name, places[i]->name_ko);
    for (size_t row = 0; row < count; row++) {
        *cell++ = say(map, rows[row]->name, rows[row]->name_ko);
        for (size_t i = 0; i < columns; i++)
            *cell++ = kilometres(map->arena, rmap_outline_distance(places[i], rows[row]->at, NULL) / 1000);
    }
}

bool rmap_tally(struct rmap_map *map, struct rmap_figures *figures, struct rmap_error *err)
{
    *figures = (struct rmap_figures){.title = ""};
    if (strcmp(rmap_option_text(map->options, RMAP_OPT_TABLE), "shares") == 0)
        return tally_shares(map, figures, err);
    tally_distances(map, figures);
    return true;
}
