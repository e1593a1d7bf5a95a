# One version number, in ringmap.h.
version=$(sed -n 's/^#define RINGMAP_VERSION "\(.*\)"/\1/p' "$ROOT/src/ringmap.h")
[ "$("$RINGMAP" --version)" = "ringmap $version" ]
