#include "escape.h"

#include <string.h>

#include "xml.h"

/* How a character is written where it would otherwise mean something; ends with NULL. */
struct escape {
    const char *plain, *written;
};

static const struct escape URL[] = {
    {"%", "%25"}, {" ", "%20"}, {"\"", "%22"}, {"#", "%23"}, {"<", "%3C"}, {">", "%3E"}, {"?", "%3F"},
    {"\\", "%5C"}, {"(", "%28"}, {")", "%29"}, {"&", "%26"}, {NULL, NULL},
};

/* Any ASCII punctuation may be escaped there. */
static const struct escape MARKDOWN[] = {
    {"\\", "\\\\"}, {"[", "\\["}, {"]", "\\]"}, {"*", "\\*"}, {"_", "\\_"}, {"`", "\\`"}, {"\"", "\\\""}, {"<", "\\<"},
    {">", "\\>"}, {"$", "\\$"}, {"&", "\\&"}, {"@", "\\@"}, {"~", "\\~"}, {"^", "\\^"}, {"{", "\\{"}, {"}", "\\}"},
    {"#", "\\#"}, {"'", "\\'"}, {"...", "\\..."}, {"--", "\\-\\-"}, {NULL, NULL},
};

/* Hyphens and accents that would be drawn together are kept apart. The thin space before a unit is none that pdfLaTeX knows. */
static const struct escape LATEX[] = {
    {"\\", "\\textbackslash{}"}, {"{", "\\{"}, {"}", "\\}"}, {"$", "\\$"}, {"&", "\\&"}, {"#", "\\#"}, {"%", "\\%"},
    {"_", "\\_"}, {"^", "\\textasciicircum{}"}, {"~", "\\textasciitilde{}"}, {"<", "\\textless{}"},
    {">", "\\textgreater{}"}, {"|", "\\textbar{}"}, {"--", "-{}-{}"}, {"`", "\\textasciigrave{}"}, {"\u2009", "~"},
    {"\u00A0", "~"}, {NULL, NULL},
};

static const struct escape TYPST[] = {{"\\", "\\\\"}, {"\"", "\\\""}, {NULL, NULL}};

static const struct escape WIKI[] = {
    {"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"|", "&#124;"}, {"[", "&#91;"}, {"]", "&#93;"}, {"{", "&#123;"},
    {"}", "&#125;"}, {"'", "&#39;"}, {"_", "&#95;"}, {"~", "&#126;"}, {"://", "&#58;//"}, {NULL, NULL},
};

static const struct escape *const TABLES[] = {
    [RMAP_IN_URL] = URL, [RMAP_IN_MARKDOWN] = MARKDOWN, [RMAP_IN_LATEX] = LATEX,
    [RMAP_IN_TYPST] = TYPST, [RMAP_IN_WIKI] = WIKI,
};

void rmap_append_escaped(struct rmap_buffer *out, const char *text, enum rmap_notation notation)
{
    if (notation == RMAP_IN_XML) {
        rmap_append_xml(out, text);
        return;
    }
    while (*text) {
        const struct escape *escape = TABLES[notation];
        while (escape->plain && strncmp(text, escape->plain, strlen(escape->plain)) != 0)
            escape++;
        if (escape->plain)
            rmap_append_text(out, escape->written);
        else
            rmap_append(out, text, 1);
        text += escape->plain ? strlen(escape->plain) : 1;
    }
}
