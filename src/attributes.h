/* attributes.h - what a shapefile's .dbf says of its records, as UTF-8 text, and conditions on it. */
#ifndef RMAP_ATTRIBUTES_H
#define RMAP_ATTRIBUTES_H

#include "error.h"

struct rmap_attributes;

/* path: of the .dbf; shapes: of the .shp, which has `records`; both must outlive the attributes. Never NULL: a file that is missing
 * or cannot be read leaves every text empty, and is noted. */
struct rmap_attributes *rmap_attributes_open(const char *path, const char *shapes, int records, struct rmap_notes *notes);
void rmap_attributes_close(struct rmap_attributes *attributes); /* NULL is fine */

/* Turned from the .cpg's or the .dbf's code page, CP949 for Korean files without one; "" when absent. In the arena. */
const char *rmap_attributes_text(struct rmap_attributes *attributes, int record, const char *field, struct rmap_arena *arena);
double rmap_attributes_number(const struct rmap_attributes *attributes, int record, const char *field); /* 0 when absent */

/* Sets the conditions: "" or NULL: none; "field=A|B" or "field!=A|B", several joined with '&'. False with RMAP_INPUT for what cannot
 * be read and for an unknown field. */
bool rmap_attributes_where(struct rmap_attributes *attributes, const char *where, struct rmap_error *err);
/* Does the record meet all conditions, and is it not deleted? */
bool rmap_attributes_wanted(struct rmap_attributes *attributes, int record);

#endif
