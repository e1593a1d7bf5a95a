#include "project.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EARTH_AXIS_M      6378137.0 /* WGS 84 */
#define DEGREE            0.017453292519943295
#define MERCATOR_TOP_DEG  85.0511287798066 /* where the world is a square: atan(sinh(pi)) */
#define FARTHEST_TOP_DEG  89.5             /* Mercator is cut here at the latest: y is five Earth radii */
#define CONE_FOOT_DEG     88.0             /* the far pole of a conformal cone lies at infinity */
#define CYLINDER_HALF_DEG 80.0             /* a transverse cylinder reaches infinity at 90 */
#define LOCAL_REACH_DEG   60.0 /* oblique and national projections are series around their origin */
#define MOST_DECIMALS     4    /* of a parallel's degrees: the extent's own precision */
#define GEOSTATIONARY_M   35785831.0
#define LEADS_BACK_M      0.01

struct rmap_projection {
    PJ_CONTEXT *context;
    PJ *pj;
    bool degrees;       /* pj takes degrees; else radians */
    bool plate;         /* pj gives degrees: they are turned to metres on the equator */
    double unit_m;      /* metres per unit of what pj gives */
    double east, north; /* 1; -1 where the code's axes point west or south */
    bool plain_axes;    /* metres east and north by themselves */
    struct rmap_region region;
    struct rmap_buffer name, name_ko; /* the Korean one is empty where PROJ's own words stand */
    struct rmap_buffer definition;
    struct rmap_buffer complaint; /* PROJ's last words */
};

static double span_deg(struct rmap_bounds e)
{
    return e.east_deg < e.west_deg ? e.east_deg + 360 - e.west_deg : e.east_deg - e.west_deg;
}

static struct rmap_lonlat middle_of(struct rmap_bounds e)
{
    return (struct rmap_lonlat){remainder(e.west_deg + span_deg(e) / 2, 360),
                                (e.south_deg + e.north_deg) / 2};
}

/* --- choosing --- */

/* Always with so many decimals, 1 or more. */
static void print_degrees(struct rmap_buffer *out, double degrees, int decimals)
{
    long scale = lround(pow(10, decimals)), parts = lround(fabs(degrees) * (double)scale);
    rmap_print(out, "%ld.%0*ld\u00b0", parts / scale, decimals, parts % scale);
}

/* As few decimals as tell the two apart. */
static int decimals_between(double low, double high)
{
    int decimals = 1;
    while (decimals < MOST_DECIMALS && lround(fabs(low) * pow(10, decimals)) == lround(fabs(high) * pow(10, decimals)))
        decimals++;
    return decimals;
}

static void say(struct rmap_projection *p, const char *words, const char *words_ko)
{
    rmap_append_text(&p->name, words);
    rmap_append_text(&p->name_ko, words_ko);
}

static void say_latitude(struct rmap_projection *p, double degrees)
{
    if (lround(fabs(degrees) * 10) == 0) {
        say(p, "the equator", "적도");
        return;
    }
    rmap_append_text(&p->name_ko, degrees < 0 ? "남위 " : "북위 ");
    print_degrees(&p->name, degrees, 1);
    print_degrees(&p->name_ko, degrees, 1);
    rmap_append_text(&p->name, degrees < 0 ? " S" : " N");
}

/* The hemisphere once where both have the same. */
static void say_latitudes(struct rmap_projection *p, double low, double high)
{
    if ((low < 0) != (high < 0)) {
        say_latitude(p, low);
        say(p, " and ", "와 ");
        say_latitude(p, high);
        return;
    }
    int decimals = decimals_between(low, high);
    rmap_append_text(&p->name_ko, low < 0 ? "남위 " : "북위 ");
    print_degrees(&p->name, low, decimals);
    print_degrees(&p->name_ko, low, decimals);
    say(p, " and ", "와 ");
    print_degrees(&p->name, high, decimals);
    print_degrees(&p->name_ko, high, decimals);
    rmap_append_text(&p->name, low < 0 ? " S" : " N");
}

static void say_longitude(struct rmap_projection *p, double degrees)
{
    rmap_append_text(&p->name_ko, degrees < 0 ? "서경 " : "동경 ");
    print_degrees(&p->name, degrees, 1);
    print_degrees(&p->name_ko, degrees, 1);
    rmap_append_text(&p->name, degrees < 0 ? " W" : " E");
}

static void print_parameter(struct rmap_buffer *out, const char *name, double value)
{
    rmap_print(out, " +%s=", name);
    rmap_append_number(out, value, 4);
}

static void choose_conic(struct rmap_projection *p, struct rmap_bounds e, struct rmap_lonlat mid)
{
    double sixth = (e.north_deg - e.south_deg) / 6, low = e.south_deg + sixth, high = e.north_deg - sixth;
    rmap_append_text(&p->definition, "+proj=lcc");
    print_parameter(&p->definition, "lat_1", low);
    print_parameter(&p->definition, "lat_2", high);
    print_parameter(&p->definition, "lat_0", mid.lat_deg);
    print_parameter(&p->definition, "lon_0", mid.lon_deg);
    say(p, "Lambert conformal conic, ", "람베르트 정각원추도법, ");
    say_latitudes(p, low, high);
}

static void choose_polar(struct rmap_projection *p, struct rmap_lonlat mid)
{
    rmap_append_text(&p->definition, "+proj=stere");
    print_parameter(&p->definition, "lat_0", mid.lat_deg < 0 ? -90 : 90);
    print_parameter(&p->definition, "lat_ts", mid.lat_deg);
    print_parameter(&p->definition, "lon_0", mid.lon_deg);
    say(p, "Polar stereographic, true at ", "극평사도법, 표준위선 ");
    say_latitude(p, mid.lat_deg);
}

static void choose_auto(struct rmap_projection *p, struct rmap_bounds e)
{
    struct rmap_lonlat mid = middle_of(e);
    double span = span_deg(e), steep = fabs(mid.lat_deg);
    bool one_side = e.south_deg * e.north_deg > 0;
    if (steep > 70 || (steep > 45 && span > 150 && one_side)) {
        choose_polar(p, mid);
    } else if (span > 180 || e.north_deg - e.south_deg > 140) {
        rmap_append_text(&p->definition, "+proj=natearth");
        print_parameter(&p->definition, "lon_0", mid.lon_deg);
        say(p, "Natural Earth I", "내추럴 어스 도법");
    } else if (steep < 12 || (!one_side && steep < 20)) {
        rmap_append_text(&p->definition, "+proj=merc");
        print_parameter(&p->definition, "lat_ts", mid.lat_deg);
        print_parameter(&p->definition, "lon_0", mid.lon_deg);
        say(p, "Mercator, true at ", "메르카토르도법, 표준위선 ");
        say_latitude(p, mid.lat_deg);
    } else {
        choose_conic(p, e, mid);
    }
    rmap_append_text(&p->definition, " +datum=WGS84");
}

static void choose_globe(struct rmap_projection *p, struct rmap_lonlat centre)
{
    rmap_append_text(&p->definition, "+proj=ortho");
    print_parameter(&p->definition, "lat_0", centre.lat_deg);
    print_parameter(&p->definition, "lon_0", centre.lon_deg);
    rmap_append_text(&p->definition, " +datum=WGS84");
    say(p, "Orthographic, centred on ", "정사도법, 중심 ");
    say_latitude(p, centre.lat_deg);
    say(p, ", ", ", ");
    say_longitude(p, centre.lon_deg);
}

/* --- PROJ strings --- */

/* The value of "+name=value" in a PROJ string, up to the next blank; "" for a bare "+name"; NULL when absent. */
static const char *find_parameter(const char *definition, const char *name)
{
    size_t length = strlen(name);
    for (const char *s = definition; *s;) {
        s += strspn(s, " \t\n+");
        if (strncmp(s, name, length) == 0
            && (s[length] == '=' || s[length] == '\0' || strchr(" \t\n", s[length])))
            return s + length + (s[length] == '=');
        s += strcspn(s, " \t\n");
    }
    return NULL;
}

static bool parameter_is(const char *definition, const char *name, const char *const *values)
{
    const char *value = find_parameter(definition, name);
    size_t length = value ? strcspn(value, " \t\n") : 0;
    for (; value && *values; values++) {
        if (strlen(*values) == length && strncmp(value, *values, length) == 0)
            return true;
    }
    return false;
}

/* Degrees, also written as 127d30'E; `fallback` when absent. */
static double angle_of(const char *definition, const char *name, double fallback)
{
    const char *value = find_parameter(definition, name);
    double degrees = value ? proj_dmstor(value, NULL) / DEGREE : fallback;
    return fabs(degrees) <= 360 ? degrees : fallback;
}

static double number_of(const char *definition, const char *name, double fallback)
{
    double number;
    const char *value = find_parameter(definition, name);
    return value && rmap_read_number(value, &number) ? number : fallback;
}

/* Is WGS 84 carried over as it is? Then PROJ needs neither its database nor its choice of operations. */
static bool is_plain(const char *definition)
{
    static const char *const same_datum[] = {"WGS84", NULL},
                             *const no_shift[] = {"0,0,0", "0,0,0,0,0,0,0", NULL},
                             *const no_grid[] = {"@null", NULL}, *const degrees[] = {"longlat", "latlong",
                                                                                     "lonlat",  "latlon",
                                                                                     "geocent", "cart",
                                                                                     NULL};
    return (!find_parameter(definition, "datum") || parameter_is(definition, "datum", same_datum))
           && (!find_parameter(definition, "towgs84") || parameter_is(definition, "towgs84", no_shift))
           && (!find_parameter(definition, "nadgrids") || parameter_is(definition, "nadgrids", no_grid))
           && !find_parameter(definition, "pm") && !find_parameter(definition, "init")
           && !find_parameter(definition, "axis") && !parameter_is(definition, "proj", degrees);
}

/* The string with metres as its unit and WGS 84 as its ellipsoid unless it names one. */
static void print_in_metres(struct rmap_buffer *out, const char *definition)
{
    static const char *const dropped[] = {"units", "to_meter", "vunits", "vto_meter",
                                          "type",  "no_defs",  "wktext", "over"};
    static const char *const figures[] = {"ellps", "datum", "a", "R"};
    bool figure = false;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        figure |= find_parameter(definition, figures[i]) != NULL;
    for (const char *s = definition; *s;) {
        s += strspn(s, " \t\n+");
        size_t length = strcspn(s, " \t\n"), name = strcspn(s, "= \t\n");
        bool keep = length > 0;
        for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
            keep &= strlen(dropped[i]) != name || strncmp(s, dropped[i], name) != 0;
        if (keep)
            rmap_print(out, "%s+%.*s", out->length ? " " : "", (int)length, s);
        s += length;
    }
    if (!figure)
        rmap_append_text(out, " +datum=WGS84");
}

/* --- what a projection can show --- */

static const char *const azimuthal[] = {"ortho", "laea",  "aeqd",  "stere", "sterea", "ups",
                                        "gnom",  "nsper", "tpers", "geos",  "airy",   NULL};
static const char *const local[] = {"omerc",   "somerc", "krovak", "labrd", "cass", "nzmg", "lcca",
                                    "gstmerc", "mil_os", "lee_os", "gs48",  "gs50", "alsk", NULL};
static const char *const transverse[] = {"tmerc", "etmerc", "utm", NULL};
static const char *const mercators[] = {"merc", "webmerc", NULL};
static const char *const interrupted[] = {"igh", "igh_o", "healpix", "rhealpix", "isea",
                                          "qsc", "s2",    "ob_tran", NULL};

static double disc_reach(const char *definition)
{
    static const char *const ortho[] = {"ortho", "airy", NULL}, *const gnomonic[] = {"gnom", NULL},
                             *const stereo[] = {"stere", "sterea", "ups", NULL},
                             *const far[] = {"nsper", "tpers", "geos", NULL};
    if (parameter_is(definition, "proj", ortho))
        return 89.999;
    if (parameter_is(definition, "proj", gnomonic))
        return 80;
    if (parameter_is(definition, "proj", stereo))
        return 170;
    if (parameter_is(definition, "proj", far)) {
        double h = number_of(definition, "h", GEOSTATIONARY_M);
        bool flattened = definition && find_parameter(definition, "sweep");
        static const char *const geos[] = {"geos", NULL};
        flattened |= parameter_is(definition, "proj", geos);
        return acos(EARTH_AXIS_M / (EARTH_AXIS_M + fmax(h, 1))) / DEGREE - (flattened ? 0.3 : 0.001);
    }
    return 179.9;
}

static double cone_side(const char *definition)
{
    double first = angle_of(definition, "lat_1", angle_of(definition, "lat_0", 0));
    return first + angle_of(definition, "lat_2", first);
}

static struct rmap_region find_region(const char *definition, struct rmap_bounds extent)
{
    static const char *const cone[] = {"lcc", NULL}, *const utm[] = {"utm", NULL},
                             *const ups[] = {"ups", NULL};
    struct rmap_region region = {.reach_deg = 180, .south_deg = -90, .north_deg = 90};
    region.centre.lon_deg = angle_of(definition, "lon_0", angle_of(definition, "lonc", 0));
    region.centre.lat_deg = angle_of(definition, "lat_0", 0);
    if (parameter_is(definition, "proj", azimuthal)) {
        region.disc = true;
        region.reach_deg = disc_reach(definition);
        if (parameter_is(definition, "proj", ups))
            region.centre.lat_deg = find_parameter(definition, "south") ? -90 : 90;
    } else if (parameter_is(definition, "proj", local)) {
        region.disc = true;
        region.reach_deg = LOCAL_REACH_DEG;
    } else if (parameter_is(definition, "proj", transverse)) {
        if (parameter_is(definition, "proj", utm))
            region.centre.lon_deg = 6 * number_of(definition, "zone", 31) - 183;
        region.reach_deg = CYLINDER_HALF_DEG;
    } else if (parameter_is(definition, "proj", mercators)) {
        region.north_deg = fmin(fmax(MERCATOR_TOP_DEG, extent.north_deg), FARTHEST_TOP_DEG);
        region.south_deg = fmax(fmin(-MERCATOR_TOP_DEG, extent.south_deg), -FARTHEST_TOP_DEG);
    } else if (parameter_is(definition, "proj", cone)) {
        if (cone_side(definition) < 0)
            region.north_deg = CONE_FOOT_DEG;
        else
            region.south_deg = -CONE_FOOT_DEG;
    }
    return region;
}

/* --- making --- */

/* Keeps what PROJ says of the last failure without its preamble: "Error 1027 (...): utm: Invalid value for zone". */
static void hear(void *complaint, int level, const char *message)
{
    struct rmap_buffer *out = complaint;
    if (level != PJ_LOG_ERROR)
        return;
    const char *reason = strstr(message, "): ");
    out->length = 0;
    rmap_append_text(out, reason ? reason + 3 : message);
}

static bool refuse(const struct rmap_projection *p, const char *crs, struct rmap_error *err)
{
    const char *reason = p->complaint.length ? p->complaint.text : "it is no map projection";
    return rmap_fail(err, RMAP_PROJECTION, "cannot use the projection '%s': %s", crs, reason);
}

/* A projection of WGS 84 as it is. The database is kept out: opening it takes 5 ms and nothing here looks into it. */
static bool make_plain(struct rmap_projection *p, const char *crs, struct rmap_error *err)
{
    const char *nowhere[] = {"/"};
    proj_context_set_search_paths(p->context, 1, nowhere);
    p->pj = proj_create(p->context, p->definition.text);
    if (!p->pj || !proj_angular_input(p->pj, PJ_FWD) || proj_angular_output(p->pj, PJ_FWD))
        return refuse(p, crs, err);
    return true;
}

/* The part of a coordinate reference system that has a plane or degrees: not a height, not a datum's shift. */
static PJ *horizontal_part(PJ_CONTEXT *context, const PJ *crs)
{
    switch (proj_get_type(crs)) {
    case PJ_TYPE_COMPOUND_CRS:
        return proj_crs_get_sub_crs(context, crs, 0);
    case PJ_TYPE_BOUND_CRS:
        return proj_get_source_crs(context, crs);
    default:
        return proj_clone(context, crs);
    }
}

static bool read_axes(struct rmap_projection *p, const PJ *crs)
{
    PJ_TYPE type = proj_get_type(crs);
    p->plate = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
    PJ *axes = proj_crs_get_coordinate_system(p->context, crs);
    if (!axes || (type != PJ_TYPE_PROJECTED_CRS && !p->plate)) {
        proj_destroy(axes);
        return false;
    }
    const char *direction[2] = {"", ""};
    double unit = 1;
    for (int i = 0; i < 2; i++)
        proj_cs_get_axis_info(p->context, axes, i, NULL, NULL, &direction[i], &unit, NULL, NULL, NULL);
    p->unit_m = p->plate ? unit * EARTH_AXIS_M : unit;
    /* Polar grids name both axes by one direction, along two meridians: those stand right as they are. */
    if (strcmp(direction[0], direction[1]) != 0) {
        for (int i = 0; i < 2; i++) {
            p->east = strcmp(direction[i], "west") == 0 ? -1 : p->east;
            p->north = strcmp(direction[i], "south") == 0 ? -1 : p->north;
        }
    }
    p->plain_axes = !p->plate && fabs(unit - 1) < 1e-12 && p->east > 0 && p->north > 0;
    proj_destroy(axes);
    return true;
}

static void note_area(struct rmap_projection *p, const PJ *crs, const char *code, struct rmap_bounds extent,
                      struct rmap_notes *notes)
{
    double west, south, east, north;
    const char *area = NULL;
    if (!proj_get_area_of_use(p->context, crs, &west, &south, &east, &north, &area) || west < -180 || !area)
        return;
    struct rmap_bounds use = {west, south, east, north};
    if (span_deg(use) >= 360 && extent.south_deg >= south && extent.north_deg <= north)
        return;
    int length = (int)strcspn(area, ".");
    double off = remainder(middle_of(extent).lon_deg - middle_of(use).lon_deg, 360);
    if (fabs(off) + span_deg(extent) / 2 > span_deg(use) / 2 || extent.south_deg < south
        || extent.north_deg > north)
        rmap_note(notes, "'%s' is meant for '%.*s' only; the map reaches beyond and is drawn all the same",
                  code, length, area);
}

/* From WGS 84 with its datum's shift. Without the ballpark operations first: where they serve outside a stated area
 * they leave a step at its edge. */
static PJ *make_operation(PJ_CONTEXT *context, const PJ *crs, struct rmap_bounds extent)
{
    const char *no_ballpark[] = {"ALLOW_BALLPARK=NO", NULL};
    PJ *wgs84 = proj_create(context, "EPSG:4326"), *normal = NULL;
    PJ_AREA *area = proj_area_create();
    proj_area_set_bbox(area, extent.west_deg, extent.south_deg, extent.east_deg, extent.north_deg);
    PJ *pj = proj_create_crs_to_crs_from_pj(context, wgs84, crs, area, no_ballpark);
    if (!pj)
        pj = proj_create_crs_to_crs_from_pj(context, wgs84, crs, area, NULL);
    if (pj)
        normal = proj_normalize_for_visualization(context, pj);
    proj_area_destroy(area);
    proj_destroy(wgs84);
    proj_destroy(pj);
    return normal;
}

static bool make_from_crs(struct rmap_projection *p, const char *crs, const char *text,
                          struct rmap_bounds extent, struct rmap_notes *notes, struct rmap_error *err)
{
    proj_context_use_proj4_init_rules(p->context, 1);
    PJ *whole = proj_create(p->context, text);
    if (!whole && !proj_context_get_database_path(p->context))
        return rmap_fail(err, RMAP_PROJECTION,
                         "cannot look up '%s': PROJ's database 'proj.db' is missing; install the "
                         "package proj-data",
                         crs);
    if (!whole && crs[0] == '+')
        return refuse(p, crs, err);
    if (!whole)
        return rmap_fail(err, RMAP_PROJECTION,
                         "unknown coordinate reference system '%s'; write an authority code such as "
                         "EPSG:5179, or a PROJ string",
                         crs);
    PJ *flat = horizontal_part(p->context, whole);
    bool ok = flat && read_axes(p, flat);
    if (!ok)
        rmap_fail(err, RMAP_PROJECTION,
                  "'%s' is not a projection of the Earth to a plane; write an authority code such "
                  "as EPSG:5179, or a PROJ string",
                  crs);
    if (ok) {
        p->pj = make_operation(p->context, proj_get_type(whole) == PJ_TYPE_BOUND_CRS ? whole : flat, extent);
        ok = p->pj || refuse(p, crs, err);
    }
    if (ok) {
        p->degrees = true;
        const char *string = proj_as_proj_string(p->context, flat, PJ_PROJ_4, NULL);
        p->region = find_region(string ? string : "", extent);
        if (p->plate)
            p->region.centre.lon_deg = middle_of(extent).lon_deg;
        if (crs[0] != '+')
            rmap_print(&p->name, "%s %s", crs, proj_get_name(flat));
        note_area(p, flat, crs, extent, notes);
    }
    proj_destroy(flat);
    proj_destroy(whole);
    return ok;
}

/* PROJ's own words for the projection of a string: the first line of its description. */
static void name_after_list(struct rmap_projection *p, const char *crs)
{
    for (const PJ_OPERATIONS *op = proj_list_operations(); op->id; op++) {
        const char *const id[] = {op->id, NULL};
        if (parameter_is(crs, "proj", id))
            rmap_append(&p->name, *op->descr, strcspn(*op->descr, "\n"));
    }
    if (p->name.length == 0)
        rmap_append_text(&p->name, crs);
}

static bool make(struct rmap_projection *p, const char *crs, struct rmap_bounds extent,
                 struct rmap_notes *notes, struct rmap_error *err)
{
    bool chosen = true;
    if (rmap_same_word(crs, "auto"))
        choose_auto(p, extent);
    else if (rmap_same_word(crs, "globe"))
        choose_globe(p, middle_of(extent));
    else
        chosen = false;
    bool string = strstr(crs, "proj=") || crs[0] == '+';
    if (!chosen && string && (strstr(crs, "proj=pipeline") || find_parameter(crs, "step")))
        return rmap_fail(err, RMAP_PROJECTION,
                         "'%s' is a pipeline of steps; write the projection alone, such as "
                         "+proj=laea +lat_0=38 +lon_0=127",
                         crs);
    if (chosen || (string && is_plain(crs))) {
        if (!chosen) {
            print_in_metres(&p->definition, crs);
            name_after_list(p, crs);
            if (parameter_is(crs, "proj", interrupted))
                rmap_note(notes,
                          "'%s' breaks where ringmap does not cut; shapes across its breaks are drawn wrong",
                          crs);
        }
        p->region = find_region(p->definition.text, extent);
        return make_plain(p, crs, err);
    }
    struct rmap_buffer text = {0};
    rmap_print(&text, "%s%s", crs, string && !find_parameter(crs, "init") ? " +type=crs" : "");
    bool ok = make_from_crs(p, crs, text.text, extent, notes, err);
    rmap_buffer_free(&text);
    rmap_append_text(&p->definition, crs);
    if (string)
        name_after_list(p, crs);
    return ok;
}

static struct rmap_projection *start(void)
{
    size_t capacity = 0;
    struct rmap_projection *p = rmap_grow(NULL, &capacity, 1, sizeof *p);
    *p = (struct rmap_projection){.unit_m = 1, .east = 1, .north = 1, .plain_axes = true};
    p->context = proj_context_create();
    proj_context_set_enable_network(p->context, 0);
    proj_log_func(p->context, &p->complaint, hear);
    return p;
}

/* The projection when `ok`. */
static struct rmap_projection *finish(struct rmap_projection *p, bool ok)
{
    if (ok)
        return p;
    rmap_projection_free(p);
    return NULL;
}

struct rmap_projection *rmap_projection_new(const char *crs, struct rmap_bounds extent,
                                            struct rmap_notes *notes, struct rmap_error *err)
{
    struct rmap_projection *p = start();
    return finish(p, make(p, crs + strspn(crs, " \t"), extent, notes, err));
}

struct rmap_projection *rmap_projection_globe(struct rmap_lonlat centre, struct rmap_error *err)
{
    struct rmap_projection *p = start();
    choose_globe(p, centre);
    p->region = find_region(p->definition.text, (struct rmap_bounds){0});
    return finish(p, make_plain(p, "globe", err));
}

void rmap_projection_free(struct rmap_projection *projection)
{
    if (!projection)
        return;
    proj_destroy(projection->pj);
    proj_context_destroy(projection->context);
    rmap_buffer_free(&projection->name);
    rmap_buffer_free(&projection->name_ko);
    rmap_buffer_free(&projection->definition);
    rmap_buffer_free(&projection->complaint);
    free(projection);
}

const char *rmap_projection_name(const struct rmap_projection *projection, bool korean)
{
    return korean && projection->name_ko.length > 0 ? projection->name_ko.text : projection->name.text;
}

const char *rmap_projection_definition(const struct rmap_projection *projection)
{
    return projection->definition.text;
}

const struct rmap_region *rmap_projection_region(const struct rmap_projection *projection)
{
    return &projection->region;
}

/* The plane as PROJ describes it; NULL when it cannot, or when metres east and north are not its own. shifted (or NULL): does
 * it come with a shift of datum of its own, "+towgs84=..."? */
static PJ *describe(const struct rmap_projection *projection, PJ_CONTEXT *context, bool *shifted)
{
    const char *text = projection->definition.text;
    struct rmap_buffer source = {0};
    if (!projection->plain_axes)
        return NULL;
    rmap_print(&source, "%s%s", text, strstr(text, "proj=") ? " +type=crs" : "");
    proj_context_set_enable_network(context, 0);
    proj_log_func(context, NULL, NULL);
    PJ *crs = proj_create(context, source.text), *flat = crs ? horizontal_part(context, crs) : NULL;
    if (shifted)
        *shifted = crs && proj_get_type(crs) == PJ_TYPE_BOUND_CRS;
    rmap_buffer_free(&source);
    proj_destroy(crs);
    return flat;
}

const char *rmap_projection_wkt(const struct rmap_projection *projection, struct rmap_arena *arena)
{
    PJ_CONTEXT *context = proj_context_create();
    PJ *flat = describe(projection, context, NULL);
    const char *const one_line[] = {"MULTILINE=NO", NULL};
    const char *wkt = flat ? proj_as_wkt(context, flat, PJ_WKT1_ESRI, one_line) : NULL;
    if (flat && !wkt)
        wkt = proj_as_wkt(context, flat, PJ_WKT2_2019, one_line);
    wkt = wkt ? rmap_copy(arena, wkt) : NULL;
    proj_destroy(flat);
    proj_context_destroy(context);
    return wkt;
}

/* A place counts when it leads back: an inverse may answer for what the plane does not show. */
static bool turn_back(PJ *pj, const struct rmap_metre *p, size_t count, struct rmap_lonlat *out)
{
    for (size_t i = 0; i < count; i++) {
        PJ_COORD at = proj_trans(pj, PJ_FWD, proj_coord(p[i].e_m, p[i].n_m, 0, 0)), back = proj_trans(pj, PJ_INV, at);
        if (!(hypot(back.xy.x - p[i].e_m, back.xy.y - p[i].n_m) < LEADS_BACK_M))
            return false;
        out[i] = (struct rmap_lonlat){at.lp.lam, at.lp.phi};
    }
    return true;
}

bool rmap_projection_own_degrees(const struct rmap_projection *projection, const struct rmap_metre *p, size_t count,
                                 struct rmap_lonlat *out)
{
    PJ_CONTEXT *context = proj_context_create();
    bool shifted = false;
    PJ *flat = describe(projection, context, &shifted), *geodetic = NULL;
    if (flat && !shifted)
        geodetic = proj_crs_get_geodetic_crs(context, flat);
    PJ *raw = geodetic ? proj_create_crs_to_crs_from_pj(context, flat, geodetic, NULL, NULL) : NULL;
    PJ *pj = raw ? proj_normalize_for_visualization(context, raw) : NULL;
    bool ok = pj && turn_back(pj, p, count, out);
    proj_destroy(pj);
    proj_destroy(raw);
    proj_destroy(geodetic);
    proj_destroy(flat);
    proj_context_destroy(context);
    return ok;
}

int rmap_projection_epsg(const struct rmap_projection *projection)
{
    static const char authority[] = "EPSG:";
    const char *text = projection->definition.text, *number = text + sizeof authority - 1;
    bool plain = strncmp(text, authority, sizeof authority - 1) == 0 && number[0] && !number[strspn(number, "0123456789")];
    return plain && strlen(number) < 7 ? (int)strtol(number, NULL, 10) : 0;
}

/* --- transforming --- */

static double near_zero(double lon_deg)
{
    return lon_deg >= -180 && lon_deg <= 180 ? lon_deg : remainder(lon_deg, 360);
}

void rmap_projection_forward(const struct rmap_projection *projection, const struct rmap_lonlat *p,
                             size_t count, struct rmap_metre *out)
{
    double unit = projection->degrees ? 1 : DEGREE, middle = projection->region.centre.lon_deg;
    for (size_t i = 0; i < count; i++)
        out[i] = (struct rmap_metre){near_zero(p[i].lon_deg) * unit,
                                     fmax(-90, fmin(90, p[i].lat_deg)) * unit};
    size_t step = sizeof *out;
    proj_trans_generic(projection->pj, PJ_FWD, &out->e_m, step, count, &out->n_m, step, count, NULL, 0, 0,
                       NULL, 0, 0);
    double e = projection->unit_m * projection->east, n = projection->unit_m * projection->north;
    const struct rmap_region *region = &projection->region;
    bool bounded = !region->disc && (region->south_deg > -90 || region->north_deg < 90);
    for (size_t i = 0; i < count; i++) {
        bool beyond = bounded && (p[i].lat_deg < region->south_deg || p[i].lat_deg > region->north_deg);
        if (beyond || !(fabs(out[i].e_m) < HUGE_VAL && fabs(out[i].n_m) < HUGE_VAL)) {
            out[i] = (struct rmap_metre){HUGE_VAL, HUGE_VAL};
            continue;
        }
        if (projection->plate)
            out[i].e_m = middle + remainder(out[i].e_m - middle, 360);
        out[i] = (struct rmap_metre){out[i].e_m * e, out[i].n_m * n};
    }
}

void rmap_projection_inverse(const struct rmap_projection *projection, const struct rmap_metre *p,
                             size_t count, struct rmap_lonlat *out)
{
    double unit = projection->degrees ? 1 : DEGREE;
    double e = projection->unit_m * projection->east, n = projection->unit_m * projection->north;
    for (size_t i = 0; i < count; i++)
        out[i] = (struct rmap_lonlat){p[i].e_m / e, p[i].n_m / n};
    size_t step = sizeof *out;
    proj_trans_generic(projection->pj, PJ_INV, &out->lon_deg, step, count, &out->lat_deg, step, count, NULL,
                       0, 0, NULL, 0, 0);
    for (size_t i = 0; i < count; i++) {
        if (fabs(out[i].lon_deg) < HUGE_VAL && fabs(out[i].lat_deg) < HUGE_VAL)
            out[i] = (struct rmap_lonlat){near_zero(out[i].lon_deg / unit), out[i].lat_deg / unit};
        else
            out[i] = (struct rmap_lonlat){HUGE_VAL, HUGE_VAL};
    }
}
