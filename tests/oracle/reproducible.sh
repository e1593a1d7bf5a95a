# Same input, same bytes: twice, in another language, time zone, folder, home, with other fonts installed.
. "$ROOT/tests/aid.sh"
options=(--lang en+ko --rings 180km,162nmi --around seoul,osan)
korean=ko_KR.UTF-8
locale -a 2>/dev/null | grep -qi 'ko_KR.utf' || korean=C.UTF-8
mkdir first second third elsewhere
for suffix in png svg pdf eps dump; do
    draws first/map.$suffix "${options[@]}"
    draws second/map.$suffix "${options[@]}"
    cmp first/map.$suffix second/map.$suffix || fail "twice in a row: $suffix"
    (
        unset FONTCONFIG_FILE
        cd elsewhere
        env LC_ALL=$korean LC_NUMERIC=de_DE.UTF-8 LANGUAGE=ko TZ=Asia/Seoul HOME=/nonexistent XDG_CACHE_HOME=/nonexistent \
            "$RINGMAP" "${options[@]}" -o ../third/map.$suffix 2>../draws.err
    ) || fail "elsewhere: $(cat draws.err)"
    cmp first/map.$suffix third/map.$suffix || fail "elsewhere: $suffix"
done
! grep -l "$ROOT" first/* || fail "a path of this machine is in a file"
echo "png svg pdf eps dump"
