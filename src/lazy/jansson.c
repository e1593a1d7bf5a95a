/* Jansson: GeoJSON and figures for programs. */
#include "lazy.h"

#include <jansson.h>

F0(json_t *, json_array)
F2(int, json_array_append_new, json_t *, json_t *)
V1(json_delete, json_t *)
F2(char *, json_dumps, const json_t *, size_t)
F0(json_t *, json_false)
F0(json_t *, json_null)
F0(json_t *, json_object)
F3(int, json_object_set_new, json_t *, const char *, json_t *)
F1(json_t *, json_real, double)
F1(json_t *, json_string, const char *)
F0(json_t *, json_true)

json_t *json_pack(const char *format, ...)
{
    FOUND(json_vpack_ex);
    va_list values;
    va_start(values, format);
    json_t *packed = found(NULL, 0, format, values);
    va_end(values);
    return packed;
}
