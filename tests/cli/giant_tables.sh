# Tables beyond what a map can show are refused in one line, soon and in little memory; distances between very many sites are left out.
. "$ROOT/tests/aid.sh"
export LC_ALL=C
sites() {
    awk -v n="$1" 'BEGIN { srand(7); print "name,lat,lon"; for (i = 0; i < n; i++) printf "S%d,%.4f,%.4f\n", i, 33 + rand() * 10, 124 + rand() * 7 }'
}
sites 100001 >many.csv
keeps_older map.png 3 "^ringmap: many.csv:100002:1: more than 100,000 sites; keep those that the map is to show$" --sites many.csv
{ echo "name,lat,lon" && yes ",," | head -n 2000000; } >idle.csv
draws idle.csv.svg --sites idle.csv --extent yeonpyeong
{ echo "name,lat,lon" && yes "a,," | head -n 2000000; } >cells.csv
keeps_older map.png 3 "^ringmap: cells.csv:1333335:1: more than 4,000,000 cells; keep the rows and columns" --sites cells.csv
head -c 70000000 /dev/zero | tr '\0' 'x' >line.csv
keeps_older map.png 3 "^ringmap: 'line.csv' is larger than 64 MiB" --sites line.csv
keeps_older map.png 3 "^ringmap: '/dev/stdin' is larger than 64 MiB" --sites /dev/stdin < <(cat line.csv)
{ printf 'name,lat,lon\n"' && head -c 30000000 line.csv && echo '",37,127'; } >name.csv
keeps_older map.png 3 "^ringmap: name.csv:2:1: a cell of more than 65,536 bytes" --sites name.csv

sites 501 >some.csv
"$RINGMAP" measure --sites some.csv --rings none -o some.json 2>some.err
grep -q "note: the distances between 501 sites are left out; choose up to 500 by --show-sites" some.err || fail "$(cat some.err)"
grep -q '"distances": \[\]' some.json || fail "distances: $(grep -A3 distances some.json | head -4)"
