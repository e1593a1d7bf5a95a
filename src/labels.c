#include "labels.h"

#include "label_options.h"
#include "label_search.h"
#include "mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Labels compete in batches, by priority: at most so many at once, and so many pairs that stand close. That
 * bounds time and memory where thousands crowd together.
 */
#define BATCH          600
#define RIVALS         10000
#define PAIRS          1.4e6 /* of clashing options in a batch, about */
#define FEWEST_OPTIONS 6     /* of a label, however crowded */

/* Levels of priority outweigh each other wholly: each costs so many times as much as the next lower one. */
#define LEVELS       8
#define LEVEL_FACTOR 16
#define LEFT_OUT     (2 * (int64_t)RMAP_LABEL_MOST_COST) /* of the lowest level */

/* --- clashes and the choice --- */

static int compare_options(const void *a, const void *b)
{
    const struct rmap_label_option *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return (x->variant > y->variant) - (x->variant < y->variant);
}

struct batch {
    struct rmap_label **labels;
    size_t count;
    struct rmap_label_list *lists; /* of each label, cheapest first */
    int64_t *left_out;             /* of each label */
    size_t *most;                  /* options of each label, as many as the crowd allows */
    size_t *chosen;                /* of each label an index into its list, or RMAP_LEFT_OUT */
    /* for the search, all lists after one another */
    size_t *first;
    const struct rmap_label_option **options;
    uint32_t *owner; /* of each option its label */
    size_t *link_first;
    uint32_t *links;
};

struct pair {
    uint32_t a, b;
};

struct pair_list {
    struct pair *items;
    size_t count, capacity;
};

/* Every pair of clashing options of different labels, once. */
static void find_clashes(const struct rmap_label_field *field, const struct batch *batch, size_t count,
                         struct rmap_arena *arena, struct pair_list *pairs)
{
    struct rmap_box *extents = rmap_alloc(arena, count * sizeof *extents);
    for (size_t o = 0; o < count; o++)
        extents[o] = batch->options[o]->extent;
    struct rmap_grid grid = {0};
    rmap_grid_build(&grid, arena, field->scene->frame, extents, count);
    for (size_t o = 0, other; o < count; o++) {
        size_t later = batch->first[batch->owner[o] + 1];
        for (struct rmap_grid_walk walk = rmap_grid_walk(&grid, extents[o], later);
             rmap_grid_next(&walk, &other);) {
            if (!rmap_label_clash(batch->options[o], batch->options[other], field->scene->gap_mm))
                continue;
            pairs->items = rmap_grow(pairs->items, &pairs->capacity, pairs->count + 1, sizeof *pairs->items);
            pairs->items[pairs->count++] = (struct pair){(uint32_t)o, (uint32_t)other};
        }
    }
}

static void link_clashes(const struct rmap_label_field *field, struct batch *batch, struct rmap_arena *arena)
{
    size_t count = batch->first[batch->count];
    batch->owner = rmap_alloc(arena, count * sizeof *batch->owner);
    for (size_t l = 0; l < batch->count; l++) {
        for (size_t o = batch->first[l]; o < batch->first[l + 1]; o++)
            batch->owner[o] = (uint32_t)l;
    }
    struct pair_list pairs = {0};
    find_clashes(field, batch, count, arena, &pairs);

    batch->link_first = rmap_alloc(arena, (count + 2) * sizeof *batch->link_first);
    size_t *fill = batch->link_first
                   + 1; /* link_first[o + 1] is the end of o's links once they are filled in */
    for (size_t i = 0; i < pairs.count; i++) {
        fill[pairs.items[i].a + 1]++;
        fill[pairs.items[i].b + 1]++;
    }
    for (size_t o = 0; o < count; o++)
        fill[o + 1] += fill[o];
    batch->links = rmap_alloc(arena, pairs.count * 2 * sizeof *batch->links);
    for (size_t i = 0; i < pairs.count; i++) {
        batch->links[fill[pairs.items[i].a]++] = pairs.items[i].b;
        batch->links[fill[pairs.items[i].b]++] = pairs.items[i].a;
    }
    free(pairs.items);
}

static void choose(const struct rmap_label_field *field, struct batch *batch, struct rmap_arena *arena)
{
    batch->first = rmap_alloc(arena, (batch->count + 1) * sizeof *batch->first);
    for (size_t l = 0; l < batch->count; l++)
        batch->first[l + 1] = batch->first[l] + batch->lists[l].count;
    size_t count = batch->first[batch->count];
    batch->options = rmap_alloc(arena, count * sizeof *batch->options);
    int64_t *cost = rmap_alloc(arena, count * sizeof *cost);
    for (size_t l = 0; l < batch->count; l++) {
        for (size_t k = 0; k < batch->lists[l].count; k++) {
            batch->options[batch->first[l] + k] = &batch->lists[l].items[k];
            cost[batch->first[l] + k] = batch->lists[l].items[k].cost;
        }
    }
    link_clashes(field, batch, arena);
    struct rmap_label_search search = {.groups = batch->count,
                                       .first = batch->first,
                                       .cost = cost,
                                       .left_out = batch->left_out,
                                       .link_first = batch->link_first,
                                       .links = batch->links};
    for (size_t l = 0; l < batch->count; l++) {
        if (batch->chosen[l] != RMAP_LEFT_OUT)
            batch->chosen[l] += batch->first[l];
    }
    rmap_label_search_run(&search, batch->chosen);
    for (size_t l = 0; l < batch->count; l++) {
        if (batch->chosen[l] != RMAP_LEFT_OUT)
            batch->chosen[l] -= batch->first[l];
    }
}

/* Appends what `found` holds to the label's list, no more than `most` of it, in order; the chosen option
 * stays chosen.
 */
static void extend_list(struct batch *batch, size_t l, struct rmap_label_list *found,
                        struct rmap_arena *arena)
{
    struct rmap_label_list *list = &batch->lists[l];
    size_t chosen = batch->chosen[l];
    size_t variant = chosen == RMAP_LEFT_OUT ? RMAP_LABEL_OPTIONS : list->items[chosen].variant;
    qsort(found->items, found->count, sizeof *found->items, compare_options);
    size_t add = found->count < batch->most[l] ? found->count : batch->most[l];
    struct rmap_label_option *items = rmap_alloc(arena, (list->count + add) * sizeof *items);
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    memcpy(items + list->count, found->items, add * sizeof *items);
    *list = (struct rmap_label_list){items, list->count + add};
    qsort(list->items, list->count, sizeof *list->items, compare_options);
    for (size_t k = 0; k < list->count; k++) {
        if (list->items[k].variant == variant)
            batch->chosen[l] = k;
    }
}

/* Labels that stand badly may be led, and so may those that hold the places where these would go. */
static bool mark_needy(const struct batch *batch, bool *needy)
{
    bool any = false;
    for (size_t l = 0; l < batch->count; l++) {
        size_t chosen = batch->chosen[l];
        bool badly = chosen == RMAP_LEFT_OUT || batch->lists[l].items[chosen].cost > RMAP_LABEL_LED_COST;
        if (!badly || batch->labels[l]->no_leader)
            continue;
        needy[l] = any = true;
        for (size_t i = batch->link_first[batch->first[l]]; i < batch->link_first[batch->first[l + 1]]; i++) {
            size_t rival = batch->owner[batch->links[i]];
            needy[rival] = !batch->labels[rival]->no_leader;
        }
    }
    return any;
}

/* What leaving each label out costs. Levels of priority outweigh each other wholly; there are LEVELS of
 * them, and within one the higher priority weighs up to twice as much. labels: by priority.
 */
static void weigh_labels(struct batch *batch)
{
    size_t ranks = 1;
    for (size_t l = 1; l < batch->count; l++)
        ranks += batch->labels[l]->priority != batch->labels[l - 1]->priority;
    for (size_t l = 0, rank = 0; l < batch->count; l++) {
        rank += l > 0 && batch->labels[l]->priority != batch->labels[l - 1]->priority;
        size_t level = ranks <= LEVELS ? LEVELS - ranks + rank : rank * LEVELS / ranks;
        batch->left_out[l] = LEFT_OUT * (int64_t)(2 * ranks - rank) / (int64_t)ranks;
        for (; level < LEVELS - 1; level++)
            batch->left_out[l] *= LEVEL_FACTOR;
    }
}

/* Where labels stand around their points, roughly. */
static struct rmap_box *label_reaches(struct rmap_label **labels, size_t count, struct rmap_arena *arena)
{
    struct rmap_box *reaches = rmap_alloc(arena, count * sizeof *reaches);
    for (size_t l = 0; l < count; l++) {
        struct rmap_page p = labels[l]->point;
        double w = labels[l]->width_mm, h = labels[l]->height_mm;
        reaches[l] = (struct rmap_box){p.x_mm - w, p.y_mm - h, p.x_mm + w, p.y_mm + h};
    }
    return reaches;
}

/* How many of the next labels compete at once. */
static size_t batch_size(const struct rmap_label_field *field, struct rmap_label **labels, size_t count)
{
    struct rmap_arena arena = {0};
    struct rmap_grid grid = {0};
    count = count < BATCH ? count : BATCH;
    struct rmap_box *reaches = label_reaches(labels, count, &arena);
    rmap_grid_build(&grid, &arena, field->scene->frame, reaches, count);
    size_t size = count, rivals = 0, item;
    for (size_t l = 0; l < count; l++) {
        for (struct rmap_grid_walk walk = rmap_grid_walk(&grid, reaches[l], l + 1);
             rmap_grid_next(&walk, &item);)
            rivals++;
    }
    if (rivals > RIVALS) /* they grow with the square */
        size = 1 + (size_t)((double)(count - 1) * sqrt(RIVALS / (double)rivals));
    rmap_arena_free(&arena);
    return size;
}

/* The more labels crowd around one, the fewer options each may have: clashes grow with the square. */
static void bound_options(const struct rmap_label_field *field, struct batch *batch, struct rmap_arena *arena)
{
    struct rmap_box *reaches = label_reaches(batch->labels, batch->count, arena);
    struct rmap_grid grid = {0};
    rmap_grid_build(&grid, arena, field->scene->frame, reaches, batch->count);
    for (size_t l = 0; l < batch->count; l++) {
        size_t crowd = 0, item;
        for (struct rmap_grid_walk walk = rmap_grid_walk(&grid, reaches[l], 0); rmap_grid_next(&walk, &item);)
            crowd++;
        double share = sqrt(PAIRS / ((double)batch->count * (double)(crowd + 1)));
        batch->most[l] = share < FEWEST_OPTIONS ? FEWEST_OPTIONS : (size_t)fmin(share, RMAP_LABEL_OPTIONS);
    }
}

/* Writes the option into the label; it stands from now on. */
static void settle(struct rmap_label_field *field, struct rmap_label *label,
                   const struct rmap_label_option *option)
{
    label->placed = true;
    label->box = option->box;
    label->side = option->side;
    label->has_leader = option->led;
    label->leader_from = option->from;
    label->leader_to = option->to;
    rmap_label_field_add(field, option);
}

static void place_batch(struct rmap_label_field *field, struct rmap_label **labels, size_t count)
{
    struct rmap_arena arena = {0};
    struct batch batch = {.labels = labels, .count = count};
    batch.lists = rmap_alloc(&arena, count * sizeof *batch.lists);
    batch.left_out = rmap_alloc(&arena, count * sizeof *batch.left_out);
    batch.most = rmap_alloc(&arena, count * sizeof *batch.most);
    batch.chosen = rmap_alloc(&arena, count * sizeof *batch.chosen);
    weigh_labels(&batch);
    bound_options(field, &batch, &arena);

    struct rmap_label_option found[RMAP_LABEL_OPTIONS];
    for (size_t l = 0; l < count; l++) {
        struct rmap_label_list list = {.items = found};
        batch.chosen[l] = RMAP_LEFT_OUT;
        rmap_label_offer_beside(field, labels[l], &list);
        extend_list(&batch, l, &list, &arena);
    }
    choose(field, &batch, &arena);

    bool *needy = rmap_alloc(&arena, count * sizeof *needy);
    if (mark_needy(&batch, needy)) {
        for (size_t l = 0; l < count; l++) {
            struct rmap_label_list list = {.items = found};
            if (!needy[l])
                continue;
            rmap_label_offer_led(field, labels[l], &list);
            extend_list(&batch, l, &list, &arena);
        }
        choose(field, &batch, &arena);
    }
    for (size_t l = 0; l < count; l++) {
        if (batch.chosen[l] != RMAP_LEFT_OUT)
            settle(field, labels[l], &batch.lists[l].items[batch.chosen[l]]);
    }
    rmap_arena_free(&arena);
}

/* --- the whole --- */

/* Places the pinned labels, come what may. Returns how many of them hit something. */
static size_t place_pinned(struct rmap_label_field *field)
{
    const struct rmap_label_scene *scene = field->scene;
    size_t forced = 0;
    for (size_t i = 0; i < scene->label_count; i++) {
        struct rmap_label *label = &scene->labels[i];
        if (!label->pinned)
            continue;
        struct rmap_label_option option = rmap_label_pin(field, label);
        settle(field, label, &option);
    }
    for (size_t i = 0; i < field->standing_count; i++) {
        bool hit = rmap_label_hits(field, field->standing_options[i].box);
        for (size_t k = 0; k < field->standing_count && !hit; k++)
            hit = k != i && rmap_box_meets(field->standing_options[i].box, field->standing_options[k].box);
        forced += hit;
    }
    return forced;
}

static bool is_inside(struct rmap_box frame, struct rmap_page p)
{
    return rmap_box_holds(frame, (struct rmap_box){p.x_mm, p.y_mm, p.x_mm, p.y_mm});
}

static int compare_priority(const void *a, const void *b)
{
    const struct rmap_label *x = *(struct rmap_label *const *)a, *y = *(struct rmap_label *const *)b;
    if (x->priority != y->priority)
        return x->priority < y->priority ? -1 : 1;
    return (x > y) - (x < y); /* members of one array */
}

struct rmap_label_result rmap_labels_place(const struct rmap_label_scene *scene)
{
    struct rmap_arena arena = {0};
    struct rmap_label_field field;
    struct rmap_label_result result = {0};
    for (size_t i = 0; i < scene->label_count; i++)
        scene->labels[i].placed = scene->labels[i].has_leader = false;
    rmap_label_field_init(&field, scene, &arena);
    result.forced = place_pinned(&field);

    size_t count = 0;
    struct rmap_label **labels = rmap_alloc(&arena, scene->label_count * sizeof *labels);
    for (size_t i = 0; i < scene->label_count; i++) {
        struct rmap_label *label = &scene->labels[i];
        if (!label->pinned && is_inside(scene->frame, label->point))
            labels[count++] = label;
    }
    qsort(labels, count, sizeof *labels, compare_priority);
    for (size_t from = 0, size; from < count; from += size) {
        size = batch_size(&field, labels + from, count - from);
        rmap_label_field_update(&field);
        place_batch(&field, labels + from, size);
    }
    for (size_t i = 0; i < scene->label_count; i++) {
        result.placed += scene->labels[i].placed;
        result.led += scene->labels[i].placed && scene->labels[i].has_leader;
        result.dropped += !scene->labels[i].placed;
    }
    rmap_arena_free(&arena);
    return result;
}
