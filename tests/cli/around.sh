# Rings around a country stand off all of it: also one that the finest copy of its layer holds only a piece of.
. "$ROOT/tests/aid.sh"
reach() { # CODE WEST SOUTH EAST NORTH: bounds of 100 km around it, in degrees, each within a tenth
    local code=$1
    shift
    draws "$code.geojson" --rings 100km --around "$code" --show-sites none --tolerance 1000m
    python3 - "$code" "$@" <<'P' || fail "100 km around $code end elsewhere"
import json, sys
def positions(nest):
    return [nest] if isinstance(nest[0], float) else [p for item in nest for p in positions(item)]
points = positions(json.load(open(sys.argv[1] + ".geojson"))["features"][0]["geometry"]["coordinates"])
lon, lat = zip(*points)
found, wanted = (min(lon), min(lat), max(lon), max(lat)), [float(word) for word in sys.argv[2:]]
assert all(abs(a - b) < 0.1 for a, b in zip(found, wanted)), (found, wanted)
P
}
reach JP 121.95 23.14 147.05 46.42 # Yonaguni to Hokkaido, from a wider copy
reach MN 86.38 40.68 121.18 53.02  # from the copy of the whole Earth
reach KP 123.01 36.78 131.91 43.91 # from the finest
# An area around a pole closes along the 180th meridian: rings of all sizes go round the pole once.
cat >cap.json <<'JSON'
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
[[[-180,89.5],[-90,89.5],[0,89.5],[90,89.5],[180,89.5],[180,90],[-180,90],[-180,89.5]]]}}
JSON
ogr2ogr cap.shp cap.json
draws cap.geojson --rings 0.01km,5km,300km --around cap.shp --show-sites none
python3 - <<'P' || fail "rings around the pole end elsewhere"
import json
def positions(nest):
    return [nest] if isinstance(nest[0], (int, float)) else [p for item in nest for p in positions(item)]
least = sorted(min(p[1] for p in positions(ring["geometry"]["coordinates"])) for ring in json.load(open("cap.geojson"))["features"])
degree_km = 111.6939 # of a meridian at the pole
wanted = [89.5 - km / degree_km for km in (300, 5, 0.01)]
assert all(abs(a - b) < 1e-4 * (90 - b) for a, b in zip(least, wanted)) and len(least) == 3, (least, wanted)
P
for how in "--dissolve on" "--extent fit"; do
    # shellcheck disable=SC2086
    draws cap.png --rings 0.01km,5km,300km --around cap.shp $how --dpi 60
done

# Many rings around one place hide no more of the map than three do: each area is paler. Sectors beside each other stay as they are.
opacity() { grep -A1 "id=\"ring-$1\"" map.dump | sed -n 's/.*fill=#[0-9a-f]*\/\([0-9.]*\) .*/\1/p'; }
draws map.dump --rings 100km,200km,300km
[ "$(opacity 300km-seoul)" = 0.06 ] || fail "three rings: $(opacity 300km-seoul)"
draws map.dump --interval 50km --count 8
awk -v a="$(opacity 300km-seoul)" 'BEGIN { exit !(a > 0.02 && a < 0.026) }' || fail "one of eight: $(opacity 300km-seoul)"
printf 'id,around,radius,from,to,class\na,seoul,90km,0,90,outer\nb,seoul,100km,90,180,outer\nc,seoul,110km,180,270,outer\nd,seoul,120km,270,360,outer\n' >fan.csv
draws map.dump --ring-table fan.csv
[ "$(opacity d)" = 0.06 ] || fail "a sector: $(opacity d) $(grep 'id="ring-' map.dump)"
