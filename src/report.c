#include "report.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "numbers.h"
#include "words.h"

#define NOTHING 1e-7 /* a share below this is none: rounding where an edge is touched */
#define WIDTH   100  /* columns of a line of text */
#define GLANCE_LANDS 5 /* countries in the first table */
#define MOST_PAIRED 500 /* sites whose distances from each other are told: 124,750 of them */
#define THIN_SPACE "\u2009"

/* --- what was measured --- */

struct ring_report {
    const struct rmap_zone *zone;
    struct rmap_zone_size size;
    double *inside_m2, *error_m2; /* of each land */
    double *inside_m;    /* of each line */
    bool leaves_data;
};

struct report {
    struct rmap_map *map;
    const struct rmap_lands *lands;
    const struct rmap_lines *lines;
    struct ring_report *rings;
    size_t ring_count;
    size_t paired;       /* sites that are told from each other: all, or none when they are too many */
};

/* Pairs grow with the square of the sites. */
static size_t count_paired(struct rmap_map *map)
{
    if (map->sites.count <= MOST_PAIRED)
        return map->sites.count;
    rmap_note(&map->notes, "the distances between %s sites are left out; choose up to %d by --show-sites",
              rmap_grouped(map->arena, (double)map->sites.count), MOST_PAIRED);
    return 0;
}

static bool take(struct rmap_map *map, struct report *report, struct rmap_error *err)
{
    struct rmap_measure *measure = rmap_numbers_measure(map);
    *report = (struct report){.map = map};
    report->lands = rmap_measure_lands(measure, err);
    report->lines = report->lands ? rmap_measure_lines(measure, err) : NULL;
    if (!report->lines)
        return false;
    const struct rmap_zones *zones = rmap_measure_zones(measure);
    report->paired = count_paired(map);
    report->ring_count = zones->count;
    report->rings = rmap_alloc(map->arena, (zones->count + 1) * sizeof *report->rings);
    for (size_t i = 0; i < zones->count; i++) {
        struct ring_report *ring = &report->rings[i];
        ring->zone = &zones->items[i];
        ring->size = rmap_measure_zone(measure, i);
        map->ring_error_m = fmax(map->ring_error_m, ring->size.edge_error_m);
        ring->inside_m2 = rmap_alloc(map->arena, (report->lands->count + 1) * sizeof *ring->inside_m2);
        ring->error_m2 = rmap_alloc(map->arena, (report->lands->count + 1) * sizeof *ring->error_m2);
        ring->inside_m = rmap_alloc(map->arena, (report->lines->count + 1) * sizeof *ring->inside_m);
        for (size_t j = 0; j < report->lands->count; j++)
            ring->inside_m2[j] = rmap_measure_inside_m2(measure, i, &report->lands->items[j], &ring->error_m2[j]);
        for (size_t j = 0; j < report->lines->count; j++)
            ring->inside_m[j] = rmap_measure_inside_m(measure, i, &report->lines->items[j]);
        ring->leaves_data = rmap_measure_leaves_data(measure, i, report->lands);
    }
    return true;
}

static bool is_inside(const struct report *report, const struct ring_report *ring, size_t land)
{
    return ring->inside_m2[land] > NOTHING * report->lands->items[land].total_m2;
}

/* --- tables for people --- */

struct sheet {
    struct report *report;
    struct rmap_arena *arena;
    struct rmap_buffer *out;
    bool markdown;
    struct rmap_columns table; /* that is being filled */
};

static const char *say(const struct sheet *sheet, const char *en, const char *ko)
{
    return rmap_words_first(sheet->report->map->lang, en, ko);
}

static void heading(struct sheet *sheet, const char *text)
{
    rmap_print(sheet->out, "%s%s%s\n", sheet->out->length ? "\n" : "", sheet->markdown ? "## " : "", text);
}

/* Markdown has a blank line before every block; text only between tables. */
static void gap(struct sheet *sheet)
{
    if (!sheet->markdown)
        rmap_append_text(sheet->out, "\n");
}

static void begin_table(struct sheet *sheet, const char *titles)
{
    rmap_columns_begin(&sheet->table, titles);
}

static void add_cell(struct sheet *sheet, const char *text)
{
    rmap_columns_add(&sheet->table, text);
}

static void end_table(struct sheet *sheet)
{
    rmap_append_text(sheet->out, sheet->markdown ? "\n" : "");
    rmap_columns_print(&sheet->table, sheet->out);
}

/* In text, lines of WIDTH columns. */
static void paragraph(struct sheet *sheet, const char *text)
{
    size_t column = 0;
    if (sheet->markdown) {
        rmap_print(sheet->out, "\n%s\n", text);
        return;
    }
    while (*text) {
        size_t length = strcspn(text, " ");
        const char *word = rmap_copy_n(sheet->arena, text, length);
        bool fits = column > 0 && column + 1 + rmap_columns_of(word) <= WIDTH;
        rmap_print(sheet->out, "%s%s", fits ? " " : column > 0 ? "\n  " : "  ", word);
        column = (fits ? column + 1 : 2) + rmap_columns_of(word);
        text += length + (text[length] == ' ');
    }
    rmap_append_text(sheet->out, "\n");
}

/* --- cells --- */

static const char *name_of(const struct sheet *sheet, const char *name, const char *name_ko)
{
    return say(sheet, name, name_ko);
}

static const char *km(const struct sheet *sheet, double metres)
{
    return rmap_number_text(sheet->arena, metres / 1000, metres < 1e6 ? 2 : 1);
}

static const char *km2(const struct sheet *sheet, double m2)
{
    return rmap_number_text(sheet->arena, m2 / 1e6, m2 < 1e8 ? 2 : m2 < 1e9 ? 1 : 0);
}

static const char *degrees(const struct sheet *sheet, double deg)
{
    return rmap_format(sheet->arena, "%s°", rmap_number_text(sheet->arena, fmod(round(deg * 10) / 10, 360), 1));
}

static const char *share(const struct sheet *sheet, const struct rmap_land *land, double inside_m2)
{
    double part = inside_m2 / land->total_m2;
    if (!land->is_whole)
        return "–";
    if (part > 0.99995 && part < 1 - NOTHING)
        return ">99.99%";
    return rmap_format(sheet->arena, "%s%%", rmap_number_text(sheet->arena, 100 * part, 2));
}

static const char *small(const struct sheet *sheet, double value)
{
    struct rmap_buffer text = {0};
    int decimals = value > 0 ? (int)ceil(-log10(value)) : 0;
    rmap_append_number(&text, value, decimals < 0 ? 0 : decimals > 6 ? 6 : decimals);
    const char *copy = rmap_copy(sheet->arena, text.text);
    rmap_buffer_free(&text);
    return copy;
}

/* "50 km to 100 km, 300° to 60°, around Seoul" */
static const char *title_of(const struct sheet *sheet, const struct rmap_zone *zone)
{
    const struct rmap_ring *ring = zone->rings[0];
    bool ko = strcmp(sheet->report->map->lang, "ko") == 0, sector = rmap_zone_is_sector(zone);
    const char *label = say(sheet, zone->label, zone->label_ko), *place = name_of(sheet, zone->place, zone->place_ko);
    if (zone->count == 1 && ring->inner_m > 0)
        label = rmap_format(sheet->arena, ko ? "%s~%s" : "%s to %s", ring->inner_label, label);
    if (sector)
        label = rmap_format(sheet->arena, ko ? "%s, 방위각 %s~%s" : "%s, azimuths %s to %s,", label,
                            degrees(sheet, ring->from_deg), degrees(sheet, ring->to_deg));
    return ko ? rmap_format(sheet->arena, "%s에서 %s", place, label) : rmap_format(sheet->arena, "%s around %s", label, place);
}

/* --- sections --- */

/* The whole countries that any ring meets, as columns; false when there is none. */
static bool choose_columns(const struct report *report, size_t *columns, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < report->lands->country_count && *count < GLANCE_LANDS; i++) {
        bool met = false;
        for (size_t k = 0; k < report->ring_count; k++)
            met |= report->lands->items[i].is_whole && is_inside(report, &report->rings[k], i);
        if (met)
            columns[(*count)++] = i;
    }
    return *count > 0;
}

/* The shares of land of all rings in one table, before each has its own. */
static void write_glance(struct sheet *sheet)
{
    const struct report *report = sheet->report;
    size_t lands[GLANCE_LANDS], count;
    if (!choose_columns(report, lands, &count))
        return;
    heading(sheet, say(sheet, "Share of land inside", "권내 육지 비율"));
    const char *titles = say(sheet, "ring", "거리권");
    for (size_t i = 0; i < count; i++) {
        const struct rmap_land *land = &report->lands->items[lands[i]];
        titles = rmap_format(sheet->arena, "%s|>%s", titles, name_of(sheet, land->name, land->name_ko));
    }
    begin_table(sheet, titles);
    for (size_t k = 0; k < report->ring_count; k++) {
        add_cell(sheet, title_of(sheet, report->rings[k].zone));
        for (size_t i = 0; i < count; i++)
            add_cell(sheet, share(sheet, &report->lands->items[lands[i]], report->rings[k].inside_m2[lands[i]]));
    }
    end_table(sheet);
}

static void write_distances(struct sheet *sheet)
{
    const struct rmap_sites *sites = &sheet->report->map->sites;
    if (sheet->report->paired < 2)
        return;
    heading(sheet, say(sheet, "Distances", "거리"));
    begin_table(sheet, say(sheet, "from|to|>km|>azimuth|>back", "출발|도착|>km|>방위각|>역방위각"));
    for (size_t i = 0; i < sheet->report->paired; i++) {
        for (size_t j = i + 1; j < sheet->report->paired; j++) {
            const struct rmap_site *a = &sites->items[i], *b = &sites->items[j];
            struct rmap_bearing bearing = rmap_bearing_between(a->at, b->at);
            add_cell(sheet, name_of(sheet, a->name, a->name_ko));
            add_cell(sheet, name_of(sheet, b->name, b->name_ko));
            add_cell(sheet, km(sheet, bearing.distance_m));
            add_cell(sheet, degrees(sheet, bearing.azimuth_deg));
            add_cell(sheet, degrees(sheet, bearing.back_deg));
        }
    }
    end_table(sheet);
}

static void write_lines(struct sheet *sheet)
{
    const struct rmap_lines *lines = sheet->report->lines;
    if (lines->count == 0)
        return;
    heading(sheet, say(sheet, "Lines", "선"));
    begin_table(sheet, say(sheet, "line|>km", "선|>km"));
    for (size_t i = 0; i < lines->count; i++) {
        add_cell(sheet, name_of(sheet, lines->items[i].name, lines->items[i].name_ko));
        add_cell(sheet, km(sheet, lines->items[i].length_m));
    }
    end_table(sheet);
}

static void write_sites_inside(struct sheet *sheet, const struct ring_report *ring)
{
    const struct rmap_sites *sites = &sheet->report->map->sites;
    struct rmap_bearing from_place;
    if (sites->count == 0)
        return;
    gap(sheet);
    begin_table(sheet, say(sheet, "site|inside|>km|>azimuth", "지점|권내|>km|>방위각"));
    for (size_t i = 0; i < sites->count; i++) {
        bool inside = rmap_zone_holds(ring->zone, sites->items[i].at, &from_place);
        add_cell(sheet, name_of(sheet, sites->items[i].name, sites->items[i].name_ko));
        add_cell(sheet, inside ? say(sheet, "yes", "예") : say(sheet, "no", "아니요"));
        add_cell(sheet, km(sheet, from_place.distance_m));
        add_cell(sheet, from_place.distance_m > 0 && !isnan(from_place.azimuth_deg) ? degrees(sheet, from_place.azimuth_deg) : "–");
    }
    end_table(sheet);
}

static void write_lines_inside(struct sheet *sheet, const struct ring_report *ring)
{
    const struct rmap_lines *lines = sheet->report->lines;
    if (lines->count == 0)
        return;
    gap(sheet);
    begin_table(sheet, say(sheet, "line|>km inside|>of km", "선|>권내 km|>전체 km"));
    for (size_t i = 0; i < lines->count; i++) {
        add_cell(sheet, name_of(sheet, lines->items[i].name, lines->items[i].name_ko));
        add_cell(sheet, km(sheet, ring->inside_m[i]));
        add_cell(sheet, km(sheet, lines->items[i].length_m));
    }
    end_table(sheet);
}

static void add_land_row(struct sheet *sheet, const struct ring_report *ring, size_t index)
{
    const struct rmap_land *land = &sheet->report->lands->items[index];
    const char *name = name_of(sheet, land->name, land->name_ko);
    bool indent = land->is_province && !sheet->markdown;
    add_cell(sheet, indent ? rmap_format(sheet->arena, "  %s", name) : name);
    add_cell(sheet, land->code);
    add_cell(sheet, km2(sheet, ring->inside_m2[index]));
    add_cell(sheet, land->is_whole ? km2(sheet, land->total_m2) : "–");
    add_cell(sheet, share(sheet, land, ring->inside_m2[index]));
}

/* "North Hamgyong, Ryanggang" */
static const char *provinces_outside(struct sheet *sheet, const struct ring_report *ring, const char *a3)
{
    const struct rmap_lands *lands = sheet->report->lands;
    const char *list = "";
    for (size_t i = lands->country_count; i < lands->count; i++) {
        const struct rmap_land *land = &lands->items[i];
        if (strcmp(land->a3, a3) == 0 && !is_inside(sheet->report, ring, i))
            list = rmap_format(sheet->arena, "%s%s%s", list, list[0] ? ", " : "", name_of(sheet, land->name, land->name_ko));
    }
    return list;
}

static void write_land_inside(struct sheet *sheet, const struct ring_report *ring)
{
    const struct rmap_lands *lands = sheet->report->lands;
    bool any = false;
    gap(sheet);
    for (size_t i = 0; i < lands->country_count; i++) {
        if (!is_inside(sheet->report, ring, i))
            continue;
        if (!any)
            begin_table(sheet, say(sheet, "land|code|>km² inside|>of km²|>share", "육지|부호|>권내 km²|>전체 km²|>비율"));
        any = true;
        add_land_row(sheet, ring, i);
        for (size_t j = lands->country_count; j < lands->count; j++) {
            if (strcmp(lands->items[j].a3, lands->items[i].a3) == 0 && is_inside(sheet->report, ring, j))
                add_land_row(sheet, ring, j);
        }
    }
    if (any)
        end_table(sheet);
    for (size_t i = 0; i < lands->country_count; i++) {
        const char *list = provinces_outside(sheet, ring, lands->items[i].a3);
        if (list[0] && !is_inside(sheet->report, ring, i))
            paragraph(sheet, rmap_format(sheet->arena, say(sheet, "%s lies wholly outside.", "%s은(는) 전부 권외."),
                                         name_of(sheet, lands->items[i].name, lands->items[i].name_ko)));
        else if (list[0])
            paragraph(sheet, rmap_format(sheet->arena, say(sheet, "Wholly outside in %s: %s.", "%s에서 완전히 권외: %s."),
                                         name_of(sheet, lands->items[i].name, lands->items[i].name_ko), list));
    }
}

/* The largest error in the share of a land that the ring meets, in percentage points. */
static double worst_points(const struct sheet *sheet, const struct ring_report *ring)
{
    double worst = 0;
    for (size_t i = 0; i < sheet->report->lands->count; i++) {
        const struct rmap_land *land = &sheet->report->lands->items[i];
        if (land->is_whole && is_inside(sheet->report, ring, i))
            worst = fmax(worst, 100 * ring->error_m2[i] / land->total_m2);
    }
    return worst;
}

static void write_ring(struct sheet *sheet, const struct ring_report *ring)
{
    const struct rmap_bounds *data = &sheet->report->lands->bounds;
    heading(sheet, title_of(sheet, ring->zone));
    const char *size = rmap_number_area(sheet->arena, ring->size.area_m2);
    const char *edge = small(sheet, ring->size.edge_error_m);
    double worst = worst_points(sheet, ring);
    if (worst > 0)
        paragraph(sheet, rmap_format(sheet->arena,
                                     say(sheet,
                                         "Area %s. Land is cut at an edge within %s" THIN_SPACE "m of the geodesic one: "
                                         "shares are good to %s percentage points.",
                                         "면적 %s. 육지를 자른 경계는 측지선에서 %s" THIN_SPACE "m 이내: 비율 오차 %s%%p 이내."),
                                     size, edge, small(sheet, worst)));
    else
        paragraph(sheet, rmap_format(sheet->arena, say(sheet, "Area %s.", "면적 %s."), size));
    write_sites_inside(sheet, ring);
    write_lines_inside(sheet, ring);
    write_land_inside(sheet, ring);
    if (ring->leaves_data)
        paragraph(sheet, rmap_format(sheet->arena,
                                     say(sheet,
                                         "The ring reaches beyond the land data (%.0f..%.0f° E, %.0f..%.0f° N): land "
                                         "outside is not counted.",
                                         "거리권이 육지 자료 범위(동경 %.0f~%.0f°, 북위 %.0f~%.0f°)를 벗어나며, 그 밖의 "
                                         "육지는 빠져 있음."),
                                     data->west_deg, data->east_deg, data->south_deg, data->north_deg));
}

/* How much of a country's land the provinces' polygons hold between them. */
static double coverage(const struct sheet *sheet, const struct rmap_land *country)
{
    const struct rmap_lands *lands = sheet->report->lands;
    double m2 = 0;
    for (size_t i = lands->country_count; i < lands->count; i++)
        m2 += strcmp(lands->items[i].a3, country->a3) == 0 ? lands->items[i].total_m2 : 0;
    return m2 / country->total_m2;
}

static void write_method(struct sheet *sheet)
{
    const struct rmap_lands *lands = sheet->report->lands;
    heading(sheet, say(sheet, "How it was measured", "측정 방법"));
    paragraph(sheet, say(sheet,
                         "Distances, lengths and areas are those of the WGS 84 ellipsoid. Land is that of the layer "
                         "`countries` at full resolution, lakes and rivers included; a province is the land of its country "
                         "inside the province's polygon, whose own coast and border are coarser. The errors stated are those "
                         "of the computation: how far the data lie off the ground comes on top.",
                         "거리, 길이, 면적은 WGS 84 타원체 기준. 육지는 `countries` 레이어의 최고 해상도 자료로 호수와 하천을 "
                         "포함하며, 도(道)는 그 다각형 안에 드는 해당 국가의 육지. 오차는 계산 오차이고 자료 자체의 오차는 별도."));
    for (size_t i = 0; i < lands->country_count; i++) {
        const struct rmap_land *land = &lands->items[i];
        if (coverage(sheet, land) > 0)
            paragraph(sheet, rmap_format(sheet->arena, say(sheet, "The provinces hold %s of the land of %s.", "도의 합은 전체 육지의 %s (%s)."),
                                         rmap_number_share(sheet->arena, coverage(sheet, land)),
                                         name_of(sheet, land->name, land->name_ko)));
    }
}

static void write_sheet(struct report *report, bool markdown, struct rmap_buffer *out)
{
    struct sheet sheet = {.report = report, .arena = report->map->arena, .out = out, .markdown = markdown,
                          .table = {.arena = report->map->arena, .markdown = markdown, .indent = 2}};
    write_glance(&sheet);
    write_distances(&sheet);
    write_lines(&sheet);
    for (size_t i = 0; i < report->ring_count; i++)
        write_ring(&sheet, &report->rings[i]);
    write_method(&sheet);
}

/* --- CSV: one number a row --- */

static void write_field(struct rmap_buffer *out, const char *text, bool last)
{
    bool quote = strpbrk(text, ",\"\n") != NULL;
    rmap_append_text(out, quote ? "\"" : "");
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            rmap_append_text(out, "\"");
        rmap_append(out, c, 1);
    }
    rmap_append_text(out, quote ? "\"" : "");
    rmap_append_text(out, last ? "\n" : ",");
}

struct row {
    const char *what, *ring, *of, *to, *unit;
    double value, error; /* error: NAN for none */
};

static void write_row(struct rmap_buffer *out, const struct row *row)
{
    const char *words[] = {row->what, row->ring, row->of, row->to};
    for (size_t i = 0; i < 4; i++)
        write_field(out, words[i] ? words[i] : "", false);
    rmap_append_number(out, row->value, 6);
    rmap_print(out, ",%s,", row->unit);
    if (!isnan(row->error))
        rmap_append_number(out, row->error, 6);
    rmap_append_text(out, "\n");
}

static void write_ring_rows(const struct report *report, const struct ring_report *ring, struct rmap_buffer *out)
{
    const char *id = ring->zone->id;
    const struct rmap_sites *sites = &report->map->sites;
    write_row(out, &(struct row){"area", id, NULL, NULL, "m2", ring->size.area_m2, ring->size.area_error_m2});
    for (size_t i = 0; i < sites->count; i++) {
        struct rmap_bearing from;
        bool inside = rmap_zone_holds(ring->zone, sites->items[i].at, &from);
        write_row(out, &(struct row){"distance", id, NULL, sites->items[i].id, "m", from.distance_m, NAN});
        write_row(out, &(struct row){"inside", id, NULL, sites->items[i].id, "", inside, NAN});
    }
    for (size_t i = 0; i < report->lines->count; i++)
        write_row(out, &(struct row){"length", id, report->lines->items[i].kind, NULL, "m", ring->inside_m[i], NAN});
    for (size_t i = 0; i < report->lands->count; i++) {
        const struct rmap_land *land = &report->lands->items[i];
        if (!is_inside(report, ring, i) && !land->is_province && !land->is_whole)
            continue;
        write_row(out, &(struct row){"land", id, land->code, NULL, "m2", ring->inside_m2[i], ring->error_m2[i]});
        if (land->is_whole)
            write_row(out, &(struct row){"share", id, land->code, NULL, "%", 100 * ring->inside_m2[i] / land->total_m2,
                                         100 * ring->error_m2[i] / land->total_m2});
    }
}

static void write_csv(const struct report *report, struct rmap_buffer *out)
{
    const struct rmap_sites *sites = &report->map->sites;
    rmap_append_text(out, "what,ring,of,to,value,unit,error\n");
    for (size_t i = 0; i < report->paired; i++) {
        for (size_t j = 0; j < report->paired; j++) {
            const struct rmap_site *a = &sites->items[i], *b = &sites->items[j];
            if (i == j)
                continue;
            struct rmap_bearing bearing = rmap_bearing_between(a->at, b->at);
            write_row(out, &(struct row){"distance", NULL, a->id, b->id, "m", bearing.distance_m, NAN});
            write_row(out, &(struct row){"azimuth", NULL, a->id, b->id, "deg", bearing.azimuth_deg, NAN});
        }
    }
    for (size_t i = 0; i < report->lines->count; i++)
        write_row(out, &(struct row){"length", NULL, report->lines->items[i].kind, NULL, "m",
                                     report->lines->items[i].length_m, NAN});
    for (size_t i = 0; i < report->lands->count; i++)
        write_row(out, &(struct row){"land", NULL, report->lands->items[i].code, NULL, "m2",
                                     report->lands->items[i].total_m2, NAN});
    for (size_t i = 0; i < report->ring_count; i++)
        write_ring_rows(report, &report->rings[i], out);
}

/* --- JSON --- */

/* No more digits than mean something: a millimetre, 1e-9 of a degree. */
static json_t *number(double value, double step)
{
    return isnan(value) ? json_null() : json_real(round(value / step) * step);
}

static json_t *json_site(const struct rmap_site *site)
{
    return json_pack("{s:s, s:s, s:s, s:f, s:f}", "id", site->id, "name", site->name, "name_ko", site->name_ko, "lat",
                     site->at.lat_deg, "lon", site->at.lon_deg);
}

static json_t *json_bearing(const char *from, const char *to, struct rmap_bearing bearing)
{
    return json_pack("{s:s, s:s, s:o, s:o, s:o}", "from", from, "to", to, "distance_m", number(bearing.distance_m, 1e-3),
                     "azimuth_deg", number(bearing.azimuth_deg, 1e-6), "back_azimuth_deg", number(bearing.back_deg, 1e-6));
}

static json_t *json_land(const struct rmap_land *land)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "code", land->code, "a3", land->a3, "name", land->name, "name_ko",
                     land->name_ko, "province", land->is_province, "whole", land->is_whole, "area_m2",
                     number(land->total_m2, 1));
}

static json_t *json_ring_lands(const struct report *report, const struct ring_report *ring)
{
    json_t *list = json_array();
    for (size_t i = 0; i < report->lands->count; i++) {
        const struct rmap_land *land = &report->lands->items[i];
        if (!is_inside(report, ring, i) && !land->is_whole)
            continue;
        json_t *item = json_pack("{s:s, s:o}", "code", land->code, "inside_m2", number(ring->inside_m2[i], 1));
        if (land->is_whole) {
            json_object_set_new(item, "share", number(ring->inside_m2[i] / land->total_m2, 1e-9));
            json_object_set_new(item, "share_error", number(ring->error_m2[i] / land->total_m2, 1e-9));
        }
        json_array_append_new(list, item);
    }
    return list;
}

static json_t *json_ring(const struct report *report, const struct ring_report *ring)
{
    const struct rmap_zone *zone = ring->zone;
    const struct rmap_ring *largest = zone->rings[0];
    bool centred = rmap_zone_has_centre(zone);
    json_t *sites = json_array(), *lines = json_array();
    for (size_t i = 0; i < report->map->sites.count; i++) {
        struct rmap_bearing from;
        bool inside = rmap_zone_holds(zone, report->map->sites.items[i].at, &from);
        json_t *item = json_bearing(zone->around, report->map->sites.items[i].id, from);
        json_object_set_new(item, "inside", json_boolean(inside));
        json_array_append_new(sites, item);
    }
    for (size_t i = 0; i < report->lines->count; i++)
        json_array_append_new(lines, json_pack("{s:s, s:o}", "kind", report->lines->items[i].kind, "inside_m",
                                               number(ring->inside_m[i], 1e-3)));
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:f, s:f, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "id", zone->id,
                     "label", zone->label, "class", zone->class, "around", zone->around, "lat",
                     centred ? json_real(largest->place.at.lat_deg) : json_null(), "lon",
                     centred ? json_real(largest->place.at.lon_deg) : json_null(), "radius_m", largest->outer_m, "inner_m",
                     largest->inner_m, "from_deg", rmap_zone_is_sector(zone) ? json_real(largest->from_deg) : json_null(),
                     "to_deg", rmap_zone_is_sector(zone) ? json_real(largest->to_deg) : json_null(), "area_m2",
                     number(ring->size.area_m2, 1e-2), "area_error_m2", number(ring->size.area_error_m2, 1e-2), "edge_error_m",
                     number(ring->size.edge_error_m, 1e-6), "beyond_land_data", ring->leaves_data, "sites", sites, "lines",
                     lines, "land", json_ring_lands(report, ring));
}

static void write_json(const struct report *report, struct rmap_buffer *out)
{
    json_t *root = json_object(), *sites = json_array(), *distances = json_array(), *lines = json_array();
    json_t *lands = json_array(), *rings = json_array();
    const struct rmap_sites *all = &report->map->sites;
    for (size_t i = 0; i < all->count; i++) {
        json_array_append_new(sites, json_site(&all->items[i]));
        for (size_t j = i + 1; j < report->paired; j++)
            json_array_append_new(distances, json_bearing(all->items[i].id, all->items[j].id,
                                                          rmap_bearing_between(all->items[i].at, all->items[j].at)));
    }
    for (size_t i = 0; i < report->lines->count; i++) {
        const struct rmap_line *line = &report->lines->items[i];
        json_array_append_new(lines, json_pack("{s:s, s:s, s:s, s:o}", "kind", line->kind, "name", line->name, "name_ko",
                                               line->name_ko, "length_m", number(line->length_m, 1e-3)));
    }
    for (size_t i = 0; i < report->lands->count; i++)
        json_array_append_new(lands, json_land(&report->lands->items[i]));
    for (size_t i = 0; i < report->ring_count; i++)
        json_array_append_new(rings, json_ring(report, &report->rings[i]));
    json_object_set_new(root, "ellipsoid", json_string("WGS 84"));
    json_object_set_new(root, "sites", sites);
    json_object_set_new(root, "distances", distances);
    json_object_set_new(root, "lines", lines);
    json_object_set_new(root, "land", lands);
    json_object_set_new(root, "rings", rings);
    char *text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
    json_decref(root);
    rmap_print(out, "%s\n", text);
    free(text);
}

/* --- the public part --- */

static const struct { const char *suffix; enum rmap_report_form form; } FORMS[] = {
    {".txt", RMAP_REPORT_TEXT}, {".md", RMAP_REPORT_MARKDOWN}, {".csv", RMAP_REPORT_CSV}, {".json", RMAP_REPORT_JSON},
};

bool rmap_report_form_of(const char *path, enum rmap_report_form *form, struct rmap_error *err)
{
    size_t length = strlen(path);
    *form = RMAP_REPORT_TEXT;
    for (size_t i = 0; path[0] && i < sizeof FORMS / sizeof *FORMS; i++) {
        size_t suffix = strlen(FORMS[i].suffix);
        if (length > suffix && rmap_same_word(path + length - suffix, FORMS[i].suffix)) {
            *form = FORMS[i].form;
            return true;
        }
    }
    return !path[0] || rmap_fail(err, RMAP_USAGE, "'%s' has no suffix of a table; end it in .txt, .md, .csv or .json", path);
}

bool rmap_report_write(struct rmap_map *map, enum rmap_report_form form, struct rmap_buffer *out, struct rmap_error *err)
{
    struct report report;
    if (!take(map, &report, err))
        return false;
    if (form == RMAP_REPORT_JSON)
        write_json(&report, out);
    else if (form == RMAP_REPORT_CSV)
        write_csv(&report, out);
    else
        write_sheet(&report, form == RMAP_REPORT_MARKDOWN, out);
    return true;
}
