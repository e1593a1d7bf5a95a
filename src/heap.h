/* heap.h - memory for a process that draws a map and ends.
 *
 *     int main(void) { rmap_heap_widen(); ... }
 */
#ifndef RMAP_HEAP_H
#define RMAP_HEAP_H

/* Lets malloc keep what it has got from the system, in large pages where the system has them. For a command alone, before its
 * first large request: the setting holds for the whole process. Changes speed, and nothing else; does nothing where malloc
 * is not glibc's or the system has other ways. */
void rmap_heap_widen(void);

#endif
