/* output.h - writes beside the target, then renames, so that an older file stays whole on failure.
 *
 *     struct rmap_output *out = rmap_output_open("map.png", err);
 *     rmap_output_write(out, bytes, size);                    gathers in memory
 *     ok = rmap_output_commit(out, err);                      writes aside, renames; frees `out`
 *     rmap_output_abandon(out);                               instead: nothing was touched; frees `out`
 *
 * Opening finds out early what cannot be written; only the commit touches the disk: ".map.png.XXXXXX", which
 * a failure removes. A new file has the umask's mode, a replaced one keeps its own; a link is followed to the
 * file that it names. SIGHUP, SIGINT and SIGTERM wait until the commit is through, so that nothing is left
 * aside. "-" writes to standard output, all at once at commit. A target that is not a regular file (a device, a pipe) is written
 * directly. Missing folders are not made: the error says so.
 */
#ifndef RMAP_OUTPUT_H
#define RMAP_OUTPUT_H

#include "error.h"

struct rmap_output;

struct rmap_output *rmap_output_open(const char *path, struct rmap_error *err); /* NULL with RMAP_OUTPUT */
bool rmap_output_write(struct rmap_output *out, const void *bytes, size_t size); /* false: failed */
bool rmap_output_commit(struct rmap_output *out, struct rmap_error *err);
void rmap_output_abandon(struct rmap_output *out); /* NULL is fine */
const char *rmap_output_path(const struct rmap_output *out);

/* Files that must appear together (a picture and its world file): all are written aside before the first is renamed, so
 * that a full disk touches none of them. Should a rename fail after that, those before it are new and the rest stay as they
 * were. All are freed; standard output, devices and pipes are written when their turn comes. */
bool rmap_output_commit_all(struct rmap_output *const *outputs, size_t count, struct rmap_error *err);

#endif
