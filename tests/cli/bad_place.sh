# A latitude beyond the pole, an unknown site, half a position.
. "$ROOT/tests/aid.sh"
keeps_older map.png 2 "^ringmap: option --around: .*95.*latitude" --around 95,127
keeps_older map.png 2 "'seol'.*did you mean 'seoul'" --around seol
keeps_older map.png 2 "--around.*37.5" --around 37.5
keeps_older map.png 2 "--show-sites.*'osann'.*did you mean 'osan'" --show-sites osann
