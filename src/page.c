#include "page.h"

#include <math.h>
#include <string.h>

#include "basemap.h"
#include "words.h"

#define MIN_FRAME_MM 15.0
#define MAX_ASPECT 3.0 /* a frame taller than this for its width is cut to it */
#define MIN_ASPECT 0.25
#define LINE_SPACING 1.2
#define REFERENCE_WIDTH_MM 160.0 /* the page that styles are drawn for */

/* A paragraph above or below the frame. */
struct block {
    const struct rmap_rule *rule;
    const char **lines;
    size_t count;
    const char *lang;
    double height_mm;
};

static double line_mm(const struct rmap_rule *rule)
{
    return rule->font.size_mm * LINE_SPACING;
}

static struct block block_of(struct rmap_map *map, const char *rule_id, const char *text, const char *lang,
                             double width_mm)
{
    struct block block = {.rule = rmap_style_rule(map->style, rule_id, NULL), .lang = lang};
    if (!text[0] || !block.rule->display)
        return block;
    block.lines = rmap_studio_wrap(&map->studio, &block.rule->font, text, width_mm, &block.count);
    block.height_mm = (double)block.count * line_mm(block.rule) + block.rule->gap_mm;
    return block;
}

/* The lines from `top` down, flush left. */
static void emit_block(struct rmap_map *map, const struct block *block, double left_mm, double top_mm)
{
    for (size_t i = 0; i < block->count; i++) {
        double baseline = top_mm + (double)i * line_mm(block->rule) + block->rule->font.size_mm * 0.93;
        rmap_studio_text(&map->studio, &map->page.words, block->rule, block->lines[i], block->lang,
                         (struct rmap_page){left_mm, baseline}, RMAP_START);
    }
}

/* --- the words --- */

static const char *wanted(const struct rmap_map *map, enum rmap_option_id id, const char *computed)
{
    const char *text = map->filled[id] ? map->filled[id] : rmap_option_text(map->options, id);
    if (!rmap_option_given(map->options, id))
        return computed;
    return strcmp(text, "none") == 0 ? "" : text;
}

static bool is_korean(const struct rmap_map *map)
{
    return strcmp(map->lang, "ko") == 0;
}

/* Of computed words: bilingual maps speak English, and repeat the title in Korean. */
static const char *language(const struct rmap_map *map)
{
    return is_korean(map) ? "ko" : "en";
}

const char *rmap_page_title(const struct rmap_map *map)
{
    const char *extent = rmap_option_text(map->options, RMAP_OPT_EXTENT);
    return wanted(map, RMAP_OPT_TITLE, rmap_words_title(map->arena, &map->rings, extent, is_korean(map)));
}

/* A bilingual map says its title again in Korean. */
static const char *subtitle_text(const struct rmap_map *map)
{
    const char *computed = "";
    if (strcmp(map->lang, "en+ko") == 0 && !rmap_option_given(map->options, RMAP_OPT_TITLE))
        computed = rmap_words_title(map->arena, &map->rings, rmap_option_text(map->options, RMAP_OPT_EXTENT), true);
    return wanted(map, RMAP_OPT_SUBTITLE, computed);
}

static const char *caption_text(const struct rmap_map *map)
{
    if (!map->frame)
        return wanted(map, RMAP_OPT_CAPTION, "-"); /* one line of room, until the scale is known */
    const char *scale = rmap_words_scale(map->arena, rmap_frame_denominator(map->frame));
    const char *projection = rmap_projection_name(map->projection);
    const char *computed;
    if (is_korean(map))
        computed = rmap_format(map->arena, "%s축척 %s (도면 중심). %s.", map->rings.count ? "거리권은 WGS 84 측지선 거리. " : "",
                               scale, projection);
    else
        computed = rmap_format(map->arena, "%sScale %s at the centre of the map. %s.",
                               map->rings.count ? "Rings are geodesic distances on WGS 84. " : "", scale, projection);
    return wanted(map, RMAP_OPT_CAPTION, computed);
}

static const char *credit_text(const struct rmap_map *map)
{
    const char *computed = "";
    for (size_t i = 0; i < map->credit_count; i++)
        computed = rmap_format(map->arena, "%s%s%s", computed, i ? " · " : "", map->credits[i]);
    if (computed[0])
        computed = rmap_format(map->arena, is_korean(map) ? "자료: %s" : "Data: %s", computed);
    return wanted(map, RMAP_OPT_CREDIT, computed);
}

/* --- the sheet --- */

struct sheet {
    double pad, inner_mm;      /* page padding, width between the paddings */
    double left, right, above, below; /* room around the frame */
};

/* Smaller and larger pages get type that shrinks and grows more slowly than they do. */
static void scale_style(struct rmap_map *map, double width_mm)
{
    double factor = width_mm / REFERENCE_WIDTH_MM;
    rmap_style_scale(map->style, factor < 1 ? sqrt(factor) : pow(factor, 0.6), pow(factor, factor < 1 ? 0.35 : 0.6));
}

static struct sheet measure_sheet(struct rmap_map *map, double width_mm)
{
    const struct rmap_rule *page = rmap_style_rule(map->style, "page", NULL);
    bool framed = rmap_option_on(map->options, RMAP_OPT_FRAME);
    bool graticule = framed && rmap_option_on(map->options, RMAP_OPT_GRATICULE);
    struct sheet sheet = {.pad = framed ? page->padding_mm : 0};
    double room = graticule ? rmap_graticule_label_room(&map->studio) : 0;
    sheet.left = sheet.right = sheet.pad + room;
    sheet.inner_mm = width_mm - 2 * fmax(sheet.pad, page->padding_mm);
    struct block title = block_of(map, "title", rmap_page_title(map), language(map), sheet.inner_mm);
    struct block subtitle = block_of(map, "subtitle", subtitle_text(map), "ko", sheet.inner_mm);
    struct block caption = block_of(map, "caption", caption_text(map), language(map), sheet.inner_mm);
    struct block credit = block_of(map, "credit", credit_text(map), "en", sheet.inner_mm);
    bool words_above = title.count || subtitle.count, words_below = caption.count || credit.count;
    sheet.above = fmax(sheet.pad, words_above ? page->padding_mm : 0) + title.height_mm + subtitle.height_mm + room;
    sheet.below = fmax(sheet.pad, words_below ? page->padding_mm : 0) + caption.height_mm + credit.height_mm + room
                  + (words_below ? page->gap_mm : 0);
    return sheet;
}

static bool fit_frame(struct rmap_map *map, double width_mm, double height_mm, struct rmap_error *err)
{
    struct sheet sheet = measure_sheet(map, width_mm);
    double frame_w = width_mm - sheet.left - sheet.right;
    double aspect = rmap_projection_aspect(map->projection, map->extent);
    if (!(aspect > 0))
        return rmap_fail(err, RMAP_PROJECTION, "%s: the projection '%s' cannot show the extent; choose another crs, or auto",
                         rmap_option_where(map->options, RMAP_OPT_CRS), rmap_projection_name(map->projection));
    double frame_h = isnan(height_mm) ? frame_w * fmin(fmax(aspect, MIN_ASPECT), MAX_ASPECT)
                                      : height_mm - sheet.above - sheet.below;
    if (frame_w < MIN_FRAME_MM || frame_h < MIN_FRAME_MM)
        return rmap_fail(err, RMAP_USAGE, "the page leaves %.0f x %.0f mm for the map; make it larger, or switch off title, "
                         "caption or frame", fmax(frame_w, 0), fmax(frame_h, 0));
    map->page.width_mm = width_mm;
    map->page.height_mm = isnan(height_mm) ? sheet.above + frame_h + sheet.below : height_mm;
    map->page.frame = (struct rmap_box){sheet.left, sheet.above, sheet.left + frame_w, sheet.above + frame_h};
    rmap_frame_free(map->frame);
    map->frame = rmap_frame_new(map->projection, map->extent, map->page.frame, err);
    map->studio.frame = map->frame;
    return map->frame != NULL;
}

bool rmap_page_fit(struct rmap_map *map, struct rmap_error *err)
{
    double width_mm = rmap_option_length_mm(map->options, RMAP_OPT_WIDTH);
    double height_mm = rmap_option_length_mm(map->options, RMAP_OPT_HEIGHT);
    scale_style(map, width_mm);
    map->projection = rmap_projection_new(rmap_option_text(map->options, RMAP_OPT_CRS), map->extent, &map->notes, err);
    if (!map->projection)
        return false;
    /* Twice: caption and credit depend on the scale, and their lines decide the room that is left for the frame. */
    return fit_frame(map, width_mm, height_mm, err) && rmap_basemap_credits(map, err)
           && fit_frame(map, width_mm, height_mm, err);
}

void rmap_page_words(struct rmap_map *map)
{
    const struct rmap_rule *page = rmap_style_rule(map->style, "page", NULL);
    struct sheet sheet = measure_sheet(map, map->page.width_mm);
    map->page.words = (struct rmap_display){.arena = map->arena};
    double left = (map->page.width_mm - sheet.inner_mm) / 2;
    double top = page->padding_mm;
    struct block title = block_of(map, "title", rmap_page_title(map), language(map), sheet.inner_mm);
    struct block subtitle = block_of(map, "subtitle", subtitle_text(map), "ko", sheet.inner_mm);
    struct block caption = block_of(map, "caption", caption_text(map), language(map), sheet.inner_mm);
    struct block credit = block_of(map, "credit", credit_text(map), "en", sheet.inner_mm);
    rmap_display_begin(&map->page.words, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "words", .title = "Words"});
    emit_block(map, &title, left, top);
    emit_block(map, &subtitle, left, top + title.height_mm);
    double bottom = map->page.height_mm - page->padding_mm - credit.height_mm - caption.height_mm;
    emit_block(map, &caption, left, bottom);
    emit_block(map, &credit, left, bottom + caption.height_mm);
    rmap_display_end(&map->page.words);
}
