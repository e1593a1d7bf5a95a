#include "numbered.h"

#include <string.h>

#include "words.h"

static const char *wish(const struct rmap_map *map)
{
    return rmap_option_text(map->options, RMAP_OPT_INDEX);
}

void rmap_numbered_begin(struct rmap_map *map)
{
    struct rmap_numbered *numbered = &map->numbered;
    if (numbered->settled)
        return;
    numbered->wanted = rmap_alloc(map->arena, (map->sites.count + 1) * sizeof *numbered->wanted);
    numbered->number = rmap_alloc(map->arena, (map->sites.count + 1) * sizeof *numbered->number);
    numbered->settled = strcmp(wish(map), "off") == 0 || !rmap_option_on(map->options, RMAP_OPT_LABELS)
                        || !rmap_style_rule(map->style, "index", NULL)->display;
    for (size_t i = 0; strcmp(wish(map), "all") == 0 && i < map->sites.count; i++)
        rmap_numbered_want(map, &map->sites.items[i]);
}

bool rmap_numbered_is(const struct rmap_map *map, const struct rmap_site *site)
{
    return !map->is_closeup && map->numbered.wanted && map->numbered.wanted[site - map->sites.items];
}

void rmap_numbered_want(struct rmap_map *map, const struct rmap_site *site)
{
    struct rmap_numbered *numbered = &map->numbered;
    bool *wanted = &numbered->wanted[site - map->sites.items];
    if (map->is_closeup || numbered->settled || *wanted)
        return;
    *wanted = true;
    numbered->count++;
}

void rmap_numbered_settle(struct rmap_map *map)
{
    struct rmap_numbered *numbered = &map->numbered;
    for (size_t i = 0; !numbered->settled && numbered->count > 0 && i < map->sites.count; i++) {
        if (numbered->wanted[i] && numbered->number[i] == 0) {
            numbered->wanted[i] = false;
            numbered->count--;
        }
    }
    numbered->settled = true;
}

void rmap_numbered_give_up(struct rmap_map *map)
{
    map->numbered = (struct rmap_numbered){.settled = true};
}

void rmap_numbered_count_off(struct rmap_map *map, const struct rmap_site *const *sites, size_t count)
{
    if (map->sites.count > 0)
        memset(map->numbered.number, 0, map->sites.count * sizeof *map->numbered.number);
    for (size_t i = 0; i < count; i++)
        map->numbered.number[sites[i] - map->sites.items] = i + 1;
}

/* In one line, the Korean name behind the English. */
static const char *name_of(const struct rmap_map *map, const struct rmap_site *site)
{
    struct rmap_wording words = rmap_words_pick(map->lang, site->name, site->name_ko);
    return words.second ? rmap_format(map->arena, "%s %s", words.first, words.second) : words.first;
}

struct rmap_index rmap_numbered_wanted(const struct rmap_map *map)
{
    const struct rmap_numbered *numbered = &map->numbered;
    struct rmap_index_entry *entries = rmap_alloc(map->arena, (numbered->count + 1) * sizeof *entries);
    struct rmap_index index = {.entries = entries};
    for (size_t i = 0; index.count < numbered->count; i++) {
        if (numbered->wanted[i]) {
            entries[index.count] = (struct rmap_index_entry){index.count + 1, name_of(map, &map->sites.items[i])};
            index.count++;
        }
    }
    return index;
}

struct rmap_index rmap_numbered_drawn(const struct rmap_map *map)
{
    const struct rmap_numbered *numbered = &map->numbered;
    struct rmap_index_entry *entries = rmap_alloc(map->arena, (numbered->count + 1) * sizeof *entries);
    struct rmap_index index = {.entries = entries};
    for (size_t i = 0; numbered->count > 0 && i < map->sites.count; i++) {
        size_t number = numbered->number[i];
        if (number > 0) {
            entries[number - 1] = (struct rmap_index_entry){number, name_of(map, &map->sites.items[i])};
            index.count++;
        }
    }
    return index;
}
