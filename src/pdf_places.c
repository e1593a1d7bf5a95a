#include <math.h>

#include "pdf_file.h"

#define NONE     (-1)
#define LEAST_MM 40.0 /* a place is looked at with this much around it */

/* --- links --- */

/* An address is ASCII (RFC 3986, 2.1). */
static void put_address(struct rmap_pdf_file *file, qpdf_oh action, const char *href)
{
    struct rmap_buffer address = {0};
    for (; *href; href++) {
        if (*href <= ' ' || *href > '~')
            rmap_print(&address, "%%%02X", (unsigned)(unsigned char)*href);
        else
            rmap_append(&address, href, 1);
    }
    qpdf_oh_replace_key(file->pdf, action, "/URI", qpdf_oh_new_string(file->pdf, address.text));
    rmap_buffer_free(&address);
}

/* Without a border, hidden with its layer; 4 is for print, as archives ask, though there is nothing to see. */
static qpdf_oh make_link(struct rmap_pdf_file *file, const struct rmap_pdf_place *place)
{
    qpdf_oh link = rmap_pdf_dictionary(file, "/Annot", NULL), action = rmap_pdf_dictionary(file, "/Action", "/URI");
    rmap_pdf_put(file, link, "/Subtype", "/Link");
    rmap_pdf_put(file, link, "/Rect", rmap_pdf_box(file->plan, place->box));
    rmap_pdf_put(file, link, "/Border", "[ 0 0 0 ]");
    rmap_pdf_put(file, link, "/F", "4");
    rmap_pdf_put_text(file, link, "/Contents", place->title ? place->title : place->href);
    put_address(file, action, place->href);
    qpdf_oh_replace_key(file->pdf, link, "/A", action);
    if (place->layer != NONE)
        qpdf_oh_replace_key(file->pdf, link, "/OC", file->layers[place->layer]);
    return qpdf_make_indirect_object(file->pdf, link);
}

static void put_links(struct rmap_pdf_file *file)
{
    for (size_t i = 0; i < file->plan->place_count; i++) {
        const struct rmap_pdf_place *place = &file->plan->places[i];
        if (place->drawn && place->href)
            qpdf_oh_append_item(file->pdf, file->links, make_link(file, place));
    }
    if (qpdf_oh_get_array_n_items(file->pdf, file->links) > 0)
        qpdf_oh_replace_key(file->pdf, file->page, "/Annots", file->links);
}

/* --- bookmarks --- */

static bool can_be_found(const struct rmap_pdf_place *place, int layer)
{
    return place->drawn && place->title && place->layer == layer;
}

/* Around the places of a layer and of those inside it. False: there are none. */
static bool find_box(const struct rmap_pdf_plan *plan, int layer, struct rmap_box *box)
{
    bool found = false;
    for (size_t i = 0; i < plan->place_count; i++) {
        if (can_be_found(&plan->places[i], layer)) {
            *box = found ? rmap_box_union(*box, plan->places[i].box) : plan->places[i].box;
            found = true;
        }
    }
    for (size_t i = 0; i < plan->layer_count; i++) {
        struct rmap_box inside;
        if (plan->layers[i].parent == layer && find_box(plan, (int)i, &inside)) {
            *box = found ? rmap_box_union(*box, inside) : inside;
            found = true;
        }
    }
    return found;
}

/* Not beyond the page. */
static struct rmap_box with_surroundings(const struct rmap_pdf_plan *plan, struct rmap_box box)
{
    double wider = fmax(0, LEAST_MM - fmax(rmap_box_width(box), rmap_box_height(box))) / 2;
    box = rmap_box_grow(box, wider);
    return (struct rmap_box){fmax(box.x0_mm, 0), fmax(box.y0_mm, 0), fmin(box.x1_mm, plan->width_mm),
                             fmin(box.y1_mm, plan->height_mm)};
}

static qpdf_oh make_bookmark(struct rmap_pdf_file *file, const char *title, struct rmap_box box)
{
    qpdf_oh bookmark = qpdf_oh_new_dictionary(file->pdf), view = qpdf_oh_parse(file->pdf,
        rmap_pdf_box(file->plan, with_surroundings(file->plan, box)));
    qpdf_oh place = qpdf_oh_new_array(file->pdf);
    rmap_pdf_put_text(file, bookmark, "/Title", title);
    qpdf_oh_append_item(file->pdf, place, file->page);
    qpdf_oh_append_item(file->pdf, place, qpdf_oh_new_name(file->pdf, "/FitR"));
    for (int i = 0; i < 4; i++)
        qpdf_oh_append_item(file->pdf, place, qpdf_oh_get_array_item(file->pdf, view, i));
    qpdf_oh_replace_key(file->pdf, bookmark, "/Dest", place);
    return qpdf_make_indirect_object(file->pdf, bookmark);
}

/* Puts a bookmark behind the last one under the same parent. */
static void hang(struct rmap_pdf_file *file, qpdf_oh parent, qpdf_oh bookmark)
{
    if (qpdf_oh_has_key(file->pdf, parent, "/Last")) {
        qpdf_oh last = qpdf_oh_get_key(file->pdf, parent, "/Last");
        qpdf_oh_replace_key(file->pdf, last, "/Next", bookmark);
        qpdf_oh_replace_key(file->pdf, bookmark, "/Prev", last);
    } else {
        qpdf_oh_replace_key(file->pdf, parent, "/First", bookmark);
    }
    qpdf_oh_replace_key(file->pdf, parent, "/Last", bookmark);
    qpdf_oh_replace_key(file->pdf, bookmark, "/Parent", parent);
}

/* Returns how many were hung under the parent, all the way down. */
static int hang_places(struct rmap_pdf_file *file, qpdf_oh parent, int layer)
{
    const struct rmap_pdf_plan *plan = file->plan;
    struct rmap_box box;
    int count = 0;
    for (size_t i = 0; i < plan->layer_count; i++) {
        if (plan->layers[i].parent != layer || !find_box(plan, (int)i, &box))
            continue;
        qpdf_oh bookmark = make_bookmark(file, plan->layers[i].title, box);
        count += 1 + hang_places(file, bookmark, (int)i);
        hang(file, parent, bookmark);
    }
    for (size_t i = 0; i < plan->place_count; i++) {
        if (!can_be_found(&plan->places[i], layer))
            continue;
        hang(file, parent, make_bookmark(file, plan->places[i].title, plan->places[i].box));
        count++;
    }
    qpdf_oh_replace_key(file->pdf, parent, "/Count", qpdf_oh_new_integer(file->pdf, count));
    return count;
}

static void put_bookmarks(struct rmap_pdf_file *file)
{
    qpdf_oh outline = qpdf_make_indirect_object(file->pdf, rmap_pdf_dictionary(file, "/Outlines", NULL));
    if (hang_places(file, outline, NONE) > 0)
        qpdf_oh_replace_key(file->pdf, qpdf_get_root(file->pdf), "/Outlines", outline);
}

void rmap_pdf_put_places(struct rmap_pdf_file *file)
{
    put_links(file);
    put_bookmarks(file);
}
