#include "fontface.h"

#include <hb-subset.h>

static hb_face_t *cut(hb_face_t *whole, const char *text)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_buffer_t *letters = hb_buffer_create();
    hb_buffer_add_utf8(letters, text, -1, 0, -1);
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(letters, &count);
    for (unsigned i = 0; i < count; i++)
        hb_set_add(hb_subset_input_unicode_set(input), info[i].codepoint);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_face_t *part = hb_subset_or_fail(whole, input);
    hb_buffer_destroy(letters);
    hb_subset_input_destroy(input);
    return part;
}

bool rmap_fontface_subset(const char *path, const char *text, struct rmap_buffer *out)
{
    hb_blob_t *file = hb_blob_create_from_file_or_fail(path);
    if (!file)
        return false;
    hb_face_t *whole = hb_face_create(file, 0);
    hb_face_t *part = cut(whole, text);
    if (part) {
        hb_blob_t *bytes = hb_face_reference_blob(part);
        unsigned size;
        const char *data = hb_blob_get_data(bytes, &size);
        rmap_append(out, data, size);
        hb_blob_destroy(bytes);
        hb_face_destroy(part);
    }
    hb_face_destroy(whole);
    hb_blob_destroy(file);
    return part != NULL;
}

void rmap_append_base64(struct rmap_buffer *out, const void *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = bytes;
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i < 3 ? size - i : 3;
        unsigned three = (unsigned)in[i] << 16 | (left > 1 ? (unsigned)in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0u);
        const char four[4] = {digits[three >> 18 & 63], digits[three >> 12 & 63], left > 1 ? digits[three >> 6 & 63] : '=',
                              left > 2 ? digits[three & 63] : '='};
        rmap_append(out, four, 4);
    }
}
