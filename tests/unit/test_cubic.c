/* cubic.c: places and pieces of curves, chords as close as asked for, clipping that keeps what is seen. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"
#include "cubic.h"
#include "simplify.h"

static const struct rmap_cubic BOW = {{{10, 20}, {30, -15}, {70, 40}, {90, 10}}};

static void assert_same(struct rmap_page found, struct rmap_page expected, double tolerance)
{
    assert_near(found.x_mm, expected.x_mm, tolerance);
    assert_near(found.y_mm, expected.y_mm, tolerance);
}

/* By Bernstein's polynomials. */
static struct rmap_page place_at(const struct rmap_cubic *c, double t)
{
    double s = 1 - t, b[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    struct rmap_page p = {0, 0};
    for (int i = 0; i < 4; i++) {
        p.x_mm += b[i] * c->p[i].x_mm;
        p.y_mm += b[i] * c->p[i].y_mm;
    }
    return p;
}

static void pieces_lie_on_the_curve(void **state)
{
    (void)state;
    struct rmap_cubic part = rmap_cubic_part(&BOW, 0.3, 0.8), all = rmap_cubic_part(&BOW, 0, 1);
    for (double t = 0; t <= 1; t += 0.125) {
        assert_same(rmap_cubic_at(&BOW, t), place_at(&BOW, t), 1e-12);
        assert_same(place_at(&part, t), place_at(&BOW, 0.3 + 0.5 * t), 1e-12);
        assert_near(rmap_cubic_distance(&BOW, place_at(&BOW, t), t + 0.03), 0, 1e-3);
    }
    for (int i = 0; i < 4; i++)
        assert_same(all.p[i], BOW.p[i], 0);
}

/* A path with every verb; one curve in it. */
static void make_path(struct rmap_path *path)
{
    rmap_path_move(path, 10, 20);
    rmap_path_curve(path, 30, -15, 70, 40, 90, 10);
    rmap_path_line(path, 90, 60);
    rmap_path_close(path);
}

static void chords_keep_within_the_tolerance(void **state)
{
    (void)state;
    struct rmap_path path = {0};
    make_path(&path);
    for (double tolerance = 1; tolerance > 1e-4; tolerance /= 10) {
        struct rmap_path flat = {0};
        double most = 0;
        rmap_path_flatten(&path, tolerance, &flat);
        size_t chords = flat.count - 2;
        assert_int_equal(chords, rmap_cubic_chords(&BOW, tolerance));
        for (size_t i = 0; i < chords; i++) {
            struct rmap_page a = flat.points[i], b = flat.points[i + 1];
            for (double t = 0; t <= 1; t += 0.125) {
                struct rmap_page p = place_at(&BOW, ((double)i + t) / (double)chords);
                double off = (b.x_mm - a.x_mm) * (p.y_mm - a.y_mm) - (b.y_mm - a.y_mm) * (p.x_mm - a.x_mm);
                most = fmax(most, fabs(off) / hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm));
            }
        }
        assert_true(most <= tolerance && (chords < 4 || most > tolerance / 4));
        assert_int_equal(flat.verbs[flat.verb_count - 1], RMAP_CLOSE);
        rmap_path_free(&flat);
    }
    rmap_path_free(&path);
}

static void paths_are_read_piece_by_piece(void **state)
{
    (void)state;
    struct rmap_path path = {0}, again = {0};
    make_path(&path);
    struct rmap_piece piece;
    for (struct rmap_pieces walk = {.path = &path}; rmap_piece_next(&walk, &piece);)
        rmap_path_piece(&again, &piece);
    assert_same(piece.curve.p[0], (struct rmap_page){90, 60}, 0); /* closing leads home */
    assert_same(piece.curve.p[3], (struct rmap_page){10, 20}, 0);
    assert_int_equal(again.verb_count, path.verb_count);
    assert_memory_equal(again.verbs, path.verbs, path.verb_count);
    assert_memory_equal(again.points, path.points, path.count * sizeof *path.points);
    rmap_path_free(&path);
    rmap_path_free(&again);
}

static double area_of(const struct rmap_path *path)
{
    struct rmap_path flat = {0};
    double area = 0;
    rmap_path_flatten(path, 1e-5, &flat);
    for (size_t i = 0, point = 0, start = 0; i < flat.verb_count; i++) {
        if (flat.verbs[i] == RMAP_MOVE)
            start = point;
        bool closes = flat.verbs[i] == RMAP_CLOSE;
        struct rmap_page a = flat.points[point - (point > start)], b = flat.points[closes ? start : point];
        area += (a.x_mm * b.y_mm - b.x_mm * a.y_mm) / 2;
        point += !closes;
    }
    rmap_path_free(&flat);
    return area;
}

/* Circles before a box: inside, around, across each edge and corner, beside. What is left is as large as the same clipped
 * as chords, holds what they hold, and reaches no farther than the box. */
static void fills_are_clipped_as_polygons_are(void **state)
{
    (void)state;
    const struct rmap_box box = {0, 0, 100, 60};
    static const double circles[][3] = {{50, 30, 20}, {50, 30, 200}, {0, 30, 25}, {100, 30, 25}, {50, 0, 25}, {50, 60, 25},
                                        {0, 0, 30}, {100, 60, 30}, {-40, 30, 70}, {50, 400, 380}, {110, -20, 60}, {50, 30, 55}};
    for (size_t i = 0; i < sizeof circles / sizeof *circles; i++) {
        struct rmap_path circle = {0}, chords = {0}, clipped = {0}, expected = {0};
        rmap_path_circle(&circle, circles[i][0], circles[i][1], circles[i][2]);
        rmap_path_flatten(&circle, 1e-6, &chords);
        rmap_path_clip_curves(&circle, box, true, &clipped);
        rmap_path_add_ring(&expected, chords.points, chords.count, box, 0);
        assert_near(area_of(&clipped), area_of(&expected), 1e-3);
        struct rmap_box bounds = rmap_path_bounds(&clipped);
        assert_true(rmap_box_holds(rmap_box_grow(box, 0.1), bounds));
        assert_true(clipped.count < 60);
        rmap_path_free(&circle);
        rmap_path_free(&chords);
        rmap_path_free(&clipped);
        rmap_path_free(&expected);
    }
}

static double length_of(const struct rmap_path *path)
{
    struct rmap_path flat = {0};
    struct rmap_piece piece;
    double length = 0;
    rmap_path_flatten(path, 1e-5, &flat);
    for (struct rmap_pieces walk = {.path = &flat}; rmap_piece_next(&walk, &piece);)
        length += hypot(piece.curve.p[3].x_mm - piece.curve.p[0].x_mm, piece.curve.p[3].y_mm - piece.curve.p[0].y_mm);
    rmap_path_free(&flat);
    return length;
}

static void lines_end_at_the_box(void **state)
{
    (void)state;
    const struct rmap_box box = {0, 0, 100, 60};
    struct rmap_path circle = {0}, clipped = {0};
    rmap_path_move(&circle, 90, 30);
    for (int i = 0; i < 4; i++) { /* about (50, 30), of 40 mm: it leaves above and below */
        double a = i * 1.5707963267948966, x = 40 * cos(a), y = 40 * sin(a), k = 0.5522847498;
        rmap_path_curve(&circle, 50 + x - k * y, 30 + y + k * x, 50 - y + k * x, 30 + x + k * y, 50 - y, 30 + x);
    }
    rmap_path_clip_curves(&circle, box, false, &clipped);
    assert_near(length_of(&clipped), 4 * 40 * asin(0.75), 0.05);
    int moves = 0, at_edge = 0;
    struct rmap_piece piece;
    for (struct rmap_pieces walk = {.path = &clipped}; rmap_piece_next(&walk, &piece);) {
        moves += piece.verb == RMAP_MOVE;
        double y = piece.curve.p[3].y_mm;
        assert_true(y >= 0 && y <= 60);
        at_edge += fabs(y) < 1e-9 || fabs(y - 60) < 1e-9;
    }
    assert_int_equal(moves, 3); /* it begins inside */
    assert_int_equal(at_edge, 4);
    rmap_path_free(&circle);
    rmap_path_free(&clipped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_lie_on_the_curve), cmocka_unit_test(chords_keep_within_the_tolerance),
        cmocka_unit_test(paths_are_read_piece_by_piece), cmocka_unit_test(fills_are_clipped_as_polygons_are),
        cmocka_unit_test(lines_end_at_the_box)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
