/* window.h - where a part of the page lies on the Earth: what a georeferenced file says. */
#ifndef RMAP_WINDOW_H
#define RMAP_WINDOW_H

#include "geom.h"

/* A rectangle of the page that is a rectangle of one projected plane. */
struct rmap_window {
    const char *title;            /* for people */
    struct rmap_box box;          /* on the page */
    const char *wkt;              /* of the plane, as ESRI writes it */
    int epsg;                     /* its number; 0: none */
    struct rmap_lonlat corners[4]; /* of the box, from the bottom left clockwise: degrees of the plane's own datum */
};

#endif
