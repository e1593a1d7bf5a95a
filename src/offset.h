/* offset.h - the distance from a line or an area, and the curve at a given distance from it.
 *
 *     const struct rmap_offset *line = rmap_offset_new(arena, &shape);
 *     double metres = rmap_offset_distance(line, seoul, NULL);
 *     rmap_offset_edge(line, 100e3, &how, &out, &error);
 *
 * Distances are true ones: each is the geodesic to the nearest point of the edges, which are geodesics between the
 * vertices. The curve's shape comes from a plane (stereographic about the middle, where GEOS makes a buffer), its vertices do
 * not: every one is moved along the geodesic from its nearest point until its distance is the one asked for.
 */
#ifndef RMAP_OFFSET_H
#define RMAP_OFFSET_H

#include "mem.h"
#include "ring.h"

struct rmap_offset; /* a line or area made ready to ask; only read once made */

/* shape: lines, or the outlines of areas (`closed`; holes as even-odd, in either direction), at least one point; it is
 * copied. All lives in the arena. */
const struct rmap_offset *rmap_offset_new(struct rmap_arena *arena, const struct rmap_shape *shape);
/* The middle of its vertices, and how far the farthest of them is from there. */
struct rmap_lonlat rmap_offset_middle(const struct rmap_offset *offset);
double rmap_offset_extent(const struct rmap_offset *offset);
bool rmap_offset_is_area(const struct rmap_offset *offset);
/* The largest distance that a curve can be drawn at: beyond, it reaches round the Earth. */
double rmap_offset_limit(const struct rmap_offset *offset);

/* Metres from p to the nearest point, within 1 cm and 1e-8 of the distance; 0 in an area. foot: that point; may be NULL. */
double rmap_offset_distance(const struct rmap_offset *offset, struct rmap_lonlat p, struct rmap_lonlat *foot);
/* The same, but in an area how far its edge is, negative: it changes by no more than p moves. */
double rmap_offset_signed(const struct rmap_offset *offset, struct rmap_lonlat p);

/* The parts of the shape, and the degrees around all that lies within the distance of one: longitudes continuous, the west below
 * the east; too narrow by a thousandth of the distance at most up to 3000 km. Where that holds a pole: any. */
size_t rmap_offset_parts(const struct rmap_offset *offset);
struct rmap_bounds rmap_offset_bounds(const struct rmap_offset *offset, size_t part, double distance_m);

/* All that lies within the distance, as rmap_ring_area gives it: closed parts, inside on the right hand, longitudes
 * continuous. Vertices are within 1 mm of the distance. *error as there, with the same tolerances; on the ground no edge is
 * farther off. Outside of how->where the edge may be another. A hole that is shallower than a hundredth of the distance may be
 * closed. distance_m: above 0, up to the limit. */
void rmap_offset_edge(const struct rmap_offset *offset, double distance_m, const struct rmap_closeness *how,
                      struct rmap_shape *out, double *error);
/* Appends the same to a path on the page as smooth curves from corner to corner, each part open but ending where it began, and
 * its vertices to a shape; *error is raised. False when the page does not show all of it (cut.h), or when the distance is too
 * large for that: what was appended is then of no use. */
bool rmap_offset_curves(const struct rmap_offset *offset, double distance_m, const struct rmap_closeness *how,
                        struct rmap_path *out, struct rmap_shape *vertices, double *error);

#endif
