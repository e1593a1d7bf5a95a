#include "deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

uint32_t rmap_crc32(uint32_t before, const void *bytes, size_t size)
{
    return libdeflate_crc32(before, bytes, size);
}

bool rmap_deflate(enum rmap_wrapping wrapping, int level, const void *bytes, size_t size, struct rmap_buffer *out)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    if (!compressor)
        return false;
    size_t bound = wrapping == RMAP_GZIP ? libdeflate_gzip_compress_bound(compressor, size)
                                         : libdeflate_zlib_compress_bound(compressor, size);
    out->text = rmap_grow(out->text, &out->capacity, out->length + bound + 1, 1);
    char *at = out->text + out->length;
    size_t packed = wrapping == RMAP_GZIP ? libdeflate_gzip_compress(compressor, bytes, size, at, bound)
                                          : libdeflate_zlib_compress(compressor, bytes, size, at, bound);
    libdeflate_free_compressor(compressor);
    out->length += packed;
    out->text[out->length] = '\0';
    return packed > 0;
}
