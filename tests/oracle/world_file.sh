# GDAL finds each site in the PNG where the map drew its marker: on a conic, a national grid, Mercator and a globe.
. "$ROOT/tests/aid.sh"
five_places >sites.csv
most=0
for crs in auto EPSG:5179 EPSG:3857 globe; do
    options=(--crs "$crs" --sites sites.csv --around none --rings none --labels off)
    draws map.png --world-file on --dpi 254 "${options[@]}" # 10 px a mm
    draws map.dump "${options[@]}"
    gdalsrsinfo -o wkt2 map.png >map.wkt
    grep -q CONVERSION map.wkt || fail "$crs: GDAL finds no projection: $(cat map.wkt)"
    gdalinfo map.png >info
    scale=$(awk -v px="$(identify -format '%w %h' map.png)" '$1 == "page" { split(px, p, " "); print p[1] / $2, p[2] / $3 }' map.dump)
    while IFS=, read -r id _ lat lon _; do
        # The marker is a square: "M x y L x y L x y L x y Z" in mm.
        marker=$(sed -n "/id=\"site-$id\"/{n;s/.* M \(.*\) Z\$/\1/p}" map.dump)
        [ "$marker" ] || continue
        pixel=$(awk -v scale="$scale" '{ split(scale, s, " "); print s[1] * ($1 + $7) / 2, s[2] * ($2 + $8) / 2 }' <<<"$marker")
        # From degrees to the plane by the .aux.xml; then to pixels by the world file, whose origin is a pixel's middle.
        plane=$(gdaltransform -s_srs '+proj=longlat +datum=WGS84' -t_srs map.wkt <<<"$lon $lat")
        off=$(echo "$plane $pixel" | awk '
            NR == FNR { w[FNR] = $1; next }
            { print sqrt((($1 - w[5]) / w[1] + 0.5 - $4) ^ 2 + (($2 - w[6]) / w[4] + 0.5 - $5) ^ 2) }' map.pgw -)
        below "$crs $id: pixels from its marker" "$off" 0.3
        most=$(awk -v a="$most" -v b="$off" 'BEGIN { print (a > b ? a : b) }')
        echo "$id" >>found
    done < <(tail -n +2 sites.csv)
    # The two sidecars agree, and GDAL has read them.
    awk -v line="$(grep '^Origin' info)" 'NR == FNR { w[FNR] = $1 } END {
        split(line, o, /[(,)]/); d = (w[5] - w[1] / 2 - o[2]) ^ 2 + (w[6] - w[4] / 2 - o[3]) ^ 2; exit !(d < 1e-6) }' map.pgw ||
        fail "$crs: $(grep ^Origin info) against $(tr '\n' ' ' <map.pgw)"
done
[ "$(wc -l <found)" -ge 16 ] || fail "too few markers: $(cat found)"

# All or nothing: a folder in the way of a sidecar leaves the older picture and everything else as it was.
mkdir -p all/map.png.aux.xml && echo older >all/map.png
status=0
"$RINGMAP" --world-file on -o all/map.png 2>err || status=$?
[ $status = 6 ] && [ "$(cat all/map.png)" = older ] && [ "$(ls -A all)" = "$(printf 'map.png\nmap.png.aux.xml')" ] ||
    fail "status $status, left: $(ls -A all)"
echo "at most $most px"
