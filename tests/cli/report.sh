# Figure code, and drawing again from a drawn file.
. "$ROOT/tests/aid.sh"
for format in html markdown latex typst; do
    "$RINGMAP" figure $format --title 'A & B_c' -o map.svg >code.$format || fail "figure $format"
    grep -q 160mm code.$format || fail "$format has no size: $(cat code.$format)"
    grep -q 'Camp Humphreys (67' code.$format || fail "$format has no alternative text"
done
xmllint --html --noout code.html 2>html.err || fail "html: $(cat html.err)"
grep -q 'A \\& B\\_c' code.latex || fail "LaTeX is not escaped: $(cat code.latex)"
status=0
"$RINGMAP" figure word -o map.svg >/dev/null 2>err || status=$?
[ $status = 2 ] || fail "figure word: $status, $(cat err)"

for format in svg png pdf; do
    "$RINGMAP" --around 37.5,127.2 --rings 50km,100nmi --title 'A "b" (c) <d> 100% 서울' -o drawn.$format
    mkdir -p again
    "$RINGMAP" redraw drawn.$format -o again/drawn.$format || fail "redraw $format"
    cmp drawn.$format again/drawn.$format || fail "$format is not drawn again as it was"
done
"$RINGMAP" redraw drawn.svg --style print -o other.svg
cmp -s drawn.svg other.svg && fail "the command line does not win over the file"
echo nothing >plain.svg
status=0
"$RINGMAP" redraw plain.svg -o x.png 2>err || status=$?
[ $status = 3 ] && grep -q "does not say what it was drawn from" err || fail "plain.svg: $status, $(cat err)"
[ ! -e x.png ] || fail "an output was written"
