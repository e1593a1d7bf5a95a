/* quadtree.c: against Shapelib's own tree over the same boxes, and over files damaged byte by byte. */
#define _POSIX_C_SOURCE 200809L

#include "../../src/quadtree.h"

#include <setjmp.h>
#include <shapefil.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "aid.h"
#include "../../src/mem.h"

#define RECORDS 300

static char folder[] = "/tmp/ringmap-quadtree-XXXXXX";
static struct rmap_arena arena;
static struct rmap_bounds boxes[RECORDS];
static unsigned char *bytes;
static size_t size;

static const char *path_of(const char *name)
{
    return rmap_format(&arena, "%s/%s", folder, name);
}

static struct rmap_stream *open_bytes(const unsigned char *from, size_t count)
{
    FILE *file = fopen(path_of("t.qix"), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(from, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
    struct rmap_stream *stream = rmap_stream_open(path_of("t.qix"));
    assert_non_null(stream);
    return stream;
}

/* Boxes of all sizes, and the tree that Shapelib makes of them. */
static int make_tree(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    SHPHandle shp = SHPCreate(path_of("t.shp"), SHPT_ARC);
    for (int i = 0; i < RECORDS; i++) {
        double x = -180 + 350 * random_part(), y = -90 + 170 * random_part(), wide = 10 * random_part() * random_part();
        boxes[i] = (struct rmap_bounds){x, y, x + wide, y + wide / 2};
        double xs[2] = {x, x + wide}, ys[2] = {y, y + wide / 2};
        SHPObject *line = SHPCreateSimpleObject(SHPT_ARC, 2, xs, ys, NULL);
        SHPWriteObject(shp, -1, line);
        SHPDestroyObject(line);
    }
    SHPTree *tree = SHPCreateTree(shp, 2, 0, NULL, NULL);
    SHPTreeTrimExtraNodes(tree);
    SHPWriteTree(tree, path_of("t.qix"));
    SHPDestroyTree(tree);
    SHPClose(shp);
    FILE *file = fopen(path_of("t.qix"), "rb");
    bytes = rmap_alloc(&arena, 100000);
    size = fread(bytes, 1, 100000, file);
    fclose(file);
    return size > 2000 && size < 100000 ? 0 : -1;
}

static int remove_tree(void **state)
{
    (void)state;
    static const char *const names[] = {"t.shp", "t.shx", "t.qix"};
    for (size_t i = 0; i < 3; i++)
        unlink(path_of(names[i]));
    int status = rmdir(folder);
    rmap_arena_free(&arena);
    return status;
}

/* In one order, what Shapelib's own search finds; and every box that meets the window is in it. */
static void what_is_found_is_what_shapelib_finds(void **state)
{
    (void)state;
    struct rmap_stream *stream = open_bytes(bytes, size);
    assert_true(rmap_quadtree_fits(stream, RECORDS));
    SHPTreeDiskHandle tree = SHPOpenDiskTree(path_of("t.qix"), NULL);
    size_t met = 0, passed_over = 0;
    for (int trial = 0; trial < 200; trial++) {
        double x = -170 + 300 * random_part(), y = -90 + 140 * random_part(), wide = 40 * random_part();
        struct rmap_bounds window = {x, y, x + wide, y + wide};
        size_t count = 0;
        int expected_count = 0, *found = rmap_quadtree_search(stream, RECORDS, &window, &count);
        int *expected = SHPSearchDiskTreeEx(tree, (double[4]){x, y}, (double[4]){x + wide, y + wide}, &expected_count);
        assert_non_null(found);
        assert_int_equal(count, expected_count);
        for (size_t i = 0; i < count; i++)
            assert_int_equal(found[i], expected[i]);
        size_t at = 0;
        for (int i = 0; i < RECORDS; i++) {
            bool meets = rmap_bounds_meet(&window, boxes[i]);
            bool taken = at < count && found[at] == i;
            assert_true(taken || !meets);
            at += taken;
            met += meets;
            passed_over += !taken;
        }
        free(found);
        free(expected);
    }
    assert_in_range(met, 500, 5000);
    assert_true(passed_over > 200 * RECORDS / 2);
    SHPCloseDiskTree(tree);
    rmap_stream_close(stream);
}

static void an_index_of_another_file_does_not_fit(void **state)
{
    (void)state;
    struct rmap_stream *stream = open_bytes(bytes, size);
    assert_false(rmap_quadtree_fits(stream, RECORDS - 1));
    rmap_stream_close(stream);
    static const struct { size_t at; unsigned char byte; } changes[] = {{0, 'Q'}, {3, 2}, {3, 0}, {8, 1}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        unsigned char *other = rmap_alloc(&arena, size);
        memcpy(other, bytes, size);
        other[changes[i].at] = changes[i].byte;
        stream = open_bytes(other, size);
        assert_false(rmap_quadtree_fits(stream, RECORDS));
        rmap_stream_close(stream);
    }
    stream = open_bytes(bytes, 15);
    assert_false(rmap_quadtree_fits(stream, RECORDS));
    rmap_stream_close(stream);
}

/* Also between two nodes: the parents promise more bytes than there are. */
static void a_file_that_is_cut_is_damaged(void **state)
{
    (void)state;
    struct rmap_bounds earth = {-180, -90, 180, 90};
    for (size_t length = 17; length < size; length += 1 + length / 40) {
        struct rmap_stream *stream = open_bytes(bytes, length);
        size_t count;
        assert_null(rmap_quadtree_search(stream, RECORDS, &earth, &count));
        rmap_stream_close(stream);
    }
}

/* Any four bytes turned into a huge number: what is taken is still a record, and no room is made for what is not there. */
static void a_wild_number_is_not_believed(void **state)
{
    (void)state;
    unsigned char *wild = rmap_alloc(&arena, size);
    struct rmap_bounds windows[] = {{-180, -90, 180, 90}, {124, 33, 131, 43}};
    static const uint32_t values[] = {0x7FFFFFFF, 0xFFFFFFFF, 0x3FFFFFFF, 0x10000};
    for (size_t at = 16; at + 4 <= size; at += 4) {
        for (size_t i = 0; i < 4; i++) {
            memcpy(wild, bytes, size);
            for (size_t j = 0; j < 4; j++)
                wild[at + j] = (unsigned char)(values[i] >> 8 * j);
            struct rmap_stream *stream = open_bytes(wild, size);
            size_t count = 0;
            int *found = rmap_quadtree_search(stream, RECORDS, &windows[i % 2], &count);
            assert_true(!found || count <= RECORDS);
            for (size_t j = 0; found && j < count; j++)
                assert_in_range(found[j], 0, RECORDS - 1);
            free(found);
            rmap_stream_close(stream);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_found_is_what_shapelib_finds),
        cmocka_unit_test(an_index_of_another_file_does_not_fit),
        cmocka_unit_test(a_file_that_is_cut_is_damaged),
        cmocka_unit_test(a_wild_number_is_not_believed),
    };
    return cmocka_run_group_tests(tests, make_tree, remove_tree);
}
