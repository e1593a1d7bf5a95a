# Stopped while it works, ringmap leaves an older file whole and nothing beside it; when it is through by then, the new one is.
. "$ROOT/tests/aid.sh"
for signal in INT TERM HUP; do
    rm -rf folder && mkdir folder && echo "an older map" >folder/rings.geojson
    env --default-signal=$signal "$RINGMAP" --around RU --rings 5km --tolerance 0.1m -o folder/rings.geojson &
    sleep 0.2
    kill -s $signal $! || true
    status=0
    wait $! || status=$?
    [ "$(ls -A folder)" = rings.geojson ] || fail "$signal: left behind: $(ls -A folder)"
    case $status in
    0) tail -n 1 folder/rings.geojson | grep -q '}$' || fail "$signal: half a file" ;;
    "$((128 + $(kill -l $signal)))") grep -q '^an older map$' folder/rings.geojson || fail "$signal: the older file was changed" ;;
    *) fail "$signal: status $status" ;;
    esac
done
