#include "deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

#define GZIP_TAIL 4        /* the last bytes: how much there is unpacked, lowest byte first */
#define MAX_RATIO 1032     /* the most that deflate packs into a byte */

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

bool rmap_inflate_gzip(const void *bytes, size_t size, size_t limit, struct rmap_buffer *out)
{
    const unsigned char *end = (const unsigned char *)bytes + size;
    size_t length = 0;
    for (size_t i = 1; i <= GZIP_TAIL && size > GZIP_TAIL; i++)
        length = length << 8 | end[-(ptrdiff_t)i];
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor || length > limit || length / MAX_RATIO > size) {
        libdeflate_free_decompressor(decompressor);
        return false;
    }
    out->text = rmap_grow(out->text, &out->capacity, out->length + length + 1, 1);
    bool ok = libdeflate_gzip_decompress(decompressor, bytes, size, out->text + out->length, length, NULL) == LIBDEFLATE_SUCCESS;
    libdeflate_free_decompressor(decompressor);
    out->length += ok ? length : 0;
    out->text[out->length] = '\0';
    return ok;
}
