/* ringmap.h promises that maps may be drawn at once in many threads: each must come out byte for byte as when drawn alone. */
#define _POSIX_C_SOURCE 200809L
#include "../../src/ringmap.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define THREADS 4

static const char *const MAPS[][9] = { /* suffix, then names and values */
    {"png", "width", "60mm", "dpi", "100", "rings", "180km,300km", NULL},
    {"svg", "style", "dark", "lang", "en+ko", "extent", "dmz", NULL},
    {"pdf", "style", "print", "lang", "ko", "extent", "south", NULL},
    {"eps", "width", "50mm", "extent", "yeonpyeong", "inset", "auto", NULL},
    {"svg", "crs", "EPSG:5179", "extent", "seoul", "text", "outlines", NULL},
    {"geojson", "rings", "100km", "around", "mdl", NULL},
    {"json", "rings", "100mi", "around", "osan", NULL},
    {"png", "crs", "globe", "extent", "northeast-asia", "width", "400px", NULL},
};
#define MAP_COUNT (sizeof MAPS / sizeof *MAPS)

static char folder[] = "/tmp/ringmap-threads-XXXXXX";

static void name_file(char path[96], const char *who, size_t map)
{
    snprintf(path, 96, "%s/%s-%zu.%s", folder, who, map, MAPS[map][0]);
}

/* The output's name is in its ids: they all have a prefix. */
static bool draw(const char *who, size_t index)
{
    struct rmap_error err = {0};
    char path[96], *text = NULL;
    name_file(path, who, index);
    struct ringmap *map = ringmap_new();
    bool ok = ringmap_set(map, "output", path, &err) && ringmap_set(map, "id-prefix", "m", &err);
    for (const char *const *word = MAPS[index] + 1; ok && *word; word += 2)
        ok = ringmap_set(map, word[0], word[1], &err);
    if (strcmp(MAPS[index][0], "json") == 0)
        ok = ok && ringmap_measure(map, &text, &err);
    else
        ok = ok && ringmap_draw(map, &err);
    if (!ok)
        fprintf(stderr, "map %zu: %s\n", index, err.text);
    ringmap_free(map);
    return ok;
}

static bool same_bytes(const char *a, const char *b)
{
    FILE *x = fopen(a, "rb"), *y = fopen(b, "rb");
    int c = x && y ? 0 : 1, d = 0;
    while (x && y && c == d && c != EOF) {
        c = getc(x);
        d = getc(y);
    }
    if (x)
        fclose(x);
    if (y)
        fclose(y);
    return c == d;
}

struct worker {
    pthread_t thread;
    char name[8];
    size_t first;
    size_t drawn;
};

/* Each thread begins with another map, so that different ones meet. */
static void *work(void *context)
{
    struct worker *worker = context;
    for (size_t i = 0; i < MAP_COUNT; i++)
        worker->drawn += draw(worker->name, (worker->first + i) % MAP_COUNT);
    return NULL;
}

static size_t compare(const char *who, size_t map)
{
    char alone[96], here[96];
    name_file(alone, "alone", map);
    name_file(here, who, map);
    bool same = same_bytes(alone, here);
    if (!same)
        fprintf(stderr, "thread %s: map %zu is not as when drawn alone\n", who, map);
    return same ? 0 : 1;
}

/* The threads come first, so that they also meet where libraries are set up. */
static void maps_drawn_at_once_are_as_drawn_alone(void **state)
{
    (void)state;
    struct worker workers[THREADS] = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < THREADS; i++) {
        snprintf(workers[i].name, sizeof workers[i].name, "t%zu", i);
        workers[i].first = i * MAP_COUNT / THREADS;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].drawn, MAP_COUNT);
    }
    for (size_t map = 0; map < MAP_COUNT; map++) {
        assert_true(draw("alone", map));
        for (size_t i = 0; i < THREADS; i++)
            wrong += compare(workers[i].name, map);
    }
    assert_int_equal(wrong, 0);
}

static void remove_map(const char *who, size_t map)
{
    char path[96];
    name_file(path, who, map);
    unlink(path);
}

static int make_folder(void **state)
{
    (void)state;
    setenv("RINGMAP_HOME", ".", 1);
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    for (size_t map = 0; map < MAP_COUNT; map++) {
        remove_map("alone", map);
        for (size_t i = 0; i < THREADS; i++) {
            char name[8];
            snprintf(name, sizeof name, "t%zu", i);
            remove_map(name, map);
        }
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(maps_drawn_at_once_are_as_drawn_alone, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
