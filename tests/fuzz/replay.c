/* replay.c - gives files to a fuzzer's entry, one after another: for `make check`, without libFuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = NULL;
    size_t size = 0, room = 0;
    if (!file) {
        fprintf(stderr, "replay: cannot open '%s'\n", path);
        return 1;
    }
    do {
        room = 2 * size + 4096;
        uint8_t *more = realloc(bytes, room);
        if (!more)
            abort();
        bytes = more;
        size += fread(bytes + size, 1, room - size, file);
    } while (size == room);
    fclose(file);
    uint8_t *exact = malloc(size ? size : 1); /* so that a read beyond the end is seen */
    for (size_t i = 0; exact && i < size; i++)
        exact[i] = bytes[i];
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    free(bytes);
    return 0;
}

int main(int argc, char **argv)
{
    int status = argc > 1 ? 0 : 1;
    for (int i = 1; i < argc; i++)
        status |= replay(argv[i]);
    return status;
}
