#include "centres.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b)
{
    const struct rmap_centre *x = a, *y = b;
    int order = strcmp(x->ring->place.id, y->ring->place.id);
    return order != 0 ? order : (x->ring > y->ring) - (x->ring < y->ring);
}

/* A position's name is its figures, which tell a reader nothing on the map. */
static struct rmap_centre centre_of(const struct rmap_map *map, const struct rmap_ring *ring)
{
    const struct rmap_place *place = &ring->place;
    bool named = place->path || rmap_site_find(&map->all_sites, place->id);
    return (struct rmap_centre){ring, named ? place->name : "", named ? place->name_ko : ""};
}

struct rmap_centre *rmap_centres_find(const struct rmap_map *map, size_t *count)
{
    struct rmap_centre *centres = rmap_alloc(map->arena, (map->rings.count + 1) * sizeof *centres);
    size_t found = 0;
    *count = 0;
    for (size_t i = 0; i < map->rings.count; i++) {
        const struct rmap_ring *ring = &map->rings.items[i];
        if (!ring->place.shape && !rmap_site_find(&map->sites, ring->place.id))
            centres[found++] = centre_of(map, ring);
    }
    qsort(centres, found, sizeof *centres, by_place);
    for (size_t i = 0; i < found; i++) {
        if (*count == 0 || strcmp(centres[*count - 1].ring->place.id, centres[i].ring->place.id) != 0)
            centres[(*count)++] = centres[i];
    }
    return centres;
}
