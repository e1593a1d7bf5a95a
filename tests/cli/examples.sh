# Every example of help and of the manual page does what it says: it is run as it stands.
. "$ROOT/tests/aid.sh"
ringmap() { "$RINGMAP" "$@"; }
printf '%s\n' 'rings: [180km]' 'extent: south' >reach.yaml
for topic in "" draw measure alt figure redraw provenance list help; do
    # shellcheck disable=SC2086
    "$RINGMAP" help $topic | sed -n '/^Examples$/,/^$/s/^  //p' >>examples
done
[ "$(sort -u examples | wc -l)" -ge 20 ] || fail "there are only $(wc -l <examples) examples"
sort -u examples | sed 's/^ringmap \(redraw\|provenance\)/~&/' | LC_ALL=C sort | sed 's/^~//' >in_turn # these read what others drew
while read -r line; do
    eval "$line" >said 2>err || fail "$line: status $?: $(cat err)"
    ! grep -v 'note:' err || fail "$line: said $(cat err)"
    file=${line##*[ >]}
    [[ $line != *" -o "* && $line != *">"* ]] || [[ $file = - ]] || [ -s "$file" ] || fail "$line: no '$file'"
done <in_turn
