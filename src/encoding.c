#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* dBASE language drivers that name a code page. 0 and 0x57 ("ANSI") say nothing of which. */
static const char *driver_encoding(int driver)
{
    switch (driver) {
    case 0x01:
        return "CP437";
    case 0x02:
        return "CP850";
    case 0x03:
    case 0x58:
    case 0x59:
        return "CP1252";
    case 0x13:
    case 0x7B:
        return "CP932";
    case 0x4D:
    case 0x7A:
        return "CP936";
    case 0x4E:
    case 0x79:
        return "CP949";
    case 0x4F:
    case 0x78:
        return "CP950";
    case 0x64:
        return "CP852";
    case 0x65:
    case 0x26:
        return "CP866";
    case 0xC8:
        return "CP1250";
    case 0xC9:
        return "CP1251";
    default:
        return NULL;
    }
}

/* NULL when some byte does not fit. */
static char *convert(struct rmap_arena *arena, const char *text, size_t length, const char *encoding)
{
    iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == (iconv_t)-1)
        return NULL;
    size_t room = 4 * length, left = length;
    char *out = rmap_alloc(arena, room + 1), *end = out, *in = (char *)(uintptr_t)text;
    bool fits = iconv(converter, &in, &left, &end, &room) != (size_t)-1
                || errno == EINVAL; /* cut off at the end */
    iconv_close(converter);
    *end = '\0';
    return fits ? out : NULL;
}

static size_t ascii_length(const char *text)
{
    size_t length = 0;
    while (text[length] && (unsigned char)text[length] < 0x80)
        length++;
    return length;
}

/* Text that is valid UTF-8 by accident is next to impossible, but for two-byte characters in an East Asian encoding. */
static bool trust_looks(const char *text, const char *declared)
{
    for (const char *c = text; *c; c++) {
        if ((unsigned char)*c >= 0xE0)
            return true;
    }
    return !declared || strncmp(declared, "ISO-8859", 8) == 0 || strncmp(declared, "CP12", 4) == 0;
}

const char *rmap_encoding_name(struct rmap_arena *arena, const char *page)
{
    if (strncmp(page, "LDID/", 5) == 0)
        return driver_encoding(atoi(page + 5));
    page += strncmp(page, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    page += strspn(page, " \t");
    size_t length = strcspn(page, "\r\n"), digits = strspn(page, "0123456789");
    while (length > 0 && strchr(" \t", page[length - 1]))
        length--;
    const char *name = rmap_copy_n(arena, page, length), *latin = NULL;
    if (rmap_same_word(name, "UTF8") || rmap_same_word(name, "65001"))
        name = "UTF-8";
    else if (strncmp(name, "ISO 8859", 8) == 0 || strncmp(name, "ISO-8859", 8) == 0)
        latin = name + 8;
    else if (digits == length && strncmp(name, "8859", 4) == 0)
        latin = name + 4;
    else if (length > 0 && digits == length)
        name = rmap_format(arena, "CP%s", name);
    if (latin)
        name = rmap_format(arena, "ISO-8859-%s", latin + strspn(latin, "-_ "));
    iconv_t known = length > 0 ? iconv_open("UTF-8", name) : (iconv_t)-1;
    if (known == (iconv_t)-1)
        return NULL;
    iconv_close(known);
    return name;
}

const char *rmap_encoding_decode(struct rmap_arena *arena, const char *text, const char *declared,
                                 const char **used)
{
    size_t length = strlen(text), ascii = ascii_length(text), whole = rmap_utf8_prefix(text, length);
    *used = NULL;
    if (ascii == length)
        return rmap_copy_n(arena, text, length);
    bool utf8 = whole > ascii && whole + 3 >= length, sure = whole == length && trust_looks(text, declared);
    const char *const tried[] = {sure || !declared ? "UTF-8" : declared, "UTF-8", "CP949", "CP1252",
                                 "ISO-8859-1"};
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        const char *out = NULL;
        if (!rmap_same_word(tried[i], "UTF-8"))
            out = convert(arena, text, length, tried[i]);
        else if (utf8)
            out = rmap_copy_n(arena, text, whole);
        if (out) {
            *used = tried[i];
            return out;
        }
    }
    return "";
}
