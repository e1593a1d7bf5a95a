#include "pdf.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#define MAX_DEPTH 8 /* of the structure tree that is searched */

/* The first element of that kind in the tree below; uninitialised when there is none. */
static qpdf_oh find_element(qpdf_data pdf, qpdf_oh element, const char *kind, int depth)
{
    qpdf_oh found = qpdf_oh_new_uninitialized(pdf);
    if (depth > MAX_DEPTH)
        return found;
    if (qpdf_oh_is_array(pdf, element)) {
        for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, element) && !qpdf_oh_is_initialized(pdf, found); i++)
            found = find_element(pdf, qpdf_oh_get_array_item(pdf, element, i), kind, depth + 1);
        return found;
    }
    if (!qpdf_oh_is_dictionary(pdf, element))
        return found;
    qpdf_oh type = qpdf_oh_get_key(pdf, element, "/S");
    if (qpdf_oh_is_name(pdf, type) && strcmp(qpdf_oh_get_name(pdf, type), kind) == 0)
        return element;
    return find_element(pdf, qpdf_oh_get_key(pdf, element, "/K"), kind, depth + 1);
}

static void put_text(qpdf_data pdf, qpdf_oh dictionary, const char *key, const char *text)
{
    if (text && text[0])
        qpdf_oh_replace_key(pdf, dictionary, key, qpdf_oh_new_unicode_string(pdf, text));
}

static void put_metadata(qpdf_data pdf, qpdf_oh root, const char *xmp)
{
    qpdf_oh stream = qpdf_oh_new_stream(pdf), dictionary = qpdf_oh_get_dict(pdf, stream), none = qpdf_oh_new_null(pdf);
    qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)xmp, strlen(xmp), none, none);
    qpdf_oh_replace_key(pdf, root, "/Metadata", stream);
}

static void put_words(qpdf_data pdf, const struct rmap_pdf_words *words)
{
    qpdf_oh root = qpdf_get_root(pdf), view = qpdf_oh_new_dictionary(pdf);
    qpdf_oh figure = find_element(pdf, qpdf_oh_get_key(pdf, root, "/StructTreeRoot"), "/Figure", 0);
    put_text(pdf, root, "/Lang", words->lang);
    qpdf_oh_replace_key(pdf, view, "/DisplayDocTitle", qpdf_oh_new_bool(pdf, QPDF_TRUE));
    qpdf_oh_replace_key(pdf, root, "/ViewerPreferences", view);
    put_metadata(pdf, root, words->xmp);
    if (qpdf_oh_is_initialized(pdf, figure))
        put_text(pdf, figure, "/Alt", words->alt);
}

static bool write(qpdf_data pdf, struct rmap_buffer *out)
{
    if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
        return false;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    if (qpdf_write(pdf) & QPDF_ERRORS)
        return false;
    rmap_append(out, (const char *)qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
    return true;
}

bool rmap_pdf_complete(const char *bytes, size_t length, const struct rmap_pdf_words *words, struct rmap_buffer *out,
                       struct rmap_error *err)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    bool ok = !(qpdf_read_memory(pdf, "map", bytes, length, NULL) & QPDF_ERRORS);
    if (ok) {
        put_words(pdf, words);
        ok = write(pdf, out);
    }
    if (!ok || qpdf_has_error(pdf))
        ok = rmap_fail(err, RMAP_FAILED, "cannot complete the PDF: %s",
                       qpdf_has_error(pdf) ? qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)) : "qpdf gives no reason");
    qpdf_cleanup(&pdf);
    return ok;
}
