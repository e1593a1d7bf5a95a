#include "theme.h"

#include <stdlib.h>
#include <string.h>

#include "closeup.h"
#include "layout.h"
#include "save.h"

static struct rmap_style *read_night_style(struct rmap_map *map, const char *theme, struct rmap_error *err)
{
    struct rmap_options options = *map->options;
    options.values[RMAP_OPT_STYLE] = (struct rmap_value){
        .text = strcmp(theme, "auto") == 0 ? "dark" : theme, .where = rmap_option_where(map->options, RMAP_OPT_THEME)};
    return rmap_style_read(map->arena, map->styles, &options, err);
}

/* The same map with nothing drawn yet, its close-up not opened. What it says was said by day. */
static struct rmap_map blank_copy(const struct rmap_map *map)
{
    struct rmap_map night = *map;
    night.display = (struct rmap_display){0};
    night.page.words = (struct rmap_display){0};
    night.taken = (struct rmap_taken){0};
    night.notes = (struct rmap_notes){.arena = map->arena};
    night.closeup = NULL;
    night.closeup_mark = (struct rmap_path){0};
    memset(&night.labels, 0, sizeof night.labels);
    return night;
}

bool rmap_theme_apply(struct rmap_map *map, struct rmap_error *err)
{
    const char *theme = rmap_option_text(map->options, RMAP_OPT_THEME);
    if (strcmp(theme, "fixed") == 0 || !rmap_save_is_svg(map->options))
        return true;
    const struct rmap_style *style = read_night_style(map, theme, err);
    if (!style)
        return false;
    rmap_style_recolor(map->style, style);
    struct rmap_map night = blank_copy(map);
    bool ok = rmap_closeup_open(&night, err) && rmap_layout(&night, err);
    if (ok && !rmap_display_pair(&map->display, &night.display))
        rmap_note(&map->notes, "the theme '%s' is left out: it would place things differently", theme);
    rmap_display_free(&night.display);
    rmap_display_free(&night.page.words);
    rmap_taken_free(&night.taken);
    rmap_closeup_free(&night);
    return ok;
}
