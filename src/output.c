#define _XOPEN_SOURCE 700

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_FILE_MODE    0666 /* the kernel takes the umask off; to ask for it is not safe between threads */
#define ASIDE_TRIES      1000 /* names tried for the file beside the target */
#define ASIDE_NAME_BYTES 200  /* of the target's name; a file name has 255 at most */

enum way { STANDARD_OUTPUT, DIRECT, ASIDE };

struct rmap_output {
    struct rmap_arena arena; /* holds the output itself */
    const char *path;        /* as given */
    const char *target;      /* what is replaced: links followed */
    const char *aside;       /* what was written beside the target and waits to be renamed; NULL: nothing */
    enum way way;
    mode_t mode; /* of an older file, kept; 0: a new file */
    struct rmap_buffer bytes;
};

static bool fail_with(const struct rmap_output *out, int number, struct rmap_error *err)
{
    if (out->way == STANDARD_OUTPUT)
        return rmap_fail(err, RMAP_OUTPUT, "cannot write standard output: %s", strerror(number));
    return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s': %s", out->path, strerror(number));
}

static const char *folder_of(struct rmap_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : rmap_copy_n(arena, path, (size_t)(slash - path));
}

/* Early, so that nobody waits for a picture that cannot be saved. */
static bool check_folder(struct rmap_output *out, struct rmap_error *err)
{
    const char *folder = folder_of(&out->arena, out->target);
    struct stat info;
    if (stat(folder, &info) != 0 && errno == ENOENT)
        return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s': the folder '%s' does not exist; make it first",
                         out->path, folder);
    if (stat(folder, &info) != 0)
        return fail_with(out, errno, err);
    if (!S_ISDIR(info.st_mode))
        return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s': '%s' is not a folder", out->path, folder);
    if (access(folder, W_OK | X_OK) != 0)
        return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s': the folder '%s': %s", out->path, folder,
                         strerror(errno));
    return true;
}

static bool find_target(struct rmap_output *out, struct rmap_error *err)
{
    struct stat info;
    size_t length = strlen(out->path);
    if (length == 0)
        return rmap_fail(err, RMAP_OUTPUT, "no file is named to write to");
    bool exists = stat(out->path, &info) == 0, is_link = false;
    if ((exists && S_ISDIR(info.st_mode)) || out->path[length - 1] == '/')
        return rmap_fail(err, RMAP_OUTPUT, "cannot write '%s': it is a folder; name a file in it", out->path);
    if (exists && access(out->path, W_OK) != 0)
        return fail_with(out, errno, err);
    if (exists && S_ISREG(info.st_mode))
        out->mode = info.st_mode & 0777;
    else if (exists)
        out->way = DIRECT;
    if (lstat(out->path, &info) == 0)
        is_link = S_ISLNK(info.st_mode);
    if (is_link && !exists)
        out->way = DIRECT; /* a link to a file that is yet to be: no older one to keep whole */
    if (out->way == DIRECT)
        return true;
    if (is_link) {
        char *real = realpath(out->path, NULL);
        if (!real)
            return fail_with(out, errno, err);
        out->target = rmap_copy(&out->arena, real);
        free(real);
    }
    return check_folder(out, err);
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size < SSIZE_MAX ? size : SSIZE_MAX);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

/* Everything into an open file, which is closed in any case. A full disk may show at the close only. */
static bool fill(const struct rmap_output *out, int file)
{
    bool ok = write_all(file, out->bytes.text, out->bytes.length);
    int number = errno;
    bool closed = close(file) == 0;
    if (!ok)
        errno = number;
    return ok && closed;
}

/* ".NAME.XXXXXX" in the target's folder; the process and the try make the six letters. */
static char *aside_name(struct rmap_output *out, unsigned try)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    const char *slash = strrchr(out->target, '/');
    int folder = slash ? (int)(slash + 1 - out->target) : 0;
    unsigned long seed = (unsigned long)getpid() * ASIDE_TRIES + try;
    char tail[7] = "";
    for (int i = 0; i < 6; i++, seed /= 36)
        tail[i] = letters[seed % 36];
    return rmap_format(&out->arena, "%.*s.%.*s.%s", folder, out->target, ASIDE_NAME_BYTES,
                       out->target + folder, tail);
}

static bool write_aside(struct rmap_output *out)
{
    int file = -1;
    char *name = NULL;
    for (unsigned try = 0; file < 0 && try < ASIDE_TRIES; try++) {
        name = aside_name(out, try);
        file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, NEW_FILE_MODE);
        if (file < 0 && errno != EEXIST)
            return false;
    }
    if (file < 0)
        return false;
    out->aside = name;
    if (out->mode)
        fchmod(file, out->mode); /* where it is refused, the file is as a new one */
    return fill(out, file);
}

static bool write_directly(const struct rmap_output *out)
{
    if (out->way == STANDARD_OUTPUT)
        return fflush(stdout) == 0 && write_all(STDOUT_FILENO, out->bytes.text, out->bytes.length);
    int file = open(out->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, NEW_FILE_MODE);
    return file >= 0 && fill(out, file);
}

/* What would end the program waits, for nothing must be left aside. `before` gets what held until now. */
static void hold_signals(sigset_t *before)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGHUP);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, before);
}

/* A pipe may wait for its reader as long as it likes: there, signals come through as `before`. */
static bool publish(struct rmap_output *out, const sigset_t *before)
{
    if (out->way != ASIDE) {
        sigset_t held;
        pthread_sigmask(SIG_SETMASK, before, &held);
        bool ok = write_directly(out);
        int number = errno;
        pthread_sigmask(SIG_SETMASK, &held, NULL);
        errno = number;
        return ok;
    }
    if (rename(out->aside, out->target) != 0)
        return false;
    out->aside = NULL;
    return true;
}

struct rmap_output *rmap_output_open(const char *path, struct rmap_error *err)
{
    struct rmap_arena arena = {0};
    struct rmap_output *out = rmap_alloc(&arena, sizeof *out);
    out->arena = arena;
    out->path = out->target = rmap_copy(&out->arena, path);
    out->way = ASIDE;
    if (strcmp(path, "-") == 0) {
        out->way = STANDARD_OUTPUT;
    } else if (!find_target(out, err)) {
        rmap_output_abandon(out);
        return NULL;
    }
    return out;
}

bool rmap_output_write(struct rmap_output *out, const void *bytes, size_t size)
{
    rmap_append(&out->bytes, bytes, size);
    return true;
}

bool rmap_output_commit_all(struct rmap_output *const *outputs, size_t count, struct rmap_error *err)
{
    bool ok = true;
    sigset_t before;
    hold_signals(&before);
    for (size_t i = 0; ok && i < count; i++)
        ok = outputs[i]->way != ASIDE || write_aside(outputs[i]) || fail_with(outputs[i], errno, err);
    for (size_t i = 0; ok && i < count; i++)
        ok = publish(outputs[i], &before) || fail_with(outputs[i], errno, err);
    for (size_t i = 0; i < count; i++)
        rmap_output_abandon(outputs[i]);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return ok;
}

bool rmap_output_commit(struct rmap_output *out, struct rmap_error *err)
{
    return rmap_output_commit_all(&out, 1, err);
}

void rmap_output_abandon(struct rmap_output *out)
{
    if (!out)
        return;
    if (out->aside)
        unlink(out->aside);
    rmap_buffer_free(&out->bytes);
    struct rmap_arena arena = out->arena; /* `out` lies in it */
    rmap_arena_free(&arena);
}

const char *rmap_output_path(const struct rmap_output *out)
{
    return out->path;
}
