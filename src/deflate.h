/* deflate.h - checksums and compressed bytes. The only file that talks to libdeflate. */
#ifndef RMAP_DEFLATE_H
#define RMAP_DEFLATE_H

#include <stdint.h>

#include "mem.h"

/* CRC-32 as PNG and gzip have it; `before`: of the bytes before these, 0 at the start. */
uint32_t rmap_crc32(uint32_t before, const void *bytes, size_t size);

enum rmap_wrapping { RMAP_ZLIB, RMAP_GZIP }; /* gzip without a time and a name */
#define RMAP_DEFLATE_QUICK 5 /* 6 takes an eighth longer for 0.3 % less, of a picture */
#define RMAP_DEFLATE_SMALL 9 /* for text, which is short */

/* Appends the bytes, compressed; level 1..12. False when there is no memory for it. */
bool rmap_deflate(enum rmap_wrapping wrapping, int level, const void *bytes, size_t size, struct rmap_buffer *out);

/* Appends what a gzip file holds. False when it is damaged, or would hold more than `limit` bytes. */
bool rmap_inflate_gzip(const void *bytes, size_t size, size_t limit, struct rmap_buffer *out);

#endif
