#include "palette.h"

#include <libimagequant.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#define SLOTS 4096
#define MUCH  0.0005 /* of the picture */
#define SPEED 5      /* of 1 (slow) to 10: 8 is seen in soft edges, 3 takes twice the time for nothing */

/* Of the colours that share a slot the commonest stays in it (Boyer and Moore's majority vote). */
struct slot {
    uint32_t color;
    size_t votes;
};

static void count_votes(const unsigned char *rgba, size_t pixels, struct slot *slots)
{
    for (size_t i = 0; i < pixels; i++) {
        uint32_t color;
        memcpy(&color, rgba + 4 * i, sizeof color);
        struct slot *slot = &slots[(color * 2654435761u) >> 20];
        if (slot->color == color)
            slot->votes++;
        else if (slot->votes == 0)
            *slot = (struct slot){color, 1};
        else
            slot->votes--;
    }
}

static int by_votes(const void *a, const void *b)
{
    const struct slot *x = a, *y = b;
    if (x->votes != y->votes)
        return x->votes < y->votes ? 1 : -1;
    return (x->color > y->color) - (x->color < y->color);
}

/* The commonest colours, half of the palette at most: the rest is for the edges between them. */
static void keep_flat_colors(liq_image *image, const unsigned char *rgba, size_t pixels, int colors)
{
    struct rmap_arena arena = {0};
    struct slot *slots = rmap_alloc(&arena, SLOTS * sizeof *slots);
    count_votes(rgba, pixels, slots);
    qsort(slots, SLOTS, sizeof *slots, by_votes);
    for (int i = 0; i < colors / 2 && (double)slots[i].votes > MUCH * (double)pixels; i++) {
        unsigned char c[4];
        memcpy(c, &slots[i].color, sizeof c);
        liq_image_add_fixed_color(image, (liq_color){c[0], c[1], c[2], c[3]});
    }
    rmap_arena_free(&arena);
}

static void read_palette(liq_result *result, struct rmap_palette *palette)
{
    const liq_palette *found = liq_get_palette(result);
    palette->count = (int)found->count;
    for (unsigned i = 0; i < found->count; i++) {
        const liq_color *c = &found->entries[i];
        memcpy(palette->rgba[i], (unsigned char[]){c->r, c->g, c->b, c->a}, 4);
    }
}

bool rmap_palette_reduce(const unsigned char *rgba, int width, int height, int colors, struct rmap_palette *palette,
                         unsigned char *indices)
{
    size_t pixels = (size_t)width * (size_t)height;
    liq_attr *attributes = liq_attr_create();
    liq_image *image = NULL;
    liq_result *result = NULL;
    if (attributes) {
        liq_set_max_colors(attributes, colors);
        liq_set_speed(attributes, SPEED);
        image = liq_image_create_rgba(attributes, rgba, width, height, 0);
    }
    if (image)
        keep_flat_colors(image, rgba, pixels, colors);
    bool ok = image && liq_image_quantize(image, attributes, &result) == LIQ_OK
              && liq_set_dithering_level(result, 0) == LIQ_OK
              && liq_write_remapped_image(result, image, indices, pixels) == LIQ_OK;
    if (ok)
        read_palette(result, palette);
    if (result)
        liq_result_destroy(result);
    if (image)
        liq_image_destroy(image);
    if (attributes)
        liq_attr_destroy(attributes);
    return ok;
}
