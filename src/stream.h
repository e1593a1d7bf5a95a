/* stream.h - a file that is read here and there. What was read last is kept, so that near reads cost no system call.
 *
 *     struct rmap_stream *file = rmap_stream_open("land.qix");
 *     bool ok = file && rmap_stream_read(file, 16, bytes, sizeof bytes) == sizeof bytes;
 *     rmap_stream_close(file);
 */
#ifndef RMAP_STREAM_H
#define RMAP_STREAM_H

#include <stddef.h>

struct rmap_stream;

/* NULL when it cannot be opened or is no regular file: a pipe is not waited for. */
struct rmap_stream *rmap_stream_open(const char *path);
void rmap_stream_close(struct rmap_stream *file); /* NULL is fine */
size_t rmap_stream_size(const struct rmap_stream *file);
/* How many bytes were read from `at` on: fewer than `count` at the file's end, or when the disk fails. */
size_t rmap_stream_read(struct rmap_stream *file, size_t at, void *out, size_t count);

#endif
