/* office.h - a package of parts in a zip, as Word and PowerPoint files are, and what such files say of a map. The only file that
 * opens minizip.
 *
 *     struct rmap_office_part parts[] = {{"word/document.xml", "wordprocessingml.document.main", document}, ...};
 *     ok = rmap_office_write(&map, ".docx", "word/media/map.png", parts, 3, err);
 */
#ifndef RMAP_OFFICE_H
#define RMAP_OFFICE_H

#include "error.h"
#include "mem.h"

#define RMAP_XML_HEAD   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define RMAP_OOXML      "http://schemas.openxmlformats.org/"
#define RMAP_OFFICE     RMAP_OOXML "officeDocument/2006/relationships"
#define RMAP_EMU_PER_MM 36000.0 /* OOXML's unit of drawings */

struct rmap_office_map {
    const char *picture;       /* the drawn file, a PNG */
    double width_mm, height_mm;
    const char *title, *alt, *link; /* plain text; "" for no link */
    const char *caption, *credit;   /* XML: a paragraph, and its end in small letters; "" for none */
    const char *lang;          /* "en" or "ko" */
};

struct rmap_office_part {
    const char *name;          /* "word/document.xml" */
    const char *type;          /* "wordprocessingml.document.main"; NULL: told by the suffix */
    struct rmap_buffer xml;
};

/* Writes "map.docx" beside "map.png", with suffix ".docx": the parts, the document itself first, the picture under its name in the
 * package, and the document's title and language. Same parts, same bytes. RMAP_INPUT, RMAP_OUTPUT. */
bool rmap_office_write(const struct rmap_office_map *map, const char *suffix, const char *picture_name,
                       const struct rmap_office_part *parts, size_t count, struct rmap_error *err);

/* Begins and ends a part that says where another one's relations lead; between stand those. */
void rmap_office_begin_relations(struct rmap_buffer *out);
/* type: "/image"; the target as the part names it. */
void rmap_office_relate(struct rmap_buffer *out, const char *id, const char *type, const char *target);
/* Where the map's link leads, if anywhere. */
void rmap_office_relate_link(struct rmap_buffer *out, const char *id, const struct rmap_office_map *map);
void rmap_office_end_relations(struct rmap_buffer *out);

/* "ko-KR" or "en-GB". */
const char *rmap_office_language(const struct rmap_office_map *map);

#endif
