#include "space.h"

#include <math.h>

#define EARTH_AXIS_M  6378137.0            /* WGS 84 */
#define ECCENTRICITY2 6.694379990141316e-3 /* its meridian's, squared */
#define DEGREE        0.017453292519943295

struct rmap_space rmap_space_of(struct rmap_lonlat p)
{
    double lat = p.lat_deg * DEGREE, lon = p.lon_deg * DEGREE;
    double normal_m = EARTH_AXIS_M / sqrt(1 - ECCENTRICITY2 * sin(lat) * sin(lat));
    return (struct rmap_space){normal_m * cos(lat) * cos(lon), normal_m * cos(lat) * sin(lon),
                               normal_m * (1 - ECCENTRICITY2) * sin(lat)};
}

/* The place above a point that lies not far below it. */
struct rmap_lonlat rmap_space_ground(struct rmap_space p)
{
    return (struct rmap_lonlat){atan2(p.y, p.x) / DEGREE,
                                atan2(p.z, (1 - ECCENTRICITY2) * hypot(p.x, p.y)) / DEGREE};
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
