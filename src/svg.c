#include "svg.h"

#include <math.h>

#include "xml.h"

void rmap_svg_word(struct rmap_buffer *svg, const char *name, const char *value)
{
    rmap_print(svg, " %s=\"", name);
    rmap_append_xml(svg, value);
    rmap_append_text(svg, "\"");
}

void rmap_svg_number(struct rmap_buffer *svg, const char *name, double value, int decimals)
{
    rmap_print(svg, " %s=\"", name);
    rmap_append_number(svg, value, decimals);
    rmap_append_text(svg, "\"");
}

void rmap_svg_language(struct rmap_buffer *svg, const char *lang)
{
    rmap_svg_word(svg, "xml:lang", lang);
}

void rmap_svg_element(struct rmap_buffer *svg, const char *name, const char *text)
{
    rmap_print(svg, "<%s>", name);
    rmap_append_xml(svg, text);
    rmap_print(svg, "</%s>\n", name);
}

int rmap_svg_byte(double level)
{
    return (int)lround(fmin(fmax(level, 0), 1) * 255);
}

void rmap_svg_color(struct rmap_buffer *svg, const char *name, struct rmap_color color)
{
    int r = rmap_svg_byte(color.r), g = rmap_svg_byte(color.g), b = rmap_svg_byte(color.b);
    if (r % 17 == 0 && g % 17 == 0 && b % 17 == 0)
        rmap_print(svg, " %s=\"#%x%x%x\"", name, (unsigned)(r / 17), (unsigned)(g / 17), (unsigned)(b / 17));
    else
        rmap_print(svg, " %s=\"#%02x%02x%02x\"", name, (unsigned)r, (unsigned)g, (unsigned)b);
    if (color.a < 1) {
        rmap_print(svg, " %s-opacity=\"", name);
        rmap_append_number(svg, color.a, 3);
        rmap_append_text(svg, "\"");
    }
}
