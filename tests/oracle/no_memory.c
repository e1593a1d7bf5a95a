/* no_memory.c - loaded before the C library (LD_PRELOAD): the program's own FAIL_AT-th allocation fails, and every one after it.
 * Those of the libraries are let be. With FAIL_AT=count it says at the end how many there were. */
#define _GNU_SOURCE
#include <errno.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static uintptr_t code_start, code_end; /* of the program itself */
static long seen, fail_at = -1;

static int find_program(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size, (void)data;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && part->p_flags & PF_X) {
            code_start = info->dlpi_addr + part->p_vaddr;
            code_end = code_start + part->p_memsz;
        }
    }
    return 1; /* the first is the program; no other is looked at */
}

__attribute__((constructor)) static void start(void)
{
    const char *text = getenv("FAIL_AT");
    fail_at = text && *text != 'c' ? atol(text) : -1;
    dl_iterate_phdr(find_program, NULL);
}

__attribute__((destructor)) static void stop(void)
{
    if (fail_at < 0)
        fprintf(stderr, "%ld\n", seen);
}

static int fails(const void *caller)
{
    if ((uintptr_t)caller < code_start || (uintptr_t)caller >= code_end)
        return 0;
    if (fail_at < 0 || seen < fail_at) {
        seen++;
        return 0;
    }
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
