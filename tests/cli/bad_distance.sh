# Distances need a unit, must be above zero, and are numbers.
. "$ROOT/tests/aid.sh"
keeps_older map.png 2 "^ringmap: option --rings: .*'300'.*unit.*km" --rings 300
keeps_older map.png 2 "'300kmh'|'kmh'" --rings 180km,300kmh
keeps_older map.png 2 "'-5km'.*above zero" --rings -5km
keeps_older map.png 2 "'0km'.*above zero" --rings=0km
keeps_older map.png 2 "'3x0km'" --rings 3x0km
keeps_older map.png 2 "'nan ?km'" --rings nankm
keeps_older map.png 2 "'1e999km'" --rings 1e999km
