#include "list.h"

#include <string.h>

#include "completion.h"
#include "sites.h"
#include "style.h"

static const char *const TOPICS[] = {"options", "styles", "style", "sites", "around", "extents", "sizes",
                                     "completion", "help", NULL};

static const char USAGE[] =
    "usage: ringmap [draw] [MAPFILE.yaml] [--OPTION VALUE]... -o FILE.png|svg|pdf|eps\n"
    "       ringmap measure [MAPFILE.yaml] [--OPTION VALUE]... [-o FILE.md|csv|json]\n"
    "       ringmap alt [--OPTION VALUE]...\n"
    "       ringmap redraw FILE [--OPTION VALUE]... -o FILE\n"
    "       ringmap provenance FILE\n"
    "       ringmap figure html|markdown|latex|typst|docx [--OPTION VALUE]... -o FILE\n"
    "       ringmap list options|styles|sites|around|extents|sizes|style [NAME]\n"
    "       ringmap list completion bash|zsh\n";

static const char EXAMPLES[] =
    "Examples:\n"
    "  ringmap -o korea.png\n"
    "  ringmap --rings 180km,300km --around seoul -o rings.svg\n"
    "  ringmap --around osan,37.5,127.0 --rings 100mi --extent fit -o reach.pdf\n"
    "  ringmap maps/report.yaml --lang ko --style print -o report.pdf\n"
    "\n"
    "Exit status: 0 done, 2 usage, 3 input, 4 style, 5 projection, 6 output.\n"
    "A map file holds the same options: 'rings: [180km, 300km]'.\n"
    "'ringmap list options' says type, unit and default of each.\n";

static void add_column(struct rmap_buffer *out, const char *text, int width)
{
    rmap_print(out, "%-*s", width, text);
}

static void list_help(struct rmap_buffer *out)
{
    const char *group = "";
    rmap_print(out, "ringmap draws maps of the Korean peninsula with geodesic range rings.\n\n%s", USAGE);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        if (strcmp(group, spec->group) != 0)
            rmap_print(out, "\n%s\n", group = spec->group);
        char name[64];
        struct rmap_buffer left = {0};
        if (spec->letter)
            rmap_print(&left, "  -%c, --%s %s", spec->letter, spec->name, spec->metavar);
        else
            rmap_print(&left, "  --%s %s", spec->name, spec->metavar);
        size_t length = left.length < sizeof name - 1 ? left.length : sizeof name - 1;
        memcpy(name, left.text, length);
        name[length] = '\0';
        rmap_buffer_free(&left);
        rmap_print(out, length < 26 ? "%-26s %s\n" : "%s\n                           %s\n", name, spec->help);
    }
    rmap_print(out, "\n%s", EXAMPLES);
}

static const char *type_name(const struct rmap_option_spec *spec)
{
    switch (spec->type) {
    case RMAP_TYPE_TEXT: return "text";
    case RMAP_TYPE_PATH: return "path";
    case RMAP_TYPE_LENGTH: return "length: mm cm in pt px; a bare number is mm";
    case RMAP_TYPE_SIZE: return "a page's name: 'ringmap list sizes'; auto";
    case RMAP_TYPE_DISTANCES: return "distances: m km mi nmi ft, a list";
    case RMAP_TYPE_DISTANCE: return "a distance: m km mi nmi ft";
    case RMAP_TYPE_PLACES: return "site ids, mdl, nll, border, KP, KR-11, FILE.shp and lat,lon pairs, a list";
    case RMAP_TYPE_BEARINGS: return "azimuths: degrees clockwise from north, or N, NNE, NE, ...";
    case RMAP_TYPE_EXTENT: return "a name, W,S,E,N in degrees, or fit";
    case RMAP_TYPE_NUMBER: return "number";
    case RMAP_TYPE_CHOICE: return "one of";
    case RMAP_TYPE_PLACEMENT: return "auto, off, or a corner: top-left top-right bottom-left bottom-right";
    case RMAP_TYPE_SWITCH: return "on or off";
    case RMAP_TYPE_NAMES: return "a list of ids; all, none";
    case RMAP_TYPE_PROPERTIES: return "RULE.PROPERTY=VALUE, may be repeated";
    case RMAP_TYPE_TOLERANCE: return "tolerance: px, mm on the page or m on the ground";
    }
    return "";
}

static void list_options(struct rmap_buffer *out)
{
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        rmap_print(out, "%s\n    %s\n    type: %s", spec->name, spec->help, type_name(spec));
        for (const char *const *choice = spec->choices; spec->type == RMAP_TYPE_CHOICE && *choice; choice++)
            rmap_print(out, "%s%s", choice == spec->choices ? " " : ", ", *choice);
        bool computed = strstr(spec->help, "computed unless given") != NULL;
        rmap_print(out, "\n    default: %s\n", computed ? "computed" : spec->fallback[0] ? spec->fallback : "none");
    }
}

static void list_extents(struct rmap_buffer *out)
{
    rmap_print(out, "%-16s west south east north, degrees\n", "extent");
    for (const char *const *name = rmap_extent_names; *name; name++) {
        struct rmap_bounds bounds;
        rmap_extent_named(*name, &bounds);
        add_column(out, *name, 17);
        const double edges[] = {bounds.west_deg, bounds.south_deg, bounds.east_deg, bounds.north_deg};
        for (int i = 0; i < 4; i++) {
            rmap_append_number(out, edges[i], 4);
            rmap_append_text(out, i < 3 ? " " : "\n");
        }
    }
    rmap_print(out, "%-16s what is drawn, with a margin\n", "fit");
}

static void list_sizes(struct rmap_buffer *out)
{
    for (const struct rmap_page_size *size = rmap_page_sizes; size->name; size++)
        rmap_print(out, "%-15s %s\n", size->name, size->about);
    rmap_append_text(out, "NAME-landscape  a paper on its side; with pixels, twice the dpi draws twice as many\n");
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
    for (size_t i = 0; i < count; i++) {
        struct rmap_style *style;
        const char *about = with_style(request, names[i], &style, err);
        if (!about)
            return false;
        rmap_print(out, "%-10s %s\n", names[i], about);
    }
    return true;
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
    const char *own = rmap_option_text(request->options, RMAP_OPT_SITES);
    const char *path = own[0] ? own : rmap_format(request->arena, "%s/geodata/sites.csv", request->home);
    if (!rmap_sites_read(&sites, request->arena, path, NULL, err))
        return false;
    rmap_print(out, "%-12s %-18s %9s %10s  %s\n", "id", "name", "lat", "lon", "kind");
    for (size_t i = 0; i < sites.count; i++) {
        const struct rmap_site *site = &sites.items[i];
        struct rmap_buffer lat = {0}, lon = {0};
        rmap_append_number(&lat, site->at.lat_deg, 5);
        rmap_append_number(&lon, site->at.lon_deg, 5);
        rmap_print(out, "%-12s %-18s %9s %10s  %s\n", site->id, site->name, lat.text, lon.text, site->kind);
        rmap_buffer_free(&lat);
        rmap_buffer_free(&lon);
    }
    return true;
}

static void list_around(const struct rmap_list_request *request, struct rmap_buffer *out)
{
    struct rmap_shelf shelf = {rmap_format(request->arena, "%s/geodata", request->home),
                               rmap_option_text(request->options, RMAP_OPT_DATA)};
    size_t count;
    const struct rmap_stand_name *names = rmap_stand_list(request->arena, &shelf, &count);
    rmap_print(out, "%-12s %-10s %-28s %s\n", "code", "what", "name", "name_ko");
    for (size_t i = 0; i < count; i++)
        rmap_print(out, "%-12s %-10s %-28s %s\n", names[i].code, names[i].what, names[i].name, names[i].name_ko);
    rmap_print(out, "%-12s %-10s see 'ringmap list sites'\n", "ID", "site");
    rmap_print(out, "%-12s %-10s 37.5665,126.978\n", "LAT,LON", "position");
    rmap_print(out, "%-12s %-10s your own lines, areas or points\n", "FILE.shp", "file");
}

bool rmap_list(const struct rmap_list_request *request, const char *what, struct rmap_buffer *out,
               struct rmap_error *err)
{
    if (strcmp(what, "help") == 0)
        list_help(out);
    else if (strcmp(what, "options") == 0)
        list_options(out);
    else if (strcmp(what, "extents") == 0)
        list_extents(out);
    else if (strcmp(what, "sizes") == 0)
        list_sizes(out);
    else if (strcmp(what, "styles") == 0)
        return list_styles(request, out, err);
    else if (strcmp(what, "style") == 0)
        return list_style(request, out, err);
    else if (strcmp(what, "sites") == 0)
        return list_sites(request, out, err);
    else if (strcmp(what, "around") == 0)
        list_around(request, out);
    else if (strcmp(what, "completion") == 0)
        return rmap_completion(request->name, TOPICS, out, err);
    else {
        const char *near = rmap_nearest(what, TOPICS);
        return rmap_fail(err, RMAP_USAGE, near ? "cannot list '%s'; did you mean '%s'?"
                         : "cannot list '%s'; choose options, styles, style, sites, around, extents, sizes or completion", what, near);
    }
    return true;
}
