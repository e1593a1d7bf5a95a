# The edge as it stands in the SVG: its curves, point by point, taken back to degrees by GDAL and measured by GeodSolve from the
# centre, or from what is nearest of a line or an area, against the error that the map states. On a conic, a national grid,
# Mercator, a plate carrée, a globe, beside a pole and around it, and across the antimeridian; from an islet to Russia.
. "$ROOT/tests/aid.sh"

said=
# trace NAME ARGUMENT...: a map's edge as places, "lat lon", in the file `places`; sets `stated` and `rounding`, in metres.
trace() {
    local name=$1
    shift
    draws map.svg --ring-labels off --width 160mm --height 240mm --verbose "$@"
    stated=$(sed -n 's/.* px or \([0-9.]*\) m from.*/\1/p' draws.err)
    draws map.png --world-file on --dpi 127 --width 160mm --height 240mm "$@"
    gdalsrsinfo -o wkt2 map.png >map.wkt
    awk -f "$ROOT/tests/oracle/svg_points.awk" map.svg >mm
    [ "$(wc -l <mm)" -gt 30 ] || fail "$name: few points: $(wc -l <mm)"
    # 127 dpi: five pixels a millimetre, and the world file's origin is a pixel's middle
    awk 'NR == FNR { w[FNR] = $1; next } { printf "%.6f %.6f\n", w[5] + w[1] * (5 * $1 - 0.5), w[6] + w[4] * (5 * $2 - 0.5) }' \
        map.pgw mm |
        gdaltransform -s_srs map.wkt -t_srs '+proj=longlat +datum=WGS84' | awk '{ printf "%.12f %.12f\n", $2, $1 }' >places
    # what the file rounds to is not the map's doing: 0.0001 mm
    rounding=$(sed -n 's/.*Scale.1:\([0-9,]*\) .*/\1/p' map.svg | head -1 | tr -d , | awk '{ print 1.5e-7 * $1 }')
}
# held NAME OFF SLACK: what is off, in metres, to what is stated
held() {
    said="$said${said:+; }$1 $2 of $stated m in $(cat curves) curves"
    below "$1: metres from the ring" "$2" "$(awk -v s="$stated" -v r="$rounding" -v more="$3" 'BEGIN { print s + r + more }')"
}
# edge NAME KM LAT,LON ARGUMENT...
edge() {
    local name=$1 km=$2 place=$3 off
    shift 3
    trace "$name" --rings "${km}km" --around "$place" "$@"
    sed "s/^/${place/,/ } /" places | GeodSolve -i -p 4 >solved
    off=$(awk -v m="${km}e3" '{ d = $3 - m; d = d < 0 ? -d : d; if (d > most) most = d } END { printf "%.3f", most }' solved)
    held "$name" "$off" 0
}
# shape NAME KM LAYER WHERE EVERY ARGUMENT...: around a line or an area; every so many points are solved. Steps along its edges
# are so short that they make distances 1 cm too large at most.
shape() {
    local name=$1 km=$2 step off
    ogr2ogr -f GeoJSON -where "$4" -lco COORDINATE_PRECISION=12 shape.geojson "$ROOT/geodata/$3.shp"
    step=$(awk -v m="${km}e3" 'BEGIN { print sqrt(0.08 * m) }')
    local every=$5
    shift 5
    trace "$name" --rings "${km}km" --around "$name" "$@"
    awk -v every="$every" 'NR % every == 0' places | python3 "$ROOT/tests/oracle/nearest.py" shape.geojson "$step" "${km}e3" >feet
    GeodSolve -i -p 4 <feet >solved
    off=$(paste -d ' ' feet solved | awk -v m="${km}e3" '
        function tell() { if (last != "") { d = least - m; d = d < 0 ? -d : d; if (d > most) most = d } }
        { place = $3 " " $4; if (place != last) { tell(); least = $7; last = place } else if ($7 < least) least = $7 }
        END { tell(); printf "%.3f", most }')
    held "$name" "$off" 0.012
}
edge conic 300 37.5665,126.978
edge grid 180 37.5665,126.978 --crs EPSG:5179
edge mercator 300 37.5665,126.978 --crs +proj=merc
edge small 0.05 37.5665,126.978 --extent 126.97,37.56,126.99,37.575
edge pole 900 84,126 --extent fit
shape mdl 20 boundary "kind='mdl'" 1
shape mdl 100 boundary "kind='mdl'" 1 --crs EPSG:5179
shape mdl 0.05 boundary "kind='mdl'" 5 --extent 126.6,37.9,126.75,38
shape KP 30 countries "a3='PRK'" 9
shape KR-48 2 provinces "iso='KR-48'" 7 --extent 127.5,34.5,129.3,35.8
shape nll 60 boundary "kind='nll'" 3 --crs +proj=merc
shape KR-11 300 provinces "iso='KR-11'" 2 --crs globe
shape KR-49 15 provinces "iso='KR-49'" 5 --crs +proj=eqc
shape FJI 80 countries_world "a3='FJI'" 3 --extent fit --show-sites none
shape NZL 300 countries_world "a3='NZL'" 5 --extent fit --show-sites none
shape RU 100 countries_world "a3='RUS'" 400 --extent fit
echo "found, of what is stated: $said"
