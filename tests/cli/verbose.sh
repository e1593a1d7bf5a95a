# --verbose tells on stderr what was done and how true the rings are; the file is the same without it.
. "$ROOT/tests/aid.sh"
draws a.svg && [ ! -s draws.err ] || fail "said something unasked: $(cat draws.err)"
mv a.svg quiet.svg
draws a.svg --verbose
cmp a.svg quiet.svg || fail "--verbose changes the file"
has() { grep -Eq -- "$1" draws.err || fail "nothing like '$1' in: $(cat draws.err)"; }
has '^time: style [0-9.]+, tables [0-9.]+, page [0-9.]+, layout [0-9.]+, file [0-9.]+, together [0-9.]+ ms$'
has '^rings: 2, radials: 0, edges at most 0\.[0-9]+ px or 0\.[0-9]+ m from the geodesic \(tolerance 0\.05px\)$'
has '^sites: 5 of 5, names placed 5, with a leader [0-9], left out 0$'
has '^read: .*countries[a-z_]*\.shp, .*boundary[a-z_]*\.shp'
below "the error told" "$(sed -n 's/^rings.* or \(.*\) m from.*/\1/p' draws.err)" 1
draws a.geojson --verbose --rings 300km --around mdl --radials none --show-sites seoul
has '^rings: 1, .* edges at most [0-9.]+ m from the geodesic \(tolerance 1m\)$'
has '^sites: 1 of 5$'
printf 'verbose: on\noutput: b.svg\nrings: none\n' >map.yaml
"$RINGMAP" map.yaml 2>draws.err && has '^rings: 0, radials: 0$'
"$RINGMAP" map.yaml --verbose=off 2>draws.err && [ ! -s draws.err ] || fail "not silent: $(cat draws.err)"
