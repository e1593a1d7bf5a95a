# What files say against GeographicLib's elliptic integrals: every vertex of an exported ring, and every chord between two as
# programs draw it (straight in degrees), lies within the tolerance asked for; `ringmap measure` tells distances, azimuths and
# areas as GeodSolve -E and Planimeter -E find them.
. "$ROOT/tests/aid.sh"
python3 - >rings.csv <<'P'
import random
random.seed(1953)
print("id,around,radius")
places = [(90, 0), (-90, 0), (89.99, 20), (0, 180), (37.5665, 179.99), (-60, -179.5), (37.5665, 126.978)]
places += [(random.uniform(-85, 85), random.uniform(-180, 180)) for i in range(33)]
for i, (lat, lon) in enumerate(places):
    km = random.choice([0.01, 1, 20, 100, 300, 900]) * random.uniform(1, 2) if i % 10 else random.uniform(3000, 19900)
    print('r%d,"%.5f,%.5f",%.3fkm' % (i, lat, lon, km))
P
cat >chords.py <<'P'
# The places to solve: centre, point, and the radius meant.
import json, sys
for f in json.load(open(sys.argv[1]))["features"]:
    p, g = f["properties"], f["geometry"]
    for polygon in [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]:
        for part in polygon:
            for (x0, y0), (x1, y1) in zip(part, part[1:]):
                if x0 == x1 and abs(x0) == 180 or y0 == y1 and abs(y0) == 90:
                    continue # the map's own edge
                for x, y in ((x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2)):
                    if abs(y) < 90: # where a ring that holds a pole is closed
                        print("%.9f %.9f %.12f %.12f %.3f" % (p["lat"], p["lon"], y, x, p["radius_m"]))
P
said=
edges() { # TOLERANCE_M OPTION...
    local tolerance=$1
    shift
    draws rings.geojson --ring-table rings.csv --rings none --show-sites none "$@"
    python3 chords.py rings.geojson >chords
    cut -d ' ' -f 1-4 chords | GeodSolve -i -E -p 6 >solved
    paste -d ' ' chords solved | awk -v limit="$tolerance" '
        { off = $8 - $5; if (off < 0) off = -off; if (off > most) { most = off; at = $0 } }
        END { printf "%.3f of %d points", most, NR; if (NR < 5000 || most > limit) { printf ", at %s", at; exit 1 } }' >most ||
        fail "at a tolerance of $tolerance m an edge is off by $(cat most)"
    said="$said $tolerance m: $(cat most);"
}
edges 1
edges 20 --tolerance 20m

# Around an area: the nearest of its edges is sought in a plane, where three come close enough to be it; GeodSolve measures to the
# nearest places on these. Edges are cut into pieces of 750 m: on those a straight line is within 5 mm of the geodesic.
draws around.geojson --around KR-48 --rings 2km --show-sites none
ogr2ogr -f GeoJSON -where "iso='KR-48'" -lco COORDINATE_PRECISION=12 area.geojson "$ROOT/geodata/provinces.shp"
cat >feet.py <<'P'
import json, math
def parts(path):
    for f in json.load(open(path))["features"]:
        g = f["geometry"]
        for polygon in [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]:
            yield from polygon
def metres(p, about):
    s = math.sin(math.radians(about[1])) ** 2 * 0.00669437999
    along = 6378137 * (1 - 0.00669437999) / (1 - s) ** 1.5
    across = 6378137 / math.sqrt(1 - s) * math.cos(math.radians((p[1] + about[1]) / 2))
    return math.radians(p[0] - about[0]) * across, math.radians(p[1] - about[1]) * along
STEP = 0.04 # degrees: more than 2 km and a piece, either way
cells = {}
for part in parts("area.geojson"):
    for a, b in zip(part, part[1:]):
        pieces = max(1, math.ceil(math.hypot(*metres(b, a)) / 750))
        for i in range(pieces):
            p, q = ([a[k] + (b[k] - a[k]) * t / pieces for k in (0, 1)] for t in (i, i + 1))
            cells.setdefault((int(p[0] / STEP), int(p[1] / STEP)), []).append((p, q))
def feet(at):
    found = []
    column, row = int(at[0] / STEP), int(at[1] / STEP)
    for p, q in (edge for x in (-1, 0, 1) for y in (-1, 0, 1) for edge in cells.get((column + x, row + y), ())):
        (px, py), (qx, qy) = metres(p, at), metres(q, at)
        dx, dy = qx - px, qy - py
        t = min(1, max(0, -(px * dx + py * dy) / (dx * dx + dy * dy or 1)))
        found.append((math.hypot(px + t * dx, py + t * dy), [p[k] + t * (q[k] - p[k]) for k in (0, 1)]))
    return [foot for _, foot in sorted(found)[:3]]
for part in parts("around.geojson"):
    for (x0, y0), (x1, y1) in zip(part, part[1:]):
        for at in ((x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2)):
            for x, y in feet(at):
                print("%.12f %.12f %.12f %.12f" % (y, x, at[1], at[0]))
P
python3 feet.py >chords
GeodSolve -i -E -p 6 <chords >solved
paste -d ' ' chords solved | awk '
    function tell() { if (last != "") { n++; off = least - 2000; if (off < 0) off = -off; if (off > most) { most = off; at = last } } }
    { place = $3 " " $4; if (place != last) { tell(); least = $7; last = place } else if ($7 < least) least = $7 }
    END { tell(); printf "%.3f of %d points", most, n; if (n < 5000 || most > 1.02) { printf ", at %s", at; exit 1 } }' >most ||
    fail "around an area an edge is off by $(cat most)"
said="$said around an area: $(cat most);"

"$RINGMAP" measure --around seoul --rings 50km -o a.json
python3 - >pairs <<'P'
import csv, json, os
sites = {row["id"]: row for row in csv.DictReader(open(os.environ["ROOT"] + "/geodata/sites.csv", encoding="utf-8-sig"))}
for d in json.load(open("a.json"))["distances"]:
    a, b = sites[d["from"]], sites[d["to"]]
    print(a["lat"], a["lon"], b["lat"], b["lon"], d["distance_m"], d["azimuth_deg"], d["back_azimuth_deg"])
P
cut -d ' ' -f 1-4 pairs | GeodSolve -i -E -p 6 >solved
paste -d ' ' pairs solved | awk '
    function turn(a, b) { a = (a - b + 900) % 360 - 180; return a < 0 ? -a : a }
    {
        off = $10 - $5; if (off < 0) off = -off; if (off > most) most = off
        if (turn($8, $6) > turned) turned = turn($8, $6)
        if (turn($9 + 180, $7) > turned) turned = turn($9 + 180, $7)
    }
    END { printf "%.4f m, %.7f degrees, %d pairs", most, turned, NR; exit !(NR >= 10 && most < 0.001 && turned < 1e-6) }' >most ||
    fail "distances are off by $(cat most)"
said="$said distances $(cat most);"

# Areas: polygons with corners by GeodSolve, of n and of 2 n corners, and what both tell of infinitely many.
cat >areas.csv <<'C'
id,around,radius,inner,from,to
disc,seoul,300km,,,
small,jsa,10m,,,
annulus,osan,500km,200km,,
fan,yeonpyeong,300km,,300,60
far,seoul,15000km,,,
polar,"89,0",2000km,1000km,,
C
"$RINGMAP" measure --ring-table areas.csv --rings none -o areas.json
cat >areas.py <<'P'
import json, subprocess
earth = 510065621724088.5
def run(words, lines):
    out = subprocess.run(words, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    return out.splitlines()
def polygon(r, radius, n):
    start, span = (r["from_deg"], (r["to_deg"] - r["from_deg"]) % 360) if r["from_deg"] is not None else (0, 360)
    corners = run(["GeodSolve", "-E", "-p", "9"],
                  ["%.12f %.12f %.12f %.6f" % (r["lat"], r["lon"], start + span * i / n, radius) for i in range(n + (span < 360))])
    points = [" ".join(line.split()[:2]) for line in corners]
    if span < 360:
        points.append("%.12f %.12f" % (r["lat"], r["lon"]))
    area = float(run(["Planimeter", "-E", "-r", "-p", "9"], points)[0].split()[2])
    return area + earth if area < 0 else area
def true_area(r, radius):
    few, many = polygon(r, radius, 2000), polygon(r, radius, 4000)
    return many + (many - few) / 3
worst = 0
for r in json.load(open("areas.json"))["rings"]:
    area = true_area(r, r["radius_m"]) - (true_area(r, r["inner_m"]) if r["inner_m"] else 0)
    off = abs(area - r["area_m2"]) / area
    assert off < 1e-9 or abs(area - r["area_m2"]) < 0.01, (r["id"], area, r["area_m2"])
    worst = max(worst, off) if area > 1e6 else worst # a file rounds to 0.01 m2
print("areas by %.1e" % worst)
P
python3 areas.py >most || fail "an area is not Planimeter's"
echo "farthest off:$said $(cat most)"
