/* sites.c: the tables of sites and rings, and what their mistakes are called. */
#define _POSIX_C_SOURCE 200809L

#include "../../src/rings.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "aid.h"

#define THIN "\u2009"
#define SITES_CSV                                  \
    "id,name,name_ko,lat,lon\n"                    \
    "osan,Osan Air Base,오산,37.0906,127.0296\n" \
    "seoul,Seoul,서울,37.5665,126.978\n"         \
    "jsa,JSA,,37.956,126.677\n"

/* Everything that one reading needs and leaves. */
struct bench {
    struct rmap_arena arena;
    struct rmap_notes notes;
    struct rmap_error err;
    struct rmap_options options;
    struct rmap_sites sites;
    struct rmap_rings rings;
    char path[64], ring_path[64];
};

/* cmocka's own compares floats. */
static void write_table(char *path, size_t size, const char *text)
{
    snprintf(path, size, "/tmp/ringmap-test-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    size_t length = strlen(text);
    assert_true(write(file, text, length) == (ssize_t)length);
    close(file);
}

static struct bench *bench_new(void)
{
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->notes.arena = &bench->arena;
    rmap_options_init(&bench->options, &bench->arena);
    return bench;
}

static void bench_free(struct bench *bench)
{
    if (bench->path[0])
        unlink(bench->path);
    if (bench->ring_path[0])
        unlink(bench->ring_path);
    rmap_arena_free(&bench->arena);
    free(bench);
}

static bool read_sites(struct bench *bench, const char *csv)
{
    write_table(bench->path, sizeof bench->path, csv);
    return rmap_sites_read(&bench->sites, &bench->arena, bench->path, &bench->notes, &bench->err);
}

static void set(struct bench *bench, const char *option, const char *value)
{
    if (!rmap_options_set(&bench->options, option, value, "option", &bench->err))
        fail_msg("%s", bench->err.text);
}

/* Rings from options, a ring table (NULL: none) and the table of words (NULL: none). */
static bool read_rings(struct bench *bench, const char *rings, const char *around, const char *table,
                       const char *words)
{
    if (!bench->sites.items)
        assert_true(read_sites(bench, SITES_CSV));
    if (rings)
        set(bench, "rings", rings);
    if (around)
        set(bench, "around", around);
    if (table || words)
        write_table(bench->ring_path, sizeof bench->ring_path, table ? table : words);
    if (table)
        set(bench, "ring-table", bench->ring_path);
    return rmap_rings_read(&bench->rings, &bench->arena, &bench->sites, &bench->options, NULL,
                           words ? bench->ring_path : NULL, &bench->notes, &bench->err);
}

/* The message without the file's name. */
static const char *complaint(const struct bench *bench, const char *path)
{
    const char *text = bench->err.text;
    assert_true(strncmp(text, path, strlen(path)) == 0);
    return text + strlen(path);
}

static void assert_sites_refused(const char *csv, const char *expected)
{
    struct bench *bench = bench_new();
    assert_false(read_sites(bench, csv));
    assert_int_equal(bench->err.status, RMAP_INPUT);
    assert_string_equal(complaint(bench, bench->path), expected);
    bench_free(bench);
}

static void assert_table_refused(const char *csv, const char *expected)
{
    struct bench *bench = bench_new();
    assert_false(read_rings(bench, NULL, NULL, csv, NULL));
    assert_int_equal(bench->err.status, RMAP_INPUT);
    assert_string_equal(complaint(bench, bench->ring_path), expected);
    bench_free(bench);
}

static const struct rmap_ring *ring_of(const struct bench *bench, const char *id)
{
    for (size_t i = 0; i < bench->rings.count; i++)
        if (strcmp(bench->rings.items[i].id, id) == 0)
            return &bench->rings.items[i];
    fail_msg("no ring '%s'; the first is '%s'", id, bench->rings.count ? bench->rings.items[0].id : "");
    return NULL;
}

/* --- sites --- */

static void site_carries_its_row(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_sites(bench,
                           "id,name,name_ko,lat,lon,kind,pin,note,source,colour\n"
                           "osan,Osan Air Base,오산 공군기지,37.0906,127.0296,airbase,ne,a base,RKSO,red\n"
                           "jsa,,공동경비구역,37.956N,126.677° E,,\"3, -2.5\",,,\n"
                           "lima,Lima,,12.05S,77.04w,,,,,\n"));
    assert_int_equal(bench->sites.count, 3);
    const struct rmap_site *site = &bench->sites.items[0];
    assert_string_equal(site->id, "osan");
    assert_string_equal(site->name, "Osan Air Base");
    assert_string_equal(site->name_ko, "오산 공군기지");
    assert_near(site->at.lat_deg, 37.0906, 0);
    assert_near(site->at.lon_deg, 127.0296, 0);
    assert_string_equal(site->kind, "airbase");
    assert_string_equal(site->pin, "NE");
    assert_string_equal(site->note, "a base");
    assert_string_equal(site->source, "RKSO");
    assert_int_equal(strncmp(site->where, bench->path, strlen(bench->path)), 0);
    assert_string_equal(site->where + strlen(bench->path), ":2");
    assert_near(bench->sites.items[1].at.lat_deg, 37.956, 0);
    assert_near(bench->sites.items[1].at.lon_deg, 126.677, 0);
    assert_string_equal(bench->sites.items[1].pin, "3, -2.5");
    assert_near(bench->sites.items[2].at.lat_deg, -12.05, 0);
    assert_near(bench->sites.items[2].at.lon_deg, -77.04, 0);
    assert_int_equal(bench->notes.count, 0);
    bench_free(bench);
}

static void shipped_tables_are_good(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(
        rmap_sites_read(&bench->sites, &bench->arena, "geodata/sites.csv", &bench->notes, &bench->err));
    assert_int_equal(bench->sites.count, 5);
    assert_true(rmap_rings_read(&bench->rings, &bench->arena, &bench->sites, &bench->options, NULL,
                                "geodata/rings.csv", &bench->notes, &bench->err));
    assert_int_equal(bench->notes.count, 0);
    assert_int_equal(bench->rings.count, 2);
    assert_string_equal(ring_of(bench, "180km-seoul")->class, "inner");
    assert_string_equal(ring_of(bench, "300km-seoul")->class, "outer");
    assert_true(ring_of(bench, "300km-seoul")->note[0] != '\0');
    assert_true(ring_of(bench, "300km-seoul")->source[0] != '\0');
    bench_free(bench);
}

static void ids_are_made_when_there_are_none(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_sites(
        bench, "name,name_ko,lat,lon\nCamp Humphreys,,36.963,127.031\nJ.S.A. (Panmunjom),,37.956,126.677\n"
               ",연평도,37.667,125.7\nCamp Humphreys,,1,2\nAll,,3,4\n"));
    static const char *const expected[] = {"camp-humphreys", "j-s-a-panmunjom", "site-3", "camp-humphreys-2",
                                           "site-5"};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(bench->sites.items[i].id, expected[i]);
    bench_free(bench);
}

static void empty_table_is_noted(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_sites(bench, "id,name,lat,lon\n"));
    assert_int_equal(bench->sites.count, 0);
    assert_int_equal(bench->notes.count, 1);
    bench_free(bench);
}

static void slip_in_a_column_is_noted(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_sites(bench, "id,name,nmae_ko,lat,lon,population\nosan,Osan,오산,37,127,9\n"));
    assert_int_equal(bench->notes.count, 1);
    assert_non_null(
        strstr(bench->notes.lines[0], "column 'nmae_ko' is passed over; did you mean 'name_ko'?"));
    bench_free(bench);
}

static void bad_sites_are_refused(void **state)
{
    (void)state;
    assert_sites_refused("id,name,latitude,lon\nosan,Osan,37,127\n",
                         ": no column 'lat'; rename column 'latitude' to it");
    assert_sites_refused("id,name,lat\nosan,Osan,37\n",
                         ": no column 'lon'; a table of sites needs id, name, lat and lon");
    assert_sites_refused("id,lat,lon\nosan,37,127\n",
                         ": no column 'name'; a table of sites needs id, name, lat and lon");
    assert_sites_refused("id,name,lat,lon\nosan,Osan,126.978,37.5\n",
                         ":2:11: latitude 126.978 is outside -90..90; are lat and lon swapped?");
    assert_sites_refused("id,name,lat,lon\nosan,Osan,95,127\n", ":2:11: latitude 95 is outside -90..90");
    assert_sites_refused("id,name,lat,lon\nosan,Osan,37,190\n", ":2:14: longitude 190 is outside -180..180");
    assert_sites_refused("id,name,lat,lon\nosan,Osan,127E,37N\n",
                         ":2:11: '127E' is not a latitude; are lat and lon swapped?");
    assert_sites_refused("id,name,lat,lon\nosan,Osan,,127\n",
                         ":2:11: latitude is empty; write decimal degrees such as 37.5665");
    assert_sites_refused("id,name,lat,lon\nosan,Osan,north,127\n",
                         ":2:11: latitude 'north' is not a number; write decimal degrees such as 37.5665");
    assert_sites_refused("id;name;lat;lon\nosan;Osan;37,1;127\n",
                         ":2:11: latitude '37,1' has a comma; write the decimals after a point");
    assert_sites_refused(
        "id,name,lat,lon\nosan,Osan,-37N,127\n",
        ":2:11: latitude '-37N' is not in decimal degrees; write them like 37.5665 or -37.5665");
    assert_sites_refused(
        "id,name,lat,lon\nosan,Osan,37 33 59,127\n",
        ":2:11: latitude '37 33 59' is not in decimal degrees; write them like 37.5665 or -37.5665");
    assert_sites_refused("id,name,name_ko,lat,lon\nosan, , ,37,127\n",
                         ":2:7: site 'osan' has no name; fill name or name_ko");
    assert_sites_refused("id,name,lat,lon\nOsan Base,Osan,37,127\n",
                         ":2:1: id 'Osan Base' may hold only a-z, 0-9 and '-'; write 'osan-base'");
    assert_sites_refused("id,name,lat,lon\nall,Osan,37,127\n",
                         ":2:1: 'all' cannot be an id, for lists of ids use it; choose another");
    assert_sites_refused(
        "id,name,lat,lon\n,Osan,37,127\n",
        ":2:1: a site without an id; fill the cell, or leave out the whole column to have ids made");
    assert_sites_refused(
        "id,name,lat,lon,pin\nosan,Osan,37,127,NNE\n",
        ":2:18: pin 'NNE' is neither a compass point (N NE E SE S SW W NW) nor \"dx,dy\" in mm");
    assert_sites_refused(
        "id,name,lat,lon,pin\nosan,Osan,37,127,3\n",
        ":2:18: pin '3' is neither a compass point (N NE E SE S SW W NW) nor \"dx,dy\" in mm");
}

static void second_use_of_an_id_names_the_first(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_false(read_sites(bench, "# ours\nid,name,lat,lon\nosan,Osan,37,127\n\nosan,Osan,38,127\n"));
    char expected[160];
    snprintf(expected, sizeof expected, ":5:1: id 'osan' is used before, at %s:3; choose another",
             bench->path);
    assert_string_equal(complaint(bench, bench->path), expected);
    bench_free(bench);
}

static void sites_are_chosen_in_the_table_s_order(void **state)
{
    (void)state;
    static const struct {
        const char *ids, *expected;
    } cases[] = {
        {"all", "osan seoul jsa "}, {"none", ""}, {"", ""}, {"jsa, OSAN", "osan jsa "},
        {"seoul,seoul", "seoul "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bench *bench = bench_new();
        assert_true(read_sites(bench, SITES_CSV));
        assert_true(rmap_sites_choose(&bench->sites, &bench->arena, cases[i].ids, "option --show-sites",
                                      &bench->err));
        char found[64] = "";
        for (size_t k = 0; k < bench->sites.count; k++) {
            strcat(found, bench->sites.items[k].id);
            strcat(found, " ");
        }
        assert_string_equal(found, cases[i].expected);
        bench_free(bench);
    }

    struct bench *bench = bench_new();
    assert_true(read_sites(bench, SITES_CSV));
    assert_false(
        rmap_sites_choose(&bench->sites, &bench->arena, "osan,seol", "option --show-sites", &bench->err));
    assert_int_equal(bench->err.status, RMAP_USAGE);
    assert_string_equal(bench->err.text, "option --show-sites: no site 'seol'; did you mean 'seoul'?");
    bench->err = (struct rmap_error){0};
    assert_false(
        rmap_sites_choose(&bench->sites, &bench->arena, "pyongyang", "option --show-sites", &bench->err));
    assert_string_equal(bench->err.text,
                        "option --show-sites: no site 'pyongyang'; there are osan, seoul, jsa");
    bench_free(bench);
}

/* --- rings from options --- */

static void every_distance_around_every_place(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, "180km, 162.50nmi,100 MI", "seoul,37.5,-126.25,osan", NULL, NULL));
    assert_int_equal(bench->rings.count, 9);
    const struct rmap_ring *ring = ring_of(bench, "162-5nmi-37-5n-126-25w");
    assert_near(ring->outer_m, 162.5 * 1852, 1e-6);
    assert_string_equal(ring->label, "162.5" THIN "nmi");
    assert_string_equal(ring->label_ko, "162.5" THIN "nmi");
    assert_string_equal(ring->class, "outer");
    assert_string_equal(ring->place.name, "37.5°N 126.25°W");
    assert_string_equal(ring->place.name_ko, "북위 37.5° 서경 126.25°");
    assert_near(ring->place.at.lon_deg, -126.25, 0);
    assert_true(ring->inner_m == 0 && ring->from_deg == 0 && ring->to_deg == 0);
    assert_string_equal(ring_of(bench, "180km-seoul")->class, "middle");
    assert_string_equal(ring_of(bench, "100mi-osan")->class, "inner");
    assert_string_equal(ring_of(bench, "180km-seoul")->place.name_ko, "서울");
    assert_string_equal(ring_of(bench, "180km-seoul")->note, "");
    bench_free(bench);
}

static void single_ring_is_the_outer_one(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, "300km", "all", NULL, NULL));
    assert_int_equal(bench->rings.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(bench->rings.items[i].class, "outer");
    bench_free(bench);
}

static void none_is_no_ring(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, "none", "nowhere", NULL, NULL)); /* nobody asks for the place */
    assert_int_equal(bench->rings.count, 0);
    assert_true(read_rings(bench, "300km", "none", NULL, NULL));
    assert_int_equal(bench->rings.count, 0);
    bench_free(bench);
}

static void ring_asked_for_twice_is_drawn_once(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, "300km,300000m,200km", "seoul,37.5665,126.978", NULL, NULL));
    assert_int_equal(bench->rings.count, 2);
    assert_int_equal(bench->notes.count, 2);
    assert_string_equal(bench->notes.lines[0], "ring '300km-seoul' is asked for twice; drawn once");
    bench_free(bench);
}

static void unknown_place_is_refused(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_false(read_rings(bench, "300km", "seol", NULL, NULL));
    assert_int_equal(bench->err.status, RMAP_USAGE);
    assert_string_equal(bench->err.text, "option: no site 'seol'; did you mean 'seoul'?");
    bench_free(bench);

    bench = bench_new();
    assert_false(read_rings(bench, "300km", "38th-parallel", NULL, NULL));
    assert_string_equal(bench->err.text, "option: no site '38th-parallel'; there are osan, seoul, jsa");
    bench_free(bench);
}

static void words_are_borrowed_by_default_rings_alone(void **state)
{
    (void)state;
    const char *words =
        "id,radius,label_ko,class,note,source\na,180000m,백팔십,near,first,one\nb,500km,,far,,\n";
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, NULL, NULL, NULL, words)); /* 180km,300km */
    const struct rmap_ring *ring = ring_of(bench, "180km-seoul");
    assert_string_equal(ring->label, "180" THIN "km");
    assert_string_equal(ring->label_ko, "백팔십");
    assert_string_equal(ring->class, "near");
    assert_string_equal(ring->note, "first");
    assert_string_equal(ring->source, "one");
    assert_string_equal(ring_of(bench, "300km-seoul")->class, "outer");
    bench_free(bench);

    bench = bench_new();
    assert_true(read_rings(bench, "180km,300km", NULL, NULL, words));
    assert_string_equal(ring_of(bench, "180km-seoul")->class, "inner");
    assert_string_equal(ring_of(bench, "180km-seoul")->note, "");
    bench_free(bench);

    bench = bench_new();
    assert_true(read_rings(bench, NULL, NULL, NULL, "radius\n12parsec\n"));
    assert_int_equal(bench->rings.count, 2);
    assert_int_equal(bench->notes.count, 1);
    assert_non_null(strstr(bench->notes.lines[0], ":2:1: '12parsec' has an unknown unit"));
    bench_free(bench);
}

/* --- rings from a table --- */

static void table_row_is_a_ring(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, NULL, "jsa",
                           "id,around,radius,inner,from,to,label,label_ko,class,note,source\n"
                           "artillery,,54km,,,,Artillery,장사정포,threat,long-range guns,a report\n"
                           "radar,osan,100km,20km,NE,157.5,,,,,\n"
                           ",seoul;osan,40nmi,,0,360,,,,,\n",
                           NULL));
    assert_int_equal(bench->rings.count, 4);
    const struct rmap_ring *ring = ring_of(bench, "artillery");
    assert_string_equal(ring->place.id, "jsa");
    assert_string_equal(ring->label, "Artillery");
    assert_string_equal(ring->label_ko, "장사정포");
    assert_string_equal(ring->class, "threat");
    assert_string_equal(ring->note, "long-range guns");
    assert_string_equal(ring->source, "a report");
    ring = ring_of(bench, "radar");
    assert_string_equal(ring->place.id, "osan");
    assert_near(ring->outer_m, 100e3, 1e-6);
    assert_near(ring->inner_m, 20e3, 1e-6);
    assert_near(ring->from_deg, 45, 0);
    assert_near(ring->to_deg, 157.5, 0);
    assert_string_equal(ring->label, "100" THIN "km");
    assert_string_equal(ring->class, "outer");
    ring = ring_of(bench, "40nmi-osan");
    assert_true(ring->from_deg == 0 && ring->to_deg == 0);
    assert_string_equal(ring->class, "middle");
    assert_string_equal(ring_of(bench, "40nmi-seoul")->label, "40" THIN "nmi");
    bench_free(bench);
}

static void count_and_interval_make_rings(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, NULL, "seoul",
                           "id,radius,count,interval\nsteps,,3,50km\nmore,100.1km,2,50nmi\n", NULL));
    assert_int_equal(bench->rings.count, 5);
    assert_near(ring_of(bench, "steps-50km")->outer_m, 50e3, 1e-6);
    assert_near(ring_of(bench, "steps-150km")->outer_m, 150e3, 1e-6);
    assert_string_equal(ring_of(bench, "steps-150km")->label, "150" THIN "km");
    assert_near(ring_of(bench, "more-192-7km")->outer_m, 192.7e3, 1e-6);
    assert_string_equal(ring_of(bench, "more-192-7km")->label, "192.7" THIN "km");
    bench_free(bench);
}

static void table_and_distances_add_up(void **state)
{
    (void)state;
    const char *table = "around,radius\njsa,54km\n";
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, NULL, NULL, table, NULL)); /* the default distances stay out */
    assert_int_equal(bench->rings.count, 1);
    bench_free(bench);

    bench = bench_new();
    assert_true(read_rings(bench, "100km", NULL, table, NULL));
    assert_int_equal(bench->rings.count, 2);
    assert_string_equal(bench->rings.items[0].id, "100km-seoul");
    assert_string_equal(bench->rings.items[1].id, "54km-jsa");
    assert_string_equal(bench->rings.items[1].class, "inner");
    bench_free(bench);

    bench = bench_new();
    assert_true(read_rings(bench, "none", NULL, table, NULL));
    assert_int_equal(bench->rings.count, 1);
    bench_free(bench);
}

/* The same distance as a disc and as a sector: two rings, two ids. */
static void ids_stay_unique(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_true(read_rings(bench, NULL, "seoul",
                           "id,radius,from,to\n,300km,,\n,300km,0,90\n300km-seoul,200km,,\n", NULL));
    assert_int_equal(bench->rings.count, 3);
    assert_string_equal(bench->rings.items[1].id, "300km-seoul-2");
    assert_string_equal(bench->rings.items[2].id, "300km-seoul-3");
    assert_int_equal(bench->notes.count, 0);
    bench_free(bench);
}

static void bad_rings_are_refused(void **state)
{
    (void)state;
    assert_table_refused("id,distance\na,300km\n",
                         ": no column 'radius'; a table of rings needs it, with a unit in each cell");
    assert_table_refused("radius\n300\n", ":2:1: '300' needs a unit: km, m, mi or nmi");
    assert_table_refused("radius\n0km\n", ":2:1: '0km' must be above zero");
    assert_table_refused("radius\n-5km\n", ":2:1: '-5km' must be above zero");
    assert_table_refused("radius\n20004km\n", ":2:1: '20004km' is farther than half the Earth (20,003 km)");
    assert_table_refused("id,radius\na,\n", ":2:3: no radius; write one with its unit, such as 300km");
    assert_table_refused(
        "radius,inner\n100km,100km\n",
        ":2:7: the inner radius 100km is not smaller than the radius 100km; swap them or leave it empty");
    assert_table_refused("radius,inner\n100km,10\n", ":2:7: '10' needs a unit: km, m, mi or nmi");
    assert_table_refused("radius,from,to\n100km,45,\n",
                         ":2:10: a sector needs both from and to; leave both empty for all round");
    assert_table_refused("radius,from,to\n100km,45,400\n", ":2:10: '400' is no azimuth; they run from 0 to 360");
    assert_table_refused(
        "radius,from,to\n100km,up,90\n",
        ":2:7: 'up' is not an azimuth; write degrees clockwise from north, or a point such as NE");
    assert_table_refused("radius,count\n100km,3\n",
                         ":2:7: 3 rings need an interval between them; fill interval");
    assert_table_refused("radius,interval\n100km,50km\n",
                         ":2:7: an interval needs a count of rings; fill count");
    assert_table_refused("count,interval\n2.5,50km\n",
                         ":2:1: count '2.5' is not a whole number from 1 to 1000");
    assert_table_refused("count,interval\n0,50km\n", ":2:1: count '0' is not a whole number from 1 to 1000");
    assert_table_refused(
        "count,interval\n1000,50km\n",
        ":2:1: the last of 1000 rings is farther than half the Earth (20,003 km); give fewer");
    assert_table_refused("count,interval,label\n3,50km,Reach\n",
                         ":2:8: one label cannot name 3 rings; leave it empty, and each says its distance");
    assert_table_refused("radius,class\n50km,Big one\n",
                         ":2:6: class 'Big one' may hold only a-z, 0-9 and '-', a letter first");
    assert_table_refused("radius,around\n50km,seol\n", ":2:6: no site 'seol'; did you mean 'seoul'?");
    assert_table_refused("radius,around\n50km,\"37.5,190\"\n",
                         ":2:6: '37.5,190' has a longitude outside -180..180");
    assert_table_refused("id,radius\nA,50km\n", ":2:1: id 'A' may hold only a-z, 0-9 and '-'; write 'a'");
}

static void second_use_of_a_ring_id_names_the_first(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    assert_false(read_rings(bench, NULL, NULL, "id,radius\na,50km\na,60km\n", NULL));
    char expected[160];
    snprintf(expected, sizeof expected, ":3:1: id 'a' is used before, at %s:2; choose another",
             bench->ring_path);
    assert_string_equal(complaint(bench, bench->ring_path), expected);
    bench_free(bench);
}

static void too_many_rings_are_refused(void **state)
{
    (void)state;
    struct bench *bench = bench_new();
    struct rmap_buffer csv = {0};
    rmap_append_text(&csv, "around,count,interval\n");
    for (int i = 0; i < 11; i++)
        rmap_print(&csv, "\"%d,127\",1000,1km\n", 30 + i);
    assert_false(read_rings(bench, NULL, NULL, csv.text, NULL));
    assert_string_equal(bench->err.text, "more than 10000 rings; ask for fewer distances or places");
    rmap_buffer_free(&csv);
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(site_carries_its_row),
        cmocka_unit_test(shipped_tables_are_good),
        cmocka_unit_test(ids_are_made_when_there_are_none),
        cmocka_unit_test(empty_table_is_noted),
        cmocka_unit_test(slip_in_a_column_is_noted),
        cmocka_unit_test(bad_sites_are_refused),
        cmocka_unit_test(second_use_of_an_id_names_the_first),
        cmocka_unit_test(sites_are_chosen_in_the_table_s_order),
        cmocka_unit_test(every_distance_around_every_place),
        cmocka_unit_test(single_ring_is_the_outer_one),
        cmocka_unit_test(none_is_no_ring),
        cmocka_unit_test(ring_asked_for_twice_is_drawn_once),
        cmocka_unit_test(unknown_place_is_refused),
        cmocka_unit_test(words_are_borrowed_by_default_rings_alone),
        cmocka_unit_test(table_row_is_a_ring),
        cmocka_unit_test(count_and_interval_make_rings),
        cmocka_unit_test(table_and_distances_add_up),
        cmocka_unit_test(ids_stay_unique),
        cmocka_unit_test(bad_rings_are_refused),
        cmocka_unit_test(second_use_of_a_ring_id_names_the_first),
        cmocka_unit_test(too_many_rings_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
