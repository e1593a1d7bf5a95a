#include "input.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define READ_BYTES 65536

char *rmap_input_read(struct rmap_arena *arena, const char *path, size_t limit, size_t *length,
                      enum rmap_status status, struct rmap_error *err)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        rmap_fail(err, status, "cannot open '%s': %s", path, strerror(errno));
        return NULL;
    }
    struct rmap_buffer bytes = {0};
    size_t got;
    do {
        bytes.text = rmap_grow(bytes.text, &bytes.capacity, bytes.length + READ_BYTES + 1, 1);
        got = fread(bytes.text + bytes.length, 1, READ_BYTES, file);
        bytes.length += got;
    } while (got > 0 && bytes.length <= limit);

    bool ok = !ferror(file);
    if (!ok)
        rmap_fail(err, status, "cannot read '%s': %s", path, strerror(errno));
    else if (bytes.length > limit)
        ok = rmap_fail(err, status, "'%s' is larger than %zu MiB; is it the right file?", path, limit >> 20);
    fclose(file);
    char *text = ok ? rmap_copy_n(arena, bytes.text, bytes.length) : NULL;
    *length = bytes.length;
    rmap_buffer_free(&bytes);
    return text;
}
