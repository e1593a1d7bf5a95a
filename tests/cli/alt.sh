# Alternative text: a table of maps with the sentences that they must get, in alt.stdout.
. "$ROOT/tests/aid.sh"
{
    echo id,name,name_ko,lat,lon,kind
    for i in $(seq 1 24); do echo "s$i,Site $i,지점 $i,$((32 + i / 2)).5,127.$((i % 10)),base"; done
} >many.csv
printf 'id,around,radius,label\na,osan,100km,First reach\nb,seoul,200km,Second reach\n' >rings.csv
printf 'around,radius,inner,from,to\nseoul,180km,,,\nseoul,300km,,315,60\nosan,100km,50km,,\n' >kinds.csv
printf 'around,radius,inner,from,to\nseoul,180km,,,\nseoul,300km,,315,60\nosan,100km,50km,,\nhumphreys,70km,,,\njsa,80km,,,\nyeonpyeong,60km,,,\nbusan,55km,,,\npyongyang,90km,,,\n' >seven.csv
for azimuth in 0 40 80 120 160 200 240 280; do echo "seoul,$((60 + azimuth))km,,$azimuth,$((azimuth + 20))"; done |
    sed '1i around,radius,inner,from,to' >fan.csv
tell() {
    echo "# $*"
    "$RINGMAP" alt "$@"
}
tell --lang en+ko
tell --lang en+ko --rings none
tell --lang en+ko --show-sites none
tell --lang en+ko --show-sites yeonpyeong
tell --lang en+ko --rings 60km,100km,400km
tell --lang en+ko --rings 20km
tell --lang en+ko --rings 60mi
tell --lang en+ko --rings 100nmi --show-sites osan,jsa
tell --lang en+ko --interval 50km --count 8
tell --lang en+ko --inner 100km --rings 300km
tell --lang en+ko --inner 20km
tell --lang en+ko --sector NW,60
tell --lang en+ko --around osan,seoul --rings 100km
tell --lang en+ko --around osan,seoul,jsa --rings 100km --dissolve on
tell --lang en+ko --around mdl --rings 50km
tell --lang en+ko --around KP --rings 20km,100km
tell --lang en+ko --around 37.5,127.2 --rings 80km
tell --lang en+ko --extent yeonpyeong
tell --lang en+ko --extent yeonpyeong --rings 20km,50km --around osan
tell --lang en+ko --extent yeonpyeong --rings 150km --around seoul,osan --dissolve on
tell --lang en+ko --extent seoul
tell --lang en+ko --extent dmz
tell --lang en+ko --extent north
tell --lang en+ko --extent world --rings none --show-sites none
tell --lang en+ko --extent fit --rings 40km
tell --lang en+ko --extent 124,33,131,43
tell --lang en+ko --extent -10,-5,10,5 --rings none
tell --lang en+ko --sites many.csv --around 37.5,127 --rings 100km,300km
tell --lang en+ko --sites many.csv --around s1 --rings 1500km
tell --lang en+ko --sites many.csv --around all --rings 50km
tell --lang en+ko --sites many.csv --around s1,s9 --rings 90km --dissolve on
tell --lang en+ko --sites many.csv --rings none --around none
tell --lang en+ko --ring-table rings.csv
tell --lang en+ko --ring-table kinds.csv
tell --lang en+ko --ring-table seven.csv --show-sites none
tell --lang en+ko --ring-table seven.csv --dissolve on
tell --lang en+ko --ring-table fan.csv --show-sites none
sed 's/,[0-9]*km/,90km/' fan.csv >even.csv
tell --lang en+ko --ring-table even.csv --show-sites none
tell --lang en+ko --around 37.09,127.03 --rings 100km --show-sites osan
tell --lang en+ko --around KR-11 --rings 100km --show-sites seoul
tell --lang en+ko --radials 8 --show-sites none
tell --lang en+ko --radials N,SE --around seoul,osan --show-sites none
tell --lang en+ko --closeup yeonpyeong --show-sites none
tell --lang en+ko --closeup 126.9,37.5,127.1,37.6 --show-sites none
tell --lang en+ko --table shares --show-sites none
tell --lang en+ko --table distances
tell --lang en+ko --table distances --around seoul,osan --show-sites jsa,yeonpyeong
tell --lang en+ko --closeup yeonpyeong --table shares --show-sites none --width 30mm
tell --lang en+ko --alt 'From Seoul to Camp Humphreys: {distance:seoul:humphreys}.'
tell --lang ko --alt ''

# The file's description is the same sentence.
for lang in en ko en+ko; do
    "$RINGMAP" alt --lang $lang --closeup yeonpyeong --table shares | head -1 >sentence
    draws map.svg --lang $lang --closeup yeonpyeong --table shares
    xmllint --xpath 'string(/*/*[local-name()="desc"])' map.svg | sed 's/^ *//' >desc
    cmp sentence desc || fail "$lang: the SVG says $(cat desc)"
done
refuses 2 "option --alt: '\{share:9km:KP\}'" alt --alt '{share:9km:KP}'
