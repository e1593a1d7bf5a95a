#include "list.h"

#include <string.h>

#include "columns.h"
#include "completion.h"
#include "gazetteer.h"
#include "sites.h"
#include "style.h"
#include "style_file.h"
#include "words.h"

static size_t count_of(const char *const *names)
{
    size_t count = 0;
    while (names[count])
        count++;
    return count;
}

const char *rmap_option_type_text(struct rmap_arena *arena, const struct rmap_option_spec *spec)
{
    switch (spec->type) {
    case RMAP_TYPE_TEXT: return "text";
    case RMAP_TYPE_PATH: return "path";
    case RMAP_TYPE_LENGTH: return "length: mm cm in pt px; a bare number is mm";
    case RMAP_TYPE_SIZE: return "a page's name: 'ringmap list sizes'; auto";
    case RMAP_TYPE_DISTANCES: return "distances: m km mi nmi ft, a list";
    case RMAP_TYPE_DISTANCE: return "a distance: m km mi nmi ft";
    case RMAP_TYPE_PLACES: return "places, a list: 'ringmap list around' says which";
    case RMAP_TYPE_BEARINGS: return "azimuths: degrees clockwise from north, or N, NE, NNE";
    case RMAP_TYPE_EXTENT: return "a name or W,S,E,N in degrees: 'ringmap list extents'";
    case RMAP_TYPE_NUMBER: return "number";
    case RMAP_TYPE_CHOICE: return rmap_words_join(arena, spec->choices, count_of(spec->choices), ", ", " or ");
    case RMAP_TYPE_PLACEMENT: return "on, auto, off, or a corner: top-left, bottom-right";
    case RMAP_TYPE_SWITCH: return "on or off";
    case RMAP_TYPE_NAMES: return "a list of ids; all, none";
    case RMAP_TYPE_PROPERTIES: return "RULE.PROPERTY=VALUE, may be repeated";
    case RMAP_TYPE_TOLERANCE: return "tolerance: px, mm on the page or m on the ground";
    }
    return "";
}

const char *rmap_option_default_text(const struct rmap_option_spec *spec)
{
    if (strstr(spec->help, "computed unless given"))
        return "computed";
    return spec->fallback[0] ? spec->fallback : "none";
}

static void add_row(struct rmap_columns *table, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        rmap_columns_add(table, cells[i]);
}

/* For people; a line fits a terminal. */
static void list_options_in_columns(const struct rmap_list_request *request, struct rmap_buffer *out)
{
    struct rmap_columns table = {.arena = request->arena};
    rmap_columns_begin(&table, "option|default|what");
    for (const struct rmap_option_spec *spec = rmap_option_table; spec < rmap_option_table + RMAP_OPTION_COUNT; spec++) {
        rmap_columns_add(&table, spec->name);
        rmap_columns_add(&table, rmap_option_default_text(spec));
        rmap_columns_add(&table, spec->help);
    }
    rmap_columns_print(&table, out);
}

/* For programs. */
static void list_options_as_tsv(const struct rmap_list_request *request, struct rmap_buffer *out)
{
    rmap_append_text(out, "option\tgroup\tvalue\ttype\tdefault\twhat\tletter\n");
    for (const struct rmap_option_spec *spec = rmap_option_table; spec < rmap_option_table + RMAP_OPTION_COUNT; spec++)
        rmap_print(out, "%s\t%s\t%s\t%s\t%s\t%s\t%.1s\n", spec->name, spec->group, spec->metavar,
                   rmap_option_type_text(request->arena, spec), rmap_option_default_text(spec), spec->help, &spec->letter);
}

static bool list_options(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    bool tsv = request->name && strcmp(request->name, "tsv") == 0;
    if (request->name && !tsv)
        return rmap_fail(err, RMAP_USAGE, "cannot list options as '%s'; the one other form is tsv", request->name);
    (tsv ? list_options_as_tsv : list_options_in_columns)(request, out);
    return true;
}

static bool list_extents(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    struct rmap_columns table = {.arena = request->arena};
    rmap_columns_begin(&table, "extent|>west|>south|>east|>north");
    for (const char *const *name = rmap_extent_names; *name; name++) {
        struct rmap_bounds bounds;
        rmap_extent_named(*name, &bounds);
        const double edges[] = {bounds.west_deg, bounds.south_deg, bounds.east_deg, bounds.north_deg};
        rmap_columns_add(&table, *name);
        for (int i = 0; i < 4; i++)
            rmap_columns_add(&table, rmap_figure(request->arena, edges[i], 4));
    }
    rmap_columns_print(&table, out);
    rmap_append_text(out, "fit (what is drawn, with a margin), or W,S,E,N in degrees\n");
    return true;
}

static bool list_sizes(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    struct rmap_columns table = {.arena = request->arena};
    rmap_columns_begin(&table, "size|what");
    for (const struct rmap_page_size *size = rmap_page_sizes; size->name; size++) {
        rmap_columns_add(&table, size->name);
        rmap_columns_add(&table, size->about);
    }
    rmap_columns_print(&table, out);
    rmap_append_text(out, "NAME-landscape: a paper on its side; with pixels, twice the dpi draws twice as many\n");
    return true;
}

static const char *with_style(const struct rmap_list_request *request, const char *name, struct rmap_style **style,
                              struct rmap_error *err)
{
    struct rmap_options options = *request->options;
    options.values[RMAP_OPT_STYLE].text = name;
    const char *folder = rmap_format(request->arena, "%s/styles", request->home);
    *style = rmap_style_read(request->arena, folder, &options, err);
    return *style ? rmap_style_about(*style) : NULL;
}

static bool list_styles(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    size_t count;
    const char **names = rmap_style_names(request->arena, rmap_format(request->arena, "%s/styles", request->home), &count);
    struct rmap_columns table = {.arena = request->arena};
    rmap_columns_begin(&table, "style|what");
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        struct rmap_style *style;
        const char *about = with_style(request, names[i], &style, err);
        ok = about != NULL;
        rmap_columns_add(&table, names[i]);
        rmap_columns_add(&table, ok ? about : "");
    }
    rmap_columns_print(&table, out);
    return ok;
}

static bool list_style(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    struct rmap_style *style;
    const char *name = request->name ? request->name : rmap_option_text(request->options, RMAP_OPT_STYLE);
    if (!with_style(request, name, &style, err))
        return false;
    rmap_style_describe(style, out);
    return true;
}

static bool list_sites(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    struct rmap_sites sites = {0};
    struct rmap_columns table = {.arena = request->arena};
    const char *own = rmap_option_text(request->options, RMAP_OPT_SITES);
    const char *path = own[0] ? own : rmap_format(request->arena, "%s/geodata/sites.csv", request->home);
    if (!rmap_sites_read(&sites, request->arena, path, NULL, err))
        return false;
    rmap_columns_begin(&table, "id|name|name_ko|>lat|>lon|kind");
    for (size_t i = 0; i < sites.count; i++) {
        const struct rmap_site *site = &sites.items[i];
        const char *cells[] = {site->id, site->name, site->name_ko, rmap_figure(request->arena, site->at.lat_deg, 5),
                               rmap_figure(request->arena, site->at.lon_deg, 5), site->kind};
        add_row(&table, cells, sizeof cells / sizeof *cells);
    }
    rmap_columns_print(&table, out);
    return true;
}

static struct rmap_shelf shelf_of(const struct rmap_list_request *request)
{
    return (struct rmap_shelf){rmap_format(request->arena, "%s/geodata", request->home),
                               rmap_option_text(request->options, RMAP_OPT_DATA)};
}

static bool list_around(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    struct rmap_shelf shelf = shelf_of(request);
    size_t count;
    const struct rmap_stand_name *names = rmap_stand_list(request->arena, &shelf, &count);
    struct rmap_columns table = {.arena = request->arena};
    rmap_columns_begin(&table, "code|what|name|name_ko");
    for (size_t i = 0; i < count; i++)
        add_row(&table, (const char *[]){names[i].code, names[i].what, names[i].name, names[i].name_ko}, 4);
    add_row(&table, (const char *[]){"ID", "site", "its id or name: 'ringmap list sites'", ""}, 4);
    add_row(&table, (const char *[]){"NAME", "city", "its name, pyongyang or 평양: 'ringmap list cities'", ""}, 4);
    add_row(&table, (const char *[]){"LAT,LON", "position", "37.5665,126.978", ""}, 4);
    add_row(&table, (const char *[]){"FILE.shp", "file", "your own lines, areas or points", ""}, 4);
    rmap_columns_print(&table, out);
    return true;
}

static const char **topic_names(struct rmap_arena *arena)
{
    size_t count = 0;
    while (rmap_topics[count].name)
        count++;
    const char **names = rmap_alloc(arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = rmap_topics[i].name;
    return names;
}

static bool list_cities(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    (void)err;
    struct rmap_shelf shelf = shelf_of(request);
    struct rmap_columns table = {.arena = request->arena};
    size_t count;
    const struct rmap_city *cities = rmap_gazetteer_list(request->arena, &shelf, &count);
    rmap_columns_begin(&table, "city|country|name_ko|>lat|>lon");
    for (size_t i = 0; i < count; i++)
        add_row(&table, (const char *[]){cities[i].name, cities[i].country, cities[i].name_ko,
                                         rmap_figure(request->arena, cities[i].at.lat_deg, 4),
                                         rmap_figure(request->arena, cities[i].at.lon_deg, 4)}, 5);
    rmap_columns_print(&table, out);
    return true;
}

static bool list_completion(const struct rmap_list_request *request, struct rmap_buffer *out, struct rmap_error *err)
{
    return rmap_completion(request->name, topic_names(request->arena), out, err);
}

const struct rmap_topic rmap_topics[] = {
    {"options", "every option, its default and what it does; 'tsv': for programs", false, list_options},
    {"styles", "styles by name", true, list_styles},
    {"style", "every property of a style (NAME), its value and meaning", true, list_style},
    {"sites", "the table of sites: id, names, position, kind", true, list_sites},
    {"around", "what rings can be drawn around: lines, countries, provinces", true, list_around},
    {"cities", "cities that rings can be drawn around by name", true, list_cities},
    {"extents", "extents that have a name", false, list_extents},
    {"sizes", "pages that have a name", false, list_sizes},
    {"completion", "the script for a shell (NAME: bash or zsh)", false, list_completion},
    {0},
};

const struct rmap_topic *rmap_topic_find(struct rmap_arena *arena, const char *name, struct rmap_error *err)
{
    const char **names = topic_names(arena), *near;
    const char *all = rmap_words_join(arena, names, count_of(names), ", ", " or ");
    for (const struct rmap_topic *topic = rmap_topics; name && topic->name; topic++) {
        if (strcmp(name, topic->name) == 0)
            return topic;
    }
    if (!name)
        rmap_fail(err, RMAP_USAGE, "list what? choose %s", all);
    else if ((near = rmap_nearest(name, names)))
        rmap_fail(err, RMAP_USAGE, "cannot list '%s'; did you mean '%s'?", name, near);
    else
        rmap_fail(err, RMAP_USAGE, "cannot list '%s'; choose %s", name, all);
    return NULL;
}
