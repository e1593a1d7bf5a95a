/* pdf.c and its parts, read back by qpdf: layers, links, bookmarks, structure and windows of a page of two sheets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cmocka.h>
#include <qpdf/qpdf-c.h>

#include "../../src/pdf.h"

#define POINTS_PER_MM (72 / 25.4)

struct bench {
    struct rmap_arena arena;
    struct rmap_pdf_plan plan;
    struct rmap_buffer drawn, whole;
    struct rmap_error err;
    qpdf_data pdf;
};

static cairo_status_t gather(void *closure, const unsigned char *bytes, unsigned length)
{
    rmap_append(closure, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static void add_box(struct bench *b, cairo_t *cr, double x, double y)
{
    if (rmap_pdf_plan_turn(&b->plan))
        cairo_show_page(cr);
    rmap_pdf_plan_cover(&b->plan, (struct rmap_box){x, y, x + 2, y + 2});
    cairo_rectangle(cr, x * POINTS_PER_MM, y * POINTS_PER_MM, 6, 6);
    cairo_fill(cr);
}

/* A sea, and in "Sites" a place with a link, then a heading. */
static void draw(struct bench *b)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(gather, &b->drawn, 40 * POINTS_PER_MM, 30 * POINTS_PER_MM);
    cairo_t *cr = cairo_create(surface);
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .title = "바다"});
    add_box(b, cr, 0, 0);
    rmap_pdf_plan_end(&b->plan);
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .title = "Sites"});
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){
        .role = RMAP_ROLE_SITE, .title = "Seoul", .href = "https://example.org/서?a='1'(\\"});
    add_box(b, cr, 10, 10);
    rmap_pdf_plan_end(&b->plan);
    rmap_pdf_plan_end(&b->plan);
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){.role = RMAP_ROLE_HEADING});
    add_box(b, cr, 5, 25);
    rmap_pdf_plan_speak(&b->plan, "ko");
    rmap_pdf_plan_end(&b->plan);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
}

static int set_up(void **state)
{
    static const struct rmap_window window = {
        .title = "Map", .box = {5, 5, 35, 25}, .wkt = "PROJCS[\"a (b\"]", .epsg = 5179,
        .corners = {{124, 33}, {123.5, 43.1234567}, {131.5, 43}, {131, 33}}};
    struct bench *b = calloc(1, sizeof *b);
    b->plan = (struct rmap_pdf_plan){.arena = &b->arena, .width_mm = 40, .height_mm = 30, .title = "지도", .alt = "A map",
                                     .lang = "en", .xmp = "<x/>", .windows = &window, .window_count = 1};
    draw(b);
    assert_true(rmap_pdf_complete(b->drawn.text, b->drawn.length, &b->plan, &b->whole, &b->err));
    b->pdf = qpdf_init();
    assert_int_equal(qpdf_read_memory(b->pdf, "map", b->whole.text, b->whole.length, NULL), QPDF_SUCCESS);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    qpdf_cleanup(&b->pdf);
    rmap_pdf_plan_free(&b->plan);
    rmap_arena_free(&b->arena);
    rmap_buffer_free(&b->drawn);
    rmap_buffer_free(&b->whole);
    free(b);
    return 0;
}

/* The object at "Root/OCProperties/D/Order/0": keys, and numbers where there is an array. */
static qpdf_oh find(struct bench *b, const char *path)
{
    qpdf_oh object = qpdf_get_trailer(b->pdf);
    char *steps = rmap_copy(&b->arena, path);
    for (char *step = strtok(steps, "/"); step; step = strtok(NULL, "/")) {
        if (qpdf_oh_is_array(b->pdf, object))
            object = qpdf_oh_get_array_item(b->pdf, object, atoi(step));
        else
            object = qpdf_oh_get_key(b->pdf, object, rmap_format(&b->arena, "/%s", step));
    }
    return object;
}

static const char *text_at(struct bench *b, const char *path)
{
    return rmap_copy(&b->arena, qpdf_oh_get_utf8_value(b->pdf, find(b, path)));
}

static const char *source_at(struct bench *b, const char *path)
{
    return rmap_copy(&b->arena, qpdf_oh_unparse_resolved(b->pdf, find(b, path)));
}

#define PAGE "Root/Pages/Kids/0/"

static void test_one_page_of_layers(void **state)
{
    struct bench *b = *state;
    assert_int_equal(qpdf_get_num_pages(b->pdf), 1);
    assert_string_equal(text_at(b, "Root/OCProperties/D/Order/0/Name"), "Sites"); /* the front one first */
    assert_string_equal(text_at(b, "Root/OCProperties/D/Order/1/Name"), "바다");
    assert_string_equal(text_at(b, "Root/OCProperties/D/Name"), "지도");
    assert_int_equal(qpdf_oh_get_array_n_items(b->pdf, find(b, "Root/OCProperties/OCGs")), 2);
    assert_string_equal(text_at(b, PAGE "Resources/Properties/L0/Name"), "바다");
    qpdf_oh form = qpdf_oh_get_dict(b->pdf, find(b, PAGE "Resources/XObject/S2"));
    assert_string_equal(qpdf_oh_get_name(b->pdf, qpdf_oh_get_key(b->pdf, form, "/Subtype")), "/Form");
    assert_true(qpdf_oh_has_key(b->pdf, form, "/Resources"));
    assert_false(qpdf_oh_has_key(b->pdf, form, "/Group")); /* a group of its own would be blended by itself */
}

static void test_content_draws_each_sheet_in_its_layer(void **state)
{
    static const char expected[] = "/Figure << /MCID 0 >> BDC\n"
                                   "/OC /L0 BDC /S0 Do EMC\n"
                                   "/OC /L1 BDC /S1 Do EMC\n"
                                   "EMC\n/H1 << /MCID 1 >> BDC\n"
                                   "/S2 Do\n"
                                   "EMC\n";
    struct bench *b = *state;
    unsigned char *bytes = NULL;
    size_t length = 0;
    assert_int_equal(qpdf_oh_get_page_content_data(b->pdf, find(b, "Root/Pages/Kids/0"), &bytes, &length), QPDF_SUCCESS);
    assert_int_equal(length, sizeof expected - 1);
    assert_memory_equal(bytes, expected, length);
    free(bytes);
}

static void test_link(void **state)
{
    struct bench *b = *state;
    assert_string_equal(text_at(b, PAGE "Annots/0/A/URI"), "https://example.org/%EC%84%9C?a='1'(\\");
    assert_string_equal(text_at(b, PAGE "Annots/0/Contents"), "Seoul");
    assert_string_equal(text_at(b, PAGE "Annots/0/OC/Name"), "Sites");
    assert_string_equal(source_at(b, PAGE "Annots/0/Rect"), "[ 28.346 51.024 34.016 56.693 ]");
}

static void test_bookmarks(void **state)
{
    struct bench *b = *state;
    assert_string_equal(text_at(b, "Root/Outlines/First/Title"), "Sites");
    assert_string_equal(text_at(b, "Root/Outlines/First/First/Title"), "Seoul");
    assert_string_equal(source_at(b, "Root/Outlines/Count"), "2");
    assert_false(qpdf_oh_has_key(b->pdf, find(b, "Root/Outlines/First"), "/Next")); /* nothing to find in the sea */
    /* 40 mm about the middle, but not beyond the page */
    assert_string_equal(source_at(b, "Root/Outlines/First/First/Dest/1"), "/FitR");
    assert_string_equal(source_at(b, "Root/Outlines/First/First/Dest/2"), "0");
    assert_string_equal(source_at(b, "Root/Outlines/First/First/Dest/4"), "87.874");
}

static void test_structure(void **state)
{
    struct bench *b = *state;
#define ELEMENTS "Root/StructTreeRoot/K/K/"
    assert_string_equal(source_at(b, "Root/MarkInfo/Marked"), "true");
    assert_string_equal(text_at(b, "Root/Lang"), "en");
    assert_string_equal(source_at(b, "Root/StructTreeRoot/K/S"), "/Document");
    assert_string_equal(source_at(b, ELEMENTS "0/S"), "/H1");
    assert_string_equal(text_at(b, ELEMENTS "0/Lang"), "ko");
    assert_string_equal(source_at(b, ELEMENTS "0/K"), "[ 1 ]");
    assert_string_equal(source_at(b, ELEMENTS "1/S"), "/Figure");
    assert_string_equal(text_at(b, ELEMENTS "1/Alt"), "A map");
    assert_string_equal(source_at(b, ELEMENTS "1/K"), "[ 0 ]");
    assert_string_equal(source_at(b, ELEMENTS "1/A/BBox"), "[ 0 0 113.386 85.039 ]");
    assert_string_equal(source_at(b, ELEMENTS "2/S"), "/Link");
    assert_string_equal(text_at(b, ELEMENTS "2/K/0/Obj/Contents"), "Seoul");
    /* and back: from the page's marks and from the link to their elements */
    assert_string_equal(source_at(b, PAGE "StructParents"), "0");
    assert_string_equal(source_at(b, "Root/StructTreeRoot/ParentTree/Nums/1/0/S"), "/Figure");
    assert_string_equal(source_at(b, "Root/StructTreeRoot/ParentTree/Nums/1/1/S"), "/H1");
    assert_string_equal(source_at(b, PAGE "Annots/0/StructParent"), "1");
    assert_string_equal(source_at(b, "Root/StructTreeRoot/ParentTree/Nums/3/S"), "/Link");
}

static void test_window(void **state)
{
    struct bench *b = *state;
    assert_string_equal(source_at(b, PAGE "VP/0/BBox"), "[ 14.173 14.173 99.213 70.866 ]");
    assert_string_equal(text_at(b, PAGE "VP/0/Name"), "Map");
    assert_string_equal(source_at(b, PAGE "VP/0/Measure/GPTS"), "[ 33 124 43.1234567 123.5 43 131.5 33 131 ]");
    assert_string_equal(text_at(b, PAGE "VP/0/Measure/GCS/WKT"), "PROJCS[\"a (b\"]");
    assert_string_equal(source_at(b, PAGE "VP/0/Measure/GCS/EPSG"), "5179");
}

/* The catalog's version counts; the first line's is one that pdfTeX takes without a word. */
static void test_version(void **state)
{
    struct bench *b = *state;
    assert_memory_equal(b->whole.text, "%PDF-1.5\n", 9);
    assert_string_equal(source_at(b, "Root/Version"), "/1.7");
    assert_string_equal(source_at(b, "Root/Extensions/ADBE/BaseVersion"), "/1.7");
    assert_string_equal(source_at(b, "Root/Extensions/ADBE/ExtensionLevel"), "3");
}

/* What Cairo would write must be pages enough. */
static void test_a_page_too_few_is_an_error(void **state)
{
    struct bench *b = *state;
    struct rmap_buffer out = {0};
    rmap_pdf_plan_begin(&b->plan, &(struct rmap_group){.role = RMAP_ROLE_LAYER, .title = "More"});
    assert_true(rmap_pdf_plan_turn(&b->plan));
    assert_false(rmap_pdf_complete(b->drawn.text, b->drawn.length, &b->plan, &out, &b->err));
    assert_int_equal(b->err.status, RMAP_FAILED);
    assert_int_equal(out.length, 0);
}

static void test_no_pdf_is_an_error(void **state)
{
    struct bench *b = *state;
    struct rmap_buffer out = {0};
    assert_false(rmap_pdf_complete("no PDF", 6, &b->plan, &out, &b->err));
    assert_int_equal(b->err.status, RMAP_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_page_of_layers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_content_draws_each_sheet_in_its_layer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bookmarks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_structure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_window, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_version, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_page_too_few_is_an_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_pdf_is_an_error, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
