#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/yaml.h"

static struct rmap_arena arena;
static struct rmap_error err;

static int start(void **state)
{
    (void)state;
    err = (struct rmap_error){0};
    return 0;
}

static int stop(void **state)
{
    (void)state;
    rmap_arena_free(&arena);
    return 0;
}

static struct rmap_node *parse(const char *text)
{
    err = (struct rmap_error){0};
    return rmap_yaml_parse(&arena, "a.yaml", text, strlen(text), RMAP_STYLE, &err);
}

static void refuses(const char *text, const char *message)
{
    assert_null(parse(text));
    assert_int_equal(err.status, RMAP_STYLE);
    assert_string_equal(err.text, message);
}

/* The tree on one line: "{title='Reach' rings=['180km' '300km']}". */
static void describe(const struct rmap_node *node, struct rmap_buffer *out)
{
    if (node->key)
        rmap_print(out, "%s=", node->key);
    if (node->kind == RMAP_NODE_SCALAR) {
        rmap_print(out, "'%s'", node->text);
        return;
    }
    rmap_append_text(out, node->kind == RMAP_NODE_MAP ? "{" : "[");
    for (const struct rmap_node *child = node->first; child; child = child->next) {
        describe(child, out);
        if (child->next)
            rmap_append_text(out, " ");
    }
    rmap_append_text(out, node->kind == RMAP_NODE_MAP ? "}" : "]");
}

static void becomes(const char *text, const char *tree)
{
    struct rmap_node *root = parse(text);
    if (!root)
        fail_msg("%s", err.text);
    struct rmap_buffer out = {0};
    describe(root, &out);
    assert_string_equal(out.text, tree);
    rmap_buffer_free(&out);
}

static void trees_are_read(void **state)
{
    (void)state;
    becomes("title: Reach\nrings: [180km, 300km]\n", "{title='Reach' rings=['180km' '300km']}");
    becomes("land: {fill: \"#eee\", stroke: none}\nempty:\nlist:\n  - a\n  - b: c\n",
            "{land={fill='#eee' stroke='none'} empty='' list=['a' {b='c'}]}");
    becomes("- 1\n- [2, 3]\n", "['1' ['2' '3']]");
    becomes("just text", "'just text'");
    becomes("a: ~\nb: null\nc: 'null'\nd: \"~\"\ne: ''\n", "{a='' b='' c='null' d='~' e=''}");
    becomes("name: 서울\ntext: |\n  two\n  lines\n", "{name='서울' text='two\nlines\n'}");
    becomes("--- # begins\na: b\n...\n", "{a='b'}");
    becomes("\xEF\xBB\xBF" "a: b\r\nc: d\r\n", "{a='b' c='d'}");
    becomes("0x10: 3x0\n", "{0x10='3x0'}");
}

static void nothing_is_an_empty_map(void **state)
{
    (void)state;
    becomes("", "{}");
    becomes("# only words\n", "{}");
    becomes("---\n", "{}");
    becomes("\xEF\xBB\xBF", "{}");
    becomes("{}", "{}");
    struct rmap_node *root = parse("");
    assert_string_equal(rmap_node_where(&arena, root), "a.yaml:1:1");
}

static void nodes_know_where_they_stand(void **state)
{
    (void)state;
    struct rmap_node *root = parse("\xEF\xBB\xBF" "# a comment\n제목: 지도\nland:\n  fill: white\nrings: [180km, 300km]\nlast:\n");
    assert_non_null(root);
    const struct rmap_node *title = root->first;
    assert_string_equal(title->key, "제목");
    assert_string_equal(rmap_node_where(&arena, title), "a.yaml:2:5"); /* characters, not bytes */
    assert_int_equal(title->key_line, 2);
    assert_int_equal(title->key_column, 1);
    const struct rmap_node *fill = rmap_node_find(rmap_node_find(root, "land"), "fill");
    assert_string_equal(rmap_node_where(&arena, fill), "a.yaml:4:9");
    assert_int_equal(fill->key_line, 4);
    assert_int_equal(fill->key_column, 3);
    const struct rmap_node *rings = rmap_node_find(root, "rings");
    assert_string_equal(rmap_node_where(&arena, rings), "a.yaml:5:8");
    assert_string_equal(rmap_node_where(&arena, rings->first->next), "a.yaml:5:16");
    assert_int_equal(rmap_node_find(root, "last")->line, 6);
    assert_null(rmap_node_find(root, "fill"));
    assert_null(rmap_node_find(rings, "180km"));
    root = parse("\xEF\xBB\xBF" "a: b");
    assert_int_equal(root->first->key_column, 1);
}

static void what_yaml_has_too_much_is_refused(void **state)
{
    (void)state;
    refuses("rings: 180km\ntitle: x\nrings: 300km\n",
            "a.yaml:3:1: 'rings' stands here and on line 1; keep one of them");
    refuses("land: {fill: a, fill: b}\n", "a.yaml:1:17: 'fill' stands here and on line 1; keep one of them");
    refuses("a: &x b\nc: *x\n", "a.yaml:1:4: anchors are not used here; leave out the '&' and its name");
    refuses("a: *x\n", "a.yaml:1:4: aliases are not used here; write the value again");
    refuses("a: !!str b\n", "a.yaml:1:4: tags are not used here; leave out the '!' and its name");
    refuses("!x a: b\n", "a.yaml:1:1: tags are not used here; leave out the '!' and its name");
    refuses("a: [&x b]\n", "a.yaml:1:5: anchors are not used here; leave out the '&' and its name");
    refuses("a: b\n---\nc: d\n", "a.yaml:2:1: a second document; one file holds one");
    refuses("? [a, b]\n: c\n", "a.yaml:1:3: a key must be a word");
    refuses("a: \"x\\0y\"\n", "a.yaml:1:4: a NUL character in the text");
}

static void broken_yaml_says_where(void **state)
{
    (void)state;
    refuses("a:\n\tb: c\n", "a.yaml:2:1: a tab cannot indent; use blanks");
    refuses("title: Within: reach\n", "a.yaml:1:14: a second ':' on the line; quote a value that holds ': '");
    refuses("a: b\n  \xFF\n", "a.yaml:2:3: invalid leading UTF-8 octet");
    refuses("a: 서울\xB0\n", "a.yaml:1:6: invalid leading UTF-8 octet");
    refuses("\xFF\xFE" "a:", "a.yaml:1:1: the file is UTF-16; save it as UTF-8");
    refuses("a: b\x01\n", "a.yaml:1:5: control characters are not allowed");
    static const char *const broken[] = {"rings: [180km\n", "a: 'b\n", "a: {b\n", "]", "a: b\n c\n- d\n", "%x\n", "a: @b\n"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        assert_null(parse(broken[i]));
        int line, column;
        assert_int_equal(sscanf(err.text, "a.yaml:%d:%d: ", &line, &column), 2);
        assert_null(strchr(err.text, '\n'));
        assert_true(line >= 1 && line <= 4 && column >= 1 && column < 20);
    }
}

static void depth_and_size_are_bounded(void **state)
{
    (void)state;
    assert_non_null(parse("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"));
    refuses("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", "a.yaml:1:17: more than 16 levels deep");
    char *deep = malloc(100000);
    memset(deep, '[', 100000);
    assert_null(rmap_yaml_parse(&arena, "a.yaml", deep, 100000, RMAP_STYLE, NULL));
    free(deep);

    size_t size = (1 << 20) + 1;
    char *large = malloc(size);
    memset(large, '#', size);
    assert_null(rmap_yaml_parse(&arena, "a.yaml", large, size, RMAP_STYLE, &err));
    assert_non_null(rmap_yaml_parse(&arena, "a.yaml", large, size - 1, RMAP_STYLE, NULL));
    free(large);
}

static void many_keys_take_no_long_time(void **state)
{
    (void)state;
    struct rmap_buffer text = {0};
    for (int i = 0; i < 90000; i++)
        rmap_print(&text, "k%d:\n", i);
    assert_non_null(parse(text.text));
    rmap_append_text(&text, "k7:\n");
    refuses(text.text, "a.yaml:90001:1: 'k7' stands here and on line 8; keep one of them");
    rmap_buffer_free(&text);
}

static void files_are_read(void **state)
{
    (void)state;
    char path[] = "/tmp/ringmap-yaml-XXXXXX", message[128];
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "a: b\n", 5), 5);
    close(file);
    struct rmap_node *root = rmap_yaml_read(&arena, path, RMAP_INPUT, &err);
    assert_non_null(root);
    assert_string_equal(root->first->text, "b");
    assert_string_equal(root->first->file, path);
    unlink(path);
    assert_null(rmap_yaml_read(&arena, path, RMAP_INPUT, &err));
    snprintf(message, sizeof message, "cannot open '%s': No such file or directory", path);
    assert_string_equal(err.text, message);
    assert_int_equal(err.status, RMAP_INPUT);
    err = (struct rmap_error){0};
    assert_null(rmap_yaml_read(&arena, "/tmp", RMAP_INPUT, &err));
    assert_string_equal(err.text, "cannot read '/tmp': Is a directory");
    err = (struct rmap_error){0};
    assert_null(rmap_yaml_read(&arena, "/dev/zero", RMAP_INPUT, &err));
    assert_string_equal(err.text, "'/dev/zero' is larger than 1 MiB; is it the right file?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(trees_are_read, start, stop),
        cmocka_unit_test_setup_teardown(nothing_is_an_empty_map, start, stop),
        cmocka_unit_test_setup_teardown(nodes_know_where_they_stand, start, stop),
        cmocka_unit_test_setup_teardown(what_yaml_has_too_much_is_refused, start, stop),
        cmocka_unit_test_setup_teardown(broken_yaml_says_where, start, stop),
        cmocka_unit_test_setup_teardown(depth_and_size_are_bounded, start, stop),
        cmocka_unit_test_setup_teardown(many_keys_take_no_long_time, start, stop),
        cmocka_unit_test_setup_teardown(files_are_read, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
