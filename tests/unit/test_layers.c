/* layers.c: windows against ogrinfo, attributes in every encoding, and files damaged in every way. */
#define _POSIX_C_SOURCE 200809L

#include "../../src/layers.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "aid.h"

static const struct rmap_bounds KOREA = {124, 33, 131, 43.1}, GYEONGGI = {126, 37, 127, 38},
                                WORLD = {-180, -90, 180, 90};

static const char LONGLAT[] =
    "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
    "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

/* --- a folder of its own, and small shapefiles in it --- */

static char folder[] = "/tmp/ringmap-layers-XXXXXX";
static struct rmap_arena arena;
static struct rmap_notes notes = {.arena = &arena};

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const suffixes[] = {"shp", "shx", "dbf", "prj", "cpg", "qix"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        unlink(rmap_format(&arena, "%s/t.%s", folder, suffixes[i]));
        unlink(rmap_format(&arena, "%s/a_mid.%s", folder, suffixes[i]));
    }
    rmap_arena_free(&arena);
    return rmdir(folder);
}

static int forget_notes(void **state)
{
    (void)state;
    notes.count = 0;
    static const char *const suffixes[] = {"shp", "shx", "dbf", "prj", "cpg", "qix"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        unlink(rmap_format(&arena, "%s/t.%s", folder, suffixes[i]));
    return 0;
}

static const char *path_of(const char *suffix)
{
    return rmap_format(&arena, "%s/t.%s", folder, suffix);
}

static void write_file(const char *suffix, const void *bytes, size_t count)
{
    FILE *file = fopen(path_of(suffix), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static unsigned char *read_file(const char *path, size_t *count)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *count = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = rmap_alloc(&arena, *count + 1);
    assert_int_equal(fread(bytes, 1, *count, file), *count);
    fclose(file);
    return bytes;
}

static void put_little(unsigned char *b, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        b[i] = (unsigned char)(value >> 8 * i);
}

static void put_big(unsigned char *b, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        b[3 - i] = (unsigned char)(value >> 8 * i);
}

static void put_double(unsigned char *b, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_little(b, (uint32_t)bits);
    put_little(b + 4, (uint32_t)(bits >> 32));
}

/* A shapefile on its way to the disk. */
struct maker {
    unsigned char shp[20000], shx[4000];
    size_t shp_count, shx_count;
    uint32_t type;
};

static void begin(struct maker *m, uint32_t type)
{
    memset(m, 0, sizeof *m);
    m->type = type;
    m->shp_count = m->shx_count = 100;
}

static unsigned char *add_record(struct maker *m, size_t bytes)
{
    unsigned char *record = m->shp + m->shp_count, *entry = m->shx + m->shx_count;
    put_big(entry, (uint32_t)(m->shp_count / 2));
    put_big(entry + 4, (uint32_t)(bytes / 2));
    put_big(record, (uint32_t)((m->shx_count - 100) / 8 + 1));
    put_big(record + 4, (uint32_t)(bytes / 2));
    put_little(record + 8, m->type);
    m->shp_count += 8 + bytes;
    m->shx_count += 8;
    return record + 8;
}

static void add_point(struct maker *m, double lon, double lat)
{
    unsigned char *record = add_record(m, 20);
    put_double(record + 4, lon);
    put_double(record + 12, lat);
}

/* Parts of equal size. */
static unsigned char *add_parts(struct maker *m, const struct rmap_lonlat *p, size_t count, size_t parts)
{
    unsigned char *record = add_record(m, 44 + 4 * parts + 16 * count);
    double box[4] = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < count; i++) {
        unsigned char *b = record + 44 + 4 * parts + 16 * i;
        put_double(b, p[i].lon_deg);
        put_double(b + 8, p[i].lat_deg);
        box[0] = fmin(box[0], p[i].lon_deg);
        box[1] = fmin(box[1], p[i].lat_deg);
        box[2] = fmax(box[2], p[i].lon_deg);
        box[3] = fmax(box[3], p[i].lat_deg);
    }
    for (size_t i = 0; i < 4; i++)
        put_double(record + 4 + 8 * i, box[i]);
    put_little(record + 36, (uint32_t)parts);
    put_little(record + 40, (uint32_t)count);
    for (size_t i = 0; i < parts; i++)
        put_little(record + 44 + 4 * i, (uint32_t)(i * count / parts));
    return record;
}

static void put_header(unsigned char *b, size_t bytes, uint32_t type)
{
    put_big(b, 9994);
    put_big(b + 24, (uint32_t)(bytes / 2));
    put_little(b + 28, 1000);
    put_little(b + 32, type);
    put_double(b + 36, -180);
    put_double(b + 44, -90);
    put_double(b + 52, 180);
    put_double(b + 60, 90);
}

static void finish(struct maker *m)
{
    put_header(m->shp, m->shp_count, m->type);
    put_header(m->shx, m->shx_count, m->type);
    write_file("shp", m->shp, m->shp_count);
    write_file("shx", m->shx, m->shx_count);
    write_file("prj", LONGLAT, sizeof LONGLAT - 1);
}

/* One field NAME of 12 bytes. */
static void write_names(const char *const *names, size_t count, unsigned char language)
{
    unsigned char dbf[2000] = {3, 100, 1, 1};
    put_little(dbf + 4, (uint32_t)count);
    dbf[8] = 32 + 32 + 1;
    dbf[10] = 13;
    dbf[29] = language;
    memcpy(dbf + 32, "NAME", 4);
    dbf[43] = 'C';
    dbf[48] = 12;
    dbf[64] = '\r';
    unsigned char *row = dbf + 65;
    for (size_t i = 0; i < count; i++, row += 13) {
        memset(row, ' ', 13);
        memcpy(row + 1, names[i], strlen(names[i]));
    }
    *row++ = 0x1A;
    write_file("dbf", dbf, (size_t)(row - dbf));
}

static void write_two_points(void)
{
    struct maker m;
    begin(&m, 1);
    add_point(&m, 127, 37);
    add_point(&m, 129, 35);
    finish(&m);
}

static struct rmap_source *open_source(const char *path)
{
    struct rmap_error err = {0};
    struct rmap_source *source = rmap_source_open(path, &notes, &err);
    if (!source)
        fail_msg("%s", err.text);
    return source;
}

static int count_features(const char *path, struct rmap_bounds window, const char *where)
{
    struct rmap_source *source = open_source(path);
    struct rmap_query query = {.window = window, .where = where};
    struct rmap_feature feature;
    int count = 0;
    while (rmap_source_next(source, &query, &feature))
        count++;
    struct rmap_error err = {0};
    if (!rmap_source_ok(source, &err))
        fail_msg("%s", err.text);
    rmap_source_close(source);
    return count;
}

static const char *find_note(const char *words)
{
    for (size_t i = 0; i < notes.count; i++) {
        if (strstr(notes.lines[i], words))
            return notes.lines[i];
    }
    return NULL;
}

/* --- whole files --- */

/* ogrinfo -so -al -spat 126 37 127 38 geodata/cities.shp, and so on: "Feature Count" */
static void windows_are_those_of_ogrinfo(void **state)
{
    (void)state;
    const struct {
        const char *path;
        struct rmap_bounds window;
        int count;
    } cases[] = {{"geodata/countries.shp", KOREA, 640},  {"geodata/countries.shp", GYEONGGI, 51},
                 {"geodata/countries.shp", WORLD, 1252}, {"geodata/land.shp", KOREA, 2542},
                 {"geodata/land.shp", GYEONGGI, 215},    {"geodata/land.shp", WORLD, 4735},
                 {"geodata/land_wide", KOREA, 2422},      {"geodata/land_wide", GYEONGGI, 181},
                 {"geodata/cities.shp", GYEONGGI, 13},   {"geodata/boundary.shp", WORLD, 10},
                 {"geodata/provinces.shp", WORLD, 28},   {"geodata/airfields.shp", WORLD, 40}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int found = count_features(cases[i].path, cases[i].window, NULL);
        if (found != cases[i].count)
            fail_msg("%s: %d features, not %d", cases[i].path, found, cases[i].count);
    }
    assert_int_equal(notes.count, 0);
}

static void geometry_and_bounds(void **state)
{
    (void)state;
    struct rmap_source *source = open_source("geodata/land.shp");
    assert_int_equal(rmap_source_geometry(source), RMAP_POLYGONS);
    assert_string_equal(rmap_source_path(source), "geodata/land.shp");
    struct rmap_bounds b = rmap_source_bounds(source);
    assert_true(b.west_deg >= 118 && b.east_deg <= 136 && b.south_deg >= 30 && b.north_deg <= 46);
    rmap_source_close(source);
    source = open_source("geodata/boundary");
    assert_int_equal(rmap_source_geometry(source), RMAP_LINES);
    rmap_source_close(source);
    source = open_source("geodata/cities.shp");
    assert_int_equal(rmap_source_geometry(source), RMAP_POINTS);
    rmap_source_close(source);
    rmap_source_close(NULL);
}

static void where_chooses(void **state)
{
    (void)state;
    const struct {
        const char *where;
        int count;
    } cases[] = {{"a3=KOR|PRK", 549},
                 {"", 1252},
                 {" ", 1252},
                 {"a3!=KOR|PRK", 1252 - 549},
                 {"A3 = KOR | PRK & a3!=PRK", 0},
                 {"name_ko=일본", 489}};
    int south = count_features("geodata/countries.shp", WORLD, "a3=KOR"),
        north = count_features("geodata/countries.shp", WORLD, "a3=PRK");
    assert_int_equal(south + north, 549);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int expected = cases[i].count ? cases[i].count : south;
        assert_int_equal(count_features("geodata/countries.shp", WORLD, cases[i].where), expected);
    }
    const struct {
        const char *where, *says;
    } wrong[] = {
        {"a33=KOR", "'geodata/countries.shp' has no field 'a33'; did you mean 'a3'?"},
        {"population=1", "'geodata/countries.shp' has no field 'population'; its first is a3"},
        {"a3", "cannot read the condition 'a3' on 'geodata/countries.shp'; write field=A|B or field!=A|B"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct rmap_source *source = open_source("geodata/countries.shp");
        struct rmap_query query = {.window = WORLD, .where = wrong[i].where};
        struct rmap_feature feature;
        struct rmap_error err = {0};
        assert_false(rmap_source_next(source, &query, &feature));
        assert_false(rmap_source_ok(source, &err));
        assert_int_equal(err.status, RMAP_INPUT);
        assert_string_equal(err.text, wrong[i].says);
        rmap_source_close(source);
    }
}

static void attributes_are_read(void **state)
{
    (void)state;
    struct rmap_source *source = open_source("geodata/boundary.shp");
    struct rmap_query query = {.window = WORLD, .where = "kind=mdl"};
    struct rmap_feature feature;
    assert_true(rmap_source_next(source, &query, &feature));
    assert_string_equal(rmap_source_text(source, &feature, "name", &arena), "Military Demarcation Line");
    assert_string_equal(rmap_source_text(source, &feature, "NAME_KO", &arena), "군사분계선");
    assert_string_equal(rmap_source_text(source, &feature, "nonesuch", &arena), "");
    assert_true(fabs(rmap_source_number(source, &feature, "len_km") - 250.72) < 1e-9);
    assert_true(rmap_source_number(source, &feature, "nonesuch") == 0);
    assert_false(feature.shape.closed);
    assert_false(rmap_source_next(source, &query, &feature));
    assert_false(rmap_source_next(source, &query, &feature));
    rmap_source_rewind(source);
    assert_true(rmap_source_next(source, &query, &feature));
    query.where = "kind=nll";
    assert_true(rmap_source_next(source, &query, &feature));
    assert_string_equal(rmap_source_text(source, &feature, "kind", &arena), "nll");
    rmap_source_close(source);
}

/* Every kept vertex is the file's, parts stay, and a dropped one lies within the limit of a kept one. */
static void thinning_is_bounded(void **state)
{
    (void)state;
    struct rmap_source *whole = open_source("geodata/land.shp"), *thin = open_source("geodata/land.shp");
    struct rmap_query all = {.window = GYEONGGI}, thinned = {.window = GYEONGGI, .thin_deg = 0.005};
    struct rmap_feature a, b;
    size_t before = 0, after = 0;
    while (rmap_source_next(whole, &all, &a)) {
        assert_true(rmap_source_next(thin, &thinned, &b));
        assert_int_equal(a.record, b.record);
        assert_int_equal(a.shape.parts, b.shape.parts);
        before += a.shape.count;
        after += b.shape.count;
        for (size_t i = 0, k = 0; i < b.shape.count; i++) {
            while (k < a.shape.count
                   && memcmp(&a.shape.points[k], &b.shape.points[i], sizeof *a.shape.points) != 0)
                k++;
            assert_true(k < a.shape.count);
        }
        if (b.shape.count == 4)
            continue; /* an islet as a triangle */
        for (size_t i = 0; i < a.shape.count; i++) {
            struct rmap_lonlat p = a.shape.points[i];
            bool seen = p.lon_deg > 126 && p.lon_deg < 127 && p.lat_deg > 37 && p.lat_deg < 38, near = !seen;
            for (size_t k = 0; k < b.shape.count && !near; k++)
                near = fabs(p.lon_deg - b.shape.points[k].lon_deg) <= 0.005
                       && fabs(p.lat_deg - b.shape.points[k].lat_deg) <= 0.005;
            assert_true(near);
        }
    }
    assert_false(rmap_source_next(thin, &thinned, &b));
    assert_true(after < before / 4);
    rmap_source_close(whole);
    rmap_source_close(thin);
}

static void copy_layer(const char *stem, bool index)
{
    static const char *const suffixes[] = {"shp", "shx", "dbf", "prj", "cpg", "qix"};
    for (size_t i = 0; i < 5 + (size_t)index; i++) {
        size_t count;
        unsigned char *bytes = read_file(rmap_format(&arena, "%s.%s", stem, suffixes[i]), &count);
        write_file(suffixes[i], bytes, count);
    }
}

/* The same records in the same order with the index and without. */
static void check_against(const char *other)
{
    for (int trial = 0; trial < 40; trial++) {
        double w = 118 + 17 * random_part(), s = 30 + 15 * random_part(), size = 4 * random_part();
        struct rmap_bounds window = {w, s, w + size, s + size};
        struct rmap_source *a = open_source(other), *b = open_source(path_of("shp"));
        struct rmap_query query = {.window = window};
        struct rmap_feature x, y;
        for (;;) {
            bool more = rmap_source_next(a, &query, &x);
            assert_int_equal(rmap_source_next(b, &query, &y), more);
            if (!more)
                break;
            assert_int_equal(x.record, y.record);
            assert_int_equal(x.shape.count, y.shape.count);
        }
        rmap_source_close(a);
        rmap_source_close(b);
    }
}

static void an_index_changes_nothing(void **state)
{
    (void)state;
    copy_layer("geodata/countries", false);
    check_against("geodata/countries.shp");
}

static void a_bad_index_is_not_used(void **state)
{
    (void)state;
    copy_layer("geodata/countries", true);
    size_t count;
    unsigned char *index = read_file(path_of("qix"), &count);
    for (int trial = 0; trial < 30; trial++) {
        unsigned char *bad = rmap_alloc(&arena, count);
        memcpy(bad, index, count);
        /* Record numbers out of range: every number of shapes and every id is suspect from here on. */
        for (size_t i = 16; i < count && trial < 15; i += 4) {
            if (random_part() < 0.02 * trial)
                put_little(bad + i, (uint32_t)(random_part() * 4294967295.0));
        }
        size_t length = trial < 15 ? count : (size_t)(random_part() * (double)count);
        write_file("qix", bad, length);
        /* Some damage cannot be told from a sound index; what counts is that it ends without a crash. */
        count_features(path_of("shp"), GYEONGGI, NULL);
    }
    put_little(index + 8, 7);
    write_file("qix", index, count);
    check_against("geodata/countries.shp");
    /* Older than the shapes: as if someone had edited them. */
    copy_layer("geodata/boundary", true);
    unsigned char *shapes = read_file("geodata/countries.qix", &count);
    put_little(shapes + 8, 10);
    write_file("qix", shapes, count);
    struct timespec old[2] = {{1000000000, 0}, {1000000000, 0}};
    assert_int_equal(utimensat(0, path_of("qix"), old, 0), 0);
    assert_int_equal(count_features(path_of("shp"), (struct rmap_bounds){126, 37, 129, 39}, NULL),
                     count_features("geodata/boundary.shp", (struct rmap_bounds){126, 37, 129, 39}, NULL));
}

static void windows_go_over_the_antimeridian(void **state)
{
    (void)state;
    struct maker m;
    begin(&m, 1);
    for (int lon = -180; lon <= 180; lon += 5)
        add_point(&m, lon, 10);
    finish(&m);
    const struct {
        double west, east;
        int count;
    } cases[] = {{172, -172, 4}, {172, 188, 4}, {-188, -172, 4}, {-180, 180, 73},
                 {-10, 10, 5},   {10, -10, 70}, {350, 370, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int count = count_features(path_of("shp"), (struct rmap_bounds){cases[i].west, 0, cases[i].east, 20},
                                   NULL);
        if (count != cases[i].count)
            fail_msg("%g to %g: %d, not %d", cases[i].west, cases[i].east, count, cases[i].count);
    }
    assert_int_equal(count_features("geodata/land_globe.shp", (struct rmap_bounds){170, -90, -170, 90}, NULL),
                     9);
}

static void outer_rings_run_clockwise(void **state)
{
    (void)state;
    /* An outer ring and its hole, both the wrong way. */
    const struct rmap_lonlat wrong[] = {{126, 36},     {128, 36},   {128, 38}, {126, 38},   {126, 36},
                                        {126.5, 36.5}, {126.5, 37}, {127, 37}, {127, 36.5}, {126.5, 36.5}};
    struct maker m;
    begin(&m, 5);
    add_parts(&m, wrong, 10, 2);
    finish(&m);
    struct rmap_source *source = open_source(path_of("shp"));
    struct rmap_query query = {.window = WORLD};
    struct rmap_feature feature;
    assert_true(rmap_source_next(source, &query, &feature));
    assert_int_equal(feature.shape.parts, 2);
    assert_true(feature.shape.closed);
    for (int part = 0; part < 2; part++) {
        double area = 0;
        for (int i = 0; i < 4; i++) {
            struct rmap_lonlat a = feature.shape.points[5 * part + i],
                               b = feature.shape.points[5 * part + i + 1];
            area += (b.lon_deg - a.lon_deg) * (a.lat_deg + b.lat_deg) / 2; /* clockwise is positive */
        }
        assert_true(fabs(area - (part == 0 ? 4 : -0.25)) < 1e-9);
    }
    rmap_source_close(source);
}

/* --- encodings --- */

static const char SEOUL_UTF8[] = "서울", SEOUL_CP949[] = "\xBC\xAD\xBF\xEF",
                  PYONGTAEK_CP949[] = "\xC6\xF2\xC5\xC3";

static void check_name(const char *expected)
{
    struct rmap_source *source = open_source(path_of("shp"));
    struct rmap_query query = {.window = WORLD};
    struct rmap_feature feature;
    assert_true(rmap_source_next(source, &query, &feature));
    assert_string_equal(rmap_source_text(source, &feature, "name", &arena), expected);
    rmap_source_close(source);
}

static void encodings_are_understood(void **state)
{
    (void)state;
    const struct {
        const char *bytes, *page;
        unsigned char language;
        const char *expected;
        bool noted;
    } cases[] = {
        {"Seoul", NULL, 0, "Seoul", false},
        {SEOUL_UTF8, "UTF-8", 0, SEOUL_UTF8, false},
        {SEOUL_UTF8, NULL, 0, SEOUL_UTF8, false},
        {SEOUL_CP949, NULL, 0, SEOUL_UTF8, false},
        {SEOUL_CP949, "949", 0, SEOUL_UTF8, false},
        {SEOUL_CP949, "EUC-KR", 0, SEOUL_UTF8, false},
        {SEOUL_CP949, NULL, 0x79, SEOUL_UTF8, false},
        {SEOUL_CP949, NULL, 0x57, SEOUL_UTF8, false},
        {PYONGTAEK_CP949, "UTF-8\r\n", 0, "평택", true},
        {SEOUL_CP949, "<!DOCTYPE html><html>", 0, SEOUL_UTF8, true},
        {SEOUL_CP949, "KLINGON", 0, SEOUL_UTF8, true},
        {"caf\xE9", "ISO 88591", 0, "café", false},
        {"caf\xE9", "1252", 0, "café", false},
        {"caf\xE9", NULL, 0x03, "café", false},
        {"\xEA\xB0\x80\xEB\x82\x98\xEB\x8B\xA4\xEB\x9D", "UTF-8", 0, "가나다",
         false}, /* cut in the middle of a syllable */
        {SEOUL_UTF8, "ISO-8859-1", 0, SEOUL_UTF8,
         true}, /* the declaration is wrong, and nobody writes "ì" like that */
        {SEOUL_UTF8, "949", 0, SEOUL_UTF8, true},
        {"café", "1252", 0, "café", true},
        {"\xC3\xB5", "949", 0, "천", false}, /* would be UTF-8, too */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        forget_notes(NULL);
        write_two_points();
        const char *names[2] = {cases[i].bytes, "x"};
        write_names(names, 2, cases[i].language);
        if (cases[i].page)
            write_file("cpg", cases[i].page, strlen(cases[i].page));
        check_name(cases[i].expected);
        if ((notes.count > 0) != cases[i].noted)
            fail_msg("case %zu: %s", i, notes.count ? notes.lines[0] : "no note");
    }
}

static void attributes_may_be_short_or_missing(void **state)
{
    (void)state;
    write_two_points();
    check_name("");
    assert_non_null(find_note("t.dbf' is missing; attributes are left empty"));
    const char *names[2] = {"one", "two"};
    write_names(names, 1, 0);
    assert_int_equal(count_features(path_of("shp"), WORLD, NULL), 2);
    assert_non_null(find_note("has 1 records where the .shp file has 2"));
    write_file("dbf", "garbage", 7);
    check_name("");
    assert_non_null(find_note("t.dbf' cannot be read"));
    struct rmap_source *source = open_source(path_of("shp"));
    struct rmap_query query = {.window = WORLD, .where = "name=one"};
    struct rmap_feature feature;
    assert_false(rmap_source_next(source, &query, &feature));
    assert_false(rmap_source_ok(source, NULL));
    rmap_source_close(source);
}

static void deleted_rows_are_passed_over(void **state)
{
    (void)state;
    write_two_points();
    const char *names[2] = {"one", "two"};
    write_names(names, 2, 0);
    size_t count;
    unsigned char *dbf = read_file(path_of("dbf"), &count);
    dbf[65] = '*';
    write_file("dbf", dbf, count);
    check_name("two");
}

/* --- coordinate systems --- */

static void expect_refusal(const char *words)
{
    struct rmap_error err = {0};
    assert_null(rmap_source_open(path_of("shp"), &notes, &err));
    assert_int_equal(err.status, RMAP_INPUT);
    if (!strstr(err.text, words))
        fail_msg("'%s' does not say '%s'", err.text, words);
}

static void coordinate_systems_are_checked(void **state)
{
    (void)state;
    const char projected[] =
        "PROJCS[\"Korea_2000_Korea_Unified_Coordinate_System\",GEOGCS[\"GCS_Korea_2000\"]]";
    const char bessel[] =
        "GEOGCS[\"GCS_Korean_Datum_1985\",DATUM[\"D_Korean_Datum_1985\",SPHEROID[\"Bessel_1841\",6377397.155,"
        "299.1528128]]]";
    write_two_points();
    write_file("prj", projected, sizeof projected - 1);
    expect_refusal("t.prj' is projected; ringmap reads longitude and latitude: convert it with ogr2ogr "
                   "-t_srs EPSG:4326");
    write_file("prj", "nothing", 7);
    expect_refusal("names no coordinate system");
    write_file("prj", bessel, sizeof bessel - 1);
    assert_int_equal(count_features(path_of("shp"), WORLD, NULL), 2);
    assert_non_null(find_note("is not WGS 84"));
    unlink(path_of("prj"));
    assert_int_equal(count_features(path_of("shp"), WORLD, NULL), 2);
    assert_non_null(
        find_note("has no .prj file; its coordinates are taken for longitude and latitude, WGS 84"));
}

static void metres_without_a_prj_are_refused(void **state)
{
    (void)state;
    struct maker m;
    begin(&m, 1);
    add_point(&m, 953901, 1952032);
    finish(&m);
    put_double(m.shx + 36, 953901);
    put_double(m.shx + 52, 953901);
    write_file("shx", m.shx, m.shx_count);
    unlink(path_of("prj"));
    expect_refusal("holds coordinates up to 953901, which are no degrees");
}

/* --- damage --- */

static void files_that_cannot_be_opened(void **state)
{
    (void)state;
    expect_refusal("cannot open");
    write_file("shp", "not a shapefile", 15);
    expect_refusal("is not a shapefile");
    write_two_points();
    unlink(path_of("shx"));
    expect_refusal("make it with ogrinfo --config SHAPE_RESTORE_SHX YES");
    assert_int_equal(access(path_of("shx"), F_OK), -1);
    write_file("shx", "short", 5);
    expect_refusal("is damaged");
    struct maker m;
    begin(&m, 31);
    finish(&m);
    expect_refusal("holds neither points nor lines nor polygons (shape type 31)");
}

static const struct rmap_lonlat SQUARE[] = {{126, 36}, {126, 38}, {128, 38}, {128, 36}, {126, 36}};

/* Three squares, the middle one damaged: the others are read, and one note tells. */
static void expect_skipped(struct maker *m, const char *reason)
{
    notes.count = 0;
    finish(m);
    assert_int_equal(count_features(path_of("shp"), WORLD, NULL), 2);
    const char *note = find_note("skipped 1 of 3 records in");
    if (!note || !strstr(note, rmap_format(&arena, "(first: record 1, %s)", reason)))
        fail_msg("no note of '%s' but '%s'", reason, note ? note : "none");
}

static unsigned char *make_squares(struct maker *m)
{
    begin(m, 5);
    add_parts(m, SQUARE, 5, 1);
    unsigned char *middle = add_parts(m, SQUARE, 5, 1);
    add_parts(m, SQUARE, 5, 1);
    return middle;
}

static void damaged_records_are_skipped(void **state)
{
    (void)state;
    struct maker m;
    put_little(make_squares(&m) + 44, 3);
    expect_skipped(&m, "bad part index");
    put_little(make_squares(&m) + 44, 0xFFFFFFFF);
    expect_skipped(&m, "bad part index");
    put_double(make_squares(&m) + 48 + 16, NAN);
    expect_skipped(&m, "coordinate out of range");
    put_double(make_squares(&m) + 48 + 24, -HUGE_VAL);
    expect_skipped(&m, "coordinate out of range");
    put_double(make_squares(&m) + 48 + 24, 91);
    expect_skipped(&m, "coordinate out of range");
    put_double(make_squares(&m) + 48, 126.1);
    expect_skipped(&m, "ring not closed");
    put_little(make_squares(&m) + 40, 0x7FFFFFFF);
    expect_skipped(&m, "more points than bytes");
    put_little(make_squares(&m) + 36, 0xFFFFFFFF);
    expect_skipped(&m, "more points than bytes");
    put_little(make_squares(&m), 3);
    expect_skipped(&m, "another type of shape");
    put_big(make_squares(&m) - 4, 4);
    expect_skipped(&m, "too short");
    make_squares(&m);
    put_big(m.shx + 108, 0x3FFFFFFF);
    expect_skipped(&m, "outside the file");
    make_squares(&m);
    put_big(m.shx + 108, 10);
    expect_skipped(&m, "outside the file");
}

static void null_shapes_are_no_damage(void **state)
{
    (void)state;
    struct maker m;
    put_little(make_squares(&m), 0);
    finish(&m);
    assert_int_equal(count_features(path_of("shp"), WORLD, NULL), 2);
    assert_null(find_note("skipped"));
}

static void damage_is_counted_once(void **state)
{
    (void)state;
    struct maker m;
    put_double(make_squares(&m) + 48, 126.1);
    finish(&m);
    struct rmap_source *source = open_source(path_of("shp"));
    struct rmap_query query = {.window = WORLD};
    struct rmap_feature feature;
    for (int round = 0; round < 3; round++) {
        rmap_source_rewind(source);
        while (rmap_source_next(source, &query, &feature))
            ;
    }
    rmap_source_close(source);
    assert_non_null(find_note("skipped 1 of 3"));
}

/* Cut anywhere, or with bytes changed anywhere, a file is read as far as it goes. */
static void any_damage_ends_well(void **state)
{
    (void)state;
    struct maker m;
    make_squares(&m);
    const struct rmap_lonlat two[] = {{1, 1}, {1, 2}, {2, 2}, {1, 1}, {3, 3}, {3, 4}, {4, 4}, {3, 3}};
    add_parts(&m, two, 8, 2);
    finish(&m);
    const char *names[4] = {"one", "two", "three", SEOUL_CP949};
    write_names(names, 4, 0x79);
    size_t dbf_count;
    unsigned char *dbf = read_file(path_of("dbf"), &dbf_count);
    for (int trial = 0; trial < 3000; trial++) {
        struct maker bad = m;
        unsigned char *bytes[3] = {bad.shp, bad.shx, rmap_alloc(&arena, dbf_count)};
        size_t counts[3] = {m.shp_count, m.shx_count, dbf_count};
        memcpy(bytes[2], dbf, dbf_count);
        int which = trial % 3;
        if (trial % 7 == 0) {
            counts[which] = (size_t)(random_part() * (double)counts[which]);
        } else {
            for (int k = 0; k < 1 + trial % 5; k++) {
                size_t at = (size_t)(random_part() * (double)counts[which]);
                bytes[which][at] = trial % 2 ? 0xFF : (unsigned char)(256 * random_part());
            }
        }
        write_file("shp", bytes[0], counts[0]);
        write_file("shx", bytes[1], counts[1]);
        write_file("dbf", bytes[2], counts[2]);
        struct rmap_source *source = rmap_source_open(path_of("shp"), &notes, NULL);
        if (!source)
            continue;
        struct rmap_query query = {
            .window = {0, 0, 130, 40}, .where = trial % 4 ? "" : "name!=x", .thin_deg = 0.5 * (trial % 2)};
        struct rmap_feature feature;
        int count = 0;
        while (rmap_source_next(source, &query, &feature)) {
            rmap_source_text(source, &feature, "name", &arena);
            count++;
        }
        assert_true(count <= 4);
        rmap_source_close(source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(windows_are_those_of_ogrinfo, forget_notes),
        cmocka_unit_test_setup(geometry_and_bounds, forget_notes),
        cmocka_unit_test_setup(where_chooses, forget_notes),
        cmocka_unit_test_setup(attributes_are_read, forget_notes),
        cmocka_unit_test_setup(thinning_is_bounded, forget_notes),
        cmocka_unit_test_setup(an_index_changes_nothing, forget_notes),
        cmocka_unit_test_setup(a_bad_index_is_not_used, forget_notes),
        cmocka_unit_test_setup(windows_go_over_the_antimeridian, forget_notes),
        cmocka_unit_test_setup(outer_rings_run_clockwise, forget_notes),
        cmocka_unit_test_setup(encodings_are_understood, forget_notes),
        cmocka_unit_test_setup(attributes_may_be_short_or_missing, forget_notes),
        cmocka_unit_test_setup(deleted_rows_are_passed_over, forget_notes),
        cmocka_unit_test_setup(coordinate_systems_are_checked, forget_notes),
        cmocka_unit_test_setup(metres_without_a_prj_are_refused, forget_notes),
        cmocka_unit_test_setup(files_that_cannot_be_opened, forget_notes),
        cmocka_unit_test_setup(damaged_records_are_skipped, forget_notes),
        cmocka_unit_test_setup(null_shapes_are_no_damage, forget_notes),
        cmocka_unit_test_setup(damage_is_counted_once, forget_notes),
        cmocka_unit_test_setup(any_damage_ends_well, forget_notes),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
