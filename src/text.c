#include "text.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shaped.h"

#define FIRST_SLOTS 256

/* A shaped text and what it was shaped for. */
struct known_text {
    const struct rmap_face *face;
    const char *text; /* as given */
    bool spaced;
    struct rmap_shaped *shaped;
};

struct rmap_text_engine {
    struct rmap_arena arena;
    struct rmap_notes *notes;
    const char *fonts_dir;
    struct rmap_fonts *fonts; /* NULL: not read yet */
    struct known_text *slots; /* open addressing; a power of two */
    size_t slot_count, text_count;
};

/* --- texts that are shaped already --- */

static uint64_t hash_of(const struct known_text *wanted)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)(uintptr_t)wanted->face ^ wanted->spaced; /* FNV-1a */
    for (const char *c = wanted->text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    return hash ^ hash >> 32;
}

/* The slot that the text has, or may have. */
static struct known_text *find_slot(const struct rmap_text_engine *engine, const struct known_text *wanted)
{
    size_t mask = engine->slot_count - 1, at = (size_t)hash_of(wanted) & mask;
    for (const struct known_text *s; (s = &engine->slots[at])->shaped; at = (at + 1) & mask) {
        if (s->face == wanted->face && s->spaced == wanted->spaced && strcmp(s->text, wanted->text) == 0)
            break;
    }
    return &engine->slots[at];
}

static void make_room(struct rmap_text_engine *engine)
{
    size_t old_count = engine->slot_count, capacity = 0;
    struct known_text *old = engine->slots;
    if (2 * (engine->text_count + 1) <= old_count)
        return;
    engine->slot_count = old_count ? 2 * old_count : FIRST_SLOTS;
    engine->slots = rmap_grow(NULL, &capacity, engine->slot_count, sizeof *engine->slots);
    memset(engine->slots, 0, engine->slot_count * sizeof *engine->slots);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].shaped)
            *find_slot(engine, &old[i]) = old[i];
    }
    free(old);
}

static struct rmap_fonts *fonts_of(struct rmap_text_engine *engine)
{
    if (!engine->fonts)
        engine->fonts = rmap_fonts_new(&engine->arena, engine->fonts_dir, engine->notes);
    return engine->fonts;
}

/* NULL when there is no font. */
static const struct rmap_shaped *find_shaped(struct rmap_text_engine *engine, const struct rmap_font *font, const char *text,
                                             bool spaced)
{
    struct known_text wanted = {.face = rmap_fonts_face(fonts_of(engine), font), .text = text, .spaced = spaced};
    if (!wanted.face)
        return NULL;
    make_room(engine);
    struct known_text *slot = find_slot(engine, &wanted);
    if (!slot->shaped) {
        wanted.text = rmap_copy(&engine->arena, text);
        wanted.shaped = rmap_shaped_new(&engine->arena, engine->notes, engine->fonts, wanted.face, spaced, text);
        *slot = wanted;
        engine->text_count++;
    }
    return slot->shaped;
}

static bool is_spaced(const struct rmap_font *font)
{
    return font->spacing_mm < 0 || font->spacing_mm > 0;
}

/* --- public --- */

struct rmap_text_engine *rmap_text_engine_new(const char *fonts_dir, struct rmap_notes *notes)
{
    size_t capacity = 0;
    struct rmap_text_engine *engine = rmap_grow(NULL, &capacity, 1, sizeof *engine);
    *engine = (struct rmap_text_engine){.notes = notes};
    engine->fonts_dir = rmap_copy(&engine->arena, fonts_dir);
    return engine;
}

void rmap_text_engine_free(struct rmap_text_engine *engine)
{
    if (!engine)
        return;
    rmap_fonts_free(engine->fonts);
    free(engine->slots);
    rmap_arena_free(&engine->arena);
    free(engine);
}

bool rmap_text_ready(struct rmap_text_engine *engine, struct rmap_error *err)
{
    return rmap_fonts_ready(fonts_of(engine))
           || rmap_fail(err, RMAP_STYLE, "no font in '%s'; put Pretendard's .otf files there", engine->fonts_dir);
}

const struct rmap_shaped *rmap_text_shaped(struct rmap_text_engine *engine, const struct rmap_text *text)
{
    return find_shaped(engine, &text->font, text->text, is_spaced(&text->font));
}

struct rmap_text_size rmap_text_measure(struct rmap_text_engine *engine, const struct rmap_font *font,
                                        const char *text)
{
    struct rmap_text_size size = {0};
    const struct rmap_shaped *shaped = find_shaped(engine, font, text, is_spaced(font));
    if (!shaped)
        return size;
    size.width_mm = rmap_shaped_width(shaped, font);
    size.ascent_mm = shaped->face->ascent_em * font->size_mm;
    size.descent_mm = shaped->face->descent_em * font->size_mm;
    size.cap_mm = shaped->face->cap_em * font->size_mm;
    double slant = font->oblique ? RMAP_SLANT : 0;
    bool inked = false;
    for (size_t i = 0; i < shaped->glyph_count; i++) {
        const struct rmap_glyph *g = &shaped->glyphs[i];
        if (!(g->ink_x0_em < g->ink_x1_em)) /* a blank */
            continue;
        struct rmap_page at = rmap_shaped_origin(g, font);
        double x0 = at.x_mm + (g->ink_x0_em - slant * g->ink_y1_em) * font->size_mm;
        double x1 = at.x_mm + (g->ink_x1_em - slant * g->ink_y0_em) * font->size_mm;
        double y0 = at.y_mm + g->ink_y0_em * font->size_mm, y1 = at.y_mm + g->ink_y1_em * font->size_mm;
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
    const struct rmap_shaped *shaped = find_shaped(engine, font, text, true);
    *count = shaped ? shaped->letter_count : 0;
    struct rmap_cluster *clusters = rmap_alloc(arena, *count * sizeof *clusters);
    for (size_t i = 0; i < *count; i++) {
        const struct rmap_letter *from = &shaped->letters[i];
        clusters[i].text = rmap_copy_n(arena, shaped->text + from->first_byte, from->bytes);
        clusters[i].advance_mm = from->advance_em * font->size_mm + (i + 1 < *count ? font->spacing_mm : 0);
    }
    return clusters;
}

const char *rmap_text_font_path(struct rmap_text_engine *engine, const struct rmap_font *font)
{
    const struct rmap_face *face = rmap_fonts_face(fonts_of(engine), font);
    return face && face->pinned ? face->font->path : NULL;
}

const char *rmap_text_family(struct rmap_text_engine *engine)
{
    const char *family = rmap_fonts_family(fonts_of(engine));
    return family ? family : "sans-serif";
}
