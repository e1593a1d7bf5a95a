#include "centres.h"

#include <stdlib.h>
#include <string.h>

#include "basemap.h"
#include "words.h"

static bool is_city(const struct rmap_place *place)
{
    return place->path && !place->shape;
}

static int by_place(const void *a, const void *b)
{
    const struct rmap_ring *x = *(const struct rmap_ring *const *)a, *y = *(const struct rmap_ring *const *)b;
    int order = strcmp(x->place.id, y->place.id);
    return order != 0 ? order : (x > y) - (x < y);
}

/* The first ring of each place that is a point and has no marker or name of its own. */
static size_t gather(const struct rmap_map *map, const struct rmap_ring **rings)
{
    bool cities = rmap_option_on(map->options, RMAP_OPT_LABELS) && rmap_rule_shown(map, rmap_style_rule(map->style, "cities", NULL));
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < map->rings.count; i++) {
        const struct rmap_place *place = &map->rings.items[i].place;
        if (!place->shape && !(cities && is_city(place)) && !rmap_site_find(&map->sites, place->id))
            rings[count++] = &map->rings.items[i];
    }
    qsort(rings, count, sizeof *rings, by_place);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || strcmp(rings[kept - 1]->place.id, rings[i]->place.id) != 0)
            rings[kept++] = rings[i];
    }
    return kept;
}

/* The cross, where it lies wholly in the frame and on no site's marker. */
static bool place(struct rmap_map *map, const struct rmap_rule *rule, const struct rmap_ring *ring, struct rmap_path *cross)
{
    struct rmap_page at;
    if (!rmap_frame_place(map->frame, ring->place.at, &at))
        return false;
    rmap_symbol_path(rule->symbol, at.x_mm, at.y_mm, rule->size_mm, cross);
    struct rmap_box box = rmap_path_bounds(cross);
    bool free = rmap_box_holds(map->page.frame, box) && !rmap_is_taken(&map->taken, box);
    if (free)
        rmap_take(&map->taken, box);
    else
        rmap_path_free(cross);
    return free;
}

void rmap_centres_draw(struct rmap_map *map, struct rmap_display *out)
{
    const struct rmap_rule *rule = rmap_style_rule(map->style, "ring-centres", NULL);
    const struct rmap_ring **rings = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *rings);
    size_t count = rule->display && rule->symbol != RMAP_SYMBOL_NONE ? gather(map, rings) : 0, drawn = 0;
    for (size_t i = 0; i < count; i++) {
        struct rmap_path cross = {0};
        if (!place(map, rule, rings[i], &cross))
            continue;
        if (drawn++ == 0)
            rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = rule->id,
                .title = rmap_words_first(map->lang, "Centres of rings", "거리권의 중심")});
        rmap_display_path(out, &cross, &(struct rmap_paint){.fill = rmap_style_rule(map->style, "rings", rings[i]->class)->stroke});
    }
    if (drawn > 0)
        rmap_display_end(out);
}

bool rmap_centres_hold(const struct rmap_map *map, const char *city)
{
    for (size_t i = 0; i < map->rings.count; i++) {
        const struct rmap_place *place = &map->rings.items[i].place;
        if (is_city(place) && strcmp(place->name, city) == 0)
            return true;
    }
    return false;
}
