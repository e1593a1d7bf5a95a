#include "furniture.h"

#include <math.h>

#include "../words.h"

/* In sizes of the type. */
#define LINE_STEP 1.3
#define NUMBER_GAP 0.5         /* between a number and its name */
#define COLUMN_GAP 1.6         /* between columns, at least, */
#define WIDEST_GAP 4.0         /* and at most: few names do not spread over the whole width */

/* A name, or a part of one that is wider than the list. */
struct line {
    size_t number;             /* 0: goes on from the line above */
    const char *text;
    double width_mm;
};

struct plan {
    const struct rmap_rule *rule, *number_rule;
    struct line *lines;
    size_t count, rows, columns;
    double lead_mm;            /* from a column's left to its names; numbers end NUMBER_GAP before */
    double gap_mm;             /* between columns */
    double cap_mm, step_mm;
};

static const char *number_text(const struct rmap_studio *studio, size_t number)
{
    return rmap_format(studio->arena, "%zu", number);
}

static double widest_number(const struct rmap_studio *studio, const struct plan *plan, const struct rmap_index *index)
{
    double width_mm = 0;
    for (size_t i = 0; i < index->count; i++)
        width_mm = fmax(width_mm, rmap_text_measure(studio->text, &plan->number_rule->font,
                                                    number_text(studio, index->entries[i].number)).width_mm);
    return width_mm;
}

static void break_names(const struct rmap_studio *studio, struct plan *plan, const struct rmap_index *index, double width_mm)
{
    const char ***names = rmap_alloc(studio->arena, index->count * sizeof *names);
    size_t *parts = rmap_alloc(studio->arena, index->count * sizeof *parts), all = 0;
    for (size_t i = 0; i < index->count; i++) {
        names[i] = rmap_studio_wrap(studio, &plan->rule->font, index->entries[i].name, width_mm - plan->lead_mm, &parts[i]);
        all += parts[i];
    }
    plan->lines = rmap_alloc(studio->arena, (all + 1) * sizeof *plan->lines);
    for (size_t i = 0; i < index->count; i++) {
        for (size_t k = 0; k < parts[i]; k++)
            plan->lines[plan->count++] = (struct line){k == 0 ? index->entries[i].number : 0, names[i][k],
                                                       rmap_text_measure(studio->text, &plan->rule->font, names[i][k]).width_mm};
    }
}

/* Of the widest line of a column, with its number. */
static double column_width(const struct plan *plan, size_t column)
{
    double width_mm = 0;
    for (size_t i = column * plan->rows; i < plan->count && i < (column + 1) * plan->rows; i++)
        width_mm = fmax(width_mm, plan->lines[i].width_mm);
    return plan->lead_mm + width_mm;
}

/* In so many rows, none empty of columns: what all columns take without the gaps between them. */
static double set_rows(struct plan *plan, size_t rows)
{
    double width_mm = 0;
    plan->rows = rows;
    plan->columns = (plan->count + rows - 1) / rows;
    for (size_t i = 0; i < plan->columns; i++)
        width_mm += column_width(plan, i);
    return width_mm;
}

/* As few rows as the width allows; then the columns spread over it. */
static void arrange(struct plan *plan, double width_mm)
{
    double type_mm = plan->rule->font.size_mm, least_mm = COLUMN_GAP * type_mm;
    for (size_t rows = 1; rows <= plan->count; rows++) {
        double spare_mm = width_mm - set_rows(plan, rows), gaps = (double)(plan->columns - 1);
        plan->gap_mm = gaps > 0 ? fmin(spare_mm / gaps, WIDEST_GAP * type_mm) : 0;
        if (gaps == 0 || plan->gap_mm >= least_mm)
            return;
    }
}

static struct plan make_plan(const struct rmap_studio *studio, const struct rmap_index *index, double width_mm)
{
    struct plan plan = {.rule = rmap_style_rule(studio->style, "index", NULL),
                        .number_rule = rmap_style_rule(studio->style, "index", "number")};
    if (!plan.rule->display || index->count == 0)
        return plan;
    plan.cap_mm = rmap_text_measure(studio->text, &plan.rule->font, "H").cap_mm;
    plan.step_mm = LINE_STEP * plan.rule->font.size_mm;
    plan.lead_mm = widest_number(studio, &plan, index) + NUMBER_GAP * plan.rule->font.size_mm;
    break_names(studio, &plan, index, width_mm);
    arrange(&plan, width_mm);
    return plan;
}

static void draw_line(const struct rmap_studio *studio, const struct plan *plan, const struct line *line, struct rmap_page at,
                      struct rmap_display *out)
{
    const char *lang = rmap_words_first(studio->lang, "en", "ko");
    struct rmap_page name = {at.x_mm + plan->lead_mm, at.y_mm}, number = name;
    number.x_mm -= NUMBER_GAP * plan->rule->font.size_mm;
    if (line->number > 0)
        rmap_studio_text(studio, out, plan->number_rule, number_text(studio, line->number), lang, number, RMAP_END);
    rmap_studio_text(studio, out, plan->rule, line->text, lang, name, RMAP_START);
}

double rmap_index_measure(const struct rmap_studio *studio, const struct rmap_index *index, double width_mm)
{
    struct plan plan = make_plan(studio, index, width_mm);
    return plan.count > 0 ? plan.cap_mm + (double)(plan.rows - 1) * plan.step_mm + plan.rule->gap_mm : 0;
}

void rmap_index_emit(const struct rmap_studio *studio, const struct rmap_index *index, struct rmap_page at, double width_mm,
                     struct rmap_display *out)
{
    struct plan plan = make_plan(studio, index, width_mm);
    if (plan.count == 0)
        return;
    rmap_display_begin(out, &(struct rmap_group){.role = RMAP_ROLE_PARAGRAPH, .id = "words-index"});
    for (size_t column = 0; column < plan.columns; column++) {
        for (size_t row = 0; row < plan.rows && column * plan.rows + row < plan.count; row++) {
            struct rmap_page place = {at.x_mm, at.y_mm + plan.cap_mm + (double)row * plan.step_mm};
            draw_line(studio, &plan, &plan.lines[column * plan.rows + row], place, out);
        }
        at.x_mm += column_width(&plan, column) + plan.gap_mm;
    }
    rmap_display_end(out);
}
