/* canvas.h - where a display list is drawn: seven calls, one file per format.
 *
 * A canvas does no geometry, no projection and no measuring: what it gets is in millimetres and placed.
 * It remembers its first failure; finish reports it. A new format is one file and one row in the suffix table.
 */
#ifndef RMAP_CANVAS_H
#define RMAP_CANVAS_H

#include "display.h"
#include "error.h"
#include "window.h"

struct rmap_text_engine;
struct rmap_output;

/* What the file says about itself, and how it is written. */
struct rmap_file_spec {
    double dpi;               /* pixels per inch of PNG */
    const char *id_prefix;    /* put before every id of an SVG; "" for none */
    bool embed_fonts;         /* put a subset of the font into an SVG */
    bool outlines;            /* letters of an SVG as paths */
    bool responsive;          /* an SVG without a size of its own, as large as the room it is given */
    bool packed;              /* an SVG in gzip */
    int colors;               /* of a PNG's palette, 2..256; 0: no palette */
    bool transparent;         /* no page colour: PNG keeps its alpha */
    const char *author;       /* who made the map, for metadata; NULL or "": not said */
    const char *keywords;     /* for metadata, a comma between; NULL or "": none */
    const char *credit;       /* source and licence, for metadata; NULL: none */
    const char *software;     /* "ringmap 0.1.0" */
    const char *provenance;   /* provenance.h's line; NULL: none */
    const struct rmap_window *windows; /* where a PDF lies on the Earth; borrowed */
    size_t window_count;
};

struct rmap_canvas {
    void (*begin_page)(struct rmap_canvas *c, const struct rmap_display *page);
    void (*begin_group)(struct rmap_canvas *c, const struct rmap_group *group);
    void (*end_group)(struct rmap_canvas *c);
    void (*path)(struct rmap_canvas *c, const struct rmap_path *path, const struct rmap_paint *paint);
    void (*text)(struct rmap_canvas *c, const struct rmap_text *text);
    bool (*finish)(struct rmap_canvas *c, struct rmap_error *err); /* completes the file's bytes in the output */
    void (*free)(struct rmap_canvas *c);
};

/* How many pixels of a PNG so many millimetres are: a whole number, at least 1. */
double rmap_canvas_pixels(double mm, double dpi);

/* Each draws into `out` (output.h), which the caller commits or abandons. `text` and `spec` are borrowed. */
struct rmap_canvas *rmap_canvas_png_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec);
struct rmap_canvas *rmap_canvas_pdf_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec);
struct rmap_canvas *rmap_canvas_eps_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec);
struct rmap_canvas *rmap_canvas_svg_new(struct rmap_output *out, struct rmap_text_engine *text,
                                        const struct rmap_file_spec *spec);
struct rmap_canvas *rmap_canvas_dump_new(struct rmap_output *out, struct rmap_text_engine *text,
                                         const struct rmap_file_spec *spec);

#endif
