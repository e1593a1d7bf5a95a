# Lettering over a matrix of maps: nothing overlaps, nothing leaves the frame, every text has a contrast of 4.5:1. Each
# extent meets each page; languages and styles go round, so that each meets each page and extent, too.
. "$ROOT/tests/aid.sh"
${CC:-cc} -std=c11 -O2 -D_DEFAULT_SOURCE -o lettering "$ROOT/tests/oracle/lettering.c" -lm

maps=0 texts=0 dropped=0 led=0
# check WHAT [PICTURE]
check() {
    local said
    said=$(./lettering map.dump ${2:-}) || fail "$1: $said"
    texts=$((texts + $(echo "$said" | sed -n 's/.*texts \([0-9]*\).*/\1/p')))
    maps=$((maps + 1))
}
# How many labels of sites got a leader, and how many no place.
leaders() { awk '/id="label-/ { label = 1; next } label && /path/ { n++ } { label = 0 } END { print n + 0 }' map.dump; }
without_room() { sed -n 's/.*, left out \([0-9]*\)$/\1/p' draws.err; }

pages=("--width 60mm" "--width 160mm" "--width 210mm --height 297mm" "--width 254mm --height 143mm" "--width 594mm --height 841mm")
langs=(en ko en+ko)
styles=(light dark print news brief mono)
turn=0
for extent in korea north south dmz yeonpyeong seoul fit 125.5,36,128.5,39; do
    for page in "${pages[@]}"; do
        lang=${langs[turn % 3]} style=${styles[(turn + turn / 6) % 6]}
        turn=$((turn + 1))
        # shellcheck disable=SC2086
        draws map.dump --verbose --extent $extent $page --lang $lang --style $style
        dropped=$((dropped + $(without_room))) led=$((led + $(leaders)))
        check "$extent $page $lang $style"
    done
done

lowest=99
for style in "${styles[@]}"; do
    for extent in korea seoul; do
        draws map.dump --style $style --extent $extent --lang en+ko
        draws map.png --style $style --extent $extent --lang en+ko --labels off --dpi 100
        convert map.png map.ppm
        check "$style $extent" map.ppm
        value=$(./lettering map.dump map.ppm | sed -n 's/.* contrast \([0-9.]*\).*/\1/p')
        lowest=$(printf '%s\n' "$lowest" "$value" | sort -g | head -1)
    done
done

# Sites as a constant seed scatters them over the peninsula.
scatter() {
    awk -v n="$1" 'BEGIN { srand(7); print "id,name,name_ko,lat,lon,kind"
        for (i = 1; i <= n; i++) printf "s%d,Site %d,,%.4f,%.4f,base\n", i, i, 34 + 8 * rand(), 125 + 5 * rand() }' >sites.csv
}
said=
for count in 5 50 500; do
    scatter $count
    draws map.dump --verbose --sites sites.csv --rings none --width 420mm
    check "$count sites"
    said="$said $count sites: $(leaders) with a leader, $(without_room) without room;"
    cp map.dump first.dump
    draws map.dump --sites sites.csv --rings none --width 420mm
    cmp -s map.dump first.dump || fail "$count sites: drawn twice, the maps differ"
done
echo "$maps maps, $texts texts, 0 overlaps, lowest contrast $lowest; of the shipped sites $led with a leader, $dropped without room;$said"
