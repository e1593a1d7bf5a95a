# Extents and projections that do not exist, or that cannot show each other.
. "$ROOT/tests/aid.sh"
keeps_older map.png 2 "--extent.*'koera'.*'korea'" --extent koera
keeps_older map.png 2 "--extent" --extent 124,33,132
keeps_older map.png 2 "--extent" --extent 124,43,132,33
keeps_older map.png 5 "'EPSG:99999'; .*EPSG:5179" --crs EPSG:99999
keeps_older map.png 5 "'\+proj=nonsense'" --crs +proj=nonsense

# West and east swapped: legal, for it crosses the antimeridian, but so wide that it is hardly meant. Others go without a word.
draws map.dump --extent 131,33,124,43.5 --rings none --show-sites none
grep -qx "ringmap: note: option --extent: '131,33,124,43.5' goes eastwards from 131 to 124, 353 degrees wide; the west comes first: 124,33,131,43.5" draws.err \
    || fail "swapped: $(cat draws.err)"
draws map.dump --closeup 127,37,126.5,38 --rings none --show-sites none
grep -q "note: option --closeup: '127,37,126.5,38' goes eastwards" draws.err || fail "swapped close-up: $(cat draws.err)"
for extent in 170,-30,-170,30 world -30,-60,330,60 -170,0,170,80; do
    draws map.dump --extent=$extent --rings none --show-sites none
    ! grep -q eastwards draws.err || fail "$extent: $(cat draws.err)"
done
