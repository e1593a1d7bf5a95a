#include "alt.h"

#include <math.h>
#include <string.h>

#include "ring.h"
#include "sight.h"
#include "words.h"

#define MAX_SITES 8           /* named one by one; beyond, they are counted */

static const char *const COMPASS_EN[] = {"north", "north-east", "east", "south-east", "south", "south-west", "west",
                                         "north-west"};
static const char *const COMPASS_KO[] = {"북쪽", "북동쪽", "동쪽", "남동쪽", "남쪽", "남서쪽", "서쪽", "북서쪽"};

static const char *name_of(const struct rmap_map *map, const char *en, const char *ko)
{
    return rmap_words_first(map->lang, en, ko);
}

/* "Osan Air Base lies 53 km south of Seoul" */
static const char *bearing(const struct rmap_map *map, const struct rmap_site *site, const struct rmap_place *from, bool korean)
{
    double azimuth, distance = rmap_geodesic_distance(from->at, site->at, &azimuth, NULL);
    int eighth = (int)floor(fmod(azimuth + 360 + 22.5, 360) / 45);
    const char *site_name = name_of(map, site->name, site->name_ko), *place = name_of(map, from->name, from->name_ko);
    if (korean)
        return rmap_format(map->arena, "%s: %s에서 %s으로 %.0f km", site_name, place, COMPASS_KO[eighth], distance / 1000);
    return rmap_format(map->arena, "%s lies %.0f km %s of %s", site_name, distance / 1000, COMPASS_EN[eighth], place);
}

static const char *site_sentence(const struct rmap_map *map, bool korean)
{
    const struct rmap_place *from = map->rings.count ? &map->rings.items[0].place : NULL;
    const char *out = "";
    size_t named = 0;
    for (size_t i = 0; i < map->sites.count; i++) {
        const struct rmap_site *site = &map->sites.items[i];
        if (named == MAX_SITES || (from && strcmp(from->id, site->id) == 0))
            continue;
        const char *part = from ? bearing(map, site, from, korean) : name_of(map, site->name, site->name_ko);
        out = rmap_format(map->arena, "%s%s%s", out, named++ ? ", " : "", part);
    }
    if (named == 0)
        return "";
    if (from)
        return rmap_format(map->arena, " %s.", out);
    return rmap_format(map->arena, korean ? " 지점: %s." : " Sites shown: %s.", out);
}

/* Which of the sites lie within each ring. */
static const char *within_sentence(const struct rmap_map *map, const struct rmap_ring *ring, bool korean)
{
    const char *out = "";
    size_t inside = 0, others = 0;
    for (size_t i = 0; i < map->sites.count; i++) {
        const struct rmap_site *site = &map->sites.items[i];
        if (strcmp(site->id, ring->place.id) == 0)
            continue;
        others++;
        double distance = rmap_geodesic_distance(ring->place.at, site->at, NULL, NULL);
        if (distance > ring->outer_m || distance < ring->inner_m)
            continue;
        out = rmap_format(map->arena, "%s%s%s", out, inside++ ? ", " : "", name_of(map, site->name, site->name_ko));
    }
    const char *label = name_of(map, ring->label, ring->label_ko), *place = name_of(map, ring->place.name, ring->place.name_ko);
    if (others == 0)
        return "";
    if (inside == others && others > 1)
        out = korean ? "표시된 모든 지점" : "every site shown";
    else if (inside == 0)
        out = korean ? "없음" : "none of the sites shown";
    if (korean)
        return rmap_format(map->arena, " %s에서 %s 이내: %s.", place, label, out);
    return rmap_format(map->arena, " Within %s of %s: %s.", label, place, out);
}

static bool is_sector(const struct rmap_ring *ring)
{
    return ring->from_deg != ring->to_deg;
}

const char *rmap_alt_text(const struct rmap_map *map)
{
    bool korean = strcmp(map->lang, "ko") == 0;
    const char *extent = rmap_option_text(map->options, RMAP_OPT_EXTENT);
    const char *where = rmap_words_title(map->arena, &(struct rmap_rings){0}, extent, korean);
    const char *out = rmap_format(map->arena, korean ? "지도: %s." : "Map: %s.", where);
    struct rmap_rings seen = rmap_sight_rings(map);
    const char *unseen = rmap_sight_words(map, korean);
    if (seen.count > 0)
        out = rmap_format(map->arena, korean ? "%s %s을 측지선 거리로 표시." : "%s Shaded: %s, as geodesic distances.", out,
                          rmap_words_title(map->arena, &seen, extent, korean));
    if (unseen[0])
        out = rmap_format(map->arena, "%s %s", out, unseen);
    out = rmap_format(map->arena, "%s%s", out, site_sentence(map, korean));
    for (size_t i = 0; i < map->rings.count && i < MAX_SITES; i++) {
        if (!is_sector(&map->rings.items[i]))
            out = rmap_format(map->arena, "%s%s", out, within_sentence(map, &map->rings.items[i], korean));
    }
    return out;
}
