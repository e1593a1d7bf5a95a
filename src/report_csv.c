/* A row for each number. */
#include <math.h>
#include <string.h>

#include "report_forms.h"

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

static void write_ring_rows(const struct rmap_report *report, const struct rmap_report_ring *ring, struct rmap_buffer *out)
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
        if (!rmap_report_meets(report, ring, i) && !land->is_province && !land->is_whole)
            continue;
        write_row(out, &(struct row){"land", id, land->code, NULL, "m2", ring->inside_m2[i], ring->error_m2[i]});
        if (land->is_whole)
            write_row(out, &(struct row){"share", id, land->code, NULL, "%", 100 * ring->inside_m2[i] / land->total_m2,
                                         100 * ring->error_m2[i] / land->total_m2});
    }
}

void rmap_report_csv(const struct rmap_report *report, struct rmap_buffer *out)
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
