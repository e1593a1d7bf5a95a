/* The table of options, values as people write them, and map files. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aid.h"
#include "options.h"

static void near(double value, double expected)
{
    assert_true(fabs(value - expected) <= 1e-9 * fmax(1, fabs(expected)));
}

static void test_the_table_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        assert_non_null(spec->name);
        assert_non_null(spec->help);
        assert_true(strlen(spec->help) <= 60);
        assert_ptr_equal(rmap_option_find(spec->name), spec);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(spec->name, rmap_option_table[j].name);
    }
    assert_null(rmap_option_find("wdith"));
}

/* Every default is a value that the option itself accepts. */
static void test_defaults_are_valid(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_options options;
    rmap_options_init(&options, &arena);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) {
        const struct rmap_option_spec *spec = &rmap_option_table[i];
        struct rmap_error err = {0};
        assert_false(rmap_option_given(&options, (enum rmap_option_id)i));
        assert_string_equal(rmap_option_text(&options, (enum rmap_option_id)i), spec->fallback);
        if (spec->fallback[0] && !rmap_options_set(&options, spec->name, spec->fallback, "test", &err))
            fail_msg("the default of '%s' is refused: %s", spec->name, err.text);
    }
    rmap_arena_free(&arena);
}

static void test_distances(void **state)
{
    (void)state;
    static const struct { const char *text; double metres; } good[] = {
        {"300km", 300000}, {"300 KM", 300000}, {"162nmi", 300024}, {"100mi", 160934.4}, {"500m", 500}, {"0.5km", 500},
        {"1000ft", 304.8},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double metres;
        const char *why = "";
        assert_true(rmap_parse_distance(good[i].text, &metres, NULL, NULL, &why));
        near(metres, good[i].metres);
    }
    static const char *const bad[] = {"5", "-5km", "0km", "km", "5 parsecs", "1e9km", "20004km", "9m", "nankm", "0x10km", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double metres;
        const char *why = NULL;
        assert_false(rmap_parse_distance(bad[i], &metres, NULL, NULL, &why));
        assert_non_null(why);
    }
}

static void test_lengths(void **state)
{
    (void)state;
    double mm;
    const char *why;
    assert_true(rmap_parse_length("160mm", 300, &mm, &why));
    near(mm, 160);
    assert_true(rmap_parse_length("6.5in", 300, &mm, &why));
    near(mm, 165.1);
    assert_true(rmap_parse_length("1600px", 254, &mm, &why));
    near(mm, 160);
    assert_true(rmap_parse_length("72pt", 300, &mm, &why));
    near(mm, 25.4);
    assert_true(rmap_parse_length("85", 300, &mm, &why));
    near(mm, 85);
    assert_false(rmap_parse_length("85furlongs", 300, &mm, &why));
}

static void test_positions(void **state)
{
    (void)state;
    static const char *const same[] = {"37.5,127.25", "37.5N 127.25E", "37°30'N 127°15'E"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct rmap_lonlat at;
        const char *why;
        assert_true(rmap_parse_position(same[i], &at, &why));
        near(at.lat_deg, 37.5);
        near(at.lon_deg, 127.25);
    }
    struct rmap_lonlat at;
    const char *why;
    assert_false(rmap_parse_position("95,127", &at, &why));
    assert_false(rmap_parse_position("37,190", &at, &why));
    assert_false(rmap_parse_position("37", &at, &why));
}

static void test_extents(void **state)
{
    (void)state;
    struct rmap_bounds bounds;
    const char *why;
    assert_true(rmap_parse_extent("124,33,131,43.1", &bounds, &why));
    near(bounds.north_deg, 43.1);
    assert_true(rmap_parse_extent("170,40,-160,60", &bounds, &why)); /* over the antimeridian */
    assert_true(bounds.west_deg > bounds.east_deg);
    assert_false(rmap_parse_extent("124,43,131,33", &bounds, &why));
    assert_false(rmap_parse_extent("124,33,131", &bounds, &why));
    assert_false(rmap_parse_extent("124,33,124,43", &bounds, &why));
    for (const char *const *name = rmap_extent_names; *name; name++)
        assert_true(rmap_parse_extent(*name, &bounds, &why));
}

static void test_places_keep_pairs_together(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    size_t count;
    const char **items = rmap_split_places(&arena, "osan, 37.5,127 ;seoul", &count);
    assert_int_equal(count, 3);
    assert_string_equal(items[0], "osan");
    assert_string_equal(items[1], "37.5,127");
    assert_string_equal(items[2], "seoul");
    rmap_arena_free(&arena);
}

static void refused(const char *name, const char *value, const char *expected)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    char where[64] = "option --";
    strcat(where, name);
    assert_false(rmap_options_set(&options, name, value, where, &err));
    assert_int_equal(err.status, RMAP_USAGE);
    if (!strstr(err.text, expected))
        fail_msg("'%s' does not say '%s'", err.text, expected);
    rmap_arena_free(&arena);
}

static void test_complaints(void **state)
{
    (void)state;
    refused("wdith", "160mm", "unknown option '--wdith'; did you mean '--width'?");
    refused("rings", "5", "needs a unit: km, m, mi or nmi");
    refused("rings", "-5km", "must be above zero");
    refused("around", "95,127", "latitude 95");
    refused("lang", "fr", "en, ko, en+ko");
    refused("dpi", "9999", "dpi");
    refused("legend", "middle", "middle");
}

static void test_the_first_word_stays(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    assert_true(rmap_options_set(&options, "set", "land.fill=#eee", "a", &err));
    assert_true(rmap_options_set(&options, "set", "sea.fill=#fff", "b", &err));
    assert_string_equal(rmap_option_text(&options, RMAP_OPT_SET), "land.fill=#eee\nsea.fill=#fff"); /* gathered */
    assert_true(rmap_options_set(&options, "title", "One", "a", &err));
    assert_true(rmap_options_set(&options, "title", "Two", "b", &err));
    assert_string_equal(rmap_option_text(&options, RMAP_OPT_TITLE), "Two"); /* replaced */
    assert_string_equal(rmap_option_where(&options, RMAP_OPT_TITLE), "b");
    rmap_arena_free(&arena);
}

/* --- what is kept of a value, and the words that refuse one --- */

static const char *kept(struct rmap_arena *arena, const char *name, const char *value)
{
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, arena);
    if (!rmap_options_set(&options, name, value, NULL, &err))
        fail_msg("%s", err.text);
    return rmap_option_text(&options, (enum rmap_option_id)(rmap_option_find(name) - rmap_option_table));
}

static void test_values_are_kept_in_one_form(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"frame", "Yes", "on"},           {"frame", "false", "off"},       {"legend", "none", "off"},
        {"legend", "Top-Left", "top-left"}, {"lang", "EN+KO", "en+ko"},    {"extent", "Korea", "korea"},
        {"extent", " FIT ", "fit"},       {"height", "Auto", "auto"},      {"rings", "none", ""},
        {"around", "None", ""},           {"rings", "", ""},               {"show-sites", "", "none"},
        {"tolerance", "0.1 PX", "0.1px"}, {"tolerance", "1 m", "1m"},      {"title", " two\nlines\n\n", "two lines"},
        {"title", "서울  둘레", "서울  둘레"}, {"output", " a b.png", " a b.png"}, {"dpi", "150.5", "150.5"},
        {"rings", "100 km; 50mi", "100 km; 50mi"},
        {"set", "land.fill=white\n\nsea.fill = blue\n", "land.fill=white\nsea.fill = blue"},
    };
    struct rmap_arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(kept(&arena, cases[i][0], cases[i][1]), cases[i][2]);
    rmap_arena_free(&arena);
}

static void says(const char *name, const char *value, const char *where, const char *message)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    assert_false(rmap_options_set(&options, name, value, where, &err));
    assert_int_equal(err.status, RMAP_USAGE);
    assert_string_equal(err.text, message);
    for (int i = 0; i < RMAP_OPTION_COUNT; i++) /* nothing was changed */
        assert_false(rmap_option_given(&options, (enum rmap_option_id)i));
    rmap_arena_free(&arena);
}

static void test_complaints_word_for_word(void **state)
{
    (void)state;
    says("rings", "180km,5", NULL, "option --rings: '5' needs a unit: km, m, mi or nmi");
    says("rings", "-5km", NULL, "option --rings: '-5km' must be above zero");
    says("rings", "-5", NULL, "option --rings: '-5' needs a unit: km, m, mi or nmi");
    says("rings", "300lm", NULL, "option --rings: '300lm' has an unknown unit; use km, m, mi or nmi");
    says("rings", "20004km", NULL, "option --rings: '20004km' is farther than half the Earth (20,003 km)");
    says("rings", "9.9m", NULL, "option --rings: '9.9m' is too small; the smallest distance is 10 m");
    says("around", "95,127", NULL, "option --around: '95,127': latitude 95 is outside -90..90");
    says("around", "126.97,37.56", NULL,
         "option --around: '126.97,37.56': latitude 126.97 is outside -90..90; latitude comes first: 37.56,126.97");
    says("around", "seoul,37,-190.5", NULL, "option --around: '37,-190.5': longitude -190.5 is outside -180..180");
    says("around", "37.5", NULL, "option --around: '37.5' is half a position; give LAT,LON");
    says("around", "127E,37N", NULL, "option --around: '127E,37N' has its longitude first; give LAT,LON");
    says("around", "37.5x,127", "b.csv:2:8", "b.csv:2:8: '37.5x' is not a position, such as 37.5665,126.978");
    says("extent", "koera", NULL, "option --extent: 'koera' is no extent; did you mean 'korea'?");
    says("extent", "124,43,131,33", NULL,
         "option --extent: '124,43,131,33' needs its south below its north; the order is west,south,east,north");
    says("extent", "33,124,43,131", NULL,
         "option --extent: '33,124,43,131' has a latitude outside -90..90; the order is west,south,east,north");
    says("lang", "fr", NULL, "option --lang: 'fr' is none of en, ko, en+ko");
    says("legend", "middle", NULL,
         "option --legend: 'middle' is none of auto, on, off, top-left, top-right, bottom-left, bottom-right");
    says("frame", "maybe", NULL, "option --frame: 'maybe' is none of on, off");
    says("dpi", "5000", NULL, "option --dpi: '5000' is outside 30..2400");
    says("dpi", "300dpi", NULL, "option --dpi: '300dpi' is not a number");
    says("width", "160km", NULL, "option --width: '160km' has an unknown unit; use mm, cm, in, pt or px");
    says("width", "auto", NULL, "option --width: 'auto' is not a length, such as 160mm");
    says("width", "5mm", NULL, "option --width: '5mm' is outside 10..5000 mm");
    says("width", "40000px", NULL, "option --width: '40000px' is outside 50..32767 px");
    says("tolerance", "0.05", NULL, "option --tolerance: '0.05' needs a unit: px, mm or m");
    says("tolerance", "0px", NULL, "option --tolerance: '0px' is outside 0.001..10 px");
    says("set", "land.fill", NULL, "option --set: 'land.fill' is not NAME=VALUE, such as land.fill=#eeeeee");
    says("title", "\xFF", NULL, "option --title: the value is not UTF-8");
    says("wdith", "1", NULL, "unknown option '--wdith'; did you mean '--width'?");
    says("wdith", "1", "option --wdith", "unknown option '--wdith'; did you mean '--width'?");
    says("wdith", "1", "b.csv:1:3", "b.csv:1:3: unknown option 'wdith'; did you mean 'width'?");
    says("zzzzzz", "1", NULL, "unknown option '--zzzzzz'; 'ringmap list options' shows what there is");
}

static void test_extents_at_the_edges(void **state)
{
    (void)state;
    static const struct { const char *text; struct rmap_bounds bounds; } good[] = {
        {"0,-90,360,90", {0, -90, 360, 90}},   {"-180,-60,180,80", {-180, -60, 180, 80}},
        {"170,30,190,50", {170, 30, -170, 50}},   {"200,30,210,50", {-160, 30, -150, 50}},
        {"170,30,180,50", {170, 30, 180, 50}},
        {"124E 33N 131E 43N", {124, 33, 131, 43}}, {"10W;5S;10E;5N", {-10, -5, 10, 5}},
    };
    struct rmap_bounds bounds;
    const char *why;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(rmap_parse_extent(good[i].text, &bounds, &why));
        assert_memory_equal(&bounds, &good[i].bounds, sizeof bounds);
    }
    static const char *const bad[] = {"180,0,-180,10", "-180,0,360,10", "0,0,361,1", "0,-91,1,1",    "0,0,0.0001,1",
                                      "0,0,1,0",       "1,2,3,4,5",     "fit",       "33N,124E,1,2", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(rmap_parse_extent(bad[i], &bounds, &why));
    assert_true(rmap_extent_named("SEOUL", &bounds));
    assert_true(bounds.west_deg < 126.978 && bounds.east_deg > 126.978);
}

static void test_positions_as_people_write_them(void **state)
{
    (void)state;
    static const char *const same[] = {"37°33'59\"N 126°58'41\"E", "37° 33′ 59″ N, 126° 58′ 41″ E", "37°33’59”N;126°58’41”e",
                                       "37°33'59''n 126°58'41''E"};
    struct rmap_lonlat at;
    const char *why;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        if (!rmap_parse_position(same[i], &at, &why))
            fail_msg("'%s' %s", same[i], why);
        near(at.lat_deg, 37 + 33 / 60.0 + 59 / 3600.0);
        near(at.lon_deg, 126 + 58 / 60.0 + 41 / 3600.0);
    }
    assert_true(rmap_parse_position("-0°30', 1.5W", &at, &why));
    near(at.lat_deg, -0.5);
    near(at.lon_deg, -1.5);
    assert_true(rmap_parse_position("+37.5 -127", &at, &why));
    near(at.lon_deg, -127);
    static const char *const bad[] = {"37°60'N 127E", "37°30'61\"N 127E", "-37S 127E", "37N 127N", "37 127 5", "37,,127", "a,b"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(rmap_parse_position(bad[i], &at, &why));
}

static void split(const char *text, bool places, const char *expected)
{
    struct rmap_arena arena = {0};
    size_t count;
    const char **items = places ? rmap_split_places(&arena, text, &count) : rmap_split_list(&arena, text, &count);
    const char *joined = "";
    for (size_t i = 0; i < count; i++)
        joined = rmap_format(&arena, "%s%s|", joined, items[i]);
    assert_string_equal(joined, expected);
    assert_null(items[count]);
    rmap_arena_free(&arena);
}

static void test_lists_are_split(void **state)
{
    (void)state;
    split("", false, "");
    split(" , ;; ", false, "");
    split("a, b c ;d", false, "a|b c|d|");
    split("\"a,b\" , \"say \"\"x\"\"\",c", false, "a,b|say \"x\"|c|");
    split("37°33'59\"N,126°58'41\"E", false, "37°33'59\"N|126°58'41\"E|");
    split("\"open,b", false, "\"open|b|");
    split("37°33'59\"N,126°58'41\"E,osan", true, "37°33'59\"N,126°58'41\"E|osan|");
    split("37.5665N 126.978E;36.9;127.0", true, "37.5665N 126.978E|36.9,127.0|");
    split("37,127,38", true, "37,127|38|");
    split("38th-parallel,37,127", true, "38th-parallel|37,127|");
    split("\"37.5,127\",seoul", true, "37.5,127|seoul|");
}

/* --- map files, in a folder of their own --- */

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/ringmap-options-XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    remove("maps/a.yaml");
    remove("a.yaml");
    remove("maps");
    return chdir("/") == 0 ? rmdir(folder) : -1;
}

static bool read_text(struct rmap_options *options, const char *path, const char *text, struct rmap_error *err)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return rmap_options_read(options, path, err);
}

static void test_map_files_are_read(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_options o;
    struct rmap_error err = {0};
    assert_int_equal(mkdir("maps", 0777), 0);
    rmap_options_init(&o, &arena);
    assert_true(rmap_options_set(&o, "title", "Given", NULL, &err));
    assert_true(rmap_options_set(&o, "set", "land.fill=red", NULL, &err));
    if (!read_text(&o, "maps/a.yaml",
                   "title: Reach\nrings: [180km, 162nmi]\naround: [osan, 37.5, 127.25]\nextent: [124, 33, 131, 43]\n"
                   "sites: own.csv\ndata: /srv/data\noutput: ../out/a.png\nstyle: styles/mine.yaml\nframe: no\n"
                   "set: {land: {fill: white}, sea.fill: blue}\n", &err))
        fail_msg("%s", err.text);
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_TITLE), "Given");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_RINGS), "180km,162nmi");
    assert_string_equal(rmap_option_where(&o, RMAP_OPT_RINGS), "maps/a.yaml:2:8");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_AROUND), "osan,37.5,127.25");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_EXTENT), "124,33,131,43");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_SITES), "maps/own.csv");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_DATA), "/srv/data");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_OUTPUT), "maps/../out/a.png");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_STYLE), "maps/styles/mine.yaml");
    assert_false(rmap_option_on(&o, RMAP_OPT_FRAME));
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_SET), "land.fill=white\nsea.fill=blue\nland.fill=red");
    assert_string_equal(rmap_option_where(&o, RMAP_OPT_WIDTH), "default of 'width'");

    rmap_options_init(&o, &arena);
    assert_true(read_text(&o, "a.yaml", "style: dark\noutput: '-'\nset: [land.fill=white, sea.fill=blue]\nsites: own.csv\n"
                                        "title: >\n  Two\n  lines\n", &err));
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_STYLE), "dark");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_OUTPUT), "-");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_SITES), "own.csv");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_SET), "land.fill=white\nsea.fill=blue");
    assert_string_equal(rmap_option_text(&o, RMAP_OPT_TITLE), "Two lines");
    assert_true(read_text(&o, "a.yaml", "", &err));
    assert_true(read_text(&o, "maps/a.yaml", "style: dark\noutput: '-'\n", &err));
    rmap_arena_free(&arena);
}

static void file_says(const char *text, const char *message)
{
    struct rmap_arena arena = {0};
    struct rmap_options options;
    struct rmap_error err = {0};
    rmap_options_init(&options, &arena);
    assert_false(read_text(&options, "a.yaml", text, &err));
    assert_int_equal(err.status, RMAP_INPUT);
    assert_string_equal(err.text, message);
    rmap_arena_free(&arena);
}

/* A size that is given by itself, before the file or after it, is the whole page's; in the file, width and height say more. */
static void test_a_size_wins_over_the_files_width(void **state)
{
    (void)state;
    const char *file = "width: 100mm\nheight: 90mm\ndpi: 150\n";
    struct rmap_arena arena = {0};
    struct rmap_options before, after, both;
    struct rmap_error err = {0};
    rmap_options_init(&before, &arena);
    assert_true(rmap_options_set(&before, "size", "a4", NULL, &err));
    assert_true(rmap_options_set(&before, "height", "120mm", NULL, &err));
    assert_true(read_text(&before, "a.yaml", file, &err));
    assert_near(rmap_option_length_mm(&before, RMAP_OPT_WIDTH), 210, 1e-9);
    assert_near(rmap_option_length_mm(&before, RMAP_OPT_HEIGHT), 120, 1e-9);
    assert_near(rmap_option_number(&before, RMAP_OPT_DPI), 150, 0); /* paper has none */
    rmap_options_init(&after, &arena);
    assert_true(read_text(&after, "a.yaml", file, &err));
    assert_near(rmap_option_length_mm(&after, RMAP_OPT_WIDTH), 100, 1e-9);
    assert_true(rmap_options_set(&after, "size", "a4", NULL, &err));
    assert_near(rmap_option_length_mm(&after, RMAP_OPT_WIDTH), 210, 1e-9);
    assert_near(rmap_option_length_mm(&after, RMAP_OPT_HEIGHT), 297, 1e-9);
    assert_true(rmap_options_set(&after, "size", "slide", NULL, &err));
    assert_near(rmap_option_number(&after, RMAP_OPT_DPI), 144, 0);
    rmap_options_init(&both, &arena);
    assert_true(read_text(&both, "a.yaml", "size: a4\nwidth: 100mm\n", &err));
    assert_near(rmap_option_length_mm(&both, RMAP_OPT_WIDTH), 100, 1e-9);
    assert_near(rmap_option_length_mm(&both, RMAP_OPT_HEIGHT), 297, 1e-9);
    rmap_arena_free(&arena);
}

static void test_map_files_say_where_they_are_wrong(void **state)
{
    (void)state;
    file_says("title: x\n wdith: 1\n", "a.yaml:2:7: a second ':' on the line; quote a value that holds ': '");
    file_says("title: x\nwdith: 1\n", "a.yaml:2:1: unknown option 'wdith'; did you mean 'width'?");
    file_says("rings: [180km,\n  300]\n", "a.yaml:2:3: '300' needs a unit: km, m, mi or nmi");
    file_says("rings: 300\n", "a.yaml:1:8: '300' needs a unit: km, m, mi or nmi");
    file_says("around: [95, 127]\n", "a.yaml:1:9: '95,127': latitude 95 is outside -90..90");
    file_says("around:\n  - {lat: 37, lon: 127}\n", "a.yaml:2:5: 'around' takes plain values in its list");
    file_says("title: [a, b]\n", "a.yaml:1:8: 'title' takes one value, not a list");
    file_says("rings: {a: b}\n", "a.yaml:1:8: 'rings' takes a value, not a mapping");
    file_says("set:\n  - fill\n", "a.yaml:2:5: 'fill' is not NAME=VALUE, such as land.fill=#eeeeee");
    file_says("set: {land.fill: [a]}\n", "a.yaml:1:18: 'set' takes one value for a property, not a list");
    file_says("- a\n", "a.yaml:1:1: a map file holds options, such as 'rings: 300km'");
    file_says("dpi: 300\nlang: fr\ndpi: 3\n", "a.yaml:3:1: 'dpi' stands here and on line 1; keep one of them");
}

static void test_lengths_follow_the_dpi(void **state)
{
    (void)state;
    struct rmap_arena arena = {0};
    struct rmap_options o;
    rmap_options_init(&o, &arena);
    near(rmap_option_length_mm(&o, RMAP_OPT_WIDTH), 160);
    assert_true(isnan(rmap_option_length_mm(&o, RMAP_OPT_HEIGHT)));
    assert_true(rmap_options_set(&o, "width", "1600px", NULL, NULL));
    near(rmap_option_length_mm(&o, RMAP_OPT_WIDTH), 1600 * 25.4 / 300);
    assert_true(rmap_options_set(&o, "dpi", "96", NULL, NULL));
    near(rmap_option_length_mm(&o, RMAP_OPT_WIDTH), 1600 * 25.4 / 96);
    near(rmap_option_number(&o, RMAP_OPT_DPI), 96);
    near(rmap_option_number(&o, RMAP_OPT_TOLERANCE), 0.05);
    rmap_arena_free(&arena);
}

/* A file of 400 kB once asked for 10 GB. */
static void test_long_lists_take_little_memory(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    struct rmap_arena arena = {0};
    struct rmap_buffer file = {0};
    struct rmap_options o;
    struct rmap_error err = {0};
    rmap_append_text(&file, "set:\n");
    for (int i = 0; i < COUNT; i++)
        rmap_print(&file, "  land.p%d: %d\n", i, i);
    rmap_append_text(&file, "show-sites:\n");
    for (int i = 0; i < COUNT; i++)
        rmap_print(&file, "  - s%d\n", i);
    rmap_options_init(&o, &arena);
    assert_true(read_text(&o, "a.yaml", file.text, &err));
    size_t lines = 1, items = 1;
    for (const char *c = rmap_option_text(&o, RMAP_OPT_SET); *c; c++)
        lines += *c == '\n';
    for (const char *c = rmap_option_text(&o, RMAP_OPT_SHOW_SITES); *c; c++)
        items += *c == ',';
    assert_int_equal(lines, COUNT);
    assert_int_equal(items, COUNT);
    rmap_buffer_free(&file);
    rmap_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_table_is_whole), cmocka_unit_test(test_defaults_are_valid),
        cmocka_unit_test(test_distances), cmocka_unit_test(test_lengths), cmocka_unit_test(test_positions),
        cmocka_unit_test(test_extents), cmocka_unit_test(test_places_keep_pairs_together),
        cmocka_unit_test(test_complaints), cmocka_unit_test(test_the_first_word_stays),
        cmocka_unit_test(test_values_are_kept_in_one_form), cmocka_unit_test(test_complaints_word_for_word),
        cmocka_unit_test(test_extents_at_the_edges), cmocka_unit_test(test_positions_as_people_write_them),
        cmocka_unit_test(test_lists_are_split), cmocka_unit_test(test_lengths_follow_the_dpi),
        cmocka_unit_test_setup_teardown(test_map_files_are_read, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_a_size_wins_over_the_files_width, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_map_files_say_where_they_are_wrong, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_long_lists_take_little_memory, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
