#include "shape_hooks.h"

#include <stdlib.h>

#include "mem.h"

/* Where Shapelib stands in a file. */
struct reader {
    struct rmap_stream *file;
    size_t at;
};

static struct reader *reader_of(SAFile file)
{
    return (struct reader *)(void *)file;
}

static SAFile open_reader(const char *path, const char *access_mode)
{
    (void)access_mode;
    struct rmap_stream *file = rmap_stream_open(path);
    if (!file)
        return NULL;
    size_t capacity = 0;
    struct reader *reader = rmap_grow(NULL, &capacity, 1, sizeof *reader);
    *reader = (struct reader){file, 0};
    return (SAFile)(void *)reader;
}

static SAOffset read_on(void *out, SAOffset size, SAOffset items, SAFile file)
{
    struct reader *reader = reader_of(file);
    size_t done = rmap_stream_read(reader->file, reader->at, out, size * items);
    reader->at += done;
    return size ? done / size : 0;
}

static SAOffset seek(SAFile file, SAOffset offset, int whence)
{
    struct reader *reader = reader_of(file);
    reader->at = offset + (whence == SEEK_CUR ? reader->at : whence == SEEK_END ? rmap_stream_size(reader->file) : 0);
    return 0;
}

static SAOffset tell(SAFile file)
{
    return reader_of(file)->at;
}

static int close_reader(SAFile file)
{
    rmap_stream_close(reader_of(file)->file);
    free(reader_of(file));
    return 0;
}

static SAOffset write_nothing(void *data, SAOffset size, SAOffset items, SAFile file)
{
    (void)data;
    (void)size;
    (void)items;
    (void)file;
    return 0;
}

static int flush_nothing(SAFile file)
{
    (void)file;
    return 0;
}

static int remove_nothing(const char *path)
{
    (void)path;
    return -1;
}

static void be_silent(const char *message)
{
    (void)message;
}

static double read_decimal(const char *text)
{
    double value;
    return rmap_read_number(text, &value) ? value : 0;
}

SAHooks rmap_shape_hooks(void)
{
    return (SAHooks){open_reader, read_on, write_nothing, seek, tell, flush_nothing, close_reader, remove_nothing, be_silent, read_decimal};
}

struct rmap_stream *rmap_shape_stream(SAFile file)
{
    return reader_of(file)->file;
}
