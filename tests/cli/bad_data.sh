# Data that is missing or damaged.
. "$ROOT/tests/aid.sh"
keeps_older map.png 3 "'nowhere'|nowhere.*(no such|folder)" --data nowhere
keeps_older map.png 3 "nowhere.csv'.*[Nn]o such file" --sites nowhere.csv
status=0
echo "an older map" >map.png
RINGMAP_HOME=$PWD "$RINGMAP" -o map.png 2>err || status=$?
[ $status = 3 ] && grep -q '^ringmap: RINGMAP_HOME is .*; correct it or unset it$' err || fail "RINGMAP_HOME: $status, $(cat err)"
[ "$(cat map.png)" = "an older map" ] || fail "the older map was changed"
