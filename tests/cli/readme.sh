# The README's commands and files do what it says, as they are printed; and it names every option and library that it should.
. "$ROOT/tests/aid.sh"
ringmap() { "$RINGMAP" "$@"; }
readme=$ROOT/README.md
mkdir out

# block FIRST LAST: indented lines of the README, between the two that match.
block() { sed -n "/^    $1/,/^    $2/s/^    //p" "$readme"; }
block '# reach.yaml' 'lang:' >reach.yaml
[ "$(wc -l <reach.yaml)" -ge 5 ] || fail "the README has no reach.yaml"

grep -E '^    (out/)?ringmap (-|reach\.yaml)' "$readme" | sed 's/^ *\(out\/\)\?//' >commands
[ "$(wc -l <commands)" -ge 5 ] || fail "the README shows only $(wc -l <commands) commands"
while read -r line; do
    eval "$line" 2>err || fail "$line: $(cat err)"
    ! grep -v 'note:' err || fail "$line: said $(cat err)"
done <commands
for file in out/first.png out/a.svg reach.pdf reach.png; do [ -s $file ] || fail "no $file"; done

block 'base: light' '  rings: ' >own.yaml
grep -q rings own.yaml || fail "the README has no style"
draws own.svg --style own.yaml
grep -q '#0050a0' own.svg || fail "the README's style changes nothing"

# rule NAME: the first code in a line of the list "One line of a build does it".
rule() {
    local found
    found=$(sed -n "s/^- $1[^:]*: \`\([^\`]*\)\`.*/\1/p" "$readme")
    [ "$found" ] || fail "the README has no rule for $1"
    printf '%s\n' "$found"
}
rm -f reach.pdf
rule Make | sed "s#ringmap#$RINGMAP#" >Makefile
make -s reach.pdf 2>err || fail "the rule for Make: $(cat err)"
[ -s reach.pdf ] || fail "the rule for Make makes no reach.pdf"
for name in pandoc Typst MediaWiki GitHub Word PowerPoint; do # what each prints is tested by tests/reports with the tool itself
    line=$(rule $name)
    eval "${line%% && pandoc*}" 2>err || fail "the rule for $name: $(cat err)"
done
for file in reach.md reach.typ reach.wiki README.md reach.docx reach.pptx; do [ -s $file ] || fail "no $file"; done
eval "$(grep -o '`ringmap redraw [^`]*`' "$readme" | tr -d '`')" 2>err && [ -s new.png ] || fail "redraw: $(cat err)"

# Every option, style and extent that it names is there; every library that is built with is named.
"$RINGMAP" list options tsv | cut -f 1 >options
grep -oE -- '`--[a-z-]+' "$readme" | tr -d '`-' | sort -u >named
while read -r name; do tr -d '-' <options | grep -qx "$name" || fail "the README names --$name"; done <named
for style in $("$RINGMAP" list styles | tail -n +2 | cut -d ' ' -f 1); do grep -q "$style" "$readme" "$ROOT"/docs/gallery.md || fail "no word of the style '$style'"; done
for library in $(sed -n '/^DEBS_BUILD/,/[^\\]$/p' "$ROOT/Makefile" | grep -o 'lib[a-z0-9.-]*-dev' | grep -v libc6); do
    name=${library#lib} && name=${name%%-dev} && name=${name%%[0-9]*} && name=${name/shp/shapelib}
    grep -qi "$name" "$readme" || fail "the README does not name $name"
done
