# The manual page is made without a complaint of mandoc's, and holds every command, option, format and topic that help has.
. "$ROOT/tests/aid.sh"
"$ROOT/docs/man" "$RINGMAP" >ringmap.1
mandoc -T lint -W warning ringmap.1 >lint || fail "$(cat lint)"
mandoc -T ascii -O width=300 ringmap.1 | col -bx >page
holds() { grep -Eq -- "$1" page || fail "the manual page does not hold '$1'"; }
"$RINGMAP" list options tsv | tail -n +2 | while IFS=$'\t' read -r name _ value _ _ about _; do
    holds "^ *(-., )?--$name ${value//|/\\|}"
    grep -Fq -- "$about" page || fail "the manual page does not say '$about'"
done
for command in draw measure alt figure redraw provenance list help; do
    holds "^ *ringmap \[?$command"
    holds "^ *$command( |$)"
done
for word in options styles style sites around cities extents sizes completion html html-inline markdown latex typst mediawiki docx pptx; do
    holds "^ *$word  +"
done
grep -o 'getenv("[A-Z_]*")' "$ROOT"/src/*.c | cut -d '"' -f 2 | while read -r variable; do holds "^ *$variable( |$)"; done
for status in 0 2 3 4 5 6; do holds "^ *$status  "; done
holds '\.svgz'
holds '-o -'
echo "$(wc -l <page) lines"
