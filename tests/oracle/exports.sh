# Exports as other programs read them: valid polygons, right-handed, cut at the antimeridian and closed at the poles, with the
# area that GeographicLib finds; KML by a schema; Hangul in the DBF.
. "$ROOT/tests/aid.sh"
cat >look.py <<'P'
import json, subprocess, sys
def planimeter(ring):
    text = "\n".join("%.9f %.9f" % (lat, lon) for lon, lat in ring[:-1])
    out = subprocess.run(["Planimeter", "-E"], input=text + "\n", capture_output=True, text=True).stdout.split()
    return float(out[1]), float(out[2])
def turn(ring):
    x, y = ring[0]
    return sum((a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y) for a, b in zip(ring, ring[1:]))
earth, limit, worst = 510065621724088.5, float(sys.argv[2]), 0
for f in json.load(open(sys.argv[1]))["features"]:
    p, g = f["properties"], f["geometry"]
    if p["feature"] != "ring":
        continue
    area = edge = 0
    for polygon in [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]:
        for i, ring in enumerate(polygon):
            assert ring[0] == ring[-1] and len(ring) >= 4, p["id"]
            assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring), p["id"]
            assert (turn(ring) > 0) == (i == 0), p["id"] + ": runs the wrong way"
            length, m2 = planimeter(ring)
            if i == 0 and m2 < 1:  # more than half the Earth, or the whole map with a hole
                m2 += earth
            area += m2
            edge += length
    off = abs(area - p["area_m2"])
    assert off <= (p["error_m"] * edge if limit == 0 else limit * p["area_m2"] + 0.008 * edge), (p["id"], area, p["area_m2"])
    worst = max(worst, off / p["area_m2"])
print("%.1e" % worst)
P
worst=
check() { # NAME ARGUMENT...
    local name=$1 suffix layer count
    shift
    for suffix in geojson kml shp; do
        draws "$name.$suffix" "$@"
        layer=$name
        [ $suffix != kml ] || layer=Rings
        count=$(ogrinfo -q "$name.$suffix" -dialect sqlite -sql "select count(*) as bad from \"$layer\" where not st_isvalid(geometry)" |
            sed -n 's/.*bad (Integer) = //p')
        [ "$count" = 0 ] || fail "$name.$suffix: '$count' invalid geometries"
    done
    xmllint --noout --relaxng "$ROOT/tests/oracle/kml.rng" "$name.kml" 2>xml.err || fail "$name.kml: $(head -3 xml.err)"
    python3 look.py "$name.geojson" 0 >/dev/null || fail "$name.geojson"
    draws "$name-fine.geojson" "$@" --tolerance 0.001m
    worst="$worst $name $(python3 look.py "$name-fine.geojson" 1e-6)" || fail "$name-fine.geojson"
}
check seoul --rings 180km,300km
check seam --rings 50km,500km --around 37.5,179.9,-17,-179.5
check poles --rings 100km,2000km --around 90,0,-89.5,100
check world --rings 13000km,15000km,19000km --around seoul
cat >kinds.csv <<'C'
id,around,radius,inner,from,to,class,label_ko,note
fan,seoul,300km,,300,60,inner,북쪽 300 km,"a fan, <north> & ""more"""
annulus,osan,500km,200km,,,outer,고리,an annulus
sector,"10,-179",900km,100km,NE,SW,middle,부채꼴,over the antimeridian
polar,"90,0",900km,300km,,,middle,극,around the pole
small,jsa,10m,,,,inner,작은 원,ten metres
C
check lines --rings 50km,100km --around mdl,KR-28
check dissolved --rings 100km --around osan,jsa,yeonpyeong --dissolve on
[ "$(ogrinfo -q -al -geom=NO dissolved.shp | grep -c '^OGRFeature')" = 1 ] || fail "dissolved rings are several"
check bearings --rings 300km --around '37.5,179.5' --radials 45,90,NW
[ "$(ogrinfo -q -al bearings_radials.shp | grep -c LINESTRING)" = 3 ] || fail "not three radials"
ogrinfo -q -al bearings_radials.shp | grep MULTILINESTRING >/dev/null || fail "no radial is cut at the antimeridian"
check kinds --ring-table kinds.csv --rings none
ogrinfo -q -al -geom=NO kinds.shp | grep -q 'label_ko (String) = 북쪽 300 km' || fail "no Hangul in the DBF"
ogrinfo -q -al -geom=NO kinds.kml | grep -q 'note (String) = a fan, <north> & "more"' || fail "a note that is not what it was"
ogrinfo -q -al -geom=NO seoul_sites.shp | grep -q 'name_ko (String) = 공동경비구역' || fail "no Hangul in the sites' DBF"
ogrinfo -al -so seoul.shp | grep -q 'from: Real' || fail "no field 'from'"
ogrinfo -q seoul.shp -al | grep -q 'from (Real) = (null)' || fail "a whole disc has no azimuths"

# The same shapes in every format: planar area in square degrees.
area() { ogrinfo -q "$1" -dialect sqlite -sql "select sum(st_area(geometry)) as a from \"$2\"" | sed -n 's/.*a (Real) = //p'; }
a=$(area kinds.shp kinds)
for file in 'kinds.geojson kinds' 'kinds.kml Rings'; do
    # shellcheck disable=SC2086
    awk -v a="$a" -v b="$(area $file)" 'BEGIN { d = a / b - 1; exit !(d * d < 1e-14) }' || fail "$file has another area than kinds.shp"
done
# A shapefile's outer parts run clockwise: its own bytes say so.
python3 - <<'P' || fail "a part of kinds.shp runs the wrong way"
import struct
data, at, outers, holes = open("kinds.shp", "rb").read(), 100, 0, 0
while at < len(data):
    length = struct.unpack(">i", data[at + 4:at + 8])[0] * 2
    parts, points = struct.unpack("<2i", data[at + 44:at + 52])
    starts = struct.unpack("<%di" % parts, data[at + 52:at + 52 + 4 * parts]) + (points,)
    xy = struct.unpack("<%dd" % (2 * points), data[at + 52 + 4 * parts:at + 52 + 4 * parts + 16 * points])
    for a, b in zip(starts, starts[1:]):
        ring = [(xy[2 * i], xy[2 * i + 1]) for i in range(a, b)]
        turn = sum((p[0] - ring[0][0]) * (q[1] - ring[0][1]) - (q[0] - ring[0][0]) * (p[1] - ring[0][1]) for p, q in zip(ring, ring[1:]))
        outers, holes = outers + (turn < 0), holes + (turn > 0)
    at += 8 + length
assert (outers, holes) == (6, 1), (outers, holes)
P
echo "areas off Planimeter's by at most:$worst"
