/* scratch.h - files for readers that only take paths: a private folder, in memory where there is /dev/shm, that goes when
 * the program ends.
 *
 *     const char *path = rmap_scratch_write("sites.csv", bytes, size);
 */
#ifndef RMAP_SCRATCH_H
#define RMAP_SCRATCH_H

#include <stddef.h>
#include <stdint.h>

/* The path of a file in the folder, whether it is there or not. Borrowed until the next call. */
const char *rmap_scratch_path(const char *name);
/* Writes the file anew and gives its path, borrowed as above. */
const char *rmap_scratch_write(const char *name, const uint8_t *bytes, size_t size);
/* Removes every file in the folder. */
void rmap_scratch_clear(void);

#endif
