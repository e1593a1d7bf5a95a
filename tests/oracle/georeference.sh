# GDAL finds each site in the PDF where the map drew its marker, in the map and in its close-up; it makes a GeoTIFF of it.
. "$ROOT/tests/aid.sh"
five_places >sites.csv
options=(--sites sites.csv --around none --rings none --labels off)
most=0

# list_markers PREFIX: "ID x y" of each site in map.dump, in mm; its marker is a square, "M x y L x y L x y L x y Z".
list_markers() {
    sed -n "/ id=\"$1site-/{N;s/.* id=\"$1site-\([a-z]*\)\".* M \(.*\) Z\$/\1 \2/p}" map.dump |
        awk '{ print $1, ($2 + $8) / 2, ($3 + $9) / 2 }'
}

# compare_places WHAT FILE PREFIX: where the file's georeference puts the sites' degrees, against their markers.
compare_places() {
    local id x y page info off
    gdalsrsinfo -o wkt2 "$2" >map.wkt 2>&1 && grep -q CONVERSION map.wkt || fail "$1: GDAL finds no projection: $(cat map.wkt)"
    page=$(awk '$1 == "page" { print $2, $3 }' map.dump)
    # width and height in pixels, the corner in metres, a pixel in metres
    info=$(gdalinfo "$2" | sed -n 's/.*(\([-0-9.]*\),\([-0-9.]*\))$/\1 \2/p; s/^Size is \([0-9]*\), /\1 /p' | tr '\n' ' ')
    while read -r id x y; do
        off=$(awk -F, -v id="$id" '$1 == id { print $4, $3 }' sites.csv |
            gdaltransform -s_srs '+proj=longlat +datum=WGS84' -t_srs map.wkt |
            awk -v page="$page" -v info="$info" -v x="$x" -v y="$y" '{
                split(page, mm, " "); split(info, i, " ")
                dx = ($1 - i[3]) / i[5] / i[1] * mm[1] - x; dy = ($2 - i[4]) / i[6] / i[2] * mm[2] - y
                print sqrt(dx ^ 2 + dy ^ 2) }')
        below "$1 $id: mm from its marker" "$off" 0.02
        most=$(awk -v a="$most" -v b="$off" 'BEGIN { print (a > b ? a : b) }')
        echo "$id" >>found
    done < <(list_markers "$3")
}

# On a datum of its own too (EPSG:5174, Bessel's ellipsoid), which the degrees in the file are of.
for crs in auto globe EPSG:5179 EPSG:3857 EPSG:32652 EPSG:5174 '+proj=laea +lat_0=38 +lon_0=127'; do
    draws map.pdf "${options[@]}" --crs "$crs"
    draws map.dump "${options[@]}" --crs "$crs"
    compare_places "$crs" map.pdf ""
done
gdal_translate -q map.pdf map.tif || fail "no GeoTIFF"
[ "$(gdalinfo map.tif | grep '^Origin')" = "$(gdalinfo map.pdf | grep '^Origin')" ] || fail "the GeoTIFF lies elsewhere"

# GDAL takes the largest window; with the map's made small, the close-up's.
draws map.pdf "${options[@]}" --closeup seoul
draws map.dump "${options[@]}" --closeup seoul
qpdf --qdf --object-streams=disable map.pdf - |
    awk '/\/VP \[/ { inside = 1 } inside && /\/BBox \[/ { print "/BBox [ 0 0 1 1 ]"; skip = 5; inside = 0; next } skip > 0 { skip--; next } { print }' |
    fix-qdf >closeup.pdf
compare_places close-up closeup.pdf closeup-
[ "$(wc -l <found)" -ge 29 ] || fail "too few markers: $(cat found)"

# What is no rectangle of the Earth, or has a datum that no WKT can say, is not georeferenced.
for crs in 'world auto' 'world globe' 'korea +proj=tmerc +lat_0=38 +lon_0=127 +ellps=bessel +towgs84=-115.8,474.99,674.11,1.16,-2.31,-1.63,6.43'; do
    draws map.pdf --sites sites.csv --around none --rings none --labels off --extent "${crs%% *}" --crs "${crs#* }"
    ! gdalinfo map.pdf 2>&1 | grep -q '^Origin' || fail "$crs: georeferenced: $(gdalinfo map.pdf | grep '^Origin')"
done
echo "at most $most mm"
