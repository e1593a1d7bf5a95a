/* fuzz_layers.c - a shapefile and the files beside it, each part of the input as tests/fuzz/pack puts it: three letters
 * of suffix, two bytes of length, the file's bytes. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "layers.h"
#include "scratch.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct rmap_query QUERIES[] = {
    {.window = {-180, -90, 180, 90}},
    {.window = {124, 33, 131, 43}, .where = "kind=mdl|dmz & name!=x", .thin_deg = 0.01},
    {.window = {170, -10, -170, 10}, .thin_deg = 1},
};

static void unpack(const uint8_t *bytes, size_t size)
{
    static const char *const suffixes[] = {"shp", "shx", "dbf", "prj", "cpg", "qix"};
    while (size > 5) {
        size_t length = (size_t)bytes[3] << 8 | bytes[4];
        length = length < size - 5 ? length : size - 5;
        for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
            char name[] = "fuzzed.shp";
            for (int j = 0; j < 3; j++)
                name[7 + j] = suffixes[i][j];
            if (bytes[0] == suffixes[i][0] && bytes[1] == suffixes[i][1] && bytes[2] == suffixes[i][2])
                rmap_scratch_write(name, bytes + 5, length);
        }
        bytes += 5 + length;
        size -= 5 + length;
    }
}

static void check_shape(const struct rmap_shape *shape)
{
    if (shape->parts == 0 || shape->ends[shape->parts - 1] != shape->count)
        abort();
    for (size_t i = 0; i < shape->count; i++)
        if (!(fabs(shape->points[i].lon_deg) <= 540) || !(fabs(shape->points[i].lat_deg) <= 90.001))
            abort();
}

static void read_all(struct rmap_source *source, const struct rmap_query *query)
{
    struct rmap_feature feature;
    struct rmap_error err = {0};
    while (rmap_source_next(source, query, &feature)) {
        struct rmap_arena arena = {0};
        check_shape(&feature.shape);
        if (!rmap_is_utf8(rmap_source_text(source, &feature, "name", &arena),
                          strlen(rmap_source_text(source, &feature, "name", &arena))))
            abort();
        rmap_source_number(source, &feature, "rank");
        rmap_arena_free(&arena);
    }
    rmap_source_ok(source, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct rmap_arena arena = {0};
    struct rmap_notes notes = {.arena = &arena};
    struct rmap_error err = {0};
    rmap_scratch_clear();
    unpack(bytes, size);
    struct rmap_source *source = rmap_source_open(rmap_scratch_path("fuzzed.shp"), &notes, &err);
    for (size_t i = 0; source && i < sizeof QUERIES / sizeof *QUERIES; i++)
        read_all(source, &QUERIES[i]);
    rmap_source_close(source);
    rmap_arena_free(&arena);
    return 0;
}
