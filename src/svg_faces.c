#include "svg_faces.h"

#include <stdlib.h>
#include <string.h>

#include "fontface.h"
#include "text.h"

void rmap_svg_faces_note(struct rmap_svg_faces *faces, struct rmap_text_engine *engine, const struct rmap_text *text)
{
    const char *path = rmap_text_font_path(engine, &text->font);
    if (!path)
        return;
    size_t i = 0;
    while (i < faces->count
           && (strcmp(faces->items[i].path, path) != 0 || faces->items[i].weight != (int)text->font.weight))
        i++;
    if (i == faces->count) {
        faces->items = rmap_grow(faces->items, &faces->capacity, faces->count + 1, sizeof *faces->items);
        faces->items[faces->count++] = (struct rmap_svg_face){.path = path, .weight = (int)text->font.weight};
    }
    rmap_append_text(&faces->items[i].letters, text->text);
}

void rmap_svg_faces_write(const struct rmap_svg_faces *faces, const char *family, struct rmap_buffer *svg)
{
    for (size_t i = 0; i < faces->count; i++) {
        const struct rmap_svg_face *face = &faces->items[i];
        struct rmap_buffer bytes = {0};
        if (rmap_fontface_subset(face->path, face->letters.text, &bytes)) {
            rmap_print(svg, "<style>@font-face{font-family:%s;font-weight:%d;src:url(data:font/otf;base64,", family, face->weight);
            rmap_append_base64(svg, bytes.text, bytes.length);
            rmap_append_text(svg, ")}</style>\n");
        }
        rmap_buffer_free(&bytes);
    }
}

void rmap_svg_faces_free(struct rmap_svg_faces *faces)
{
    for (size_t i = 0; i < faces->count; i++)
        rmap_buffer_free(&faces->items[i].letters);
    free(faces->items);
    *faces = (struct rmap_svg_faces){0};
}
