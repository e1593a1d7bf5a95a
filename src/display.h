/* display.h - the display list: placed paths and texts in named groups, in millimetres on the page.
 *
 * Layout appends; canvases replay. A list computes nothing: what stands in it is measured and placed.
 *
 *     struct rmap_display list = {.arena = arena};
 *     rmap_display_begin(&list, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "land", .title = "Land"});
 *     rmap_display_path(&list, &path, &paint);          takes the path's memory
 *     rmap_display_end(&list);
 *     rmap_display_replay(&list, canvas);
 *     rmap_display_free(&list);
 */
#ifndef RMAP_DISPLAY_H
#define RMAP_DISPLAY_H

#include "geom.h"
#include "mem.h"

struct rmap_color { double r, g, b, a; }; /* sRGB 0..1, straight alpha; a = 0 is "none" */

/* The colours of a path or text for a reader in dark mode: `stroke` is a text's halo. */
struct rmap_night { struct rmap_color fill, stroke; };

enum rmap_join { RMAP_JOIN_ROUND, RMAP_JOIN_MITER, RMAP_JOIN_BEVEL };
enum rmap_cap { RMAP_CAP_BUTT, RMAP_CAP_ROUND, RMAP_CAP_SQUARE };
#define RMAP_DASHES 8

struct rmap_paint {
    struct rmap_color fill;    /* even-odd rule always */
    struct rmap_color stroke;
    double width_mm;
    double dash_mm[RMAP_DASHES];
    int dashes;                /* 0: a full line */
    enum rmap_join join;
    enum rmap_cap cap;
    const struct rmap_night *night; /* theme.c's; NULL: the colours stay */
};

enum rmap_weight { RMAP_REGULAR = 400, RMAP_MEDIUM = 500, RMAP_BOLD = 700 };
enum rmap_anchor { RMAP_START, RMAP_MIDDLE, RMAP_END };

struct rmap_font {
    const char *family;        /* borrowed from the style; NULL: the pinned font */
    double size_mm;
    enum rmap_weight weight;
    bool oblique;
    double spacing_mm;         /* added after each cluster but the last */
};

/* One line of text, placed. */
struct rmap_text {
    const char *text;          /* UTF-8, one line; copied into the list's arena */
    const char *lang;          /* "en" or "ko"; NULL: unknown */
    struct rmap_page at;       /* the anchor on the baseline */
    double angle_deg;          /* turned clockwise about `at` */
    enum rmap_anchor anchor;
    double width_mm;           /* as measured: text.h */
    struct rmap_font font;
    struct rmap_color fill;
    struct rmap_color halo;    /* a = 0: none */
    double halo_mm;            /* how far the halo reaches beyond the glyph */
    const struct rmap_night *night; /* theme.c's; NULL: the colours stay */
};

enum rmap_role {
    RMAP_ROLE_LAYER,      /* becomes a layer in Inkscape */
    RMAP_ROLE_GROUP,      /* an unnamed or named group inside a layer */
    RMAP_ROLE_SITE,
    RMAP_ROLE_RING,
    RMAP_ROLE_LABEL,
    RMAP_ROLE_FURNITURE,
    RMAP_ROLE_HEADING,    /* words above the map */
    RMAP_ROLE_PARAGRAPH,  /* words below it */
};

/* A group's strings are copied into the list's arena. */
struct rmap_group {
    enum rmap_role role;
    const char *id;            /* "rings", "ring-300km-seoul": unique in the list, [a-z][a-z0-9-]*; NULL: none */
    const char *title;         /* for people: the layer's name, a tooltip; NULL: none */
    const char *desc;          /* longer; NULL: none */
    const char *classes;       /* CSS classes, blank between; NULL: none */
    const char *href;          /* a link; NULL: none */
    bool clipped;              /* show only what lies inside `clip` */
    struct rmap_box clip;
};

struct rmap_display {
    struct rmap_arena *arena;  /* borrowed: the map's */
    double width_mm, height_mm;
    const char *title, *desc, *lang; /* of the whole map: metadata of the file */
    struct rmap_item *items;   /* display.c's */
    size_t count, capacity;
};

/* How much of a text lies before its anchor: 0, 0.5 or 1. */
double rmap_anchor_share(enum rmap_anchor anchor);

void rmap_display_begin(struct rmap_display *list, const struct rmap_group *group);
void rmap_display_end(struct rmap_display *list);
/* Takes over the path's memory and leaves *path empty. An empty path, or one with nothing to paint, adds nothing. */
void rmap_display_path(struct rmap_display *list, struct rmap_path *path, const struct rmap_paint *paint);
void rmap_display_text(struct rmap_display *list, const struct rmap_text *text);
/* Puts a prefix before every id: for a map within a map. */
void rmap_display_prefix(struct rmap_display *list, const char *prefix);
/* Moves everything of `more` to the end of the list; `more` is left empty. Both lists share one arena. */
void rmap_display_append(struct rmap_display *list, struct rmap_display *more);

/* Gives each path and text of `day` the colours of its twin in `night`, the same list drawn in another style's colours. False,
 * `day` untouched, when the two do not go together. */
bool rmap_display_pair(struct rmap_display *day, const struct rmap_display *night);

struct rmap_canvas;
void rmap_display_replay(const struct rmap_display *list, struct rmap_canvas *canvas);
void rmap_display_free(struct rmap_display *list);

#endif
