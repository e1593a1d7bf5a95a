# 'ringmap list' says what there is.
. "$ROOT/tests/aid.sh"
for what in options styles style sites around extents sizes; do
    "$RINGMAP" list $what >list 2>err || fail "list $what: $(cat err)"
    [ -s list ] || fail "list $what says nothing"
    [ $what = style ] || ! grep -q ' $' list || fail "list $what has blanks at its ends"
done
"$RINGMAP" list sites | grep -q '^seoul .*37.5665 .*126.978' || fail "Seoul is not where it should be"
for style in light dark print; do
    "$RINGMAP" list styles | grep -q "^$style " || fail "no style '$style'"
done
for extent in korea north south dmz yeonpyeong fit; do
    "$RINGMAP" list extents | grep -q "^$extent " || fail "no extent '$extent'"
done
"$RINGMAP" list around >around
for line in 'mdl +line +Military Demarcation Line +군사분계선' 'border +line +the land borders' 'nll +line ' 'KR-11 +province +Seoul +서울' \
    'KP +country +North Korea +북한'; do
    grep -Eq "^$line" around || fail "no '$line' in what can be drawn around"
done
[ "$(cut -d ' ' -f 1 around | sort | uniq -d)" = "" ] || fail "a code stands twice"
for code in mdl nll estuary nll_east border KR-11 KP; do
    draws ring.geojson --rings 50km --around $code --tolerance 500m --show-sites none
    grep -q '"MultiPolygon"\|"Polygon"' ring.geojson || fail "no ring around '$code'"
done
refuses 2 "cannot list 'stiles'; did you mean 'styles'" list stiles
