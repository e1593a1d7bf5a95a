#include "style_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "yaml.h"

#define MAX_BASES 4 /* a style on a style on a style ... */

/* --- drafts --- */

static struct rmap_draft *find_draft(struct rmap_draft *first, const char *id)
{
    for (struct rmap_draft *draft = first; draft; draft = draft->next) {
        if (strcmp(draft->id, id) == 0)
            return draft;
    }
    return NULL;
}

static struct rmap_draft *add_draft(struct rmap_arena *arena, struct rmap_draft **first, const char *id)
{
    struct rmap_draft *draft = find_draft(*first, id);
    if (draft)
        return draft;
    draft = rmap_alloc(arena, sizeof *draft);
    draft->id = rmap_copy(arena, id);
    while (*first)
        first = &(*first)->next;
    *first = draft;
    return draft;
}

static bool unknown_property(const char *where, const char *name, struct rmap_error *err)
{
    const char *names[RMAP_PROPERTIES + 1] = {0};
    for (int i = 0; i < RMAP_PROPERTIES; i++)
        names[i] = rmap_property(i).name;
    const char *near = rmap_nearest(name, names);
    if (near)
        return rmap_fail(err, RMAP_STYLE, "%s: unknown property '%s'; did you mean '%s'?", where, name, near);
    return rmap_fail(err, RMAP_STYLE, "%s: unknown property '%s'; 'ringmap list style' shows every property", where,
                     name);
}

/* Keeps the text after a trial run, so that a wrong value is reported where it stands. */
static bool set_property(struct rmap_draft *draft, const char *name, const char *text, const char *where,
                         struct rmap_error *err)
{
    int property = rmap_property_find(name);
    if (property < 0)
        return unknown_property(where, name, err);
    if (!rmap_property_try(property, text, where, err))
        return false;
    draft->text[property] = text;
    return true;
}

static const char *key_where(struct rmap_arena *arena, const struct rmap_node *node)
{
    return rmap_format(arena, "%s:%d:%d", node->file, node->key_line, node->key_column);
}

static bool read_rule(struct rmap_drafts *drafts, struct rmap_draft *draft, const struct rmap_node *map, bool is_class,
                      struct rmap_error *err);

static bool read_classes(struct rmap_drafts *drafts, struct rmap_draft *draft, const struct rmap_node *classes, struct rmap_error *err)
{
    if (classes->kind != RMAP_NODE_MAP)
        return rmap_fail(err, RMAP_STYLE, "%s: 'classes' must hold classes by name", rmap_node_where(drafts->arena, classes));
    for (const struct rmap_node *class = classes->first; class; class = class->next) {
        if (!read_rule(drafts, add_draft(drafts->arena, &draft->classes, class->key), class, true, err))
            return false;
    }
    return true;
}

static bool read_property(struct rmap_drafts *drafts, struct rmap_draft *draft, const struct rmap_node *node, struct rmap_error *err)
{
    if (rmap_property_find(node->key) < 0)
        return unknown_property(key_where(drafts->arena, node), node->key, err);
    const char *where = rmap_node_where(drafts->arena, node);
    if (node->kind != RMAP_NODE_SCALAR)
        return rmap_fail(err, RMAP_STYLE, "%s: '%s' must be one value", where, node->key);
    return set_property(draft, node->key, node->text, where, err);
}

static bool read_rule(struct rmap_drafts *drafts, struct rmap_draft *draft, const struct rmap_node *map, bool is_class,
                      struct rmap_error *err)
{
    if (map->kind != RMAP_NODE_MAP)
        return rmap_fail(err, RMAP_STYLE, "%s: '%s' must hold properties, such as '%s: {stroke: \"#808080\"}'",
                         rmap_node_where(drafts->arena, map), draft->id, draft->id);
    for (const struct rmap_node *node = map->first; node; node = node->next) {
        bool holds_classes = !is_class && strcmp(node->key, "classes") == 0;
        if (!(holds_classes ? read_classes : read_property)(drafts, draft, node, err))
            return false;
    }
    return true;
}

/* --- files --- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **rmap_style_names(struct rmap_arena *arena, const char *style_dir, size_t *count)
{
    const char **names = NULL;
    size_t capacity = 0;
    *count = 0;
    DIR *folder = opendir(style_dir);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        size_t length = strlen(entry->d_name);
        if (length <= 5 || entry->d_name[0] == '.' || strcmp(entry->d_name + length - 5, ".yaml") != 0)
            continue;
        names = rmap_grow(names, &capacity, *count + 1, sizeof *names);
        names[(*count)++] = rmap_copy_n(arena, entry->d_name, length - 5);
    }
    if (folder)
        closedir(folder);
    if (*count > 0)
        qsort(names, *count, sizeof *names, by_name);
    const char **kept = rmap_alloc(arena, (*count + 1) * sizeof *kept);
    if (*count > 0)
        memcpy(kept, names, *count * sizeof *kept);
    free(names);
    return kept;
}

static bool is_path(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".yaml") == 0);
}

static const char *style_path(struct rmap_arena *arena, const char *folder, const char *name)
{
    return is_path(name) ? name : rmap_format(arena, "%s/%s.yaml", folder, name);
}

/* A base that is a file lies beside the style that names it. */
static const char *base_path(struct rmap_arena *arena, const char *style_path, const char *name)
{
    const char *slash = strrchr(style_path, '/');
    if (!is_path(name) || name[0] == '/' || !slash)
        return name;
    return rmap_format(arena, "%.*s/%s", (int)(slash - style_path), style_path, name);
}

static bool unknown_style(struct rmap_arena *arena, const char *folder, const char *name, const char *where,
                          struct rmap_error *err)
{
    size_t count;
    const char **names = rmap_style_names(arena, folder, &count);
    const char *near = rmap_nearest(name, names);
    if (near)
        return rmap_fail(err, RMAP_STYLE, "%s: unknown style '%s'; did you mean '%s'?", where, name, near);
    return rmap_fail(err, RMAP_STYLE, "%s: unknown style '%s'; 'ringmap list styles' shows what there is", where, name);
}

static bool read_file(struct rmap_drafts *drafts, const char *folder, const char *name, const char *where, int depth,
                      struct rmap_error *err);

static bool read_base(struct rmap_drafts *drafts, const char *folder, const char *path, const struct rmap_node *base, int depth,
                      struct rmap_error *err)
{
    const char *where = rmap_node_where(drafts->arena, base);
    if (depth == MAX_BASES)
        return rmap_fail(err, RMAP_STYLE, "%s: styles stand on each other more than %d deep", where, MAX_BASES);
    if (base->kind != RMAP_NODE_SCALAR)
        return rmap_fail(err, RMAP_STYLE, "%s: 'base' must be one style's name or file", where);
    return read_file(drafts, folder, base_path(drafts->arena, path, base->text), where, depth + 1, err);
}

static bool read_rules(struct rmap_drafts *drafts, const struct rmap_node *rules, struct rmap_error *err)
{
    for (const struct rmap_node *rule = rules->first; rule; rule = rule->next) {
        if (!read_rule(drafts, add_draft(drafts->arena, &drafts->rules, rule->key), rule, false, err))
            return false;
    }
    return true;
}

/* `where` names the file, `depth` styles stand on it. */
static bool read_file(struct rmap_drafts *drafts, const char *folder, const char *name, const char *where, int depth,
                      struct rmap_error *err)
{
    const char *path = style_path(drafts->arena, folder, name);
    struct stat info;
    if (stat(path, &info) != 0)
        return is_path(name) ? rmap_fail(err, RMAP_STYLE, "%s: cannot open '%s': %s", where, path, strerror(errno))
                             : unknown_style(drafts->arena, folder, name, where, err);
    const struct rmap_node *root = rmap_yaml_read(drafts->arena, path, RMAP_STYLE, err);
    if (!root)
        return false;
    if (root->kind != RMAP_NODE_MAP)
        return rmap_fail(err, RMAP_STYLE, "%s:1:1: a style holds 'about', 'base' and 'rules'", path);
    const struct rmap_node *base = rmap_node_find(root, "base");
    if (base && !read_base(drafts, folder, path, base, depth, err))
        return false;
    for (const struct rmap_node *node = root->first; node; node = node->next) {
        bool holds_rules = strcmp(node->key, "rules") == 0 && node->kind == RMAP_NODE_MAP;
        if (strcmp(node->key, "about") == 0 && node->kind == RMAP_NODE_SCALAR)
            drafts->about = node->text;
        else if (holds_rules && !read_rules(drafts, node, err))
            return false;
        else if (!holds_rules && node != base)
            return rmap_fail(err, RMAP_STYLE, "%s: unknown or misplaced '%s'; a style holds 'about', 'base' and 'rules'",
                             key_where(drafts->arena, node), node->key);
    }
    return true;
}

bool rmap_style_file_read(struct rmap_drafts *drafts, const char *folder, const char *name, const char *where,
                          struct rmap_error *err)
{
    return read_file(drafts, folder, name, where, 0, err);
}

/* --- overrides --- */

static bool unknown_rule(const struct rmap_drafts *drafts, const char *where, const char *rule, struct rmap_error *err)
{
    size_t count = 0;
    for (const struct rmap_draft *draft = drafts->rules; draft; draft = draft->next)
        count++;
    const char **ids = rmap_alloc(drafts->arena, (count + 1) * sizeof *ids);
    count = 0;
    for (const struct rmap_draft *draft = drafts->rules; draft; draft = draft->next)
        ids[count++] = draft->id;
    const char *near = rmap_nearest(rule, ids);
    return rmap_fail(err, RMAP_STYLE, near ? "%s: the style has no rule '%s'; did you mean '%s'?"
                                           : "%s: the style has no rule '%s'", where, rule, near);
}

/* One line "rule.property=value" or "rule.class.property=value". */
static bool apply_override(struct rmap_drafts *drafts, const char *line, const char *where, struct rmap_error *err)
{
    const char *equals = strchr(line, '=');
    const char *name = equals ? rmap_copy_n(drafts->arena, line, (size_t)(equals - line)) : line;
    const char *last_dot = strrchr(name, '.');
    if (!equals || !last_dot)
        return rmap_fail(err, RMAP_USAGE, "%s: '%s' is not RULE.PROPERTY=VALUE, such as land.fill=#eeeeee", where, line);
    char *rule = rmap_copy_n(drafts->arena, name, (size_t)(last_dot - name));
    char *class = strchr(rule, '.');
    if (class)
        *class++ = '\0';
    struct rmap_draft *draft = find_draft(drafts->rules, rule);
    if (!draft)
        return unknown_rule(drafts, where, rule, err);
    if (class)
        draft = add_draft(drafts->arena, &draft->classes, class);
    return set_property(draft, last_dot + 1, equals + 1, where, err);
}

bool rmap_style_file_override(struct rmap_drafts *drafts, const struct rmap_options *options, struct rmap_error *err)
{
    const char *lines = rmap_option_text(options, RMAP_OPT_SET);
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        if (length > 0 && !apply_override(drafts, rmap_copy_n(drafts->arena, lines, length),
                                          rmap_option_where(options, RMAP_OPT_SET), err)) {
            return false;
        }
        lines += length + (lines[length] == '\n');
    }
    return true;
}
