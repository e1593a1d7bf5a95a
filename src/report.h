/* report.h - what `ringmap measure` says: the numbers of a map as text for people, Markdown, CSV or JSON.
 *
 * Text and Markdown are rounded for reading and speak the map's language; CSV (a row for each number) and JSON hold metres,
 * square metres and degrees.
 */
#ifndef RMAP_REPORT_H
#define RMAP_REPORT_H

#include "map.h"

enum rmap_report_form { RMAP_REPORT_TEXT, RMAP_REPORT_MARKDOWN, RMAP_REPORT_CSV, RMAP_REPORT_JSON };

/* By the suffix of the path: .txt .md .csv .json; "" is text. RMAP_USAGE for another. */
bool rmap_report_form_of(const char *path, enum rmap_report_form *form, struct rmap_error *err);
/* Measures all and appends it. RMAP_INPUT when a layer cannot be read. */
bool rmap_report_write(struct rmap_map *map, enum rmap_report_form form, struct rmap_buffer *out, struct rmap_error *err);

#endif
