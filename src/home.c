#define _POSIX_C_SOURCE 200809L
#include "home.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef RMAP_DATADIR
#define RMAP_DATADIR "/usr/local/share/ringmap"
#endif

static bool is_home(struct rmap_arena *arena, const char *folder)
{
    struct stat info;
    return stat(rmap_format(arena, "%s/geodata", folder), &info) == 0 && S_ISDIR(info.st_mode)
           && stat(rmap_format(arena, "%s/styles", folder), &info) == 0 && S_ISDIR(info.st_mode);
}

/* The folder above the one that the running program lies in; NULL where /proc is not to be had. */
static const char *above_program(struct rmap_arena *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    for (int up = 0; up < 2 && length > 0; up++) {
        while (length > 0 && path[--length] != '/')
            continue;
    }
    return length >= 0 ? rmap_copy_n(arena, path, (size_t)length) : NULL;
}

const char *rmap_home_find(struct rmap_arena *arena, struct rmap_error *err)
{
    const char *named = getenv("RINGMAP_HOME");
    if (named && named[0]) {
        if (is_home(arena, named))
            return named;
        rmap_fail(err, RMAP_INPUT, "RINGMAP_HOME is '%s', which holds no geodata/ and styles/; correct it or unset it", named);
        return NULL;
    }
    const char *above = above_program(arena);
    const char *const places[] = {above, above ? rmap_format(arena, "%s/share/ringmap", above) : NULL, RMAP_DATADIR};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (places[i] && is_home(arena, places[i]))
            return places[i];
    }
    rmap_fail(err, RMAP_INPUT, "ringmap's own geodata/ and styles/ are not beside the program; set RINGMAP_HOME to the folder "
              "that holds them");
    return NULL;
}
