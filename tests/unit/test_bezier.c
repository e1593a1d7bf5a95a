/* Curves that stand in for sampled lines: how far they are from the true curve, and what stays straight. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aid.h"
#include "bezier.h"

#define TOLERANCE 6e-5
#define CHORD     1.4e-4
#define PI        3.14159265358979323846

static size_t count_of(const struct rmap_path *path, enum rmap_verb verb)
{
    size_t count = 0;
    for (size_t i = 0; i < path->verb_count; i++)
        count += path->verbs[i] == verb;
    return count;
}

typedef double distance_from(struct rmap_page p);

/* The farthest of the curves' places from the true curve, densely. */
static double stray(const struct rmap_path *path, distance_from *from)
{
    const struct rmap_page *p = path->points;
    double worst = 0;
    for (size_t i = 0; i < path->verb_count; i++) {
        if (path->verbs[i] == RMAP_CURVE) {
            for (int k = 0; k <= 100; k++) {
                double t = k / 100.0, s = 1 - t;
                double b[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
                struct rmap_page at = {0};
                for (int j = 0; j < 4; j++) {
                    at.x_mm += b[j] * p[j - 1].x_mm;
                    at.y_mm += b[j] * p[j - 1].y_mm;
                }
                worst = fmax(worst, from(at));
            }
        }
        p += path->verbs[i] == RMAP_CURVE ? 3 : path->verbs[i] != RMAP_CLOSE;
    }
    return worst;
}

/* An ellipse of 70 by 66 mm about (50, 80), sampled as finely as CHORD asks: its distance is its equation's to the first order. */
static double from_ellipse(struct rmap_page p)
{
    double x = (p.x_mm - 50) / 70, y = (p.y_mm - 80) / 66, value = x * x + y * y - 1;
    return fabs(value) / (2 * hypot(x / 70, y / 66));
}

static void ellipse(struct rmap_path *path, double from, double to, int steps)
{
    for (int i = 0; i <= steps; i++) {
        double at = from + (to - from) * i / steps;
        (i ? rmap_path_line : rmap_path_move)(path, 50 + 70 * cos(at), 80 + 66 * sin(at));
    }
}

static void a_ring_becomes_few_curves(void **state)
{
    (void)state;
    struct rmap_path lines = {0}, out = {0};
    ellipse(&lines, 0, 2 * PI, 1600);
    rmap_path_close(&lines);
    double claimed = rmap_bezier_fit(&lines, TOLERANCE, CHORD, &out);
    assert_true(claimed > 0 && claimed <= TOLERANCE + CHORD);
    assert_true(stray(&out, from_ellipse) <= claimed);
    assert_int_equal(count_of(&out, RMAP_LINE), 0);
    assert_in_range(count_of(&out, RMAP_CURVE), 8, 60);
    assert_int_equal(out.verbs[out.verb_count - 1], RMAP_CLOSE);
    assert_near(out.points[0].x_mm, out.points[out.count - 1].x_mm, 1e-12);
    struct rmap_page in = out.points[out.count - 2], start = out.points[0], off = out.points[1]; /* no kink where it closes */
    assert_near(atan2(start.y_mm - in.y_mm, start.x_mm - in.x_mm), atan2(off.y_mm - start.y_mm, off.x_mm - start.x_mm), 1e-6);
    rmap_path_free(&lines);
    rmap_path_free(&out);
}

static void corners_and_straight_edges_stay(void **state)
{
    (void)state;
    struct rmap_path lines = {0}, out = {0};
    ellipse(&lines, 0.3, 2.8, 700); /* a sector whose straight edges meet at the middle */
    rmap_path_line(&lines, 50, 80);
    rmap_path_close(&lines);
    double claimed = rmap_bezier_fit(&lines, TOLERANCE, CHORD, &out);
    assert_true(stray(&out, from_ellipse) <= claimed);
    assert_int_equal(count_of(&out, RMAP_LINE), 2);
    bool middle = false;
    for (size_t i = 0; i < out.count; i++)
        middle |= fabs(out.points[i].x_mm - 50) < 1e-12 && fabs(out.points[i].y_mm - 80) < 1e-12;
    assert_true(middle);
    rmap_path_free(&lines);
    rmap_path_free(&out);
}

/* Three chords that a cubic could pass through, far from what was sampled between them. */
static void few_long_chords_stay(void **state)
{
    (void)state;
    struct rmap_path lines = {0}, out = {0};
    for (int i = 0; i < 6; i++)
        (i ? rmap_path_line : rmap_path_move)(&lines, 40 * i, i * i);
    assert_near(rmap_bezier_fit(&lines, TOLERANCE, CHORD, &out), 0, 0);
    assert_int_equal(count_of(&out, RMAP_CURVE), 0);
    assert_int_equal(out.count, lines.count);
    rmap_path_free(&lines);
    rmap_path_free(&out);
}

static void what_is_hardly_there_survives(void **state)
{
    (void)state;
    struct rmap_path lines = {0}, out = {0};
    rmap_path_move(&lines, 1, 1); /* a point, one that is closed, a point said twice, and nothing */
    rmap_path_move(&lines, 2, 2);
    rmap_path_close(&lines);
    rmap_path_move(&lines, 3, 3);
    rmap_path_line(&lines, 3, 3);
    rmap_path_line(&lines, 4, 3);
    rmap_bezier_fit(&lines, TOLERANCE, CHORD, &out);
    assert_int_equal(count_of(&out, RMAP_MOVE), 3);
    assert_int_equal(count_of(&out, RMAP_LINE), 1);
    rmap_path_free(&out);
    rmap_path_free(&lines);
    rmap_bezier_fit(&lines, TOLERANCE, CHORD, &out);
    assert_int_equal(out.verb_count, 0);
    rmap_path_free(&out);
}

/* --- a curve that can be asked --- */

/* The same ellipse from an angle on, all around; with a dent that is a corner when asked for. */
struct asked {
    double from, to;
    bool dented;
    int times;
};

static bool ellipse_at(void *context, double t, struct rmap_bezier_spot *spot)
{
    struct asked *asked = context;
    double at = asked->from + (asked->to - asked->from) * t;
    double x = 70 * cos(at), y = 66 * sin(at);
    asked->times++;
    spot->at = (struct rmap_page){50 + (asked->dented && x > 40 ? 80 - x : x), 80 + y};
    spot->towards = (struct rmap_page){-7e-4 * sin(at), 6.6e-4 * cos(at)}; /* of any length */
    return at < 7;
}

static void few_places_make_a_ring(void **state)
{
    (void)state;
    for (double tolerance = 1; tolerance > 1e-6; tolerance /= 10) {
        struct asked asked = {0, 2 * PI, false, 0};
        struct rmap_path out = {0};
        double claimed = 0;
        assert_true(rmap_bezier_follow(ellipse_at, &asked, 8, tolerance, &out, &claimed));
        assert_true(claimed <= tolerance);
        assert_true(stray(&out, from_ellipse) <= claimed);
        assert_true(stray(&out, from_ellipse) >= 0.9 * claimed);
        assert_int_equal(asked.times, 4 * count_of(&out, RMAP_CURVE) + 1); /* none twice */
        assert_true(count_of(&out, RMAP_CURVE) <= (tolerance > 1e-3 ? 8u : tolerance > 1e-5 ? 16u : 32u));
        assert_near(out.points[out.count - 1].x_mm, 120, 1e-9);
        rmap_path_free(&out);
    }
}

static bool point_at(void *context, double t, struct rmap_bezier_spot *spot)
{
    (void)context;
    (void)t;
    *spot = (struct rmap_bezier_spot){{50, 80}, {0, 0}};
    return true;
}

static void what_is_not_smooth_or_not_there_is_told(void **state)
{
    (void)state;
    struct rmap_path out = {0};
    double worst = 0;
    assert_false(rmap_bezier_follow(ellipse_at, &(struct asked){0, 3, true, 0}, 2, TOLERANCE, &out, &worst));
    rmap_path_free(&out);
    assert_false(rmap_bezier_follow(point_at, NULL, 1, TOLERANCE, &out, &worst));
    rmap_path_free(&out);
    assert_false(rmap_bezier_follow(ellipse_at, &(struct asked){5, 8, false, 0}, 4, TOLERANCE, &out, &worst));
    rmap_path_free(&out);
}

/* Sides of sectors hardly bend, or bend both ways. */
static bool sway_at(void *context, double t, struct rmap_bezier_spot *spot)
{
    double size = *(const double *)context;
    spot->at = (struct rmap_page){100 * t, size * sin(2 * PI * t)};
    spot->towards = (struct rmap_page){100, size * 2 * PI * cos(2 * PI * t)};
    return true;
}

static double sway_mm;

static double from_sway(struct rmap_page p)
{
    return fabs(p.y_mm - sway_mm * sin(2 * PI * p.x_mm / 100)); /* no less than the distance */
}

static void bends_both_ways_are_met(void **state)
{
    (void)state;
    for (sway_mm = 0; sway_mm < 50; sway_mm = sway_mm * 10 + 1e-4) {
        struct rmap_path out = {0};
        double claimed = 0;
        assert_true(rmap_bezier_follow(sway_at, &sway_mm, 2, 1e-3, &out, &claimed));
        assert_true(claimed <= 1e-3);
        assert_true(stray(&out, from_sway) <= claimed * (1 + sway_mm) + 1e-12);
        assert_in_range(count_of(&out, RMAP_CURVE), 2, 64);
        rmap_path_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_becomes_few_curves), cmocka_unit_test(corners_and_straight_edges_stay),
        cmocka_unit_test(few_long_chords_stay), cmocka_unit_test(what_is_hardly_there_survives),
        cmocka_unit_test(few_places_make_a_ring), cmocka_unit_test(what_is_not_smooth_or_not_there_is_told),
        cmocka_unit_test(bends_both_ways_are_met)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
