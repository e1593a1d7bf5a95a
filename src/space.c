#include "space.h"

#include <math.h>

#define EARTH_AXIS_M  6378137.0            /* WGS 84 */
#define ECCENTRICITY2 6.694379990141316e-3 /* its meridian's, squared */
#define DEGREE        0.017453292519943295
#define LONGEST_M     100e3 /* of a way that is told without a geodesic */

/* A place with its level. */
struct stand {
    double sin_lat, cos_lat, sin_lon, cos_lon;
    double across_m, along_m; /* radii of curvature along the parallel and the meridian */
    struct rmap_space at;
};

static struct stand stand_at(struct rmap_lonlat p)
{
    double lat = p.lat_deg * DEGREE, lon = p.lon_deg * DEGREE;
    struct stand s = {.sin_lat = sin(lat), .cos_lat = cos(lat), .sin_lon = sin(lon), .cos_lon = cos(lon)};
    double w = 1 - ECCENTRICITY2 * s.sin_lat * s.sin_lat;
    s.across_m = EARTH_AXIS_M / sqrt(w);
    s.along_m = s.across_m * (1 - ECCENTRICITY2) / w;
    s.at = (struct rmap_space){s.across_m * s.cos_lat * s.cos_lon, s.across_m * s.cos_lat * s.sin_lon,
                               s.across_m * (1 - ECCENTRICITY2) * s.sin_lat};
    return s;
}

struct rmap_space rmap_space_of(struct rmap_lonlat p)
{
    return stand_at(p).at;
}

struct rmap_lonlat rmap_space_ground(struct rmap_space p)
{
    return (struct rmap_lonlat){atan2(p.y, p.x) / DEGREE,
                                atan2(p.z, (1 - ECCENTRICITY2) * sqrt(p.x * p.x + p.y * p.y)) / DEGREE};
}

struct rmap_space rmap_space_mix(struct rmap_space a, struct rmap_space b, double t)
{
    return (struct rmap_space){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.z + t * (b.z - a.z)};
}

double rmap_space_span(struct rmap_space a, struct rmap_space b)
{
    double x = b.x - a.x, y = b.y - a.y, z = b.z - a.z;
    return sqrt(x * x + y * y + z * z);
}

double rmap_space_apart(struct rmap_lonlat a, struct rmap_lonlat b)
{
    return rmap_space_span(rmap_space_of(a), rmap_space_of(b));
}

/* Seen from a place: towards what azimuth a line leads, and how sharply the ground bends below it. */
static double bend_towards(const struct stand *from, struct rmap_space line, double *azimuth_deg)
{
    double out = from->cos_lon * line.x + from->sin_lon * line.y;
    double east = from->cos_lon * line.y - from->sin_lon * line.x, north = from->cos_lat * line.z - from->sin_lat * out;
    double east2 = east * east, north2 = north * north, sum = east2 + north2;
    if (azimuth_deg)
        *azimuth_deg = atan2(east, north) / DEGREE;
    return sum > 0 ? (east2 / from->across_m + north2 / from->along_m) / sum : 1 / EARTH_AXIS_M;
}

/* The line through the ground is the chord of an arc that bends as the ground does, and points where that begins and ends. */
bool rmap_space_way(struct rmap_lonlat a, struct rmap_lonlat b, double *m, double *azimuth_a_deg, double *azimuth_b_deg)
{
    if (fabs(a.lat_deg - b.lat_deg) * DEGREE * EARTH_AXIS_M > 2 * LONGEST_M)
        return false;
    struct stand from = stand_at(a), to = stand_at(b);
    double straight_m = rmap_space_span(from.at, to.at);
    if (straight_m > LONGEST_M)
        return false;
    struct rmap_space line = {to.at.x - from.at.x, to.at.y - from.at.y, to.at.z - from.at.z};
    double bend = (bend_towards(&from, line, azimuth_a_deg) + bend_towards(&to, line, azimuth_b_deg)) / 2;
    double half2 = straight_m * straight_m * bend * bend / 4;
    *m = straight_m * (1 + half2 / 6 + 3 * half2 * half2 / 40);
    return true;
}
