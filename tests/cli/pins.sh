# A label's place pinned in the table of sites: a compass point, or millimetres right and down from the marker.
. "$ROOT/tests/aid.sh"

# where ID: "dx dy" from the middle of the marker to the anchor of the label's text, in mm.
where() {
    awk -v site="id=\"site-$1\"" -v label="id=\"label-$1\"" '
        index($0, site) { want = 1 }
        want && / M / { for (i = 1; i < NF; i++) if ($i == "M") { x = ($(i + 1) + $(i + 4)) / 2; y = ($(i + 2) + $(i + 8)) / 2; break } want = 0 }
        index($0, label) { look = 1 }
        look && /text / { print $2 - x, $3 - y, $4; exit }' map.dump
}

for pin in N NE E SE S SW W NW; do
    printf 'id,name,lat,lon,kind,pin\na,Alpha,37.5,127.5,base,%s\n' "$pin" >sites.csv
    draws map.dump --sites sites.csv --rings none --extent 126,36.5,129,38.5
    read -r dx dy anchor < <(where a)
    case $pin in
    *E) want=start sign=1 ;;
    *W) want=end sign=-1 ;;
    *) want=middle sign=0 ;;
    esac
    [ "$anchor" = $want ] || fail "$pin: set at its $anchor"
    awk -v dx="$dx" -v sign=$sign 'BEGIN { exit !(sign ? dx * sign > 0.8 && dx * sign < 4 : dx * dx < 0.01) }' || fail "$pin: $dx mm to the right"
    # baselines: above the marker, level with it, below it
    awk -v dy="$dy" -v pin="$pin" 'BEGIN { exit !(pin ~ /^N/ ? dy < 0 && dy > -4 : pin ~ /^S/ ? dy > 1 && dy < 6 : dy > 0 && dy < 2) }' \
        || fail "$pin: $dy mm down"
done

# two that would rather have the same place: both get what the table says, and a far one gets a leader
printf 'id,name,lat,lon,kind,pin\na,Alpha,37.5,127.5,base,"12,-9"\nb,Beta,37.2,127.5,base,"-3,2"\n' >sites.csv
draws map.dump --sites sites.csv --rings none --extent 126,36.5,129,38.5
read -r dx dy anchor < <(where a)
awk -v dx="$dx" 'BEGIN { exit !(dx > 11.9 && dx < 12.5) }' || fail "12,-9 stands $dx mm to the right"
grep -A1 'id="label-a"' map.dump | grep -q path || fail "12,-9 has no leader"
! grep -A1 'id="label-b"' map.dump | grep -q path || fail "-3,2 has a leader"
printf 'id,name,lat,lon,pin\na,A,37,127,NNE\n' >sites.csv
refuses 3 'sites.csv:2:[0-9]+: .*pin' --sites sites.csv -o x.png
