# The drawn edge of a 300 km ring on the default map, in metres and pixels.
. "$ROOT/tests/aid.sh"
packages=$(sed -n 's/^PACKAGES := //p' "$ROOT/Makefile")
# shellcheck disable=SC2046,SC2086
${CC:-cc} -std=c11 -iquote "$ROOT/src" -o ring_edge "$ROOT/tests/oracle/ring_edge.c" "$ROOT/out/build/release/libringmap.a" \
    $(pkg-config --libs $packages) $([ -e "$ROOT/src/offset.c" ] || [ -e "$ROOT/src/overlay.c" ] && echo -lgeos_c) -lm
RINGMAP_HOME=$ROOT ./ring_edge
