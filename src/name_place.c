#include "name_place.h"

#include <math.h>

#include "clip.h"

#define FRAME_AIR_MM 2.0
#define AIR_MM 1.0             /* between a name and anything else that is placed */
#define RING_AIR_MM 0.5        /* between a name and a ring, at the least */
#define EARTH_AIR_MM 1.0       /* between a name's corners and the Earth's edge */
#define OWN_GROUND_SHARE 0.995 /* of a sea's name that must lie on the sea, and of a country's on its land */
#define LOOSER_SHARE 0.8       /* of a name that may hang over */
#define COAST_AIR_MM 0.2       /* between a coast and a name that only the coast holds */
#define LINE_COST 70.0         /* of a box that lines fill: a ring through a name costs more than moving it away */
#define SHORE_COST 3.0         /* of other ground near the name */
#define SHORE_MM 4.0
#define CROWD_COST 1.5         /* of something that stands within */
#define CROWD_MM 5.0
#define MAX_PIECES 40          /* boxes that cover a turned name */
#define MOST_PLACES 60000      /* tried for a name: as on a page of A1; on a larger one they are farther apart */
#define RADIAN 0.017453292519943295 /* of a degree */
#define ISLAND_GAP_MM 0.5      /* between an island and its name */
#define ISLAND_AIR_MM 0.4      /* around that name, which stands in a crowd */
#define ISLAND_LINE_COST 30.0
#define ISLAND_PLACES 11       /* tried on an island, across and down */

/* --- what a name covers --- */

struct footprint {
    struct rmap_box boxes[MAX_PIECES];
    size_t count;
};

static struct rmap_box box_about(struct rmap_page middle, double half_w, double half_h)
{
    return (struct rmap_box){middle.x_mm - half_w, middle.y_mm - half_h, middle.x_mm + half_w, middle.y_mm + half_h};
}

/* A point of the name's middle line; share -1..1 from its left end to its right. */
static struct rmap_page along(const struct rmap_name *name, struct rmap_page middle, double share)
{
    double turn = name->lettering.turn_deg * RADIAN, away = share * name->lettering.size.width_mm / 2;
    return (struct rmap_page){middle.x_mm + away * cos(turn), middle.y_mm + away * sin(turn)};
}

/* One box, or for a turned name a row of boxes, each about a square of the name. */
static struct footprint footprint_at(const struct rmap_name *name, struct rmap_page middle)
{
    double width = name->lettering.size.width_mm, height = name->lettering.size.height_mm;
    if (name->lettering.turn_deg == 0)
        return (struct footprint){{box_about(middle, width / 2, height / 2)}, 1};
    double turn = name->lettering.turn_deg * RADIAN, half = (fabs(cos(turn)) + fabs(sin(turn))) * height / 2;
    double ends = fmax(1 - height / width, 0);
    struct footprint footprint = {.count = (size_t)fmin(ceil(2 * width / height), MAX_PIECES)};
    for (size_t i = 0; i < footprint.count; i++) {
        double share = footprint.count > 1 ? ends * (2.0 * (double)i / (double)(footprint.count - 1) - 1) : 0;
        footprint.boxes[i] = box_about(along(name, middle, share), half, half);
    }
    return footprint;
}

/* --- where it may stand --- */

/* A name does not hang over the edge of a globe or world map. */
static bool on_earth(const struct rmap_map *map, const struct footprint *footprint)
{
    for (size_t i = 0; i < footprint->count; i++) {
        struct rmap_box box = rmap_box_grow(footprint->boxes[i], EARTH_AIR_MM);
        struct rmap_page corners[4] = {{box.x0_mm, box.y0_mm}, {box.x1_mm, box.y0_mm}, {box.x0_mm, box.y1_mm}, {box.x1_mm, box.y1_mm}};
        struct rmap_lonlat at;
        for (int k = 0; k < 4; k++) {
            if (!rmap_frame_unplace(map->frame, corners[k], &at))
                return false;
        }
    }
    return true;
}

static bool in_limits(const struct rmap_map *map, const struct rmap_name *name, struct rmap_page middle)
{
    const struct rmap_bounds *limits = &name->limits;
    for (int i = -1; i <= 1 && limits->east_deg > limits->west_deg; i++) {
        struct rmap_lonlat at;
        if (!rmap_frame_unplace(map->frame, along(name, middle, i), &at))
            return false;
        double lon_deg = at.lon_deg < limits->west_deg ? at.lon_deg + 360 : at.lon_deg; /* limits may lie across 180 */
        if (lon_deg < limits->west_deg || lon_deg > limits->east_deg || at.lat_deg < limits->south_deg
            || at.lat_deg > limits->north_deg)
            return false;
    }
    return true;
}

/* The corners of a level name and places between them lie in its area; on looser terms its middle. */
static bool in_area(const struct rmap_name *name, enum rmap_name_terms terms, struct rmap_page middle)
{
    double half = name->lettering.size.height_mm / 2 + name->area_air_mm;
    if (name->area.count == 0 || terms >= RMAP_NAME_LOOSE)
        return name->area.count == 0 || rmap_path_holds(&name->area, middle);
    for (int i = -2; i <= 2; i++) {
        struct rmap_page p = along(name, middle, i / 2.0);
        if (!rmap_path_holds(&name->area, (struct rmap_page){p.x_mm, p.y_mm - half})
            || !rmap_path_holds(&name->area, (struct rmap_page){p.x_mm, p.y_mm + half}))
            return false;
    }
    return true;
}

static bool meets_ring(const struct rmap_map *map, const struct footprint *footprint, double air_mm)
{
    for (size_t i = 0; i < footprint->count && map->ring_line_count > 0; i++) {
        struct rmap_box box = rmap_box_grow(footprint->boxes[i], air_mm);
        size_t line;
        for (struct rmap_grid_walk walk = rmap_grid_walk(&map->ring_grid, box, 0); rmap_grid_next(&walk, &line);) {
            if (rmap_segment_meets_box(map->ring_lines[line].a, map->ring_lines[line].b, box))
                return true;
        }
    }
    return false;
}

/* What a close-up shows larger has no names of areas across its mark. */
static bool meets_closeup_mark(const struct rmap_map *map, const struct footprint *footprint)
{
    if (map->closeup_mark.count == 0)
        return false;
    struct rmap_box mark = rmap_path_bounds(&map->closeup_mark);
    for (size_t i = 0; i < footprint->count; i++) {
        if (rmap_box_meets(footprint->boxes[i], mark))
            return true;
    }
    return false;
}

/* INFINITY where the name may not stand or what it costs is not below `limit`. Lines under it count by their share of it. */
static double cost_at(const struct rmap_map *map, const struct rmap_name *name, enum rmap_name_terms terms,
                      struct rmap_page middle, double limit)
{
    double away = hypot(middle.x_mm - name->anchor.x_mm, middle.y_mm - name->anchor.y_mm) / name->reach_mm;
    double cost = away * away, on_own = 0;
    if (cost >= limit)
        return INFINITY;
    struct footprint footprint = footprint_at(name, middle);
    double air_mm = terms == RMAP_NAME_LOOSE ? COAST_AIR_MM : 0;
    struct rmap_box inside = rmap_box_grow(map->page.frame, -FRAME_AIR_MM);
    int own = name->ground == RMAP_ANY_LAND ? rmap_ground_at(map->ground, middle) : name->ground;
    if (own == 0 && !name->on_water)
        return INFINITY;
    for (size_t i = 0; i < footprint.count; i++) {
        struct rmap_box near = rmap_box_grow(footprint.boxes[i], AIR_MM), shore = rmap_box_grow(near, SHORE_MM);
        if (!rmap_box_holds(inside, footprint.boxes[i]))
            return INFINITY;
        on_own += rmap_ground_share(map->ground, rmap_box_grow(footprint.boxes[i], air_mm), own) / (double)footprint.count;
        cost += (LINE_COST * rmap_ground_busy(map->ground, near)
                 + SHORE_COST * (1 - rmap_ground_share(map->ground, shore, own))) / (double)footprint.count;
    }
    if (on_own < (terms == RMAP_NAME_OVER ? LOOSER_SHARE : OWN_GROUND_SHARE))
        return INFINITY;
    for (size_t i = 0; i < footprint.count && cost < limit; i++) {
        if (!rmap_is_taken(&map->taken, rmap_box_grow(footprint.boxes[i], CROWD_MM)))
            continue;
        cost += CROWD_COST / (double)footprint.count;
        if (rmap_is_taken(&map->taken, rmap_box_grow(footprint.boxes[i], AIR_MM)))
            return INFINITY;
    }
    bool fits = cost < limit && !meets_closeup_mark(map, &footprint) && in_limits(map, name, middle) && on_earth(map, &footprint)
                && in_area(name, terms, middle)
                && (terms != RMAP_NAME_CLEAR || !meets_ring(map, &footprint, RING_AIR_MM));
    return fits ? cost : INFINITY;
}

/* The places of one side of the grid, and the one that is nearest to the anchor. */
struct steps {
    double first_mm, step_mm;
    int count, home;
};

static struct steps steps_between(double from_mm, double to_mm, double anchor_mm, double step_mm)
{
    struct steps steps = {.first_mm = from_mm, .step_mm = step_mm, .count = (int)floor((to_mm - from_mm) / step_mm) + 1};
    steps.home = (int)round((anchor_mm - from_mm) / step_mm);
    return steps;
}

/* Outward from home, by turns on either side, for i from 0 to twice the count; false where that side has ended. */
static bool step_at(const struct steps *steps, int i, double *mm)
{
    int index = steps->home + (i % 2 ? (i + 1) / 2 : -i / 2);
    *mm = steps->first_mm + index * steps->step_mm;
    return index >= 0 && index < steps->count;
}

static double step_within(struct rmap_box range, double step_mm)
{
    double places = fmax(rmap_box_width(range), 0) * fmax(rmap_box_height(range), 0) / (step_mm * step_mm);
    return step_mm * fmax(sqrt(places / MOST_PLACES), 1);
}

bool rmap_name_place(const struct rmap_map *map, struct rmap_name *name, enum rmap_name_terms terms)
{
    const struct rmap_box *frame = &map->page.frame;
    double best = INFINITY, reach = name->reach_mm;
    struct rmap_page anchor = name->anchor, at;
    struct rmap_box range = {fmax(anchor.x_mm - reach, frame->x0_mm), fmax(anchor.y_mm - reach, frame->y0_mm),
                             fmin(anchor.x_mm + reach, frame->x1_mm), fmin(anchor.y_mm + reach, frame->y1_mm)};
    double step_mm = step_within(range, name->step_mm);
    struct steps down = steps_between(range.y0_mm, range.y1_mm, anchor.y_mm, step_mm);
    struct steps across = steps_between(range.x0_mm, range.x1_mm, anchor.x_mm, step_mm);
    for (int row = 0; row < 2 * down.count; row++) { /* the best are near, so that the far ones are soon passed over */
        if (!step_at(&down, row, &at.y_mm) || fabs(at.y_mm - anchor.y_mm) >= reach * sqrt(best))
            continue;
        for (int column = 0; column < 2 * across.count; column++) {
            double cost = step_at(&across, column, &at.x_mm) ? cost_at(map, name, terms, at, best) : INFINITY;
            if (cost < best) {
                best = cost;
                name->middle = at;
            }
        }
    }
    return best < INFINITY;
}

/* --- islands --- */

static bool is_free(const struct rmap_map *map, struct rmap_box box)
{
    return rmap_box_holds(rmap_box_grow(map->page.frame, -ISLAND_AIR_MM), box)
           && !rmap_is_taken(&map->taken, rmap_box_grow(box, ISLAND_AIR_MM));
}

static bool is_on_land(const struct rmap_map *map, struct rmap_box box, int land)
{
    struct footprint footprint = {{box}, 1};
    return is_free(map, box) && rmap_ground_share(map->ground, box, land) >= 1 && !meets_ring(map, &footprint, 0);
}

/* On the island: the whole name on land, as near to the island's middle as there is such a place. */
static bool place_on(const struct rmap_map *map, struct rmap_name *name, struct rmap_box island)
{
    struct rmap_size size = name->lettering.size;
    int land = rmap_ground_at(map->ground, name->anchor);
    double room_x = rmap_box_width(island) - size.width_mm, room_y = rmap_box_height(island) - size.height_mm;
    double nearest = INFINITY;
    if (land == 0 || room_x < 0 || room_y < 0)
        return false;
    for (int i = 0; i < ISLAND_PLACES * ISLAND_PLACES; i++) {
        int column = i % ISLAND_PLACES - ISLAND_PLACES / 2, row = i / ISLAND_PLACES - ISLAND_PLACES / 2;
        double x = column * room_x / ISLAND_PLACES, y = row * room_y / ISLAND_PLACES;
        struct rmap_page at = {(island.x0_mm + island.x1_mm) / 2 + x, (island.y0_mm + island.y1_mm) / 2 + y};
        if (hypot(x, y) < nearest && is_on_land(map, box_about(at, size.width_mm / 2, size.height_mm / 2), land)) {
            nearest = hypot(x, y);
            name->middle = at;
        }
    }
    return nearest < INFINITY;
}

/* What a place beside the island costs; the first places are preferred by a little. */
static double cost_beside(const struct rmap_map *map, struct rmap_box box, size_t order)
{
    struct footprint footprint = {{box}, 1};
    if (!is_free(map, box) || meets_ring(map, &footprint, 0))
        return INFINITY;
    double other = 1 - rmap_ground_share(map->ground, box, 0);
    return other + ISLAND_LINE_COST * rmap_ground_busy(map->ground, box) + 0.04 * (double)order;
}

static bool place_beside(const struct rmap_map *map, struct rmap_name *name, struct rmap_box island)
{
    static const double SIDES[][2] = {{1, 0}, {1, -1}, {1, 1}, {-1, 0}, {-1, -1}, {-1, 1}, {0, -1}, {0, 1}};
    struct rmap_size size = name->lettering.size;
    struct rmap_page middle = {(island.x0_mm + island.x1_mm) / 2, (island.y0_mm + island.y1_mm) / 2};
    double away_x = rmap_box_width(island) / 2 + ISLAND_GAP_MM + size.width_mm / 2, best = 1;
    double away_y = rmap_box_height(island) / 2 + ISLAND_GAP_MM + size.height_mm / 2;
    for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++) {
        /* a corner of a large box is far from the island, so that the name slides back along the side */
        double down = SIDES[i][0] != 0 ? fmin(away_y, size.height_mm) : away_y;
        struct rmap_page at = {middle.x_mm + SIDES[i][0] * away_x, middle.y_mm + SIDES[i][1] * down};
        double cost = cost_beside(map, box_about(at, size.width_mm / 2, size.height_mm / 2), i);
        if (cost < best) {
            best = cost;
            name->middle = at;
        }
    }
    return best < 1;
}

bool rmap_name_place_island(const struct rmap_map *map, struct rmap_name *name, struct rmap_box island)
{
    return place_on(map, name, island) || place_beside(map, name, island);
}

void rmap_name_take(struct rmap_map *map, const struct rmap_name *name)
{
    struct footprint footprint = footprint_at(name, name->middle);
    for (size_t i = 0; i < footprint.count; i++)
        rmap_take(&map->taken, footprint.boxes[i]);
}
