# Help fits a terminal: one screen for those who ask nothing more, and a page for every command, group and option; it is no
# error. Every option stands in 'help all' and in both lists.
. "$ROOT/tests/aid.sh"
fits() { awk 'length($0) > 80 { print "over 80 columns: " $0; bad = 1 } END { exit bad || NR == 0 }' "$1" || fail "$1 is too wide, or empty"; }
"$RINGMAP" --help >help
fits help
[ "$(wc -l <help)" -le 40 ] || fail "--help has $(wc -l <help) lines"
tr '\n' ' ' <help | grep -q "Exit status: 0 done, 1 no memory or a fault of ringmap's own, 2 usage, 3 input, 4 style, 5 projection, 6 output\\." || fail "--help does not say the exit statuses"
for words in "" help -h "--rings 5km --help"; do
    # shellcheck disable=SC2086
    "$RINGMAP" $words | cmp - help || fail "'ringmap $words' is not --help"
done

"$RINGMAP" help all >all
fits all
"$RINGMAP" list options tsv >tsv
"$RINGMAP" list options >columns
fits columns
awk -F '\t' 'NF != 7 || !$1 || !$2 || !$3 || !$4 || !$5 || !$6 { print; bad = 1 } END { exit bad }' tsv || fail "a row lacks something"
[ "$(tail -n +2 tsv | wc -l)" -gt 40 ] || fail "too few options"
tail -n +2 tsv | while IFS=$'\t' read -r name _ value type default about letter; do
    grep -Eq -- "--$name( |$)" all || fail "'help all' does not name --$name"
    grep -q "^$name  *$default  *$about\$" columns || fail "'list options' does not tell of $name"
    "$RINGMAP" help "--$name" >page
    fits page
    for text in "--$name $value" "$about" "$type" "$default"; do
        grep -Fq -- "$text" page || fail "'help --$name' does not say '$text': $(cat page)"
    done
    [ -z "$letter" ] || grep -q -- "-$letter, " page || fail "'help --$name' does not say -$letter"
done
for group in map rings page words furniture files; do
    "$RINGMAP" help $group >page
    fits page
    grep -q "$group" help || fail "--help does not name the group '$group'"
    cat page >>groups
done
[ "$(grep -c '^  .*--' groups)" = "$(tail -n +2 tsv | wc -l)" ] || fail "the groups do not hold every option once"

# Each command has a page, the same in three ways, and is one that the program runs; its examples name no option that is not.
sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p' help >commands
[ "$(wc -l <commands)" = 8 ] || fail "the commands are $(cat commands)"
while read -r name; do
    "$RINGMAP" help "$name" >page
    fits page
    grep -Eq "^usage: ringmap \[?$name" page || fail "'help $name' does not say how it is used"
    "$RINGMAP" "$name" --help | cmp - page || fail "'$name --help' is another page"
    "$RINGMAP" "$name" -h | cmp - page || fail "'$name -h' is another page"
    "$RINGMAP" "$name" no-such-thing >/dev/null 2>err && fail "'$name no-such-thing' succeeded"
    ! grep -q "unexpected '$name'" err || fail "'$name' is no command"
    grep -q '^Examples$' page || fail "'help $name' has no examples"
    grep -oE -- ' --[a-z-]+' page | sort -u | while read -r option; do
        grep -q "^${option#--}	" tsv || [ "$option" = --help ] || [ "$option" = "--" ] || fail "'help $name' names $option"
    done
done <commands
"$RINGMAP" help figure | grep -q '^  mediawiki  *\.svg \.png \.pdf ' || fail "'help figure' does not say the formats"
"$RINGMAP" help list | grep -q '^  around ' || fail "'help list' does not say what can be listed"
refuses 2 "no help on 'ringz'; did you mean '[Rr]ings'" help ringz
refuses 2 "no help on '--ringz'; did you mean 'rings'" help --ringz
refuses 2 "no help on 'zzzzzz'; 'ringmap help' says" help zzzzzz
refuses 2 "unexpected 'latex'" help figure latex
refuses 2 "unexpected 'hlep'; did you mean 'help'" hlep
refuses 2 "list what\? choose options, styles, .* or completion" list
refuses 2 "figure for what\? choose html, .* or pptx" figure
refuses 2 "the one other form is tsv" list options json
