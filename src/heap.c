#define _DEFAULT_SOURCE

#include "heap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define BLOCK_BYTES  (31 << 20) /* below the largest threshold that mallopt takes */
#define BLOCKS       2          /* hold a page in print resolution; what is not used costs addresses only */
#define LARGEST_PART (32 << 20) /* larger ones come from the system, and go back to it */
#define SURE_BYTES   (2 << 20)  /* every map needs so much, up to where the first large page can begin */

static void *page_of(void *block)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    return (void *)((uintptr_t)block / page * page);
}

/* A page that is first touched costs a turn to the system, which on virtual machines takes twenty times as long as clearing the
 * page; so pages are asked for by many, and kept when freed. A system that knows no such advice passes it over. */
void rmap_heap_widen(void)
{
    void *blocks[BLOCKS];
    mallopt(M_MMAP_THRESHOLD, LARGEST_PART);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    for (int i = 0; i < BLOCKS; i++) {
        blocks[i] = malloc(BLOCK_BYTES);
        if (blocks[i])
            madvise(page_of(blocks[i]), BLOCK_BYTES, MADV_HUGEPAGE);
    }
    if (blocks[0])
        madvise(page_of(blocks[0]), SURE_BYTES, MADV_POPULATE_WRITE);
    for (int i = 0; i < BLOCKS; i++)
        free(blocks[i]);
}
#else
void rmap_heap_widen(void)
{
}
#endif
