/* Styles: properties, classes, bases, overrides, and complaints with a place. */
#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "aid.h"

#include <math.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "style.h"

struct fixture {
    struct rmap_arena arena;
    struct rmap_options options;
    struct rmap_error err;
    char path[64];
};

static struct fixture *start(const char *yaml)
{
    struct fixture *fix = calloc(1, sizeof *fix);
    rmap_options_init(&fix->options, &fix->arena);
    strcpy(fix->path, "/tmp/ringmap-style-XXXXXX.yaml");
    int fd = mkstemps(fix->path, 5);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, yaml, strlen(yaml)), (ssize_t)strlen(yaml));
    close(fd);
    assert_true(rmap_options_set(&fix->options, "style", fix->path, "test", &fix->err));
    return fix;
}

static void finish(struct fixture *fix)
{
    unlink(fix->path);
    rmap_arena_free(&fix->arena);
    free(fix);
}

static struct rmap_style *read_style(struct fixture *fix)
{
    return rmap_style_read(&fix->arena, "styles", &fix->options, &fix->err);
}

static void refused(const char *yaml, const char *complaint)
{
    struct fixture *fix = start(yaml);
    assert_null(read_style(fix));
    assert_int_equal(fix->err.status, RMAP_STYLE);
    char expected[512];
    snprintf(expected, sizeof expected, "%s:%s", fix->path, complaint);
    assert_string_equal(fix->err.text, expected);
    finish(fix);
}

static void test_properties_and_classes(void **state)
{
    (void)state;
    struct fixture *fix = start("about: mine\n"
                                "rules:\n"
                                "  land: {fill: '#ff0000', fill-opacity: 0.5, stroke-width: 1mm}\n"
                                "  rings:\n"
                                "    stroke: '#00f'\n"
                                "    stroke-dasharray: 2mm 1mm\n"
                                "    classes:\n"
                                "      inner: {stroke-width: 2mm}\n");
    struct rmap_style *style = read_style(fix);
    assert_non_null(style);
    assert_string_equal(rmap_style_about(style), "mine");
    const struct rmap_rule *land = rmap_style_rule(style, "land", NULL);
    assert_near(land->fill.r, 1, 1e-9);
    assert_near(land->fill.a, 0.5, 1e-9);
    assert_near(land->stroke_width_mm, 1, 1e-9);
    const struct rmap_rule *inner = rmap_style_rule(style, "rings", "inner");
    assert_near(inner->stroke_width_mm, 2, 1e-9);
    assert_near(inner->stroke.b, 1, 1e-9); /* from the rule */
    assert_int_equal(inner->dashes, 2);
    assert_ptr_equal(rmap_style_rule(style, "rings", "unheard-of"), rmap_style_rule(style, "rings", NULL));
    assert_true(rmap_style_has_class(style, "rings", "inner"));
    assert_false(rmap_style_has_class(style, "rings", "outer"));
    assert_false(rmap_style_rule(style, "no-such-rule", NULL)->display);
    finish(fix);
}

static void test_base_and_override(void **state)
{
    (void)state;
    struct fixture *fix = start("base: light\nrules:\n  sea: {fill: '#000080'}\n");
    assert_true(rmap_options_set(&fix->options, "set", "rings.inner.stroke=#00ff00", "option --set", &fix->err));
    struct rmap_style *style = read_style(fix);
    assert_non_null(style);
    assert_near(rmap_style_rule(style, "sea", NULL)->fill.b, 128 / 255.0, 1e-9);
    assert_near(rmap_style_rule(style, "rings", "inner")->stroke.g, 1, 1e-9);
    assert_true(rmap_style_rule_count(style) > 20); /* the base's rules are there */
    finish(fix);
}

static void test_complaints_say_where(void **state)
{
    (void)state;
    refused("rules:\n  land:\n    stoke-width: 1pt\n", "3:5: unknown property 'stoke-width'; did you mean 'stroke-width'?");
    refused("rules:\n  land:\n    fill: red\n",
            "3:11: fill 'red' is not a colour: write #rgb, #rrggbb, #rrggbbaa, black, white, none, or auto for a halo");
    refused("rules:\n  land:\n    stroke-width: 3\n",
            "3:19: stroke-width '3' is not a length: write a number with pt, mm or in, such as 0.5pt");
    refused("rules:\n  land:\n    stroke-dasharray: 1pt\n",
            "3:23: stroke-dasharray '1pt' is not a dash pattern: write pairs of lengths such as '4pt 2pt', or none");
    refused("rules:\n  sites:\n    symbol: blob\n",
            "3:13: symbol 'blob' is none of none, circle, square, diamond, triangle, star, plane, cross, dot-ring or hexagon");
    refused("colours: 1\n", "1:1: unknown or misplaced 'colours'; a style holds 'about', 'base' and 'rules'");
    refused("base: lihgt\n", "1:7: unknown style 'lihgt'; did you mean 'light'?");
}

static void test_unknown_rule_in_override(void **state)
{
    (void)state;
    struct fixture *fix = start("base: light\n");
    assert_true(rmap_options_set(&fix->options, "set", "rigns.stroke=#00ff00", "option --set", &fix->err));
    assert_null(read_style(fix));
    assert_int_equal(fix->err.status, RMAP_STYLE);
    assert_string_equal(fix->err.text, "option --set: the style has no rule 'rigns'; did you mean 'rings'?");
    finish(fix);
}

static void test_scaling_keeps_type_legible(void **state)
{
    (void)state;
    struct fixture *fix = start("rules:\n  page: {font-size: 2mm}\n  names: {font-size: 4mm, stroke-width: 1mm}\n"
                                "  credit: {font-size: 2mm}\n");
    struct rmap_style *style = read_style(fix);
    assert_non_null(style);
    rmap_style_scale(style, 0.3, 0.5);
    assert_near(rmap_style_rule(style, "names", NULL)->font.size_mm, 2, 1e-9);
    assert_near(rmap_style_rule(style, "credit", NULL)->font.size_mm, 2, 1e-9);
    assert_near(rmap_style_rule(style, "names", NULL)->stroke_width_mm, 0.5, 1e-9);
    finish(fix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_properties_and_classes), cmocka_unit_test(test_base_and_override),
        cmocka_unit_test(test_complaints_say_where), cmocka_unit_test(test_unknown_rule_in_override),
        cmocka_unit_test(test_scaling_keeps_type_legible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
