# The PDF's layers are the SVG's, by name, and a reader can switch them; bookmarks, headings and alternative text are found
# in the map's language; Ghostscript has nothing to say.
. "$ROOT/tests/aid.sh"
options=(--lang ko --closeup yeonpyeong --legend on --table shares --width 120mm)
draws map.pdf "${options[@]}"
draws map.svg "${options[@]}"

# An SVG's layer may be empty, a PDF's is then left out.
grep -v '^<desc>' map.svg | awk '$0 != "</g>" && label { print label } { label = "" }
    match($0, / inkscape:label="[^"]*"/) { label = substr($0, RSTART + 17, RLENGTH - 18) }' | sort >svg.names
qpdf --json=2 map.pdf >map.json
awk -F'"u:' '/"\/Name": "u:/ { name = $2; sub(/",?$/, "", name) } /"\/Type": "\/OCG"/ { print name }' map.json | sort >pdf.names
[ "$(wc -l <pdf.names)" -ge 30 ] || fail "layers: $(cat pdf.names)"
diff svg.names pdf.names >different || fail "layers of the SVG (<) and of the PDF (>): $(cat different)"

# colours NAME EDIT: of the page, drawn with the file so edited.
qpdf --qdf --object-streams=disable map.pdf map.qdf
colours() {
    sed "$2" map.qdf | fix-qdf >"$1.pdf"
    pdftoppm -r 60 -singlefile "$1.pdf" "$1"
    identify -format %k "$1.ppm"
}
[ "$(colours whole 's/none/none/')" -gt 100 ] || fail "layers are hidden at first"
[ "$(colours none 's|/Order \[|/BaseState /OFF &|')" = 1 ] || fail "with all layers off something is left"
gdal_translate -q -of PNM -oo DPI=60 -oo LAYERS_OFF=거리권 map.pdf ringless.ppm
[ "$(compare -metric AE whole.ppm ringless.ppm null: 2>&1)" -gt 1000 ] || fail "GDAL does not hide the rings by their layer's name"

# Bookmarks.
for name in 거리권 "서울에서 180" 지점 "오산 공군기지" 확대도; do
    grep -q "\"/Title\": \"u:$name" map.json || fail "no bookmark '$name': $(grep '"/Title"' map.json)"
done

# What is read aloud.
pdfinfo -struct-text map.pdf >structure
[ "$(grep -o '^  [A-Z][A-Za-z0-9]*' structure | tr -d '\n ')" = H1FigurePP ] || fail "structure: $(cat structure)"
grep -A1 '^  H1' structure | grep -q '서울에서 180·300' || fail "no heading: $(cat structure)"
grep -q '"/Alt": "u:.*서울' map.json || fail "no alternative text"

gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage map.pdf >said 2>&1 || fail "Ghostscript fails: $(cat said)"
[ ! -s said ] || fail "Ghostscript: $(cat said)"
echo "$(wc -l <pdf.names) layers"
