# Files that are none: folders, pipes that nobody writes to, devices without an end. Each is one line, at once and in little memory.
. "$ROOT/tests/aid.sh"
mkdir folder.yaml folder.csv folder.svg
refuses 3 "'?folder.yaml'?: Is a directory|'folder.yaml': Is a directory" folder.yaml -o map.png
refuses 3 "'folder.csv': Is a directory" --sites folder.csv -o map.png
refuses 3 "'folder.svg': Is a directory" redraw folder.svg -o map.png
ln -s /dev/zero zero.yaml
refuses 3 "'zero.yaml' is larger than" zero.yaml -o map.png
refuses 3 "'/dev/zero' is larger than" --sites /dev/zero -o map.png
refuses 3 "'/dev/zero' is larger than" redraw /dev/zero -o map.png

# A layer's parts: the program looks, and does not wait for a pipe.
for suffix in shp shx; do
    rm -rf data && mkdir data
    cp "$ROOT"/geodata/boundary.{shp,shx,dbf,prj} data/
    rm "data/boundary.$suffix" && mkfifo "data/boundary.$suffix"
    refuses 3 "boundary.$suffix' (is not a shapefile|is damaged)" --data data -o map.png
done
rm -rf data && mkdir data
cp "$ROOT"/geodata/boundary.{shp,shx,dbf} data/
mkfifo data/boundary.{prj,qix,cpg}
draws map.svg --data data
grep -q "note: '.*boundary.shp' has no .prj file" draws.err || fail "no note: $(cat draws.err)"
[ ! -e map.png ] || fail "something was written"
