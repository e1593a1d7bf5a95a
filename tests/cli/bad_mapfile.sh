# Map files: file:line:column, status 3.
. "$ROOT/tests/aid.sh"
printf 'title: Reach\nring: [180km]\n' >map.yaml
keeps_older map.png 3 "^ringmap: map.yaml:2:1: unknown option 'ring'; did you mean 'rings'\?$" map.yaml
printf 'rings: [180km, 300]\n' >map.yaml
keeps_older map.png 3 "^ringmap: map.yaml:1:[0-9]+: .*'300'.*unit" map.yaml
printf 'rings: 180km\nrings: 300km\n' >map.yaml
keeps_older map.png 3 "^ringmap: map.yaml:2:1: .*'rings'" map.yaml
printf 'rings: [180km\n' >map.yaml
keeps_older map.png 3 "^ringmap: map.yaml:[0-9]+:[0-9]+: " map.yaml
keeps_older map.png 3 "nowhere.yaml'.*[Nn]o such file" nowhere.yaml
