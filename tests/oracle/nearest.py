# nearest.py SHAPES.geojson STEP_M METRES <PLACES: for each place (lat lon a line) the three points nearest to it of the shapes'
# edges, which are cut into steps, as "lat lon lat lon" to be solved. Nearest in a straight line through the ground; nothing
# farther than about METRES is looked at. A step makes the distance too large by STEP^2 / 8 METRES at most.
import bisect, json, math, sys
step_m, reach_m = float(sys.argv[2]), float(sys.argv[3])
def space(lat, lon):
    lat, lon = math.radians(lat), math.radians(lon)
    n = 6378137 / math.sqrt(1 - 0.0066943799901413165 * math.sin(lat) ** 2)
    return n * math.cos(lat) * math.cos(lon), n * math.cos(lat) * math.sin(lon), n * (1 - 0.0066943799901413165) * math.sin(lat)
def ground(x, y, z):
    return math.degrees(math.atan2(z, (1 - 0.0066943799901413165) * math.hypot(x, y))), math.degrees(math.atan2(y, x))
def lines(nest):
    return [nest] if isinstance(nest[0][0], (int, float)) else [line for item in nest for line in lines(item)]
nodes = []
for f in json.load(open(sys.argv[1]))["features"]:
    for line in lines(f["geometry"]["coordinates"]):
        for (x0, y0), (x1, y1) in zip(line, line[1:]):
            p, q = space(y0, x0), space(y1, x1)
            pieces = max(1, math.ceil(math.dist(p, q) / step_m))
            for i in range(pieces + 1): # above the chord: a geodesic, nearly
                lat, lon = ground(*(u + (v - u) * i / pieces for u, v in zip(p, q)))
                nodes.append((lat, lon) + space(lat, lon))
nodes.sort()
lats = [node[0] for node in nodes]
for row in sys.stdin:
    lat, lon = map(float, row.split())
    x, y, z = space(lat, lon)
    high = 1.05 * reach_m / 110000
    wide = high / max(0.1, math.cos(math.radians(min(abs(lat) + high, 85))))
    near = nodes[bisect.bisect_left(lats, lat - high):bisect.bisect_right(lats, lat + high)]
    found = sorted(((n[2] - x) ** 2 + (n[3] - y) ** 2 + (n[4] - z) ** 2, n[0], n[1]) for n in near if abs(math.remainder(n[1] - lon, 360)) < wide)
    for _, foot_lat, foot_lon in found[:3]:
        print("%.12f %.12f %.12f %.12f" % (foot_lat, foot_lon, lat, lon))
