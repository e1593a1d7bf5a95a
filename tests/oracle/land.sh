# Places known to lie inland are drawn as land, and places known to lie at sea as sea, at every extent, scale and projection:
# no map ends its land where a layer's data end. Markers of a first drawing tell where the places are on the page, the pixels
# of a second one, without markers, what is drawn there.
. "$ROOT/tests/aid.sh"

cat >places.csv <<'CSV'
id,name,lat,lon
land-seoul,land,37.4,128.0
land-pyongan-close,land,40.5,127.0
land-haeju-close,land,38.15,125.75
land-harbin,land,45.8,126.6
land-beijing,land,40.2,115.9
land-jinan,land,36.5,117.5
land-shandong,land,35.5,117.95
land-nanjing,land,32.0,117.9
land-wuhan,land,30.5,113.9
land-guangdong,land,24.2,113.5
land-yunnan,land,25.5,101.5
land-tibet,land,30.5,91.0
land-mongolia,land,46.5,104.0
land-gobi,land,43.5,108.0
land-baikal,land,52.0,113.0
land-amur,land,50.0,129.5
land-ussuri,land,46.1,135.0
land-khabarovsk,land,50.0,137.0
land-yakutsk,land,62.0,130.0
land-sakhalin,land,49.9,142.9
land-kamchatka,land,56.0,159.5
land-chukotka-west,land,67.0,178.5
land-chukotka-east,land,66.9,-176.2
land-honshu,land,36.4,138.3
land-tohoku,land,39.3,140.9
land-chugoku,land,34.9,132.9
land-kyushu,land,32.7,131.0
land-hokkaido,land,43.3,142.8
land-taiwan-close,land,23.9,121.0
land-taiwan-south-close,land,22.6,120.7
land-luzon,land,16.8,121.2
land-vietnam,land,21.8,104.9
land-thailand,land,16.0,102.5
land-india,land,23.0,79.0
land-kazakhstan,land,48.0,67.0
land-moscow,land,56.0,38.0
land-australia,land,-25.0,134.0
land-alaska,land,65.0,-155.0
land-canada,land,55.0,-108.0
land-kansas,land,39.0,-98.0
land-brazil,land,-10.0,-55.0
land-congo,land,1.0,22.0
land-sahara,land,23.0,10.0
land-greenland,land,72.0,-40.0
land-antarctica,land,-80.0,100.0
land-hongkong-close,land,22.43,114.12
land-tokyo-close,land,35.8,139.5
land-boso-close,land,35.3,140.15
sea-yellow,sea,35.5,123.3
sea-east,sea,40.0,134.0
sea-east-south,sea,37.0,134.5
sea-bohai,sea,38.7,119.9
sea-china-east,sea,28.5,125.0
sea-china-south,sea,15.0,115.0
sea-taiwan-strait-close,sea,24.3,119.6
sea-hongkong-close,sea,22.25,114.5
sea-philippine,sea,20.0,132.0
sea-pacific,sea,35.0,148.0
sea-pacific-far,sea,30.0,175.0
sea-kashima-close,sea,35.3,140.95
sea-okhotsk,sea,53.5,149.0
sea-bering-west,sea,58.0,178.0
sea-bering-east,sea,58.0,-176.0
sea-arctic,sea,78.0,160.0
sea-bengal,sea,13.0,88.0
sea-indian,sea,-20.0,80.0
sea-atlantic,sea,30.0,-40.0
sea-black,sea,43.0,34.0
sea-caspian,sea,41.5,51.0
sea-mediterranean,sea,34.0,20.0
CSV

cat >plain.yaml <<'YAML'
base: light
rules:
  sea: {fill: '#0000ff'}
  land: {fill: '#00ff00', stroke: none}
  land-north: {fill: '#00ff00', stroke: none}
  land-south: {fill: '#00ff00', stroke: none}
  land-close: {fill: '#00ff00', stroke: none}
  islets: {display: off}
  lakes: {display: off}
  rivers: {display: off}
  provinces: {display: off}
  dmz: {display: off}
  borders: {display: off}
  borders-wide: {display: off}
  mdl: {display: off}
  nll: {display: off}
YAML

DPI=100
checked=0
close=yes # also the places whose id ends so, which a small scale draws together with the sea beside them

# Every place that the map of these arguments shows; `checked` counts them.
check() {
    local where=() name x y format= wrong
    set -- "$@" --sites places.csv --style plain.yaml --rings none --labels off --graticule off --legend off \
        --scalebar off --north off --title none --subtitle none --caption none --credit none --dpi $DPI
    draws marked.dump "$@"
    draws plain.png "$@" --show-sites none
    # a marker's second path is the first one that has no stroke: its box has the place in the middle
    while read -r name x y; do
        [[ $close || $name != *-close ]] || continue
        where+=("$name")
        format+="%[pixel:p{$x,$y}]\\n"
    done < <(awk -v scale=$(awk "BEGIN { print $DPI / 25.4 }") '
        /^  site id="site-/ { split($2, part, "\""); name = substr(part[2], 6) }
        /^    path fill=#22262b/ { for (i = 1; i <= NF; i++) if ($i == "box")
            print name, int(($(i + 1) + $(i + 3)) / 2 * scale), int(($(i + 2) + $(i + 4)) / 2 * scale) }' marked.dump)
    [ ${#where[@]} -gt 0 ] || fail "$1 $2: shows none of the places"
    wrong=$(paste -d ' ' <(printf '%s\n' "${where[@]}") <(convert plain.png -format "$format" info: | head -n ${#where[@]}) |
        awk '/^land-/ && !/srgb\(0,255,0\)|lime/ || /^sea-/ && !/srgb\(0,0,255\)|blue/')
    [ -z "$wrong" ] || fail "$* draws these as something else: $wrong"
    checked=$((checked + ${#where[@]}))
}

check --extent korea
check --width 254mm --height 143mm
check --width 841mm --height 594mm --extent korea
check --extent 117.5,34,126,41
check --extent northeast-asia
check --extent northeast-asia --crs globe
check --extent northeast-asia --crs EPSG:3857
check --extent northeast-asia --width 254mm --height 143mm
check --extent 95,12,160,58 --width 500mm
check --extent 139,35,141,36
check --extent 139,35,140.4,35.9 --width 250mm
check --extent 120,22,122,26
check --extent 114,22,114.6,22.6
check --extent 125.3,37.6,126.1,38.3
close=
check --extent 60,-5,179,72
check --extent 150,45,-150,72
check --extent world --width 200mm
check --extent world --crs '+proj=eqearth +lon_0=150'
check --extent 90,0,165,70 --crs '+proj=ortho +lat_0=37 +lon_0=127' --width 200mm --height 200mm
check --extent 60,30,-160,89 --crs '+proj=stere +lat_0=90 +lon_0=127'
# A country that holds a pole is whole, its coast led round the pole, in each copy: 12,200,000 km2 without the ice shelves.
for copy in countries_world countries_globe; do
    area=$(ogrinfo -q -dialect sqlite -sql "SELECT MAX(area_km2) AS area FROM $copy WHERE a3='ATA'" "$ROOT/geodata/$copy.shp" |
        sed -n 's/.*area (Real) = //p')
    below "how far Antarctica in $copy is off, km2" "$(awk -v area="$area" 'BEGIN { print area > 12200000 ? area - 12200000 : 12200000 - area }')" 100000
done
below "the places that were not looked at" $((300 - checked)) 0
echo "$checked places on 20 maps are drawn as what they are"
