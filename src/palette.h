/* palette.h - a picture in few colours. The only file that talks to libimagequant. */
#ifndef RMAP_PALETTE_H
#define RMAP_PALETTE_H

#include <stdbool.h>
#include <stddef.h>

#define RMAP_PALETTE_MOST 256

struct rmap_palette {
    unsigned char rgba[RMAP_PALETTE_MOST][4]; /* straight alpha */
    int count;
};

/* rgba: width x height pixels of four bytes, straight alpha. colors: 2..256. indices: one byte a pixel, filled. A colour that
 * covers much of the picture, as land and sea do, stays as it is; there is no dithering, and the same picture gives the same
 * palette. False when it cannot be done: no memory. */
bool rmap_palette_reduce(const unsigned char *rgba, int width, int height, int colors, struct rmap_palette *palette,
                         unsigned char *indices);

#endif
