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

/* --- names --- */

/* Letters beyond ASCII that may stand in an XML name, two or three bytes in UTF-8: without signs and blanks. */
static bool is_letter(unsigned character)
{
    static const unsigned RANGES[][2] = {{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x37D}, {0x37F, 0x1FFF},
                                         {0x3040, 0xD7FF}, {0xF900, 0xFDCF}};
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++) {
        if (character >= RANGES[i][0] && character <= RANGES[i][1])
            return true;
    }
    return false;
}

/* The bytes of the letter beyond ASCII that stands at `c`, in text that is UTF-8; 0: none. */
static size_t letter_bytes(const char *c)
{
    const unsigned char *byte = (const unsigned char *)c;
    if (byte[0] >= 0xC0 && byte[0] < 0xE0)
        return is_letter((byte[0] & 0x1Fu) << 6 | (byte[1] & 0x3Fu)) ? 2 : 0;
    if (byte[0] >= 0xE0 && byte[0] < 0xF0)
        return is_letter((byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu)) ? 3 : 0;
    return 0;
}

const char *rmap_ids_word(struct rmap_arena *arena, const char *name)
{
    char *word = rmap_copy(arena, name);
    bool utf8 = rmap_is_utf8(word, strlen(word));
    for (char *c = word; *c;) {
        size_t letter = utf8 ? letter_bytes(c) : 0;
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
        else if (!letter && !(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9'))
            *c = '-';
        c += letter ? letter : 1;
    }
    return word;
}

const char *rmap_ids_stem(struct rmap_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *suffix = strrchr(name, '.');
    return rmap_ids_word(arena, rmap_copy_n(arena, name, suffix ? (size_t)(suffix - name) : strlen(name)));
}
