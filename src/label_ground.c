#include "label_ground.h"

#define SAME_GROUND_SHARE 0.7 /* of a label that lies on the same ground as its point */

static bool same_ground(const void *context, struct rmap_page point, struct rmap_box box)
{
    const struct rmap_ground *ground = context;
    return rmap_ground_share(ground, box, rmap_ground_at(ground, point)) >= SAME_GROUND_SHARE;
}

static double line_mm(const void *context, struct rmap_box box)
{
    return rmap_ground_line_mm(context, box);
}

void rmap_label_ground_set(struct rmap_label_scene *scene, const struct rmap_ground *ground)
{
    scene->same_ground = same_ground;
    scene->line_mm = line_mm;
    scene->ground = ground;
}
