#include "save.h"

#include <string.h>

#include "canvas.h"
#include "export.h"
#include "output.h"
#include "provenance.h"

typedef struct rmap_canvas *canvas_new(struct rmap_output *out, struct rmap_text_engine *text,
                                       const struct rmap_file_spec *spec);

static const struct format {
    const char *suffix;
    canvas_new *open;
} FORMATS[] = {
    {".png", rmap_canvas_png_new}, {".svg", rmap_canvas_svg_new},   {".pdf", rmap_canvas_pdf_new},
    {".eps", rmap_canvas_eps_new}, {".dump", rmap_canvas_dump_new},
};

static const struct format *find_format(const char *path)
{
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        size_t suffix = strlen(FORMATS[i].suffix);
        if (length > suffix && rmap_same_word(path + length - suffix, FORMATS[i].suffix))
            return &FORMATS[i];
    }
    return NULL;
}

bool rmap_save_check(const char *path, struct rmap_error *err)
{
    if (!path[0])
        return rmap_fail(err, RMAP_USAGE, "no output named; add '-o FILE.png' (or .svg, .pdf, .eps)");
    if (!find_format(path) && !rmap_export_knows(path))
        return rmap_fail(err, RMAP_USAGE, "'%s' has no known suffix; end it in .png, .svg, .pdf or .eps, or for data in "
                         ".geojson, .kml, .shp or .csv", path);
    return true;
}

/* "out/korea map.svg" -> "korea-map-": ids of two maps in one page stay apart. */
static const char *prefix_of(struct rmap_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *prefix = rmap_format(arena, "m%.*s-", (int)strcspn(name, "."), name);
    for (char *c = prefix; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '-';
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
        else if (!plain)
            *c = '-';
    }
    return prefix[1] >= 'a' && prefix[1] <= 'z' ? prefix + 1 : prefix; /* an id begins with a letter */
}

static const char *id_prefix(const struct rmap_map *map, const char *path)
{
    const char *given = rmap_option_text(map->options, RMAP_OPT_ID_PREFIX);
    return prefix_of(map->arena, given[0] ? given : path);
}

bool rmap_save(struct rmap_map *map, const char *path, struct rmap_error *err)
{
    struct rmap_output *out = rmap_output_open(path, err);
    if (!out)
        return false;
    const char *credit = "";
    for (size_t i = 0; i < map->credit_count; i++)
        credit = rmap_format(map->arena, "%s%s%s", credit, i ? " · " : "", map->credits[i]);
    struct rmap_file_spec spec = {.dpi = rmap_option_number(map->options, RMAP_OPT_DPI), .credit = credit,
                                  .embed_fonts = strcmp(rmap_option_text(map->options, RMAP_OPT_FONTS), "embed") == 0,
                                  .outlines = strcmp(rmap_option_text(map->options, RMAP_OPT_TEXT), "outlines") == 0,
                                  .transparent = strcmp(rmap_option_text(map->options, RMAP_OPT_BACKGROUND), "page") != 0,
                                  .id_prefix = id_prefix(map, path), .software = "ringmap " RINGMAP_VERSION,
                                  .provenance = rmap_provenance_write(map->options, map->files, map->file_count, map->arena)};
    struct rmap_canvas *canvas = find_format(path)->open(out, map->text, &spec);
    rmap_display_replay(&map->display, canvas);
    bool ok = canvas->finish(canvas, err);
    canvas->free(canvas);
    if (!ok) {
        rmap_output_abandon(out);
        return false;
    }
    return rmap_output_commit(out, err);
}
