# --help fits a terminal's width, names every option of the table, and is no error; so is no argument at all.
. "$ROOT/tests/aid.sh"
"$RINGMAP" --help >help
awk 'length($0) > 80 { print "over 80 columns: " $0; bad = 1 } END { exit bad }' help || fail "--help is too wide"
"$RINGMAP" | cmp - help || fail "'ringmap' alone is not --help"
"$RINGMAP" list options | grep -E '^[a-z]' >names
[ "$(wc -l <names)" -gt 20 ] || fail "'list options' names too few options"
while read -r name _; do
    grep -Eq -- "--$name( |$)" help || fail "--help does not name --$name"
done <names
grep -q 'Exit status' help || fail "--help does not say the exit statuses"
