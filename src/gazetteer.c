#include "gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "copies.h"
#include "layers.h"

#define LAYER "cities"
#define MOST_CITIES 100000
#define MOST_MEANT 4 /* that a message lists */
#define ALL_DEGREES ((struct rmap_bounds){-180, -90, 180, 90})

static struct rmap_source *open_cities(struct rmap_arena *arena, const struct rmap_shelf *shelf)
{
    struct rmap_error trouble = {0}; /* names are then unknown */
    const char *path = NULL;
    if (shelf->user_data && shelf->user_data[0])
        path = rmap_copy_finest(arena, shelf->user_data, LAYER);
    if (!path && shelf->geodata)
        path = rmap_copy_finest(arena, shelf->geodata, LAYER);
    return path ? rmap_source_open(path, NULL, &trouble) : NULL;
}

const struct rmap_city *rmap_gazetteer_list(struct rmap_arena *arena, const struct rmap_shelf *shelf, size_t *count)
{
    struct rmap_source *source = open_cities(arena, shelf);
    const char *path = source ? rmap_copy(arena, rmap_source_path(source)) : "";
    struct rmap_query query = {.window = ALL_DEGREES};
    struct rmap_feature feature;
    struct rmap_city *cities = NULL;
    size_t capacity = 0;
    *count = 0;
    while (source && *count < MOST_CITIES && rmap_source_next(source, &query, &feature)) {
        if (feature.shape.count == 0)
            continue;
        cities = rmap_grow(cities, &capacity, *count + 1, sizeof *cities);
        cities[(*count)++] = (struct rmap_city){rmap_source_text(source, &feature, "name", arena),
                                                rmap_source_text(source, &feature, "name_ko", arena),
                                                rmap_source_text(source, &feature, "country", arena), feature.shape.points[0],
                                                path};
    }
    rmap_source_close(source);
    struct rmap_city *kept = rmap_alloc(arena, (*count + 1) * sizeof *kept);
    if (*count > 0)
        memcpy(kept, cities, *count * sizeof *kept);
    free(cities);
    return kept;
}

/* "Gwangju, KR (35.1547,126.9156)" */
static const char *describe(struct rmap_arena *arena, const struct rmap_city *city)
{
    return rmap_format(arena, "%s, %s (%s,%s)", city->name, city->country, rmap_figure(arena, city->at.lat_deg, 4),
                       rmap_figure(arena, city->at.lon_deg, 4));
}

bool rmap_gazetteer_find(struct rmap_arena *arena, const struct rmap_shelf *shelf, const char *name, struct rmap_city *city,
                         bool *known, struct rmap_error *err)
{
    size_t count, meant = 0;
    const struct rmap_city *cities = rmap_gazetteer_list(arena, shelf, &count);
    const char *all = "";
    for (size_t i = 0; i < count && name[0]; i++) {
        if (!rmap_same_word(cities[i].name, name) && strcmp(cities[i].name_ko, name) != 0)
            continue;
        if (meant++ == 0)
            *city = cities[i];
        if (meant <= MOST_MEANT)
            all = rmap_format(arena, "%s%s%s", all, meant > 1 ? "; " : "", describe(arena, &cities[i]));
    }
    *known = meant > 0;
    return meant < 2 || rmap_fail(err, RMAP_USAGE, "'%s' may be %s; write the one as LAT,LON", name, all);
}

const char **rmap_gazetteer_names(struct rmap_arena *arena, const struct rmap_shelf *shelf, const char *const *names)
{
    size_t count, before = 0;
    const struct rmap_city *cities = rmap_gazetteer_list(arena, shelf, &count);
    while (names[before])
        before++;
    const char **all = rmap_alloc(arena, (before + 2 * count + 1) * sizeof *all);
    for (size_t i = 0; i < before; i++)
        all[i] = names[i];
    for (size_t i = 0; i < count; i++) {
        all[before + 2 * i] = cities[i].name;
        all[before + 2 * i + 1] = cities[i].name_ko;
    }
    return all;
}
