# The same table with a BOM, with CRLF, in CP949, in UTF-16, without a last newline, quoted: the same map.
. "$ROOT/tests/aid.sh"
printf 'id,name,name_ko,lat,lon,kind\nosan,Osan,오산,37.0906,127.0296,airbase\nseoul,"Seoul",서울,37.5665,126.978,capital\n' >plain.csv
map() {
    draws "$1.svg" --sites "$1.csv" --around seoul --rings 100km --lang en+ko --extent fit --legend off
    sed "s/$1-/plain-/g; /<dc:source>/d" "$1.svg" >"$1.same"
}
map plain
grep -q '서울' plain.svg || fail "no Hangul in the map"
printf '\357\273\277' | cat - plain.csv >bom.csv
sed 's/$/\r/' plain.csv >crlf.csv
printf %s "$(cat plain.csv)" >cut.csv
sed 's/^seoul,"Seoul"/"seoul",Seoul/' plain.csv >quoted.csv
for table in bom crlf cut quoted; do
    map $table
    cmp plain.same $table.same || fail "the map of $table.csv is another"
    [ ! -s draws.err ] || fail "$table.csv: $(cat draws.err)"
done
# CP949 is read, with a note, or refused in one line that says what to do.
iconv -f UTF-8 -t CP949 plain.csv >cp949.csv
if "$RINGMAP" --sites cp949.csv --around seoul --rings 100km --lang en+ko --extent fit --legend off -o cp949.svg 2>err; then
    grep -q '서울' cp949.svg || fail "the names of cp949.csv are lost"
    grep -q '^ringmap: note: .*cp949.csv.*CP949' err || fail "cp949.csv: no note: $(cat err)"
else
    keeps_older older.svg 3 "cp949.csv.*UTF-8" --sites cp949.csv --around seoul
fi
