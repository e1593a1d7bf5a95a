/* map.h - one map while it is drawn: what was read, where things are on the page, the display list.
 *
 * Made and freed by ringmap.c. Each step fills its part and reads the parts before it.
 */
#ifndef RMAP_MAP_H
#define RMAP_MAP_H

#include "display.h"
#include "error.h"
#include "furniture/furniture.h"
#include "grid.h"
#include "ground.h"
#include "labels.h"
#include "options.h"
#include "project.h"
#include "rings.h"
#include "style.h"
#include "taken.h"
#include "text.h"

/* How the frame shows a ring: sight.h. */
enum rmap_sight {
    RMAP_SIGHT_EDGE,     /* a part of the edge is in the frame, or may be */
    RMAP_SIGHT_WITHIN,   /* the whole frame lies inside the ring */
    RMAP_SIGHT_OUTSIDE,  /* all of the ring lies outside the frame */
};

/* Sites whose names have no room: a number stands by each, and an index below the map says whose it is. */
struct rmap_numbered {
    bool *wanted;              /* for each site shown, shall it have a number? NULL until it is known which are shown */
    size_t *number;            /* for each, as drawn, from 1; 0: none */
    size_t count;              /* of those wanted */
    size_t room_for;           /* so many have room on the page for their index */
    bool settled;              /* no more will be wanted */
};

struct rmap_account;

/* Where the words around the map stand; page.c. */
struct rmap_page_plan {
    double width_mm, height_mm;
    struct rmap_box frame;
    struct rmap_display words; /* title, subtitle, caption, credit: placed */
};

struct rmap_map {
    struct rmap_arena *arena;
    const struct rmap_options *options;
    struct rmap_notes notes;
    struct rmap_notes left_out; /* what was not worth drawing, and why: told by --verbose alone */
    const char *lang;
    const char *geodata;       /* ringmap's own layers and tables */
    const char *user_data;     /* the `data` folder, looked into first; "" for none */
    const char *styles;        /* ringmap's own styles and fonts */

    struct rmap_style *style;
    struct rmap_sites sites;   /* those shown */
    struct rmap_sites all_sites; /* of the table, for figures */
    struct rmap_rings rings;
    struct rmap_bounds extent;
    const enum rmap_sight *sights; /* for each ring, how the frame shows it; NULL until it is known; sight.c */
    const char *filled[RMAP_OPTION_COUNT]; /* texts with their figures; NULL: as the option has it; numbers.c */
    struct rmap_measure *measure; /* NULL until a number is asked for; numbers.c */

    struct rmap_text_engine *text;
    struct rmap_projection *projection;
    struct rmap_frame *frame;
    struct rmap_page_plan page;
    struct rmap_studio studio; /* what furniture and labels draw with */
    struct rmap_ground *ground;
    struct rmap_taken taken;
    const struct rmap_obstacle_line *ring_lines; /* for labels to avoid, with the close-up's mark; marks.c gathers them */
    size_t ring_line_count;
    struct rmap_grid ring_grid; /* of their boxes; built when there are any */

    const struct rmap_copies *copies; /* of ringmap's own layers; basemap.c */
    const char **credits;      /* of the layers drawn, in drawing order, NULL-terminated; layout.c */
    size_t credit_count;
    const char **files;        /* shapefiles drawn from, for the file's provenance; basemap.c */
    size_t file_count;
    const struct rmap_provenance *provenance; /* what is drawn from what; ringmap.c */
    double ring_error_m;       /* largest distance between a drawn ring's edge and the true curve */
    double ring_error_px;
    struct rmap_account *account; /* NULL: nobody asks */
    struct rmap_label_count { size_t placed, led, dropped; } labels;
    struct rmap_numbered numbered; /* sites that a number stands by; numbered.c */

    bool is_closeup;           /* it is such a window itself */
    struct rmap_map *closeup;  /* a second window inside this one; NULL: none; closeup.c */
    bool has_table;            /* a table of figures is drawn; furnish.c */
    struct rmap_path closeup_mark; /* the place that it shows, on the page; labels avoid its lines */
    struct rmap_display display;
};

#endif
