# A map of the whole Earth: framed by the Earth's own edge, with the names of oceans and of the countries that are large enough.
. "$ROOT/tests/aid.sh"

# named NAME...: each stands on the map, once.
named() {
    local name
    for name in "$@"; do
        [ "$(grep -c "says=\"$name\"" map.dump)" = 1 ] || fail "'$name' stands $(grep -c "says=\"$name\"" map.dump) times"
    done
}
# unnamed NAME...
unnamed() {
    local name
    for name in "$@"; do
        ! grep -q "says=\"$name\"" map.dump || fail "'$name' is named"
    done
}
# outlined: the neatline is the Earth's edge, which is the sea's, and lies under the rings.
outlined() {
    awk '/^layer/ { layer = $2 } layer !~ /"(sea|neatline|rings)"/ { next } /^  path/ { print layer, $NF } /^  ring/ { print layer, "ring" }' map.dump >paths
    [ "$(grep -c '^id="neatline"' paths)" = 1 ] || fail "not one neatline"
    [ "$(grep '^id="neatline"' paths | cut -d' ' -f2)" = "$(grep '^id="sea"' paths | cut -d' ' -f2)" ] || fail "the neatline is not the Earth's edge"
    [ "$(grep -n '^id="neatline"' paths | cut -d: -f1)" -lt "$(grep -n 'ring$' paths | head -1 | cut -d: -f1)" ] || fail "the neatline lies over the rings"
}
draws map.dump --extent world --rings 5500km,13000km --around pyongyang --width 240mm
outlined
named Pyongyang RUSSIA CHINA AUSTRALIA BRAZIL Mongolia 'Pacific Ocean' 'Indian Ocean'
unnamed Spain SPAIN Germany 'Yellow Sea' 'East Sea'
! grep -q 'no room for the name' draws.err || fail "told of countries that are too small: $(cat draws.err)"

draws map.dump --extent world --rings 5500km --around pyongyang --lang ko
outlined
named 평양 러시아 중국 태평양

draws map.dump --crs globe --extent world --rings 5500km,10000km --around pyongyang --width 120mm
outlined
named RUSSIA CHINA INDIA 'Pacific Ocean' JAPAN
unnamed Spain SPAIN BRAZIL Brazil Taiwan TAIWAN

# Where the page shows only a part of the Earth the frame has its neatline.
draws map.dump --crs globe --extent northeast-asia --rings 1000km
grep -A1 '^layer id="neatline"' map.dump | grep -Eq 'path stroke=[^ ]* .* M [0-9.]+ [0-9.]+ L [0-9.]+ [0-9.]+ L [0-9.]+ [0-9.]+ L [0-9.]+ [0-9.]+ Z$' || fail "no neatline around the frame"
draws map.dump --extent world --frame off --rings none
! grep -q 'id="neatline"' map.dump || fail "a neatline that was not wanted"

# One site needs no legend: its name stands by it.
draws map.dump --extent world --rings 5000km
! grep -q 'id="legend"' map.dump || fail "a legend for one site"
draws map.dump --extent world --rings 5000km --show-sites seoul,osan --labels off
grep -q 'id="legend"' map.dump || fail "no legend for two sites"
