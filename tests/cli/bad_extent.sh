# Extents and projections that do not exist, or that cannot show each other.
. "$ROOT/tests/aid.sh"
keeps_older map.png 2 "--extent.*'koera'.*'korea'" --extent koera
keeps_older map.png 2 "--extent" --extent 124,33,132
keeps_older map.png 2 "--extent" --extent 124,43,132,33
keeps_older map.png 5 "'EPSG:99999'; .*EPSG:5179" --crs EPSG:99999
keeps_older map.png 5 "'\+proj=nonsense'" --crs +proj=nonsense
