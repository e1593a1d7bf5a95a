#include "svg_shades.h"

#include <stdlib.h>

#include "svg.h"

static bool same_color(struct rmap_color a, struct rmap_color b)
{
    return rmap_svg_byte(a.r) == rmap_svg_byte(b.r) && rmap_svg_byte(a.g) == rmap_svg_byte(b.g)
           && rmap_svg_byte(a.b) == rmap_svg_byte(b.b) && rmap_svg_byte(a.a) == rmap_svg_byte(b.a);
}

static bool same_colors(struct rmap_night a, struct rmap_night b)
{
    return same_color(a.fill, b.fill) && same_color(a.stroke, b.stroke);
}

size_t rmap_svg_shade(struct rmap_svg_shades *shades, struct rmap_night day, const struct rmap_night *night)
{
    size_t i = 0;
    if (!night || same_colors(day, *night))
        return 0;
    while (i < shades->count && !(same_colors(shades->items[i].day, day) && same_colors(shades->items[i].night, *night)))
        i++;
    if (i == shades->count) {
        shades->items = rmap_grow(shades->items, &shades->capacity, shades->count + 1, sizeof *shades->items);
        shades->items[shades->count++] = (struct rmap_svg_shade){day, *night};
    }
    return i + 1;
}

/* What is not painted by day is not by night. */
static void put_night_color(struct rmap_buffer *svg, const char *name, struct rmap_color day, struct rmap_color night)
{
    if (day.a <= 0 || same_color(day, night))
        return;
    rmap_print(svg, "%s:#%02x%02x%02x;", name, (unsigned)rmap_svg_byte(night.r), (unsigned)rmap_svg_byte(night.g),
               (unsigned)rmap_svg_byte(night.b));
    if (rmap_svg_byte(day.a) == rmap_svg_byte(night.a))
        return;
    rmap_print(svg, "%s-opacity:", name);
    rmap_append_number(svg, night.a, 3);
    rmap_append_text(svg, ";");
}

void rmap_svg_shades_write(const struct rmap_svg_shades *shades, const char *prefix, struct rmap_buffer *svg)
{
    if (shades->count == 0)
        return;
    rmap_append_text(svg, "<style>@media (prefers-color-scheme:dark){");
    for (size_t i = 0; i < shades->count; i++) {
        const struct rmap_svg_shade *shade = &shades->items[i];
        rmap_print(svg, ".%sn%zu{", prefix, i + 1);
        put_night_color(svg, "fill", shade->day.fill, shade->night.fill);
        put_night_color(svg, "stroke", shade->day.stroke, shade->night.stroke);
        rmap_append_text(svg, "}");
    }
    rmap_append_text(svg, "}</style>\n");
}

void rmap_svg_shades_free(struct rmap_svg_shades *shades)
{
    free(shades->items);
    *shades = (struct rmap_svg_shades){0};
}
