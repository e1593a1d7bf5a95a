#include "xml.h"

#include <string.h>

void rmap_append_xml(struct rmap_buffer *out, const char *text)
{
    if (!rmap_is_utf8(text, strlen(text)))
        return;
    for (const char *c = text; *c; c++) {
        if (*c == '&')
            rmap_append_text(out, "&amp;");
        else if (*c == '<')
            rmap_append_text(out, "&lt;");
        else if (*c == '>')
            rmap_append_text(out, "&gt;");
        else if (*c == '"')
            rmap_append_text(out, "&quot;");
        else if (strncmp(c, "\xEF\xBF\xBE", 3) == 0 || strncmp(c, "\xEF\xBF\xBF", 3) == 0)
            c += 2;
        else if ((unsigned char)*c >= ' ' && *c != 0x7F)
            rmap_append(out, c, 1);
    }
}
