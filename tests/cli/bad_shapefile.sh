# A layer of the user's own that is damaged: cut short, no shapefile at all, without its .shx.
. "$ROOT/tests/aid.sh"
layer() {
    rm -rf data && mkdir data
    for suffix in shp shx dbf prj cpg; do
        cp "$ROOT/geodata/boundary.$suffix" data/
    done
}
layer && echo "this is no shapefile" >data/boundary.shp
keeps_older map.png 3 "boundary.shp'" --data data
layer && rm data/boundary.shx
keeps_older map.png 3 "boundary.shx' is missing; " --data data
[ ! -e data/boundary.shx ] || fail "wrote data/boundary.shx"
layer && : >data/boundary.shp
keeps_older map.png 3 "boundary.shp'" --data data
layer && cp "$ROOT/geodata/boundary.prj" saved.prj
echo 'PROJCS["x",GEOGCS["x",DATUM["D",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.01745]],PROJECTION["Transverse_Mercator"],UNIT["Meter",1]]' >data/boundary.prj
keeps_older map.png 3 "boundary.(prj|shp)'.*(longitude|degree|lon)" --data data
# Cut in the middle: the records that are whole are drawn, the others are a note.
layer && head -c 40000 "$ROOT/geodata/boundary.shp" >data/boundary.shp
draws map.svg --data data
grep -q "^ringmap: note: skipped [0-9]* of 10 records in '.*boundary.shp'" draws.err || fail "no note: $(cat draws.err)"
! grep -v '^ringmap: note: ' draws.err || fail "more than notes"
