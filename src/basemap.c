#include "basemap.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "copies.h"
#include "layers.h"
#include "words.h"

#define SIMPLIFY_PX 0.25      /* below this, a vertex cannot be seen */
#define MIN_SIMPLIFY_MM 0.01  /* a press's finest dot */
#define MAX_SIMPLIFY_MM 0.06
#define THIN_SHARE 0.5        /* of that tolerance: vertices nearer to each other are not even looked at */
#define MM_PER_DEGREE 111319490.0 /* at the equator, 1:1 */
#define STROKE_MARGIN_MM 1.0  /* hardly any stroke is wider */
#define COARSE 0.5            /* of the scale that a copy is made for: from here on its detail falls short */
#define COAST_INK 0.5
#define LINE_INK 0.7          /* of a line that is FULL_INK_MM wide or more; a fine one, such as a river, hardly counts */
#define FULL_INK_MM 0.3

bool rmap_rule_shown(const struct rmap_map *map, const struct rmap_rule *rule)
{
    double denominator = rmap_frame_denominator(map->frame);
    return rule->display && denominator >= rule->min_scale && (rule->max_scale <= 0 || denominator < rule->max_scale);
}

/* The copy that is drawn: from the user's folder first, whose copies reach as far as the user wants. */
static struct rmap_copy choose_copy(struct rmap_map *map, const char *source)
{
    size_t length = strlen(source);
    if (length > 4 && rmap_same_word(source + length - 4, ".shp"))
        return (struct rmap_copy){.path = source};
    double denominator = rmap_frame_denominator(map->frame);
    struct rmap_bounds window = rmap_frame_window(map->frame, STROKE_MARGIN_MM);
    struct rmap_copy copy = {0};
    if (map->user_data[0])
        copy = rmap_copy_choose(map->arena, map->user_data, source, denominator, NULL, NULL);
    return copy.path ? copy : rmap_copy_choose(map->arena, map->geodata, source, denominator, map->copies, &window);
}

const char *rmap_basemap_file(struct rmap_map *map, const char *source)
{
    return choose_copy(map, source).path;
}

static void add_once(struct rmap_map *map, const char *text, const char ***list, size_t *count)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp((*list)[i], text) == 0)
            return;
    }
    const char **more = rmap_alloc(map->arena, (*count + 2) * sizeof *more);
    if (*count > 0)
        memcpy(more, *list, *count * sizeof *more);
    more[(*count)++] = text;
    *list = more;
}

/* The layer's name when the file is one of ringmap's own; NULL for a user's. */
static const char *own_layer(struct rmap_map *map, const char *path)
{
    size_t folder = strlen(map->geodata);
    if (strncmp(path, map->geodata, folder) != 0 || path[folder] != '/')
        return NULL;
    return rmap_copy_n(map->arena, path + folder + 1, strcspn(path + folder + 1, "."));
}

static void give_credit(struct rmap_map *map, const char *path)
{
    const char *layer = own_layer(map, path), *credit = layer ? rmap_copies_credit(map->copies, layer) : "";
    add_once(map, path, &map->files, &map->file_count);
    if (credit[0])
        add_once(map, credit, &map->credits, &map->credit_count);
}

bool rmap_rule_letters(const struct rmap_rule *rule)
{
    static const char *const ids[] = {"cities", "line-names", "province-names", "river-names"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (strcmp(rule->id, ids[i]) == 0)
            return true;
    }
    return false;
}

bool rmap_basemap_credits(struct rmap_map *map, struct rmap_error *err)
{
    bool labels = rmap_option_on(map->options, RMAP_OPT_LABELS);
    map->copies = rmap_copies_read(map->arena, map->geodata, &map->notes, err);
    if (!map->copies)
        return false;
    for (size_t i = 0; i < rmap_style_rule_count(map->style); i++) {
        const struct rmap_rule *rule = rmap_style_rule_at(map->style, i);
        bool drawn = rule->source[0] && rmap_rule_shown(map, rule) && (labels || !rmap_rule_letters(rule));
        const char *path = drawn ? rmap_basemap_file(map, rule->source) : NULL;
        if (path)
            give_credit(map, path);
    }
    for (size_t i = 0; i < map->rings.count; i++) {
        if (map->rings.items[i].place.path)
            give_credit(map, map->rings.items[i].place.path);
    }
    return true;
}

static double simplify_mm(const struct rmap_map *map)
{
    double px_mm = 25.4 / rmap_option_number(map->options, RMAP_OPT_DPI);
    return fmin(fmax(SIMPLIFY_PX * px_mm, MIN_SIMPLIFY_MM), MAX_SIMPLIFY_MM);
}

static void add_symbols(const struct rmap_map *map, const struct rmap_rule *rule, const struct rmap_shape *shape,
                        struct rmap_path *out)
{
    for (size_t i = 0; i < shape->count; i++) {
        struct rmap_page at;
        if (rmap_frame_place(map->frame, shape->points[i], &at))
            rmap_symbol_path(rule->symbol, at.x_mm, at.y_mm, rule->size_mm, out);
    }
}

/* What a rule's features become on the page. */
struct traced {
    struct rmap_path fill;
    struct rmap_path outline; /* empty when it is the same as fill: project.h */
};

static bool trace_features(struct rmap_map *map, const struct rmap_rule *rule, struct rmap_source *source,
                           struct traced *traced, struct rmap_error *err)
{
    double tolerance = simplify_mm(map);
    double margin = rule->stroke_width_mm + rule->casing_width_mm + 0.1;
    struct rmap_trace how = {.edges = RMAP_EDGES_DATA, .margin_mm = margin, .simplify_mm = tolerance};
    struct rmap_query query = {.window = rmap_frame_window(map->frame, fmax(margin, STROKE_MARGIN_MM)), .where = rule->where,
                               .thin_deg = THIN_SHARE * tolerance * rmap_frame_denominator(map->frame) / MM_PER_DEGREE};
    enum rmap_geometry geometry = rmap_source_geometry(source);
    struct rmap_feature feature;
    while (rmap_source_next(source, &query, &feature)) {
        if (geometry == RMAP_POINTS)
            add_symbols(map, rule, &feature.shape, &traced->fill);
        else if (geometry == RMAP_LINES)
            rmap_frame_trace(map->frame, &feature.shape, &how, NULL, &traced->outline);
        else
            rmap_frame_trace(map->frame, &feature.shape, &how, &traced->fill, &traced->outline);
    }
    return rmap_source_ok(source, err);
}

/* A casing is a wider line beneath. */
static void emit_stroke(const struct rmap_rule *rule, struct rmap_path *path, struct rmap_display *out)
{
    if (rule->casing.a > 0 && rule->casing_width_mm > 0) {
        struct rmap_path copy = {0};
        rmap_path_append(&copy, path);
        rmap_display_path(out, &copy, &(struct rmap_paint){.stroke = rule->casing, .join = rule->join,
                          .width_mm = rule->stroke_width_mm + 2 * rule->casing_width_mm});
    }
    struct rmap_paint stroke = rmap_rule_paint(rule);
    stroke.fill.a = 0;
    rmap_display_path(out, path, &stroke);
}

static void emit(struct rmap_map *map, const struct rmap_rule *rule, enum rmap_geometry geometry, struct traced *traced,
                 struct rmap_display *out)
{
    const char *title = rmap_words_first(map->lang, rule->title, rule->title_ko);
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .id = rule->id, .title = title[0] ? title : rule->id,
                                                 .clipped = true, .clip = map->page.frame});
    struct rmap_paint paint = rmap_rule_paint(rule);
    if (geometry == RMAP_POLYGONS && rule->fill.a > 0)
        rmap_ground_fill(map->ground, &traced->fill, rule->fill);
    double weight = fmin(1, rule->stroke_width_mm / FULL_INK_MM);
    if (rule->stroke.a > 0)
        rmap_ground_ink(map->ground, traced->outline.count ? &traced->outline : &traced->fill,
                        geometry == RMAP_LINES ? LINE_INK * weight * weight : COAST_INK);
    if (traced->outline.count > 0) { /* lines, or areas that cutting gave other outlines */
        paint.stroke.a = 0;
        rmap_display_path(out, &traced->fill, &paint);
        emit_stroke(rule, &traced->outline, out);
    } else {
        rmap_display_path(out, &traced->fill, &paint);
    }
    rmap_display_end(out);
}

/* Where no finer copy reaches as far as the map, or none is there. */
static void note_detail(struct rmap_map *map, const struct rmap_copy *copy)
{
    double denominator = rmap_frame_denominator(map->frame);
    if (denominator < COARSE * copy->finest)
        rmap_note(&map->notes, "'%s' is made for %s and smaller scales, and is coarse at %s; no finer copy covers the whole map",
                  copy->path, rmap_words_scale(map->arena, copy->finest), rmap_words_scale(map->arena, denominator));
}

bool rmap_basemap_draw(struct rmap_map *map, const struct rmap_rule *rule, struct rmap_display *out, bool *seen,
                       struct rmap_error *err)
{
    *seen = false;
    if (!rmap_rule_shown(map, rule))
        return true;
    struct rmap_copy copy = choose_copy(map, rule->source);
    if (!copy.path)
        return rmap_fail(err, RMAP_INPUT, "the style's rule '%s' needs '%s.shp', which is neither in %s%s%s'%s'", rule->id,
                         rule->source, map->user_data[0] ? "'" : "", map->user_data, map->user_data[0] ? "' nor in " : "",
                         map->geodata);
    struct rmap_source *source = rmap_source_open(copy.path, &map->notes, err);
    if (!source)
        return false;
    struct traced traced = {0};
    bool ok = trace_features(map, rule, source, &traced, err);
    *seen = ok && traced.fill.count + traced.outline.count > 0;
    if (*seen)
        emit(map, rule, rmap_source_geometry(source), &traced, out);
    if (*seen && rmap_source_geometry(source) == RMAP_POLYGONS)
        note_detail(map, &copy);
    rmap_path_free(&traced.fill);
    rmap_path_free(&traced.outline);
    rmap_source_close(source);
    return ok;
}
