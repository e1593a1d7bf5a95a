/* fuzz_sites.c - one CSV read as a table of sites and as a table of rings. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "scratch.h"
#include "rings.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_sites(const struct rmap_sites *sites)
{
    for (size_t i = 0; i < sites->count; i++) {
        const struct rmap_site *site = &sites->items[i];
        if (!site->id[0] || !(site->name[0] || site->name_ko[0]) || !(fabs(site->at.lat_deg) <= 90)
            || !(fabs(site->at.lon_deg) <= 180) || rmap_site_find(sites, site->id) != site)
            abort();
    }
}

static void check_rings(const struct rmap_rings *rings)
{
    for (size_t i = 0; i < rings->count; i++) {
        const struct rmap_ring *ring = &rings->items[i];
        if (!ring->label[0] || !ring->id[0] || !(ring->inner_m >= 0) || !(ring->outer_m > ring->inner_m))
            abort();
    }
}

static void read_rings(struct rmap_arena *arena, const struct rmap_sites *sites, const char *path)
{
    struct rmap_options options;
    struct rmap_rings rings = {0};
    struct rmap_notes notes = {.arena = arena};
    struct rmap_error err = {0};
    rmap_options_init(&options, arena);
    rmap_options_set(&options, "ring-table", path, NULL, &err);
    rmap_options_set(&options, "around", "37.5,127", NULL, &err);
    if (rmap_rings_read(&rings, arena, sites, &options, NULL, NULL, &notes, &err))
        check_rings(&rings);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *path = rmap_scratch_write("fuzzed.csv", bytes, size);
    struct rmap_arena arena = {0};
    struct rmap_sites sites = {0};
    struct rmap_notes notes = {.arena = &arena};
    struct rmap_error err = {0};
    if (rmap_sites_read(&sites, &arena, path, &notes, &err))
        check_sites(&sites);
    else
        sites = (struct rmap_sites){0};
    read_rings(&arena, &sites, path);
    rmap_arena_free(&arena);
    return 0;
}
