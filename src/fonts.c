#include "fonts.h"

#include <dirent.h>
#include <hb-ot.h>
#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NAME 128 /* bytes of a family's name */
#define FRONT_BYTES  16384

/* Fonts that Pango chooses from: one pinned file, or the system's. */
struct shelf {
    PangoFontMap *map; /* NULL: not opened yet */
    PangoContext *context;
    PangoLayout *layout;
};

/* A font file of the pinned folder. */
struct pinned_font {
    const char *family, *path;
    int weight;
    FcConfig *config; /* with this file alone; NULL: not opened yet, or taken over by the shelf */
    struct shelf shelf;
};

struct known_face {
    struct rmap_face face;
    const char *wanted; /* as the style says; NULL: the pinned family */
    enum rmap_weight weight;
    struct known_face *next;
};

struct rmap_fonts {
    struct rmap_arena *arena;
    struct rmap_notes *notes;
    struct pinned_font *pinned;
    size_t count;
    struct shelf system;
    struct known_face *known;
};

/* --- the pinned folder --- */

static bool is_font_name(const char *name)
{
    size_t length = strlen(name);
    return length > 4
           && (rmap_same_word(name + length - 4, ".otf") || rmap_same_word(name + length - 4, ".ttf"));
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Folders list their files in any order: sorted, so that equal fonts are chosen everywhere. Free the array. */
static const char **list_files(struct rmap_arena *arena, const char *folder, size_t *count)
{
    DIR *open = opendir(folder);
    size_t capacity = 0;
    const char **found = NULL;
    *count = 0;
    for (struct dirent *entry; open && (entry = readdir(open));) {
        if (!is_font_name(entry->d_name))
            continue;
        found = rmap_grow(found, &capacity, *count + 1, sizeof *found);
        found[(*count)++] = rmap_format(arena, "%s/%s", folder, entry->d_name);
    }
    if (open)
        closedir(open);
    if (*count)
        qsort(found, *count, sizeof *found, compare_names);
    return found;
}

/* A family's name as people know it, without its weights: "Pretendard", not "Pretendard Medium". */
static const char *read_family(struct rmap_arena *arena, hb_face_t *face)
{
    static const hb_ot_name_id_t ids[] = {HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_FONT_FAMILY};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        char name[LONGEST_NAME] = "";
        unsigned size = sizeof name;
        if (hb_ot_name_get_utf8(face, ids[i], HB_LANGUAGE_INVALID, &size, name) > 0 && name[0])
            return rmap_copy(arena, name);
    }
    return NULL;
}

/* The front of a file. NULL: it cannot be read. */
static hb_blob_t *read_front(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t capacity = 0;
    char *front = rmap_grow(NULL, &capacity, FRONT_BYTES, 1);
    size_t size = fread(front, 1, FRONT_BYTES, file);
    fclose(file);
    return hb_blob_create(front, (unsigned)size, HB_MEMORY_MODE_READONLY, front, free);
}

/* From the font's own tables; fontconfig would list its 15,000 characters, too. False: none are in the blob, which is let go. */
static bool read_names(struct rmap_arena *arena, hb_blob_t *file, struct pinned_font *font)
{
    hb_face_t *face = hb_face_create(file, 0);
    hb_font_t *whole = hb_font_create(face);
    font->family = hb_face_get_glyph_count(face) > 0 ? read_family(arena, face) : NULL;
    font->weight = (int)lround((double)hb_style_get_value(whole, HB_STYLE_TAG_WEIGHT));
    hb_font_destroy(whole);
    hb_face_destroy(face);
    hb_blob_destroy(file);
    return font->family != NULL;
}

/* Most fonts have these tables at the front, and a megabyte behind them that need not be read. False: no font. */
static bool read_font(struct rmap_arena *arena, const char *path, struct pinned_font *font)
{
    *font = (struct pinned_font){.path = path};
    return read_names(arena, read_front(path), font) || read_names(arena, hb_blob_create_from_file(path), font);
}

static void read_folder(struct rmap_fonts *fonts, const char *folder)
{
    size_t count;
    const char **files = list_files(fonts->arena, folder, &count);
    fonts->pinned = rmap_alloc(fonts->arena, count * sizeof *fonts->pinned);
    for (size_t i = 0; i < count; i++)
        fonts->count += read_font(fonts->arena, files[i], &fonts->pinned[fonts->count]);
    free(files);
}

/* --- shelves --- */

/* Neither the machine's hinting nor its settings may move a glyph. */
static void leave_unhinted(FcPattern *pattern, gpointer nothing)
{
    (void)nothing;
    FcPatternDel(pattern, FC_HINTING);
    FcPatternDel(pattern, FC_HINT_STYLE);
    FcPatternDel(pattern, FC_ANTIALIAS);
    FcPatternAddBool(pattern, FC_HINTING, FcFalse);
    FcPatternAddInteger(pattern, FC_HINT_STYLE, FC_HINT_NONE);
    FcPatternAddBool(pattern, FC_ANTIALIAS, FcTrue);
}

static PangoContext *new_context(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context,
                               pango_language_from_string("und")); /* one set of fonts for every script */
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

/* Takes over the configuration. */
static void open_shelf(struct shelf *shelf, FcConfig *config)
{
    shelf->map = pango_ft2_font_map_new();
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(shelf->map), leave_unhinted, NULL, NULL);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(shelf->map), config);
    FcConfigDestroy(config); /* the map holds it */
    shelf->context = new_context(shelf->map);
    shelf->layout = pango_layout_new(shelf->context);
    pango_layout_set_auto_dir(shelf->layout, FALSE);
    pango_layout_set_single_paragraph_mode(shelf->layout, TRUE);
}

static void close_shelf(struct shelf *shelf)
{
    if (!shelf->map)
        return;
    g_object_unref(shelf->layout);
    g_object_unref(shelf->context);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(shelf->map),
                                 NULL); /* Pango 1.50 would never let go of it */
    g_object_unref(shelf->map);
}

/* False: what calls itself a font is none. */
static bool open_pinned(struct pinned_font *font)
{
    if (font->config || font->shelf.map)
        return true;
    font->config = FcConfigCreate();
    if (FcConfigAppFontAddFile(font->config, (const FcChar8 *)font->path))
        return true;
    FcConfigDestroy(font->config);
    font->config = NULL;
    return false;
}

static const struct shelf *shelf_of(struct pinned_font *font)
{
    if (!font->shelf.map)
        open_shelf(&font->shelf, font->config);
    font->config = NULL;
    return &font->shelf;
}

/* Behind the system's fonts stand the pinned ones, for the letters that a system font lacks. */
static void open_system(struct rmap_fonts *fonts)
{
    FcConfig *config = fonts->system.map ? NULL : FcInitLoadConfigAndFonts();
    for (size_t i = 0; config && i < fonts->count; i++)
        FcConfigAppFontAddFile(config, (const FcChar8 *)fonts->pinned[i].path);
    if (!fonts->system.map)
        open_shelf(&fonts->system, config ? config : FcConfigCreate());
}

/* --- faces --- */

static void forget(struct rmap_fonts *fonts, struct pinned_font *font)
{
    rmap_note(fonts->notes, "font file '%s' cannot be read and is left out", font->path);
    memmove(font, font + 1, (size_t)(fonts->pinned + fonts->count - font - 1) * sizeof *font);
    fonts->count--;
}

/* The file of that family whose weight is nearest, opened. NULL: none. */
static struct pinned_font *find_pinned(struct rmap_fonts *fonts, const char *family, enum rmap_weight weight)
{
    for (;;) {
        struct pinned_font *best = NULL;
        for (size_t i = 0; i < fonts->count; i++) {
            struct pinned_font *f = &fonts->pinned[i];
            if (rmap_same_word(f->family, family)
                && (!best || abs(f->weight - (int)weight) < abs(best->weight - (int)weight)))
                best = f;
        }
        if (!best || open_pinned(best))
            return best;
        forget(fonts, best);
    }
}

/* The next name of a list as CSS writes it: Georgia, 'Noto Serif', serif. NULL at the end. */
static const char *next_family(struct rmap_arena *arena, const char **list)
{
    const char *start = *list + strspn(*list, " ,");
    size_t length = strcspn(start, ",");
    if (!*start)
        return NULL;
    *list = start + length;
    while (length > 0 && strchr(" '\"", start[length - 1]))
        length--;
    while (length > 0 && strchr("'\"", *start)) {
        start++;
        length--;
    }
    return rmap_copy_n(arena, start, length);
}

static bool is_pinned(const struct rmap_fonts *fonts, const char *family)
{
    for (size_t i = 0; i < fonts->count; i++) {
        if (rmap_same_word(fonts->pinned[i].family, family))
            return true;
    }
    return false;
}

static bool is_installed(struct rmap_fonts *fonts, const char *family)
{
    open_system(fonts);
    return pango_font_map_get_family(fonts->system.map, family) != NULL;
}

/* The first family of the wish that there is; the system's fonts are looked at only for those not pinned. */
static const char *choose_family(struct rmap_fonts *fonts, const char *wanted, bool *pinned)
{
    const char *first = NULL, *family = NULL;
    *pinned = true;
    while (wanted && (family = next_family(fonts->arena, &wanted))) {
        if (!first)
            first = family;
        if (rmap_same_word(family, "sans-serif")) /* the pinned font is one, the same on every machine */
            family = rmap_fonts_family(fonts);
        *pinned = is_pinned(fonts, family);
        if (*pinned || is_installed(fonts, family))
            break;
    }
    if (!family) {
        *pinned = true;
        family = rmap_fonts_family(fonts);
    }
    if (first && !rmap_same_word(first, "sans-serif") && !rmap_same_word(first, family))
        rmap_note(fonts->notes, "font '%s' is not installed; %s is drawn instead", first, family);
    return family;
}

static void measure(struct rmap_face *face, const struct shelf *shelf)
{
    PangoFont *font = pango_font_map_load_font(shelf->map, shelf->context, face->description);
    hb_font_t *shaper = font ? pango_font_get_hb_font(font) : NULL;
    hb_font_extents_t extents;
    hb_position_t cap;
    if (shaper && hb_font_get_h_extents(shaper, &extents)) {
        face->ascent_em = extents.ascender / RMAP_UNITS_PER_EM;
        face->descent_em = -extents.descender / RMAP_UNITS_PER_EM;
    }
    if (shaper) {
        hb_ot_metrics_get_position_with_fallback(shaper, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap);
        face->cap_em = cap / RMAP_UNITS_PER_EM;
    }
    if (font)
        g_object_unref(font);
}

/* False when no font is left. */
static bool find_face(struct rmap_fonts *fonts, struct known_face *known)
{
    struct rmap_face *face = &known->face;
    struct pinned_font *pinned;
    bool from_folder;
    do {
        if (fonts->count == 0)
            return false;
        face->family = choose_family(fonts, known->wanted, &from_folder);
        pinned = from_folder ? find_pinned(fonts, face->family, known->weight) : NULL;
    } while (from_folder && !pinned); /* the family's only file was left out */
    const struct shelf *shelf = pinned ? shelf_of(pinned) : &fonts->system;
    const char *families = pinned ? face->family : rmap_format(fonts->arena, "%s,%s", face->family, rmap_fonts_family(fonts));
    face->path = pinned ? pinned->path : NULL;
    face->layout = shelf->layout;
    face->description = pango_font_description_new();
    pango_font_description_set_family(face->description, families);
    pango_font_description_set_weight(face->description, (PangoWeight)known->weight);
    pango_font_description_set_absolute_size(face->description, RMAP_UNITS_PER_EM);
    measure(face, shelf);
    return true;
}

static bool same_wish(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* --- public --- */

const struct rmap_face *rmap_fonts_face(struct rmap_fonts *fonts, const struct rmap_font *font)
{
    for (struct known_face *known = fonts->known; known; known = known->next) {
        if (known->weight == font->weight && same_wish(known->wanted, font->family))
            return &known->face;
    }
    struct known_face *known = rmap_alloc(fonts->arena, sizeof *known);
    known->wanted = font->family ? rmap_copy(fonts->arena, font->family) : NULL;
    known->weight = font->weight;
    known->next = fonts->known;
    if (!find_face(fonts, known))
        return NULL;
    fonts->known = known;
    return &known->face;
}

bool rmap_fonts_ready(struct rmap_fonts *fonts)
{
    while (fonts->count > 0) {
        if (find_pinned(fonts, fonts->pinned[0].family, RMAP_REGULAR))
            return true;
    }
    return false;
}

const char *rmap_fonts_family(const struct rmap_fonts *fonts)
{
    return fonts->count > 0 ? fonts->pinned[0].family : NULL;
}

struct rmap_fonts *rmap_fonts_new(struct rmap_arena *arena, const char *folder, struct rmap_notes *notes)
{
    struct rmap_fonts *fonts = rmap_alloc(arena, sizeof *fonts);
    fonts->arena = arena;
    fonts->notes = notes;
    read_folder(fonts, folder);
    return fonts;
}

void rmap_fonts_free(struct rmap_fonts *fonts)
{
    if (!fonts)
        return;
    for (struct known_face *known = fonts->known; known; known = known->next)
        pango_font_description_free(known->face.description);
    for (size_t i = 0; i < fonts->count; i++) {
        if (fonts->pinned[i].config)
            FcConfigDestroy(fonts->pinned[i].config);
        close_shelf(&fonts->pinned[i].shelf);
    }
    close_shelf(&fonts->system);
}

void rmap_fonts_skip_system(void)
{
    FcConfig *nothing = FcConfigCreate();
    FcConfigSetCurrent(nothing);
    FcConfigDestroy(nothing); /* fontconfig holds it */
}
