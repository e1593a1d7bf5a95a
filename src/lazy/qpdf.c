/* qpdf: layers, bookmarks and places in a PDF. */
#include "lazy.h"

#include <qpdf/qpdf-c.h>

#define LIBRARY QPDF_SONAME

qpdf_data qpdf_init(void); /* its header does not say that there are no arguments */

V1(qpdf_cleanup, qpdf_data *)
F1(const unsigned char *, qpdf_get_buffer, qpdf_data)
F1(size_t, qpdf_get_buffer_length, qpdf_data)
F1(qpdf_error, qpdf_get_error, qpdf_data)
F2(const char *, qpdf_get_error_full_text, qpdf_data, qpdf_error)
F1(int, qpdf_get_num_pages, qpdf_data)
F2(qpdf_oh, qpdf_get_page_n, qpdf_data, size_t)
F1(qpdf_oh, qpdf_get_root, qpdf_data)
F1(QPDF_BOOL, qpdf_has_error, qpdf_data)
F0(qpdf_data, qpdf_init)
F1(QPDF_ERROR_CODE, qpdf_init_write_memory, qpdf_data)
F2(qpdf_oh, qpdf_make_indirect_object, qpdf_data, qpdf_oh)
V3(qpdf_oh_append_item, qpdf_data, qpdf_oh, qpdf_oh)
F3(qpdf_oh, qpdf_oh_get_array_item, qpdf_data, qpdf_oh, int)
F2(int, qpdf_oh_get_array_n_items, qpdf_data, qpdf_oh)
F2(qpdf_oh, qpdf_oh_get_dict, qpdf_data, qpdf_oh)
F3(qpdf_oh, qpdf_oh_get_key, qpdf_data, qpdf_oh, const char *)
F3(QPDF_BOOL, qpdf_oh_has_key, qpdf_data, qpdf_oh, const char *)
F2(QPDF_BOOL, qpdf_oh_is_stream, qpdf_data, qpdf_oh)
F1(qpdf_oh, qpdf_oh_new_array, qpdf_data)
F1(qpdf_oh, qpdf_oh_new_dictionary, qpdf_data)
F2(qpdf_oh, qpdf_oh_new_integer, qpdf_data, long long)
F2(qpdf_oh, qpdf_oh_new_name, qpdf_data, const char *)
F1(qpdf_oh, qpdf_oh_new_null, qpdf_data)
F1(qpdf_oh, qpdf_oh_new_stream, qpdf_data)
F2(qpdf_oh, qpdf_oh_new_string, qpdf_data, const char *)
F2(qpdf_oh, qpdf_oh_new_unicode_string, qpdf_data, const char *)
F2(qpdf_oh, qpdf_oh_parse, qpdf_data, const char *)
V4(qpdf_oh_replace_key, qpdf_data, qpdf_oh, const char *, qpdf_oh)
V6(qpdf_oh_replace_stream_data, qpdf_data, qpdf_oh, const unsigned char *, size_t, qpdf_oh, qpdf_oh)
V4(qpdf_oh_set_array_item, qpdf_data, qpdf_oh, int, qpdf_oh)
F5(QPDF_ERROR_CODE, qpdf_read_memory, qpdf_data, const char *, const char *, unsigned long long, const char *)
F2(QPDF_ERROR_CODE, qpdf_remove_page, qpdf_data, qpdf_oh)
V2(qpdf_set_deterministic_ID, qpdf_data, QPDF_BOOL)
V3(qpdf_set_minimum_pdf_version_and_extension, qpdf_data, const char *, int)
V2(qpdf_set_object_stream_mode, qpdf_data, enum qpdf_object_stream_e)
V2(qpdf_set_suppress_warnings, qpdf_data, QPDF_BOOL)
V1(qpdf_silence_errors, qpdf_data)
F1(QPDF_ERROR_CODE, qpdf_write, qpdf_data)
