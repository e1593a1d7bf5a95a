#define _POSIX_C_SOURCE 200809L

#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mem.h"

#define KEPT_BYTES 32768

struct rmap_stream {
    int file;
    size_t size;
    size_t first, count; /* what is kept */
    unsigned char kept[KEPT_BYTES];
};

static size_t read_at(const struct rmap_stream *stream, size_t at, unsigned char *out, size_t count)
{
    size_t done = 0;
    while (done < count) {
        ssize_t n = pread(stream->file, out + done, count - done, (off_t)(at + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return done;
}

struct rmap_stream *rmap_stream_open(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* else a pipe without a writer would be waited for */
    struct stat status;
    if (file < 0)
        return NULL;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(file);
        return NULL;
    }
    size_t capacity = 0;
    struct rmap_stream *stream = rmap_grow(NULL, &capacity, sizeof *stream, 1);
    stream->file = file;
    stream->size = (size_t)status.st_size;
    stream->first = stream->count = 0;
    return stream;
}

void rmap_stream_close(struct rmap_stream *stream)
{
    if (!stream)
        return;
    close(stream->file);
    free(stream);
}

size_t rmap_stream_size(const struct rmap_stream *stream)
{
    return stream->size;
}

size_t rmap_stream_read(struct rmap_stream *stream, size_t at, void *out, size_t count)
{
    if (at >= stream->size)
        return 0;
    if (count > stream->size - at)
        count = stream->size - at;
    if (count >= KEPT_BYTES)
        return read_at(stream, at, out, count);
    if (at < stream->first || at + count > stream->first + stream->count) {
        stream->first = at;
        stream->count = read_at(stream, at, stream->kept, KEPT_BYTES);
    }
    size_t left = stream->first + stream->count - at; /* less than `count` when the file has become shorter */
    count = count < left ? count : left;
    memcpy(out, stream->kept + (at - stream->first), count);
    return count;
}
