/* Prints points of the edges of random rings for another program to check.
 *
 * ring_vertices COUNT SEED: one line a point, "lat1 lon1 lat2 lon2 ring radius tolerance", degrees and metres: a ring's
 * centre, then a point that must lie `radius` away. A vertex has the tolerance 0, a point of the chord between two (straight
 * in degrees: its middle, or somewhere) the error that the ring states. Every ring's vertices come in order, its
 * first one due north. */
#include "../../src/ring.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define PI 3.14159265358979323846

static double random_part(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Spread over the sphere; every fourth at or beside a pole, on the equator or on the antimeridian. */
static struct rmap_lonlat choose_centre(int ring, uint64_t *state)
{
    struct rmap_lonlat at = {random_part(state) * 360 - 180, asin(random_part(state) * 2 - 1) * 180 / PI};
    switch (ring % 20) {
    case 0:
        at.lat_deg = 90;
        break;
    case 5:
        at.lat_deg = -90;
        break;
    case 10:
        at.lat_deg = 0;
        break;
    case 15:
        at.lon_deg = 180;
        break;
    case 17:
        at.lat_deg = 90 - random_part(state) * 0.01;
        break;
    }
    return at;
}

static void print_point(struct rmap_lonlat centre, struct rmap_lonlat p, int ring, double radius_m, double tolerance_m)
{
    printf("%.15f %.15f %.15f %.15f %d %.9f %.9f\n", centre.lat_deg, centre.lon_deg, p.lat_deg, p.lon_deg, ring, radius_m,
           tolerance_m);
}

static struct rmap_lonlat along(struct rmap_lonlat a, struct rmap_lonlat b, double t)
{
    return (struct rmap_lonlat){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: ring_vertices COUNT SEED\n", stderr);
        return 2;
    }
    uint64_t state = strtoull(argv[2], NULL, 10);
    for (int ring = 0; ring < atoi(argv[1]); ring++) {
        struct rmap_lonlat centre = choose_centre(ring, &state);
        double radius_m = pow(10, 1 + random_part(&state) * log10(20e6 / 10)); /* 10 m to 20,000 km */
        if (ring % 7 == 0)
            radius_m = 1e6 + 19e6 * random_part(&state); /* large ones are rare otherwise */
        double tolerance_m = fmax(0.001, radius_m / pow(10, 2 + 2.5 * random_part(&state)));
        struct rmap_closeness how = {.tolerance = tolerance_m};
        struct rmap_shape shape = {0};
        double error_m;
        rmap_ring_area(&(struct rmap_reach){.centre = centre, .outer_m = radius_m}, &how, &shape, &error_m);
        if (error_m > tolerance_m)
            fprintf(stderr, "ring %d says %g m, asked for %g m\n", ring, error_m, tolerance_m);
        for (size_t i = 0; i < shape.count; i++) {
            print_point(centre, shape.points[i], ring, radius_m, 0);
            if (i + 1 == shape.count)
                continue;
            double t = i % 2 ? 0.5 : random_part(&state);
            print_point(centre, along(shape.points[i], shape.points[i + 1], t), ring, radius_m, error_m);
        }
        rmap_shape_free(&shape);
    }
    return 0;
}
