/* edge.h - a line on the page that says its distance: what of it can be seen, where the words stand, the line broken there.
 *
 *     struct rmap_edge edge = {.text = "300 km", .rule = rule};
 *     rmap_edge_find(map, &path, margin_mm, &edge);
 *     rmap_edge_label(map, towards, &edge);
 *     rmap_edge_line(&edge, &broken);           to stroke
 *     rmap_edge_write(map, &edge, out);         the words
 */
#ifndef RMAP_EDGE_H
#define RMAP_EDGE_H

#include "cubic.h"
#include "curve.h"
#include "map.h"

#define RMAP_EDGE_LABELS 3

/* A line with its curves, and the chords that stand in for them where lengths and places are sought. */
struct rmap_stretch {
    struct rmap_curve line;
    const struct rmap_piece *pieces;
    const size_t *starts;         /* of each piece its first point in the line; at the end, the last point */
    size_t count;
};

struct rmap_edge {
    const char *text;             /* "": no words */
    const struct rmap_rule *rule; /* of the words */
    struct rmap_stretch *stretches; /* that can be seen; in the map's arena */
    size_t count;
    struct rmap_edge_label {
        size_t stretch;
        double from_mm, to_mm;    /* along the stretch, air excluded */
        bool beside;              /* the line is too bent to bear words: they stand level in `box`, outside of it, and it stays whole */
        struct rmap_box box;
    } labels[RMAP_EDGE_LABELS];
    size_t label_count;
};

/* Seen from where, and in which direction, the words are to stand. */
struct rmap_towards {
    struct rmap_lonlat from;
    double azimuth_deg;           /* clockwise from true north */
};

/* path: open lines. margin_mm: of the line that runs beyond the frame's edge. */
void rmap_edge_find(struct rmap_map *map, const struct rmap_path *path, double margin_mm, struct rmap_edge *edge);
/* Chooses places on the line where the words cover least, one for each 420 mm that can be seen, and takes them. With
 * `towards`: one place, as near to that direction as there is room. False when there is a text and a line but no room. */
bool rmap_edge_label(struct rmap_map *map, const struct rmap_towards *towards, struct rmap_edge *edge);
/* Appends the line without the pieces that words stand on. */
void rmap_edge_line(const struct rmap_edge *edge, struct rmap_path *out);
void rmap_edge_write(struct rmap_map *map, const struct rmap_edge *edge, struct rmap_display *out);

#endif
