# Words that a small ring would bend around itself stand level beside it; among rings they stay on their line.
. "$ROOT/tests/aid.sh"
# written WORDS: prints "level N" or "bent N": whether the words are one text or letters along the line, N times.
written() {
    awk -v words="$1" '
        /^layer/ { on = /id="ring-labels"/ }
        on && /  text/ && index($0, "says=\"" words "\"") { if (!/ angle /) level++ }
        on && /  text/ && length(words) > 0 && / angle / { bent++ }
        END { print "level " level + 0; print "bent " (bent > 0) }' map.dump
}
draws map.dump --extent world --rings 1000km --around pyongyang --width 160mm
written $'1,000\342\200\211km' >how
grep -q '^level 1$' how && grep -q '^bent 0$' how || fail "the words of a small ring: $(cat how)"
# the ring is whole: its line is as closed as its fill
awk '/^  ring/ { on = 1 } on && /    path/ { print } /^layer/ && on { exit }' map.dump >paths
[ "$(wc -l <paths)" = 2 ] || fail "$(cat paths)"
box() { sed -n "$1s/.* box \(.*\) sum.*/\1/p" paths; }
[ "$(box 1)" = "$(box 2)" ] || fail "the line of a ring with its words beside it is broken: $(box 1), $(box 2)"
draws map.dump --rings 300km
written $'300\342\200\211km' >how
grep -q '^level 0$' how || fail "the words of a large ring left its line: $(cat how)"
# rings close about it: beside it would be on them
draws map.dump --rings 12km,15km,18km,22km --around seoul --show-sites none --extent korea
written $'12\342\200\211km' >how
grep -q '^level 0$' how || fail "words among rings stand beside theirs: $(cat how)"
# what many rings of one place have for their inner distance is written once
draws map.dump --interval 50km --count 5 --inner 20km --around pyongyang --extent korea
[ "$(grep -c $'says="20\342\200\211km"' map.dump)" = 1 ] || fail "the inner distance stands $(grep -c $'says="20\342\200\211km"' map.dump) times"

# A name stands wholly inside the small ring around its site, where it has room there, not across it.
draws map.dump --extent yeonpyeong --rings 3km --around yeonpyeong
awk '/id="ring-3km/ { ring = 1 } ring && /path stroke/ { for (i = 1; i < NF; i++) if ($i == "box") { x = ($(i + 1) + $(i + 3)) / 2; r = ($(i + 3) - $(i + 1)) / 2; y = ($(i + 2) + $(i + 4)) / 2 } ring = 0 }
    /id="label-yeonpyeong"/ { label = 1 }
    label && /^ *text/ { for (i = 1; i < NF; i++) { if ($i == "width") w = $(i + 1); if ($i == "size") h = $(i + 1) }
        left = $2 - (/ middle / ? w / 2 : / end / ? w : 0); label = 0
        for (k = 0; k < 4; k++) { dx = left + (k % 2) * w - x; dy = $3 - (k > 1) * 0.7 * h - y; d = sqrt(dx * dx + dy * dy); if (d > far) far = d } }
    END { exit !(r > 5 && far > 0 && far < r) }' map.dump || fail "the name of Yeonpyeong lies across its ring"
