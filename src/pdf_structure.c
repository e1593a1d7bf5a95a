#include "pdf_file.h"

#define NONE (-1)

struct reading {
    struct rmap_pdf_file *file;
    qpdf_oh document; /* the element that holds all others */
    qpdf_oh numbers;  /* of the tree that leads from marks and links to elements */
    qpdf_oh of_marks; /* the element of each mark */
};

/* An element behind those that the parent has. */
static qpdf_oh add_element(struct reading *reading, const char *kind)
{
    qpdf_data pdf = reading->file->pdf;
    qpdf_oh element = qpdf_make_indirect_object(pdf, rmap_pdf_dictionary(reading->file, "/StructElem", kind));
    qpdf_oh_replace_key(pdf, element, "/P", reading->document);
    qpdf_oh_replace_key(pdf, element, "/Pg", reading->file->page);
    qpdf_oh_replace_key(pdf, element, "/K", qpdf_oh_new_array(pdf));
    qpdf_oh_append_item(pdf, qpdf_oh_get_key(pdf, reading->document, "/K"), element);
    return element;
}

/* The sheets of a block, or of the figure, are the element's content. */
static qpdf_oh add_block(struct reading *reading, int block)
{
    const struct rmap_pdf_plan *plan = reading->file->plan;
    qpdf_data pdf = reading->file->pdf;
    qpdf_oh element = add_element(reading, rmap_pdf_tag(plan, block)), content = qpdf_oh_get_key(pdf, element, "/K");
    for (size_t i = 0; i < plan->sheet_count; i++) {
        const struct rmap_pdf_sheet *sheet = &plan->sheets[i];
        if (sheet->block != block || (i > 0 && plan->sheets[i - 1].mark == sheet->mark))
            continue;
        qpdf_oh_append_item(pdf, content, qpdf_oh_new_integer(pdf, sheet->mark));
        qpdf_oh_set_array_item(pdf, reading->of_marks, sheet->mark, element);
    }
    return element;
}

static void add_blocks(struct reading *reading, bool heading)
{
    const struct rmap_pdf_plan *plan = reading->file->plan;
    for (size_t i = 0; i < plan->block_count; i++) {
        const struct rmap_pdf_block *block = &plan->blocks[i];
        if (block->heading == heading)
            rmap_pdf_put_text(reading->file, add_block(reading, (int)i), "/Lang", block->lang);
    }
}

/* It covers the page. */
static void add_figure(struct reading *reading)
{
    const struct rmap_pdf_plan *plan = reading->file->plan;
    qpdf_oh figure = add_block(reading, NONE), layout = qpdf_oh_new_dictionary(reading->file->pdf);
    struct rmap_box page = {0, 0, plan->width_mm, plan->height_mm};
    rmap_pdf_put_text(reading->file, figure, "/Alt", plan->alt);
    rmap_pdf_put(reading->file, layout, "/O", "/Layout");
    rmap_pdf_put(reading->file, layout, "/Placement", "/Block");
    rmap_pdf_put(reading->file, layout, "/BBox", rmap_pdf_box(plan, page));
    qpdf_oh_replace_key(reading->file->pdf, figure, "/A", layout);
}

/* The numbers that pages and links look themselves up by: 0 is the page's. */
static void add_number(struct reading *reading, qpdf_oh owner, const char *key, qpdf_oh leads_to)
{
    qpdf_data pdf = reading->file->pdf;
    qpdf_oh number = qpdf_oh_new_integer(pdf, qpdf_oh_get_array_n_items(pdf, reading->numbers) / 2);
    qpdf_oh_replace_key(pdf, owner, key, number);
    qpdf_oh_append_item(pdf, reading->numbers, number);
    qpdf_oh_append_item(pdf, reading->numbers, leads_to);
}

static void add_links(struct reading *reading)
{
    struct rmap_pdf_file *file = reading->file;
    for (int i = 0; i < qpdf_oh_get_array_n_items(file->pdf, file->links); i++) {
        qpdf_oh link = qpdf_oh_get_array_item(file->pdf, file->links, i), element = add_element(reading, "/Link");
        qpdf_oh place = rmap_pdf_dictionary(file, "/OBJR", NULL);
        qpdf_oh_replace_key(file->pdf, place, "/Obj", link);
        qpdf_oh_append_item(file->pdf, qpdf_oh_get_key(file->pdf, element, "/K"), place);
        add_number(reading, link, "/StructParent", element);
    }
}

const char *rmap_pdf_tag(const struct rmap_pdf_plan *plan, int block)
{
    if (block == NONE)
        return "/Figure";
    if (!plan->blocks[block].heading)
        return "/P";
    for (int i = 0; i < block; i++) {
        if (plan->blocks[i].heading)
            return "/H2";
    }
    return "/H1";
}

void rmap_pdf_put_structure(struct rmap_pdf_file *file)
{
    qpdf_data pdf = file->pdf;
    qpdf_oh root = qpdf_get_root(pdf), marked = qpdf_oh_new_dictionary(pdf), parents = qpdf_oh_new_dictionary(pdf);
    qpdf_oh tree = qpdf_make_indirect_object(pdf, rmap_pdf_dictionary(file, "/StructTreeRoot", NULL));
    struct reading reading = {
        .file = file,
        .document = qpdf_make_indirect_object(pdf, rmap_pdf_dictionary(file, "/StructElem", "/Document")),
        .numbers = qpdf_oh_new_array(pdf),
        .of_marks = qpdf_oh_new_array(pdf),
    };
    for (size_t i = 0; i < file->plan->sheet_count; i++) {
        if (i == 0 || file->plan->sheets[i - 1].mark != file->plan->sheets[i].mark)
            qpdf_oh_append_item(pdf, reading.of_marks, qpdf_oh_new_null(pdf));
    }
    qpdf_oh_replace_key(pdf, reading.document, "/P", tree);
    qpdf_oh_replace_key(pdf, reading.document, "/K", qpdf_oh_new_array(pdf));
    add_number(&reading, file->page, "/StructParents", reading.of_marks);
    add_blocks(&reading, true);
    add_figure(&reading);
    add_links(&reading);
    add_blocks(&reading, false);
    qpdf_oh_replace_key(pdf, parents, "/Nums", reading.numbers);
    qpdf_oh_replace_key(pdf, tree, "/K", reading.document);
    qpdf_oh_replace_key(pdf, tree, "/ParentTree", parents);
    qpdf_oh_replace_key(pdf, root, "/StructTreeRoot", tree);
    rmap_pdf_put(file, marked, "/Marked", "true");
    qpdf_oh_replace_key(pdf, root, "/MarkInfo", marked);
    rmap_pdf_put(file, file->page, "/Tabs", "/S");
}
