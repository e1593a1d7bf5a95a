# Shares of land against another way: GDAL's SpatiaLite (GEOS) in an azimuthal equal-area plane about the ring's place, PROJ's
# own; within 0.01 percentage points. And the line inside a ring, in the same plane's kilometres of ellipsoidal length.
. "$ROOT/tests/aid.sh"
worst=0
share() { # RADIUS LAT LON CODE A3
    local plane="+proj=laea +lat_0=$2 +lon_0=$3 +datum=WGS84 +units=m"
    rm -f ring.geojson ring.gpkg
    "$RINGMAP" --rings "$1" --around "$2,$3" --show-sites none --tolerance 0.05m -o ring.geojson
    "$RINGMAP" measure --rings "$1" --around "$2,$3" --show-sites none -o ring.json
    ogr2ogr -q -f GPKG ring.gpkg ring.geojson -nln ring -t_srs "$plane" -nlt PROMOTE_TO_MULTI
    ogr2ogr -q -f GPKG -update ring.gpkg "$ROOT/geodata/countries.shp" -nln land -where "a3='$5'" -t_srs "$plane" -nlt PROMOTE_TO_MULTI
    local other own
    other=$(ogrinfo -q ring.gpkg -dialect sqlite -sql "select 100 * sum(st_area(st_intersection(land.geom, ring.geom))) /
        (select sum(st_area(geom)) from land) as share from land, ring" | sed -n 's/.*share (Real) = //p')
    own=$(python3 -c 'import json, sys
print(100 * next(c["share"] for c in json.load(open("ring.json"))["rings"][0]["land"] if c["code"] == sys.argv[1]))' "$4")
    awk -v a="$own" -v b="${other:-nothing}" 'BEGIN { d = a > b ? a - b : b - a; exit !(b ~ /^[0-9]/ && d < 0.01) }' ||
        fail "$4 within $1 of $2,$3: $own by ringmap, $other by GDAL"
    worst=$(awk -v a="$own" -v b="$other" -v w="$worst" 'BEGIN { d = a > b ? a - b : b - a; print (d > w ? d : w) }')
    said="$said $4 $1 $own;"
}
said=
share 180km 37.5665 126.978 KP PRK
share 300km 37.5665 126.978 KP PRK
share 300km 37.5665 126.978 KR KOR
share 500km 37.0906 127.0296 KP PRK
share 100km 37.667 125.7 KR KOR
echo "largest difference $worst percentage points;$said"
