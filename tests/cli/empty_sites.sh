# A table with a heading and no row draws a map without sites, and says so.
. "$ROOT/tests/aid.sh"
echo id,name,lat,lon,kind >sites.csv
draws map.svg --sites sites.csv --around 37.5,127 --rings 100km
grep -q "^ringmap: note: .*sites.csv.*" draws.err || fail "no note: $(cat draws.err)"
[ "$(wc -l <draws.err)" = 1 ] || fail "more than one line: $(cat draws.err)"
grep -q '100 \?km' map.svg || grep -q '100.km' map.svg || fail "the ring is not drawn"
# Seoul is a city all the same; a site that is not in the table is not.
draws seoul.svg --sites sites.csv --around seoul
status=0
"$RINGMAP" --sites sites.csv --around humphreys -o none.svg 2>err || status=$?
[ $status = 2 ] && tail -n 1 err | grep -q "no place 'humphreys'" && [ ! -e none.svg ] || fail "around nothing: status $status, $(cat err)"
