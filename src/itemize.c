#include "itemize.h"

#include <fribidi.h>
#include <string.h>

/* A text, character by character. */
struct characters {
    size_t count;
    uint32_t *codes;
    size_t *bytes; /* where each begins; one more: where the text ends */
    hb_script_t *scripts;
    FriBidiLevel *levels;
    const struct rmap_font_file **fonts;
};

static struct characters decode(struct rmap_arena *arena, const char *text)
{
    hb_buffer_t *buffer = hb_buffer_create();
    unsigned count;
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    struct characters all = {
        .count = count,
        .codes = rmap_alloc(arena, count * sizeof *all.codes),
        .bytes = rmap_alloc(arena, (count + (size_t)1) * sizeof *all.bytes),
        .scripts = rmap_alloc(arena, count * sizeof *all.scripts),
        .levels = rmap_alloc(arena, count * sizeof *all.levels),
        .fonts = rmap_alloc(arena, count * sizeof *all.fonts),
    };
    for (size_t i = 0; i < count; i++) {
        all.codes[i] = info[i].codepoint;
        all.bytes[i] = info[i].cluster;
    }
    all.bytes[count] = strlen(text);
    hb_buffer_destroy(buffer);
    return all;
}

static bool is_written(hb_script_t script)
{
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN;
}

/* Blanks, digits and signs belong to the script before them, at the front to the first that follows. */
static void find_scripts(struct characters *all)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_script_t last = HB_SCRIPT_COMMON;
    for (size_t i = 0; i < all->count; i++) {
        hb_script_t script = hb_unicode_script(unicode, all->codes[i]);
        if (is_written(script) && !is_written(last)) {
            for (size_t front = 0; front < i; front++)
                all->scripts[front] = script;
        }
        all->scripts[i] = last = is_written(script) ? script : last;
    }
}

/* Without a script from right to left all are at level 0, as they were made. */
static void find_levels(struct rmap_arena *arena, struct characters *all)
{
    size_t i = 0;
    while (i < all->count && hb_script_get_horizontal_direction(all->scripts[i]) != HB_DIRECTION_RTL)
        i++;
    if (i == all->count)
        return;
    FriBidiCharType *types = rmap_alloc(arena, all->count * sizeof *types);
    FriBidiBracketType *brackets = rmap_alloc(arena, all->count * sizeof *brackets);
    FriBidiParType base = FRIBIDI_PAR_LTR;
    FriBidiStrIndex count = (FriBidiStrIndex)all->count;
    fribidi_get_bidi_types(all->codes, count, types);
    fribidi_get_bracket_types(all->codes, count, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, all->levels) == 0)
        memset(all->levels, 0, all->count * sizeof *all->levels); /* no memory */
}

/* Marks, joiners and the like. */
static bool is_attached(hb_unicode_funcs_t *unicode, uint32_t code)
{
    hb_unicode_general_category_t category = hb_unicode_general_category(unicode, code);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK
           || category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK || category == HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

static void find_fonts(struct characters *all, struct rmap_fonts *fonts, const struct rmap_face *face)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    for (size_t i = 0; i < all->count; i++)
        all->fonts[i] = i > 0 && is_attached(unicode, all->codes[i]) ? all->fonts[i - 1]
                                                                      : rmap_fonts_showing(fonts, face, all->codes[i]);
}

static bool go_together(const struct characters *all, size_t a, size_t b)
{
    return all->fonts[a] == all->fonts[b] && all->scripts[a] == all->scripts[b] && all->levels[a] == all->levels[b];
}

/* In the order of reading. */
static struct rmap_item *cut(struct rmap_arena *arena, const struct characters *all, size_t *count)
{
    struct rmap_item *items = rmap_alloc(arena, all->count * sizeof *items);
    *count = 0;
    for (size_t from = 0, to; from < all->count; from = to) {
        for (to = from + 1; to < all->count && go_together(all, from, to);)
            to++;
        items[(*count)++] = (struct rmap_item){.font = all->fonts[from],
                                               .first_byte = all->bytes[from],
                                               .bytes = all->bytes[to] - all->bytes[from],
                                               .script = all->scripts[from],
                                               .level = all->levels[from]};
    }
    return items;
}

static void turn_round(struct rmap_item *items, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct rmap_item swapped = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = swapped;
    }
}

/* From the highest level down to 1, whatever stands at a level or above it is turned round: rule L2 of Unicode's annex 9. */
static void put_in_drawing_order(struct rmap_item *items, size_t count)
{
    int highest = 0;
    for (size_t i = 0; i < count; i++)
        highest = items[i].level > highest ? items[i].level : highest;
    for (int level = highest; level > 0; level--) {
        for (size_t from = 0, to; from < count; from = to + 1) {
            for (to = from; to < count && items[to].level >= level;)
                to++;
            turn_round(items + from, to - from);
        }
    }
}

struct rmap_item *rmap_itemize(struct rmap_arena *arena, struct rmap_fonts *fonts, const struct rmap_face *face, const char *text,
                               size_t *count)
{
    struct characters all = decode(arena, text);
    find_scripts(&all);
    find_levels(arena, &all);
    find_fonts(&all, fonts, face);
    struct rmap_item *items = cut(arena, &all, count);
    put_in_drawing_order(items, *count);
    return items;
}
