/* labels.c, label_options.c and label_search.c: what every placement must keep, and a few scenes with a
 * known answer.
 */
#include "../../src/label_search.h"
#include "../../src/labels.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "aid.h"
#include "clip.h"

#define GAP        0.5
#define NEAR       1e-9
#define SAME_POINT 0.05 /* nearer labels belong to one marker */

static const struct rmap_box FRAME = {0, 0, 160, 240};

static double random_between(double low, double high)
{
    return low + random_part() * (high - low);
}

static void assert_box(struct rmap_box box, double x0, double y0, double x1, double y1)
{
    assert_near(box.x0_mm, x0, NEAR);
    assert_near(box.y0_mm, y0, NEAR);
    assert_near(box.x1_mm, x1, NEAR);
    assert_near(box.y1_mm, y1, NEAR);
}

static double box_distance(struct rmap_box box, struct rmap_page p)
{
    double dx = fmax(0, fmax(box.x0_mm - p.x_mm, p.x_mm - box.x1_mm));
    double dy = fmax(0, fmax(box.y0_mm - p.y_mm, p.y_mm - box.y1_mm));
    return hypot(dx, dy);
}

static double segment_distance(struct rmap_page a, struct rmap_page b, struct rmap_page p)
{
    double dx = b.x_mm - a.x_mm, dy = b.y_mm - a.y_mm;
    double t = ((p.x_mm - a.x_mm) * dx + (p.y_mm - a.y_mm) * dy) / (dx * dx + dy * dy);
    t = fmin(1, fmax(0, t));
    return hypot(p.x_mm - a.x_mm - t * dx, p.y_mm - a.y_mm - t * dy);
}

static double turn(struct rmap_page a, struct rmap_page b, struct rmap_page c)
{
    return (b.x_mm - a.x_mm) * (c.y_mm - a.y_mm) - (b.y_mm - a.y_mm) * (c.x_mm - a.x_mm);
}

static bool segments_cross(struct rmap_page a, struct rmap_page b, struct rmap_page c, struct rmap_page d)
{
    return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

static struct rmap_label label_at(double x, double y, double width)
{
    return (struct rmap_label){.point = {x, y}, .marker_mm = 1.2, .width_mm = width, .height_mm = 3};
}

static struct rmap_label_scene scene_of(struct rmap_label *labels, size_t count)
{
    return (struct rmap_label_scene){.frame = FRAME, .labels = labels, .label_count = count, .gap_mm = GAP};
}

/* --- what every placement keeps --- */

#define MOST      500
#define OBSTACLES 30
#define LINES     60

struct random_scene {
    struct rmap_label labels[MOST];
    struct rmap_obstacle obstacles[OBSTACLES];
    struct rmap_obstacle_line lines[LINES];
    struct rmap_label_scene scene;
};

static bool west_or_east(const void *context, struct rmap_page point, struct rmap_box box)
{
    double border = *(const double *)context;
    return point.x_mm < border ? box.x1_mm < border : box.x0_mm > border;
}

static const double BORDER = 80;

/* crowd: the part of the frame, across, in which the points lie. */
static void make_scene(struct random_scene *r, size_t count, double crowd)
{
    memset(r, 0, sizeof *r);
    for (size_t i = 0; i < count; i++) {
        struct rmap_label *label = &r->labels[i];
        *label = label_at(random_between(80 - 80 * crowd, 80 + 80 * crowd),
                          random_between(120 - 120 * crowd, 120 + 120 * crowd), random_between(4, 18));
        label->marker_mm = random_between(0, 1.4);
        label->height_mm = random_between(2, 6);
        label->priority = (int)random_between(0, 3);
        label->no_leader = random_part() < 0.3;
    }
    for (size_t i = 0; i < OBSTACLES; i++) {
        double x = random_between(0, 150), y = random_between(0, 230);
        struct rmap_box box = {x, y, x + random_between(1, 15), y + random_between(1, 15)};
        r->obstacles[i] = (struct rmap_obstacle){box, i % 3 == 0 ? INFINITY : 2};
    }
    for (size_t i = 0; i < LINES; i++) {
        struct rmap_page a = {random_between(0, 160), random_between(0, 240)};
        struct rmap_page b = {random_between(0, 160), random_between(0, 240)};
        r->lines[i] = (struct rmap_obstacle_line){a, b, 0.2};
    }
    r->scene = scene_of(r->labels, count);
    r->scene.obstacles = r->obstacles;
    r->scene.obstacle_count = OBSTACLES;
    r->scene.lines = r->lines;
    r->scene.line_count = LINES;
    r->scene.same_ground = west_or_east;
    r->scene.ground = &BORDER;
}

static void check_box(const struct rmap_label_scene *scene, const struct rmap_label *label)
{
    assert_true(rmap_box_holds(scene->frame, label->box));
    assert_near(rmap_box_width(label->box), label->width_mm, NEAR);
    assert_near(rmap_box_height(label->box), label->height_mm, NEAR);
    assert_true(label->side < RMAP_SIDE_FREE);
    for (size_t i = 0; i < scene->label_count; i++) {
        const struct rmap_label *other = &scene->labels[i];
        assert_true(box_distance(label->box, other->point) >= other->marker_mm - NEAR);
        if (other != label && other->placed)
            assert_false(rmap_box_meets(label->box, other->box));
    }
    for (size_t i = 0; i < scene->obstacle_count; i++) {
        if (isinf(scene->obstacles[i].cost))
            assert_false(rmap_box_meets(label->box, scene->obstacles[i].box));
    }
}

/* The largest of the markers at one point. */
static double own_radius(const struct rmap_label_scene *scene, const struct rmap_label *label)
{
    double radius = label->marker_mm;
    for (size_t i = 0; i < scene->label_count; i++) {
        const struct rmap_label *other = &scene->labels[i];
        if (hypot(other->point.x_mm - label->point.x_mm, other->point.y_mm - label->point.y_mm) < SAME_POINT)
            radius = fmax(radius, other->marker_mm);
    }
    return radius;
}

static void check_leader(const struct rmap_label_scene *scene, const struct rmap_label *label)
{
    struct rmap_page a = label->leader_from, b = label->leader_to;
    assert_false(label->no_leader);
    double radius = own_radius(scene, label);
    double from = hypot(a.x_mm - label->point.x_mm, a.y_mm - label->point.y_mm);
    assert_true(from >= radius - NEAR && from <= radius + SAME_POINT);
    assert_near(box_distance(label->box, b), 0, NEAR);
    assert_false(rmap_segment_meets_box(b, b, rmap_box_grow(label->box, -NEAR))); /* on its edge */
    for (size_t i = 0; i < scene->label_count; i++) {
        const struct rmap_label *other = &scene->labels[i];
        if (other == label)
            continue;
        assert_true(segment_distance(a, b, other->point) >= other->marker_mm - NEAR);
        if (!other->placed)
            continue;
        assert_false(rmap_segment_meets_box(a, b, other->box));
        if (other->has_leader)
            assert_false(segments_cross(a, b, other->leader_from, other->leader_to));
    }
    for (size_t i = 0; i < scene->obstacle_count; i++) {
        if (isinf(scene->obstacles[i].cost))
            assert_false(rmap_segment_meets_box(a, b, scene->obstacles[i].box));
    }
}

static struct rmap_label_result check_scene(const struct rmap_label_scene *scene)
{
    struct rmap_label_result result = rmap_labels_place(scene);
    size_t placed = 0, led = 0;
    for (size_t i = 0; i < scene->label_count; i++) {
        const struct rmap_label *label = &scene->labels[i];
        if (!label->placed)
            continue;
        placed++;
        led += label->has_leader;
        check_box(scene, label);
        if (label->has_leader)
            check_leader(scene, label);
        else /* beside its marker */
            assert_true(box_distance(label->box, label->point) < own_radius(scene, label) + GAP + 1.1);
    }
    assert_int_equal(result.placed, placed);
    assert_int_equal(result.led, led);
    assert_int_equal(result.dropped, scene->label_count - placed);
    assert_int_equal(result.forced, 0);
    return result;
}

static void random_scenes_keep_the_rules(void **state)
{
    static struct random_scene r;
    static const struct {
        size_t count, trials;
        double crowd;
    } runs[] = {
        {1, 40, 1}, {5, 40, 0.05}, {5, 40, 1}, {50, 10, 0.3}, {50, 10, 1}, {500, 1, 0.4}, {500, 2, 1},
    };
    (void)state;
    for (size_t run = 0; run < sizeof runs / sizeof *runs; run++) {
        for (size_t trial = 0; trial < runs[run].trials; trial++) {
            make_scene(&r, runs[run].count, runs[run].crowd);
            check_scene(&r.scene);
        }
    }
}

static void same_input_gives_same_output(void **state)
{
    static struct random_scene r;
    static struct rmap_label first[MOST];
    (void)state;
    for (size_t count = 5; count <= 500; count *= 10) {
        make_scene(&r, count, 0.8);
        rmap_labels_place(&r.scene);
        memcpy(first, r.labels, sizeof first);
        rmap_labels_place(&r.scene);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(r.labels[i].placed, first[i].placed);
            if (first[i].placed)
                assert_memory_equal(&r.labels[i].box, &first[i].box, sizeof first[i].box);
        }
    }
}

/* 500 plain labels on a page: the figures that this search reaches, with a little room. */
static void most_of_many_find_a_place(void **state)
{
    static struct rmap_label labels[500];
    (void)state;
    for (size_t i = 0; i < 500; i++) {
        labels[i] = label_at(random_between(4, 156), random_between(4, 236), random_between(5, 15));
        labels[i].marker_mm = 0.6;
        labels[i].height_mm = 2.4;
        labels[i].priority = i < 50 ? 0 : 1;
    }
    struct rmap_label_scene scene = scene_of(labels, 500);
    assert_true(check_scene(&scene).dropped <= 25);
    for (size_t i = 0; i < 50; i++)
        assert_true(labels[i].placed);
    for (size_t i = 0; i < 500; i++)
        labels[i].no_leader = true;
    struct rmap_label_result result = check_scene(&scene);
    assert_int_equal(result.led, 0);
    assert_true(result.dropped <= 60);
}

/* Thousands at one place are no reason to run out of time or memory. */
static void a_heap_of_labels_is_bounded(void **state)
{
    size_t count = 3000;
    struct rmap_label *labels = calloc(count, sizeof *labels);
    (void)state;
    assert_non_null(labels);
    for (size_t i = 0; i < count; i++) {
        labels[i] = label_at(80 + (double)(i % 3), 120, 10);
        labels[i].priority = (int)i;
    }
    struct rmap_label_scene scene = scene_of(labels, count);
    struct rmap_label_result result = rmap_labels_place(&scene);
    assert_true(result.placed >= 3);
    assert_int_equal(result.placed + result.dropped, count);
    assert_true(labels[0].placed);
    free(labels);
}

/* --- one label --- */

static void a_lone_label_stands_above_right(void **state)
{
    struct rmap_label label = label_at(50, 50, 10);
    struct rmap_label_scene scene = scene_of(&label, 1);
    double reach = (1.2 + GAP) * sqrt(0.5); /* its corner is as far from the marker as a side would be */
    (void)state;
    check_scene(&scene);
    assert_int_equal(label.side, RMAP_SIDE_NE);
    assert_false(label.has_leader);
    assert_box(label.box, 50 + reach, 50 - reach - 3, 60 + reach, 50 - reach);
}

static void pinned_sides_are_where_they_should_be(void **state)
{
    double side = 1.2 + GAP, corner = side * sqrt(0.5);
    const struct rmap_box expected[] = {
        {50 + corner, 47 - corner, 60 + corner, 50 - corner},
        {50 + side, 48.5, 60 + side, 51.5},
        {50 + corner, 50 + corner, 60 + corner, 53 + corner},
        {40 - corner, 47 - corner, 50 - corner, 50 - corner},
        {40 - side, 48.5, 50 - side, 51.5},
        {40 - corner, 50 + corner, 50 - corner, 53 + corner},
        {45, 47 - side, 55, 50 - side},
        {45, 50 + side, 55, 53 + side},
    };
    (void)state;
    for (int i = RMAP_SIDE_NE; i < RMAP_SIDE_FREE; i++) {
        struct rmap_label label = label_at(50, 50, 10);
        label.pinned = true;
        label.pin_side = (enum rmap_side)i;
        struct rmap_label_scene scene = scene_of(&label, 1);
        check_scene(&scene);
        assert_int_equal(label.side, i);
        assert_box(label.box, expected[i].x0_mm, expected[i].y0_mm, expected[i].x1_mm, expected[i].y1_mm);
    }
}

/* Soft obstacles on the preferred sides, one after the other, push the label round in the order of
 * preference.
 */
static void sides_are_taken_in_order(void **state)
{
    struct rmap_obstacle obstacles[2] = {{{50.2, 30, 75, 49.8}, 20}, {{25, 30, 49.8, 50.3}, 20}};
    struct rmap_label label = label_at(50, 50, 10);
    struct rmap_label_scene scene = scene_of(&label, 1);
    (void)state;
    scene.obstacles = obstacles;
    scene.obstacle_count = 1;
    check_scene(&scene);
    assert_int_equal(label.side, RMAP_SIDE_E);
    obstacles[0].box.y1_mm = 50.6;
    check_scene(&scene);
    assert_int_equal(label.side, RMAP_SIDE_SE);
    obstacles[0].box.y1_mm = 75;
    check_scene(&scene);
    assert_int_equal(label.side, RMAP_SIDE_NW);
    scene.obstacle_count = 2;
    check_scene(&scene);
    assert_int_equal(label.side, RMAP_SIDE_SW);
}

static void a_corner_of_the_frame_turns_the_label_inwards(void **state)
{
    struct rmap_label label = label_at(158, 2, 10);
    struct rmap_label_scene scene = scene_of(&label, 1);
    (void)state;
    check_scene(&scene);
    assert_true(label.placed);
    assert_true(label.side == RMAP_SIDE_SW || label.side == RMAP_SIDE_W);
}

static void a_point_outside_is_dropped(void **state)
{
    struct rmap_label label = label_at(161, 50, 10);
    struct rmap_label_scene scene = scene_of(&label, 1);
    (void)state;
    assert_int_equal(check_scene(&scene).dropped, 1);
    scene.label_count = 0;
    assert_int_equal(check_scene(&scene).placed, 0);
}

static void labels_keep_to_their_ground(void **state)
{
    struct rmap_label label = label_at(79, 50, 10); /* 1 mm west of the border */
    struct rmap_label_scene scene = scene_of(&label, 1);
    (void)state;
    scene.same_ground = west_or_east;
    scene.ground = &BORDER;
    check_scene(&scene);
    assert_int_equal(label.side, RMAP_SIDE_NW);
    assert_false(label.has_leader);
    struct rmap_obstacle wall = {{0, 0, 77, 240}, INFINITY}; /* no room on the same side */
    scene.obstacles = &wall;
    scene.obstacle_count = 1;
    check_scene(&scene);
    assert_int_equal(label.side, RMAP_SIDE_NE);
    assert_false(label.has_leader);
}

static void lines_are_avoided(void **state)
{
    struct rmap_label label = label_at(50, 50, 10);
    struct rmap_obstacle_line line = {{40, 47}, {160, 47}, 0.5};
    struct rmap_label_scene scene = scene_of(&label, 1);
    (void)state;
    scene.lines = &line;
    scene.line_count = 1;
    check_scene(&scene);
    assert_true(label.box.y0_mm >= 47);
    assert_true(label.side == RMAP_SIDE_E || label.side == RMAP_SIDE_SE);
}

/* A coast above the point: 10 mm of it under every box there. */
static double coast_above(const void *context, struct rmap_box box)
{
    return box.y0_mm < *(const double *)context ? 10 : 0;
}

static void coasts_are_avoided(void **state)
{
    (void)state;
    static const double COAST = 98.9, FAR_COAST = 20; /* only what stands level or lower is clear of it */
    struct rmap_label label = label_at(80, 100, 20);
    struct rmap_label_scene scene = scene_of(&label, 1);
    scene.line_mm = coast_above;
    scene.ground = &COAST;
    rmap_labels_place(&scene);
    assert_true(label.placed && !label.has_leader && label.box.y0_mm >= COAST);
    label = label_at(80, 100, 20);
    scene.ground = &FAR_COAST;
    rmap_labels_place(&scene);
    assert_int_equal(label.side, RMAP_SIDE_NE);
}

static void leaders_are_for_those_who_may(void **state)
{
    struct rmap_label label = label_at(50, 50, 10);
    struct rmap_obstacle walls[] = {
        /* a yard of 10 mm around the point, open to the right by a slit of 3 mm */
        {{40, 40, 60, 45}, INFINITY},   {{40, 55, 60, 60}, INFINITY},   {{40, 40, 45, 60}, INFINITY},
        {{55, 40, 60, 48.5}, INFINITY}, {{55, 51.5, 60, 60}, INFINITY},
    };
    struct rmap_label_scene scene = scene_of(&label, 1);
    (void)state;
    scene.obstacles = walls;
    scene.obstacle_count = 5;
    label.height_mm = 3.5;
    check_scene(&scene);
    assert_true(label.placed);
    assert_true(label.has_leader);
    assert_int_equal(label.side, RMAP_SIDE_E);
    label.no_leader = true;
    assert_int_equal(check_scene(&scene).dropped, 1);
}

/* --- labels among each other --- */

/* 14 km at 1:4.7 million is 3 mm: neither name may stand nearer to the other's marker, nor need a leader. */
static void osan_and_humphreys_are_told_apart(void **state)
{
    (void)state;
    for (double height = 3; height < 7; height += 3) {
        struct rmap_label labels[] = {label_at(56.7, 80.5, 21), label_at(56.7, 83.5, 23),
                                      label_at(55.8, 69.2, 9)};
        struct rmap_label_scene scene = scene_of(labels, 3);
        for (size_t i = 0; i < 3; i++)
            labels[i].height_mm = height;
        check_scene(&scene);
        for (size_t i = 0; i < 2; i++) {
            double own = box_distance(labels[i].box, labels[i].point);
            double other = box_distance(labels[i].box, labels[1 - i].point);
            assert_true(labels[i].placed);
            assert_false(labels[i].has_leader);
            assert_true(other > 1.5 * own);
        }
        assert_int_equal(labels[0].side, RMAP_SIDE_NE);
        assert_true(labels[1].box.y0_mm > 82);
    }
}

/* The same two on the default page, where Osan is the rings' centre and its mark is larger. */
static void a_larger_mark_changes_nothing(void **state)
{
    struct rmap_label labels[] = {label_at(70.76, 166.9, 16.8), label_at(70.78, 170, 21.6)};
    struct rmap_label_scene scene = scene_of(labels, 2);
    (void)state;
    labels[0].marker_mm = 1.85;
    labels[0].height_mm = labels[1].height_mm = 2.65;
    assert_int_equal(check_scene(&scene).placed, 2);
    double upper = (labels[0].box.y0_mm + labels[0].box.y1_mm) / 2;
    double lower = (labels[1].box.y0_mm + labels[1].box.y1_mm) / 2;
    assert_true(upper < lower); /* in the order of their markers */
    assert_true(fabs(upper - 166.9) < fabs(upper - 170));
    assert_true(fabs(lower - 170) < fabs(lower - 166.9));
}

static void fifty_all_find_a_place(void **state)
{
    struct rmap_label labels[50];
    (void)state;
    for (int trial = 0; trial < 4; trial++) {
        for (size_t i = 0; i < 50; i++) {
            labels[i] = label_at(random_between(4, 156), random_between(4, 236), random_between(6, 14));
            labels[i].priority = (int)random_between(0, 3);
        }
        struct rmap_label_scene scene = scene_of(labels, 50);
        assert_int_equal(check_scene(&scene).dropped, 0);
    }
}

static void the_higher_priority_stays(void **state)
{
    (void)state;
    for (size_t high = 0; high < 2; high++) {
        struct rmap_label labels[] = {label_at(5, 5, 8.2), label_at(5, 5, 8.2)};
        struct rmap_label_scene scene = scene_of(labels, 2);
        scene.frame = (struct rmap_box){3, 3, 15.2, 7}; /* room for one */
        labels[1 - high].priority = 1;
        assert_int_equal(check_scene(&scene).dropped, 1);
        assert_true(labels[high].placed);
    }
}

/* One long name of priority 0 takes the room that three short ones could have. */
static void priority_outweighs_number(void **state)
{
    struct rmap_label labels[] = {label_at(20, 20, 30), label_at(24, 20, 3), label_at(30, 20, 3),
                                  label_at(36, 20, 3)};
    struct rmap_label_scene scene = scene_of(labels, 4);
    (void)state;
    scene.frame = (struct rmap_box){18, 15, 52, 21.5};
    for (size_t i = 0; i < 4; i++) {
        labels[i].no_leader = true;
        labels[i].height_mm = 3.1;
        labels[i].priority = i == 0 ? 0 : 1;
    }
    check_scene(&scene);
    assert_true(labels[0].placed);
    labels[0].priority = 2;
    check_scene(&scene);
    assert_true(labels[1].placed && labels[2].placed && labels[3].placed);
}

static void two_labels_share_a_point(void **state)
{
    struct rmap_label labels[] = {label_at(50, 50, 10), label_at(50, 50, 14)};
    struct rmap_label_scene scene = scene_of(labels, 2);
    (void)state;
    labels[1].marker_mm = 2;
    check_scene(&scene);
    assert_true(labels[0].placed && !labels[0].has_leader);
    assert_true(labels[1].placed && !labels[1].has_leader);
}

/* --- pins --- */

static void free_pins_are_exact(void **state)
{
    static const struct {
        double dx, dy;
        struct rmap_box box;
        enum rmap_side side;
        bool led;
    } pins[] = {
        {8, -1, {58, 47.5, 68, 50.5}, RMAP_SIDE_E, true}, {-8, 1, {32, 49.5, 42, 52.5}, RMAP_SIDE_W, true},
        {1, -6, {46, 41, 56, 44}, RMAP_SIDE_N, true},     {6, 6, {56, 56, 66, 59}, RMAP_SIDE_SE, true},
        {-6, -6, {34, 41, 44, 44}, RMAP_SIDE_NW, true},   {1, -1, {51, 46, 61, 49}, RMAP_SIDE_NE, false},
        {2, 0, {52, 48.5, 62, 51.5}, RMAP_SIDE_E, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pins / sizeof *pins; i++) {
        struct rmap_label label = label_at(50, 50, 10);
        label.pinned = true;
        label.pin_side = RMAP_SIDE_FREE;
        label.pin_dx_mm = pins[i].dx;
        label.pin_dy_mm = pins[i].dy;
        struct rmap_label_scene scene = scene_of(&label, 1);
        struct rmap_label_result result = rmap_labels_place(&scene);
        const struct rmap_box *box = &pins[i].box;
        assert_box(label.box, box->x0_mm, box->y0_mm, box->x1_mm, box->y1_mm);
        assert_int_equal(label.side, pins[i].side);
        assert_int_equal(label.has_leader, pins[i].led);
        assert_int_equal(result.placed, 1);
        if (label.has_leader)
            check_leader(&scene, &label);
    }
}

static void others_avoid_what_is_pinned(void **state)
{
    struct rmap_label labels[] = {label_at(50, 50, 10), label_at(50, 60, 10)};
    struct rmap_label_scene scene = scene_of(labels, 2);
    (void)state;
    labels[1].pinned = true;
    labels[1].pin_side = RMAP_SIDE_FREE; /* where the other's name would go */
    labels[1].pin_dx_mm = 6;
    labels[1].pin_dy_mm = -12;
    check_scene(&scene);
    assert_true(labels[0].placed);
    assert_int_not_equal(labels[0].side, RMAP_SIDE_NE);
}

static void a_wall_and_a_pin_are_kept(void **state)
{
    struct rmap_label labels[] = {label_at(80, 120, 10), label_at(120, 120, 10)};
    const struct rmap_obstacle wall = {{80, 100, 110, 140}, INFINITY};
    struct rmap_label_scene scene = scene_of(labels, 2);
    (void)state;
    labels[1].pinned = true;
    labels[1].pin_side = RMAP_SIDE_W;
    scene.obstacles = &wall;
    scene.obstacle_count = 1;
    assert_int_equal(rmap_labels_place(&scene).forced, 1); /* the pinned one reaches into the wall */
    check_box(&scene, &labels[0]);
    assert_true(labels[0].placed && labels[0].box.x1_mm <= 80);
    assert_true(labels[1].placed && labels[1].box.x1_mm < 120);
    assert_int_equal(labels[1].side, RMAP_SIDE_W);
}

static void pins_in_conflict_are_counted(void **state)
{
    struct rmap_label labels[] = {label_at(50, 50, 10),  label_at(52, 50, 10),  label_at(159, 100, 10),
                                  label_at(20, 200, 10), label_at(23, 198, 10), label_at(100, 20, 10)};
    struct rmap_obstacle obstacle = {{101, 10, 110, 30}, INFINITY};
    struct rmap_label_scene scene = scene_of(labels, 6);
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        labels[i].pinned = true;
        labels[i].pin_side = RMAP_SIDE_NE;
    }
    labels[4].pin_side = RMAP_SIDE_SE; /* its marker lies on the third one's name, its own name is free */
    scene.obstacles = &obstacle;
    scene.obstacle_count = 1;
    struct rmap_label_result result = rmap_labels_place(&scene);
    assert_int_equal(result.placed, 6);
    assert_int_equal(result.forced, 5);
    assert_true(labels[2].box.x1_mm > 160);
}

/* --- the search --- */

#define GROUPS 7
#define EACH   4

struct problem {
    size_t first[GROUPS + 1], link_first[GROUPS * EACH + 1];
    int64_t cost[GROUPS * EACH], left_out[GROUPS];
    uint32_t links[GROUPS * EACH * GROUPS * EACH];
    bool clash[GROUPS * EACH][GROUPS * EACH];
    struct rmap_label_search search;
};

static void make_problem(struct problem *p, double density)
{
    memset(p, 0, sizeof *p);
    for (size_t g = 0; g < GROUPS; g++) {
        p->first[g + 1] = (g + 1) * EACH;
        p->left_out[g] = (int64_t)random_between(5000, 9000);
        for (size_t k = 0; k < EACH; k++)
            p->cost[g * EACH + k] = (int64_t)random_between(0, 300) + (k ? p->cost[g * EACH + k - 1] : 0);
    }
    size_t count = 0;
    for (size_t a = 0; a < GROUPS * EACH; a++) {
        for (size_t b = 0; b < a; b++)
            p->clash[a][b] = p->clash[b][a] = a / EACH != b / EACH && random_part() < density;
    }
    for (size_t a = 0; a < GROUPS * EACH; a++) {
        for (size_t b = 0; b < GROUPS * EACH; b++) {
            if (p->clash[a][b])
                p->links[count++] = (uint32_t)b;
        }
        p->link_first[a + 1] = count;
    }
    p->search = (struct rmap_label_search){GROUPS, p->first, p->cost, p->left_out, p->link_first, p->links};
}

/* Tries everything. */
static int64_t cheapest(const struct problem *p, size_t *chosen, size_t group)
{
    if (group == GROUPS)
        return 0;
    chosen[group] = RMAP_LEFT_OUT;
    int64_t best = p->left_out[group] + cheapest(p, chosen, group + 1);
    for (size_t o = p->first[group]; o < p->first[group + 1]; o++) {
        bool free = true;
        for (size_t g = 0; g < group; g++)
            free = free && (chosen[g] == RMAP_LEFT_OUT || !p->clash[o][chosen[g]]);
        chosen[group] = o;
        int64_t cost = free ? p->cost[o] + cheapest(p, chosen, group + 1) : INT64_MAX;
        best = cost < best ? cost : best;
    }
    return best;
}

static void small_problems_are_solved_exactly(void **state)
{
    static struct problem p;
    (void)state;
    for (int trial = 0; trial < 60; trial++) {
        size_t chosen[GROUPS], scratch[GROUPS];
        make_problem(&p, 0.05 + 0.01 * trial);
        for (size_t g = 0; g < GROUPS; g++)
            chosen[g] = RMAP_LEFT_OUT;
        rmap_label_search_run(&p.search, chosen);
        int64_t cost = 0;
        for (size_t g = 0; g < GROUPS; g++) {
            cost += chosen[g] == RMAP_LEFT_OUT ? p.left_out[g] : p.cost[chosen[g]];
            for (size_t h = 0; h < g; h++)
                assert_false(chosen[g] != RMAP_LEFT_OUT && chosen[h] != RMAP_LEFT_OUT
                             && p.clash[chosen[g]][chosen[h]]);
        }
        assert_int_equal(cost, cheapest(&p, scratch, 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_scenes_keep_the_rules),
        cmocka_unit_test(same_input_gives_same_output),
        cmocka_unit_test(most_of_many_find_a_place),
        cmocka_unit_test(a_heap_of_labels_is_bounded),
        cmocka_unit_test(a_lone_label_stands_above_right),
        cmocka_unit_test(pinned_sides_are_where_they_should_be),
        cmocka_unit_test(sides_are_taken_in_order),
        cmocka_unit_test(a_corner_of_the_frame_turns_the_label_inwards),
        cmocka_unit_test(a_point_outside_is_dropped),
        cmocka_unit_test(labels_keep_to_their_ground),
        cmocka_unit_test(lines_are_avoided), cmocka_unit_test(coasts_are_avoided),
        cmocka_unit_test(leaders_are_for_those_who_may),
        cmocka_unit_test(osan_and_humphreys_are_told_apart),
        cmocka_unit_test(a_larger_mark_changes_nothing),
        cmocka_unit_test(fifty_all_find_a_place),
        cmocka_unit_test(the_higher_priority_stays),
        cmocka_unit_test(priority_outweighs_number),
        cmocka_unit_test(two_labels_share_a_point),
        cmocka_unit_test(free_pins_are_exact),
        cmocka_unit_test(others_avoid_what_is_pinned),
        cmocka_unit_test(a_wall_and_a_pin_are_kept),
        cmocka_unit_test(pins_in_conflict_are_counted),
        cmocka_unit_test(small_problems_are_solved_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
