# The place that rings stand around is marked: by its site's marker, by its city's dot and name, else by a cross.
. "$ROOT/tests/aid.sh"
# marked COUNT ARGUMENT...: so many crosses are drawn, each in the colour of the rings.
marked() {
    local wanted=$1 found
    shift
    draws map.dump "$@"
    found=$(awk '/^layer/ { on = /id="ring-centres"/ } on && /  path fill=#a8201a/ { n++ } END { print n + 0 }' map.dump)
    [ "$found" = "$wanted" ] || fail "$*: $found crosses instead of $wanted"
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
marked 0 --around haeju
grep -q 'says="Haeju"' map.dump || fail "rings stand around Haeju, which is not named"
draws map.dump && ! grep -q 'says="Haeju"' map.dump || fail "Haeju is named at this scale unasked"
marked 1 --around haeju --labels off
marked 1 --around pyongyang --rings 13000km --extent world --show-sites none
# Drawn again and again round one place, it is marked once; many places take no time to speak of.
marked 1 --around 38.5,127.2 --interval 1km --count 300 --ring-labels off
