#include "style.h"

#include <stdio.h>
#include <string.h>

#include "style_file.h"

struct rmap_style {
    struct rmap_arena *arena;
    const char *name;
    struct rmap_drafts drafts;
    struct rmap_rule **rules;      /* in drawing order */
    struct rmap_rule ***classes;   /* of each rule, NULL-terminated; a class's id is "rule.class" */
    size_t count;
    struct rmap_rule nothing;
};

/* --- drafts to rules --- */

/* A class's text wins over its rule's, that over the default. */
static struct rmap_rule *resolve(struct rmap_style *style, const struct rmap_draft *rule, const struct rmap_draft *class)
{
    struct rmap_rule *out = rmap_alloc(style->arena, sizeof *out);
    out->id = class ? rmap_format(style->arena, "%s.%s", rule->id, class->id) : rule->id;
    for (int i = 0; i < RMAP_PROPERTIES; i++) {
        const char *text = class && class->text[i] ? class->text[i] : rule->text[i];
        rmap_rule_set(out, i, text ? text : rmap_property(i).fallback);
    }
    return out;
}

static void resolve_all(struct rmap_style *style)
{
    for (struct rmap_draft *draft = style->drafts.rules; draft; draft = draft->next)
        style->count++;
    style->rules = rmap_alloc(style->arena, (style->count + 1) * sizeof *style->rules);
    style->classes = rmap_alloc(style->arena, (style->count + 1) * sizeof *style->classes);
    size_t index = 0;
    for (struct rmap_draft *draft = style->drafts.rules; draft; draft = draft->next, index++) {
        size_t classes = 0;
        for (struct rmap_draft *class = draft->classes; class; class = class->next)
            classes++;
        style->rules[index] = resolve(style, draft, NULL);
        style->classes[index] = rmap_alloc(style->arena, (classes + 1) * sizeof **style->classes);
        classes = 0;
        for (struct rmap_draft *class = draft->classes; class; class = class->next)
            style->classes[index][classes++] = resolve(style, draft, class);
    }
}

struct rmap_style *rmap_style_read(struct rmap_arena *arena, const char *style_dir, const struct rmap_options *options,
                                   struct rmap_error *err)
{
    struct rmap_style *style = rmap_alloc(arena, sizeof *style);
    style->arena = arena;
    style->name = rmap_option_text(options, RMAP_OPT_STYLE);
    style->drafts = (struct rmap_drafts){.arena = arena, .about = ""};
    style->nothing = (struct rmap_rule){.id = "", .title = "", .title_ko = "", .source = "", .where = "", .field = "",
                                        .field_ko = "", .font = {.size_mm = 2, .weight = RMAP_REGULAR}};
    if (!rmap_style_file_read(&style->drafts, style_dir, style->name, rmap_option_where(options, RMAP_OPT_STYLE), err)
        || !rmap_style_file_override(&style->drafts, options, err)) {
        return NULL;
    }
    resolve_all(style);
    return style;
}

/* --- queries --- */

void rmap_style_scale(struct rmap_style *style, double type_factor, double line_factor)
{
    double min_type_mm = rmap_style_rule(style, "page", NULL)->font.size_mm;
    for (size_t i = 0; i < style->count; i++) {
        rmap_rule_scale(style->rules[i], type_factor, line_factor, min_type_mm);
        for (struct rmap_rule **class = style->classes[i]; *class; class++)
            rmap_rule_scale(*class, type_factor, line_factor, min_type_mm);
    }
}

const char *rmap_style_name(const struct rmap_style *style)
{
    return style->name;
}

const char *rmap_style_about(const struct rmap_style *style)
{
    return style->drafts.about;
}

size_t rmap_style_rule_count(const struct rmap_style *style)
{
    return style->count;
}

const struct rmap_rule *rmap_style_rule_at(const struct rmap_style *style, size_t index)
{
    return style->rules[index];
}

static const struct rmap_rule *find_class(const struct rmap_style *style, size_t index, const char *class)
{
    size_t prefix = strlen(style->rules[index]->id) + 1;
    for (struct rmap_rule **rule = style->classes[index]; *rule; rule++) {
        if (strcmp((*rule)->id + prefix, class) == 0)
            return *rule;
    }
    return NULL;
}

static const struct rmap_rule *find_rule(const struct rmap_style *style, const char *id, const char *class, bool exact)
{
    for (size_t i = 0; i < style->count; i++) {
        if (strcmp(style->rules[i]->id, id) != 0)
            continue;
        const struct rmap_rule *found = class && class[0] ? find_class(style, i, class) : NULL;
        return found || exact ? found : style->rules[i];
    }
    return NULL;
}

const struct rmap_rule *rmap_style_rule(const struct rmap_style *style, const char *id, const char *class)
{
    const struct rmap_rule *rule = find_rule(style, id, class, false);
    return rule ? rule : &style->nothing;
}

bool rmap_style_has_class(const struct rmap_style *style, const char *id, const char *class)
{
    return find_rule(style, id, class, true) != NULL;
}

void rmap_style_recolor(struct rmap_style *style, const struct rmap_style *other)
{
    for (size_t i = 0; i < style->count; i++) {
        struct rmap_rule *rule = style->rules[i];
        rmap_rule_recolor(rule, rmap_style_rule(other, rule->id, NULL));
        for (struct rmap_rule **class = style->classes[i]; *class; class++)
            rmap_rule_recolor(*class, rmap_style_rule(other, rule->id, (*class)->id + strlen(rule->id) + 1));
    }
}

static void describe_draft(const struct rmap_draft *rule, const struct rmap_draft *class, struct rmap_buffer *out)
{
    for (int i = 0; i < RMAP_PROPERTIES; i++) {
        const char *own = class ? class->text[i] : rule->text[i];
        if (class && !own)
            continue; /* a class shows only what it overrides */
        char name[96];
        struct rmap_property property = rmap_property(i);
        snprintf(name, sizeof name, "%s%s%s.%s", rule->id, class ? "." : "", class ? class->id : "", property.name);
        rmap_print(out, "%-36s %-22s %-10s %s\n", name, own ? own : property.fallback, property.fallback, property.help);
    }
}

void rmap_style_describe(const struct rmap_style *style, struct rmap_buffer *out)
{
    rmap_print(out, "%-36s %-22s %-10s %s\n", "property", "value", "default", "meaning");
    for (const struct rmap_draft *rule = style->drafts.rules; rule; rule = rule->next) {
        describe_draft(rule, NULL, out);
        for (const struct rmap_draft *class = rule->classes; class; class = class->next)
            describe_draft(rule, class, out);
    }
}
