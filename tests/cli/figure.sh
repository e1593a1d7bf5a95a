# The code that puts a map into a report: what must be escaped is, and each format says size, alternative text and caption.
. "$ROOT/tests/aid.sh"
small=(--width 80mm --dpi 60 --extent dmz)
nasty='A "b" & <c> 100% x_y #1 $5 \z [k] {{q} ~^ it'"'"'s | -- @m `n` 한글'
plain=${nasty/\{\{/\{}
"$RINGMAP" alt "${small[@]}" >alt
alt=$(cat alt)

# holds FILE TEXT...: each as it stands
holds() {
    local file=$1 text
    shift
    for text; do grep -Fq -- "$text" "$file" || fail "$file does not hold '$text': $(cat "$file")"; done
}

for format in html markdown typst mediawiki; do
    "$RINGMAP" figure $format "${small[@]}" --title "$nasty" --credit none -o "my map.svg" >code.$format
done
"$RINGMAP" figure latex "${small[@]}" --title "$nasty" --credit none -o my_map.pdf >code.latex

{ echo '<!DOCTYPE html><meta charset="utf-8">' && cat code.html; } >page.html
[ "$(xmllint --html --xpath 'string(//figcaption)' page.html 2>/dev/null)" = "$plain" ] || fail "caption in HTML: $(cat code.html)"
[ "$(xmllint --html --xpath 'string(//img/@alt)' page.html 2>/dev/null)" = "$alt" ] || fail "alt in HTML: $(cat code.html)"
holds code.html '<figure id="fig-my-map" lang="en">' 'src="my%20map.svg"' 'width="302"' 'width:80mm'
holds code.markdown '![A \"b\" \& \<c\> 100% x\_y \#1 \$5 \\z \[k\] \{q\} \~\^ it\'"'"'s | \-\- \@m \`n\` 한글](my%20map.svg)' \
    '{#fig-my-map width=80mm fig-alt="Map of' '" alt="Map of'
holds code.latex '\includegraphics[width=80mm,alt={Map of the Demilitarized Zone' ']{\detokenize{my_map.pdf}}' '\label{fig:my-map}' \
    '\caption{A "b" \& \textless{}c\textgreater{} 100\% x\_y \#1 \$5 \textbackslash{}z [k] \{q\} \textasciitilde{}\textasciicircum{} it'"'"'s \textbar{} -{}-{} @m \textasciigrave{}n\textasciigrave{} 한글}'
holds code.typst 'image("my map.svg", width: 80mm, alt: "Map of' 'caption: "A \"b\" & <c> 100% x_y #1 $5 \\z [k]' '<fig-my-map>'
holds code.mediawiki '[[File:my map.svg|thumb|center|302px|alt=Map of' \
    '|A "b" &amp; &lt;c&gt; 100% x&#95;y #1 $5 \z &#91;k&#93; &#123;q&#125; &#126;^ it&#39;s &#124; -- @m `n` 한글]]'

# The words of the options: a given caption, credit and alternative text; a headline also where the map has none.
"$RINGMAP" figure html "${small[@]}" --title none --caption 'Really?' --credit Mine --alt 'An "own" text' -o map.svg >code
holds code '<figcaption>Within 180' 'of Seoul. Really? <small>Mine</small>' 'alt="An &quot;own&quot; text"'
"$RINGMAP" figure html "${small[@]}" --lang ko -o map.svg >code
holds code 'lang="ko"' 'alt="서울에서 180' '<small>자료: '

# A link leads on from each format.
url='https://example.org/a?b=1&c=%20#d'
"$RINGMAP" figure html "${small[@]}" --link "$url" -o map.svg | grep -Fq '<a href="https://example.org/a?b=1&amp;c=%20#d"><img' || fail "link in HTML"
"$RINGMAP" figure markdown "${small[@]}" --link "$url" -o map.svg | grep -Fq "](<$url>)" || fail "link in Markdown"
"$RINGMAP" figure latex "${small[@]}" --link "$url" -o map.pdf | grep -Fq '\href{https://example.org/a?b=1\&c=\%20\#d}{\includegraphics' || fail "link in LaTeX"
"$RINGMAP" figure typst "${small[@]}" --link "$url" -o map.svg | grep -Fq "link(\"$url\", image(" || fail "link in Typst"
"$RINGMAP" figure mediawiki "${small[@]}" --link "$url" -o map.svg | grep -Fq "|link=$url|" || fail "link in a wiki"

# Two maps in one page: no id twice.
"$RINGMAP" figure html-inline "${small[@]}" -o one.svg >page
for name in two.svg 한반도.svg 북한강.svg map.v1.svg map.v2.svg; do "$RINGMAP" figure html-inline "${small[@]}" -o $name >>page; done
grep -o ' id="[^"]*"' page | sort | uniq -d >twice
[ ! -s twice ] || fail "ids twice: $(head -3 twice)"
! grep -q '<?xml' page || fail "an XML declaration in the page"

# What HTML does not know stays in the file: Inkscape's names and RDF; words that look like them stay in the page.
grep -q 'inkscape:label="Land"' one.svg && grep -q '<metadata>' one.svg || fail "no Inkscape and no metadata in one.svg"
! grep -Eq '<metadata>|<rdf:|inkscape' page || fail "in the page: $(grep -Eo '<metadata>|<rdf:[^>]*|.{9}inkscape.{20}' page | head -3)"
"$RINGMAP" figure html-inline "${small[@]}" --title 'An " inkscape:label="x" <metadata> title' -o odd.svg >odd
grep -Fq '<title id="odd-title">An &quot; inkscape:label=&quot;x&quot; &lt;metadata&gt; title</title>' odd || fail "the title: $(grep '<title' odd | head -1)"
diff <(grep -c '<path' odd) <(grep -c '<path' odd.svg) || fail "paths are missing in the page"

# A Word document: well-formed parts, true size, alternative text, the picture as it was drawn; the same on another day.
"$RINGMAP" figure docx "${small[@]}" --title "$nasty" --link "$url" -o map.png >said
[ ! -s said ] || fail "figure docx said $(cat said)"
unzip -tq map.docx >unzip.log || fail "$(cat unzip.log)"
unzip -q map.docx -d docx
find docx -type f ! -name '*.png' -exec xmllint --noout {} + || fail "a part is not well-formed"
cmp map.png docx/word/media/map.png || fail "the picture was changed"
word() { xmllint --xpath "$1" docx/word/document.xml; }
[ "$(word 'string(//*[local-name()="extent"]/@cx)')" = 2880000 ] || fail "the picture is not 80 mm wide"
[ "$(word 'string(//*[local-name()="docPr"]/@descr)')" = "$alt" ] || fail "alternative text in the document"
[ "$(word 'string(//*[local-name()="graphicFrameLocks"]/@noChangeAspect)')" = 1 ] || fail "the picture can be stretched"
word '//*[local-name()="t"]/text()' | tr -d '\n' | sed 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' >body
holds body "Figure 1. $plain. Data: "
cp map.docx first.docx
TZ=Asia/Seoul LC_ALL=C "$RINGMAP" figure docx "${small[@]}" --title "$nasty" --link "$url" -o map.png
cmp map.docx first.docx || fail "the document has other bytes"

# A slide: its headline, the picture and its alternative text, caption and credit below; a map made as large as a slide fills it.
"$RINGMAP" figure pptx "${small[@]}" --title "$nasty" --caption '<Mine> & more' --link "$url" -o map.png >said
[ ! -s said ] || fail "figure pptx said $(cat said)"
unzip -tq map.pptx >unzip.log || fail "$(cat unzip.log)"
unzip -q map.pptx -d pptx
find pptx -type f ! -name '*.png' -print0 | xargs -0 xmllint --noout || fail "a part is not well-formed"
cmp map.png pptx/ppt/media/map.png || fail "the picture was changed"
find pptx -name '*.rels' -exec grep -ho 'Target="[^"h][^"]*"' {} + | sed 's/.*="\(\.\.\/\)*//; s/"$//' | sort -u >targets
while read -r target; do [ -e "pptx/$target" ] || [ -e "pptx/ppt/$target" ] || fail "no part '$target'"; done <targets
slide() { xmllint --xpath "$1" pptx/ppt/slides/slide1.xml; }
[ "$(slide 'string(//*[local-name()="pic"]//*[local-name()="cNvPr"]/@descr)')" = "$alt" ] || fail "alternative text in the slide"
[ "$(slide 'string(//*[local-name()="sp"][.//*[@type="title"]]//*[local-name()="t"])')" = "$plain" ] || fail "the slide's title"
[ "$(slide 'string(//*[local-name()="pic"]//*[local-name()="ext"]/@cx)')" = 2880000 ] || fail "the picture is not 80 mm wide on the slide"
[ "$(slide 'string((//*[local-name()="t"])[2])')" = '<Mine> & more' ] || fail "the slide's caption"
slide 'string((//*[local-name()="t"])[3])' | grep -q '^Data: ' || fail "the slide's credit"
grep -Fq "Target=\"${url//&/&amp;}\"" pptx/ppt/slides/_rels/slide1.xml.rels || fail "link in the slide"
"$RINGMAP" figure pptx --size slide --dpi 30 --extent dmz --labels off -o full.png
unzip -p full.pptx ppt/slides/slide1.xml >full.xml
grep -q 'descr="Map of[^>]*><p:cNvPicPr>.*<a:off x="0" y="0"/><a:ext cx="12192000" cy="6858000"/>' full.xml || fail "a map of a slide's size does not fill it"
unzip -p full.pptx ppt/presentation.xml | grep -q '<p:sldSz cx="12192000" cy="6858000"/>' || fail "the slide's size"

# What cannot be shown is refused before anything is drawn.
refuses 2 "docx cannot show 'x.svg'; draw a file with one of these suffixes: .png" figure docx -o x.svg
refuses 2 "latex cannot show 'x.svg'" figure latex -o x.svg
refuses 2 "html cannot show 'x.pdf'" figure html -o x.pdf
refuses 2 "latex cannot name '100%.pdf'" figure latex -o 100%.pdf
refuses 2 "did you mean 'html'" figure htm -o x.svg
refuses 2 "unknown figure format 'powerpoint'; choose" figure powerpoint -o x.svg
refuses 2 "figure for what" figure
refuses 2 "no output named" figure html
[ -z "$(ls x.* 100* 2>/dev/null)" ] || fail "something was drawn"
