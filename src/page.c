#include "page.h"

#include <math.h>
#include <string.h>

#include "basemap.h"
#include "closeup.h"
#include "numbered.h"
#include "sight.h"
#include "view.h"
#include "words.h"

#define MIN_FRAME_MM 15.0
#define MAX_ASPECT 3.0 /* a frame taller than this for its width is cut to it */
#define MIN_ASPECT 0.25
#define LINE_SPACING 1.2
#define ASCENT 0.93           /* of the size: from a line's top to its baseline */
#define WIDEST_PAGE 1.8         /* for its height, as a slide is: the type of a banner goes by its height */
#define POSTER_FACTOR 1.9       /* of the reference width: wider than A4 across */
#define INDEX_SHARE 0.4        /* of a page of given height that the index may take, */
#define INDEX_FRAMES 1.0        /* and of one that grows, in heights of the map's frame */
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

/* From a block's top to the top of its first capitals, and from its last baseline to its bottom. */
static double lead_mm(const struct rmap_map *map, const struct block *block)
{
    const struct rmap_font *font = &block->rule->font;
    return block->count ? ASCENT * font->size_mm - rmap_text_measure(map->text, font, "H").cap_mm : 0;
}

static double tail_mm(const struct block *block)
{
    return block->count ? line_mm(block->rule) - ASCENT * block->rule->font.size_mm + block->rule->gap_mm : 0;
}

/* The lines from `top` down, flush left. */
static void emit_block(struct rmap_map *map, enum rmap_role role, const struct block *block, double left_mm, double top_mm)
{
    if (block->count == 0)
        return;
    rmap_display_begin(&map->page.words, &(struct rmap_group){.role = role,
        .id = rmap_format(map->arena, "words-%s", block->rule->id)});
    for (size_t i = 0; i < block->count; i++) {
        double baseline = top_mm + (double)i * line_mm(block->rule) + block->rule->font.size_mm * ASCENT;
        rmap_studio_text(&map->studio, &map->page.words, block->rule, block->lines[i], block->lang,
                         (struct rmap_page){left_mm, baseline}, RMAP_START);
    }
    rmap_display_end(&map->page.words);
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

/* Of the rings that are seen. */
static const char *computed_title(const struct rmap_map *map, bool korean)
{
    struct rmap_rings seen = rmap_sight_rings(map);
    return rmap_words_title(map->arena, &seen, rmap_option_text(map->options, RMAP_OPT_EXTENT), korean);
}

const char *rmap_page_title(const struct rmap_map *map)
{
    return wanted(map, RMAP_OPT_TITLE, computed_title(map, is_korean(map)));
}

const char *rmap_page_computed_title(const struct rmap_map *map)
{
    return computed_title(map, is_korean(map));
}

const char *rmap_page_given_caption(const struct rmap_map *map)
{
    return wanted(map, RMAP_OPT_CAPTION, "");
}

/* A bilingual map says its title again in Korean. */
static const char *subtitle_text(const struct rmap_map *map)
{
    const char *computed = "";
    if (strcmp(map->lang, "en+ko") == 0 && !rmap_option_given(map->options, RMAP_OPT_TITLE))
        computed = computed_title(map, true);
    return wanted(map, RMAP_OPT_SUBTITLE, computed);
}

/* What rings say that have no edge in the frame. */
static const char *unseen_words(const struct rmap_map *map)
{
    const char *words = rmap_sight_words(map, is_korean(map));
    return words[0] ? rmap_format(map->arena, "%s ", words) : "";
}

static const char *ring_words(const struct rmap_map *map)
{
    if (map->rings.count == 0)
        return "";
    if (rmap_sight_rings(map).count == 0)
        return is_korean(map) ? "거리는 WGS\u00a084 측지선 거리. " : "Distances are geodesic, on WGS\u00a084. ";
    return is_korean(map) ? "거리권은 WGS\u00a084 측지선 거리. " : "Rings are geodesic distances on WGS\u00a084. ";
}

static const char *caption_text(const struct rmap_map *map)
{
    if (!map->frame)
        return wanted(map, RMAP_OPT_CAPTION, "-"); /* one line of room, until the scale is known */
    const char *scale = rmap_words_scale(map->arena, rmap_frame_denominator(map->frame));
    const char *projection = rmap_projection_name(map->projection, is_korean(map));
    const char *form = is_korean(map) ? "%s%s축척\u00a0%s (도면 중심). %s." : "%s%sScale\u00a0%s at the centre of the map. %s.";
    const char *computed = rmap_format(map->arena, form, unseen_words(map), ring_words(map), scale, projection);
    return wanted(map, RMAP_OPT_CAPTION, computed);
}

const char *rmap_page_credit(const struct rmap_map *map)
{
    const char *computed = "";
    for (size_t i = 0; i < map->credit_count; i++)
        computed = rmap_format(map->arena, "%s%s%s", computed, i ? "\u00a0· " : "", map->credits[i]); /* a line never begins with the dot */
    if (computed[0])
        computed = rmap_format(map->arena, is_korean(map) ? "자료: %s" : "Data: %s", computed);
    return wanted(map, RMAP_OPT_CREDIT, computed);
}

/* --- the sheet --- */

/* All that stands around the frame. Words are flush with the neatline, and the margin is the same on all sides: degrees
 * hang in it. */
struct sheet {
    struct block title, subtitle, caption, credit;
    double index_mm;             /* height of the index between map and caption */
    double margin_mm, words_mm;  /* page edge to words; their width */
    double side_mm, above_mm, below_mm; /* room around the frame, */
    double degrees_mm;           /* and of below_mm that of degrees and the gap to the words */
};

/* Smaller and larger pages get type that shrinks and grows more slowly than they do; posters are read from afar, and there
 * it grows nearly as fast. */
static double growth(double factor, double shrink)
{
    if (factor < 1)
        return pow(factor, shrink);
    return pow(fmin(factor, POSTER_FACTOR), 0.6) * pow(fmax(factor / POSTER_FACTOR, 1), 0.9);
}

static void scale_style(struct rmap_map *map, double width_mm, double height_mm)
{
    double used_mm = isnan(height_mm) ? width_mm : fmin(width_mm, WIDEST_PAGE * height_mm);
    double factor = used_mm / REFERENCE_WIDTH_MM;
    rmap_style_scale(map->style, growth(factor, 0.5), growth(factor, 0.35));
}

static double first_lead(const struct rmap_map *map, const struct sheet *sheet)
{
    return lead_mm(map, sheet->title.count ? &sheet->title : &sheet->subtitle);
}

static double last_tail(const struct sheet *sheet)
{
    return tail_mm(sheet->credit.count ? &sheet->credit : &sheet->caption);
}

static struct sheet measure_sheet(struct rmap_map *map, double width_mm)
{
    const struct rmap_rule *page = rmap_style_rule(map->style, "page", NULL);
    bool framed = rmap_option_on(map->options, RMAP_OPT_FRAME);
    bool graticule = framed && rmap_option_on(map->options, RMAP_OPT_GRATICULE);
    double room = graticule ? rmap_graticule_label_room(&map->studio) : 0;
    struct sheet sheet = {.side_mm = framed ? page->padding_mm + room : 0, .margin_mm = page->padding_mm + room,
                          .degrees_mm = room + page->gap_mm};
    sheet.words_mm = width_mm - 2 * sheet.margin_mm;
    sheet.title = block_of(map, "title", rmap_page_title(map), language(map), sheet.words_mm);
    sheet.subtitle = block_of(map, "subtitle", subtitle_text(map), "ko", sheet.words_mm);
    sheet.caption = block_of(map, "caption", caption_text(map), language(map), sheet.words_mm);
    sheet.credit = block_of(map, "credit", rmap_page_credit(map), "en", sheet.words_mm);
    double words_above = sheet.title.height_mm + sheet.subtitle.height_mm;
    struct rmap_index index = rmap_numbered_wanted(map);
    sheet.index_mm = rmap_index_measure(&map->studio, &index, sheet.words_mm);
    double words_below = sheet.index_mm + sheet.caption.height_mm + sheet.credit.height_mm;
    sheet.above_mm = words_above > 0 ? sheet.margin_mm - first_lead(map, &sheet) + words_above + room : sheet.side_mm;
    sheet.below_mm = words_below > 0 ? sheet.degrees_mm + words_below - last_tail(&sheet) + sheet.margin_mm : sheet.side_mm;
    return sheet;
}

static bool fit_frame(struct rmap_map *map, double width_mm, double height_mm, struct rmap_error *err)
{
    struct sheet sheet = measure_sheet(map, width_mm);
    double frame_w = width_mm - 2 * sheet.side_mm;
    double aspect = rmap_projection_aspect(map->projection, map->extent);
    if (!(aspect > 0))
        return rmap_fail(err, RMAP_PROJECTION, "%s: the projection '%s' cannot show the extent; choose another crs, or auto",
                         rmap_option_where(map->options, RMAP_OPT_CRS),
                         rmap_projection_name(map->projection, false));
    double frame_h = isnan(height_mm) ? frame_w * fmin(fmax(aspect, MIN_ASPECT), MAX_ASPECT)
                                      : height_mm - sheet.above_mm - sheet.below_mm;
    if (frame_w < MIN_FRAME_MM || frame_h < MIN_FRAME_MM)
        return rmap_fail(err, RMAP_USAGE, "the page leaves %.0f x %.0f mm for the map; make it larger, or switch off title, "
                         "caption or frame", fmax(frame_w, 0), fmax(frame_h, 0));
    map->page.width_mm = width_mm;
    map->page.height_mm = isnan(height_mm) ? sheet.above_mm + frame_h + sheet.below_mm : height_mm;
    map->page.frame = (struct rmap_box){sheet.side_mm, sheet.above_mm, sheet.side_mm + frame_w, sheet.above_mm + frame_h};
    rmap_frame_free(map->frame);
    map->frame = rmap_frame_new(map->projection, map->extent, map->page.frame, err);
    map->studio.frame = map->frame;
    return map->frame != NULL;
}

/* Twice: title, caption and credit depend on what is seen and on the scale, and their lines decide the room that is left for
 * the frame. */
bool rmap_page_refit(struct rmap_map *map, struct rmap_error *err)
{
    double width_mm = rmap_option_length_mm(map->options, RMAP_OPT_WIDTH);
    double height_mm = rmap_option_length_mm(map->options, RMAP_OPT_HEIGHT);
    rmap_closeup_free(map);
    if (!fit_frame(map, width_mm, height_mm, err) || !rmap_basemap_credits(map, err) || !rmap_closeup_open(map, err))
        return false;
    rmap_sight_find(map);
    if (rmap_option_given(map->options, RMAP_OPT_CAPTION) && unseen_words(map)[0])
        rmap_note(&map->notes, "rings without an edge in the map are not drawn: %s", rmap_sight_words(map, is_korean(map)));
    return fit_frame(map, width_mm, height_mm, err);
}

bool rmap_page_fit(struct rmap_map *map, struct rmap_error *err)
{
    scale_style(map, rmap_option_length_mm(map->options, RMAP_OPT_WIDTH), rmap_option_length_mm(map->options, RMAP_OPT_HEIGHT));
    map->projection = rmap_view_project(map, map->extent, &map->notes, err);
    return map->projection && rmap_page_refit(map, err);
}

bool rmap_page_holds_index(struct rmap_map *map)
{
    bool grows = isnan(rmap_option_length_mm(map->options, RMAP_OPT_HEIGHT)); /* auto */
    double most_mm = grows ? INDEX_FRAMES * rmap_box_height(map->page.frame) : INDEX_SHARE * map->page.height_mm;
    return measure_sheet(map, map->page.width_mm).index_mm <= most_mm;
}

void rmap_page_words(struct rmap_map *map)
{
    struct sheet sheet = measure_sheet(map, map->page.width_mm);
    struct rmap_display *words = &map->page.words;
    *words = (struct rmap_display){.arena = map->arena};
    double left = sheet.margin_mm, top = sheet.margin_mm - first_lead(map, &sheet);
    double bottom = map->page.height_mm - sheet.margin_mm + last_tail(&sheet);
    rmap_display_begin(words, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "words",
        .title = rmap_words_first(map->lang, "Words", "글")});
    emit_block(map, RMAP_ROLE_HEADING, &sheet.title, left, top);
    emit_block(map, RMAP_ROLE_HEADING, &sheet.subtitle, left, top + sheet.title.height_mm);
    struct rmap_index index = rmap_numbered_drawn(map);
    rmap_index_emit(&map->studio, &index, (struct rmap_page){left, map->page.frame.y1_mm + sheet.degrees_mm}, sheet.words_mm, words);
    emit_block(map, RMAP_ROLE_PARAGRAPH, &sheet.caption, left, bottom - sheet.credit.height_mm - sheet.caption.height_mm);
    emit_block(map, RMAP_ROLE_PARAGRAPH, &sheet.credit, left, bottom - sheet.credit.height_mm);
    rmap_display_end(words);
}
