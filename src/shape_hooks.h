/* shape_hooks.h - how Shapelib reads files: as streams, silent, without locale, and unable to write. */
#ifndef RMAP_SHAPE_HOOKS_H
#define RMAP_SHAPE_HOOKS_H

#include <shapefil.h>

#include "stream.h"

SAHooks rmap_shape_hooks(void);
/* What Shapelib opened through these hooks. */
struct rmap_stream *rmap_shape_stream(SAFile file);

#endif
