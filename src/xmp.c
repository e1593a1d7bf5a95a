#include "xmp.h"

#include "xml.h"

/* The byte order mark and the id are the standard's. */
static const char HEAD[] = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                           " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                           "<dc:format>application/pdf</dc:format>\n";
static const char TAIL[] = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";

static bool has(const char *text)
{
    return text && text[0];
}

static void put_plain(struct rmap_buffer *out, const char *name, const char *text)
{
    if (!has(text))
        return;
    rmap_print(out, "<%s>", name);
    rmap_append_xml(out, text);
    rmap_print(out, "</%s>\n", name);
}

/* container: "Alt" (a text in one language, the default), "Seq" or "Bag". */
static void put_listed(struct rmap_buffer *out, const char *name, const char *container, const char *text)
{
    if (!has(text))
        return;
    rmap_print(out, "<%s><rdf:%s><rdf:li%s>", name, container, container[0] == 'A' ? " xml:lang=\"x-default\"" : "");
    rmap_append_xml(out, text);
    rmap_print(out, "</rdf:li></rdf:%s></%s>\n", container, name);
}

void rmap_xmp_write(const struct rmap_display *page, const struct rmap_file_spec *spec, struct rmap_buffer *out)
{
    rmap_append_text(out, HEAD);
    put_listed(out, "dc:title", "Alt", page->title);
    put_listed(out, "dc:description", "Alt", page->desc);
    put_listed(out, "dc:creator", "Seq", spec->author);
    put_listed(out, "dc:rights", "Alt", spec->credit);
    put_listed(out, "dc:language", "Bag", page->lang);
    put_plain(out, "pdf:Keywords", spec->keywords);
    put_plain(out, "xmp:CreatorTool", spec->software);
    put_plain(out, "dc:source", spec->provenance);
    rmap_append_text(out, TAIL);
}
