/* bytes.h - numbers as they lie in a file, whatever the machine's own order of bytes. */
#ifndef RMAP_BYTES_H
#define RMAP_BYTES_H

#include <stdint.h>
#include <string.h>

static inline uint32_t rmap_little32(const unsigned char *b)
{
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static inline uint32_t rmap_big32(const unsigned char *b)
{
    return (uint32_t)b[3] | (uint32_t)b[2] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[0] << 24;
}

/* Compilers make one load of this where the machine's order is the file's. */
static inline double rmap_little_double(const unsigned char *b)
{
    uint64_t bits = (uint64_t)rmap_little32(b) | (uint64_t)rmap_little32(b + 4) << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#endif
