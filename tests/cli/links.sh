# A site's marker leads where its table says, in SVG and PDF; a table cannot bring a script along.
. "$ROOT/tests/aid.sh"
cat >sites.csv <<CSV
id,name,lat,lon,link
seoul,Seoul,37.5665,126.978,https://example.org/?a=1&b="2"
osan,Osan,37.0906,127.0296,
CSV
draws map.svg --sites sites.csv
draws map.pdf --sites sites.csv
[ "$(xmllint --xpath 'string(//*[local-name()="a"]/@*[local-name()="href"])' map.svg)" = 'https://example.org/?a=1&b="2"' ] || fail "SVG: $(grep -o '<a [^>]*>' map.svg)"
[ "$(xmllint --xpath 'count(//*[local-name()="a"])' map.svg)" = 1 ] || fail "a site without a link has one"
[ "$(xmllint --xpath 'string(//*[local-name()="a"]/*/*[local-name()="title"])' map.svg)" = Seoul ] || fail "the link holds another marker"
qpdf --check map.pdf >/dev/null || fail "the PDF is damaged"
qpdf --json map.pdf >map.json
grep -Fq '"/URI": "u:https://example.org/?a=1&b=\"2\""' map.json || fail "PDF: $(grep '/URI"' map.json)"
[ "$(grep -c '"/URI":' map.json)" = 1 ] || fail "PDF: a site without a link has one"
printf 'id,name,lat,lon,link\na,A,37,127,javascript:alert(1)\n' >bad.csv
keeps_older map.svg 3 "bad.csv:2:12: the link 'javascript:alert\(1\)' begins neither with https" --sites bad.csv
