/* option.h - one option: a row of the table in options.c. */
#ifndef RMAP_OPTION_H
#define RMAP_OPTION_H

enum rmap_option_type {
    RMAP_TYPE_TEXT,       /* anything */
    RMAP_TYPE_PATH,       /* a file or folder; relative to the map file that names it */
    RMAP_TYPE_LENGTH,     /* on the page: 160mm 16cm 6.5in 400pt 1600px; default unit mm */
    RMAP_TYPE_SIZE,       /* of the page, by name: a4 letter-landscape slide; auto */
    RMAP_TYPE_DISTANCES,  /* on the ground, a list: 300km 162nmi 100mi 500m; the unit is required */
    RMAP_TYPE_DISTANCE,   /* one of them */
    RMAP_TYPE_PLACES,     /* site ids, names of lines and areas, lat,lon pairs, a list */
    RMAP_TYPE_BEARINGS,   /* degrees clockwise from north or compass points, a list of min to max, or a word of `choices` */
    RMAP_TYPE_EXTENT,     /* a name, W,S,E,N in degrees, fit where the default is a name, off where it is none */
    RMAP_TYPE_NUMBER,     /* between min and max */
    RMAP_TYPE_CHOICE,     /* one of `choices` */
    RMAP_TYPE_PLACEMENT,  /* auto, off, on, or a corner: top-left top-right bottom-left bottom-right */
    RMAP_TYPE_SWITCH,     /* on or off (yes, no, true, false) */
    RMAP_TYPE_NAMES,      /* a list of words; all, none */
    RMAP_TYPE_PROPERTIES, /* NAME=VALUE, may be given several times */
    RMAP_TYPE_TOLERANCE,  /* 0.05px, 0.01mm or 1m */
};

struct rmap_option_spec {
    const char *name;          /* "show-sites" */
    char letter;               /* 'o', or 0 */
    enum rmap_option_type type;
    const char *group;         /* heading in --help: "Map", "Rings", "Page", "Words", "Furniture", "Files" */
    const char *metavar;       /* "FILE", "KM,..." */
    const char *fallback;      /* the default, as text; "" means none */
    const char *const *choices; /* NULL-terminated; for RMAP_TYPE_CHOICE, and names worth completing */
    double min, max;           /* for numbers; for lengths in mm */
    const char *help;          /* one line, up to 60 characters */
};

#endif
