#define _POSIX_C_SOURCE 200809L
#include "account.h"

#include <time.h>

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

void rmap_account_begin(struct rmap_account *account)
{
    *account = (struct rmap_account){.last_ms = now_ms()};
}

bool rmap_account_stage(struct rmap_account *account, const char *name, bool ok)
{
    if (!account)
        return ok;
    double ms = now_ms();
    if (account->count < sizeof account->stages / sizeof *account->stages) {
        account->stages[account->count].name = name;
        account->stages[account->count++].ms = ms - account->last_ms;
    }
    account->last_ms = ms;
    return ok;
}

static void tell_stages(const struct rmap_account *account, struct rmap_buffer *out)
{
    double total_ms = 0;
    rmap_append_text(out, "time: ");
    for (size_t i = 0; i < account->count; i++) {
        rmap_print(out, "%s ", account->stages[i].name);
        rmap_append_number(out, account->stages[i].ms, 1);
        rmap_append_text(out, ", ");
        total_ms += account->stages[i].ms;
    }
    rmap_append_text(out, "together ");
    rmap_append_number(out, total_ms, 1);
    rmap_append_text(out, " ms");
}

static void tell_rings(const struct rmap_map *map, struct rmap_buffer *out)
{
    rmap_print(out, "\nrings: %zu, radials: %zu", map->rings.count, map->rings.radial_count);
    if (map->rings.count == 0)
        return;
    rmap_append_text(out, ", edges at most ");
    if (map->frame) {
        rmap_append_number(out, map->ring_error_px, 3);
        rmap_append_text(out, " px or ");
    }
    rmap_append_number(out, map->ring_error_m, 3);
    rmap_print(out, " m from the geodesic (tolerance %s)",
               map->frame || rmap_option_given(map->options, RMAP_OPT_TOLERANCE)
                   ? rmap_option_text(map->options, RMAP_OPT_TOLERANCE) : map->measure ? "0.1m" : "1m");
}

const char *rmap_account_text(const struct rmap_map *map)
{
    struct rmap_buffer out = {0};
    tell_stages(map->account, &out);
    tell_rings(map, &out);
    rmap_print(&out, "\nsites: %zu of %zu", map->sites.count, map->all_sites.count);
    if (map->frame)
        rmap_print(&out, ", names placed %zu, with a leader %zu, left out %zu", map->labels.placed, map->labels.led,
                   map->labels.dropped);
    for (size_t i = 0; i < map->left_out.count; i++)
        rmap_print(&out, "\nleft out: %s", map->left_out.lines[i]);
    for (size_t i = 0; i < map->file_count; i++)
        rmap_print(&out, "%s%s", i == 0 ? "\nread: " : ", ", map->files[i]);
    const char *text = rmap_copy(map->arena, out.text);
    rmap_buffer_free(&out);
    return text;
}
