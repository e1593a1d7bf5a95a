# Pages by name; width, height and dpi win over the name.
. "$ROOT/tests/aid.sh"
page() { # SIZE-IN-MM ARGUMENT...
    local wanted=$1 found
    shift
    draws page.svg "$@"
    found=$(sed -n 's/^<svg.* width="\([0-9.]*\)mm" height="\([0-9.]*\)mm".*/\1x\2/p' page.svg)
    [ "$found" = "$wanted" ] || fail "$*: $found instead of $wanted"
}
page 210x297 --size a4
page 297x210 --size A4-landscape
page 215.9x355.6 --size legal
page 594x841 --size a1
page 338.667x190.5 --size slide
page 100x297 --size a4 --width 100mm
page 210x120 --size a4 --height 120mm
draws column.svg --size column
grep -q 'width="85mm"' column.svg || fail "a column is not 85 mm wide"
draws social.png --size social
[ "$(identify -format %wx%h social.png)" = 1200x630 ] || fail "social: $(identify -format %wx%h social.png)"
draws twice.png --size social --dpi 480
[ "$(identify -format %wx%h twice.png)" = 2400x1260 ] || fail "social, twice the dpi: $(identify -format %wx%h twice.png)"
draws wall.dump --width 1500mm --height 1500mm # where places for names are tried farther apart, none is lost
for name in kor prk east-sea KR-41 KR-47; do
    grep -q "label id=\"name-$name\"" wall.dump || fail "a page of 1.5 m has no name-$name"
done
"$RINGMAP" list sizes >sizes
for name in $(awk 'NR > 1 && $1 !~ /NAME/ { print $1 }' sizes); do draws each.dump --size "$name"; done
[ "$(wc -l <sizes)" -ge 12 ] || fail "list sizes: $(cat sizes)"
refuses 2 "--size: 'a44' is no size of a page; did you mean 'a4'" --size a44 -o page.svg
refuses 2 "--size: 'poster' is no size of a page; 'ringmap list sizes'" --size poster -o page.svg
refuses 2 "--size: 'slide-landscape' is no size" --size slide-landscape -o page.svg
