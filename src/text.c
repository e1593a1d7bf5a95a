#include "text.h"

#include <dirent.h>
#include <hb-ot.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Text is shaped once, at this size, and scaled: font units of 1/2048 em come out without rounding. */
#define SHAPED_PX     256.0
#define UNITS_PER_EM  (SHAPED_PX * PANGO_SCALE)
#define SLANT         0.19438 /* tan 11 degrees, as in canvas_svg.c: Pretendard has no italic */
#define DEGREE        (3.14159265358979323846 / 180)
#define OUTLINE_SCALE 100 /* Cairo keeps a path in 1/256 units: 0.00004 mm at 1/100 mm */
#define FIRST_SLOTS   256
#define WHITE_SQUARE  0x25A1 /* drawn for a character that the font lacks */

/* A font file of the pinned folder. */
struct pinned_font {
    const char *family, *path;
    int weight;
};

/* Fonts that Pango chooses from: the pinned folder's, or the system's. */
struct shelf {
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout;
};

/* A family at a weight, with its measures in em. */
struct face {
    const char *wanted; /* as the style says; NULL: the pinned family */
    enum rmap_weight weight;
    const struct shelf *shelf;
    PangoFontDescription *description;
    double ascent_em, descent_em, cap_em;
    struct face *next;
};

struct glyph {
    unsigned long index;
    double x_em, y_em; /* from the text's start on the baseline, without letter spacing, y down */
    double ink_x0_em, ink_x1_em, ink_y0_em, ink_y1_em; /* from the glyph's own origin */
    size_t cluster; /* counted as drawn, from the left: letter spacing shifts by it */
};

/* Neighbouring glyphs of one font. */
struct run {
    cairo_font_face_t *font; /* owned by the shape */
    size_t first, count;     /* glyphs */
    size_t first_cluster, clusters;
    size_t first_byte;
    bool backward; /* written from right to left */
};

struct cluster {
    size_t first_byte, bytes;
    double advance_em;
    int glyphs;
};

/* A text as one face shows it, at any size. */
struct shape {
    const struct face *face;
    const char *key, *text; /* as given; without what cannot be shown */
    bool spaced;            /* with letter spacing: no ligatures */
    struct glyph *glyphs;
    struct run *runs;
    struct cluster *clusters; /* as drawn, from the left */
    size_t glyph_count, run_count, cluster_count;
    double width_em;
};

struct rmap_text_engine {
    struct rmap_arena arena;
    struct rmap_notes *notes;
    const char *fonts_dir;
    bool tried; /* to load */
    struct shelf pinned, system;
    struct pinned_font *fonts;
    size_t font_count;
    struct face *faces;
    struct shape **slots; /* open addressing; a power of two */
    size_t slot_count, shape_count;
};

/* --- loading --- */

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

/* Folders list their files in any order: sorted, so that equal fonts are chosen everywhere. */
static size_t list_fonts(struct rmap_text_engine *engine, const char ***names)
{
    DIR *folder = opendir(engine->fonts_dir);
    size_t count = 0, capacity = 0;
    const char **found = NULL;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (!is_font_name(entry->d_name))
            continue;
        found = rmap_grow(found, &capacity, count + 1, sizeof *found);
        found[count++] = rmap_format(&engine->arena, "%s/%s", engine->fonts_dir, entry->d_name);
    }
    if (folder)
        closedir(folder);
    if (count)
        qsort(found, count, sizeof *found, compare_names);
    *names = found;
    return count;
}

/* What fontconfig read from the files. */
static void list_faces(struct rmap_text_engine *engine, FcConfig *config)
{
    const FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
    size_t count = set && set->nfont > 0 ? (size_t)set->nfont : 0;
    engine->fonts = rmap_alloc(&engine->arena, count * sizeof *engine->fonts);
    for (size_t i = 0; i < count; i++) {
        FcChar8 *family, *path;
        double weight = FC_WEIGHT_REGULAR;
        if (FcPatternGetString(set->fonts[i], FC_FAMILY, 0, &family) != FcResultMatch
            || FcPatternGetString(set->fonts[i], FC_FILE, 0, &path) != FcResultMatch)
            continue;
        FcPatternGetDouble(set->fonts[i], FC_WEIGHT, 0, &weight);
        engine->fonts[engine->font_count++] = (struct pinned_font){
            .family = rmap_copy(&engine->arena, (const char *)family),
            .path = rmap_copy(&engine->arena, (const char *)path),
            .weight = (int)lround(FcWeightToOpenTypeDouble(weight)),
        };
    }
}

/* Neither the machine's hinting nor its language may move a glyph. */
static PangoContext *new_context(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context,
                               pango_language_from_string("und")); /* one set of fonts for every script */
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}

/* Takes over the configuration. A map made before is used: engine_new's. */
static void open_shelf(struct shelf *shelf, FcConfig *config)
{
    if (!shelf->map)
        shelf->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(shelf->map), config);
    FcConfigDestroy(config); /* the map holds it */
    shelf->context = new_context(shelf->map);
    shelf->layout = pango_layout_new(shelf->context);
    pango_layout_set_auto_dir(shelf->layout, FALSE);
    pango_layout_set_single_paragraph_mode(shelf->layout, TRUE);
}

static void close_shelf(struct shelf *shelf)
{
    if (shelf->layout)
        g_object_unref(shelf->layout);
    if (shelf->context)
        g_object_unref(shelf->context);
    if (!shelf->map)
        return;
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(shelf->map),
                                 NULL); /* Pango 1.50 would never let go of it */
    g_object_unref(shelf->map);
}

static bool load(struct rmap_text_engine *engine)
{
    if (engine->tried)
        return engine->font_count > 0;
    engine->tried = true;
    const char **paths;
    size_t count = list_fonts(engine, &paths);
    FcConfig *config = FcConfigCreate();
    for (size_t i = 0; i < count; i++)
        FcConfigAppFontAddFile(config, (const FcChar8 *)paths[i]);
    free(paths);
    list_faces(engine, config);
    open_shelf(&engine->pinned, config);
    return engine->font_count > 0;
}

/* --- faces --- */

static bool is_pinned(const struct rmap_text_engine *engine, const char *family)
{
    for (size_t i = 0; i < engine->font_count; i++) {
        if (rmap_same_word(engine->fonts[i].family, family))
            return true;
    }
    return rmap_same_word(family, "sans-serif"); /* the pinned font is one, the same on every machine */
}

/* The next name of a list as CSS writes it: Georgia, 'Noto Serif', serif. NULL at the end. */
static const char *next_family(struct rmap_text_engine *engine, const char **list)
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
    return rmap_copy_n(&engine->arena, start, length);
}

/* Behind the system's fonts stand the pinned ones, for the letters that a system font lacks. */
static bool is_installed(struct rmap_text_engine *engine, const char *family)
{
    if (!engine->system.map) {
        FcConfig *config = FcInitLoadConfigAndFonts();
        for (size_t i = 0; config && i < engine->font_count; i++)
            FcConfigAppFontAddFile(config, (const FcChar8 *)engine->fonts[i].path);
        open_shelf(&engine->system, config ? config : FcConfigCreate());
    }
    return pango_font_map_get_family(engine->system.map, family) != NULL;
}

/* The first family of the wish that there is; the system's fonts are looked at only for those not pinned. */
static const char *choose_family(struct rmap_text_engine *engine, struct face *face)
{
    const char *list = face->wanted, *first = NULL, *family;
    face->shelf = &engine->pinned;
    while (list && (family = next_family(engine, &list))) {
        bool pinned = is_pinned(engine, family);
        if (!first)
            first = family;
        if (!pinned && !is_installed(engine, family))
            continue;
        if (!pinned)
            face->shelf = &engine->system;
        if (first != family)
            rmap_note(engine->notes, "font '%s' is not installed; %s is drawn instead", first, family);
        if (!pinned)
            return rmap_format(&engine->arena, "%s,%s", family, engine->fonts[0].family);
        return rmap_same_word(family, "sans-serif") ? engine->fonts[0].family : family;
    }
    if (first)
        rmap_note(engine->notes, "font '%s' is not installed; %s is drawn instead", first,
                  engine->fonts[0].family);
    return engine->fonts[0].family;
}

static void measure_face(struct face *face)
{
    PangoFont *font = pango_font_map_load_font(face->shelf->map, face->shelf->context, face->description);
    hb_font_t *shaper = font ? pango_font_get_hb_font(font) : NULL;
    hb_font_extents_t extents;
    hb_position_t cap;
    if (shaper && hb_font_get_h_extents(shaper, &extents)) {
        face->ascent_em = extents.ascender / UNITS_PER_EM;
        face->descent_em = -extents.descender / UNITS_PER_EM;
    }
    if (shaper) {
        hb_ot_metrics_get_position_with_fallback(shaper, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap);
        face->cap_em = cap / UNITS_PER_EM;
    }
    if (font)
        g_object_unref(font);
}

static bool same_wish(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static const struct face *find_face(struct rmap_text_engine *engine, const struct rmap_font *font)
{
    for (struct face *face = engine->faces; face; face = face->next) {
        if (face->weight == font->weight && same_wish(face->wanted, font->family))
            return face;
    }
    struct face *face = rmap_alloc(&engine->arena, sizeof *face);
    face->wanted = font->family ? rmap_copy(&engine->arena, font->family) : NULL;
    face->weight = font->weight;
    face->description = pango_font_description_new();
    pango_font_description_set_family(face->description, choose_family(engine, face));
    pango_font_description_set_weight(face->description, (PangoWeight)font->weight);
    pango_font_description_set_absolute_size(face->description, UNITS_PER_EM);
    measure_face(face);
    face->next = engine->faces;
    return engine->faces = face;
}

/* --- shaping --- */

/* Control characters have no glyph; what is not UTF-8 has no characters. */
static const char *clean(struct rmap_text_engine *engine, const char *text)
{
    size_t length = strlen(text);
    if (!rmap_is_utf8(text, length)) {
        rmap_note(engine->notes, "a label is not UTF-8 text and is not drawn");
        return "";
    }
    char *copy = rmap_copy(&engine->arena, text), *end = copy;
    for (const char *c = text; *c; c++) {
        if ((unsigned char)*c >= ' ' && *c != 0x7F)
            *end++ = *c;
    }
    *end = '\0';
    return copy;
}

static void set_attributes(PangoLayout *layout, const struct shape *shape, bool pinned)
{
    PangoAttrList *attributes = pango_attr_list_new();
    if (pinned) /* another machine has other fonts to fall back to */
        pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
    if (shape->spaced)
        pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0, dlig=0, calt=0"));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

static void add_glyph(struct rmap_text_engine *engine, struct shape *shape, hb_font_t *font,
                      const PangoGlyphInfo *info, double *x_em)
{
    PangoGlyph index = info->glyph;
    double advance = info->geometry.width / UNITS_PER_EM;
    hb_glyph_extents_t ink;
    if (index & PANGO_GLYPH_UNKNOWN_FLAG) {
        hb_codepoint_t box = 0; /* what the font itself shows, if it has no box */
        rmap_note(engine->notes, "no glyph for U+%04X in %s", (unsigned)(index & ~PANGO_GLYPH_UNKNOWN_FLAG),
                  pango_font_description_get_family(shape->face->description));
        hb_font_get_nominal_glyph(font, WHITE_SQUARE, &box);
        index = box;
        advance = hb_font_get_glyph_h_advance(font, box) / UNITS_PER_EM;
    }
    if (index != PANGO_GLYPH_EMPTY) {
        struct glyph *glyph = &shape->glyphs[shape->glyph_count++];
        *glyph = (struct glyph){.index = index,
                                .x_em = *x_em + info->geometry.x_offset / UNITS_PER_EM,
                                .y_em = info->geometry.y_offset / UNITS_PER_EM};
        if (hb_font_get_glyph_extents(font, index, &ink)) {
            glyph->ink_x0_em = ink.x_bearing / UNITS_PER_EM;
            glyph->ink_x1_em = (ink.x_bearing + ink.width) / UNITS_PER_EM;
            glyph->ink_y0_em = -ink.y_bearing / UNITS_PER_EM;
            glyph->ink_y1_em = -(ink.y_bearing + ink.height) / UNITS_PER_EM;
        }
    }
    *x_em += advance;
}

/* For each byte of the text: does a letter begin there? Marks are part of the letter before. */
static bool *find_letters(struct rmap_text_engine *engine, PangoLayout *layout, const char *text)
{
    bool *begins = rmap_alloc(&engine->arena, strlen(text) + 1);
    int count;
    const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly(layout, &count);
    const char *at = text;
    for (int i = 0; i < count && *at; i++, at = g_utf8_next_char(at))
        begins[at - text] = attributes[i].is_cursor_position;
    return begins;
}

static void add_run(struct rmap_text_engine *engine, struct shape *shape, const bool *begins,
                    PangoGlyphItem *item, double *x_em)
{
    PangoFont *font = item->item->analysis.font;
    hb_font_t *shaper = pango_font_get_hb_font(font);
    cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    struct run *run = &shape->runs[shape->run_count++];
    *run = (struct run){
        .font = cairo_font_face_reference(cairo_scaled_font_get_font_face(scaled)),
        .first = shape->glyph_count,
        .first_cluster = shape->cluster_count,
        .first_byte = (size_t)item->item->offset,
        .backward = item->item->analysis.level % 2 == 1,
    };
    int count = item->glyphs->num_glyphs, bytes = item->item->length;
    const int *starts = item->glyphs->log_clusters;
    for (int i = 0, next; i < count; i = next) {
        struct cluster *cluster = &shape->clusters[shape->cluster_count];
        double from_em = *x_em;
        size_t first = shape->glyph_count;
        for (next = i;
             next < count
             && (starts[next] == starts[i] || (!run->backward && !begins[item->item->offset + starts[next]]));
             next++)
            add_glyph(engine, shape, shaper, &item->glyphs->glyphs[next], x_em);
        for (size_t g = first; g < shape->glyph_count; g++)
            shape->glyphs[g].cluster = shape->cluster_count;
        int end = run->backward ? (i ? starts[i - 1] : bytes) : (next < count ? starts[next] : bytes);
        cluster->first_byte = run->first_byte + (size_t)starts[i];
        cluster->bytes = (size_t)(end - starts[i]);
        cluster->advance_em = *x_em - from_em;
        cluster->glyphs = (int)(shape->glyph_count - first);
        shape->cluster_count++;
    }
    run->count = shape->glyph_count - run->first;
    run->clusters = shape->cluster_count - run->first_cluster;
}

static struct shape *new_shape(struct rmap_text_engine *engine, const struct face *face, bool spaced,
                               const char *text)
{
    struct shape *shape = rmap_alloc(&engine->arena, sizeof *shape);
    bool pinned = face->shelf == &engine->pinned;
    PangoLayout *layout = face->shelf->layout;
    *shape = (struct shape){
        .face = face, .key = rmap_copy(&engine->arena, text), .text = clean(engine, text), .spaced = spaced};
    if (!shape->text[0])
        return shape;
    set_attributes(layout, shape, pinned);
    pango_layout_set_font_description(layout, face->description);
    pango_layout_set_text(layout, shape->text, -1);

    GSList *items = pango_layout_get_line_readonly(layout, 0)->runs;
    size_t runs = 0, glyphs = 0;
    for (GSList *i = items; i; i = i->next, runs++)
        glyphs += (size_t)((PangoGlyphItem *)i->data)->glyphs->num_glyphs;
    shape->runs = rmap_alloc(&engine->arena, runs * sizeof *shape->runs);
    shape->glyphs = rmap_alloc(&engine->arena, glyphs * sizeof *shape->glyphs);
    shape->clusters = rmap_alloc(&engine->arena, glyphs * sizeof *shape->clusters);
    const bool *begins = find_letters(engine, layout, shape->text);
    for (GSList *i = items; i; i = i->next)
        add_run(engine, shape, begins, i->data, &shape->width_em);
    return shape;
}

static uint64_t hash_of(const struct face *face, bool spaced, const char *text)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)(uintptr_t)face ^ spaced; /* FNV-1a */
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash ^ hash >> 32;
}

static struct shape **find_slot(const struct rmap_text_engine *engine, const struct face *face, bool spaced,
                                const char *text)
{
    size_t mask = engine->slot_count - 1, at = (size_t)hash_of(face, spaced, text) & mask;
    for (struct shape *s; (s = engine->slots[at]); at = (at + 1) & mask) {
        if (s->face == face && s->spaced == spaced && strcmp(s->key, text) == 0)
            break;
    }
    return &engine->slots[at];
}

static void make_room(struct rmap_text_engine *engine)
{
    size_t old_count = engine->slot_count;
    struct shape **old = engine->slots;
    if (2 * (engine->shape_count + 1) <= old_count)
        return;
    engine->slot_count = old_count ? 2 * old_count : FIRST_SLOTS;
    size_t capacity = 0;
    engine->slots = rmap_grow(NULL, &capacity, engine->slot_count, sizeof *engine->slots);
    for (size_t i = 0; i < engine->slot_count; i++)
        engine->slots[i] = NULL;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i])
            *find_slot(engine, old[i]->face, old[i]->spaced, old[i]->key) = old[i];
    }
    free(old);
}

/* NULL when there is no font. */
static const struct shape *find_shape(struct rmap_text_engine *engine, const struct rmap_font *font,
                                      const char *text, bool spaced)
{
    if (!load(engine))
        return NULL;
    const struct face *face = find_face(engine, font);
    make_room(engine);
    struct shape **slot = find_slot(engine, face, spaced, text);
    if (!*slot) {
        *slot = new_shape(engine, face, spaced, text);
        engine->shape_count++;
    }
    return *slot;
}

static bool is_spaced(const struct rmap_font *font)
{
    return font->spacing_mm < 0 || font->spacing_mm > 0;
}

static double width_of(const struct shape *shape, const struct rmap_font *font)
{
    double gaps = shape->cluster_count ? (double)(shape->cluster_count - 1) : 0;
    return shape->width_em * font->size_mm + gaps * font->spacing_mm;
}

/* --- drawing --- */

/* Glyphs of one run in millimetres from the anchor. */
static cairo_glyph_t *place_glyphs(const struct shape *shape, const struct run *run,
                                   const struct rmap_text *text, double start_mm, cairo_glyph_t *out)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct glyph *glyph = &shape->glyphs[run->first + i];
        out[i] = (cairo_glyph_t){
            .index = glyph->index,
            .x = start_mm + glyph->x_em * text->font.size_mm + (double)glyph->cluster * text->font.spacing_mm,
            .y = glyph->y_em * text->font.size_mm,
        };
    }
    return out;
}

static void use_font(cairo_t *cr, const struct run *run, const struct rmap_font *font)
{
    cairo_matrix_t matrix;
    cairo_matrix_init(&matrix, font->size_mm, 0, font->oblique ? -SLANT * font->size_mm : 0, font->size_mm, 0,
                      0);
    cairo_set_font_face(cr, run->font);
    cairo_set_font_matrix(cr, &matrix);
}

/* A halo in one stroke, whose overlaps do not show when it is translucent; or glyph by glyph, which is
 * faster, as is the coarser smoothing, which cannot be seen in so broad a line: 0.15 ms a label, not 0.4. */
static void stroke_halo(cairo_t *cr, const struct shape *shape, const struct rmap_text *text, double start_mm,
                        cairo_glyph_t *glyphs, bool at_once)
{
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_FAST);
    cairo_set_line_width(cr, 2 * text->halo_mm);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_source_rgba(cr, text->halo.r, text->halo.g, text->halo.b, text->halo.a);
    for (size_t i = 0; i < shape->run_count; i++) {
        const struct run *run = &shape->runs[i];
        use_font(cr, run, &text->font);
        place_glyphs(shape, run, text, start_mm, glyphs);
        for (size_t g = 0; g < run->count; g++) {
            cairo_glyph_path(cr, glyphs + g, 1);
            if (!at_once)
                cairo_stroke(cr);
        }
    }
    if (at_once)
        cairo_stroke(cr);
}

/* Outlines keep each glyph where it belongs; as glyphs, Cairo 1.16 moves them to whole pixels. */
static void fill_outlines(cairo_t *cr, const struct shape *shape, const struct rmap_text *text,
                          double start_mm, cairo_glyph_t *glyphs)
{
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_DEFAULT);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
    for (size_t i = 0; i < shape->run_count; i++) {
        use_font(cr, &shape->runs[i], &text->font);
        place_glyphs(shape, &shape->runs[i], text, start_mm, glyphs);
        cairo_glyph_path(cr, glyphs, (int)shape->runs[i].count);
    }
    cairo_fill(cr);
}

/* Text that can be searched and copied. */
static void show_glyphs(cairo_t *cr, const struct shape *shape, const struct rmap_text *text, double start_mm,
                        cairo_glyph_t *glyphs)
{
    for (size_t i = 0; i < shape->run_count; i++) {
        const struct run *run = &shape->runs[i];
        size_t room = 0;
        cairo_text_cluster_t *clusters = rmap_grow(NULL, &room, run->clusters, sizeof *clusters);
        size_t bytes = 0;
        for (size_t c = 0; c < run->clusters; c++) {
            size_t from = run->backward ? run->clusters - 1 - c : c;
            const struct cluster *cluster = &shape->clusters[run->first_cluster + from];
            clusters[c] = (cairo_text_cluster_t){.num_bytes = (int)cluster->bytes,
                                                 .num_glyphs = cluster->glyphs};
            bytes += cluster->bytes;
        }
        use_font(cr, run, &text->font);
        place_glyphs(shape, run, text, start_mm, glyphs);
        cairo_show_text_glyphs(cr, shape->text + run->first_byte, (int)bytes, glyphs, (int)run->count,
                               clusters, (int)run->clusters,
                               run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
        free(clusters);
    }
}

/* Turns and moves so that the anchor is the origin; returns where the text starts. */
static double go_to_anchor(cairo_t *cr, const struct shape *shape, const struct rmap_text *text)
{
    static const double before[] = {[RMAP_START] = 0, [RMAP_MIDDLE] = 0.5, [RMAP_END] = 1};
    cairo_translate(cr, text->at.x_mm, text->at.y_mm);
    cairo_rotate(cr, text->angle_deg * DEGREE);
    return -before[text->anchor] * width_of(shape, &text->font);
}

static void append_outline(const cairo_path_t *from, struct rmap_path *out)
{
    for (int i = 0; i < from->num_data; i += from->data[i].header.length) {
        const cairo_path_data_t *p = &from->data[i];
        switch (p->header.type) {
        case CAIRO_PATH_MOVE_TO:
            if (i + p->header.length < from->num_data) /* Cairo ends a closed path with a bare move */
                rmap_path_move(out, p[1].point.x, p[1].point.y);
            break;
        case CAIRO_PATH_LINE_TO:
            rmap_path_line(out, p[1].point.x, p[1].point.y);
            break;
        case CAIRO_PATH_CURVE_TO:
            rmap_path_curve(out, p[1].point.x, p[1].point.y, p[2].point.x, p[2].point.y, p[3].point.x,
                            p[3].point.y);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            rmap_path_close(out);
            break;
        }
    }
}

/* --- public --- */

struct rmap_text_engine *rmap_text_engine_new(const char *fonts_dir, struct rmap_notes *notes)
{
    size_t capacity = 0;
    struct rmap_text_engine *engine = rmap_grow(NULL, &capacity, 1, sizeof *engine);
    *engine = (struct rmap_text_engine){.notes = notes};
    engine->fonts_dir = rmap_copy(&engine->arena, fonts_dir);
    /* Pango starts fontconfig in a thread of its own here, unless it has a configuration: 4 ms that pass while data is read. */
    engine->pinned.map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    return engine;
}

void rmap_text_engine_free(struct rmap_text_engine *engine)
{
    if (!engine)
        return;
    for (size_t i = 0; i < engine->slot_count; i++) {
        for (size_t r = 0; engine->slots[i] && r < engine->slots[i]->run_count; r++)
            cairo_font_face_destroy(engine->slots[i]->runs[r].font);
    }
    for (struct face *face = engine->faces; face; face = face->next)
        pango_font_description_free(face->description);
    close_shelf(&engine->pinned);
    close_shelf(&engine->system);
    free(engine->slots);
    rmap_arena_free(&engine->arena);
    free(engine);
}

bool rmap_text_ready(struct rmap_text_engine *engine, struct rmap_error *err)
{
    return load(engine)
           || rmap_fail(err, RMAP_STYLE, "no font in '%s'; put Pretendard's .otf files there",
                        engine->fonts_dir);
}

void rmap_text_skip_system(void)
{
    FcConfig *nothing = FcConfigCreate();
    FcConfigSetCurrent(nothing);
    FcConfigDestroy(nothing); /* fontconfig holds it */
}

struct rmap_text_size rmap_text_measure(struct rmap_text_engine *engine, const struct rmap_font *font,
                                        const char *text)
{
    struct rmap_text_size size = {0};
    const struct shape *shape = find_shape(engine, font, text, is_spaced(font));
    if (!shape)
        return size;
    size.width_mm = width_of(shape, font);
    size.ascent_mm = shape->face->ascent_em * font->size_mm;
    size.descent_mm = shape->face->descent_em * font->size_mm;
    size.cap_mm = shape->face->cap_em * font->size_mm;
    double slant = font->oblique ? SLANT : 0;
    bool inked = false;
    for (size_t i = 0; i < shape->glyph_count; i++) {
        const struct glyph *g = &shape->glyphs[i];
        if (!(g->ink_x0_em < g->ink_x1_em)) /* a blank */
            continue;
        double x = g->x_em * font->size_mm + (double)g->cluster * font->spacing_mm;
        double x0 = x + (g->ink_x0_em - slant * g->ink_y1_em) * font->size_mm;
        double x1 = x + (g->ink_x1_em - slant * g->ink_y0_em) * font->size_mm;
        double y0 = (g->y_em + g->ink_y0_em) * font->size_mm, y1 = (g->y_em + g->ink_y1_em) * font->size_mm;
        size.ink_x0_mm = inked ? fmin(size.ink_x0_mm, x0) : x0;
        size.ink_x1_mm = inked ? fmax(size.ink_x1_mm, x1) : x1;
        size.ink_y0_mm = inked ? fmin(size.ink_y0_mm, y0) : y0;
        size.ink_y1_mm = inked ? fmax(size.ink_y1_mm, y1) : y1;
        inked = true;
    }
    return size;
}

struct rmap_cluster *rmap_text_clusters(struct rmap_text_engine *engine, struct rmap_arena *arena,
                                        const struct rmap_font *font, const char *text, size_t *count)
{
    const struct shape *shape = find_shape(engine, font, text, true);
    *count = shape ? shape->cluster_count : 0;
    struct rmap_cluster *clusters = rmap_alloc(arena, *count * sizeof *clusters);
    for (size_t i = 0; i < *count; i++) {
        const struct cluster *from = &shape->clusters[i];
        clusters[i].text = rmap_copy_n(arena, shape->text + from->first_byte, from->bytes);
        clusters[i].advance_mm = from->advance_em * font->size_mm + (i + 1 < *count ? font->spacing_mm : 0);
    }
    return clusters;
}

void rmap_text_show(struct rmap_text_engine *engine, void *cairo, const struct rmap_text *text)
{
    cairo_t *cr = cairo;
    const struct shape *shape = find_shape(engine, &text->font, text->text, is_spaced(&text->font));
    if (!shape || shape->glyph_count == 0)
        return;
    bool pixels = cairo_surface_get_type(cairo_get_target(cr)) == CAIRO_SURFACE_TYPE_IMAGE;
    size_t room = 0;
    cairo_glyph_t *glyphs = rmap_grow(NULL, &room, shape->glyph_count, sizeof *glyphs);
    cairo_save(cr);
    double start_mm = go_to_anchor(cr, shape, text);
    cairo_new_path(cr);
    if (text->halo.a > 0 && text->halo_mm > 0)
        stroke_halo(cr, shape, text, start_mm, glyphs, !pixels || text->halo.a < 1);
    cairo_set_source_rgba(cr, text->fill.r, text->fill.g, text->fill.b, text->fill.a);
    if (pixels)
        fill_outlines(cr, shape, text, start_mm, glyphs);
    else
        show_glyphs(cr, shape, text, start_mm, glyphs);
    cairo_restore(cr);
    free(glyphs);
}

void rmap_text_outline(struct rmap_text_engine *engine, const struct rmap_text *text, struct rmap_path *out)
{
    const struct shape *shape = find_shape(engine, &text->font, text->text, is_spaced(&text->font));
    if (!shape || shape->glyph_count == 0)
        return;
    /* Without bounds: Cairo leaves out glyphs that lie off the surface, from their paths too. */
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, OUTLINE_SCALE, OUTLINE_SCALE);
    size_t room = 0;
    cairo_glyph_t *glyphs = rmap_grow(NULL, &room, shape->glyph_count, sizeof *glyphs);
    cairo_save(cr);
    double start_mm = go_to_anchor(cr, shape, text);
    for (size_t i = 0; i < shape->run_count; i++) {
        use_font(cr, &shape->runs[i], &text->font);
        place_glyphs(shape, &shape->runs[i], text, start_mm, glyphs);
        cairo_glyph_path(cr, glyphs, (int)shape->runs[i].count);
    }
    cairo_restore(cr); /* the path stays, now seen in page millimetres */
    cairo_path_t *outline = cairo_copy_path(cr);
    append_outline(outline, out);
    cairo_path_destroy(outline);
    free(glyphs);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

const char *rmap_text_font_path(struct rmap_text_engine *engine, const struct rmap_font *font)
{
    const struct pinned_font *best = NULL;
    if (!load(engine))
        return NULL;
    const struct face *face = find_face(engine, font);
    const char *family = pango_font_description_get_family(face->description);
    if (face->shelf != &engine->pinned)
        return NULL;
    for (size_t i = 0; i < engine->font_count; i++) {
        const struct pinned_font *f = &engine->fonts[i];
        if (rmap_same_word(f->family, family)
            && (!best || abs(f->weight - (int)font->weight) < abs(best->weight - (int)font->weight)))
            best = f;
    }
    return best ? best->path : NULL;
}

const char *rmap_text_family(struct rmap_text_engine *engine)
{
    return load(engine) ? engine->fonts[0].family : "sans-serif";
}
