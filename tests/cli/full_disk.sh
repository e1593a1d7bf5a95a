# Every kind of output that cannot be written: one line, status 6, older files whole, nothing beside them. A limit of no bytes
# to a file stands for the full disk; /dev/full for a full pipe's end.
. "$ROOT/tests/aid.sh"

# full FILE... -- ARGUMENT...: FILEs are older ones, in their own folder.
full() {
    local files=() file status
    while [ "$1" != -- ]; do files+=("$1") && shift; done
    shift
    rm -rf there && mkdir there
    for file in "${files[@]}"; do echo "an older $file" >"there/$file"; done
    (ulimit -f 0 && exec "$RINGMAP" "$@") 2>&1 | cat >err
    status=${PIPESTATUS[0]}
    [ "$status" = 6 ] || fail "ringmap $*: status $status: $(cat err)"
    [ "$(grep -vc '^ringmap: note: ' err)" = 1 ] || fail "ringmap $*: not one line: $(cat err)"
    # Cairo itself keeps an EPS in a temporary file.
    grep -Eq "^ringmap: cannot (write 'there/${files[0]}': File too large|draw 'there/map.eps': error while writing)" err \
        || fail "ringmap $*: $(cat err)"
    for file in "${files[@]}"; do
        [ "$(cat "there/$file")" = "an older $file" ] || fail "ringmap $*: the older '$file' was changed"
    done
    [ "$(ls -A there | wc -l)" = ${#files[@]} ] || fail "ringmap $*: left behind $(ls -A there)"
}
plain=(--dpi 30 --width 60mm --extent south --legend off --labels off --rings 180km --around osan)
for suffix in png svg svgz pdf eps dump geojson kml csv; do
    full map.$suffix -- "${plain[@]}" -o there/map.$suffix
done
full map.shp map.shx map.dbf map.prj map.cpg map_sites.shp map_sites.dbf -- "${plain[@]}" -o there/map.shp
full map.png map.pgw map.png.aux.xml -- "${plain[@]}" --world-file on -o there/map.png
for suffix in md csv json txt; do
    full numbers.$suffix -- measure "${plain[@]}" -o there/numbers.$suffix
done
full map.png map.docx -- figure docx "${plain[@]}" -o there/map.png
full map.png map.pptx -- figure pptx "${plain[@]}" -o there/map.png

# A picture is not made anew without its neighbours.
rm -rf there && mkdir -p there/map.pgw && echo older >there/map.png
refuses 6 "map.pgw': it is a folder" "${plain[@]}" --world-file on -o there/map.png
[ "$(cat there/map.png)" = older ] || fail "a picture without its world file"

# Standard output is full, or nobody listens.
for words in "list options" "list styles" "list sites" "list around" "list completion bash" help --version "alt ${plain[*]}" \
    "measure ${plain[*]}" "draw ${plain[*]} --format svg -o -"; do
    status=0
    # shellcheck disable=SC2086
    "$RINGMAP" $words >/dev/full 2>err || status=$?
    [ $status = 6 ] || fail "ringmap $words >/dev/full: status $status"
    [ "$(wc -l <err)" = 1 ] || fail "ringmap $words >/dev/full: not one line: $(cat err)"
    # shellcheck disable=SC2086
    "$RINGMAP" $words 2>err | head -c 1 >out
    [ ! -s err ] || fail "ringmap $words | head: says $(cat err)"
done
