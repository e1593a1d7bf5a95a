# Allocations of the program's own that fail, early, late and in between: one line, status 1, the older file whole.
. "$ROOT/tests/aid.sh"
${CC:-cc} -std=gnu11 -O1 -shared -fPIC -o no_memory.so "$ROOT/tests/oracle/no_memory.c"
without_memory() {
    FAIL_AT=$1 LD_PRELOAD=$PWD/no_memory.so "$RINGMAP" "${@:2}"
}
tried=0
for kind in map.png map.svg map.pdf map.geojson map.shp measure; do
    command=(--dpi 30 -o "$kind")
    [ $kind != measure ] || command=(measure -o map.json)
    count=$(without_memory count "${command[@]}" 2>&1 | tail -n 1)
    [ "$count" -gt 1000 ] || fail "$kind: only $count allocations were seen"
    rm -f map.* && mkdir -p there
    for part in 0 1 2 3 4 5; do
        rm -f there/* && file=there/$(basename "${command[-1]}")
        echo "an older map" >"$file"
        at=$((part * (count - 20) / 5)) status=0 # the last few come after the rename
        without_memory $at "${command[@]::${#command[@]}-1}" "$file" >out 2>err || status=$?
        [ $status = 1 ] || fail "$kind, allocation $at of $count: status $status: $(cat err)"
        [ "$(cat err)" = "ringmap: out of memory" ] || fail "$kind, allocation $at of $count: $(cat err)"
        echo "an older map" | cmp -s - "$file" || fail "$kind, allocation $at of $count: the older file was changed"
        [ "$(ls -A there)" = "$(basename "$file")" ] || fail "$kind, allocation $at of $count: left behind $(ls -A there)"
        tried=$((tried + 1))
    done
done
echo "$tried failures"
