#include "furniture.h"

#include <math.h>
#include <string.h>

#include "../ring.h"
#include "../words.h"

#define MILE_M 1609.344            /* international mile */
#define NAUTICAL_MILE_M 1852.0
#define WIDEST_SHARE 0.25          /* of the frame's width */
#define SILENT_ERROR 0.02          /* above it the bar says where it is true */
#define SEVERAL_SPREAD 1.05        /* between the longest and the shortest bar of several latitudes that are worth drawing */
#define LONGEST 1.25               /* of the widest share: the longest of several */
#define TRIM 0.06                  /* of the frame's height: latitudes nearer to its edge are not told */
#define GRID 7                     /* places along each side and the middle, and */
#define AZIMUTHS 6                 /* directions at each, where the scale is compared */
#define THIN_SPACE "\xE2\x80\x89"
#define DEGREE "\xC2\xB0"

/* In heights of the numbers' capitals. */
#define BAR_HEIGHT 0.30
#define TICK_HEIGHT 0.55
#define NUMBER_GAP 0.45
#define NOTE_GAP 0.9
#define ROW_STEP 1.55              /* between the bars of several latitudes */
#define ROW_TICK 0.28              /* half a tick of these */
#define ROW_GAP 0.8                /* between a bar and its latitude */

static double unit_m(const char *unit)
{
    return strcmp(unit, "nmi") == 0 ? NAUTICAL_MILE_M : MILE_M;
}

/* Metres on the ground between the ends of a level page segment about `middle`. 0: an end is not on Earth. */
static double ground_m(const struct rmap_frame *frame, struct rmap_page middle, double length_mm)
{
    struct rmap_lonlat a, b;
    struct rmap_page left = {middle.x_mm - length_mm / 2, middle.y_mm};
    struct rmap_page right = {middle.x_mm + length_mm / 2, middle.y_mm};
    if (!rmap_frame_unplace(frame, left, &a) || !rmap_frame_unplace(frame, right, &b))
        return 0;
    return rmap_geodesic_distance(a, b, NULL, NULL);
}

/* The page length that spans length_m at the frame's middle: true for the whole bar, not at one point. */
static double page_length(const struct rmap_frame *frame, struct rmap_page middle, double length_m,
                          double mm_per_m)
{
    double length_mm = length_m * mm_per_m;
    for (int i = 0; i < 8; i++) {
        double found_m = ground_m(frame, middle, length_mm);
        if (!(found_m > 0))
            return length_m * mm_per_m;
        length_mm *= length_m / found_m;
        if (fabs(found_m / length_m - 1) < 1e-9)
            break;
    }
    return length_mm;
}

/* The longest round number of units whose bar stays within max_mm, and its length on the page. 0: none. */
static double fit(const struct rmap_frame *frame, struct rmap_page middle, double max_mm, double mm_per_unit,
                  double per_unit_m, double *length_mm)
{
    double room_mm = max_mm;
    for (int i = 0; i < 4; i++) {
        double units = rmap_scalebar_pick(room_mm, mm_per_unit);
        *length_mm = page_length(frame, middle, units * per_unit_m, mm_per_unit / per_unit_m);
        if (*length_mm <= max_mm * (1 + 1e-6))
            return units;
        room_mm = units * mm_per_unit * 0.99; /* the scale grows along the bar: the next smaller one */
    }
    return 0;
}

/* --- how wrong it is --- */

/* How a reader takes the scale at a place from what is drawn. */
struct reading {
    double mm_per_m;      /* everywhere the same; 0: as along the place's parallel on the meridian of */
    double lon_deg;
    double hemisphere;    /* -1: latitudes are read in the southern one; else 1 */
};

/* Page millimetres per metre along the parallel. 0: not shown. */
static double parallel_scale(const struct rmap_frame *frame, struct rmap_lonlat place)
{
    return rmap_frame_mm_per_m(frame, place, 90 - rmap_frame_north_deg(frame, place));
}

/* The worst ratio to the scale that is read, at one place in any direction. */
static double error_at(const struct rmap_frame *frame, const struct reading *reading, struct rmap_lonlat place)
{
    struct rmap_lonlat row = {reading->lon_deg, reading->hemisphere * fabs(place.lat_deg)};
    double read = reading->mm_per_m > 0 ? reading->mm_per_m : parallel_scale(frame, row), worst = 0;
    for (int a = 0; read > 0 && a < AZIMUTHS; a++) {
        double k = rmap_frame_mm_per_m(frame, place, 180.0 * a / AZIMUTHS);
        if (k > 0)
            worst = fmax(worst, fabs(k / read - 1));
    }
    return worst;
}

/* Anywhere in the frame. */
static double worst_error(const struct rmap_frame *frame, const struct reading *reading)
{
    struct rmap_lonlat places[GRID * GRID];
    double worst = 0;
    for (size_t i = rmap_studio_places(frame, GRID, places); i > 0; i--)
        worst = fmax(worst, error_at(frame, reading, places[i - 1]));
    return worst;
}

/* --- bars for several latitudes --- */

static double row_length(const struct rmap_frame *frame, double lon_deg, double latitude_deg, double length_m)
{
    struct rmap_page at;
    struct rmap_lonlat place = {lon_deg, latitude_deg};
    if (!rmap_frame_place(frame, place, &at))
        return 0;
    return page_length(frame, at, length_m, parallel_scale(frame, place));
}

/* Round latitudes between two others, two or three, the highest first. */
static size_t pick_latitudes(double low_deg, double high_deg, double *out)
{
    static const double STEPS[] = {30, 20, 15, 10, 5, 2, 1};
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        double first = ceil(low_deg / STEPS[i]) * STEPS[i], last = floor(high_deg / STEPS[i]) * STEPS[i];
        if (last <= first)
            continue;
        size_t count = last - first > 1.5 * STEPS[i] ? 3 : 2;
        double stride = floor((last - first) / STEPS[i] / (double)(count - 1)) * STEPS[i];
        for (size_t row = 0; row < count; row++)
            out[row] = first + (double)(count - 1 - row) * stride;
        return count;
    }
    return 0;
}

/* Along the frame's middle from top to bottom. False where that leaves the Earth. */
static bool latitude_range(const struct rmap_frame *frame, double *low_deg, double *high_deg, char *hemisphere)
{
    struct rmap_box box = rmap_frame_box(frame);
    double south = INFINITY, north = -INFINITY;
    for (int i = 0; i < GRID; i++) {
        struct rmap_page at = {rmap_box_middle(box).x_mm,
                               box.y0_mm + rmap_box_height(box) * (TRIM + (1 - 2 * TRIM) * i / (GRID - 1))};
        struct rmap_lonlat place;
        if (!rmap_frame_unplace(frame, at, &place))
            return false;
        south = fmin(south, place.lat_deg);
        north = fmax(north, place.lat_deg);
    }
    bool both = (south > 0) != (north > 0);
    *hemisphere = both ? '\0' : north > 0 ? 'N' : 'S';
    *low_deg = both ? 0 : fmin(fabs(south), fabs(north));
    *high_deg = fmax(fabs(south), fabs(north));
    return true;
}

static void measure_rows(const struct rmap_frame *frame, double lon_deg, double sign, struct rmap_scalebar *bar)
{
    for (size_t i = 0; i < bar->row_count; i++)
        bar->rows[i].length_mm = row_length(frame, lon_deg, sign * bar->rows[i].latitude_deg, bar->length_m);
}

/* Of the longest row, over the shortest; 0 when one cannot be shown. */
static double spread_of(const struct rmap_scalebar *bar, double *longest_mm)
{
    double shortest = INFINITY;
    *longest_mm = 0;
    for (size_t i = 0; i < bar->row_count; i++) {
        *longest_mm = fmax(*longest_mm, bar->rows[i].length_mm);
        shortest = fmin(shortest, bar->rows[i].length_mm);
    }
    return shortest > 0 ? *longest_mm / shortest : 0;
}

/* Where the scale changes with latitude one bar would be wrong for most of the map. Where directions disagree as well,
 * several may be worse. */
static void choose_rows(const struct rmap_frame *frame, double lon_deg, double max_mm, struct rmap_scalebar *bar)
{
    double low, high, latitudes[RMAP_SCALEBAR_ROWS], longest_mm;
    if (bar->error <= SILENT_ERROR || !latitude_range(frame, &low, &high, &bar->hemisphere))
        return;
    bar->row_count = pick_latitudes(low, high, latitudes);
    for (size_t i = 0; i < bar->row_count; i++)
        bar->rows[i].latitude_deg = latitudes[i];
    double sign = bar->hemisphere == 'S' ? -1 : 1;
    measure_rows(frame, lon_deg, sign, bar);
    double error = worst_error(frame, &(struct reading){.lon_deg = lon_deg, .hemisphere = sign});
    if (spread_of(bar, &longest_mm) < SEVERAL_SPREAD || error > bar->error) {
        bar->row_count = 0;
        return;
    }
    bar->drawn_error = error;
    bar->length_m = rmap_scalebar_pick(LONGEST * max_mm, longest_mm / bar->length_m);
    measure_rows(frame, lon_deg, sign, bar);
}

struct bar {
    double value;        /* at the end, in the unit */
    const char *unit;
    double length_mm;
    int parts;
    bool halved;         /* a number stands at the middle tick too */
};

static double width_of(const struct rmap_studio *studio, const struct rmap_rule *rule, const char *text)
{
    return rmap_text_measure(studio->text, &rule->font, text).width_mm;
}

static struct bar make_bar(const struct rmap_studio *studio, double length_m, double per_unit_m,
                           const char *unit, double length_mm)
{
    const struct rmap_rule *rule = rmap_style_rule(studio->style, "scalebar", NULL);
    struct bar bar = {length_m / per_unit_m, unit, length_mm, 2, true};
    if (strcmp(unit, "km") == 0 && length_m < 1000 - 1e-6) {
        bar.value = length_m;
        bar.unit = "m";
    }
    double lead = bar.value / pow(10, floor(log10(bar.value) + 1e-9));
    if (lead > 4.5) { /* halves of a five are no round numbers */
        bar.parts = 5;
        bar.halved = false;
    }
    double middle_mm = width_of(studio, rule, rmap_figure(studio->arena, bar.value / 2, 3));
    double end_mm = width_of(studio, rule, rmap_figure(studio->arena, bar.value, 3));
    if ((middle_mm + end_mm) / 2 + width_of(studio, rule, "0") > length_mm / 2)
        bar.halved = false; /* figures would run together */
    return bar;
}

static struct bar first_bar(const struct rmap_studio *studio, const struct rmap_scalebar *bar)
{
    return make_bar(studio, bar->length_m, 1000, "km", bar->length_mm);
}

static struct bar second_bar(const struct rmap_studio *studio, const struct rmap_scalebar *bar)
{
    return make_bar(studio, bar->second_m, unit_m(bar->second_unit), bar->second_unit, bar->second_mm);
}

static const char *true_at(const struct rmap_studio *studio, double latitude_deg)
{
    if (fabs(latitude_deg) < 0.5)
        return rmap_words_first(studio->lang, "at the equator", "적도 기준");
    if (fabs(latitude_deg) > 89.5)
        return rmap_words_first(studio->lang, "at the pole", "극 기준");
    const char *degrees = rmap_figure(studio->arena, fabs(round(latitude_deg)), 3);
    bool south = latitude_deg < 0;
    if (strcmp(studio->lang, "ko") == 0)
        return rmap_format(studio->arena, "%s %s" DEGREE " 기준", south ? "남위" : "북위", degrees);
    return rmap_format(studio->arena, "at %s" DEGREE THIN_SPACE "%s", degrees, south ? "S" : "N");
}

/* "60°", with its hemisphere where the map shows one only. */
static const char *row_name(const struct rmap_studio *studio, const struct rmap_scalebar *bar, size_t row)
{
    const char *degrees = rmap_figure(studio->arena, bar->rows[row].latitude_deg, 3);
    if (!bar->hemisphere || bar->rows[row].latitude_deg == 0)
        return rmap_format(studio->arena, "%s" DEGREE, degrees);
    return rmap_format(studio->arena, "%s" DEGREE "%c", degrees, bar->hemisphere);
}

/* Vertical measures, shared by measuring and drawing. */
struct anatomy {
    const struct rmap_rule *rule;
    struct rmap_text_size type;    /* of a digit */
    double left_mm;                /* half of the zero, which is centred on the bar's left end */
    double right_mm;               /* what numbers and units reach beyond the left end of the bar */
    double spine_mm;               /* from the top to the line between the two units */
    double height_mm;
    bool note;
};

static double reach(const struct rmap_studio *studio, const struct rmap_rule *rule, const struct bar *bar)
{
    return bar->length_mm + width_of(studio, rule, rmap_figure(studio->arena, bar->value, 3)) / 2
         + width_of(studio, rule, rmap_format(studio->arena, THIN_SPACE "%s", bar->unit));
}

/* Numbers above, then a bar for each latitude with its name behind it. */
static void dissect_rows(const struct rmap_studio *studio, const struct rmap_scalebar *bar, struct anatomy *a)
{
    struct bar top = make_bar(studio, bar->length_m, 1000, "km", bar->rows[0].length_mm);
    double cap_mm = a->type.cap_mm;
    a->right_mm = reach(studio, a->rule, &top);
    for (size_t i = 0; i < bar->row_count; i++)
        a->right_mm = fmax(a->right_mm, bar->rows[i].length_mm + ROW_GAP * cap_mm
                                        + width_of(studio, a->rule, row_name(studio, bar, i)));
    a->spine_mm = cap_mm * (1 + NUMBER_GAP + fmax(ROW_TICK, 0.5));
    a->height_mm = a->spine_mm + (double)(bar->row_count - 1) * ROW_STEP * cap_mm + fmax(ROW_TICK, 0.5) * cap_mm;
}

static struct anatomy dissect(const struct rmap_studio *studio, const struct rmap_scalebar *bar)
{
    struct anatomy a = {.rule = rmap_style_rule(studio->style, "scalebar", NULL)};
    struct bar first = first_bar(studio, bar);
    a.type = rmap_text_measure(studio->text, &a.rule->font, "0");
    a.left_mm = a.type.width_mm / 2;
    if (bar->row_count > 0) {
        dissect_rows(studio, bar, &a);
        return a;
    }
    a.right_mm = reach(studio, a.rule, &first);
    double side_mm = a.type.cap_mm * (1 + NUMBER_GAP + TICK_HEIGHT);
    a.spine_mm = side_mm;
    a.height_mm = side_mm + a.rule->stroke_width_mm;
    if (bar->second_unit) {
        struct bar second = second_bar(studio, bar);
        a.right_mm = fmax(a.right_mm, reach(studio, a.rule, &second));
        a.height_mm = 2 * side_mm;
    }
    a.note = bar->error > SILENT_ERROR;
    if (a.note) {
        double note_mm = width_of(studio, a.rule, true_at(studio, bar->latitude_deg));
        a.right_mm = fmax(a.right_mm, note_mm - a.left_mm);
        a.height_mm += a.type.cap_mm * (1 + NOTE_GAP);
    }
    return a;
}

static void numbers(const struct rmap_studio *studio, const struct anatomy *a, const struct bar *bar,
                    struct rmap_page zero, double baseline_mm, struct rmap_display *out)
{
    struct rmap_page at = {zero.x_mm, baseline_mm};
    rmap_studio_text(studio, out, a->rule, "0", NULL, at, RMAP_MIDDLE);
    if (bar->halved) {
        at.x_mm = zero.x_mm + bar->length_mm / 2;
        rmap_studio_text(studio, out, a->rule, rmap_figure(studio->arena, bar->value / 2, 3), NULL, at, RMAP_MIDDLE);
    }
    /* The end's figure is centred on its tick, and the unit follows it. */
    const char *end = rmap_figure(studio->arena, bar->value, 3);
    at.x_mm = zero.x_mm + bar->length_mm - width_of(studio, a->rule, end) / 2;
    rmap_studio_text(studio, out, a->rule, rmap_format(studio->arena, "%s" THIN_SPACE "%s", end, bar->unit),
                     NULL, at, RMAP_START);
}

/* Ticks on one side of the spine: up is -1 or 1. Every other part is filled where `parts` is not NULL. */
static void draw_bar(const struct anatomy *a, const struct bar *bar, struct rmap_page zero, double up,
                     struct rmap_path *ticks, struct rmap_path *parts)
{
    double cap_mm = a->type.cap_mm;
    for (int i = 0; i <= bar->parts; i++) {
        double x_mm = zero.x_mm + bar->length_mm * i / bar->parts;
        bool numbered = i == 0 || i == bar->parts || (bar->halved && 2 * i == bar->parts);
        rmap_path_move(ticks, x_mm, zero.y_mm);
        rmap_path_line(ticks, x_mm, zero.y_mm + up * cap_mm * (numbered ? TICK_HEIGHT : BAR_HEIGHT));
        if (parts && i < bar->parts && i % 2 == 0) {
            double next_mm = zero.x_mm + bar->length_mm * (i + 1) / bar->parts;
            double far_mm = zero.y_mm + up * cap_mm * BAR_HEIGHT;
            struct rmap_box part = {x_mm, fmin(zero.y_mm, far_mm), next_mm, fmax(zero.y_mm, far_mm)};
            rmap_path_box(parts, part);
        }
    }
}

double rmap_scalebar_pick(double max_mm, double mm_per_m)
{
    if (!(max_mm > 0) || !(mm_per_m > 0))
        return 0;
    double most = max_mm / mm_per_m * (1 + 1e-9); /* a bar of exactly max_mm fits */
    double decade = pow(10, floor(log10(most)));
    /* Ten: log10 of a power of ten may fall short of a whole number. */
    const double leads[] = {10, 5, 2, 1};
    for (size_t i = 0; i < 4; i++) {
        if (leads[i] * decade <= most)
            return leads[i] * decade;
    }
    return decade;
}

struct rmap_scalebar rmap_scalebar_measure(const struct rmap_studio *studio, const char *second_unit,
                                           struct rmap_size *size)
{
    const struct rmap_frame *frame = studio->frame;
    struct rmap_box box = rmap_frame_box(frame);
    struct rmap_page middle = rmap_box_middle(box);
    struct rmap_scalebar bar = {0};
    struct rmap_lonlat at;
    *size = (struct rmap_size){0};
    if (!rmap_style_rule(studio->style, "scalebar", NULL)->display || !rmap_frame_unplace(frame, middle, &at))
        return bar;
    double mm_per_m = parallel_scale(frame, at);
    double max_mm = rmap_box_width(box) * WIDEST_SHARE;
    bar.length_m = fit(frame, middle, max_mm, mm_per_m, 1, &bar.length_mm);
    if (!(bar.length_m > 0))
        return bar;
    if (second_unit && second_unit[0]) {
        double per_unit_m = unit_m(second_unit);
        /* Never longer than the first, which leads. */
        double units = fit(frame, middle, bar.length_mm, mm_per_m * per_unit_m, per_unit_m, &bar.second_mm);
        bar.second_m = units * per_unit_m;
        bar.second_unit = bar.second_m > 0 ? second_unit : NULL;
    }
    bar.latitude_deg = at.lat_deg;
    bar.error = bar.drawn_error = worst_error(frame, &(struct reading){.mm_per_m = bar.length_mm / bar.length_m});
    choose_rows(frame, at.lon_deg, max_mm, &bar);
    struct anatomy a = dissect(studio, &bar);
    *size = (struct rmap_size){a.left_mm + a.right_mm, a.height_mm};
    return bar;
}

/* A line for each latitude, with ticks at both ends and in the middle. */
static void draw_rows(const struct rmap_studio *studio, const struct anatomy *a, const struct rmap_scalebar *bar,
                      struct rmap_page zero, struct rmap_path *lines, struct rmap_display *out)
{
    double cap_mm = a->type.cap_mm, tick_mm = ROW_TICK * cap_mm, step_mm = ROW_STEP * cap_mm;
    for (size_t i = 0; i < bar->row_count; i++) {
        double y_mm = zero.y_mm + (double)i * step_mm, length_mm = bar->rows[i].length_mm;
        rmap_path_move(lines, zero.x_mm, y_mm);
        rmap_path_line(lines, zero.x_mm + length_mm, y_mm);
        for (int tick = 0; tick <= 2; tick++) {
            rmap_path_move(lines, zero.x_mm + length_mm * tick / 2, y_mm - tick_mm);
            rmap_path_line(lines, zero.x_mm + length_mm * tick / 2, y_mm + tick_mm);
        }
        rmap_studio_text(studio, out, a->rule, row_name(studio, bar, i), NULL,
                         (struct rmap_page){zero.x_mm + length_mm + ROW_GAP * cap_mm, y_mm + cap_mm / 2}, RMAP_START);
    }
}

static void emit_parts(const struct anatomy *a, struct rmap_path *parts, struct rmap_path *lines, struct rmap_display *out)
{
    struct rmap_paint fill = {.fill = a->rule->fill};
    struct rmap_paint stroke = rmap_rule_paint(a->rule);
    stroke.fill.a = 0;
    stroke.cap = RMAP_CAP_SQUARE;
    rmap_display_path(out, parts, &fill);
    rmap_display_path(out, lines, &stroke);
}

static void emit_rows(const struct rmap_studio *studio, const struct anatomy *a, const struct rmap_scalebar *bar,
                      struct rmap_page zero, double baseline_mm, struct rmap_display *out)
{
    struct rmap_path lines = {0}, parts = {0};
    struct bar top = make_bar(studio, bar->length_m, 1000, "km", bar->rows[0].length_mm);
    draw_rows(studio, a, bar, zero, &lines, out);
    emit_parts(a, &parts, &lines, out);
    numbers(studio, a, &top, zero, baseline_mm, out);
}

static void emit_bars(const struct rmap_studio *studio, const struct anatomy *a, const struct rmap_scalebar *bar,
                      struct rmap_page at, struct rmap_page zero, struct rmap_display *out)
{
    struct rmap_path lines = {0}, parts = {0};
    struct bar first = first_bar(studio, bar), second = {0};
    draw_bar(a, &first, zero, -1, &lines, &parts);
    if (bar->second_unit) {
        second = second_bar(studio, bar);
        draw_bar(a, &second, zero, 1, &lines, NULL); /* one filled bar is enough to read by */
    }
    rmap_path_move(&lines, zero.x_mm, zero.y_mm);
    rmap_path_line(&lines, zero.x_mm + fmax(bar->length_mm, bar->second_mm), zero.y_mm);
    emit_parts(a, &parts, &lines, out);
    numbers(studio, a, &first, zero, at.y_mm + a->type.cap_mm, out);
    double bottom_mm = at.y_mm + a->height_mm;
    if (a->note) {
        const char *text = true_at(studio, bar->latitude_deg);
        rmap_studio_text(studio, out, a->rule, text, rmap_words_first(studio->lang, "en", "ko"),
                         (struct rmap_page){at.x_mm, bottom_mm}, RMAP_START);
        bottom_mm -= a->type.cap_mm * (1 + NOTE_GAP);
    }
    if (bar->second_unit)
        numbers(studio, a, &second, zero, bottom_mm, out);
}

void rmap_scalebar_emit(const struct rmap_studio *studio, const struct rmap_scalebar *bar,
                        struct rmap_page at, struct rmap_display *out)
{
    if (!(bar->length_m > 0))
        return;
    struct anatomy a = dissect(studio, bar);
    struct rmap_page zero = {at.x_mm + a.left_mm, at.y_mm + a.spine_mm};
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_FURNITURE, .id = "scale-bar",
                                                 .title = rmap_words_first(studio->lang, "Scale bar", "축척")});
    if (bar->row_count > 0)
        emit_rows(studio, &a, bar, zero, at.y_mm + a.type.cap_mm, out);
    else
        emit_bars(studio, &a, bar, at, zero, out);
    rmap_display_end(out);
}
