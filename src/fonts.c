#include "fonts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "system_fonts.h"

/* A font file of the pinned folder. */
struct pinned_font {
    const char *family, *path;
    int weight;
};

struct known_face {
    struct rmap_face face;
    const char *wanted; /* as the style says; NULL: the pinned family */
    struct known_face *next;
};

struct rmap_fonts {
    struct rmap_arena *arena;
    struct rmap_notes *notes;
    struct pinned_font *pinned;
    size_t count;
    struct rmap_system_fonts *system; /* NULL: not looked at yet */
    struct rmap_font_file *open;
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

static void read_folder(struct rmap_fonts *fonts, const char *folder)
{
    size_t count;
    const char **files = list_files(fonts->arena, folder, &count);
    fonts->pinned = rmap_alloc(fonts->arena, count * sizeof *fonts->pinned);
    for (size_t i = 0; i < count; i++) {
        struct pinned_font *font = &fonts->pinned[fonts->count];
        font->path = files[i];
        fonts->count += rmap_font_file_names(fonts->arena, files[i], &font->family, &font->weight);
    }
    free(files);
}

static void forget(struct rmap_fonts *fonts, struct pinned_font *font)
{
    rmap_note(fonts->notes, "font file '%s' cannot be read and is left out", font->path);
    memmove(font, font + 1, (size_t)(fonts->pinned + fonts->count - font - 1) * sizeof *font);
    fonts->count--;
}

/* --- open files --- */

/* NULL: no font. */
static const struct rmap_font_file *open_file(struct rmap_fonts *fonts, const char *path, int index)
{
    for (const struct rmap_font_file *file = fonts->open; file; file = file->next) {
        if (file->index == index && strcmp(file->path, path) == 0)
            return file;
    }
    hb_font_t *shaper = rmap_font_file_open(path, index);
    if (!shaper)
        return NULL;
    struct rmap_font_file *file = rmap_alloc(fonts->arena, sizeof *file);
    *file = (struct rmap_font_file){.path = path, .index = index, .shaper = shaper, .next = fonts->open};
    return fonts->open = file;
}

/* The file of that family whose weight is nearest. NULL: none that can be opened. */
static const struct rmap_font_file *open_pinned(struct rmap_fonts *fonts, const char *family, int weight)
{
    for (;;) {
        struct pinned_font *best = NULL;
        for (size_t i = 0; i < fonts->count; i++) {
            struct pinned_font *f = &fonts->pinned[i];
            if (rmap_same_word(f->family, family) && (!best || abs(f->weight - weight) < abs(best->weight - weight)))
                best = f;
        }
        const struct rmap_font_file *file = best ? open_file(fonts, best->path, 0) : NULL;
        if (!best || file)
            return file;
        forget(fonts, best);
    }
}

static struct rmap_system_fonts *system_of(struct rmap_fonts *fonts)
{
    if (!fonts->system)
        fonts->system = rmap_system_fonts_new(fonts->arena);
    return fonts->system;
}

/* character: 0 when the family is what matters. NULL: none. */
static const struct rmap_font_file *open_installed(struct rmap_fonts *fonts, const char *family, int weight,
                                                   hb_codepoint_t character)
{
    const char *path;
    int index;
    bool found = rmap_system_fonts_find(system_of(fonts), fonts->arena, family, weight, character, &path, &index);
    return found ? open_file(fonts, path, index) : NULL;
}

/* --- faces --- */

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
        if (*pinned || rmap_system_fonts_have(system_of(fonts), family))
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

/* A font of the system that cannot be read gives way to the pinned one. False when no font is left. */
static bool find_face(struct rmap_fonts *fonts, struct known_face *known)
{
    struct rmap_face *face = &known->face;
    const char *wanted = known->wanted;
    while (!face->font) {
        if (fonts->count == 0)
            return false;
        face->family = choose_family(fonts, wanted, &face->pinned);
        face->font = face->pinned ? open_pinned(fonts, face->family, face->weight)
                                  : open_installed(fonts, face->family, face->weight, 0);
        if (!face->font && !face->pinned) {
            rmap_note(fonts->notes, "font '%s' cannot be read; %s is drawn instead", face->family, rmap_fonts_family(fonts));
            wanted = NULL;
        }
    }
    rmap_font_file_measure(face->font, &face->ascent_em, &face->descent_em, &face->cap_em);
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
        if (known->face.weight == (int)font->weight && same_wish(known->wanted, font->family))
            return &known->face;
    }
    struct known_face *known = rmap_alloc(fonts->arena, sizeof *known);
    known->wanted = font->family ? rmap_copy(fonts->arena, font->family) : NULL;
    known->face.weight = (int)font->weight;
    known->next = fonts->known;
    if (!find_face(fonts, known))
        return NULL;
    fonts->known = known;
    return &known->face;
}

const struct rmap_font_file *rmap_fonts_showing(struct rmap_fonts *fonts, const struct rmap_face *face, hb_codepoint_t character)
{
    if (face->pinned || rmap_font_file_has(face->font, character))
        return face->font;
    const struct rmap_font_file *other = open_pinned(fonts, rmap_fonts_family(fonts), face->weight);
    if (!other || !rmap_font_file_has(other, character))
        other = open_installed(fonts, face->family, face->weight, character);
    return other && rmap_font_file_has(other, character) ? other : face->font;
}

bool rmap_fonts_ready(struct rmap_fonts *fonts)
{
    while (fonts->count > 0) {
        if (open_pinned(fonts, fonts->pinned[0].family, RMAP_REGULAR))
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
    for (const struct rmap_font_file *file = fonts->open; file; file = file->next)
        hb_font_destroy(file->shaper);
    rmap_system_fonts_free(fonts->system);
}
