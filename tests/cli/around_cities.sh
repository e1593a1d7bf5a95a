# Rings around a city by its name, in English or Korean; a site of that id or name comes first; what may be several is refused.
. "$ROOT/tests/aid.sh"
centre() { "$RINGMAP" alt --rings 100km --show-sites none "$@" | head -1; }
says() {
    local expected=$1
    shift
    centre "$@" >said
    grep -Fq -- "$expected" said || fail "$*: $(cat said)"
}
says "around Pyongyang." --around pyongyang
says "around Pyongyang." --around 평양
says "around Pyongyang and Busan." --around 'PYONGYANG, busan'
says "부산에서 100" --around Busan --lang ko
says "around Osan Air Base." --around 'osan air base'
says "around Osan Air Base." --around '오산 공군기지'
says "around Mexico City." --around 'mexico city' --extent fit
says "around KP and" --around KP,KR-11 --alt "around KP and"
# The site, not the city of that name, which lies elsewhere; and the city where the table of sites has no such site.
"$RINGMAP" --rings 100km --around 서울 --show-sites none -o site.csv
"$RINGMAP" --rings 100km --around seoul --show-sites none -o id.csv
cmp site.csv id.csv || fail "'서울' is another place than 'seoul'"
printf 'id,name,lat,lon\nx,X,38,127\n' >sites.csv
says "around Seoul." --around seoul --sites sites.csv
draws rings.geojson --rings 100km --around pyongyang --show-sites none
grep -q '"100km-pyongyang"' rings.geojson || fail "the ring's id is $(grep -o '"id": *"[^"]*"' rings.geojson)"
# The position is the layer's.
ogrinfo -q -al -where "name = 'Pyongyang'" "$ROOT/geodata/cities.shp" | grep -o 'POINT (.*)' >point
grep -q "$("$RINGMAP" list cities | awk '$1 == "Pyongyang" { print "POINT (" $5 }' | cut -c 1-11)" point || fail "list cities: $(cat point)"
keeps_older map.svg 2 "option --around: 'gwangju' may be Gwangju, KR \(35.*\); Gwangju, KR \(37.*\); write the one as LAT,LON" --around gwangju
refuses 2 "option --around: '고성' may be Goseong" alt --around 고성
refuses 2 "option --around: no place 'pyongyan'; did you mean 'Pyongyang'" alt --around pyongyan
refuses 2 "option --around: no place 'soeul'; did you mean 'seoul'" alt --around soeul
refuses 2 "for cities, lines and areas see 'ringmap list around'" alt --around nowhere-at-all
refuses 2 "option --show-sites: no site 'pyongyang'" alt --show-sites pyongyang
"$RINGMAP" list around | grep -q "^NAME  *city .*list cities" || fail "'list around' does not tell of cities"
[ "$("$RINGMAP" list cities | wc -l)" -gt 100 ] || fail "'list cities' has too few"
# GeoNames is credited where a city is named or a ring stands around one.
credits() { draws credit.dump "$@" && grep -o 'says="Data: [^"]*"' credit.dump; }
credits --around pyongyang --labels off | grep -q GeoNames || fail "the source of Pyongyang's position is not credited"
! credits --around 39,125.75 --labels off | grep -q GeoNames || fail "GeoNames is credited though nothing of it is drawn"
