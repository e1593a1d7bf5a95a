#include "around.h"

#include <math.h>
#include <string.h>

#include "copies.h"
#include "layers.h"

#define ALL_DEGREES ((struct rmap_bounds){-180, -90, 180, 90})

/* The layers in the order in which a name is looked up: which field tells it, and its names in both languages. */
static const struct layer {
    const char *stem, *what, *field, *name, *name_ko;
    bool whole; /* the finest copy may hold a piece, whose straight ends are no edge */
} LAYERS[] = {
    {"boundary", "line", "kind", "name", "name_ko", false},
    {"provinces", "province", "iso", "name", "name_ko", false},
    {"countries", "country", "a3", "name", "name_ko", true},
};
enum { LAYER_COUNT = sizeof LAYERS / sizeof *LAYERS };

static const struct country {
    const char *code, *a3;
} COUNTRIES[] = {{"KP", "PRK"}, {"KR", "KOR"}, {"CN", "CHN"}, {"JP", "JPN"}, {"RU", "RUS"}, {"MN", "MNG"}, {"TW", "TWN"}};

/* Several lines of a kind are no longer one of them. */
static const struct kind {
    const char *kind, *name, *name_ko;
} KINDS[] = {{"border", "the land borders", "육상 국경"}};

static bool is_file(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && rmap_same_word(name + length - 4, ".shp");
}

/* "KP" becomes "PRK"; every other name stays. */
static const char *name_in_layers(const char *name)
{
    for (size_t i = 0; i < sizeof COUNTRIES / sizeof *COUNTRIES; i++) {
        if (rmap_same_word(name, COUNTRIES[i].code))
            return COUNTRIES[i].a3;
    }
    return name;
}

/* A multipoint's points are one part: here they are none of a line. */
static void add_points(struct rmap_shape *to, const struct rmap_shape *from)
{
    for (size_t i = 0; i < from->count; i++) {
        rmap_shape_point(to, from->points[i]);
        rmap_shape_end_part(to);
    }
}

/* All features, or those whose field is the name. */
static void read_features(struct rmap_arena *arena, struct rmap_source *source, const struct layer *layer, const char *name,
                          struct rmap_shape *shape, struct rmap_stand *stand)
{
    struct rmap_query query = {.window = ALL_DEGREES};
    struct rmap_feature feature;
    stand->path = rmap_copy(arena, rmap_source_path(source));
    while (rmap_source_next(source, &query, &feature)) {
        if (layer && !rmap_same_word(rmap_source_text(source, &feature, layer->field, arena), name))
            continue;
        if (layer && shape->count == 0) {
            stand->name = rmap_source_text(source, &feature, layer->name, arena);
            stand->name_ko = rmap_source_text(source, &feature, layer->name_ko, arena);
        }
        if (rmap_source_geometry(source) == RMAP_POINTS)
            add_points(shape, &feature.shape);
        else
            rmap_shape_append(shape, &feature.shape);
    }
}

/* The degrees that the name spans in a layer; false when it has no such name. */
static bool find_span(struct rmap_arena *arena, const char *path, const struct layer *layer, const char *name,
                      struct rmap_bounds *span)
{
    struct rmap_error trouble = {0};
    struct rmap_source *source = rmap_source_open(path, NULL, &trouble);
    struct rmap_shape shape = {0};
    struct rmap_stand stand;
    if (source)
        read_features(arena, source, layer, name, &shape, &stand);
    rmap_source_close(source);
    *span = (struct rmap_bounds){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < shape.count; i++) {
        struct rmap_lonlat p = shape.points[i];
        *span = (struct rmap_bounds){fmin(span->west_deg, p.lon_deg), fmin(span->south_deg, p.lat_deg),
                                     fmax(span->east_deg, p.lon_deg), fmax(span->north_deg, p.lat_deg)};
    }
    bool found = shape.count > 0;
    rmap_shape_free(&shape);
    return found;
}

/* The finest copy that reaches as far as the name does in the copy of the whole Earth. */
static const char *find_whole(struct rmap_arena *arena, const char *folder, const struct layer *layer, const char *name)
{
    struct rmap_error trouble = {0};
    struct rmap_bounds span;
    const struct rmap_copies *copies = rmap_copies_read(arena, folder, NULL, &trouble);
    const char *widest = rmap_copy_choose(arena, folder, layer->stem, 0, copies, &ALL_DEGREES).path;
    return widest && find_span(arena, widest, layer, name, &span)
               ? rmap_copy_choose(arena, folder, layer->stem, 0, copies, &span).path
               : NULL;
}

/* To read a name from, or all names when it is NULL. What a user's folder holds is taken as whole. */
static struct rmap_source *open_layer(struct rmap_arena *arena, const struct rmap_shelf *shelf, const struct layer *layer,
                                      const char *name, struct rmap_notes *notes, struct rmap_error *err)
{
    const char *path = NULL;
    if (shelf->user_data && shelf->user_data[0])
        path = rmap_copy_finest(arena, shelf->user_data, layer->stem);
    if (!path && shelf->geodata && name && layer->whole)
        path = find_whole(arena, shelf->geodata, layer, name);
    if (!path && shelf->geodata)
        path = rmap_copy_finest(arena, shelf->geodata, layer->stem);
    return path ? rmap_source_open(path, notes, err) : NULL;
}

static const char *lower_case(struct rmap_arena *arena, const char *text)
{
    char *lower = rmap_copy(arena, text);
    for (char *c = lower; *c; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
        else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')))
            *c = '-';
    }
    return lower;
}

static void name_kind(const char *code, const char **name, const char **name_ko)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (strcmp(code, KINDS[i].kind) == 0) {
            *name = KINDS[i].name;
            *name_ko = KINDS[i].name_ko;
        }
    }
}

static void finish(struct rmap_arena *arena, struct rmap_shape *shape, struct rmap_stand *stand)
{
    stand->offset = rmap_offset_new(arena, shape);
    name_kind(stand->id, &stand->name, &stand->name_ko);
    if (!stand->name[0] && !stand->name_ko[0])
        stand->name = stand->id;
}

static bool read_file(struct rmap_arena *arena, const char *path, struct rmap_stand *stand, struct rmap_notes *notes,
                      struct rmap_error *err)
{
    struct rmap_source *source = rmap_source_open(path, notes, err);
    struct rmap_shape shape = {0};
    if (!source)
        return false;
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    const char *stem = rmap_copy_n(arena, file, strlen(file) - strlen(".shp"));
    *stand = (struct rmap_stand){.id = lower_case(arena, stem), .name = stem, .name_ko = ""};
    read_features(arena, source, NULL, NULL, &shape, stand);
    rmap_source_close(source);
    bool ok = shape.count > 0 || rmap_fail(err, RMAP_INPUT, "there is nothing in '%s' to draw rings around", path);
    if (ok)
        finish(arena, &shape, stand);
    rmap_shape_free(&shape);
    return ok;
}

bool rmap_stand_read(struct rmap_arena *arena, const struct rmap_shelf *shelf, const char *name, struct rmap_stand *stand,
                     bool *known, struct rmap_notes *notes, struct rmap_error *err)
{
    *known = true;
    if (is_file(name))
        return read_file(arena, name, stand, notes, err);
    const char *wanted = name_in_layers(name);
    struct rmap_shape shape = {0};
    for (size_t i = 0; i < LAYER_COUNT && shape.count == 0; i++) {
        struct rmap_error trouble = {0};
        struct rmap_source *source = open_layer(arena, shelf, &LAYERS[i], wanted, notes, &trouble);
        if (!source)
            continue;
        *stand = (struct rmap_stand){.id = lower_case(arena, name), .name = "", .name_ko = ""};
        read_features(arena, source, &LAYERS[i], wanted, &shape, stand);
        rmap_source_close(source);
    }
    *known = shape.count > 0;
    if (*known)
        finish(arena, &shape, stand);
    rmap_shape_free(&shape);
    return true;
}

static const char *known_code(const char *a3)
{
    for (size_t i = 0; i < sizeof COUNTRIES / sizeof *COUNTRIES; i++) {
        if (rmap_same_word(a3, COUNTRIES[i].a3))
            return COUNTRIES[i].code;
    }
    return a3;
}

static bool is_listed(const struct rmap_stand_name *names, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(code, names[i].code) == 0)
            return true;
    }
    return false;
}

/* The names of one layer, appended. */
static void list_layer(struct rmap_arena *arena, const struct rmap_shelf *shelf, const struct layer *layer,
                       struct rmap_stand_name **names, size_t *count, size_t *capacity)
{
    struct rmap_error trouble = {0};
    struct rmap_source *source = open_layer(arena, shelf, layer, NULL, NULL, &trouble);
    struct rmap_query query = {.window = ALL_DEGREES};
    struct rmap_feature feature;
    while (source && rmap_source_next(source, &query, &feature)) {
        const char *code = known_code(rmap_source_text(source, &feature, layer->field, arena));
        if (!code[0] || is_listed(*names, *count, code))
            continue;
        if (*count == *capacity) {
            *capacity = 2 * *capacity + 16;
            struct rmap_stand_name *more = rmap_alloc(arena, *capacity * sizeof *more);
            if (*count > 0)
                memcpy(more, *names, *count * sizeof *more);
            *names = more;
        }
        struct rmap_stand_name *name = &(*names)[(*count)++];
        *name = (struct rmap_stand_name){code, layer->what, rmap_source_text(source, &feature, layer->name, arena),
                                         rmap_source_text(source, &feature, layer->name_ko, arena)};
        name_kind(code, &name->name, &name->name_ko);
    }
    rmap_source_close(source);
}

const struct rmap_stand_name *rmap_stand_list(struct rmap_arena *arena, const struct rmap_shelf *shelf, size_t *count)
{
    struct rmap_stand_name *names = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < LAYER_COUNT; i++)
        list_layer(arena, shelf, &LAYERS[i], &names, count, &capacity);
    return names;
}

const char **rmap_stand_names(struct rmap_arena *arena, const struct rmap_shelf *shelf)
{
    size_t count;
    const struct rmap_stand_name *names = rmap_stand_list(arena, shelf, &count);
    const char **codes = rmap_alloc(arena, (count + 1) * sizeof *codes);
    for (size_t i = 0; i < count; i++)
        codes[i] = names[i].code;
    return codes;
}
