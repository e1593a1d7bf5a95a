# A map of two themes is laid out twice, alike, whatever stands in it.
. "$ROOT/tests/aid.sh"
for options in "" "--closeup yeonpyeong" "--closeup yeonpyeong --lang ko --table shares" "--crs globe --extent world --rings 3000km" \
    "--closeup 126,37,127.5,38 --extent dmz --style print --theme brief"; do
    # shellcheck disable=SC2086
    "$RINGMAP" --theme auto $options -o themed.svg 2>notes || fail "'--theme auto $options' fails: $(cat notes)"
    ! grep -q theme notes || fail "'--theme auto $options' says: $(cat notes)"
    grep -q 'prefers-color-scheme' themed.svg || fail "'--theme auto $options' has no dark colours"
    # shellcheck disable=SC2086
    "$RINGMAP" --theme fixed $options -o fixed.svg
    count() { grep -c "<$1" "$2"; }
    for element in path text g; do
        [ "$(count "$element" themed.svg)" = "$(count "$element" fixed.svg)" ] || fail "'$options': other <$element>s in two themes than in one"
    done
done
