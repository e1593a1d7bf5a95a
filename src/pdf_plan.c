#include "pdf_plan.h"

#include <stdlib.h>

#define NONE (-1)

struct rmap_pdf_open {
    const char *title; /* of a layer; NULL: it is none */
    int layer;         /* NONE: nothing was drawn in it yet */
    int place, block;  /* NONE: it is none */
};

static bool has(const char *text)
{
    return text && text[0];
}

/* A layer lies on the page or in another layer, as in an SVG for Inkscape. */
static bool is_layer(const struct rmap_pdf_plan *plan, const struct rmap_group *group)
{
    bool named = (group->role == RMAP_ROLE_LAYER || group->role == RMAP_ROLE_FURNITURE) && has(group->title);
    return named && (plan->depth == 0 || plan->open[plan->depth - 1].title);
}

static int add_place(struct rmap_pdf_plan *plan, const struct rmap_group *group)
{
    bool place = (group->role == RMAP_ROLE_SITE || group->role == RMAP_ROLE_RING) && has(group->title);
    if (!place && !has(group->href))
        return NONE;
    plan->places = rmap_grow(plan->places, &plan->place_capacity, plan->place_count + 1, sizeof *plan->places);
    plan->places[plan->place_count] = (struct rmap_pdf_place){
        .title = place ? rmap_copy(plan->arena, group->title) : NULL,
        .href = has(group->href) ? rmap_copy(plan->arena, group->href) : NULL,
        .layer = NONE,
    };
    return (int)plan->place_count++;
}

static int add_block(struct rmap_pdf_plan *plan, const struct rmap_group *group)
{
    if (group->role != RMAP_ROLE_HEADING && group->role != RMAP_ROLE_PARAGRAPH)
        return NONE;
    plan->blocks = rmap_grow(plan->blocks, &plan->block_capacity, plan->block_count + 1, sizeof *plan->blocks);
    plan->blocks[plan->block_count] = (struct rmap_pdf_block){.heading = group->role == RMAP_ROLE_HEADING};
    return (int)plan->block_count++;
}

void rmap_pdf_plan_begin(struct rmap_pdf_plan *plan, const struct rmap_group *group)
{
    struct rmap_pdf_open open = {
        .title = is_layer(plan, group) ? rmap_copy(plan->arena, group->title) : NULL,
        .layer = NONE,
        .place = add_place(plan, group),
        .block = add_block(plan, group),
    };
    plan->open = rmap_grow(plan->open, &plan->open_capacity, plan->depth + 1, sizeof *plan->open);
    plan->open[plan->depth++] = open;
}

void rmap_pdf_plan_end(struct rmap_pdf_plan *plan)
{
    plan->depth--;
}

/* The innermost open layer; those that nothing was drawn in so far are listed only now. */
static int find_layer(struct rmap_pdf_plan *plan)
{
    int parent = NONE;
    for (size_t i = 0; i < plan->depth && plan->open[i].title; i++) {
        struct rmap_pdf_open *open = &plan->open[i];
        if (open->layer == NONE) {
            plan->layers = rmap_grow(plan->layers, &plan->layer_capacity, plan->layer_count + 1, sizeof *plan->layers);
            plan->layers[plan->layer_count] = (struct rmap_pdf_layer){open->title, parent};
            open->layer = (int)plan->layer_count++;
        }
        parent = open->layer;
    }
    return parent;
}

static int find_block(const struct rmap_pdf_plan *plan)
{
    for (size_t i = plan->depth; i > 0; i--) {
        if (plan->open[i - 1].block != NONE)
            return plan->open[i - 1].block;
    }
    return NONE;
}

bool rmap_pdf_plan_turn(struct rmap_pdf_plan *plan)
{
    struct rmap_pdf_sheet next = {.layer = find_layer(plan), .block = find_block(plan)};
    const struct rmap_pdf_sheet *last = plan->sheet_count ? &plan->sheets[plan->sheet_count - 1] : NULL;
    if (last && last->layer == next.layer && last->block == next.block)
        return false;
    next.mark = last ? last->mark + (last->block != next.block) : 0;
    plan->sheets = rmap_grow(plan->sheets, &plan->sheet_capacity, plan->sheet_count + 1, sizeof *plan->sheets);
    plan->sheets[plan->sheet_count++] = next;
    return plan->sheet_count > 1;
}

void rmap_pdf_plan_speak(struct rmap_pdf_plan *plan, const char *lang)
{
    int block = find_block(plan);
    if (block != NONE && has(lang) && !plan->blocks[block].lang)
        plan->blocks[block].lang = rmap_copy(plan->arena, lang);
}

void rmap_pdf_plan_cover(struct rmap_pdf_plan *plan, struct rmap_box box)
{
    for (size_t i = 0; i < plan->depth; i++) {
        if (plan->open[i].place == NONE)
            continue;
        struct rmap_pdf_place *place = &plan->places[plan->open[i].place];
        place->box = place->drawn ? rmap_box_union(place->box, box) : box;
        place->layer = find_layer(plan);
        place->drawn = true;
    }
}

void rmap_pdf_plan_free(struct rmap_pdf_plan *plan)
{
    free(plan->layers);
    free(plan->blocks);
    free(plan->sheets);
    free(plan->places);
    free(plan->open);
    *plan = (struct rmap_pdf_plan){0};
}
