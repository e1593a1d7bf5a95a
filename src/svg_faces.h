/* svg_faces.h - the fonts that an SVG carries: of each font file the letters that are written in it, and no others.
 *
 *     rmap_svg_faces_note(&faces, engine, text);                each text
 *     rmap_svg_faces_write(&faces, family, svg);                <style>@font-face{...}</style>
 *     rmap_svg_faces_free(&faces);
 */
#ifndef RMAP_SVG_FACES_H
#define RMAP_SVG_FACES_H

#include "display.h"

struct rmap_text_engine;

struct rmap_svg_faces {
    struct rmap_svg_face {
        const char *path; /* borrowed: the engine's */
        int weight;
        struct rmap_buffer letters;
    } *items;
    size_t count, capacity;
};

/* Remembers which letters of which font file are used; a system font's are not. */
void rmap_svg_faces_note(struct rmap_svg_faces *faces, struct rmap_text_engine *engine, const struct rmap_text *text);
/* Readers without the font draw the same letters from what this appends; those that know no @font-face fall back on the
 * families. */
void rmap_svg_faces_write(const struct rmap_svg_faces *faces, const char *family, struct rmap_buffer *svg);
void rmap_svg_faces_free(struct rmap_svg_faces *faces);

#endif
