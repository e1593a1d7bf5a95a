#include "furniture.h"

#include <math.h>

#include "../words.h"

#define WIDEST_SHARE 0.45      /* of the frame's width: longer texts are wrapped */
#define KOREAN_SIZE 0.9        /* of the Latin beside or beneath it */
#define KOREAN_OPACITY 0.7     /* of the Latin's: greyer on any ground */

/* In sizes of the type. */
#define LINE_STEP 1.25         /* from baseline to baseline inside a row */
#define SAMPLE_WIDTH 2.6       /* of a line, swatch or arc */
#define SWATCH_HEIGHT 0.85
#define KEY_GAP 0.6            /* between key and text */
#define COLUMN_GAP 1.6         /* between columns */
#define WORD_GAP 0.55          /* between English and Korean on one line */

/* A row with its text broken into lines; the Korean either follows the last line or stands beneath. */
struct row {
    const struct rmap_legend_row *given;
    const char **lines, **korean;
    size_t line_count, korean_count;
    bool beside;
    double width_mm, text_mm;   /* of the text, from the first line's capitals to the last baseline */
    double height_mm;           /* of text and key */
    struct rmap_page at;        /* from the legend's top left */
};

struct plan {
    const struct rmap_rule *rule;
    struct rmap_rule korean;     /* smaller and greyer */
    struct rmap_text_size type;
    struct row *rows;
    size_t count;
    double key_mm;               /* width of the column of keys */
    double row_mm;               /* least height of a row: one for all, so that the rows keep time */
    double overhang_mm;          /* how far the tallest symbol may reach out of its row, into the gap */
    struct rmap_size size;
};

static double symbol_width(const struct rmap_rule *rule)
{
    return rule->size_mm + 2 * rule->casing_width_mm;
}

static double tallest_symbol(const struct rmap_legend *legend)
{
    double height = 0;
    for (size_t i = 0; i < legend->count; i++) {
        if (legend->rows[i].key == RMAP_KEY_SYMBOL)
            height = fmax(height, symbol_width(legend->rows[i].rule));
    }
    return height;
}

/* One width for all keys, so that texts align: that of a line's sample, or of the largest symbol. */
static double key_width(const struct rmap_legend *legend, double type_mm)
{
    double width = 0;
    for (size_t i = 0; i < legend->count; i++) {
        const struct rmap_legend_row *row = &legend->rows[i];
        width = fmax(width, row->key == RMAP_KEY_SYMBOL ? symbol_width(row->rule) : SAMPLE_WIDTH * type_mm);
    }
    return width;
}

static double widest(const struct rmap_studio *studio, const struct rmap_font *font, const char **lines,
                     size_t count)
{
    double width = 0;
    for (size_t i = 0; i < count; i++)
        width = fmax(width, rmap_text_measure(studio->text, font, lines[i]).width_mm);
    return width;
}

static struct row plan_row(const struct rmap_studio *studio, const struct plan *plan,
                           const struct rmap_legend_row *given, double room_mm)
{
    const struct rmap_font *font = &plan->rule->font, *small = &plan->korean.font;
    struct row row = {.given = given};
    row.lines = rmap_studio_wrap(studio, font, given->text, room_mm, &row.line_count);
    row.width_mm = widest(studio, font, row.lines, row.line_count);
    if (given->text_ko && given->text_ko[0]) {
        row.korean = rmap_studio_wrap(studio, small, given->text_ko, room_mm, &row.korean_count);
        double korean_mm = widest(studio, small, row.korean, row.korean_count);
        double together_mm = row.width_mm + WORD_GAP * font->size_mm + korean_mm;
        row.beside = row.line_count == 1 && row.korean_count == 1 && together_mm <= room_mm;
        row.width_mm = row.beside ? together_mm : fmax(row.width_mm, korean_mm);
    }
    size_t lines = row.line_count + (row.beside ? 0 : row.korean_count);
    row.text_mm = plan->type.cap_mm + (double)(lines > 0 ? lines - 1 : 0) * LINE_STEP * font->size_mm;
    row.height_mm = fmax(row.text_mm, plan->row_mm);
    return row;
}

/* One column after the other, each as wide as its longest text. */
static void arrange(struct plan *plan, size_t columns)
{
    double type_mm = plan->rule->font.size_mm, x_mm = plan->rule->padding_mm, foot_mm = 0;
    size_t each = (plan->count + columns - 1) / columns;
    for (size_t first = 0; first < plan->count; first += each) {
        double y_mm = plan->rule->padding_mm + plan->overhang_mm, text_mm = 0;
        for (size_t i = first; i < plan->count && i < first + each; i++) {
            struct row *row = &plan->rows[i];
            row->at = (struct rmap_page){x_mm, y_mm};
            foot_mm = fmax(foot_mm, y_mm + row->height_mm);
            y_mm += row->height_mm + plan->rule->gap_mm;
            text_mm = fmax(text_mm, row->width_mm);
        }
        plan->size.width_mm = x_mm + plan->key_mm + KEY_GAP * type_mm + text_mm + plan->rule->padding_mm;
        x_mm += plan->key_mm + (KEY_GAP + COLUMN_GAP) * type_mm + text_mm;
    }
    plan->size.height_mm = foot_mm + plan->overhang_mm + plan->rule->padding_mm;
}

static struct plan make_plan(const struct rmap_studio *studio, const struct rmap_legend *legend)
{
    struct plan plan = {.rule = rmap_style_rule(studio->style, "legend", NULL)};
    if (!plan.rule->display || legend->count == 0)
        return plan;
    double type_mm = plan.rule->font.size_mm;
    plan.korean = *plan.rule;
    plan.korean.font.size_mm = type_mm * KOREAN_SIZE;
    plan.korean.color.a *= KOREAN_OPACITY;
    plan.type = rmap_text_measure(studio->text, &plan.rule->font, "H");
    plan.key_mm = key_width(legend, type_mm);
    plan.row_mm = fmax(type_mm, tallest_symbol(legend) - plan.rule->gap_mm);
    plan.overhang_mm = fmax(tallest_symbol(legend) - plan.row_mm, 0) / 2;
    plan.rows = rmap_alloc(studio->arena, legend->count * sizeof *plan.rows);
    double room_mm = rmap_box_width(rmap_frame_box(studio->frame)) * WIDEST_SHARE;
    room_mm -= 2 * plan.rule->padding_mm + plan.key_mm + KEY_GAP * type_mm;
    for (; plan.count < legend->count; plan.count++)
        plan.rows[plan.count] = plan_row(studio, &plan, &legend->rows[plan.count], room_mm);
    arrange(&plan, legend->columns > 0 ? legend->columns : 1);
    return plan;
}

/* --- keys: each inside a box as wide as the column --- */

static struct rmap_paint casing_paint(const struct rmap_rule *rule, double inner_mm)
{
    return (struct rmap_paint){.stroke = rule->casing, .width_mm = inner_mm + 2 * rule->casing_width_mm,
                               .join = rule->join, .cap = rule->cap};
}

static void draw_symbol(const struct rmap_rule *rule, struct rmap_page middle, struct rmap_display *out)
{
    struct rmap_path under = {0}, path = {0};
    struct rmap_paint casing = casing_paint(rule, rule->stroke.a > 0 ? rule->stroke_width_mm : 0);
    struct rmap_paint paint = rmap_rule_paint(rule);
    rmap_symbol_path(rule->symbol, middle.x_mm, middle.y_mm, rule->size_mm, &path);
    rmap_path_append(&under, &path);
    if (rule->casing_width_mm > 0 && rule->casing.a > 0) {
        casing.join = RMAP_JOIN_ROUND;
        rmap_display_path(out, &under, &casing);
    }
    rmap_display_path(out, &path, &paint);
    rmap_path_free(&under);
}

static void draw_line(const struct rmap_rule *rule, struct rmap_page middle, double width_mm,
                      struct rmap_display *out)
{
    struct rmap_path under = {0}, path = {0};
    rmap_path_move(&path, middle.x_mm - width_mm / 2, middle.y_mm);
    rmap_path_line(&path, middle.x_mm + width_mm / 2, middle.y_mm);
    struct rmap_paint casing = casing_paint(rule, rule->stroke_width_mm);
    struct rmap_paint paint = rmap_rule_paint(rule);
    paint.fill.a = 0;
    if (rule->casing_width_mm > 0 && rule->casing.a > 0) {
        rmap_path_append(&under, &path);
        rmap_display_path(out, &under, &casing);
    }
    rmap_display_path(out, &path, &paint);
}

static void draw_swatch(const struct rmap_rule *rule, struct rmap_page middle, double width_mm,
                        double height_mm, struct rmap_display *out)
{
    struct rmap_path path = {0};
    struct rmap_paint paint = rmap_rule_paint(rule);
    rmap_path_box(&path, (struct rmap_box){middle.x_mm - width_mm / 2, middle.y_mm - height_mm / 2,
                                           middle.x_mm + width_mm / 2, middle.y_mm + height_mm / 2});
    rmap_display_path(out, &path, &paint);
}

/* A flat arc with the ring's fill beneath it: a piece cut from the ring's upper edge. */
static void draw_ring(const struct rmap_rule *rule, struct rmap_page middle, double width_mm,
                      double height_mm, struct rmap_display *out)
{
    double left = middle.x_mm - width_mm / 2, right = middle.x_mm + width_mm / 2;
    double foot = middle.y_mm + height_mm / 2;
    double crown = foot - height_mm * 4 / 3; /* a cubic rises three quarters of the way to its handles */
    struct rmap_path area = {0}, line = {0};
    rmap_path_move(&line, left, foot);
    rmap_path_curve(&line, left + width_mm * 0.28, crown, right - width_mm * 0.28, crown, right, foot);
    rmap_path_append(&area, &line);
    rmap_path_close(&area);
    struct rmap_paint fill = {.fill = rule->fill};
    struct rmap_paint casing = casing_paint(rule, rule->stroke_width_mm);
    struct rmap_paint stroke = rmap_rule_paint(rule);
    stroke.fill.a = 0;
    rmap_display_path(out, &area, &fill);
    if (rule->casing_width_mm > 0 && rule->casing.a > 0) {
        struct rmap_path under = {0};
        rmap_path_append(&under, &line);
        rmap_display_path(out, &under, &casing);
    }
    rmap_display_path(out, &line, &stroke);
}

static void draw_key(const struct plan *plan, const struct rmap_legend_row *row, struct rmap_page middle,
                     struct rmap_display *out)
{
    double type_mm = plan->rule->font.size_mm;
    double width_mm = fmin(SAMPLE_WIDTH * type_mm, plan->key_mm), height_mm = SWATCH_HEIGHT * type_mm;
    switch (row->key) {
    case RMAP_KEY_SYMBOL: draw_symbol(row->rule, middle, out); break;
    case RMAP_KEY_LINE: draw_line(row->rule, middle, width_mm, out); break;
    case RMAP_KEY_AREA: draw_swatch(row->rule, middle, width_mm, height_mm, out); break;
    case RMAP_KEY_RING: draw_ring(row->rule, middle, width_mm, height_mm, out); break;
    }
}

static void draw_text(const struct rmap_studio *studio, const struct plan *plan, const struct row *row,
                      struct rmap_page at, struct rmap_display *out)
{
    double step_mm = LINE_STEP * plan->rule->font.size_mm;
    const char *lang = rmap_words_first(studio->lang, "en", "ko");
    double end_mm = at.x_mm;
    for (size_t i = 0; i < row->line_count; i++, at.y_mm += step_mm)
        end_mm = at.x_mm + rmap_studio_text(studio, out, plan->rule, row->lines[i], lang, at, RMAP_START);
    if (row->beside)
        at = (struct rmap_page){end_mm + WORD_GAP * plan->rule->font.size_mm, at.y_mm - step_mm};
    for (size_t i = 0; i < row->korean_count; i++, at.y_mm += step_mm)
        rmap_studio_text(studio, out, &plan->korean, row->korean[i], "ko", at, RMAP_START);
}

/* Key and first line of text share their middle. */
static void draw_row(const struct rmap_studio *studio, const struct plan *plan, const struct row *row,
                     struct rmap_page at, struct rmap_display *out)
{
    double baseline_mm = at.y_mm + (row->height_mm - row->text_mm) / 2 + plan->type.cap_mm;
    struct rmap_page middle = {at.x_mm + plan->key_mm / 2, baseline_mm - plan->type.cap_mm / 2};
    double text_x_mm = at.x_mm + plan->key_mm + KEY_GAP * plan->rule->font.size_mm;
    draw_key(plan, row->given, middle, out);
    draw_text(studio, plan, row, (struct rmap_page){text_x_mm, baseline_mm}, out);
}

struct rmap_size rmap_legend_measure(const struct rmap_studio *studio, const struct rmap_legend *legend)
{
    return make_plan(studio, legend).size;
}

void rmap_legend_emit(const struct rmap_studio *studio, const struct rmap_legend *legend, struct rmap_page at,
                      struct rmap_display *out)
{
    struct plan plan = make_plan(studio, legend);
    if (plan.count == 0)
        return;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_FURNITURE, .id = "legend",
                                                 .title = rmap_words_first(studio->lang, "Legend", "범례")});
    struct rmap_path ground = {0};
    struct rmap_paint paint = rmap_rule_paint(plan.rule);
    rmap_path_box(&ground, (struct rmap_box){at.x_mm, at.y_mm, at.x_mm + plan.size.width_mm,
                                             at.y_mm + plan.size.height_mm});
    rmap_display_path(out, &ground, &paint); /* adds nothing unless the style asks for a box */
    for (size_t i = 0; i < plan.count; i++) {
        struct rmap_page place = {at.x_mm + plan.rows[i].at.x_mm, at.y_mm + plan.rows[i].at.y_mm};
        draw_row(studio, &plan, &plan.rows[i], place, out);
    }
    rmap_display_end(out);
}
