/* png.h - pixels to PNG bytes with physical size and text chunks. The only encoder. */
#ifndef RMAP_PNG_H
#define RMAP_PNG_H

#include "output.h"

struct rmap_png_text { const char *key, *value; }; /* value UTF-8: tEXt when Latin-1 plain, else iTXt */

struct rmap_png_spec {
    int colors;                        /* of a palette, 2..256; 0: every pixel its own colour */
    double dpi;                        /* pHYs, rounded to pixels per metre */
    const struct rmap_png_text *texts; /* keys of 1 to 79 ASCII characters; no chunk for a value NULL or "" */
    size_t text_count;
};

/* pixels: spent by the writing, which packs the rows where they stand; Cairo's RGB24/ARGB32 words
 * (0xAARRGGBB, premultiplied, native byte order), rows `stride` bytes apart. alpha: write RGBA
 * (un-premultiplied) instead of RGB. Chunks: IHDR sRGB PLTE tRNS pHYs tEXt/iTXt IDAT IEND. No clock. */
bool rmap_png_write(struct rmap_output *out, unsigned char *pixels, int width, int height, int stride,
                    bool alpha, const struct rmap_png_spec *spec, struct rmap_error *err);

#endif
