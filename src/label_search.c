#include "label_search.h"

#include "mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW_GROUPS   12    /* as many groups are solved exactly at once */
#define WINDOW_OPTIONS  64    /* of each group: the bits of a mask */
#define COMPONENT_NODES 20000 /* of a branch and bound, before it keeps the best found */
#define ROUND_GROUPS    8     /* of a neighbourhood within a large component */
#define ROUND_NODES     400
#define ROUNDS          6
#define ANNEAL_STEPS    150 /* for each group */
#define ANNEAL_LEAST    8000
#define ANNEAL_MOST     90000
#define ANNEAL_BLOCKERS 4     /* a move may push so many others away */
#define HOT             12000 /* first and last temperature, in cost */
#define COLD            100
#define SEED            UINT64_C(0x9E3779B97F4A7C15)

struct state {
    const struct rmap_label_search *search;
    size_t *chosen;
    uint32_t *owner;   /* the group of each option */
    uint32_t *blocked; /* by how many chosen options each option is; a ruled out option has one more */
    uint32_t *degree;  /* of each option: clashing options that are not ruled out */
    bool *ruled_out;
    uint64_t random;
};

static size_t options_of(const struct rmap_label_search *search)
{
    return search->first[search->groups];
}

static int64_t cost_of(const struct state *state, size_t group)
{
    size_t option = state->chosen[group];
    return option == RMAP_LEFT_OUT ? state->search->left_out[group] : state->search->cost[option];
}

static void take(struct state *state, size_t group)
{
    const struct rmap_label_search *search = state->search;
    size_t option = state->chosen[group];
    if (option == RMAP_LEFT_OUT)
        return;
    for (size_t i = search->link_first[option]; i < search->link_first[option + 1]; i++)
        state->blocked[search->links[i]]--;
    state->chosen[group] = RMAP_LEFT_OUT;
}

static void put(struct state *state, size_t group, size_t option)
{
    const struct rmap_label_search *search = state->search;
    state->chosen[group] = option;
    if (option == RMAP_LEFT_OUT)
        return;
    for (size_t i = search->link_first[option]; i < search->link_first[option + 1]; i++)
        state->blocked[search->links[i]]++;
}

static void put_cheapest(struct state *state, size_t group)
{
    for (size_t o = state->search->first[group]; o < state->search->first[group + 1]; o++) {
        if (state->blocked[o] == 0) {
            put(state, group, o);
            return;
        }
    }
}

/* --- reduction: what cannot be part of a better answer --- */

static void rule_out(struct state *state, size_t option)
{
    const struct rmap_label_search *search = state->search;
    state->ruled_out[option] = true;
    state->blocked[option]++;
    for (size_t i = search->link_first[option]; i < search->link_first[option + 1]; i++)
        state->degree[search->links[i]]--;
}

/* An option that clashes with nothing makes all dearer ones of its group needless. Returns whether any was
 * there.
 */
static bool reduce_group(struct state *state, size_t group)
{
    const struct rmap_label_search *search = state->search;
    size_t o = search->first[group], end = search->first[group + 1];
    while (o < end && (state->ruled_out[o] || state->degree[o] > 0))
        o++;
    bool any = false;
    for (o = o < end ? o + 1 : end; o < end; o++) {
        if (state->ruled_out[o] || o == state->chosen[group])
            continue;
        rule_out(state, o);
        any = true;
    }
    return any;
}

static void reduce(struct state *state)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t g = 0; g < state->search->groups; g++)
            again |= reduce_group(state, g);
    }
}

/* --- components --- */

static size_t root_of(size_t *parent, size_t g)
{
    while (parent[g] != g)
        g = parent[g] = parent[parent[g]];
    return g;
}

static void join_components(const struct state *state, size_t *parent)
{
    const struct rmap_label_search *search = state->search;
    for (size_t g = 0; g < search->groups; g++)
        parent[g] = g;
    for (size_t o = 0; o < options_of(search); o++) {
        if (state->ruled_out[o])
            continue;
        for (size_t i = search->link_first[o]; i < search->link_first[o + 1]; i++) {
            size_t other = search->links[i];
            if (other < o || state->ruled_out[other])
                continue;
            size_t a = root_of(parent, state->owner[o]), b = root_of(parent, state->owner[other]);
            if (a < b)
                parent[b] = a;
            else
                parent[a] = b;
        }
    }
}

/* --- exact: branch and bound over a window of few groups, everything else standing still --- */

struct window {
    size_t count;
    size_t groups[WINDOW_GROUPS];
    size_t option_count[WINDOW_GROUPS];
    size_t options[WINDOW_GROUPS][WINDOW_OPTIONS];
    int64_t cost[WINDOW_GROUPS][WINDOW_OPTIONS];
    int64_t left_out[WINDOW_GROUPS];
    uint64_t clash[WINDOW_GROUPS][WINDOW_OPTIONS][WINDOW_GROUPS]; /* bits of the options in each group */
    int64_t best_cost;
    size_t best[WINDOW_GROUPS], pick[WINDOW_GROUPS];
    size_t nodes, most_nodes;
};

static size_t lowest_bit(uint64_t mask)
{
    return (size_t)__builtin_ctzll(mask);
}

struct node {
    uint64_t open[WINDOW_GROUPS]; /* options of each group that no pick clashes with */
    unsigned undecided;           /* a bit for each group */
    int64_t cost;                 /* of the picks */
};

static int64_t cheapest(const struct window *window, const struct node *node, size_t g)
{
    return node->open[g] ? window->cost[g][lowest_bit(node->open[g])] : window->left_out[g];
}

/* What the group loses when its cheapest option is taken away. */
static int64_t regret(const struct window *window, const struct node *node, size_t g)
{
    uint64_t rest = node->open[g] & (node->open[g] - 1);
    int64_t second = rest ? window->cost[g][lowest_bit(rest)] : window->left_out[g];
    return second - cheapest(window, node, g);
}

static bool cheapest_clashes(const struct window *window, const struct node *node, size_t g)
{
    const uint64_t *clash = window->clash[g][lowest_bit(node->open[g])];
    for (size_t h = 0; h < window->count; h++) {
        if (h != g && node->undecided >> h & 1 && node->open[h] && clash[h] >> lowest_bit(node->open[h]) & 1)
            return true;
    }
    return false;
}

/* Of the groups whose cheapest options clash, the one with most to lose; window->count when none do. */
static size_t choose_branch(const struct window *window, const struct node *node)
{
    size_t branch = window->count;
    int64_t most = -1;
    for (size_t g = 0; g < window->count; g++) {
        if (!(node->undecided >> g & 1) || !node->open[g] || !cheapest_clashes(window, node, g))
            continue;
        int64_t loss = regret(window, node, g);
        if (loss > most) {
            most = loss;
            branch = g;
        }
    }
    return branch;
}

static void keep_best(struct window *window, const struct node *node, int64_t cost)
{
    window->best_cost = cost;
    memcpy(window->best, window->pick, sizeof window->best);
    for (size_t g = 0; g < window->count; g++) {
        if (node->undecided >> g & 1)
            window->best[g] = node->open[g] ? window->options[g][lowest_bit(node->open[g])] : RMAP_LEFT_OUT;
    }
}

static void descend(struct window *window, const struct node *node)
{
    if (window->nodes++ >= window->most_nodes)
        return;
    int64_t bound = node->cost;
    for (size_t g = 0; g < window->count; g++) {
        if (node->undecided >> g & 1)
            bound += cheapest(window, node, g);
    }
    if (bound >= window->best_cost)
        return;
    size_t g = choose_branch(window, node);
    if (g == window->count) {
        keep_best(window, node, bound);
        return;
    }
    int64_t others = bound - cheapest(window, node, g);
    struct node next = *node;
    next.undecided &= ~(1u << g);
    for (uint64_t open = node->open[g]; open; open &= open - 1) {
        size_t o = lowest_bit(open);
        if (others + window->cost[g][o] >= window->best_cost)
            return;
        next.cost = node->cost + window->cost[g][o];
        for (size_t h = 0; h < window->count; h++)
            next.open[h] = node->open[h] & ~window->clash[g][o][h];
        window->pick[g] = window->options[g][o];
        descend(window, &next);
    }
    if (others + window->left_out[g] < window->best_cost) {
        memcpy(next.open, node->open, sizeof next.open);
        next.cost = node->cost + window->left_out[g];
        window->pick[g] = RMAP_LEFT_OUT;
        descend(window, &next);
    }
}

/* place: scratch, of each option its index in the window plus one; all zero before and after. */
static void fill_window(struct window *window, const struct state *state, uint16_t *place)
{
    const struct rmap_label_search *search = state->search;
    for (size_t g = 0; g < window->count; g++) {
        size_t group = window->groups[g], count = 0;
        window->left_out[g] = search->left_out[group];
        for (size_t o = search->first[group]; o < search->first[group + 1] && count < WINDOW_OPTIONS; o++) {
            if (state->blocked[o] > 0)
                continue;
            window->options[g][count] = o;
            window->cost[g][count] = search->cost[o];
            memset(window->clash[g][count], 0, sizeof window->clash[g][count]);
            place[o] = (uint16_t)(g * WINDOW_OPTIONS + count + 1);
            count++;
        }
        window->option_count[g] = count;
    }
    for (size_t g = 0; g < window->count; g++) {
        for (size_t k = 0; k < window->option_count[g]; k++) {
            size_t o = window->options[g][k];
            for (size_t i = search->link_first[o]; i < search->link_first[o + 1]; i++) {
                size_t at = place[search->links[i]];
                if (at > 0)
                    window->clash[g][k][(at - 1) / WINDOW_OPTIONS] |= UINT64_C(1)
                                                                      << (at - 1) % WINDOW_OPTIONS;
            }
        }
    }
    for (size_t g = 0; g < window->count; g++) {
        for (size_t k = 0; k < window->option_count[g]; k++)
            place[window->options[g][k]] = 0;
    }
}

/* Solves window->groups anew, all others standing still. Returns whether it became cheaper. */
static bool solve_window(struct state *state, struct window *window, uint16_t *place, size_t most_nodes)
{
    int64_t before = 0;
    for (size_t g = 0; g < window->count; g++) {
        before += cost_of(state, window->groups[g]);
        window->best[g] = state->chosen[window->groups[g]];
        take(state, window->groups[g]);
    }
    fill_window(window, state, place);
    struct node top = {.undecided = (1u << window->count) - 1};
    for (size_t g = 0; g < window->count; g++) {
        size_t count = window->option_count[g];
        top.open[g] = count == WINDOW_OPTIONS ? UINT64_MAX : (UINT64_C(1) << count) - 1;
    }
    window->best_cost = before;
    window->nodes = 0;
    window->most_nodes = most_nodes;
    descend(window, &top);
    for (size_t g = 0; g < window->count; g++)
        put(state, window->groups[g], window->best[g]);
    return window->best_cost < before;
}

/* --- large components --- */

static uint64_t next_random(struct state *state)
{
    state->random ^= state->random >> 12; /* xorshift64*, Vigna (2016), doi:10.1145/2845077 */
    state->random ^= state->random << 25;
    state->random ^= state->random >> 27;
    return state->random * UINT64_C(0x2545F4914F6CDD1D);
}

/* Below `limit`, which fits 32 bits. */
static size_t random_below(struct state *state, size_t limit)
{
    return (size_t)((next_random(state) >> 32) * limit >> 32);
}

/* -ln of a uniform number, in 1/1024, within 62: whole halvings, and a straight line between them. An
 * integer, because log() differs between machines.
 */
static int64_t random_depth(struct state *state)
{
    uint64_t draw = next_random(state) | 1;
    int64_t halvings = __builtin_clzll(draw), rest = (int64_t)(draw << halvings >> 53 & 1023);
    return (halvings + 1) * 710 - rest * 710 / 1024;
}

/* The groups whose chosen options clash with `option`; false when there are more than ANNEAL_BLOCKERS. */
static bool find_blockers(const struct state *state, size_t option, size_t *blockers, size_t *count)
{
    const struct rmap_label_search *search = state->search;
    *count = 0;
    if (state->blocked[option] > ANNEAL_BLOCKERS)
        return false;
    for (size_t i = search->link_first[option]; *count < state->blocked[option]; i++) {
        size_t group = state->owner[search->links[i]];
        if (state->chosen[group] == search->links[i])
            blockers[(*count)++] = group;
    }
    return true;
}

/* Moves a group to an option; whoever stands there goes to its cheapest free option. Undone when that
 * costs more than `allowance`. Returns the change in cost.
 */
static int64_t try_move(struct state *state, size_t group, size_t option, int64_t allowance)
{
    size_t blockers[ANNEAL_BLOCKERS], old[ANNEAL_BLOCKERS], count;
    int64_t before = cost_of(state, group);
    if (state->search->cost[option] - before > allowance || !find_blockers(state, option, blockers, &count))
        return 0;
    size_t from = state->chosen[group];
    take(state, group);
    for (size_t i = 0; i < count; i++) {
        before += cost_of(state, blockers[i]);
        old[i] = state->chosen[blockers[i]];
        take(state, blockers[i]);
    }
    put(state, group, option);
    int64_t after = cost_of(state, group);
    for (size_t i = 0; i < count; i++) {
        put_cheapest(state, blockers[i]);
        after += cost_of(state, blockers[i]);
    }
    if (after - before <= allowance)
        return after - before;
    take(state, group);
    for (size_t i = 0; i < count; i++)
        take(state, blockers[i]);
    put(state, group, from);
    for (size_t i = 0; i < count; i++)
        put(state, blockers[i], old[i]);
    return 0;
}

static void anneal(struct state *state, const size_t *groups, size_t count, size_t *best)
{
    size_t steps = count * ANNEAL_STEPS;
    steps = steps < ANNEAL_LEAST ? ANNEAL_LEAST : steps > ANNEAL_MOST ? ANNEAL_MOST : steps;
    int64_t change = 0, least = 0;
    for (size_t i = 0; i < count; i++)
        best[i] = state->chosen[groups[i]];
    for (size_t step = 0; step < steps; step++) {
        size_t left = steps - step; /* the temperature falls with its square */
        int64_t heat = COLD + (int64_t)((HOT - COLD) * (left * 1024 / steps) * (left * 1024 / steps) >> 20);
        size_t group = groups[random_below(state, count)];
        size_t first = state->search->first[group], options = state->search->first[group + 1] - first;
        size_t option = first + random_below(state, options);
        if (options == 0 || option == state->chosen[group] || state->ruled_out[option])
            continue;
        change += try_move(state, group, option, heat * random_depth(state) >> 10);
        if (change < least) {
            least = change;
            for (size_t i = 0; i < count; i++)
                best[i] = state->chosen[groups[i]];
        }
    }
    for (size_t i = 0; i < count; i++)
        take(state, groups[i]);
    for (size_t i = 0; i < count; i++)
        put(state, groups[i], best[i]);
}

static bool has_group(const struct window *window, size_t group)
{
    for (size_t i = 0; i < window->count; i++) {
        if (window->groups[i] == group)
            return true;
    }
    return false;
}

/* The groups that stand where `group` would rather be. */
static void add_rivals(const struct state *state, struct window *window, size_t group)
{
    const struct rmap_label_search *search = state->search;
    int64_t cost = cost_of(state, group);
    for (size_t o = search->first[group]; o < search->first[group + 1] && search->cost[o] < cost; o++) {
        if (state->ruled_out[o])
            continue;
        for (size_t i = search->link_first[o]; i < search->link_first[o + 1]; i++) {
            size_t rival = state->owner[search->links[i]];
            if (state->chosen[rival] != search->links[i] || has_group(window, rival))
                continue;
            if (window->count == ROUND_GROUPS)
                return;
            window->groups[window->count++] = rival;
        }
    }
}

static bool could_be_better(const struct state *state, size_t group)
{
    for (size_t o = state->search->first[group]; o < state->search->first[group + 1]; o++) {
        if (!state->ruled_out[o])
            return state->search->cost[o] < cost_of(state, group);
    }
    return false;
}

/* Solves the neighbourhood of each group that stands badly, until that helps no more. */
static void polish(struct state *state, const size_t *groups, size_t count, struct window *window,
                   uint16_t *place)
{
    bool again = true;
    for (int round = 0; round < ROUNDS && again; round++) {
        again = false;
        for (size_t i = 0; i < count; i++) {
            if (!could_be_better(state, groups[i]))
                continue;
            window->count = 0;
            window->groups[window->count++] = groups[i];
            for (size_t k = 0; k < window->count && window->count < ROUND_GROUPS; k++)
                add_rivals(state, window, window->groups[k]);
            again |= solve_window(state, window, place, ROUND_NODES);
        }
    }
}

/* --- the whole --- */

struct group_order {
    size_t root, group;
    int64_t left_out;
};

/* Component by component, the dearest to leave out first. */
static int compare_order(const void *a, const void *b)
{
    const struct group_order *x = a, *y = b;
    if (x->root != y->root)
        return x->root < y->root ? -1 : 1;
    if (x->left_out != y->left_out)
        return x->left_out > y->left_out ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static void solve_component(struct state *state, const size_t *groups, size_t count, struct window *window,
                            uint16_t *place, size_t *scratch)
{
    for (size_t i = 0; i < count; i++) {
        if (state->chosen[groups[i]] == RMAP_LEFT_OUT)
            put_cheapest(state, groups[i]);
    }
    if (count <= WINDOW_GROUPS) {
        window->count = count;
        memcpy(window->groups, groups, count * sizeof *groups);
        solve_window(state, window, place, COMPONENT_NODES);
        return;
    }
    anneal(state, groups, count, scratch);
    polish(state, groups, count, window, place);
}

static void start(struct state *state, struct rmap_arena *arena)
{
    const struct rmap_label_search *search = state->search;
    size_t options = options_of(search);
    state->owner = rmap_alloc(arena, options * sizeof *state->owner);
    state->blocked = rmap_alloc(arena, options * sizeof *state->blocked);
    state->degree = rmap_alloc(arena, options * sizeof *state->degree);
    state->ruled_out = rmap_alloc(arena, options * sizeof *state->ruled_out);
    for (size_t g = 0; g < search->groups; g++) {
        for (size_t o = search->first[g]; o < search->first[g + 1]; o++) {
            state->owner[o] = (uint32_t)g;
            state->degree[o] = (uint32_t)(search->link_first[o + 1] - search->link_first[o]);
        }
    }
    for (size_t g = 0; g < search->groups; g++)
        put(state, g, state->chosen[g]);
    reduce(state);
}

void rmap_label_search_run(const struct rmap_label_search *search, size_t *chosen)
{
    struct rmap_arena arena = {0};
    struct state state = {.search = search, .chosen = chosen, .random = SEED};
    start(&state, &arena);

    size_t count = search->groups;
    size_t *parent = rmap_alloc(&arena, count * sizeof *parent);
    join_components(&state, parent);
    struct group_order *order = rmap_alloc(&arena, count * sizeof *order);
    for (size_t g = 0; g < count; g++)
        order[g] = (struct group_order){root_of(parent, g), g, search->left_out[g]};
    qsort(order, count, sizeof *order, compare_order);

    size_t *groups = rmap_alloc(&arena, count * sizeof *groups);
    size_t *scratch = rmap_alloc(&arena, count * sizeof *scratch);
    uint16_t *place = rmap_alloc(&arena, options_of(search) * sizeof *place);
    struct window *window = rmap_alloc(&arena, sizeof *window);
    for (size_t i = 0; i < count; i++)
        groups[i] = order[i].group;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && order[to].root == order[from].root;)
            to++;
        solve_component(&state, groups + from, to - from, window, place, scratch);
    }
    rmap_arena_free(&arena);
}
