# A table of thousands of sites draws, and says what it leaves out in a line for each reason, not for each site.
. "$ROOT/tests/aid.sh"
awk 'BEGIN { srand(7); print "name,lat,lon"; for (i = 0; i < 5000; i++) printf "S%d,%.5f,%.5f\n", i, 33 + rand() * 10, 124 + rand() * 7 }' >sites.csv
draws map.svg --sites sites.csv --around 37.5,127 --rings 100km
[ "$(grep -c "on the map's edge" draws.err)" = 1 ] || fail "the sites on the edge: $(cat draws.err)"
grep -q "the sites 's834', 's1798', 's2001' and [0-9]* more lie on the map's edge and are left out" draws.err || fail "which: $(cat draws.err)"
[ "$(grep -c 'no room for the label' draws.err)" = 1 ] || fail "the labels: $(cat draws.err)"
[ "$(wc -l <draws.err)" -lt 12 ] || fail "too many lines: $(cat draws.err)"
ids=$(grep -o ' id="[^"]*"' map.svg | sort | uniq -d)
[ -z "$ids" ] || fail "ids stand twice: $ids"
