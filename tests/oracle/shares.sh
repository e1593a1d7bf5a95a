# Shares of land against another way: GDAL's SpatiaLite (GEOS) in an azimuthal equal-area plane about the ring's place, PROJ's
# own; within 0.01 percentage points. What lies within a distance of the whole Military Demarcation Line is GEOS's
# buffer in an equidistant plane about the line's middle, off by 10 m at most: nothing of it comes from ringmap but the data.
. "$ROOT/tests/aid.sh"
worst=0
# Holds ring.json's share of a country, in percent, against what ring.gpkg's polygons hold of its land.
hold() { # WHAT CODE
    local other own
    other=$(ogrinfo -q ring.gpkg -dialect sqlite -sql "select 100 * sum(st_area(st_intersection(land.geom, ring.geom))) /
        (select sum(st_area(geom)) from land) as share from land, ring" | sed -n 's/.*share (Real) = //p')
    own=$(python3 -c 'import json, sys
print(100 * next(c["share"] for c in json.load(open("ring.json"))["rings"][0]["land"] if c["code"] == sys.argv[1]))' "$2")
    awk -v a="$own" -v b="${other:-nothing}" 'BEGIN { d = a > b ? a - b : b - a; exit !(b ~ /^[0-9]/ && d < 0.01) }' ||
        fail "$2 within $1: $own by ringmap, $other by GDAL"
    worst=$(awk -v a="$own" -v b="$other" -v w="$worst" 'BEGIN { d = a > b ? a - b : b - a; print (d > w ? d : w) }')
    said="$said $2 within $1 $own;"
}

add_land() { # PLANE A3
    ogr2ogr -q -f GPKG -update ring.gpkg "$ROOT/geodata/countries.shp" -nln land -where "a3='$2'" -t_srs "$1" -nlt PROMOTE_TO_MULTI
}

share() { # RADIUS LAT LON CODE A3
    local plane="+proj=laea +lat_0=$2 +lon_0=$3 +datum=WGS84 +units=m"
    rm -f ring.geojson ring.gpkg
    "$RINGMAP" --rings "$1" --around "$2,$3" --show-sites none --tolerance 0.05m -o ring.geojson
    "$RINGMAP" measure --rings "$1" --around "$2,$3" --show-sites none -o ring.json
    ogr2ogr -q -f GPKG ring.gpkg ring.geojson -nln ring -t_srs "$plane" -nlt PROMOTE_TO_MULTI
    add_land "$plane" "$5"
    hold "$1 of $2,$3" "$4"
}

share_of_line() { # RADIUS_KM: of the whole Military Demarcation Line
    local middle="+lat_0=38.3 +lon_0=127.5 +datum=WGS84 +units=m"
    rm -f ring.gpkg line.gpkg
    "$RINGMAP" measure --rings "${1}km" --around mdl --show-sites none -o ring.json
    ogr2ogr -q -f GPKG line.gpkg "$ROOT/geodata/boundary.shp" -nln line -where "kind='mdl'" -t_srs "+proj=aeqd $middle"
    ogr2ogr -q -f GPKG ring.gpkg line.gpkg -dialect sqlite -sql "select st_buffer(geom, ${1}000, 720) as geom from line" -nln ring \
        -nlt PROMOTE_TO_MULTI -s_srs "+proj=aeqd $middle" -t_srs "+proj=laea $middle"
    add_land "+proj=laea $middle" PRK
    hold "$1 km of the line" KP
}

said=
share 180km 37.5665 126.978 KP PRK
share 300km 37.5665 126.978 KP PRK
share 300km 37.5665 126.978 KR KOR
share 500km 37.0906 127.0296 KP PRK
share 100km 37.667 125.7 KR KOR
share_of_line 180
share_of_line 300
echo "largest difference $worst percentage points;$said"
