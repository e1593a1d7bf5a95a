#include "ringmap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "account.h"
#include "alt.h"
#include "closeup.h"
#include "export.h"
#include "figure.h"
#include "fit.h"
#include "help.h"
#include "home.h"
#include "layout.h"
#include "list.h"
#include "map.h"
#include "measure.h"
#include "numbers.h"
#include "output.h"
#include "page.h"
#include "provenance.h"
#include "report.h"
#include "ring.h"
#include "save.h"
#include "theme.h"
#include "words.h"

#define SITES_SCALE 4e7       /* from here on ringmap's own sites stay out unless asked for */

struct ringmap {
    struct rmap_arena arena;      /* options: as long as the map */
    struct rmap_options options;
    struct rmap_arena drawing;    /* everything of the last draw */
    struct rmap_notes notes;
    const char *summary, *account;
    struct rmap_figure figure;    /* of the last draw */
    const struct rmap_provenance *recalled; /* of the drawn file that the options come from; NULL: none */
};

/* A map to be worked on; what the last one left is forgotten. account: NULL when nobody asks. */
static struct rmap_map start_work(struct ringmap *map, struct rmap_account *account)
{
    rmap_arena_free(&map->drawing);
    if (account)
        rmap_account_begin(account);
    return (struct rmap_map){.arena = &map->drawing, .options = &map->options, .notes = {.arena = &map->drawing},
                             .left_out = {.arena = &map->drawing}, .account = account};
}

/* --- what is to be drawn --- */

static bool read_style(struct rmap_map *map, struct rmap_error *err)
{
    map->style = rmap_style_read(map->arena, map->styles, map->options, err);
    map->text = rmap_text_engine_new(rmap_format(map->arena, "%s/fonts", map->styles), &map->notes);
    map->studio = (struct rmap_studio){.arena = map->arena, .text = map->text, .style = map->style, .lang = map->lang};
    return map->style && rmap_text_ready(map->text, err);
}

/* The sites as they are before some are chosen. */
static struct rmap_sites copy_sites(struct rmap_arena *arena, const struct rmap_sites *sites)
{
    struct rmap_sites copy = {rmap_alloc(arena, (sites->count + 1) * sizeof *copy.items), sites->count};
    if (sites->count > 0)
        memcpy(copy.items, sites->items, sites->count * sizeof *copy.items);
    return copy;
}

static bool choose_sites(struct rmap_map *map, struct rmap_error *err)
{
    map->all_sites = copy_sites(map->arena, &map->sites);
    return rmap_sites_choose(&map->sites, map->arena, rmap_option_text(map->options, RMAP_OPT_SHOW_SITES),
                             rmap_option_where(map->options, RMAP_OPT_SHOW_SITES), err);
}

/* A table that is read is not written over: `-o sites.csv` may be a slip. */
static bool spare_table(const struct rmap_map *map, enum rmap_option_id table, struct rmap_error *err)
{
    const char *output = rmap_option_text(map->options, RMAP_OPT_OUTPUT), *input = rmap_option_text(map->options, table);
    struct stat a, b;
    bool same = stat(output, &a) == 0 && stat(input, &b) == 0 && S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
    return !same || rmap_fail(err, RMAP_USAGE, "%s: '%s' is the table that %s names; name another file",
                              rmap_option_where(map->options, RMAP_OPT_OUTPUT), output, rmap_option_where(map->options, table));
}

static const char *sites_file(const struct rmap_map *map)
{
    const char *own = rmap_option_text(map->options, RMAP_OPT_SITES);
    return own[0] ? own : rmap_format(map->arena, "%s/sites.csv", map->geodata);
}

/* Rings may stand around sites that are not shown: they are looked up before the choice. */
static bool read_tables(struct rmap_map *map, struct rmap_error *err)
{
    const char *rings = rmap_format(map->arena, "%s/rings.csv", map->geodata);
    struct rmap_shelf shelf = {map->geodata, map->user_data};
    return spare_table(map, RMAP_OPT_SITES, err)
           && spare_table(map, RMAP_OPT_RING_TABLE, err)
           && rmap_sites_read(&map->sites, map->arena, sites_file(map), &map->notes, err)
           && rmap_rings_read(&map->rings, map->arena, &map->sites, map->options, &shelf, rings, &map->notes, err)
           && choose_sites(map, err)
           && rmap_numbers_read(map, err);
}

static bool find_extent(struct rmap_map *map, struct rmap_error *err)
{
    const char *text = rmap_option_text(map->options, RMAP_OPT_EXTENT), *why;
    if (strcmp(text, "fit") == 0) {
        if (map->sites.count + map->rings.count == 0)
            return rmap_fail(err, RMAP_USAGE, "%s: nothing is drawn to fit the extent to; name an extent, such as korea",
                             rmap_option_where(map->options, RMAP_OPT_EXTENT));
        map->extent = rmap_fit_extent(&map->sites, &map->rings);
        return true;
    }
    const char *where = rmap_option_where(map->options, RMAP_OPT_EXTENT);
    if (!rmap_parse_extent(text, &map->extent, &why))
        return rmap_fail(err, RMAP_USAGE, "%s: '%s' %s", where, text, why);
    const char *doubt = rmap_extent_doubt(map->arena, &map->extent);
    if (doubt)
        rmap_note(&map->notes, "%s: '%s' %s", where, text, doubt);
    return true;
}

/* --- the story --- */

static bool find_home(struct rmap_map *map, struct rmap_error *err)
{
    const char *home = rmap_home_find(map->arena, err);
    map->lang = rmap_option_text(map->options, RMAP_OPT_LANG);
    map->user_data = rmap_option_text(map->options, RMAP_OPT_DATA);
    map->geodata = rmap_format(map->arena, "%s/geodata", home ? home : "");
    map->styles = rmap_format(map->arena, "%s/styles", home ? home : "");
    struct stat info;
    if (home && map->user_data[0] && (stat(map->user_data, &info) != 0 || !S_ISDIR(info.st_mode)))
        return rmap_fail(err, RMAP_INPUT, "%s: '%s' is no folder; name one that holds shapefiles",
                         rmap_option_where(map->options, RMAP_OPT_DATA), map->user_data);
    return home != NULL;
}

/* Rings and sites as data: no page, no projection. The style says the colours of a KML. */
static bool export(struct rmap_map *map, const char *output, struct rmap_error *err)
{
    struct rmap_account *account = map->account;
    map->style = rmap_style_read(map->arena, map->styles, map->options, err);
    return rmap_account_stage(account, "style", map->style != NULL)
           && rmap_account_stage(account, "tables", read_tables(map, err))
           && rmap_account_stage(account, "rings", rmap_export(map, output, err));
}

/* The layers drawn and those that rings stand around, the tables and the style that were given. */
static bool find_provenance(struct rmap_map *map)
{
    static const enum rmap_option_id FILES[] = {RMAP_OPT_RING_TABLE, RMAP_OPT_STYLE};
    const char **files = rmap_alloc(map->arena, (map->file_count + 3) * sizeof *files);
    size_t count = 0;
    for (size_t i = 0; i < map->file_count; i++)
        files[count++] = map->files[i];
    files[count++] = sites_file(map);
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        const char *path = rmap_option_text(map->options, FILES[i]);
        if (strchr(path, '/') || strchr(path, '.'))
            files[count++] = path;
    }
    map->provenance = rmap_provenance_new(map->options, files, count, map->arena);
    return true;
}

/* Korea is a few millimetres of a world map: ringmap's own sites would lie on each other there, and nobody asked for them.
 * A close-up keeps them. */
static void spare_sites(struct rmap_map *map)
{
    struct rmap_sites kept = {rmap_alloc(map->arena, (map->sites.count + 1) * sizeof *kept.items), 0};
    if (rmap_frame_denominator(map->frame) < SITES_SCALE || rmap_option_given(map->options, RMAP_OPT_SITES)
        || rmap_option_given(map->options, RMAP_OPT_SHOW_SITES))
        return;
    for (size_t i = 0; i < map->sites.count; i++) {
        if (rmap_rings_around(&map->rings, map->sites.items[i].id))
            kept.items[kept.count++] = map->sites.items[i];
    }
    if (kept.count < map->sites.count)
        rmap_note(&map->left_out, "sites that no rings stand around, for they would lie on each other at this scale; "
                                   "--show-sites all draws them");
    map->sites = kept;
}

/* All that is read, and where the map stands on the page. */
static bool measure_page(struct rmap_map *map, struct rmap_error *err)
{
    struct rmap_account *account = map->account;
    if (!rmap_account_stage(account, "style", read_style(map, err))
        || !rmap_account_stage(account, "tables", read_tables(map, err))
        || !rmap_account_stage(account, "page", find_extent(map, err) && rmap_page_fit(map, err)))
        return false;
    spare_sites(map);
    return true;
}

static bool draw(struct rmap_map *map, struct rmap_error *err)
{
    const char *output = rmap_option_text(map->options, RMAP_OPT_OUTPUT);
    if (!rmap_save_check(map->options, err) || !find_home(map, err))
        return false;
    if (!rmap_save_draws(map->options))
        return export(map, output, err);
    return measure_page(map, err)
           && rmap_account_stage(map->account, "layout", rmap_layout(map, err) && rmap_theme_apply(map, err))
           && rmap_measure_ok(map->measure, err)
           && rmap_account_stage(map->account, "file", find_provenance(map) && rmap_save(map, output, err));
}

/* "5 sites, 2 rings within 0.02 px (4 m) of the geodesic, 1:4,690,000" */
static const char *summarise(const struct rmap_map *map)
{
    struct rmap_buffer out = {0};
    rmap_print(&out, "%zu site%s, %zu ring%s", map->sites.count, map->sites.count == 1 ? "" : "s", map->rings.count,
               map->rings.count == 1 ? "" : "s");
    if (map->rings.count > 0 && map->frame) {
        rmap_append_text(&out, " within ");
        rmap_append_number(&out, map->ring_error_px, 3);
        rmap_append_text(&out, " px (");
        rmap_append_number(&out, map->ring_error_m, 1);
        rmap_append_text(&out, " m) of the geodesic");
    } else if (map->rings.count > 0) {
        rmap_append_text(&out, " within ");
        rmap_append_number(&out, map->ring_error_m, 3);
        rmap_append_text(&out, " m of the geodesic");
    }
    if (map->frame)
        rmap_print(&out, ", %s", rmap_words_scale(map->arena, rmap_frame_denominator(map->frame)));
    const char *summary = rmap_copy(map->arena, out.text);
    rmap_buffer_free(&out);
    return summary;
}

static void clean_up(struct ringmap *map, struct rmap_map *work)
{
    map->notes = work->notes;
    rmap_display_free(&work->display);
    rmap_display_free(&work->page.words);
    rmap_closeup_free(work);
    rmap_frame_free(work->frame);
    rmap_projection_free(work->projection);
    rmap_text_engine_free(work->text);
    rmap_measure_free(work->measure);
    rmap_taken_free(&work->taken);
}

/* What the report's code says of the map. A map without its headline has it in the report. */
static struct rmap_figure describe(const struct rmap_map *map)
{
    const char *title = rmap_page_title(map);
    return (struct rmap_figure){.path = rmap_option_text(map->options, RMAP_OPT_OUTPUT), .width_mm = map->page.width_mm,
                                .height_mm = map->page.height_mm, .alt = map->display.desc,
                                .title = title[0] ? title : rmap_page_computed_title(map),
                                .caption = rmap_page_given_caption(map), .credit = rmap_page_credit(map),
                                .link = rmap_option_text(map->options, RMAP_OPT_LINK), .lang = map->display.lang};
}

bool ringmap_draw(struct ringmap *map, struct rmap_error *err)
{
    struct rmap_account account;
    struct rmap_map work = start_work(map, &account);
    map->figure = (struct rmap_figure){0};
    bool ok = draw(&work, err);
    map->summary = ok ? summarise(&work) : "";
    map->account = ok && rmap_option_on(&map->options, RMAP_OPT_VERBOSE) ? rmap_account_text(&work) : "";
    if (ok && work.frame)
        map->figure = describe(&work);
    if (ok && map->recalled && work.provenance)
        rmap_provenance_compare(map->recalled, work.provenance, &work.notes);
    clean_up(map, &work);
    return ok;
}

/* --- the rest of the public interface --- */

struct ringmap *ringmap_new(void)
{
    struct rmap_arena arena = {0};
    struct ringmap *map = rmap_alloc(&arena, sizeof *map); /* the map lives in its own arena */
    map->arena = arena;
    map->summary = map->account = "";
    rmap_options_init(&map->options, &map->arena);
    return map;
}

void ringmap_free(struct ringmap *map)
{
    if (!map)
        return;
    struct rmap_arena arena = map->arena;
    rmap_arena_free(&map->drawing);
    rmap_arena_free(&arena);
}

bool ringmap_set(struct ringmap *map, const char *option, const char *value, struct rmap_error *err)
{
    return rmap_options_set(&map->options, option, value, rmap_format(&map->arena, "option --%s", option), err);
}

const char *ringmap_option(const struct ringmap *map, const char *option)
{
    const struct rmap_option_spec *spec = rmap_option_find(option);
    return spec ? rmap_option_text(&map->options, (enum rmap_option_id)(spec - rmap_option_table)) : NULL;
}

bool ringmap_read(struct ringmap *map, const char *path, struct rmap_error *err)
{
    return rmap_options_read(&map->options, path, err);
}

bool ringmap_recall(struct ringmap *map, const char *path, struct rmap_error *err)
{
    map->recalled = rmap_provenance_read(&map->arena, path, err);
    return map->recalled && rmap_provenance_apply(map->recalled, &map->options, err);
}

/* Where a file that was drawn from is now: named by an option, in the folder of own data, among ringmap's; NULL: nowhere. */
static const char *find_now(const struct rmap_map *map, const char *name)
{
    static const enum rmap_option_id NAMED[] = {RMAP_OPT_SITES, RMAP_OPT_RING_TABLE, RMAP_OPT_STYLE, RMAP_OPT_AROUND};
    const char *folders[] = {map->user_data, map->geodata};
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        size_t count;
        const char **items = rmap_split_list(map->arena, rmap_option_text(map->options, NAMED[i]), &count);
        for (size_t j = 0; j < count; j++) {
            const char *slash = strrchr(items[j], '/');
            if (strcmp(slash ? slash + 1 : items[j], name) == 0)
                return items[j];
        }
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = rmap_format(map->arena, "%s/%s", folders[i], name);
        struct stat info;
        if (folders[i][0] && stat(path, &info) == 0)
            return path;
    }
    return NULL;
}

bool ringmap_provenance(struct ringmap *map, const char *path, char **text, struct rmap_error *err)
{
    struct rmap_map work = start_work(map, NULL);
    struct rmap_error unsettled = {0}; /* options of another version, a folder that is gone: told all the same */
    struct rmap_buffer out = {0};
    const struct rmap_provenance *then = rmap_provenance_read(&map->drawing, path, err);
    if (!then)
        return false;
    rmap_provenance_apply(then, &map->options, &unsettled);
    find_home(&work, &unsettled);
    const char **places = rmap_alloc(work.arena, (then->file_count + 1) * sizeof *places);
    for (size_t i = 0; i < then->file_count; i++)
        places[i] = find_now(&work, then->files[i].name);
    rmap_provenance_describe(then, places, &out);
    *text = out.text;
    return true;
}

static bool give_text(struct rmap_buffer *text, bool ok, char **out)
{
    if (ok)
        *out = text->text;
    else
        rmap_buffer_free(text);
    return ok;
}

/* On a bilingual map both languages, unless the text was given. */
static void write_alt(const struct rmap_map *map, struct rmap_buffer *out)
{
    const char *en = strcmp(map->lang, "ko") == 0 ? "" : rmap_alt_text(map, "en");
    const char *ko = strcmp(map->lang, "en") == 0 ? "" : rmap_alt_text(map, "ko");
    struct rmap_wording words = rmap_words_pick(map->lang, en, ko);
    rmap_print(out, "%s\n", words.first);
    if (words.second)
        rmap_print(out, "%s\n", words.second);
}

bool ringmap_alt(struct ringmap *map, char **text, struct rmap_error *err)
{
    struct rmap_map work = start_work(map, NULL);
    struct rmap_buffer out = {0};
    bool ok = find_home(&work, err) && measure_page(&work, err) && rmap_layout(&work, err); /* what finds no room is not told */
    if (ok)
        write_alt(&work, &out);
    clean_up(map, &work);
    return give_text(&out, ok, text);
}

static bool write_report(struct rmap_map *map, const char *output, struct rmap_buffer *out, struct rmap_error *err)
{
    enum rmap_report_form form;
    if (!rmap_report_form_of(output, &form, err) || !find_home(map, err)
        || !rmap_account_stage(map->account, "tables", read_tables(map, err))
        || !rmap_account_stage(map->account, "measure", rmap_report_write(map, form, out, err))
        || !rmap_measure_ok(map->measure, err))
        return false;
    struct rmap_output *file = output[0] ? rmap_output_open(output, err) : NULL;
    if (!output[0] || !file)
        return !output[0];
    rmap_output_write(file, out->text, out->length);
    return rmap_output_commit(file, err);
}

bool ringmap_measure(struct ringmap *map, char **text, struct rmap_error *err)
{
    struct rmap_account account;
    struct rmap_map work = start_work(map, &account);
    struct rmap_buffer out = {0};
    struct rmap_error unlike = {0};
    enum rmap_report_form form;
    const char *output = rmap_option_text(&map->options, RMAP_OPT_OUTPUT);
    bool drawn = !rmap_report_form_of(output, &form, &unlike) && rmap_save_check(&map->options, &unlike)
                 && strncmp(rmap_option_where(&map->options, RMAP_OPT_OUTPUT), "option", 6) != 0;
    output = drawn ? "" : output; /* a map file's picture is not to be overwritten with numbers */
    bool ok = write_report(&work, output, &out, err);
    map->account = ok && rmap_option_on(&map->options, RMAP_OPT_VERBOSE) ? rmap_account_text(&work) : "";
    clean_up(map, &work);
    *text = NULL;
    if (ok && !output[0])
        return give_text(&out, true, text);
    rmap_buffer_free(&out);
    return ok;
}

bool ringmap_figure(struct ringmap *map, const char *format, char **text, struct rmap_error *err)
{
    struct rmap_buffer out = {0};
    const char *output = rmap_option_text(&map->options, RMAP_OPT_OUTPUT);
    *text = NULL;
    bool ok = rmap_figure_check(format, output, err) && rmap_save_check(&map->options, err) && ringmap_draw(map, err)
              && rmap_figure_write(&map->figure, format, &out, err);
    return give_text(&out, ok, text);
}

size_t ringmap_note_count(const struct ringmap *map)
{
    return map->notes.count;
}

const char *ringmap_note(const struct ringmap *map, size_t index)
{
    return index < map->notes.count ? map->notes.lines[index] : "";
}

const char *ringmap_summary(const struct ringmap *map)
{
    return map->summary;
}

const char *ringmap_account(const struct ringmap *map)
{
    return map->account;
}

const char *ringmap_nearest(const char *word, const char *const *names)
{
    return rmap_nearest(word, names);
}

bool ringmap_list(const struct ringmap *map, const char *what, const char *name, char **text, struct rmap_error *err)
{
    struct rmap_arena arena = {0};
    struct rmap_buffer out = {0};
    const struct rmap_topic *topic = rmap_topic_find(&arena, what, err);
    const char *home = topic && topic->needs_home ? rmap_home_find(&arena, err) : "";
    struct rmap_list_request request = {&arena, &map->options, home, name};
    bool ok = topic && home && topic->list(&request, &out, err);
    rmap_arena_free(&arena);
    return give_text(&out, ok, text);
}

bool ringmap_help(const char *topic, char **text, struct rmap_error *err)
{
    struct rmap_buffer out = {0};
    return give_text(&out, rmap_help(topic, &out, err), text);
}
