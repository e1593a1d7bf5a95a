# Includes point one way, and each outside library has one door.
. "$ROOT/tests/aid.sh"
"$ROOT/tests/graph" >graph || fail "the includes go in a circle"
# door LIBRARY ROOM...: nobody else includes its headers.
door() {
    local rooms room library=$1
    shift
    rooms=$(cd "$ROOT/src" && grep -lE "^#include <$library" ./*.[ch] furniture/*.[ch] 2>/dev/null | sed 's#^\./##; s#\.[ch]$##' | sort -u | tr '\n' ' ')
    for room in $rooms; do
        [[ " $* " == *" $room "* ]] || fail "<$library...> is opened by '$room' instead of '$*'"
    done
}
door shapefil layers attributes shape_hooks export_shp
door proj.h project
door geodesic ring
door geos_c buffer join overlay polygons
door jansson report_json export_geojson
door yaml.h yaml
door minizip office
door libdeflate deflate
door qpdf pdf_file
door libimagequant palette
door hb-subset fontface
door hb.h font_file text_outline
door hb-ot font_file
door fribidi itemize
door fontconfig system_fonts text_cairo
door cairo canvas_cairo text_cairo
echo "$(wc -l <graph) rooms"
