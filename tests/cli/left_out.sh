# Furniture that would be wrong over most of the map is left out and --verbose says why; who asks for it gets it.
. "$ROOT/tests/aid.sh"
has() { grep -q -- "id=\"$1\"" map.dump || fail "no $1: $(cat draws.err)"; }
lacks() { ! grep -q -- "id=\"$1\"" map.dump || fail "there is a $1"; }
says() { grep -Eq -- "$1" draws.err || fail "nothing like '$1' in: $(cat draws.err)"; }
polar=(--crs "+proj=laea +lat_0=90" --extent -180,40,180,90 --rings 1000km --around 80,0 --show-sites none)

draws map.dump "${polar[@]}"
lacks north-arrow && has scale-bar
[ ! -s draws.err ] || fail "said unasked: $(cat draws.err)"
draws map.dump "${polar[@]}" --verbose
says "^left out: north arrow, for north turns by 1[78][0-9]° in the map; --north on draws it$"
for wish in on top-left; do
    draws map.dump "${polar[@]}" --north $wish --verbose
    has north-arrow
    ! grep '^left out' draws.err || fail "told of what is drawn"
done
draws map.dump --extent world --rings 13000km --around pyongyang --show-sites none --verbose
lacks north-arrow && lacks scale-bar
says "^left out: scale bar, for it would be wrong by more than a quarter in parts of the map; --scalebar on draws it$"
draws map.dump --extent world --rings 13000km --around pyongyang --show-sites none --scalebar on --north on
has scale-bar && has north-arrow
draws map.dump --crs globe --extent world --rings 3000km
lacks scale-bar
for crs in auto globe +proj=merc; do
    draws map.dump --crs $crs --verbose
    has scale-bar && has north-arrow
    ! grep '^left out' draws.err || fail "$crs: the peninsula needs both"
done
for sites in all seoul; do
    draws map.dump --crs globe --extent world --rings 3000km --verbose --show-sites $sites --scalebar on --north on
    ! grep '^left out' draws.err || fail "told of sites that are drawn"
done
draws map.dump --extent world --rings 13000km --verbose
says "^left out: sites that no rings stand around, .*; --show-sites all draws them$"
draws map.dump --extent northeast-asia
has scale-bar && has north-arrow
