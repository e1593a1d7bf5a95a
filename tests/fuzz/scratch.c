#define _POSIX_C_SOURCE 200809L
#include "scratch.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64];

static void die(const char *what)
{
    perror(what);
    abort();
}

static void remove_folder(void)
{
    rmap_scratch_clear();
    rmdir(folder);
}

static void make_folder(void)
{
    const char *above = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(folder, sizeof folder, "%s/ringmap-fuzz-XXXXXX", above);
    if (!mkdtemp(folder))
        die(folder);
    atexit(remove_folder);
}

const char *rmap_scratch_path(const char *name)
{
    static char path[sizeof folder + 64];
    if (!folder[0])
        make_folder();
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

const char *rmap_scratch_write(const char *name, const uint8_t *bytes, size_t size)
{
    const char *path = rmap_scratch_path(name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        die(path);
    return path;
}

void rmap_scratch_clear(void)
{
    DIR *open = folder[0] ? opendir(folder) : NULL;
    for (struct dirent *entry; open && (entry = readdir(open));)
        if (entry->d_name[0] != '.')
            unlink(rmap_scratch_path(entry->d_name));
    if (open)
        closedir(open);
}
