#include "copies.h"

#include <string.h>
#include <unistd.h>

#include "csv.h"
#include "options.h"

/* From the finest to the widest; each is made for scales from its own on to the next one's. */
static const struct level {
    const char *suffix;
    double finest;
} LEVELS[] = {{"", 0}, {"_mid", 1.5e6}, {"_wide", 1.5e6}, {"_low", 8e6}, {"_world", 30e6}, {"_globe", 100e6}};
enum { LEVEL_COUNT = sizeof LEVELS / sizeof *LEVELS };

struct entry {
    const char *layer, *credit;
    struct rmap_bounds within;
    bool everywhere;
};

struct rmap_copies {
    struct entry *entries;
    size_t count;
};

const struct rmap_copies *rmap_copies_read(struct rmap_arena *arena, const char *folder, struct rmap_notes *notes,
                                           struct rmap_error *err)
{
    const struct rmap_table *table = rmap_csv_read(arena, rmap_format(arena, "%s/layers.csv", folder), notes, err);
    if (!table)
        return NULL;
    int layer = rmap_csv_column(table, "layer"), within = rmap_csv_column(table, "within");
    int credit = rmap_csv_column(table, "credit");
    struct rmap_copies *copies = rmap_alloc(arena, sizeof *copies);
    copies->entries = rmap_alloc(arena, (table->row_count + 1) * sizeof *copies->entries);
    for (copies->count = 0; copies->count < table->row_count; copies->count++) {
        const struct rmap_cell *window = rmap_csv_cell(table, copies->count, within);
        struct entry *entry = &copies->entries[copies->count];
        const char *why;
        entry->layer = rmap_csv_cell(table, copies->count, layer)->text;
        entry->credit = rmap_csv_cell(table, copies->count, credit)->text;
        entry->everywhere = window->text[0] == '\0';
        if (!entry->everywhere && !rmap_parse_extent(window->text, &entry->within, &why)) {
            rmap_fail(err, RMAP_INPUT, "%s:%d:%d: '%s' %s", table->file, window->line, window->column, window->text, why);
            return NULL;
        }
    }
    return copies;
}

static const struct entry *find_entry(const struct rmap_copies *copies, const char *layer)
{
    for (size_t i = 0; i < copies->count; i++) {
        if (strcmp(copies->entries[i].layer, layer) == 0)
            return &copies->entries[i];
    }
    return NULL;
}

const char *rmap_copies_credit(const struct rmap_copies *copies, const char *layer)
{
    const struct entry *entry = find_entry(copies, layer);
    return entry ? entry->credit : "";
}

static double east_of(const struct rmap_bounds *bounds)
{
    return bounds->east_deg < bounds->west_deg ? bounds->east_deg + 360 : bounds->east_deg;
}

/* Also when the window is told a turn farther east or west. */
static bool reaches(const struct rmap_copies *copies, const char *layer, const struct rmap_bounds *window)
{
    const struct entry *entry = copies ? find_entry(copies, layer) : NULL;
    if (!entry || entry->everywhere)
        return true;
    const struct rmap_bounds *within = &entry->within;
    bool holds = window->south_deg >= within->south_deg && window->north_deg <= within->north_deg;
    for (int turn = -360; turn <= 360; turn += 360) {
        if (holds && window->west_deg + turn >= within->west_deg && east_of(window) + turn <= east_of(within))
            return true;
    }
    return false;
}

static bool is_there(struct rmap_arena *arena, const char *folder, const char *layer, const struct level *level,
                     struct rmap_copy *copy)
{
    const char *path = rmap_format(arena, "%s/%s.shp", folder, layer);
    if (access(path, R_OK) != 0)
        return false;
    *copy = (struct rmap_copy){path, level->finest};
    return true;
}

struct rmap_copy rmap_copy_choose(struct rmap_arena *arena, const char *folder, const char *stem, double denominator,
                                  const struct rmap_copies *copies, const struct rmap_bounds *window)
{
    struct rmap_copy copy = {0}, widest = {0};
    int best = LEVEL_COUNT - 1;
    while (best > 0 && denominator < LEVELS[best].finest)
        best--;
    while (best > 1 && LEVELS[best - 1].finest >= LEVELS[best].finest) /* of two for one scale the narrower */
        best--;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        int level = i <= best ? best - i : i; /* the next finer ones, then the coarser ones */
        const char *layer = rmap_format(arena, "%s%s", stem, LEVELS[level].suffix);
        if (!is_there(arena, folder, layer, &LEVELS[level], &copy))
            continue;
        if (reaches(copies, layer, window))
            return copy;
        if (level > best || !widest.path)
            widest = copy;
    }
    return widest;
}

const char *rmap_copy_finest(struct rmap_arena *arena, const char *folder, const char *stem)
{
    return rmap_copy_choose(arena, folder, stem, 0, NULL, NULL).path;
}
