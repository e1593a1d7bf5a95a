#include "display.h"

#include <stdlib.h>
#include <string.h>

#include "canvas.h"

enum kind { BEGIN, END, PATH, TEXT };

struct rmap_item {
    enum kind kind;
    union {
        struct rmap_group *group; /* in the arena */
        struct rmap_text *text;   /* in the arena */
        struct {
            struct rmap_path path;    /* owned */
            struct rmap_paint *paint; /* in the arena */
        } drawn;
    } is;
};

double rmap_anchor_share(enum rmap_anchor anchor)
{
    static const double before[] = {[RMAP_START] = 0, [RMAP_MIDDLE] = 0.5, [RMAP_END] = 1};
    return before[anchor];
}

static struct rmap_item *add_item(struct rmap_display *list, enum kind kind)
{
    list->items = rmap_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    struct rmap_item *item = &list->items[list->count++];
    item->kind = kind;
    return item;
}

static const char *keep(struct rmap_display *list, const char *text)
{
    return text ? rmap_copy(list->arena, text) : NULL;
}

void rmap_display_begin(struct rmap_display *list, const struct rmap_group *group)
{
    struct rmap_group *copy = rmap_alloc(list->arena, sizeof *copy);
    *copy = *group;
    copy->id = keep(list, group->id);
    copy->title = keep(list, group->title);
    copy->desc = keep(list, group->desc);
    copy->classes = keep(list, group->classes);
    copy->href = keep(list, group->href);
    add_item(list, BEGIN)->is.group = copy;
}

void rmap_display_end(struct rmap_display *list)
{
    add_item(list, END);
}

static bool is_visible(const struct rmap_paint *paint)
{
    return paint->fill.a > 0 || (paint->stroke.a > 0 && paint->width_mm > 0);
}

void rmap_display_path(struct rmap_display *list, struct rmap_path *path, const struct rmap_paint *paint)
{
    if (path->verb_count == 0 || !is_visible(paint)) {
        rmap_path_free(path);
        return;
    }
    struct rmap_paint *copy = rmap_alloc(list->arena, sizeof *copy);
    *copy = *paint;
    struct rmap_item *item = add_item(list, PATH);
    item->is.drawn.path = *path;
    item->is.drawn.paint = copy;
    *path = (struct rmap_path){0};
}

void rmap_display_text(struct rmap_display *list, const struct rmap_text *text)
{
    if (!text->text || !text->text[0])
        return;
    struct rmap_text *copy = rmap_alloc(list->arena, sizeof *copy);
    *copy = *text;
    copy->text = keep(list, text->text);
    copy->lang = keep(list, text->lang);
    add_item(list, TEXT)->is.text = copy;
}

void rmap_display_prefix(struct rmap_display *list, const char *prefix)
{
    for (size_t i = 0; i < list->count; i++) {
        struct rmap_group *group = list->items[i].kind == BEGIN ? list->items[i].is.group : NULL;
        if (group && group->id)
            group->id = rmap_format(list->arena, "%s%s", prefix, group->id);
    }
}

void rmap_display_append(struct rmap_display *list, struct rmap_display *more)
{
    if (more->count) {
        size_t count = list->count + more->count;
        list->items = rmap_grow(list->items, &list->capacity, count, sizeof *list->items);
        memcpy(list->items + list->count, more->items, more->count * sizeof *list->items);
        list->count = count;
    }
    free(more->items); /* its paths belong to `list` now */
    more->items = NULL;
    more->count = more->capacity = 0;
}

static bool are_twins(const struct rmap_item *a, const struct rmap_item *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == PATH)
        return a->is.drawn.path.verb_count == b->is.drawn.path.verb_count;
    return a->kind != TEXT || strcmp(a->is.text->text, b->is.text->text) == 0;
}

static const struct rmap_night *keep_night(struct rmap_display *list, struct rmap_color fill, struct rmap_color stroke)
{
    struct rmap_night *night = rmap_alloc(list->arena, sizeof *night);
    *night = (struct rmap_night){fill, stroke};
    return night;
}

bool rmap_display_pair(struct rmap_display *day, const struct rmap_display *night)
{
    bool twins = day->count == night->count;
    for (size_t i = 0; twins && i < day->count; i++)
        twins = are_twins(&day->items[i], &night->items[i]);
    for (size_t i = 0; twins && i < day->count; i++) {
        struct rmap_item *item = &day->items[i], *twin = &night->items[i];
        if (item->kind == PATH)
            item->is.drawn.paint->night = keep_night(day, twin->is.drawn.paint->fill, twin->is.drawn.paint->stroke);
        else if (item->kind == TEXT)
            item->is.text->night = keep_night(day, twin->is.text->fill, twin->is.text->halo);
    }
    return twins;
}

/* A canvas always sees groups that match: an end too many is passed over, one too few is added. */
void rmap_display_replay(const struct rmap_display *list, struct rmap_canvas *canvas)
{
    size_t depth = 0;
    canvas->begin_page(canvas, list);
    for (size_t i = 0; i < list->count; i++) {
        const struct rmap_item *item = &list->items[i];
        switch (item->kind) {
        case BEGIN:
            canvas->begin_group(canvas, item->is.group);
            depth++;
            break;
        case END:
            if (depth > 0) {
                canvas->end_group(canvas);
                depth--;
            }
            break;
        case PATH:
            canvas->path(canvas, &item->is.drawn.path, item->is.drawn.paint);
            break;
        case TEXT:
            canvas->text(canvas, item->is.text);
            break;
        }
    }
    for (; depth > 0; depth--)
        canvas->end_group(canvas);
}

void rmap_display_free(struct rmap_display *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == PATH)
            rmap_path_free(&list->items[i].is.drawn.path);
    }
    free(list->items);
    list->items = NULL;
    list->count = list->capacity = 0;
}
