# Fonts of the system: a family that a style names is drawn with, what it lacks comes from the pinned font or from another one of
# the system, and a machine without the family says so. C059 and its kin come with Ghostscript.
. "$ROOT/tests/aid.sh"
# draw FILE FAMILY NAME [OPTION...]: one site of that name, its label in that family.
draw() {
    local file=$1 family=$2 name=$3
    shift 3
    printf 'name,lat,lon\n%s,37.5,127\n' "$name" >sites.csv
    "$RINGMAP" --sites sites.csv --rings 50km --set "site-labels.font-family=$family" "$@" -o "$file" 2>notes || fail "$(cat notes)"
}
cat >some.conf <<XML
<fontconfig><dir>/usr/share/fonts</dir><cachedir>$PWD/cache</cachedir></fontconfig>
XML
printf '<fontconfig></fontconfig>\n' >none.conf
export FONTCONFIG_FILE=$PWD/some.conf
fonts_of() {
    pdffonts "$1" | awk 'NR > 2 { sub(/^[A-Z]*\+/, "", $1); print $1 }' | sort -u | tr '\n' ' '
}

draw map.pdf C059 "Osan Base"
[[ " $(fonts_of map.pdf)" == *" C059-"* ]] || fail "C059 is not drawn with: $(fonts_of map.pdf)"
[ ! -s notes ] || fail "$(cat notes)"
pdftotext map.pdf - | grep -q "Osan Base" || fail "the label is not text"

draw map.svg "No Such Font, 'C059', serif" "Osan Base"
grep -q 'font-family="[^"]*C059' map.svg || fail "the family is not named"
grep -q "note: font 'No Such Font' is not installed; C059 is drawn instead" notes || fail "$(cat notes)"

draw map.pdf C059 "Osan 오산 ✈" # the pinned font has Hangul, another one of the system the aeroplane
[ ! -s notes ] || fail "$(cat notes)"
pdftotext map.pdf - | grep -q "오산" || fail "Hangul is lost"

draw map.pdf serif "Osan" # a generic family is always there
[ ! -s notes ] || fail "$(cat notes)"

# A map of pinned fonts never looks; a machine without fonts draws it the same, and says what it lacks.
draw plain.svg Pretendard "Osan ✈"
grep -q "no glyph for U+2708 in Pretendard" notes || fail "a pinned face fell back to a font of the system"
FONTCONFIG_FILE=$PWD/none.conf draw bare.svg Pretendard "Osan ✈"
cmp <(tail -n +2 plain.svg | sed 's/plain-/map-/g') <(tail -n +2 bare.svg | sed 's/bare-/map-/g') || fail "other bytes without fonts"
FONTCONFIG_FILE=$PWD/none.conf draw bare.pdf C059 "Osan"
grep -q "font 'C059' is not installed; Pretendard is drawn instead" notes || fail "$(cat notes)"
FONTCONFIG_FILE=$PWD/none.conf draw bare.pdf serif "Osan"
[[ "$(fonts_of bare.pdf)" == *Pretendard* ]] || fail "no font: $(fonts_of bare.pdf)"
