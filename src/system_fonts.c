#include "system_fonts.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

struct rmap_system_fonts {
    FcConfig *config;
    FcFontSet *fonts;
};

/* HarfBuzz reads no Type 1. */
static bool is_open_type(const FcPattern *font)
{
    FcChar8 *format;
    return FcPatternGetString(font, FC_FONTFORMAT, 0, &format) == FcResultMatch
           && (strcmp((const char *)format, "TrueType") == 0 || strcmp((const char *)format, "CFF") == 0);
}

static FcFontSet *list_fonts(FcConfig *config)
{
    const FcFontSet *all = FcConfigGetFonts(config, FcSetSystem);
    FcFontSet *fonts = FcFontSetCreate();
    for (int i = 0; all && i < all->nfont; i++) {
        if (is_open_type(all->fonts[i])) {
            FcPatternReference(all->fonts[i]);
            FcFontSetAdd(fonts, all->fonts[i]);
        }
    }
    return fonts;
}

struct rmap_system_fonts *rmap_system_fonts_new(struct rmap_arena *arena)
{
    struct rmap_system_fonts *fonts = rmap_alloc(arena, sizeof *fonts);
    fonts->config = FcInitLoadConfigAndFonts();
    if (!fonts->config)
        fonts->config = FcConfigCreate();
    fonts->fonts = list_fonts(fonts->config);
    return fonts;
}

void rmap_system_fonts_free(struct rmap_system_fonts *fonts)
{
    if (!fonts)
        return;
    FcFontSetDestroy(fonts->fonts);
    FcConfigDestroy(fonts->config);
}

/* fontconfig always knows a font for these. */
static bool is_generic(const char *family)
{
    static const char *const names[] = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (rmap_same_word(family, names[i]))
            return true;
    }
    return false;
}

bool rmap_system_fonts_have(const struct rmap_system_fonts *fonts, const char *family)
{
    if (is_generic(family))
        return fonts->fonts->nfont > 0;
    FcPattern *wish = FcPatternCreate();
    FcObjectSet *told = FcObjectSetCreate();
    FcPatternAddString(wish, FC_FAMILY, (const FcChar8 *)family);
    FcObjectSetAdd(told, FC_FILE);
    FcFontSet *sets[] = {fonts->fonts};
    FcFontSet *found = FcFontSetList(fonts->config, sets, 1, wish, told);
    bool any = found && found->nfont > 0;
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(told);
    FcPatternDestroy(wish);
    return any;
}

static FcPattern *new_wish(const char *family, int weight, unsigned character)
{
    FcPattern *wish = FcPatternCreate();
    FcPatternAddString(wish, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddInteger(wish, FC_WEIGHT, FcWeightFromOpenType(weight));
    FcPatternAddBool(wish, FC_VARIABLE, FcFalse); /* a named instance of a variable font is chosen instead */
    FcPatternAddBool(wish, FC_SCALABLE, FcTrue);
    FcPatternAddBool(wish, FC_COLOR, FcFalse); /* outlines are drawn */
    if (character) {
        FcCharSet *needed = FcCharSetCreate();
        FcCharSetAddChar(needed, character);
        FcPatternAddCharSet(wish, FC_CHARSET, needed);
        FcCharSetDestroy(needed);
    }
    return wish;
}

bool rmap_system_fonts_find(const struct rmap_system_fonts *fonts, struct rmap_arena *arena, const char *family, int weight,
                            unsigned character, const char **path, int *index)
{
    FcPattern *wish = new_wish(family, weight, character);
    FcFontSet *sets[] = {fonts->fonts};
    FcResult result;
    FcChar8 *file = NULL;
    FcConfigSubstitute(fonts->config, wish, FcMatchPattern);
    FcDefaultSubstitute(wish);
    FcPattern *match = FcFontSetMatch(fonts->config, sets, 1, wish, &result);
    bool found = match && FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch
                 && FcPatternGetInteger(match, FC_INDEX, 0, index) == FcResultMatch;
    if (found)
        *path = rmap_copy(arena, (const char *)file);
    if (match)
        FcPatternDestroy(match);
    FcPatternDestroy(wish);
    return found;
}
