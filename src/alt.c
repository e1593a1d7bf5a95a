#include "alt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numbered.h"
#include "numbers.h"
#include "outline.h"
#include "particle.h"
#include "sight.h"
#include "tally.h"
#include "words.h"

#define MAX_NAMED    6      /* sites named one by one; more are counted */
#define MAX_BANDS    3      /* rings that sites are told by; of more, the farthest alone */
#define MAX_PARTS    6      /* of the rings, told one by one; of more, all together */
#define MAX_FIGURES  16     /* of a table, read out one by one */
#define SAME_SPOT_M  100.0  /* a site so near is where the rings' place is */
#define THIN_SPACE   "\u2009"

static const char *const COMPASS_EN[] = {"north", "north-east", "east", "south-east", "south", "south-west", "west",
                                         "north-west"};
static const char *const COMPASS_KO[] = {"북쪽", "북동쪽", "동쪽", "남동쪽", "남쪽", "남서쪽", "서쪽", "북서쪽"};

/* A site on the map: the band that it lies in (the first ring that holds it, the last band for none), and how far off. */
struct sighting {
    const struct rmap_site *site;
    size_t band;
    double distance_m, azimuth_deg; /* from the one place of the rings */
};

/* What there is to be told, before it is put into words. */
struct view {
    const struct rmap_map *map;
    struct rmap_arena *arena;
    const char *lang;                   /* "en" or "ko" */
    struct rmap_rings rings;            /* those whose edge can be seen; the nearest first */
    const struct rmap_ring *holds_all;  /* with none of them: the smallest that all of the map lies in */
    const struct rmap_place *place;     /* the one place that all of these stand around; NULL: none, or several */
    bool plain;                         /* discs around that place: sites lie within one, or beyond */
    bool areas;                         /* around lines or areas, or dissolved: no rings for the reader */
    struct sighting *sites;             /* without the rings' places */
    size_t site_count, named_places;    /* of the rings' places, those that are sites of the map */
};

/* --- what can be seen --- */

static bool in_frame(const struct rmap_map *map, struct rmap_lonlat at)
{
    struct rmap_page p;
    return rmap_frame_place(map->frame, at, &p)
           && rmap_box_holds(map->page.frame, (struct rmap_box){p.x_mm, p.y_mm, p.x_mm, p.y_mm});
}

static bool ring_holds(const struct rmap_ring *ring, struct rmap_lonlat at)
{
    struct rmap_bearing bearing;
    struct rmap_zone zone = {.rings = &ring, .count = 1};
    return rmap_zone_holds(&zone, at, &bearing);
}

static int by_distance(const void *a, const void *b)
{
    const struct rmap_ring *x = a, *y = b;
    return (x->outer_m > y->outer_m) - (x->outer_m < y->outer_m);
}

/* Joined with one that holds all of the map, a ring has no edge of its own. */
static bool is_swallowed(const struct rmap_map *map, const struct rmap_ring *ring)
{
    for (size_t i = 0; rmap_option_on(map->options, RMAP_OPT_DISSOLVE) && i < map->rings.count; i++) {
        if (map->sights[i] == RMAP_SIGHT_WITHIN && strcmp(map->rings.items[i].class, ring->class) == 0)
            return true;
    }
    return false;
}

static void find_rings(struct view *view)
{
    const struct rmap_map *map = view->map;
    struct rmap_rings seen = rmap_sight_rings(map);
    view->rings.items = rmap_alloc(view->arena, (seen.count + 1) * sizeof *view->rings.items);
    for (size_t i = 0; i < seen.count; i++) {
        if (!is_swallowed(map, &seen.items[i]))
            view->rings.items[view->rings.count++] = seen.items[i];
    }
    qsort(view->rings.items, view->rings.count, sizeof *view->rings.items, by_distance);
    for (size_t i = 0; view->rings.count == 0 && i < map->rings.count; i++) {
        const struct rmap_ring *ring = &map->rings.items[i];
        if (map->sights[i] == RMAP_SIGHT_WITHIN && (!view->holds_all || ring->outer_m < view->holds_all->outer_m))
            view->holds_all = ring;
    }
}

static bool is_sector(const struct rmap_ring *ring)
{
    return ring->from_deg != ring->to_deg;
}

static void find_place(struct view *view)
{
    const struct rmap_ring *first = view->holds_all ? view->holds_all : view->rings.items;
    bool dissolved = rmap_option_on(view->map->options, RMAP_OPT_DISSOLVE);
    bool one_place = view->holds_all || view->rings.count > 0;
    view->plain = view->rings.count > 0;
    for (size_t i = 0; i < view->rings.count; i++) {
        const struct rmap_ring *ring = &view->rings.items[i];
        one_place &= strcmp(ring->place.id, first->place.id) == 0;
        view->plain &= ring->inner_m == 0 && !is_sector(ring);
        view->areas |= ring->place.shape != NULL;
    }
    view->place = one_place ? &first->place : NULL;
    view->plain &= one_place;
    view->areas |= dissolved && !one_place;
}

static size_t band_of(const struct view *view, struct rmap_lonlat at)
{
    for (size_t i = 0; i < view->rings.count; i++) {
        if (ring_holds(&view->rings.items[i], at))
            return view->plain ? i : 0;
    }
    return view->rings.count;
}

static bool is_place(const struct view *view, const struct rmap_site *site)
{
    for (size_t i = 0; i < view->rings.count; i++) {
        if (strcmp(view->rings.items[i].place.id, site->id) == 0)
            return true;
    }
    return view->holds_all && strcmp(view->holds_all->place.id, site->id) == 0;
}

static void find_sites(struct view *view)
{
    const struct rmap_sites *sites = &view->map->sites;
    view->sites = rmap_alloc(view->arena, (sites->count + 1) * sizeof *view->sites);
    for (size_t i = 0; i < sites->count; i++) {
        const struct rmap_site *site = &sites->items[i];
        struct sighting *sighting = &view->sites[view->site_count];
        if (!in_frame(view->map, site->at))
            continue;
        if (is_place(view, site)) {
            view->named_places++;
            continue;
        }
        *sighting = (struct sighting){.site = site, .band = band_of(view, site->at)};
        if (view->place)
            sighting->distance_m = rmap_outline_distance(view->place, site->at, &sighting->azimuth_deg);
        view->site_count++;
    }
}

/* --- words of both languages --- */

static bool is_korean(const struct view *view)
{
    return strcmp(view->lang, "ko") == 0;
}

/* In the unit of the rings. */
static const char *distance(const struct view *view, double metres)
{
    const struct rmap_ring *ring = view->holds_all ? view->holds_all : &view->rings.items[0];
    const char *space = strstr(rmap_words_distance(view->arena, ring), THIN_SPACE);
    return rmap_number_about(view->arena, metres, space ? space + strlen(THIN_SPACE) : "km");
}

static const char *degrees(const struct view *view, double deg)
{
    struct rmap_buffer text = {0};
    rmap_append_number(&text, deg, 1);
    const char *out = rmap_format(view->arena, "%s°", text.text);
    rmap_buffer_free(&text);
    return out;
}

/* Of a site in an area, or where the rings' place is; NULL for others. */
static const char *without_distance(const struct view *view, const struct sighting *sighting, bool said, bool korean)
{
    const char *place = rmap_words_place(view->arena, view->place, korean);
    bool line = view->place->shape != NULL;
    if (line ? sighting->distance_m > 0 : sighting->distance_m > SAME_SPOT_M)
        return NULL;
    if (line)
        return korean ? "안" : "inside";
    if (korean)
        return said ? rmap_format(view->arena, "%s 지점", place) : "중심";
    return said ? rmap_format(view->arena, "at %s", place) : "at the centre";
}

/* "53 km south", "남쪽 53 km"; from a line or an area without the direction. said: the place is named too, "53 km south of
 * Seoul". */
static const char *how_far(const struct view *view, const struct sighting *sighting, bool said, bool korean)
{
    struct rmap_arena *arena = view->arena;
    const char *far = distance(view, sighting->distance_m), *place = rmap_words_place(arena, view->place, korean);
    int eighth = (int)floor(fmod(sighting->azimuth_deg + 360 + 22.5, 360) / 45) % 8;
    bool line = view->place->shape != NULL;
    if (korean)
        return rmap_format(arena, "%s%s%s%s%s", said ? place : "", said ? "에서 " : "", line ? "" : COMPASS_KO[eighth],
                           line ? "" : " ", far);
    return rmap_format(arena, "%s%s%s%s%s", far, line ? "" : " ", line ? "" : COMPASS_EN[eighth],
                       !said ? "" : line ? " from " : " of ", said ? place : "");
}

/* "Osan Air Base (53 km south)", "오산 공군기지(남쪽 53 km)" */
static const char *with_distance(const struct view *view, const struct sighting *sighting, bool said, bool korean)
{
    const char *name = rmap_words_first(korean ? "ko" : "en", sighting->site->name, sighting->site->name_ko);
    if (!view->place)
        return name;
    const char *there = without_distance(view, sighting, said, korean);
    return rmap_format(view->arena, korean ? "%s(%s)" : "%s (%s)", name, there ? there : how_far(view, sighting, said, korean));
}

/* The sites of a band as a list of names. */
static const char *names(const struct view *view, size_t band, bool korean)
{
    const char **list = rmap_alloc(view->arena, (view->site_count + 1) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < view->site_count; i++) {
        if (view->sites[i].band == band)
            list[count++] = with_distance(view, &view->sites[i], false, korean);
    }
    return rmap_words_join(view->arena, list, count, ", ", korean ? NULL : " and ");
}

/* All of them; the first says what they are told from. */
static const char *all_names(const struct view *view, bool korean)
{
    const char **list = rmap_alloc(view->arena, (view->site_count + 1) * sizeof *list);
    for (size_t i = 0; i < view->site_count; i++)
        list[i] = with_distance(view, &view->sites[i], i == 0, korean);
    return rmap_words_join(view->arena, list, view->site_count, ", ", korean ? NULL : " and ");
}

static size_t count_in(const struct view *view, size_t band)
{
    size_t count = 0;
    for (size_t i = 0; i < view->site_count; i++)
        count += view->sites[i].band == band;
    return count;
}

/* Bands that hold sites, the nearest first. */
static size_t find_bands(const struct view *view, size_t *bands)
{
    size_t count = 0;
    for (size_t band = 0; band <= view->rings.count; band++) {
        if (count_in(view, band) > 0)
            bands[count++] = band;
    }
    return count;
}

/* The rings' own inner distance or azimuths when all have the same; else NULL. */
static const struct rmap_ring *alike(const struct rmap_rings *rings)
{
    const struct rmap_ring *first = &rings->items[0];
    for (size_t i = 1; i < rings->count; i++) {
        const struct rmap_ring *ring = &rings->items[i];
        if (ring->inner_m != first->inner_m || ring->from_deg != first->from_deg || ring->to_deg != first->to_deg)
            return NULL;
    }
    return first;
}

static bool is_beyond(const struct view *view, size_t band)
{
    return band == view->rings.count;
}

static const char *farthest(const struct view *view)
{
    return rmap_words_distance(view->arena, &view->rings.items[view->rings.count - 1]);
}

/* --- English --- */

/* "124° E" */
static const char *at_en(const struct view *view, double deg, const char *below, const char *above)
{
    return rmap_format(view->arena, "%s\u2009%s", degrees(view, fabs(deg)), deg < 0 ? below : above);
}

/* "the Korean peninsula"; of an extent without a name the degrees. */
static const char *area_en(const struct view *view, const char *extent, struct rmap_bounds b)
{
    const char *title = rmap_words_extent(extent, false);
    if (!title)
        return rmap_format(view->arena, "the area from %s to %s and from %s to %s", at_en(view, b.west_deg, "W", "E"),
                           at_en(view, b.east_deg, "W", "E"), at_en(view, b.south_deg, "S", "N"),
                           at_en(view, b.north_deg, "S", "N"));
    return strncmp(title, "The ", 4) == 0 ? rmap_format(view->arena, "the %s", title + 4) : title;
}

/* " of the Korean peninsula"; "" for an extent fitted to what is drawn. */
static const char *extent_en(const struct view *view)
{
    const char *extent = rmap_option_text(view->map->options, RMAP_OPT_EXTENT);
    return strcmp(extent, "fit") == 0 ? "" : rmap_format(view->arena, " of %s", area_en(view, extent, view->map->extent));
}

/* ", clockwise from azimuth 315° to 60°" of sectors, "" of others. */
static const char *azimuths_en(const struct view *view, const struct rmap_ring *ring)
{
    return !is_sector(ring) ? "" : rmap_format(view->arena, ", clockwise from azimuth %s to %s", degrees(view, ring->from_deg),
                                               degrees(view, ring->to_deg));
}

/* "rings of 180 and 300 km around Seoul", of rings with the same distances around each of their places. */
static const char *part_en(const struct view *view, const struct rmap_rings *rings)
{
    struct rmap_arena *arena = view->arena;
    const struct rmap_ring *same = alike(rings);
    const char *distances = rmap_words_distances(arena, rings, false);
    const char *places = rmap_words_places(arena, rings, ", ", " and ", false);
    const char *from = same ? azimuths_en(view, same) : "";
    bool several = strstr(distances, " and ") || strstr(distances, " to ");
    if (same && same->inner_m > 0 && !several)
        return rmap_format(arena, "the area between %s and %s from %s%s", distance(view, same->inner_m), distances, places, from);
    const char *without = same && same->inner_m > 0
                          ? rmap_format(arena, ", leaving out what is nearer than %s", distance(view, same->inner_m)) : "";
    if (view->areas) {
        bool dissolved = rmap_option_on(view->map->options, RMAP_OPT_DISSOLVE);
        const char *any = dissolved ? rmap_words_places(arena, rings, ", ", " or ", false) : places;
        bool counted = any[0] >= '0' && any[0] <= '9' && strstr(any, " places");
        return rmap_format(arena, "the area%s within %s of %s%s%s%s", several ? "s" : "", distances, counted ? "any of " : "", any, from,
                           without);
    }
    bool one = rings->count == 1;
    const char *kind = same && is_sector(same) ? "sectors" : "rings";
    if (strstr(distances, " to ")) /* too many to list: how many is told instead */
        return rmap_format(arena, "%zu %s around %s, from %s%s%s", rings->count, kind, places, distances, from, without);
    const char *what = same && is_sector(same) ? (one ? "a sector" : kind) : one ? "a ring" : kind;
    return rmap_format(arena, "%s of %s around %s%s%s", what, distances, places, from, without);
}

/* " within 180 km", " beyond"; of sectors, annuli and several places " inside", " outside". */
static const char *where_en(const struct view *view, size_t band, bool alone)
{
    if (!view->plain)
        return is_beyond(view, band) ? " outside" : " inside";
    if (is_beyond(view, band))
        return alone ? rmap_format(view->arena, " beyond %s", farthest(view)) : " beyond";
    return rmap_format(view->arena, " within %s", rmap_words_distance(view->arena, &view->rings.items[band]));
}

static const char *named_en(const struct view *view, const size_t *bands, size_t count)
{
    const char *parts[MAX_BANDS + 1];
    for (size_t i = 0; i < count; i++) {
        size_t sites = count_in(view, bands[i]);
        const char *verb = i > 0 ? "" : sites == 1 ? " lies" : count == 1 ? " all lie" : " lie";
        verb = count == 1 && sites == 2 ? " both lie" : verb;
        parts[i] = rmap_format(view->arena, "%s%s%s", names(view, bands[i], false), verb,
                               where_en(view, bands[i], count == 1));
    }
    return rmap_format(view->arena, " %s.", rmap_words_join(view->arena, parts, count, "; ", "; "));
}

static const char *counted_en(const struct view *view, const size_t *bands, size_t count)
{
    const char *other = view->named_places ? "other " : "";
    if (count == 1)
        return rmap_format(view->arena, " All %zu %ssites lie%s.", view->site_count, other, where_en(view, bands[0], true));
    const char *parts[MAX_BANDS + 1];
    for (size_t i = 0; i < count; i++)
        parts[i] = rmap_format(view->arena, "%zu%s%s%s", count_in(view, bands[i]),
                               i > 0 && !is_beyond(view, bands[i]) ? " more" : "",
                               i > 0 ? "" : count_in(view, bands[i]) == 1 ? " lies" : " lie", where_en(view, bands[i], false));
    return rmap_format(view->arena, " Of the %zu %ssites, %s.", view->site_count, other,
                       rmap_words_join(view->arena, parts, count, ", ", " and "));
}

/* Sites without rings to tell them by. */
static const char *marked_en(const struct view *view)
{
    if (view->site_count > MAX_NAMED)
        return rmap_format(view->arena, " It marks %zu %ssites.", view->site_count, view->named_places ? "other " : "");
    return rmap_format(view->arena, " It marks %s.", all_names(view, false));
}

/* --- Korean --- */

/* "동경 124°–131°" */
static const char *span_ko(const struct view *view, double from_deg, double to_deg, const char *below, const char *above)
{
    const char *from = from_deg < 0 ? below : above, *to = to_deg < 0 ? below : above;
    return rmap_format(view->arena, "%s%s–%s%s", from, degrees(view, fabs(from_deg)), from == to ? "" : to,
                       degrees(view, fabs(to_deg)));
}

static const char *area_ko(const struct view *view, const char *extent, struct rmap_bounds b)
{
    const char *title = rmap_words_extent(extent, true);
    return title ? title : rmap_format(view->arena, "%s, %s", span_ko(view, b.west_deg, b.east_deg, "서경 ", "동경 "),
                                       span_ko(view, b.south_deg, b.north_deg, "남위 ", "북위 "));
}

static const char *extent_ko(const struct view *view)
{
    const char *extent = rmap_option_text(view->map->options, RMAP_OPT_EXTENT);
    return strcmp(extent, "fit") == 0 ? "" : rmap_format(view->arena, "%s ", area_ko(view, extent, view->map->extent));
}

/* "서울에서 180·300 km 이내" */
static const char *part_ko(const struct view *view, const struct rmap_rings *rings)
{
    struct rmap_arena *arena = view->arena;
    const struct rmap_ring *same = alike(rings);
    const char *distances = rmap_words_distances(arena, rings, true);
    const char *last = view->areas && !view->place ? " 또는 " : NULL;
    const char *places = rmap_words_places(arena, rings, ", ", last, true);
    bool annulus = same && same->inner_m > 0, several = strstr(distances, "·") || strstr(distances, "–");
    const char *aside = same && is_sector(same) ? rmap_format(arena, "방위각 %s에서 시계 방향으로 %s까지", degrees(view, same->from_deg),
                                                              degrees(view, same->to_deg)) : "";
    if (annulus && several)
        aside = rmap_format(arena, "%s%s%s 이내 제외", aside, aside[0] ? ", " : "", distance(view, same->inner_m));
    const char *reach = strstr(distances, "–") && !view->areas
                        ? rmap_format(arena, "%s에서 %s의 %s %zu개", places, distances, same && is_sector(same) ? "부채꼴" : "거리권", rings->count)
                        : annulus && !several
                        ? rmap_format(arena, "%s에서 %s 이상 %s 이내", places, distance(view, same->inner_m), distances)
                        : rmap_format(arena, "%s에서 %s 이내", places, distances);
    return aside[0] ? rmap_format(arena, "%s(%s)", reach, aside) : reach;
}

static const char *where_ko(const struct view *view, size_t band)
{
    if (!view->plain)
        return is_beyond(view, band) ? "바깥쪽에" : "안쪽에";
    if (is_beyond(view, band))
        return rmap_format(view->arena, "%s 밖에", farthest(view));
    return rmap_format(view->arena, "%s 안에", rmap_words_distance(view->arena, &view->rings.items[band]));
}

static const char *named_ko(const struct view *view, const size_t *bands, size_t count)
{
    const char *parts[MAX_BANDS + 1];
    for (size_t i = 0; i < count; i++) {
        const char *sites = names(view, bands[i], true);
        parts[i] = rmap_format(view->arena, "%s%s %s%s", sites, rmap_particle(sites, RMAP_EUN),
                               count == 1 && view->site_count > 1 ? "모두 " : "", where_ko(view, bands[i]));
    }
    return rmap_format(view->arena, " %s 있다.", rmap_words_join(view->arena, parts, count, " 있고, ", " 있고, "));
}

static const char *counted_ko(const struct view *view, const size_t *bands, size_t count)
{
    const char *other = view->named_places ? "다른 " : "";
    if (count == 1)
        return rmap_format(view->arena, " %s%zu곳 모두 %s 있다.", other, view->site_count, where_ko(view, bands[0]));
    const char *parts[MAX_BANDS + 1];
    for (size_t i = 0; i < count; i++)
        parts[i] = rmap_format(view->arena, "%s%zu곳은 %s", i > 0 && !is_beyond(view, bands[i]) ? "또 " : "",
                               count_in(view, bands[i]), where_ko(view, bands[i]));
    return rmap_format(view->arena, " %s%zu곳 가운데 %s 있다.", other, view->site_count,
                       rmap_words_join(view->arena, parts, count, " 있고, ", " 있고, "));
}

static const char *marked_ko(const struct view *view)
{
    if (view->site_count > MAX_NAMED)
        return rmap_format(view->arena, " %s%zu곳을 표시했다.", view->named_places ? "다른 " : "", view->site_count);
    const char *sites = all_names(view, true);
    return rmap_format(view->arena, " %s%s 표시했다.", sites, rmap_particle(sites, RMAP_EUL));
}

/* --- the sentences --- */

/* How many sectors there are, and how many others that leave out what is near. */
struct kinds { size_t sectors, annuli; };

static struct kinds count_kinds(const struct rmap_rings *rings)
{
    struct kinds kinds = {0};
    for (size_t i = 0; i < rings->count; i++) {
        kinds.sectors += is_sector(&rings->items[i]);
        kinds.annuli += !is_sector(&rings->items[i]) && rings->items[i].inner_m > 0;
    }
    return kinds;
}

/* "8 rings around 7 places, among them a sector and 2 areas between two distances"; "8 sectors around Seoul" */
static const char *kinds_en(const struct view *view)
{
    struct rmap_arena *arena = view->arena;
    struct kinds kinds = count_kinds(&view->rings);
    size_t all = view->rings.count, count = 0;
    const char *some[2], *places = rmap_words_places(arena, &view->rings, ", ", " and ", false);
    if (kinds.sectors == all && !view->areas)
        return rmap_format(arena, "%zu sectors around %s", all, places);
    const char *what = view->areas ? "the areas" : rmap_format(arena, "%zu rings", all);
    if (kinds.sectors > 0)
        some[count++] = kinds.sectors == 1 ? "a sector" : rmap_format(arena, "%zu sectors", kinds.sectors);
    if (kinds.annuli > 0)
        some[count++] = kinds.annuli == 1 ? "an area between two distances"
                                          : rmap_format(arena, "%zu areas between two distances", kinds.annuli);
    return rmap_format(arena, "%s around %s%s%s", what, places, count > 0 ? ", among them " : "",
                       rmap_words_join(arena, some, count, " and ", " and "));
}

/* "7곳의 범위 8개(부채꼴 1개, 두 거리 사이 2개 포함)", "서울에서 부채꼴 8개" of one place */
static const char *kinds_ko(const struct view *view)
{
    struct rmap_arena *arena = view->arena;
    struct kinds kinds = count_kinds(&view->rings);
    size_t all = view->rings.count, count = 0;
    const char *some[2], *of = view->place ? "" : rmap_format(arena, "%s의 ", rmap_words_places(arena, &view->rings, ", ", NULL, true));
    if (kinds.sectors == all && !view->areas)
        return rmap_format(arena, "%s부채꼴 %zu개", of, all);
    const char *what = view->areas ? "범위" : rmap_format(arena, "범위 %zu개", all);
    if (kinds.sectors > 0)
        some[count++] = rmap_format(arena, "부채꼴 %zu개", kinds.sectors);
    if (kinds.annuli > 0)
        some[count++] = rmap_format(arena, "두 거리 사이 %zu개", kinds.annuli);
    return count == 0 ? rmap_format(arena, "%s%s", of, what)
                      : rmap_format(arena, "%s%s(%s 포함)", of, what, rmap_words_join(arena, some, count, ", ", ", "));
}

/* "from 55 km around Busan to 300 km around Seoul": the nearest and the farthest; "each of 60 km" */
static const char *span_of_rings(const struct view *view, bool korean)
{
    struct rmap_arena *arena = view->arena;
    const struct rmap_ring *near = &view->rings.items[0], *far = &view->rings.items[view->rings.count - 1];
    const char *from = rmap_words_distance(arena, near), *from_place = rmap_words_place(arena, &near->place, korean);
    const char *to = rmap_words_distance(arena, far), *to_place = rmap_words_place(arena, &far->place, korean);
    if (near->outer_m == far->outer_m && korean)
        return rmap_format(arena, "%s%s%s 이내", view->place ? from_place : "", view->place ? "에서 " : "", from);
    if (near->outer_m == far->outer_m)
        return rmap_format(arena, "each of %s", from);
    if (view->place)
        return korean ? rmap_format(arena, "%s에서 %s 이내부터 %s 이내까지", from_place, from, to) : rmap_format(arena, "from %s to %s", from, to);
    return korean ? rmap_format(arena, "%s에서 %s 이내부터 %s에서 %s 이내까지", from_place, from, to_place, to)
                  : rmap_format(arena, "from %s around %s to %s around %s", from, from_place, to, to_place);
}

/* " with rings of 180 and 300 km around Seoul", "서울에서 180·300 km 이내를 표시한 "; what differs is told part by part,
 * and too many parts together. */
static const char *told_rings(const struct view *view, bool korean)
{
    size_t count;
    const struct rmap_rings *parts = rmap_words_parts(view->arena, &view->rings, true, &count);
    if (count > MAX_PARTS)
        return korean ? rmap_format(view->arena, "%s %s를 표시한 ", span_of_rings(view, true), kinds_ko(view))
                      : rmap_format(view->arena, " with %s, %s", kinds_en(view), span_of_rings(view, false));
    const char *told[MAX_PARTS];
    for (size_t i = 0; i < count; i++)
        told[i] = korean ? part_ko(view, &parts[i]) : part_en(view, &parts[i]);
    const char *all = rmap_words_join(view->arena, told, count, ", ", korean ? ", " : " and ");
    return korean ? rmap_format(view->arena, "%s%s 표시한 ", all, rmap_particle(all, RMAP_EUL))
                  : rmap_format(view->arena, " with %s", all);
}

static const char *lead(const struct view *view)
{
    struct rmap_arena *arena = view->arena;
    bool korean = is_korean(view);
    const char *extent = korean ? extent_ko(view) : extent_en(view);
    if (view->holds_all) {
        const char *place = rmap_words_place(arena, &view->holds_all->place, korean);
        const char *far = rmap_words_distance(arena, view->holds_all);
        return korean ? rmap_format(arena, "전체가 %s에서 %s 이내인 %s지도.", place, far, extent)
                      : rmap_format(arena, "Map%s, all of it within %s of %s.", extent, far, place);
    }
    const char *rings = view->rings.count == 0 ? "" : told_rings(view, korean);
    const char *unseen = view->rings.count == 0 ? rmap_sight_words(view->map, korean) : "", *blank = unseen[0] ? " " : "";
    return korean ? rmap_format(arena, "%s%s지도.%s%s", rings, extent, blank, unseen)
                  : rmap_format(arena, "Map%s%s.%s%s", extent, rings, blank, unseen);
}

static const char *sites_sentence(const struct view *view)
{
    size_t *bands = rmap_alloc(view->arena, (view->rings.count + 1) * sizeof *bands);
    size_t count = find_bands(view, bands);
    bool korean = is_korean(view);
    if (count == 0)
        return "";
    if (view->rings.count == 0 || count > MAX_BANDS + 1)
        return korean ? marked_ko(view) : marked_en(view);
    if (view->site_count > MAX_NAMED)
        return korean ? counted_ko(view, bands, count) : counted_en(view, bands, count);
    return korean ? named_ko(view, bands, count) : named_en(view, bands, count);
}

/* " Lines run outwards from Seoul at 045° and 090°." */
static const char *radials_sentence(const struct view *view)
{
    const struct rmap_rings *rings = &view->map->rings;
    bool korean = is_korean(view);
    const char *labels[MAX_NAMED];
    struct rmap_rings from = {.items = rmap_alloc(view->arena, (rings->radial_count + 1) * sizeof *from.items)};
    size_t each = 0; /* around the first place, and so around each */
    for (size_t i = 0; i < rings->radial_count; i++) {
        const struct rmap_radial *radial = &rings->radials[i];
        from.items[from.count++].place = radial->place;
        if (strcmp(radial->place.id, rings->radials[0].place.id) != 0)
            continue;
        if (each < MAX_NAMED)
            labels[each] = radial->label;
        each++;
    }
    if (each == 0)
        return "";
    const char *places = rmap_words_places(view->arena, &from, ", ", korean ? NULL : " and ", korean);
    const char *listed = each > MAX_NAMED ? "" : rmap_words_join(view->arena, labels, each, ", ", korean ? ", " : " and ");
    if (korean)
        return listed[0] ? rmap_format(view->arena, " %s에서 방위각 %s 방향으로 선을 그었다.", places, listed)
                         : rmap_format(view->arena, " %s에서 %zu개 방향으로 선을 그었다.", places, each);
    return listed[0] ? rmap_format(view->arena, " %s outwards from %s at azimuth%s %s.", each == 1 ? "A line runs" : "Lines run", places,
                                   each == 1 ? "" : "s", listed)
                     : rmap_format(view->arena, " Lines run outwards from %s in %zu directions.", places, each);
}

static const char *closeup_sentence(const struct view *view)
{
    const struct rmap_map *closeup = view->map->closeup;
    const char *extent = rmap_option_text(view->map->options, RMAP_OPT_CLOSEUP);
    if (!closeup)
        return "";
    if (is_korean(view)) {
        const char *what = area_ko(view, extent, closeup->extent);
        return rmap_format(view->arena, " %s%s 확대한 창이 있다.", what, rmap_particle(what, RMAP_EUL));
    }
    return rmap_format(view->arena, " A close-up window shows %s.", area_en(view, extent, closeup->extent));
}

/* The figures of the table on the map, in the sentence's language. Distances that the sites' sentence tells are told once. */
static const char *table_sentence(const struct view *view)
{
    struct rmap_map other = *view->map;
    struct rmap_figures figures;
    struct rmap_error trouble = {0};
    bool korean = is_korean(view), shares = strcmp(rmap_option_text(view->map->options, RMAP_OPT_TABLE), "shares") == 0;
    other.lang = view->lang;
    other.notes = (struct rmap_notes){.arena = view->arena};
    if (!view->map->has_table || (!shares && view->place && view->site_count <= MAX_NAMED) || !rmap_tally(&other, &figures, &trouble))
        return "";
    const char *from = shares ? figures.cells[0] : "", *title = figures.title;
    const char *all = korean ? rmap_format(view->arena, " 표: %s%s%s.", from, from[0] ? " " : "", title)
                             : rmap_format(view->arena, " Table: %s%s%s.", title, from[0] ? " " : "", from);
    bool few = (figures.rows - 1) * (figures.columns - 1) <= MAX_FIGURES;
    for (size_t row = 1; few && row < figures.rows; row++) {
        const char **cells = figures.cells + row * figures.columns;
        all = rmap_format(view->arena, "%s%s %s: ", all, row > 1 ? ";" : "", cells[0]);
        for (size_t i = 1; i < figures.columns; i++)
            all = rmap_format(view->arena, "%s%s%s %s", all, i > 1 ? ", " : "", figures.cells[i], cells[i]);
    }
    return few ? rmap_format(view->arena, "%s.", all) : all;
}

/* Where the sites are too many to be named here, too, a reader learns where the names stand. */
static const char *index_sentence(const struct view *view)
{
    size_t count = rmap_numbered_drawn(view->map).count;
    if (count == 0)
        return "";
    if (is_korean(view))
        return rmap_format(view->arena, " 번호를 매긴 %zu곳의 이름은 지도 아래 목록에 있다.", count);
    return count == 1 ? " A list below the map names the one site that has a number."
                      : rmap_format(view->arena, " A list below the map names the %zu sites that have numbers.", count);
}

const char *rmap_alt_text(const struct rmap_map *map, const char *lang)
{
    struct view view = {.map = map, .arena = map->arena, .lang = lang};
    const char *own = map->filled[RMAP_OPT_ALT] ? map->filled[RMAP_OPT_ALT] : "";
    if (own[0])
        return own;
    find_rings(&view);
    find_place(&view);
    find_sites(&view);
    return rmap_format(map->arena, "%s%s%s%s%s%s", lead(&view), sites_sentence(&view), index_sentence(&view),
                       radials_sentence(&view), closeup_sentence(&view), table_sentence(&view));
}
