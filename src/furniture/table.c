#include "furniture.h"

#include <math.h>

#include "../words.h"

/* In sizes of the type. */
#define LINE_STEP 1.25         /* between the lines of the title */
#define COLUMN_GAP 1.3
#define RULE_GAP 0.45          /* between the header's baseline and the line beneath it */
#define WIDEST 22.0            /* of a title's line */

#define HEAD_OPACITY 0.72      /* of the header's words: the figures count */

struct plan {
    const struct rmap_rule *rule, *title_rule;
    struct rmap_rule head;
    double cap_mm, type_mm;
    const char **title;
    size_t title_lines;
    double *right_mm;          /* where each column ends, from the table's left edge inside the padding */
    double step_mm;            /* from row to row */
    double head_mm;            /* the header's baseline below the top inside the padding */
    double width_mm;           /* of the columns */
    struct rmap_size size;
};

static double cell_width(const struct rmap_studio *studio, const struct plan *plan, const struct rmap_figures *figures,
                         size_t row, size_t column)
{
    return rmap_text_measure(studio->text, row == 0 ? &plan->head.font : &plan->rule->font,
                             figures->cells[row * figures->columns + column]).width_mm;
}

static void plan_columns(const struct rmap_studio *studio, struct plan *plan, const struct rmap_figures *figures)
{
    plan->right_mm = rmap_alloc(studio->arena, figures->columns * sizeof *plan->right_mm);
    for (size_t column = 0; column < figures->columns; column++) {
        double widest_mm = 0;
        for (size_t row = 0; row < figures->rows; row++)
            widest_mm = fmax(widest_mm, cell_width(studio, plan, figures, row, column));
        plan->width_mm += widest_mm + (column > 0 ? COLUMN_GAP * plan->type_mm : 0);
        plan->right_mm[column] = plan->width_mm;
    }
}

static double plan_title(const struct rmap_studio *studio, struct plan *plan, const struct rmap_figures *figures)
{
    double widest_mm = 0;
    if (!figures->title[0])
        return 0;
    plan->title = rmap_studio_wrap(studio, &plan->title_rule->font, figures->title,
                                   fmax(plan->width_mm, WIDEST * plan->type_mm), &plan->title_lines);
    for (size_t i = 0; i < plan->title_lines; i++)
        widest_mm = fmax(widest_mm, rmap_text_measure(studio->text, &plan->title_rule->font, plan->title[i]).width_mm);
    return widest_mm;
}

static struct plan make_plan(const struct rmap_studio *studio, const struct rmap_figures *figures)
{
    struct plan plan = {.rule = rmap_style_rule(studio->style, "table", NULL)}; /* without columns: not shown */
    if (!plan.rule->display || figures->rows < 2)
        return plan;
    plan.title_rule = rmap_style_rule(studio->style, "table", "title");
    plan.head = *plan.rule;
    plan.head.color.a *= HEAD_OPACITY;
    plan.type_mm = plan.rule->font.size_mm;
    plan.cap_mm = rmap_text_measure(studio->text, &plan.rule->font, "H").cap_mm;
    plan.step_mm = plan.cap_mm + plan.rule->gap_mm;
    plan_columns(studio, &plan, figures);
    double title_mm = plan_title(studio, &plan, figures), spare_mm = fmax(0, title_mm - plan.width_mm);
    for (size_t i = 1; i < figures->columns; i++) /* figures stand at the right edge of a wide title, too */
        plan.right_mm[i] += spare_mm;
    plan.width_mm += spare_mm;
    plan.head_mm = plan.cap_mm + (double)plan.title_lines * LINE_STEP * plan.title_rule->font.size_mm;
    double body_mm = RULE_GAP * plan.type_mm + (double)(figures->rows - 1) * plan.step_mm;
    plan.size.width_mm = plan.width_mm + 2 * plan.rule->padding_mm;
    plan.size.height_mm = plan.head_mm + body_mm + 2 * plan.rule->padding_mm;
    return plan;
}

static void draw_title(const struct rmap_studio *studio, const struct plan *plan, struct rmap_page at,
                       struct rmap_display *out)
{
    for (size_t i = 0; i < plan->title_lines; i++) {
        double baseline_mm = at.y_mm + plan->cap_mm + (double)i * LINE_STEP * plan->title_rule->font.size_mm;
        rmap_studio_text(studio, out, plan->title_rule, plan->title[i], NULL, (struct rmap_page){at.x_mm, baseline_mm}, RMAP_START);
    }
}

static void draw_rule(const struct plan *plan, struct rmap_page at, struct rmap_display *out)
{
    struct rmap_path line = {0};
    struct rmap_paint paint = rmap_rule_paint(plan->rule);
    double y_mm = at.y_mm + plan->head_mm + RULE_GAP * plan->type_mm;
    rmap_path_move(&line, at.x_mm, y_mm);
    rmap_path_line(&line, at.x_mm + plan->width_mm, y_mm);
    paint.fill.a = 0;
    rmap_display_path(out, &line, &paint);
}

static void draw_row(const struct rmap_studio *studio, const struct plan *plan, const struct rmap_figures *figures,
                     size_t row, struct rmap_page at, struct rmap_display *out)
{
    const struct rmap_rule *rule = row == 0 ? &plan->head : plan->rule;
    double below_mm = row == 0 ? 0 : RULE_GAP * plan->type_mm + (double)row * plan->step_mm;
    for (size_t i = 0; i < figures->columns; i++) {
        struct rmap_page cell = {at.x_mm + (i == 0 ? 0 : plan->right_mm[i]), at.y_mm + plan->head_mm + below_mm};
        rmap_studio_text(studio, out, rule, figures->cells[row * figures->columns + i], NULL, cell,
                         i == 0 ? RMAP_START : RMAP_END);
    }
}

struct rmap_size rmap_figures_measure(const struct rmap_studio *studio, const struct rmap_figures *figures)
{
    return make_plan(studio, figures).size;
}

void rmap_figures_emit(const struct rmap_studio *studio, const struct rmap_figures *figures, struct rmap_page at,
                       struct rmap_display *out)
{
    struct plan plan = make_plan(studio, figures);
    if (!plan.right_mm)
        return;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_FURNITURE, .id = "table",
                                                 .title = rmap_words_first(studio->lang, "Table", "표")});
    struct rmap_page inside = {at.x_mm + plan.rule->padding_mm, at.y_mm + plan.rule->padding_mm};
    draw_title(studio, &plan, inside, out);
    for (size_t row = 0; row < figures->rows; row++)
        draw_row(studio, &plan, figures, row, inside, out);
    draw_rule(&plan, inside, out);
    rmap_display_end(out);
}
