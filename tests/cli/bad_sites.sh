# Tables of sites that are wrong: path:line:column, status 3, the older map stays.
. "$ROOT/tests/aid.sh"
table() {
    printf '%s\n' "$@" >sites.csv
}
head=id,name,lat,lon,kind
table $head a,Alpha,37,127,base a,Beta,38,127,base
keeps_older map.png 3 "^ringmap: sites.csv:3:1: .*'a'.*(line 2|:2)" --sites sites.csv --around 37,127
table $head a,Alpha,95,127,base
keeps_older map.png 3 "^ringmap: sites.csv:2:[0-9]+: .*95.*-90" --sites sites.csv --around 37,127
table $head a,Alpha,37,1270,base
keeps_older map.png 3 "^ringmap: sites.csv:2:[0-9]+: .*1270.*-180" --sites sites.csv --around 37,127
table $head a,Alpha,north,127,base
keeps_older map.png 3 "^ringmap: sites.csv:2:[0-9]+: .*'north'" --sites sites.csv --around 37,127
table $head a,,37,127,base
keeps_older map.png 3 "^ringmap: sites.csv:2:[0-9]+: .*name" --sites sites.csv --around 37,127
table id,name,lat,kind a,Alpha,37,base
keeps_older map.png 3 "^ringmap: sites.csv.*no column 'lon'; " --sites sites.csv --around 37,127
table $head 'a,"Alpha,37,127,base'
keeps_older map.png 3 "^ringmap: sites.csv:2:[0-9]+: .*quot" --sites sites.csv --around 37,127
printf 'id,name,lat,lon\na,Al\0pha,37,127\n' >sites.csv
keeps_older map.png 3 "^ringmap: sites.csv:2.*" --sites sites.csv --around 37,127
: >sites.csv
keeps_older map.png 3 "^ringmap: sites.csv.*(empty|column)" --sites sites.csv --around 37,127
