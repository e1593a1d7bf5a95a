# Rings that cannot be: each cell of a ring table is checked, with its line and column; options and table mix.
. "$ROOT/tests/aid.sh"
table() { # TEXT STATUS PATTERN [ARGUMENT...]: as a table of rings
    printf "$1" >t.csv
    shift
    keeps_older map.geojson "$@" --ring-table t.csv
}
table 'radius\n0km\n' 3 "^ringmap: t\.csv:2:1: '0km' must be above zero"
table 'around,radius\njsa,-5km\n' 3 "t\.csv:2:5: '-5km' must be above zero"
table 'radius,inner\n100km,200km\n' 3 "t\.csv:2:7: the inner radius 200km is not smaller than the radius 100km"
table 'radius,inner\n100km,100km\n' 3 "t\.csv:2:7: .*not smaller"
table 'radius,from,to\n100km,60,\n' 3 "t\.csv:2:10: a sector needs both from and to"
table 'radius,from,to\n100km,400,60\n' 3 "t\.csv:2:7: '400' is no azimuth; they run from 0 to 360"
table 'radius,from,to\n100km,N,by\n' 3 "t\.csv:2:9: 'by' is not an azimuth"
table 'radius\n10km\n20004km\n' 3 "t\.csv:3:1: '20004km' is farther than half the Earth"
table 'around,radius\nseuol,100km\n' 3 "t\.csv:2:1: no place 'seuol'; did you mean 'seoul'"
table 'around,radius\nKR-12,100km\n' 3 "t\.csv:2:1: .*'KR-12'; did you mean 'KR-11'"
table 'radius\n100parsec\n' 3 "t\.csv:2:1: '100parsec' has an unknown unit; use km, m, mi or nmi"
table 'radius\n100\n' 3 "t\.csv:2:1: '100' needs a unit"
table 'around,radius\nseoul,100km,9\n' 3 "t\.csv:2:13: more cells than the 2 columns"
table 'around,radius\n"seoul,100km\n' 3 "t\.csv:2:1: a quote is opened but not closed"
table 'radius,count,interval\n100km,3,\n' 3 "t\.csv:2:7: 3 rings need an interval"
table 'radius,count,interval\n100km,0,10km\n' 3 "t\.csv:2:7: count '0' is not a whole number from 1 to 1000"
table 'id,radius\na,100km\na,200km\n' 3 "t\.csv:3:1: id 'a' is used before, at t\.csv:2"
table 'id,radius\nA B,10km\n' 3 "t\.csv:2:1: id 'A B' may hold only .*write 'a-b'"
table 'radius,class\n10km,Outer ring\n' 3 "t\.csv:2:6: class 'Outer ring' may hold only"
table 'rad\n100km\n' 3 "t\.csv: no column 'radius'"
table 'radius\nnankm\n' 3 "t\.csv:2:1: 'nankm' is not a distance"
table 'radius,count,interval\n100km,1e9,10km\n' 3 "t\.csv:2:7: count '1e9' is not a whole number from 1 to 1000"
table 'radius,from,to\n100km,nan,5\n' 3 "t\.csv:2:7: 'nan' is not an azimuth"
table 'radius,label\n100km,\377\376\n' 3 "t\.csv:2:7: neither UTF-8 nor CP949"
table '' 3 "t\.csv:1:1: no header"
table 'around,radius,from,to\nmdl,100km,0,90\n' 3 "t\.csv:2:1: a sector needs a point to stand on"
table 'around,radius\nmdl,20000km\n' 3 "t\.csv:2:1: 20000 km around .* reach round the Earth; the farthest .* is [0-9]+ km"

keeps_older map.geojson 2 "option --rings: '20004km' is farther than half the Earth" --rings 20004km
keeps_older map.geojson 2 "option --inner: '200km' is not smaller than the ring of 100km" --rings 100km --inner 200km
keeps_older map.geojson 2 "option --sector: '60' is one azimuth; write two" --sector 60
keeps_older map.geojson 2 "option --sector: '400' is no azimuth" --sector 400,10
keeps_older map.geojson 2 "option --around: .*'nowhere-at-all'; there are .*see 'ringmap list around'$" --around nowhere-at-all
keeps_older map.geojson 2 "option --around: a sector needs a point to stand on" --around mdl --sector 0,90
keeps_older map.geojson 2 "option --around: cannot open 'none\.shp'" --around none.shp
keeps_older map.geojson 2 "option --interval: '0km' must be above zero" --interval 0km
keeps_older map.geojson 2 "option --count: '5' rings need an interval between them; give --interval" --count 5
keeps_older map.geojson 2 "option --count: '-3' is outside 1\.\.1000" --interval 10km --count -3
keeps_older map.geojson 2 "option --interval: '1m' is too small; the smallest distance is 10 m" --interval 1m --count 1000
keeps_older map.geojson 2 "option --rings: 'nankm' is not a distance" --rings nankm
keeps_older map.geojson 2 "option --rings: '1e400km' is not a distance" --rings 1e400km
keeps_older map.geojson 2 "option --around: no place 'nan'" --around nan,nan
keeps_older map.geojson 2 "option --sector: 'inf' is not an azimuth" --sector inf,0
keeps_older map.geojson 2 "option --tolerance: 'nanm' is not a tolerance" --tolerance nanm
keeps_older map.geojson 2 "option --radials: '0' is no number of radials" --radials 0
keeps_older map.geojson 2 "option --radials: .* end at a ring; there is none around 'seoul'" --radials 4 --rings none

# Azimuths run clockwise: from 300 to 60 is a fan over north of 120 degrees, from 60 to 300 the other 240; equal ones go all round.
area() { # OPTIONS...: in km2
    "$RINGMAP" measure --rings 100km --around jsa "$@" -o a.json
    python3 -c 'import json; print(json.load(open("a.json"))["rings"][0]["area_m2"] / 1e6)'
}
python3 - "$(area --sector 300,60)" "$(area --sector 60,300)" "$(area --sector 60,60)" "$(area)" <<'P' || fail "sectors of the wrong side"
import sys
fan, rest, same, disc = map(float, sys.argv[1:])
assert same == disc and abs(fan + rest - disc) < 1e-3 and abs(fan / disc - 1 / 3) < 1e-3, (fan, rest, same, disc)
P

# A row with an interval and no radius begins at the interval; a table without rows is a note; options and table mix.
printf 'id,around,radius,inner,from,to,count,interval,label,label_ko,class,note,source\nstep,mdl,,,,,3,50km,,,,,\nfan,osan,200km,50km,NW,NE,,,Fan,부채꼴,inner,a fan,nobody\n' >t.csv
draws map.csv --ring-table t.csv --rings 10km --around jsa --show-sites jsa
[ "$(awk -F, 'NR > 1 { print $6 }' map.csv | sort -u | wc -l)" = 5 ] || fail "not five rings: $(cat map.csv)"
printf 'radius\n' >t.csv
draws map.csv --ring-table t.csv && grep -q "note: no rings in 't.csv'" draws.err || fail "$(cat draws.err)"
