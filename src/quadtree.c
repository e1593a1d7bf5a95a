#include "quadtree.h"

#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "mem.h"

#define HEADER 16 /* "SQT", order of bytes (1: little), version, 3 unused, number of records, depth */
#define NODE   40 /* bytes below, box, number of records; behind it these, then the number of children */
#define WORD   4
/* A sound index is smaller; a longer one is not worth the walk. */
#define MOST_BYTES(records) (4096 + 256 * (size_t)(records))

/* What one walk gathers. */
struct harvest {
    int *records;
    size_t count, capacity;
};

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static void sort_and_drop_doubles(struct harvest *found)
{
    if (found->count < 2)
        return;
    qsort(found->records, found->count, sizeof *found->records, compare_ints);
    size_t kept = 1;
    for (size_t i = 1; i < found->count; i++)
        if (found->records[i] != found->records[kept - 1])
            found->records[kept++] = found->records[i];
    found->count = kept;
}

static bool take_records(struct rmap_stream *file, size_t at, size_t count, int records, struct harvest *found)
{
    for (size_t i = 0; i < count; i++) {
        unsigned char word[WORD];
        if (rmap_stream_read(file, at + WORD * i, word, WORD) != WORD || rmap_little32(word) >= (uint32_t)records)
            return false;
        found->records = rmap_grow(found->records, &found->capacity, found->count + 1, sizeof *found->records);
        found->records[found->count++] = (int)rmap_little32(word);
    }
    return true;
}

static bool walk(struct rmap_stream *file, int records, const struct rmap_bounds *window, struct harvest *found)
{
    size_t size = rmap_stream_size(file), at = HEADER;
    while (at < size) {
        unsigned char node[NODE];
        if (rmap_stream_read(file, at, node, NODE) != NODE)
            return false;
        at += NODE;
        size_t below = rmap_little32(node), count = rmap_little32(node + 36), left = size - at;
        if (count >= left / WORD || below > left - WORD * (count + 1))
            return false;
        struct rmap_bounds box = {rmap_little_double(node + 4), rmap_little_double(node + 12),
                                  rmap_little_double(node + 20), rmap_little_double(node + 28)};
        if (!(box.west_deg <= box.east_deg && box.south_deg <= box.north_deg))
            return false;
        bool met = rmap_bounds_meet(window, box);
        if (met && !take_records(file, at, count, records, found))
            return false;
        at += WORD * (count + 1) + (met ? 0 : below);
    }
    return at == size;
}

bool rmap_quadtree_fits(struct rmap_stream *file, int records)
{
    unsigned char header[HEADER];
    return rmap_stream_size(file) <= MOST_BYTES(records) && rmap_stream_read(file, 0, header, HEADER) == HEADER
           && memcmp(header, "SQT\1", 4) == 0 && rmap_little32(header + 8) == (uint32_t)records;
}

int *rmap_quadtree_search(struct rmap_stream *file, int records, const struct rmap_bounds *window, size_t *count)
{
    struct harvest found = {0};
    found.records = rmap_grow(NULL, &found.capacity, 1, sizeof *found.records);
    if (!walk(file, records, window, &found)) {
        free(found.records);
        return NULL;
    }
    sort_and_drop_doubles(&found);
    *count = found.count;
    return found.records;
}
