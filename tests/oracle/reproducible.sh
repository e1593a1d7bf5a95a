# Same input, same bytes: twice, in another language, time zone, folder, home, with other fonts installed, on one thread.
. "$ROOT/tests/aid.sh"
options=(--lang en+ko --rings 180km,162nmi --around seoul,osan --theme auto --world-file on)
korean=ko_KR.UTF-8
locale -a 2>/dev/null | grep -qi 'ko_KR.utf' || korean=C.UTF-8
mkdir first second third elsewhere

# write FOLDER: every kind of file, with what is beside it.
write() {
    local suffix
    for suffix in png svg svgz pdf eps dump geojson kml shp csv; do
        "$RINGMAP" "${options[@]}" -o "$1/map.$suffix" 2>draws.err || return 1
    done
    "$RINGMAP" "${options[@]}" --colors 64 --background transparent -o "$1/few.png" 2>draws.err || return 1
    "$RINGMAP" "${options[@]}" --text outlines -o "$1/outlines.svg" 2>draws.err || return 1
    for suffix in md csv json; do
        "$RINGMAP" measure "${options[@]}" -o "$1/measured.$suffix" 2>draws.err || return 1
    done
}
write first || fail "first: $(cat draws.err)"
write second || fail "second: $(cat draws.err)"
(
    unset FONTCONFIG_FILE
    cd elsewhere
    export LC_ALL=$korean LC_NUMERIC=de_DE.UTF-8 LANGUAGE=ko TZ=Asia/Seoul HOME=/nonexistent XDG_CACHE_HOME=/nonexistent \
        OMP_NUM_THREADS=1 SOURCE_DATE_EPOCH=1
    write ../third
) || fail "elsewhere: $(cat elsewhere/draws.err)"
[ "$(ls first | wc -l)" -ge 20 ] || fail "too few files: $(ls first)"
for other in second third; do
    diff -rq first $other >different || fail "$other: $(cat different)"
done
! grep -lr "$ROOT" first || fail "a path of this machine is in a file"
echo "$(ls first | wc -l) files"
