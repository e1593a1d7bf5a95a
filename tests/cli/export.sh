# Data by suffix: an older file stays whole on failure, bytes are the same twice, a tolerance is kept.
. "$ROOT/tests/aid.sh"
for suffix in geojson kml csv; do
    draws a.$suffix
    cp a.$suffix b.$suffix
    draws a.$suffix
    cmp a.$suffix b.$suffix || fail "two runs differ"
    keeps_older old.$suffix 2 "did you mean 'seoul'" --around seuol
done
draws a.shp && mkdir first && cp a.* a_sites.* first/
draws a.shp
for file in a.shp a.shx a.dbf a.prj a.cpg a_sites.shp a_sites.shx a_sites.dbf a_sites.prj a_sites.cpg; do
    cmp $file first/$file || fail "two runs differ"
done
[ -z "$(find . -name '.a*')" ] || fail "something was left aside"
refuses 6 "folder 'none' does not exist" -o none/a.shp
refuses 6 "folder 'none' does not exist" -o none/a.kml
refuses 2 "or for data in .geojson, .kml, .shp or .csv" -o a.gpx

# error_m keeps to the tolerance; a finer one takes more points.
errors() { python3 -c 'import json, sys
print(max(f["properties"]["error_m"] for f in json.load(open(sys.argv[1]))["features"] if f["properties"]["feature"] == "ring"))' "$1"; }
below "error_m at the default tolerance" "$(errors a.geojson)" 1.0001
draws fine.geojson --tolerance 0.01m
below "error_m at 1 cm" "$(errors fine.geojson)" 0.0181
[ "$(wc -c <fine.geojson)" -gt "$(wc -c <a.geojson)" ] || fail "a finer tolerance takes no more points"

# Nothing to export is a file without features.
draws none.geojson --rings none --show-sites none
python3 -c 'import json; assert json.load(open("none.geojson")) == {"type": "FeatureCollection", "features": []}'
draws none.csv --rings none
[ "$(wc -l <none.csv)" = 1 ] || fail "rows without rings"
draws sites.csv --rings 100km --around osan --show-sites seoul,jsa
grep -q '^seoul,Seoul,서울,37\.5665,126\.978,100km-osan,100.km,osan,100000,53014\.[0-9]*,355\.0[0-9]*,yes$' sites.csv || fail "$(cat sites.csv)"
grep -q '^jsa,.*,no$' sites.csv || fail "$(cat sites.csv)"
# An edge that misses the tolerance is told, one that holds it is not. KR-48's coast comes close to itself.
for ring in "KR-48 2km" "KR-48 5km" "mdl 20km"; do
    draws edge.geojson --around "${ring% *}" --rings "${ring#* }"
    off=$(sed -n 's/.*"error_m": *\([0-9.]*\).*/\1/p' edge.geojson | head -1)
    told=$(grep -c 'more than the tolerance of 1 m' draws.err || true)
    [ "$told" = "$(awk -v m="$off" 'BEGIN { print (m > 1.008) }')" ] || fail "$ring: $off m off, told $told times: $(cat draws.err)"
done
