#include "report.h"

#include <math.h>
#include <string.h>

#include "report_forms.h"

#define NOTHING     1e-7 /* a share below this is none: rounding where an edge is touched */
#define MOST_PAIRED 500  /* sites whose distances from each other are told: 124,750 of them */

/* --- what was measured --- */

/* Pairs grow with the square of the sites. */
static size_t count_paired(struct rmap_map *map)
{
    if (map->sites.count <= MOST_PAIRED)
        return map->sites.count;
    rmap_note(&map->notes, "the distances between %s sites are left out; choose up to %d by --show-sites",
              rmap_grouped(map->arena, (double)map->sites.count), MOST_PAIRED);
    return 0;
}

static bool take(struct rmap_map *map, struct rmap_report *report, struct rmap_error *err)
{
    struct rmap_measure *measure = rmap_numbers_measure(map);
    *report = (struct rmap_report){.map = map};
    report->lands = rmap_measure_lands(measure, err);
    report->lines = report->lands ? rmap_measure_lines(measure, err) : NULL;
    if (!report->lines)
        return false;
    const struct rmap_zones *zones = rmap_measure_zones(measure);
    report->paired = count_paired(map);
    report->ring_count = zones->count;
    report->rings = rmap_alloc(map->arena, (zones->count + 1) * sizeof *report->rings);
    for (size_t i = 0; i < zones->count; i++) {
        struct rmap_report_ring *ring = &report->rings[i];
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

bool rmap_report_meets(const struct rmap_report *report, const struct rmap_report_ring *ring, size_t land)
{
    return ring->inside_m2[land] > NOTHING * report->lands->items[land].total_m2;
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
    struct rmap_report report;
    if (!take(map, &report, err))
        return false;
    if (form == RMAP_REPORT_JSON)
        rmap_report_json(&report, out);
    else if (form == RMAP_REPORT_CSV)
        rmap_report_csv(&report, out);
    else
        rmap_report_text(&report, form == RMAP_REPORT_MARKDOWN, out);
    return true;
}
