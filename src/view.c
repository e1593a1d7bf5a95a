#include "view.h"

#include <math.h>

#define RADIANS 0.017453292519943295

/* The direction from the Earth's middle is added, so that it does not matter where longitudes begin. */
struct direction { double x, y, z; };

static void lean_towards(struct direction *sum, struct rmap_lonlat at)
{
    double lat = at.lat_deg * RADIANS, lon = at.lon_deg * RADIANS;
    sum->x += cos(lat) * cos(lon);
    sum->y += cos(lat) * sin(lon);
    sum->z += sin(lat);
}

/* The middle of the rings' places, or of the sites when there are no rings; of Korea without either. */
static struct rmap_lonlat find_middle(const struct rmap_map *map)
{
    struct direction sum = {0};
    for (size_t i = 0; i < map->rings.count; i++)
        lean_towards(&sum, map->rings.items[i].place.at);
    for (size_t i = 0; map->rings.count == 0 && i < map->sites.count; i++)
        lean_towards(&sum, map->sites.items[i].at);
    if (hypot(hypot(sum.x, sum.y), sum.z) < 1e-6) /* nothing, or places that lie opposite to each other */
        return (struct rmap_lonlat){127.5, 38};
    return (struct rmap_lonlat){atan2(sum.y, sum.x) / RADIANS, atan2(sum.z, hypot(sum.x, sum.y)) / RADIANS};
}

struct rmap_projection *rmap_view_project(const struct rmap_map *map, struct rmap_bounds extent, struct rmap_notes *notes,
                                          struct rmap_error *err)
{
    const char *crs = rmap_option_text(map->options, RMAP_OPT_CRS);
    if (rmap_same_word(crs, "globe") && extent.east_deg - extent.west_deg >= 360)
        return rmap_projection_globe(find_middle(map), err);
    return rmap_projection_new(crs, extent, notes, err);
}
