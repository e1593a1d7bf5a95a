#include "save.h"

#include <string.h>

#include "canvas.h"
#include "export.h"
#include "ids.h"
#include "output.h"
#include "provenance.h"
#include "words.h"
#include "world.h"

#define MOST_KEYWORD_ITEMS 100 /* nobody searches for more */

typedef struct rmap_canvas *canvas_new(struct rmap_output *out, struct rmap_text_engine *text,
                                       const struct rmap_file_spec *spec);

static const struct format {
    const char *name; /* the suffix without its dot, and the word of --format */
    canvas_new *open;
    bool packed;
} FORMATS[] = {
    {"png", rmap_canvas_png_new, false}, {"svg", rmap_canvas_svg_new, false}, {"svgz", rmap_canvas_svg_new, true},
    {"pdf", rmap_canvas_pdf_new, false}, {"eps", rmap_canvas_eps_new, false}, {"dump", rmap_canvas_dump_new, false},
};

/* Behind the last dot of the file's name; NULL when there is none. */
static const char *suffix_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? dot + 1 : NULL;
}

static const struct format *find_format(const struct rmap_options *options)
{
    const char *word = rmap_option_text(options, RMAP_OPT_FORMAT);
    if (strcmp(word, "auto") == 0)
        word = suffix_of(rmap_option_text(options, RMAP_OPT_OUTPUT));
    for (size_t i = 0; word && i < sizeof FORMATS / sizeof *FORMATS; i++) {
        if (rmap_same_word(word, FORMATS[i].name))
            return &FORMATS[i];
    }
    return NULL;
}

bool rmap_save_draws(const struct rmap_options *options)
{
    return find_format(options) != NULL;
}

bool rmap_save_is_svg(const struct rmap_options *options)
{
    const struct format *format = find_format(options);
    return format && format->open == rmap_canvas_svg_new;
}

bool rmap_save_check(const struct rmap_options *options, struct rmap_error *err)
{
    static const char *const names[] = {"png", "svg", "svgz", "pdf", "eps", "geojson", "kml", "shp", "csv", NULL};
    const char *path = rmap_option_text(options, RMAP_OPT_OUTPUT), *suffix = suffix_of(path);
    if (!path[0])
        return rmap_fail(err, RMAP_USAGE, "no output named; add '-o FILE.png' (or .svg, .pdf, .eps)");
    if (find_format(options) || rmap_export_knows(path))
        return true;
    if (strcmp(path, "-") == 0)
        return rmap_fail(err, RMAP_USAGE, "'-' is standard output; say its format, such as --format svg");
    const char *near = suffix ? rmap_nearest(suffix, names) : NULL;
    if (near)
        return rmap_fail(err, RMAP_USAGE, "'%s' has no known suffix; did you mean '.%s'?", path, near);
    return rmap_fail(err, RMAP_USAGE, "'%s' has no known suffix; end it in .png, .svg, .svgz, .pdf or .eps, or for data in "
                     ".geojson, .kml, .shp or .csv", path);
}

/* --- what the file says about itself --- */

/* "out/korea map.svg" -> "korea-map-": ids of two maps in one page stay apart. An id begins with a letter. */
static const char *prefix_of(struct rmap_arena *arena, const char *path)
{
    const char *stem = rmap_ids_stem(arena, path);
    return rmap_format(arena, "%s%s-", stem[0] >= 'a' && stem[0] <= 'z' ? "" : "m", stem);
}

static const char *id_prefix(const struct rmap_map *map, const char *path)
{
    const char *given = rmap_option_text(map->options, RMAP_OPT_ID_PREFIX);
    return prefix_of(map->arena, given[0] ? given : strcmp(path, "-") == 0 ? "map" : path);
}

/* A word that is there already is not said again. */
static const char *add_keyword(struct rmap_arena *arena, const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(words, word); at && length; at = strstr(at + 1, word)) {
        if ((at == words || at[-1] == ' ') && (at[length] == ',' || at[length] == '\0'))
            return words;
    }
    return length ? rmap_format(arena, "%s, %s", words, word) : words;
}

/* What a reader would search for: the rings' distances and places, the sites' names. */
static const char *keywords_of(const struct rmap_map *map)
{
    const char *words = rmap_words_first(map->lang, "map, range rings", "지도, 거리권");
    for (size_t i = 0; i < map->rings.count && i < MOST_KEYWORD_ITEMS; i++) {
        const struct rmap_ring *ring = &map->rings.items[i];
        words = add_keyword(map->arena, words, rmap_words_first(map->lang, ring->label, ring->label_ko));
        words = add_keyword(map->arena, words, rmap_words_first(map->lang, ring->place.name, ring->place.name_ko));
    }
    for (size_t i = 0; i < map->sites.count && i < MOST_KEYWORD_ITEMS; i++)
        words = add_keyword(map->arena, words, rmap_words_first(map->lang, map->sites.items[i].name, map->sites.items[i].name_ko));
    return words;
}

static const char *credit_of(const struct rmap_map *map)
{
    const char *credit = "";
    for (size_t i = 0; i < map->credit_count; i++)
        credit = rmap_format(map->arena, "%s%s%s", credit, i ? " · " : "", map->credits[i]);
    return credit;
}

static bool is_set_to(const struct rmap_map *map, enum rmap_option_id id, const char *word)
{
    return strcmp(rmap_option_text(map->options, id), word) == 0;
}

static struct rmap_file_spec describe(const struct rmap_map *map, const char *path)
{
    double colors = rmap_option_number(map->options, RMAP_OPT_COLORS);
    return (struct rmap_file_spec){
        .dpi = rmap_option_number(map->options, RMAP_OPT_DPI),
        .id_prefix = id_prefix(map, path),
        .embed_fonts = is_set_to(map, RMAP_OPT_FONTS, "embed"),
        .outlines = is_set_to(map, RMAP_OPT_TEXT, "outlines"),
        .responsive = is_set_to(map, RMAP_OPT_SVG_SIZE, "responsive"),
        .packed = find_format(map->options)->packed,
        .transparent = !is_set_to(map, RMAP_OPT_BACKGROUND, "page"),
        .colors = colors > 0 ? (int)colors : 0,
        .author = rmap_option_text(map->options, RMAP_OPT_AUTHOR),
        .keywords = keywords_of(map),
        .credit = credit_of(map),
        .software = "ringmap " RINGMAP_VERSION,
        .provenance = rmap_provenance_line(map->provenance, map->arena),
    };
}

static bool draw(struct rmap_map *map, struct rmap_output *out, struct rmap_error *err)
{
    const struct format *format = find_format(map->options);
    struct rmap_file_spec spec = describe(map, rmap_output_path(out));
    struct rmap_window windows[RMAP_WORLD_WINDOWS];
    spec.windows = windows;
    spec.window_count = format->open == rmap_canvas_pdf_new ? rmap_world_windows(map, windows) : 0;
    struct rmap_canvas *canvas = format->open(out, map->text, &spec);
    rmap_display_replay(&map->display, canvas);
    bool ok = canvas->finish(canvas, err);
    canvas->free(canvas);
    return ok;
}

static bool has_world(const struct rmap_map *map, const char *path)
{
    return rmap_option_on(map->options, RMAP_OPT_WORLD_FILE) && find_format(map->options)->open == rmap_canvas_png_new
           && strcmp(path, "-") != 0;
}

bool rmap_save(struct rmap_map *map, const char *path, struct rmap_error *err)
{
    struct rmap_output *outputs[1 + RMAP_WORLD_FILES] = {rmap_output_open(path, err)};
    size_t count = 1;
    if (!outputs[0])
        return false;
    if (draw(map, outputs[0], err) && (!has_world(map, path) || rmap_world_write(map, path, outputs, &count, err)))
        return rmap_output_commit_all(outputs, count, err);
    while (count > 0)
        rmap_output_abandon(outputs[--count]);
    return false;
}
