# Lettering over a matrix of maps: nothing overlaps, nothing leaves the frame, every text has a contrast of 4.5:1.
. "$ROOT/tests/aid.sh"
${CC:-cc} -std=c11 -O2 -D_DEFAULT_SOURCE -o lettering "$ROOT/tests/oracle/lettering.c" -lm

maps=0 texts=0 dropped=0
# check WHAT [PICTURE]
check() {
    local said
    said=$(./lettering map.dump ${2:-}) || fail "$1: $said"
    texts=$((texts + $(echo "$said" | sed -n 's/.*texts \([0-9]*\).*/\1/p')))
    maps=$((maps + 1))
}

for extent in korea north south dmz yeonpyeong seoul fit; do
    for page in 60mm 160mm 297mm; do
        for lang in en ko en+ko; do
            draws map.dump --extent $extent --width $page --lang $lang
            dropped=$((dropped + $(grep -c 'no room for the label' draws.err || true)))
            check "$extent $page $lang"
        done
    done
done

lowest=99
for style in light dark print news brief mono; do
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
for count in 5 50 500; do
    scatter $count
    draws map.dump --sites sites.csv --rings none --width 420mm
    check "$count sites"
    said="${said:-} $count sites: $(grep -c 'no room for the label' draws.err || true) without room,"
done
echo "$maps maps, $texts texts, 0 overlaps, lowest contrast $lowest;$said $dropped of the shipped sites without room"
