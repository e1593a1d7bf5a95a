/* yaml.h - a YAML file as a tree of nodes that know their line and column. The only file that talks to
 * libyaml.
 *
 *     struct rmap_node *root = rmap_yaml_read(arena, "styles/light.yaml", RMAP_STYLE, err);
 *     for (struct rmap_node *n = root->first; n; n = n->next)
 *         printf("%s:%d:%d %s\n", n->file, n->line, n->column, n->key);
 *
 * Stricter than YAML: duplicate keys, anchors, tags, several documents and non-scalar keys are errors; depth
 * and size are bounded (16 levels, 1 MiB).
 */
#ifndef RMAP_YAML_H
#define RMAP_YAML_H

#include "error.h"

enum rmap_node_kind { RMAP_NODE_SCALAR, RMAP_NODE_MAP, RMAP_NODE_LIST };

struct rmap_node {
    enum rmap_node_kind kind;
    const char *key;          /* in a map; NULL in a list and at the root */
    const char *text;         /* of a scalar; "" for an empty value */
    const char *file;
    int line, column;         /* of the value, from 1 */
    int key_line, key_column; /* of the key */
    struct rmap_node *first, *next; /* children in the file's order */
};

/* Everything lives in the arena. NULL with `status` and a message "FILE:LINE:COLUMN: ...". An empty file is
 * an empty map. */
struct rmap_node *rmap_yaml_read(struct rmap_arena *arena, const char *path, enum rmap_status status,
                                 struct rmap_error *err);
/* The same from memory, `name` standing for the file in messages. */
struct rmap_node *rmap_yaml_parse(struct rmap_arena *arena, const char *name, const char *text, size_t length,
                                  enum rmap_status status, struct rmap_error *err);
const struct rmap_node *rmap_node_find(const struct rmap_node *map, const char *key); /* NULL: none */
/* "file:line:column" of the node's value, in the arena. */
const char *rmap_node_where(struct rmap_arena *arena, const struct rmap_node *node);

#endif
