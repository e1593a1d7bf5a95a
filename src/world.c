#include "world.h"

#include <string.h>

#include "canvas.h"
#include "words.h"
#include "xml.h"

#define DECIMALS 7 /* of a metre: a picture of 32767 px stays within 2 mm of its place */

/* From pixels to the projected plane, north up. */
struct placing {
    struct rmap_metre corner; /* of the picture's top left pixel, its outer corner */
    double wide_m, tall_m;    /* a pixel */
};

/* The picture is a whole number of pixels: one is not quite as wide as the dpi says. */
static struct placing place(const struct rmap_map *map)
{
    struct rmap_metre frame;
    double m_per_mm, dpi = rmap_option_number(map->options, RMAP_OPT_DPI);
    const struct rmap_page_plan *page = &map->page;
    rmap_frame_affine(map->frame, &frame, &m_per_mm);
    return (struct placing){
        .corner = {frame.e_m - page->frame.x0_mm * m_per_mm, frame.n_m + page->frame.y0_mm * m_per_mm},
        .wide_m = m_per_mm * page->width_mm / rmap_canvas_pixels(page->width_mm, dpi),
        .tall_m = m_per_mm * page->height_mm / rmap_canvas_pixels(page->height_mm, dpi),
    };
}

/* count numbers, `after` behind each but the last. */
static void put_numbers(struct rmap_buffer *out, const double *numbers, size_t count, const char *after)
{
    for (size_t i = 0; i < count; i++) {
        rmap_append_number(out, numbers[i], DECIMALS);
        if (i + 1 < count)
            rmap_append_text(out, after);
    }
}

static void put_world(const struct placing *p, struct rmap_buffer *out)
{
    const double six[] = {p->wide_m, 0, 0, -p->tall_m, p->corner.e_m + p->wide_m / 2, p->corner.n_m - p->tall_m / 2};
    put_numbers(out, six, 6, "\n");
    rmap_append_text(out, "\n");
}

static void put_aux(const struct placing *p, const char *wkt, struct rmap_buffer *out)
{
    const double six[] = {p->corner.e_m, p->wide_m, 0, p->corner.n_m, 0, -p->tall_m};
    rmap_append_text(out, "<PAMDataset>\n  <SRS>");
    rmap_append_xml(out, wkt);
    rmap_append_text(out, "</SRS>\n  <GeoTransform>");
    put_numbers(out, six, 6, ", ");
    rmap_append_text(out, "</GeoTransform>\n</PAMDataset>\n");
}

static bool add_file(const char *path, struct rmap_buffer *bytes, struct rmap_output **outputs, size_t *count,
                     struct rmap_error *err)
{
    struct rmap_output *out = rmap_output_open(path, err);
    if (out) {
        outputs[(*count)++] = out;
        rmap_output_write(out, bytes->text, bytes->length);
    }
    rmap_buffer_free(bytes);
    return out != NULL;
}

bool rmap_world_write(struct rmap_map *map, const char *path, struct rmap_output **outputs, size_t *count,
                      struct rmap_error *err)
{
    struct placing placing = place(map);
    struct rmap_buffer world = {0}, aux = {0};
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    size_t stem = dot && (!slash || dot > slash) ? (size_t)(dot - path) : strlen(path);
    put_world(&placing, &world);
    if (!add_file(rmap_format(map->arena, "%.*s.pgw", (int)stem, path), &world, outputs, count, err))
        return false;
    const char *wkt = rmap_projection_wkt(map->projection, map->arena);
    if (!wkt) {
        rmap_note(&map->notes, "no .aux.xml beside '%s': its projection cannot be written as WKT", path);
        return true;
    }
    put_aux(&placing, wkt, &aux);
    return add_file(rmap_format(map->arena, "%s.aux.xml", path), &aux, outputs, count, err);
}

/* --- windows --- */

static bool find_corners(const struct rmap_map *map, struct rmap_lonlat out[4])
{
    struct rmap_metre at;
    double m_per_mm;
    rmap_frame_affine(map->frame, &at, &m_per_mm);
    double east = at.e_m + rmap_box_width(map->page.frame) * m_per_mm;
    double south = at.n_m - rmap_box_height(map->page.frame) * m_per_mm;
    const struct rmap_metre corners[4] = {{at.e_m, south}, {at.e_m, at.n_m}, {east, at.n_m}, {east, south}};
    return rmap_projection_own_degrees(map->projection, corners, 4, out);
}

static bool find_window(struct rmap_map *map, const char *title, struct rmap_window *out)
{
    *out = (struct rmap_window){.title = title, .box = map->page.frame, .epsg = rmap_projection_epsg(map->projection)};
    if (!find_corners(map, out->corners))
        return false;
    out->wkt = rmap_projection_wkt(map->projection, map->arena);
    return out->wkt != NULL;
}

size_t rmap_world_windows(struct rmap_map *map, struct rmap_window out[RMAP_WORLD_WINDOWS])
{
    size_t count = 0;
    count += find_window(map, rmap_words_first(map->lang, "Map", "지도"), &out[count]);
    if (map->closeup)
        count += find_window(map->closeup, rmap_words_first(map->lang, "Close-up", "확대도"), &out[count]);
    return count;
}
