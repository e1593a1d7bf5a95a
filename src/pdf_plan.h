/* pdf_plan.h - what a canvas notes down while it draws a PDF, for pdf.h to write what Cairo cannot: layers, places, words.
 *
 * Cairo draws each layer on a sheet of its own, a page to Cairo; pdf.h lays the sheets over each other on the file's one page.
 *
 *     rmap_pdf_plan_begin(&plan, group);
 *     if (rmap_pdf_plan_turn(&plan)) cairo_show_page(cr);       before anything is drawn
 *     rmap_pdf_plan_cover(&plan, bounds);                       what was drawn
 *     rmap_pdf_plan_end(&plan);
 *     rmap_pdf_plan_free(&plan);
 */
#ifndef RMAP_PDF_PLAN_H
#define RMAP_PDF_PLAN_H

#include "display.h"
#include "window.h"

struct rmap_pdf_layer {
    const char *title;
    int parent;             /* the layer that it lies in; -1: none */
};

/* Words that are read as words, one line of thought each: all else is read as the figure's alternative text. */
struct rmap_pdf_block {
    bool heading;           /* else a paragraph */
    const char *lang;       /* of its first text; NULL: unknown */
};

/* What Cairo draws as a page of its own. */
struct rmap_pdf_sheet {
    int layer, block;       /* -1: none */
    int mark;               /* sheets in a row that are read as one share it; counted from 0 */
};

/* A site or a ring: what a reader may want to find, or click on. */
struct rmap_pdf_place {
    const char *title;      /* NULL: cannot be looked for */
    const char *href;       /* NULL: leads nowhere */
    int layer;              /* -1: none */
    struct rmap_box box;    /* all that was drawn of it */
    bool drawn;             /* false: nothing was */
};

struct rmap_pdf_plan {
    struct rmap_arena *arena;       /* borrowed */
    double width_mm, height_mm;
    const char *title, *alt, *lang; /* of the whole map; NULL or "": not said */
    const char *xmp;                /* the packet: xmp.h */
    const struct rmap_window *windows; /* where the map lies on the Earth; borrowed */
    size_t window_count;
    struct rmap_pdf_layer *layers;  /* those that something was drawn in, a parent before its children */
    size_t layer_count, layer_capacity;
    struct rmap_pdf_block *blocks;  /* in reading order */
    size_t block_count, block_capacity;
    struct rmap_pdf_sheet *sheets;  /* in drawing order */
    size_t sheet_count, sheet_capacity;
    struct rmap_pdf_place *places;
    size_t place_count, place_capacity;
    struct rmap_pdf_open *open;     /* groups that are not ended: pdf_plan.c's */
    size_t depth, open_capacity;
};

void rmap_pdf_plan_begin(struct rmap_pdf_plan *plan, const struct rmap_group *group);
void rmap_pdf_plan_end(struct rmap_pdf_plan *plan);
/* Call before drawing: true when what comes next belongs on another sheet than what was drawn last. */
bool rmap_pdf_plan_turn(struct rmap_pdf_plan *plan);
/* What is drawn next is in that language. */
void rmap_pdf_plan_speak(struct rmap_pdf_plan *plan, const char *lang);
/* Something was drawn in that box: the open site or ring grows by it. */
void rmap_pdf_plan_cover(struct rmap_pdf_plan *plan, struct rmap_box box);
void rmap_pdf_plan_free(struct rmap_pdf_plan *plan);

#endif
