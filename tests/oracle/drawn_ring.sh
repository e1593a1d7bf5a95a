# The edge as it stands in the SVG: its curves, point by point, taken back to degrees by GDAL and measured from the centre by
# GeodSolve, against the error that the map states. On a conic, a national grid, Mercator, a globe and beside a pole.
. "$ROOT/tests/aid.sh"

# Points of the curves of the first ring's line, in mm: eight to a curve, and the ends of straight pieces.
cat >points.awk <<'AWK'
function next_number() { return tokens[++at] + 0 }
function put(x, y) { printf "%.8f %.8f\n", x, y }
/class="ring/ { ring = 1 }
ring && /<path fill="none"/ {
    ring = 0
    sub(/.* d="/, ""); sub(/".*/, "")
    while (match($0, /[a-z]|-?[0-9]*\.[0-9]+|-?[0-9]+/)) { tokens[++n] = substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH) }
    while (at < n) {
        if (tokens[at + 1] ~ /[a-z]/) command = tokens[++at]
        if (command == "c") {
            for (i = 1; i <= 6; i++) c[i] = next_number() + (i % 2 ? x : y)
            for (i = 1; i <= 8; i++) {
                t = i / 8; s = 1 - t
                put(s^3 * x + 3 * s * s * t * c[1] + 3 * s * t * t * c[3] + t^3 * c[5],
                    s^3 * y + 3 * s * s * t * c[2] + 3 * s * t * t * c[4] + t^3 * c[6])
            }
            x = c[5]; y = c[6]; curves++
        } else if (command == "m") { x += next_number(); y += next_number(); command = "l"; put(x, y)
        } else if (command == "l") { x += next_number(); y += next_number(); put(x, y)
        } else if (command == "h") { x += next_number(); put(x, y)
        } else if (command == "v") { y += next_number(); put(x, y) }
        else exit 1
    }
    print curves > "curves"
    exit
}
AWK

said=
# edge NAME KM LAT,LON ARGUMENT...
edge() {
    local name=$1 km=$2 place=$3 stated off
    shift 3
    draws map.svg --rings "${km}km" --around "$place" --ring-labels off --width 160mm --height 240mm --verbose "$@"
    stated=$(sed -n 's/.* px or \([0-9.]*\) m from.*/\1/p' draws.err)
    draws map.png --world-file on --dpi 127 --rings "${km}km" --around "$place" --width 160mm --height 240mm "$@"
    gdalsrsinfo -o wkt2 map.png >map.wkt
    awk -f points.awk map.svg >mm
    [ "$(wc -l <mm)" -gt 30 ] || fail "$name: few points: $(wc -l <mm)"
    # 127 dpi: five pixels a millimetre, and the world file's origin is a pixel's middle
    awk 'NR == FNR { w[FNR] = $1; next } { printf "%.6f %.6f\n", w[5] + w[1] * (5 * $1 - 0.5), w[6] + w[4] * (5 * $2 - 0.5) }' \
        map.pgw mm |
        gdaltransform -s_srs map.wkt -t_srs '+proj=longlat +datum=WGS84' |
        awk -v place="$place" '{ sub(/,/, " ", place); printf "%s %.12f %.12f\n", place, $2, $1 }' |
        GeodSolve -i -p 4 >solved
    off=$(awk -v m="${km}e3" '{ d = $3 - m; d = d < 0 ? -d : d; if (d > most) most = d } END { printf "%.3f", most }' solved)
    said="$said${said:+; }$name $off of $stated m in $(cat curves) curves"
    # what the file rounds to is not the map's doing: 0.0001 mm
    rounding=$(sed -n 's/.*Scale.1:\([0-9,]*\) .*/\1/p' map.svg | head -1 | tr -d ,)
    below "$name: metres from the ring" "$off" "$(awk -v s="$stated" -v d="$rounding" 'BEGIN { print s + 1.5e-7 * d }')"
}
edge conic 300 37.5665,126.978
edge grid 180 37.5665,126.978 --crs EPSG:5179
edge mercator 300 37.5665,126.978 --crs +proj=merc
edge small 0.05 37.5665,126.978 --extent 126.97,37.56,126.99,37.575
edge pole 900 84,126 --extent fit
echo "found, of what is stated: $said"
