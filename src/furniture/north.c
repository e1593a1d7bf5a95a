#include "furniture.h"

#include <math.h>

#include "../words.h"

#define PI 3.14159265358979323846
#define GRID 9              /* places along each side of the frame where north is looked up */

/* In heights of the needle. */
#define HALF_WIDTH 0.14     /* of the needle's foot */
#define NOTCH 0.20          /* how far the foot is cut in */

/* The needle points up, with the letter above it; turned as one piece about its middle. */
struct anatomy {
    const struct rmap_rule *rule;
    struct rmap_text_size type;  /* of the letter */
    double half_width_mm, height_mm;
};

static struct anatomy dissect(const struct rmap_studio *studio)
{
    struct anatomy a = {.rule = rmap_style_rule(studio->style, "north-arrow", NULL)};
    a.type = rmap_text_measure(studio->text, &a.rule->font, "N");
    a.half_width_mm = fmax(a.rule->size_mm * HALF_WIDTH, a.type.width_mm / 2);
    a.height_mm = a.type.cap_mm + a.rule->gap_mm + a.rule->size_mm;
    return a;
}

/* North on the page, degrees clockwise from its up, at places all over the frame. Returns how many. */
static size_t sample_north(const struct rmap_frame *frame, double *north_deg)
{
    struct rmap_lonlat places[GRID * GRID];
    size_t count = rmap_studio_places(frame, GRID, places);
    for (size_t i = 0; i < count; i++)
        north_deg[i] = remainder(rmap_frame_north_deg(frame, places[i]), 360);
    return count;
}

/* The furthest that north turns from the page's up in the frame: room for it is kept wherever it goes. */
static double widest_turn(const struct rmap_frame *frame)
{
    double north_deg[GRID * GRID], widest = 0;
    for (size_t i = sample_north(frame, north_deg); i > 0; i--)
        widest = fmax(widest, fabs(north_deg[i - 1]));
    return widest;
}

static struct rmap_page turned(struct rmap_page middle, double angle_rad, double x_mm, double y_mm)
{
    return (struct rmap_page){middle.x_mm + x_mm * cos(angle_rad) - y_mm * sin(angle_rad),
                              middle.y_mm + x_mm * sin(angle_rad) + y_mm * cos(angle_rad)};
}

/* One half of the needle, side -1 or 1. */
static void half(const struct anatomy *a, struct rmap_page middle, double angle_rad, double side,
                 struct rmap_path *out)
{
    double size_mm = a->rule->size_mm, foot_mm = a->height_mm / 2;
    struct rmap_page tip = turned(middle, angle_rad, 0, foot_mm - size_mm);
    struct rmap_page corner = turned(middle, angle_rad, side * size_mm * HALF_WIDTH, foot_mm);
    struct rmap_page notch = turned(middle, angle_rad, 0, foot_mm - size_mm * NOTCH);
    rmap_path_move(out, tip.x_mm, tip.y_mm);
    rmap_path_line(out, corner.x_mm, corner.y_mm);
    rmap_path_line(out, notch.x_mm, notch.y_mm);
    rmap_path_close(out);
}

double rmap_north_spread(const struct rmap_frame *frame)
{
    double north_deg[GRID * GRID], widest = 0;
    size_t count = sample_north(frame, north_deg);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++)
            widest = fmax(widest, fabs(remainder(north_deg[i] - north_deg[j], 360)));
    }
    return widest;
}

struct rmap_size rmap_north_measure(const struct rmap_studio *studio)
{
    struct anatomy a = dissect(studio);
    if (!a.rule->display)
        return (struct rmap_size){0};
    double most_rad = widest_turn(studio->frame) * PI / 180, width_mm = 2 * a.half_width_mm;
    double wide_rad = fmin(most_rad, atan2(a.height_mm, width_mm)); /* where a turning box is widest */
    double tall_rad = fmin(most_rad, atan2(width_mm, a.height_mm));
    return (struct rmap_size){width_mm * cos(wide_rad) + a.height_mm * sin(wide_rad),
                              a.height_mm * cos(tall_rad) + width_mm * sin(tall_rad)};
}

void rmap_north_emit(const struct rmap_studio *studio, struct rmap_page at, struct rmap_display *out)
{
    struct rmap_size size = rmap_north_measure(studio);
    struct rmap_page middle = {at.x_mm + size.width_mm / 2, at.y_mm + size.height_mm / 2};
    struct rmap_lonlat place;
    if (!(size.height_mm > 0)
        || (!rmap_frame_unplace(studio->frame, middle, &place)
            && !rmap_frame_unplace(studio->frame, rmap_box_middle(rmap_frame_box(studio->frame)), &place)))
        return;
    struct anatomy a = dissect(studio);
    double angle_deg = rmap_frame_north_deg(studio->frame, place);
    double angle_rad = angle_deg * PI / 180;
    struct rmap_path dark = {0}, outline = {0};
    half(&a, middle, angle_rad, 1, &dark);
    half(&a, middle, angle_rad, -1, &outline);
    half(&a, middle, angle_rad, 1, &outline);
    struct rmap_paint fill = {.fill = a.rule->fill};
    struct rmap_paint stroke = rmap_rule_paint(a.rule);
    if (!(stroke.stroke.a > 0)) /* the light half is seen by its outline alone */
        stroke.stroke = stroke.fill;
    stroke.fill.a = 0;
    stroke.join = RMAP_JOIN_MITER;

    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_FURNITURE, .id = "north-arrow",
                                                 .title = rmap_words_first(studio->lang, "North", "북쪽")});
    rmap_display_path(out, &dark, &fill);
    rmap_display_path(out, &outline, &stroke);
    struct rmap_page baseline = turned(middle, angle_rad, 0, a.type.cap_mm - a.height_mm / 2);
    rmap_studio_turned_text(studio, out, a.rule, "N", "en", baseline, RMAP_MIDDLE, angle_deg);
    rmap_display_end(out);
}
