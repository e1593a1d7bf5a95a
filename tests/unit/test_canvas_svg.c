/* canvas_svg.c: the file is XML, keeps every point, and says what the map says. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/canvas.h"
#include "../../src/output.h"
#include "../../src/text.h"
#include "engine.h"

#define BLACK ((struct rmap_color){0, 0, 0, 1})
#define WHITE ((struct rmap_color){1, 1, 1, 1})
#define DEPTH 32
#define IDS   64

struct bench {
    struct rmap_arena arena;
    struct rmap_display list;
    struct rmap_file_spec spec;
    struct rmap_buffer svg;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->list = (struct rmap_display){.arena = &b->arena, .width_mm = 160, .height_mm = 90.5};
    b->spec = (struct rmap_file_spec){.dpi = 254, .id_prefix = "m-"};
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;
    rmap_display_free(&b->list);
    rmap_arena_free(&b->arena);
    rmap_buffer_free(&b->svg);
    free(b);
    return 0;
}

/* --- a reader that is as strict as XML where the canvas could go wrong --- */

struct reader {
    const char *at;
    char open[DEPTH][32];
    int depth;
    char ids[IDS][64];
    int id_count;
};

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr(":_-.", c);
}

static void read_name(struct reader *r, char *name, size_t size)
{
    size_t n = 0;
    while (*r->at && is_name(*r->at) && n + 1 < size)
        name[n++] = *r->at++;
    name[n] = '\0';
    if (n == 0)
        fail_msg("a name is missing at: %.40s", r->at);
}

/* Characters up to `end`: no control characters, no bare '<' or '&'. */
static void read_characters(struct reader *r, char end)
{
    for (; *r->at && *r->at != end; r->at++) {
        if (*r->at == '<' || ((unsigned char)*r->at < ' ' && *r->at != '\n'))
            fail_msg("not allowed here: %.40s", r->at);
        if (*r->at == '&' && strncmp(r->at, "&amp;", 5) && strncmp(r->at, "&lt;", 4)
            && strncmp(r->at, "&gt;", 4) && strncmp(r->at, "&quot;", 6))
            fail_msg("a bare '&': %.40s", r->at);
    }
}

static void read_attributes(struct reader *r)
{
    char names[24][32];
    int count = 0;
    while (*r->at == ' ') {
        r->at++;
        read_name(r, names[count], sizeof *names);
        for (int i = 0; i < count; i++)
            assert_string_not_equal(names[i], names[count]);
        assert_memory_equal(r->at, "=\"", 2);
        r->at += 2;
        const char *value = r->at;
        read_characters(r, '"');
        if (strcmp(names[count], "id") == 0) {
            assert_true(r->id_count < IDS);
            char *id = r->ids[r->id_count];
            snprintf(id, sizeof r->ids[0], "%.*s", (int)(r->at - value), value);
            for (int i = 0; i < r->id_count; i++)
                assert_string_not_equal(r->ids[i], id);
            r->id_count++;
        }
        assert_int_equal(*r->at++, '"');
        count++;
    }
}

/* Fails unless tags nest, attributes and ids are unique and characters are escaped. */
static void check_xml(const char *svg)
{
    struct reader r = {.at = svg};
    assert_true(rmap_is_utf8(svg, strlen(svg)));
    do {
        char name[32];
        assert_int_equal(*r.at++, '<');
        if (*r.at == '/') {
            r.at++;
            read_name(&r, name, sizeof name);
            assert_true(r.depth > 0);
            assert_string_equal(r.open[--r.depth], name);
        } else {
            read_name(&r, name, sizeof name);
            read_attributes(&r);
            if (*r.at == '/')
                r.at++;
            else
                snprintf(r.open[r.depth++], sizeof r.open[0], "%s", name);
        }
        assert_int_equal(*r.at++, '>');
        read_characters(&r, '<');
    } while (*r.at);
    assert_int_equal(r.depth, 0);
}

/* --- drawing --- */

/* The list as SVG, through a file; checked. */
static const char *draw(struct bench *b)
{
    char folder[] = "/tmp/ringmap-test-XXXXXX", path[64];
    struct rmap_error err = {0};
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/map.svg", folder);
    struct rmap_output *out = rmap_output_open(path, &err);
    assert_non_null(out);
    struct rmap_canvas *canvas = rmap_canvas_svg_new(out, engine, &b->spec);
    rmap_display_replay(&b->list, canvas);
    assert_true(canvas->finish(canvas, &err));
    canvas->free(canvas);
    assert_true(rmap_output_commit(out, &err));

    rmap_buffer_free(&b->svg);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int c; (c = getc(file)) != EOF;)
        rmap_append(&b->svg, &(char){(char)c}, 1);
    fclose(file);
    unlink(path);
    rmdir(folder);
    check_xml(b->svg.text);
    return b->svg.text;
}

static void assert_holds(const char *svg, const char *part)
{
    if (!strstr(svg, part))
        fail_msg("no '%s' in:\n%s", part, svg);
}

static int count_of(const char *svg, const char *part)
{
    int count = 0;
    for (const char *at = svg; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static void begin(struct bench *b, struct rmap_group group)
{
    rmap_display_begin(&b->list, &group);
}

static void end(struct bench *b)
{
    rmap_display_end(&b->list);
}

static struct rmap_text words(const char *text)
{
    return (struct rmap_text){.text = text,
                              .at = {10, 20.125},
                              .font = {.size_mm = 3, .weight = RMAP_REGULAR},
                              .fill = BLACK,
                              .width_mm = 8};
}

/* --- the page --- */

static void test_page_says_what_it_shows(void **state)
{
    struct bench *b = *state;
    b->list.title = "Within 300 km of <Seoul> & \"Osan\"";
    b->list.desc = "서울";
    b->list.lang = "en+ko";
    b->spec.credit = "Natural Earth & others";
    b->spec.software = "ringmap 0";
    const char *svg = draw(b);
    assert_holds(svg, "width=\"160mm\" height=\"90.5mm\" viewBox=\"0 0 160 90.5\" role=\"img\""
                      " aria-labelledby=\"m-title m-desc\" xml:lang=\"en\"");
    assert_holds(svg, "<title id=\"m-title\">Within 300 km of &lt;Seoul&gt; &amp; &quot;Osan&quot;</title>");
    assert_holds(svg, "<desc id=\"m-desc\">서울</desc>");
    assert_holds(svg, "<dc:rights><cc:Agent><dc:title>Natural Earth &amp; others</dc:title>");
    assert_holds(svg, "<dc:title>ringmap 0</dc:title>");
    assert_holds(svg, "font-family=\"Pretendard, ");
}

static void test_bare_page(void **state)
{
    struct bench *b = *state;
    const char *svg = draw(b);
    assert_int_equal(count_of(svg, "aria-labelledby"), 0);
    assert_int_equal(count_of(svg, "<metadata"), 0);
    assert_int_equal(count_of(svg, "xml:lang"), 0);
}

/* --- groups --- */

static void test_groups_keep_their_meaning(void **state)
{
    struct bench *b = *state;
    begin(b, (struct rmap_group){.role = RMAP_ROLE_LAYER, .id = "sites", .title = "Sites & <bases>"});
    begin(b, (struct rmap_group){.role = RMAP_ROLE_SITE,
                                 .id = "site-osan",
                                 .title = "Osan & <Base>",
                                 .desc = "Air base",
                                 .classes = "site airbase",
                                 .href = "https://example.org/?a=1&b=2"});
    end(b);
    end(b);
    begin(b, (struct rmap_group){.role = RMAP_ROLE_LABEL, .title = "East Sea"});
    end(b);
    begin(b, (struct rmap_group){.role = RMAP_ROLE_GROUP}); /* says nothing */
    end(b);
    const char *svg = draw(b);
    assert_holds(
        svg,
        "<g id=\"m-sites\" inkscape:groupmode=\"layer\" inkscape:label=\"Sites &amp; &lt;bases&gt;\">\n"
        "<a xlink:href=\"https://example.org/?a=1&amp;b=2\"><g id=\"m-site-osan\" class=\"site airbase\">\n"
        "<title>Osan &amp; &lt;Base&gt;</title>\n"
        "<desc>Air base</desc>\n"
        "</g>\n"
        "</a>\n"
        "</g>\n"
        "<g role=\"img\" aria-label=\"East Sea\">\n"
        "</g>\n"
        "</svg>\n");
}

/* Two maps in one page, two groups with one name: ids must stay apart. */
static void test_ids_are_unique(void **state)
{
    struct bench *b = *state;
    b->list.title = "T";
    for (int i = 0; i < 3; i++) {
        begin(b, (struct rmap_group){.role = RMAP_ROLE_GROUP, .id = "title"});
        end(b);
        begin(b, (struct rmap_group){.role = RMAP_ROLE_GROUP, .id = "clip"});
        end(b);
    }
    begin(b, (struct rmap_group){.role = RMAP_ROLE_GROUP, .clipped = true, .clip = {0, 0, 1, 1}});
    end(b);
    b->spec.id_prefix = "other-";
    const char *svg = draw(b); /* fails when an id stands twice */
    assert_int_equal(count_of(svg, " id=\"other-"), 8);
    assert_int_equal(count_of(svg, " id=\""), 8);
    assert_holds(svg, "id=\"other-clip-3\"");
    assert_holds(svg, "clip-path=\"url(#other-clip-4)\"");
}

static void test_equal_clips_are_defined_once(void **state)
{
    struct bench *b = *state;
    struct rmap_box boxes[] = {{5, 5, 155, 85}, {5, 5, 155, 85}, {5, 5, 155, 85.5}, {5, 5, 155, 85}};
    for (size_t i = 0; i < 4; i++) {
        begin(b, (struct rmap_group){.role = RMAP_ROLE_GROUP, .clipped = true, .clip = boxes[i]});
        end(b);
    }
    const char *svg = draw(b);
    assert_int_equal(count_of(svg, "<clipPath"), 2);
    assert_int_equal(count_of(svg, "url(#m-clip)"), 3);
    assert_int_equal(count_of(svg, "url(#m-clip-2)"), 1);
    assert_holds(svg, "<rect x=\"5\" y=\"5\" width=\"150\" height=\"80\"/>");
}

/* --- paths --- */

static const char *draw_path(struct bench *b, struct rmap_path *path, struct rmap_paint paint)
{
    rmap_display_path(&b->list, path, &paint);
    return draw(b);
}

/* Colours for dark mode are rules of the sheet: equal pairs share one, and what stays has none. */
static void test_night(void **state)
{
    struct bench *b = *state;
    struct rmap_display night = {.arena = &b->arena};
    struct rmap_display *lists[] = {&b->list, &night};
    for (int i = 0; i < 2; i++) {
        struct rmap_color page = i ? BLACK : WHITE, line = {1, 0, 0, i ? 0.5 : 1};
        for (int k = 0; k < 3; k++) {
            struct rmap_path path = {0};
            rmap_path_box(&path, (struct rmap_box){k, 0, k + 1, 1});
            rmap_display_path(lists[i], &path, &(struct rmap_paint){.fill = k < 2 ? page : BLACK, .stroke = k < 2 ? line : BLACK,
                                                                    .width_mm = k == 1 ? 0 : 1});
        }
    }
    assert_true(rmap_display_pair(&b->list, &night));
    const char *svg = draw(b);
    assert_holds(svg, "<path class=\"m-n1\" fill=\"#fff\" stroke=\"#f00\"");
    assert_holds(svg, "<path class=\"m-n2\" fill=\"#fff\" d=");
    assert_holds(svg, "<path fill=\"#000\" stroke=\"#000\"");
    assert_holds(svg, "<style>@media (prefers-color-scheme:dark){.m-n1{fill:#000000;stroke:#ff0000;stroke-opacity:0.5;}"
                      ".m-n2{fill:#000000;}}</style>");
    struct rmap_path path = {0};
    rmap_path_box(&path, (struct rmap_box){0, 0, 1, 1});
    rmap_display_path(&night, &path, &(struct rmap_paint){.fill = BLACK});
    assert_false(rmap_display_pair(&b->list, &night)); /* not the same list any more */
    rmap_display_free(&night);
}

static void test_paint(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = {0};
    rmap_path_box(&path, (struct rmap_box){1, 2, 4, 3});
    draw_path(b, &path, (struct rmap_paint){.fill = {1, 0.5, 0, 0.25}});
    rmap_path_box(&path, (struct rmap_box){0, 0, 1, 1});
    const char *svg = draw_path(b, &path,
                                (struct rmap_paint){.stroke = WHITE,
                                                    .width_mm = 0.0882,
                                                    .dash_mm = {1, 0.5},
                                                    .dashes = 2,
                                                    .join = RMAP_JOIN_MITER,
                                                    .cap = RMAP_CAP_ROUND});
    assert_holds(svg, "<path fill=\"#ff8000\" fill-opacity=\"0.25\" d=\"m1 2h3v1h-3z\"/>");
    assert_holds(svg, "<path fill=\"none\" stroke=\"#fff\" stroke-width=\"0.088\" stroke-linejoin=\"miter\""
                      " stroke-linecap=\"round\" stroke-dasharray=\"1 0.5\" d=\"m0 0h1v1h-1z\"/>");
    assert_holds(svg, "fill-rule=\"evenodd\" stroke-linejoin=\"round\" text-rendering=\"geometricPrecision\">"); /* of the root */
}

/* Reads path data as a browser does, for the commands that the canvas writes. */
struct trail {
    const char *at;
    double x, y, start_x, start_y;
};

static double read_value(struct trail *t)
{
    double value = 0, place = 1, sign = 1;
    while (*t->at == ' ')
        t->at++;
    if (*t->at == '-') {
        sign = -1;
        t->at++;
    }
    bool point = false;
    if (!(*t->at == '.' || (*t->at >= '0' && *t->at <= '9')))
        fail_msg("a number is missing at: %.30s", t->at);
    for (; (*t->at >= '0' && *t->at <= '9') || (*t->at == '.' && !point); t->at++) {
        if (*t->at == '.') {
            point = true;
        } else if (point) {
            place /= 10;
            value += place * (*t->at - '0');
        } else {
            value = 10 * value + (*t->at - '0');
        }
    }
    return sign * value;
}

/* The ends of all segments that the data draw, starts of parts included. */
static size_t follow(const char *data, struct rmap_page *ends, size_t capacity)
{
    struct trail t = {.at = data};
    size_t count = 0;
    for (char command = 0; *t.at && *t.at != '"';) {
        if (*t.at >= 'a' && *t.at <= 'z') {
            command = *t.at++;
            if (command == 'z') {
                t.x = t.start_x;
                t.y = t.start_y;
                continue;
            }
        }
        if (command == 'c') {
            for (int i = 0; i < 4; i++)
                read_value(&t);
        }
        if (command != 'v')
            t.x += read_value(&t);
        if (command != 'h')
            t.y += read_value(&t);
        if (command == 'm') {
            t.start_x = t.x;
            t.start_y = t.y;
            command = 'l';
        }
        assert_true(count < capacity);
        ends[count++] = (struct rmap_page){t.x, t.y};
    }
    return count;
}

static double random_step(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return ((double)(*seed >> 8) / (1 << 24) - 0.5) * 0.7;
}

/* Relative data: the error must not grow along a coast of ten thousand points. */
static void test_points_stay_where_they_are(void **state)
{
    enum { COUNT = 10000 };
    static struct rmap_page points[COUNT], ends[COUNT];
    struct bench *b = *state;
    struct rmap_path path = {0};
    uint32_t seed = 7;
    double x = 80, y = -3;
    for (int i = 0; i < COUNT; i++) {
        x += random_step(&seed);
        y += i % 5 ? random_step(&seed) : 0;
        points[i] = (struct rmap_page){x, y};
        if (i % 100 == 0 && i)
            rmap_path_close(&path);
        (i % 100 ? rmap_path_line : rmap_path_move)(&path, x, y);
    }
    rmap_path_close(&path);
    const char *data = strstr(draw_path(b, &path, (struct rmap_paint){.fill = BLACK}), " d=\"") + 4;
    size_t found = 0, count = follow(data, ends, COUNT);
    for (size_t i = 0; i < COUNT; i++) { /* points that fall on the one before are left out */
        bool same = i % 100 && fabs(round(points[i].x_mm * 100) - round(points[i - 1].x_mm * 100)) < 0.5
                    && fabs(round(points[i].y_mm * 100) - round(points[i - 1].y_mm * 100)) < 0.5;
        found += !same && found < count;
        if (!(fabs(ends[found - 1].x_mm - points[i].x_mm) <= 0.00501
              && fabs(ends[found - 1].y_mm - points[i].y_mm) <= 0.00501))
            fail_msg("point %zu is at %f %f instead of %f %f", i, ends[found - 1].x_mm, ends[found - 1].y_mm,
                     points[i].x_mm, points[i].y_mm);
    }
    assert_int_equal(found, count);
}

static void test_path_data_are_short(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = {0};
    rmap_path_move(&path, 1.5, 0.25);
    rmap_path_line(&path, 2, 0.5);     /* .5.25 */
    rmap_path_line(&path, 1.004, 0.5); /* h, rounded */
    rmap_path_line(&path, 1.003, 0.5); /* nothing */
    rmap_path_line(&path, 1, 10);      /* v */
    rmap_path_line(&path, 11, 11);
    rmap_path_line(&path, 1.5, 0.25); /* what z draws */
    rmap_path_close(&path);
    rmap_path_move(&path, 1, 1);
    rmap_path_curve(&path, 1, 2, 2, 3, 3, 3);
    rmap_path_line(&path, 3.1, 3.1);
    assert_holds(draw_path(b, &path, (struct rmap_paint){.fill = BLACK}),
                 "d=\"m1.5.25.5.25h-1v9.5l10 1zm-.5.75c0 1 1 2 2 2l.1.1\"");
}

/* A ring's edge keeps a metre at 1:5,000,000 or so, a coast a tenth of a pixel. */
static void test_rings_are_finer(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = {0};
    begin(b, (struct rmap_group){.role = RMAP_ROLE_RING, .id = "ring"});
    begin(b, (struct rmap_group){.role = RMAP_ROLE_GROUP, .classes = "inside"});
    rmap_path_move(&path, 1.2345, 0);
    rmap_path_line(&path, 2.3456, 1);
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.stroke = BLACK, .width_mm = 1});
    end(b);
    end(b);
    rmap_path_move(&path, 1.2345, 0);
    rmap_path_line(&path, 2.3456, 1);
    const char *svg = draw_path(b, &path, (struct rmap_paint){.stroke = BLACK, .width_mm = 1});
    assert_holds(svg, "d=\"m1.2345 0 1.1111 1\"");
    assert_holds(svg, "d=\"m1.23 0 1.12 1\"");
}

/* --- text --- */

static const char *draw_text(struct bench *b, struct rmap_text text)
{
    rmap_display_text(&b->list, &text);
    return draw(b);
}

static void test_plain_text(void **state)
{
    struct bench *b = *state;
    b->list.lang = "en";
    struct rmap_text text = words("300\u2009km, R&D <\u00A0\"서울\">");
    text.lang = "en";
    assert_holds(draw_text(b, text), "<text x=\"10\" y=\"20.13\" font-size=\"3\" fill=\"#000\">"
                                     "300\u2009km, R&amp;D &lt;\u00A0&quot;서울&quot;&gt;</text>");
}

static void test_decorated_text(void **state)
{
    struct bench *b = *state;
    b->list.lang = "en";
    struct rmap_text text = words("황해");
    text.lang = "ko";
    text.anchor = RMAP_MIDDLE;
    text.font.weight = RMAP_BOLD;
    text.font.family = "\"Noto Serif\", serif";
    text.halo = WHITE;
    text.halo.a = 0.8;
    text.halo_mm = 0.35;
    assert_holds(
        draw_text(b, text),
        "<text x=\"10\" y=\"20.13\" text-anchor=\"middle\""
        " font-family=\"&quot;Noto Serif&quot;, serif, Pretendard, sans-serif\" font-size=\"3\""
        " font-weight=\"700\" fill=\"#000\" paint-order=\"stroke\" stroke=\"#fff\" stroke-opacity=\"0.8\""
        " stroke-width=\"0.7\" xml:lang=\"ko\">황해</text>");
}

static void test_turned_and_oblique_text(void **state)
{
    struct bench *b = *state;
    struct rmap_text text = words("SEA");
    text.angle_deg = -33.25;
    assert_holds(draw_text(b, text), "<text transform=\"translate(10 20.13)rotate(-33.25)\" font-size");
    text.font.oblique = true;
    assert_holds(draw_text(b, text), "transform=\"translate(10 20.13)rotate(-33.25)skewX(-11)\"");
    text.angle_deg = 0;
    text.anchor = RMAP_END;
    assert_holds(draw_text(b, text), "transform=\"translate(10 20.13)skewX(-11)\" text-anchor=\"end\"");
}

/* Readers differ in whether the last letter's space counts: no anchor but the start is the same in all. */
static void test_spaced_text_starts_where_measured(void **state)
{
    struct bench *b = *state;
    struct rmap_text text = words("SEA"); /* 8 mm wide */
    text.font.spacing_mm = 1.5;
    text.anchor = RMAP_MIDDLE;
    assert_holds(draw_text(b, text), "<text x=\"6\" y=\"20.13\" font-size=\"3\" letter-spacing=\"1.5\"");
    text.anchor = RMAP_END;
    text.angle_deg = 90;
    const char *svg = draw_text(b, text);
    assert_holds(svg, "<text transform=\"translate(10 20.13)rotate(90)\" x=\"-8\" font-size");
    assert_int_equal(count_of(svg, "text-anchor"), 0);
}

static void test_bad_characters_are_left_out(void **state)
{
    struct bench *b = *state;
    draw_text(b, words("a\x01"
                       "b\x1F\x7F"
                       "c\uFFFEd\uFFFF"));
    draw_text(b, words(" two  blanks"));
    const char *svg = draw_text(b, words("Se\xFFoul")); /* not UTF-8 */
    assert_holds(svg, ">abcd</text>");
    assert_holds(svg, "xml:space=\"preserve\"> two  blanks</text>");
    assert_int_equal(count_of(svg, "oul"), 0);
}

static void test_outlines_on_request(void **state)
{
    struct bench *b = *state;
    b->spec.outlines = true;
    struct rmap_text text = words("R&D");
    text.halo = WHITE;
    text.halo_mm = 0.5;
    const char *svg = draw_text(b, text);
    assert_int_equal(count_of(svg, "<text"), 0);
    assert_int_equal(count_of(svg, "<path"), 2); /* the halo under the letters */
    assert_holds(
        svg,
        "<g role=\"img\" aria-label=\"R&amp;D\" fill-rule=\"nonzero\">\n<path fill=\"none\" stroke=\"#fff\"");
}

static void test_same_list_same_bytes(void **state)
{
    struct bench *b = *state;
    struct rmap_path path = {0};
    rmap_path_circle(&path, 80, 45, 30);
    rmap_display_path(&b->list, &path, &(struct rmap_paint){.stroke = BLACK, .width_mm = 1});
    char *first = strdup(draw_text(b, words("서울")));
    assert_string_equal(draw(b), first);
    free(first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_page_says_what_it_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bare_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_groups_keep_their_meaning, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ids_are_unique, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_equal_clips_are_defined_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_night, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_points_stay_where_they_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_path_data_are_short, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rings_are_finer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_plain_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_decorated_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_turned_and_oblique_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_spaced_text_starts_where_measured, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_characters_are_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outlines_on_request, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_list_same_bytes, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
