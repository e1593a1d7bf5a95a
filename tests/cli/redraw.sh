# Drawing again from a drawn file.
. "$ROOT/tests/aid.sh"
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
