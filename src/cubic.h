/* cubic.h - cubic Bezier curves on the page, and paths that hold them. Pure.
 *
 *     struct rmap_piece piece;
 *     for (struct rmap_pieces walk = {.path = path}; rmap_piece_next(&walk, &piece);)
 *         ... piece.curve leads from where the pen is to where it goes
 */
#ifndef RMAP_CUBIC_H
#define RMAP_CUBIC_H

#include "geom.h"

struct rmap_cubic { struct rmap_page p[4]; }; /* from p[0], drawn by p[1] and p[2], to p[3] */

struct rmap_page rmap_cubic_at(const struct rmap_cubic *curve, double t);
/* The piece between two shares of t, exact but for rounding; its ends stay when these are 0 and 1. */
struct rmap_cubic rmap_cubic_part(const struct rmap_cubic *curve, double from, double to);
/* How far the point lies from the curve's nearest place, sought from t on. */
double rmap_cubic_distance(const struct rmap_cubic *curve, struct rmap_page point, double t);
/* A step towards that place, the curve taken as straight there; 0..1. */
double rmap_cubic_nearer(const struct rmap_cubic *curve, struct rmap_page point, double t);
/* So many chords over equal steps of t stay within the tolerance: 1 or more. */
size_t rmap_cubic_chords(const struct rmap_cubic *curve, double tolerance_mm);

/* What one verb draws. A line is a curve without a bend; closing is a line to the part's start; a move stays at its point. */
struct rmap_piece {
    enum rmap_verb verb;
    struct rmap_cubic curve;
};
struct rmap_pieces {
    const struct rmap_path *path;
    size_t verb, point;
    struct rmap_page start, pen;
};
bool rmap_piece_next(struct rmap_pieces *walk, struct rmap_piece *piece);
void rmap_path_piece(struct rmap_path *path, const struct rmap_piece *piece); /* appends what it draws, from where the pen is */

/* Appends the path with chords instead of its curves. */
void rmap_path_flatten(const struct rmap_path *path, double tolerance_mm, struct rmap_path *out);
/* Appends what lies in the box; pieces of curves stay curves. rings: closed parts for filling, whose edges outside become lines
 * along the box's edge; else lines, which end there. */
void rmap_path_clip_curves(const struct rmap_path *path, struct rmap_box box, bool rings, struct rmap_path *out);

#endif
