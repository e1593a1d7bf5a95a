# The scale bar's length on the page against geodesics by GeodSolve: markers of a grid of sites say where places lie on the
# page; two of them about as far apart as the bar, on one parallel around the middle of the frame, give millimetres per
# kilometre. The grid leaves no room for the bar: each map is drawn twice.
. "$ROOT/tests/aid.sh"

awk 'BEGIN { print "id,name,lat,lon,kind"
    for (lat = 30; lat <= 46; lat += 0.25) for (lon = 122; lon <= 134; lon += 0.25)
        printf "s%d-%d,x,%.2f,%.2f,dot\n", lat * 100, lon * 100, lat, lon }' >sites.csv

# grid: "lat lon x y" of every marker in map.dump.
grid() {
    awk '/id="site-s/ { split($0, a, /"site-s|"/); split(a[2], b, "-"); lat = b[1] / 100; lon = b[2] / 100; want = 1 }
         want && / box / { for (i = 1; i < NF; i++) if ($i == "box") print lat, lon, ($(i + 1) + $(i + 3)) / 2, ($(i + 2) + $(i + 4)) / 2
             want = 0 }' map.dump
}

# pair LAT X LENGTH: the two sites nearest to LAT (a parallel of the grid) whose page distance is nearest to LENGTH and whose
# middle is nearest to X: "lat lon lat lon mm".
pair() {
    awk -v lat="$1" -v x="$2" -v length_mm="$3" '
        $1 == lat { n++; lon[n] = $2; px[n] = $3; py[n] = $4 }
        END { best = 1e9
            for (i = 1; i <= n; i++) for (k = i + 1; k <= n; k++) {
                mm = sqrt((px[k] - px[i]) ^ 2 + (py[k] - py[i]) ^ 2)
                cost = (mm - length_mm) ^ 2 + ((px[i] + px[k]) / 2 - x) ^ 2
                if (cost < best) { best = cost; found = lat " " lon[i] " " lat " " lon[k] " " mm } }
            print found }' grid
}

# compares WHAT LAT X BAR_MM BAR_KM
compares() {
    local found metres
    found=$(pair "$2" "$3" "$4")
    metres=$(echo "${found% *}" | GeodSolve -i | cut -d ' ' -f 3)
    error=$(awk -v bar="$4" -v km="$5" -v mm="${found##* }" -v m="$metres" 'BEGIN { e = (bar / km) / (mm / (m / 1000)) - 1
        printf "%.5f", e < 0 ? -e : e }')
    below "$1: relative error of the bar" "$error" 0.001
    worst=$(printf '%s\n' "$worst" "$error" | sort -g | tail -1)
    bars=$((bars + 1))
}

# both CRS: bar.dump with the bar, map.dump with the markers.
both() {
    draws map.dump --sites sites.csv --rings none --labels off --crs "$1" --width 600mm
    draws bar.dump --sites sites.csv --rings none --labels off --crs "$1" --width 600mm --show-sites none
    [ "$(grep '^layer id="sea"' map.dump)" = "$(grep '^layer id="sea"' bar.dump)" ] || fail "$1: the frames differ"
    grid >grid
    [ "$(wc -l <grid)" -gt 800 ] || fail "$1: only $(wc -l <grid) markers were found"
}

worst=0 bars=0
for crs in auto "+proj=lcc +lat_1=34.7 +lat_2=41.4 +lon_0=127.5" EPSG:5179 globe "+proj=laea +lat_0=38 +lon_0=127"; do
    both "$crs"
    read -r bar_mm bar_km x y < <(awk '
        /^layer id="sea"/ { for (i = 1; i < NF; i++) if ($i == "clip") { x = ($(i + 1) + $(i + 3)) / 2; y = ($(i + 2) + $(i + 4)) / 2 } }
        /id="scale-bar"/ { bar = 1 }
        bar && /path stroke/ && !mm { for (i = 1; i < NF; i++) if ($i == "box") mm = $(i + 3) - $(i + 1) }
        bar && /km"/ && !km { sub(/.*says="/, ""); km = $0 + 0 }
        END { print mm, km, x, y }' bar.dump)
    lat=$(awk -v x="$x" -v y="$y" 'BEGIN { best = 1e9 } { d = ($3 - x) ^ 2 + ($4 - y) ^ 2; if (d < best) { best = d; lat = $1 } } END { print lat }' grid)
    compares "$crs" "$lat" "$x" "$bar_mm" "$bar_km"
done

# on Mercator's map there is a bar for each of two latitudes; the figure behind a bar tells where it ends
both +proj=merc
read -r long short bar_km x < <(awk '
    /^layer id="sea"/ { for (i = 1; i < NF; i++) if ($i == "clip") x = ($(i + 1) + $(i + 3)) / 2 }
    /id="scale-bar"/ { bar = 1 }
    bar && /says="40°N"/ { upper = $2 }
    bar && /says="35°N"/ { lower = $2 }
    bar && /path stroke/ && !mm { for (i = 1; i < NF; i++) if ($i == "box") mm = $(i + 3) - $(i + 1) }
    bar && /km"/ && !km { sub(/.*says="/, ""); km = $0 + 0 }
    END { print mm, mm - upper + lower, km, x }' bar.dump)
compares "Mercator at 40 N" 40 "$x" "$long" "$bar_km"
compares "Mercator at 35 N" 35 "$x" "$short" "$bar_km"
awk -v a="$long" -v b="$short" 'BEGIN { exit !(a / b > 1.05) }' || fail "Mercator's bars are alike: $long and $short mm"
echo "$bars bars in 6 projections, worst relative error $worst"
