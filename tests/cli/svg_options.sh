# What an SVG carries: an embedded subset, outlines, prefixes; and a PNG without a background.
. "$ROOT/tests/aid.sh"
draws embed.svg --lang en+ko
draws name.svg --lang en+ko --fonts name
draws outlines.svg --lang en+ko --text outlines
xmllint --noout embed.svg name.svg outlines.svg
[ "$(grep -c '@font-face' embed.svg)" -ge 2 ] || fail "no font is embedded"
grep -q '@font-face' name.svg && fail "a font is embedded unasked"
grep -q '<text' outlines.svg && fail "outlines hold text"
grep -q 'aria-label="Camp Humphreys"' outlines.svg || fail "outlines do not say what they are"
# A distance set along its ring, letter by letter, is one thing to move and to read.
LC_ALL=C.UTF-8 grep -q 'id="embed-distance-180km-seoul" role="img" aria-label="180.km">' embed.svg || fail "no group of the ring's distance"
# The subset is a font that has the letters.
sed -n 's/.*base64,\([^)]*\)).*/\1/p' embed.svg | head -1 | base64 -d >subset.otf
[ "$(head -c 4 subset.otf)" = OTTO ] || fail "the subset is no OpenType font"
if command -v fc-query >/dev/null; then fc-query subset.otf >/dev/null || fail "the subset cannot be read"; fi
# The same picture with letters and with outlines.
rsvg-convert -w 800 embed.svg -o embed.png
rsvg-convert -w 800 outlines.svg -o outlines.png
below "outlines against letters" "$(compare -metric RMSE embed.png outlines.png null: 2>&1 | sed 's/.*(\(.*\))/\1/')" 0.01

# Ids are names, of rivers, too.
draws rivers.svg --closeup seoul --lang en+ko
grep -q 'id="rivers-closeup-line-name-han-river' rivers.svg || fail "the Han River has no id: $(grep -o ' id="[^"]*line-name[^"]*"' rivers.svg)"
LC_ALL=C.UTF-8 grep -oP ' id="(?![\p{L}_][\p{L}\p{N}_.-]*")[^"]*"' rivers.svg >odd && fail "not names: $(head -3 odd)"

draws a.svg --id-prefix one
draws b.svg --id-prefix two
cat a.svg b.svg | grep -o ' id="[^"]*"' | sort | uniq -d >twice
[ ! -s twice ] || fail "ids stand twice: $(head -3 twice)"
grep -q 'id="one-rings"' a.svg || fail "no prefix: $(grep -o ' id="[^"]*"' a.svg | head -3)"

draws clear.png --background transparent
draws page.png
[ "$(convert clear.png -format '%[fx:p{2,2}.a]' info:)" = 0 ] || fail "the background is not transparent"
identify -format '%[channels]\n' page.png | grep -qi 'a' && [ "$(identify -format '%[channels]' page.png)" != srgb ] && fail "the page is transparent unasked"
true
