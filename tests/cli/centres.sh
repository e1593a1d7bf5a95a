# The place that rings stand around is always marked: by its site's marker, else by a ring with a dot, and named where it has a name.
. "$ROOT/tests/aid.sh"
# marked COUNT ARGUMENT...: so many marks are drawn, each in the colour of the rings.
marked() {
    local wanted=$1 found
    shift
    draws map.dump "$@"
    found=$(awk '/^[a-z]/ { on = /id="ring-centres"/ } on && /  path fill=#a8201a/ { n++ } END { print n + 0 }' map.dump)
    [ "$found" = "$wanted" ] || fail "$*: $found marks instead of $wanted"
}
marked 0
marked 0 --around osan,mdl,KP --rings 50km
marked 1 --around 38.5,127.2
marked 2 --around '38.5,127.2,40,127' --rings 50km,60km,70km
marked 1 --around seoul --show-sites osan
marked 0 --around 37.5665,126.978 # under Seoul's own marker
marked 0 --around 10,10
marked 0 --around 38.5,127.2 --rings none
marked 0 --around 38.5,127.2 --set ring-centres.display=off
marked 1 --around haeju
grep -q 'says="Haeju"' map.dump || fail "rings stand around Haeju, which is not named"
draws map.dump && ! grep -q 'says="Haeju"' map.dump || fail "Haeju is named at this scale unasked"
marked 1 --around haeju --labels off
marked 1 --around pyongyang --rings 13000km --extent world
grep -q 'says="Pyongyang"' map.dump || fail "rings stand around Pyongyang, which is not named on the world map"
grep -q 'says="JSA"' map.dump && fail "a world map names sites of Korea unasked"
marked 1 --around pyongyang --rings 13000km --extent world --show-sites all # where sites crowd
grep -q 'says="Pyongyang"' map.dump || fail "sites take the place of Pyongyang's name"
grep -q 'says="JSA"' map.dump || fail "a site that was asked for is not named"
marked 0 --extent world --rings 5000km
grep -q 'id="site-seoul"' map.dump || fail "the site that rings stand around is not on the world map"
marked 1 --extent world --rings 5000km --around seoul --show-sites none
grep -q 'says="Seoul"' map.dump || fail "a site that rings stand around, but that is not shown, has no name"
draws map.dump --extent world --rings 5000km --around pyongyang --closeup korea
grep -q 'says="JSA"' map.dump || fail "a close-up of Korea has lost its sites"
# Drawn again and again round one place, it is marked once; many places take no time to speak of.
marked 1 --around 38.5,127.2 --interval 1km --count 300 --ring-labels off
