/* Plain text in the languages of reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "escape.h"

static void check(enum rmap_notation notation, const char *text, const char *expected)
{
    struct rmap_buffer out = {0};
    rmap_append_escaped(&out, text, notation);
    assert_string_equal(out.text ? out.text : "", expected);
    rmap_buffer_free(&out);
}

static void test_plain_text_stays(void **state)
{
    (void)state;
    for (enum rmap_notation notation = RMAP_IN_XML; notation <= RMAP_IN_WIKI; notation++) {
        check(notation, "Within-180,km.of/Seoul", "Within-180,km.of/Seoul");
        check(notation, "서울에서", "서울에서");
        check(notation, "", "");
    }
}

static void test_special_characters(void **state)
{
    (void)state;
    check(RMAP_IN_XML, "<a & \"b\">", "&lt;a &amp; &quot;b&quot;&gt;");
    check(RMAP_IN_URL, "100% a/b?.svg#1", "100%25%20a/b%3F.svg%231");
    check(RMAP_IN_MARKDOWN, "a--b...c *x* [y]", "a\\-\\-b\\...c \\*x\\* \\[y\\]");
    check(RMAP_IN_LATEX, "50\u2009% \\ {x} a--b c---d `e",
          "50~\\% \\textbackslash{} \\{x\\} a-{}-{}b c-{}-{}-d \\textasciigrave{}e");
    check(RMAP_IN_TYPST, "\"\\", "\\\"\\\\");
    check(RMAP_IN_WIKI, "[[x|y]] ''z'' {{t}} http://a", "&#91;&#91;x&#124;y&#93;&#93; &#39;&#39;z&#39;&#39; "
          "&#123;&#123;t&#125;&#125; http&#58;//a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain_text_stays), cmocka_unit_test(test_special_characters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
