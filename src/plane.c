#include "plane.h"

#include <math.h>

#define EARTH_AXIS_M  6378137.0            /* WGS 84; the sphere's radius */
#define ECCENTRICITY  0.081819190842621494 /* its meridian's */
#define ECCENTRICITY2 6.694379990141316e-3
#define DEGREE        0.017453292519943295
#define ROUNDS        6 /* each gains two digits and a half of a latitude */

/* On the sphere, seen from its centre. */
struct direction {
    double east, north, up;
};

/* Latitudes on the conformal sphere are a little nearer to the equator. */
static void to_sphere(double lat_deg, double *sin_lat, double *cos_lat)
{
    double lat = lat_deg * DEGREE, t = asinh(tan(lat)) - ECCENTRICITY * atanh(ECCENTRICITY * sin(lat));
    *sin_lat = tanh(t);
    *cos_lat = 1 / cosh(t);
}

static double from_sphere(double sin_lat, double cos_lat)
{
    double t = asinh(sin_lat / cos_lat), s = sin_lat;
    for (int i = 0; i < ROUNDS; i++)
        s = tanh(t + ECCENTRICITY * atanh(ECCENTRICITY * s));
    return atan(sinh(t + ECCENTRICITY * atanh(ECCENTRICITY * s))) / DEGREE;
}

struct rmap_plane rmap_plane_about(struct rmap_lonlat middle)
{
    struct rmap_plane plane = {.lon_deg = middle.lon_deg};
    to_sphere(middle.lat_deg, &plane.sin_lat, &plane.cos_lat);
    return plane;
}

struct rmap_metre rmap_plane_place(const struct rmap_plane *plane, struct rmap_lonlat p)
{
    double sin_lat, cos_lat, lon = (p.lon_deg - plane->lon_deg) * DEGREE;
    to_sphere(p.lat_deg, &sin_lat, &cos_lat);
    double out = cos_lat * cos(lon), up = sin_lat * plane->sin_lat + out * plane->cos_lat;
    double scale = 2 * EARTH_AXIS_M / (1 + up);
    return (struct rmap_metre){scale * cos_lat * sin(lon),
                               scale * (sin_lat * plane->cos_lat - out * plane->sin_lat)};
}

static struct direction lift(struct rmap_metre at)
{
    double x = at.e_m / (2 * EARTH_AXIS_M), y = at.n_m / (2 * EARTH_AXIS_M), d = 1 + x * x + y * y;
    return (struct direction){2 * x / d, 2 * y / d, 2 / d - 1};
}

static double sine_of_latitude(const struct rmap_plane *plane, struct direction to)
{
    return to.up * plane->sin_lat + to.north * plane->cos_lat;
}

struct rmap_lonlat rmap_plane_ground(const struct rmap_plane *plane, struct rmap_metre at)
{
    struct direction to = lift(at);
    double out = to.up * plane->cos_lat - to.north * plane->sin_lat;
    double lon_deg = remainder(plane->lon_deg + atan2(to.east, out) / DEGREE, 360);
    return (struct rmap_lonlat){lon_deg, from_sphere(sine_of_latitude(plane, to), hypot(to.east, out))};
}

double rmap_plane_reach(double distance_m)
{
    return 2 * EARTH_AXIS_M * tan(distance_m / (2 * EARTH_AXIS_M));
}

/* The sphere is larger than the ground by 1 - e^2 / 2 sin^2(latitude). */
double rmap_plane_circle(const struct rmap_plane *plane, struct rmap_metre at, double distance_m,
                         struct rmap_metre *centre)
{
    struct direction to = lift(at);
    double s = sine_of_latitude(plane, to),
           angle = distance_m / EARTH_AXIS_M * (1 + ECCENTRICITY2 / 2 * s * s);
    double scale = 2 * EARTH_AXIS_M / (to.up + cos(angle));
    *centre = (struct rmap_metre){scale * to.east, scale * to.north};
    return scale * sin(angle);
}
