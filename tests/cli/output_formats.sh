# The suffix or --format decides what is written; '-' is standard output; a suffix nearly known is told.
. "$ROOT/tests/aid.sh"
kind() { head -c 4 "$1" | od -An -c | tr -d ' \n'; }
for format in png svg pdf eps; do
    draws map.$format --dpi 50
    "$RINGMAP" --dpi 50 --format $format --id-prefix map -o - >piped 2>err || fail "--format $format: $(cat err)"

    [ "$(kind piped)" = "$(kind map.$format)" ] || fail "--format $format is no $format: $(kind piped)"
done
draws map.bin --format png --dpi 50
[ "$(kind map.bin)" = "$(kind map.png)" ] || fail "--format does not win over the suffix"

# A packed SVG is the SVG, and the same bytes each time.
draws map.svg --id-prefix a
draws map.svgz --id-prefix a
draws again.svgz --id-prefix a
gzip -dc <map.svgz | cmp - map.svg || fail "the packed SVG is another one"
cmp map.svgz again.svgz || fail "packed twice, the bytes differ"
below "size of the packed SVG against the plain one" "$(wc -c <map.svgz)" "$(($(wc -c <map.svg) / 2))"

refuses 2 "'-' is standard output; say its format, such as --format svg" -o -
refuses 2 "'map.pgn' has no known suffix; did you mean '.png'" -o map.pgn
refuses 2 "'map.sgv' has no known suffix; did you mean '.svg'" -o map.sgv
refuses 2 "'map' has no known suffix; end it in .png" -o map
refuses 2 "--format: 'gif' is none of auto, png" --format gif -o map.gif
status=0
"$RINGMAP" --format png -o - >/dev/full 2>err || status=$?
[ $status = 6 ] && grep -q '^ringmap: cannot write standard output: No space' err || fail "full standard output: $status, $(cat err)"
