# A map file says what the command line says; the command line wins; its paths are its own folder's.
. "$ROOT/tests/aid.sh"
mkdir maps
printf 'id,name,lat,lon\nhere,Here,37,127\n' >maps/own.csv
cat >maps/a.yaml <<YAML
# a comment
title: Within reach
sites: own.csv
around: here
rings: [100km, 80mi]
extent: fit
YAML
draws a.svg maps/a.yaml
cp a.svg first.svg
draws a.svg --title "Within reach" --sites maps/own.csv --around here --rings 100km,80mi --extent fit
cmp a.svg first.svg || fail "the map file draws another map than the command line"
draws a.svg maps/a.yaml --title Other
grep -q Other a.svg && ! grep -q 'Within reach' a.svg || fail "the command line does not win"
