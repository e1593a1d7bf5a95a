# What a style must keep apart stays apart in full colour, for the three common kinds of colour-blindness and in grey:
# rings, demarcation line and borders from each other and from the ground, sea from land. See colours.c.
. "$ROOT/tests/aid.sh"
${CC:-cc} -std=c11 -O2 -o colours "$ROOT/tests/oracle/colours.c" -lm

said= pairs=0
for style in light dark print news brief mono; do
    "$RINGMAP" list style $style >list
    found=$(./colours <list) || fail "$style: $found"
    pairs=$((pairs + $(echo "$found" | sed -n 's/^pairs \([0-9]*\).*/\1/p')))
    said="$said; $style $(echo "$found" | sed -n 's/^pairs .*least //p')"
done
# It can fail: a ring of the sea's own colour.
"$RINGMAP" list style light | sed 's/^\(rings\.stroke  *\)#[0-9a-f]*/\1#c8dae6/' >list
! ./colours <list >found || fail "a ring that cannot be seen was not found"
echo "$pairs pairs of 6 styles in 5 kinds of vision; least$said"
