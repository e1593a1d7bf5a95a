/* furniture.h - legend, table, scale bar, north arrow, graticule, inset: each picks, places, emits.
 *
 * A piece of furniture is first measured (its size in mm), then layout finds it a free corner, then it is
 * emitted into a display list with its top left at a given point. A piece whose rule is not displayed has no
 * size and emits nothing. The pick functions are pure and tested with plain numbers.
 */
#ifndef RMAP_FURNITURE_H
#define RMAP_FURNITURE_H

#include "../display.h"
#include "../project.h"
#include "../style.h"
#include "../text.h"

/* What every piece needs; all borrowed. */
struct rmap_studio {
    struct rmap_arena *arena;
    struct rmap_text_engine *text;
    const struct rmap_style *style;
    const struct rmap_frame *frame;
    const char *lang;             /* "en", "ko" or "en+ko" */
    struct rmap_color ground;     /* what mostly lies under: for halos */
};

struct rmap_size { double width_mm, height_mm; };

/* --- text blocks: shared by all furniture and by labels --- */

/* Emits one line of text with the rule's font, colours and halo. Returns its width in mm. */
double rmap_studio_text(const struct rmap_studio *studio, struct rmap_display *out,
                        const struct rmap_rule *rule, const char *text, const char *lang, struct rmap_page at,
                        enum rmap_anchor anchor);
/* The same, turned clockwise about the anchor. */
double rmap_studio_turned_text(const struct rmap_studio *studio, struct rmap_display *out,
                               const struct rmap_rule *rule, const char *text, const char *lang,
                               struct rmap_page at, enum rmap_anchor anchor, double angle_deg);
/* Breaks text into lines of like length, none wider than max_mm unless one word is, at blanks and line
 * ends. U+00A0 and U+2009 never break, nor does a blank between a figure and its unit; Hangul breaks at
 * blanks too. In the arena. */
const char **rmap_studio_wrap(const struct rmap_studio *studio, const struct rmap_font *font,
                              const char *text, double max_mm, size_t *lines);
/* The places on Earth among side x side points of the frame, its edges and, where side is odd, its middle among them; out has
 * room for all. Returns how many. */
size_t rmap_studio_places(const struct rmap_frame *frame, int side, struct rmap_lonlat *out);
/* The symbol's path, centred at (x, y), about size_mm across: shapes of one size look equally heavy, so
 * that some reach up to a quarter farther. Appends. */
void rmap_symbol_path(enum rmap_symbol symbol, double x_mm, double y_mm, double size_mm,
                      struct rmap_path *out);

/* --- scale bar --- */

/* The longest 1, 2 or 5 x 10^n metres whose bar is no longer than max_mm. */
double rmap_scalebar_pick(double max_mm, double mm_per_m);
#define RMAP_SCALEBAR_ROWS 3
struct rmap_scalebar {
    double length_m, second_m;    /* of the two bars: km, then miles or nautical miles; second 0: none */
    double length_mm, second_mm;
    const char *second_unit;      /* "mi" or "nmi"; NULL without a second bar */
    double latitude_deg;          /* where it is true */
    double error;                 /* largest relative scale error of one bar inside the frame: 0.012 is 1.2 % */
    double drawn_error;           /* the same of what is drawn: rows are read at their latitudes */
    struct rmap_scalebar_row {
        double latitude_deg;      /* 0..90: both hemispheres where the frame shows both */
        double length_mm;         /* of length_m there, along the parallel's direction on the page */
    } rows[RMAP_SCALEBAR_ROWS];   /* drawn instead, the farthest from the equator on top, where the scale changes with latitude
                                     by more than 5 % and they are truer than one bar; else none */
    size_t row_count;
    char hemisphere;              /* of the rows: 'N', 'S', or 0 for both */
};
struct rmap_scalebar rmap_scalebar_measure(const struct rmap_studio *studio, const char *second_unit,
                                           struct rmap_size *size);
void rmap_scalebar_emit(const struct rmap_studio *studio, const struct rmap_scalebar *bar,
                        struct rmap_page at, struct rmap_display *out);

/* --- legend --- */

enum rmap_legend_key { RMAP_KEY_SYMBOL, RMAP_KEY_LINE, RMAP_KEY_AREA, RMAP_KEY_RING };
struct rmap_legend_row {
    enum rmap_legend_key key;
    const struct rmap_rule *rule;
    const char *text, *text_ko;   /* text_ko: "" when the language has one line */
};
struct rmap_legend {
    struct rmap_legend_row *rows;
    size_t count;
    size_t columns;               /* filled one after the other; 0 is 1 */
};
struct rmap_size rmap_legend_measure(const struct rmap_studio *studio, const struct rmap_legend *legend);
void rmap_legend_emit(const struct rmap_studio *studio, const struct rmap_legend *legend, struct rmap_page at,
                      struct rmap_display *out);

/* --- a table of figures --- */

/* Rows of cells, the header first; the first column is words, the others are figures that stand at the right. */
struct rmap_figures {
    const char *title;            /* a line above; "" for none */
    const char **cells;           /* row by row */
    size_t rows, columns;
};
struct rmap_size rmap_figures_measure(const struct rmap_studio *studio, const struct rmap_figures *figures);
void rmap_figures_emit(const struct rmap_studio *studio, const struct rmap_figures *figures, struct rmap_page at,
                       struct rmap_display *out);

/* --- an index: numbers of the map and the names they stand for, in columns --- */

struct rmap_index_entry {
    size_t number;                /* from 1 */
    const char *name;
};
struct rmap_index {
    const struct rmap_index_entry *entries;
    size_t count;
};
/* The height, with the rule's gap below it; 0 when there is nothing to list. Names wider than width_mm are broken. */
double rmap_index_measure(const struct rmap_studio *studio, const struct rmap_index *index, double width_mm);
void rmap_index_emit(const struct rmap_studio *studio, const struct rmap_index *index, struct rmap_page at, double width_mm,
                     struct rmap_display *out);

/* --- north arrow --- */

struct rmap_size rmap_north_measure(const struct rmap_studio *studio);
/* The largest angle between north at two places of the frame, 0..180 degrees: how wrong one arrow can be. */
double rmap_north_spread(const struct rmap_frame *frame);
/* Turned by the convergence at the point where it stands; off the Earth by that in the frame's middle. */
void rmap_north_emit(const struct rmap_studio *studio, struct rmap_page at, struct rmap_display *out);

/* --- graticule --- */

/* 1, 2, 5, 10, 15 or 30 degrees (30', 15', 10', 5', 2', 1' for close-ups) so that 4 to 8 lines cross the
 * longer side; 3 where no step gives 4. Degrees. */
double rmap_graticule_pick(double span_deg);
/* The lines, clipped to the frame, in one group "graticule". */
void rmap_graticule_emit(const struct rmap_studio *studio, struct rmap_display *out);
/* Degrees just outside the neatline, never nearer than their own height to a corner; "126°E", "38°30′N".
 * Meridians are named at the bottom, parallels at the left, reading upwards; a line that does not meet its
 * side is named where it meets another one steeply. In one group "graticule-labels". */
void rmap_graticule_labels_emit(const struct rmap_studio *studio, struct rmap_display *out);
/* The room that those labels need outside the neatline, the same on every side, in mm; before there is a frame, as if
 * there were some. */
double rmap_graticule_label_room(const struct rmap_studio *studio);

/* --- inset: a round piece of the globe with the map's frame marked --- */

struct rmap_inset_spec {
    const char *land_path;        /* a shapefile of the world's land */
    struct rmap_bounds extent;    /* in the middle; marked where the frame's own outline leaves the Earth */
    double width_mm;              /* across */
    struct rmap_notes *notes;
};
struct rmap_size rmap_inset_measure(const struct rmap_studio *studio, const struct rmap_inset_spec *spec);
/* RMAP_INPUT when the land cannot be read. */
bool rmap_inset_emit(const struct rmap_studio *studio, const struct rmap_inset_spec *spec,
                     struct rmap_page at, struct rmap_display *out, struct rmap_error *err);

#endif
