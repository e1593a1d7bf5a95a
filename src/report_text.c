/* Text for people, and Markdown. */
#include <math.h>
#include <string.h>

#include "columns.h"
#include "report_forms.h"
#include "words.h"

#define NEARLY_ALL   (1 - 1e-7) /* of a land: all of it, but for rounding */
#define WIDTH        100  /* columns of a line of text */
#define GLANCE_LANDS 5    /* countries in the first table */
#define THIN_SPACE   "\u2009"

/* --- tables --- */

struct sheet {
    const struct rmap_report *report;
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
    if (part > 0.99995 && part < NEARLY_ALL)
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
static bool choose_columns(const struct rmap_report *report, size_t *columns, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < report->lands->country_count && *count < GLANCE_LANDS; i++) {
        bool met = false;
        for (size_t k = 0; k < report->ring_count; k++)
            met |= report->lands->items[i].is_whole && rmap_report_meets(report, &report->rings[k], i);
        if (met)
            columns[(*count)++] = i;
    }
    return *count > 0;
}

/* The shares of land of all rings in one table, before each has its own. */
static void write_glance(struct sheet *sheet)
{
    const struct rmap_report *report = sheet->report;
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

static void write_sites_inside(struct sheet *sheet, const struct rmap_report_ring *ring)
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

static void write_lines_inside(struct sheet *sheet, const struct rmap_report_ring *ring)
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

static void add_land_row(struct sheet *sheet, const struct rmap_report_ring *ring, size_t index)
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
static const char *provinces_outside(struct sheet *sheet, const struct rmap_report_ring *ring, const char *a3)
{
    const struct rmap_lands *lands = sheet->report->lands;
    const char *list = "";
    for (size_t i = lands->country_count; i < lands->count; i++) {
        const struct rmap_land *land = &lands->items[i];
        if (strcmp(land->a3, a3) == 0 && !rmap_report_meets(sheet->report, ring, i))
            list = rmap_format(sheet->arena, "%s%s%s", list, list[0] ? ", " : "", name_of(sheet, land->name, land->name_ko));
    }
    return list;
}

static void write_land_inside(struct sheet *sheet, const struct rmap_report_ring *ring)
{
    const struct rmap_lands *lands = sheet->report->lands;
    bool any = false;
    gap(sheet);
    for (size_t i = 0; i < lands->country_count; i++) {
        if (!rmap_report_meets(sheet->report, ring, i))
            continue;
        if (!any)
            begin_table(sheet, say(sheet, "land|code|>km² inside|>of km²|>share", "육지|부호|>권내 km²|>전체 km²|>비율"));
        any = true;
        add_land_row(sheet, ring, i);
        for (size_t j = lands->country_count; j < lands->count; j++) {
            if (strcmp(lands->items[j].a3, lands->items[i].a3) == 0 && rmap_report_meets(sheet->report, ring, j))
                add_land_row(sheet, ring, j);
        }
    }
    if (any)
        end_table(sheet);
    for (size_t i = 0; i < lands->country_count; i++) {
        const char *list = provinces_outside(sheet, ring, lands->items[i].a3);
        if (list[0] && !rmap_report_meets(sheet->report, ring, i))
            paragraph(sheet, rmap_format(sheet->arena, say(sheet, "%s lies wholly outside.", "%s은(는) 전부 권외."),
                                         name_of(sheet, lands->items[i].name, lands->items[i].name_ko)));
        else if (list[0])
            paragraph(sheet, rmap_format(sheet->arena, say(sheet, "Wholly outside in %s: %s.", "%s에서 완전히 권외: %s."),
                                         name_of(sheet, lands->items[i].name, lands->items[i].name_ko), list));
    }
}

/* The largest error in the share of a land that the ring meets, in percentage points. */
static double worst_points(const struct sheet *sheet, const struct rmap_report_ring *ring)
{
    double worst = 0;
    for (size_t i = 0; i < sheet->report->lands->count; i++) {
        const struct rmap_land *land = &sheet->report->lands->items[i];
        if (land->is_whole && rmap_report_meets(sheet->report, ring, i))
            worst = fmax(worst, 100 * ring->error_m2[i] / land->total_m2);
    }
    return worst;
}

static void write_ring(struct sheet *sheet, const struct rmap_report_ring *ring)
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
            paragraph(sheet, rmap_format(sheet->arena, say(sheet, "The provinces hold %s of the land of %s.",
                                                                  "도의 합은 전체 육지의 %s (%s)."),
                                         rmap_number_share(sheet->arena, coverage(sheet, land)),
                                         name_of(sheet, land->name, land->name_ko)));
    }
}

void rmap_report_text(const struct rmap_report *report, bool markdown, struct rmap_buffer *out)
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
