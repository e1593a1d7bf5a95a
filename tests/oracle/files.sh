# The files are what their formats ask for, and have the size on paper that was asked for.
. "$ROOT/tests/aid.sh"
draws map.png --width 160mm --dpi 300 --lang en+ko
draws map.svg --width 160mm --lang en+ko
draws map.pdf --width 160mm --lang en+ko
draws map.eps --width 160mm --lang en+ko

# PNG: sound, 160 mm at 300 dpi = 1890 px and 11811 px/m.
pngcheck -q map.png || fail "pngcheck: $(pngcheck -v map.png)"
pngcheck -v map.png >png.txt
grep -q '1890 x ' png.txt || fail "not 1890 px wide: $(head -3 png.txt)"
grep -q 'pHYs.*11811x11811 pixels/meter\|11811x11811 pixels/meter' png.txt || fail "no size on paper: $(grep -A1 pHYs png.txt)"
! grep -q 'chunk tIME' png.txt || fail "the PNG holds a time"

# SVG: well-formed, unique ids, size in mm, title and description, text as text.
xmllint --noout --nonet map.svg || fail "xmllint"
grep -q 'width="160mm"' map.svg || fail "no width in mm"
[ -z "$(grep -o ' id="[^"]*"' map.svg | sort | uniq -d)" ] || fail "ids used twice: $(grep -o ' id="[^"]*"' map.svg | sort | uniq -d)"
xpath() { xmllint --xpath "$1" map.svg 2>/dev/null; }
[ "$(xpath 'string-length(/*/*[local-name()="title"]) > 3')" = true ] || fail "no <title>"
[ "$(xpath 'string-length(/*/*[local-name()="desc"]) > 3')" = true ] || fail "no <desc>"
[ "$(xpath 'count(//*[local-name()="image"])')" = 0 ] || fail "a bitmap in the SVG"
for layer in land rings sites; do
    [ "$(xpath "count(//*[@*[local-name()='groupmode']='layer'][contains(@id,'$layer')]) > 0")" = true ] || fail "no layer '$layer'"
done
for name in 'Osan Air Base' 'Camp Humphreys' JSA Yeonpyeong Seoul 서울 연평도; do
    grep -q ">[^<]*$name" map.svg || fail "'$name' is no text of the SVG"
done
[ "$(grep -c '[0-9]\.[0-9]\{5,\}' map.svg)" = 0 ] || fail "numbers with five decimals and more"

# PDF: one page of 160 mm = 453.54 pt, sound, names can be found, no time but that of SOURCE_DATE_EPOCH.
qpdf --check map.pdf >qpdf.txt 2>&1 || fail "qpdf: $(cat qpdf.txt)"
pdfinfo map.pdf >pdf.txt
grep -q '^Pages: *1$' pdf.txt || fail "not one page"
awk '/^Page size/ { exit !($3 > 453.2 && $3 < 453.9) }' pdf.txt || fail "not 160 mm wide: $(grep 'Page size' pdf.txt)"
! grep -q '^CreationDate' pdf.txt || fail "the PDF holds a time: $(grep CreationDate pdf.txt)"
pdftotext -raw map.pdf text.txt
for name in 'Osan Air Base' 'Camp Humphreys' JSA Yeonpyeong Seoul 서울; do
    tr -s ' \240' ' ' <text.txt | grep -q "$name" || fail "'$name' is not found in the PDF"
done
[ "$(pdffonts map.pdf | tail -n +3 | awk '{ print $(NF - 4) }' | sort -u)" = yes ] || fail "a font is not embedded: $(pdffonts map.pdf)"
[ "$(pdfimages -list map.pdf | wc -l)" -le 2 ] || fail "a bitmap in the PDF"

# What the PDF says of itself: language, alternative text of its figure, keywords for people, the source in its metadata.
qpdf --json map.pdf >pdf.json
grep -q '"/Lang": "u:en"' pdf.json || fail "the PDF names no language"
grep -q '"/Alt": "u:Map of the Korean peninsula' pdf.json || fail "the PDF's figure has no alternative text"
grep -q '"/DisplayDocTitle": true' pdf.json || fail "the PDF's title is not shown"
grep -q '^Keywords: *map, range rings, 180.km, Seoul, 300.km, Osan Air Base' pdf.txt || fail "keywords: $(grep Keywords pdf.txt)"
pdfinfo -meta map.pdf >meta.xml
xmllint --noout meta.xml || fail "the PDF's metadata are no XML"
grep -q '<dc:source>ringmap .* | width=160mm | .* | end</dc:source>' meta.xml || fail "the PDF does not say what it was drawn from"
pdfinfo -struct map.pdf | grep -q '^  Figure' || fail "the PDF's page is not tagged as a figure"

# EPS: by its own word.
head -c 30 map.eps | grep -q '^%!PS-Adobe-3.0 EPSF-3.0' || fail "no EPS"
grep -q '^%%BoundingBox: 0 0 45[34] ' map.eps || fail "bounding box: $(grep BoundingBox map.eps)"
! grep -q '^%%CreationDate' map.eps || fail "the EPS holds a time"
echo "png svg pdf eps"
