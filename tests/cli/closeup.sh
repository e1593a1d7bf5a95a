# A second window inside the map: complete, in a corner, over no site, its place marked.
. "$ROOT/tests/aid.sh"

# clip_of GROUP: the numbers of the group's clip box.
clip_of() { grep -m 1 "id=\"$1\"" map.dump | sed 's/.* clip //'; }

for page in "--width 160mm" "--width 60mm" "--width 254mm --height 143mm" "--width 210mm --height 297mm"; do
    for extent in yeonpyeong seoul 126.85,36.85,127.2,37.2; do
        # shellcheck disable=SC2086
        draws map.dump $page --closeup $extent
        ! grep -q "no room for the close-up" draws.err || fail "$page $extent: no room"
        window=$(clip_of closeup-sea) frame=$(clip_of sea)
        for part in closeup-mark closeup closeup-sea closeup-rings closeup-sites closeup-site-labels closeup-scale-bar closeup-neatline; do
            grep -q "id=\"$part\"" map.dump || fail "$page $extent: no $part"
        done
        # inside the frame, and over no marker of the map's own
        awk -v window="$window" -v frame="$frame" '
            BEGIN { split(window, w); split(frame, f)
                if (w[1] < f[1] || w[2] < f[2] || w[3] > f[3] || w[4] > f[4]) { print "outside the frame"; bad = 1 } }
            /id="site-/ { site = 1 }
            /id="closeup"/ { exit }
            site && /^ *path/ { for (i = 1; i < NF; i++) {
                if ($i == "M") { x0 = x1 = $(i + 1); y0 = y1 = $(i + 2); break }
                if ($i == "box") { x0 = $(i + 1); y0 = $(i + 2); x1 = $(i + 3); y1 = $(i + 4); break } }
                if (x1 > w[1] && x0 < w[3] && y1 > w[2] && y0 < w[4]) { print "covers a site at " x0 " " y0; bad = 1 } site = 0 }
            END { exit bad }' map.dump || fail "$page $extent"
    done
done

# one file of each kind; ids stay unique
draws map.svg --closeup yeonpyeong
xmllint --noout map.svg || fail "the SVG is not well-formed"
[ -z "$(grep -o ' id="[^"]*"' map.svg | sort | uniq -d)" ] || fail "ids twice: $(grep -o ' id="[^"]*"' map.svg | sort | uniq -d)"
draws map.png --closeup yeonpyeong --dpi 72
draws map.pdf --closeup yeonpyeong
[ "$(pdftotext map.pdf - | grep -c Yeonpyeong)" -ge 2 ] || fail "the PDF names Yeonpyeong once"

# what it draws from is credited
draws map.dump --closeup yeonpyeong
grep -q "GSHHG" map.dump || fail "the close-up's coast is not credited"

# off, and wrong
draws none.dump --closeup off
draws plain.dump
cmp -s none.dump plain.dump || fail "--closeup off is not the map without"
refuses 2 "option --closeup: 'yeonpyeon' is no extent; did you mean 'yeonpyeong'" --closeup yeonpyeon -o x.png
refuses 2 "option --closeup: 'fit' is no extent" --closeup fit -o x.png
refuses 2 "option --closeup-at: 'middle'" --closeup seoul --closeup-at middle -o x.png

# A name that has no room in one line stands in two; the file says it whole.
draws map.dump --extent world --rings 5500km,13000km --around pyongyang --closeup korea
[ ! -s draws.err ] || fail "no room in two lines either: $(cat draws.err)"
grep -A4 'id="closeup-label-osan"' map.dump >label
grep -q 'says="Osan Air"' label && grep -q 'says="Base"' label || fail "not in two lines: $(cat label)"
grep -q 'id="closeup-site-osan" title="Osan Air Base"' map.dump || fail "the site's title is not its whole name"

# A window hides what it covers, and so stands in the very corner: the locator does not slide aside for a lake.
draws map.dump --inset auto
corner=$(grep -A1 'id="neatline"' map.dump | sed -n 's/.* M \([0-9.]*\) \([0-9.]*\) L.*/\1 \2/p')
window=$(grep -A1 'furniture id="inset"' map.dump | sed -n 's/.* box \([0-9.]*\) \([0-9.]*\) .*/\1 \2/p')
awk -v a="$corner" -v b="$window" 'BEGIN { split(a, p, " "); split(b, q, " "); exit !(q[1] - p[1] < 4 && q[2] - p[2] < 4) }' || fail "the inset at $window is not in the corner at $corner"
