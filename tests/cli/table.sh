# --table: shares of land or distances drawn into the map, the same as `ringmap measure` says; where nothing can be told, a note.
. "$ROOT/tests/aid.sh"
cells() { # ARGUMENT...: the table's texts, one a line
    draws map.svg --fonts name "$@"
    xmllint --xpath '//*[@id="map-table"]//*[local-name()="text"]' map.svg | sed 's/<[^>]*>/\n/g' | LC_ALL=C sed 's/\xe2\x80\x89/ /g; s/^ *//; /^$/d'
}
same() { [ "$1" = "$2" ] || fail "'$1' instead of '$2'"; }
same "$(cells --table shares | tr '\n' '|')" \
    'Share of land in range|from Seoul|North Korea|South Korea|180 km|23.0%|49.0%|300 km|46.4%|88.0%|'
same "$(cells --table shares --lang ko --rings 300km | tr '\n' '|')" '사거리 안 육지 비율|서울에서|북한|대한민국|300 km|46.4%|88.0%|'
same "$(cells --table shares --rings 300km --around seoul,mdl | tail -n 3 | tr '\n' '|')" 'Military Demarcation Line, 300 km|78.6%|79.5%|'
same "$(cells --table distances --around jsa,mdl --show-sites seoul,jsa | tr '\n' '|')" \
    'Distance in km|from|JSA|Military Demarcation Line|JSA|0.0|&lt;0.1|Seoul|50.7|36.6|'
cells --table shares --rings 30km --around mdl | grep -qx 'from the Military Demarcation Line' || fail "the table's place"
"$RINGMAP" measure --table shares -o a.json # the same options
python3 - <<'P' || fail "the table's shares are not those measured"
import json
ring = next(r for r in json.load(open("a.json"))["rings"] if r["id"] == "300km-seoul")
shares = {c["code"]: "%.1f" % (100 * c["share"]) for c in ring["land"] if "share" in c}
assert (shares["KP"], shares["KR"]) == ("46.4", "88.0"), shares
P
draws map.svg --table shares --rings none
grep -q 'note: left out the table: no ring holds land' draws.err || fail "$(cat draws.err)"
draws map.svg --table distances --rings 10km --show-sites seoul
grep -q 'note: left out the table: there is no site to measure to' draws.err || fail "$(cat draws.err)"
draws map.svg --table shares --table-at top-left --set table.display=off && ! grep -q 'id="map-table"' map.svg || fail "a table that the style does not show"
refuses 2 "option --table: 'area' is none of off, shares, distances" --table area -o map.svg
refuses 2 "option --table-at: 'middle'" --table shares --table-at middle -o map.svg
