# 'ringmap list' says what there is.
. "$ROOT/tests/aid.sh"
for what in options styles style sites extents; do
    "$RINGMAP" list $what >list 2>err || fail "list $what: $(cat err)"
    [ -s list ] || fail "list $what says nothing"
done
"$RINGMAP" list sites | grep -q '^seoul .*37.5665 .*126.978' || fail "Seoul is not where it should be"
for style in light dark print; do
    "$RINGMAP" list styles | grep -q "^$style " || fail "no style '$style'"
done
for extent in korea north south dmz yeonpyeong fit; do
    "$RINGMAP" list extents | grep -q "^$extent " || fail "no extent '$extent'"
done
refuses 2 "cannot list 'stiles'; did you mean 'styles'" list stiles
