#include "lazy.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

rmap_function *rmap_lazy_find(const char *library, const char *name, _Atomic(rmap_function *) *known)
{
    rmap_function *found = atomic_load_explicit(known, memory_order_acquire);
    if (found)
        return found;
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL); /* the same one when it is loaded already */
    void *symbol = handle ? dlsym(handle, name) : NULL;
    if (!symbol) {
        fprintf(stderr, "ringmap: cannot load %s: %s; install ringmap's libraries again: make deps\n", library, dlerror());
        exit(1);
    }
    memcpy(&found, &symbol, sizeof found); /* ISO C has no cast from one to the other */
    atomic_store_explicit(known, found, memory_order_release);
    return found;
}
