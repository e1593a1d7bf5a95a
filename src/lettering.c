#include "lettering.h"

#include <math.h>

#define LINE_SPACING 1.15
#define SECOND_SIZE 0.9
#define RADIAN 0.017453292519943295 /* of a degree */

static struct rmap_font second_font(const struct rmap_rule *rule, const struct rmap_wording *words)
{
    struct rmap_font font = rule->font;
    if (words->goes_on)
        return font;
    font.size_mm *= SECOND_SIZE;
    font.weight = RMAP_REGULAR;
    return font;
}

static const char *cased(const struct rmap_map *map, const struct rmap_rule *rule, const char *text)
{
    if (rule->text_transform != RMAP_CASE_UPPER)
        return text;
    char *upper = rmap_copy(map->arena, text);
    for (char *c = upper; *c; c++) {
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    }
    return upper;
}

struct rmap_lettering rmap_lettering_measure(const struct rmap_map *map, const struct rmap_rule *rule,
                                             struct rmap_wording words)
{
    struct rmap_lettering lettering = {.rule = rule, .words = words};
    lettering.words.first = cased(map, rule, words.first);
    lettering.first_mm = rmap_text_measure(map->text, &rule->font, lettering.words.first).width_mm;
    lettering.size.height_mm = rule->font.size_mm;
    if (words.second) {
        struct rmap_font font = second_font(rule, &words);
        lettering.words.second = words.goes_on ? cased(map, rule, words.second) : words.second;
        lettering.second_mm = rmap_text_measure(map->text, &font, lettering.words.second).width_mm;
        lettering.size.height_mm += font.size_mm * LINE_SPACING;
    }
    lettering.size.width_mm = fmax(lettering.first_mm, lettering.second_mm);
    return lettering;
}

enum rmap_anchor rmap_lettering_anchor(const struct rmap_label *label)
{
    double middle = (label->box.x0_mm + label->box.x1_mm) / 2;
    switch (label->side) {
    case RMAP_SIDE_NW: case RMAP_SIDE_W: case RMAP_SIDE_SW: return RMAP_END;
    case RMAP_SIDE_N: case RMAP_SIDE_S: return RMAP_MIDDLE;
    case RMAP_SIDE_FREE: return middle < label->point.x_mm ? RMAP_END : RMAP_START;
    default: return RMAP_START;
    }
}

static double anchor_x(struct rmap_box box, enum rmap_anchor anchor)
{
    return anchor == RMAP_START ? box.x0_mm : anchor == RMAP_END ? box.x1_mm : (box.x0_mm + box.x1_mm) / 2;
}

/* Where the turned box has what the level box has at p. */
static struct rmap_page turned(struct rmap_box box, double turn_deg, struct rmap_page p)
{
    double x = (box.x0_mm + box.x1_mm) / 2, y = (box.y0_mm + box.y1_mm) / 2, turn = turn_deg * RADIAN;
    double dx = p.x_mm - x, dy = p.y_mm - y;
    return (struct rmap_page){x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn)};
}

void rmap_lettering_emit(const struct rmap_map *map, const struct rmap_lettering *lettering, struct rmap_box box,
                         enum rmap_anchor anchor, struct rmap_display *out)
{
    const struct rmap_rule *rule = lettering->rule;
    double cap = rmap_text_measure(map->text, &rule->font, "H").cap_mm;
    struct rmap_page at = {anchor_x(box, anchor), box.y0_mm + (rule->font.size_mm + cap) / 2};
    struct rmap_text text = {
        .text = lettering->words.first, .lang = lettering->words.first_lang, .anchor = anchor,
        .at = turned(box, lettering->turn_deg, at), .angle_deg = lettering->turn_deg, .width_mm = lettering->first_mm,
        .font = rule->font, .fill = rule->color, .halo_mm = rule->halo_mm,
        .halo = rmap_rule_halo(rule, rmap_ground_color(map->ground, box))};
    rmap_display_text(out, &text);
    if (!lettering->words.second)
        return;
    text.text = lettering->words.second;
    text.lang = lettering->words.second_lang;
    text.width_mm = lettering->second_mm;
    text.font = second_font(rule, &lettering->words);
    at.y_mm += text.font.size_mm * LINE_SPACING;
    text.at = turned(box, lettering->turn_deg, at);
    rmap_display_text(out, &text);
}
