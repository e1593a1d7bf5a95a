# Pages of no size, of the wrong unit, and too small for a map.
. "$ROOT/tests/aid.sh"
keeps_older map.png 2 "--width.*'160km'" --width 160km
keeps_older map.png 2 "--width" --width 0mm
keeps_older map.png 2 "--dpi.*'abc'" --dpi abc
keeps_older map.png 2 "--dpi" --dpi 0
keeps_older map.png 2 "page leaves .* mm for the map" --width 12mm
keeps_older map.png 2 "--lang.*'english'" --lang english
