/* Options from a map file: YAML, where a list may be a sequence and `set` a mapping. */
#include <string.h>

#include "options.h"
#include "setting.h"
#include "yaml.h"

static bool takes_list(const struct rmap_option_spec *spec)
{
    return spec->type == RMAP_TYPE_DISTANCES || spec->type == RMAP_TYPE_PLACES
           || spec->type == RMAP_TYPE_BEARINGS || spec->type == RMAP_TYPE_EXTENT || spec->type == RMAP_TYPE_NAMES
           || spec->type == RMAP_TYPE_PROPERTIES;
}

/* Does the item say something by itself? A pair of numbers may be two items. */
static bool checks_alone(const struct rmap_option_spec *spec)
{
    return spec->type != RMAP_TYPE_PLACES && spec->type != RMAP_TYPE_EXTENT && spec->type != RMAP_TYPE_BEARINGS;
}

static bool fail_at(const struct rmap_setting *setting, const struct rmap_node *node, const char *problem)
{
    return rmap_fail(setting->err, setting->status, "%s: '%s' %s", rmap_node_where(setting->arena, node),
                     setting->spec->name, problem);
}

static const char *check_node(const struct rmap_setting *setting, const struct rmap_node *node, const char *text)
{
    struct rmap_setting here = *setting;
    here.where = rmap_node_where(setting->arena, node);
    return rmap_setting_check(&here, text);
}

/* "land: {fill: white}" and "land.fill: white" become lines "land.fill=white". */
static bool read_properties(const struct rmap_setting *setting, const struct rmap_node *map, const char *prefix,
                            struct rmap_buffer *lines)
{
    for (const struct rmap_node *node = map->first; node; node = node->next) {
        const char *name = rmap_format(setting->arena, "%s%s", prefix, node->key), *line;
        if (node->kind == RMAP_NODE_LIST)
            return fail_at(setting, node, "takes one value for a property, not a list");
        if (node->kind == RMAP_NODE_MAP) {
            if (!read_properties(setting, node, rmap_format(setting->arena, "%s.", name), lines))
                return false;
            continue;
        }
        line = check_node(setting, node, rmap_format(setting->arena, "%s=%s", name, node->text));
        if (!line)
            return false;
        rmap_gather(lines, "\n", line);
    }
    return true;
}

static const char *read_mapping(const struct rmap_setting *setting, const struct rmap_node *map)
{
    struct rmap_buffer lines = {0};
    bool ok = read_properties(setting, map, "", &lines);
    return rmap_keep(setting->arena, &lines, ok);
}

static const char *read_item(const struct rmap_setting *setting, const struct rmap_node *node)
{
    if (node->kind == RMAP_NODE_SCALAR)
        return checks_alone(setting->spec) ? check_node(setting, node, node->text) : node->text;
    fail_at(setting, node, "takes plain values in its list");
    return NULL;
}

static const char *read_list(const struct rmap_setting *setting, const struct rmap_node *list)
{
    bool is_set = setting->spec->type == RMAP_TYPE_PROPERTIES, ok = true;
    struct rmap_buffer joined = {0};
    for (const struct rmap_node *node = list->first; node && ok; node = node->next) {
        const char *item = read_item(setting, node);
        ok = item != NULL;
        rmap_gather(&joined, is_set ? "\n" : ",", ok ? item : "");
    }
    const char *text = rmap_keep(setting->arena, &joined, ok);
    return is_set || !text ? text : check_node(setting, list, text);
}

/* A style is a name, or a file like any other. */
static bool is_path(const struct rmap_option_spec *spec, const char *text)
{
    if (spec->type == RMAP_TYPE_PATH)
        return strcmp(text, "-") != 0;
    size_t length = strlen(text);
    return rmap_option_id_of(spec) == RMAP_OPT_STYLE
           && (strchr(text, '/') || (length > 5 && strcmp(text + length - 5, ".yaml") == 0));
}

static const char *in_folder(const struct rmap_setting *setting, const char *text, const char *file)
{
    return text[0] == '/' ? text : rmap_format(setting->arena, "%.*s/%s", (int)(strrchr(file, '/') - file), file, text);
}

/* A relative path is seen from the folder of the file that names it; so is a shapefile among places. */
static const char *beside(const struct rmap_setting *setting, const char *text, const char *file)
{
    size_t count = 0;
    if (!strchr(file, '/') || !text[0])
        return text;
    if (is_path(setting->spec, text))
        return in_folder(setting, text, file);
    if (setting->spec->type != RMAP_TYPE_PLACES || !strstr(text, "."))
        return text;
    const char **items = rmap_split_places(setting->arena, text, &count);
    struct rmap_buffer joined = {0};
    for (size_t i = 0; i < count; i++)
        rmap_gather(&joined, ",", rmap_names_shapefile(items[i]) ? in_folder(setting, items[i], file) : items[i]);
    return rmap_keep(setting->arena, &joined, true);
}

/* The option's value as it is kept; NULL on failure. */
static const char *read_node(const struct rmap_setting *setting, const struct rmap_node *node)
{
    if (node->kind == RMAP_NODE_SCALAR)
        return check_node(setting, node, node->text);
    if (node->kind == RMAP_NODE_MAP && setting->spec->type == RMAP_TYPE_PROPERTIES)
        return read_mapping(setting, node);
    if (node->kind == RMAP_NODE_LIST && takes_list(setting->spec))
        return read_list(setting, node);
    fail_at(setting, node,
            node->kind == RMAP_NODE_LIST ? "takes one value, not a list" : "takes a value, not a mapping");
    return NULL;
}

static bool read_option(struct rmap_options *options, const struct rmap_node *node, struct rmap_error *err)
{
    const struct rmap_option_spec *spec = rmap_option_find(node->key);
    if (!spec)
        return rmap_option_unknown(
            node->key, rmap_format(options->arena, "%s:%d:%d", node->file, node->key_line, node->key_column),
            RMAP_INPUT, err);
    struct rmap_setting setting = {.spec = spec, .arena = options->arena, .status = RMAP_INPUT, .err = err};
    const char *text = read_node(&setting, node);
    if (!text)
        return false;
    text = beside(&setting, text, node->file);
    enum rmap_option_id id = rmap_option_id_of(spec);
    if (id == RMAP_OPT_SET && rmap_option_given(options, id)) {
        options->values[id].text = rmap_lines_stack(options->arena, text, options->values[id].text);
    } else if (!rmap_option_given(options, id) && !rmap_option_is_sized(options, id)) {
        rmap_options_put(options, id, text, rmap_node_where(options->arena, node));
        options->values[id].from_file = true;
    }
    return true;
}

bool rmap_options_read(struct rmap_options *options, const char *path, struct rmap_error *err)
{
    const struct rmap_node *root = rmap_yaml_read(options->arena, path, RMAP_INPUT, err);
    if (!root)
        return false;
    if (root->kind != RMAP_NODE_MAP)
        return rmap_fail(err, RMAP_INPUT, "%s: a map file holds options, such as 'rings: 300km'",
                         rmap_node_where(options->arena, root));
    for (const struct rmap_node *node = root->first; node; node = node->next)
        if (!read_option(options, node, err))
            return false;
    return true;
}
