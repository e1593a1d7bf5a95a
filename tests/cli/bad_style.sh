# Styles: file:line:column, the nearest name, status 4; the older map stays.
. "$ROOT/tests/aid.sh"
printf 'about: A test\nbase: light\nrules:\n  land:\n    stoke-width: 1pt\n' >own.yaml
keeps_older map.png 4 "^ringmap: own.yaml:5:5: unknown property 'stoke-width'; did you mean 'stroke-width'\?$" --style own.yaml
printf 'about: A test\nbase: light\nrules:\n  land:\n    fill: "#12"\n' >own.yaml
keeps_older map.png 4 "^ringmap: own.yaml:5:11: .*#12" --style own.yaml
printf 'about: A test\nbase: light\nrules:\n  land:\n    stroke-width: 3x0pt\n' >own.yaml
keeps_older map.png 4 "^ringmap: own.yaml:5:19: .*3x0pt" --style own.yaml
printf 'about: A test\nbase: light\nrules:\n  land:\n    fill: red\n    fill: blue\n' >own.yaml
keeps_older map.png 4 "^ringmap: own.yaml:6:5: .*'fill'" --style own.yaml
printf 'about: A test\nrules: [\n' >own.yaml
keeps_older map.png 4 "^ringmap: own.yaml:[0-9]+:[0-9]+: " --style own.yaml
printf 'base: own.yaml\n' >own.yaml
keeps_older map.png 4 "own.yaml" --style own.yaml
keeps_older map.png 4 "'ligth'.*did you mean 'light'" --style ligth
keeps_older map.png 4 "--set.*'stoke'.*did you mean 'stroke'" --set land.stoke=red
