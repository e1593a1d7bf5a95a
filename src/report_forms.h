/* report_forms.h - what was measured, and the forms that report.c has it written in; report.h is what others use. */
#ifndef RMAP_REPORT_FORMS_H
#define RMAP_REPORT_FORMS_H

#include "numbers.h"

struct rmap_report_ring {
    const struct rmap_zone *zone;
    struct rmap_zone_size size;
    double *inside_m2, *error_m2; /* of each land */
    double *inside_m;             /* of each line */
    bool leaves_data;
};

struct rmap_report {
    struct rmap_map *map;
    const struct rmap_lands *lands;
    const struct rmap_lines *lines;
    struct rmap_report_ring *rings;
    size_t ring_count;
    size_t paired; /* sites that are told from each other: all, or none when they are too many */
};

/* Does the ring hold any of the land? Rounding where an edge is touched does not count. */
bool rmap_report_meets(const struct rmap_report *report, const struct rmap_report_ring *ring, size_t land);

/* Each appends the whole report. */
void rmap_report_text(const struct rmap_report *report, bool markdown, struct rmap_buffer *out);
void rmap_report_csv(const struct rmap_report *report, struct rmap_buffer *out);
void rmap_report_json(const struct rmap_report *report, struct rmap_buffer *out);

#endif
