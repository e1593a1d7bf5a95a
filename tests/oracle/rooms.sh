# Includes point one way, and each outside library has one door.
. "$ROOT/tests/aid.sh"
"$ROOT/tests/graph" >graph || fail "the includes go in a circle"
door() {
    local rooms
    rooms=$(cd "$ROOT/src" && grep -lE "^#include <$1" ./*.[ch] furniture/*.[ch] 2>/dev/null | sed 's#^\./##; s#\.[ch]$##' | sort -u | tr '\n' ' ')
    [ "$rooms" = "$2 " ] || [ -z "$rooms" ] || fail "<$1...> is opened by '$rooms' instead of '$2'"
}
door shapefil layers
door proj.h project
door geodesic ring
door geos_c offset
door yaml.h yaml
door libdeflate png
door hb-subset fontface
door fontconfig text
door pango text
door cairo canvas_cairo
echo "$(wc -l <graph) rooms"
