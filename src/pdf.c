#include "pdf.h"

#include <string.h>

#include "pdf_file.h"

#define POINTS_PER_MM (72 / 25.4)
#define DECIMALS 3 /* of a point */

/* --- what the parts share --- */

qpdf_oh rmap_pdf_dictionary(struct rmap_pdf_file *file, const char *type, const char *kind)
{
    qpdf_oh dictionary = qpdf_oh_new_dictionary(file->pdf);
    rmap_pdf_put(file, dictionary, "/Type", type);
    if (kind)
        rmap_pdf_put(file, dictionary, "/S", kind);
    return dictionary;
}

void rmap_pdf_put(struct rmap_pdf_file *file, qpdf_oh dictionary, const char *key, const char *source)
{
    qpdf_oh_replace_key(file->pdf, dictionary, key, qpdf_oh_parse(file->pdf, source));
}

void rmap_pdf_put_text(struct rmap_pdf_file *file, qpdf_oh dictionary, const char *key, const char *text)
{
    if (text && text[0])
        qpdf_oh_replace_key(file->pdf, dictionary, key, qpdf_oh_new_unicode_string(file->pdf, text));
}

const char *rmap_pdf_box(const struct rmap_pdf_plan *plan, struct rmap_box box)
{
    const double sides_mm[] = {box.x0_mm, plan->height_mm - box.y1_mm, box.x1_mm, plan->height_mm - box.y0_mm};
    struct rmap_buffer source = {0};
    rmap_append_text(&source, "[");
    for (int i = 0; i < 4; i++) {
        rmap_append_text(&source, " ");
        rmap_append_number(&source, sides_mm[i] * POINTS_PER_MM, DECIMALS);
    }
    rmap_append_text(&source, " ]");
    const char *text = rmap_copy(plan->arena, source.text);
    rmap_buffer_free(&source);
    return text;
}

/* --- the document --- */

static void put_metadata(struct rmap_pdf_file *file, qpdf_oh root)
{
    const char *xmp = file->plan->xmp;
    qpdf_oh stream = qpdf_oh_new_stream(file->pdf), dictionary = qpdf_oh_get_dict(file->pdf, stream);
    qpdf_oh none = qpdf_oh_new_null(file->pdf);
    rmap_pdf_put(file, dictionary, "/Type", "/Metadata");
    rmap_pdf_put(file, dictionary, "/Subtype", "/XML");
    qpdf_oh_replace_stream_data(file->pdf, stream, (const unsigned char *)xmp, strlen(xmp), none, none);
    qpdf_oh_replace_key(file->pdf, root, "/Metadata", stream);
}

static void put_words(struct rmap_pdf_file *file)
{
    qpdf_oh root = qpdf_get_root(file->pdf), view = qpdf_oh_new_dictionary(file->pdf);
    rmap_pdf_put_text(file, root, "/Lang", file->plan->lang);
    if (file->plan->window_count > 0)
        rmap_pdf_put(file, root, "/Version", "/1.7");
    rmap_pdf_put(file, view, "/DisplayDocTitle", "true");
    qpdf_oh_replace_key(file->pdf, root, "/ViewerPreferences", view);
    put_metadata(file, root);
}

static bool put_parts(qpdf_data pdf, const struct rmap_pdf_plan *plan, struct rmap_error *err)
{
    struct rmap_pdf_file file = {.pdf = pdf, .plan = plan, .page = qpdf_get_page_n(pdf, 0), .links = qpdf_oh_new_array(pdf)};
    if (!rmap_pdf_put_layers(&file, err))
        return false;
    rmap_pdf_put_places(&file);
    rmap_pdf_put_structure(&file);
    rmap_pdf_put_windows(&file);
    put_words(&file);
    return true;
}

/* A reader's version goes by the catalog's word where it is later than the first line's (ISO 32000-1, 7.5.2); pdfTeX warns of
 * first lines beyond 1.5. */
static void write_head(struct rmap_buffer *out, const char *bytes, size_t length)
{
    static const char late[] = "%PDF-1.7", early[] = "%PDF-1.5";
    size_t head = sizeof late - 1;
    if (length > head && memcmp(bytes, late, head) == 0) {
        rmap_append(out, early, head);
        bytes += head;
        length -= head;
    }
    rmap_append(out, bytes, length);
}

/* Windows on the Earth came with Adobe's third extension of PDF 1.7. */
static bool write(qpdf_data pdf, const struct rmap_pdf_plan *plan, struct rmap_buffer *out)
{
    if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
        return false;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    if (plan->window_count > 0)
        qpdf_set_minimum_pdf_version_and_extension(pdf, "1.7", 3);
    if (qpdf_write(pdf) & QPDF_ERRORS)
        return false;
    write_head(out, (const char *)qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
    return true;
}

bool rmap_pdf_complete(const char *bytes, size_t length, const struct rmap_pdf_plan *plan, struct rmap_buffer *out,
                       struct rmap_error *err)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    bool ok = !(qpdf_read_memory(pdf, "map", bytes, length, NULL) & QPDF_ERRORS)
              && put_parts(pdf, plan, err) && write(pdf, plan, out);
    if (!ok || qpdf_has_error(pdf))
        ok = rmap_fail(err, RMAP_FAILED, "cannot complete the PDF: %s",
                       qpdf_has_error(pdf) ? qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)) : "qpdf gives no reason");
    qpdf_cleanup(&pdf);
    return ok;
}
