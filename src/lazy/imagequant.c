/* libimagequant: a PNG's palette. */
#include "lazy.h"

#include <libimagequant.h>

F0(liq_attr *, liq_attr_create)
V1(liq_attr_destroy, liq_attr *)
F1(const liq_palette *, liq_get_palette, liq_result *)
F2(liq_error, liq_image_add_fixed_color, liq_image *, liq_color)
F5(liq_image *, liq_image_create_rgba, const liq_attr *, const void *, int, int, double)
V1(liq_image_destroy, liq_image *)
F3(liq_error, liq_image_quantize, liq_image *, liq_attr *, liq_result **)
V1(liq_result_destroy, liq_result *)
F2(liq_error, liq_set_dithering_level, liq_result *, float)
F2(liq_error, liq_set_max_colors, liq_attr *, int)
F2(liq_error, liq_set_speed, liq_attr *, int)
F4(liq_error, liq_write_remapped_image, liq_result *, liq_image *, void *, size_t)
