# `ringmap measure`: the numbers behind a map as text, Markdown, CSV and JSON, in English and Korean.
. "$ROOT/tests/aid.sh"
"$RINGMAP" measure >text 2>err || fail "status $?: $(cat err)"
[ ! -s err ] || fail "notes: $(cat err)"
"$RINGMAP" measure -o again.txt && cmp text again.txt || fail "-o again.txt says something else"
has() { grep -Eq -- "$2" "$1" || fail "$1: nothing like '$2'"; }
has text 'Osan Air Base +JSA +100\.98 +342\.1° +161\.9°'
has text 'Camp Humphreys +Seoul +67\.14'
has text 'Military Demarcation Line +250\.72$'
has text '^300.km around Seoul$'
has text 'North Korea +KP +56,921 +122,740 +46\.38%'
has text '  Chagang +KP-04 '
has text 'Wholly outside in North Korea: North Hamgyong, Ryanggang, Rason\.'
awk 'length($0) > 130 { bad = 1 } END { exit bad }' text || fail "lines too long for a screen"

"$RINGMAP" measure --lang ko -o ko.txt && has ko.txt '북한 +KP .*46\.38%' && has ko.txt '^서울에서 300'
"$RINGMAP" measure -o a.md
has a.md '^\| North Korea +\| KP +\| +56,921 \|'
awk '/^\|/ { n = gsub(/\|/, "|"); if (m && n != m) { print; bad = 1 } m = n; next } { m = 0 } END { exit bad }' a.md || fail "rows of unlike length"
"$RINGMAP" measure -o a.json && python3 - <<'P' || fail "the JSON is not as it should be"
import json
a = json.load(open("a.json"))
ring = next(r for r in a["rings"] if r["id"] == "300km-seoul")
kp = next(c for c in ring["land"] if c["code"] == "KP")
assert abs(kp["share"] - 0.46375) < 5e-5, kp
assert kp["share_error"] < 1e-5
assert abs(ring["area_m2"] - 282691124811) < 400 and ring["edge_error_m"] <= 0.1
assert sum(s["inside"] for s in ring["sites"]) == 5
assert abs([l["length_m"] for l in a["lines"] if l["kind"] == "mdl"][0] - 250720) < 10
provinces = sum(c["inside_m2"] for c in ring["land"] if c["code"].startswith("KP-"))
assert 0.98 < provinces / kp["inside_m2"] < 1, provinces
P
"$RINGMAP" measure -o a.csv
has a.csv '^what,ring,of,to,value,unit,error$'
has a.csv '^distance,,seoul,humphreys,67142\.79[0-9]*,m,$'
has a.csv '^share,300km-seoul,KP,,46\.37[0-9]*,%,0\.0000[0-9]*$'
awk -F, 'NF != 7 { print; bad = 1 } END { exit bad }' a.csv || fail "rows of unlike length"

# A map file is measured as it is drawn; its picture is not touched.
printf 'output: map.svg\nrings: [50km]\naround: osan\nshow-sites: [osan, seoul]\n' >map.yaml
"$RINGMAP" measure map.yaml >text
has text '^50.km around Osan Air Base$'
has text 'Seoul +no +53\.01'
[ ! -e map.svg ] || fail "map.svg was written"

# A ring beyond the land that there is says so; a country of which the data hold a part has no share.
"$RINGMAP" measure --rings 2000km >text
has text 'China +CN +[0-9,]+ +– +–$'
has text 'reaches beyond the land data \(118\.\.136° E, 30\.\.46° N\)'
has text 'North Korea +KP +122,740 +122,740 +100\.00%'
refuses 2 "'a\.xls' has no suffix of a table; end it in .txt, .md, .csv or .json" measure -o a.xls
refuses 6 "the folder 'none' does not exist" measure -o none/a.md
refuses 3 "is no folder" measure --data nowhere

# At a glance: one table of all rings; an annulus and a sector say what they are; a country outside is said in one sentence.
"$RINGMAP" measure --rings 180km,300km --around seoul,mdl --show-sites seoul,humphreys >text
head -6 text >glance
has glance '^Share of land inside$'
has glance '300.km around Seoul +46\.38% +87\.98%$'
has glance '300.km around Military Demarcation Line +78\.64% +[0-9.]+%$'
has text 'Wholly outside in North Korea: Rason\.$'
"$RINGMAP" measure --rings 100km --inner 50km --sector 300,60 --show-sites osan >text
has text '^50.km to 100.km, azimuths 300\.0° to 60\.0°, around Seoul$'
has text 'Osan Air Base +no +53\.01'
"$RINGMAP" measure --around 90,0 --rings 500km >text # a ring that holds a pole
has text '^  North Korea lies wholly outside\.$'
has text '^  Area 784,999.km²\.$'
"$RINGMAP" measure --rings 20003km --show-sites seoul >text
has text '^  Area 510,065,[0-9]+.km²\.'
"$RINGMAP" measure --rings 50km --around osan,seoul --dissolve on --show-sites seoul,humphreys >text
has text '^50.km around Osan Air Base, Seoul$'
has text 'Camp Humphreys +yes +14\.16'

# Nothing to measure but the lines: no ring, no site, one site; every format goes on.
for sites in none seoul; do
    for suffix in txt md csv json; do
        "$RINGMAP" measure --rings none --show-sites $sites -o empty.$suffix || fail "nothing to measure, as $suffix"
    done
    has empty.txt 'Military Demarcation Line +250\.72$'
    ! grep -Eq '^(Distances|Share of land inside)$' empty.txt || fail "tables of nothing: $(cat empty.txt)"
done

# --verbose tells times and how true the edges are, on stderr.
"$RINGMAP" measure --rings 300km --verbose >loud 2>err
"$RINGMAP" measure --rings 300km >quiet && cmp loud quiet || fail "--verbose changes what is measured"
has err '^time: tables [0-9.]+, measure [0-9.]+, together [0-9.]+ ms$'
has err '^rings: 1, radials: 0, edges at most 0\.0[0-9]+ m from the geodesic \(tolerance 0\.1m\)$'
