#include "pdf_file.h"

#define NONE (-1)

/* --- the layers' names --- */

static void make_groups(struct rmap_pdf_file *file)
{
    const struct rmap_pdf_plan *plan = file->plan;
    file->layers = rmap_alloc(plan->arena, (plan->layer_count + 1) * sizeof *file->layers);
    for (size_t i = 0; i < plan->layer_count; i++) {
        qpdf_oh group = rmap_pdf_dictionary(file, "/OCG", NULL);
        rmap_pdf_put_text(file, group, "/Name", plan->layers[i].title);
        file->layers[i] = qpdf_make_indirect_object(file->pdf, group);
    }
}

/* The layers inside one, the front one first, as every program lists them. */
static qpdf_oh list_layers(struct rmap_pdf_file *file, int parent)
{
    qpdf_oh list = qpdf_oh_new_array(file->pdf);
    for (size_t i = file->plan->layer_count; i-- > 0;) {
        if (file->plan->layers[i].parent != parent)
            continue;
        qpdf_oh inside = list_layers(file, (int)i);
        qpdf_oh_append_item(file->pdf, list, file->layers[i]);
        if (qpdf_oh_get_array_n_items(file->pdf, inside) > 0)
            qpdf_oh_append_item(file->pdf, list, inside);
    }
    return list;
}

/* All are shown at first. */
static void put_list(struct rmap_pdf_file *file)
{
    qpdf_oh all = qpdf_oh_new_array(file->pdf), properties = qpdf_oh_new_dictionary(file->pdf);
    qpdf_oh shown = qpdf_oh_new_dictionary(file->pdf);
    for (size_t i = 0; i < file->plan->layer_count; i++)
        qpdf_oh_append_item(file->pdf, all, file->layers[i]);
    rmap_pdf_put_text(file, shown, "/Name", file->plan->title);
    qpdf_oh_replace_key(file->pdf, shown, "/Order", list_layers(file, NONE));
    qpdf_oh_replace_key(file->pdf, properties, "/OCGs", all);
    qpdf_oh_replace_key(file->pdf, properties, "/D", shown);
    qpdf_oh_replace_key(file->pdf, qpdf_get_root(file->pdf), "/OCProperties", properties);
}

/* --- the sheets --- */

/* A page's content becomes a form, as it is: nothing is unpacked. */
static bool turn_into_form(struct rmap_pdf_file *file, qpdf_oh page)
{
    qpdf_oh content = qpdf_oh_get_key(file->pdf, page, "/Contents");
    if (!qpdf_oh_is_stream(file->pdf, content))
        return false;
    qpdf_oh form = qpdf_oh_get_dict(file->pdf, content);
    rmap_pdf_put(file, form, "/Type", "/XObject");
    rmap_pdf_put(file, form, "/Subtype", "/Form");
    qpdf_oh_replace_key(file->pdf, form, "/BBox", qpdf_oh_get_key(file->pdf, page, "/MediaBox"));
    qpdf_oh_replace_key(file->pdf, form, "/Resources", qpdf_oh_get_key(file->pdf, page, "/Resources"));
    return true;
}

/* Outer layers first. Returns how many were opened. */
static int open_layers(const struct rmap_pdf_plan *plan, int layer, struct rmap_buffer *out)
{
    if (layer == NONE)
        return 0;
    int outer = open_layers(plan, plan->layers[layer].parent, out);
    rmap_print(out, "/OC /L%d BDC ", layer);
    return outer + 1;
}

static void draw_sheets(const struct rmap_pdf_plan *plan, struct rmap_buffer *out)
{
    int mark = NONE;
    for (size_t i = 0; i < plan->sheet_count; i++) {
        const struct rmap_pdf_sheet *sheet = &plan->sheets[i];
        if (sheet->mark != mark)
            rmap_print(out, "%s%s << /MCID %d >> BDC\n", i ? "EMC\n" : "", rmap_pdf_tag(plan, sheet->block), sheet->mark);
        mark = sheet->mark;
        int opened = open_layers(plan, sheet->layer, out);
        rmap_print(out, "/S%zu Do", i);
        while (opened-- > 0)
            rmap_append_text(out, " EMC");
        rmap_append_text(out, "\n");
    }
    rmap_append_text(out, plan->sheet_count ? "EMC\n" : "\n");
}

static void put_content(struct rmap_pdf_file *file)
{
    struct rmap_buffer source = {0};
    qpdf_oh content = qpdf_oh_new_stream(file->pdf), none = qpdf_oh_new_null(file->pdf);
    draw_sheets(file->plan, &source);
    qpdf_oh_replace_stream_data(file->pdf, content, (const unsigned char *)source.text, source.length, none, none);
    qpdf_oh_replace_key(file->pdf, file->page, "/Contents", content);
    rmap_buffer_free(&source);
}

/* Of the one page: the sheets' forms and the layers by the names that its content uses. */
static void put_resources(struct rmap_pdf_file *file, qpdf_oh forms)
{
    qpdf_oh resources = qpdf_oh_new_dictionary(file->pdf), names = qpdf_oh_new_dictionary(file->pdf);
    for (size_t i = 0; i < file->plan->layer_count; i++)
        qpdf_oh_replace_key(file->pdf, names, rmap_format(file->plan->arena, "/L%zu", i), file->layers[i]);
    qpdf_oh_replace_key(file->pdf, resources, "/XObject", forms);
    qpdf_oh_replace_key(file->pdf, resources, "/Properties", names);
    qpdf_oh_replace_key(file->pdf, file->page, "/Resources", resources);
}

bool rmap_pdf_put_layers(struct rmap_pdf_file *file, struct rmap_error *err)
{
    qpdf_oh forms = qpdf_oh_new_dictionary(file->pdf);
    bool ok = (size_t)qpdf_get_num_pages(file->pdf) >= file->plan->sheet_count;
    for (size_t i = 0; ok && i < file->plan->sheet_count; i++) {
        qpdf_oh page = qpdf_get_page_n(file->pdf, i);
        ok = turn_into_form(file, page);
        if (ok)
            qpdf_oh_replace_key(file->pdf, forms, rmap_format(file->plan->arena, "/S%zu", i),
                                qpdf_oh_get_key(file->pdf, page, "/Contents"));
    }
    if (!ok)
        return rmap_fail(err, RMAP_FAILED, "cannot complete the PDF: Cairo's pages are not as expected");
    while (qpdf_get_num_pages(file->pdf) > 1)
        qpdf_remove_page(file->pdf, qpdf_get_page_n(file->pdf, 1));
    make_groups(file);
    put_resources(file, forms);
    put_content(file);
    if (file->plan->layer_count > 0)
        put_list(file);
    return true;
}
