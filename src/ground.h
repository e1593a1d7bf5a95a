/* ground.h - a coarse picture of the map in memory: what lies under a place, and how busy it is there.
 *
 * Labels and furniture ask it where they cover least. Cells are half a millimetre, which is finer than any label needs
 * and costs nothing beside drawing; on a poster larger, so that there are never more than four millions. Pure: paths and boxes in
 * page millimetres.
 */
#ifndef RMAP_GROUND_H
#define RMAP_GROUND_H

#include "display.h"
#include "geom.h"
#include "mem.h"

struct rmap_ground;

/* Everything is `base` (the sea) at first. Lives in the arena. */
struct rmap_ground *rmap_ground_new(struct rmap_arena *arena, struct rmap_box frame, struct rmap_color base);
/* The cells whose middle lies inside the rings (even-odd) become a new ground of this colour; alpha blends it over what is
 * there. Returns the ground's number: 0 is the base, later ones count up. */
int rmap_ground_fill(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color);
/* Blends a colour over the cells inside without making a new ground: a ring's soft fill. */
void rmap_ground_tint(struct rmap_ground *ground, const struct rmap_path *rings, struct rmap_color color);
/* Cells that a path's lines cross get busier: as much as `ink`, 0..1, at least. */
void rmap_ground_ink(struct rmap_ground *ground, const struct rmap_path *path, double ink);

/* The ground's number at a point; 0 outside the frame. */
int rmap_ground_at(const struct rmap_ground *ground, struct rmap_page p);
/* The part of the box, 0..1, that lies on the given ground. */
double rmap_ground_share(const struct rmap_ground *ground, struct rmap_box box, int number);
/* Mean ink of the cells of the box. */
double rmap_ground_busy(const struct rmap_ground *ground, struct rmap_box box);
/* Millimetres of line that cross the box, each by its ink. */
double rmap_ground_line_mm(const struct rmap_ground *ground, struct rmap_box box);
/* Millimetres of line of at least this ink that cross the box, to the nearest cell. */
double rmap_ground_crossed(const struct rmap_ground *ground, struct rmap_box box, double least_ink);
/* The mean colour of the box: what a halo must be to be invisible on it. */
struct rmap_color rmap_ground_color(const struct rmap_ground *ground, struct rmap_box box);

#endif
