# A file says what it was drawn from, and is drawn again to the same bytes, whatever the options; what has changed is noted.
. "$ROOT/tests/aid.sh"
small=(--width 60mm --dpi 60)
mkdir -p again

# again NAME OPTION...: draws NAME, redraws it in another folder under the same name, compares; no note of changes.
again() {
    local name=$1
    shift
    draws "$name" "${small[@]}" "$@"
    "$RINGMAP" redraw "$name" -o "again/$name" 2>err || fail "redraw of $name from $*: $(cat err)"
    cmp "$name" "again/$name" || fail "drawn again, $name differs: $*"
    ! grep -q 'changed' err || fail "redraw of $name from $*: $(cat err)"
}
for format in svg png pdf svgz; do
    again a.$format --around 37.5,127.2 --rings 50km,100nmi --title 'A "b" (c) <d> 100% | end \ 서울 '"'" --lang en+ko
    again b.$format
done
again c.svg --style dark --set land.fill=#eeeeee --set 'rings.stroke=#0050a0' --set 'title.font-size=14pt'
again d.svg --around osan,seoul --rings 100km --dissolve on --sector NW,60
again e.svg --interval 50km --count 3 --inner 20km --radials 0,45,SE --ring-labels off
again f.svg --extent 124,33,131,43.1 --crs EPSG:5179 --graticule off --frame off --legend off
again g.svg --extent fit --show-sites osan,seoul --names alternative --tolerance 0.01mm --text outlines --fonts name
again h.svg --caption '{share:300km:KP} of it' --subtitle none --credit 'Me & you' --alt '' --link 'https://e.org/?a=1&b=%20'
again i.svg --id-prefix 'Two words' --svg-size responsive --author 'A, B' --size a4
again j.png --background transparent --inset auto --scalebar top-left --north off
again k.pdf --around mdl --rings 50km --labels off
again l.svg --lang ko --style print --rings none --around none

# What rings stand around is among the data, once, though nothing else of that layer is drawn.
names() { "$RINGMAP" provenance "$1" | awk '{ print $1 }' | grep -c "^$2\$" || true; }
again n.svg --around pyongyang --labels off
[ "$(names n.svg cities.shp)" = 1 ] || fail "cities.shp is not named once: $("$RINGMAP" provenance n.svg)"
again o.svg --around osan,pyongyang,busan --rings 50km,60km
[ "$(names o.svg cities.shp)" = 1 ] || fail "cities.shp is not named once: $("$RINGMAP" provenance o.svg)"
again p.svg --around mdl,KP --rings 50km --extent 120,30,121,31
[ "$(names p.svg boundary.shp)" = 1 ] || fail "boundary.shp is not named: $("$RINGMAP" provenance p.svg)"
again q.svg --around 37.5,127 --labels off
[ "$(names q.svg cities.shp)" = 0 ] || fail "cities.shp is named though nothing of it is drawn"

# Own tables, style and layers are named with their checksums and must be there; a map file's relative paths hold from here.
mkdir -p maps/data
printf 'id,name,lat,lon\none,One,37,127\ntwo,Two,38,128\n' >maps/sites.csv
printf 'radius,class\n70km,inner\n90km,outer\n' >maps/rings.csv
printf 'base: light\nrules:\n  rings: {stroke: "#0050a0"}\n' >maps/own.yaml
printf 'sites: sites.csv\nring-table: rings.csv\nstyle: own.yaml\naround: one\ntitle: From a file\nset: {land.fill: white}\n' >maps/report.yaml
again m.svg maps/report.yaml
for name in sites.csv rings.csv own.yaml; do
    grep -q "data $name crc32 [0-9a-f]\{8\} " m.svg || fail "m.svg does not name $name"
done
echo 'three,Three,36,127' >>maps/sites.csv
echo '# more' >>maps/own.yaml
"$RINGMAP" redraw m.svg -o changed.svg 2>err
grep -q "note: data have changed since 'm.svg' was drawn: sites.csv, own.yaml" err || fail "no note: $(cat err)"

# So does a shapefile that rings stand around.
"$RINGMAP" --rings 50km --around seoul -o maps/data/area.shp
printf 'around: [data/area.shp, osan]\nrings: 30km\n' >maps/around.yaml
again p.svg maps/around.yaml
grep -q 'around=maps/data/area.shp,osan | ' p.svg && grep -q 'data area.shp crc32 ' p.svg || fail "p.svg does not name area.shp"

# An absolute path is told by its name alone; from its folder it is found again.
draws n.svg "${small[@]}" --sites "$PWD/maps/sites.csv" --around one
! grep -q "$PWD" n.svg || fail "the file names a folder of this machine"
(cd maps && "$RINGMAP" redraw ../n.svg -o n.svg) || fail "not found from its folder"
refuses 3 "cannot open 'sites.csv'" redraw n.svg -o o.svg

# The command line wins; `set` is added to; the new file's own format holds.
"$RINGMAP" redraw a.svg --style print --rings 90km -o other.svg
"$RINGMAP" provenance other.svg >said
grep -q -- '--style print' said && grep -q -- '--rings 90km' said || fail "the command line does not win: $(cat said)"
"$RINGMAP" redraw c.svg --set 'sea.fill=#ffffff' -o set.svg
[ "$("$RINGMAP" provenance set.svg | grep -c -- '--set')" = 4 ] || fail "set: $("$RINGMAP" provenance set.svg)"
"$RINGMAP" draw "${small[@]}" --format svg -o said.picture
"$RINGMAP" redraw said.picture -o said.png
file -b said.png | grep -q '^PNG' || [ "$(head -c 4 said.png | tail -c 3)" = PNG ] || fail "said.png is no PNG"

# For people: a command that can be pasted, and what the data are now.
"$RINGMAP" provenance m.svg >said
grep -q '^m.svg was drawn by ringmap [0-9.]*\.$' said || fail "$(cat said)"
grep -q '^sites.csv  *[0-9a-f]\{8\}  changed$' said || fail "$(cat said)"
grep -q '^rings.csv  *[0-9a-f]\{8\}  the same$' said || fail "$(cat said)"
rm maps/rings.csv
"$RINGMAP" provenance m.svg | grep -q '^rings.csv .* not found$' || fail "rings.csv is gone"
"$RINGMAP" provenance a.svg | sed -n '/^ringmap/,/-o FILE/p' | sed 's/^ringmap/"$RINGMAP"/; s/FILE/again\/a/' >command
sh command || fail "the command cannot be pasted: $(cat command)"
cmp a.svg again/a.svg || fail "the pasted command draws something else: $(cat command)"

# Other versions.
sed 's/ringmap [0-9.]* | /ringmap 0.0.7 | /' b.svg >old.svg
"$RINGMAP" redraw old.svg -o x.svg 2>err
grep -q "note: 'old.svg' was drawn by ringmap 0.0.7, this is" err || fail "version: $(cat err)"
sed 's/ringmap [0-9.]* | /ringmap 9.9 | halo=glowing | /' b.svg >new.svg
refuses 3 "'new.svg' was drawn by ringmap 9.9 with an option 'halo'" redraw new.svg -o y.svg
"$RINGMAP" provenance new.svg | grep -q 'drawn by ringmap 9.9; this is' || fail "provenance of a newer file"

# Damaged, cut off and foreign files.
echo nothing >plain.svg
: >empty.png
refuses 3 "'plain.svg' does not say what it was drawn from" redraw plain.svg -o y.svg
refuses 3 "'empty.png' does not say" redraw empty.png -o y.svg
refuses 3 "cannot open 'missing.svg'" redraw missing.svg -o y.svg
for name in a.svg a.png a.pdf; do
    at=$(grep -abo 'ringmap [0-9.]* | ' $name | head -1 | cut -d: -f 1)
    head -c $((at + 40)) $name >cut.${name#*.}
    refuses 3 "cut.${name#*.}' is cut off where it says what it was drawn from" provenance cut.${name#*.}
done
head -c 2000 a.svgz >cut.svgz
refuses 3 "'cut.svgz' cannot be unpacked" redraw cut.svgz -o y.svg
sed 's/ | width=60mm/ | width60mm/' b.svg >damaged.svg
refuses 3 "'damaged.svg' is damaged where it says what it was drawn from: 'width60mm'" redraw damaged.svg -o y.svg
sed 's/ | width=60mm/ | width=60ells/' b.svg >bad.svg
refuses 3 "bad.svg: option width: '60ells'" redraw bad.svg -o y.svg
# A file made of beginnings is searched once, and what stands behind them is found; hours if each of them were followed.
{ yes 'ringmap 1.0 | ' | head -c 20000000 | tr -d '\n'; echo; cat b.svg; } >marks.svg
"$RINGMAP" redraw marks.svg -o again/b.svg 2>err || fail "nothing is found behind beginnings: $(cat err)"
cmp b.svg again/b.svg || fail "something else is found behind beginnings"
rm marks.svg
refuses 2 "provenance of what" provenance
refuses 2 "unexpected 'more'" provenance a.svg more
refuses 2 "redraw what" redraw
[ ! -e y.svg ] || fail "an output was written"
