/* label_search.h - choose one option for each group so that no two clash, as cheaply as possible.
 *
 * Knows nothing of maps. A group is a label, an option a place for it; leaving a group out has a price
 * too. Integers only, no clock, a constant seed: the same problem gets the same answer on every machine.
 *
 *     struct rmap_label_search search = {.groups = 2, .first = (size_t[]){0, 2, 3}, .cost = ...};
 *     size_t chosen[2] = {RMAP_LEFT_OUT, RMAP_LEFT_OUT};
 *     rmap_label_search_run(&search, chosen);
 *
 * Groups whose options clash, directly or by way of others, form a component. A small component is solved
 * exactly by branch and bound as long as that stays short; a large one by annealing and then by solving
 * its neighbourhoods exactly.
 */
#ifndef RMAP_LABEL_SEARCH_H
#define RMAP_LABEL_SEARCH_H

#include <stddef.h>
#include <stdint.h>

#define RMAP_LEFT_OUT SIZE_MAX

struct rmap_label_search {
    size_t groups;
    const size_t *first;      /* groups + 1: the options of group g are first[g] .. first[g + 1] - 1 */
    const int64_t *cost;      /* of each option, 0 or more, ascending within a group */
    const int64_t *left_out;  /* of each group: what leaving it out costs; above any of its options */
    const size_t *link_first; /* options + 1: the options that clash with option o are */
    const uint32_t *links;    /* links[link_first[o]] .. links[link_first[o + 1] - 1]; each stands twice */
};

/* chosen: of each group an option or RMAP_LEFT_OUT; in: where to begin, free of clashes; out: never worse
 * than that.
 */
void rmap_label_search_run(const struct rmap_label_search *search, size_t *chosen);

#endif
