/* label_ground.h - what labels ask the map's ground: is it the same as beneath their point, and how much line is there? */
#ifndef RMAP_LABEL_GROUND_H
#define RMAP_LABEL_GROUND_H

#include "ground.h"
#include "label_scene.h"

/* The scene's labels prefer the ground that their point lies on, and places without coasts, borders and rivers. The ground is
 * borrowed as long as the scene is used. */
void rmap_label_ground_set(struct rmap_label_scene *scene, const struct rmap_ground *ground);

#endif
