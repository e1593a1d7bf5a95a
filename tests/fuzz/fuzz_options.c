/* fuzz_options.c - lines NAME=VALUE set as options, then read by those who use them: lengths, lists, rings, style, extent. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rings.h"
#include "style.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void set_lines(struct rmap_options *options, char *text)
{
    while (text) {
        struct rmap_error err = {0};
        char *next = strchr(text, '\n'), *value;
        if (next)
            *next++ = '\0';
        value = strchr(text, '=');
        if (value)
            *value++ = '\0';
        if (!rmap_options_set(options, text, value ? value : "", NULL, &err) && err.status != RMAP_USAGE)
            abort();
        text = next;
    }
}

static void check_page(const struct rmap_options *options)
{
    double width = rmap_option_length_mm(options, RMAP_OPT_WIDTH), height = rmap_option_length_mm(options, RMAP_OPT_HEIGHT);
    if (!(width > 0 && width < 50000) || height <= 0 || !(rmap_option_number(options, RMAP_OPT_DPI) >= 30))
        abort();
}

static void check_extent(const struct rmap_options *options)
{
    struct rmap_bounds bounds;
    const char *text = rmap_option_text(options, RMAP_OPT_EXTENT), *why;
    if (strcmp(text, "fit") == 0)
        return;
    if (!rmap_parse_extent(text, &bounds, &why) || !(bounds.south_deg < bounds.north_deg) || !(fabs(bounds.west_deg) <= 180)
        || !(fabs(bounds.east_deg) <= 180))
        abort();
}

static void read_rings(struct rmap_arena *arena, const struct rmap_options *options)
{
    struct rmap_rings rings = {0};
    struct rmap_sites sites = {0};
    struct rmap_notes notes = {.arena = arena};
    struct rmap_error err = {0};
    if (!rmap_option_text(options, RMAP_OPT_SITES)[0] && rmap_sites_read(&sites, arena, "geodata/sites.csv", &notes, &err)
        && !rmap_option_text(options, RMAP_OPT_RING_TABLE)[0])
        rmap_rings_read(&rings, arena, &sites, options, NULL, NULL, &notes, &err);
    for (size_t i = 0; i < rings.count; i++)
        if (!(rings.items[i].outer_m > rings.items[i].inner_m))
            abort();
    rmap_sites_choose(&sites, arena, rmap_option_text(options, RMAP_OPT_SHOW_SITES), "here", &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    set_lines(&options, rmap_copy_n(&arena, (const char *)bytes, size));
    check_page(&options);
    check_extent(&options);
    read_rings(&arena, &options);
    rmap_style_read(&arena, "styles", &options, &err);
    rmap_arena_free(&arena);
    return 0;
}
