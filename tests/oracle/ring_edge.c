/* The default map says how far its rings' edges are from the geodesic: below 1 m and below 0.1 px. That the figure is honest
 * is tested by brute force in unit/test_ring. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ringmap.h"

int main(void)
{
    struct rmap_error err = {0};
    struct ringmap *map = ringmap_new();
    double px = 9, m = 9;
    if (!ringmap_set(map, "rings", "300km", &err) || !ringmap_set(map, "output", "edge.dump", &err)
        || !ringmap_draw(map, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    const char *within = strstr(ringmap_summary(map), "within ");
    int ok = within && sscanf(within, "within %lf px (%lf m)", &px, &m) == 2 && px < 0.1 && m < 1;
    printf("edge of the 300 km ring: %s\n", ringmap_summary(map));
    ringmap_free(map);
    return !ok;
}
