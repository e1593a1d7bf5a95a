#include "ids.h"

#include <stdint.h>
#include <string.h>

#define FIRST_SLOTS 64 /* a power of two */

/* Open addressing. */
struct rmap_id_slot {
    const char *id, *where;
    int last; /* number that was made from this stem */
};

/* FNV-1a */
static size_t hash_of(const char *id)
{
    uint64_t hash = 14695981039346656037u;
    for (; *id; id++)
        hash = (hash ^ (unsigned char)*id) * 1099511628211u;
    return (size_t)(hash ^ hash >> 32);
}

/* Where the id is, or would be. There is always a free slot. */
static struct rmap_id_slot *slot_of(const struct rmap_ids *ids, const char *id)
{
    size_t at = hash_of(id) & (ids->capacity - 1);
    while (ids->slots[at].id && strcmp(ids->slots[at].id, id) != 0)
        at = (at + 1) & (ids->capacity - 1);
    return &ids->slots[at];
}

static void make_room(struct rmap_ids *ids)
{
    struct rmap_ids old = *ids;
    if (2 * ids->count < ids->capacity)
        return;
    ids->capacity = old.capacity ? 2 * old.capacity : FIRST_SLOTS;
    ids->slots = rmap_alloc(ids->arena, ids->capacity * sizeof *ids->slots);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].id)
            *slot_of(ids, old.slots[i].id) = old.slots[i];
}

const char *rmap_ids_take(struct rmap_ids *ids, const char *id, const char *where)
{
    make_room(ids);
    struct rmap_id_slot *slot = slot_of(ids, id);
    if (slot->id)
        return slot->where;
    *slot = (struct rmap_id_slot){id, where, 1};
    ids->count++;
    return NULL;
}

const char *rmap_ids_make(struct rmap_ids *ids, const char *stem)
{
    const char *id = stem;
    if (!rmap_ids_take(ids, id, ""))
        return id;
    int number = slot_of(ids, stem)->last;
    do {
        id = rmap_format(ids->arena, "%s-%d", stem, ++number);
    } while (rmap_ids_take(ids, id, ""));
    slot_of(ids, stem)->last = number;
    return id;
}
