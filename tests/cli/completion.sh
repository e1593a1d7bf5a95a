# The script for bash, loaded into a real one, completes commands, options and values; the one for zsh is a script of zsh.
. "$ROOT/tests/aid.sh"
"$RINGMAP" list completion bash >ringmap.bash
bash -n ringmap.bash
mkdir folder "with blank" && touch folder/in.shp mine.csv map.yaml older.svg
cat >complete.sh <<'SCRIPT'
. ./ringmap.bash
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_ringmap
[ ${#COMPREPLY[@]} = 0 ] || printf '%s\n' "${COMPREPLY[@]}"
SCRIPT

# offers EXPECTED WORD...: what the last word is completed to, sorted and joined by blanks.
offers() {
    local expected=$1 got
    shift
    got=$(bash -u complete.sh "$RINGMAP" "$@" 2>err | LC_ALL=C sort | paste -sd ' ')
    [ ! -s err ] || fail "completing '$*': $(cat err)"
    [ "$got" = "$expected" ] || fail "'$*' is completed to '$got' instead of '$expected'"
}
offers "provenance" pro
offers "map.yaml measure" m
offers "--ring-labels --ring-table --rings" draw --ring
offers "html html-inline" figure h
offers "sites sizes" list si
offers "bash zsh" list completion ""
offers "dark" list style d
offers "dark" --style d
offers "dark" --theme = d
offers "korea" --extent ko
offers "fit" --extent f
offers "a4 a4-landscape" --size a4
offers "slide slide-4-3" --size sl
offers "bottom-left bottom-right" --legend bo
offers "en en+ko" --lang = e
offers "" --rings 1
offers "" --title m
offers "seoul" --around seo
offers "osan,KR-11" --around osan,KR-11
offers "mdl" --around md
offers "osan,seoul" --show-sites osan,seo
offers "mine.csv" --sites mi
offers "older.svg" redraw ol
offers "folder" --data fo
offers "folder" --data = fo
offers "with blank" -o wi
offers "map.yaml" draw ma
offers "map.yaml" --style ma
offers "" provenance older.svg o
offers "rings" help ri
offers "--rings" help --rings
offers "figure files furniture" help f
offers "tsv" list options ""
offers "" help figure l

# Every word that the tables hold is one that the program takes.
bash -u complete.sh "$RINGMAP" --size "" | while read -r size; do
    "$RINGMAP" alt --size "$size" >/dev/null || fail "a size that there is not: '$size'"
done
bash -u complete.sh "$RINGMAP" figure "" | while read -r format; do
    "$RINGMAP" figure "$format" 2>&1 | grep -q 'unknown figure format' && fail "a format that there is not: '$format'"
    :
done
"$RINGMAP" list styles | tail -n +2 | cut -d ' ' -f 1 | sort >styles
bash -u complete.sh "$RINGMAP" list style "" | sort | cmp - styles || fail "the styles are others"

"$RINGMAP" list completion zsh >_ringmap
head -1 _ringmap | grep -qx '#compdef ringmap' || fail "zsh would not load it"
"$RINGMAP" list options tsv | tail -n +2 | cut -f 1 | while read -r name; do
    grep -q -- "'\*\?--$name[=[]" _ringmap || fail "zsh does not know --$name"
done
! command -v zsh >/dev/null || zsh -n _ringmap || fail "zsh cannot read its script"
refuses 2 "choose bash or zsh" list completion
refuses 2 "no completion for 'fish'" list completion fish
