#include "pdf_file.h"

/* Degrees with 7 decimals: 11 mm on the ground. */
#define DECIMALS 7

static void put_plane(struct rmap_pdf_file *file, qpdf_oh measure, const struct rmap_window *window)
{
    qpdf_oh plane = rmap_pdf_dictionary(file, "/PROJCS", NULL);
    qpdf_oh_replace_key(file->pdf, plane, "/WKT", qpdf_oh_new_string(file->pdf, window->wkt));
    if (window->epsg)
        qpdf_oh_replace_key(file->pdf, plane, "/EPSG", qpdf_oh_new_integer(file->pdf, window->epsg));
    qpdf_oh_replace_key(file->pdf, measure, "/GCS", plane);
}

/* Its corners in the unit square, and on the Earth: latitude first. */
static void put_corners(struct rmap_pdf_file *file, qpdf_oh measure, const struct rmap_window *window)
{
    static const char square[] = "[ 0 0 0 1 1 1 1 0 ]";
    struct rmap_buffer places = {0};
    for (int i = 0; i < 4; i++) {
        rmap_append_text(&places, i ? " " : "[ ");
        rmap_append_number(&places, window->corners[i].lat_deg, DECIMALS);
        rmap_append_text(&places, " ");
        rmap_append_number(&places, window->corners[i].lon_deg, DECIMALS);
    }
    rmap_append_text(&places, " ]");
    rmap_pdf_put(file, measure, "/Bounds", square);
    rmap_pdf_put(file, measure, "/LPTS", square);
    rmap_pdf_put(file, measure, "/GPTS", places.text);
    rmap_buffer_free(&places);
}

/* Readers show distances in kilometres, areas in square kilometres. */
static qpdf_oh make_viewport(struct rmap_pdf_file *file, const struct rmap_window *window)
{
    qpdf_oh viewport = rmap_pdf_dictionary(file, "/Viewport", NULL), measure = rmap_pdf_dictionary(file, "/Measure", NULL);
    rmap_pdf_put(file, viewport, "/BBox", rmap_pdf_box(file->plan, window->box));
    rmap_pdf_put_text(file, viewport, "/Name", window->title);
    rmap_pdf_put(file, measure, "/Subtype", "/GEO");
    rmap_pdf_put(file, measure, "/PDU", "[ /KM /SQKM /DEG ]");
    put_corners(file, measure, window);
    put_plane(file, measure, window);
    qpdf_oh_replace_key(file->pdf, viewport, "/Measure", measure);
    return viewport;
}

void rmap_pdf_put_windows(struct rmap_pdf_file *file)
{
    qpdf_oh viewports = qpdf_oh_new_array(file->pdf);
    for (size_t i = 0; i < file->plan->window_count; i++)
        qpdf_oh_append_item(file->pdf, viewports, make_viewport(file, &file->plan->windows[i]));
    if (file->plan->window_count > 0)
        qpdf_oh_replace_key(file->pdf, file->page, "/VP", viewports);
}
