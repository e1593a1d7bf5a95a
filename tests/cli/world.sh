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
named Pyongyang Russia China Australia Brazil Mongolia 'Pacific Ocean' 'Indian Ocean'
unnamed Spain SPAIN Germany 'Yellow Sea' 'East Sea'
! grep -q 'no room for the name' draws.err || fail "told of countries that are too small: $(cat draws.err)"

draws map.dump --extent world --rings 5500km --around pyongyang --lang ko
outlined
named 평양 러시아 중국 태평양

draws map.dump --crs globe --extent world --rings 5500km,10000km --around pyongyang --width 120mm
outlined
named Russia China India 'Pacific Ocean' Japan
unnamed Spain SPAIN BRAZIL Brazil Taiwan TAIWAN

# Countries are named clear of the ring: the United States in the part that it leaves, Libya not at all. All look alike, and the
# scale bar that was asked for stands on the Earth, not across its edge, as the corners of its panel say.
draws map.dump --extent world --rings 10000km --around pyongyang --scalebar on
named United States
unnamed Libya LIBYA
awk '/says="United"/ { exit !($2 > 125) }' map.dump || fail "the United States are named across the ring"
! grep '^  label id="name-' -A1 map.dump | grep -q 'says="[A-Z][A-Z]' || fail "capitals among the countries' names"
draws map.svg --extent world --rings none --show-sites none --scalebar on
cat >on_earth.py <<'P'
import re
svg = open("map.svg").read()
def points(group):
    d = re.search(r' d="([^"]*)"', svg[svg.index(group):]).group(1)
    at, out = [0.0, 0.0], []
    for letter, numbers in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", d):
        values = [float(n) for n in re.findall(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", numbers)]
        if letter.upper() in "HV":
            pairs = [(v, 0 if letter == "h" else at[1]) if letter.upper() == "H" else (0 if letter == "v" else at[0], v) for v in values]
        else:
            assert letter in "MmLlZz", letter
            pairs = list(zip(values[::2], values[1::2]))
        for x, y in pairs:
            at = [at[0] + x, at[1] + y] if letter.islower() else [x, y]
            out.append(tuple(at))
    return out
earth, panel = points('id="map-neatline"'), points('class="panel"')
for x, y in panel:
    inside = sum((a[1] > y) != (b[1] > y) and x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
                 for a, b in zip(earth, earth[1:] + earth[:1])) % 2
    assert inside, "the panel's corner %g, %g is not on the Earth" % (x, y)
P
python3 on_earth.py || fail "the scale bar stands across the Earth's edge"

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

# A part of the Earth's edge that the frame shows has its line, too, cut by the frame.
draws map.dump --extent fit --rings 10000km
grep -q '^layer id="horizon".* clip ' map.dump && grep -q '^layer id="neatline"' map.dump || fail "no line along the Earth's edge"
draws map.dump
! grep -q 'id="horizon"' map.dump || fail "a horizon in Korea"
