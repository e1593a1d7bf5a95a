/* waiting.h - a line on the terminal while a map takes long.
 *
 *     rmap_waiting_begin();
 *     bool ok = ringmap_draw(map, &err);
 *     rmap_waiting_end();
 */
#ifndef RMAP_WAITING_H
#define RMAP_WAITING_H

/* Where standard error is a terminal, from the second second on, "ringmap: working for 2 s; Ctrl-C stops it, and no file is
 * touched", written anew each second. For a command alone: SIGALRM is taken for it. */
void rmap_waiting_begin(void);
/* Takes the line away. */
void rmap_waiting_end(void);

#endif
