# Sites whose names have no room get numbers, and an index below the map names them: each site by its name or by a number, once.
. "$ROOT/tests/aid.sh"
awk 'BEGIN { srand(3); print "id,name,name_ko,lat,lon"
    for (i = 0; i < 70; i++) printf "s%d,Place %c%c,장소 %d,%.4f,%.4f\n", i, 65 + i % 26, 97 + i / 4, i, 36 + 2.6 * rand(), 126.8 + 2 * rand() }' >sites.csv
cat >check.py <<'P'
import re, sys, xml.etree.ElementTree as E
names = {row.split(",")[0]: row.split(",")[2 if "ko" in sys.argv else 1] for row in open("sites.csv").read().split("\n")[1:] if row}
svg = "{http://www.w3.org/2000/svg}"
root = E.parse("map.svg").getroot()
groups = {g.get("id"): g for g in root.iter(svg + "g") if g.get("id")}
texts = [("".join(t.itertext()), float(t.get("y") or 0)) for t in groups["map-words-index"].iter(svg + "text")] if "map-words-index" in groups else []
index = {texts[i][0]: texts[i + 1][0] for i in range(0, len(texts), 2)}
assert list(index) == [str(i + 1) for i in range(len(index))], "numbers of the index: %s" % list(index)
told = {}
for key, group in groups.items():
    found = re.fullmatch("map-label-(s[0-9]+)", key)
    if found:
        text = " ".join("".join(t.itertext()) for t in group.iter(svg + "text"))
        told[found.group(1)] = index.pop(text) if text.isdigit() else text
assert not index, "numbers that are not on the map: %s" % index
wrong = {k: v for k, v in told.items() if names[k] != v}
assert not wrong, "wrong names: %s" % wrong
print(len(texts) // 2, len(names) - len(told))
P
check() { read -r numbers missing < <(python3 check.py "$@") || fail "$(cat draws.err)"; }

draws map.svg --sites sites.csv --rings none --width 120mm
check
[ "$numbers" -gt 10 ] && [ "$missing" -lt 5 ] || fail "$numbers numbers, $missing sites without"
draws map.svg --sites sites.csv --rings none --width 120mm --lang ko --theme auto
check ko
[ "$numbers" -gt 10 ] || fail "Korean: $numbers numbers"
! grep -q 'would place things differently' draws.err || fail "the dark theme is numbered in another way"
draws map.svg --sites sites.csv --rings none --width 400mm --index all
check
[ "$numbers" = 70 ] || fail "all: $numbers"
"$RINGMAP" alt --sites sites.csv --rings none --width 400mm --index all | grep -q 'A list below the map names the 70 sites that have numbers' || fail "not in the alternative text"

# The page is as high as before and holds the index, or grows by it; off leaves names out as ever.
draws map.svg --sites sites.csv --rings none --size a4
check
[ "$numbers" -gt 5 ] && grep -q 'height="297mm"' map.svg || fail "a4: $numbers"
draws map.svg --sites sites.csv --rings none --width 120mm --index off
check
[ "$numbers" = 0 ] && grep -q 'no room for the labels' draws.err || fail "off: $numbers"
draws map.svg --sites sites.csv --rings none --size slide --width 160mm --height 45mm
check
[ "$numbers" = 0 ] && grep -q 'no room for an index of [0-9]* names; draw a larger map, or one of --height auto' draws.err || fail "a strip: $numbers $(cat draws.err)"
draws map.svg
! grep -q 'words-index' map.svg || fail "an index for five sites that have room"
refuses 2 "option --index: 'some' is none of auto, all, off" --index some -o map.svg
