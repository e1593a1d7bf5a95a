/* project.h - from longitude and latitude to millimetres on the page. The only file that talks to PROJ's transforms.
 *
 * A projection is made for an extent; a frame puts it into a box on the page. Both are then only read:
 *
 *     struct rmap_projection *projection = rmap_projection_new("auto", extent, notes, err);
 *     struct rmap_frame *frame = rmap_frame_new(projection, extent, box, err);
 *     struct rmap_page at;
 *     if (rmap_frame_place(frame, (struct rmap_lonlat){ 126.978, 37.5665 }, &at)) ...
 */
#ifndef RMAP_PROJECT_H
#define RMAP_PROJECT_H

#include "cut.h"
#include "error.h"
#include "geom.h"

struct rmap_projection;

/* crs: "auto" (Lambert conformal conic with parallels a sixth of the height inside the extent's edges; Mercator when the
 * extent lies near the equator, stereographic near a pole, and for extents wider than a hemisphere Natural Earth I),
 * "globe" (orthographic, centred on the extent), an authority code ("EPSG:5179") or a PROJ string ("+proj=laea ...").
 * Axes are normalised to east, north. A code whose stated area does not hold the extent is noted and used all the same.
 * NULL with RMAP_PROJECTION. No network, one PROJ context per projection. */
struct rmap_projection *rmap_projection_new(const char *crs, struct rmap_bounds extent, struct rmap_notes *notes,
                                            struct rmap_error *err);
/* "globe", but seen from above `centre`. */
struct rmap_projection *rmap_projection_globe(struct rmap_lonlat centre, struct rmap_error *err);
void rmap_projection_free(struct rmap_projection *projection);
/* A line for people: "Lambert conformal conic, 35.1° and 41.0° N" or "EPSG:5179 KGD2002 / Unified CS", the latter in
 * PROJ's words in Korean, too. Borrowed. */
const char *rmap_projection_name(const struct rmap_projection *projection, bool korean);
/* The PROJ string or code that makes it again. Borrowed. */
const char *rmap_projection_definition(const struct rmap_projection *projection);
/* WKT for a .prj beside a world file; in the arena; NULL when PROJ cannot say, or when the code's own plane is not in
 * metres east and north, as rmap_frame_affine is. */
const char *rmap_projection_wkt(const struct rmap_projection *projection, struct rmap_arena *arena);

/* The number of a plane that was asked for as "EPSG:5179"; 0: by other words. */
int rmap_projection_epsg(const struct rmap_projection *projection);
/* From the plane to degrees of the plane's own datum, not of WGS 84, as georeferences want them. False when one of the places
 * is none, when PROJ cannot say, or when the datum is bound to WGS 84 by a shift that WKT has no words for ("+towgs84=..."). */
bool rmap_projection_own_degrees(const struct rmap_projection *projection, const struct rmap_metre *p, size_t count,
                                 struct rmap_lonlat *out);

/* Degrees to metres east and north in the projected plane, and back; HUGE_VAL in both where there is no image. Longitudes
 * come back within -180..180; an inverse may answer for a place that no degrees lead to. */
void rmap_projection_forward(const struct rmap_projection *projection, const struct rmap_lonlat *p, size_t count,
                             struct rmap_metre *out);
void rmap_projection_inverse(const struct rmap_projection *projection, const struct rmap_metre *p, size_t count,
                             struct rmap_lonlat *out);
/* What it shows without a break: cut.h. Borrowed. */
const struct rmap_region *rmap_projection_region(const struct rmap_projection *projection);

/* Aspect of the extent in the projected plane, height / width, from densely projected edges and inside. 0 on failure. */
double rmap_projection_aspect(const struct rmap_projection *projection, struct rmap_bounds extent);

struct rmap_frame;

/* The whole extent inside the box, centred, as large as fits; the rest of the box shows what lies around.
 * NULL with RMAP_PROJECTION when the projection cannot show the extent. */
struct rmap_frame *rmap_frame_new(const struct rmap_projection *projection, struct rmap_bounds extent,
                                  struct rmap_box box, struct rmap_error *err);
void rmap_frame_free(struct rmap_frame *frame);
struct rmap_box rmap_frame_box(const struct rmap_frame *frame);
const struct rmap_projection *rmap_frame_projection(const struct rmap_frame *frame);

/* Places one point on the page, also outside the box.
 * False, out untouched, when the projection has no image of p (the far side of a globe, a pole on Mercator): an
 * answer, not an error. */
bool rmap_frame_place(const struct rmap_frame *frame, struct rmap_lonlat p, struct rmap_page *out);
/* Many at once; shown[i] false where there is no image. Fast: layers go through here. Within 0.001 mm of
 * rmap_frame_place: where the frame's window is smooth, points are interpolated between exact ones. */
void rmap_frame_place_many(const struct rmap_frame *frame, const struct rmap_lonlat *p, size_t count,
                           struct rmap_page *out, bool *shown);
bool rmap_frame_unplace(const struct rmap_frame *frame, struct rmap_page p, struct rmap_lonlat *out);

/* The degrees that can be seen in the box, grown by margin_mm; for reading layers. Whole world when in doubt. */
struct rmap_bounds rmap_frame_window(const struct rmap_frame *frame, double margin_mm);
/* Scale denominator at the box's centre (4690000 for 1:4,690,000): true ground metres per page metre, the mean of the
 * two principal directions. */
double rmap_frame_denominator(const struct rmap_frame *frame);
/* Page millimetres per ground metre at a place, towards the azimuth (degrees clockwise from true north). 0: not shown. */
double rmap_frame_mm_per_m(const struct rmap_frame *frame, struct rmap_lonlat at, double azimuth_deg);
/* The direction of true north on the page at a place: degrees clockwise from the page's up. */
double rmap_frame_north_deg(const struct rmap_frame *frame, struct rmap_lonlat at);
/* The affine of the box: projected metres of the box's top left, and metres per mm; for world files. */
void rmap_frame_affine(const struct rmap_frame *frame, struct rmap_metre *top_left, double *m_per_mm);

/* --- shapes: cut, densify, project, clip, simplify --- */

enum rmap_edges {
    RMAP_EDGES_DATA,   /* a file's vertices: straight between them once projected, thinned before projecting */
    RMAP_EDGES_CURVE,  /* a sampled curve (ring, graticule): every vertex kept, straight between them */
    RMAP_EDGES_LONLAT, /* straight in degrees: densified until the page chord is within tolerance */
};

struct rmap_trace {
    enum rmap_edges edges;
    double margin_mm;     /* clip this far outside the box: half the widest stroke, so that cut edges stay hidden */
    double simplify_mm;   /* tolerance; 0: none */
};

/* A shape in degrees becomes paths on the page. What the projection cannot show is cut first: at the antimeridian of
 * the projection, at a globe's horizon, near a pole that lies at infinity. Longitudes may run beyond +-180 (unwrapped).
 * Closed parts have their inside on the right hand (clockwise, holes counter-clockwise, as shapefiles and ring.h have
 * it), which decides the side that holds a pole; a file's polygons (EDGES_DATA) may run either way.
 * fill: closed rings for filling; nothing for open shapes. outline: what is to be stroked: open shapes, and closed ones
 * without the edges that cutting made.
 * Both are appended to, and may gather many shapes. As long as none of the closed ones was cut the outline stays empty,
 * since it is the same as fill; from then on it holds the outlines of all. Either may be NULL when not wanted.
 * Returns false when nothing is left. */
bool rmap_frame_trace(const struct rmap_frame *frame, const struct rmap_shape *shape, const struct rmap_trace *how,
                      struct rmap_path *fill, struct rmap_path *outline);
/* The edge of the visible Earth when it lies inside the box (a globe, a world map): a closed path, else empty. The frame's own. */
const struct rmap_path *rmap_frame_earth(const struct rmap_frame *frame);
/* Is there such an edge, and does all of it lie in the box? */
bool rmap_frame_earth_whole(const struct rmap_frame *frame);
/* Traces it anew. */
void rmap_frame_trace_earth(const struct rmap_frame *frame, struct rmap_path *out);

#endif
