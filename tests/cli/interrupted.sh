# Killed in the middle of writing: the older map stays whole. A limit on file size stands for the full disk.
. "$ROOT/tests/aid.sh"
draws small.png --dpi 40 # it can draw
echo "an older map" >map.png
status=0
(ulimit -f 8 && exec "$RINGMAP" -o map.png) >out 2>err || status=$?
[ $status != 0 ] || fail "a file larger than the limit was written"
[ "$(cat map.png)" = "an older map" ] || fail "the older map was changed"
