/* lazy.h - libraries that not every map needs, loaded when the first of their functions is called.
 *
 * Each library that a program is linked with costs its start, of every map and of --help, and brings others: those of this
 * folder were nearly half of it. So the command, and nothing but the command, is linked with functions of the same names, one
 * line each in this folder, that find the true ones; the sources that call them know nothing of it. A function that is not
 * listed yet is an undefined reference when the command is linked. libringmap.a is for programs linked with the libraries.
 *
 *     LIBRARY                                                             libgeos_c.so.1, as the Makefile finds it
 *     F2(char, GEOSisEmpty_r, GEOSContextHandle_t, const GEOSGeometry *)  a function of two arguments
 *     V1(GEOS_finish_r, GEOSContextHandle_t)                              one that returns nothing
 */
#ifndef RMAP_LAZY_H
#define RMAP_LAZY_H

#include <stdatomic.h>

/* The function of that name, kept in *known: from the library, which is loaded unless it is. Ends the process with a line on
 * stderr where there is none, as the system does at the start with libraries that are not lazy. */
typedef void rmap_function(void);
rmap_function *rmap_lazy_find(const char *library, const char *name, _Atomic(rmap_function *) *known);

#define FOUND(name)                        \
    static _Atomic(rmap_function *) known; \
    __typeof__(&name) found = (__typeof__(&name))rmap_lazy_find(LIBRARY, #name, &known)

#define F0(R, name) R name(void) { FOUND(name); return found(); }
#define F1(R, name, A) R name(A a) { FOUND(name); return found(a); }
#define F2(R, name, A, B) R name(A a, B b) { FOUND(name); return found(a, b); }
#define F3(R, name, A, B, C) R name(A a, B b, C c) { FOUND(name); return found(a, b, c); }
#define F4(R, name, A, B, C, D) R name(A a, B b, C c, D d) { FOUND(name); return found(a, b, c, d); }
#define F5(R, name, A, B, C, D, E) R name(A a, B b, C c, D d, E e) { FOUND(name); return found(a, b, c, d, e); }
#define V1(name, A) void name(A a) { FOUND(name); found(a); }
#define V2(name, A, B) void name(A a, B b) { FOUND(name); found(a, b); }
#define V3(name, A, B, C) void name(A a, B b, C c) { FOUND(name); found(a, b, c); }
#define V4(name, A, B, C, D) void name(A a, B b, C c, D d) { FOUND(name); found(a, b, c, d); }
#define V5(name, A, B, C, D, E) void name(A a, B b, C c, D d, E e) { FOUND(name); found(a, b, c, d, e); }
#define V6(name, A, B, C, D, E, G) void name(A a, B b, C c, D d, E e, G g) { FOUND(name); found(a, b, c, d, e, g); }
#define V7(name, A, B, C, D, E, G, H) void name(A a, B b, C c, D d, E e, G g, H h) { FOUND(name); found(a, b, c, d, e, g, h); }
#define V8(name, A, B, C, D, E, G, H, I) \
    void name(A a, B b, C c, D d, E e, G g, H h, I i) { FOUND(name); found(a, b, c, d, e, g, h, i); }

#endif
